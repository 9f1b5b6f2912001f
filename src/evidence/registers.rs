//! Tables of records: the rows of a CSV file or of a sheet, columns found by name.
//!
//! People keep registers below a title and a legend, with heads on two lines and totals at
//! the end; exports begin at the first line. Which row holds the heads is found the same way
//! for both, and whatever was passed over is told.

mod asked;
mod csv;
mod given_up;
mod grades;
mod heads;
mod identifier;
mod logs;
mod moments;
mod sample;
mod sheets;

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use super::answer::{is_tick, says_failed, says_no, says_refused};
use super::dates::{DateReading, read_date};
use super::metadata::StatedDate;
use super::placeholder::is_placeholder;
use super::words::{begins_with, joined, words};
use serde::{Deserialize, Serialize};

pub(crate) use asked::{Asked, Said};
pub(in crate::evidence) use csv::separator;
pub use given_up::GivenUp;
pub use logs::{Called, LogKinds, TakenFor};
pub use moments::{DayOrder, Took};

/// A table as it was read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Column heads.
    pub header: Vec<String>,
    /// The same as they are compared.
    compared: Compared,
    /// Line of the header.
    pub header_line: u32,
    /// The sheet it was read from.
    pub sheet: Option<String>,
    /// The column of the sheet (from 1) in which the first head stands.
    pub first_column: u32,
    /// How it was read where that is not plain, and what was left out.
    pub remarks: Vec<String>,
    /// Whether rows were left out because there are too many.
    pub cut: bool,
    /// Rows that hold anything.
    rows: Rows,
}

/// The heads of a table in compared form, in order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Compared {
    names: Vec<String>,
    /// With the line of heads above them, where there are two.
    long: Vec<String>,
    /// Beneath what an export adds to them.
    bare: Vec<Option<String>>,
}

/// Rows in one text, which takes a quarter of the memory of a text for each cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Rows {
    /// The cells of all rows, each with [`END`] behind it.
    text: String,
    /// The line of each row in the file, and where its cells begin.
    starts: Vec<(u32, u32)>,
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Row<'t> {
    /// Its line in the file, or in the text taken out of it.
    pub line: u32,
    cells: &'t str,
}

/// Ends a cell.
const END: char = '\u{1f}';

/// Most rows kept of one table.
const MOST_ROWS: usize = 1_000_000;

/// Most text kept of one table, in bytes.
const MOST_TEXT: usize = 128 << 20;

/// Heads that the catalogue knows, in compared form.
#[derive(Debug, Clone, Default)]
pub struct Known(HashSet<String>);

impl Known {
    /// From heads as they are written.
    pub fn new<'h>(heads: impl Iterator<Item = &'h str>) -> Self {
        Self(heads.map(joined).collect())
    }

    /// The same with the heads that a manifest names.
    #[must_use]
    pub fn with<'h>(&self, heads: impl Iterator<Item = &'h str>) -> Self {
        let mut all = self.clone();
        all.0.extend(heads.map(joined));
        all
    }

    fn has(&self, head: &str) -> bool {
        self.0.contains(&joined(head)) || bare(head).is_some_and(|bare| self.0.contains(&bare))
    }
}

impl<'t> Row<'t> {
    /// A cell's text, trimmed; empty where the row is too short.
    #[must_use]
    pub fn cell(&self, column: usize) -> &'t str {
        self.cells.split(END).nth(column).unwrap_or("").trim()
    }

    /// Whether a cell holds a real value.
    #[must_use]
    pub fn filled(&self, column: usize) -> bool {
        let cell = self.cell(column);
        !cell.is_empty() && !is_placeholder(cell)
    }

    /// Whether a cell says that a thing was done or is there: it is filled, and does not
    /// say no.
    #[must_use]
    pub fn affirmed(&self, column: usize) -> bool {
        let cell = self.cell(column);
        is_tick(cell) || self.filled(column) && !says_no(cell)
    }

    /// Whether a cell says what came of a thing, be it that it failed.
    #[must_use]
    pub fn answered(&self, column: usize) -> bool {
        self.affirmed(column) || says_failed(self.cell(column))
    }

    /// Whether some cell says that what the row asks for was refused.
    #[must_use]
    pub fn refused(&self) -> bool {
        self.cells.split(END).any(says_refused)
    }

    /// Whether a cell holds a step of a scale, as a priority is.
    #[must_use]
    pub fn graded(&self, column: usize) -> bool {
        self.filled(column) && grades::is_step(self.cell(column))
    }

    /// Whether two cells state moments in the wrong order, as far as they tell.
    #[must_use]
    pub fn reversed(&self, first: usize, second: usize) -> bool {
        moments::before(self.cell(second), self.cell(first))
    }

    /// The day in a cell; where it can be read in two ways, as the column means it.
    #[must_use]
    pub fn day(&self, column: usize, order: Option<DayOrder>) -> Option<Date> {
        moments::day(self.cell(column), order)
    }

    /// Whether a cell holds a day that can be read in two ways.
    #[must_use]
    pub fn is_unclear_day(&self, column: usize) -> bool {
        matches!(read_date(self.cell(column)), DateReading::Ambiguous(..))
    }

    /// The time between the moments in two cells, whose days are known.
    #[must_use]
    pub fn took(&self, first: (usize, Date), second: (usize, Date)) -> Took {
        let moment = |(column, day): (usize, Date)| (day, self.cell(column));
        moments::between(moment(first), moment(second))
    }

    /// The date in a cell, if it is one beyond doubt.
    #[must_use]
    pub fn date(&self, column: usize) -> Option<StatedDate> {
        match read_date(self.cell(column)) {
            DateReading::Date(date) => Some(date),
            _ => None,
        }
    }
}

impl Table {
    /// Its rows, in order.
    #[must_use]
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.rows.starts.len()).map(|at| self.row(at))
    }

    /// How many rows it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.starts.len()
    }

    /// A row by its index.
    #[must_use]
    pub fn row_at(&self, at: u32) -> Row<'_> {
        self.row(at as usize)
    }

    /// Whether it has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.starts.is_empty()
    }

    /// The column with a head, compared as words, so that `Nr.` is `nr`; else the one whose
    /// head says so beneath what an export adds: `Custom field (Impact)` is `impact`.
    #[must_use]
    pub fn column(&self, head: &str) -> Option<usize> {
        let wanted = compared(head);
        if wanted.is_empty() {
            return None;
        }
        let Compared { names, long, bare } = &self.compared;
        let find = |heads: &[String]| heads.iter().position(|known| *known == wanted);
        let beneath = || bare.iter().position(|bare| bare.as_ref() == Some(&wanted));
        find(names).or_else(|| find(long)).or_else(beneath)
    }

    /// The columns of attributes: those named in the manifest, else those whose heads
    /// the catalogue knows.
    #[must_use]
    pub fn columns(
        &self,
        named: &[(String, String)],
        known: &BTreeMap<String, Vec<String>>,
    ) -> BTreeMap<String, usize> {
        let mut columns = BTreeMap::new();
        for (attribute, head) in named {
            if let Some(column) = self.column(head) {
                columns.insert(attribute.clone(), column);
            }
        }
        self.fill(&mut columns, named, known);
        columns
    }

    /// Adds the columns of attributes by the heads they are known under, where none was found for
    /// them before. For what the manifest names no column is guessed.
    fn fill(
        &self,
        columns: &mut BTreeMap<String, usize>,
        named: &[(String, String)],
        known: &BTreeMap<String, Vec<String>>,
    ) {
        for (attribute, heads) in known {
            if columns.contains_key(attribute) || named.iter().any(|(named, _)| named == attribute)
            {
                continue;
            }
            let free = |column: usize| !columns.values().any(|taken| *taken == column);
            let column = if attribute == identifier::ID {
                self.identifier(heads, free)
            } else {
                let mut found = heads.iter().filter_map(|head| self.column(head));
                found.find(|column| free(*column))
            };
            if let Some(column) = column {
                columns.insert(attribute.clone(), column);
            }
        }
    }

    fn row(&self, at: usize) -> Row<'_> {
        let (line, start) = self.rows.starts[at];
        let end =
            (self.rows.starts.get(at + 1)).map_or(self.rows.text.len(), |next| next.1 as usize);
        Row {
            line,
            cells: &self.rows.text[start as usize..end],
        }
    }

    /// Sets the heads, from the row that was found to hold them.
    fn begin(&mut self, found: heads::Heads, line: u32) {
        let all = |heads: &[String]| heads.iter().map(|head| compared(head)).collect();
        self.compared = Compared {
            names: all(&found.names),
            long: all(&found.long),
            bare: found.names.iter().map(|head| bare(head)).collect(),
        };
        self.header = found.names;
        self.first_column = found.first_column;
        self.header_line = line;
    }

    /// Adds a row by its filled cells, each with its column from 1 and in order. What stands
    /// left and right of the heads is left out.
    fn push<'c>(&mut self, line: u32, cells: impl Iterator<Item = (u32, &'c str)>) {
        if self.len() >= MOST_ROWS || self.rows.text.len() > MOST_TEXT {
            self.cut = true;
            return;
        }
        let start = self.rows.text.len();
        let mut next = self.first_column;
        let last = next.saturating_add(crate::source::count(self.header.len()));
        let mut any = false;
        for (column, cell) in cells {
            if column < next || column >= last || cell.trim().is_empty() {
                continue;
            }
            any = true;
            (next..column).for_each(|_| self.rows.text.push(END));
            if cell.contains(END) {
                self.rows.text.push_str(&cell.replace(END, " "));
            } else {
                self.rows.text.push_str(cell);
            }
            self.rows.text.push(END);
            next = column + 1;
        }
        if any {
            let start = crate::source::count(start);
            self.rows.starts.push((line, start));
        }
    }

    /// Leaves out what stands below the rows: totals, and remarks in a single cell.
    fn end(&mut self) {
        const MOST: usize = 5;
        let mut left = Vec::new();
        while left.len() < MOST
            && let Some(last) = self.len().checked_sub(1)
            && let Some(text) = self.below(self.row(last))
        {
            left.push(text);
            let (_, start) = self.rows.starts[last];
            self.rows.text.truncate(start as usize);
            self.rows.starts.pop();
        }
        left.reverse();
        if !left.is_empty() {
            let rows = if left.len() == 1 { "row" } else { "rows" };
            let text = left.join("; ");
            let message = format!(
                "{} {rows} at the end left out, no records: {text}",
                left.len()
            );
            self.remarks.push(message);
        }
        if self.cut {
            let message = format!("only its first {} rows were read", self.len());
            self.remarks.push(message);
        }
    }

    /// What a row says that is no record: a total, or a remark below the table.
    fn below(&self, row: Row<'_>) -> Option<String> {
        let cells = row.cells.split(END).map(str::trim);
        let filled: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        let first = filled.first()?;
        let heads = self.header.iter().filter(|head| !head.is_empty()).count();
        let mut rest = filled[1..].iter();
        let total =
            is_total(first) && (filled.len() * 2 <= heads || rest.all(|cell| is_number(cell)));
        let sentence = first.split_whitespace().count() >= 3 || first.ends_with(':');
        let remark = filled.len() == 1 && heads >= 4 && sentence;
        (total || remark).then(|| (*first).to_owned())
    }
}

/// Words with which a row of totals begins.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "grand total",
    "sum",
    "subtotal",
    "count",
    "average",
    "summe",
    "summen",
    "gesamt",
    "gesamtsumme",
    "insgesamt",
    "anzahl",
    "zwischensumme",
    "gesamtergebnis",
    "durchschnitt",
    "mittelwert",
    "ergebnis",
];

fn is_total(cell: &str) -> bool {
    let cell = joined(cell);
    cell.split(' ').count() <= 4 && TOTALS.iter().any(|total| begins_with(&cell, total))
}

fn is_number(cell: &str) -> bool {
    cell.bytes().any(|byte| byte.is_ascii_digit())
        && cell.chars().all(|c| !c.is_alphabetic() && c != '/')
}

/// A head as it is compared, word by word.
fn compared(head: &str) -> String {
    words(head).join(" ")
}

/// What a head says beneath what an export adds to it, in compared form: `Custom field
/// (Impact)`, `Resolution time (h)`, `Assigned to - Technician`.
fn bare(head: &str) -> Option<String> {
    if let Some((before, inner)) = head.split_once('(') {
        let custom = matches!(
            joined(before).as_str(),
            "custom field" | "benutzerdefinierte felder" | "benutzerdefiniertes feld"
        );
        let inner = inner.rsplit_once(')').map_or(inner, |(inner, _)| inner);
        return Some(joined(if custom { inner } else { before })).filter(|bare| !bare.is_empty());
    }
    let (before, _) = head.split_once(" - ")?;
    Some(joined(before)).filter(|bare| !bare.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dialects_are_guessed() {
        for text in [
            "ref,opened,note\nA,2026-01-01,\"x, y\"\n",
            "sep=;\r\nref;opened;note\r\nA;2026-01-01;x, y\r\n",
            "ref\topened\tnote\nA\t2026-01-01\tx, y\n",
            "Incident list\n\nref;opened;note\nA;2026-01-01;x, y\n",
        ] {
            let table = Table::read(text, &Known::default());
            assert_eq!(table.header, ["ref", "opened", "note"], "{text}");
            assert_eq!(table.row(0).cell(2), "x, y");
            assert!(table.row(0).date(1).is_some());
        }
        assert_eq!(
            Table::read("sep=;\nref;opened\nA;B\n", &Known::default())
                .row(0)
                .line,
            3
        );
    }

    #[test]
    fn columns_are_found_by_name() {
        let table = Table::read("Incident_ID,Opened At,Prio\n1,2,3\n", &Known::default());
        let known = BTreeMap::from([
            ("id".to_owned(), vec!["incident id".to_owned()]),
            ("opened".to_owned(), vec!["opened at".to_owned()]),
            ("priority".to_owned(), vec!["priority".to_owned()]),
        ]);
        let columns = table.columns(&[("priority".to_owned(), "prio".to_owned())], &known);
        assert_eq!(
            columns.into_iter().collect::<Vec<_>>(),
            [
                ("id".to_owned(), 0),
                ("opened".to_owned(), 1),
                ("priority".to_owned(), 2)
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_table_panics(text in "[a-z0-9,;\t|\"\n\r=ä ]{0,200}") {
            let _ = Table::read(&text, &Known::default());
        }
    }
}
