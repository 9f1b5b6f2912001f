//! What a pronoun that denies stands for: "You asked for the overview of complaints by region. There
//! isn't one.", "The yearly review of risks was planned. In 2025 it did not happen."
//!
//! It stands for the thing the sentence before is about, and not for every thing that is named to say
//! which one is meant. A sentence between them that only says when the last one was is passed over.

use super::Pass;
use super::taken_back::takes_back;
use crate::evidence::scan::sentence::{Found, uses_words};
use crate::evidence::scan::subject::{is_genitive, narrows};
use crate::evidence::words::{is_word, words};
use crate::source::count;

/// Longer sentences say more than when the last one was.
const LAST_ONE: u32 = 10;

/// Longer sentences say more than that it was not done.
const BRIEF: usize = 12;

/// Words that may stand between the first of a sentence and its subject's article.
const ARTICLES: &[&str] = &[
    "the", "a", "an", "our", "your", "their", "this", "der", "die", "das", "den", "dem", "ein",
    "eine", "einen", "einer", "unser", "unsere", "unseren", "unserer",
];

/// The last one of what is done again and again, and nothing but that.
const LAST: &[&[&str]] = &[
    &["the", "last"],
    &["the", "latest"],
    &["the", "previous"],
    &["our", "last"],
    &["die", "letzte"],
    &["der", "letzte"],
    &["das", "letzte"],
    &["die", "vorige"],
    &["der", "vorige"],
    &["zuletzt"],
];

/// Words that may stand behind them, or before a pronoun that denies, and say when.
#[rustfmt::skip]
const WHEN: &[&str] = &[
    "in", "im", "and", "und", "since", "seit", "seitdem", "seither", "then", "this", "last", "year", "years", "jahr",
    "jahre", "dieses", "letztes", "heuer", "diesmal", "also", "auch", "but", "aber", "leider", "unfortunately", "sadly",
    "so", "far", "bisher", "bislang", "again", "wieder", "spring", "summer", "autumn", "winter", "quarter", "quartal",
    "januar", "februar", "maerz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember",
    "january", "february", "march", "may", "june", "july", "october", "december", "for", "from", "of", "vom", "von", "am",
    "on",
];

/// What such a sentence says of the last one.
#[rustfmt::skip]
const WAS: &[&str] = &[
    "one", "was", "is", "dates", "dated", "back", "to", "took", "place", "held", "done", "stammt", "war", "ist", "fand",
    "statt", "liegt", "wurde", "gemacht", "durchgefuehrt", "gab", "es", "datiert",
];

/// Pronouns that German puts behind the verb where a time stands first.
const PRONOUNS: &[&str] = &[
    "sie", "er", "es", "das", "dies", "it", "this", "that", "they", "none",
];

/// What may stand between the time and the pronoun.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "ist", "sind", "war", "waren", "wurde", "wurden", "hat", "haben", "fand", "fanden", "gab", "fiel", "fielen",
    "unterblieb", "entfiel",
];

impl Pass<'_, '_, '_> {
    /// Whether the sentence only says when the last one was of what the one before it names.
    pub(super) fn tells_of_last_one(&self, text: &str, length: u32) -> bool {
        !self.label.is_empty() && length <= LAST_ONE && says_when_last(&words(text))
    }

    /// Of what the sentence before names, what a pronoun can stand for: where something says which
    /// one is meant, what stands before that.
    pub(super) fn antecedent(&self, label: &[Found], until: usize) -> Vec<Found> {
        let begins = self.label_begins;
        let text = self.task.text.get(begins..until).unwrap_or("");
        let in_sentence = |found: &Found| found.start as usize >= begins;
        let named = head(text).filter(|_| label.iter().any(in_sentence));
        let places = &self.label_places;
        let of_head = |found: &&Found| {
            let matcher = self.scanner.matcher;
            named.is_none_or(|words| uses_words(places, found, matcher, &(1..words + 1)))
        };
        label.iter().filter(of_head).copied().collect()
    }
}

/// How many words of a sentence stand before those that only say which one is meant: before the first
/// preposition behind an article with its noun. `None` where nothing narrows it down.
fn head(text: &str) -> Option<u32> {
    let mut article = false;
    let mut named = 0;
    let words = text
        .split(|c: char| !is_word(c))
        .filter(|word| !word.is_empty());
    for (at, word) in words.enumerate() {
        let small = word.to_lowercase();
        if !article {
            article = ARTICLES.contains(&small.as_str());
            continue;
        }
        if named > 0 && (is_genitive(&small) || narrows(&small)) {
            return Some(count(at));
        }
        named += 1;
    }
    None
}

/// Whether words say when the last one was, and nothing else.
fn says_when_last(said: &[String]) -> bool {
    let begins = |start: &&[&str]| {
        said.len() > start.len() && start.iter().zip(said).all(|(known, word)| known == word)
    };
    let Some(start) = LAST.iter().find(|start| begins(start)) else {
        return false;
    };
    let known = |word: &String| {
        let word = word.as_str();
        WHEN.contains(&word) || WAS.contains(&word) || is_figure(word)
    };
    said[start.len()..].iter().all(known)
}

fn is_figure(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a sentence says first when, and then by a pronoun that it was not done: "2025 ist sie
/// unterblieben", "In 2025 it did not happen".
pub(super) fn lapsed_by_pronoun(said: &[String]) -> bool {
    if said.len() > BRIEF {
        return false;
    }
    let is_when = |word: &&String| WHEN.contains(&word.as_str()) || is_figure(word);
    let times = said.iter().take_while(is_when).count();
    // "This did not happen" begins with what it is about.
    let rest = &said[times..];
    let is = |at: usize, list: &[&str]| {
        rest.get(at)
            .is_some_and(|word| list.contains(&word.as_str()))
    };
    if times == 0 || rest.len() < 2 {
        return false;
    }
    let mut plain: Vec<String> = rest.to_vec();
    if is(0, VERBS) && is(1, PRONOUNS) {
        plain.swap(0, 1);
    } else if !is(0, PRONOUNS) {
        return false;
    }
    takes_back(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_ends_where_something_narrows_it_down() {
        for (text, named) in [
            (
                "We were to hand in a summary of the complaints by region.",
                7,
            ),
            (
                "Die Auswertung der Beschwerden nach Orten war für Mai vorgesehen.",
                2,
            ),
            ("You asked for the year's drill at the archive.", 7),
        ] {
            assert_eq!(head(text), Some(named), "{text}");
        }
        for text in [
            "The yearly drill was planned.",
            "Tests are in the plan.",
            "Die Übung war jährlich vorgesehen.",
        ] {
            assert_eq!(head(text), None, "{text}");
        }
    }

    #[test]
    fn a_sentence_can_say_no_more_than_when_the_last_one_was() {
        for text in [
            "The last one was in May 2023",
            "Die letzte stammt vom März 2023",
            "Zuletzt im Herbst 2022",
        ] {
            let said = words(text);
            assert_eq!(says_when_last(&said), !text.contains("Herbst"), "{text}");
        }
        for text in [
            "The last audit found six faults",
            "Die letzte Prüfung ergab zwei Mängel",
            "The last one was signed by the board",
        ] {
            assert!(!says_when_last(&words(text)), "{text}");
        }
    }

    #[test]
    fn a_pronoun_behind_a_time_takes_back_what_stands_before() {
        for text in [
            "2023 und 2024 ist sie unterblieben",
            "Seitdem wurde er nicht durchgeführt",
            "In 2024 it did not happen",
            "Since then it has not been done",
            "Auch das ist nicht passiert",
            "Im Jahr 2024 fand sie nicht statt",
        ] {
            assert!(lapsed_by_pronoun(&words(text)), "{text}");
        }
        for text in [
            "2024 ist sie neu gefasst worden",
            "In 2024 it was done twice",
            "Seitdem ist sie nicht mehr nötig",
            "In 2024 the review was not done",
            "It did not happen",
        ] {
            assert!(!lapsed_by_pronoun(&words(text)), "{text}");
        }
    }
}
