//! One pass over a text: which ideas it holds, where, and whether it says that they
//! are there or that they are missing.
//!
//! Works on words, sentence by sentence. A heading counts only when text stands
//! below it, so that an empty template shows nothing. Comments, link targets and
//! tables of contents are not read: no reader of the document sees or needs them.
//!
//! This is where most of a run's time goes. A word costs one look-up ([`lexicon`]); a
//! sentence is looked at closely ([`sentence`]) only when one of its words can begin a
//! phrase that matters.

mod doubt;
mod lexicon;
mod parts;
mod pass;
mod sentence;
mod spots;
mod stops;
mod subject;
mod tally;

use super::extract::Markup;
use super::metadata::KINDS;
use super::phrases::Matcher;
use super::told::ToldOn;
use pass::Pass;
pub(super) use pass::{can_be_head, is_rule_of_table, says_no};
use sentence::{Said, Token};
use serde::{Deserialize, Serialize};
pub use spots::{By, Spot};
use tally::Tally;

/// What a text holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Number of words.
    pub words: u32,
    /// Ideas found, sorted by index.
    pub hits: Vec<Hit>,
    /// The first heading, with its line.
    pub heading: Option<(String, u32)>,
    /// Names of the workspace that are stated, by index.
    pub names: Vec<u16>,
    /// Names of the workspace that occur in any way, by index.
    pub in_passing: Vec<u16>,
    /// Whether a word in it can leave something out, as "not applicable" does.
    pub leaves_out: bool,
    /// Links to other files, as written, with their lines.
    pub links: Vec<(String, u32)>,
    /// Where it says what, in its order, if the task asked for it.
    pub spots: Vec<Spot>,
}

/// One idea in one text.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent properties of what was found"
)]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// Index of the idea.
    pub idea: u32,
    /// First line that shows it; 0 when none does.
    pub line: u32,
    /// Column of that place.
    pub column: u32,
    /// In how many sentences it is shown.
    pub said: u16,
    /// Whether the title or a heading with text below it shows it.
    pub headed: bool,
    /// In how many sentences it is said to be missing.
    pub denied: u16,
    /// The first line that says so; 0 when none does.
    pub denied_line: u32,
    /// In how many of these it is only announced for later.
    pub announced: u16,
    /// In how many sentences a plain negation stands beside it: "nobody compares".
    pub negated: u16,
    /// The first line with one; 0 when none has.
    pub negated_line: u32,
    /// The first line that says that people go round it; 0 when none does.
    pub bypassed_line: u32,
    /// In how many of the sentences that show it the passage mostly says what is missing.
    pub clouded: u16,
    /// The line of the first of these; 0 when there is none.
    pub clouded_line: u32,
    /// In how many of the sentences that show it nothing is told but how it is done.
    pub habits: u16,
    /// The first line that says that there was none in a period; 0 when none does.
    pub none_line: u32,
    /// Whether only words show it that are too common to say what a file is about.
    pub loose: bool,
    /// In how many of the sentences that deny it they tell how it stands with something, and not
    /// that nobody looked at it: "one of five actions is still open".
    pub of_state: u16,
    /// In how many of them it is denied of one service, customer or party alone: "Vault has none".
    pub of_one: u16,
    /// In how many of them it is only told that nobody talked about it or looked at it.
    pub unlooked: u16,
    /// In how many of them it is only denied that something is laid down: "limits are not agreed".
    pub unsettled: u16,
    /// In how many of the sentences that show it only the head of a column does.
    pub by_heads: u16,
    /// Whether the deed is denied that a line asks for, with what it is done to.
    pub by_deed: bool,
    /// Whether it is denied as an event: "No test was carried out."
    pub outright: bool,
    /// Whether it is the event that a heading names, and the text below denies that.
    pub refuted: bool,
    /// A stated interval in a sentence that shows the idea, index into
    /// [`super::cues::intervals`].
    pub every: Option<u8>,
    /// The line of that sentence.
    pub every_line: u32,
    /// Whether that sentence stands near and may be about something else.
    pub every_near: bool,
    /// The last day on which a sentence or row that shows it tells of something done.
    pub told: ToldOn,
    /// The line of that sentence or row.
    pub told_line: u32,
    /// The last day on which one says so plainly that nobody has to ask.
    pub plain: ToldOn,
    /// The line of that sentence or row.
    pub plain_line: u32,
    /// The kind of document that is said not to be there of what the idea names, as one more than
    /// its place among [`KINDS`]; 0 where none is.
    pub lacking: u8,
    /// The line that says so.
    pub lacking_line: u32,
}

impl Hit {
    /// Whether the text says that the thing is there.
    #[must_use]
    pub fn shown(&self) -> bool {
        !self.refuted && (self.said > 0 || self.headed && self.denied <= self.of_one)
    }

    /// Whether all that denies it denies it of one service, customer or party alone.
    #[must_use]
    pub fn only_of_one(&self) -> bool {
        self.denied > 0 && self.denied <= self.of_one
    }

    /// Whether all that denies it says no more than that it is not laid down.
    #[must_use]
    pub fn only_unsettled(&self) -> bool {
        self.denied > 0 && self.denied <= self.unsettled && !self.refuted
    }

    /// Whether nothing but heads of columns shows it.
    #[must_use]
    pub fn only_by_heads(&self) -> bool {
        self.said > 0 && self.by_heads >= self.said && !self.headed
    }

    /// Whether the text says that the thing is missing, and nowhere that it is there.
    #[must_use]
    pub fn contrary(&self) -> bool {
        self.refuted || self.denied > 0 && !self.shown() && self.said == 0
    }

    /// Whether the text says that the subject of a requirement is missing altogether: it
    /// speaks of it nowhere else. "There is no report on incidents" denies a report, and not
    /// that incidents are handled.
    #[must_use]
    pub fn contrary_to_subject(&self) -> bool {
        self.denied > 0 && self.said == 0 && !self.headed
            || (self.outright || self.by_deed) && self.contrary()
    }

    /// The line that says otherwise than the rest of the text, if one does: a denial, or as many
    /// plain negations as there are sentences that show it.
    #[must_use]
    pub fn disputed_line(&self) -> Option<u32> {
        if self.denied > 0 {
            Some(self.denied_line)
        } else if self.bypassed_line > 0 {
            Some(self.bypassed_line)
        } else {
            (self.negated > 0 && self.negated >= self.said).then_some(self.negated_line)
        }
    }

    /// The line that shows it, where nothing but passages do that mostly say what is missing.
    #[must_use]
    pub fn clouded_line(&self) -> Option<u32> {
        (self.said > 0 && self.clouded >= self.said).then_some(self.clouded_line)
    }

    /// Whether all that shows it tells how things are done, and not that anything was.
    #[must_use]
    pub fn only_habit(&self) -> bool {
        self.said > 0 && !self.headed && self.habits >= self.said && !self.told.any()
    }

    /// The line that says that there is no document of a kind of what it names: "There is no plan."
    /// below a heading that names it.
    #[must_use]
    pub fn lacks(&self, kind: &str) -> Option<u32> {
        let known = usize::from(self.lacking).checked_sub(1)?;
        (KINDS.get(known) == Some(&kind)).then_some(self.lacking_line)
    }

    /// Takes that there is no document of a kind of what it names.
    pub(super) fn lack(&mut self, kind: &str, line: u32) {
        if self.lacking > 0 {
            return;
        }
        let known = KINDS.iter().position(|known| *known == kind);
        let Some(number) = known.and_then(|at| u8::try_from(at + 1).ok()) else {
            return;
        };
        (self.lacking, self.lacking_line) = (number, line);
    }

    /// Takes what is announced for later as said, as for a document that speaks of what
    /// lies ahead.
    pub fn accept_announcements(&mut self) {
        self.said = self.said.saturating_add(self.announced);
        self.denied -= self.announced.min(self.denied);
        self.announced = 0;
        if self.line == 0 {
            self.line = self.denied_line;
            self.column = 1;
        }
        if self.denied == 0 {
            self.denied_line = 0;
        }
    }

    /// Takes what is told of how things stand as said, as for a line that asks whether somebody
    /// looked at them.
    pub fn accept_states(&mut self) {
        let told = std::mem::take(&mut self.of_state);
        self.said = self.said.saturating_add(told);
        self.denied = self.denied.saturating_sub(told);
        self.negated = self.negated.saturating_sub(told);
        if self.line == 0 {
            self.line = self.denied_line.max(self.negated_line);
            self.column = 1;
        }
        self.outright &= self.denied > 0;
        self.refuted &= self.denied > 0;
        if self.denied == 0 {
            self.denied_line = 0;
        }
    }

    /// Forgets that nobody talked about it, for a line that does not ask whether somebody did.
    pub fn forget_unlooked(&mut self) {
        let told = std::mem::take(&mut self.unlooked);
        self.denied = self.denied.saturating_sub(told);
        self.negated = self.negated.saturating_sub(told);
        self.outright &= self.denied > 0;
        self.refuted &= self.denied > 0;
        if self.denied == 0 {
            self.denied_line = 0;
        }
    }

    /// Takes a day on which something is told of it, if it is later than what is known.
    pub(super) fn tell(&mut self, told: ToldOn, line: u32) {
        if told > self.told {
            (self.told, self.told_line) = (told, line);
        }
    }

    /// The same of a day on which it is told plainly.
    pub(super) fn tell_plainly(&mut self, told: ToldOn, line: u32) {
        if told > self.plain {
            (self.plain, self.plain_line) = (told, line);
        }
    }

    /// Every line it names; 0 where there is none.
    pub(super) fn lines_mut(&mut self) -> [&mut u32; 10] {
        [
            &mut self.line,
            &mut self.denied_line,
            &mut self.negated_line,
            &mut self.bypassed_line,
            &mut self.clouded_line,
            &mut self.none_line,
            &mut self.every_line,
            &mut self.told_line,
            &mut self.plain_line,
            &mut self.lacking_line,
        ]
    }

    /// Only what it affirms, if anything.
    pub(super) fn affirmed(&self) -> Option<Hit> {
        (self.said > 0 || self.headed).then_some(Hit {
            denied: 0,
            denied_line: 0,
            of_state: 0,
            of_one: 0,
            unlooked: 0,
            unsettled: 0,
            by_deed: false,
            negated: 0,
            negated_line: 0,
            announced: 0,
            outright: false,
            refuted: false,
            ..*self
        })
    }

    /// Adds what another phrase of the same idea showed.
    pub(super) fn unite(&mut self, other: &Hit) {
        if other.line != 0
            && (self.line == 0 || (other.line, other.column) < (self.line, self.column))
        {
            self.line = other.line;
            self.column = other.column;
        }
        self.said = self.said.saturating_add(other.said);
        self.headed |= other.headed;
        self.outright |= other.outright;
        self.refuted |= other.refuted;
        self.denied = self.denied.saturating_add(other.denied);
        self.announced = self.announced.saturating_add(other.announced);
        self.negated = self.negated.saturating_add(other.negated);
        self.of_state = self.of_state.saturating_add(other.of_state);
        self.of_one = self.of_one.saturating_add(other.of_one);
        self.unlooked = self.unlooked.saturating_add(other.unlooked);
        self.unsettled = self.unsettled.saturating_add(other.unsettled);
        self.by_heads = self.by_heads.saturating_add(other.by_heads);
        self.by_deed |= other.by_deed;
        if other.denied_line != 0 && (self.denied_line == 0 || other.denied_line < self.denied_line)
        {
            self.denied_line = other.denied_line;
        }
        if self.negated_line == 0 {
            self.negated_line = other.negated_line;
        }
        if self.bypassed_line == 0 {
            self.bypassed_line = other.bypassed_line;
        }
        self.clouded = self.clouded.saturating_add(other.clouded);
        if self.clouded_line == 0 {
            self.clouded_line = other.clouded_line;
        }
        self.habits = self.habits.saturating_add(other.habits);
        if self.none_line == 0 {
            self.none_line = other.none_line;
        }
        if self.lacking == 0 {
            (self.lacking, self.lacking_line) = (other.lacking, other.lacking_line);
        }
        self.tell(other.told, other.told_line);
        self.tell_plainly(other.plain, other.plain_line);
        let sooner = (other.every_near, other.every_line) < (self.every_near, self.every_line);
        if self.every.is_none() || (other.every.is_some() && sooner) {
            self.every = other.every;
            self.every_line = other.every_line;
            self.every_near = other.every_near;
        }
    }
}

/// A sentence of a text, or a row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// As it is written; of a row all cells, parted by `|`.
    pub text: String,
    /// Its first line.
    pub line: u32,
    /// Whether it states anything.
    pub mood: Mood,
    /// Whether it is a row of a table.
    pub is_row: bool,
    /// Of a row: the heads of the table.
    pub heads: String,
    /// The nearest heading above.
    pub heading: String,
    /// Of an entry of a list: the line that leads the list in.
    pub lead: String,
    /// Ideas in it, by number, in no order.
    pub ideas: Vec<u32>,
    /// Ideas in the headings above it.
    pub above: Vec<u32>,
}

/// What a sentence does with what it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// It states it.
    States,
    /// It says that it is not there, not done, or only announced.
    Denies,
    /// It asks for it.
    Asks,
    /// Nobody has filled it in or ticked it.
    LeavesOpen,
}

/// What of a text is to be read, and how.
#[derive(Debug, Clone, Copy)]
pub struct Task<'t> {
    /// The text.
    pub text: &'t str,
    /// The byte to begin at.
    pub start: usize,
    /// How structure is marked.
    pub markup: Markup,
    /// Read as a heading above all else, with its line.
    pub title: Option<(&'t str, u32)>,
    /// Lines (sorted) that were read as particulars of the document, such as its owner,
    /// and are no statement on its subject.
    pub taken: &'t [u32],
    /// Whether somebody asks where the text says what, beyond the first place.
    pub spots: bool,
}

/// Reads many texts with one matcher; keeps what it learnt about words.
#[derive(Debug)]
pub struct Scanner<'m> {
    matcher: &'m Matcher,
    tally: Tally<'m>,
    tokens: Vec<Token>,
    said: Said,
    /// The sentences of the text, where somebody asks for them.
    spoken: Option<Vec<Spoken>>,
}

impl<'m> Scanner<'m> {
    /// A scanner for ideas numbered below `ideas`.
    #[must_use]
    pub fn new(matcher: &'m Matcher, ideas: usize) -> Self {
        Self {
            matcher,
            tally: Tally::new(matcher, ideas),
            tokens: Vec::new(),
            said: Said::default(),
            spoken: None,
        }
    }

    /// Reads a text.
    pub fn scan(&mut self, task: Task<'_>) -> Reading {
        // What a text left behind whose reading broke off.
        self.tally.finish();
        self.tally.lexicon.forget_if_large();
        self.tally.spots = task.spots.then(Vec::new);
        let mut reading = Pass::new(self, task).run();
        reading.hits = self.tally.finish();
        reading.spots = self.tally.spots.take().unwrap_or_default();
        reading
    }

    /// The sentences of a text and the rows of its tables, in order.
    pub fn sentences(&mut self, task: Task<'_>) -> Vec<Spoken> {
        self.spoken = Some(Vec::new());
        self.scan(task);
        self.spoken.take().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
