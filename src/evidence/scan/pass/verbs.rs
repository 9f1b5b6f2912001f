//! Verbs with which a clause says what it says of its subject. Most of them begin a question too
//! ("Did it help?"), and some words begin nothing but questions.

/// Verbs of a clause that begin a question to be answered with yes or no as well.
#[rustfmt::skip]
const BOTH: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "does", "do", "did", "ist", "sind", "war", "waren", "wird",
    "werden", "hat", "haben", "liegt", "gibt", "existiert",
];

/// Verbs of a clause with which hardly anybody begins a question.
#[rustfmt::skip]
const IN_CLAUSES: &[&str] = &[
    "wurde", "wurden", "hatte", "hatten", "liegen", "lag", "lagen", "fehlt", "fehlen", "findet", "finden", "fand",
    "fanden", "gab", "entfiel", "entfielen", "existieren", "exists", "exist",
];

/// Words that begin such a question, and in a clause need another verb.
#[rustfmt::skip]
const IN_QUESTIONS: &[&str] = &["can", "could", "should", "would", "will", "kann", "können"];

/// Whether a word is the verb of a clause.
pub(super) fn is_finite(word: &str) -> bool {
    is_among(word, BOTH) || is_among(word, IN_CLAUSES)
}

/// Whether a question that begins with a word is answered with yes or no.
pub(super) fn begins_question(word: &str) -> bool {
    is_among(word, BOTH) || is_among(word, IN_QUESTIONS)
}

/// Whether a word is in a list, letters small or large.
pub(super) fn is_among(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}
