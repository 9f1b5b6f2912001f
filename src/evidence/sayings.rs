//! Lists of words and short phrases that sentences are asked for, one after the other: looked up
//! by the word they begin with, since nearly every sentence holds none of them.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// Words and phrases in compared form, the words of a phrase parted by single blanks.
pub(super) struct Sayings {
    listed: &'static [&'static str],
    by_first: OnceLock<FxHashMap<&'static str, Vec<Vec<&'static str>>>>,
}

impl Sayings {
    pub(super) const fn new(listed: &'static [&'static str]) -> Self {
        Self {
            listed,
            by_first: OnceLock::new(),
        }
    }

    /// Whether a word alone is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.begun_by(word)
            .is_some_and(|endings| endings.iter().any(Vec::is_empty))
    }

    /// Whether a row of words in compared form begins with any of them.
    pub(super) fn begin(&self, words: &[String]) -> bool {
        let Some((first, behind)) = words.split_first() else {
            return false;
        };
        self.begun_by(first)
            .is_some_and(|endings| endings.iter().any(|ending| goes_on(behind, ending)))
    }

    /// Whether any of them stands in a row of words in compared form.
    pub(super) fn any_in(&self, words: &[String]) -> bool {
        words.iter().enumerate().any(|(at, word)| {
            self.begun_by(word).is_some_and(|endings| {
                let behind = &words[at + 1..];
                endings.iter().any(|ending| goes_on(behind, ending))
            })
        })
    }

    /// What stands behind a word in those that begin with it.
    fn begun_by(&self, word: &str) -> Option<&Vec<Vec<&'static str>>> {
        let by_first = self.by_first.get_or_init(|| {
            let mut by_first: FxHashMap<_, Vec<Vec<_>>> = FxHashMap::default();
            for saying in self.listed {
                let mut words = saying.split(' ');
                let first = words.next().unwrap_or("");
                by_first.entry(first).or_default().push(words.collect());
            }
            by_first
        });
        by_first.get(word)
    }
}

/// Whether words begin with all of an ending.
fn goes_on(words: &[String], ending: &[&str]) -> bool {
    words.len() >= ending.len() && words.iter().zip(ending).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::words::words;

    #[test]
    fn words_and_phrases_are_found_whole() {
        static SAYINGS: Sayings = Sayings::new(&["was", "has been", "has been held on"]);
        for text in ["It was", "it has been", "Has BEEN held"] {
            assert!(SAYINGS.any_in(&words(text)), "{text}");
        }
        for text in ["wasted", "been has", "it has", ""] {
            assert!(!SAYINGS.any_in(&words(text)), "{text}");
        }
        for text in ["was it", "Has been", "has been held on Monday"] {
            assert!(SAYINGS.begin(&words(text)), "{text}");
        }
        for text in ["it was", "has not been", "has", ""] {
            assert!(!SAYINGS.begin(&words(text)), "{text}");
        }
        assert!(SAYINGS.has("was"));
        assert!(!SAYINGS.has("has"));
    }
}
