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
const VERBS: &[&str] = &[
    "ist", "sind", "wird", "werden", "wurde", "wurden", "liegt", "fehlt", "fehlen",
];

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

/// Words that begin a clause that asks; what is said of it comes after a comma.
const ASKED: &[&str] = &[
    "whether", "what", "how", "who", "ob", "was", "wer", "wann", "welche", "welcher", "welches",
    "warum", "wieviel", "wieviele", "wohin",
];

/// German "ab" and "wie" ask when one of these follows, and state otherwise.
const AFTER_WIE: &[&str] = &[
    "wann", "viel", "viele", "oft", "lange", "schnell", "gut", "hoch", "weit", "es",
];

/// Whether a sentence, given its text, begins with a clause that asks: "Whether it helped, …",
/// "Ob es geholfen hat, …".
pub(super) fn asks_about(sentence: &str) -> bool {
    let mut words = sentence
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    let is =
        |word: Option<&str>, known: &str| word.is_some_and(|word| word.eq_ignore_ascii_case(known));
    let first = words.next();
    if is(first, "ab") || is(first, "wie") {
        let second = words.next();
        return AFTER_WIE.iter().any(|known| is(second, known));
    }
    ASKED.iter().any(|known| is(first, known))
}
