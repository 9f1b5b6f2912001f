//! One way through one text: words, lines, headings and sentences from its bytes.
//!
//! What stands here says where a word, a line and a sentence begin and end; what a
//! sentence means for the hits is in [`conclude`].

mod above;
mod addressed;
mod against;
mod answers;
mod antecedent;
mod bare;
mod conclude;
mod contrast;
mod gaps;
mod headings;
mod heads;
mod how_often;
mod insertions;
mod joining;
mod labels;
mod lacking;
mod lapsed;
mod lines;
mod marks;
mod mood;
mod naming;
mod proforms;
mod questions;
mod rows;
mod scope;
mod spoken;
mod starts;
mod taken_back;
mod tale;
mod told;
mod tone;
mod unwritten;
mod values;
mod verbs;

pub(in crate::evidence) use heads::{can_be_head, says_no};
pub(in crate::evidence) use marks::is_rule_of_table;

use super::lexicon::{NOTHING, SHORT};
use super::parts::Parts;
use super::sentence::{Found, Token};
use super::stops::{Stop, belongs_to_word};
use super::{Reading, Scanner, Task};
use crate::evidence::extract::Markup;
use crate::evidence::links::inline_link;
use crate::evidence::phrases::{Kinds, Part};
use crate::evidence::told::Asked;
use crate::evidence::words::{fold_into, is_word, words};
use crate::source::count;
use bare::bare_headings;
use headings::{Heading, Opens};
pub(super) use insertions::Clauses;
use marks::{hidden, unfilled};
use mood::{puts_right, supposes, turns};
use questions::asks;
use tale::Tale;
use tone::Passage;

/// The level of the title: above all headings.
const TITLE_LEVEL: usize = 0;

/// The level of a heading that is only a line in bold: below all others.
const BOLD_LEVEL: usize = 7;

/// The level of a heading that only a number marks.
const BARE_LEVEL: usize = 8;

/// Most words of a label.
const LONGEST_LABEL: u32 = 6;

/// Most links kept of one file.
const MOST_LINKS: usize = 2_000;

/// Longer sentences are lists, of whose parts nobody asks which goes on with which.
const MOST_PARTS: usize = 64;

/// No sentence has more words: a text without full stops costs no memory, and no time that grows
/// faster than it does.
pub(super) const LONGEST_SENTENCE: usize = 4_096;

/// Whether a byte is a plain letter or digit.
const PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// A way through a text.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent properties of the place that is read"
)]
pub(super) struct Pass<'s, 'm, 't> {
    scanner: &'s mut Scanner<'m>,
    task: Task<'t>,
    bytes: &'t [u8],
    at: usize,
    line: u32,
    /// Where each line begins, from that of the first byte read.
    lines: Vec<u32>,
    first_line: u32,
    sentence: Sentence,
    headings: Vec<Heading<'t>>,
    opens: Opens,
    /// Words read before the title has text below it.
    opening_words: u32,
    /// What stands above the sentence: in its headings, and in the line that leads it in.
    above: Parts,
    /// Parts in the line that leads a list in: "When we weigh a change we look at:".
    lead: Vec<Part>,
    /// What the sentence before says.
    label: Vec<Found>,
    /// What it asks for that bears on ideas only together with a denial.
    asked_against: Vec<Found>,
    /// Parts of phrases in it.
    label_parts: Parts,
    /// Where in it these stand.
    label_places: Vec<(Part, Found)>,
    /// The byte it begins at.
    label_begins: usize,
    /// How many sentences it stands before this one.
    label_back: u32,
    /// How many words it has.
    label_words: u32,
    /// Whether it is a question.
    label_asks: bool,
    /// Whether what it asks for is better not there.
    label_is_of_harm: bool,
    /// Whether nothing parts it from this one: no blank line, no mark of a list or a row.
    label_beside: bool,
    /// Whether it says that something is not there.
    no_before: bool,
    /// What the sentence negates plainly.
    negated: Vec<Found>,
    /// The bytes of the bold words that begin the paragraph: "**Risks.** Two new".
    bold: std::ops::Range<usize>,
    /// Parts in such words: they stand above the rest of the paragraph.
    run_in: Vec<Part>,
    /// Whether the line belongs to an entry of a list or a row of a table.
    in_list: bool,
    /// Lines that are headings, though nothing but their numbers marks them as such.
    bare_headings: Vec<u32>,
    /// The level of the heading that is being read.
    heading_level: Option<usize>,
    /// The column of the table that says whether the things in its rows are there.
    status_column: Option<usize>,
    /// Whether some box in the text is ticked, once somebody has asked.
    ticked: Option<bool>,
    /// Whether the heads of the table leave open what a cell is, so that "none" in it is said of
    /// the row's first cell.
    plain_heads: bool,
    /// Whether the heads of the table were read, or it has none.
    has_head: bool,
    /// What the heads of the table ask for, column by column.
    asked: Vec<Asked>,
    /// The row that holds the heads of the table.
    head: &'t str,
    /// What the heads of the table say.
    heads: Vec<Found>,
    /// The columns of the table whose heads name what has to be there.
    columns: Vec<heads::Column>,
    /// The sentences below the heading.
    passage: Passage,
    /// Whether the text tells of something that happened or was found.
    tale: Tale,
    /// The same of the list that a line leads in.
    lead_tale: Tale,
    /// Where the parts of the sentence end, as far as anybody looks.
    part_ends: Vec<u32>,
    /// Whether the line before is a row of a table.
    below_table: bool,
    /// Whether the line stands in a fenced block: an example, the export of a program.
    fenced: bool,
    reading: Reading,
}

/// The sentence that is being read.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent properties of one sentence"
)]
#[derive(Default)]
struct Sentence {
    /// Number of words.
    words: u32,
    /// The byte its first word begins at.
    begins: usize,
    /// The last word, as a range of bytes.
    last: (usize, usize),
    /// The one before it.
    before_last: (usize, usize),
    /// A question, or a list of boxes that nobody has ticked: it states nothing.
    states_nothing: bool,
    /// It ends in a question mark.
    question: bool,
    /// A box that nobody has ticked beside others that are.
    unticked: bool,
    /// It is the row that holds the heads of a table.
    heads_table: bool,
    /// What its words can begin.
    kinds: Kinds,
    /// A condition from before a turn.
    conditional: bool,
    /// What it negates is put right in the next: "nicht …, sondern".
    put_right: bool,
    /// So many words were read when a label's value turned out to be a placeholder; 0 if
    /// none was.
    unfilled_after: u32,
    /// Its part that is being read, between commas, colons, dashes and cells.
    part: u32,
    /// The byte that stands before that part.
    before: u8,
}

impl<'s, 'm, 't> Pass<'s, 'm, 't> {
    pub(super) fn new(scanner: &'s mut Scanner<'m>, task: Task<'t>) -> Self {
        let bytes = task.text.as_bytes();
        let before = &bytes[..task.start];
        let first_line = 1 + count(memchr::memchr_iter(b'\n', before).count());
        let begins = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
        Self {
            scanner,
            task,
            bytes,
            at: task.start,
            line: first_line,
            lines: vec![count(begins)],
            first_line,
            sentence: Sentence::default(),
            headings: Vec::new(),
            opens: Opens::Nothing,
            opening_words: 0,
            above: Parts::default(),
            lead: Vec::new(),
            label: Vec::new(),
            asked_against: Vec::new(),
            label_parts: Parts::default(),
            label_places: Vec::new(),
            label_begins: 0,
            label_back: 1,
            label_words: 0,
            label_asks: false,
            label_is_of_harm: false,
            label_beside: false,
            no_before: false,
            negated: Vec::new(),
            bold: 0..0,
            run_in: Vec::new(),
            in_list: false,
            bare_headings: match task.markup {
                Markup::Data => Vec::new(),
                _ => bare_headings(&task.text[task.start..], first_line),
            },
            heading_level: None,
            status_column: None,
            ticked: None,
            plain_heads: true,
            has_head: false,
            asked: Vec::new(),
            head: "",
            heads: Vec::new(),
            columns: Vec::new(),
            passage: Passage::default(),
            tale: Tale::None,
            lead_tale: Tale::None,
            part_ends: Vec::new(),
            below_table: false,
            fenced: false,
            reading: Reading::default(),
        }
    }

    pub(super) fn run(mut self) -> Reading {
        self.scanner.tokens.clear();
        self.scanner.said.clear();
        if let Some((title, line)) = self.task.title {
            self.title(title, line);
        }
        self.begin_line();
        while let Some(byte) = self.bytes.get(self.at) {
            match *byte {
                b' ' => self.at += 1,
                byte if PLAIN[usize::from(byte)] => self.plain_word(),
                byte if byte >= 0x80 => self.other_word(),
                byte => self.separator(byte),
            }
        }
        self.end_sentence();
        self.end_columns();
        self.end_passage();
        self.reading
    }

    fn title(&mut self, title: &str, line: u32) {
        let kept = std::mem::replace(&mut self.line, line);
        for word in words(title) {
            let index = self.scanner.tally.lexicon.long(self.scanner.matcher, &word);
            self.word(index, 0, 0);
        }
        self.heading_level = Some(TITLE_LEVEL);
        self.end_sentence();
        self.heading_level = None;
        self.line = kept;
    }

    /// A word of plain letters and digits.
    fn plain_word(&mut self) {
        let start = self.at;
        let rest = &self.bytes[start..];
        let length = rest
            .iter()
            .position(|byte| !PLAIN[usize::from(*byte)])
            .unwrap_or(rest.len());
        let end = start + length;
        let next = self.bytes.get(end).copied().unwrap_or(b' ');
        if next >= 0x80 || length > SHORT {
            self.other_word();
            return;
        }
        self.at = end;
        let text = self.task.text.get(start..end).unwrap_or("");
        if next == b':' && self.is_address(text) {
            return;
        }
        let scanner = &mut *self.scanner;
        let index =
            if is_number_sign(text, &rest[length..]) || is_decimal(text, &self.bytes[..start]) {
                NOTHING
            } else {
                scanner
                    .tally
                    .lexicon
                    .short(key(rest, length), scanner.matcher, text)
            };
        self.word(index, start, end);
    }

    /// A word with letters of other alphabets, or a long one.
    fn other_word(&mut self) {
        let start = self.at;
        let mut word = String::new();
        for c in self.rest().chars() {
            if !is_word(c) {
                if self.at == start {
                    self.part_ends(if matches!(c, '–' | '—') {
                        b':'
                    } else {
                        b' '
                    });
                    self.at += c.len_utf8();
                }
                break;
            }
            fold_into(&mut word, c);
            self.at += c.len_utf8();
        }
        if word.is_empty() || self.is_address(&word) {
            return;
        }
        let index = self.scanner.tally.lexicon.long(self.scanner.matcher, &word);
        self.word(index, start, self.at);
    }

    /// Passes over an address of the web, whose beginning has been read.
    fn is_address(&mut self, word: &str) -> bool {
        let begins = word.eq_ignore_ascii_case("http") || word.eq_ignore_ascii_case("https");
        if !begins || !self.bytes[self.at..].starts_with(b"://") {
            return false;
        }
        while let Some(byte) = self.bytes.get(self.at)
            && !byte.is_ascii_whitespace()
            && *byte != b')'
        {
            self.at += 1;
        }
        true
    }

    fn word(&mut self, index: u32, start: usize, end: usize) {
        self.reading.words = self.reading.words.saturating_add(1);
        let sentence = &mut self.sentence;
        if sentence.words == 0 {
            sentence.begins = start;
            let first = self.task.text.get(start..end).unwrap_or("");
            sentence.conditional |= supposes(first);
        }
        sentence.words += 1;
        sentence.before_last = std::mem::replace(&mut sentence.last, (start, end));
        sentence
            .kinds
            .add(self.scanner.tally.lexicon.word(index).kinds);
        self.scanner.tokens.push(Token {
            word: index,
            line: self.line,
            start: count(start),
            part: self.sentence.part,
            before: self.sentence.before,
        });
        if self.sentence.words as usize >= LONGEST_SENTENCE {
            self.end_sentence();
        }
    }

    /// Hears the words read so far.
    fn hear(&mut self) {
        let scanner = &mut *self.scanner;
        scanner
            .said
            .hear(&scanner.tokens, &scanner.tally.lexicon, scanner.matcher);
        self.note_names();
        self.scanner.tokens.clear();
    }

    fn separator(&mut self, byte: u8) {
        let markdown = self.task.markup == Markup::Markdown;
        match byte {
            b'[' | b'{' | b'~' if self.task.markup != Markup::Data => {
                if let Some(length) = unfilled(self.rest(), markdown) {
                    if byte != b'~' && self.follows_label() {
                        self.sentence.unfilled_after = self.sentence.words;
                    }
                    self.skip(length);
                    return;
                }
            }
            b'\n' => {
                self.at += 1;
                self.line += 1;
                self.lines.push(count(self.at));
                self.begin_line();
                return;
            }
            b'<' if markdown => {
                if let Some(length) = hidden(self.rest()) {
                    self.skip(length);
                    return;
                }
            }
            b']' if markdown && self.bytes[self.at..].starts_with(b"](") => {
                if let Some(length) = self.link() {
                    self.skip(length);
                    return;
                }
            }
            b'.' | b'!' | b'?' if self.heading_level.is_none() => {
                let rest = &self.rest()[1..];
                let ends = rest.is_empty()
                    || rest.starts_with(|c: char| c.is_whitespace() || c == '"' || c == '*');
                // "| Risk | Did it help? |" is one row of heads.
                let heads = byte == b'?' && !self.has_head && self.is_last_of_cell(rest);
                // "| No. | Day |" is one row of heads.
                let numbers = byte == b'.'
                    && self.in_row()
                    && self.sentence.words == 1
                    && rest.trim_start_matches(' ').starts_with('|');
                let goes_on = numbers || heads || ends && byte == b'.' && self.after_abbreviation();
                if ends && !goes_on {
                    self.sentence.states_nothing |=
                        byte == b'?' && asks(self.text_of(&self.sentence));
                    self.sentence.question = byte == b'?';
                    self.end_sentence();
                }
            }
            b':' => {
                self.reads_address();
                self.tells_of_label();
            }
            b'|' if self.sentence.part == 0 && self.in_row() => self.tells_of_label(),
            b';' if !self.in_row() => self.end_sentence(),
            b',' if self.task.markup != Markup::Data && turns(&self.rest()[1..]) => {
                self.hear();
                let conditional = self.sentence.conditional || self.scanner.said.supposes();
                self.sentence.put_right = puts_right(&self.rest()[1..]);
                self.end_sentence();
                self.sentence.conditional = conditional;
            }
            _ => {}
        }
        self.part_ends(byte);
        self.at += 1;
    }

    /// Whether what stands here is the value of a label: `Owner:`, or the cell beside one.
    fn follows_label(&self) -> bool {
        let before = self.bytes[..self.at].iter().rev();
        let mark = before
            .take(8)
            .find(|byte| !matches!(byte, b' ' | b'*' | b'_' | b'"' | b'`'));
        matches!(mark, Some(b':' | b'|')) && self.sentence.words <= LONGEST_LABEL
    }

    /// Marks the end of a part of the sentence.
    fn part_ends(&mut self, byte: u8) {
        let dash =
            || self.at > 0 && self.bytes[self.at - 1] == b' ' && self.rest()[1..].starts_with(' ');
        let ends =
            matches!(byte, b',' | b';' | b':' | b'|' | b'(' | b')') || byte == b'-' && dash();
        if ends && self.sentence.words > 0 {
            self.sentence.part += 1;
            if self.part_ends.len() < MOST_PARTS {
                self.part_ends.push(count(self.at));
            }
            self.sentence.before = if self.in_row() && byte == b',' {
                b'|'
            } else {
                byte
            };
        }
    }

    /// Whether the sentence is a row of a table.
    fn in_row(&self) -> bool {
        self.below_table || self.task.markup == Markup::Data
    }

    /// Whether the full stop here belongs to the word before it.
    fn after_abbreviation(&self) -> bool {
        let (start, end) = self.sentence.last;
        let (from, to) = self.sentence.before_last;
        let text = |from: usize, to: usize| self.task.text.get(from..to).unwrap_or("");
        let first = self.sentence.words == 1;
        // "99.5 %." and "(4 h)." end in a mark.
        end == self.at
            && belongs_to_word(&Stop {
                word: text(start, end),
                before: if first { "" } else { text(from, to) },
                after: &self.rest()[1..],
                first,
            })
    }

    /// Keeps the target of the link whose text ends here; how many bytes it takes.
    fn link(&mut self) -> Option<usize> {
        let (target, length) = inline_link(self.rest())?;
        if !target.is_empty() && self.reading.links.len() < MOST_LINKS {
            self.reading.links.push((target.to_owned(), self.line));
        }
        Some(length)
    }

    /// Passes over bytes that are not read, counting their lines.
    fn skip(&mut self, length: usize) {
        let end = self.at + length;
        for at in memchr::memchr_iter(b'\n', &self.bytes[self.at..end]) {
            self.line += 1;
            self.lines.push(count(self.at + at + 1));
        }
        self.at = end;
    }

    /// What was read of a sentence.
    fn text_of(&self, sentence: &Sentence) -> &'t str {
        let text = self.task.text.get(sentence.begins..self.at);
        text.unwrap_or("")
    }

    fn rest(&self) -> &'t str {
        self.task.text.get(self.at..).unwrap_or("")
    }
}

/// Whether a word stands for "number": "copy no. 3" denies nothing.
fn is_number_sign(word: &str, behind: &[u8]) -> bool {
    word.eq_ignore_ascii_case("no")
        && behind
            .strip_prefix(b".")
            .and_then(|behind| behind.iter().find(|byte| **byte != b' '))
            .is_some_and(u8::is_ascii_digit)
}

/// Whether a word is what stands behind the point of a number: "4.0 of 5" counts no zero.
fn is_decimal(word: &str, before: &[u8]) -> bool {
    word == "0" && matches!(before, [.., digit, b'.' | b','] if digit.is_ascii_digit())
}

/// The key of a plain word of at most [`SHORT`] bytes that a text begins with: these
/// bytes as a number, capitals made small. The bit that does it is set in digits anyway.
fn key(text: &[u8], length: usize) -> u128 {
    const SMALL: u128 = u128::from_ne_bytes([0x20; SHORT]);
    let word = if let Some(whole) = text.first_chunk::<SHORT>() {
        u128::from_le_bytes(*whole)
    } else {
        let mut padded = [0; SHORT];
        padded[..length].copy_from_slice(&text[..length]);
        u128::from_le_bytes(padded)
    };
    (word | SMALL) & (u128::MAX >> (8 * (SHORT - length)))
}
