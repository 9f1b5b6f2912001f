//! The sheets of a workbook while they are written down: the same for all its formats.

use crate::evidence::document::Why;
use crate::evidence::formats::limits;
use crate::evidence::formats::{Area, Sheet, Writing};
use crate::evidence::places::Part;
use crate::source::few;

/// Most sheets named in one remark.
const MOST_NAMED: usize = 8;

/// The last column there can be, from 1.
pub const LAST_COLUMN: u32 = 16_384;

/// Writes down sheets and keeps count of what their text does not show.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent things to be told at the end"
)]
pub struct Book<'w> {
    writing: &'w mut Writing,
    sheet: Sheet,
    /// Number of the row that is filled now; 0 before the first.
    row: u32,
    /// The row written last.
    written: u32,
    /// The texts of the row's cells, one behind the other.
    text: String,
    /// Column of each cell, and where its text begins and ends.
    cells: Vec<(u32, usize, usize)>,
    hidden_columns: u32,
    sheets: u32,
    count: u64,
    hidden: Vec<String>,
    charts: Vec<String>,
    damaged: Vec<String>,
    /// What is hidden within sheets, in words.
    within: Vec<String>,
    /// Formulas whose values nobody computed.
    pub uncomputed: u64,
    /// Notes at cells.
    pub notes: u64,
    /// Whether there were more text boxes than are read.
    pub boxes: bool,
    /// Whether what stands beside the sheets could not be unpacked.
    pub lost: bool,
    /// Parts that the sheets link to, such as drawings and tables.
    linked: usize,
    cut: bool,
    /// Whether any cell was read.
    any: bool,
}

impl<'w> Book<'w> {
    /// Begins a workbook.
    pub fn new(writing: &'w mut Writing) -> Self {
        Self {
            writing,
            sheet: Sheet::default(),
            row: 0,
            written: 0,
            text: String::new(),
            cells: Vec::new(),
            hidden_columns: 0,
            sheets: 0,
            count: 0,
            hidden: Vec::new(),
            charts: Vec::new(),
            damaged: Vec::new(),
            within: Vec::new(),
            uncomputed: 0,
            notes: 0,
            boxes: false,
            lost: false,
            linked: 0,
            cut: false,
            any: false,
        }
    }

    /// Begins a sheet.
    pub fn begin(&mut self, name: &str, hidden: bool) {
        self.writing.part(Part::Sheet(name.into()));
        self.writing.title(2, name);
        self.sheets += 1;
        if hidden {
            self.hidden.push(name.to_owned());
        }
        let line = self.writing.next_line();
        self.sheet = Sheet {
            name: name.to_owned(),
            hidden,
            lines: line..line,
            ..Sheet::default()
        };
        (self.row, self.written, self.hidden_columns) = (0, 0, 0);
    }

    /// A sheet that is a chart or a macro and has no cells.
    pub fn chart(&mut self, name: &str, hidden: bool) {
        self.begin(name, hidden);
        self.charts.push(name.to_owned());
        self.end();
    }

    /// The sheet ends before its end, since the file is damaged.
    pub fn broken(&mut self) {
        self.flush();
        if self.damaged.last() != Some(&self.sheet.name) {
            self.damaged.push(self.sheet.name.clone());
        }
    }

    /// Begins a row by its number, from 1.
    pub fn row(&mut self, number: u32) {
        self.flush();
        self.row = number;
    }

    /// Says that rows are hidden.
    pub fn hide_rows(&mut self, count: u32) {
        self.sheet.hidden_rows = self.sheet.hidden_rows.saturating_add(count);
    }

    /// Says that columns are hidden.
    pub fn hide_columns(&mut self, count: u32) {
        self.hidden_columns = self.hidden_columns.saturating_add(count);
    }

    /// Merged cells.
    pub fn merged(&mut self, area: Area) {
        if self.sheet.merged.len() < limits::AREAS {
            self.sheet.merged.push(area);
        }
    }

    /// A range that is known to be a table with its heads in the first row.
    pub fn table(&mut self, area: Area) {
        if self.sheet.tables.len() < limits::AREAS {
            self.sheet.tables.push(area);
        }
    }

    /// The same of a sheet that was read already.
    pub fn table_in(&mut self, sheet: &str, area: Area) {
        self.writing.table_in(sheet, area);
    }

    /// A cell of the row by its column, from 1. `write` adds what it shows.
    pub fn cell(&mut self, column: u32, write: impl FnOnce(&mut String)) {
        self.count += 1;
        // Few texts can be shared by very many cells.
        let start = self.text.len();
        if start > self.writing.most() {
            return;
        }
        write(&mut self.text);
        if self.text[start..].trim().is_empty() {
            self.text.truncate(start);
            return;
        }
        self.cells.push((column, start, self.text.len()));
    }

    /// Counts a cell that shows nothing, and tells whether no more are looked at.
    pub fn is_full(&mut self) -> bool {
        self.cut |= self.count >= limits::CELLS || self.writing.is_full();
        self.cut
    }

    /// Counts cells that show nothing.
    pub fn passed(&mut self, cells: u64) {
        self.count = self.count.saturating_add(cells);
    }

    /// Whether links of a further sheet are looked at.
    pub fn follows_links(&self) -> bool {
        self.linked < limits::BESIDE
    }

    /// Counts a part that a sheet links to, and tells whether it is read.
    pub fn follow(&mut self) -> bool {
        self.linked += 1;
        self.linked <= limits::BESIDE
    }

    /// Text that stands beside the cells, in text boxes or at the edge of printed pages.
    pub fn beside(&mut self, what: &str, texts: &[String]) {
        let mut texts = texts
            .iter()
            .filter(|text| !text.trim().is_empty())
            .peekable();
        if texts.peek().is_none() {
            return;
        }
        self.flush();
        self.writing.blank();
        for text in texts {
            self.writing.plain(&format!("{what}: {text}"));
        }
    }

    /// Ends the sheet.
    pub fn end(&mut self) {
        self.flush();
        let mut sheet = std::mem::take(&mut self.sheet);
        sheet.lines.end = self.writing.next_line();
        sheet.merged.sort_unstable();
        let hidden = [(sheet.hidden_rows, "row"), (self.hidden_columns, "column")];
        let hidden: Vec<String> = hidden
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| counted(u64::from(*count), what))
            .collect();
        if !hidden.is_empty() {
            self.within
                .push(format!("{} of sheet {}", hidden.join(" and "), sheet.name));
        }
        self.writing.sheet(sheet);
    }

    /// Tells what the text does not show. Returns whether anything was read.
    pub fn finish(self) -> bool {
        let writing = self.writing;
        let mut tell = |message: String| writing.remark(message, false);
        if !self.hidden.is_empty() {
            let (what, are) = number(self.hidden.len(), "sheet is", "sheets are");
            tell(format!(
                "{what} {are} hidden, and read: {}",
                few(&self.hidden, MOST_NAMED)
            ));
        }
        if !self.within.is_empty() {
            tell(format!(
                "hidden, and read: {}",
                few(&self.within, MOST_NAMED)
            ));
        }
        if !self.charts.is_empty() {
            let (what, are) = number(self.charts.len(), "sheet is", "sheets are");
            tell(format!(
                "{what} {are} a chart and holds no cells: {}",
                few(&self.charts, MOST_NAMED)
            ));
        }
        if self.uncomputed > 0 {
            tell(format!(
                "{} without a value, since no program has computed it; open it in its program and save it again",
                counted(self.uncomputed, "formula")
            ));
        }
        if self.notes > 0 {
            tell(format!(
                "{} at its cells, not read as evidence",
                counted(self.notes, "note")
            ));
        }
        if !self.damaged.is_empty() {
            writing.lost(
                Why::Damaged,
                format!(
                    "it is damaged; not read, or not to the end: {}",
                    few(&self.damaged, MOST_NAMED)
                ),
                false,
            );
        }
        if self.linked > limits::BESIDE {
            writing.lost(
                Why::TooLarge,
                format!(
                    "its sheets link to more drawings, tables and notes than those of workbooks do; only the first {} were read",
                    limits::BESIDE
                ),
                false,
            );
        }
        if self.lost {
            let message = "text boxes beside its sheets are damaged or larger than those of workbooks, and were not read";
            writing.lost(Why::Damaged, message, false);
        }
        if self.boxes {
            writing.cut();
        }
        if self.cut && !writing.is_full() {
            writing.lost(
                Why::TooLarge,
                format!("only its first {} cells were read", limits::CELLS),
                false,
            );
        }
        self.sheets as usize > self.damaged.len() || self.any
    }

    /// The text of the only cell of the row, or of the first where a label with its value stands
    /// apart at the right, as in the head of a form.
    fn alone(&self) -> Option<&str> {
        let text = |at: usize| {
            let (_, start, end) = self.cells.get(at)?;
            self.text.get(*start..*end)
        };
        let column = |at: usize| self.cells.get(at).map_or(0, |(column, ..)| *column);
        let is_form = self.cells.len() <= 3
            && column(1) > column(0) + 1
            && text(1).is_some_and(|label| label.trim_end().ends_with(':'));
        (self.cells.len() == 1 || is_form)
            .then(|| text(0))
            .flatten()
    }

    fn flush(&mut self) {
        if self.cells.is_empty() {
            self.text.clear();
            return;
        }
        // Tables are told apart by the empty rows between them.
        if self.row != self.written + 1 {
            self.writing.blank();
        }
        if self.sheets == 1
            && self.written == 0
            && let Some(title) = self
                .alone()
                .filter(|text| is_title(text))
                .map(str::to_owned)
        {
            self.writing.states_title(&title);
        }
        if !self.cells.is_sorted_by(|a, b| a.0 < b.0) {
            self.cells.sort_by_key(|(column, ..)| *column);
            self.cells.dedup_by_key(|(column, ..)| *column);
        }
        let (text, cells) = (&self.text, &self.cells);
        let parts = (cells.iter()).map(|(column, start, end)| (*column, &text[*start..*end]));
        self.writing.sheet_row(self.row.max(1), parts);
        self.written = self.row;
        self.any = true;
        self.text.clear();
        self.cells.clear();
    }
}

/// Whether the only cell of the first row names the workbook.
fn is_title(text: &str) -> bool {
    const LONGEST: usize = 120;
    text.len() <= LONGEST
        && text
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphabetic))
            .count()
            >= 2
}

/// `1 row`, `3 rows`, `2 formulas`.
fn counted(count: u64, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}

fn number(count: usize, one: &str, several: &str) -> (String, String) {
    let words = if count == 1 { one } else { several };
    let (noun, verb) = words.split_once(' ').unwrap_or((words, ""));
    (format!("{count} {noun}"), verb.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_holds_no_more_than_is_read_of_a_file() {
        let mut writing = Writing::default();
        let mut book = Book::new(&mut writing);
        let long = "long ".repeat(1 << 20);
        for column in 1..100 {
            book.cell(column, |out| out.push_str(&long));
        }
        assert!(book.text.len() <= limits::TEXT + long.len());
    }
}
