//! The words of a text: what it is full of, however it is called.
//!
//! A word tells the more the fewer clauses have it, and the tenth time says little more than the
//! third. All of them together count less than a title, since every runbook mentions incidents
//! and changes.

use super::common::Common;
use super::signs::{Known, Use};
use super::{File, Tally};

/// What the words of a text say at most.
const MOST: f64 = 1.6;
/// How much must be said for half of that.
const HALF: f64 = 4.0;
/// A word that stands so often says half of what it can.
const OFTEN: f64 = 1.4;
/// A text of fewer words says less.
const FULL: f64 = 40.0;
/// What a name of a clause in running text says, and all of them at most.
const NAME: (f64, f64) = (0.25, 6.0);
/// How many of the words are told to the reader.
const TOLD: usize = 4;

pub(super) fn add(known: &Known, common: &Common, file: File<'_>, tally: &mut Tally) {
    let mut weights = vec![0.0_f64; known.clauses.len()];
    let mut told: Vec<Vec<(f64, u16, u32)>> = vec![Vec::new(); known.clauses.len()];
    for seen in &file.profile.terms {
        let count = f64::from(seen.count);
        let term = usize::from(seen.term);
        for of in known.uses(seen.term) {
            let (clause, weight) = match of {
                Use::Word(clause) => (
                    *clause,
                    known.rarity[term] * common.term(seen.term) * count / (count + OFTEN),
                ),
                Use::Title(clause) => {
                    let left = (NAME.1 - weights[*clause]).max(0.0);
                    (*clause, (NAME.0 * common.term(seen.term) * count).min(left))
                }
                Use::Everyday(_) | Use::Field(_) | Use::Aside => continue,
            };
            weights[clause] += weight;
            told[clause].push((weight, seen.term, seen.line));
        }
    }
    let length = (f64::from(file.profile.words) / FULL).min(1.0);
    for (clause, (weight, mut words)) in weights.into_iter().zip(told).enumerate() {
        if words.is_empty() {
            continue;
        }
        words.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut names: Vec<String> = Vec::new();
        for (_, term, _) in &words {
            let name = known.terms.name(*term);
            if names.len() < TOLD && !names.contains(&name) {
                names.push(name);
            }
        }
        let line = words.iter().take(TOLD).map(|(_, _, line)| *line).min();
        let weight = MOST * weight / (weight + HALF) * length;
        let text = format!("speaks of {}", names.join(", "));
        tally.add(clause, weight, text, line);
    }
}
