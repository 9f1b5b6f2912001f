//! What a file is called: its title, its name, its folders and its headings.
//!
//! Title and name decide, as they do for somebody who leafs through a folder; the longer what
//! they say, the more. Where they say nothing (`Minutes 02`, `export`), the folder says what the
//! file is; else it only helps, and so do headings. Some clauses go before others: the risks of
//! information security are a matter of security.
//!
//! What people call things in everyday words, "our promise" or "when it breaks", says a little
//! less, and nothing where the papers are not of the trade.

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
/// What is left of a title, a folder or a heading in everyday words.
const EVERYDAY: f64 = 0.85;
/// What is left of that of a folder around one that says something.
const AROUND: f64 = 0.5;
/// How many folders above a file say something of it.
const FOLDERS: usize = 2;
/// What each heading says, and all of them at most.
const HEADING: (f64, f64) = (0.15, 0.4);

/// Adds what a file is called, and gives the clauses that its title and its name speak of
/// and that give way to no other; `everyday` is what is left of everyday words, from 0 to 1.
pub(super) fn add(known: &Known, file: File<'_>, everyday: f64, tally: &mut Tally) -> Vec<usize> {
    let names = Names {
        known,
        everyday: everyday * EVERYDAY,
    };
    let named = names.named(file);
    let folders = names.in_folders(file);
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
    for (clause, left, text) in &folders {
        let weight = match (named.is_empty(), goes_before(*clause)) {
            (true, false) => TELLING_FOLDER,
            _ => FOLDER,
        };
        tally.add(*clause, weight * left, text.clone(), None);
    }
    names.headed(file, tally);
    let named = named.iter().map(|(clause, ..)| *clause);
    named.filter(|clause| !goes_before(*clause)).collect()
}

/// A clause, how much is said, and in what words.
type Said = (usize, f64, String);

/// A clause that a title names.
struct Name {
    clause: usize,
    /// The letters of the longest name.
    letters: usize,
    /// What is left of it: less for everyday words.
    left: f64,
}

/// What names are looked for.
struct Names<'a> {
    known: &'a Known,
    /// What is left of everyday words.
    everyday: f64,
}

impl Names<'_> {
    /// What the title and the name say, of both the clearer; misspelt ones as they were meant.
    fn named(&self, file: File<'_>) -> Vec<Said> {
        let title = file.document.title();
        let mut texts = vec![("name", file.document.stem())];
        if file.document.metadata.title.is_some() {
            texts.insert(0, ("title", title.as_str()));
        }
        let mut out: Vec<Said> = Vec::new();
        for (what, text) in &texts {
            match self.known.spelling.mended(text) {
                Some((mended, meant)) => {
                    let told = format!("{what} \"{text}\", read as \"{meant}\"");
                    self.take(&mut out, &mended, &told);
                }
                None => self.take(&mut out, text, &format!("{what} \"{text}\"")),
            }
        }
        out
    }

    /// Takes what a title names, unless as much is known of the clause.
    fn take(&self, out: &mut Vec<Said>, title: &str, told: &str) {
        let letters = words(title).iter().map(String::len).sum::<usize>();
        let share = |part: usize, whole: usize| {
            f64::from(count(part.min(whole))) / f64::from(count(whole.max(1)))
        };
        for name in self.longest(title) {
            let filled = 1.0 - BESIDE * (1.0 - share(name.letters, letters));
            let weight = TITLE * filled + share(name.letters, LONG);
            let said = (name.clause, weight * name.left, told.to_owned());
            match out.iter_mut().find(|(known, ..)| *known == name.clause) {
                Some(known) if known.1 >= said.1 => {}
                Some(known) => *known = said,
                None => out.push(said),
            }
        }
    }

    /// What the folders say, as the share that is left of it.
    fn in_folders(&self, file: File<'_>) -> Vec<Said> {
        let (folders, _) = file.document.path.rsplit_once('/').unwrap_or_default();
        let mut out: Vec<Said> = Vec::new();
        for folder in folders.rsplit('/').take(FOLDERS) {
            let around = if out.is_empty() { 1.0 } else { AROUND };
            for name in self.longest(folder) {
                if !out.iter().any(|(known, ..)| *known == name.clause) {
                    let told = format!("folder \"{folder}\"");
                    out.push((name.clause, name.left * around, told));
                }
            }
        }
        out
    }

    fn headed(&self, file: File<'_>, tally: &mut Tally) {
        let mut by_clause: Vec<Vec<(&str, u32)>> = vec![Vec::new(); self.known.clauses.len()];
        let mut weights = vec![0.0; self.known.clauses.len()];
        for (heading, line) in &file.profile.headings {
            for name in self.longest(heading) {
                by_clause[name.clause].push((heading, *line));
                weights[name.clause] += HEADING.0 * name.left;
            }
        }
        for (clause, (headings, weight)) in by_clause.into_iter().zip(weights).enumerate() {
            if let Some((first, line)) = headings.first() {
                let more = match headings.len() - 1 {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                let text = format!("heading \"{first}\"{more}");
                tally.add(clause, HEADING.1.min(weight), text, Some(*line));
            }
        }
    }

    /// The clauses whose names stand in a title, each with the longest.
    fn longest(&self, title: &str) -> Vec<Name> {
        let mut out: Vec<Name> = Vec::new();
        let known = self.known;
        let named = |of: &Use| match of {
            Use::Title(clause) => Some((*clause, 1.0)),
            Use::Everyday(clause) if self.everyday > 0.0 => Some((*clause, self.everyday)),
            _ => None,
        };
        let is_name = |term| known.uses(term).iter().any(|of| named(of).is_some());
        for met in known.terms.in_title_of(title, is_name) {
            let letters = met.to - met.from;
            for (clause, left) in known.uses(met.term).iter().filter_map(named) {
                let name = Name {
                    clause,
                    letters,
                    left,
                };
                match out.iter_mut().find(|known| known.clause == clause) {
                    Some(known) if known.says() >= name.says() => {}
                    Some(known) => *known = name,
                    None => out.push(name),
                }
            }
        }
        out
    }
}

impl Name {
    fn says(&self) -> f64 {
        f64::from(count(self.letters)) * self.left
    }
}
