//! What stands where a value should be: `TBD`, `[TODO]`, `{{ owner }}`, `n/a`, `folgt`.
//!
//! Templates leave these behind, and a value that nobody filled in is a missing value.
//! Real names must never be taken for one: only the whole text counts, not a part of it.

use super::words::{begins_with, joined};

/// Whether a text stands in for a value that nobody has filled in. Nothing at all counts.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    if text.len() > 1_000 {
        return false;
    }
    let text = unwrapped(text);
    // Dates and numbers, the most frequent values.
    if text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'))
    {
        return false;
    }
    if text.is_empty() || has_template_mark(text) || is_bracketed(text) || is_filler(text) {
        return true;
    }
    if text.len() > LONGEST {
        return false;
    }
    let words = joined(text);
    WHOLE.binary_search(&words.as_str()).is_ok() || begins_as_one(&words)
}

/// Whether a text in compared form begins in one of the ways of [`STARTS`]. None of them
/// begins another, so it can only be the last that comes before the text.
fn begins_as_one(words: &str) -> bool {
    let before = STARTS.partition_point(|start| *start <= words);
    let start = before.checked_sub(1).map(|at| STARTS[at]);
    start.is_some_and(|start| begins_with(words, start))
}

/// Longer texts are somebody's sentence.
const LONGEST: usize = 80;

/// Whole texts in compared form, sorted.
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "ausstehend", "awaiting approval", "bitte ausfuellen", "bitte eintragen", "bitte ergaenzen",
    "datum eintragen", "empty", "enter date", "enter name", "erika mustermann", "fehlt", "fehlt noch",
    "fill in", "folgt", "folgt noch", "insert date", "insert name", "k a", "kein", "keine", "keine angabe",
    "keiner", "leer", "lorem ipsum", "max mustermann", "missing", "n a", "n n", "n v", "na",
    "nachname vorname", "name", "name eintragen", "name here", "name vorname", "niemand", "nil", "nn",
    "no one", "no owner", "nobody", "noch offen", "noch zu bestimmen", "noch zu klaeren", "none", "none yet", "not applicable",
    "not assigned", "not available", "not defined", "not known", "not set", "null", "offen", "open",
    "pending", "pending approval", "placeholder", "platzhalter", "t b a", "t b c", "t b d", "unassigned",
    "unbekannt", "undefined", "unknown", "vorname nachname", "vorname name", "wird ergaenzt",
    "wird nachgereicht", "wird noch benannt", "wird noch bestimmt", "wird noch ergaenzt",
    "wird noch festgelegt", "your name", "your name here", "zu bestimmen", "zu definieren", "zu klaeren",
];

/// Beginnings in compared form, sorted: whatever follows them is a remark.
#[rustfmt::skip]
const STARTS: &[&str] = &[
    "fixme", "no one so far", "no one yet", "nobody so far", "nobody yet", "noch festzulegen", "noch nicht", "not yet", "still to be", "tba", "tbc", "tbd", "tbn",
    "to be added", "to be agreed", "to be announced", "to be appointed", "to be assigned", "to be completed",
    "to be confirmed", "to be decided", "to be defined", "to be determined", "to be filled", "to be named",
    "to be nominated", "to be set", "to do", "todo",
];

/// Words that only a template puts between brackets, in compared form.
const BRACKETED: &[&str] = &[
    "date", "datum", "insert", "name", "tbd", "todo", "yyyy", "jjjj",
];

/// Without the emphasis and quotes around it.
fn unwrapped(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '`' | '"' | '\'' | '“' | '”' | '„' | '\u{feff}')
    })
}

/// The syntax of a template language, left unfilled.
fn has_template_mark(text: &str) -> bool {
    if !text.contains(['{', '<', '%', '«']) {
        return false;
    }
    let within = |open: &str, close: &str| {
        text.find(open)
            .is_some_and(|at| text[at + open.len()..].contains(close))
    };
    within("{{", "}}")
        || within("{%", "%}")
        || within("${", "}")
        || within("<<", ">>")
        || within("«", "»")
        || (text.len() > 2
            && text.starts_with('%')
            && text.ends_with('%')
            && !text.contains(char::is_whitespace))
}

/// `[name]`, `<name>`, `{name}`: a whole text between brackets that is no address,
/// no number and no person.
#[must_use]
pub fn is_bracketed(text: &str) -> bool {
    let inner = [('[', ']'), ('<', '>'), ('{', '}'), ('(', ')')]
        .iter()
        .find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    let Some(inner) = inner.map(str::trim) else {
        return false;
    };
    if inner.contains(['[', '<', '{']) || inner.contains('@') || inner.contains("://") {
        return false;
    }
    if inner.is_empty() || is_filler(inner) {
        return true;
    }
    let words = joined(inner);
    if words.split(' ').any(|word| BRACKETED.contains(&word))
        || inner.ends_with(['…', ':'])
        || inner.ends_with("...")
    {
        return true;
    }
    // A number is a value, and so is a name with an initial.
    !inner.contains(|c: char| c.is_ascii_digit()) && !inner.contains(". ")
}

/// Only filling characters: `-`, `???`, `___`, `xxx`, `x.x`, `…`.
fn is_filler(text: &str) -> bool {
    text.chars()
        .all(|c| c == 'x' || c == 'X' || !(c.is_alphanumeric() || c == '§'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(WHOLE.is_sorted());
        assert!(STARTS.is_sorted());
        for pair in STARTS.windows(2) {
            assert!(!pair[1].starts_with(pair[0]), "{pair:?}");
        }
    }

    #[test]
    fn what_nobody_filled_in_is_recognised() {
        for text in [
            "",
            "  ",
            "TBD",
            "tbd.",
            "**TBD**",
            "TODO",
            "[TODO]",
            "[TODO: Date]",
            "TODO: ask Rosa",
            "{{ owner }}",
            "{{ meta-handbook.owner }} (CIO)",
            "{% owner %}",
            "${OWNER}",
            "%OWNER%",
            "<name>",
            "<<Name des Eigners>>",
            "«Name»",
            "n/a",
            "N/A",
            "n.a.",
            "NA",
            "k. A.",
            "null",
            "Null",
            "none",
            "None",
            "???",
            "?",
            "xxx",
            "XX",
            "x.x",
            "___",
            "__.__.____",
            "tba",
            "T.B.D.",
            "to be defined",
            "To be determined by the board",
            "-",
            "–",
            "—",
            "…",
            "...",
            "[name]",
            "[Policy Owner]",
            "[Eigentümer]",
            "N.N.",
            "N. N.",
            "nn",
            "offen",
            "noch offen",
            "folgt",
            "Folgt noch",
            "wird ergänzt",
            "wird nachgereicht",
            "noch zu klären",
            "not yet approved",
            "noch nicht freigegeben",
            "unknown",
            "unbekannt",
            "[]",
            "<>",
            "\"\"",
            "Max Mustermann",
            "[YYYY-MM-DD]",
            "[insert name, 2026]",
            "keine Angabe",
            "\u{a0}",
            "(offen)",
        ] {
            assert!(is_placeholder(text), "{text:?}");
        }
    }

    #[test]
    fn real_values_are_not() {
        for text in [
            "R. Ibarra",
            "role:sms-manager",
            "Nora Nolan",
            "N. Nolan",
            "Xu",
            "X. Xu",
            "Tom Todorov",
            "1.2",
            "v2",
            "0.9",
            "A",
            "approved",
            "Service desk (24/7)",
            "[R. Ibarra](mailto:r@example.org)",
            "<r.ibarra@example.org>",
            "<https://example.org>",
            "[1.2]",
            "[R. Ibarra]",
            "2026-02-03",
            "all",
            "public",
            "Nonesuch Ltd",
            "Offenbach",
            "Openreach",
            "Nadia Na",
            "Namensgeber GmbH",
            "Tba Ltd".trim_start_matches("Tba "),
            "8.6.1",
            "§ 8",
            "C++ team",
            "R. Ibarra [SMS manager]",
            "日本語",
        ] {
            assert!(!is_placeholder(text), "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in ".{0,60}") {
            let _ = is_placeholder(&text);
        }

        #[test]
        fn no_brackets_panic(text in "[\\[\\]<>{}%$«»ä x.]{0,12}") {
            let _ = is_placeholder(&text);
        }
    }
}
