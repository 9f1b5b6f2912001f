//! What a heading names, and what the text below it says of that.
//!
//! A heading shows nothing by itself, since a template has headings too. It counts once
//! some words stand below it, and a short denial below it may be about what it names. The one a
//! text opens with stands above all others where nothing but particulars stand below it: in most
//! controlled documents the chapters are set as high as the title, or higher.

use super::answers::comes_by_itself;
use super::tale::{Tale, tale_of};
use super::{BARE_LEVEL, Pass, Sentence, TITLE_LEVEL};
use crate::evidence::labels::is_label_line;
use crate::evidence::opening::{is_organisation, is_section};
use crate::evidence::phrases::Part;
use crate::evidence::scan::sentence::Found;
use crate::evidence::scan::subject::{is_pronoun, speaks_of};
use crate::evidence::told::{ToldOn, day_of_heading, heads_no_deeds};
use crate::evidence::words::{is_word, words};

/// Words below a heading from which on the heading counts.
const BODY_WORDS: u32 = 6;

/// The same below an item of an agenda: minutes are terse.
const MINUTED_WORDS: u32 = 4;

/// A denial of at most so many words that names its heading speaks of it.
pub(super) const SHORT_DENIAL: u32 = 25;

/// What has been read of a text, as far as its title is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opens {
    /// Nothing but what may stand above a title.
    Nothing,
    /// The title, and nothing but particulars below it.
    Title,
    /// More.
    Text,
}

/// A heading above the text that is being read.
pub(super) struct Heading<'t> {
    pub(super) level: usize,
    pub(super) found: Vec<Found>,
    pub(super) parts: Vec<Part>,
    /// Words below it.
    words: u32,
    pub(super) counted: bool,
    /// What the text below it tells.
    pub(super) tale: Tale,
    /// Whether nothing that was done stands below it: "Next steps".
    pub(super) is_ahead: bool,
    /// The day that it bears: "Restore test, 12 March 2026".
    pub(super) told: ToldOn,
    /// How often what it names happens, and its line: "Monthly service report".
    pub(super) every: Option<(u8, u32)>,
    text: &'t str,
}

/// How the words end by which people call a meeting.
const MEETINGS: &[&str] = &[
    "meeting",
    "meetings",
    "round",
    "huddle",
    "hall",
    "stand up",
    "standup",
    "board",
    "runde",
    "besprechung",
    "versammlung",
    "sitzung",
    "treffen",
    "fixe",
];

/// Beginnings of words that say that the meeting was held for the thing itself, or with those whom
/// it was to reach.
const HELD_FOR: &[&str] = &[
    "review",
    "audit",
    "accept",
    "abnahme",
    "customer",
    "client",
    "user",
    "supplier",
    "partner",
    "kunde",
    "anwender",
    "nutzer",
    "lieferant",
];

/// Whether what was found in a title only names the meeting: that a team met says nothing of what
/// it was told.
fn names_meeting(title: &[String], found: &Found) -> bool {
    let word = |number: u32| {
        let at = (number as usize).checked_sub(1);
        at.and_then(|at| title.get(at)).map_or("", String::as_str)
    };
    let mut named = (found.first..=found.last).map(word);
    let held_for = named.any(|word| HELD_FOR.iter().any(|start| word.starts_with(start)));
    let with_others = matches!(word(found.last + 1), "with" | "mit");
    !held_for && !with_others && MEETINGS.iter().any(|end| word(found.last).ends_with(end))
}

impl Pass<'_, '_, '_> {
    /// A heading has ended: what stands below it is below no deeper one.
    pub(super) fn end_heading(&mut self, level: usize, sentence: &Sentence) {
        self.end_passage();
        let begins = sentence.begins;
        let text = match self.task.title {
            // It stands in what is not read here: in front matter, say.
            Some((title, _)) if level == TITLE_LEVEL => title,
            _ => self.task.text.get(begins..self.at).unwrap_or(""),
        };
        self.leave_headings(level, text);
        self.lead.clear();
        self.lead_tale = Tale::None;
        self.label.clear();
        self.label_words = 0;
        self.label_asks = false;
        self.look_up();
        self.join(sentence);
        let parts = self.parts_said();
        for part in &parts {
            self.above.insert(*part);
        }
        let above = self.headings.last().map_or(Tale::None, |above| above.tale);
        let own = tale_of(text);
        let mut found = self.scanner.said.found.clone();
        let words = words(text);
        if level <= 1 {
            found.retain(|found| !names_meeting(&words, found));
        }
        self.headings.push(Heading {
            level,
            found,
            parts,
            words: 0,
            counted: false,
            tale: if own == Tale::None && above.is_gap() {
                above
            } else {
                own
            },
            is_ahead: heads_no_deeds(&words),
            told: day_of_heading(text),
            every: self.interval_of_heading(&words),
            text,
        });
        self.tells_of_heading();
    }

    /// The text of the nearest heading above; empty where there is none.
    pub(super) fn nearest_heading(&self) -> &str {
        self.headings.last().map_or("", |heading| heading.text)
    }

    /// Those as deep as a heading that follows, or deeper, no longer stand above the text; the
    /// title does.
    fn leave_headings(&mut self, level: usize, text: &str) {
        if let (Opens::Title, Some(title)) = (self.opens, self.headings.last_mut())
            && title.level >= level
        {
            title.level = TITLE_LEVEL;
        }
        self.opens = match self.opens {
            // "Confidential", "Nord Ltd": the title is still to come.
            Opens::Nothing if is_section(text) || is_organisation(text) => Opens::Nothing,
            Opens::Nothing => Opens::Title,
            Opens::Title | Opens::Text => Opens::Text,
        };
        let is_left = |heading: &Heading| heading.level > TITLE_LEVEL && heading.level >= level;
        while self.headings.last().is_some_and(is_left) {
            self.headings.pop();
        }
    }

    /// Text stands below the title, unless what was read is one of its particulars.
    pub(super) fn read_below_title(&mut self, sentence: &Sentence) {
        if self.opens == Opens::Text || self.is_particular(sentence) {
            return;
        }
        self.opening_words += sentence.words;
        let is_prose = self.ends_in_full_stop(sentence.last.1) || self.is_item(sentence);
        if is_prose || self.opening_words >= BODY_WORDS {
            self.opens = Opens::Text;
        }
    }

    /// Whether the sentence begins an item of a list.
    fn is_item(&self, sentence: &Sentence) -> bool {
        let before = self.task.text.get(..sentence.begins).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or("").trim();
        matches!(line, "-" | "*" | "+" | "•") || line.ends_with(['.', ')']) && line.len() < 4
    }

    /// Whether the sentence is a label with its value, in a line or in a row of two cells.
    fn is_particular(&self, sentence: &Sentence) -> bool {
        let text = self.text_of(sentence);
        if self.in_row() {
            self.row(sentence)
                .is_some_and(|(_, row)| row.split('|').count() <= 2)
        } else {
            is_label_line(text)
        }
    }

    /// Words stand below the headings, and those below which enough do count.
    pub(super) fn count_below_headings(&mut self, words: u32) {
        for at in 0..self.headings.len() {
            let heading = &mut self.headings[at];
            heading.words += words;
            let enough = if heading.level == BARE_LEVEL {
                MINUTED_WORDS
            } else {
                BODY_WORDS
            };
            if heading.counted || heading.words < enough {
                continue;
            }
            heading.counted = true;
            for found in heading.found.clone() {
                let place = self.place_of(&found);
                self.scanner.tally.head(found.state, &place);
            }
        }
    }

    /// "It has not yet been carried out": what stands in the nearest heading is denied.
    pub(super) fn deny_heading(&mut self, begins: usize) {
        let Some(heading) = self.headings.last() else {
            return;
        };
        let said = words(self.task.text.get(begins..self.at).unwrap_or(""));
        if !speaks_of(&said, &words(heading.text)) {
            return;
        }
        let line = self.line;
        for found in heading.found.clone() {
            self.scanner.tally.refute(found.state, line, false);
        }
    }

    /// "## Complaints", and below it "None this month.": what comes by itself is reported; whether
    /// it does.
    pub(super) fn report_none(&mut self, begins: usize) -> bool {
        let line = self.line_of(begins);
        let Some(heading) = self.headings.last_mut() else {
            return false;
        };
        if !comes_by_itself(&words(heading.text)) {
            return false;
        }
        heading.words += BODY_WORDS;
        for found in heading.found.clone() {
            self.scanner.tally.none(found.state, line);
        }
        true
    }

    /// Whether the sentence is about what the heading names: "It takes place twice a year."
    pub(super) fn is_about_heading(&self, sentence: &Sentence) -> bool {
        let heading = self.headings.last();
        if self.heading_level.is_some() || heading.is_none_or(|heading| heading.found.is_empty()) {
            return false;
        }
        let text = self.task.text.get(sentence.begins..).unwrap_or("");
        let first = text.split(|c: char| !is_word(c)).next().unwrap_or("");
        sentence.words <= SHORT_DENIAL && is_pronoun(first)
    }

    /// How often the sentence says that what the heading names takes place.
    pub(super) fn time_heading(&mut self, line: u32) {
        let Some(every) = self.scanner.said.heard.every else {
            return;
        };
        let found = self.headings.last().map(|heading| heading.found.clone());
        for found in found.unwrap_or_default() {
            self.scanner.tally.time(found.state, every, line);
        }
    }

    /// What the heading names that stands directly above the sentence, with nothing between.
    pub(super) fn first_below(&self) -> Vec<Found> {
        match self.headings.last() {
            Some(heading) if heading.level > TITLE_LEVEL && heading.words == 0 => {
                heading.found.clone()
            }
            _ => Vec::new(),
        }
    }
}
