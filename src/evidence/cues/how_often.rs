//! How often something is done: "quarterly", "alle 6 Monate", "once a year".
//!
//! A cue carries one byte, so it names its interval by a place in the list of
//! [`intervals`]: whole months first, then the three lengths that are no months.

use super::Cue;
use crate::evidence::phrases::Mark;
use crate::period::Period;

/// The intervals that a cue can state, in order of their index.
#[must_use]
pub fn intervals() -> Vec<Period> {
    let mut periods: Vec<Period> = (1..=36).map(Period::months).collect();
    periods.extend([Period::days(1), Period::days(7), Period::days(14)]);
    periods
}

/// Phrases that say how often something happens.
pub(super) fn interval_phrases() -> Vec<(String, Mark)> {
    let mut out = Vec::new();
    let mut add = |cue: Cue, phrase: String| out.push((phrase, Mark::Cue(cue)));
    for (months, words) in EVERY {
        for word in *words {
            add(Cue::Every(months_index(*months)), (*word).to_owned());
        }
    }
    for n in 2..=36_u8 {
        let mut numbers = vec![n.to_string()];
        if let Some(word) = NUMBERS.get(usize::from(n) - 2) {
            numbers.push((*word).to_owned());
        }
        for number in numbers {
            for phrase in [
                "every {} months",
                "each {} months",
                "alle {} monate",
                "{} monthly",
            ] {
                add(Cue::Every(months_index(n)), phrase.replace("{}", &number));
            }
            if n <= 3 {
                for phrase in ["every {} years", "alle {} jahre"] {
                    add(
                        Cue::Every(months_index(n * 12)),
                        phrase.replace("{}", &number),
                    );
                }
            }
        }
    }
    for word in ["daily", "every day", "täglich*"] {
        add(Cue::Every(36), word.to_owned());
    }
    for word in [
        "weekly",
        "every week",
        "each week",
        "wöchentlich*",
        "once a week",
    ] {
        add(Cue::Every(37), word.to_owned());
    }
    for word in [
        "fortnightly",
        "every two weeks",
        "every 2 weeks",
        "bi-weekly",
        "alle zwei wochen",
        "alle 2 wochen",
    ] {
        add(Cue::Every(38), word.to_owned());
    }
    out
}

fn months_index(months: u8) -> u8 {
    months - 1
}

const EVERY: &[(u8, &[&str])] = &[
    (
        1,
        &[
            "monthly",
            "every month",
            "each month",
            "once a month",
            "monatlich*",
            "jeden monat",
            "pro monat",
        ],
    ),
    (
        3,
        &[
            "quarterly",
            "every quarter",
            "each quarter",
            "once a quarter",
            "per quarter",
            "quartalsweise",
            "vierteljährlich*",
            "jedes quartal",
            "pro quartal",
        ],
    ),
    (
        6,
        &[
            "half-yearly",
            "half yearly",
            "semi-annual*",
            "twice a year",
            "twice yearly",
            "every half year",
            "halbjährlich*",
            "zweimal jährlich",
            "zweimal im jahr",
        ],
    ),
    (
        12,
        &[
            "annual",
            "annually",
            "yearly",
            "every year",
            "each year",
            "once a year",
            "once per year",
            "once in a calendar year",
            "once every year",
            "audit a year",
            "exercise a year",
            "meeting a year",
            "review a year",
            "test a year",
            "every spring",
            "every summer",
            "every autumn",
            "every winter",
            "every january",
            "every february",
            "every march",
            "every april",
            "every may",
            "every june",
            "every july",
            "every august",
            "every september",
            "every october",
            "every november",
            "every december",
            "jeden januar",
            "jeden februar",
            "jeden märz",
            "jeden april",
            "jeden mai",
            "jeden juni",
            "jeden juli",
            "jeden august",
            "jeden september",
            "jeden oktober",
            "jeden november",
            "jeden dezember",
            "jedes frühjahr",
            "jeden herbst",
            "every twelve months",
            "jährlich*",
            "einmal im jahr",
            "jedes jahr",
            "pro jahr",
        ],
    ),
    (24, &["biennial*", "zweijährlich*"]),
];

const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];
