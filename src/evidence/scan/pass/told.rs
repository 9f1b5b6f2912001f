//! The day on which a sentence or a row tells of something done, and what it tells it of.

use super::rows::lacks;
use super::{Pass, Sentence};
use crate::evidence::extract::Markup;
use crate::evidence::placeholder::is_placeholder;
use crate::evidence::told::{Asked, ToldOn, told_as_last, told_in_row, told_in_sentence};

impl Pass<'_, '_, '_> {
    /// A row that tells of something done tells it of what the heads of its columns and the heading
    /// of its section say: "Test", "Reviews".
    pub(super) fn tell_above(&mut self, sentence: &Sentence, told: Option<ToldOn>) {
        let section = self.headings.last().filter(|heading| heading.level > 1);
        let of_section = section.map_or(&[][..], |heading| &heading.found);
        if !self.in_row() || self.heads.is_empty() && of_section.is_empty() {
            return;
        }
        let told = told.unwrap_or_else(|| self.told(sentence));
        if told.any() {
            for found in self.heads.iter().chain(of_section) {
                self.scanner.tally.tell_above(found.state, told, self.line);
            }
        }
    }

    /// The last day on which the sentence, or the row it stands in, tells of something done.
    pub(super) fn told(&self, sentence: &Sentence) -> ToldOn {
        let text = self.task.text;
        let told = if self.task.markup == Markup::Data {
            None
        } else if self.in_row() {
            self.told_in_cells(sentence)
        } else {
            told_in_sentence(text.get(sentence.begins..self.at).unwrap_or(""))
                .or_else(|| self.told_behind())
        };
        told.unwrap_or_default()
    }

    /// "Risks are looked at each January; last on 16 January 2026.": the day in what follows.
    fn told_behind(&self) -> Option<ToldOn> {
        let behind = self.rest().strip_prefix([';', '.'])?;
        told_as_last(behind.trim_start_matches(' '))
    }

    /// The same of a row: a cell below a head that asks for it must say what came of it.
    fn told_in_cells(&self, sentence: &Sentence) -> Option<ToldOn> {
        if !self.asked.contains(&Asked::Result) {
            return None;
        }
        let (_, row) = self.whole_row(sentence.begins)?;
        let cells = || self.asked.iter().zip(row.split('|'));
        let says = |cell: &str| {
            let cell = cell.trim();
            cell.contains(char::is_alphanumeric) && !is_placeholder(cell) && !lacks(cell)
        };
        if !cells().any(|(asked, cell)| *asked == Asked::Result && says(cell)) {
            return None;
        }
        let done = cells().filter(|(asked, _)| **asked != Asked::Ahead);
        let done: Vec<&str> = done.map(|(_, cell)| cell).collect();
        told_in_row(&done.join("|"))
    }
}
