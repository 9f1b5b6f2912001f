//! Chapters that nobody has written: "This section is still empty.", "Kapitel folgt mit Ausgabe 4",
//! "nobody has got round to it".
//!
//! Such a sentence names nothing but itself. Right below a heading it says that what the heading
//! names is not there.

/// Longer sentences say something.
const LONGEST: usize = 20;

/// Behind the chapter it is said within so many words that it is empty.
const WITHIN: usize = 6;

/// What a document calls its parts, in compared form.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "chapter", "section", "part", "page", "paragraph", "text", "content", "contents", "heading", "annex", "appendix",
    "kapitel", "abschnitt", "teil", "seite", "absatz", "inhalt", "punkt", "anhang", "anlage", "unterkapitel",
];

/// Words that may stand before them, or before what is empty.
#[rustfmt::skip]
const BEFORE: &[&str] = &[
    "this", "the", "that", "here", "dieser", "diese", "dieses", "der", "die", "das", "hier", "still", "as", "yet", "so",
    "far", "noch", "bisher", "bislang", "derzeit", "currently", "left", "is", "ist", "to", "be", "zu",
];

/// Words that say that nothing stands there.
#[rustfmt::skip]
const EMPTY: &[&str] = &[
    "empty", "blank", "unwritten", "placeholder", "stub", "leer", "ungeschrieben", "platzhalter", "folgt", "follows",
    "missing", "fehlt", "outstanding", "tbd", "todo",
];

/// The same of two words, one right behind the other.
#[rustfmt::skip]
const EMPTY_PAIRS: &[(&str, &str)] = &[
    ("to", "come"), ("to", "follow"), ("be", "written"), ("be", "filled"), ("be", "completed"), ("be", "added"),
    ("not", "written"), ("not", "yet"), ("noch", "nicht"), ("nicht", "geschrieben"), ("zu", "schreiben"),
    ("zu", "ergaenzen"), ("in", "arbeit"), ("in", "progress"), ("under", "construction"), ("steht", "aus"),
    ("noch", "aus"), ("nichts", "drin"), ("nothing", "here"),
];

/// Words by which it was nobody.
const NOBODY: &[&str] = &[
    "nobody", "keiner", "niemand", "nie", "never", "nicht", "not",
];

/// What nobody came to do.
#[rustfmt::skip]
const COME_TO: &[&str] = &[
    "geschafft", "gekommen", "dazugekommen", "angefangen", "begonnen", "rangekommen", "round", "around", "managed",
    "started", "begun", "written", "geschrieben", "ausgefuellt", "gefuellt",
];

/// Words that make a rule or a condition of it, or say that it is meant so.
#[rustfmt::skip]
const OTHERWISE: &[&str] = &[
    "must", "shall", "should", "may", "if", "unless", "muss", "darf", "soll", "sollte", "wenn", "falls", "sofern",
    "intentionally", "absichtlich", "deliberately", "bewusst",
];

/// Whether the words of a sentence say that nobody has written what stands below a heading.
pub(super) fn says_unwritten(words: &[String]) -> bool {
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    if words.len() > LONGEST || words.iter().any(|word| is(OTHERWISE, word)) {
        return false;
    }
    let of_part = words
        .iter()
        .take(3)
        .position(|word| is(PARTS, word))
        .filter(|at| words[..*at].iter().all(|word| is(BEFORE, word)));
    let from = of_part.map_or(0, |at| at + 1);
    let rest = &words[from..words.len().min(from + WITHIN)];
    let leads = if of_part.is_some() {
        rest.len()
    } else {
        rest.iter().take_while(|word| is(BEFORE, word)).count() + 1
    };
    let is_not = |at: usize| at > 0 && matches!(rest[at - 1].as_str(), "not" | "nicht" | "never");
    let empty = rest
        .iter()
        .enumerate()
        .take(leads)
        .any(|(at, word)| is(EMPTY, word) && !is_not(at) && !asks_what(&rest[..at]));
    let pair = |pair: &[String]| {
        EMPTY_PAIRS
            .iter()
            .any(|(first, second)| pair[0] == *first && pair[1] == *second)
    };
    let paired = of_part.is_some() && rest.windows(2).any(pair);
    let nobody = words.iter().position(|word| is(NOBODY, word));
    let come_to = nobody.is_some_and(|at| words[at..].iter().any(|word| is(COME_TO, word)));
    let names_it = of_part.is_some()
        || words.first().is_some_and(|first| {
            is(NOBODY, first) || is(&["hat", "haben", "ist", "has", "hier", "here"], first)
        });
    empty || paired || come_to && names_it
}

/// Whether what follows is asked for, and not said: "what is missing", "was fehlt".
fn asks_what(before: &[String]) -> bool {
    let mut words = before.iter().map(String::as_str);
    words.clone().any(|word| word == "what") || words.next_back() == Some("was")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::words::words;

    #[test]
    fn chapters_that_nobody_has_written() {
        for text in [
            "This section is still empty",
            "Still blank, the new manager will see to it",
            "Abschnitt folgt mit der nächsten Ausgabe",
            "Kapitel noch leer, dazu ist vor dem Audit niemand gekommen",
            "Hat noch keiner geschafft",
            "The text of this chapter has not yet been drafted",
            "Nobody has got round to it",
            "Placeholder",
        ] {
            assert!(says_unwritten(&words(text)), "{text}");
        }
        for text in [
            "This page is intentionally left blank",
            "This section must not be left empty",
            "The section lists what is missing in the network plan and who brings it",
            "Fields that are empty are filled in by the desk",
            "Not all sites have a second line",
            "The desk is not empty at night",
            "Dieser Abschnitt nennt, was gilt",
        ] {
            assert!(!says_unwritten(&words(text)), "{text}");
        }
    }
}
