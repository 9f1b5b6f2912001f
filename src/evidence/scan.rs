//! One pass over a text: which ideas it holds, where, and whether it says that they
//! are there or that they are missing.
//!
//! Works on words, sentence by sentence. A heading counts only when text stands
//! below it, so that an empty template shows nothing. Comments, link targets and
//! tables of contents are not read: no reader of the document sees or needs them.

use rustc_hash::FxHashMap;

use super::cues::Cue;
use super::extract::Markup;
use super::phrases::{Matcher, State, Word};
use super::words::{fold_into, is_word};

/// What a text holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Number of words.
    pub words: u32,
    /// Ideas found, sorted by index.
    pub hits: Vec<Hit>,
    /// The first heading, with its line.
    pub heading: Option<(String, u32)>,
    /// Names of the workspace that occur, by index.
    pub names: Vec<u16>,
    /// Links to other files, as written, with their lines.
    pub links: Vec<(String, u32)>,
}

/// One idea in one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// A stated interval in a sentence that shows the idea, index into
    /// [`super::cues::intervals`].
    pub every: Option<u8>,
    /// The line of that sentence.
    pub every_line: u32,
}

impl Hit {
    /// Whether the text says that the thing is there.
    #[must_use]
    pub fn shown(&self) -> bool {
        self.said > self.denied || (self.headed && self.denied == 0)
    }

    /// Adds what another phrase of the same idea showed.
    fn unite(&mut self, other: &Hit) {
        if other.line != 0
            && (self.line == 0 || (other.line, other.column) < (self.line, self.column))
        {
            self.line = other.line;
            self.column = other.column;
        }
        self.said = self.said.saturating_add(other.said);
        self.headed |= other.headed;
        self.denied = self.denied.saturating_add(other.denied);
        if other.denied_line != 0 && (self.denied_line == 0 || other.denied_line < self.denied_line)
        {
            self.denied_line = other.denied_line;
        }
        if self.every.is_none() || (other.every.is_some() && other.every_line < self.every_line) {
            self.every = other.every;
            self.every_line = other.every_line;
        }
    }

    /// Whether the text says, at least as often, that the thing is missing.
    #[must_use]
    pub fn contrary(&self) -> bool {
        self.denied > 0 && self.denied >= self.said
    }
}

/// Words below a heading from which on the heading counts.
const BODY_WORDS: u32 = 6;

/// How many words after "no" it is said what was not done.
const DONE_WITHIN: u32 = 9;

/// A denial of at most so many words that names its heading speaks of it.
const SHORT_DENIAL: u32 = 25;

/// How many words after "there is no" the missing thing is named.
const THING_WITHIN: u32 = 6;

/// Most links kept of one file.
const MOST_LINKS: usize = 2_000;

/// Reads many texts with one matcher; keeps what it learnt about words.
///
/// While a text is read, hits are kept by phrase; a phrase that serves many ideas is
/// spread over them once, at the end of the text.
#[derive(Debug)]
pub struct Scanner<'m> {
    matcher: &'m Matcher,
    known: FxHashMap<Box<str>, u32>,
    vocabulary: Vec<Word>,
    phrases: Vec<Option<Hit>>,
    touched: Vec<State>,
    ideas: Vec<Option<Hit>>,
}

/// How many different words are remembered before the memory is emptied.
const MEMO_LIMIT: usize = 200_000;

impl<'m> Scanner<'m> {
    /// A scanner for ideas numbered below `ideas`.
    #[must_use]
    pub fn new(matcher: &'m Matcher, ideas: usize) -> Self {
        Self {
            matcher,
            known: FxHashMap::default(),
            vocabulary: vec![Word::default()],
            phrases: vec![None; matcher.states()],
            touched: Vec::new(),
            ideas: vec![None; ideas],
        }
    }

    /// Reads a text from a byte offset on. `title` is read as a heading above all else.
    ///
    /// Lines in `taken` (sorted) were read as particulars of the document, such as its
    /// owner, and are no statement on its subject.
    pub fn scan(
        &mut self,
        text: &str,
        start: usize,
        markup: Markup,
        title: Option<(&str, u32)>,
        taken: &[u32],
    ) -> Reading {
        if self.known.len() > MEMO_LIMIT {
            self.known.clear();
            self.vocabulary.truncate(1);
        }
        let mut pass = Pass {
            scanner: self,
            text,
            bytes: text.as_bytes(),
            at: start,
            line: 1,
            line_start: 0,
            markup,
            taken,
            word: String::new(),
            states: Vec::new(),
            next: Vec::new(),
            ends: Vec::new(),
            sentence: Sentence::default(),
            headings: Vec::new(),
            heading_level: None,
            reading: Reading::default(),
        };
        pass.line =
            1 + crate::source::count(pass.bytes[..start].iter().filter(|b| **b == b'\n').count());
        pass.line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        if let Some((title, line)) = title {
            pass.title(title, line);
        }
        pass.run();
        let mut reading = pass.reading;
        self.spread(&mut reading.hits);
        reading
    }

    /// From hits by phrase to hits by idea.
    fn spread(&mut self, hits: &mut Vec<Hit>) {
        let mut found = Vec::new();
        for state in self.touched.drain(..) {
            let Some(hit) = self.phrases[state as usize].take() else {
                continue;
            };
            for idea in self.matcher.ideas(state) {
                let slot = &mut self.ideas[*idea as usize];
                match slot {
                    Some(known) => known.unite(&hit),
                    None => {
                        found.push(*idea);
                        *slot = Some(Hit { idea: *idea, ..hit });
                    }
                }
            }
        }
        found.sort_unstable();
        hits.reserve_exact(found.len());
        hits.extend(
            found
                .into_iter()
                .filter_map(|idea| self.ideas[idea as usize].take()),
        );
    }
}

/// A phrase found: its state, the line and the byte it begins at.
type Found = (State, u32, u32);

#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent cues of one sentence"
)]
struct Sentence {
    found: Vec<Found>,
    missing: bool,
    not_done: bool,
    later: bool,
    conditional: bool,
    rule: bool,
    next: bool,
    event: bool,
    no_such: u32,
    no: u32,
    first: Option<First>,
    /// The byte its first word begins at.
    begins: usize,
    every: Option<u8>,
    words: u32,
}

struct Heading {
    level: usize,
    found: Vec<Found>,
    words: u32,
    counted: bool,
    /// Its text, as a range of bytes.
    range: (usize, usize),
}

/// How a sentence begins, where that changes what it means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    /// With a verb: a German condition ("Ist noch kein Plan da, …") or a question.
    Verb,
    /// With anything else.
    Other,
}

struct Pass<'s, 'm, 't> {
    scanner: &'s mut Scanner<'m>,
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    line: u32,
    line_start: usize,
    markup: Markup,
    taken: &'t [u32],
    word: String,
    states: Vec<State>,
    next: Vec<State>,
    ends: Vec<State>,
    sentence: Sentence,
    headings: Vec<Heading>,
    heading_level: Option<usize>,
    reading: Reading,
}

impl Pass<'_, '_, '_> {
    fn title(&mut self, title: &str, line: u32) {
        let kept = self.line;
        self.line = line;
        for word in super::words::words(title) {
            self.word = word;
            self.end_word(0);
        }
        self.heading_level = Some(0);
        self.end_sentence();
        self.heading_level = None;
        self.line = kept;
    }

    fn run(&mut self) {
        self.begin_line();
        while self.at < self.bytes.len() {
            let byte = self.bytes[self.at];
            if byte.is_ascii_alphanumeric() || byte >= 0x80 {
                self.read_word();
            } else {
                self.separator(byte);
            }
        }
        self.end_sentence();
    }

    fn read_word(&mut self) {
        let start = self.at;
        self.word.clear();
        while self.at < self.bytes.len() {
            let byte = self.bytes[self.at];
            if byte.is_ascii_alphanumeric() {
                let rest = &self.bytes[self.at..];
                let length = rest
                    .iter()
                    .take_while(|byte| byte.is_ascii_alphanumeric())
                    .count();
                let from = self.word.len();
                self.word
                    .push_str(self.text.get(self.at..self.at + length).unwrap_or(""));
                if let Some(added) = self.word.get_mut(from..) {
                    added.make_ascii_lowercase();
                }
                self.at += length;
            } else if byte >= 0x80 {
                let Some(c) = self.text[self.at..].chars().next() else {
                    break;
                };
                if !is_word(c) {
                    if self.at == start {
                        self.at += c.len_utf8();
                    }
                    break;
                }
                fold_into(&mut self.word, c);
                self.at += c.len_utf8();
            } else {
                break;
            }
        }
        if self.word.is_empty() {
            return;
        }
        if matches!(self.word.as_str(), "http" | "https") && self.rest().starts_with("://") {
            while self.at < self.bytes.len()
                && !self.bytes[self.at].is_ascii_whitespace()
                && self.bytes[self.at] != b')'
            {
                self.at += 1;
            }
            return;
        }
        self.end_word(start);
    }

    fn end_word(&mut self, start: usize) {
        self.reading.words = self.reading.words.saturating_add(1);
        self.sentence.words += 1;
        if self.sentence.first.is_none() {
            self.sentence.begins = start;
            let verb = matches!(
                self.word.as_str(),
                "ist" | "sind" | "wird" | "werden" | "wurde" | "wurden" | "liegt"
            );
            self.sentence.first = Some(if verb { First::Verb } else { First::Other });
        }
        let scanner = &mut *self.scanner;
        let index = match scanner.known.get(self.word.as_str()) {
            Some(index) => *index,
            None => {
                let word = scanner.matcher.word(&self.word);
                let index = if word.is_nothing() {
                    0
                } else {
                    crate::source::count(scanner.vocabulary.len())
                };
                if index > 0 {
                    scanner.vocabulary.push(word);
                }
                scanner.known.insert(self.word.as_str().into(), index);
                index
            }
        };
        if index == 0 {
            self.states.clear();
            return;
        }
        self.next.clear();
        self.ends.clear();
        let word = &scanner.vocabulary[index as usize];
        scanner
            .matcher
            .step(&self.states, word, &mut self.ends, &mut self.next);
        std::mem::swap(&mut self.states, &mut self.next);
        for end in 0..self.ends.len() {
            self.phrase(self.ends[end], start);
        }
    }

    fn phrase(&mut self, state: State, start: usize) {
        let matcher = self.scanner.matcher;
        for name in matcher.names(state) {
            if !self.reading.names.contains(name) {
                self.reading.names.push(*name);
            }
        }
        let sentence = &mut self.sentence;
        if !matcher.ideas(state).is_empty() {
            sentence
                .found
                .push((state, self.line, crate::source::count(start)));
        }
        for cue in matcher.cues(state) {
            match *cue {
                Cue::Missing => sentence.missing = true,
                Cue::NotDone => sentence.not_done = true,
                Cue::Later => sentence.later = true,
                Cue::If => sentence.conditional = true,
                Cue::Rule => sentence.rule = true,
                Cue::Next => sentence.next = true,
                Cue::Event => sentence.event = true,
                Cue::NoSuch => sentence.no_such = sentence.words,
                Cue::No => {
                    if sentence.no == 0 {
                        sentence.no = sentence.words;
                    }
                }
                Cue::Done => {
                    let near = sentence.no > 0 && sentence.words - sentence.no <= DONE_WITHIN;
                    sentence.not_done |= near;
                }
                Cue::Thing => {
                    let near =
                        sentence.no_such > 0 && sentence.words - sentence.no_such <= THING_WITHIN;
                    sentence.missing |= near;
                }
                Cue::Every(index) => {
                    if sentence.every.is_none() {
                        sentence.every = Some(index);
                    }
                }
            }
        }
    }

    fn separator(&mut self, byte: u8) {
        let rest = self.rest();
        let markdown = self.markup == Markup::Markdown;
        match byte {
            b'\n' => {
                self.at += 1;
                self.line += 1;
                self.line_start = self.at;
                self.begin_line();
                return;
            }
            b'<' if markdown && rest.starts_with("<!--") => {
                let end = rest.find("-->").map_or(rest.len(), |end| end + 3);
                self.skip(end);
                return;
            }
            b'<' if markdown
                && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') =>
            {
                let end = rest.find(['>', '\n']).map_or(rest.len(), |end| end + 1);
                if rest[..end].ends_with('>') {
                    self.skip(end);
                    return;
                }
            }
            b']' if markdown && rest.starts_with("](") => {
                if let Some(end) = rest
                    .find([')', '\n'])
                    .filter(|end| rest[*end..].starts_with(')'))
                {
                    let target = rest[2..end].split_whitespace().next().unwrap_or("");
                    if !target.is_empty() && self.reading.links.len() < MOST_LINKS {
                        self.reading
                            .links
                            .push((target.trim_matches(['<', '>']).to_owned(), self.line));
                    }
                    self.skip(end + 1);
                    return;
                }
            }
            b'.' | b'!' | b'?' => {
                let ends = rest[1..]
                    .starts_with(|c: char| c.is_whitespace() || c == '"' || c == '*')
                    || rest.len() == 1;
                if ends
                    && !(byte == b'.' && is_abbreviation(&self.word))
                    && self.heading_level.is_none()
                {
                    self.end_sentence();
                }
            }
            b';' if self.markup != Markup::Data => self.end_sentence(),
            b',' if self.markup != Markup::Data => {
                let next = rest[1..].trim_start();
                if TURNS.iter().any(|turn| next.starts_with(turn)) {
                    let conditional =
                        self.sentence.conditional || self.sentence.first == Some(First::Verb);
                    self.end_sentence();
                    self.sentence.conditional = conditional;
                }
            }
            _ => {}
        }
        self.at += 1;
    }

    /// Passes over bytes that are not read, counting their lines.
    fn skip(&mut self, bytes: usize) {
        let end = self.at + bytes;
        for at in self.at..end {
            if self.bytes[at] == b'\n' {
                self.line += 1;
                self.line_start = at + 1;
            }
        }
        self.at = end;
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// At the start of a line: does a new sentence begin, is it a heading, a table of contents?
    fn begin_line(&mut self) {
        if self.markup == Markup::Data {
            self.end_sentence();
            return;
        }
        let rest = self.text.get(self.at..).unwrap_or("");
        let line = rest.split('\n').next().unwrap_or("");
        let trimmed = line.trim_start();
        if self.taken.binary_search(&self.line).is_ok() {
            self.end_sentence();
            self.at += line.len();
            return;
        }
        let first = trimmed.bytes().next();
        let numbered = trimmed
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with(['.', ')'])
            && first.is_some_and(|byte| byte.is_ascii_digit());
        let breaks = match first {
            None | Some(b'#' | b'|' | b'>') => true,
            Some(b'-' | b'*' | b'+') => {
                trimmed[1..].starts_with([' ', '*', '-']) || trimmed.len() < 3
            }
            Some(_) => numbered,
        };
        if breaks || self.heading_level.is_some() || self.after_table() {
            self.end_sentence();
            self.heading_level = None;
        }
        if self.markup != Markup::Markdown {
            return;
        }
        let level = trimmed.bytes().take_while(|byte| *byte == b'#').count();
        if (1..=6).contains(&level) && trimmed[level..].starts_with([' ', '\t']) {
            self.heading_level = Some(level);
            if self.reading.heading.is_none() {
                let text = trimmed[level..].trim().trim_end_matches('#').trim();
                if !text.is_empty() {
                    self.reading.heading = Some((plain(text), self.line));
                }
            }
        }
        let entry = trimmed.trim_start_matches(|c: char| {
            c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '*' | '+' | '.' | ')')
        });
        if entry.starts_with('[') && entry.contains("](#") && entry.trim_end().ends_with(')') {
            self.at += line.len();
        }
    }

    fn after_table(&self) -> bool {
        let before = &self.text[..self.line_start.min(self.text.len())];
        let line = before
            .trim_end_matches('\n')
            .rsplit('\n')
            .next()
            .unwrap_or("");
        line.trim_start().starts_with('|')
    }

    fn end_sentence(&mut self) {
        self.states.clear();
        if self.sentence.words == 0 {
            return;
        }
        let sentence = std::mem::take(&mut self.sentence);
        if let Some(level) = self.heading_level {
            while self
                .headings
                .last()
                .is_some_and(|heading| heading.level >= level)
            {
                self.headings.pop();
            }
            self.headings.push(Heading {
                level,
                found: sentence.found,
                words: 0,
                counted: false,
                range: (sentence.begins, self.at),
            });
            return;
        }
        self.count_below_headings(sentence.words);
        let conditional = sentence.conditional || sentence.first == Some(First::Verb);
        let denied = (sentence.missing && !conditional)
            || (sentence.not_done && !conditional && !sentence.rule)
            || (sentence.later && !sentence.next && !conditional && sentence.every.is_none());
        if denied && sentence.event && sentence.words <= SHORT_DENIAL && !sentence.later {
            self.deny_heading(sentence.begins);
        }
        for (state, line, start) in &sentence.found {
            let hit = self.slot(*state);
            if denied {
                hit.denied = hit.denied.saturating_add(1);
                if hit.denied_line == 0 {
                    hit.denied_line = *line;
                }
                continue;
            }
            if hit.every.is_none() && sentence.every.is_some() {
                hit.every = sentence.every;
                hit.every_line = *line;
            }
            self.show(*state, *line, *start);
        }
    }

    fn count_below_headings(&mut self, words: u32) {
        let mut counted = Vec::new();
        for heading in &mut self.headings {
            heading.words += words;
            if !heading.counted && heading.words >= BODY_WORDS {
                heading.counted = true;
                counted.extend_from_slice(&heading.found);
            }
        }
        for (state, line, start) in counted {
            self.place(state, line, start);
            self.slot(state).headed = true;
        }
    }

    /// "It has not yet been carried out": what stands in the nearest heading is denied.
    fn deny_heading(&mut self, begins: usize) {
        let Some(heading) = self.headings.last() else {
            return;
        };
        let part = |from: usize, to: usize| {
            super::words::words(self.text.get(from..to.max(from)).unwrap_or(""))
        };
        let said = part(begins, self.at);
        let names = part(heading.range.0, heading.range.1);
        let speaks_of_it = said
            .iter()
            .take(SUBJECT_WITHIN)
            .any(|word| word.len() > 3 && names.contains(word));
        if !speaks_of_it {
            return;
        }
        let line = self.line;
        for (state, _, _) in heading.found.clone() {
            let hit = self.slot(state);
            hit.denied = hit.denied.saturating_add(1);
            if hit.denied_line == 0 {
                hit.denied_line = line;
            }
        }
    }

    fn place(&mut self, state: State, line: u32, start: u32) {
        let text = self.text;
        let hit = self.slot(state);
        if hit.line == 0 || line < hit.line {
            hit.line = line;
            hit.column = column(text, start as usize);
        }
    }

    fn show(&mut self, state: State, line: u32, start: u32) {
        self.place(state, line, start);
        let hit = self.slot(state);
        hit.said = hit.said.saturating_add(1);
    }

    fn slot(&mut self, state: State) -> &mut Hit {
        let scanner = &mut *self.scanner;
        let slot = &mut scanner.phrases[state as usize];
        if slot.is_none() {
            scanner.touched.push(state);
        }
        slot.get_or_insert(Hit {
            idea: 0,
            line: 0,
            column: 0,
            said: 0,
            headed: false,
            denied: 0,
            denied_line: 0,
            every: None,
            every_line: 0,
        })
    }
}

/// The column of a byte, in characters from 1; 1 as well where the line is so long that
/// nobody counts.
fn column(text: &str, start: usize) -> u32 {
    const LONGEST: usize = 4_096;
    let mut from = start.saturating_sub(LONGEST);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let before = text.get(from..start).unwrap_or("");
    match before.rfind('\n') {
        Some(at) => crate::source::count(before[at + 1..].chars().count()) + 1,
        None if from == 0 => crate::source::count(before.chars().count()) + 1,
        None => 1,
    }
}

/// The subject of a sentence stands within its first words.
const SUBJECT_WITHIN: usize = 4;

/// Words after a comma that turn a sentence around: what was said before stands.
const TURNS: &[&str] = &[
    "but ",
    "whereas ",
    "aber ",
    "jedoch ",
    "sondern ",
    "allerdings ",
];

fn is_abbreviation(word: &str) -> bool {
    word.len() <= 1
        || (word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit()))
        || matches!(
            word,
            "eg" | "ie"
                | "etc"
                | "nr"
                | "no"
                | "bzw"
                | "ca"
                | "vgl"
                | "ggf"
                | "inkl"
                | "evtl"
                | "approx"
                | "dr"
                | "mr"
                | "ms"
                | "mrs"
                | "incl"
                | "vs"
                | "usw"
                | "abs"
                | "kap"
                | "ref"
        )
}

/// A heading without its Markdown marks.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '*' | '`' | '_' | '[' | ']'))
        .take(200)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::cues::cue_phrases;
    use super::super::phrases::Mark;
    use super::*;

    fn scan(phrases: &[&str], text: &str) -> Reading {
        let cues = cue_phrases();
        let ideas = phrases
            .iter()
            .enumerate()
            .map(|(n, p)| (*p, Mark::Idea(u32::try_from(n).unwrap())));
        let matcher = Matcher::new(ideas.chain(cues.iter().map(|(p, m)| (p.as_str(), *m))));
        let mut scanner = Scanner::new(&matcher, phrases.len());
        scanner.scan(text, 0, Markup::Markdown, None, &[])
    }

    fn contrary(phrase: &str, text: &str) -> bool {
        let reading = scan(&[phrase], text);
        assert_eq!(reading.hits.len(), 1, "`{phrase}` not in: {text}");
        reading.hits[0].contrary()
    }

    #[test]
    fn places_are_those_of_the_text() {
        let reading = scan(
            &["major incident*"],
            "# T\n\nWe handle\na Major\nIncident well, as ever.\n",
        );
        assert_eq!((reading.hits[0].line, reading.hits[0].said), (5, 1));
        assert_eq!(reading.heading, Some(("T".to_owned(), 1)));
    }

    #[test]
    fn sentences_that_deny_are_contrary() {
        for text in [
            "A major incident procedure does not exist.",
            "There is no documented major incident procedure at the moment.",
            "The major incident procedure has not yet been written.",
            "We do not have a major incident procedure.",
            "The major incident procedure will be written in 2027.",
            "| Major incident procedure | not yet available |",
            "- Major incident procedure: TBD",
            "The major incident procedure was not approved by the board.",
            "There is currently no agreed major incident procedure.",
            "A major incident procedure doesn't exist.",
            "No major incident procedure has been agreed.",
            "We lack a major incident procedure.",
            "There is no major incident procedure yet.",
            "The major incident procedure is still work in progress.",
            "Nobody has written the major incident procedure.",
        ] {
            assert!(contrary("major incident procedure*", text), "{text}");
        }
        for text in [
            "Es gibt kein Verfahren für schwere Störungen.",
            "Ein Verfahren für schwere Störungen existiert noch nicht.",
            "Das Verfahren für schwere Störungen fehlt.",
            "Der Test der schweren Störungen wurde nicht durchgeführt.",
            "Ein Verfahren für schwere Störungen gibt es nicht.",
            "Ein Verfahren für schwere Störungen liegt nicht vor.",
            "Die Übung zu schweren Störungen ist ausgefallen.",
            "Für schwere Störungen wurde kein Verfahren vereinbart.",
            "Das Verfahren für schwere Störungen ist erst für 2027 geplant.",
        ] {
            assert!(contrary("schwere* störung*", text), "{text}");
        }
    }

    #[test]
    fn rules_conditions_and_quiet_months_are_not_contrary() {
        for text in [
            "A major incident is not closed until the user agrees.",
            "If there is no major incident record, the manager opens one.",
            "There were no major incidents in October.",
            "Major incidents that are not reported within an hour are escalated.",
            "The next major incident exercise is planned for March.",
            "No major incident may be closed without a documented review.",
            "We have a major incident process, but the tool is not yet perfect.",
            "The major incident exercise will be performed every year.",
            "Major incidents whose cause is not yet known go to problem management.",
            "Ist ein major incident noch nicht gelöst, ruft der Manager an.",
            "No major incident was reported in March.",
            "Major incidents are never recorded as requests.",
            "Ist die Ursache klar, aber noch nicht beseitigt, wird ein major incident angelegt.",
            "We sent the major incident procedure out on 18 June 2026. The website is not yet ready.",
        ] {
            assert!(!contrary("major incident*", text), "{text}");
        }
    }

    #[test]
    fn a_denial_without_a_name_speaks_of_its_heading() {
        for text in [
            "# Continuity test\n\nThe test has not yet been carried out by anybody here.\n",
            "## Continuity test\n\nThis test was postponed because of the office move in spring.\n",
            "# Continuity test\n\nDieser Test ist ausgefallen, weil alle im Urlaub waren.\n",
        ] {
            assert!(contrary("continuity test*", text), "{text}");
        }
        let other = "# Continuity test\n\nWe switched to the second site on 3 May. The new printer is not yet available. \
                     This is the first test, so there is no trend yet. It is not yet published on the website.\n";
        assert!(!contrary("continuity test*", other));
    }

    #[test]
    fn headings_need_text_below_them() {
        assert!(
            scan(
                &["continuity plan*"],
                "# Continuity plan\n\n## Scope\n\nTBD\n"
            )
            .hits
            .is_empty()
        );
        let full = scan(
            &["continuity plan*"],
            "# Continuity plan\n\nWe restore every service within four hours.\n",
        );
        assert!(full.hits[0].shown());
    }

    #[test]
    fn what_no_reader_sees_is_not_read() {
        let text = "<!-- capacity plan -->\n- [Capacity plan](#capacity-plan)\nSee [it](capacity-plan.md) here.\n";
        let reading = scan(&["capacity-plan"], text);
        assert!(reading.hits.is_empty());
        assert_eq!(reading.links, [("capacity-plan.md".to_owned(), 3)]);
    }

    #[test]
    fn intervals_are_read_from_the_sentence() {
        let reading = scan(
            &["management review*"],
            "The management review takes place every six months.",
        );
        assert_eq!(
            reading.hits[0]
                .every
                .map(|n| super::super::cues::intervals()[usize::from(n)].to_string()),
            Some("P6M".into())
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,300}") {
            scan(&["a b*", "plan"], &text);
        }
        #[test]
        fn no_markup_panics(text in "[#|*<>!\\-\\[\\]()\n. a-cäß:/;,?]{0,200}") {
            scan(&["a b*", "c"], &text);
        }
    }
}
