//! The end of a sentence: what it shows and denies goes to the hits, and to those of the
//! headings it stands below.
//!
//! A heading shows nothing by itself, since a template has headings too. It counts once
//! some words stand below it, and a short denial below it may be about what it names.

use super::marks::near;
use super::{Pass, Sentence};
use crate::evidence::phrases::{Kinds, Part, State};
use crate::evidence::scan::sentence::Found;
use crate::evidence::scan::subject::{is_genitive, speaks_of};
use crate::evidence::words::{is_word, words};
use crate::source::count;

/// Words below a heading from which on the heading counts.
const BODY_WORDS: u32 = 6;

/// A denial of at most so many words that names its heading speaks of it.
const SHORT_DENIAL: u32 = 25;

/// A heading above the text that is being read.
pub(super) struct Heading {
    level: usize,
    found: Vec<Found>,
    pub(super) parts: Vec<Part>,
    /// Words below it.
    words: u32,
    counted: bool,
    /// Its text, as a range of bytes.
    range: (usize, usize),
}

impl Pass<'_, '_, '_> {
    pub(super) fn end_sentence(&mut self) {
        if self.sentence.words == 0 {
            return;
        }
        let sentence = std::mem::take(&mut self.sentence);
        self.reading.leaves_out |= sentence.kinds.meet(Kinds::EXCLUSIONS);
        let silent = sentence.states_nothing && self.heading_level.is_none();
        if !silent && self.matters(sentence.kinds) {
            self.hear();
        }
        self.scanner.tokens.clear();
        if let Some(level) = self.heading_level {
            self.end_heading(level, sentence.begins);
        } else {
            if !self.in_list {
                self.let_lead_go();
            }
            self.join();
            self.count_below_headings(sentence.words);
            self.conclude(&sentence);
            if !self.in_list && self.ends_in_colon(sentence.last.1) {
                self.lead = self.parts_said();
                for part in &self.lead {
                    self.above.insert(*part);
                }
            }
        }
        self.scanner.said.clear();
    }

    fn end_heading(&mut self, level: usize, begins: usize) {
        while self
            .headings
            .last()
            .is_some_and(|heading| heading.level >= level)
        {
            self.headings.pop();
        }
        self.lead.clear();
        self.look_up();
        self.join();
        let parts = self.parts_said();
        for part in &parts {
            self.above.insert(*part);
        }
        self.headings.push(Heading {
            level,
            found: self.scanner.said.found.clone(),
            parts,
            words: 0,
            counted: false,
            range: (begins, self.at),
        });
    }

    /// Whether a sentence with such words can say anything that matters.
    fn matters(&self, kinds: Kinds) -> bool {
        kinds.meet(Kinds::SUBJECTS)
            || kinds.meet(Kinds::EVENTS)
                && self
                    .headings
                    .last()
                    .is_some_and(|heading| !heading.found.is_empty())
    }

    /// Takes from a sentence of the text what it shows and what it denies.
    fn conclude(&mut self, sentence: &Sentence) {
        self.scanner.said.conditional |= sentence.conditional;
        let said = &self.scanner.said;
        let (denies, every) = (said.denies(), said.every);
        let announces = said.only_announces();
        if denies && said.event && sentence.words <= SHORT_DENIAL && !said.later {
            self.deny_heading(sentence.begins);
        }
        for at in 0..self.scanner.said.found.len() {
            let (state, line, start) = self.scanner.said.found[at];
            if denies && self.is_narrowed(start as usize) {
                continue;
            }
            let hit = self.scanner.hit(state);
            if denies {
                hit.denied = hit.denied.saturating_add(1);
                hit.announced = hit.announced.saturating_add(u16::from(announces));
                if hit.denied_line == 0 {
                    hit.denied_line = line;
                }
                continue;
            }
            if hit.every.is_none() && every.is_some() {
                hit.every = every;
                hit.every_line = line;
            }
            hit.said = hit.said.saturating_add(1);
            self.place(state, line, start);
        }
    }

    /// Whether the word after the one that begins here narrows it down: "the audit of the
    /// second site was postponed" denies no audit.
    fn is_narrowed(&self, start: usize) -> bool {
        let rest = near(self.task.text.get(start..).unwrap_or(""));
        let mut words = rest
            .split(|c: char| !is_word(c))
            .filter(|word| !word.is_empty());
        words.nth(1).is_some_and(is_genitive)
            && words
                .next()
                .is_some_and(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
    }

    fn count_below_headings(&mut self, words: u32) {
        for at in 0..self.headings.len() {
            let heading = &mut self.headings[at];
            heading.words += words;
            if heading.counted || heading.words < BODY_WORDS {
                continue;
            }
            heading.counted = true;
            for (state, line, start) in heading.found.clone() {
                self.place(state, line, start);
                self.scanner.hit(state).headed = true;
            }
        }
    }

    /// "It has not yet been carried out": what stands in the nearest heading is denied.
    fn deny_heading(&mut self, begins: usize) {
        let Some(heading) = self.headings.last() else {
            return;
        };
        let part =
            |from: usize, to: usize| words(self.task.text.get(from..to.max(from)).unwrap_or(""));
        let said = part(begins, self.at);
        if !speaks_of(&said, &part(heading.range.0, heading.range.1)) {
            return;
        }
        let line = self.line;
        for (state, _, _) in heading.found.clone() {
            let hit = self.scanner.hit(state);
            hit.denied = hit.denied.saturating_add(1);
            if hit.denied_line == 0 {
                hit.denied_line = line;
            }
        }
    }

    fn place(&mut self, state: State, line: u32, start: u32) {
        let hit = self.scanner.hit(state);
        if hit.line == 0 || line < hit.line {
            hit.line = line;
            let first = line.checked_sub(self.first_line).map(|at| at as usize);
            let begins = first.and_then(|at| self.lines.get(at)).copied();
            hit.column = column(self.task.text, begins.unwrap_or(start), start);
        }
    }
}

/// The column of a byte in the line that begins at another, in characters from 1; 1 as
/// well where the line is so long that nobody counts.
fn column(text: &str, begins: u32, start: u32) -> u32 {
    const LONGEST: u32 = 4_096;
    if start.saturating_sub(begins) > LONGEST {
        return 1;
    }
    let before = text.get(begins as usize..start as usize).unwrap_or("");
    count(before.chars().count()) + 1
}
