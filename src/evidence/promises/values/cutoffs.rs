//! Days that recur: "by the 10th of the following month", "bis zum 5. Werktag des Folgemonats",
//! "by the end of each quarter".

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Named;
use crate::evidence::promises::value::{Cutoff, Value};

const UNTIL: &str = r"(?:by|until|before|on or before|no later than|not later than|at the latest (?:by|on)|bis spätestens(?: zum| am)?|bis zum|bis|spätestens am|spätestens bis(?: zum)?|spätestens zum|jeweils (?:am|zum)|jeweils bis(?: zum)?|on|am|zum)";

const OF: &str = r"(month|quarter|(?:calendar |financial )?year|monats|quartals|(?:geschäfts|kalender)?jahres|folgemonats|folgequartals|folgejahres)\b";

/// The recurring days in a text in small letters.
pub(super) fn cutoffs(text: &str) -> Vec<Named> {
    static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let ordinal = r"(\d{1,2}|first|second|third|fourth|fifth|sixth|seventh|eighth|tenth|fifteenth|twentieth|ersten|zweiten|dritten|vierten|fünften|sechsten|siebten|achten|zehnten|fünfzehnten|zwanzigsten|last|letzten)";
        let counted = r"(working days?|business days?|calendar days?|days?|werktage?s?|arbeitstage?s?|banktage?s?|kalendertage?s?|tage?s?)";
        Regex::new(&format!(
            r"\b{UNTIL} (?:the )?{ordinal}(?:st|nd|rd|th|\.)?\s*{counted}?\s*(?:of|in|after the end of|nach ende|des|im|eines|jedes|eines jeden)?\s*(?:the|each|every|a|that|des|jedes|eines)?\s*(following|next|subsequent|folgenden|nächsten|jeweils folgenden)?\s*{OF}"
        ))
        .ok()
    });
    static END: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(&format!(
            r"\b{UNTIL} (?:the )?(?:end|close|ende) (?:of )?(?:the |each |every |a |that |des |jedes |eines |eines jeden )?(following |next |subsequent |folgenden |nächsten )?{OF}"
        ))
        .ok()
    });
    static ENDE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:bis|bis zum|spätestens zum|jeweils zum) (monats|quartals|jahres)(?:ende|schluss)\b").ok()
    });
    static ADVERB: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(monthly|each month|every month|monatlich|jeden monat|quarterly|each quarter|every quarter|vierteljährlich|quartalsweise),? (?:always )?(?:by|until|on|bis|bis zum|am|zum|jeweils (?:am|zum|bis zum)) (?:the )?(\d{1,2})(?:st|nd|rd|th|\.)").ok()
    });
    let mut out = Vec::new();
    for found in each(&ADVERB, text) {
        let word = |n: usize| found.get(n).map_or("", |found| found.as_str());
        let Some(day) = day(word(2)) else { continue };
        let cutoff = Cutoff {
            day,
            working: false,
            months: if word(1).contains("mon") { 1 } else { 3 },
            next: false,
        };
        out.push(named(cutoff, &found));
    }
    for found in each(&DAY, text) {
        let word = |n: usize| found.get(n).map_or("", |found| found.as_str());
        let Some(day) = day(word(1)) else { continue };
        let working = ["work", "business", "werk", "arbeit", "bank"];
        let cutoff = Cutoff {
            day,
            working: working.iter().any(|stem| word(2).starts_with(stem)),
            months: months(word(4)),
            next: !word(3).is_empty() || word(4).starts_with("folge") || says_after(&found),
        };
        out.push(named(cutoff, &found));
    }
    for found in each(&END, text) {
        let word = |n: usize| found.get(n).map_or("", |found| found.as_str());
        let cutoff = Cutoff {
            day: 0,
            working: false,
            months: months(word(2)),
            next: !word(1).is_empty() || word(2).starts_with("folge"),
        };
        // "Until the end of the year" is one end, and none that recurs.
        let recurs = found.get(0).is_some_and(|found| {
            let text = found.as_str();
            [
                " each", " every", "jede", "folge", "follow", "next", "nächst", "eines",
            ]
            .iter()
            .any(|word| text.contains(word))
        });
        if recurs {
            out.push(named(cutoff, &found));
        }
    }
    for found in each(&ENDE, text) {
        let of = found.get(1).map_or("", |found| found.as_str());
        let cutoff = Cutoff {
            day: 0,
            working: false,
            months: months(of),
            next: false,
        };
        out.push(named(cutoff, &found));
    }
    out
}

fn each<'t>(
    pattern: &'static LazyLock<Option<Regex>>,
    text: &'t str,
) -> impl Iterator<Item = Captures<'t>> {
    pattern
        .as_ref()
        .into_iter()
        .flat_map(|pattern| pattern.captures_iter(text))
}

fn named(cutoff: Cutoff, found: &Captures<'_>) -> Named {
    Named::new(
        Value::By(cutoff),
        found.get(0).map_or(0..0, |found| found.range()),
    )
}

/// "The fifth working day after the end of the month" is one of the next.
fn says_after(found: &Captures<'_>) -> bool {
    let text = found.get(0).map_or("", |found| found.as_str());
    text.contains("after the end of") || text.contains("nach ende")
}

fn months(of: &str) -> u8 {
    if of.contains("month") || of.contains("monat") {
        1
    } else if of.contains("quart") {
        3
    } else {
        12
    }
}

fn day(word: &str) -> Option<u8> {
    let day = match word {
        "first" | "ersten" => 1,
        "second" | "zweiten" => 2,
        "third" | "dritten" => 3,
        "fourth" | "vierten" => 4,
        "fifth" | "fünften" => 5,
        "sixth" | "sechsten" => 6,
        "seventh" | "siebten" => 7,
        "eighth" | "achten" => 8,
        "tenth" | "zehnten" => 10,
        "fifteenth" | "fünfzehnten" => 15,
        "twentieth" | "zwanzigsten" => 20,
        "last" | "letzten" => 0,
        digits => digits.parse().ok().filter(|day| (1..=31).contains(day))?,
    };
    Some(day)
}
