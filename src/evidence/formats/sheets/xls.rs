//! XLS: one stream of records in a compound file, first what all sheets share, then the
//! sheets.

use std::io::{Cursor, Read};

use super::biff::{Record, Records, Texts, continued_text, id, rk, shared, u16, u32};
use super::book::Book;
use super::number::Formats;
use super::strings::Strings;
use crate::evidence::document::{Unread, Why};
use crate::evidence::formats::limits;
use crate::evidence::formats::package::protected;
use crate::evidence::formats::pages::page;
use crate::evidence::formats::{Area, Reads, Taken, Writing};

/// Reads workbooks of Excel before 2007.
pub struct Xls;

impl Reads for Xls {
    fn read(&self, bytes: &[u8]) -> Result<Taken, Unread> {
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
        if file.exists("/EncryptedPackage") {
            return Err(protected());
        }
        // A file saved for both holds one stream for Excel 95 and one for later.
        let stream = stream(&mut file, "/Workbook", bytes.len())
            .or_else(|| stream(&mut file, "/Book", bytes.len()))
            .ok_or_else(damaged)?;
        let globals = Globals::read(&stream)?;
        let mut writing = Writing::of_size(bytes.len());
        if let Some(summary) = self::stream(&mut file, "/\u{5}SummaryInformation", bytes.len()) {
            properties(&summary, &mut writing);
        }
        let mut book = Book::new(&mut writing);
        for sheet in globals.sheets.iter().take(limits::SHEETS) {
            match sheet.kind {
                0 => Cells::new(&globals, &mut book).read(sheet, &stream),
                2 => book.chart(&sheet.name, sheet.hidden),
                _ => {}
            }
        }
        if !book.finish() {
            return Err(damaged());
        }
        globals.strings.tell(&mut writing);
        Ok(writing.finish())
    }
}

/// What all sheets share.
struct Globals {
    texts: Texts,
    sheets: Vec<Sheet>,
    strings: Strings,
    formats: Formats,
    from_1904: bool,
}

/// A sheet as the workbook lists it.
struct Sheet {
    name: String,
    hidden: bool,
    kind: u8,
    at: usize,
}

impl Globals {
    fn read(stream: &[u8]) -> Result<Self, Unread> {
        let mut records = Records::from(stream, 0);
        let first = records
            .next()
            .filter(|first| first.id == id::BOF)
            .ok_or_else(damaged)?;
        let wide = first.u16(0) >= 0x600;
        let mut out = Self {
            texts: if wide {
                Texts::Wide
            } else {
                Texts::Page(page(1252))
            },
            sheets: Vec::new(),
            strings: Strings::default(),
            formats: Formats::default(),
            from_1904: false,
        };
        while let Some(record) = records.next() {
            match record.id {
                id::FILE_PASS => return Err(protected()),
                id::CODE_PAGE if !wide => out.texts = Texts::Page(page(record.u16(0))),
                id::DATE_MODE => out.from_1904 = record.u16(0) == 1,
                id::FORMAT => {
                    let code = record.text(2, !wide, out.texts);
                    out.formats.code(record.u16(0).into(), &code);
                }
                id::XF => out.formats.style(record.u16(2).into()),
                id::SHEET if out.sheets.len() < limits::SHEETS => out.sheets.push(Sheet {
                    at: record.u32(0) as usize,
                    hidden: record.u8(4) & 3 != 0,
                    kind: record.u8(5),
                    name: record.text(6, true, out.texts),
                }),
                id::STRINGS => {
                    let mut pieces = vec![record.bytes];
                    pieces.extend(records.continued());
                    shared(pieces, &mut out.strings);
                }
                id::EOF => break,
                _ => {}
            }
        }
        Ok(out)
    }
}

/// The cells of a sheet while they are read.
struct Cells<'c, 'w> {
    globals: &'c Globals,
    book: &'c mut Book<'w>,
    row: Option<u16>,
    /// The column of a formula whose text follows.
    formula: Option<u16>,
    /// Whether the object read last is a note.
    is_note: bool,
    boxes: Vec<String>,
}

impl<'c, 'w> Cells<'c, 'w> {
    fn new(globals: &'c Globals, book: &'c mut Book<'w>) -> Self {
        Self {
            globals,
            book,
            row: None,
            formula: None,
            is_note: false,
            boxes: Vec::new(),
        }
    }

    fn read(mut self, sheet: &Sheet, stream: &[u8]) {
        self.book.begin(&sheet.name, sheet.hidden);
        let mut records = Records::from(stream, sheet.at);
        // Charts within a sheet have a beginning and an end of their own.
        let (mut depth, mut edges) = (0, Vec::new());
        while let Some(record) = records.next() {
            match record.id {
                id::BOF => depth += 1,
                id::EOF => depth -= 1,
                _ if depth == 0 => break,
                _ if depth > 1 => continue,
                id::HEADER | id::FOOTER => {
                    let wide = matches!(self.globals.texts, Texts::Wide);
                    edges.push(record.text(0, !wide, self.globals.texts));
                }
                id::TEXT_BOX => self.text_box(record, records.continued()),
                _ => self.record(record),
            }
            if depth == 0 || self.book.is_full() {
                break;
            }
        }
        if depth != 0 && !self.book.is_full() || self.row.is_none() && sheet.at >= stream.len() {
            self.book.broken();
        }
        let edges: Vec<String> = edges.iter().map(|edge| super::xlsx::plain(edge)).collect();
        self.book.beside("page header or footer", &edges);
        self.book.beside("text box", &self.boxes);
        self.book.end();
    }

    fn record(&mut self, record: Record<'_>) {
        let globals = self.globals;
        let column = record.u16(2);
        match record.id {
            id::SHARED_LABEL => {
                let text = globals.strings.get(record.u32(6) as usize);
                self.cell(record, column, |out| out.push_str(text));
            }
            id::LABEL | id::RICH_LABEL => {
                let text = record.text(6, false, globals.texts);
                self.cell(record, column, |out| out.push_str(&text));
            }
            id::NUMBER => self.number(record, column, record.u16(4), record.f64(6)),
            id::RK => self.number(record, column, record.u16(4), rk(record.u32(6))),
            id::MANY_RK => {
                for (column, at) in
                    (column..).zip((4..record.bytes.len().saturating_sub(6)).step_by(6))
                {
                    self.number(record, column, record.u16(at), rk(record.u32(at + 2)));
                }
            }
            id::TRUTH_OR_ERROR => {
                let text = truth_or_error(record.u8(6), record.u8(7) == 1);
                self.cell(record, column, |out| out.push_str(text));
            }
            id::FORMULA => self.formula(record, column),
            id::STRING => {
                if let Some(column) = self.formula.take() {
                    let text = record.text(0, false, globals.texts);
                    self.book
                        .cell(u32::from(column) + 1, |out| out.push_str(&text));
                }
            }
            id::ROW if record.u16(12) & 0x20 != 0 => self.book.hide_rows(1),
            id::COLUMNS if record.u16(8) & 1 == 1 => {
                let (first, last) = (record.u16(0), record.u16(2));
                // All columns behind the last used one may be hidden; nothing is lost there.
                if first <= last && last < 255 {
                    self.book.hide_columns(u32::from(last - first) + 1);
                }
            }
            id::MERGED => self.merged(record),
            id::NOTE => self.book.notes += 1,
            // The first part of an object says what it is: 0x19 is a note.
            id::OBJECT => self.is_note = record.u16(4) == 0x19,
            _ => {}
        }
    }

    /// Goes on to the row of a cell.
    fn at(&mut self, row: u16) {
        self.formula = None;
        if self.row != Some(row) {
            self.row = Some(row);
            self.book.row(u32::from(row) + 1);
        }
    }

    fn cell(&mut self, record: Record<'_>, column: u16, write: impl FnOnce(&mut String)) {
        self.at(record.u16(0));
        self.book.cell(u32::from(column) + 1, write);
    }

    fn number(&mut self, record: Record<'_>, column: u16, style: u16, value: f64) {
        let globals = self.globals;
        self.cell(record, column, |out| {
            (globals.formats).write(style.into(), value, globals.from_1904, out);
        });
    }

    /// A formula by the value computed last.
    fn formula(&mut self, record: Record<'_>, column: u16) {
        if record.u16(12) != 0xffff {
            return self.number(record, column, record.u16(4), record.f64(6));
        }
        match record.u8(6) {
            0 => {
                self.at(record.u16(0));
                self.formula = Some(column);
            }
            kind @ (1 | 2) => {
                let text = truth_or_error(record.u8(8), kind == 2);
                self.cell(record, column, |out| out.push_str(text));
            }
            _ => self.at(record.u16(0)),
        }
    }

    fn merged(&mut self, record: Record<'_>) {
        let count = usize::from(record.u16(0));
        for range in record
            .bytes
            .get(2..)
            .unwrap_or_default()
            .chunks_exact(8)
            .take(count)
        {
            let at = |place| u32::from(u16(range, place)) + 1;
            let (top, bottom, left, right) = (at(0), at(2), at(4), at(6));
            if top <= bottom && left <= right {
                self.book.merged(Area {
                    top,
                    left,
                    bottom,
                    right,
                });
            }
        }
    }

    fn text_box(&mut self, record: Record<'_>, continued: Vec<&[u8]>) {
        const MOST: usize = 1_000;
        let count = usize::from(record.u16(10));
        if !self.is_note && count > 0 && self.boxes.len() < MOST {
            let mut text = String::new();
            continued_text(continued, count, &mut text);
            self.boxes.push(text);
        }
    }
}

/// What a cell shows that holds a truth or an error, by its number.
pub(super) fn truth_or_error(value: u8, is_error: bool) -> &'static str {
    match (is_error, value) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0f) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1d) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    }
}

/// A stream of a compound file, no longer than the file itself.
fn stream(file: &mut cfb::CompoundFile<Cursor<&[u8]>>, name: &str, most: usize) -> Option<Vec<u8>> {
    let stream = file.open_stream(name).ok()?;
    let mut out = Vec::new();
    // What was read before a damaged place is sound.
    let _ = stream.take(most as u64).read_to_end(&mut out);
    (!out.is_empty()).then_some(out)
}

/// Title and author, from the properties that all programs of Office keep the same way.
fn properties(summary: &[u8], writing: &mut Writing) {
    const MOST: usize = 100;
    const TEXT: u32 = 30;
    let set = u32(summary, 44) as usize;
    let set = summary.get(set..).unwrap_or_default();
    let entry = |at: usize| (u32(set, 8 + at * 8), u32(set, 12 + at * 8) as usize);
    let entries = (u32(set, 4) as usize).min(MOST);
    let numbers = (0..entries).map(entry).find(|(id, _)| *id == 1);
    let encoding = page(numbers.map_or(1252, |(_, at)| u16(set, at.saturating_add(4))));
    for (id, at) in (0..entries).map(entry) {
        let key = match id {
            2 => "title",
            4 => "author",
            _ => continue,
        };
        if u32(set, at) != TEXT {
            continue;
        }
        let start = at.saturating_add(8);
        let end = start.saturating_add(u32(set, at.saturating_add(4)) as usize);
        if let Some(text) = set.get(start..end) {
            let text = text.split(|byte| *byte == 0).next().unwrap_or_default();
            writing.property(key, &encoding.decode(text).0);
        }
    }
}

fn damaged() -> Unread {
    Unread::new(
        Why::Damaged,
        "it is damaged, or no workbook of Excel; open it in its program and save it as XLSX",
    )
}
