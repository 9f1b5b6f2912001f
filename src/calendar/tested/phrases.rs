//! Words of a promise with their places, and what is found among them.

use std::ops::Range;

use crate::evidence::words::{is_word, words};

/// A word of a text, in compared form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub word: String,
    /// The byte of the text at which it begins.
    pub at: usize,
}

impl AsRef<str> for Token {
    fn as_ref(&self) -> &str {
        &self.word
    }
}

/// The words of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut begins = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        match (begins, is_word(c)) {
            (None, true) => begins = Some(at),
            (Some(from), false) => {
                let folded = words(&text[from..at]).into_iter();
                out.extend(folded.map(|word| Token { word, at: from }));
                begins = None;
            }
            _ => {}
        }
    }
    out
}

/// Of places that overlap the longest: of "very high" and "high" the first.
pub(super) fn longest<T>(mut found: Vec<(Range<usize>, T)>) -> Vec<(Range<usize>, T)> {
    let all: Vec<Range<usize>> = found.iter().map(|(place, _)| place.clone()).collect();
    let within = |place: &Range<usize>| {
        let mut others = all.iter().filter(|other| *other != place);
        others.any(|other| other.start <= place.start && other.end >= place.end)
    };
    found.retain(|(place, _)| !within(place));
    found
}
