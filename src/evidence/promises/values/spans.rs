//! Deadlines that count from what sets them off: "within 4 hours", "binnen 15 Minuten", "RTO: 8 h",
//! "three months before the end of the contract".

use std::sync::LazyLock;

use regex::Regex;

use super::Named;
use crate::evidence::promises::lengths::{NUMBER, UNIT, span};
use crate::evidence::promises::value::{Span, Unit, Value};

type Pattern = LazyLock<Option<Regex>>;

/// The deadlines in a text in small letters.
pub(super) fn spans(text: &str) -> Vec<Named> {
    // Leads that always make a deadline.
    static WITHIN: Pattern = LazyLock::new(|| {
        Regex::new(&format!(
            r"\b(?:within|inside(?: of)?|in (?:less|no more|not more|no longer) than|in under|no later than|not later than|at the latest(?: within)?|innerhalb(?: von)?|binnen|spätestens(?: nach| innerhalb(?: von)?| binnen| in)?|längstens|not exceed|not to exceed|not (?:take|last) (?:more|longer) than|nicht länger als)(?: an?| the| einer| eines| der)?(?: maximum of| at most| maximal| höchstens| next| nächsten| vereinbarten| agreed)? ({NUMBER})(?: \(\d+\))?[ -]?({UNIT})\b"
        ))
        .ok()
    });
    // Leads that make one where the sentence speaks of a time.
    static AT_MOST: Pattern = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?:\b(?:at most|up to|no more than|not more than|a maximum of|maximum(?: of)?|max\.?|less than|under|höchstens|maximal|bis zu|nicht mehr als|weniger als|unter)|<=?|≤) ?({NUMBER})[ -]?({UNIT})\b"
        ))
        .ok()
    });
    static OF_TIME: Pattern = LazyLock::new(|| {
        Regex::new(&format!(
            r"\b(?:{TIMES})\b[^.;|]{{0,70}}?(?:\b|\s)({NUMBER}) ?({UNIT})\b"
        ))
        .ok()
    });
    static BESIDE: Pattern = LazyLock::new(|| {
        Regex::new(&format!(
            r"\b({NUMBER})[ -]({UNIT})(?:'s?|’s?)? (?:before|prior to|in advance|ahead of|vor (?:ablauf|ende|beginn|dem|der|jedem|jeder)|vorher|im voraus|after|following|nach|notice|of notice|'notice)\b"
        ))
        .ok()
    });
    let mut out = Vec::new();
    let mut take = |pattern: &'static Pattern| {
        for found in pattern
            .as_ref()
            .into_iter()
            .flat_map(|it| it.captures_iter(text))
        {
            let word = |n: usize| found.get(n).map_or("", |found| found.as_str());
            let Some(whole) = found.get(0) else { continue };
            if let Some(span) = span(word(1), word(2)) {
                out.push(Named::new(Value::Within(span), whole.range()));
            }
        }
    };
    take(&WITHIN);
    if heads_deadline(text) || text.contains("downtime") || text.contains("ausfall") {
        take(&AT_MOST);
    }
    take(&OF_TIME);
    take(&BESIDE);
    out.extend(of_each(text));
    out.extend(by_next_day(text));
    out
}

/// Names of times that are kept.
const TIMES: &str = r"rto|rpo|recovery time(?: objective)?|recovery point(?: objective)?|response time|reaction time|resolution time|restoration time|restore time|repair time|fix time|lead time|delivery time|notice period|period of notice|notice of|reaktionszeit|lösungszeit|wiederherstellungszeit|wiederherstellungspunkt|wiederherstellungsdauer|antwortzeit|bearbeitungszeit|entstörzeit|entstörfrist|wiederanlaufzeit|kündigungsfrist|frist|vorlaufzeit|lieferzeit|time limit|time to \w+|mtpd|mttr|maximum (?:tolerable )?(?:downtime|outage)|maximaler? datenverlust";

/// "Times to restore: P1 4 hours, P2 8 hours": a time for each of several.
fn of_each(text: &str) -> Vec<Named> {
    static EACH: Pattern = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?:^|[,;]|\band\b|\bund\b) ?(?:p ?\d|prio(?:rity|rität)? ?\d|sev(?:erity)? ?\d|stufe \d|[\w-]{{3,14}}) ?[:=–]? ?({NUMBER}) ?({UNIT})\b"
        ))
        .ok()
    });
    let Some((asks, list)) = text.split_once(':') else {
        return Vec::new();
    };
    let all: Vec<regex::Captures<'_>> = { EACH.as_ref().into_iter() }
        .flat_map(|each| each.captures_iter(list))
        .collect();
    // One time behind a colon may be anything.
    if all.len() < 2 || !heads_deadline(asks) {
        return Vec::new();
    }
    let begins = asks.len() + 1;
    let named = all.iter().filter_map(|found| {
        let (number, unit) = (found.get(1)?, found.get(2)?);
        let span = span(number.as_str(), unit.as_str())?;
        Some(Named::new(
            Value::Within(span),
            begins + number.start()..begins + unit.end(),
        ))
    });
    named.collect()
}

/// "By the end of the next working day", "am selben Arbeitstag".
fn by_next_day(text: &str) -> Vec<Named> {
    static NEXT: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(?:on|by|within|until|am|bis zum|spätestens am|innerhalb)(?: the end of| ende)?(?: the| des| eines)? (?:same|next|following|selben|gleichen|nächsten|folgenden) (working day|business day|day|arbeitstage?s?|werktage?s?|tage?s?)\b").ok()
    });
    let all = NEXT
        .as_ref()
        .into_iter()
        .flat_map(|next| next.captures_iter(text));
    all.filter_map(|found| {
        let (whole, day) = (found.get(0)?, found.get(1)?);
        let working = !matches!(day.as_str(), "day" | "tag" | "tage" | "tages" | "tags");
        let unit = if working { Unit::WorkingDay } else { Unit::Day };
        Some(Named::new(
            Value::Within(Span { count: 1, unit }),
            whole.range(),
        ))
    })
    .collect()
}

/// An entry of a list below words that ask for a time: "P1: 15 minutes" below "Response times".
pub(super) fn listed(text: &str, above: &str) -> Option<Named> {
    static ENTRY: Pattern = LazyLock::new(|| {
        Regex::new(&format!(
            r"^[^:=–]{{1,80}}[:=–] ?(?:max\.? |up to |bis zu |< ?|≤ ?)?({NUMBER}) ?({UNIT})\b"
        ))
        .ok()
    });
    let found = ENTRY.as_ref()?.captures(text)?;
    if !heads_deadline(above) {
        return None;
    }
    let span = span(found.get(1)?.as_str(), found.get(2)?.as_str())?;
    let at = found.get(1)?.start()..found.get(0)?.end();
    Some(Named::new(Value::Within(span), at))
}

/// A length of time that a cell begins with and that says all there is: "4 h", "≤ 15 minutes (24/7)".
pub(super) fn bare(cell: &str) -> Option<Span> {
    static BARE: Pattern = LazyLock::new(|| {
        Regex::new(&format!(
            r"^(?:within |innerhalb(?: von)? |binnen |max(?:imal|imum|\.)? |up to |at most |höchstens |bis zu |<=? ?|≤ ?)?({NUMBER})[ -]?({UNIT})(?:$|[ .,;(/])"
        ))
        .ok()
    });
    let found = BARE.as_ref()?.captures(cell.trim())?;
    span(found.get(1)?.as_str(), found.get(2)?.as_str())
}

/// Whether a head or a sentence speaks of a time to keep.
pub(super) fn heads_deadline(head: &str) -> bool {
    static HEADS: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(respon\w+|react\w+|resol\w+|restor\w+|recover\w+|rto|rpo|repair\w*|fix\w*|deadline|time limit|times?|within|notice|turnaround|due|acknowledg\w+|update every|reaktion\w*|lösung\w*|wiederherstell\w*|behebung\w*|antwort\w*|entstör\w*|wiederanlauf\w*|bearbeitung\w*|\w*frist\w*|\w*zeit|\w*zeiten|dauer)\b").ok()
    });
    HEADS.as_ref().is_some_and(|heads| heads.is_match(head))
}

/// Whether a head asks in which cases something holds: what stands below it sets no time.
pub(super) fn is_of_cases(head: &str) -> bool {
    static CASES: Pattern = LazyLock::new(|| {
        Regex::new(r"^(when|criteria|criterion|definition|meaning|examples?|condition|case|issue|risk|wann|kriteri\w+|bedeutung|beispiele?|bedingung|fall|thema|risiko)\b").ok()
    });
    CASES.as_ref().is_some_and(|cases| cases.is_match(head))
}

/// Whether a head speaks of what came of it, or of what is: nothing below it is promised.
pub(super) fn is_of_results(head: &str) -> bool {
    static RESULTS: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(actual|result\w*|achieved|reached|measured|current|last|previous|status|date|opened|closed|trend|average|mean|median|count|number|elapsed|spent|taken|ist|ist-?wert|ergebnis\w*|erreicht\w*|gemessen\w*|letzte\w*|aktuell\w*|datum|anzahl|durchschnitt\w*|geöffnet|geschlossen|benötigt\w*|effects?|outcomes?|wirkung|auswirkung\w*)\b").ok()
    });
    RESULTS
        .as_ref()
        .is_some_and(|results| results.is_match(head))
}
