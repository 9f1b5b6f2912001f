//! Sentences that state nothing: questions, conditions, and what is taken back after a
//! comma.

/// Words after a comma that turn a sentence around: what was said before stands.
const TURNS: &[&str] = &[
    "but ",
    "whereas ",
    "aber ",
    "jedoch ",
    "sondern ",
    "allerdings ",
];

/// A German sentence that begins with one of these is a condition ("Ist noch kein Plan
/// da, …") or a question.
const VERBS: &[&str] = &["ist", "sind", "wird", "werden", "wurde", "wurden", "liegt"];

/// Words that begin a question to be answered with yes or no.
const ASKING: &[&str] = &[
    "do",
    "does",
    "did",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "can",
    "could",
    "should",
    "would",
    "will",
    "gibt",
    "ist",
    "sind",
    "haben",
    "hat",
    "wird",
    "werden",
    "kann",
    "können",
    "existiert",
    "liegt",
    "war",
    "waren",
];

/// Whether a sentence that begins so is a condition or a question in German.
pub(super) fn supposes(first: &str) -> bool {
    VERBS.iter().any(|verb| verb.eq_ignore_ascii_case(first))
}

/// Whether a sentence, given its text, begins like a question to be answered with yes or
/// no. One that begins otherwise may state something first: "we ask: did it help?".
pub(super) fn asks(sentence: &str) -> bool {
    let first = sentence
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    ASKING.iter().any(|verb| verb.eq_ignore_ascii_case(first))
}

/// Whether what comes after a comma turns the sentence around.
pub(super) fn turns(after: &str) -> bool {
    let next = after.trim_start();
    TURNS.iter().any(|turn| next.starts_with(turn))
}
