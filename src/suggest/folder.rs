//! What the files of a folder agree on: 151 files of risks are one register, and twelve protocols
//! of a weekly round are records of one kind, whatever the third one happens to speak of.
//!
//! Files that are called alike but for numbers and months, and files of a folder most of which are
//! about one clause, are taken together. Nothing is lifted of which a file says nothing at all.

use std::collections::BTreeMap;

use super::{ENOUGH, File, Reason, Weighed};
use crate::evidence::words::words;
use crate::source::count;

/// So many files called alike are of one kind.
const ALIKE: usize = 3;
/// So many files of a folder can agree.
const FILES: usize = 5;
/// A folder agrees where this share of its files is about one clause.
const MOST: f64 = 0.5;
/// How much of what the others say counts for a file.
const SHARED: f64 = 0.5;

/// Names of months, which tell records of one kind apart.
#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "mrz", "apr", "may", "mai", "jun", "jul", "aug", "sep", "sept", "oct", "okt", "nov", "dec", "dez",
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
    "januar", "februar", "maerz", "juni", "juli", "oktober", "dezember", "q", "kw", "week",
];

/// Lets the files of each folder agree.
pub(super) fn agree(files: &[File<'_>], weighed: &mut [Option<Weighed>]) {
    let mut alike: BTreeMap<(&str, String), Vec<usize>> = BTreeMap::new();
    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, file) in files
        .iter()
        .enumerate()
        .filter(|(at, _)| weighed[*at].is_some())
    {
        let path: &str = &file.document.path;
        let (folder, _) = path.rsplit_once('/').unwrap_or_default();
        let called = letters(file.document.stem());
        alike.entry((folder, called)).or_default().push(at);
        if !folder.is_empty() {
            folders.entry(folder).or_default().push(at);
        }
    }
    for (_, group) in alike.into_iter().filter(|(_, group)| group.len() >= ALIKE) {
        share(&group, weighed);
    }
    for group in folders.into_values().filter(|group| group.len() >= FILES) {
        if let Some(clause) = agreed(&group, weighed) {
            lift(&group, clause, weighed);
        }
    }
}

/// The words of a name without numbers and months.
fn letters(stem: &str) -> String {
    let words = words(stem).into_iter();
    let bare = words.map(|word| word.trim_matches(|c: char| c.is_ascii_digit()).to_owned());
    let told: Vec<String> = bare
        .filter(|word| !word.is_empty() && !MONTHS.contains(&word.as_str()))
        .collect();
    told.join(" ")
}

/// Of files that are called alike each gets half of what all of them have on average.
fn share(group: &[usize], weighed: &mut [Option<Weighed>]) {
    let Some(clauses) = group.first().and_then(|at| weighed[*at].as_ref()) else {
        return;
    };
    let files = f64::from(count(group.len()));
    for clause in 0..clauses.scores.len() {
        let scores = group.iter().filter_map(|at| weighed[*at].as_ref());
        let mean = scores.map(|of| of.scores[clause]).sum::<f64>() / files;
        for at in group {
            let Some(of) = &mut weighed[*at] else {
                continue;
            };
            let own = of.scores[clause];
            of.scores[clause] = own * (1.0 - SHARED) + mean * SHARED;
            if mean > own {
                of.tally.reasons[clause].push(together(mean - own, group.len(), "called alike"));
            }
        }
    }
}

/// The clause that most files of a folder are about.
fn agreed(group: &[usize], weighed: &[Option<Weighed>]) -> Option<usize> {
    let mut by_clause: BTreeMap<usize, usize> = BTreeMap::new();
    let of = group.iter().filter_map(|at| weighed[*at].as_ref());
    for clause in of.filter_map(Weighed::best) {
        *by_clause.entry(clause).or_default() += 1;
    }
    let (clause, about) = by_clause.into_iter().max_by_key(|(_, about)| *about)?;
    (f64::from(count(about)) > MOST * f64::from(count(group.len()))).then_some(clause)
}

/// Lifts a clause that a folder agrees on in the files that say a little of it.
fn lift(group: &[usize], clause: usize, weighed: &mut [Option<Weighed>]) {
    for at in group {
        let Some(of) = &mut weighed[*at] else {
            continue;
        };
        if of.scores[clause] > 0.0 && of.best().is_none() {
            let more = SHARED * ENOUGH;
            of.scores[clause] += more;
            of.tally.reasons[clause].push(together(more, group.len(), "most of them on this"));
        }
    }
}

fn together(weight: f64, files: usize, how: &str) -> Reason {
    Reason {
        weight,
        text: format!("{files} files in its folder, {how}"),
        line: None,
    }
}
