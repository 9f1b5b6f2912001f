//! How far a document has got, where no label says so: `DRAFT` below the title or in it,
//! `Policy_v0.4_DRAFT.md`, "Superseded by version 2.0", "Dieses Dokument ist ungültig".
//!
//! The same words name subjects: draft beer, the approval of drafts, obsolete equipment.
//! So a word counts only where it stands by itself, with what people put behind it: a
//! version, a date, by what it was replaced, for whom it is.

mod sentence;

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::metadata::{Status, kind_in};
use super::words::words;

pub use sentence::in_sentence;

/// A standing that a text begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How far it has got.
    pub status: Status,
    /// How many words say so.
    pub words: usize,
}

/// The standing that a text begins with, when what follows fits it.
#[must_use]
pub fn begins(text: &str) -> Option<Standing> {
    // Hardly any line begins so, and every line of a document's beginning comes by here.
    let first = words(text.split_whitespace().next()?);
    if !FIRST_WORDS.contains(first.first()?.as_str()) {
        return None;
    }
    let tokens: Vec<&str> = text.split_whitespace().take(MOST_WORDS).collect();
    let folded: Vec<String> = tokens.iter().map(|token| words(token).join(" ")).collect();
    let (phrase, status) = PHRASES
        .iter()
        .filter(|(phrase, _)| begins_with(&folded, phrase))
        .max_by_key(|(phrase, _)| phrase.len())?;
    let length = phrase.split(' ').count();
    let last = tokens.get(length - 1)?;
    let behind = &tokens[length..];
    let alone = behind.is_empty() || last.ends_with(CLOSING) || !has_letters(behind[0]);
    let fits = if BY_ONLY.contains(phrase) {
        follows(&folded[length..], &["by", "durch"])
    } else {
        alone || fits(*status, last, &folded[length..])
    };
    fits.then_some(Standing {
        status: *status,
        words: length,
    })
}

/// The standing that a title states: in brackets, behind a dash, in capitals, or before
/// what is otherwise the name of a document ("Draft service management policy").
#[must_use]
pub fn in_title(title: &str) -> Option<Status> {
    if title.len() > LONGEST_TITLE {
        return None;
    }
    let bracketed = title
        .split(['(', '['])
        .skip(1)
        .filter_map(|part| part.split([')', ']']).next());
    let outer = title.split(['(', '[']).next().unwrap_or(title);
    let parts = ["–", "—", " - ", ":", ",", "|", "_"]
        .iter()
        .flat_map(|mark| outer.split(mark))
        .filter(|part| part.len() < outer.len());
    bracketed
        .chain(parts)
        .find_map(whole)
        .or_else(|| in_words(outer))
}

/// The standing that a file's name states, without its ending.
#[must_use]
pub fn in_name(stem: &str) -> Option<Status> {
    let blank = stem.contains(' ');
    let apart = stem.replace('_', " _ ");
    let mut parts = apart
        .split(['(', ')', '[', ']'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split(" _ "))
        .filter(|part| part.len() < apart.len());
    // `policy-draft`, `change-policy-v0.4-draft`: hyphens between all words.
    let hyphens = (!blank).then(|| stem.replace(['-', '_'], " "));
    parts
        .find_map(|part| whole(part).or_else(|| old(part)))
        .or_else(|| in_words(&hyphens.unwrap_or_else(|| stem.replace('_', " "))))
}

/// More words are a paragraph.
const MOST_WORDS: usize = 25;

/// Longer titles are sentences.
const LONGEST_TITLE: usize = 200;

/// Marks that end what a word says.
const CLOSING: [char; 10] = [',', ';', ':', '.', '!', ')', ']', '–', '*', '|'];

/// A part of a title or a name that says nothing else.
fn whole(part: &str) -> Option<Status> {
    let standing = begins(part)?;
    let rest: Vec<&str> = part.split_whitespace().skip(standing.words).collect();
    (rest.len() <= 8).then_some(standing.status)
}

/// `(old)`, `_alt`: only in the names of files.
fn old(part: &str) -> Option<Status> {
    matches!(
        words(part).join(" ").as_str(),
        "old" | "alt" | "old version" | "alte version"
    )
    .then_some(Status::Obsolete)
}

/// A standing at the end of a title, before a version, in capitals at its beginning, or
/// before the name of a document.
fn in_words(title: &str) -> Option<Status> {
    let tokens: Vec<&str> = title.split_whitespace().collect();
    let (first, rest) = tokens.split_first()?;
    if rest.is_empty() {
        return begins(title).map(|standing| standing.status);
    }
    let mixed = title.contains(char::is_lowercase);
    for (at, token) in tokens.iter().enumerate() {
        let status = strong(token);
        let Some(status) = status else { continue };
        let behind = &tokens[at + 1..];
        let is_last = behind.iter().all(|token| is_version(token));
        if is_capital(token) && mixed && (at == 0 || is_last) || at > 0 && is_last {
            return Some(status);
        }
    }
    let named = rest.join(" ");
    let subject = words(&named);
    let is_subject = subject
        .first()
        .is_some_and(|word| OF_DRAFTS.contains(&word.as_str()));
    (strong(first) == Some(Status::Draft) && !is_subject && kind_in(&named).is_some())
        .then_some(Status::Draft)
}

/// Words that are a standing wherever they end a title.
fn strong(token: &str) -> Option<Status> {
    match words(token).join(" ").as_str() {
        "draft" | "entwurf" => Some(Status::Draft),
        "superseded" | "obsolete" | "withdrawn" | "ungueltig" | "veraltet" | "zurueckgezogen" => {
            Some(Status::Obsolete)
        }
        _ => None,
    }
}

/// What is done with drafts: a title that goes on so names a subject.
const OF_DRAFTS: &[&str] = &[
    "approval",
    "review",
    "management",
    "control",
    "handling",
    "document",
    "documents",
    "policies",
    "version",
    "versions",
    "release",
    "process",
    "procedure",
    "and",
    "und",
    "von",
    "der",
    "of",
    "to",
    "for",
    "beer",
    "zur",
];

fn begins_with(folded: &[String], phrase: &str) -> bool {
    let mut words = phrase.split(' ').enumerate();
    words.all(|(at, word)| folded.get(at).is_some_and(|held| held == word))
}

/// Whether what follows is what people put behind a standing.
fn fits(status: Status, last: &str, behind: &[String]) -> bool {
    let word = |at: usize| behind.get(at).map_or("", String::as_str);
    let dated = |at: usize| super::dates::is_of_day(word(at));
    if matches!(word(0), "version" | "stand" | "rev" | "revision")
        || is_version(word(0))
        || dated(0)
    {
        return true;
    }
    if matches!(
        word(0),
        "of" | "vom"
            | "from"
            | "dated"
            | "as"
            | "am"
            | "on"
            | "since"
            | "seit"
            | "ab"
            | "per"
            | "zum"
            | "mit"
    ) && (dated(1) || dated(2) || dated(3))
    {
        return true;
    }
    match status {
        Status::Obsolete => follows(behind, &["by", "durch", "do", "nicht"]),
        _ => {
            follows(behind, &["for", "fuer", "zur", "zum", "nicht", "not"])
                || is_capital(last) && last.len() > 4 && word(0).is_empty()
        }
    }
}

fn follows(behind: &[String], joints: &[&str]) -> bool {
    behind
        .first()
        .is_some_and(|word| joints.contains(&word.as_str()))
        && behind.len() > 1
}

fn has_letters(token: &str) -> bool {
    token.contains(char::is_alphanumeric)
}

fn is_capital(token: &str) -> bool {
    token.contains(char::is_uppercase) && !token.contains(char::is_lowercase)
}

/// `v0.4`, `0.4`, `2`.
fn is_version(token: &str) -> bool {
    let digits = token
        .trim_matches(['(', ')'])
        .trim_start_matches(['v', 'V']);
    digits.starts_with(|c: char| c.is_ascii_digit()) && digits.len() <= 8
}

/// Phrases that say it only of what something was replaced by: "ersetzt Version 1.0" is
/// said of the document in force.
const BY_ONLY: &[&str] = &["replaced", "ersetzt", "abgeloest"];

const DRAFT: Status = Status::Draft;
const REVIEW: Status = Status::InReview;
const OBSOLETE: Status = Status::Obsolete;

/// The first words of [`PHRASES`].
static FIRST_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let phrases = PHRASES.iter();
    phrases
        .filter_map(|(phrase, _)| phrase.split(' ').next())
        .collect()
});

/// In compared form; the longest that a text begins with counts.
const PHRASES: &[(&str, Status)] = &[
    ("draft", DRAFT),
    ("final draft", DRAFT),
    ("working draft", DRAFT),
    ("first draft", DRAFT),
    ("initial draft", DRAFT),
    ("rough draft", DRAFT),
    ("entwurf", DRAFT),
    ("vorentwurf", DRAFT),
    ("entwurfsfassung", DRAFT),
    ("entwurfsversion", DRAFT),
    ("erster entwurf", DRAFT),
    ("arbeitsversion", DRAFT),
    ("arbeitsfassung", DRAFT),
    ("arbeitsstand", DRAFT),
    ("vorabversion", DRAFT),
    ("work in progress", DRAFT),
    ("in arbeit", DRAFT),
    ("in bearbeitung", DRAFT),
    ("unapproved", DRAFT),
    ("not approved", DRAFT),
    ("not yet approved", DRAFT),
    ("not yet released", DRAFT),
    ("not released", DRAFT),
    ("not yet in force", DRAFT),
    ("nicht freigegeben", DRAFT),
    ("noch nicht freigegeben", DRAFT),
    ("nicht genehmigt", DRAFT),
    ("noch nicht genehmigt", DRAFT),
    ("noch nicht in kraft", DRAFT),
    ("nicht freigegebener entwurf", DRAFT),
    ("approval pending", REVIEW),
    ("approval outstanding", REVIEW),
    ("freigabe ausstehend", REVIEW),
    ("freigabe noch ausstehend", REVIEW),
    ("freigabe steht aus", REVIEW),
    ("freigabe steht noch aus", REVIEW),
    ("in review", REVIEW),
    ("under review", REVIEW),
    ("for approval", REVIEW),
    ("awaiting approval", REVIEW),
    ("pending approval", REVIEW),
    ("in pruefung", REVIEW),
    ("in abstimmung", REVIEW),
    ("zur freigabe", REVIEW),
    ("zur abstimmung", REVIEW),
    ("zur pruefung", REVIEW),
    ("superseded", OBSOLETE),
    ("replaced", OBSOLETE),
    ("obsolete", OBSOLETE),
    ("withdrawn", OBSOLETE),
    ("deprecated", OBSOLETE),
    ("expired", OBSOLETE),
    ("archived", OBSOLETE),
    ("revoked", OBSOLETE),
    ("rescinded", OBSOLETE),
    ("no longer valid", OBSOLETE),
    ("no longer in force", OBSOLETE),
    ("no longer in use", OBSOLETE),
    ("not in force", OBSOLETE),
    ("not valid", OBSOLETE),
    ("out of date", OBSOLETE),
    ("ungueltig", OBSOLETE),
    ("nicht mehr gueltig", OBSOLETE),
    ("nicht gueltig", OBSOLETE),
    ("nicht mehr in kraft", OBSOLETE),
    ("ausser kraft", OBSOLETE),
    ("ausser kraft gesetzt", OBSOLETE),
    ("zurueckgezogen", OBSOLETE),
    ("abgeloest", OBSOLETE),
    ("ersetzt", OBSOLETE),
    ("aufgehoben", OBSOLETE),
    ("veraltet", OBSOLETE),
    ("abgelaufen", OBSOLETE),
    ("archiviert", OBSOLETE),
    ("obsolet", OBSOLETE),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_state_how_far_a_document_has_got() {
        for (line, wanted) in [
            ("DRAFT", Some(DRAFT)),
            ("*** DRAFT ***", None),
            ("Draft v0.4 - for comment by members", Some(DRAFT)),
            ("Draft for comment", Some(DRAFT)),
            ("Draft of 12 March 2026", Some(DRAFT)),
            ("Entwurf, Stand 12.03.2026", Some(DRAFT)),
            ("ENTWURF – nicht freigegeben", Some(DRAFT)),
            ("Noch nicht freigegeben", Some(DRAFT)),
            ("Superseded by version 2.0, February 2024.", Some(OBSOLETE)),
            ("Ungültig seit 15.01.2026", Some(OBSOLETE)),
            ("Ersetzt durch Version 3.0", Some(OBSOLETE)),
            ("Withdrawn on 5 March 2025", Some(OBSOLETE)),
            ("Außer Kraft seit 1. Mai 2025", Some(OBSOLETE)),
            ("Abgelaufen am 30.06.2025", Some(OBSOLETE)),
            ("Ersetzt Version 1.0", None),
            ("Draft beer is served", None),
            ("Draft changes are reviewed weekly", None),
            ("Obsolete equipment is disposed of", None),
            ("Archived on the file server", None),
            ("Superseded documents are archived", None),
            ("Expired certificates are renewed", None),
            ("Entwurf und Überführung von Services", None),
        ] {
            assert_eq!(begins(line).map(|found| found.status), wanted, "{line}");
        }
    }

    #[test]
    fn titles_and_names() {
        for (title, wanted) in [
            ("Change Policy (DRAFT)", Some(DRAFT)),
            ("Change Policy [Entwurf]", Some(DRAFT)),
            ("Change Policy – Draft", Some(DRAFT)),
            ("DRAFT: Change Policy", Some(DRAFT)),
            ("DRAFT Change Policy", Some(DRAFT)),
            ("Change Policy draft v0.4", Some(DRAFT)),
            ("Draft Service Management Policy", Some(DRAFT)),
            ("Change Policy (superseded by v2.0)", Some(OBSOLETE)),
            ("Richtlinie (ungültig)", Some(OBSOLETE)),
            ("Draft approval procedure", None),
            ("Draft beer", None),
            ("Review of drafts", None),
            ("Entwurf und Überführung von Services", None),
            ("Change Policy", None),
            ("Disposal of obsolete equipment", None),
        ] {
            assert_eq!(in_title(title), wanted, "{title}");
        }
        for (name, wanted) in [
            ("Change-Policy_v0.4_DRAFT", Some(DRAFT)),
            ("Change Policy DRAFT v0.4", Some(DRAFT)),
            ("change-policy-draft", Some(DRAFT)),
            ("Richtlinie_Entwurf", Some(DRAFT)),
            ("policy (old)", Some(OBSOLETE)),
            ("policy_alt", Some(OBSOLETE)),
            ("draft-approval-procedure", None),
            ("Service Management Policy v1.0", None),
            ("threshold", None),
            ("altdaten", None),
        ] {
            assert_eq!(in_name(name), wanted, "{name}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "(draft|Entwurf|superseded|by|this|is|ü|[()_.0-9 –-]){0,10}") {
            let _ = (begins(&text), in_title(&text), in_name(&text), in_sentence(&text));
        }
    }
}
