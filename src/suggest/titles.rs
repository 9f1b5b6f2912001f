//! What a file is called: its title, its name, its folders and its headings.
//!
//! Title and name decide, as they do for somebody who leafs through a folder; the longer what
//! they say, the more. Where they say nothing (`Minutes 02`, `export`), the folder says what the
//! file is; else it only helps, and so do headings. Some clauses go before others: the risks of
//! information security are a matter of security.

use super::signs::{Known, Use};
use super::{File, Tally};
use crate::evidence::words::words;
use crate::source::count;

/// What a title says at least.
const TITLE: f64 = 1.6;
/// What it says more, at most, for a name of this many letters.
const LONG: usize = 24;
/// What is taken from that, at most, for what the title says besides: "Review and reporting" is
/// less of a report than "Reporting".
const BESIDE: f64 = 0.3;
/// What is left of it for a clause that gives way to another one.
const GIVES_WAY: f64 = 0.5;
/// What a folder says beside a title that says something.
const FOLDER: f64 = 0.7;
/// What the folder of a file says that has no telling name.
const TELLING_FOLDER: f64 = 1.3;
/// How many folders above a file say something of it.
const FOLDERS: usize = 2;
/// What each heading says, and all of them at most.
const HEADING: (f64, f64) = (0.15, 0.4);

pub(super) fn add(known: &Known, file: File<'_>, tally: &mut Tally) {
    let named = named(known, file);
    let folders = in_folders(known, file);
    let goes_before = |clause: usize| {
        let other = named.iter().chain(&folders);
        other
            .filter(|(other, ..)| *other != clause)
            .any(|(other, ..)| known.clauses[*other].before.contains(&clause))
    };
    for (clause, weight, text) in &named {
        let left = if goes_before(*clause) { GIVES_WAY } else { 1.0 };
        tally.add(*clause, weight * left, text.clone(), None);
    }
    for (clause, _, text) in &folders {
        let weight = match (named.is_empty(), goes_before(*clause)) {
            (true, false) => TELLING_FOLDER,
            _ => FOLDER,
        };
        tally.add(*clause, weight, text.clone(), None);
    }
    headed(known, file, tally);
}

type Said = (usize, f64, String);

/// What the title and the name say, of both the clearer; misspelt ones as they were meant.
fn named(known: &Known, file: File<'_>) -> Vec<Said> {
    let title = file.document.title();
    let mut texts = vec![("name", file.document.stem())];
    if file.document.metadata.title.is_some() {
        texts.insert(0, ("title", title.as_str()));
    }
    let mut out: Vec<Said> = Vec::new();
    for (what, text) in &texts {
        match known.spelling.mended(text) {
            Some((mended, meant)) => {
                let told = format!("{what} \"{text}\", read as \"{meant}\"");
                take(&mut out, known, &mended, &told);
            }
            None => take(&mut out, known, text, &format!("{what} \"{text}\"")),
        }
    }
    out
}

/// Takes what a title names, unless as much is known of the clause.
fn take(out: &mut Vec<Said>, known: &Known, title: &str, told: &str) {
    let letters = words(title).iter().map(String::len).sum::<usize>();
    let share = |part: usize, whole: usize| {
        f64::from(count(part.min(whole))) / f64::from(count(whole.max(1)))
    };
    for (clause, length) in longest(known, title) {
        let filled = 1.0 - BESIDE * (1.0 - share(length, letters));
        let said = (
            clause,
            TITLE * filled + share(length, LONG),
            told.to_owned(),
        );
        match out.iter_mut().find(|(known, ..)| *known == clause) {
            Some(known) if known.1 >= said.1 => {}
            Some(known) => *known = said,
            None => out.push(said),
        }
    }
}

fn in_folders(known: &Known, file: File<'_>) -> Vec<Said> {
    let (folders, _) = file.document.path.rsplit_once('/').unwrap_or_default();
    let mut out: Vec<Said> = Vec::new();
    for folder in folders.rsplit('/').take(FOLDERS) {
        for (clause, _) in longest(known, folder) {
            if !out.iter().any(|(known, ..)| *known == clause) {
                out.push((clause, FOLDER, format!("folder \"{folder}\"")));
            }
        }
    }
    out
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
            let weight = HEADING.0 * f64::from(count(headings.len()));
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
    let is_title = |of: &Use| matches!(of, Use::Title(_));
    let terms = known
        .terms
        .in_title_of(title, |term| known.uses(term).iter().any(is_title));
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
