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
        let words = [NUMBERS, ZAHLEN].into_iter();
        let words = words.filter_map(|words| words.get(usize::from(n) - 2));
        numbers.extend(words.map(|word| (*word).to_owned()));
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
    for (each, times) in EACH_YEAR {
        for time in *times {
            add(Cue::Every(months_index(12)), format!("{each} {time}"));
        }
    }
    for (phrase, months) in twice_a_year() {
        add(Cue::Every(months_index(months)), phrase);
    }
    for day in DAYS {
        add(Cue::Every(37), format!("every {day}"));
        for which in ["first", "second", "third", "last"] {
            for month in [
                "of the month",
                "of each month",
                "of every month",
                "in the month",
                "a month",
            ] {
                add(
                    Cue::Every(months_index(1)),
                    format!("{which} {day} {month}"),
                );
            }
        }
    }
    for day in TAGE {
        add(Cue::Every(37), format!("jeden {day}"));
        for which in ["ersten", "zweiten", "dritten", "letzten"] {
            add(
                Cue::Every(months_index(1)),
                format!("{which} {day} im monat"),
            );
            add(
                Cue::Every(months_index(1)),
                format!("{which} {day} des monats"),
            );
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

/// "In June and December": two months that are named together, with how far they lie apart at most.
fn twice_a_year() -> Vec<(String, u8)> {
    let mut out = Vec::new();
    let german = &JAHRESZEITEN[4..];
    let months = |all: &[&'static str]| -> Vec<&'static str> {
        { all.iter().copied() }
            .filter(|month| *month != "jänner")
            .collect()
    };
    let lists: [(Vec<&str>, &[&str]); 2] = [
        (
            months(&SEASONS[5..17]),
            &["in {} and {}", "every {} and {}", "each {} and {}"],
        ),
        (months(german), &["im {} und {}", "im {} und im {}"]),
    ];
    for (names, forms) in lists {
        for (first, a) in names.iter().enumerate() {
            for (second, b) in names.iter().enumerate().skip(first + 1) {
                let apart = u8::try_from(second - first).unwrap_or(12);
                let apart = apart.max(12 - apart);
                for form in forms {
                    out.push((form.replacen("{}", a, 1).replacen("{}", b, 1), apart));
                }
            }
        }
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
            "four times a year",
            "viermal im jahr",
            "viermal jährlich",
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
            "every half-year",
            "each half-year",
            "jedes halbjahr",
            "alle halben jahre",
            "zweimal jährlich",
            "zweimal im jahr",
            "zweimal pro jahr",
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
            "every twelve months",
            "jährlich*",
            "einmal im jahr",
            "einmal pro jahr",
            "once yearly",
            "jahr für jahr",
            "alljährlich*",
            "jedes jahr",
            "pro jahr",
            "jeden jahres",
            "eines jeden jahres",
        ],
    ),
    (
        4,
        &[
            "three times a year",
            "dreimal im jahr",
            "each term",
            "every term",
            "once a term",
            "termly",
            "jedes trimester",
        ],
    ),
    (
        2,
        &[
            "every other month",
            "every second month",
            "jeden zweiten monat",
        ],
    ),
    (
        24,
        &[
            "biennial*",
            "zweijährlich*",
            "every other year",
            "every second year",
            "jedes zweite jahr",
        ],
    ),
];

/// What comes once in a year, behind the words for each of them.
const EACH_YEAR: &[(&str, &[&str])] = &[
    ("every", SEASONS),
    ("each", SEASONS),
    ("jeden", JAHRESZEITEN),
    ("jedes", &["frühjahr"]),
    ("jeweils im", JAHRESZEITEN),
    ("jeweils im", &["frühjahr"]),
    ("immer im", JAHRESZEITEN),
    ("immer im", &["frühjahr"]),
];

const SEASONS: &[&str] = &[
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "calendar year",
    "financial year",
];

const JAHRESZEITEN: &[&str] = &[
    "frühling",
    "sommer",
    "herbst",
    "winter",
    "januar",
    "jänner",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
];

const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

const TAGE: &[&str] = &[
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
];

const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

const ZAHLEN: &[&str] = &[
    "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
];
