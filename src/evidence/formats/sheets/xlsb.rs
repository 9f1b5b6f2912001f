//! XLSB: the package of an XLSX whose parts are records instead of text.
//!
//! A sheet is unpacked as a whole, unlike that of an XLSX: it is a fraction of the size. Tables
//! that are defined within sheets are not looked at; heads are found as in a sheet without.

use std::collections::HashSet;

use super::biff::{fixed, rk, u16, u32};
use super::book::{Book, LAST_COLUMN};
use super::number::Formats;
use super::strings::Strings;
use super::xls::truth_or_error;
use super::xlsx::{Shared, main_part, no_workbook, text_boxes};
use crate::evidence::document::Unread;
use crate::evidence::formats::docx::properties;
use crate::evidence::formats::limits;
use crate::evidence::formats::links::{Link, links};
use crate::evidence::formats::package::Package;
use crate::evidence::formats::xml::broken;
use crate::evidence::formats::{Area, Reads, Taken, Writing};

/// Reads Excel's workbooks as they are saved to be small.
pub struct Xlsb;

impl Reads for Xlsb {
    fn read(&self, bytes: &[u8]) -> Result<Taken, Unread> {
        let package = Package::open(bytes)?;
        let main = main_part(&package)?;
        let workbook = package.part(&main)?.ok_or_else(no_workbook)?;
        let links = links(&package, &main).unwrap_or_default();
        let part = |kind: &str| {
            let link = links.iter().find(|link| link.kind == kind)?;
            package.part(&link.target).transpose()
        };
        let mut shared = Shared {
            strings: part("sharedStrings")
                .transpose()?
                .map_or_else(Strings::default, |part| strings(&part)),
            formats: part("styles")
                .and_then(Result::ok)
                .map_or_else(Formats::default, |part| formats(&part)),
            from_1904: false,
        };
        let sheets = sheets(&workbook, &mut shared.from_1904);
        let mut writing = Writing::of_size(bytes.len());
        properties(&package, &mut writing);
        let mut book = Book::new(&mut writing);
        for sheet in &sheets {
            let link = links.iter().find(|link| link.id == sheet.link);
            read_sheet(&package, sheet, link, &shared, &mut book);
        }
        if !book.finish() {
            return Err(broken());
        }
        shared.strings.tell(&mut writing);
        package.tell(&mut writing);
        Ok(writing.finish())
    }
}

/// Numbers of records, by what they hold.
mod id {
    pub const ROW: u32 = 0;
    pub const RK: u32 = 2;
    pub const ERROR: u32 = 3;
    pub const TRUTH: u32 = 4;
    pub const NUMBER: u32 = 5;
    pub const TEXT: u32 = 6;
    pub const SHARED_TEXT: u32 = 7;
    pub const FORMULA_TEXT: u32 = 8;
    pub const FORMULA_NUMBER: u32 = 9;
    pub const FORMULA_TRUTH: u32 = 10;
    pub const FORMULA_ERROR: u32 = 11;
    pub const STRING: u32 = 19;
    pub const FORMAT: u32 = 44;
    pub const STYLE: u32 = 47;
    pub const COLUMNS: u32 = 60;
    pub const WORKBOOK: u32 = 153;
    pub const SHEET: u32 = 156;
    pub const MERGED: u32 = 176;
    pub const STYLES: u32 = 617;
    pub const STYLES_END: u32 = 618;
    pub const NOTE: u32 = 635;
}

/// The records of a part, as far as it is sound.
struct Records<'p>(&'p [u8]);

impl<'p> Iterator for Records<'p> {
    type Item = (u32, &'p [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let id = self.number(2)?;
        let size = self.number(4)? as usize;
        let (record, rest) = self.0.split_at_checked(size)?;
        self.0 = rest;
        Some((id, record))
    }
}

impl Records<'_> {
    /// A number of at most so many bytes, each with seven bits of it, and one that says
    /// whether more follow.
    fn number(&mut self, most: u32) -> Option<u32> {
        let mut number = 0;
        for at in 0..most {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7f) << (7 * at);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

/// Adds the text at a place: how many characters, and those. Returns where it ends.
fn text(record: &[u8], at: usize, out: &mut String) -> usize {
    let start = at.saturating_add(4).min(record.len());
    let end = start.saturating_add((u32(record, at) as usize).saturating_mul(2));
    let bytes = &record[start..end.min(record.len())];
    let wide = bytes.chunks_exact(2).map(|two| u16(two, 0));
    out.extend(char::decode_utf16(wide).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
    end
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    hidden: bool,
    link: String,
}

fn sheets(workbook: &[u8], from_1904: &mut bool) -> Vec<Listed> {
    let mut out = Vec::new();
    for (id, record) in Records(workbook) {
        match id {
            id::WORKBOOK => *from_1904 = u32(record, 0) & 1 == 1,
            id::SHEET if out.len() < limits::SHEETS => {
                let (mut name, mut link) = (String::new(), String::new());
                let end = text(record, 8, &mut link);
                text(record, end, &mut name);
                let hidden = u32(record, 0) != 0;
                out.push(Listed { name, hidden, link });
            }
            _ => {}
        }
    }
    out
}

/// The texts that cells share.
fn strings(part: &[u8]) -> Strings {
    let mut out = Strings::default();
    for (_, record) in Records(part).filter(|(id, _)| *id == id::STRING) {
        if out.is_full() {
            break;
        }
        text(record, 1, out.text());
        out.end();
    }
    out
}

/// The formats of numbers.
fn formats(part: &[u8]) -> Formats {
    let (mut out, mut within) = (Formats::default(), false);
    for (id, record) in Records(part) {
        match id {
            id::FORMAT => {
                let mut code = String::new();
                text(record, 2, &mut code);
                out.code(u16(record, 0).into(), &code);
            }
            id::STYLES => within = true,
            id::STYLES_END => within = false,
            id::STYLE if within => out.style(u16(record, 2).into()),
            _ => {}
        }
    }
    out
}

fn read_sheet(
    package: &Package<'_>,
    sheet: &Listed,
    link: Option<&Link>,
    shared: &Shared,
    book: &mut Book<'_>,
) {
    if link.is_some_and(|link| link.kind != "worksheet") {
        book.chart(&sheet.name, sheet.hidden);
        return;
    }
    book.begin(&sheet.name, sheet.hidden);
    let part = link.map_or("", |link| link.target.as_str());
    match package.part(part) {
        Ok(Some(bytes)) => {
            let mut records = Records(&bytes);
            for (id, record) in &mut records {
                read_record(id, record, shared, book);
                if book.is_full() {
                    break;
                }
            }
            if !records.0.is_empty() && !book.is_full() {
                book.broken();
            }
        }
        _ => book.broken(),
    }
    let mut read = HashSet::new();
    for link in links(package, part).unwrap_or_default() {
        // Each once, however often a damaged file names it.
        if !read.insert(link.target.clone()) {
            continue;
        }
        match link.kind.as_str() {
            "comments" => {
                let part = package.part(&link.target).ok().flatten();
                let part = part.unwrap_or_default();
                book.notes += Records(&part).filter(|(id, _)| *id == id::NOTE).count() as u64;
            }
            "drawing" => {
                let texts = text_boxes(package, &link.target, book);
                book.beside("text box", &texts);
            }
            _ => {}
        }
    }
    book.end();
}

fn read_record(id: u32, record: &[u8], shared: &Shared, book: &mut Book<'_>) {
    const VALUE: usize = 8;
    let column = u32(record, 0).saturating_add(1);
    let style = (u32(record, 4) & 0x00ff_ffff) as usize;
    let byte = record.get(VALUE).copied().unwrap_or(0);
    let mut number = |value: f64| {
        book.cell(column, |out| {
            shared.formats.write(style, value, shared.from_1904, out);
        });
    };
    match id {
        id::ROW => {
            book.row(u32(record, 0).saturating_add(1));
            if record.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                book.hide_rows(1);
            }
        }
        id::RK => number(rk(u32(record, VALUE))),
        id::NUMBER | id::FORMULA_NUMBER => number(f64::from_le_bytes(fixed(record, VALUE))),
        id::SHARED_TEXT => {
            let text = shared.strings.get(u32(record, VALUE) as usize);
            book.cell(column, |out| out.push_str(text));
        }
        id::TEXT | id::FORMULA_TEXT => book.cell(column, |out| {
            text(record, VALUE, out);
        }),
        id::TRUTH | id::FORMULA_TRUTH | id::ERROR | id::FORMULA_ERROR => {
            let is_error = matches!(id, id::ERROR | id::FORMULA_ERROR);
            book.cell(column, |out| out.push_str(truth_or_error(byte, is_error)));
        }
        id::COLUMNS if u16(record, 16) & 1 == 1 => {
            let (first, last) = (u32(record, 0), u32(record, 4));
            // All columns behind the last used one may be hidden; nothing is lost there. Columns are
            // counted from 0 here.
            if first <= last && last < LAST_COLUMN - 1 {
                book.hide_columns(last - first + 1);
            }
        }
        id::MERGED => {
            if let Some(area) = area(record) {
                book.merged(area);
            }
        }
        _ => {}
    }
}

/// A range of cells: first and last row, first and last column.
fn area(record: &[u8]) -> Option<Area> {
    let at = |place| u32(record, place).saturating_add(1);
    let (top, bottom, left, right) = (at(0), at(4), at(8), at(12));
    (top <= bottom && left <= right).then_some(Area {
        top,
        left,
        bottom,
        right,
    })
}
