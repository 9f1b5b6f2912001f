//! Sentences that take back what stands before them: "None has been carried out yet.", "Das fehlt
//! noch."
//!
//! They begin with a word that refers to it, or leave it out, and say that it was not done or is
//! not there; or nobody did it ("Nobody wrote it down", "Gemessen wird sie nicht"). What makes a
//! condition, a rule or good news of that takes nothing back.

use super::answers::HARM;
use crate::evidence::scan::subject::names_what_must_be;

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
pub(super) const DONE_FIRST: &[&str] = &[
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
pub(super) const NOT: &[&str] = &[
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
pub(super) const LAPSED: &[&str] = &[
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
    "unterblieben",
    "unterblieb",
];

/// More words that deny.
const NEGATING: &[&str] = &["neither", "nothing", "keine", "keines", "nichts", "aus"];

/// More words for being done and being there.
pub(super) const OF_BEING_DONE: &[&str] = &[
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
pub(super) const TURNING: &[&str] = &[
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
