//! What a passage speaks of: of how things are, or of what is missing.
//!
//! "We never sat down over where our system ends. Whether Cardiff is inside depends on whom you
//! ask." No single sentence of it denies a scope, and no list of phrases has them all; together
//! they leave no doubt. Where several sentences below one heading say that something is not there,
//! and they are a good part of it, what stands between them shows nothing for certain: a person
//! has to read it.
//!
//! Rows of tables speak of how things are: "no" in a cell is an answer to its head.

use super::headings::Heading;
use super::marks::near;
use super::tale::Tale;
use super::{Pass, Sentence};
use crate::evidence::phrases::Kinds;
use crate::evidence::scan::sentence::Found;
use crate::evidence::words::is_word;

/// Shorter sentences are labels.
const SHORT: u32 = 2;

/// A line of fewer words without a full stop is a label, an address, a line of a letterhead: it
/// tells nothing of how things are.
const LINE: u32 = 8;

/// A single sentence of what is missing clouds nothing.
const FEWEST: u32 = 2;

/// Words by which people say what others wish.
const WANTS: &[&str] = &[
    "want",
    "wants",
    "wanted",
    "wish",
    "wishes",
    "prefer",
    "prefers",
    "rather",
    "wollen",
    "will",
    "wünschen",
    "wünscht",
    "möchten",
    "möchte",
    "lieber",
    "ungern",
];

/// Sentences below one heading.
#[derive(Debug, Default)]
pub(super) struct Passage {
    sentences: u32,
    lacking: u32,
    /// How often what is spoken of happens, and the line that says so.
    pub(super) every: Option<(u8, u32)>,
}

impl Passage {
    /// Half of it at least says what is missing. So do 37 of 100 pages written to deny a
    /// requirement, and 1 of 100 of those written to show one.
    fn is_clouded(&self) -> bool {
        self.lacking >= FEWEST && self.lacking * 2 >= self.sentences
    }
}

impl Pass<'_, '_, '_> {
    /// Counts a sentence that is no heading.
    pub(super) fn count_in_passage(&mut self, sentence: &Sentence) {
        if sentence.words <= SHORT {
            return;
        }
        if self.in_row() {
            self.passage.sentences += 1;
            return;
        }
        let says_so = sentence.kinds.meet(Kinds::LACKS) || sentence.question;
        let lacks = says_so
            && !sentence.kinds.meet(Kinds::NO_LOSS)
            && self.tale == Tale::None
            && !self.reports(sentence);
        let tells = sentence.words >= LINE || self.in_list;
        if lacks || tells || self.ends_in_full_stop(sentence.last.1) {
            self.passage.sentences += 1;
            self.passage.lacking += u32::from(lacks);
        }
    }

    /// Whether the sentence reports figures, or what somebody wants or would rather have: "42 answered,
    /// 3 did not", "users want no mails at night", "by phone, not by mail". That is what was found.
    fn reports(&self, sentence: &Sentence) -> bool {
        if sentence.question {
            return false;
        }
        let text = near(self.text_of(sentence));
        let counts = text
            .split(|c: char| !is_word(c) && c != '.' && c != ',')
            .any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let rather = [", not ", ", nicht ", ", kein"];
        let wants = |word: &str| WANTS.iter().any(|known| known.eq_ignore_ascii_case(word));
        counts
            || rather.iter().any(|mark| text.contains(mark))
            || text.split(|c: char| !is_word(c)).any(wants)
    }

    pub(super) fn ends_in_full_stop(&self, end: usize) -> bool {
        let rest = self.task.text.get(end..).unwrap_or("");
        let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !".!?;\n".contains(c));
        rest.starts_with(['.', '!', '?', ';'])
    }

    /// A heading or the end of the text ends the passage.
    pub(super) fn end_passage(&mut self) {
        let passage = std::mem::take(&mut self.passage);
        let above = || self.headings.iter().rev().find_map(|heading| heading.every);
        let every = passage.every.or_else(above);
        if let Some((every, line)) = every {
            let timed = |heading: &&Heading<'_>| heading.every.is_some_and(|own| own.0 == every);
            let heading = self.headings.last().into_iter();
            let titled = self.headings.iter().filter(timed);
            let found: Vec<Found> = (heading.chain(titled))
                .flat_map(|heading| heading.found.iter().copied())
                .collect();
            for found in found {
                self.scanner.tally.time_near(found.state, every, line);
            }
        }
        self.scanner.tally.end_passage(passage.is_clouded(), every);
    }
}
