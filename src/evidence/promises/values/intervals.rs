//! Intervals: "every six months", "twice a year", "quarterly", "alle 14 Tage", "jeden Montag".

use std::sync::LazyLock;

use regex::Regex;

use super::{Named, every};
use crate::evidence::promises::lengths::{NUMBER, UNIT, number, span};
use crate::evidence::promises::value::{Unit, Value};
use crate::period::Period;

type Pattern = LazyLock<Option<Regex>>;

/// Intervals with a number: "every six months", "at intervals of no more than 12 months".
pub(super) fn numbered(text: &str) -> Vec<Named> {
    static EVERY: Pattern = LazyLock::new(|| {
        Regex::new(&format!(
            r"\b(?:(?:every|each|alle|aller|once (?:in|per|within)|einmal (?:in|innerhalb von|binnen)|(?:at |in )?intervals? (?:of|not exceeding|no longer than)|(?:im|in) (?:einem )?(?:abstand|abständen|turnus|rhythmus|zyklus|intervall|intervallen) von)(?: at most| no more than| not more than| up to| höchstens| maximal| längstens| spätestens)? ({NUMBER})[ -]({UNIT}))\b"
        ))
        .ok()
    });
    static SECOND: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(?:every|each|jede[nmrs]?) (other|second|2nd|third|3rd|zweite[nmrs]?|dritte[nmrs]?|2\.|3\.) (day|week|month|quarter|year|tag|woche|monat|quartal|jahr)\b").ok()
    });
    static TIMES: Pattern = LazyLock::new(|| {
        Regex::new(&format!(
            r"\b(once|twice|einmal|zweimal|dreimal|viermal|{NUMBER}[ -]?(?:times|mal)|x{NUMBER})(?: \(\d\))? (?:in|per|an?|each|every|im|pro|je|in der|in jedem|jede[sn]?)(?: an?| the| einem| jedem| laufenden)? ?(?:calendar |financial |business |kalender|geschäfts|wirtschafts)?(day|week|month|quarter|half[- ]?year|year|tag|woche|monat|quartal|halbjahr|jahr)e?s?\b"
        ))
        .ok()
    });
    static JAEHRLICH: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(einmal|zweimal|dreimal|viermal|once|twice|three times|four times) (täglich|wöchentlich|monatlich|jährlich|daily|weekly|monthly|quarterly|yearly|annually)\b").ok()
    });
    static CYCLE: Pattern = LazyLock::new(|| {
        Regex::new(&format!(
            r"\b({NUMBER})[ -](months?|years?|weeks?|days?|quarters?|monats?|jahres?|wochen|tage?s?|quartals)[ -]?(?:cycle|interval|intervall|rhythm|rhythmus|turnus|zyklus|takt|basis)\w*"
        ))
        .ok()
    });
    static ASKED: Pattern = LazyLock::new(|| {
        Regex::new(&format!(
            r"\b(?:\w*(?:interval|intervall|turnus|rhythmus|zyklus|frequency|häufigkeit)|\w+ cycle|cycle)\b(?:[ :=–-]+(?:is|of|for [\w ]{{1,30}}|ist|von|beträgt|at most|höchstens|maximal))*[ :=]+({NUMBER}) ({UNIT})\b"
        ))
        .ok()
    });
    static JOINED: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(\d{1,2}|zwei|drei|vier|fünf|sechs|zwölf|vierzehn|achtzehn)[ -]?(monatlich|monatig|jährlich|jährig|wöchentlich|wöchig|täglich|tägig|monthly|yearly|weekly)(e[nmrs]?)?\b").ok()
    });
    let mut out = Vec::new();
    let mut take = |pattern: &'static Pattern, value: &dyn Fn(&str, &str) -> Option<Value>| {
        for found in pattern
            .as_ref()
            .into_iter()
            .flat_map(|it| it.captures_iter(text))
        {
            let word = |n: usize| found.get(n).map_or("", |found| found.as_str());
            if let (Some(value), Some(whole)) = (value(word(1), word(2)), found.get(0)) {
                out.push(Named::new(value, whole.range()));
            }
        }
    };
    let counted = |count: &str, unit: &str| {
        let span = span(count, unit)?;
        every(span.count, span.unit)
    };
    take(&EVERY, &counted);
    take(&SECOND, &|second, unit| {
        let count = if second.starts_with(['t', '3', 'd']) && second != "second" {
            3
        } else {
            2
        };
        span("1", unit).and_then(|span| every(span.count * count, span.unit))
    });
    take(&TIMES, &|times, unit| in_a(how_many(times)?, unit));
    take(&JAEHRLICH, &|times, unit| in_a(how_many(times)?, unit));
    take(&CYCLE, &counted);
    take(&ASKED, &counted);
    take(&JOINED, &|count, unit| {
        let unit = if unit.contains("monat") || unit.contains("month") {
            Unit::Month
        } else if unit.contains("jähr") || unit.contains("year") {
            Unit::Year
        } else if unit.contains("täg") {
            Unit::Day
        } else {
            Unit::Week
        };
        let count = if count == "achtzehn" {
            Some(18)
        } else {
            number(count)
        };
        // "Five years old": nothing is done so seldom.
        every(count.filter(|_| !text.contains("jährige mit"))?, unit)
    });
    out
}

/// How many times: "twice", "dreimal", "four times".
fn how_many(times: &str) -> Option<u16> {
    let bare = times.trim_end_matches("times").trim_end_matches("mal");
    match times {
        "once" => Some(1),
        "twice" => Some(2),
        _ => number(bare.trim_matches([' ', '-'])),
    }
}

/// So many times in a unit: twice a year is every six months.
fn in_a(times: u16, unit: &str) -> Option<Value> {
    let has = |stems: &[&str]| stems.iter().any(|stem| unit.contains(stem));
    let (months, days) = if has(&["half", "halb"]) {
        (6, 0)
    } else if has(&["year", "jahr", "jähr", "annual"]) {
        (12, 0)
    } else if has(&["quart"]) {
        (3, 0)
    } else if has(&["month", "monat"]) {
        (1, 0)
    } else if has(&["week", "woch", "wöch"]) {
        (0, 7)
    } else {
        (0, 1)
    };
    let period = match (months, days, times) {
        (_, _, 0) => return None,
        (months, 0, times) if months >= times => Period::months(months / times),
        (months, 0, times) => Period::days((months * 30 / times).max(1)),
        (_, days, times) => Period::days((days / times).max(1)),
    };
    Some(Value::Every(period))
}

/// Intervals of one word or two: "quarterly", "every month", "montags".
pub(super) fn plain(text: &str) -> Vec<Named> {
    static EACH: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(?:every|each|jede[nmrs]?)(?: single| calendar| financial| business)? (?:kalender|geschäfts|wirtschafts)?((?:working |business )?day|week|month|quarter|half[- ]?year|year|weekday|morning|night|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|(?:arbeits|werk)?tag|woche|monat|quartal|halbjahr|jahr|morgen|nacht|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|märz|mai|juni|juli|oktober|dezember|frühjahr|frühling|sommer|herbst)s?\b").ok()
    });
    static ADVERBS: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(daily|weekly|fortnightly|bi-?weekly|monthly|bi-?monthly|quarterly|half-?yearly|half yearly|semi-?annual(?:ly)?|bi-?annual(?:ly)?|annual(?:ly)?|yearly|biennial(?:ly)?|täglich|werktäglich|wöchentlich|monatlich|quartalsweise|vierteljährlich|quartalsmäßig|halbjährlich|jährlich|alljährlich|montags|dienstags|mittwochs|donnerstags|freitags)(e[nmrs]?)?\b(?: (basis|intervals?|cycle))?").ok()
    });
    let mut out = Vec::new();
    for found in EACH
        .as_ref()
        .into_iter()
        .flat_map(|it| it.captures_iter(text))
    {
        let (Some(whole), Some(unit)) = (found.get(0), found.get(1)) else {
            continue;
        };
        let period = of_each(unit.as_str());
        out.push(Named::new(Value::Every(period), whole.range()));
    }
    for found in ADVERBS
        .as_ref()
        .into_iter()
        .flat_map(|it| it.captures_iter(text))
    {
        let (Some(whole), Some(adverb)) = (found.get(0), found.get(1)) else {
            continue;
        };
        let behind = text[whole.end()..].trim_start();
        let declined = found.get(2).is_some();
        let describes = declined && !whole.as_str().ends_with("basis")
            || found.get(3).is_none() && is_english(adverb.as_str()) && names_thing(behind);
        out.push(Named {
            describes,
            ..Named::new(Value::Every(of_adverb(adverb.as_str())), whole.range())
        });
    }
    out
}

/// Whether a head asks how often.
pub(super) fn heads_interval(head: &str) -> bool {
    static HEADS: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(frequency|interval|how often|cycle|cadence|periodicity|rhythm|repeat(?:s|ed)?|turnus|rhythmus|häufigkeit|\w*intervall|\w*zyklus|wie oft|when|wann|schedule)\b").ok()
    });
    HEADS.as_ref().is_some_and(|heads| heads.is_match(head))
}

/// Whether a head asks when or how often something is done.
pub(super) fn asks_when(head: &str) -> bool {
    ["when ", "how often", "wann ", "wie oft"]
        .iter()
        .any(|asked| head.starts_with(asked))
}

/// Whether an adverb is one that stands before things as well: "monthly", "annual".
fn is_english(adverb: &str) -> bool {
    adverb.ends_with("ly") || adverb.ends_with("annual") || adverb.ends_with("biennial")
}

/// Whether what follows an English adverb is the thing it describes: "monthly report".
fn names_thing(behind: &str) -> bool {
    const GO_ON: [&str; 36] = [
        "and",
        "or",
        "by",
        "with",
        "in",
        "to",
        "at",
        "for",
        "on",
        "as",
        "unless",
        "via",
        "through",
        "against",
        "during",
        "from",
        "if",
        "when",
        "after",
        "before",
        "until",
        "within",
        "between",
        "under",
        "using",
        "so",
        "but",
        "since",
        "together",
        "of",
        "per",
        "is",
        "are",
        "starting",
        "is",
        "including",
    ];
    let word: String = behind.chars().take_while(|c| c.is_alphabetic()).collect();
    !word.is_empty() && !GO_ON.contains(&word.as_str())
}

fn of_each(unit: &str) -> Period {
    let has = |stems: &[&str]| stems.iter().any(|stem| unit.contains(stem));
    if has(&["half", "halbjahr"]) {
        Period::months(6)
    } else if has(&["quart"]) {
        Period::months(3)
    } else if has(&["month", "monat"]) {
        Period::months(1)
    } else if has(&["weekday", "morning", "night", "morgen", "nacht"])
        || matches!(
            unit,
            "day" | "tag" | "arbeitstag" | "werktag" | "working day" | "business day"
        )
    {
        Period::days(1)
    } else if has(&[
        "week",
        "woche",
        "monday",
        "tuesday",
        "wednes",
        "thurs",
        "friday",
        "satur",
        "sunday",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonntag",
    ]) {
        Period::days(7)
    } else {
        Period::months(12)
    }
}

fn of_adverb(adverb: &str) -> Period {
    let has = |stems: &[&str]| stems.iter().any(|stem| adverb.contains(stem));
    if has(&["fortnight", "biweek", "bi-week"]) {
        Period::days(14)
    } else if has(&["bimonth", "bi-month"]) {
        Period::months(2)
    } else if has(&["biennial"]) {
        Period::months(24)
    } else if has(&["half", "semi", "biann", "bi-ann", "halbjähr"]) {
        Period::months(6)
    } else if has(&["quart", "viertel"]) {
        Period::months(3)
    } else if has(&["month", "monat"]) {
        Period::months(1)
    } else if has(&["week", "wöch", "tags"]) {
        Period::days(7)
    } else if has(&["daily", "täglich"]) {
        Period::days(1)
    } else {
        Period::months(12)
    }
}
