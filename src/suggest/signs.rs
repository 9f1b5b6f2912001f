//! The signs of a catalogue, made ready to be looked for.

use super::profile::numbers_in;
use super::spelling::Spelling;
use super::terms::{Term, Terms};
use crate::catalogue::{Catalogue, Signs};

/// What a term is a sign of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A clause, by its place in [`Known::clauses`], whose documents have such titles.
    Title(usize),
    /// A clause whose documents have such titles where people write in everyday words.
    Everyday(usize),
    /// A clause whose texts are full of it.
    Word(usize),
    /// A field, by its place in [`Known::fields`].
    Field(usize),
    /// Papers that are never evidence.
    Aside,
}

/// The signs of a catalogue.
#[derive(Debug, Default)]
pub struct Known {
    /// All terms of all signs.
    pub terms: Terms,
    /// By term: what it is a sign of.
    pub uses: Vec<Vec<Use>>,
    /// By term: how much it tells as a word, from 0 to 1, the more the fewer clauses have it.
    pub rarity: Vec<f64>,
    /// How the words of titles are spelt.
    pub spelling: Spelling,
    /// The clauses that have signs.
    pub clauses: Vec<OfClause>,
    /// Of each field whether it is the trade of the services, and how its folders are called.
    pub fields: Vec<OfField>,
    /// What numbers of tickets begin with, and the clause whose records have them.
    starts: Vec<(String, usize)>,
    /// By clause of the catalogue: the one with signs that it lies in.
    by_clause: Vec<Option<usize>>,
}

/// A clause with signs.
#[derive(Debug)]
pub struct OfClause {
    /// Index of the clause in the catalogue.
    pub clause: usize,
    /// Heads of columns, each a compared word and whether any ending may follow.
    pub columns: Vec<(String, bool)>,
    /// Clauses that give way to it where a title names both, by their places here.
    pub before: Vec<usize>,
}

/// A field that people work in.
#[derive(Debug)]
pub struct OfField {
    /// Whether it is the trade of the services.
    pub own: bool,
    /// What its folders are called, in compared words.
    pub folders: Vec<String>,
}

impl Known {
    /// Makes the signs of a catalogue ready.
    #[must_use]
    pub fn new(catalogue: &Catalogue, signs: &Signs) -> Self {
        let mut known = Self::default();
        let place = |clause: usize| signs.clauses.iter().position(|sign| sign.clause == clause);
        for (at, sign) in signs.clauses.iter().enumerate() {
            known.add(&sign.titles, Use::Title(at));
            let of = &catalogue.clauses[sign.clause].id;
            for clause in catalogue
                .clauses
                .iter()
                .filter(|clause| of.contains(&clause.id))
            {
                known.add(&clause.known_as, Use::Title(at));
            }
            known.add(&sign.everyday, Use::Everyday(at));
            known.add(&sign.words, Use::Word(at));
            let starts = sign.numbers.iter();
            known.starts.extend(starts.map(|start| (start.clone(), at)));
            known.clauses.push(OfClause {
                clause: sign.clause,
                columns: sign.columns.iter().map(|head| column(head)).collect(),
                before: sign
                    .before
                    .iter()
                    .filter_map(|other| place(*other))
                    .collect(),
            });
        }
        for (at, field) in signs.fields.iter().enumerate() {
            known.add(&field.words, Use::Field(at));
            known.add(&field.titles, Use::Aside);
            let folders = field.folders.iter();
            known.fields.push(OfField {
                own: field.own,
                folders: folders
                    .map(|name| crate::evidence::words::joined(name))
                    .collect(),
            });
        }
        known.spelling.sort();
        known.weigh();
        known.by_clause = (0..catalogue.clauses.len())
            .map(|clause| known.nearest(catalogue, clause))
            .collect();
        known
    }

    fn add(&mut self, texts: &[String], of: Use) {
        for text in texts {
            let Some(term) = self.terms.add(text) else {
                continue;
            };
            self.uses.resize(self.terms.count(), Vec::new());
            if matches!(of, Use::Title(_)) {
                self.spelling.add(text);
            }
            let uses = &mut self.uses[usize::from(term)];
            if !uses.contains(&of) {
                uses.push(of);
            }
        }
    }

    fn weigh(&mut self) {
        let all = f64::from(crate::source::count(self.clauses.len() + 1));
        let rarity = |uses: &Vec<Use>| {
            let holding = uses.iter().filter(|of| matches!(of, Use::Word(_))).count();
            let holding = f64::from(crate::source::count(holding.max(1)));
            (all / holding).ln() / all.ln()
        };
        self.rarity = self.uses.iter().map(rarity).collect();
    }

    /// The clause with signs in which another lies.
    fn nearest(&self, catalogue: &Catalogue, clause: usize) -> Option<usize> {
        let id = &catalogue.clauses[clause].id;
        let holding = self.clauses.iter().enumerate().filter(|(_, sign)| {
            let sign = &catalogue.clauses[sign.clause].id;
            sign.contains(id)
        });
        holding
            .max_by_key(|(_, sign)| catalogue.clauses[sign.clause].id.depth())
            .map(|(at, _)| at)
    }

    /// The clause with signs in which a clause of the catalogue lies.
    #[must_use]
    pub fn around(&self, clause: usize) -> Option<usize> {
        self.by_clause.get(clause).copied().flatten()
    }

    /// What a term is a sign of.
    #[must_use]
    pub fn uses(&self, term: Term) -> &[Use] {
        self.uses.get(usize::from(term)).map_or(&[], Vec::as_slice)
    }

    /// The clause whose records have numbers of a beginning, with the beginning.
    #[must_use]
    pub fn start(&self, start: u16) -> Option<(&str, usize)> {
        let known = self.starts.get(usize::from(start))?;
        Some((known.0.as_str(), known.1))
    }

    /// Calls for each number of a ticket in a text that some clause has, with its beginning.
    pub fn numbers_in(&self, text: &str, mut found: impl FnMut(u16)) {
        numbers_in(text, |letters| {
            let at = self.starts.iter().position(|(start, _)| start == letters);
            if let Some(at) = at.and_then(|at| u16::try_from(at).ok()) {
                found(at);
            }
        });
    }
}

fn column(head: &str) -> (String, bool) {
    let text = crate::evidence::words::words(head).concat();
    (text, head.ends_with('*'))
}
