//! What a text says of each clause, by the ideas that the catalogue looks for: more telling than
//! single words, and in the words of every organisation the catalogue was taught.
//!
//! A line of a clause is covered where all its ideas are shown. What counts is how many lines of
//! a clause a text covers, and that it covers few of others: a handbook speaks of everything.

use super::common::Common;
use super::signs::Known;
use super::{File, Tally};
use crate::catalogue::Catalogue;

/// What the lines covered say at most.
const MOST: f64 = 1.5;
/// How many lines say half of that.
const HALF: f64 = 2.5;
/// The share of all lines covered from which on nothing is taken from it.
const SHARE: f64 = 0.4;

pub(super) fn add(
    catalogue: &Catalogue,
    known: &Known,
    common: &Common,
    file: File<'_>,
    tally: &mut Tally,
) {
    let document = file.document;
    let mut shown = vec![0_usize; catalogue.requirements.len()];
    let mut first = vec![u32::MAX; known.clauses.len()];
    for hit in document.hits.iter().filter(|hit| hit.shown()) {
        shown[catalogue.ideas[hit.idea as usize].requirement] += 1;
    }
    let mut covered = vec![0.0_f64; known.clauses.len()];
    let mut names: Vec<Vec<&str>> = vec![Vec::new(); known.clauses.len()];
    for ((at, line), shown) in catalogue.requirements.iter().enumerate().zip(&shown) {
        if line.ideas.is_empty() || *shown < line.ideas.len() || line.same_as.is_some() {
            continue;
        }
        let Some(clause) = known.around(line.clause) else {
            continue;
        };
        covered[clause] += common.line(at);
        let idea = line.ideas.start;
        if let Some(hit) = document.hit(idea) {
            first[clause] = first[clause].min(hit.line);
            names[clause].push(&catalogue.ideas[idea].name);
        }
    }
    let all: f64 = covered.iter().sum();
    for (clause, lines) in covered
        .into_iter()
        .enumerate()
        .filter(|(_, lines)| *lines > 0.0)
    {
        let share = lines / (all + 1.0);
        let weight = MOST * lines / (lines + HALF);
        let weight = weight * (share / SHARE).min(1.0);
        names[clause].dedup();
        names[clause].truncate(3);
        let text = format!("says: {}", names[clause].join(", "));
        tally.add(
            clause,
            weight,
            text,
            Some(first[clause]).filter(|l| *l < u32::MAX),
        );
    }
}
