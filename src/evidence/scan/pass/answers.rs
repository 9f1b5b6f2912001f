//! Short sentences that speak of what stands before them: the label, the heading, the last
//! sentence. "Not looked at.", "None has been carried out yet.", "Das fehlt noch."
//!
//! They name nothing of their own, so no phrase finds them; their words are compared one by
//! one. Only a few words are, since most sentences are longer.

use super::starts::Starts;
use crate::evidence::scan::subject::names_what_must_be;
use crate::evidence::words::words;

/// What a few words say of the label or heading before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// There is none, which may be as it should: "None."
    None,
    /// It was not done: "Not looked at."
    NotDone,
}

/// Beginnings of an answer that says that it was not done.
const NOT_DONE: &[&str] = &[
    "not ",
    "never ",
    "to be written",
    "to be defined",
    "to be agreed",
    "to be done",
    "to be decided",
    "to be added",
    "to be confirmed",
    "to be completed",
    "to be drawn",
    "text still to come",
    "text to come",
    "kapitel folgt",
    "text folgt",
    "folgt noch",
    "inhalt folgt",
    "kommt noch",
    "wird nachgereicht",
    "still to ",
    "yet to ",
    "nobody ",
    "no one ",
    "no time",
    "no figures",
    "no data",
    "tbd",
    "missing",
    "nicht ",
    "nie ",
    "niemals ",
    "noch nicht",
    "noch kein",
    "noch zu ",
    "wird noch",
    "niemand ",
    "keiner ",
    "fehlt",
    "keine zeit",
    "keine zahlen",
    "keine daten",
    "entfallen",
    "entfiel",
    "entfielen",
    "unterblieb",
    "unterblieben",
    "unterbleibt",
    "übersprungen",
    "ausgelassen",
    "we skipped",
    "passed over",
    "ausgefallen",
    "vertagt",
    "postponed",
    "deferred",
    "skipped",
    "put off",
    "verschoben",
    "cancelled",
    "dropped",
    "lapsed",
    "on hold",
    "outstanding",
    "hasn't ",
    "haven't ",
    "hasn’t ",
    "haven’t ",
    "isn't ",
    "isn’t ",
    "wasn't ",
    "wasn’t ",
    "didn't ",
    "didn’t ",
    "there isn't ",
    "there isn’t ",
    "there aren't ",
    "there is none",
    "there are none",
    "there's none",
    "we have none",
    "we don't ",
    "we don’t ",
    "we do not ",
    "we haven't ",
    "we haven’t ",
    "gibt es nicht",
    "gibt es noch nicht",
    "gibt es kein",
    "gibt's nicht",
    "gibt's kein",
    "haben wir nicht",
    "haben wir kein",
    "machen wir nicht",
    "liegt nicht vor",
    "findet nicht statt",
    "steht aus",
    "steht noch aus",
    "ausstehend",
    "offen",
    "in arbeit",
    "in planung",
];

/// Beginnings of one that says that there is none.
const NONE: &[&str] = &[
    "none",
    "nothing",
    "n/a",
    "keine",
    "nichts",
    "entfällt",
    "nil",
];

/// Beginnings of an answer that says of people that they did not.
const NOBODY: &[&str] = &["nobody ", "no one ", "niemand ", "keiner "];

/// What is well if it happened to nobody, or nobody did it.
const HARM: &[&str] = &[
    "unhappy",
    "dissatisfied",
    "displeased",
    "complained",
    "objected",
    "minded",
    "noticed",
    "hurt",
    "harmed",
    "injured",
    "affected",
    "unzufrieden",
    "beschwert",
    "widersprach",
    "widersprochen",
    "gemerkt",
    "bemerkt",
    "verletzt",
    "betroffen",
    "geschaedigt",
];

/// How an answer begins.
const STARTS: Starts = Starts::of(&[NOT_DONE, NONE]);

/// Whether a text may begin with an answer.
pub(super) fn may_answer(text: &str) -> bool {
    STARTS.may_begin(text)
}

/// The answer that a text begins with, if it is one.
pub(super) fn answer(text: &str, count: u32) -> Option<Answer> {
    if !STARTS.may_begin(text) {
        return None;
    }
    let sentence = text;
    let text: String = text.chars().take(24).flat_map(char::to_lowercase).collect();
    // "Offene Punkte" is no "offen"; "kein" may have any ending.
    let whole = |start: &str| {
        let rest = text.get(start.len()..).unwrap_or("");
        start.ends_with([' ', '*'])
            || start.ends_with("kein")
            || !rest.starts_with(char::is_alphanumeric)
    };
    let begins = |list: &[&str]| {
        list.iter()
            .any(|start| text.starts_with(start) && whole(start))
    };
    // "Not only", "to be on the safe side".
    if begins(&[
        "not only",
        "not just",
        "not met",
        "not reached",
        "not achieved",
        "not relevant",
        "not applicable",
        "not regarded",
        "nicht erreicht",
        "nicht eingehalten",
        "nicht relevant",
        "nicht zutreffend",
        "to be on",
        "to be sure",
        "not until",
        "not more",
        "not less",
        "nicht nur",
    ]) {
        return None;
    }
    if begins(NOBODY) && tells_good_news(sentence, count) {
        return None;
    }
    if begins(NOT_DONE) {
        return Some(Answer::NotDone);
    }
    (count <= 2 && begins(NONE)).then_some(Answer::None)
}

/// Whether a few words that begin with "nobody" say that nobody was harmed or minded.
fn tells_good_news(text: &str, count: u32) -> bool {
    words(text)
        .iter()
        .take(count as usize)
        .any(|word| HARM.contains(&word.as_str()))
}

/// Whether a sentence takes back what the sentence before it, or the heading right above it,
/// names: it begins with a word that refers to it and says that it was not done or is not
/// there.
pub(super) fn takes_back(words: &[String]) -> bool {
    let among =
        |words: &[String], list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let Some((first, others)) = words.split_first() else {
        return false;
    };
    let negates = [NOT, LAPSED, NEGATING]
        .iter()
        .any(|list| among(words, list));
    // "None was skipped" takes nothing back.
    let none_lapsed = NO_ONE.contains(&first.as_str()) && !among(others, OF_BEING_DONE);
    let is_done = !none_lapsed
        && [LAPSED, OF_BEING_DONE]
            .iter()
            .any(|list| among(others, list));
    REFERRING.contains(&first.as_str()) && negates && is_done && !among(words, TURNING)
}

/// Whether a few words say that there was none in a period: "None this month."
pub(super) fn tells_of_none(text: &str, count: u32) -> bool {
    const NOTHING: &[&str] = &[
        "none", "no", "nil", "nothing", "keine", "kein", "keiner", "nichts",
    ];
    const PERIOD: &[&str] = &[
        "month",
        "quarter",
        "period",
        "week",
        "year",
        "received",
        "reported",
        "raised",
        "monat",
        "quartal",
        "zeitraum",
        "berichtszeitraum",
        "berichtsmonat",
        "woche",
        "jahr",
        "eingegangen",
        "gemeldet",
    ];
    let words = words(text);
    let words = &words[..words.len().min(count as usize)];
    words
        .first()
        .is_some_and(|first| NOTHING.contains(&first.as_str()))
        && words.iter().any(|word| PERIOD.contains(&word.as_str()))
}

/// Whether a heading names what comes by itself, so that none of it is a report, and not what
/// an organisation has to do.
pub(super) fn comes_by_itself(heading: &[String]) -> bool {
    const STEMS: &[&str] = &[
        "complaint",
        "incident",
        "dispute",
        "disruption",
        "outage",
        "nonconformit",
        "deviation",
        "breach",
        "beschwerde",
        "reklamation",
        "stoerung",
        "vorfall",
        "vorfaelle",
        "ausfaelle",
        "streit",
        "abweichung",
        "grossstoerung",
    ];
    let known = |word: &String| STEMS.iter().any(|stem| word.starts_with(stem));
    heading.last().is_some_and(known)
}

/// Whether a text that begins with a word speaks of the label before it.
pub(super) fn refers(first: &str) -> bool {
    REFERRING.contains(&first)
        || matches!(
            first,
            "not" | "unknown" | "nicht" | "noch" | "nie" | "unbekannt" | "wurde" | "was"
        )
}

/// Whether a sentence says of the label or heading right before it that it is not so.
pub(super) fn says_no(words: &[String]) -> bool {
    let any = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    // "There is no overview."
    let has_no = || {
        let (Some(last), true) = (words.last(), any(&["no", "keine", "keinen", "kein"])) else {
            return false;
        };
        names_what_must_be(std::slice::from_ref(last))
    };
    (any(NOT) || any(&["nirgends"]) || has_no()) && !any(TURNING)
}

/// Whether a sentence is a plain no to the question before it.
pub(super) fn is_no(words: &[String]) -> bool {
    let first = words.first().map_or("", String::as_str);
    matches!(first, "no" | "nein" | "nope") && words.len() <= 3
}

/// Whether a question asks for a reason, which may well be that nobody did something.
pub(super) fn asks_why(words: &[String]) -> bool {
    words.iter().any(|word| {
        matches!(
            word.as_str(),
            "why"
                | "happened"
                | "wrong"
                | "cause"
                | "caused"
                | "warum"
                | "wieso"
                | "weshalb"
                | "passiert"
                | "ursache"
        )
    })
}

/// Words that say no.
const NOT: &[&str] = &[
    "not", "never", "nobody", "isn", "aren", "wasn", "weren", "hasn", "haven", "didn", "doesn",
    "don", "nicht", "nie", "niemals", "keiner", "niemand",
];

/// Those of them, and more, that count nobody and nothing.
const NO_ONE: &[&str] = &[
    "none", "neither", "nothing", "nobody", "keiner", "niemand", "nichts",
];

/// Words that refer to what was named before, or leave it out.
const REFERRING: &[&str] = &[
    "this", "that", "it", "they", "these", "those", "none", "neither", "nothing", "nobody",
    "never", "there", "so", "das", "dies", "dieser", "diese", "dieses", "es", "sie", "er",
    "beides", "keiner", "niemand", "nichts", "davon", "bisher", "bislang", "haben", "machen",
    "wissen", "kennen", "gibt", "beide", "both",
];

/// Words that say at once that something was to be done and was not.
const LAPSED: &[&str] = &[
    "none",
    "missing",
    "outstanding",
    "postponed",
    "cancelled",
    "dropped",
    "lapsed",
    "abandoned",
    "skipped",
    "fehlt",
    "fehlen",
    "ausgefallen",
    "entfallen",
    "verschoben",
    "vertagt",
    "abgesagt",
];

/// More words that deny.
const NEGATING: &[&str] = &["neither", "nothing", "keine", "keines", "nichts", "aus"];

/// More words for being done and being there.
const OF_BEING_DONE: &[&str] = &[
    "done",
    "happened",
    "happen",
    "happens",
    "carried",
    "performed",
    "conducted",
    "held",
    "place",
    "exist",
    "exists",
    "written",
    "started",
    "begun",
    "yet",
    "touched",
    "one",
    "any",
    "gemacht",
    "passiert",
    "erledigt",
    "durchgefuehrt",
    "stattgefunden",
    "statt",
    "geschehen",
    "geschieht",
    "vorhanden",
    "vorgesehen",
    "geregelt",
    "festgelegt",
    "gibt",
    "begonnen",
    "geschrieben",
    "steht",
    "stehen",
    "vor",
];

/// Words that make something else of it: a condition, a rule, good news.
const TURNING: &[&str] = &[
    "only",
    "unless",
    "until",
    "before",
    "if",
    "when",
    "must",
    "may",
    "should",
    "shall",
    "without",
    "because",
    "needed",
    "necessary",
    "required",
    "changed",
    "affected",
    "late",
    "failed",
    "wrong",
    "harm",
    "problem",
    "problems",
    "nur",
    "sondern",
    "wenn",
    "falls",
    "sofern",
    "bis",
    "bevor",
    "muss",
    "darf",
    "soll",
    "ohne",
    "weil",
    "noetig",
    "notwendig",
    "erforderlich",
    "geaendert",
    "betroffen",
    "verspaetet",
    "probleme",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_sentences_take_back_what_stands_before_them() {
        for text in [
            "None has been carried out yet",
            "This has not been done",
            "That is still missing",
            "It was never started",
            "Er hat noch nicht stattgefunden",
            "Das fehlt noch",
            "There isn't one",
            "Diese steht noch aus",
        ] {
            assert!(takes_back(&words(text)), "{text}");
        }
        for text in [
            "None of them was late",
            "None of the findings was major",
            "This is not done without approval",
            "It is not only done once",
            "It was done in May",
            "Das ist nicht nötig",
            "Es gab keine Probleme",
            "Keine Vertretung geregelt",
            "Sie werden nicht vor der Freigabe durchgeführt, bis alle zustimmen",
        ] {
            assert!(!takes_back(&words(text)), "{text}");
        }
    }
}
