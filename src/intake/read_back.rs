//! Reading a table that a person worked in: rows with the place of every cell.
//!
//! People sort rows, move columns, add some of their own and put a title above, so that the
//! head is looked for, and columns are known by their names alone.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};
use jiff::civil::Date;

use crate::evidence::formats::limits;
use crate::evidence::{column_name, decode};

/// Largest table that is read back, in bytes.
const LARGEST: usize = 64 << 20;
/// In how many of its first rows the head is looked for.
const HEAD_WITHIN: u32 = 30;
/// Most columns that are looked at.
const COLUMNS: u32 = 400;

/// A cell and its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its text, trimmed; [`A_DATE`] where the program that saved it holds a day.
    pub text: String,
    /// The day.
    pub day: Option<Date>,
    /// Where it stands: `register.xlsx, sheet Register, F12`, or `register.csv, line 12`.
    pub place: String,
}

/// A row, by the heads of its columns in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    cells: BTreeMap<String, (String, Cell)>,
    /// Where it stands.
    pub place: String,
    /// Cells that hold something below no head.
    pub headless: Vec<Cell>,
}

impl Row {
    /// The cell under a head; an empty one where there is none.
    #[must_use]
    pub fn cell(&self, head: &str) -> Cell {
        match self.cells.get(&head.to_lowercase()) {
            Some((_, cell)) => cell.clone(),
            None => Cell {
                place: self.place.clone(),
                ..Cell::default()
            },
        }
    }

    /// The cells under other heads than these, empty ones too, with their heads.
    pub fn others<'r>(&'r self, heads: &'r [&str]) -> impl Iterator<Item = (&'r str, &'r Cell)> {
        let cells = self.cells.values();
        cells
            .filter(|(head, _)| !heads.iter().any(|own| same(head, own)))
            .map(|(head, cell)| (head.as_str(), cell))
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.values().all(|(_, cell)| cell.text.is_empty()) && self.headless.is_empty()
    }
}

impl Cell {
    /// Why what was typed is not known, where the program that saved it kept something else.
    #[must_use]
    pub fn trouble(&self) -> Option<&'static str> {
        (self.text == AN_ERROR).then_some(
            "the spreadsheet took this for a formula and shows an error; make the cell text and type it again",
        )
    }

    /// What it says, a day the ISO way.
    #[must_use]
    pub fn plain(&self) -> String {
        self.day
            .map_or_else(|| self.text.clone(), |day| day.to_string())
    }
}

/// The rows of a table, and what is to be told of other sheets of its workbook.
#[derive(Debug, Default)]
pub struct Rows {
    /// In their order.
    pub rows: Vec<Row>,
    /// Sheets that look like the table and were not read, in sentences.
    pub told: Vec<String>,
}

/// A sheet of a foreign table: its name in a workbook, its rows by number from 0, their cells by
/// column from 0. Nothing is looked for in it.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// The name of the sheet; `None` of CSV.
    pub name: Option<String>,
    /// What is not empty.
    pub rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
}

/// Reads the sheets of a table that somebody kept elsewhere: a workbook, or CSV whatever divides it.
///
/// # Errors
/// It is no workbook or CSV, or beyond a limit.
pub fn grids(name: &str, bytes: &[u8]) -> Result<Vec<Grid>, String> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let grid = |sheet: Sheet| {
        let rows = sheet.cells.into_iter().map(|(row, cells)| {
            let cells = cells.into_iter().map(|(column, held)| {
                let place = match &sheet.name {
                    Some(name) => {
                        format!(
                            "{file}, sheet {name}, {}{}",
                            column_name(column + 1),
                            row + 1
                        )
                    }
                    None => format!("{file}, line {}", row + 1),
                };
                (
                    column,
                    Cell {
                        text: held.text,
                        day: held.day,
                        place,
                    },
                )
            });
            (row, cells.collect())
        });
        Grid {
            rows: rows.collect(),
            name: sheet.name.clone(),
        }
    };
    Ok(tables(name, bytes)?.into_iter().map(grid).collect())
}

fn tables(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    if bytes.len() > LARGEST {
        return Err(format!("{name} is larger than {} MiB", LARGEST >> 20));
    }
    if bytes.starts_with(b"PK") {
        workbook(name, bytes)
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        Err(format!(
            "{name} is a workbook of the old form, or protected; save it as .xlsx without a password"
        ))
    } else {
        Ok(vec![table(name, bytes)?])
    }
}

/// What sheets are called that a register has beside its list, for reading alone: duplicates,
/// versions, files that were not read, and where particulars are from.
pub const FOR_READING: [&str; 4] = ["Duplicates", "Versions", "Not read", "Where from"];

/// Reads the rows of the first table whose head has all these columns. Another sheet with the
/// first of them is told: a copy, or one whose heads were changed.
///
/// # Errors
/// It is no workbook or CSV, beyond a limit, or has no such head.
pub fn rows(name: &str, bytes: &[u8], heads: &[&str]) -> Result<Rows, String> {
    let tables = tables(name, bytes)?;
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut found: Option<Vec<Row>> = None;
    let mut told = Vec::new();
    for table in tables {
        let sheet = || format!("{file}, sheet {}", table.name.as_deref().unwrap_or("1"));
        match (table.rows(file, heads), &found) {
            (Some(rows), None) => found = Some(rows),
            (Some(_), Some(_)) => told.push(format!(
                "{}: a second list, which was not read; only the first one is",
                sheet()
            )),
            (None, _) if table.is_for_reading() => {}
            (None, _) => told.extend(table.lacks(heads).map(|lacking| {
                format!(
                    "{}: has no column {lacking}, and was not read; the heads must stay as they are",
                    sheet()
                )
            })),
        }
    }
    match found {
        Some(rows) => Ok(Rows { rows, told }),
        None => Err(format!(
            "{name} has no sheet with the columns {};\n  their heads must stay as they are",
            heads.join(", ")
        )),
    }
}

/// A sheet: cells by row and column, from 0.
struct Sheet {
    name: Option<String>,
    cells: BTreeMap<u32, BTreeMap<u32, Held>>,
}

/// What a cell holds.
#[derive(Debug, Clone, Default)]
struct Held {
    text: String,
    day: Option<Date>,
}

impl Sheet {
    /// Where a cell stands, or a whole row.
    fn place(&self, file: &str, row: u32, column: Option<u32>) -> String {
        let line = row + 1;
        match (&self.name, column) {
            (Some(name), Some(column)) => {
                format!("{file}, sheet {name}, {}{line}", column_name(column + 1))
            }
            (Some(name), None) => format!("{file}, sheet {name}, row {line}"),
            (None, _) => format!("{file}, line {line}"),
        }
    }

    /// Its first rows, in which a head can stand.
    fn top(&self) -> impl Iterator<Item = (&u32, &BTreeMap<u32, Held>)> {
        let first = self.cells.keys().next().copied().unwrap_or(0);
        self.cells.range(first..first.saturating_add(HEAD_WITHIN))
    }

    /// Whether it is one of the sheets that stand beside a list for reading alone.
    fn is_for_reading(&self) -> bool {
        let name = self.name.as_deref().unwrap_or_default();
        FOR_READING.contains(&name)
    }

    /// The columns that a sheet lacks which has the first of them and several others, as a list
    /// has whose heads were changed.
    fn lacks(&self, heads: &[&str]) -> Option<String> {
        const SEVERAL: usize = 5;
        let has = |cells: &BTreeMap<u32, Held>, head: &str| {
            cells.values().any(|cell| same(&cell.text, head))
        };
        let first = heads.first()?;
        let (_, cells) = self
            .top()
            .find(|(_, cells)| cells.len() >= SEVERAL && has(cells, first))?;
        let lacking: Vec<&str> = heads
            .iter()
            .filter(|head| !has(cells, head))
            .copied()
            .collect();
        (!lacking.is_empty()).then(|| lacking.join(", "))
    }

    fn rows(&self, file: &str, heads: &[&str]) -> Option<Vec<Row>> {
        let is_head = |cells: &BTreeMap<u32, Held>| {
            let has = |head: &&str| cells.values().any(|cell| same(&cell.text, head));
            heads.iter().all(has)
        };
        let (at, head) = self.top().find(|(_, cells)| is_head(cells))?;
        let rows = self.cells.range(at + 1..).map(|(row, cells)| {
            let mut out = Row {
                place: self.place(file, *row, None),
                ..Row::default()
            };
            let cell = |column: u32| {
                let Held { text, day } = cells.get(&column).cloned().unwrap_or_default();
                Cell {
                    text,
                    day,
                    place: self.place(file, *row, Some(column)),
                }
            };
            let headless = cells.keys().filter(|column| !head.contains_key(column));
            out.headless = headless.map(|column| cell(*column)).collect();
            for (column, name) in head {
                let cell = cell(*column);
                // Of two columns with one head the first counts.
                let name = name.text.trim();
                let known = out.cells.entry(name.to_lowercase());
                known.or_insert_with(|| (name.to_owned(), cell));
            }
            out
        });
        Some(rows.collect())
    }
}

fn same(cell: &str, head: &str) -> bool {
    cell.trim().eq_ignore_ascii_case(head)
}

fn workbook(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let broken =
        || format!("{name} is damaged or no workbook; open it in its program and save it again");
    // The program that reads cells unpacks parts whole: their size is checked first.
    let package = crate::evidence::formats::package::Package::open(bytes)
        .map_err(|unread| format!("{name}: {}", unread.reason))?;
    for part in package.names() {
        if part.ends_with(".xml") {
            package
                .unpacked(part)
                .map_err(|unread| format!("{name}: {}", unread.reason))?;
        }
    }
    let read = std::panic::catch_unwind(|| sheets(bytes));
    read.ok().flatten().ok_or_else(broken)
}

fn sheets(bytes: &[u8]) -> Option<Vec<Sheet>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).ok()?;
    let mut left = limits::CELLS / 4;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        // A sheet of charts has no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else {
            continue;
        };
        let mut cells: BTreeMap<u32, BTreeMap<u32, Held>> = BTreeMap::new();
        while let Some(cell) = reader.next_cell().ok()? {
            left = left.checked_sub(1)?;
            let (row, column) = cell.get_position();
            let held = Held {
                text: text_of(cell.get_value()),
                day: day_of(cell.get_value()),
            };
            if !held.text.is_empty() && column < COLUMNS {
                cells.entry(row).or_default().insert(column, held);
            }
        }
        sheets.push(Sheet {
            name: Some(name),
            cells,
        });
    }
    Some(sheets)
}

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            unescaped(text)
        }
        DataRef::SharedString(text) => unescaped(text),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        DataRef::Float(number) => number.to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Bool(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        // A spreadsheet took a version such as 2.1 for a day.
        DataRef::DateTime(_) => A_DATE.to_owned(),
        DataRef::Error(_) => AN_ERROR.to_owned(),
        DataRef::Empty => String::new(),
    }
}

fn day_of(value: &DataRef<'_>) -> Option<Date> {
    let DataRef::DateTime(moment) = value else {
        return None;
    };
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let [month, day] = [month, day].map(i8::try_from);
    Date::new(i16::try_from(year).ok()?, month.ok()?, day.ok()?).ok()
}

/// What stands for a cell that the spreadsheet program took for a date.
pub const A_DATE: &str = "\u{fffd}date";

/// What stands for a cell that the spreadsheet program took for a formula, and could not work
/// out.
const AN_ERROR: &str = "\u{fffd}error";

fn table(name: &str, bytes: &[u8]) -> Result<Sheet, String> {
    let decoded = decode(bytes)
        .map_err(|_| format!("{name} is neither a workbook nor CSV; save it as .xlsx"))?;
    let text = &*decoded.text;
    let head = text.lines().next().unwrap_or("");
    let separator = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|separator| head.bytes().filter(|byte| byte == separator).count())
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut cells: BTreeMap<u32, BTreeMap<u32, Held>> = BTreeMap::new();
    let mut rows = RowsOf::new(text);
    for record in reader.records() {
        let record = record.map_err(|error| format!("{name}: {error}"))?;
        let row = rows.at(record.position().map_or(0, csv::Position::byte));
        for (column, cell) in (0..COLUMNS).zip(&record) {
            if !cell.trim().is_empty() {
                cells.entry(row).or_default().insert(
                    column,
                    Held {
                        text: unescaped(cell),
                        day: None,
                    },
                );
            }
        }
    }
    Ok(Sheet { name: None, cells })
}

/// Numbers of lines, from 0, by where records begin. The program that reads records says so of
/// the second half of a line end where lines end as Excel ends them.
struct RowsOf<'t> {
    text: &'t [u8],
    /// Up to where lines are counted.
    to: usize,
    lines: u32,
}

impl<'t> RowsOf<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text: text.as_bytes(),
            to: 0,
            lines: 0,
        }
    }

    fn at(&mut self, byte: u64) -> u32 {
        let begins = usize::try_from(byte).unwrap_or(usize::MAX);
        let rest = self.text.get(begins..).unwrap_or_default();
        let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let begins = begins.saturating_add(ends.count()).min(self.text.len());
        let passed = self.text.get(self.to..begins).unwrap_or_default();
        let passed = passed.iter().filter(|byte| **byte == b'\n').count();
        self.lines = self.lines.saturating_add(crate::source::count(passed));
        self.to = begins;
        self.lines
    }
}

/// A cell without the sign that kept it from being taken for a formula.
fn unescaped(cell: &str) -> String {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_found_wherever_people_put_them() {
        let text = "My register;;\n\n;Satisfies;File;own\n;8.6.1;a.docx;x\n;;'=b.docx;\n";
        let rows = rows("r.csv", text.as_bytes(), &["File", "Satisfies"])
            .unwrap()
            .rows;
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].cell("satisfies").text, "8.6.1");
        assert_eq!(rows[0].cell("File").place, "r.csv, line 4");
        assert_eq!(rows[1].cell("File").text, "=b.docx");
        assert_eq!(rows[1].cell("nowhere").text, "");
    }

    #[test]
    fn lines_may_end_as_excel_ends_them_and_go_on_within_a_cell() {
        let text = "File;Satisfies\n\"a\nb\";8.1\n\nc;8.2\n";
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let rows = rows("r.csv", text.as_bytes(), &["File", "Satisfies"])
                .unwrap()
                .rows;
            let places: Vec<String> = rows.iter().map(|row| row.cell("File").place).collect();
            assert_eq!(places, ["r.csv, line 2", "r.csv, line 5"], "{text:?}");
            assert_eq!(rows[1].cell("File").text, "c");
        }
    }

    #[test]
    fn what_is_no_register_is_said() {
        for bytes in [
            &b"PK\x03\x04 damaged"[..],
            b"a,b\n1,2\n",
            b"\xff\xfe\x00",
            b"\xd0\xcf\x11\xe0",
        ] {
            assert!(rows("r.xlsx", bytes, &["File"]).is_err());
        }
    }
}
