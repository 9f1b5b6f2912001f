//! Insertions: "Problems (known errors) are not prioritised", "are not, as a rule, told".
//!
//! A negation speaks of its own part of the sentence. What stands between brackets, dashes or
//! commas in the middle of a clause parts it from nothing: the words behind it go on with the
//! part before it, and what is inserted is spoken of by the same negation. Looked at only where
//! a sentence leaves something open, since most say what they say.

use super::verbs::{is_among, is_finite};
use super::{Pass, Sentence};
use crate::evidence::words::is_word;

/// Longer parts are no insertion after an unfinished clause.
const LONGEST: usize = 8;

/// Words that need another to say anything: a clause that ends with one is not finished.
const UNFINISHED: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "been", "being", "be", "will", "would",
    "can", "could", "do", "does", "did", "not", "never", "ist", "sind", "war", "waren", "wird",
    "werden", "wurde", "wurden", "hat", "haben", "nicht", "nie", "niemals",
];

/// More words with which a clause goes on after what was put behind its subject.
const GOES_ON: &[&str] = &[
    "must", "shall", "may", "cannot", "should", "kann", "darf", "muss", "soll", "können", "dürfen",
    "müssen", "sollen", "rarely", "seldom", "kaum", "selten",
];

/// What is listed between commas has no more words.
const ITEM: usize = 3;

/// Words that join the last of some nouns to the others.
const JOINING: &[&str] = &["and", "or", "und", "oder", "sowie"];

/// Words that begin what is put behind a subject.
const LEADS: &[&str] = &[
    "such",
    "like",
    "including",
    "especially",
    "e",
    "for",
    "in",
    "namely",
    "however",
    "therefore",
    "both",
    "mostly",
    "as",
    "despite",
    "although",
    "though",
    "which",
    "who",
    "whose",
    "wie",
    "etwa",
    "zum",
    "z",
    "insbesondere",
    "also",
    "nämlich",
    "darunter",
    "einschließlich",
    "obwohl",
    "trotz",
    "die",
    "der",
    "das",
    "deren",
    "dessen",
    "welche",
];

/// Which parts of a sentence are one.
#[derive(Debug)]
pub(in crate::evidence::scan) struct Clauses {
    /// By part, the part it goes on with: itself, or one before an insertion.
    pub(in crate::evidence::scan) goes_on: Vec<u32>,
    /// By part, the part it is inserted in, if it is.
    pub(in crate::evidence::scan) within: Vec<Option<u32>>,
}

/// What stands before a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Comma,
    Dash,
    Open,
    Close,
    Other,
}

impl Pass<'_, '_, '_> {
    /// Makes one of the parts of a clause that something is inserted in.
    pub(super) fn mend_parts(&mut self, sentence: &Sentence) {
        let parted = !self.part_ends.is_empty() && !self.in_row();
        if !parted || !self.scanner.said.leaves_something_open() {
            return;
        }
        let text = self.task.text.get(..self.at).unwrap_or("");
        if let Some(clauses) = clauses(text, sentence.begins, &self.part_ends) {
            self.scanner.said.rejoin(&clauses);
        }
    }
}

/// Which parts of a sentence are one, where any are: it begins at a byte of a text and goes on to
/// the end of it, and its parts end at others.
fn clauses(text: &str, begins: usize, ends: &[u32]) -> Option<Clauses> {
    let count = ends.len() + 1;
    let mark = |part: usize| mark(text, ends[part - 1] as usize);
    let span = |part: usize| {
        let from = if part == 0 {
            begins
        } else {
            ends[part - 1] as usize
        };
        let to = ends.get(part).map_or(text.len(), |end| *end as usize);
        text.get(from..to).unwrap_or("")
    };
    let number = |part: usize| u32::try_from(part).unwrap_or(u32::MAX);
    let mut found = Clauses {
        goes_on: (0..count).map(number).collect(),
        within: vec![None; count],
    };
    let mut any = false;
    let mut open = Vec::new();
    for part in 1..count {
        let resumes = match mark(part) {
            Mark::Open => {
                open.push(part - 1);
                None
            }
            Mark::Close => open.pop(),
            Mark::Comma | Mark::Dash => {
                resumed(part, &mark, &span).or_else(|| subject_before(part, &mark, &span))
            }
            Mark::Other => None,
        };
        if let Some(before) = resumes {
            let host = found.goes_on[before];
            found.goes_on[part] = host;
            for inserted in &mut found.within[before + 1..part] {
                inserted.get_or_insert(host);
            }
            any = true;
        }
    }
    any.then_some(found)
}

/// The part before an insertion with which a part behind a comma or a dash goes on.
fn resumed<'t>(
    part: usize,
    mark: &impl Fn(usize) -> Mark,
    span: &impl Fn(usize) -> &'t str,
) -> Option<usize> {
    let before = part.checked_sub(2)?;
    let brief = span(part - 1).split_whitespace().count() <= LONGEST;
    if mark(part - 1) == mark(part) && brief && among(last_word(span(before)), &[UNFINISHED]) {
        return Some(before);
    }
    if !among(first_word(span(part)), &[UNFINISHED, GOES_ON]) {
        return None;
    }
    let inserted = (1..part).rev().take_while(|at| mark(*at) != Mark::Other);
    let mut begins = inserted.filter(|at| {
        mark(*at) == mark(part)
            && (mark(part) == Mark::Dash || among(first_word(span(*at)), &[LEADS]))
    });
    begins.next().map(|at| at - 1)
}

/// The part with the subject of a part behind a comma that has a predicate alone, or the last of
/// some nouns: "the post, responsible for audits, is vacant", "by type, volume and effect is".
fn subject_before<'t>(
    part: usize,
    mark: &impl Fn(usize) -> Mark,
    span: &impl Fn(usize) -> &'t str,
) -> Option<usize> {
    let brief = |at: usize| span(at).split_whitespace().count() <= ITEM;
    let is_item = |at: &usize| mark(*at) == Mark::Comma && brief(*at);
    let first = if ends_list(span(part)) {
        part - (1..part).rev().take_while(is_item).count() - 1
    } else if part > 1 && is_finite(first_word(span(part))) {
        0
    } else {
        return None;
    };
    let has_predicate = |at: usize| {
        let mut words = span(at).split(|c: char| !is_word(c));
        words.any(|word| is_finite(word) || among(word, &[GOES_ON, JOINING]))
    };
    (mark(part) == Mark::Comma && !(first..part).any(has_predicate)).then_some(first)
}

/// Whether a part begins with the last two of some nouns, and goes on with a predicate.
fn ends_list(part: &str) -> bool {
    let words: Vec<&str> = part
        .split(|c: char| !is_word(c))
        .filter(|word| !word.is_empty())
        .take(2 * ITEM)
        .collect();
    let joins = words.iter().position(|word| among(word, &[JOINING]));
    let says = words.iter().position(|word| is_finite(word));
    matches!((joins, says), (Some(1..=2), Some(says)) if says >= 3)
}

fn mark(text: &str, at: usize) -> Mark {
    match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some(',') => Mark::Comma,
        Some('-' | '–' | '—') => Mark::Dash,
        Some('(') => Mark::Open,
        Some(')') => Mark::Close,
        _ => Mark::Other,
    }
}

fn first_word(text: &str) -> &str {
    let mut words = text
        .split(|c: char| !is_word(c))
        .filter(|word| !word.is_empty());
    words.next().unwrap_or("")
}

fn last_word(text: &str) -> &str {
    let mut words = text
        .rsplit(|c: char| !is_word(c))
        .filter(|word| !word.is_empty());
    words.next().unwrap_or("")
}

fn among(word: &str, lists: &[&[&str]]) -> bool {
    lists.iter().any(|list| is_among(word, list))
}
