//! The end of a sentence: what it shows and denies goes to the hits, and to those of the
//! headings it stands below.
//!
//! A heading shows nothing by itself, since a template has headings too. It counts once
//! some words stand below it, and a short denial below it may be about what it names.

use super::marks::near;
use super::mood::{Answer, answer};
use super::{Pass, Sentence};
use crate::evidence::phrases::{Kinds, Part};
use crate::evidence::scan::sentence::Found;
use crate::evidence::scan::subject::{is_genitive, is_pronoun, speaks_of};
use crate::evidence::scan::tally::Place;
use crate::evidence::words::{is_word, words};
use crate::source::count;

/// Words below a heading from which on the heading counts.
const BODY_WORDS: u32 = 6;

/// A denial of at most so many words that names its heading speaks of it.
const SHORT_DENIAL: u32 = 25;

/// A row of more parts holds statements of several kinds: a denial there speaks of its cell.
const WIDE_ROW: u32 = 3;

/// Longer sentences are no label.
const SHORT_LABEL: u32 = 8;

/// Longer sentences are no answer to a label.
const SHORT_ANSWER: u32 = 8;

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
        self.scanner.tally.next();
        self.reading.leaves_out |= sentence.kinds.meet(Kinds::EXCLUSIONS);
        // "Approved by: [TODO]" tells of no approval, "Storage: {{ n }} TB" of no storage.
        let is_unfilled =
            sentence.unfilled_after > 0 && sentence.words <= sentence.unfilled_after + 1;
        let silent = (sentence.states_nothing || is_unfilled) && self.heading_level.is_none();
        let about_heading = self.is_about_heading(&sentence);
        if !silent && (about_heading || self.matters(sentence.kinds)) {
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
            self.answer_before(&sentence);
            self.count_below_headings(sentence.words);
            self.label.clear();
            self.conclude(&sentence);
            if about_heading {
                self.time_heading(self.line_of(sentence.begins));
            }
            if sentence.words > SHORT_LABEL {
                self.label.clear();
            }
            self.leads_on(&sentence);
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
        self.scanner.said.settle();
        self.scanner.said.conditional |= sentence.conditional;
        let said = &self.scanner.said;
        let (denies, every) = (said.denies(), said.every);
        let announces = said.only_announces();
        if denies && said.event && sentence.words <= SHORT_DENIAL && !said.later {
            self.deny_heading(sentence.begins);
        }
        let wide = self.in_row() && sentence.part >= WIDE_ROW;
        for at in 0..self.scanner.said.found.len() {
            let found = self.scanner.said.found[at];
            let Found {
                state, line, start, ..
            } = found;
            let said = &self.scanner.said;
            let denied =
                denies && (!wide || said.denies_beside(&found)) && !said.denies_by_name(&found)
                    || said.denies_itself(&found);
            if denied && (self.is_narrowed(start as usize) || self.scanner.said.asks_of(&found)) {
                continue;
            }
            if denied {
                if self.scanner.said.event {
                    self.scanner.tally.deny_outright(state, line, announces);
                } else {
                    self.scanner.tally.deny(state, line, announces);
                }
                continue;
            }
            if self.scanner.said.says_none_of(&found) {
                self.scanner.tally.none(state, line);
            }
            let said = &self.scanner.said;
            if !said.conditional && said.doubts.cover(&found) {
                continue;
            }
            let (text, begins) = (self.task.text, self.begin_of(line, start));
            let place = Place {
                line,
                column: || column(text, begins, start),
            };
            self.scanner.tally.say(state, &place, every);
            self.label.push(found);
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
            for found in heading.found.clone() {
                let (text, begins) = (self.task.text, self.begin_of(found.line, found.start));
                let place = Place {
                    line: found.line,
                    column: || column(text, begins, found.start),
                };
                self.scanner.tally.head(found.state, &place);
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
        for found in heading.found.clone() {
            self.scanner.tally.refute(found.state, line);
        }
    }

    /// "**Suppliers.** Not looked at.", "## Limitations\n\nTo be written.": a few words that
    /// name nothing and begin with a negation speak of the label or heading before them.
    fn answer_before(&mut self, sentence: &Sentence) {
        if sentence.words > SHORT_ANSWER {
            return;
        }
        let text = self.task.text.get(sentence.begins..).unwrap_or("");
        let Some(answer) = answer(near(text), sentence.words) else {
            return;
        };
        let line = self.line_of(sentence.begins);
        let label = std::mem::take(&mut self.label);
        for found in label.iter().chain(&self.first_below()) {
            self.scanner.tally.take_back(found.state);
            if answer == Answer::NotDone {
                self.scanner.tally.deny(found.state, line, false);
            }
        }
    }

    /// Whether the sentence is about what the heading names: "It takes place twice a year."
    fn is_about_heading(&self, sentence: &Sentence) -> bool {
        let heading = self.headings.last();
        if self.heading_level.is_some() || heading.is_none_or(|heading| heading.found.is_empty()) {
            return false;
        }
        let text = self.task.text.get(sentence.begins..).unwrap_or("");
        let first = text.split(|c: char| !is_word(c)).next().unwrap_or("");
        sentence.words <= SHORT_DENIAL && is_pronoun(first)
    }

    /// How often the sentence says that what the heading names takes place.
    fn time_heading(&mut self, line: u32) {
        let Some(every) = self.scanner.said.every else {
            return;
        };
        let found = self.headings.last().map(|heading| heading.found.clone());
        for found in found.unwrap_or_default() {
            self.scanner.tally.time(found.state, every, line);
        }
    }

    /// The line that a byte stands in.
    fn line_of(&self, byte: usize) -> u32 {
        let before = |line: &u32| *line as usize <= byte;
        self.first_line + count(self.lines.partition_point(before)).saturating_sub(1)
    }

    /// What the heading names that stands directly above the sentence, with nothing between.
    fn first_below(&self) -> Vec<Found> {
        match self.headings.last() {
            Some(heading) if heading.level > 0 && heading.words == 0 => heading.found.clone(),
            _ => Vec::new(),
        }
    }

    /// The byte at which a line begins; that of the place itself where it is not known.
    fn begin_of(&self, line: u32, start: u32) -> u32 {
        let first = line.checked_sub(self.first_line).map(|at| at as usize);
        let begins = first.and_then(|at| self.lines.get(at)).copied();
        begins.unwrap_or(start)
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
