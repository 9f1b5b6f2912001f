//! ODS: one part with all sheets, rows and cells repeated by count.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::book::{Book, LAST_COLUMN};
use crate::evidence::document::{Unread, Why};
use crate::evidence::formats::limits;
use crate::evidence::formats::odt::{is_protected, properties};
use crate::evidence::formats::package::{Package, Stream, protected};
use crate::evidence::formats::xml::{add, broken, closes_another};
use crate::evidence::formats::{Area, Reads, Taken, Writing};

/// Reads `LibreOffice`'s workbooks.
pub struct Ods;

impl Reads for Ods {
    fn read(&self, bytes: &[u8]) -> Result<Taken, Unread> {
        let package = Package::open(bytes)?;
        if is_protected(&package) {
            return Err(protected());
        }
        let mut writing = Writing::of_size(bytes.len());
        properties(&package, &mut writing);
        let mut book = Book::new(&mut writing);
        let mut sheets = Sheets::default();
        let read = package.stream("content.xml", |stream| sheets.read(stream, &mut book))?;
        if read.is_none() {
            return Err(Unread::new(
                Why::Damaged,
                "it is a package without a workbook in it",
            ));
        }
        if !book.finish() {
            return Err(broken());
        }
        package.tell(&mut writing);
        Ok(writing.finish())
    }
}

/// The sheets while they are read.
#[derive(Default)]
struct Sheets {
    /// Styles of sheets that are not shown.
    hidden: HashSet<String>,
    style: String,
    /// Whether a sheet is read now.
    open: bool,
    row: u32,
    /// How often the row stands there.
    repeat: u32,
    cells: Vec<Cell>,
    /// How long their texts are.
    held: usize,
    column: u32,
    cell: Cell,
    /// Whether the texts that follow are those of the cell.
    within: bool,
    /// Tags that are open within a note; 0 outside.
    note: u32,
    /// Tags that are open within shapes.
    shapes: u32,
    paragraph: String,
    boxes: Vec<String>,
}

/// A cell while it is read.
#[derive(Clone, Default)]
struct Cell {
    column: u32,
    repeat: u32,
    text: String,
    /// What it holds where that says more than its text: a date, a truth.
    value: String,
    paragraphs: u32,
    formula: bool,
}

/// The last row there can be.
const LAST_ROW: u32 = 1 << 20;

impl Sheets {
    fn read(&mut self, stream: &mut Stream<'_>, book: &mut Book<'_>) -> Result<(), Unread> {
        let mut xml = Reader::from_reader(stream);
        xml.config_mut().expand_empty_elements = true;
        let mut buffer = Vec::new();
        for _ in 0..limits::SHEET_EVENTS {
            buffer.clear();
            match xml.read_event_into(&mut buffer) {
                Ok(Event::Start(tag)) => self.start(&tag, book),
                Ok(Event::End(tag)) => self.end(tag.local_name().into_inner(), book),
                Ok(Event::Eof) => {
                    if self.open {
                        book.broken();
                    }
                    break;
                }
                Ok(text) => {
                    if self.note > 0 {
                    } else if self.shapes > 0 {
                        add(&text, &mut self.paragraph);
                    } else if self.within {
                        add(&text, &mut self.cell.text);
                    }
                }
                Err(error) => match closes_another(&error) {
                    Some(name) => {
                        if self.open {
                            book.broken();
                        }
                        self.end(name, book);
                    }
                    None if self.open => {
                        book.broken();
                        break;
                    }
                    None => return Err(broken()),
                },
            }
            if book.is_full() {
                break;
            }
        }
        if self.open {
            book.end();
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>, book: &mut Book<'_>) {
        if self.note > 0 {
            self.note += 1;
            return;
        }
        let name = tag.local_name().into_inner();
        if self.shapes > 0 {
            self.shapes += 1;
            return;
        }
        match name {
            "style" => self.style = text(tag, "name"),
            "table-properties" if text(tag, "display") == "false" => {
                self.hidden.insert(std::mem::take(&mut self.style));
            }
            "table" if !self.open => {
                self.open = true;
                self.row = 0;
                book.begin(
                    &text(tag, "name"),
                    self.hidden.contains(&text(tag, "style-name")),
                );
            }
            "table-column" if is_hidden(tag) => {
                let count = number(tag, "number-columns-repeated", LAST_COLUMN);
                // All columns behind the last used one may be hidden; nothing is lost there.
                book.hide_columns(if count > LAST_COLUMN / 2 { 0 } else { count });
            }
            "table-row" => {
                self.repeat = number(tag, "number-rows-repeated", LAST_ROW);
                (self.column, self.within) = (0, false);
                self.cells.clear();
                self.held = 0;
                if is_hidden(tag) && self.repeat < LAST_ROW / 2 {
                    book.hide_rows(self.repeat);
                }
            }
            "table-cell" | "covered-table-cell" => self.begin_cell(tag, book),
            "p" | "h" if self.within => {
                if self.cell.paragraphs > 0 {
                    self.cell.text.push('\n');
                }
                self.cell.paragraphs += 1;
            }
            "s" | "tab" | "line-break" if self.within => self.cell.text.push(' '),
            "annotation" => {
                book.notes += 1;
                self.note = 1;
            }
            "shapes" | "frame" | "custom-shape" | "tracked-changes" => self.shapes = 1,
            "database-range" => table(tag, book),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, book: &mut Book<'_>) {
        if self.note > 0 {
            self.note -= 1;
            return;
        }
        if self.shapes > 0 {
            self.shapes -= 1;
            if matches!(name, "p" | "h") {
                self.boxes.push(std::mem::take(&mut self.paragraph));
            }
            if name == "tracked-changes" {
                self.boxes.clear();
            }
            return;
        }
        match name {
            "table-cell" | "covered-table-cell" if self.within => self.end_cell(book),
            "table-row" => self.end_row(book),
            "table" if self.open => {
                self.open = false;
                let boxes = std::mem::take(&mut self.boxes);
                book.beside("text box", &boxes);
                book.end();
            }
            _ => {}
        }
    }

    fn begin_cell(&mut self, tag: &BytesStart<'_>, book: &mut Book<'_>) {
        let cell = &mut self.cell;
        cell.text.clear();
        (cell.paragraphs, cell.formula) = (0, false);
        (cell.repeat, cell.column) = (1, self.column + 1);
        cell.value.clear();
        let (mut right, mut down) = (1, 1);
        for attribute in tag.attributes().with_checks(false).flatten() {
            let value: &str = &attribute.value;
            match attribute.key.local_name().into_inner() {
                "number-columns-repeated" => cell.repeat = value.parse().unwrap_or(1),
                "number-columns-spanned" => right = value.parse().unwrap_or(1),
                "number-rows-spanned" => down = value.parse().unwrap_or(1),
                "date-value" => cell.value = value.replacen('T', " ", 1),
                "boolean-value" => cell.value = value.to_uppercase(),
                "formula" => cell.formula = true,
                _ => {}
            }
        }
        cell.repeat = cell.repeat.clamp(1, LAST_COLUMN);
        if right > 1 || down > 1 {
            let (top, left) = (self.row.saturating_add(1), cell.column);
            book.merged(Area {
                top,
                left,
                bottom: top.saturating_add(down.clamp(1, LAST_ROW) - 1),
                right: left.saturating_add(right.clamp(1, LAST_COLUMN) - 1),
            });
        }
        self.within = true;
    }

    fn end_cell(&mut self, book: &mut Book<'_>) {
        self.within = false;
        let cell = &mut self.cell;
        self.column = self.column.saturating_add(cell.repeat);
        if !cell.value.is_empty() {
            cell.text = shown(&cell.value).to_owned();
        }
        if cell.text.trim().is_empty() {
            book.uncomputed += u64::from(cell.formula && cell.paragraphs == 0);
            book.passed(1);
        } else if cell.column <= LAST_COLUMN && self.held <= limits::TEXT {
            self.held += cell.text.len();
            self.cells.push(cell.clone());
        }
    }

    fn end_row(&mut self, book: &mut Book<'_>) {
        if !self.open {
            return;
        }
        let first = self.row.saturating_add(1);
        self.row = self.row.saturating_add(self.repeat).min(LAST_ROW);
        if self.cells.is_empty() {
            return;
        }
        for row in first..=self.row {
            book.row(row);
            for cell in &self.cells {
                let last = cell.column.saturating_add(cell.repeat - 1).min(LAST_COLUMN);
                for column in cell.column..=last {
                    book.cell(column, |out| out.push_str(&cell.text));
                }
            }
            if book.is_full() {
                break;
            }
        }
    }
}

/// A date and time without the seconds that are none.
fn shown(value: &str) -> &str {
    let value = value.split_once('.').map_or(value, |(value, _)| value);
    let whole = value.strip_suffix(" 00:00:00").unwrap_or(value);
    match whole.strip_suffix(":00") {
        Some(minutes) if minutes.len() == "2026-08-01 07:50".len() => minutes,
        _ => whole,
    }
}

fn text(tag: &BytesStart<'_>, name: &str) -> String {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().into_inner() == name);
    found.map_or_else(String::new, |attribute| {
        (attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0))
            .map(std::borrow::Cow::into_owned)
            .unwrap_or_default()
    })
}

fn number(tag: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    text(tag, name).parse().unwrap_or(1).clamp(1, most)
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    matches!(text(tag, "visibility").as_str(), "collapse" | "filter")
}

/// A database range: a table whose first row holds its heads, unless it says otherwise.
fn table(tag: &BytesStart<'_>, book: &mut Book<'_>) {
    if text(tag, "contains-header") == "false" {
        return;
    }
    // `Sheet.A1:Sheet.H20`, the name in quotes where it has other signs.
    let range = text(tag, "target-range-address");
    let Some((first, last)) = range.split_once(':') else {
        return;
    };
    let (Some((sheet, first)), Some((_, last))) = (first.rsplit_once('.'), last.rsplit_once('.'))
    else {
        return;
    };
    let sheet = sheet
        .trim_start_matches('$')
        .trim_matches('\'')
        .replace("''", "'");
    if let Some(area) = Area::read(&format!("{first}:{last}")) {
        book.table_in(&sheet, area);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_shown_as_far_as_they_tell() {
        for (value, expected) in [
            ("2026-08-01", "2026-08-01"),
            ("2026-08-01 00:00:00", "2026-08-01"),
            ("2026-08-01 07:50:00", "2026-08-01 07:50"),
            ("2026-08-01 07:50:12.5", "2026-08-01 07:50:12"),
            ("TRUE", "TRUE"),
        ] {
            assert_eq!(shown(value), expected);
        }
    }
}
