//! Does a cell say no? A column "tested" is filled in every row where half of them hold
//! "no", "failed" or "nicht erfolgt", and what was not done is not shown by saying so.
//!
//! Only whole answers count, and beginnings that deny what the column asks. "No issues
//! found" says that somebody looked, "No. 4711" is a number.

use super::words::words;

/// Whether a cell holds a mark that people tick off with: `x`, `✓`.
#[must_use]
pub fn is_tick(cell: &str) -> bool {
    let mark = cell.trim().trim_matches(['[', ']', '(', ')']);
    matches!(
        mark,
        "x" | "X" | "✓" | "✔" | "✔\u{fe0f}" | "☑" | "☑\u{fe0f}" | "☒" | "✅" | "●"
    )
}

/// Whether a cell says that what was asked for was refused or withdrawn: "refused 7 October".
#[must_use]
pub fn says_refused(cell: &str) -> bool {
    cell.len() <= LONGEST
        && words(cell)
            .first()
            .is_some_and(|word| REFUSED.contains(&word.as_str()))
}

const REFUSED: &[&str] = &[
    "refused",
    "rejected",
    "declined",
    "denied",
    "withdrawn",
    "abgelehnt",
    "abgewiesen",
    "verworfen",
    "zurueckgezogen",
    "zurueckgewiesen",
];

/// Whether a cell says that a thing was done and did not succeed, which is an answer where it is
/// asked what came of it: "Failed", "rolled back", "nicht erfolgreich".
#[must_use]
pub fn says_failed(cell: &str) -> bool {
    let cell = words(cell);
    let begins = |said: &[&str]| {
        cell.len() >= said.len() && std::iter::zip(said, &cell).all(|(said, word)| word == said)
    };
    FAILED.iter().any(|said| begins(said))
}

/// Beginnings of cells, in compared form.
const FAILED: &[&[&str]] = &[
    &["failed"],
    &["failure"],
    &["fail"],
    &["unsuccessful"],
    &["not", "successful"],
    &["not", "effective"],
    &["partly", "failed"],
    &["partially", "failed"],
    &["backed", "out"],
    &["rolled", "back"],
    &["reverted"],
    &["negative"],
    &["fehlgeschlagen"],
    &["fehlschlag"],
    &["gescheitert"],
    &["misslungen"],
    &["erfolglos"],
    &["nicht", "erfolgreich"],
    &["nicht", "wirksam"],
    &["teilweise", "fehlgeschlagen"],
    &["zurueckgerollt"],
    &["zurueckgenommen"],
    &["negativ"],
];

/// Whether a cell says that a thing was not done, failed, or is still to come.
#[must_use]
pub fn says_no(cell: &str) -> bool {
    if cell.len() > LONGEST {
        return false;
    }
    let words = words(cell);
    let mut words = words
        .iter()
        .map(String::as_str)
        .filter(|word| !ADVERBS.contains(word));
    let Some(first) = words.next() else {
        return false;
    };
    let next = words.next();
    if WHOLE.contains(&first) && next.is_none() {
        return true;
    }
    let said_alone = next.is_none() || cell.contains([',', ';', ':', '(', '-', '–', '.']);
    match first {
        "no" | "kein" | "keine" | "keinen" | "keiner" => next.is_none_or(|next| {
            !NOTHING_WRONG.iter().any(|word| next.starts_with(word))
                && !next.starts_with(|c: char| c.is_ascii_digit())
        }),
        "ohne" | "without" => {
            next.is_none_or(|next| !NOTHING_WRONG.iter().any(|word| next.starts_with(word)))
        }
        "failed" | "fehlgeschlagen" | "nein" | "rejected" | "abgelehnt" | "pending"
        | "ausstehend" | "open" | "offen" => said_alone || cell.len() <= SHORT,
        _ => STARTS.contains(&first),
    }
}

/// Longer cells are somebody's account of it.
const LONGEST: usize = 80;

/// What follows a word such as "failed" in so few bytes does not turn its meaning.
const SHORT: usize = 30;

/// Words before the answer that change nothing.
const ADVERBS: &[&str] = &[
    "still",
    "noch",
    "yet",
    "leider",
    "currently",
    "derzeit",
    "bisher",
];

/// Answers of one word, in compared form.
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "n", "false", "falsch", "f", "0", "none", "nobody", "niemand", "never", "nie", "fail", "failure", "nok",
    "missing", "fehlt", "outstanding", "overdue", "ueberfaellig", "planned", "geplant", "declined", "denied",
    "refused", "unsuccessful", "erfolglos", "negativ", "negative", "incomplete", "unvollstaendig", "untested",
    "ungetestet", "unapproved", "ungeprueft", "unreviewed", "skipped", "uebersprungen", "entfaellt", "entfallen",
    "cancelled", "abgebrochen", "todo", "off", "disabled",
];

/// Beginnings that deny whatever follows them.
const STARTS: &[&str] = &[
    "not", "nicht", "never", "nie", "awaiting", "waiting", "missing", "fehlt",
];

/// What is absent where all is well: beginnings of words, in compared form.
#[rustfmt::skip]
const NOTHING_WRONG: &[&str] = &[
    "issue", "finding", "error", "fault", "defect", "problem", "objection", "deviation", "concern", "remark",
    "comment", "incident", "impact", "failure", "complaint", "disruption", "downtime", "fehler", "abweichung",
    "befund", "beanstandung", "einwand", "einwaend", "problem", "auffaelligkeit", "mangel", "maengel", "stoerung",
    "bedenken", "ausfall", "further", "weitere", "anmerkung",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_no_is_told_from_what_happened() {
        for no in [
            "no",
            "No",
            "NO",
            "nein",
            "Nein, noch nicht",
            "false",
            "FALSE",
            "failed",
            "Failed",
            "fehlgeschlagen",
            "not tested",
            "not approved",
            "not possible",
            "nicht getestet",
            "noch nicht erfolgt",
            "kein Test",
            "keine Freigabe",
            "no rollback",
            "nobody",
            "pending",
            "pending CAB",
            "rejected",
            "abgelehnt",
            "offen",
            "0",
            "n",
            "still open",
            "awaiting approval",
            "not yet",
            "failed (2 of 5)",
            "planned",
            "nicht bestanden",
        ] {
            assert!(says_no(no), "{no}");
        }
        for yes in [
            "yes",
            "ja",
            "2026-05-03",
            "CAB",
            "No issues found",
            "no errors",
            "keine Abweichungen",
            "ohne Befund",
            "No. 4711",
            "ok",
            "passed",
            "M. Noack",
            "Nina Nottrodt",
            "Opened by CAB",
            "true",
            "1",
            "bestanden",
            "restore from snapshot",
            "Nov 2026",
            "",
            "Note in ticket",
            "CAB 2026-05-03, not unanimous",
        ] {
            assert!(!says_no(yes), "{yes}");
        }
        assert!(is_tick("x") && is_tick("[x]") && is_tick("✓") && !is_tick("☐") && !is_tick("xx"));
    }

    #[test]
    fn a_failure_is_an_answer_to_what_came_of_it() {
        for failed in [
            "Failed",
            "failed, put back the same night",
            "Backed out",
            "rolled back",
            "fehlgeschlagen",
            "nicht erfolgreich",
            "zurückgerollt",
        ] {
            assert!(says_failed(failed), "{failed}");
        }
        for other in ["", "no", "not reviewed", "nicht geprüft", "pending", "fine"] {
            assert!(!says_failed(other), "{other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_cell_panics(cell in ".{0,90}") {
            let _ = (says_no(&cell), is_tick(&cell));
        }
    }
}
