//! The day on which a sentence or a row tells of something done, and what it tells it of.

use super::rows::lacks;
use super::{Pass, Sentence};
use crate::evidence::extract::Markup;
use crate::evidence::normative::sentences;
use crate::evidence::placeholder::is_placeholder;
use crate::evidence::scan::sentence::Found;
use crate::evidence::told::{
    Asked, Plain, ToldOn, has_measure, heads_no_deeds, plain_deed, plain_row, tells_habit,
    tells_past, told_as_last, told_in_row, told_in_sentence,
};
use crate::evidence::words::words;

/// What a sentence or a row tells.
#[derive(Debug, Default, Clone)]
pub(super) struct Entry {
    /// The last day on which it tells of something done.
    pub told: ToldOn,
    plain: Plainly,
}

/// Whether it says so plainly.
#[derive(Debug, Default, Clone)]
enum Plainly {
    #[default]
    No,
    /// By these words.
    Deed(Plain),
    /// By its cells.
    Row(ToldOn),
}

/// So far back a line is looked for that leads a list in.
const LEAD_WITHIN: usize = 2_000;

/// So far back a sentence is looked for that bears the day of this one.
const DAY_WITHIN: usize = 300;

impl Pass<'_, '_, '_> {
    /// A row that tells of something done tells it of what the heads of its columns and the heading
    /// of its section say: "Test", "Reviews". So does a sentence below a heading with a day.
    pub(super) fn tell_above(&mut self, sentence: &Sentence, entry: Option<&Entry>) {
        let section = self.headings.last().filter(|heading| heading.level > 1);
        let of_section = section.map_or(&[][..], |heading| &heading.found);
        let has_day = section.is_some_and(|heading| heading.told.any());
        let above_row = self.in_row() && !(self.heads.is_empty() && of_section.is_empty());
        if !above_row && (self.in_row() || !has_day || of_section.is_empty()) {
            return;
        }
        let told = entry.map_or_else(|| self.entry(sentence).told, |entry| entry.told);
        if told.any() {
            for found in self.heads.iter().chain(of_section) {
                self.scanner.tally.tell_above(found.state, told, self.line);
            }
        }
    }

    /// What the sentence, or the row it stands in, tells of something done.
    pub(super) fn entry(&self, sentence: &Sentence) -> Entry {
        let is_ahead = self.headings.iter().any(|heading| heading.is_ahead);
        if self.task.markup == Markup::Data || self.fenced || is_ahead {
            return Entry::default();
        }
        let entry = if self.in_row() {
            self.entry_in_cells(sentence)
        } else {
            self.entry_in_sentence(sentence)
        };
        entry
            .filter(|_| !self.is_led_in_as_ahead(sentence))
            .unwrap_or_default()
    }

    /// Whether the sentence tells how things are done, and not that anything was.
    pub(super) fn is_habit(&self, sentence: &Sentence) -> bool {
        if self.in_row() || self.fenced || self.task.markup == Markup::Data {
            return false;
        }
        let said = self.text_of(sentence);
        tells_habit(said, self.ends_in_full_stop(sentence.last.1))
    }

    /// The day on which something found in it was plainly done.
    pub(super) fn plain_day(
        &self,
        sentence: &Sentence,
        entry: &Entry,
        found: &Found,
    ) -> Option<ToldOn> {
        match &entry.plain {
            Plainly::No => None,
            Plainly::Deed(plain) => {
                let said = &self.scanner.said;
                said.says_with(found, self.scanner.matcher, &plain.deed)
                    .then_some(plain.told)
            }
            Plainly::Row(told) => {
                let (begins, row) = self.whole_row(sentence.begins)?;
                let before = self.task.text.get(begins..found.start as usize)?;
                let column = before.matches('|').count();
                // What is only said of the result is open, unless figures say it.
                let is_said = match self.asked.get(column)? {
                    Asked::Other => true,
                    Asked::Result => row.split('|').nth(column).is_some_and(has_measure),
                    Asked::Ahead => false,
                };
                is_said.then_some(*told)
            }
        }
    }

    fn entry_in_sentence(&self, sentence: &Sentence) -> Option<Entry> {
        let (begins, text) = (sentence.begins, self.task.text);
        let said = text.get(begins..self.at).unwrap_or("");
        let Some(told) = told_in_sentence(said).or_else(|| self.told_behind()) else {
            let told = self
                .told_above(said)
                .or_else(|| self.told_before(begins, said))?;
            return Some(Entry {
                told,
                plain: Plainly::No,
            });
        };
        let quoted = text[..begins].ends_with(['"', '“', '„', '»', '«', '\'']);
        // Behind a comma a turn goes on: ", but two were away".
        let is_whole = !self.rest().starts_with([',', '?']) && !quoted;
        let plain = plain_deed(said).filter(|plain| is_whole && plain.told == told);
        // Numbers of words are only the same where nothing was left out.
        let plain = plain.filter(|_| words(said).len() == sentence.words as usize);
        let plain = plain.map_or(Plainly::No, Plainly::Deed);
        Some(Entry { told, plain })
    }

    /// "## Restore test, 12 March 2026", and below it what came of it.
    fn told_above(&self, said: &str) -> Option<ToldOn> {
        let heading = self.headings.last()?;
        let told = heading.told;
        (heading.level > 1 && told.any() && tells_past(said)).then_some(told)
    }

    /// "Talked through on 11 June with all who took part. The access was widened.": the day in the
    /// sentence before.
    fn told_before(&self, begins: usize, said: &str) -> Option<ToldOn> {
        if !self.label_beside {
            return None;
        }
        let from = crate::source::floor(self.task.text, begins.saturating_sub(DAY_WITHIN));
        let before = self.task.text.get(from..begins)?.trim_end();
        let line = before.rsplit('\n').next()?;
        if !line.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let last = sentences(line).filter(|it| !it.trim().is_empty()).last()?;
        let told = told_in_sentence(last.trim())?;
        tells_past(said).then_some(told)
    }

    /// "Risks are looked at each January; last on 16 January 2026.": the day in what follows.
    fn told_behind(&self) -> Option<ToldOn> {
        let behind = self.rest().strip_prefix([';', '.'])?;
        told_as_last(behind.trim_start_matches(' '))
    }

    /// The same of a row: a cell below a head that asks for it must say what came of it.
    fn entry_in_cells(&self, sentence: &Sentence) -> Option<Entry> {
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
        let done = done.join("|");
        let told = told_in_row(&done)?;
        let plain = plain_row(&done).map_or(Plainly::No, Plainly::Row);
        Some(Entry { told, plain })
    }

    /// Whether it is an entry of a list below "Planned:" or "For example:".
    fn is_led_in_as_ahead(&self, sentence: &Sentence) -> bool {
        if !self.in_list && !self.in_row() {
            return false;
        }
        let from =
            crate::source::floor(self.task.text, sentence.begins.saturating_sub(LEAD_WITHIN));
        let before = self.task.text.get(from..sentence.begins).unwrap_or("");
        let mut above = before.lines().rev().map(str::trim).skip(1);
        let is_entry = |line: &str| {
            line.starts_with(['-', '*', '+', '|']) && !line.starts_with("**")
                || line.starts_with(|c: char| c.is_ascii_digit())
                || line.is_empty()
        };
        let lead = above.find(|line| !is_entry(line));
        lead.is_some_and(|lead| lead.ends_with([':', '*']) && heads_no_deeds(&words(lead)))
    }
}
