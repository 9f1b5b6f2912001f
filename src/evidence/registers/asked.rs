//! What a cell or a sentence may say, asked of its words: states, priorities, kinds of records.

use std::ops::Range;

use crate::catalogue::Condition;
use crate::evidence::words::words;

/// Texts that may be said, in compared form.
#[derive(Debug, Clone)]
pub(crate) struct Said(Vec<Phrase>);

/// Words in a row, the last with any ending where it is `open`.
#[derive(Debug, Clone)]
struct Phrase {
    words: Vec<String>,
    open: bool,
}

impl Said {
    /// From the texts of a catalogue, `*` at their end for any ending.
    pub(crate) fn new(texts: &[String]) -> Self {
        let phrase = |text: &String| Phrase {
            words: words(text),
            open: text.ends_with('*'),
        };
        Self(texts.iter().map(phrase).collect())
    }

    /// Whether the words of a cell hold any of them, and do not deny it.
    pub(crate) fn is_in(&self, cell: &[String]) -> bool {
        self.0.iter().any(|said| match said.words.as_slice() {
            // "1" is the first of priorities, and "1 very low" the last of another tool.
            [number] if is_number(number) => cell == said.words,
            _ => said.is_affirmed_in(cell),
        })
    }

    /// The letters of the longest that the words of a cell hold; those of numbers count least.
    pub(crate) fn longest_in(&self, cell: &[String]) -> Option<usize> {
        let held = self.0.iter().filter(|said| said.is_affirmed_in(cell));
        let length = |said: &Phrase| match said.words.as_slice() {
            [number] if is_number(number) => 0,
            said => said.iter().map(String::len).sum(),
        };
        held.map(length).max()
    }

    /// Where they stand among words, denied or not: the longest at each word, by its index.
    pub(crate) fn places<W: AsRef<str>>(&self, among: &[W]) -> Vec<Range<usize>> {
        let longest = |at: usize| {
            let lengths = self.0.iter().filter(|said| said.stands_at(among, at));
            lengths
                .map(|said| at..at + said.words.len())
                .max_by_key(Range::len)
        };
        (0..among.len()).filter_map(longest).collect()
    }
}

impl Phrase {
    /// Whether it stands at a word.
    fn stands_at<W: AsRef<str>>(&self, among: &[W], at: usize) -> bool {
        let Some((last, before)) = self.words.split_last() else {
            return false;
        };
        let Some(window) = among.get(at..at + self.words.len()) else {
            return false;
        };
        let end = window[before.len()].as_ref();
        let ends = end == last || self.open && end.starts_with(last.as_str());
        let mut pairs = window.iter().zip(before);
        ends && pairs.all(|(word, said)| word.as_ref() == said)
    }

    /// Whether it stands among the words of a cell, and no word before it denies it.
    fn is_affirmed_in(&self, cell: &[String]) -> bool {
        (0..cell.len()).any(|at| {
            let before = at.checked_sub(1).map(|before| cell[before].as_str());
            let denied = before.is_some_and(|word| DENIALS.contains(&word));
            !denied && self.stands_at(cell, at)
        })
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Words that turn round what stands behind them.
const DENIALS: &[&str] = &["not", "never", "nicht", "nie", "non", "no", "kein", "keine"];

/// A condition of the catalogue, ready to be asked of cells.
#[derive(Debug, Clone)]
pub(crate) struct Asked(Said);

impl Asked {
    /// From the catalogue.
    pub(crate) fn new(condition: &Condition) -> Self {
        Self(Said::new(&condition.is))
    }

    /// The letters of the longest text that a cell holds of what is asked for.
    pub(crate) fn longest(&self, cell: &str) -> Option<usize> {
        let cell = words(cell);
        self.0.is_in(&cell).then(|| self.0.longest_in(&cell))?
    }

    /// Whether a cell says what is asked for.
    pub(crate) fn of(&self, cell: &str) -> bool {
        !cell.is_empty() && self.0.is_in(&words(cell))
    }
}
