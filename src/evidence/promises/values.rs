//! The intervals, deadlines, targets and ends that a sentence names, and where in it.
//!
//! Patterns look at the sentence in small letters. What stands closest together wins: of "by the
//! 10th of each month" the day is taken, and "each month" is part of it.

mod cutoffs;
mod intervals;
mod spans;
mod targets;

pub use targets::percentages;

use std::ops::Range;

use super::clause::lower;
use super::value::Value;
use crate::evidence::dates::first_date;
use crate::period::Period;

/// A value named in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The value.
    pub value: Value,
    /// The bytes that name it.
    pub at: Range<usize>,
    /// Whether it only describes a thing: "the monthly report".
    pub describes: bool,
}

impl Named {
    fn new(value: Value, at: Range<usize>) -> Self {
        Self {
            value,
            at,
            describes: false,
        }
    }
}

/// The values in a sentence, in their order; `above` is what leads it in and heads it.
pub(super) fn values_in(sentence: &str, above: &str) -> Vec<Named> {
    let text = lower(sentence);
    let mut found = Vec::new();
    let mut take = |named: Vec<Named>| {
        for one in named {
            let meets = |known: &Named| known.at.start < one.at.end && one.at.start < known.at.end;
            if !found.iter().any(meets) {
                found.push(one);
            }
        }
    };
    take(cutoffs::cutoffs(&text));
    take(intervals::numbered(&text));
    take(spans::spans(&text));
    take(targets::targets(&text));
    take(ends(sentence, &text));
    take(intervals::plain(&text));
    if found.is_empty() {
        found.extend(spans::listed(&text, &lower(above)));
    }
    // "Monthly reports are sent by the 10th": the day says it all.
    let says_more = found
        .iter()
        .any(|named| !named.describes && !matches!(named.value, Value::Until(_)));
    found.retain(|named| !(named.describes && says_more));
    found.sort_by_key(|named| named.at.start);
    // "Twice a year, at intervals of six months" says it twice.
    let mut before = None;
    found.retain(|named| {
        let again = matches!(named.value, Value::Every(_))
            && !named.describes
            && before == Some(named.value);
        before = Some(named.value);
        !again
    });
    found
}

/// Whether sentences below a head promise nothing: it asks for results, or for cases.
pub(super) fn promises_nothing_below(head: &str) -> bool {
    let head = lower(head);
    spans::is_of_results(&head) || spans::is_of_cases(&head)
}

/// The interval, deadline or target that a cell states below a head that asks for one.
pub(super) fn value_below(head: &str, cell: &str) -> Option<Value> {
    let (head, cell) = (lower(head), lower(cell));
    // "When measured" asks how often, and "Last measured" for what came of it.
    if spans::is_of_results(&head) && !intervals::asks_when(&head) {
        return None;
    }
    if intervals::heads_interval(&head) {
        let named = intervals::numbered(&cell)
            .into_iter()
            .chain(intervals::plain(&cell))
            .next();
        let bare = || spans::bare(&cell)?.period().map(Value::Every);
        return named.map(|named| named.value).or_else(bare);
    }
    if spans::heads_deadline(&head) {
        let by = || {
            cutoffs::cutoffs(&cell)
                .into_iter()
                .next()
                .map(|named| named.value)
        };
        return spans::bare(&cell).map(Value::Within).or_else(by);
    }
    if targets::heads_target(&head) {
        let span = || spans::bare(&cell).map(Value::Within);
        return targets::bare(&cell).map(Value::Bound).or_else(span);
    }
    None
}

/// "Valid until 31 December 2027", "Der Vertrag läuft bis zum 31.12.2027".
fn ends(sentence: &str, text: &str) -> Vec<Named> {
    use std::sync::LazyLock;

    use regex::Regex;
    static ENDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let runs = r"(?:valid|in force|in effect|runs?|gültig|gueltig|gilt|läuft|laufzeit|befristet|fixed term)\b[^.;]{0,60}?\b(?:until|till|through|bis(?: zum| einschließlich)?)";
        let stops = r"(?:expires?|ends?|terminates?|endet|erlischt|läuft)\b[^.;]{0,40}?\b(?:on|at the end of|am|mit ablauf des|zum|with effect from)";
        Regex::new(&format!(r"\b(?:{runs}|{stops})\s+")).ok()
    });
    let Some(found) = ENDS.as_ref().and_then(|ends| ends.find(text)) else {
        return Vec::new();
    };
    let rest: String = sentence[found.end()..].chars().take(40).collect();
    let near = rest.split([',', ';', '(']).next().unwrap_or("");
    let day = first_date(near)
        .filter(|date| date.exact)
        .map(|date| date.day);
    let at = found.start()..(found.end() + near.len());
    day.map(|day| Named::new(Value::Until(day), at))
        .into_iter()
        .collect()
}

/// Whole months or days, as a period.
fn every(count: u16, unit: super::value::Unit) -> Option<Value> {
    let span = super::value::Span { count, unit };
    let period: Option<Period> = span.period().or_else(|| {
        // "Every working day" is each day to a calendar.
        (unit == super::value::Unit::WorkingDay).then(|| Period::days(count))
    });
    period.map(Value::Every)
}
