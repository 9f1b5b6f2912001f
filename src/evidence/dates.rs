//! Dates as people write them, in English and German.
//!
//! A date with dots is day, month, year everywhere; one with slashes or hyphens and the
//! year last can mean two days and is said to. A month, quarter, week or year is its last
//! day, marked as not exact. Years before 1990 and after 2100 are no dates of documents.

mod calendar;
mod grammar;
mod name;
mod tokens;

use jiff::civil::Date;

use super::metadata::StatedDate;
use super::placeholder::is_placeholder;

pub(in crate::evidence) use calendar::month_number;
use grammar::read_plain;
use tokens::folded;

pub use name::date_in_name;

/// What a text means as a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateReading {
    /// One day, or the last day of a stated period.
    Date(StatedDate),
    /// One of two days: day first, then month first.
    Ambiguous(Date, Date),
    /// Nobody has filled it in.
    Placeholder,
    /// Something else.
    NotADate,
}

/// Reads a text that is a date and nothing but a date, a time of day and a weekday aside.
#[must_use]
pub fn read_date(text: &str) -> DateReading {
    if text.len() > 200 {
        return DateReading::NotADate;
    }
    let text = text.trim();
    if text.len() > LONGEST {
        return DateReading::NotADate;
    }
    if is_placeholder(text) || is_pattern(text) {
        return DateReading::Placeholder;
    }
    let text = without_remark(text);
    let reading = read_plain(text);
    if reading == DateReading::NotADate {
        read_range(text).unwrap_or(reading)
    } else {
        reading
    }
}

/// A date at the beginning or end of a text, and what else stands there: "R. Ibarra, 3
/// Feb 2026", "03.02.2026 durch M. Okonjo". Words that only join the two are dropped. A
/// bare year is not taken for a date here.
#[must_use]
pub fn split_date(text: &str) -> Option<(DateReading, String)> {
    let text = text.trim();
    if text.len() > 2 * LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let breaks: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '/' | '|'))
        .map(|(at, _)| at)
        .collect();
    let whole = std::iter::once(0);
    for at in whole.chain(breaks.iter().copied()) {
        if let Some(found) = as_date(&text[at..]) {
            return Some((found, joined(&text[..at])));
        }
    }
    for at in breaks.iter().rev().copied() {
        if let Some(found) = as_date(&text[..at]) {
            return Some((found, joined(&text[at..])));
        }
    }
    None
}

/// Longer texts are no dates.
const LONGEST: usize = 100;

/// Words that join a name and a date.
const JOINTS: &[&str] = &[
    "on", "am", "by", "durch", "von", "vom", "dated", "at", "den", "per", "date", "datum",
];

/// Words that say nothing about which day is meant.
#[rustfmt::skip]
const NOISE: &[&str] = &[
    "mo", "di", "mi", "do", "fr", "sa", "so", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri",
    "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag",
    "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "on", "of", "the",
    "am", "den", "der", "dem", "vom", "ab", "as", "dated", "since", "seit", "from", "by", "until", "bis",
    "zum", "end", "ende", "im",
];

fn as_date(text: &str) -> Option<DateReading> {
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '/' | '|')
    });
    if text.len() < 6 {
        return None;
    }
    match read_date(text) {
        found @ (DateReading::Date(_) | DateReading::Ambiguous(..)) => Some(found),
        _ => None,
    }
}

/// What is left beside a date, without punctuation and joining words at its ends.
fn joined(text: &str) -> String {
    let is_edge = |c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '/' | '|' | ':' | '–' | '-')
    };
    let mut rest = text.trim_matches(is_edge);
    loop {
        let first = rest.split_whitespace().next().unwrap_or("");
        let last = rest.split_whitespace().next_back().unwrap_or("");
        let is_joint = |word: &str| JOINTS.contains(&word.to_lowercase().as_str());
        if !first.is_empty() && is_joint(first) {
            rest = rest[first.len()..].trim_matches(is_edge);
        } else if !last.is_empty() && is_joint(last) {
            rest = rest[..rest.len() - last.len()].trim_matches(is_edge);
        } else {
            return rest.to_owned();
        }
    }
}

/// `YYYY-MM-DD`, `TT.MM.JJJJ`, `2026-XX-XX`: the form of a date left unfilled.
fn is_pattern(text: &str) -> bool {
    let mut letters = String::new();
    for c in text.chars() {
        match c.to_ascii_lowercase() {
            letter @ ('d' | 'm' | 'y' | 't' | 'j' | 'x') => letters.push(letter),
            '0'..='9' | '.' | '-' | '/' | ' ' => letters.push(' '),
            _ => return false,
        }
    }
    letters
        .split_whitespace()
        .any(|part| part.len() >= 2 && part.bytes().all(|byte| part.as_bytes()[0] == byte))
}

/// Without a remark in brackets behind it.
fn without_remark(text: &str) -> &str {
    match text.find('(') {
        Some(at) if at > 0 => text[..at].trim_end(),
        _ => text,
    }
}

/// From one day to another: the last one is meant.
fn read_range(text: &str) -> Option<DateReading> {
    for joint in [" to ", " bis ", " until ", " – ", " - ", "–"] {
        let Some((from, to)) = text.split_once(joint) else {
            continue;
        };
        let starts = from.split_whitespace().all(|word| {
            word.starts_with(|c: char| c.is_ascii_digit()) || {
                let word = folded(word.trim_end_matches(['.', ',']));
                month_number(&word).is_some() || NOISE.contains(&word.as_str())
            }
        });
        if let (true, false, DateReading::Date(last)) =
            (starts, from.trim().is_empty(), read_plain(to))
        {
            return Some(DateReading::Date(StatedDate {
                exact: false,
                ..last
            }));
        }
    }
    None
}

#[cfg(test)]
mod tests;
