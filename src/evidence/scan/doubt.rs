//! What a sentence leaves open. A negation speaks of its own part of the sentence, between
//! commas, colons, dashes and cells, and of nothing beyond: "the plan was tested, the generator
//! did not start" tells of a test.

use super::pass::Clauses;
use super::sentence::Found;
use crate::evidence::cues::Reach;

/// Later parts of a list have at most so many words: "no targets, limits or exceptions".
const LIST_PART: u32 = 4;

/// What answers to the words before a colon has at most so many words.
const ANSWER: u32 = 12;

/// A value of more words may say something beside hollow ones.
const HOLLOW_VALUE: u32 = 5;

/// The doubts of one sentence.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    entries: Vec<Doubt>,
    /// Where clauses begin that hang on another, each with its part.
    hanging: Vec<(u32, u32)>,
    /// By part of the sentence: its words, and what stands before it.
    parts: Vec<(u32, u8)>,
    /// By part, the part of the sentence it is inserted in.
    within: Vec<Option<u32>>,
    /// The whole sentence only wishes, or tells what others do.
    all: bool,
    /// So it does, whatever condition it names.
    whatever: bool,
    /// The sentence is a rule; its negations say what must not be.
    bound: bool,
    /// The number of the "without" that makes it one.
    by_without: Option<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Doubt {
    /// The number of its last word in the sentence.
    word: u32,
    /// The number of its first word.
    first: u32,
    part: u32,
    reach: Reach,
}

impl Doubts {
    /// Makes ready for the next sentence.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.hanging.clear();
        self.parts.clear();
        self.within.clear();
        self.all = false;
        self.whatever = false;
        self.bound = false;
        self.by_without = None;
    }

    /// Counts a word of a part; `before` is the byte that stands before the part.
    pub(super) fn word(&mut self, part: u32, before: u8) {
        let part = part as usize;
        if self.parts.len() <= part {
            self.parts.resize(part + 1, (0, 0));
        }
        self.parts[part].0 += 1;
        self.parts[part].1 = before;
    }

    /// Adds a doubt of so many words that ends at the word counted last.
    pub(super) fn add(&mut self, reach: Reach, word: u32, part: u32, length: u32) {
        if matches!(reach, Reach::Sentence | Reach::Whole) {
            self.all = true;
            self.whatever |= reach == Reach::Whole;
            return;
        }
        let begins_value = self.begins_value(part, length);
        if reach != Reach::Value || begins_value {
            let first = word + 1 - length.min(word);
            self.entries.push(Doubt {
                word,
                first,
                part,
                reach,
            });
        }
    }

    /// Whether the words of a part read so far are the first of a value, and so many.
    pub(super) fn begins_value(&self, part: u32, length: u32) -> bool {
        self.part(part) == (length, b':')
    }

    /// Adds words that say nothing of their part, and as a value nothing of what it is said of.
    pub(super) fn hollow(&mut self, word: u32, part: u32) {
        let of_label = self.is_value(part) && self.part(part).0 <= HOLLOW_VALUE;
        let reach = if of_label { Reach::Value } else { Reach::Part };
        self.entries.push(Doubt {
            word,
            first: word,
            part,
            reach,
        });
    }

    /// Adds a "without": "no change goes live without approval" is a rule.
    pub(super) fn without(&mut self, word: u32, part: u32) {
        if self.entries.is_empty() {
            self.add(Reach::Ahead, word, part, 1);
        } else {
            self.by_without = Some(word);
        }
    }

    /// "The post is vacant and we make do without" is none.
    pub(super) fn do_without(&mut self, word: u32, part: u32) {
        if self.by_without == Some(word) {
            self.by_without = None;
        }
        // What went before "without" is as much in doubt as what follows.
        self.entries.retain(|doubt| doubt.word != word);
        self.add(Reach::Part, word, part, 2);
    }

    /// Takes back the doubt that a harmless negation, from one word to another, began with.
    pub(super) fn take_back(&mut self, first: u32, last: u32) {
        self.entries
            .retain(|doubt| doubt.word + 3 < last && doubt.word < first || doubt.word > last);
    }

    /// Whether there is one beside what was found, in its part: "without" in a phrase of its own
    /// is none.
    pub(super) fn stands_beside(&self, found: &Found) -> bool {
        let beside = |doubt: &Doubt| !(found.first..=found.last).contains(&doubt.word);
        let mut here = self.entries.iter().filter(|doubt| doubt.part == found.part);
        here.any(beside)
    }

    /// Whether the whole sentence is left open, or is a rule.
    pub(super) fn is_open(&self) -> bool {
        self.all || self.is_bound()
    }

    /// Whether there is one.
    pub(super) fn any(&self) -> bool {
        !self.entries.is_empty()
    }

    /// Makes one of the parts that are one clause.
    pub(super) fn rejoin(&mut self, clauses: &Clauses) {
        let one = |part: u32| clauses.goes_on.get(part as usize).copied().unwrap_or(part);
        for doubt in &mut self.entries {
            doubt.part = one(doubt.part);
        }
        for (_, part) in &mut self.hanging {
            *part = one(*part);
        }
        self.within.clone_from(&clauses.within);
    }

    /// The part that something found is spoken of in: that of the clause it is inserted in, where
    /// that leaves something open.
    fn part_of(&self, found: &Found) -> u32 {
        let host = self.within.get(found.part as usize).copied().flatten();
        let open = |host: &u32| self.entries.iter().any(|doubt| doubt.part == *host);
        host.filter(open).unwrap_or(found.part)
    }

    /// The sentence only wishes for what it speaks of.
    pub(super) fn wish(&mut self) {
        self.all = true;
    }

    /// Whether it is the whole sentence that is left open, be it a condition or not.
    pub(super) fn of_whole(&self) -> bool {
        self.whatever
    }

    /// Whether a part is another than the one a "no" stands in, and no list that goes on from it.
    pub(super) fn is_apart(&self, part: u32, of_no: Option<u32>) -> bool {
        self.is_value(part) && of_no.is_some_and(|no| no < part)
    }

    /// Whether a part is another cell of a row than one before it.
    pub(super) fn is_other_cell(&self, part: u32, before: u32) -> bool {
        part != before && self.part(part).1 == b'|'
    }

    /// A clause begins that hangs on another: what it negates is no doubt of that one.
    pub(super) fn hang(&mut self, word: u32, part: u32) {
        self.hanging.push((word, part));
    }

    /// Nothing in these parts is left open: what was reached is compared with a target there.
    pub(super) fn clear_parts(&mut self, parts: &[u32]) {
        self.entries.retain(|doubt| !parts.contains(&doubt.part));
    }

    /// Says that the sentence is a rule.
    pub(super) fn bind(&mut self) {
        self.bound = true;
    }

    /// Whether the sentence is a rule.
    pub(super) fn is_bound(&self) -> bool {
        self.bound || self.by_without.is_some()
    }

    /// Whether a part is a few words after a colon.
    pub(super) fn answers(&self, part: u32) -> bool {
        let (words, before) = self.part(part);
        before == b':' && words <= ANSWER
    }

    /// Whether a part is what stands behind a colon.
    pub(super) fn is_value(&self, part: u32) -> bool {
        matches!(self.part(part).1, b':' | b'|')
    }

    /// The part that a value answers to: the one before it, or before what stands in brackets there.
    pub(super) fn label_of(&self, value: u32) -> Option<u32> {
        let before = value.checked_sub(1)?;
        // Between the bracket that ends and the colon stands nothing.
        if self.part(before).0 > 0 || self.part(value).1 != b':' {
            return Some(before);
        }
        let opens = |part: &u32| self.part(*part).1 == b'(';
        (0..before).rev().find(opens)?.checked_sub(1)
    }

    /// Whether a part goes on after what stands in brackets.
    pub(super) fn goes_on(&self, part: u32) -> bool {
        self.part(part).1 == b')'
    }

    /// Whether what was found is left open.
    pub(super) fn cover(&self, found: &Found) -> bool {
        if self.all {
            return true;
        }
        !self.is_bound() && self.entries.iter().any(|doubt| self.reaches(doubt, found))
    }

    fn reaches(&self, doubt: &Doubt, found: &Found) -> bool {
        // "Unsuccessful" in the name of a thing doubts nothing.
        if (found.first..=found.last).contains(&doubt.word) {
            return false;
        }
        let hangs = |(word, part): &(u32, u32)| {
            *part == doubt.part && *word < doubt.first && found.first < *word
        };
        let beside = doubt.part == found.part || doubt.part == self.part_of(found);
        if beside && self.hanging.iter().any(hangs) {
            return false;
        }
        if beside {
            return found.first > doubt.word || !self.looks_ahead(doubt.word);
        }
        match doubt.reach {
            Reach::Part | Reach::Ahead | Reach::Sentence | Reach::Whole => false,
            Reach::Value => found.part + 1 == doubt.part,
            Reach::List => {
                let goes_on = |part: u32| {
                    let (words, before) = self.part(part);
                    before == b',' && words <= LIST_PART
                };
                found.part > doubt.part && (doubt.part + 1..=found.part).all(goes_on)
            }
        }
    }

    /// Whether a word negates only what follows: the "not" of "does not".
    fn looks_ahead(&self, word: u32) -> bool {
        let mut at_word = self.entries.iter().filter(|doubt| doubt.word == word);
        at_word.any(|doubt| doubt.reach == Reach::Ahead)
    }

    fn part(&self, part: u32) -> (u32, u8) {
        self.parts.get(part as usize).copied().unwrap_or_default()
    }
}
