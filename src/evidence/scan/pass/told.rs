//! The day on which a sentence or a row tells of something done, and what it tells it of.

use super::{Pass, Sentence};
use crate::evidence::extract::Markup;
use crate::evidence::told::{ToldOn, told_as_last, told_in_row, told_in_sentence};

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
            let before = text.get(..sentence.begins).unwrap_or("");
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            let row = text.get(line..).and_then(|rest| rest.lines().next());
            told_in_row(row.unwrap_or(""), self.asks_for_results)
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
}
