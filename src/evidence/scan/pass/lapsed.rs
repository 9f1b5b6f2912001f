//! Sentences that leave out what they are about, and say that it was not done: "**Continuity
//! test.** Was called off in June." What stands before them, in bold or as a heading, is that.

use super::answers::HARM;
use super::taken_back::{DONE_FIRST, LAPSED, NOT, OF_BEING_DONE, TURNING};
use crate::evidence::scan::subject::DEEDS;

/// Whether a sentence leaves out what it is about and says that this was not done: "Wurde im Juni
/// abgesagt", "Was called off in June". Right behind a label or a heading it is about that.
pub(super) fn lapsed_without_subject(words: &[String]) -> bool {
    let is = |at: usize, list: &[&str]| {
        words
            .get(at)
            .is_some_and(|word| list.contains(&word.as_str()))
    };
    // In German "was" asks: "Was nicht geprüft wurde, …".
    let leaves_out = is(0, VERB_FIRST)
        || is(0, &["was"]) && (is(1, ENGLISH) || is(2, ENGLISH))
        || is(0, WHEN_FIRST) && words.len() <= BRIEF;
    if !leaves_out {
        return false;
    }
    let ends = words
        .iter()
        .position(|word| JOINING.contains(&word.as_str()));
    let clause = &words[..ends.unwrap_or(words.len())];
    let among =
        |words: &[String], list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let put_off = clause
        .windows(2)
        .any(|pair| pair[1] == "off" && matches!(pair[0].as_str(), "called" | "put"));
    let lapsed = put_off || among(clause, LAPSED) || among(clause, LAPSED_ALONE);
    let undone = among(clause, NOT)
        && [OF_BEING_DONE, DONE_FIRST, DEEDS]
            .iter()
            .any(|list| among(clause, list));
    let made_good = among(words, MADE_GOOD) || lapsed && !undone && among(words, HELD);
    (lapsed || undone) && !made_good && !turns(clause) && !among(clause, HARM)
}

/// Whether words make something else of it. "In May" is a month.
fn turns(words: &[String]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).map_or("", |before| &*words[before]);
        let is_month = word == "may"
            && (matches!(
                before,
                "in" | "of" | "since" | "last" | "this" | "early" | "late"
            ) || before.bytes().all(|byte| byte.is_ascii_digit()) && !before.is_empty());
        TURNING.contains(&word.as_str()) && !is_month
    })
}

/// Sentences without a verb that say when are brief: "Im Juni abgesagt."
const BRIEF: usize = 5;

/// Verbs that begin a sentence whose subject is left out.
const VERB_FIRST: &[&str] = &[
    "wurde", "wurden", "wird", "werden", "ist", "sind", "war", "waren", "hat", "haben", "fand",
    "fanden", "findet", "finden", "were", "is", "are", "has", "have", "had", "did", "does",
];

/// What an English sentence goes on with that begins with "was".
const ENGLISH: &[&str] = &[
    "not",
    "never",
    "postponed",
    "cancelled",
    "canceled",
    "dropped",
    "skipped",
    "abandoned",
    "shelved",
    "scrapped",
    "called",
    "put",
];

/// Words for a time that begin a sentence without a verb.
const WHEN_FIRST: &[&str] = &[
    "im",
    "in",
    "heuer",
    "dieses",
    "this",
    "last",
    "letztes",
    "voriges",
    "erneut",
    "wieder",
    "again",
    "leider",
    "unfortunately",
    "seit",
    "since",
    "abermals",
    "einmal",
    "zweimal",
    "twice",
    "once",
];

/// Words that lead on to another clause.
const JOINING: &[&str] = &[
    "und", "and", "but", "aber", "weil", "because", "denn", "as", "da",
];

/// What was made good.
const MADE_GOOD: &[&str] = &[
    "nachgeholt",
    "dann",
    "stattdessen",
    "instead",
    "then",
    "inzwischen",
    "meanwhile",
    "caught",
    "later",
    "daraufhin",
];

/// What was held after all.
const HELD: &[&str] = &["held", "statt", "stattgefunden", "took", "place"];

/// More words that say that something was to be done and was not, where nothing else is named.
const LAPSED_ALONE: &[&str] = &[
    "canceled",
    "shelved",
    "scrapped",
    "slipped",
    "gestrichen",
    "aufgeschoben",
    "unterblieben",
    "eingestellt",
    "aufgegeben",
    "deferred",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::words::words;

    #[test]
    fn sentences_without_a_subject_deny_what_stands_before_them() {
        for text in [
            "Wurde im Juni abgesagt und ist seither liegen geblieben",
            "Ist heuer ausgefallen",
            "Hat noch nicht stattgefunden",
            "Wurde bisher nicht getestet",
            "Im Juni abgesagt",
            "Fand nicht statt",
            "Was called off in June",
            "Was called off in May and has lain idle",
            "Was not tested this year because the room was taken",
            "Has not been held yet",
            "Did not take place",
            "Again postponed",
        ] {
            assert!(lapsed_without_subject(&words(text)), "{text}");
        }
        for text in [
            "Wurde im Juni verschoben und am 3 Juli nachgeholt",
            "Was postponed in June, held in July",
            "Was nicht geprüft wurde, steht unten",
            "Wurde im Juni durchgeführt",
            "Was not needed",
            "Wurde nicht nur getestet sondern auch besprochen",
            "Ist nicht beanstandet worden",
            "In June the change was postponed by the customer",
            "Has been held twice",
            "Die Übung wurde abgesagt",
        ] {
            assert!(!lapsed_without_subject(&words(text)), "{text}");
        }
    }
}
