//! Numbers of records: found in the registers that hold them, however they are written.
//!
//! `PRB0012`, `prb-12`, `PRB 12`, `#12` and the 12 of a spreadsheet may all be one record. What is
//! not found is gone only if the register would hold it: its numbers begin in the same way, and
//! the record lies between the first and the last of them.

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::types::Node;
use crate::catalogue::Catalogue;
use crate::records::{Logs, same};

/// The numbers of all kinds that a chain leads to or from.
pub(super) struct AllNumbers {
    /// One entry a kind.
    kinds: Vec<Numbers>,
}

/// The numbers of the records of a kind.
#[derive(Default)]
struct Numbers {
    exact: FxHashMap<Box<str>, Node>,
    /// Without leading noughts; none where two records are the same then.
    loose: FxHashMap<String, Option<Node>>,
    /// By the number at the end of those that begin with letters; none where two have it.
    values: FxHashMap<u64, Option<Node>>,
    /// By what they begin with: the lowest and the highest number.
    ranges: FxHashMap<String, (u64, u64)>,
    /// By what they begin with: the lowest and the highest of those that are versions.
    versions: FxHashMap<String, (Vec<u64>, Vec<u64>)>,
    /// The first and the last day on which one was opened.
    days: Option<(Date, Date)>,
    /// Its numbers have blanks in them: `P2603 002`.
    blanks: bool,
    /// Rows were left out of the register.
    cut: bool,
}

/// What became of a number that a record names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// It is this record.
    Record(Node),
    /// The register would hold it and does not.
    Gone(String),
    /// Nothing can be said of it, for this reason.
    Unknown(String, Why),
}

/// Why nothing can be said of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// It is older than the register, or younger.
    OutsideTheRegister,
    /// It is that of a record of another kind (index).
    OfAnotherKind(usize),
    /// It is of no numbering that the register has.
    OfAnotherNumbering,
}

impl AllNumbers {
    pub(super) fn new(catalogue: &Catalogue, logs: &Logs<'_>) -> Self {
        let kinds = 0..catalogue.records.kinds.len();
        let kinds = kinds.into_par_iter().map(|kind| Numbers::of(kind, logs));
        Self {
            kinds: kinds.collect(),
        }
    }

    /// Whether a kind has any.
    pub(super) fn any(&self, kind: usize) -> bool {
        !self.kinds[kind].exact.is_empty()
    }

    /// The records of a kind that a cell names which is there to name them; `day` is that of the
    /// record it stands in.
    pub(super) fn in_cell(&self, kind: usize, cell: &str, day: Option<Date>) -> Vec<Named> {
        let numbers = &self.kinds[kind];
        let mut found = Vec::new();
        for part in cell.split([',', ';', '\n', '|']).map(str::trim) {
            if part.is_empty() {
                continue;
            }
            if let Some(node) = numbers.exact.get(same(part).as_ref()) {
                push(&mut found, Named::Record(*node));
                continue;
            }
            let all_numbers = words_of(part).all(is_number);
            for word in joined(numbers, part) {
                let bare = word.bytes().all(|byte| byte.is_ascii_digit());
                if (!bare || all_numbers)
                    && let Some(named) = self.named(kind, &word, day)
                {
                    push(&mut found, named);
                }
            }
        }
        found
    }

    /// The records of a kind that any text names by a number that can be no other's.
    pub(super) fn in_text(&self, kind: usize, text: &str) -> Vec<Node> {
        let numbers = &self.kinds[kind];
        let mut found = Vec::new();
        if !is_number(text) {
            return found;
        }
        let words = joined(numbers, text);
        for word in words.iter().filter(|word| !lead(word).is_empty()) {
            if let Some(node) = numbers.find(word)
                && !found.contains(&node)
            {
                found.push(node);
            }
        }
        found
    }

    fn named(&self, kind: usize, word: &str, day: Option<Date>) -> Option<Named> {
        let numbers = &self.kinds[kind];
        if let Some(node) = numbers.find(word) {
            return Some(Named::Record(node));
        }
        let unknown = |why: Why| Some(Named::Unknown(word.to_owned(), why));
        let others = self.kinds.iter().enumerate();
        let mut others = others.filter(|(other, _)| *other != kind);
        let begins = lead(word);
        // Short numbers without letters begin anew in each register.
        let unique = !begins.is_empty() || word.len() >= LONG;
        if let Some((other, _)) = others.find(|(_, other)| unique && other.find(word).is_some()) {
            return unknown(Why::OfAnotherKind(other));
        }
        if let Some(version) = version(word) {
            let (first, last) = numbers.versions.get(&begins)?;
            let late = numbers.is_later(day) && version > *last;
            return if version < *first || late || numbers.cut {
                unknown(Why::OutsideTheRegister)
            } else {
                Some(Named::Gone(word.to_owned()))
            };
        }
        let Some((first, last)) = numbers.ranges.get(&begins).copied() else {
            // A day, a version or a count is no number of a record.
            let letters = begins.chars().count() >= 2;
            let plain = is_number(word) && digits(word).is_some();
            return if plain && (letters || word.bytes().all(|byte| byte.is_ascii_digit())) {
                unknown(Why::OfAnotherNumbering)
            } else {
                None
            };
        };
        let value = digits(word)?;
        let later = numbers.is_later(day);
        let earlier = day
            .zip(numbers.days)
            .is_some_and(|(day, (first, _))| day < first);
        let shared = self.kinds.iter().enumerate();
        let mut shared = shared.filter(|(other, _)| *other != kind);
        if value < first || earlier || value > last && later || numbers.cut {
            unknown(Why::OutsideTheRegister)
        } else if unique && shared.any(|(_, other)| other.ranges.contains_key(&begins)) {
            unknown(Why::OfAnotherNumbering)
        } else {
            Some(Named::Gone(word.to_owned()))
        }
    }
}

/// The length from which a number without letters is one of many.
const LONG: usize = 5;

impl Numbers {
    /// Whether a day is after the last on which a record of the register was opened.
    fn is_later(&self, day: Option<Date>) -> bool {
        day.zip(self.days)
            .is_some_and(|(day, (_, last))| day > last)
    }

    fn of(kind: usize, logs: &Logs<'_>) -> Self {
        let mut numbers = Self::default();
        let all = logs
            .logs
            .iter()
            .zip(0..)
            .filter(|(log, _)| log.kind == kind);
        for (log, at) in all {
            numbers.cut |= log.table.cut;
            for (entry, index) in log.entries.iter().zip(0..) {
                let node = Node {
                    log: at,
                    entry: index,
                };
                if let Some(day) = entry.opened {
                    let (first, last) = numbers.days.unwrap_or((day, day));
                    numbers.days = Some((first.min(day), last.max(day)));
                }
                numbers.add(log.id(entry), node);
            }
        }
        numbers
    }

    fn add(&mut self, id: &str, node: Node) {
        if id.is_empty() {
            return;
        }
        self.blanks |= words_of(id).filter(|word| is_number(word)).count() > 1;
        let compared = same(id);
        if self.exact.contains_key(compared.as_ref()) {
            return;
        }
        self.exact.insert(compared.into_owned().into(), node);
        let once = |known: &mut Option<Node>| *known = None;
        let loose = self.loose.entry(loose(id));
        loose.and_modify(once).or_insert(Some(node));
        if let Some(version) = version(id) {
            let range = self.versions.entry(lead(id));
            let (first, last) = range.or_insert_with(|| (version.clone(), version.clone()));
            if version < *first {
                *first = version;
            } else if version > *last {
                *last = version;
            }
        } else if let Some(value) = digits(id) {
            let begins = lead(id);
            let range = self.ranges.entry(begins).or_insert((value, value));
            *range = (range.0.min(value), range.1.max(value));
            let value = self.values.entry(value);
            value.and_modify(once).or_insert(Some(node));
        }
    }

    fn find(&self, word: &str) -> Option<Node> {
        let whole = word.strip_suffix(".0").unwrap_or(word);
        let exact = self.exact.get(same(whole).as_ref()).copied();
        exact
            .or_else(|| *self.loose.get(&loose(whole))?)
            .or_else(|| {
                let bare = whole.bytes().all(|byte| byte.is_ascii_digit());
                if bare {
                    *self.values.get(&digits(whole)?)?
                } else {
                    None
                }
            })
    }
}

/// Adds what a cell names, once.
fn push(found: &mut Vec<Named>, named: Named) {
    if !found.contains(&named) {
        found.push(named);
    }
}

/// The words of a part of a cell without the marks around them.
fn words_of(part: &str) -> impl Iterator<Item = &str> {
    let marks = |c: char| !c.is_alphanumeric();
    part.split_whitespace()
        .map(move |word| word.trim_matches(marks))
        .filter(|word| !word.is_empty())
}

/// The numbers in a part of a cell: `PRB 12` is one.
fn joined(numbers: &Numbers, part: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut before = "";
    for word in words_of(part) {
        let bare = word.bytes().all(|byte| byte.is_ascii_digit());
        let known = || !before.is_empty() && numbers.ranges.contains_key(&before.to_uppercase());
        let whole = || format!("{before} {word}");
        if bare && is_number(before) && (numbers.blanks || numbers.find(&whole()).is_some()) {
            found.pop();
            found.push(whole());
        } else if bare && known() {
            found.push(whole());
        } else if is_number(word) {
            found.push(word.to_owned());
        }
        before = word;
    }
    found
}

/// Whether a word has a digit in it, as every number of a record has.
fn is_number(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// What a number begins with, up to its last letter and in capitals: `INC` of INC-2603-006,
/// `LUESRV` of lue-srv-004.
fn lead(number: &str) -> String {
    let begins = number.trim_end_matches(|c: char| !c.is_alphabetic());
    same(begins).into_owned()
}

/// The digits of a number behind its letters, as one; none where it is a day or a version of
/// something.
fn digits(number: &str) -> Option<u64> {
    let begins = number.trim_end_matches(|c: char| !c.is_alphabetic()).len();
    let rest = &number[begins..];
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '/' | '#' | ' ');
    if !rest.chars().all(plain) || rest.len() == number.len() && rest.contains(['-', '/']) {
        return None;
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The parts of a version such as `2.14.0` or `v7.2`; none where it is something else.
fn version(number: &str) -> Option<Vec<u64>> {
    let begins = number.trim_end_matches(|c: char| !c.is_alphabetic()).len();
    let parts: Option<Vec<u64>> = { number[begins..].trim_matches(['-', ' ']).split('.') }
        .map(|part| part.parse().ok())
        .collect();
    parts.filter(|parts| parts.len() > 1)
}

/// A number with its letters and digits apart and no leading noughts.
fn loose(number: &str) -> String {
    let mut out = String::with_capacity(number.len());
    let mut run = String::new();
    let flush = |run: &mut String, out: &mut String| {
        if run.is_empty() {
            return;
        }
        let trimmed = run.trim_start_matches('0');
        out.push('.');
        out.push_str(if trimmed.is_empty() { "0" } else { trimmed });
        run.clear();
    };
    for c in number.chars() {
        if c.is_ascii_digit() {
            run.push(c);
            continue;
        }
        flush(&mut run, &mut out);
        out.extend(c.to_uppercase().filter(|c| c.is_alphanumeric()));
    }
    flush(&mut run, &mut out);
    out
}
