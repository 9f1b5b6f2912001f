//! What cells of logs say: how far a record is, its priority, the numbers of other records.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::catalogue::{Catalogue, Condition, State};
use crate::evidence::words::words;

/// The words of the catalogue's states and priorities, in compared form.
#[derive(Debug)]
pub struct Words {
    states: Vec<(State, Said)>,
    scale: Vec<(u8, Said)>,
}

/// Texts that a cell may hold, in compared form.
#[derive(Debug, Clone)]
pub(super) struct Said(Vec<(Vec<String>, bool)>);

impl Words {
    /// From the catalogue.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let (states, scale) = (&catalogue.records.states, &catalogue.records.scale);
        Self {
            states: states
                .iter()
                .map(|(state, is)| (*state, Said::new(is)))
                .collect(),
            scale: scale
                .iter()
                .map(|(step, is)| (*step, Said::new(is)))
                .collect(),
        }
    }

    /// How far a record is whose state is so called.
    #[must_use]
    pub fn state(&self, cell: &str) -> Option<State> {
        let cell = words(cell);
        let mut states = self.states.iter();
        states
            .find(|(_, said)| said.is_in(&cell))
            .map(|(state, _)| *state)
    }

    /// The step of a priority that is so called: a word goes before a number beside it, since
    /// tools count up or down, and the longest word before others.
    #[must_use]
    pub fn step(&self, cell: &str) -> Option<u8> {
        let cell = words(cell);
        let steps = self.scale.iter();
        let found = steps.filter_map(|(step, said)| Some((said.longest_in(&cell)?, *step)));
        found
            .max_by_key(|(length, step)| (*length, std::cmp::Reverse(*step)))
            .map(|(_, step)| step)
    }
}

impl Said {
    pub(super) fn new(texts: &[String]) -> Self {
        let compared = texts.iter().map(|text| (words(text), text.ends_with('*')));
        Self(compared.collect())
    }

    /// Whether the words of a cell hold any of them, and do not deny it.
    pub(super) fn is_in(&self, cell: &[String]) -> bool {
        self.0.iter().any(|(said, open)| match said.as_slice() {
            // "1" is the first of priorities, and "1 very low" the last of another tool.
            [number] if is_number(number) => cell == said,
            said => holds(cell, said, *open),
        })
    }

    /// The letters of the longest that the words of a cell hold; those of numbers count least.
    fn longest_in(&self, cell: &[String]) -> Option<usize> {
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
pub(super) struct Asked(Said);

impl Asked {
    pub(super) fn new(condition: &Condition) -> Self {
        Self(Said::new(&condition.is))
    }

    pub(super) fn of(&self, cell: &str) -> bool {
        !cell.is_empty() && self.0.is_in(&words(cell))
    }
}

/// What was read from cells before: most columns hold a handful of values again and again.
#[derive(Debug, Default)]
pub(super) struct Memory<'t, T>(FxHashMap<&'t str, T>);

impl<'t, T: Copy> Memory<'t, T> {
    /// Values that are kept; a column with more of them holds no choice.
    const MOST: usize = 4096;

    pub(super) fn get(&mut self, cell: &'t str, read: impl FnOnce(&str) -> T) -> T {
        if let Some(known) = self.0.get(cell) {
            return *known;
        }
        let value = read(cell);
        if self.0.len() < Self::MOST {
            self.0.insert(cell, value);
        }
        value
    }
}

/// The numbers of other records in a cell: `PRB-12, PRB-14`, `PRB12 und PRB14`. Words alone are
/// none.
pub fn numbers_in(cell: &str) -> impl Iterator<Item = &str> {
    let parts = cell.split([',', ';', '\n', '|', ' ', '\t', '(', ')', '[', ']']);
    let parts = parts.map(|part| part.trim_matches(['.', ':', '#', '"', '\'']));
    parts.filter(|part| part.bytes().any(|byte| byte.is_ascii_digit()))
}

/// A number as it is compared: `inc-0012` and `INC0012` are one.
#[must_use]
pub fn same(number: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
    if number.bytes().all(plain) {
        return number.into();
    }
    let kept = number.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_uppercase).collect::<String>().into()
}
