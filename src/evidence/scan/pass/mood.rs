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

/// What a few words say of the label or heading before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// There is none, which may be as it should: "None."
    None,
    /// It was not done: "Not looked at."
    NotDone,
}

/// The answer that a text begins with, if it is one.
pub(super) fn answer(text: &str, words: u32) -> Option<Answer> {
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
        "kapitel folgt",
        "text folgt",
        "folgt noch",
        "inhalt folgt",
        "kommt noch",
        "wird nachgereicht",
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
        "ausgefallen",
        "vertagt",
        "postponed",
        "deferred",
        "skipped",
        "put off",
        "verschoben",
    ];
    const NONE: &[&str] = &[
        "none",
        "nothing",
        "n/a",
        "keine",
        "nichts",
        "entfällt",
        "nil",
    ];
    // Nearly no text begins so, which its first two bytes tell.
    let two = text
        .as_bytes()
        .first_chunk::<2>()?
        .map(|byte| byte.to_ascii_lowercase());
    let near = |start: &&str| start.as_bytes().starts_with(&two);
    if two.is_ascii() && !NOT_DONE.iter().chain(NONE).any(near) {
        return None;
    }
    let text: String = text.chars().take(24).flat_map(char::to_lowercase).collect();
    let begins = |list: &[&str]| list.iter().any(|start| text.starts_with(start));
    // "Not only", "to be on the safe side".
    if begins(&[
        "not only",
        "not just",
        "to be on",
        "to be sure",
        "not until",
        "not more",
        "not less",
        "nicht nur",
    ]) {
        return None;
    }
    if begins(NOT_DONE) {
        return Some(Answer::NotDone);
    }
    (words <= 2 && begins(NONE)).then_some(Answer::None)
}
