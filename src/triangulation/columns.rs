//! Whether a document asks for what the rows of a register are held to.
//!
//! A requirement may ask for more than its rows can show: that changes are approved and put in order,
//! of which a column holds the approval. A sentence therefore has to name those ideas of the
//! requirement that the columns are about. Of a document claimed for the requirement that is enough;
//! of another one on the same process the sentence must name the column as well, since what it says
//! may be of something else.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::documents::{in_force, sentences};
use super::{Sources, Voice};
use crate::catalogue::{ClauseId, RecordKind, Requirement};
use crate::evidence::words::words;
use crate::evidence::{Sentence, names_idea, own_ideas};

/// How near a document is to a requirement, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Near {
    /// Claimed for it.
    Line,
    /// Claimed for its clause.
    Clause,
    /// Claimed for a clause beside it, as a policy is for the clause before that of the process.
    Beside,
}

fn nearness(sources: Sources<'_>, document: usize, line: usize) -> Option<Near> {
    if !in_force(sources, document) {
        return None;
    }
    let catalogue = sources.catalogue;
    let clause_of = |line: usize| &catalogue.clauses[catalogue.requirements[line].clause].id;
    let own = clause_of(line);
    let claimed = sources.assessment.claimed_for[document].iter();
    let near = claimed.filter_map(|other| {
        let clause = clause_of(*other);
        if *other == line {
            Some(Near::Line)
        } else if clause == own {
            Some(Near::Clause)
        } else {
            beside(clause, own).then_some(Near::Beside)
        }
    });
    near.min()
}

/// Whether two clauses stand below the same clause, which is no main clause.
fn beside(a: &ClauseId, b: &ClauseId) -> bool {
    let parent = a.parent();
    parent.is_some_and(|parent| parent.depth() > 1 && b.parent() == Some(parent))
}

/// Whether a sentence, with the headings above it, names what a requirement is about.
fn speaks_of(sentence: &Sentence, line: &Requirement) -> bool {
    let subject = line.ideas.start;
    names_idea(&sentence.shown, subject) || names_idea(&sentence.above, subject)
}

/// The columns that the rows of a requirement must fill.
pub(super) struct Columns {
    /// Ideas of the requirement that they are about, sorted.
    ideas: Vec<u32>,
    /// Beginnings of words in their heads.
    stems: Vec<String>,
}

impl Columns {
    /// Those of a requirement (by index) of which it is known what they are about.
    pub(super) fn of(sources: Sources<'_>, line: usize) -> Option<Self> {
        let line = &sources.catalogue.requirements[line];
        let record = sources.catalogue.clauses[line.clause].record.as_ref()?;
        let test = line.test.as_ref()?;
        let heads = test
            .needs
            .iter()
            .flat_map(|attribute| heads_of(record, attribute));
        let text: Vec<String> = heads.collect();
        let empty = std::sync::Arc::from("");
        let named = sources.reader.in_text(&empty, &text.join(".\n\n"));
        let own = own_ideas(sources.catalogue, line);
        let mut ideas: Vec<u32> = named
            .into_iter()
            .flat_map(|sentence| sentence.shown)
            .collect();
        ideas.retain(|idea| own.contains(&(*idea as usize)));
        ideas.sort_unstable();
        ideas.dedup();
        // That each record has a number is said by no rule.
        let asked = test.needs.iter().filter(|attribute| *attribute != "id");
        let stems = asked.flat_map(|attribute| stems(record, attribute));
        let stems: Vec<String> = stems.collect();
        (!ideas.is_empty()).then_some(Self { ideas, stems })
    }

    /// The sentence that asks for what the rows of the requirement are held to.
    pub(super) fn asked_by_a_document(&self, sources: Sources<'_>, line: usize) -> Option<Voice> {
        let requirement = &sources.catalogue.requirements[line];
        let documents = 0..sources.evidence.documents.len();
        let near = documents.filter_map(|at| Some((nearness(sources, at, line)?, at)));
        let mut best = None;
        for (near, at) in near {
            for (number, sentence) in sentences(sources, at).iter().enumerate() {
                let claimed = near == Near::Line;
                if !sentence.shows(&self.ideas, claimed)
                    || is_for_some(&sentence.text)
                    || near == Near::Beside && !speaks_of(sentence, requirement)
                {
                    continue;
                }
                let named = self.named_in(sentence);
                let says = sentence.of(sources.catalogue, requirement, claimed);
                let rank = (!named, near, Reverse(says), at, number);
                if (claimed || named) && best.as_ref().is_none_or(|(known, _)| rank < *known) {
                    best = Some((rank, sentence));
                }
            }
        }
        best.map(|((.., document, _), sentence)| Voice::Text {
            document,
            text: sentence.text.clone(),
            heading: sentence.heading.clone(),
            location: sentence.location.clone(),
        })
    }

    fn named_in(&self, sentence: &Sentence) -> bool {
        let said = words(&sentence.text);
        let begins = |word: &String| {
            self.stems
                .iter()
                .any(|stem| word.starts_with(stem.as_str()))
        };
        said.iter().any(begins)
    }
}

/// Whether a sentence rules for some cases only: "Where there is a test bed, the way back is
/// rehearsed". No row says whether it is one of them.
fn is_for_some(sentence: &str) -> bool {
    const BEGINNINGS: &[&str] = &["where", "if", "wo", "falls", "sofern", "soweit"];
    const WITHIN: &[&str] = &[
        "if possible",
        "if needed",
        "if necessary",
        "where possible",
        "where applicable",
        "where needed",
        "where necessary",
        "as far as",
        "in the case of",
        "unless",
        "wenn moeglich",
        "soweit moeglich",
        "nach moeglichkeit",
        "bei bedarf",
        "falls noetig",
        "falls erforderlich",
        "sofern",
        "soweit",
        "je nach",
        "in der regel",
        "as a rule",
        "usually",
    ];
    let said = words(sentence);
    let begins = said
        .first()
        .is_some_and(|word| BEGINNINGS.contains(&word.as_str()));
    let said = format!(" {} ", said.join(" "));
    begins
        || WITHIN
            .iter()
            .any(|words| said.contains(&format!(" {words} ")))
}

/// An attribute and the heads of columns it is known by.
fn heads_of<'r>(
    record: &'r RecordKind,
    attribute: &'r String,
) -> impl Iterator<Item = String> + 'r {
    let known = record.attributes.get(attribute).into_iter().flatten();
    let all = known.chain(std::iter::once(attribute));
    all.map(|head| head.replace('_', " "))
}

/// Beginnings of the words that tell an attribute from others: those that heads of several have,
/// such as "date", tell none.
fn stems(record: &RecordKind, attribute: &str) -> Vec<String> {
    const COMMON: usize = 3;
    let mut of: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for known in record.attributes.keys() {
        for word in heads_of(record, known).flat_map(|head| words(&head)) {
            let by = of.entry(word).or_default();
            if !by.contains(&known) {
                by.push(known);
            }
        }
    }
    let own = of.into_iter().filter(|(word, by)| {
        word.chars().count() >= 4
            && by.len() < COMMON
            && by.iter().any(|known| known.as_str() == attribute)
    });
    own.map(|(word, _)| stem(&word)).collect()
}

/// What a word has in common with its other forms.
fn stem(word: &str) -> String {
    let length = word.chars().count().saturating_sub(3).clamp(4, 6);
    word.chars().take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::is_for_some;

    #[test]
    fn what_holds_in_some_cases_is_held_against_no_row() {
        for sentence in [
            "Where a spare crane is at hand, the move is rehearsed.",
            "Moves are tested where possible.",
            "Wo ein Ersatzgerät bereitsteht, wird der Umzug geprobt.",
            "Bei Bedarf wird der Umzug vorher geprobt.",
        ] {
            assert!(is_for_some(sentence), "{sentence}");
        }
        for sentence in [
            "Every move is rehearsed before it is done.",
            "When a move is closed, the foreman enters what was found.",
            "Jeder Umzug wird vorher geprobt, das Ergebnis steht im Auftrag.",
        ] {
            assert!(!is_for_some(sentence), "{sentence}");
        }
    }
}
