//! Which ideas a short text names, such as a title or the name of a file. It says nothing
//! of what is there or missing; a title only says what a text is about.

use super::phrases::{Mark, Matcher};
use super::words::words;
use crate::catalogue::Catalogue;
use crate::source::count;

/// Finds some ideas of a catalogue in short texts.
#[derive(Debug)]
pub struct Named {
    matcher: Matcher,
}

impl Named {
    /// For the ideas given by index.
    #[must_use]
    pub fn new(catalogue: &Catalogue, ideas: impl IntoIterator<Item = usize>) -> Self {
        let phrases: Vec<(&str, Mark)> = ideas
            .into_iter()
            .flat_map(|index| {
                let mark = Mark::Idea(count(index));
                let phrases = catalogue.ideas[index].phrases.values().flatten();
                phrases.map(move |phrase| (phrase.as_str(), mark))
            })
            .collect();
        Self {
            matcher: Matcher::with_sets(phrases, &catalogue.words),
        }
    }

    /// For phrases, each by its place among them.
    pub(super) fn in_phrases(catalogue: &Catalogue, phrases: &[String]) -> Self {
        let marked = phrases.iter().enumerate();
        let marked = marked.map(|(at, phrase)| (phrase.as_str(), Mark::Idea(count(at))));
        Self {
            matcher: Matcher::with_sets(marked, &catalogue.words),
        }
    }

    /// The ideas named, sorted.
    #[must_use]
    pub fn in_text(&self, text: &str) -> Vec<usize> {
        let (mut states, mut out) = (Vec::new(), Vec::new());
        for word in words(text) {
            let (mut ends, mut next) = (Vec::new(), Vec::new());
            let word = self.matcher.word(&word);
            self.matcher.step(&states, &word, &mut ends, &mut next);
            for end in ends {
                out.extend(self.matcher.ideas(end).iter().map(|idea| *idea as usize));
            }
            states = next;
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}
