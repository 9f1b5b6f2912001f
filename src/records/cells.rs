//! What cells of logs say: how far a record is, its priority, the numbers of other records.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::catalogue::{Catalogue, State};
use crate::evidence::Said;
use crate::evidence::words::words;

/// The words of the catalogue's states and priorities, in compared form.
#[derive(Debug)]
pub struct Words {
    states: Vec<(State, Said)>,
    scale: Vec<(u8, Said)>,
}

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
