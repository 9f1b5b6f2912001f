//! Questions, and the answers that stand right behind them: "Do we ever compare the two? – No, that
//! has never been done."
//!
//! A question to be answered with yes or no states nothing, and what it asks for is denied where
//! the next sentence of its paragraph, entry or cell says no. "Were any late? No." denies nothing.

use super::answers::{HARM, comes_by_itself, names_fault};
use super::verbs::{begins_question, is_among};

/// Longer texts before a colon are no label of a question.
const LABEL: usize = 3;

/// So many words may stand before the "no" of an answer.
const FILLERS: usize = 4;

/// Words with which people label a question, or who asks it, and that ask nothing themselves.
const ASKING: &[&str] = &["we", "i", "they", "wir", "ich", "man"];

/// Who is asked, behind the verb that begins a German question: "Vergleichen wir …?"
#[rustfmt::skip]
const ASKED: &[&str] = &[
    "wir", "ihr", "sie", "man", "jemand", "irgendwer", "irgendjemand", "du", "es", "das", "denn", "eigentlich",
    "der", "die",
];

/// Words that begin a question which is answered with more than yes or no.
#[rustfmt::skip]
const OPEN: &[&str] = &[
    "wer", "was", "wie", "wo", "wann", "warum", "wieso", "weshalb", "wozu", "wofür", "womit", "worauf", "worin",
    "welche", "welcher", "welches", "wem", "wen", "wessen", "und", "oder", "aber", "who", "what", "how", "where", "when",
    "why", "which", "whose", "and", "or", "but",
];

/// Whether a sentence that ends in a question mark is answered with yes or no, or only says with a
/// label who asks: "Question from sales: do we …?" One that begins otherwise may state something
/// first: "we ask: did it help?".
pub(super) fn asks(sentence: &str) -> bool {
    let asked = |text: &str| {
        let mut words = text
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty());
        let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        begins_question(first) || is_among(second, ASKED) && !is_among(first, OPEN)
    };
    let is_label = |label: &str| {
        let mut words = label.split_whitespace();
        words.clone().count() <= LABEL && !words.any(|word| is_among(word, ASKING))
    };
    let labelled = sentence
        .split_once(':')
        .is_some_and(|(label, rest)| is_label(label) && asked(rest));
    labelled || asked(sentence)
}

/// Whether the words of a sentence say no to the question before it.
pub(super) fn answers_no(words: &[String]) -> bool {
    const MARKS: &[&str] = &["answer", "antwort", "reply", "response", "a"];
    const NO: &[&str] = &[
        "no", "nein", "nope", "nö", "noe", "ne", "never", "nie", "niemals", "nobody", "niemand",
        "keiner", "nicht", "not", "nirgends", "nowhere", "neither", "don", "doesn", "didn",
        "haven", "hasn",
    ];
    const BETWEEN: &[&str] = &[
        "leider",
        "unfortunately",
        "sadly",
        "bisher",
        "bislang",
        "bis",
        "jetzt",
        "heute",
        "noch",
        "ehrlich",
        "gesagt",
        "honestly",
        "frankly",
        "well",
        "tja",
        "naja",
        "nun",
        "hm",
        "eher",
        "so",
        "far",
        "to",
        "be",
        "honest",
        "date",
        "currently",
        "derzeit",
        "aktuell",
        "eigentlich",
        "we",
        "do",
        "have",
        "has",
        "it",
        "that",
        "das",
        "haben",
        "wir",
        "machen",
        "tun",
        "macht",
        "hat",
        "did",
        "does",
    ];
    // "Only in part", "no, except for the two".
    const TURNING: &[&str] = &[
        "but",
        "except",
        "only",
        "just",
        "aber",
        "sondern",
        "ausser",
        "nur",
        "jedoch",
        "allerdings",
        "teilweise",
        "partly",
        "doch",
        "yes",
        "ja",
        "problem",
        "problems",
        "doubt",
        "worries",
        "need",
        "wonder",
    ];
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    if words.iter().any(|word| is(TURNING, word)) {
        return false;
    }
    let marked = words.first().is_some_and(|first| is(MARKS, first));
    // "Answer (Holm): no".
    let from = usize::from(marked) + usize::from(marked && words.len() > 2 && !is(NO, &words[1]));
    let within = |from: usize| {
        let mut rest = words.iter().skip(from);
        let before = rest.position(|word| is(NO, word));
        before.is_some_and(|at| {
            at <= FILLERS && words[from..from + at].iter().all(|word| is(BETWEEN, word))
        })
    };
    within(usize::from(marked)) || within(from)
}

/// Words that begin a question whether there was any of something.
const THERE_WERE: &[&str] = &["there", "gab", "gibt", "lag", "lagen", "kam", "kamen"];

/// Whether a question asks for what is better not there, so that "no" is good news.
pub(super) fn asks_of_harm(words: &[String]) -> bool {
    const BESIDE: &[&str] = &[
        "fail",
        "missing",
        "overdue",
        "late",
        "problem",
        "verspaetet",
        "ueberfaellig",
        "fehlt",
        "fehlen",
        "verletz",
        "ueberschr",
        "exceed",
        "open",
        "offen",
        "beanstand",
        "streit",
        "conflict",
        "konflikt",
    ];
    // "Is anybody told of incidents?" asks for no incident.
    let begins = words
        .iter()
        .take(2)
        .any(|word| THERE_WERE.contains(&word.as_str()));
    let there_were = begins || words.iter().any(|word| word == "any");
    words.iter().any(|word| {
        there_were && comes_by_itself(std::slice::from_ref(word))
            || HARM.contains(&word.as_str())
            || names_fault(word, BESIDE)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::words::words;

    #[test]
    fn questions_to_be_answered_with_yes_or_no() {
        for text in [
            "Do we ever count the calls",
            "Question from sales: does anybody compare the two",
            "Zählen wir die Anrufe",
            "Holm: vergleicht jemand die beiden",
            "Gibt es eine Liste",
        ] {
            assert!(asks(text), "{text}");
        }
        for text in [
            "After each change we ask: did it help",
            "Who compares the two",
            "Wie vergleichen wir die beiden",
            "Each month the desk compares the two, right",
        ] {
            assert!(!asks(text), "{text}");
        }
    }

    #[test]
    fn answers_that_say_no() {
        for text in [
            "No",
            "Nein, dazu kam bis heute keiner",
            "Antwort: leider nein",
            "Answer (Holm): no, that has not been done",
            "Bisher nicht",
            "We never did",
            "Das macht niemand",
        ] {
            assert!(answers_no(&words(text)), "{text}");
        }
        for text in [
            "No problem since May",
            "Nein, nur in der Zentrale",
            "Yes, each month",
            "The list has no gaps",
            "Holm does, and nobody else",
        ] {
            assert!(!answers_no(&words(text)), "{text}");
        }
    }

    #[test]
    fn no_is_good_news_of_what_is_better_not_there() {
        for (text, harm) in [
            ("Were there complaints about the service", true),
            ("Ist eine Maßnahme überfällig", true),
            ("Is the board told of major incidents", false),
            ("Do we compare the figures", false),
        ] {
            assert_eq!(asks_of_harm(&words(text)), harm, "{text}");
        }
    }
}
