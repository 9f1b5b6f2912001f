//! What a file's text tells at a glance: kept of each file, so that a second look need not read
//! it again. Depends on its bytes and on the signs of the catalogue alone.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::signs::Known;
use super::terms::Term;
use crate::evidence::glance;
use crate::evidence::words::{is_word, words};
use crate::intake::similar::Sketch;
use crate::workspace::sha256;

/// Words of a text that are looked at: what it is about is said by then.
const MOST_WORDS: usize = 6000;
/// Headings that are looked at.
const MOST_HEADINGS: usize = 60;
/// Heads of columns that are looked at.
const MOST_COLUMNS: usize = 200;
/// Characters of a text that are kept.
const BEGINNING: usize = 400;
/// A number of a ticket has so many digits at least.
const DIGITS: usize = 3;

/// What a text tells at a glance.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// How many words it has, as far as they were looked at.
    pub words: u32,
    /// The terms in it, in order.
    pub terms: Vec<Seen>,
    /// Its headings with their lines.
    pub headings: Vec<(String, u32)>,
    /// The heads of its tables, in compared words.
    pub columns: Vec<String>,
    /// By beginning of numbers: how many numbers of tickets.
    pub numbers: Vec<(u16, u32)>,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// How it begins.
    pub beginning: String,
    /// What its text is compared by.
    pub sketch: Option<Sketch>,
}

/// A term in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Which.
    pub term: Term,
    /// How often.
    pub count: u16,
    /// Where first: a line of the text, from 1.
    pub line: u32,
}

impl Profile {
    /// The profile of a file; one of no words where it cannot be read.
    #[must_use]
    pub fn of(known: &Known, path: &str, bytes: &[u8]) -> Self {
        let glance = glance(path, bytes);
        let Ok(text) = glance.text else {
            return Self {
                sha256: sha256(bytes),
                ..Self::default()
            };
        };
        let skipped = text[..glance.body].matches('\n').count();
        let body = &text[glance.body..];
        let mut profile = Self {
            sha256: sha256(bytes),
            beginning: body.chars().take(BEGINNING).collect(),
            sketch: Sketch::of(body),
            ..Self::default()
        };
        let is_list = is_list(path);
        let mut all: Vec<String> = Vec::new();
        // The line of each word.
        let mut lines: Vec<u32> = Vec::new();
        let mut in_table = false;
        for (line, text) in (1..).zip(body.lines()) {
            let line = line + crate::source::count(skipped);
            if all.len() >= MOST_WORDS {
                break;
            }
            profile.heading(text, line);
            let row = text.starts_with('|');
            if row && !in_table {
                profile.head(text, '|');
            }
            in_table = row;
            if is_list && profile.columns.is_empty() && !text.trim().is_empty() {
                profile.head(text, separator(text));
            }
            known.numbers_in(text, |start| profile.number(start));
            let found = words(&without_targets(text));
            lines.resize(lines.len() + found.len(), line);
            all.extend(found);
        }
        all.truncate(MOST_WORDS);
        profile.words = crate::source::count(all.len());
        profile.terms = seen(known, &all, &lines);
        profile.numbers.sort_unstable();
        profile.columns.sort_unstable();
        profile.columns.dedup();
        profile
    }

    fn heading(&mut self, text: &str, line: u32) {
        let bare = text.trim_start_matches('#');
        let level = text.len() - bare.len();
        if (1..=4).contains(&level) && bare.starts_with(' ') && self.headings.len() < MOST_HEADINGS
        {
            let bare = bare.trim().trim_matches(['*', '`', '#', ' ']);
            self.headings.push((bare.to_owned(), line));
        }
    }

    /// Takes the heads of a table.
    fn head(&mut self, text: &str, separator: char) {
        let cells: Vec<&str> = text.split(separator).collect();
        let filled = cells.iter().filter(|cell| !cell.trim().is_empty());
        if filled.count() < 2 {
            return;
        }
        for word in cells.iter().flat_map(|cell| words(cell)) {
            if self.columns.len() < MOST_COLUMNS {
                self.columns.push(word);
            }
        }
    }

    fn number(&mut self, start: u16) {
        match self.numbers.iter_mut().find(|(known, _)| *known == start) {
            Some((_, count)) => *count += 1,
            None => self.numbers.push((start, 1)),
        }
    }
}

fn seen(known: &Known, all: &[String], lines: &[u32]) -> Vec<Seen> {
    let mut by_term: FxHashMap<Term, Seen> = FxHashMap::default();
    known.terms.each(all, |met| {
        let line = lines.get(met.word).copied().unwrap_or(1);
        let term = met.term;
        let count = 0;
        let seen = by_term.entry(term).or_insert(Seen { term, count, line });
        seen.count = seen.count.saturating_add(1);
    });
    let mut seen: Vec<Seen> = by_term.into_values().collect();
    seen.sort_unstable_by_key(|seen| seen.term);
    seen
}

fn is_list(path: &str) -> bool {
    let lower = path.to_lowercase();
    lower.ends_with(".csv") || lower.ends_with(".tsv")
}

/// What cells of a list are separated by.
fn separator(head: &str) -> char {
    let count = |c: &char| head.matches(*c).count();
    let mut separators = [',', ';', '\t'];
    separators.sort_by_key(|c| std::cmp::Reverse(count(c)));
    separators[0]
}

/// A line without where its links lead to.
fn without_targets(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("](") {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, target)) = rest.split_once("](") {
        out.push_str(before);
        out.push(']');
        rest = target.split_once(')').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.into()
}

/// Calls for each number of a ticket in a text with the letters that it begins with:
/// `INC-0012345`, `CHG 4711`.
pub fn numbers_in(text: &str, mut found: impl FnMut(&str)) {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_uppercase()) {
        let after = &rest[at..];
        let length = after
            .find(|c: char| !c.is_ascii_uppercase())
            .unwrap_or(after.len());
        let (letters, tail) = after.split_at(length);
        let begins = !rest[..at].ends_with(is_word);
        let digits = tail.strip_prefix(['-', '_', ' ']).unwrap_or(tail);
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        if begins && count >= DIGITS {
            found(letters);
        }
        rest = tail;
    }
}
