//! Dates as people write them, in English and German.
//!
//! A date with dots is day, month, year everywhere; one with slashes or hyphens and the
//! year last can mean two days and is said to. A month, quarter, week or year is its last
//! day, marked as not exact. Years before 1990 and after 2100 are no dates of documents.

mod calendar;
mod grammar;
mod name;
mod tokens;
mod yearless;

use jiff::civil::Date;

use super::metadata::StatedDate;
use super::placeholder::is_placeholder;

pub(crate) use calendar::is_of_day;
pub(in crate::evidence) use calendar::month_number;
pub(in crate::evidence) use yearless::day_without_year;

use calendar::on_day;
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
    iso(text).unwrap_or_else(|| read_any(text))
}

/// Reads a date in any form.
fn read_any(text: &str) -> DateReading {
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
            // A bracket closed before the date belongs to the name: `T. Roth (CEO), 3 May 2026`.
            let closed = text[at..].starts_with(')');
            return Some((found, joined(&text[..at + usize::from(closed)])));
        }
    }
    for at in breaks.iter().rev().copied() {
        if let Some(found) = as_date(&text[..at]) {
            return Some((found, joined(&text[at..])));
        }
    }
    None
}

/// A term: from one day until another, or only until one. "Valid from 1 July 2025 until
/// 30 June 2027", "01.01.2023 – 31.12.2025", "bis zum 31.12.2025". A date alone is none.
#[must_use]
pub fn read_span(text: &str) -> Option<(Option<StatedDate>, StatedDate)> {
    const JOINTS: [&str; 13] = [
        " bis einschließlich ",
        " bis zum ",
        " bis ",
        " until ",
        " till ",
        " through ",
        " thru ",
        " to ",
        " up to ",
        " – ",
        " — ",
        " - ",
        "–",
    ];
    let text = text.trim().trim_end_matches('.');
    if text.len() > 2 * LONGEST {
        return None;
    }
    // Lower case keeps the length of what joins two dates.
    let padded = format!(" {text} ");
    for joint in JOINTS {
        // At the beginning of a line it has a capital.
        let at_first = capital(joint);
        let found = padded.match_indices(joint);
        for (at, _) in found.chain(padded.match_indices(&at_first)) {
            let (from, to) = (&padded[..at], &padded[at + joint.len()..]);
            let Some(until) = first_date(to) else {
                continue;
            };
            let from = from.trim().trim_end_matches([',', ';']);
            if from.is_empty() && joint.trim().starts_with(char::is_alphabetic) {
                return Some((None, until));
            }
            if let Some(from) = last_date(from) {
                return (from.day <= until.day).then_some((Some(from), until));
            }
        }
    }
    None
}

fn capital(joint: &str) -> String {
    let mut letters = joint.trim_start().chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    let rest: String = letters.collect();
    format!(" {}{rest}", first.unwrap_or_default())
}

/// Whether a day is written anywhere in a text.
pub(in crate::evidence) fn has_day(text: &str) -> bool {
    let is_digit = |at: usize| text[at..].starts_with(|c: char| c.is_ascii_digit());
    let starts: Vec<usize> = std::iter::once(0)
        .chain(text.match_indices([' ', '(', '|']).map(|(at, _)| at + 1))
        .collect();
    starts.iter().enumerate().any(|(index, at)| {
        let then = starts.get(index + 1);
        (is_digit(*at) || then.is_some_and(|then| is_digit(*then)))
            && first_date(&text[*at..]).is_some_and(|date| date.exact)
    })
}

/// No date with its year has fewer digits: "3. Mai 26".
const FEWEST_DIGITS: usize = 3;

/// Whether a text has the digits of a date: most have not.
pub(in crate::evidence) fn has_digits_of_date(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit);
    digits.take(FEWEST_DIGITS).count() == FEWEST_DIGITS
}

/// The days that stand in a text, and the months with their year.
pub(in crate::evidence) fn days_in(text: &str) -> impl Iterator<Item = StatedDate> {
    let text = if has_digits_of_date(text) { text } else { "" };
    let breaks = text.match_indices([' ', '(', '|', ',', '–']);
    let ranges = text
        .match_indices('-')
        .filter(|(at, _)| joins_days(text, *at));
    let breaks = breaks.chain(ranges);
    let starts = std::iter::once(0).chain(breaks.map(|(at, mark)| at + mark.len()));
    starts.filter_map(|at| {
        let (before, text) = text.split_at(at);
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            // Of "March 9, 2026" the number is no beginning, and "4/2026" is a number of papers.
            let last = before.split_whitespace().next_back().unwrap_or("");
            return first_date(text).filter(|date| date.exact && !month_begins(last));
        }
        (month_begins(text) && !ends_in_day(before)).then(|| first_date(text))?
    })
}

/// Whether a hyphen stands between two days of a month: "20-29 April 2026", "08.-10.06.2026".
fn joins_days(text: &str, at: usize) -> bool {
    let behind = &text[at + 1..];
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let before = text[..at].trim_end_matches('.');
    let day = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits)
        && behind[digits..].starts_with([' ', '.'])
        && (1..=2).contains(&day)
        && !before[..before.len() - day].ends_with('-')
}

/// Whether a text ends in the number of a day, so that the month behind it is no beginning:
/// "6", "6.", "9th of".
fn ends_in_day(before: &str) -> bool {
    let before = before.trim_end();
    let before = before.strip_suffix(" of").unwrap_or(before);
    let last = before.rsplit([' ', '–', '-']).next().unwrap_or("");
    let digits = last.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &last[digits..];
    (1..=2).contains(&digits) && matches!(rest, "" | "." | "st" | "nd" | "rd" | "th")
}

/// Whether a text begins with the name of a month.
fn month_begins(text: &str) -> bool {
    let end = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    (3..=12).contains(&end) && month_number(&folded(&text[..end])).is_some()
}

/// The date that a text begins with.
pub(in crate::evidence) fn first_date(text: &str) -> Option<StatedDate> {
    let text = text.trim();
    let ends = text
        .char_indices()
        .filter(|(_, c)| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')'));
    let mut ends: Vec<usize> = ends.map(|(at, _)| at).take(8).collect();
    if ends.len() < 8 {
        ends.push(text.len());
    }
    ends.iter().rev().find_map(|end| {
        match read_plain(text[..*end].trim_end_matches([',', ';', '.', ')'])) {
            DateReading::Date(date) => Some(date),
            _ => None,
        }
    })
}

/// The date that a text ends with.
fn last_date(text: &str) -> Option<StatedDate> {
    let text = text.trim().trim_start_matches('(');
    let starts = text.char_indices().filter(|(_, c)| c.is_whitespace());
    std::iter::once(0)
        .chain(starts.map(|(at, c)| at + c.len_utf8()))
        .find_map(|start| match read_plain(&text[start..]) {
            DateReading::Date(date) => Some(date),
            _ => None,
        })
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

/// A day in the form that exports have, `2026-02-03`, with a time of day or without: tables hold
/// very many, and all else is looked at more closely.
fn iso(text: &str) -> Option<DateReading> {
    let bytes = text.as_bytes();
    let is_form = |form: &[u8]| {
        bytes.len() == form.len()
            && bytes.iter().zip(form).all(|(byte, form)| match form {
                b'0' => byte.is_ascii_digit(),
                other => byte == other,
            })
    };
    if ![
        &b"0000-00-00"[..],
        b"0000-00-00 00:00",
        b"0000-00-00 00:00:00",
    ]
    .into_iter()
    .any(is_form)
    {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let time = |at: usize, most: u32| match number(at, at + 2) {
        Some(number) => number <= most,
        None => bytes.len() <= at,
    };
    if !time(11, 23) || !time(14, 59) || !time(17, 59) {
        return None;
    }
    on_day(number(0, 4)?, number(5, 7)?, number(8, 10)?)
}

/// What is left beside a date, without punctuation and joining words at its ends.
fn joined(text: &str) -> String {
    let is_edge =
        |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|' | ':' | '–' | '-');
    let mut rest = text.trim_matches(is_edge);
    loop {
        // A bracket that was opened for the date goes with it: `R. Ibarra (3 Feb 2026)`.
        rest = unpaired(rest).trim_matches(is_edge);
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

/// Without brackets at the ends that have no other half.
fn unpaired(text: &str) -> &str {
    let (opened, closed) = (text.matches('(').count(), text.matches(')').count());
    let mut rest = text;
    if opened > closed {
        rest = rest.trim_end_matches(['(', ' ']);
        if rest.matches('(').count() > closed {
            rest = rest.strip_prefix('(').unwrap_or(rest);
        }
    } else if closed > opened {
        rest = rest.trim_start_matches([')', ' ']);
        if rest.matches(')').count() > opened {
            rest = rest.strip_suffix(')').unwrap_or(rest);
        }
    } else if opened == 1 && rest.starts_with('(') && rest.ends_with(')') {
        rest = &rest[1..rest.len() - 1];
    }
    rest
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
