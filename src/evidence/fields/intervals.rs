//! How often something comes again, in words: "annually", "every 6 months", "alle zwei Jahre".

use crate::evidence::words::words;
use crate::period::Period;

/// An interval: `P12M`, "annually", "every 6 months", "alle zwei Jahre", "halbjährlich".
pub(crate) fn read_interval(text: &str) -> Option<Period> {
    let text = text.trim();
    if let Ok(period) = text.to_ascii_uppercase().parse() {
        return Some(period);
    }
    if text.len() > 200 {
        return None;
    }
    let words = split_digits(&words(text));
    for (at, word) in words.iter().enumerate() {
        if let Some((_, period)) = RHYTHMS.iter().find(|(rhythm, _)| rhythm == word) {
            return Some(
                if word.ends_with("jaehrlich") || word == "annually" || word == "yearly" {
                    times(&words[..at]).map_or(*period, |times| divided(*period, times))
                } else {
                    *period
                },
            );
        }
        if let Some(unit) = unit(word) {
            if let Some(times) = times(&words[..at]) {
                return Some(divided(unit, times));
            }
            return at
                .checked_sub(1)
                .and_then(|before| words.get(before))
                .map_or(Some(1), |before| count(before))
                .and_then(|count| multiplied(unit, count));
        }
    }
    None
}

/// Words that are an interval by themselves, in compared form.
const RHYTHMS: &[(&str, Period)] = &[
    ("annual", Period::months(12)),
    ("annually", Period::months(12)),
    ("yearly", Period::months(12)),
    ("anually", Period::months(12)),
    ("jaehrlich", Period::months(12)),
    ("alljaehrlich", Period::months(12)),
    ("semiannual", Period::months(6)),
    ("semiannually", Period::months(6)),
    ("biannual", Period::months(6)),
    ("biannually", Period::months(6)),
    ("halfyearly", Period::months(6)),
    ("halbjaehrlich", Period::months(6)),
    ("biennial", Period::months(24)),
    ("biennially", Period::months(24)),
    ("zweijaehrlich", Period::months(24)),
    ("triennial", Period::months(36)),
    ("triennially", Period::months(36)),
    ("dreijaehrlich", Period::months(36)),
    ("quarterly", Period::months(3)),
    ("vierteljaehrlich", Period::months(3)),
    ("quartalsweise", Period::months(3)),
    ("monthly", Period::months(1)),
    ("bimonthly", Period::months(2)),
    ("monatlich", Period::months(1)),
    ("zweimonatlich", Period::months(2)),
    ("weekly", Period::days(7)),
    ("woechentlich", Period::days(7)),
    ("fortnightly", Period::days(14)),
    ("daily", Period::days(1)),
    ("taeglich", Period::days(1)),
];

fn unit(word: &str) -> Option<Period> {
    Some(match word {
        "y" | "yr" | "yrs" | "year" | "years" | "jahr" | "jahre" | "jahren" | "jahres" => {
            Period::months(12)
        }
        "quarter" | "quarters" | "quartal" | "quartale" => Period::months(3),
        "m" | "mth" | "mths" | "month" | "months" | "monat" | "monate" | "monaten" | "monats" => {
            Period::months(1)
        }
        "w" | "wk" | "wks" | "week" | "weeks" | "woche" | "wochen" => Period::days(7),
        "d" | "day" | "days" | "tag" | "tage" | "tagen" => Period::days(1),
        _ => return None,
    })
}

/// How many units: a number, a number word, or a word such as "every".
fn count(word: &str) -> Option<u16> {
    Some(match word {
        "every" | "each" | "per" | "a" | "an" | "one" | "once" | "jedes" | "jeden" | "jede"
        | "ein" | "eine" | "einen" | "pro" | "im" | "einem" | "einmal" | "the" => 1,
        "two" | "zwei" | "second" | "other" | "2nd" | "zweite" | "zweites" | "zweiten" => 2,
        "three" | "drei" | "third" | "3rd" | "dritte" | "dritten" => 3,
        "four" | "vier" => 4,
        "five" | "fuenf" => 5,
        "six" | "sechs" => 6,
        "nine" | "neun" => 9,
        "ten" | "zehn" => 10,
        "twelve" | "zwoelf" => 12,
        "eighteen" | "achtzehn" => 18,
        "twentyfour" | "vierundzwanzig" => 24,
        "thirtysix" | "sechsunddreissig" => 36,
        number => number
            .parse()
            .ok()
            .filter(|number| (1..=1000).contains(number))?,
    })
}

/// How often within the unit: "twice a year", "zweimal im Jahr", "4 times a year".
fn times(before: &[String]) -> Option<u16> {
    before.iter().enumerate().find_map(|(at, word)| {
        Some(match word.as_str() {
            "twice" | "zweimal" => 2,
            "thrice" | "dreimal" => 3,
            "viermal" => 4,
            "times" | "mal" => count(before.get(at.checked_sub(1)?)?)?,
            _ => return None,
        })
    })
}

fn divided(period: Period, times: u16) -> Period {
    match (period.whole_months(), period.whole_days()) {
        (Some(months), _) if times > 0 && months >= times => Period::months(months / times),
        (_, Some(days)) if times > 0 && days >= times => Period::days(days / times),
        _ => period,
    }
}

fn multiplied(unit: Period, count: u16) -> Option<Period> {
    let fits = |number: u16| {
        number
            .checked_mul(count)
            .filter(|number| (1..=12_000).contains(number))
    };
    match (unit.whole_months(), unit.whole_days()) {
        (Some(months), _) => fits(months).map(Period::months),
        (_, Some(days)) => fits(days).map(Period::days),
        _ => None,
    }
}

/// `12m` is `12` and `m`; `half-yearly` and `semi-annual` are one word again.
fn split_digits(words: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        let digits = word
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(word.len());
        if digits > 0 && digits < word.len() {
            out.push(word[..digits].to_owned());
            out.push(word[digits..].to_owned());
            continue;
        }
        match out.last_mut() {
            Some(last) if matches!(last.as_str(), "half" | "semi" | "bi" | "twenty" | "thirty") => {
                last.push_str(word);
            }
            _ => out.push(word.clone()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_read() {
        for (text, wanted) in [
            ("P12M", "P12M"),
            ("p1y", "P12M"),
            ("annually", "P12M"),
            ("Annual", "P12M"),
            ("yearly", "P12M"),
            ("once a year", "P12M"),
            ("every year", "P12M"),
            ("at least annually", "P12M"),
            ("12 months", "P12M"),
            ("12 Monate", "P12M"),
            ("12M", "P12M"),
            ("1 year", "P12M"),
            ("24 months", "P24M"),
            ("every 6 months", "P6M"),
            ("every two years", "P24M"),
            ("every second year", "P24M"),
            ("every other year", "P24M"),
            ("jährlich", "P12M"),
            ("mindestens jährlich", "P12M"),
            ("einmal jährlich", "P12M"),
            ("einmal im Jahr", "P12M"),
            ("halbjährlich", "P6M"),
            ("half-yearly", "P6M"),
            ("semi-annual", "P6M"),
            ("twice a year", "P6M"),
            ("zweimal jährlich", "P6M"),
            ("zweimal im Jahr", "P6M"),
            ("4 times a year", "P3M"),
            ("quarterly", "P3M"),
            ("every quarter", "P3M"),
            ("vierteljährlich", "P3M"),
            ("alle 6 Monate", "P6M"),
            ("alle zwei Jahre", "P24M"),
            ("alle 2 Jahre", "P24M"),
            ("monthly", "P1M"),
            ("monatlich", "P1M"),
            ("weekly", "P7D"),
            ("90 days", "P90D"),
            ("biennially", "P24M"),
            ("annually, and after major changes", "P12M"),
            ("twelve months", "P12M"),
            ("24-month cycle", "P24M"),
            ("jedes Jahr", "P12M"),
            ("36 Monate", "P36M"),
        ] {
            assert_eq!(
                read_interval(text)
                    .map(|period| period.to_string())
                    .as_deref(),
                Some(wanted),
                "{text}"
            );
        }
        for other in [
            "",
            "12",
            "as needed",
            "bei Bedarf",
            "2027-02-03",
            "0 months",
            "99999 years",
            "P0D",
        ] {
            assert_eq!(read_interval(other), None, "{other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in ".{0,60}") {
            let _ = read_interval(&text);
        }

        #[test]
        fn no_near_interval_panics(text in "((every|alle|[0-9]{1,6}|years|mal|times|half|ä|m|twice)[- ]?){0,6}") {
            let _ = read_interval(&text);
        }
    }
}
