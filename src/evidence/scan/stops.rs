//! Does a full stop end a sentence, or does it belong to the word before it?
//!
//! "99.5 %." and "number 7." end one; "e.g.", "R. Ibarra", "1." before an entry and the
//! German "am 7. März" do not. Two sentences taken for one make a denial of the second
//! deny the first as well.

/// A full stop with what stands around it.
pub(super) struct Stop<'t> {
    /// The word right before it.
    pub word: &'t str,
    /// The word before that, if the sentence has one.
    pub before: &'t str,
    /// The text behind it.
    pub after: &'t str,
    /// Whether the word is the first of its sentence.
    pub first: bool,
}

/// Whether the stop belongs to the word.
pub(super) fn belongs_to_word(stop: &Stop<'_>) -> bool {
    let word = stop.word;
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.len() <= 2 && is_ordinal(stop);
    }
    if word.chars().count() == 1 {
        // An initial or "z. B."; in "4 h." a unit.
        return !stop.before.ends_with(|c: char| c.is_ascii_digit());
    }
    // "Copy no. 3" and "Signed: no."
    if word.eq_ignore_ascii_case("no") {
        return stop
            .after
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit());
    }
    word.len() <= LONGEST_ABBREVIATION && is_abbreviation(&word.to_lowercase())
}

/// Whether a number counts something off: a list's, or a German "am 7. März", "der 2. Test".
fn is_ordinal(stop: &Stop<'_>) -> bool {
    let next = stop.after.trim_start();
    let among = |list: &[&str]| {
        list.iter()
            .any(|word| word.eq_ignore_ascii_case(stop.before))
    };
    stop.first
        || next.starts_with(char::is_lowercase)
        || among(BEFORE_ORDINALS)
        || AFTER_ORDINALS.iter().any(|word| next.starts_with(word))
}

/// Words before a German ordinal number.
const BEFORE_ORDINALS: &[&str] = &[
    "der", "die", "das", "dem", "den", "des", "am", "im", "vom", "zum", "zur", "bis", "ab", "seit",
    "ein", "eine", "einem", "einen", "einer", "jeder", "jedes", "jeden",
];

/// Words after one, where nothing stands before it.
const AFTER_ORDINALS: &[&str] = &[
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
    "Quartal",
    "Halbjahr",
];

/// Longest abbreviation, in bytes.
const LONGEST_ABBREVIATION: usize = 6;

fn is_abbreviation(word: &str) -> bool {
    matches!(
        word,
        "eg" | "ie"
            | "etc"
            | "nr"
            | "bzw"
            | "ca"
            | "vgl"
            | "ggf"
            | "inkl"
            | "evtl"
            | "approx"
            | "dr"
            | "mr"
            | "ms"
            | "mrs"
            | "incl"
            | "vs"
            | "usw"
            | "abs"
            | "kap"
            | "ref"
            | "max"
            | "min"
            | "gem"
            | "mind"
            | "bspw"
            | "tel"
            | "hr"
            | "fr"
            | "str"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(before: &str, word: &str, after: &str) -> bool {
        !belongs_to_word(&Stop {
            word,
            before,
            after,
            first: before.is_empty(),
        })
    }

    #[test]
    fn sentences_end_behind_numbers_and_units() {
        for (before, word, after) in [
            ("number", "7", " There is no plan."),
            ("within", "30", " We review it."),
            ("4", "h", " There are no limits."),
            ("the", "plan", " It works."),
            ("signed", "no", " The plan is old."),
        ] {
            assert!(ends(before, word, after), "{before} {word}.{after}");
        }
    }

    #[test]
    fn abbreviations_initials_and_ordinals_go_on() {
        for (before, word, after) in [
            ("", "1", " Scope"),
            ("am", "7", " März 2026"),
            ("der", "2", " Test"),
            ("bis", "3", " Februar"),
            ("Frau", "R", " Ibarra"),
            ("z", "B", " Server"),
            ("see", "etc", " and"),
            ("copy", "no", " 3"),
            ("Seite", "ca", " 40"),
            ("until", "5", " of May"),
        ] {
            assert!(!ends(before, word, after), "{before} {word}.{after}");
        }
    }
}
