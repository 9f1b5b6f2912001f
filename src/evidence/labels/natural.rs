//! Particulars in the first and the last lines of a document where no label and no known word
//! begins the line: `Nordwerk Technik GmbH · Version 2.1 · freigegeben am 12.01.2026, Dr. H. Kern`.
//!
//! What stands before the first particular must be a name: of the organisation, of the document, of
//! people. Where it is, one particular alone is not enough, since documents name other documents in
//! the same way ("Change Policy, Version 2.0"); and an approval by itself is that of whatever is
//! named before it ("Laptops, approved by …"), unless that is who issues the document.

use super::is_label_line;
use crate::evidence::fields::stamp::{self, Part};
use crate::evidence::metadata::{kind_in, names_role};
use crate::evidence::opening::is_organisation;
use crate::evidence::words::words;

/// Longer stamps are prose.
const LONGEST: usize = 240;

/// So many bytes of names stand before a stamp at most.
const FURTHEST: usize = 120;

/// So many words in small letters a name holds at most: "Labor für Umwelt und Boden".
const FEW_SMALL: usize = 3;

/// The stamp in a line that begins with names.
pub(super) fn stamp_behind_names(line: &str) -> Option<&str> {
    let line = line.trim_matches(['*', '_', ' ']);
    let starts = line.match_indices(' ').map(|(at, _)| at + 1);
    let mut starts = starts.take_while(|at| *at <= FURTHEST && may_be_name(&line[..*at]));
    starts.find_map(|at| {
        let (head, tail) = line.split_at(at);
        if !tail.starts_with(char::is_alphanumeric) {
            return None;
        }
        let last = head.split_whitespace().next_back().unwrap_or("");
        let is_title = last == "Prof." || stamp::is_initial(last);
        let is_apart = !is_title
            && head
                .trim_end()
                .ends_with([',', '.', ';', ':', '·', '•', '|', '–', ')']);
        let tail = upto(tail);
        // No version is without a digit, and most lines are.
        let may_be_version = tail.bytes().any(|byte| byte.is_ascii_digit());
        if !(is_apart || may_be_version) || !is_name(head) {
            return None;
        }
        let parts = stamp::parts(tail);
        let is_version = matches!(parts.first(), Some(Part::Version(_)));
        ((is_apart || is_version) && counts(head, &parts)).then_some(tail)
    })
}

/// Whether a line is cut where the page ends, and goes on in the next.
pub(super) fn goes_on(line: &str, next: &str) -> bool {
    line.len() >= FULL
        && !line.ends_with(['.', ':', ';', '!', '?'])
        && next.starts_with(char::is_alphanumeric)
        && !is_label_line(next)
        || ends_with_initial(line) && line.len() >= FULL && next.starts_with(char::is_uppercase)
}

/// Lines of a page are so long, in bytes.
const FULL: usize = 60;

fn ends_with_initial(line: &str) -> bool {
    stamp::is_initial(line.rsplit(' ').next().unwrap_or(""))
}

/// Whether particulars behind names are those of the document.
fn counts(head: &str, parts: &[Part]) -> bool {
    let version = parts.iter().any(|part| matches!(part, Part::Version(_)));
    let approval = parts.iter().any(|part| matches!(part, Part::Approval(_)));
    match parts {
        // A name is what the head is made of.
        [] | [Part::Owner(_), ..] => false,
        [Part::Version(_)] => is_number(head),
        _ if version => true,
        _ => approval && is_issuer(head),
    }
}

/// A number of documents before a version: `AB-CD-EF v3.0`, `Document AB-12, version 1.4`.
fn is_number(head: &str) -> bool {
    const DOCUMENT: &[&str] = &["Document", "Dokument", "No.", "Nr.", "Number", "Nummer"];
    let head = head.trim_matches([',', '.', ':', '·', '|', ' ']);
    let mut words: Vec<&str> = head.split_whitespace().collect();
    words.retain(|word| !DOCUMENT.contains(&word.trim_end_matches(':')));
    let is_code = |word: &str| {
        word.contains(['-', '/', '_'])
            && !word.chars().any(char::is_lowercase)
            && word.chars().filter(|c| c.is_alphabetic()).count() >= 2
    };
    matches!(words[..], [code] if is_code(code))
}

/// One name of an organisation or a role before an approval.
fn is_issuer(head: &str) -> bool {
    let head = head.trim_matches([',', '.', ':', '·', '|', ' ']);
    let is_one = !head.contains([',', ';', '·', '|']) && !head.contains(". ");
    // "Information security policy, approved by …" is said of that policy.
    is_one && (is_organisation(head) || names_role(head) && kind_in(head).is_none())
}

/// Whether hardly a word is in small letters: where there are more, so there are in all that
/// begins with the text.
fn may_be_name(head: &str) -> bool {
    let mut depth = 0_u32;
    let mut small = 0;
    for word in head.split_whitespace() {
        depth += u32::from(word.starts_with('('));
        // What stands in brackets says more of the name before it.
        small += usize::from(depth == 0 && word.starts_with(char::is_lowercase));
        depth = depth.saturating_sub(u32::from(
            word.trim_end_matches([',', '.', ';', ':']).ends_with(')'),
        ));
    }
    small <= FEW_SMALL
}

/// Whether a text that may be a name or several holds no verb.
fn is_name(head: &str) -> bool {
    const VERBS: &[&str] = &[
        "is", "are", "was", "were", "has", "have", "be", "must", "shall", "should", "will", "may",
        "can", "ist", "sind", "war", "waren", "wird", "werden", "wurde", "wurden", "hat", "haben",
        "muss", "muessen", "soll", "sollen", "darf", "duerfen", "kann", "gilt", "gelten", "not",
        "no", "nicht", "kein", "keine", "before", "vor", "when", "wenn", "if",
    ];
    let begins = head
        .trim_start_matches(['(', '"'])
        .starts_with(|c: char| c.is_uppercase());
    begins
        && !words(head)
            .iter()
            .any(|word| VERBS.contains(&word.as_str()))
}

/// Up to the end of the last sentence that is not too far away.
fn upto(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let near = &text[..crate::source::floor(text, LONGEST)];
    near.rfind(". ").map_or(near, |at| &near[..=at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_stands_behind_names() {
        for (line, wanted) in [
            (
                "Nordwerk Technik GmbH (kurz NWT) · Version 2.1 · freigegeben am 12.01.2026, Dr. H. Kern",
                Some("Version 2.1 ·"),
            ),
            (
                "Hafenamt Ost, Version 4.0 vom 03.11.2025, in Kraft gesetzt durch R. Tamm",
                Some("Version 4.0 vom"),
            ),
            (
                "Document HB-GOV-002, version 1.4, 18 August 2026. Owner: Tess Moor, Head of Yard.",
                Some("version 1.4,"),
            ),
            ("HB-AGR-LEA v3.0. For the year 2026.", Some("v3.0.")),
            (
                "Port Authority Ltd, approved by the board on 2 March 2026.",
                Some("approved by"),
            ),
            // Of something else.
            ("Change Policy, Version 2.0", None),
            ("Laptops, approved by the owner on 2 March 2026.", None),
            (
                "Information security policy, approved by Dr. Rao on 2 March 2026.",
                None,
            ),
            (
                "The printer is set up for users, Version 2.0, approved by T. Osei 3 May 2026",
                None,
            ),
            (
                "K. Nowak, T. Osei, M. Varga. Approved on 3 March 2026",
                None,
            ),
            ("Access is approved by the owner on 2 March 2026.", None),
        ] {
            let found = stamp_behind_names(line);
            match wanted {
                Some(begin) => assert!(
                    found.is_some_and(|stamp| stamp.starts_with(begin)),
                    "{line}: {found:?}"
                ),
                None => assert_eq!(found, None, "{line}"),
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn no_line_panics(line in "[A-Zäa-z0-9.,;·| ()-]{0,300}") {
            let _ = stamp_behind_names(&line);
        }
    }
}
