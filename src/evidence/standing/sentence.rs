//! How far a document has got by a sentence on itself: "This document is a draft", "Diese
//! Richtlinie wurde durch Version 3.0 ersetzt", "This plan has not been approved".

use super::{MOST_WORDS, begins};
use crate::evidence::metadata::{Status, kind_in};
use crate::evidence::words::words;

/// The standing that a sentence among the first lines states of the document itself.
#[must_use]
pub fn in_sentence(line: &str) -> Option<Status> {
    if !line.get(..4).is_some_and(|start| {
        start.eq_ignore_ascii_case("this") || start.eq_ignore_ascii_case("dies")
    }) {
        return None;
    }
    let folded = words(line);
    if folded.len() > MOST_WORDS
        || !matches!(
            folded.first().map(String::as_str),
            Some("this" | "dies" | "diese" | "dieser" | "dieses")
        )
    {
        return None;
    }
    if says_unapproved(&folded) {
        return Some(Status::Draft);
    }
    let verb = folded.iter().take(5).position(|word| {
        matches!(
            word.as_str(),
            "is" | "was" | "been" | "ist" | "wurde" | "gilt"
        )
    })?;
    let verb = if folded.get(verb + 1).is_some_and(|word| word == "been") {
        verb + 1
    } else {
        verb
    };
    let mut rest = &folded[verb + 1..];
    while let Some((first, further)) = rest.split_first()
        && FILLERS.contains(&first.as_str())
    {
        rest = further;
    }
    if let [first, next, ..] = rest
        && matches!(first.as_str(), "in" | "im")
        && matches!(next.as_str(), "draft" | "entwurf")
    {
        rest = &rest[1..];
    }
    let said = begins(&rest.join(" ")).map(|standing| standing.status);
    // "wurde durch Version 3 ersetzt"
    let replaced = || {
        let last = folded.last()?.as_str();
        let replaced = matches!(
            last,
            "ersetzt" | "abgeloest" | "zurueckgezogen" | "aufgehoben"
        );
        replaced.then_some(Status::Obsolete)
    };
    said.or_else(|| draft_that(rest)).or_else(replaced)
}

/// "A draft and not yet approved", "ein Entwurf, der …", "a draft policy": of this document it is
/// said, whatever follows.
fn draft_that(rest: &[String]) -> Option<Status> {
    let [first, next, ..] = rest else { return None };
    let goes_on = matches!(
        next.as_str(),
        "and"
            | "und"
            | "but"
            | "aber"
            | "which"
            | "that"
            | "der"
            | "only"
            | "nur"
            | "until"
            | "bis"
            | "by"
            | "von"
            | "in"
    );
    let is_draft = matches!(first.as_str(), "draft" | "entwurf");
    (is_draft && (goes_on || kind_in(next).is_some())).then_some(Status::Draft)
}

/// "This plan has not been approved", "Dieses Dokument muss noch freigegeben werden". A rule on
/// what was not approved begins otherwise.
fn says_unapproved(folded: &[String]) -> bool {
    const NOT: &[&[&str]] = &[
        &["has", "not", "been"],
        &["has", "not", "yet", "been"],
        &["has", "never", "been"],
        &["is", "yet", "to", "be"],
        &["is", "still", "to", "be"],
        &["still", "has", "to", "be"],
        &["has", "yet", "to", "be"],
        &["needs", "to", "be"],
        &["must", "still", "be"],
        &["is", "waiting", "to", "be"],
        &["muss", "noch"],
        &["ist", "noch", "nicht"],
        &["ist", "nicht"],
        &["wurde", "noch", "nicht"],
        &["wurde", "bisher", "nicht"],
        &["wurde", "nicht"],
    ];
    // "This document", "this service continuity plan": nothing between it and the verb but what
    // it is, and the word for its approval right behind.
    (1..5).any(|at| {
        let (Some(name), Some(behind)) = (folded.get(1..at), folded.get(at..)) else {
            return false;
        };
        if !names_document(name) {
            return false;
        }
        NOT.iter().any(|not| {
            let begins = behind.len() > not.len() && behind.iter().zip(*not).all(|(a, b)| a == b);
            begins && behind.get(not.len()).is_some_and(|word| is_approval(word))
        })
    })
}

fn names_document(name: &[String]) -> bool {
    const TEXTS: &[&str] = &[
        "document", "version", "issue", "edition", "paper", "dokument", "fassung", "ausgabe",
    ];
    let clause = |word: &String| matches!(word.as_str(), "what" | "that" | "which" | "was" | "die");
    name.last().is_none_or(|last| {
        TEXTS.contains(&last.as_str())
            || !name.iter().any(clause) && kind_in(&name.join(" ")).is_some()
    })
}

fn is_approval(word: &str) -> bool {
    matches!(
        word,
        "approved"
            | "released"
            | "adopted"
            | "authorised"
            | "authorized"
            | "signed"
            | "ratified"
            | "freigegeben"
            | "genehmigt"
            | "verabschiedet"
            | "unterzeichnet"
    )
}

/// Words between a verb and what it says.
const FILLERS: &[&str] = &[
    "a",
    "an",
    "the",
    "ein",
    "eine",
    "einen",
    "still",
    "only",
    "now",
    "currently",
    "derzeit",
    "aktuell",
    "nur",
    "jetzt",
    "als",
    "seit",
    "hereby",
    "hiermit",
    "been",
    "inzwischen",
    "mittlerweile",
];

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFT: Status = Status::Draft;
    const OBSOLETE: Status = Status::Obsolete;

    #[test]
    fn sentences_about_the_document_itself() {
        for (line, wanted) in [
            ("This document is a draft.", Some(DRAFT)),
            (
                "This policy has been superseded by version 2.0.",
                Some(OBSOLETE),
            ),
            ("Dieses Dokument ist nur ein Entwurf.", Some(DRAFT)),
            (
                "Diese Richtlinie wurde durch Version 3.0 ersetzt.",
                Some(OBSOLETE),
            ),
            ("Diese Fassung ist nicht mehr gültig.", Some(OBSOLETE)),
            ("This is a draft and has not been approved.", Some(DRAFT)),
            (
                "This document is still in draft and must not be used.",
                Some(DRAFT),
            ),
            ("This is a draft policy for discussion.", Some(DRAFT)),
            ("Dies ist ein Entwurf, der noch geprüft wird.", Some(DRAFT)),
            (
                "This service continuity plan has not yet been approved by the board.",
                Some(DRAFT),
            ),
            ("This version is still to be approved.", Some(DRAFT)),
            ("Dieses Dokument muss noch freigegeben werden.", Some(DRAFT)),
            ("Diese Fassung wurde bisher nicht genehmigt.", Some(DRAFT)),
            ("This policy covers obsolete equipment.", None),
            ("This is how drafts are approved.", None),
            ("This is a draft beer.", None),
            ("This policy is approved and needs to be read by all.", None),
            (
                "This policy says what has not been approved is not built.",
                None,
            ),
            ("This plan has been approved by the board.", None),
            ("This software has not been approved for use.", None),
            ("Dieses Dokument ist nicht öffentlich.", None),
            ("Diese Richtlinie ersetzt Version 1.0.", None),
            ("The service is obsolete.", None),
        ] {
            assert_eq!(in_sentence(line), wanted, "{line}");
        }
    }
}
