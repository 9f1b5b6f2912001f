//! For which clauses a file that nobody claims may be evidence, and why.
//!
//! A suggestion scores nothing until a person accepts it. Most documents of a company are
//! evidence of nothing, and a list full of errors is read by nobody: what is suggested must
//! have something that speaks for it in words a person can check, and the text must be of the
//! trade. Several weak signals decide together, each in a file of its own: titles and names,
//! headings, words of the text, heads of tables and numbers of tickets, what the first look
//! hints at; the trade lowers them all. Clause numbers that a document quotes decide nothing:
//! they are often of another standard or edition.
//!
//! What the signals go by is data of the catalogue (`signs.yaml`). Floats do here, as they do
//! for hints: nothing is scored by them.

mod accept;
mod common;
mod families;
mod folder;
mod ideas;
mod left_out;
mod profile;
mod signs;
mod spelling;
mod tables;
mod terms;
mod texts;
mod titles;
mod trade;

use rayon::prelude::*;

use crate::assessment::{Assessment, Hint, has_no_place};
use crate::catalogue::Catalogue;
use crate::evidence::Document;

pub use accept::accepted;
use common::Common;
pub use families::Instead;
pub use profile::Profile;
pub use signs::Known;
use trade::Trade;

/// Most suggestions for a file.
const MOST: usize = 3;
/// What the best suggestion of a file must reach.
const ENOUGH: f64 = 1.3;
/// Below this share of [`ENOUGH`] others are noise.
const OTHERS: f64 = 0.4;
/// Below this share of the best one others are noise.
const NEAR: f64 = 0.35;
/// What is suggested of a text that nobody has filled in is never surer than this.
const UNFILLED: f64 = 0.3;
/// What the first look's best hint counts.
const HINT: f64 = 0.8;
/// By how much of that each further hint counts less.
const FURTHER: f64 = 0.25;

/// A clause for which a file may be evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// Index of the clause in the catalogue.
    pub clause: usize,
    /// From 0 to 1: how sure it is.
    pub confidence: f64,
    /// What speaks for it, the strongest first.
    pub why: Vec<Reason>,
}

/// Something that speaks for a clause.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// How much.
    pub weight: f64,
    /// In words.
    pub text: String,
    /// The line of the text where it stands, if it stands in one.
    pub line: Option<u32>,
}

/// What is known of a file.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// As it was read.
    pub document: &'a Document,
    /// What its text tells at a glance.
    pub profile: &'a Profile,
    /// What the first look hints at.
    pub hints: &'a [Hint],
}

/// What speaks for each clause with signs.
#[derive(Debug)]
struct Tally {
    reasons: Vec<Vec<Reason>>,
}

impl Tally {
    fn new(clauses: usize) -> Self {
        Self {
            reasons: vec![Vec::new(); clauses],
        }
    }

    fn add(&mut self, clause: usize, weight: f64, text: String, line: Option<u32>) {
        self.reasons[clause].push(Reason { weight, text, line });
    }

    fn of(&self, clause: usize) -> f64 {
        self.reasons[clause]
            .iter()
            .map(|reason| reason.weight)
            .sum()
    }
}

/// Whether somebody has to say what a file is: it was read, and nobody has said so yet.
#[must_use]
pub fn is_free(assessment: &Assessment, at: usize, document: &Document) -> bool {
    has_no_place(document, !assessment.claimed_for[at].is_empty())
}

/// What is suggested for a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Suggested {
    /// The clauses for which it may be evidence, best first; for most files none.
    pub suggestions: Vec<Suggestion>,
    /// The file that stands for it, where it is only a version or a copy.
    pub instead: Option<Instead>,
}

/// For each file for what it may be evidence.
#[must_use]
pub fn suggest(catalogue: &Catalogue, known: &Known, files: &[File<'_>]) -> Vec<Suggested> {
    let common = Common::new(catalogue, known.terms.count(), files);
    let trade = Trade::new(known, files);
    let (mut weighed, stand_ins) = rayon::join(
        || {
            let files = files.par_iter();
            let weighed = files.map(|file| weigh(catalogue, known, &common, &trade, *file));
            weighed.collect::<Vec<_>>()
        },
        || families::stand_ins(files),
    );
    folder::agree(files, &mut weighed);
    let suggested = weighed.into_iter().zip(stand_ins);
    suggested
        .map(|(weighed, instead)| Suggested {
            suggestions: match (&instead, weighed) {
                (None, Some(weighed)) => chosen(known, weighed),
                _ => Vec::new(),
            },
            instead,
        })
        .collect()
}

/// How much speaks for each clause.
#[derive(Debug)]
struct Weighed {
    scores: Vec<f64>,
    tally: Tally,
    /// Why it shows nothing yet, where nobody has filled it in.
    unfilled: Option<String>,
}

impl Weighed {
    /// The clause that most speaks for, if that is enough.
    fn best(&self) -> Option<usize> {
        let scores = self.scores.iter().enumerate();
        let best = scores.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
        best.filter(|(_, score)| **score >= ENOUGH)
            .map(|(at, _)| at)
    }
}

fn weigh(
    catalogue: &Catalogue,
    known: &Known,
    common: &Common,
    trade: &Trade,
    file: File<'_>,
) -> Option<Weighed> {
    if left_out::is_left_out(known, file) {
        return None;
    }
    let mut tally = Tally::new(known.clauses.len());
    let left = trade.left(known, file);
    let named = titles::add(known, file, left.everyday, &mut tally);
    tables::add(known, file, &named, &mut tally);
    texts::add(known, common, file, &mut tally);
    ideas::add(catalogue, known, common, file, &mut tally);
    hints(catalogue, known, file, &mut tally);
    let clauses = 0..known.clauses.len();
    Some(Weighed {
        scores: clauses.map(|clause| tally.of(clause) * left.all).collect(),
        tally,
        unfilled: left_out::unfilled(file),
    })
}

/// The suggestions for a file, best first.
fn chosen(known: &Known, mut weighed: Weighed) -> Vec<Suggestion> {
    let Some(best) = weighed.best() else {
        return Vec::new();
    };
    let least = (ENOUGH * OTHERS).max(weighed.scores[best] * NEAR);
    let scores = weighed.scores.iter().copied().zip(0..);
    let mut scores: Vec<(f64, usize)> = scores.filter(|(score, _)| *score >= least).collect();
    scores.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    scores.truncate(MOST);
    let best = weighed.scores[best];
    scores
        .into_iter()
        .map(|(score, clause)| {
            let mut why = std::mem::take(&mut weighed.tally.reasons[clause]);
            why.sort_by(|a, b| b.weight.total_cmp(&a.weight));
            let mut confidence = confidence(score, best);
            if let Some(text) = &weighed.unfilled {
                confidence = confidence.min(UNFILLED);
                let text = text.clone();
                // What speaks against all of it is read first.
                why.insert(
                    0,
                    Reason {
                        weight: 0.0,
                        text,
                        line: None,
                    },
                );
            }
            Suggestion {
                clause: known.clauses[clause].clause,
                confidence,
                why,
            }
        })
        .collect()
}

/// How sure a suggestion of a score is, from 0 to 1 in steps of a hundredth; the less the more
/// speaks for another clause. Of ten that say 0.7 and stand first, nine are right.
fn confidence(score: f64, best: f64) -> f64 {
    let sure = score / (score + ENOUGH) * score / best;
    (sure * 100.0).round() / 100.0
}

/// What the first look hints at.
fn hints(catalogue: &Catalogue, known: &Known, file: File<'_>, tally: &mut Tally) {
    let mut weight = HINT;
    for hint in file.hints {
        if let Some(clause) = known.around(hint.clause) {
            let id = &catalogue.clauses[hint.clause].id;
            let (text, line) = match hint.requirements {
                0 => (format!("a usual name for {id}"), None),
                covered => (
                    format!(
                        "what it says covers {covered} of {} requirements of {id}",
                        hint.of
                    ),
                    Some(hint.line),
                ),
            };
            tally.add(clause, weight, text, line);
        }
        weight -= HINT * FURTHER;
    }
}
