//! Looking things up in a catalogue: by id, by what a claim names, and by what somebody mistyped.

use super::id::{ClauseId, ItemId, RequirementId, Target};
use super::records::Kind;
use super::types::{Catalogue, Clause, Item, RecordKind};

impl Catalogue {
    /// Index of a requirement.
    #[must_use]
    pub fn requirement(&self, id: &RequirementId) -> Option<usize> {
        self.by_requirement.get(id).copied()
    }

    /// A clause by number.
    #[must_use]
    pub fn clause(&self, id: &ClauseId) -> Option<&Clause> {
        self.clauses
            .binary_search_by(|clause| clause.id.cmp(id))
            .ok()
            .map(|at| &self.clauses[at])
    }

    /// An item by id.
    #[must_use]
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// The area a clause belongs to.
    #[must_use]
    pub fn area_of(&self, id: &ClauseId) -> usize {
        self.areas
            .iter()
            .position(|area| area.clause.contains(id))
            .unwrap_or(0)
    }

    /// What records of a kind carry by the clause that gives their attributes; `None` where none
    /// does.
    #[must_use]
    pub fn record_of(&self, kind: &Kind) -> Option<&RecordKind> {
        self.clauses[kind.record_of?].record.as_ref()
    }

    /// The leaf clauses, in order.
    pub fn leaves(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(|clause| clause.leaf)
    }

    /// Whether the organisation must show a clause by evidence of its own.
    #[must_use]
    pub fn wants_own_evidence(&self, clause: &ClauseId) -> bool {
        self.own_evidence.iter().any(|own| own.contains(clause))
    }

    /// The requirements a claim speaks for; `None` when the catalogue knows no such thing.
    #[must_use]
    pub fn resolve(&self, target: &Target) -> Option<Vec<usize>> {
        match target {
            Target::Requirement(id) => self.requirement(id).map(|index| vec![index]),
            Target::Item(id) => self.item(id).map(|item| item.requirements.clone()),
            // Those below a clause stand right behind it.
            Target::Clause(id) => {
                let first = self
                    .clauses
                    .binary_search_by(|clause| clause.id.cmp(id))
                    .ok()?;
                let below = self.clauses[first..]
                    .iter()
                    .take_while(|clause| id.contains(&clause.id));
                Some(
                    below
                        .flat_map(|clause| clause.requirements.clone())
                        .collect(),
                )
            }
        }
    }

    /// Names close to an unknown target, for "did you mean".
    #[must_use]
    pub fn nearest(&self, text: &str) -> Option<String> {
        let text = text.trim();
        let candidates = self
            .clauses
            .iter()
            .map(|clause| clause.id.to_string())
            .chain(self.requirements.iter().map(|line| line.id.to_string()))
            .chain(self.items.iter().map(|item| item.id.to_string()));
        candidates
            .filter(|candidate| candidate.contains('-') == text.contains('-'))
            .filter(|candidate| main_clause(candidate) == main_clause(text))
            .map(|candidate| {
                let shared = candidate
                    .chars()
                    .zip(text.chars())
                    .take_while(|(a, b)| a == b)
                    .count();
                (
                    strsim::damerau_levenshtein(text, &candidate),
                    usize::MAX - shared,
                    candidate,
                )
            })
            .filter(|(distance, _, _)| *distance <= 2)
            .min_by_key(|(distance, shared, _)| (*distance, *shared))
            .map(|(_, _, candidate)| candidate)
    }
}

/// The main clause that an id begins with; nothing for items.
fn main_clause(id: &str) -> &str {
    let end = id.find(|c: char| !c.is_ascii_digit());
    &id[..end.unwrap_or(id.len())]
}
