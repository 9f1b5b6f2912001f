//! What a file is called: its title, its name, its folders and its headings.
//!
//! Title and name decide, as they do for somebody who leafs through a folder; the longer what
//! they say, the more. A folder and headings only help.

use super::signs::{Known, Use};
use super::{File, Tally};

/// What a title says at least.
const TITLE: f64 = 1.6;
/// What it says more, at most, for a name of this many letters.
const LONG: usize = 24;
/// What a folder says.
const FOLDER: f64 = 0.7;
/// How many folders above a file say something of it.
const FOLDERS: usize = 2;
/// What each heading says, and all of them at most.
const HEADING: (f64, f64) = (0.3, 0.8);

pub(super) fn add(known: &Known, file: File<'_>, tally: &mut Tally) {
    named(known, file, tally);
    let (folders, _) = file.document.path.rsplit_once('/').unwrap_or_default();
    for folder in folders.rsplit('/').take(FOLDERS) {
        for (clause, _) in longest(known, folder) {
            let text = format!("folder \"{folder}\"");
            tally.add(clause, FOLDER, text, None);
        }
    }
    headed(known, file, tally);
}

/// What the title and the name say: the clearer of the two.
fn named(known: &Known, file: File<'_>, tally: &mut Tally) {
    let document = file.document;
    let title = document.title();
    let mut best: Vec<Option<(usize, String)>> = vec![None; known.clauses.len()];
    for (what, text) in [("title", title.as_str()), ("name", document.stem())] {
        for (clause, length) in longest(known, text) {
            let better = best[clause]
                .as_ref()
                .is_none_or(|(known, _)| length > *known);
            if better {
                best[clause] = Some((length, format!("{what} \"{text}\"")));
            }
        }
    }
    for (clause, said) in best.into_iter().enumerate() {
        if let Some((length, text)) = said {
            let length = length.min(LONG);
            let share =
                f64::from(crate::source::count(length)) / f64::from(crate::source::count(LONG));
            tally.add(clause, TITLE + share, text, None);
        }
    }
}

fn headed(known: &Known, file: File<'_>, tally: &mut Tally) {
    let mut by_clause: Vec<Vec<(&str, u32)>> = vec![Vec::new(); known.clauses.len()];
    for (heading, line) in &file.profile.headings {
        for (clause, _) in longest(known, heading) {
            by_clause[clause].push((heading, *line));
        }
    }
    for (clause, headings) in by_clause.into_iter().enumerate() {
        if let Some((first, line)) = headings.first() {
            let weight = HEADING.0 * f64::from(crate::source::count(headings.len()));
            let more = match headings.len() - 1 {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let text = format!("heading \"{first}\"{more}");
            tally.add(clause, weight.min(HEADING.1), text, Some(*line));
        }
    }
}

/// The clauses whose names stand in a title, each with the letters of the longest.
fn longest(known: &Known, title: &str) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    let terms = known.terms.in_title_of(title, |term| {
        known
            .uses(term)
            .iter()
            .any(|of| matches!(of, Use::Title(_)))
    });
    for met in terms {
        let length = met.to - met.from;
        for of in known.uses(met.term) {
            let Use::Title(clause) = of else { continue };
            match out.iter_mut().find(|(known, _)| known == clause) {
                Some((_, longest)) => *longest = length.max(*longest),
                None => out.push((*clause, length)),
            }
        }
    }
    out
}
