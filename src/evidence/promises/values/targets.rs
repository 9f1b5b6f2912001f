//! Targets: "at least 99.5 %", "no more than 5 % of changes may fail", "a score of 4.0 or better".

use std::sync::LazyLock;

use regex::Regex;

use super::Named;
use crate::evidence::promises::lengths::thousandths;
use crate::evidence::promises::value::{Bound, Measure, Value};

type Pattern = LazyLock<Option<Regex>>;

/// So many bytes before a number it is said whether it is the least or the most.
const BEFORE: usize = 48;

/// The same behind it.
const BEHIND: usize = 40;

/// The targets in a text in small letters.
pub(super) fn targets(text: &str) -> Vec<Named> {
    static PERCENT: Pattern = LazyLock::new(|| {
        Regex::new(r"(\d{1,3}(?:[.,]\d{1,3})?) ?(?:%|percent\b|per cent\b|prozent\b)").ok()
    });
    let mut out = Vec::new();
    for found in PERCENT
        .as_ref()
        .into_iter()
        .flat_map(|it| it.captures_iter(text))
    {
        let (Some(whole), Some(number)) = (found.get(0), found.get(1)) else {
            continue;
        };
        let Some(thousandths) = thousandths(number.as_str()).filter(|it| *it <= 100_000) else {
            continue;
        };
        if is_money(text) {
            continue;
        }
        if let Some((least, begins)) = bounds(text, whole.start(), whole.end()) {
            let bound = Bound {
                least,
                thousandths,
                measure: Measure::Percent,
            };
            out.push(Named::new(Value::Bound(bound), begins..whole.end()));
        }
    }
    out.extend(score(text));
    out
}

/// The percentages in a text, in thousandths, and whether each is the least rather than the most.
#[must_use]
pub fn percentages(text: &str) -> Vec<(i64, bool)> {
    static PERCENT: Pattern = LazyLock::new(|| {
        Regex::new(r"(\d{1,3}(?:[.,]\d{1,3})?) ?(?:%|percent\b|per cent\b|prozent\b|v\. ?h\.)").ok()
    });
    static MOST: Pattern = LazyLock::new(|| {
        Regex::new(r"(?:most|more than|maximum(?: of)?|max\.?|up to|less than|fewer than|below|under|<=?|≤|höchstens|maximal|mehr als|weniger als|unter|bis zu) ?$").ok()
    });
    let text = crate::evidence::promises::clause::lower(text);
    let all = PERCENT
        .as_ref()
        .into_iter()
        .flat_map(|it| it.captures_iter(&text));
    let read = |found: regex::Captures<'_>| {
        let (whole, number) = (found.get(0)?, found.get(1)?);
        let share = thousandths(number.as_str()).filter(|share| *share <= 100_000)?;
        let before = text[..whole.start()].trim_end_matches(['(', ' ']);
        let most = MOST.as_ref().is_some_and(|most| most.is_match(before))
            && !before.ends_with("not less than")
            && !before.ends_with("nicht weniger als");
        Some((share, !most))
    };
    all.filter_map(read).collect()
}

/// Whether a number is the least or the most, and the byte at which that is said.
fn bounds(text: &str, start: usize, end: usize) -> Option<(bool, usize)> {
    static LEAST: Pattern = LazyLock::new(|| {
        ending(
            r"at least|not less than|no less than|not lower than|a minimum of|minimum(?: of)?|min\.?|>=|≥|mindestens|wenigstens|nicht weniger als|nicht unter|not (?:fall|drop|go) below|minimal",
        )
    });
    static MOST: Pattern = LazyLock::new(|| {
        ending(
            r"at most|not more than|no more than|not higher than|a maximum of|maximum(?: of)?|max\.?|<=|≤|up to|not exceed|höchstens|maximal|nicht mehr als|nicht über|not (?:rise|go) above|stay(?:s)? below|remain(?:s)? below|kept below",
        )
    });
    static MORE: Pattern = LazyLock::new(|| {
        ending(r"more than|above|over|>|greater than|exceeds?|mehr als|über|größer als")
    });
    static FEWER: Pattern = LazyLock::new(|| {
        ending(
            r"less than|fewer than|below|under|<|lower than|weniger als|kleiner als|geringer als",
        )
    });
    static OR_MORE: Pattern = LazyLock::new(|| {
        Regex::new(r"^ ?(?:or (?:more|better|higher|above)|oder (?:mehr|besser|höher)|nicht unterschreiten|nicht unterschritten|at (?:the )?(?:least|minimum))").ok()
    });
    static OR_LESS: Pattern = LazyLock::new(|| {
        Regex::new(r"^ ?(?:or (?:less|fewer|lower|below)|oder weniger|nicht (?:überschreiten|übersteigen|überschritten)|at (?:the )?most)").ok()
    });
    let from = crate::source::floor(text, start.saturating_sub(BEFORE));
    let before = &text[from..start];
    let behind = &text[end..crate::source::floor(text, (end + BEHIND).min(text.len()))];
    let at = |pattern: &'static Pattern| {
        let found = pattern.as_ref()?.find(before)?;
        Some(from + found.start())
    };
    let is = |pattern: &'static Pattern| pattern.as_ref().is_some_and(|it| it.is_match(behind));
    if let Some(begins) = at(&LEAST) {
        return Some((true, begins));
    }
    if is(&OR_MORE) {
        return Some((true, start));
    }
    if let Some(begins) = at(&MOST) {
        return Some((false, begins));
    }
    if is(&OR_LESS) {
        return Some((false, start));
    }
    // "Less than" alone may describe; "below 5 %" is a target where one is spoken of.
    if !speaks_of_target(text) {
        return None;
    }
    if let Some(begins) = at(&MORE) {
        return Some((true, begins));
    }
    if let Some(begins) = at(&FEWER) {
        return Some((false, begins));
    }
    Some((true, start))
}

/// Words that stand right before a number, but for a few small ones.
fn ending(words: &str) -> Option<Regex> {
    Regex::new(&format!(
        r"(?:\b|^|\s)(?:{words}) ?(?:of |on average |an average of |von |im mittel |zu |bei )?$"
    ))
    .ok()
}

/// Whether a sentence lays down what is to be reached.
fn speaks_of_target(text: &str) -> bool {
    static TARGET: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(target\w*|goals?|objectives?|guarante\w+|commit\w*|agreed|service levels?|sla|ziel\w*|sollwert|zugesichert\w*|garantier\w*|vereinbart\w*|zusage\w*)\b").ok()
    });
    static SHARE: Pattern = LazyLock::new(|| {
        Regex::new(r"^(?:we (?:resolve|answer|close|fulfil\w*) )?\d{1,3}(?:[.,]\d+)? ?(?:%|percent|per cent|prozent) (?:of|der|aller|all) .*\b(?:are|is|werden|wird)\b").ok()
    });
    static MUST: Pattern =
        LazyLock::new(|| Regex::new(r"\b(shall|must|are to|is to|soll|sollen|muss|müssen)\b").ok());
    static QUALITY: Pattern = LazyLock::new(|| {
        Regex::new(r"(?:%|percent|per cent|prozent) (?:of|der|aller|des)\b|\b(availab\w+|uptime|satisf\w+|rate|share|verfügbar\w*|zufrieden\w*|\w*quote|anteil)\b").ok()
    });
    let says = |pattern: &'static Pattern| pattern.as_ref().is_some_and(|it| it.is_match(text));
    says(&TARGET) || says(&SHARE) || says(&MUST) && says(&QUALITY)
}

/// Whether a sentence speaks of money: a credit or a price is no target.
fn is_money(text: &str) -> bool {
    static MONEY: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(fees?|credits?|penalt\w+|prices?|budget\w*|costs?|discounts?|remuneration|vergütung\w*|gutschrift\w*|vertragsstrafe\w*|preise?\w*|kosten|rabatt\w*|entgelt\w*)\b").ok()
    });
    MONEY.as_ref().is_some_and(|money| money.is_match(text))
}

/// What follows a mark: "at least 90 % of …" and "at least 3 reviews" are none.
const OF_MARK: [&str; 12] = [
    "out", "of 5", "of 10", "von", "on", "auf", "points", "punkte", "/", "for", "in", "per",
];

/// A mark to be reached: "an average of at least 4 out of 5".
fn score(text: &str) -> Option<Named> {
    static ABOUT: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(scores?|ratings?|grades?|marks?|points?|satisfaction|\w*zufriedenheit\w*|\w*noten?|punkte?n?|bewertung\w*)\b").ok()
    });
    static SCORE: Pattern = LazyLock::new(|| {
        Regex::new(r"(?:\b(at least|not less than|no less than|a minimum of|mindestens|wenigstens)|(>=|≥)) (?:an average of |einem? (?:durchschnitt|mittelwert) von )?(\d{1,2}(?:[.,]\d{1,2})?)\b|\b(\d{1,2}(?:[.,]\d{1,2})?) (?:or (?:better|higher|more|above)|oder (?:besser|mehr|höher))").ok()
    });
    ABOUT.as_ref()?.find(text)?;
    let found = SCORE.as_ref()?.captures(text)?;
    let whole = found.get(0)?;
    let number = found.get(3).or(found.get(4))?;
    let behind = text[whole.end()..].trim_start();
    let is_mark = behind.is_empty()
        || behind.starts_with(|c: char| !c.is_alphanumeric() && c != '%')
        || OF_MARK.iter().any(|word| behind.starts_with(word));
    if behind.starts_with('%')
        || !is_mark
        || behind.starts_with("per") && !behind.starts_with("per ")
    {
        return None;
    }
    let german_note =
        text.contains("note") && !text.contains("notes") && whole.as_str().contains("besser");
    let bound = Bound {
        least: !german_note,
        thousandths: thousandths(number.as_str())?,
        measure: Measure::Score,
    };
    Some(Named::new(Value::Bound(bound), whole.range()))
}

/// Whether a head asks for a target.
pub(super) fn heads_target(head: &str) -> bool {
    static HEADS: Pattern = LazyLock::new(|| {
        Regex::new(r"\b(\w*targets?|goal|objective|service level|availability|commitment|agreed|\w*ziele?|soll|zielwert|sollwert|verfügbarkeit|zusage|threshold)\b").ok()
    });
    HEADS.as_ref().is_some_and(|heads| heads.is_match(head))
}

/// A percentage that a cell begins with: "≥ 99.5 %", "95 %".
pub(super) fn bare(cell: &str) -> Option<Bound> {
    static BARE: Pattern = LazyLock::new(|| {
        Regex::new(r"^(at least|min(?:imum|\.)?|mindestens|>=?|≥|at most|max(?:imum|imal|\.)?|höchstens|no more than|<=?|≤)? ?(\d{1,3}(?:[.,]\d{1,3})?) ?(?:%|percent|per cent|prozent)").ok()
    });
    let found = BARE.as_ref()?.captures(cell.trim())?;
    let sign = found.get(1).map_or("", |sign| sign.as_str());
    let most = ["at most", "max", "höchst", "no more", "<", "≤"];
    Some(Bound {
        least: !most.iter().any(|word| sign.starts_with(word)),
        thousandths: thousandths(found.get(2)?.as_str()).filter(|it| *it <= 100_000)?,
        measure: Measure::Percent,
    })
}
