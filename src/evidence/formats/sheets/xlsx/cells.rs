//! The cells of a sheet, streamed: its part is the one that may be larger than memory allows.

use quick_xml::Reader;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::Shared;
use crate::evidence::document::Unread;
use crate::evidence::formats::Area;
use crate::evidence::formats::limits;
use crate::evidence::formats::package::Stream;
use crate::evidence::formats::sheets::book::{Book, LAST_COLUMN};
use crate::evidence::formats::xml::{add, broken, closes_another};

/// The kinds of values, as a cell's `t` says.
#[derive(Clone, Copy, Default, PartialEq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Truth,
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    column: u32,
    style: usize,
    kind: Kind,
    value: String,
    formula: bool,
    /// Whether text of the value or the inline text follows.
    open: bool,
    /// Within the signs that say how a text is spoken.
    spoken: bool,
}

/// Reads the cells of a sheet into a book.
pub fn read(stream: &mut Stream<'_>, shared: &Shared, book: &mut Book<'_>) -> Result<(), Unread> {
    let mut xml = Reader::from_reader(stream);
    let mut buffer = Vec::new();
    let mut cell = Cell::default();
    let mut row = 0;
    let mut edges: Vec<String> = Vec::new();
    let mut edge: Option<String> = None;
    // Whether tags close one another wrongly, and how many are open.
    let (mut torn, mut open) = (false, 0_u64);
    for _ in 0..limits::SHEET_EVENTS {
        buffer.clear();
        let event = match xml.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(error) => {
                torn = true;
                let name = closes_another(&error).ok_or_else(broken)?;
                Event::End(BytesEnd::new(name.to_owned()))
            }
        };
        match &event {
            Event::Start(_) => open += 1,
            Event::End(_) => open = open.saturating_sub(1),
            // A part that ends before its tags do was cut off.
            Event::Eof => torn |= open > 0,
            _ => {}
        }
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let closed = matches!(event, Event::Empty(_));
                match tag.local_name().into_inner() {
                    "c" => {
                        cell.begin(tag);
                        if closed {
                            book.passed(1);
                        }
                    }
                    "v" | "t" => cell.open = !closed,
                    "rPh" => cell.spoken = !closed,
                    "f" => cell.formula = true,
                    "row" => {
                        row = begin_row(tag, row, book);
                        cell.column = 0;
                        if book.is_full() {
                            break;
                        }
                    }
                    "oddHeader" | "oddFooter" if !closed => edge = Some(String::new()),
                    "col" => hidden_columns(tag, book),
                    "mergeCell" => {
                        if let Some(area) = area(tag) {
                            book.merged(area);
                        }
                    }
                    "autoFilter" => {
                        if let Some(area) = area(tag) {
                            book.table(area);
                        }
                    }
                    _ => {}
                }
            }
            Event::End(tag) => match tag.local_name().into_inner() {
                "v" | "t" => cell.open = false,
                "rPh" => cell.spoken = false,
                "c" => cell.end(shared, book),
                "oddHeader" | "oddFooter" => edges.extend(edge.take().map(|edge| plain(&edge))),
                _ => {}
            },
            Event::Eof => break,
            text if cell.open && !cell.spoken => add(text, &mut cell.value),
            text => {
                if let Some(edge) = &mut edge {
                    add(text, edge);
                }
            }
        }
    }
    book.beside("page header or footer", &edges);
    if torn {
        return Err(broken());
    }
    Ok(())
}

impl Cell {
    fn begin(&mut self, tag: &BytesStart<'_>) {
        self.column = self.column.saturating_add(1);
        (self.style, self.kind, self.formula, self.open) = (0, Kind::Number, false, false);
        self.value.clear();
        for attribute in tag.attributes().with_checks(false).flatten() {
            let value: &str = &attribute.value;
            match attribute.key.into_inner() {
                "r" => {
                    if let Some((column, _)) = reference(value) {
                        self.column = column;
                    }
                }
                "s" => self.style = value.parse().unwrap_or(0),
                "t" => {
                    self.kind = match value {
                        "s" => Kind::Shared,
                        "b" => Kind::Truth,
                        "n" => Kind::Number,
                        // Inline texts, values of formulas, dates written the ISO way, errors.
                        _ => Kind::Text,
                    }
                }
                _ => {}
            }
        }
    }

    fn end(&mut self, shared: &Shared, book: &mut Book<'_>) {
        if self.value.is_empty() {
            book.uncomputed += u64::from(self.formula && self.kind == Kind::Number);
            book.passed(1);
            return;
        }
        let (value, kind, style) = (&mut self.value, self.kind, self.style);
        if kind == Kind::Text {
            unescape(value, 0);
        }
        book.cell(self.column, |out| match kind {
            Kind::Text => out.push_str(value),
            Kind::Shared => {
                let text = value.trim().parse().map(|at| shared.strings.get(at));
                out.push_str(text.unwrap_or_default());
            }
            Kind::Truth => out.push_str(if value.trim() == "1" { "TRUE" } else { "FALSE" }),
            Kind::Number => match value.trim().parse() {
                Ok(number) => (shared.formats).write(style, number, shared.from_1904, out),
                Err(_) => out.push_str(value),
            },
        });
    }
}

fn begin_row(tag: &BytesStart<'_>, last: u32, book: &mut Book<'_>) -> u32 {
    let mut number = last.saturating_add(1);
    for attribute in tag.attributes().with_checks(false).flatten() {
        let value: &str = &attribute.value;
        match attribute.key.into_inner() {
            "r" => number = value.parse().unwrap_or(number),
            "hidden" => book.hide_rows(u32::from(matches!(value, "1" | "true"))),
            _ => {}
        }
    }
    book.row(number);
    number
}

fn hidden_columns(tag: &BytesStart<'_>, book: &mut Book<'_>) {
    let (mut first, mut last, mut hidden) = (1, 1, false);
    for attribute in tag.attributes().with_checks(false).flatten() {
        let value: &str = &attribute.value;
        match attribute.key.into_inner() {
            "min" => first = value.parse().unwrap_or(1),
            "max" => last = value.parse().unwrap_or(1),
            "hidden" => hidden = matches!(value, "1" | "true"),
            _ => {}
        }
    }
    // All columns behind the last used one may be hidden; nothing is lost there.
    if hidden && last < LAST_COLUMN && last >= first {
        book.hide_columns(last - first + 1);
    }
}

fn area(tag: &BytesStart<'_>) -> Option<Area> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let area = attributes.find(|attribute| attribute.key.into_inner() == "ref")?;
    Area::read(&area.value)
}

impl Area {
    /// Reads a range such as `A3:H200`, or a single cell.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let (left, top) = reference(first)?;
        let (right, bottom) = reference(last)?;
        (left <= right && top <= bottom).then_some(Self {
            top,
            left,
            bottom,
            right,
        })
    }
}

/// The column and row of a reference such as `AB12` or `$AB$12`; row 0 where none is named.
fn reference(text: &str) -> Option<(u32, u32)> {
    let (mut column, mut row) = (0_u32, 0_u32);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' => {
                let letter = u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                column = column.checked_mul(26)?.checked_add(letter)?;
            }
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
            b'$' => {}
            _ => return None,
        }
    }
    (1..=LAST_COLUMN).contains(&column).then_some((column, row))
}

/// Resolves what stands for signs that XML cannot hold, from a place of the text on:
/// `_x000D_` is an end of line.
pub fn unescape(text: &mut String, start: usize) {
    let Some(first) = text[start..].find("_x") else {
        return;
    };
    let tail = text.split_off(start + first);
    let mut rest = tail.as_str();
    while let Some(at) = rest.find("_x") {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest
            .get(2..6)
            .filter(|_| rest.as_bytes().get(6) == Some(&b'_'));
        match code
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32)
        {
            Some(c) => {
                text.push(c);
                rest = &rest[7..];
            }
            None => {
                text.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    text.push_str(rest);
}

/// The header or footer of a page without what sets its places and fonts: `&L`, `&"Arial"`.
pub fn plain(text: &str) -> String {
    let (mut out, mut chars) = (String::new(), text.chars().peekable());
    while let Some(c) = chars.next() {
        if c != '&' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('&') => out.push('&'),
            Some('"') => chars.by_ref().take_while(|c| *c != '"').for_each(drop),
            Some('K') => {
                for _ in 0..6 {
                    chars.next_if(char::is_ascii_hexdigit);
                }
            }
            Some('L' | 'C' | 'R') => out.push(' '),
            Some(c) if c.is_ascii_digit() => while chars.next_if(char::is_ascii_digit).is_some() {},
            // Numbers of pages, dates of printing, the names of file and sheet.
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read() {
        assert_eq!(reference("A1"), Some((1, 1)));
        assert_eq!(reference("$XFD$1048576"), Some((16_384, 1_048_576)));
        assert_eq!(reference("XFE1"), None);
        assert_eq!(reference("ZZZZZZZZZ1"), None);
        assert_eq!(reference(""), None);
        let area = Area::read("B2:C10").unwrap();
        assert_eq!(
            (area.top, area.left, area.bottom, area.right),
            (2, 2, 10, 3)
        );
        assert_eq!(Area::read("C2:B10"), None);
    }

    #[test]
    fn signs_that_xml_cannot_hold_are_resolved() {
        for (text, expected) in [
            ("a_x000D_b", "a\rb"),
            ("_x0041__x0042_", "AB"),
            ("max_xyz_x00", "max_xyz_x00"),
            ("ä_xä000_", "ä_xä000_"),
        ] {
            let mut out = text.to_owned();
            unescape(&mut out, 0);
            assert_eq!(out, expected);
        }
        assert_eq!(
            plain("&L&\"Arial,Bold\"&12Internal&RPage &P of &N"),
            " Internal Page  of "
        );
    }
}
