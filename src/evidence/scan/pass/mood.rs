//! Sentences that state nothing: questions, conditions, and what is taken back after a
//! comma.

use crate::evidence::cues::PUT_RIGHT;

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

/// Whether a sentence that begins so is a condition or a question in German.
pub(super) fn supposes(first: &str) -> bool {
    VERBS.iter().any(|verb| verb.eq_ignore_ascii_case(first))
}

/// Whether what comes after a comma turns the sentence around.
pub(super) fn turns(after: &str) -> bool {
    let next = after.trim_start();
    let goes_on = |put: &&str| {
        let rest = next.strip_prefix(put);
        rest.is_some_and(|rest| rest.starts_with(' '))
    };
    TURNS.iter().any(|turn| next.starts_with(turn)) && !PUT_RIGHT.iter().any(goes_on)
}

/// Whether what comes after a comma puts right only what was negated before it.
pub(super) fn puts_right(after: &str) -> bool {
    after.trim_start().starts_with("sondern ")
}

/// Whether a sentence tells its reader what not to do: "Do not wait", "Never close", "Zögern Sie
/// nicht". It says of nothing that it is not done.
pub(super) fn forbids(sentence: &str) -> bool {
    let mut words = sentence
        .split(|c: char| c.is_whitespace())
        .filter(|word| word.contains(char::is_alphabetic));
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let is = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(first));
    // "Never tested" tells of the past, "Do not have one" of us.
    let of_past = second.ends_with("ed") || PARTICIPLES.contains(&second);
    is(&["do"]) && second == "not" && words.next() != Some("have")
        || is(&["don't", "don’t"]) && second != "have"
        || is(&["never"]) && !of_past && second.contains(char::is_alphabetic)
        || second == "Sie" && first.ends_with('n')
}

/// Forms of the past that do not end in "ed".
const PARTICIPLES: &[&str] = &[
    "been", "done", "held", "written", "taken", "kept", "set", "made", "seen", "drawn", "had",
];

/// Whether a sentence asks first whether something is so.
pub(super) fn asks_whether(sentence: &str) -> bool {
    let first = sentence.split(|c: char| !c.is_alphabetic()).next();
    first.is_some_and(|first| {
        ["whether", "ob"]
            .iter()
            .any(|ask| ask.eq_ignore_ascii_case(first))
    })
}

/// Where the last word of a clause begins, with the one before it where that is an auxiliary of
/// its, and with what is joined to it: "geholfen hat", "gelebt und gepflegt werden".
pub(super) fn last_predicate(clause: &str) -> Option<usize> {
    const JOINING: &[&str] = &["and", "or", "und", "oder"];
    const AUXILIARY: &[&str] = &[
        "hat", "haben", "ist", "sind", "war", "waren", "wird", "werden", "wurde", "wurden", "has",
        "have", "is", "are", "was", "were",
    ];
    let begin = |before: &str| {
        let trimmed = before.trim_end();
        trimmed.rfind(' ').map_or(0, |at| at + 1)
    };
    let last = begin(clause);
    let word = clause.get(last..)?.trim();
    let mut at = if AUXILIARY.contains(&word) {
        begin(clause.get(..last)?)
    } else {
        last
    };
    loop {
        let joining = begin(clause.get(..at)?);
        if joining == 0 || !JOINING.contains(&clause.get(joining..at)?.trim()) {
            return Some(at);
        }
        at = begin(clause.get(..joining)?);
    }
}

/// Whether a sentence begins with a clause that says how or where something is done.
pub(super) fn asks_how(sentence: &str) -> bool {
    let first = sentence.split(|c: char| !c.is_alphabetic()).next();
    first.is_some_and(|first| {
        ["wie", "where", "wo", "which", "when"]
            .iter()
            .any(|ask| ask.eq_ignore_ascii_case(first))
    })
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
