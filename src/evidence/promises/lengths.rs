//! Lengths of time and numbers in running text, as patterns and as values.

use super::value::{Span, Unit};

/// A whole number in digits or as a word, up to what people write as words.
pub(super) const NUMBER: &str = r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty-four|twenty|thirty|forty-eight|sixty|ninety|an?|ein(?:e[nmrs]?)?|zwei|drei|vier|fünf|fuenf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwoelf|vierzehn|fünfzehn|fuenfzehn|zwanzig|vierundzwanzig|dreißig|dreissig|achtundvierzig|sechzig|neunzig)";

/// A unit of time in the singular or plural, English or German.
pub(super) const UNIT: &str = r"(?:(?:clock |service |working |business |calendar |full )?(?:minuten?|minutes?|mins?\b|stunden?|std\b|hours?|hrs?\b|h\b)|(?:working|business|work|week|bank|office)[ -]?days?|(?:arbeits|werk|bank|geschäfts|geschaefts)tage?n?s?|(?:full |calendar |consecutive )?days?|(?:kalender)?tage?n?s?|(?:calendar )?weeks?|(?:kalender)?wochen?|(?:calendar )?months?|(?:kalender)?monate?n?s?|quarters?|quartale?n?s?|(?:calendar )?years?|(?:kalender)?jahre?n?s?)";

/// The number that a text of [`NUMBER`] stands for.
pub(super) fn number(text: &str) -> Option<u16> {
    if let Ok(number) = text.parse::<u16>() {
        return (number > 0).then_some(number);
    }
    let number = match text {
        "two" | "zwei" => 2,
        "three" | "drei" => 3,
        "four" | "vier" => 4,
        "five" | "fünf" | "fuenf" => 5,
        "six" | "sechs" => 6,
        "seven" | "sieben" => 7,
        "eight" | "acht" => 8,
        "nine" | "neun" => 9,
        "ten" | "zehn" => 10,
        "eleven" | "elf" => 11,
        "twelve" | "zwölf" | "zwoelf" => 12,
        "fourteen" | "vierzehn" => 14,
        "fifteen" | "fünfzehn" | "fuenfzehn" => 15,
        "twenty" | "zwanzig" => 20,
        "twenty-four" | "vierundzwanzig" => 24,
        "thirty" | "dreißig" | "dreissig" => 30,
        "forty-eight" | "achtundvierzig" => 48,
        "sixty" | "sechzig" => 60,
        "ninety" | "neunzig" => 90,
        "one" | "a" | "an" => 1,
        ein if ein.starts_with("ein") => 1,
        _ => return None,
    };
    Some(number)
}

/// The length that a number and a text of [`UNIT`] stand for.
pub(super) fn span(count: &str, unit: &str) -> Option<Span> {
    let count = number(count)?;
    let has = |stems: &[&str]| stems.iter().any(|stem| unit.contains(stem));
    let (count, unit) = if has(&["min"]) {
        (count, Unit::Minute)
    } else if has(&["hour", "stunde", "std"])
        || ["h", "hr", "hrs"]
            .iter()
            .any(|short| unit.split(' ').next_back() == Some(*short))
    {
        (count, Unit::Hour)
    } else if has(&[
        "arbeitstag",
        "werktag",
        "banktag",
        "geschäftstag",
        "geschaeftstag",
    ]) || unit.contains("day")
        && has(&["working", "business", "work", "week", "bank", "office"])
    {
        (count, Unit::WorkingDay)
    } else if has(&["day", "tag"]) {
        (count, Unit::Day)
    } else if has(&["week", "woche"]) {
        (count, Unit::Week)
    } else if has(&["month", "monat"]) {
        (count, Unit::Month)
    } else if has(&["quarter", "quartal"]) {
        (count.checked_mul(3)?, Unit::Month)
    } else {
        (count, Unit::Year)
    };
    Some(Span { count, unit })
}

/// A decimal number with a point or a comma, in thousandths.
pub(super) fn thousandths(text: &str) -> Option<i64> {
    let text = text.replace(',', ".");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    if whole.len() > 6 || rest.len() > 3 || !rest.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let rest: i64 = format!("{rest:0<3}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 1000 + rest)
}
