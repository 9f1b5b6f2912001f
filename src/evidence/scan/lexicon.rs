//! Words of texts to numbers: what a word is to the matcher is worked out once, the
//! first time it is seen.
//!
//! Nearly all words are short and plain; up to sixteen bytes of one are its key as a
//! number, so that seeing it again costs one look-up, without allocation or comparison
//! of texts. Other words are kept as text.

use rustc_hash::FxHashMap;

use crate::evidence::phrases::{Matcher, State, Word};

/// The words seen so far.
#[derive(Debug)]
pub(super) struct Lexicon {
    short: FxHashMap<u128, u32>,
    long: FxHashMap<Box<str>, u32>,
    words: Vec<Word>,
    /// The number of each word by its symbols: very many words are the same to the matcher,
    /// such as all numbers.
    by_symbols: FxHashMap<Box<[u32]>, u32>,
}

/// How many different words are remembered before the memory is emptied.
const LIMIT: usize = 200_000;

/// How many different words are remembered within one text: a list of millions of numbers is
/// read without keeping each.
const MOST: usize = 500_000;

/// The number of every word that no phrase holds.
pub(super) const NOTHING: u32 = 0;

/// Longest word in bytes that is its own key.
pub(super) const SHORT: usize = 16;

/// The bit that tells a word from a state of the matcher.
const WORD: State = 1 << 31;

/// Stands for all phrases that are nothing but a word of the lexicon, as a state stands for
/// those that end there: what they show is said once and not phrase by phrase.
pub(super) fn of_word(word: u32) -> State {
    WORD | word
}

/// Whether a state stands for a word.
pub(super) fn is_word(state: State) -> bool {
    state & WORD != 0
}

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            short: FxHashMap::default(),
            long: FxHashMap::default(),
            words: vec![Word::default()],
            by_symbols: FxHashMap::default(),
        }
    }
}

impl Lexicon {
    /// The number of a short, plain word by its key: its lower-case bytes as a
    /// number. `word` gives its compared form.
    pub(super) fn short(&mut self, key: u128, matcher: &Matcher, word: &str) -> u32 {
        if let Some(index) = self.short.get(&key) {
            return *index;
        }
        let mut folded = [0; SHORT];
        let folded = folded.get_mut(..word.len()).unwrap_or_default();
        folded.copy_from_slice(word.as_bytes().get(..folded.len()).unwrap_or_default());
        folded.make_ascii_lowercase();
        let index = self.learn(matcher, std::str::from_utf8(folded).unwrap_or(""));
        if self.short.len() < MOST {
            self.short.insert(key, index);
        }
        index
    }

    /// The number of any other word in its compared form.
    pub(super) fn long(&mut self, matcher: &Matcher, word: &str) -> u32 {
        if let Some(index) = self.long.get(word) {
            return *index;
        }
        let index = self.learn(matcher, word);
        if self.long.len() < MOST {
            self.long.insert(word.into(), index);
        }
        index
    }

    fn learn(&mut self, matcher: &Matcher, word: &str) -> u32 {
        let known = matcher.word(word);
        if known.is_nothing() {
            return NOTHING;
        }
        if let Some(index) = self.by_symbols.get(known.symbols()) {
            return *index;
        }
        let index = crate::source::count(self.words.len());
        self.by_symbols.insert(known.symbols().into(), index);
        self.words.push(known);
        index
    }

    /// What a word is to the matcher.
    pub(super) fn word(&self, index: u32) -> &Word {
        &self.words[index as usize]
    }

    /// The ideas of the phrases that a state or a word stands for.
    #[inline]
    pub(super) fn ideas<'a>(&'a self, matcher: &'a Matcher, state: State) -> &'a [u32] {
        if state & WORD == 0 {
            matcher.ideas(state)
        } else {
            &self.word(state & !WORD).ideas
        }
    }

    /// Forgets everything once there is very much of it.
    pub(super) fn forget_if_large(&mut self) {
        if self.short.len() + self.long.len() > LIMIT {
            *self = Self::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_words_of_one_text_so_many_are_remembered() {
        let mark = crate::evidence::phrases::Mark::Idea(0);
        let matcher = Matcher::new([("incident", mark)]);
        let mut lexicon = Lexicon::default();
        for number in 0..MOST as u128 + 10 {
            assert_eq!(lexicon.short(number, &matcher, "9"), NOTHING);
        }
        assert_eq!(lexicon.short.len(), MOST);
        // What is the same to the matcher is one word, remembered or not.
        let known = lexicon.long(&matcher, "incident");
        assert_ne!(known, NOTHING);
        assert_eq!(lexicon.short(u128::MAX, &matcher, "incident"), known);
        assert_eq!(lexicon.words.len(), 2);
    }
}
