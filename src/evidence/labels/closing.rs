//! Particulars where a text closes, and where two parties sign: in the last sentence of a
//! paragraph, behind the names of the parties, beside a label that says for whom.

use crate::evidence::fields::stamp;
use crate::evidence::words::words;

/// The stamp that a text closes with: `… each quarter. Owner L. Barr, approved M. Pryce 2026-04-01,
/// version 1.`, or that stands behind the parties, `between A and B, signed 1 June 2025 by …`.
pub fn closing_stamp(line: &str) -> Option<&str> {
    const PARTIES: &[&str] = &["between ", "zwischen "];
    let line = line.trim_matches(['*', '_', ' ']);
    let tells = |stamp: &&str| {
        let parts = stamp::parts(stamp);
        let approved = parts
            .iter()
            .any(|part| matches!(part, stamp::Part::Approval(_)));
        let others =
            |part: &stamp::Part| matches!(part, stamp::Part::Version(_) | stamp::Part::Owner(_));
        approved && parts.iter().any(others)
    };
    let begins = |word: &str| {
        let head = line.get(..word.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    if PARTIES.iter().any(|word| begins(word)) {
        return stamp::further(line).and_then(|at| line.get(at..));
    }
    let mut ends = line.match_indices(". ").map(|(at, _)| &line[at + 2..]);
    ends.find(tells)
}

/// Whether a label says for which party somebody signed: `Signed for Nord Ltd`, `Für Nord GmbH
/// unterzeichnet`.
pub(super) fn signs_for_party(label: &str) -> bool {
    const SIGNED: &[&str] = &[
        "signed",
        "unterzeichnet",
        "unterschrieben",
        "gezeichnet",
        "gez",
    ];
    let words = words(label);
    let is_signed =
        |word: Option<&String>| word.is_some_and(|word| SIGNED.contains(&word.as_str()));
    let is_for = |word: Option<&String>| {
        word.is_some_and(|word| matches!(word.as_str(), "for" | "fuer" | "by" | "von"))
    };
    (3..=8).contains(&words.len())
        && (is_signed(words.first()) && words[1..3].iter().any(|word| is_for(Some(word)))
            || is_for(words.first()) && is_signed(words.last()))
}
