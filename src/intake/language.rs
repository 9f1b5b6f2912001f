//! The language of a text, by the small words that every sentence of it has.
//!
//! Only what an assessor of this country reads is told apart; a table of two dozen words a
//! language is enough for that and needs no model.

use crate::evidence::words::words;

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// English.
    English,
    /// German.
    German,
    /// English and German, each a good part of it.
    Mixed,
    /// Running text of neither.
    Other,
    /// Too little text to tell.
    Unknown,
}

/// Words that only English texts are full of.
const ENGLISH: &[&str] = &[
    "the", "and", "of", "to", "is", "are", "for", "that", "with", "be", "by", "or", "this", "not",
    "from", "has", "have", "which", "shall", "must", "it", "each", "all", "when",
];

/// Words that only German texts are full of, in compared form.
const GERMAN: &[&str] = &[
    "der", "und", "das", "den", "von", "zu", "mit", "ist", "fuer", "auf", "nicht", "ein", "eine",
    "des", "dem", "werden", "wird", "sind", "oder", "bei", "nach", "durch", "im", "die",
];

/// Fewer words tell nothing.
const TOO_FEW: usize = 12;

impl Language {
    /// As people read it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "German",
            Self::Mixed => "mixed",
            Self::Other => "other",
            Self::Unknown => "",
        }
    }
}

/// The language of a text.
#[must_use]
pub fn language(text: &str) -> Language {
    // The beginning of a long text tells as much as all of it.
    let end = text
        .char_indices()
        .nth(40_000)
        .map_or(text.len(), |(at, _)| at);
    let words = words(&text[..end]);
    let count = |list: &[&str]| {
        let of_list = words.iter().filter(|word| list.contains(&word.as_str()));
        of_list.count()
    };
    let (english, german) = (count(ENGLISH), count(GERMAN));
    let both = english + german;
    if words.len() < TOO_FEW {
        Language::Unknown
    } else if both * 25 < words.len() {
        // Tables and lists have few small words in any language.
        if words.iter().filter(|word| is_long(word)).count() < 60 {
            Language::Unknown
        } else {
            Language::Other
        }
    } else if english.min(german) * 4 >= both {
        Language::Mixed
    } else if english > german {
        Language::English
    } else {
        Language::German
    }
}

fn is_long(word: &str) -> bool {
    word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_tell_the_language() {
        let english = "The service desk records each incident and informs the owner of the service when it is solved by the team.";
        let german = "Der Service Desk erfasst jede Störung und informiert den Verantwortlichen, wenn die Lösung von dem Team gefunden ist.";
        let french = "Le centre de services enregistre chaque incident selon une procédure définie, puis informe aussitôt les responsables concernés. ".repeat(8);
        for (text, expected) in [
            (english, Language::English),
            (german, Language::German),
            (&format!("{english} {german}"), Language::Mixed),
            (&french, Language::Other),
            ("Ticket 4711 closed", Language::Unknown),
        ] {
            assert_eq!(language(text), expected, "{text}");
        }
    }
}
