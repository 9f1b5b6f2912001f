//! When an agreement ends, where no label says so: "Hanseatic terminated the contract with
//! effect from 30 June 2025", "Der Vertrag endet am 31.12.2025", "Term: 24 months from 1 April
//! 2023".
//!
//! An agreement that renews itself has no end that its text could know, unless somebody
//! ended it. What only could happen ("may be terminated", "kann gekündigt werden") ended
//! nothing.

mod stated;

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::dates::{DateReading, is_of_day, read_date};
use super::metadata::StatedDate;
use super::sayings::Sayings;
use super::words::words;

/// What the text of an agreement says about its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Term {
    /// The day it ends, and the line that says so.
    pub ends: Option<(StatedDate, u32)>,
    /// It goes on after its term unless somebody ends it.
    pub renews: bool,
}

/// A row of a label and its value as the line that says the same: `| Term | 36 months |`.
fn label_row(line: &str) -> Option<String> {
    let row = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    let (label, value) = row.split_once('|')?;
    let value = value.trim();
    let says = !value.is_empty() && !value.contains('|') && !value.starts_with("--");
    says.then(|| format!("{}: {value}", label.trim().trim_end_matches(':')))
}

/// Reads an agreement's text from an offset on; lines are counted from 1 there.
#[must_use]
pub fn term_of(text: &str) -> Term {
    let (mut terminated, mut runs_out, mut renews) = (None, None, false);
    let (mut begins, mut extended) = (None, None);
    for (at, line) in text.lines().enumerate() {
        let labelled = label_row(line);
        let line = labelled.as_deref().unwrap_or(line);
        if line.len() > LONGEST || line.starts_with('|') || !may_tell(line) {
            continue;
        }
        for sentence in line.split_inclusive([';', '!', '?']).flat_map(sentences) {
            let folded = words(sentence);
            let open = says_open_end(&folded, at < stated::NEAR);
            renews |= open || says_renewal(&folded);
            let number = crate::source::count(at + 1);
            // "… and is not renewed" takes nothing back.
            let renewal = says_that_it_goes_on(&folded);
            let denies = renewal && says_that_it_does_not(&folded);
            let is_not = |word: &String| matches!(word.as_str(), "not" | "nicht");
            // "The term shall commence on … and continue until …" binds, as contracts speak.
            let binds = says_until_a_day(&folded)
                && any(&folded, &["continue", "continues", "remain", "remains"]);
            let possible = if denies || binds {
                let is_left = |word: &&String| match word.as_str() {
                    "shall" | "unless" => !binds,
                    _ => !denies || !is_not(word),
                };
                let rest = folded.iter().filter(is_left);
                says_possible(&rest.cloned().collect::<Vec<_>>())
            } else {
                says_possible(&folded)
            };
            if possible || open && !says_terminated(&folded) {
                continue;
            }
            let stated = stated::end(sentence, &folded, at < stated::NEAR, &mut begins);
            if stated.is_some() {
                runs_out = runs_out.or(stated.map(|date| (date, number)));
                continue;
            }
            let (ended, over) = (says_terminated(&folded), says_runs_out(&folded));
            let goes_on = !denies && renewal;
            if !(ended || over || goes_on) {
                continue;
            }
            let date = if over && !ended {
                end_in(sentence)
            } else {
                date_in(sentence)
            };
            let Some(date) = date else {
                continue;
            };
            if ended {
                terminated = terminated.or(Some((date, number)));
            } else if over {
                runs_out = runs_out.or(Some((date, number)));
            } else {
                extended = extended.max(Some(date.day));
            }
        }
    }
    Term {
        ends: terminated.or(runs_out.filter(|(end, _)| !renews && extended <= Some(end.day))),
        renews,
    }
}

/// Longer lines are whole chapters.
const LONGEST: usize = 2_000;

/// A cheap look at a line.
fn may_tell(line: &str) -> bool {
    const STEMS: [&str; 31] = [
        "ündig",
        "aufgekünd",
        "endet",
        "ends",
        "ended",
        "expire",
        "läuft",
        "gelaufen",
        "renew",
        "extend",
        "läng",
        "cancel",
        "ontinue",
        "hereafter",
        "anach",
        "olling",
        "ndefinite",
        "nbefristet",
        "unbestimmte",
        "eitere",
        "further notice",
        "pen-ended",
        // `Start:`, `Term:`, `From 1 April 2023 to …`
        "tart",
        "eginn",
        "ffective date",
        "End",
        "erm",
        "aufzeit",
        "rom ",
        "Vom ",
        "uration",
    ];
    static FINDERS: LazyLock<[Finder<'static>; STEMS.len()]> =
        LazyLock::new(|| STEMS.map(Finder::new));
    FINDERS
        .iter()
        .any(|stem| stem.find(line.as_bytes()).is_some())
}

/// The sentences of a line: a dot ends one where a capital follows a word.
fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(". ") {
        let before = text[..at].chars().next_back();
        let behind = text[at + 2..].chars().next();
        // `31. Dezember` and `Dr. Sommer` end no sentence, a year does.
        let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit);
        let ends = (before.is_some_and(char::is_alphabetic) || digits.count() == 4)
            && behind.is_some_and(char::is_uppercase)
            && !text[..at].ends_with("Dr");
        if ends {
            out.push(&text[start..at]);
            start = at + 2;
        }
    }
    out.push(&text[start..]);
    out
}

fn any(folded: &[String], wanted: &[&str]) -> bool {
    folded.iter().any(|word| wanted.contains(&word.as_str()))
}

/// The day on which something ends: where a sentence tells the day of conclusion as well, the one
/// behind the verb. "Geschlossen am 2.5.2023, endet am 1.5.2026".
fn end_in(sentence: &str) -> Option<StatedDate> {
    const VERBS: [&str; 9] = [
        "endet", "ends", "ended", "expire", "läuft", "gelaufen", "ontinue", "remain", "runs",
    ];
    let is_concluded = CONCLUDED.any_in(&words(sentence));
    let verb = VERBS.iter().filter_map(|verb| sentence.find(verb)).min();
    match verb {
        Some(at) if is_concluded => date_in(&sentence[at..]),
        _ => date_in(sentence),
    }
}

/// Words for the day on which an agreement was made.
#[rustfmt::skip]
static CONCLUDED: Sayings = Sayings::new(&[
    "geschlossen", "abgeschlossen", "unterzeichnet", "unterschrieben", "vereinbart", "vertragsschluss", "concluded",
    "signed", "made on", "entered into", "agreed on", "dated",
]);

/// Whether a sentence leaves the end open: "läuft bis auf Weiteres", "runs until further notice".
/// Other things go on until further notice as well, so that the sentence must speak of the
/// agreement or stand near the top and say little more.
fn says_open_end(folded: &[String], is_near: bool) -> bool {
    const SHORT: usize = 6;
    OPEN_END.any_in(folded)
        && !any(folded, &["not", "nicht", "never", "nie"])
        && (OF_AGREEMENTS.any_in(folded) || is_near && folded.len() <= SHORT)
}

#[rustfmt::skip]
static OF_AGREEMENTS: Sayings = Sayings::new(&[
    "geschlossen", "abgeschlossen", "unterzeichnet", "laufzeit", "vertragslaufzeit", "vertragsdauer", "vertrag",
    "vereinbarung", "rahmenvertrag", "agreement", "contract", "term", "concluded", "signed", "entered into",
    "kuendigung", "kuendigungsfrist", "kuendbar", "notice period", "months notice",
]);

#[rustfmt::skip]
static OPEN_END: Sayings = Sayings::new(&[
    "bis auf weiteres", "bis auf widerruf", "until further notice", "until revoked", "unbefristet", "unbefristete",
    "unbefristeter", "unbefristetes", "auf unbestimmte zeit", "unbestimmte laufzeit", "open ended", "of indefinite",
    "for an indefinite", "indefinitely", "ohne festes ende", "ohne enddatum", "no fixed end", "no end date",
    "without an end date", "without end date", "without a fixed end",
]);

fn says_terminated(folded: &[String]) -> bool {
    let notice = any(folded, &["kuendigung", "termination"]);
    any(
        folded,
        &[
            "terminated",
            "gekuendigt",
            "cancelled",
            "canceled",
            "aufgekuendigt",
            "terminates",
        ],
    ) || notice
        && any(
            folded,
            &["zum", "per", "effective", "effect", "wirkung", "wirksam"],
        )
}

fn says_runs_out(folded: &[String]) -> bool {
    any(
        folded,
        &[
            "ends",
            "ended",
            "endet",
            "endete",
            "expires",
            "expired",
            "ausgelaufen",
            "abgelaufen",
            "laeuft",
        ],
    ) || any(folded, &["continue", "continues", "remains"]) && says_until_a_day(folded)
}

/// Whether a sentence goes on until a day, and not until something happens: "continues until 31
/// December 2026", but not "continues until either party terminates it".
fn says_until_a_day(folded: &[String]) -> bool {
    const BETWEEN: &[&str] = &[
        "and",
        "including",
        "the",
        "zum",
        "einschliesslich",
        "einschl",
    ];
    let until = |word: &String| matches!(word.as_str(), "until" | "bis" | "till" | "through");
    let behind = folded.iter().position(until).map(|at| &folded[at + 1..]);
    let mut behind = behind.unwrap_or_default().iter();
    let day = behind.find(|word| !BETWEEN.contains(&word.as_str()));
    day.is_some_and(|word| is_of_day(word))
}

/// What could happen, is asked or is only thought of.
fn says_possible(folded: &[String]) -> bool {
    const POSSIBLE: &[&str] = &[
        "may",
        "can",
        "could",
        "might",
        "kann",
        "koennen",
        "koennte",
        "darf",
        "if",
        "falls",
        "wenn",
        "sofern",
        "unless",
        "not",
        "nicht",
        "earliest",
        "fruehestens",
        "notice",
        "kuendigungsfrist",
        "shall",
        "must",
        "service",
        "ticket",
        "user",
        "users",
        "password",
        "session",
        "support",
    ];
    // "notice of termination was given" ended it, "notice period" did not.
    let given = any(
        folded,
        &[
            "given",
            "gave",
            "received",
            "erhalten",
            "ausgesprochen",
            "erklaert",
        ],
    );
    folded
        .iter()
        .any(|word| POSSIBLE.contains(&word.as_str()) && !(given && word == "notice"))
}

fn says_renewal(folded: &[String]) -> bool {
    let itself = any(
        folded,
        &[
            "automatically",
            "automatic",
            "automatisch",
            "automatische",
            "stillschweigend",
            "tacitly",
            "unless",
            "sofern",
            "sich",
            "jeweils",
            "falls",
            "wenn",
        ],
    );
    let open = any(
        folded,
        &[
            "rolling",
            "indefinite",
            "indefinitely",
            "unbefristet",
            "unbestimmte",
            "thereafter",
        ],
    ) || any(folded, &["continues", "danach"])
        && any(folded, &["until", "bis", "weiter"])
        && !says_until_a_day(folded);
    (itself && says_that_it_goes_on(folded) || open) && !says_that_it_does_not(folded)
}

fn says_that_it_goes_on(folded: &[String]) -> bool {
    folded.iter().any(|word| {
        ["renew", "extend", "verlaenger"]
            .iter()
            .any(|stem| word.starts_with(stem))
    })
}

/// Whether a sentence on renewal denies it: "verlängert sich nicht automatisch", but not
/// "verlängert sich, wenn er nicht gekündigt wird".
fn says_that_it_does_not(folded: &[String]) -> bool {
    let condition = [
        "wenn", "falls", "sofern", "soweit", "unless", "if", "provided",
    ];
    let main = folded
        .iter()
        .position(|word| condition.contains(&word.as_str()))
        .unwrap_or(folded.len());
    any(
        &folded[..main],
        &[
            "not", "no", "nicht", "kein", "keine", "keiner", "never", "nie", "without", "ohne",
        ],
    )
}

/// The last date in a sentence.
fn date_in(sentence: &str) -> Option<StatedDate> {
    let tokens: Vec<(usize, &str)> = {
        let mut offset = 0;
        sentence
            .split_inclusive(char::is_whitespace)
            .map(|piece| {
                let start = offset;
                offset += piece.len();
                (start, piece.trim_end())
            })
            .filter(|(_, word)| !word.is_empty())
            .collect()
    };
    let mut found = None;
    let mut at = 0;
    while at < tokens.len() {
        let longest = (1..=3).rev().find_map(|length| {
            let last = tokens.get(at + length - 1)?;
            let text = &sentence[tokens[at].0..last.0 + last.1.len()];
            let text = text.trim_matches(|c: char| matches!(c, ',' | '.' | ')' | '(' | ':' | '"'));
            let has_year = text.bytes().filter(u8::is_ascii_digit).count() >= 4;
            if !has_year || text.len() <= 5 {
                return None;
            }
            match read_date(text) {
                DateReading::Date(date) => Some((date, length)),
                _ => None,
            }
        });
        match longest {
            Some((date, length)) => {
                found = Some(date);
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(text: &str) -> Option<String> {
        term_of(text).ends.map(|(date, _)| date.day.to_string())
    }

    #[test]
    fn ends_are_read() {
        for text in [
            "Hanseatic Data terminated the contract with effect from 30 June 2025.",
            "The contract was terminated as of 30 June 2025.",
            "Der Vertrag wurde zum 30.06.2025 gekündigt.",
            "Der Lieferant hat den Vertrag mit Wirkung zum 30. Juni 2025 gekündigt.",
            "Kündigung zum 30.06.2025 erhalten.",
            "The agreement ends on 30 June 2025.",
            "This Agreement commences on 1 January 2024 and continues until 30 June 2025.",
            "This agreement commences on 1 January 2024 and continues until 30 June 2025 unless terminated earlier.",
            "The term shall commence on 1 January 2024 and continue until and including 30 June 2025.",
            "This agreement expires on 2025-06-30.",
            "Der Vertrag endet am 30.06.2025.",
            "Der Vertrag ist am 30.06.2025 ausgelaufen.",
            "Die Vereinbarung endete zum 30. Juni 2025.",
            "Notice of termination was given on 3 January 2025, effective 30 June 2025.",
            "The contract ran from 1 July 2022 and ended 30 June 2025.",
            "| Effective date | 1 July 2022 |\n| Initial term | 36 months |",
            "| Vertragsbeginn | 01.07.2022 |\n| Laufzeit | 36 Monate |",
            "Effective date: 1 July 2022\nInitial term: 36 months",
        ] {
            assert_eq!(ends(text).as_deref(), Some("2025-06-30"), "{text}");
        }
    }

    #[test]
    fn a_term_stated_by_its_days_or_its_length_ends() {
        for (text, day) in [
            ("Start: 1 April 2023. End: 31 March 2025.", "2025-03-31"),
            ("Start: 1 April 2023\nEnd: 31 March 2025", "2025-03-31"),
            ("Beginn: 01.04.2023\nEnde: 31.03.2025", "2025-03-31"),
            ("Term: 24 months from 1 April 2023", "2025-03-31"),
            ("Term: two years, starting 1 April 2023.", "2025-03-31"),
            ("Laufzeit: 24 Monate ab 01.04.2023", "2025-03-31"),
            (
                "Die Laufzeit beträgt zwei Jahre ab dem 1. April 2023.",
                "2025-03-31",
            ),
            ("Start: 1 April 2023\n\nTerm: 2 years", "2025-03-31"),
            ("From 1 April 2023 to 31 March 2025", "2025-03-31"),
            ("Vom 1. April 2023 bis zum 31. März 2025", "2025-03-31"),
            (
                "Contract period: from 1 April 2023 until 31 March 2025.",
                "2025-03-31",
            ),
            (
                "The agreement runs for two years from 1 April 2022 and is not renewed.",
                "2024-03-31",
            ),
            ("Der Vertrag läuft drei Jahre ab 01.01.2022.", "2024-12-31"),
        ] {
            assert_eq!(ends(text).as_deref(), Some(day), "{text}");
        }
        for text in [
            "Term: 24 months from 1 April 2023. Thereafter it continues until terminated.",
            "Minimum term: 24 months from 1 April 2023",
            "Mindestlaufzeit: 24 Monate ab 01.04.2023",
            "Initial term: one year from 1 April 2023",
            "Term: 12 months from 1 April 2023, renewed each year.",
            "Laufzeit: 12 Monate ab 01.04.2023, danach unbefristet",
            "Laufzeit: unbefristet ab 01.04.2023",
            "Term: 24 months from 1 April 2023. Extended to 31 March 2027 by amendment 1.",
            "Notice: 3 months from 1 April 2023",
            "Availability from 1 April 2023 to 31 March 2024 was 99.9 %.",
            "Start: 1 April 2023",
            "Term: 24 months",
            "End of support for version 3: 31 March 2025",
            "Log files are kept 12 months from 1 April 2023.",
            "The user starts a session; it ends after 30 minutes.",
            "Kern Pumpen AG, Kundin: Hafenamt Ost, geschlossen 07.03.2022, läuft bis auf Weiteres, Kündigung 3 Monate",
            "Concluded on 7 March 2022; the contract runs until further notice.",
            "Der Vertrag wurde am 07.03.2022 auf unbestimmte Zeit geschlossen.",
            "Signed 7 March 2022 and runs on, with three months' notice",
            "Unbefristet seit 07.03.2022",
        ] {
            assert_eq!(ends(text), None, "{text}");
        }
        let phase = format!(
            "{}Start: 1 April 2023\nEnd: 30 June 2023",
            "Work.\n".repeat(40)
        );
        assert_eq!(
            ends(&phase),
            None,
            "so far down it is that of something else"
        );
    }

    #[test]
    fn what_could_happen_ended_nothing() {
        for text in [
            "The contract may be terminated as of 31 December 2027.",
            "Der Vertrag kann frühestens zum 31.12.2027 gekündigt werden.",
            "The contract is terminated with three months' notice.",
            "The contract ends on 31 December 2025. It is renewed automatically for one year.",
            "Der Vertrag endet am 31.12.2025 und verlängert sich um ein Jahr.",
            "If the contract is terminated by 30 June 2025, data is returned.",
            "Contract start: 1 July 2022",
            "The shift ends at 18:00.",
        ] {
            assert_eq!(ends(text), None, "{text}");
        }
        for (text, renews) in [
            (
                "Der Vertrag verlängert sich stillschweigend um ein Jahr.",
                true,
            ),
            (
                "Er verlängert sich um ein Jahr, wenn er nicht gekündigt wird.",
                true,
            ),
            ("It renews automatically unless it is not paid.", true),
            ("Der Vertrag verlängert sich nicht automatisch.", false),
            ("There is no automatic renewal.", false),
            ("The agreement is not renewed automatically.", false),
        ] {
            assert_eq!(term_of(text).renews, renews, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "(terminated|endet|am|Kündigung|zum|ä|Term: |months from |Start: |End: |[0-9. ,]){0,12}") {
            let _ = term_of(&text);
        }
    }
}
