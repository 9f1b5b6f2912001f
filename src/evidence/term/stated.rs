//! A term stated as such: by its two days, "Start: 1 April 2023. End: 31 March 2025", or by its
//! first day and its length, "Term: 24 months from 1 April 2023".
//!
//! Other things have days and lengths too. So the sentence must begin with a word for the term,
//! or hold nothing but the two days.

use super::{any, date_in, says_that_it_does_not, says_that_it_goes_on};
use crate::evidence::dates::{is_of_day, read_span};
use crate::evidence::fields::intervals::read_interval;
use crate::evidence::metadata::StatedDate;

/// Days without a word for the term are its own within so many lines.
pub(super) const NEAR: usize = 30;

/// The last day of the term that a sentence states. A first day is kept for a length or an end
/// that follows.
pub(super) fn end(
    sentence: &str,
    folded: &[String],
    is_near: bool,
    begins: &mut Option<StatedDate>,
) -> Option<StatedDate> {
    let first = folded.first()?.as_str();
    if is_near && START.contains(&first) && folded.len() <= LONGEST_LABEL {
        *begins = date_in(sentence).or(*begins);
        return None;
    }
    if is_near && END.contains(&first) && folded.len() <= LONGEST_LABEL {
        return date_in(sentence).filter(|end| begins.is_none_or(|begin| begin.day < end.day));
    }
    if is_near && folded.len() >= 4 && folded.iter().all(|word| is_of_span(word)) {
        let (from, until) = read_span(from_day(sentence))?;
        return from.map(|_| until);
    }
    if !speaks_of_term(folded) || any(without_initial(folded), OPEN) {
        return None;
    }
    // A term that is renewed has another end.
    if says_that_it_goes_on(folded) && !says_that_it_does_not(folded) {
        return None;
    }
    let from = folded.iter().position(|word| FROM.contains(&word.as_str()));
    let begin = match from {
        Some(_) => date_in(sentence).filter(|date| date.exact)?,
        None => begins.filter(|date| date.exact)?,
    };
    let length = read_interval(&length_of(folded)?)?;
    let last = length.after(begin.day).yesterday().ok()?;
    Some(StatedDate {
        day: last,
        exact: true,
    })
}

/// A first term without a word of what comes after it, as a label gives it, is the term.
fn without_initial(folded: &[String]) -> &[String] {
    match folded {
        [first, term, rest @ ..] if first == "initial" && term == "term" && rest.len() <= 3 => rest,
        _ => folded,
    }
}

/// A label and a date.
const LONGEST_LABEL: usize = 6;

const START: &[&str] = &[
    "start",
    "starts",
    "begin",
    "begins",
    "beginn",
    "vertragsbeginn",
    "commencement",
    "effective",
];
const END: &[&str] = &["end", "ende", "vertragsende"];
const FROM: &[&str] = &[
    "from",
    "ab",
    "starting",
    "beginning",
    "since",
    "seit",
    "beginnend",
    "commencing",
];

/// What leaves the end open.
const OPEN: &[&str] = &[
    "minimum",
    "initial",
    "initially",
    "mindestens",
    "least",
    "then",
    "danach",
    "anschliessend",
    "mindestlaufzeit",
    "erstlaufzeit",
    "thereafter",
    "unbefristet",
];

/// Whether a sentence begins with the term, or says how long the agreement runs.
fn speaks_of_term(folded: &[String]) -> bool {
    let head = &folded[..folded.len().min(4)];
    any(
        head,
        &[
            "term",
            "duration",
            "laufzeit",
            "vertragslaufzeit",
            "vertragsdauer",
        ],
    ) || any(folded, &["runs", "laeuft", "lasts"])
        && any(
            head,
            &[
                "agreement",
                "contract",
                "sla",
                "ola",
                "vertrag",
                "vereinbarung",
                "it",
                "er",
                "sie",
            ],
        )
}

/// The count and the unit of a length of time, "24 months", "zwei Jahre".
fn length_of(folded: &[String]) -> Option<String> {
    let unit = folded.iter().position(|word| {
        matches!(
            word.as_str(),
            "year"
                | "years"
                | "month"
                | "months"
                | "jahr"
                | "jahre"
                | "jahren"
                | "monat"
                | "monate"
                | "monaten"
        )
    })?;
    let count = folded.get(unit.checked_sub(1)?)?;
    Some(format!("every {count} {}", folded[unit]))
}

/// Whether a word only states two days, or what they are of.
fn is_of_span(word: &str) -> bool {
    is_of_day(word)
        || matches!(
            word,
            "from"
                | "to"
                | "until"
                | "till"
                | "through"
                | "vom"
                | "von"
                | "bis"
                | "zum"
                | "contract"
                | "period"
                | "agreement"
                | "term"
                | "laufzeit"
                | "vertrag"
                | "valid"
                | "gueltig"
                | "runs"
                | "laeuft"
                | "the"
                | "dem"
                | "den"
                | "der"
                | "this"
                | "einschliesslich"
                | "inclusive"
                | "st"
                | "nd"
                | "rd"
                | "th"
        )
}

/// Behind a label, if there is one.
fn from_day(sentence: &str) -> &str {
    sentence.split_once(": ").map_or(sentence, |(_, days)| days)
}
