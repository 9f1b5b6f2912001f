//! Whether a file is of the trade of the services at all.
//!
//! Every department has its incidents, changes, suppliers, budgets and audits: an accident at
//! work, a change of address, the cleaning contract. What a text is full of beside that tells
//! whose they are, and so does the folder it lies in.

use super::File;
use super::signs::{Known, Use};

/// How often a word counts at most.
const MOST: f64 = 4.0;
/// What every text has of each.
const BOTH: f64 = 2.0;
/// How much more the words of other departments tell.
const OTHER: f64 = 1.5;
/// What a folder of another department takes, and one of the trade gives.
const FOLDER: (f64, f64) = (0.25, 0.2);
/// The share of the trade up to which nothing is left of what speaks for a file, and that from
/// which on nothing is taken from it: where neither the trade nor another field has a word in it.
const GATE: (f64, f64) = (0.25, 0.5);

/// How much of what speaks for a file counts, from 0 to 1.
pub(super) fn share(known: &Known, file: File<'_>) -> f64 {
    let (mut own, mut other) = (0.0, 0.0);
    let mut add = |term: u16, count: f64| {
        for of in known.uses(term) {
            if let Use::Field(field) = of {
                let sum = if known.fields[*field].own {
                    &mut own
                } else {
                    &mut other
                };
                *sum += count.min(MOST);
            }
        }
    };
    for seen in &file.profile.terms {
        add(seen.term, f64::from(seen.count));
    }
    let is_field = |term| {
        known
            .uses(term)
            .iter()
            .any(|of| matches!(of, Use::Field(_)))
    };
    let document = file.document;
    for text in [document.title().as_str(), &document.path] {
        for met in known.terms.in_title_of(text, is_field) {
            add(met.term, 1.0);
        }
    }
    let share = (own + BOTH) / (own + BOTH + OTHER * other + BOTH) + folder(known, &document.path);
    ((share - GATE.0) / (GATE.1 - GATE.0)).clamp(0.0, 1.0)
}

fn folder(known: &Known, path: &str) -> f64 {
    let (folders, _) = path.rsplit_once('/').unwrap_or_default();
    let words = crate::evidence::words::words(folders);
    let is = |own: bool| {
        let fields = known.fields.iter().filter(|field| field.own == own);
        let mut names = fields.flat_map(|field| &field.folders);
        names.any(|name| words.contains(name))
    };
    if is(true) {
        FOLDER.1
    } else if is(false) {
        -FOLDER.0
    } else {
        0.0
    }
}
