//! What stands behind the word that begins a particular of a stamp: a number, a day, a name, or
//! prose, which makes it none.

use super::{Opened, Part, is_number, joined, named};
use crate::evidence::dates::{DateReading, read_date, read_span, split_date};
use crate::evidence::metadata::StatedDate;

/// No name of who approved something has more words.
const LONGEST_NAME: usize = 10;

/// The particulars that a word begins; `None` when what follows does not fit it. Where others
/// stand before it, a sentence behind it is no reason to think that all of it is prose.
pub(super) fn part(opened: Opened, rest: &str, stands_behind: bool) -> Option<Vec<Part>> {
    match opened {
        Opened::Replaces => Some(Vec::new()),
        Opened::Standing(standing) => Some(vec![Part::Status(standing.status)]),
        Opened::Version(_) => version(rest),
        Opened::Dated(_) => date(rest)
            .or_else(|| date(joined::first_day(rest)?))
            .map(|date| vec![Part::Dated(date)]),
        Opened::NextReview(_) => date(rest).map(|date| vec![Part::NextReview(date)]),
        Opened::LastReview(_) => date(rest).map(|date| vec![Part::LastReview(date)]),
        Opened::Day => {
            let day = date(joined::first_day(rest)?)?;
            Some(vec![Part::Dated(day)])
        }
        Opened::Term(_) => term(rest).map(|part| vec![part]),
        Opened::End(_) => end(rest).map(|part| vec![part]),
        Opened::Approval(_) => {
            let rest = if stands_behind {
                own_sentence(rest)
            } else {
                rest
            };
            approval(rest, stands_behind).map(|part| vec![part])
        }
        Opened::Id(_) | Opened::Owner(_) | Opened::Author(_) | Opened::Name => {
            named::part(opened, rest)
        }
    }
}

fn version(rest: &str) -> Option<Vec<Part>> {
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | '|'));
    let (number, behind) = rest.split_at(end.unwrap_or(rest.len()));
    let number = number.trim_end_matches([':', '.', ')']);
    if !is_number(number) {
        return None;
    }
    let mut out = vec![Part::Version(number.to_owned())];
    // What stands behind a dash is a remark; behind a blank it is the rest of a sentence.
    let is_remark = behind.trim_start().starts_with(['-', '–', '—', '|', '('])
        // `v3.0. For the year 2026.`: another sentence.
        || rest[..rest.len() - behind.len()].ends_with('.')
            && behind.trim_start().starts_with(char::is_uppercase);
    let behind = trimmed(behind);
    match split_date(behind) {
        _ if behind.is_empty() => {}
        Some((DateReading::Date(date), left)) if left.is_empty() || is_joint(&left) => {
            out.push(Part::Dated(date));
        }
        _ if is_remark => {}
        // `Version 2.0 of the tool prints labels` is prose.
        _ => return None,
    }
    Some(out)
}

/// An approval up to the end of its sentence: behind its day, else behind a name.
fn own_sentence(rest: &str) -> &str {
    let is_day = |before: &str| {
        before.ends_with(|c: char| c.is_ascii_digit())
            && matches!(split_date(before), Some((DateReading::Date(_), who)) if who.is_empty() || who.contains(char::is_uppercase))
    };
    let mut stops = rest.match_indices(". ").map(|(at, _)| &rest[..at]);
    stops
        .find(|before| is_day(before))
        .unwrap_or_else(|| named::first_sentence(rest))
}

/// So many words behind a full stop begin the next particular: "Die Vereinbarung".
const MOST_BEHIND: usize = 3;

fn approval(rest: &str, stands_behind: bool) -> Option<Part> {
    // Behind a bar stands something else: `Approved 2025-11-03 | Page 2 of 9`.
    let rest = trimmed(rest).split(" | ").next().unwrap_or("");
    // What begins behind a full stop belongs to another day: `1 April 2024. It runs until …`. Longer
    // sentences there are the text of the document, and the line is no stamp.
    let stop = rest.match_indices(". ").find(|(at, _)| {
        let year = rest[..*at].bytes().rev().take_while(u8::is_ascii_digit);
        year.count() == 4 && rest[*at..].split_whitespace().count() <= MOST_BEHIND + 1
    });
    let rest = stop.map_or(rest, |(at, _)| &rest[..at]);
    let rest = [" and", " und"]
        .iter()
        .find_map(|joint| rest.strip_suffix(joint))
        .unwrap_or(rest);
    let named = split_date(rest);
    let who = match &named {
        Some((DateReading::Date(_) | DateReading::Ambiguous(..), who)) => who.clone(),
        _ => {
            let (joint, who) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            if named::begins_person(joint) {
                rest.to_owned()
            } else if matches!(&*joint.to_lowercase(), "by" | "von" | "durch" | "off") {
                who.trim().trim_start_matches("by ").to_owned()
            } else if stands_behind && is_name_alone(rest) && rest.starts_with(char::is_uppercase) {
                // `Version 2, gültig ab 1.4.2026, Freigabe Lindner`
                rest.to_owned()
            } else {
                return None;
            }
        }
    };
    let is_dated = named.is_some();
    let is_name = who.split_whitespace().count() <= LONGEST_NAME;
    // `durch Dr. H.` goes on in the next line.
    let is_whole = who.rsplit(' ').next().is_none_or(|last| last.len() >= 2);
    let is_plain = is_dated || is_whole && is_name_alone(&who);
    if !is_name || !is_plain {
        return None;
    }
    let text = rest.trim_start_matches("off by ");
    let text = if is_dated { text } else { &who };
    Some(Part::Approval(text.trim_end_matches('.').to_owned()))
}

/// Without a date, only a name may stand there: words in capitals, and few between them.
pub(super) fn is_name_alone(who: &str) -> bool {
    const BETWEEN: &[&str] = &[
        "the", "of", "and", "for", "der", "die", "den", "das", "dem", "des", "und", "von", "van",
        "de", "für", "e.V.", "&",
    ];
    let mut words = who.split_whitespace().peekable();
    words.peek().is_some()
        && who.split_whitespace().count() <= 6
        && words.all(|word| {
            BETWEEN.contains(&word)
                || word
                    .trim_start_matches(['(', '"'])
                    .starts_with(|c: char| c.is_uppercase())
        })
}

fn term(rest: &str) -> Option<Part> {
    if let Some((from, until)) = read_span(rest) {
        return Some(Part::Term(from, until));
    }
    let word = rest.split_whitespace().next().unwrap_or("");
    let from = matches!(
        word,
        "from" | "ab" | "seit" | "vom" | "von" | "since" | "as"
    ) || word.starts_with(|c: char| c.is_ascii_digit());
    date(rest).filter(|_| from).map(Part::From)
}

fn end(rest: &str) -> Option<Part> {
    let (from, until) = read_span(rest).or_else(|| Some((None, date(rest)?)))?;
    Some(Part::Term(from, until))
}

/// A date with nothing else but marks and words that join.
fn date(text: &str) -> Option<StatedDate> {
    match read_date(trimmed(text)) {
        DateReading::Date(date) => Some(date),
        _ => None,
    }
}

fn trimmed(text: &str) -> &str {
    trim_marks(text).trim_end_matches('.')
}

pub(super) fn trim_marks(text: &str) -> &str {
    let is_edge = |c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '-' | '–' | '—' | '|' | ':' | '/' | '·' | '•')
    };
    let text = text.trim_matches(is_edge);
    let bare = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    bare.unwrap_or(text)
}

/// Words that may stand between a version and its date.
fn is_joint(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "stand" | "of" | "vom" | "from" | "as of" | "dated" | "date" | "datum" | "per" | "v"
    )
}
