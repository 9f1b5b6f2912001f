//! How a reader writes down what it takes out of a document.
//!
//! [`Writing`] keeps words of the document from being taken for Markdown's marks, the places in
//! step with the lines, and what grows without end within its limits.

mod line;

use std::collections::HashSet;

use super::limits;
use super::taken::{Area, Remark, Sheet, Taken};
use crate::evidence::document::Why;
use crate::evidence::places::{Part, Spot};
use line::{guarded, one_line, push_cell, short};

pub use line::in_one_cell;

/// Writes down the text of a document line by line.
#[derive(Debug)]
pub struct Writing {
    taken: Taken,
    /// Most text that is taken, in bytes.
    most: usize,
    paragraphs: u32,
    tables: u32,
    rows: u32,
    full: bool,
    buffer: String,
    /// Whether tabs part a line, as they do in page headers and footers.
    parted: bool,
    /// Whether the title was written, which stands above all headings.
    titled: bool,
}

/// Adds to what stands in one cell or text box while there is room for it; whether there was.
pub fn keep<T>(held: &mut Vec<T>, one: T) -> bool {
    let is_room = held.len() < limits::ENTRIES;
    if is_room {
        held.push(one);
    }
    is_room
}

/// Whether a paragraph in bold is short and no sentence, as headings made by hand are.
pub fn looks_headed(text: &str) -> bool {
    const LONGEST: usize = 80;
    let text = text.trim();
    text.chars().count() <= LONGEST
        && !text.contains('\n')
        && !text.ends_with(['.', ':', ';', ',', '!'])
        && !text.contains(": ")
}

/// Most empty cells that are written between two filled ones of a sheet.
const WIDEST_GAP: u32 = 64;

impl Default for Writing {
    fn default() -> Self {
        Self {
            taken: Taken::default(),
            most: limits::TEXT,
            paragraphs: 0,
            tables: 0,
            rows: 0,
            full: false,
            buffer: String::new(),
            parted: false,
            titled: false,
        }
    }
}

impl Writing {
    /// The text of a file of so many bytes, which is bounded by them.
    #[must_use]
    pub fn of_size(bytes: usize) -> Self {
        Self {
            most: limits::text_from(bytes),
            ..Self::default()
        }
    }

    /// Most text that is taken, in bytes.
    #[must_use]
    pub fn most(&self) -> usize {
        self.most
    }

    /// Text of a page header or footer: what tabs set left, in the middle and right are
    /// things of their own.
    #[must_use]
    pub fn of_page() -> Self {
        Self {
            parted: true,
            ..Self::default()
        }
    }

    /// Begins a page, sheet, slide or other part; headings begin sections by themselves.
    pub fn part(&mut self, part: Part) {
        self.blank();
        self.taken.parts.begin(part);
        (self.paragraphs, self.tables, self.rows) = (0, 0, 0);
    }

    /// Begins a mail that is attached.
    pub fn attached_mail(&mut self, name: &str) {
        self.part(Part::Named(name.into()));
        self.taken.parts.enclose(name);
    }

    /// A heading of level 1 to 6, or the title of the whole (0), below which all others stand; it
    /// begins a section.
    pub fn heading(&mut self, level: usize, text: &str) {
        let text = one_line(text);
        if text.is_empty() {
            return;
        }
        self.part(Part::Section(short(&text).into()));
        self.titled |= level == 0;
        let level = level + usize::from(self.titled);
        self.line(
            &format!("{} {text}", "#".repeat(level.clamp(1, 6))),
            Spot::Whole,
        );
        self.blank();
    }

    /// A heading within a part that keeps its name, such as the title of a slide or sheet.
    pub fn title(&mut self, level: usize, text: &str) {
        let text = one_line(text);
        if !text.is_empty() {
            self.blank();
            self.line(
                &format!("{} {text}", "#".repeat(level.clamp(1, 6))),
                Spot::Whole,
            );
            self.blank();
        }
    }

    /// A paragraph; ends of lines within it stay.
    pub fn paragraph(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        self.blank();
        self.paragraphs += 1;
        for line in text
            .split(['\n', '\r', '\u{b}', '\u{c}'])
            .filter(|line| !line.trim().is_empty())
        {
            let line = if self.parted {
                let parts = line.split('\t').map(one_line);
                let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
                parts.join(" | ")
            } else {
                one_line(line)
            };
            self.line(&guarded(&line), Spot::Paragraph(self.paragraphs));
        }
    }

    /// A paragraph all of it bold, as people make headings by hand.
    pub fn bold(&mut self, text: &str) {
        let text = one_line(text).replace('*', "");
        if !text.is_empty() {
            self.paragraph(&format!("**{text}**"));
            self.blank();
        }
    }

    /// Lines written by another [`Writing`], all at the place that holds now.
    pub fn lines(&mut self, text: &str) {
        self.blank();
        for line in text.lines().filter(|line| !line.is_empty()) {
            self.line(line, Spot::Whole);
        }
        self.blank();
    }

    /// What stands beside the text, such as notes, as a part of its own.
    pub fn aside(&mut self, part: Part, alone: Self) {
        if !alone.is_empty() {
            self.part(part);
            self.lines(&alone.finish().text);
        }
    }

    /// The headers or footers of the pages, each text once; `kind` is `header` or `footer`.
    pub fn running(&mut self, kind: &str, found: impl Iterator<Item = Self>) {
        let mut said: HashSet<String> = HashSet::new();
        let mut found = found.filter(|alone| !alone.is_empty());
        for alone in found.by_ref().take(limits::RUNNING) {
            let lines = alone.finish().text;
            if !said.contains(&lines) {
                self.part(Part::Named(format!("page {kind}").into()));
                self.lines(&lines);
                said.insert(lines);
            }
        }
        if found.next().is_some() {
            let most = limits::RUNNING;
            self.lost(
                Why::TooLarge,
                format!("only its first {most} page {kind}s were read"),
                false,
            );
        }
        if !said.is_empty() {
            self.part(Part::Named("the beginning".into()));
        }
    }

    /// Lines that carry Markdown's marks already.
    pub fn marked(&mut self, text: &str) {
        for line in text.lines() {
            if line.trim().is_empty() {
                self.blank();
            } else {
                self.line(line, Spot::Whole);
            }
        }
        self.blank();
    }

    /// What was taken out of a file within this one, such as an attachment; its own places
    /// stay known.
    pub fn attached(&mut self, name: &str, taken: Taken) {
        self.blank();
        self.taken.parts.enclose(name);
        let mut last = None;
        let before = self.taken.parts.lines();
        for (number, line) in (1_u32..).zip(taken.text.lines()) {
            let part = taken.parts.part(number);
            if number == 1 || part != last {
                let name = match &part {
                    Some(part) => format!("attachment {name}, {part}"),
                    None => format!("attachment {name}"),
                };
                self.blank();
                self.taken.parts.begin(Part::Named(name.into()));
                last = part;
            }
            if line.is_empty() {
                self.blank();
            } else {
                self.line(line, taken.parts.spot(number));
            }
        }
        self.blank();
        let first = crate::source::count(before + 1);
        for remark in taken.remarks {
            self.taken.remarks.push(Remark {
                message: format!("{name}: {}", remark.message),
                line: if remark.line == 0 { 0 } else { first },
                lost: remark.lost,
            });
        }
    }

    /// An entry of a list.
    pub fn item(&mut self, text: &str) {
        let text = one_line(text);
        if !text.is_empty() {
            self.paragraphs += 1;
            self.line(&format!("- {text}"), Spot::Paragraph(self.paragraphs));
        }
    }

    /// A line of text as it stands, such as a line of a page.
    pub fn plain(&mut self, text: &str) {
        let text = one_line(text);
        if !text.is_empty() {
            self.line(&guarded(&text), Spot::Whole);
        }
    }

    /// Begins a table.
    pub fn table(&mut self) {
        self.blank();
        self.tables += 1;
        self.rows = 0;
    }

    /// A row of the table begun last; of cells beyond [`limits::ENTRIES`] it is told that they
    /// are left out.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        let kept = &cells[..cells.len().min(limits::ENTRIES)];
        self.rows += 1;
        let spot = Spot::Row {
            table: self.tables.max(1),
            row: self.rows,
        };
        self.cells(kept, spot);
        if kept.len() < cells.len() {
            let message =
                "a row has more cells than rows of documents have; the last were left out";
            self.remark(message, true);
        }
    }

    /// A row of a sheet by its number there: its filled cells by their columns, from 1 and
    /// in order. Empty ones before and between them are written, few of them.
    pub fn sheet_row<'c>(
        &mut self,
        number: u32,
        cells: impl Iterator<Item = (u32, &'c str)> + Clone,
    ) {
        let mut line = std::mem::take(&mut self.buffer);
        line.clear();
        line.push('|');
        let (mut next, mut far) = (1, false);
        for (column, text) in cells.clone() {
            let gap = column.saturating_sub(next);
            if gap > WIDEST_GAP {
                far = true;
            } else {
                (0..gap).for_each(|_| line.push_str("  |"));
            }
            line.push(' ');
            push_cell(&mut line, text);
            line.push_str(" |");
            next = column + 1;
        }
        if self.line(&line, Spot::Cells(number)) && far {
            let mut columns = Vec::new();
            let mut next = 1;
            for (column, _) in cells {
                if column.saturating_sub(next) <= WIDEST_GAP {
                    columns.extend(next..column);
                }
                columns.push(column);
                next = column + 1;
            }
            self.taken.parts.far(columns);
        }
        self.buffer = line;
    }

    /// Adds what is known of the sheet whose rows were written, from a line of the text on.
    pub fn sheet(&mut self, sheet: Sheet) {
        self.taken.sheets.push(sheet);
    }

    /// Says of a sheet that was added that a range of it is a table.
    pub fn table_in(&mut self, sheet: &str, area: Area) {
        let mut sheets = self.taken.sheets.iter_mut();
        if let Some(sheet) = sheets.find(|known| known.name == sheet)
            && sheet.tables.len() < limits::AREAS
        {
            sheet.tables.push(area);
        }
    }

    /// The title that the document states, on the line written next.
    pub fn states_title(&mut self, title: &str) {
        let line = self.next_line();
        if self.taken.title.is_none() {
            self.taken.title = Some((one_line(title), line));
        }
    }

    /// The line of the text that is written next, from 1.
    #[must_use]
    pub fn next_line(&self) -> u32 {
        crate::source::count(self.taken.parts.lines()).saturating_add(1)
    }

    /// An empty line, unless there is one.
    pub fn blank(&mut self) {
        if !self.taken.text.is_empty() && !self.taken.text.ends_with("\n\n") && !self.full {
            self.taken.text.push('\n');
            self.taken.parts.line(Spot::Whole);
        }
    }

    /// What a property of the document says.
    pub fn property(&mut self, key: &'static str, value: &str) {
        let value = one_line(value);
        if !value.is_empty() {
            self.taken.properties.push((key, value));
        }
    }

    /// Something that the text does not show, at the line written last or of the whole.
    pub fn remark(&mut self, message: impl Into<String>, here: bool) {
        self.push_remark(message.into(), here, None);
    }

    /// The same of a part of the text that is not known, as it is damaged or beyond a limit.
    pub fn lost(&mut self, why: Why, message: impl Into<String>, here: bool) {
        self.push_remark(message.into(), here, Some(why));
    }

    /// Says that of very many paragraphs in one cell or text box the last were left out.
    pub fn cut(&mut self) {
        let message = "a cell or text box has more paragraphs than those of documents have; the last were left out";
        self.remark(message, false);
    }

    /// What a review left in the document: tracked changes and comments.
    pub fn review(&mut self, changes: usize, comments: usize) {
        let said = match changes {
            0 => None,
            1 => Some("1 tracked change is".to_owned()),
            more => Some(format!("{more} tracked changes are")),
        };
        if let Some(said) = said {
            let message = format!("{said} not accepted or rejected yet; read as if accepted");
            self.remark(message, false);
        }
        let said = match comments {
            0 => None,
            1 => Some("1 comment stands in it, which is".to_owned()),
            more => Some(format!("{more} comments stand in it, which are")),
        };
        if let Some(said) = said {
            self.remark(format!("{said} not read as evidence"), false);
        }
    }

    /// Whether no more text is taken.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.full
    }

    /// Whether nothing was written that a person could read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.taken.text.trim().is_empty()
    }

    /// What was written.
    #[must_use]
    pub fn finish(mut self) -> Taken {
        if self.full {
            let message = match self.taken.text.len().div_ceil(1 << 20) {
                0 => "its text is longer than documents are, and was not read".to_owned(),
                read => format!("only the first {read} MiB of its text were read"),
            };
            self.lost(Why::TooLarge, message, false);
        }
        self.taken
    }

    fn push_remark(&mut self, message: String, here: bool, lost: Option<Why>) {
        let line = if here { self.taken.parts.lines() } else { 0 };
        self.taken.remarks.push(Remark {
            message,
            line: crate::source::count(line),
            lost,
        });
    }

    fn cells<T: AsRef<str>>(&mut self, cells: &[T], spot: Spot) {
        if cells.iter().all(|cell| cell.as_ref().trim().is_empty()) {
            return;
        }
        let mut line = String::from("|");
        for cell in cells {
            line.push(' ');
            push_cell(&mut line, cell.as_ref());
            line.push_str(" |");
        }
        self.line(&line, spot);
    }

    /// Writes a line; whether there was room for it.
    fn line(&mut self, text: &str, spot: Spot) -> bool {
        let held = self.taken.text.len()
            + self.taken.parts.lines() * limits::LINE
            + self.taken.parts.count() * limits::SECTION;
        if self.full || held + text.len() > self.most {
            self.full = true;
            return false;
        }
        self.taken.text.push_str(text);
        self.taken.text.push('\n');
        self.taken.parts.line(spot);
        true
    }
}

#[cfg(test)]
mod tests;
