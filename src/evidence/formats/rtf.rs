//! Rich text: a stream of groups and control words. Only what carries text matters:
//! paragraphs, cells, characters in their code pages, headings by outline level, and the
//! properties; fonts, pictures and objects are passed over.
//!
//! The crates that read RTF give up on the first word they do not know, while readers of
//! evidence need the text around it; the few words that matter fit on a page.

use std::collections::HashMap;

use encoding_rs::Encoding;

use super::docx::level_of;
use super::limits;
use super::pages::page;
use super::{Reads, Taken, Writing};
use crate::evidence::document::{Unread, Why};
use crate::evidence::places::Part;

/// Reads rich text.
pub struct Rtf;

impl Reads for Rtf {
    fn read(&self, bytes: &[u8]) -> Result<Taken, Unread> {
        if !bytes.starts_with(b"{\\rtf") {
            return Err(Unread::new(Why::Damaged, "it is no rich text inside"));
        }
        let mut pass = Pass::new(bytes);
        pass.run()?;
        Ok(pass.finish())
    }
}

/// What holds within a group.
#[derive(Clone)]
struct Group {
    into: Into,
    /// Characters that stand for one `\u` in older readers.
    fallback: usize,
    hidden: bool,
}

/// Where text goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Into {
    Text,
    Property(&'static str),
    /// A page header, or a footer.
    Header,
    Footer,
    /// The name of a style.
    Style,
    Nothing,
}

struct Pass<'b> {
    bytes: &'b [u8],
    at: usize,
    groups: Vec<Group>,
    group: Group,
    encoding: &'static Encoding,
    writing: Writing,
    paragraph: String,
    /// Bytes of a code page that are not characters yet.
    raw: Vec<u8>,
    property: String,
    /// Text of page headers and footers, each once.
    running: Vec<(Into, String)>,
    aside: String,
    /// The style being defined, and the levels of those that are headings.
    style: (i64, Option<usize>, String),
    styles: HashMap<i64, usize>,
    level: Option<usize>,
    cells: Vec<String>,
    in_table: bool,
    table_open: bool,
    /// Characters still to be passed over after a `\u`.
    skip: usize,
    steps: u64,
}

impl<'b> Pass<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            groups: Vec::new(),
            group: Group {
                into: Into::Text,
                fallback: 1,
                hidden: false,
            },
            encoding: encoding_rs::WINDOWS_1252,
            writing: Writing::of_size(bytes.len()),
            paragraph: String::new(),
            raw: Vec::new(),
            property: String::new(),
            running: Vec::new(),
            aside: String::new(),
            style: (0, None, String::new()),
            styles: HashMap::new(),
            level: None,
            cells: Vec::new(),
            in_table: false,
            table_open: false,
            skip: 0,
            steps: 0,
        }
    }

    fn run(&mut self) -> Result<(), Unread> {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.steps += 1;
            if self.steps > limits::EVENTS {
                return Err(Unread::new(
                    Why::TooLarge,
                    "it is longer than documents are",
                ));
            }
            self.at += 1;
            match byte {
                b'{' => self.open()?,
                b'}' => self.close(),
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.byte(byte),
            }
            if self.writing.is_full() {
                break;
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Taken {
        if !self.groups.is_empty() {
            self.writing.remark(
                "it ends in the middle, as after a download that was cut off",
                false,
            );
        }
        self.end_paragraph();
        self.end_row();
        for (_, text) in self
            .running
            .iter()
            .filter(|(kind, _)| *kind == Into::Footer)
        {
            self.writing
                .aside(Part::Named("page footer".into()), beside(text));
        }
        self.writing.finish()
    }

    fn open(&mut self) -> Result<(), Unread> {
        self.flush();
        if self.groups.len() >= limits::DEPTH {
            return Err(Unread::new(
                Why::TooLarge,
                "it is nested deeper than documents are",
            ));
        }
        self.groups.push(self.group.clone());
        Ok(())
    }

    fn close(&mut self) {
        self.flush();
        let outer = self.groups.pop().unwrap_or_else(|| self.group.clone());
        let inner = std::mem::replace(&mut self.group, outer);
        if inner.into != self.group.into {
            self.end_group(inner.into);
        }
        if inner.into == Into::Style {
            self.end_style();
        }
        self.skip = 0;
    }

    /// The outermost group of a kind ends.
    fn end_group(&mut self, kind: Into) {
        match kind {
            Into::Property(key) => {
                let value = std::mem::take(&mut self.property);
                self.writing.property(key, &value);
            }
            Into::Header | Into::Footer => {
                let text = std::mem::take(&mut self.aside);
                let said = (kind, text);
                if said.1.trim().is_empty() || self.running.contains(&said) {
                    return;
                }
                if kind == Into::Header {
                    self.writing
                        .aside(Part::Named("page header".into()), beside(&said.1));
                    self.writing.part(Part::Named("the beginning".into()));
                }
                self.running.push(said);
            }
            Into::Text | Into::Style | Into::Nothing => {}
        }
    }

    /// A style is defined: is it one of headings?
    fn end_style(&mut self) {
        let (number, level, name) = std::mem::take(&mut self.style);
        let name = name.trim().trim_end_matches(';');
        if let Some(level) = level.or_else(|| level_of(name)) {
            self.styles.insert(number, level);
        }
    }

    /// A control word or sign, from behind its backslash.
    fn control(&mut self) {
        let Some(first) = self.bytes.get(self.at).copied() else {
            return;
        };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            match first {
                b'\'' => self.hex(),
                b'~' => self.push(' '),
                b'_' => self.push('-'),
                b'*' => self.group.into = Into::Nothing,
                b'\n' | b'\r' => self.word("par", None),
                b'\\' | b'{' | b'}' => self.byte(first),
                _ => {}
            }
            return;
        }
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
            self.at += 1;
        }
        let word = String::from_utf8_lossy(&self.bytes[start..self.at]).into_owned();
        let number_start = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        let number = std::str::from_utf8(&self.bytes[number_start..self.at])
            .ok()
            .and_then(|digits| digits.parse::<i64>().ok());
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        self.word(&word, number);
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        match word {
            "u" => {
                self.flush();
                self.unicode(number.unwrap_or(0));
                self.skip = self.group.fallback;
            }
            "uc" => self.group.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(8),
            "ansicpg" => {
                self.encoding = page(number.and_then(|page| page.try_into().ok()).unwrap_or(1252));
            }
            "mac" => self.encoding = encoding_rs::MACINTOSH,
            "par" | "sect" | "page" => self.end_paragraph(),
            "line" => self.push('\n'),
            "tab" => self.push('\t'),
            "emdash" => self.push('—'),
            "endash" => self.push('–'),
            "bullet" => self.push('•'),
            "lquote" | "rquote" => self.push('’'),
            "ldblquote" | "rdblquote" => self.push('"'),
            "pard" => {
                self.flush();
                (self.level, self.in_table) = (None, false);
            }
            "s" if self.group.into == Into::Style => self.style.0 = number.unwrap_or(0),
            "s" => self.level = self.styles.get(&number.unwrap_or(0)).copied(),
            "outlinelevel" if self.group.into == Into::Style => self.style.1 = outline(number),
            "intbl" => self.in_table = true,
            "outlinelevel" => self.level = outline(number),
            "cell" | "nestcell" if self.is_beside() => self.push(CELL),
            "row" | "nestrow" if self.is_beside() => self.push('\n'),
            "cell" | "nestcell" => {
                self.flush();
                let text = std::mem::take(&mut self.paragraph);
                // One more than there is room for, so that the row is told.
                if self.cells.len() <= limits::ENTRIES {
                    self.cells.push(text);
                }
            }
            "row" | "nestrow" => self.end_row(),
            "v" | "deleted" => self.group.hidden = number != Some(0),
            "stylesheet" => self.group.into = Into::Style,
            "header" | "headerl" | "headerr" | "headerf" => self.group.into = Into::Header,
            "footer" | "footerl" | "footerr" | "footerf" => self.group.into = Into::Footer,
            "fonttbl" | "colortbl" | "pict" | "object" | "info" | "filetbl" | "listtable"
            | "listoverridetable" | "revtbl" | "themedata" | "datastore" | "xmlnstbl"
            | "fldinst" | "latentstyles" | "rsidtbl" | "generator" | "pgptbl" | "listtext"
            | "pntext" | "annotation" | "atnid" | "atnauthor" | "bkmkstart" | "bkmkend" => {
                self.group.into = Into::Nothing;
            }
            "title" if self.group.into == Into::Nothing => self.begin_property("title"),
            "author" if self.group.into == Into::Nothing => self.begin_property("author"),
            _ => {}
        }
    }

    /// Whether what follows belongs to the header or footer of the pages.
    fn is_beside(&self) -> bool {
        matches!(self.group.into, Into::Header | Into::Footer)
    }

    fn begin_property(&mut self, key: &'static str) {
        self.property.clear();
        self.group.into = Into::Property(key);
    }

    fn hex(&mut self) {
        let digits = self.bytes.get(self.at..self.at + 2);
        let byte = digits
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(byte) = byte {
            self.at += 2;
            self.byte(byte);
        }
    }

    fn unicode(&mut self, number: i64) {
        // Numbers over 32767 are written as negative ones.
        let code = if number < 0 { number + 65_536 } else { number };
        let c = u32::try_from(code).ok().and_then(char::from_u32);
        self.push(c.unwrap_or(' '));
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        match self.group.into {
            Into::Nothing => {}
            _ if self.group.hidden => {}
            _ => self.raw.push(byte),
        }
    }

    fn push(&mut self, c: char) {
        self.flush();
        match self.group.into {
            Into::Text if !self.group.hidden => self.paragraph.push(c),
            Into::Property(_) => self.property.push(c),
            Into::Header | Into::Footer => self.aside.push(c),
            _ => {}
        }
    }

    /// Bytes become characters.
    fn flush(&mut self) {
        if self.raw.is_empty() {
            return;
        }
        let raw = std::mem::take(&mut self.raw);
        let (text, _) = self.encoding.decode_without_bom_handling(&raw);
        match self.group.into {
            Into::Text => self.paragraph.push_str(&text),
            Into::Property(_) => self.property.push_str(&text),
            Into::Header | Into::Footer => self.aside.push_str(&text),
            Into::Style => self.style.2.push_str(&text),
            Into::Nothing => {}
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        if self.is_beside() {
            self.aside.push(if self.in_table { ' ' } else { '\n' });
        }
        if self.group.into != Into::Text {
            return;
        }
        if self.in_table {
            self.paragraph.push(' ');
            return;
        }
        self.end_row();
        let text = std::mem::take(&mut self.paragraph);
        if self.table_open && !text.trim().is_empty() {
            self.writing.blank();
            self.table_open = false;
        }
        match self.level {
            Some(level) => self.writing.heading(level, &text),
            None => match text.trim().strip_prefix(['•', '·']) {
                Some(item) => self.writing.item(item),
                None => self.writing.paragraph(&text),
            },
        }
    }

    fn end_row(&mut self) {
        if self.cells.is_empty() {
            return;
        }
        if !self.table_open {
            self.writing.table();
            self.table_open = true;
        }
        let cells = std::mem::take(&mut self.cells);
        self.writing.row(&cells);
    }
}

/// What parts the cells of a table in the text of a page header or footer.
const CELL: char = '\u{1f}';

/// The text of a page header or footer, the rows of its tables as rows.
fn beside(text: &str) -> Writing {
    let mut writing = Writing::of_page();
    let mut in_table = false;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let is_row = line.contains(CELL);
        if is_row && !in_table {
            writing.table();
        }
        match line.strip_suffix(CELL) {
            Some(row) => writing.row(&row.split(CELL).map(str::trim).collect::<Vec<_>>()),
            None if is_row => writing.row(&line.split(CELL).map(str::trim).collect::<Vec<_>>()),
            None => writing.paragraph(line),
        }
        if in_table && !is_row {
            writing.blank();
        }
        in_table = is_row;
    }
    writing
}

/// The level of an outline: 0 is the highest heading, 9 is text.
fn outline(number: Option<i64>) -> Option<usize> {
    let level = usize::try_from(number.unwrap_or(9)).ok()?;
    (level < 9).then_some(level + 1)
}

#[cfg(test)]
mod tests;
