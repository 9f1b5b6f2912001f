//! Texts that the cells of a workbook share, in one text: many are short, and there may be
//! a million.

use std::cell::Cell;

use crate::evidence::document::Why;
use crate::evidence::formats::{Writing, limits};

/// Shared texts.
#[derive(Default)]
pub struct Strings {
    text: String,
    ends: Vec<u32>,
    full: bool,
    /// Whether the part that holds them is damaged.
    pub damaged: bool,
    /// Whether a cell asked for one that is not there.
    missed: Cell<bool>,
}

impl Strings {
    /// Where the text that is read now is added.
    pub fn text(&mut self) -> &mut String {
        &mut self.text
    }

    /// Where the text that is read now begins.
    pub fn start(&self) -> usize {
        self.ends.last().map_or(0, |end| *end as usize)
    }

    /// Ends the text that is read now.
    pub fn end(&mut self) {
        self.ends.push(crate::source::count(self.text.len()));
    }

    /// A text by its order, from 0.
    pub fn get(&self, index: usize) -> &str {
        let end = |at: usize| self.ends.get(at).map(|end| *end as usize);
        let start = index.checked_sub(1).map_or(Some(0), end);
        match (start, end(index)) {
            (Some(start), Some(end)) => self.text.get(start..end).unwrap_or_default(),
            _ => {
                self.missed.set(true);
                ""
            }
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether no more are kept.
    pub fn is_full(&mut self) -> bool {
        let most = limits::STRINGS / 16;
        self.full |= self.text.len() > limits::STRINGS || self.ends.len() > most;
        self.full
    }

    /// Tells of texts that are not known: too many, damaged, or not there.
    pub fn tell(&self, writing: &mut Writing) {
        if self.full {
            let most = limits::STRINGS >> 20;
            let message = format!("only the first {most} MiB of its texts were read");
            writing.lost(Why::TooLarge, message, false);
        } else if self.damaged || self.missed.get() {
            let message = "it is damaged; texts of its cells are missing";
            writing.lost(Why::Damaged, message, false);
        }
    }
}
