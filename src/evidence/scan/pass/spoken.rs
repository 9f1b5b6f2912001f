//! Whole sentences, for whoever asks of a text more than which ideas it shows: what it promises.
//!
//! They are parted, and it is told whether they state or deny something, exactly as for the hits,
//! so that nothing is a sentence to one reader of a text and none to another.

use super::{Pass, Sentence};
use crate::evidence::extract::Markup;
use crate::evidence::scan::{Mood, Spoken};

/// More sentences of one text are not kept.
const MOST: usize = 20_000;

/// Longer sentences are lists or damage; of them only the beginning is kept.
const LONGEST: usize = 1_200;

impl Pass<'_, '_, '_> {
    /// Keeps the sentence, or the row of a table it stands in, if anybody asked for sentences.
    pub(super) fn keep_spoken(&mut self, sentence: &Sentence) {
        let kept = self.scanner.spoken.as_ref().map_or(MOST, Vec::len);
        if kept >= MOST || self.fenced || self.task.markup == Markup::Data || sentence.heads_table {
            return;
        }
        let row = self
            .in_row()
            .then(|| self.whole_row(sentence.begins))
            .flatten();
        let (begins, text) = match row {
            Some(row) => row,
            None => (sentence.begins, self.text_of(sentence)),
        };
        // A block of program text ends no sentence.
        if text.contains("```") {
            return;
        }
        let spoken = Spoken {
            text: text[..crate::source::floor(text, LONGEST)].to_owned(),
            line: self.line_of(begins),
            mood: self.mood(sentence),
            is_row: row.is_some(),
            heads: row.map_or_else(String::new, |_| self.head.to_owned()),
            heading: self.nearest_heading().to_owned(),
            lead: if row.is_none() && self.in_list {
                self.lead_line(begins)
            } else {
                String::new()
            },
            ideas: self.ideas_said(),
            above: self.ideas_above(),
        };
        let Some(all) = &mut self.scanner.spoken else {
            return;
        };
        // A row with full stops in its cells is one entry all the same.
        match all
            .last_mut()
            .filter(|last| spoken.is_row && last.is_row && last.line == spoken.line)
        {
            Some(last) => {
                last.ideas.extend(spoken.ideas);
                if last.mood == Mood::States {
                    last.mood = spoken.mood;
                }
            }
            None => all.push(spoken),
        }
    }

    fn mood(&self, sentence: &Sentence) -> Mood {
        let asks = self.task.text[self.at..].starts_with('?');
        if sentence.question || asks {
            Mood::Asks
        } else if sentence.states_nothing || sentence.unfilled_after > 0 {
            Mood::LeavesOpen
        } else if self.scanner.said.denies() {
            Mood::Denies
        } else {
            Mood::States
        }
    }

    /// The line that leads the list in that begins above a byte: "We keep to these times:".
    fn lead_line(&self, begins: usize) -> String {
        const WITHIN: usize = 2_000;
        let from = crate::source::floor(self.task.text, begins.saturating_sub(WITHIN));
        let before = self.task.text.get(from..begins).unwrap_or("");
        let is_entry = |line: &&str| {
            line.starts_with(['-', '*', '+', '•', '|']) && !line.starts_with("**")
                || line.starts_with(|c: char| c.is_ascii_digit())
                || line.is_empty()
        };
        let lead = before
            .lines()
            .rev()
            .map(str::trim)
            .skip(1)
            .find(|line| !is_entry(line));
        lead.filter(|lead| lead.ends_with([':', '*']))
            .unwrap_or("")
            .to_owned()
    }

    /// The ideas that the sentence names, by number.
    fn ideas_said(&self) -> Vec<u32> {
        let tally = &self.scanner.tally;
        let of = |state| tally.ideas_of(state).iter().copied();
        let found = self.scanner.said.found.iter();
        found.flat_map(|found| of(found.state)).collect()
    }

    /// The ideas that the headings above it name.
    fn ideas_above(&self) -> Vec<u32> {
        let tally = &self.scanner.tally;
        let of = |state| tally.ideas_of(state).iter().copied();
        let found = self.headings.iter().flat_map(|heading| &heading.found);
        found.flat_map(|found| of(found.state)).collect()
    }
}
