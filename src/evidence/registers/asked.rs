//! What a cell may say, asked of cells: states, priorities, the kinds of rows.

use crate::catalogue::Condition;
use crate::evidence::words::words;

/// Texts that a cell may hold, in compared form.
#[derive(Debug, Clone)]
pub(crate) struct Said(Vec<(Vec<String>, bool)>);

impl Said {
    /// From the texts of a catalogue, `*` at their end for any ending.
    pub(crate) fn new(texts: &[String]) -> Self {
        let compared = texts.iter().map(|text| (words(text), text.ends_with('*')));
        Self(compared.collect())
    }

    /// Whether the words of a cell hold any of them, and do not deny it.
    pub(crate) fn is_in(&self, cell: &[String]) -> bool {
        self.0.iter().any(|(said, open)| match said.as_slice() {
            // "1" is the first of priorities, and "1 very low" the last of another tool.
            [number] if is_number(number) => cell == said,
            said => holds(cell, said, *open),
        })
    }

    /// The letters of the longest that the words of a cell hold; those of numbers count least.
    pub(crate) fn longest_in(&self, cell: &[String]) -> Option<usize> {
        let held = self
            .0
            .iter()
            .filter(|(said, open)| holds(cell, said, *open));
        let length = |said: &[String]| match said {
            [number] if is_number(number) => 0,
            said => said.iter().map(String::len).sum(),
        };
        held.map(|(said, _)| length(said)).max()
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Words that turn round what stands behind them.
const DENIALS: &[&str] = &["not", "never", "nicht", "nie", "non", "no", "kein", "keine"];

/// Whether some words hold others in a row, the last with any ending where it is `open`, and no
/// word before them denies it.
fn holds(cell: &[String], said: &[String], open: bool) -> bool {
    let Some((last, before)) = said.split_last() else {
        return false;
    };
    cell.windows(said.len()).enumerate().any(|(at, window)| {
        let end = &window[before.len()];
        let ends = end == last || open && end.starts_with(last.as_str());
        let denied = at
            .checked_sub(1)
            .is_some_and(|at| DENIALS.contains(&cell[at].as_str()));
        ends && &window[..before.len()] == before && !denied
    })
}

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
