//! Words of a promise with their places, and which phrases of the catalogue stand among them.

use std::ops::Range;

use crate::evidence::words::{is_word, words};

/// A word of a text, in compared form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub word: String,
    /// The byte of the text at which it begins.
    pub at: usize,
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

/// A phrase to look for: words in a row, the last with any ending where it is `open`.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    words: Vec<String>,
    open: bool,
}

/// Phrases as the catalogue writes them.
pub(super) fn phrases(texts: &[String]) -> Vec<Phrase> {
    let phrase = |text: &String| Phrase {
        words: words(text),
        open: text.ends_with('*'),
    };
    texts.iter().map(phrase).collect()
}

impl Phrase {
    /// Whether it stands at a place, and how many words it takes there.
    fn at(&self, tokens: &[Token], place: usize) -> Option<usize> {
        let (last, before) = self.words.split_last()?;
        let window = tokens.get(place..place + self.words.len())?;
        let begins = window
            .iter()
            .zip(before)
            .all(|(token, word)| token.word == *word);
        let end = &window[before.len()].word;
        let ends = end == last || self.open && end.starts_with(last.as_str());
        (begins && ends).then_some(self.words.len())
    }
}

/// Where phrases stand, the longest at each place.
pub(super) fn places(tokens: &[Token], phrases: &[Phrase]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for place in 0..tokens.len() {
        let longest = phrases
            .iter()
            .filter_map(|phrase| phrase.at(tokens, place))
            .max();
        out.extend(longest.map(|length| place..place + length));
    }
    out
}
