//! Do two statements of one thing agree?
//!
//! Compared kindly, by what is certain: a contradiction is told as a problem of the file,
//! and whoever is told of one that is none believes no other.

use super::StatedDate;
use crate::evidence::words::words;

/// Whether two texts say the same, case and punctuation aside.
pub(super) fn same_text(one: &str, other: &str) -> bool {
    words(one) == words(other)
}

/// `v2.0`, `2` and `Version 2.0` are the same version.
pub(super) fn same_version(one: &str, other: &str) -> bool {
    fn parts(version: &str) -> Vec<String> {
        let mut parts: Vec<String> = words(version)
            .into_iter()
            .filter(|word| !matches!(word.as_str(), "version" | "v" | "rev" | "revision" | "ver"))
            .map(|word| {
                let number = word.trim_start_matches('v');
                let is_number =
                    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
                let digits = if is_number {
                    number.trim_start_matches('0')
                } else {
                    &word
                };
                digits.to_owned()
            })
            .collect();
        while parts.last().is_some_and(String::is_empty) {
            parts.pop();
        }
        parts
    }
    parts(one) == parts(other)
}

/// A month agrees with every day in it, a year with every month.
pub fn same_date(one: StatedDate, other: StatedDate) -> bool {
    if one.exact && other.exact {
        return one.day == other.day;
    }
    let vague = if one.exact { other } else { one };
    let is_year = vague.day.month() == 12;
    one.day.year() == other.day.year() && (is_year || one.day.month() == other.day.month())
}

/// Names are compared by what is certain: a role and a person may be the same, and so may
/// `R. Ibarra` and `Rosa Ibarra, SMS manager`.
pub(super) fn same_person(one: &str, other: &str) -> bool {
    let (one, other) = (Person::of(one), Person::of(other));
    if one.is_role != other.is_role || one.words.is_empty() || other.words.is_empty() {
        return true;
    }
    let (short, long) = if one.words.len() <= other.words.len() {
        (&one, &other)
    } else {
        (&other, &one)
    };
    short.words.iter().all(|word| {
        long.words.iter().any(|held| {
            held == word
                || (!one.is_role
                    && (held.len() == 1 && word.starts_with(held.as_str())
                        || word.len() == 1 && held.starts_with(word.as_str())))
        })
    })
}

/// Whether two statements name different people: no name in the one can be one in the other.
/// What is said of a person and what of a body or a role cannot be compared.
pub fn name_others(one: &str, other: &str) -> bool {
    let (one, other) = (people(one), people(other));
    if one.is_empty()
        || other.is_empty()
        || is_short_for(&one, &other)
        || is_short_for(&other, &one)
    {
        return false;
    }
    one.iter()
        .all(|one| other.iter().all(|other| !same_person(one, other)))
}

/// Whether a text names a role.
pub fn names_role(text: &str) -> bool {
    Person::of(text).is_role
}

/// The people that a text names, each by a part of it; the roles where it names no person.
fn people(text: &str) -> Vec<&str> {
    let parts = || {
        text.split([',', ';', '/', '&', '('])
            .flat_map(|part| part.split(" and "))
            .flat_map(|part| part.split(" und "))
            .map(|part| part.trim().trim_end_matches(')'))
            .filter(|part| !part.is_empty())
    };
    let persons: Vec<&str> = parts().filter(|part| !names_role(part)).collect();
    if persons.is_empty() {
        parts().collect()
    } else {
        persons
    }
}

/// Whether some name is that of another in short: `CIO`, `Chief Information Officer`.
fn is_short_for(short: &[&str], long: &[&str]) -> bool {
    let initials = |text: &str| -> String {
        let words = text.split_whitespace();
        words.filter_map(|word| word.chars().next()).collect()
    };
    short.iter().any(|short| {
        long.iter()
            .any(|long| initials(long).eq_ignore_ascii_case(short))
    })
}

struct Person {
    words: Vec<String>,
    is_role: bool,
}

impl Person {
    fn of(text: &str) -> Self {
        let named = text.split([',', '(', '<', ';']).next().unwrap_or(text);
        let mut words = words(named);
        let said_role = matches!(words.first().map(String::as_str), Some("role" | "rolle"));
        if said_role {
            words.remove(0);
        }
        words.retain(|word| !TITLES.contains(&word.as_str()));
        let is_role = said_role || words.iter().any(|word| is_role_word(word));
        Self { words, is_role }
    }
}

const TITLES: &[&str] = &[
    "dr", "prof", "mr", "mrs", "ms", "miss", "herr", "frau", "dipl", "ing", "inf", "med", "phil",
    "msc", "bsc", "mba", "phd", "ma", "ba", "sir", "the", "der", "die",
];

fn is_role_word(word: &str) -> bool {
    const WHOLE: &[&str] = &[
        "head",
        "lead",
        "team",
        "director",
        "officer",
        "owner",
        "board",
        "committee",
        "ciso",
        "cio",
        "ceo",
        "cto",
        "coo",
        "cfo",
        "dpo",
        "chief",
        "department",
        "desk",
        "office",
        "management",
        "chair",
        "council",
        "group",
        "it",
        "sms",
        "qm",
        "isb",
        "dsb",
        "abteilung",
        "bereich",
        "vorstand",
        "role",
        "operations",
        "coordinator",
        "administrator",
        "architect",
        "engineer",
        "auditor",
        "engineering",
        "security",
        "service",
        "services",
    ];
    const ENDINGS: &[&str] = &[
        "manager",
        "managerin",
        "leiter",
        "leiterin",
        "leitung",
        "beauftragter",
        "beauftragte",
        "verantwortlicher",
        "verantwortliche",
        "verantwortung",
        "fuehrung",
        "fuehrer",
        "abteilung",
        "referat",
        "koordinator",
        "eigner",
    ];
    WHOLE.contains(&word) || ENDINGS.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(day: &str, exact: bool) -> StatedDate {
        StatedDate {
            day: day.parse().unwrap(),
            exact,
        }
    }

    #[test]
    fn versions_and_dates_are_compared_by_meaning() {
        for (one, other) in [
            ("2.1", "v2.1"),
            ("2", "2.0"),
            ("Version 1.2", "1.2"),
            ("1.02", "1.2"),
            ("B", "b"),
        ] {
            assert!(same_version(one, other), "{one} / {other}");
        }
        assert!(!same_version("2.1", "2.10"));
        assert!(!same_version("1.0", "10"));
        assert!(same_date(
            date("2026-02-03", true),
            date("2026-02-28", false)
        ));
        assert!(same_date(
            date("2026-12-31", false),
            date("2026-02-03", true)
        ));
        assert!(!same_date(
            date("2026-02-03", true),
            date("2026-02-04", true)
        ));
        assert!(!same_date(
            date("2026-03-31", false),
            date("2026-02-04", true)
        ));
    }
}
