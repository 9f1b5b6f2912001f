//! Sentences that take back what stands before them: "None has been carried out yet.", "Das fehlt
//! noch."
//!
//! They begin with a word that refers to it, or leave it out, and say that it was not done or is
//! not there; or nobody did it ("Nobody wrote it down", "Gemessen wird sie nicht"). What makes a
//! condition, a rule or good news of that takes nothing back.

use super::answers::HARM;
use crate::evidence::scan::subject::{DEEDS, names_what_must_be};

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
    !among(words, TURNING)
        && (REFERRING.contains(&first.as_str()) && negates && is_done
            || nobody_did_it(words)
            || begins_with_deed(words))
}

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

/// "Nobody ever wrote it down", "No one does that": of what does no harm.
fn nobody_did_it(words: &[String]) -> bool {
    let is = |at: usize, list: &[&str]| {
        words
            .get(at)
            .is_some_and(|word| list.contains(&word.as_str()))
    };
    let among = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let nobody = is(0, &["nobody", "niemand", "keiner"]) || is(0, &["no"]) && is(1, &["one"]);
    // "Nobody does that", and not "nobody knew that it was late".
    let ends = words
        .last()
        .is_some_and(|last| ["that", "so", "one", "any"].contains(&last.as_str()));
    nobody && words.len() > 2 && (ends || among(OBJECTS)) && !among(HARM) && !among(ABLE)
}

/// "Aufgeschrieben hat ihn keiner", "Gemessen wird sie nicht": German puts first what was not
/// done, and names by a pronoun what it was not done to.
fn begins_with_deed(words: &[String]) -> bool {
    let is = |at: usize, list: &[&str]| {
        words
            .get(at)
            .is_some_and(|word| list.contains(&word.as_str()))
    };
    let negated = words
        .iter()
        .any(|word| NOT.contains(&word.as_str()) || word == "nichts");
    is(0, DONE_FIRST) && is(1, AUXILIARY) && negated
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

/// Words that stand for what was named before, as what something is done to.
const OBJECTS: &[&str] = &[
    "it", "them", "this", "ihn", "sie", "es", "das", "ihnen", "danach", "daran", "davon", "darauf",
    "dafuer", "damit", "dort",
];

/// What nobody may or can do is ruled out, and not left undone.
const ABLE: &[&str] = &[
    "can", "could", "else", "kann", "konnte", "sonst", "anders", "ausser", "except",
];

/// Auxiliaries behind a participle that begins a German sentence.
const AUXILIARY: &[&str] = &[
    "wird", "werden", "wurde", "wurden", "ist", "sind", "war", "hat", "haben", "hatte",
];

/// What is done with things that have to be, as German begins a sentence with it.
const DONE_FIRST: &[&str] = &[
    "aufgeschrieben",
    "niedergeschrieben",
    "geschrieben",
    "festgehalten",
    "festgelegt",
    "dokumentiert",
    "gemessen",
    "geprueft",
    "ueberprueft",
    "nachgeprueft",
    "nachgehalten",
    "nachgesehen",
    "nachgetragen",
    "kontrolliert",
    "umgesetzt",
    "getestet",
    "geuebt",
    "bewertet",
    "ausgewertet",
    "verglichen",
    "erfasst",
    "gesteuert",
    "ueberwacht",
    "besprochen",
    "angefangen",
    "begonnen",
    "unterschrieben",
    "freigegeben",
    "genehmigt",
    "ermittelt",
    "gefragt",
    "befragt",
    "geschult",
    "gepflegt",
    "gefuehrt",
    "gelebt",
    "benannt",
    "angeschaut",
    "angesehen",
    "gelesen",
    "protokolliert",
    "notiert",
    "durchgefuehrt",
    "gemacht",
    "getan",
    "erledigt",
    "passiert",
    "geschehen",
    "verteilt",
    "bekanntgegeben",
    "mitgeteilt",
    "veroeffentlicht",
    "aktualisiert",
    "untersucht",
    "analysiert",
];

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
            "Nobody ever wrote it down",
            "No one does that",
            "Niemand hat es aufgeschrieben",
            "Aufgeschrieben hat ihn bisher keiner",
            "Gemessen wird sie nicht",
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
            "Nobody objected to it",
            "No one else can open it",
            "Nobody left",
            "Nobody knew that Holm had called",
            "Keiner hat sie beanstandet",
            "Niemand hat es vermisst",
            "Beanstandet wurde nichts",
            "Gemessen wird sie monatlich",
            "Geändert werden darf es von keinem",
            "Es gab keine Probleme",
            "Keine Vertretung geregelt",
            "Sie werden nicht vor der Freigabe durchgeführt, bis alle zustimmen",
        ] {
            assert!(!takes_back(&words(text)), "{text}");
        }
    }
}
