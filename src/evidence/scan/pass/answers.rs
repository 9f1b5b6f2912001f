//! Short sentences that speak of what stands before them: the label, the heading, the last
//! sentence. "Not looked at.", "None this month.", "Fehlt noch."
//!
//! They name nothing of their own, so no phrase finds them; their words are compared one by
//! one. Only a few words are, since most sentences are longer.

use super::starts::Starts;
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
    "we do without",
    "we get by without",
    "darauf verzichten wir",
    "es geht auch ohne",
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
    "there was none",
    "there were none",
    "gab es nicht",
    "gab es kein",
    "gab's kein",
    "wurde kein",
    "wurden kein",
    "lag nicht vor",
    "lagen nicht vor",
    "liegen nicht vor",
    "fand nicht statt",
    "fanden nicht statt",
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
pub(super) const HARM: &[&str] = &[
    "unhappy",
    "dissatisfied",
    "displeased",
    "complained",
    "missed",
    "opposed",
    "contradicted",
    "questioned",
    "disputed",
    "doubted",
    "rejected",
    "criticised",
    "challenged",
    "refused",
    "beanstandet",
    "bemaengelt",
    "kritisiert",
    "abgelehnt",
    "bezweifelt",
    "bestritten",
    "vermisst",
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

/// Whether a word names a fault, or one of some stems beside: of that "none" is good news.
pub(super) fn names_fault(word: &str, beside: &[&str]) -> bool {
    const STEMS: &[&str] = &[
        "error",
        "issue",
        "exception",
        "objection",
        "finding",
        "defect",
        "missed",
        "fehler",
        "fehlgeschlagen",
        "ausnahme",
        "einwand",
        "einwaende",
        "feststellung",
        "mangel",
        "maengel",
    ];
    let mut stems = STEMS.iter().chain(beside);
    stems.any(|stem| word.starts_with(stem))
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
