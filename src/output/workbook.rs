//! What all workbooks for people have in common: the mark by which they are never read as
//! evidence, how a sheet is laid out, and how it is printed.
//!
//! Text is always written as text, so that nothing a client wrote is taken for a formula;
//! dates and numbers are written as such, so that they sort and filter. Rows get their height
//! here, since not every program works it out when it opens a file.

use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use crate::evidence::MADE_BY_TOOL;
use crate::source::{floor, visible};

/// An empty workbook with its properties; `what` it is stands in its mark.
///
/// Its date of making is the as-of date: the same values give the same bytes.
///
/// # Errors
/// The date is none that a workbook can hold.
pub fn begun(title: &str, what: &str, as_of: Date) -> Result<Workbook, XlsxError> {
    let properties = DocProperties::new()
        .set_title(title)
        .set_author(env!("CARGO_PKG_NAME"))
        .set_comment(format!(
            "{MADE_BY_TOOL} by {}: {what}, never evidence",
            env!("CARGO_PKG_NAME")
        ))
        .set_creation_datetime(&excel(as_of)?);
    let mut book = Workbook::new();
    book.set_properties(&properties);
    Ok(book)
}

/// A column of a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// Its head.
    pub head: &'a str,
    /// Its width, in characters.
    pub width: u8,
    /// Whether a person fills it.
    pub filled: bool,
    /// Whether it is printed; those that are stand before those that are not.
    pub printed: bool,
}

impl<'a> Column<'a> {
    /// A column that says something.
    #[must_use]
    pub const fn new(head: &'a str, width: u8) -> Self {
        Self {
            head,
            width,
            filled: false,
            printed: true,
        }
    }

    /// A column that a person fills.
    #[must_use]
    pub const fn to_fill(head: &'a str, width: u8) -> Self {
        Self {
            filled: true,
            ..Self::new(head, width)
        }
    }

    /// The same column, for the screen alone.
    #[must_use]
    pub const fn not_printed(self) -> Self {
        Self {
            printed: false,
            ..self
        }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Words; may be none.
    Text(String),
    /// A day.
    Day(Date),
    /// A number.
    Number(u64),
}

impl Value {
    /// A day, where there is one.
    #[must_use]
    pub fn day(date: Option<Date>) -> Self {
        date.map_or_else(|| Self::from(""), Self::Day)
    }

    /// As CSV has it.
    #[must_use]
    pub fn plain(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Day(date) => date.to_string(),
            Self::Number(number) => number.to_string(),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Longest text of a cell, in units of UTF-16; a workbook holds 32,767.
const LONGEST: usize = 32_000;
/// Height of a line of text, in points.
const LINE: f64 = 13.0;
/// Size of letters, in points.
const LETTERS: f64 = 10.0;
/// Most lines a row is made high for: the highest that a program shows is 409 points.
const MOST_LINES: usize = 31;

/// Fills a sheet: heads, rows, and how they are looked at and printed. `frozen` columns stay
/// in sight. Returns the last row.
///
/// # Errors
/// More rows than a sheet can hold, or a date that no workbook can.
pub fn fill(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[Column<'_>],
    frozen: u16,
    rows: impl IntoIterator<Item = Vec<Value>>,
) -> Result<u32, XlsxError> {
    let looks = Looks::default();
    sheet.set_name(name)?;
    let mut head_lines = 1;
    for (at, column) in (0_u16..).zip(columns) {
        let look = if column.filled {
            &looks.head_to_fill
        } else {
            &looks.head
        };
        sheet.write_string_with_format(0, at, text(column.head), look)?;
        sheet.set_column_width(at, column.width)?;
        head_lines = head_lines.max(lines(column.head, column.width));
    }
    sheet.set_row_height(0, height(head_lines))?;
    let mut last = 0;
    for row in rows {
        last += 1;
        let mut most = 1;
        for ((at, column), value) in (0_u16..).zip(columns).zip(row) {
            let of = if column.filled {
                &looks.to_fill
            } else {
                &looks.given
            };
            match value {
                Value::Text(words) if column.printed => {
                    most = most.max(lines(&words, column.width));
                    sheet.write_string_with_format(last, at, text(&words), &of.text)?;
                }
                Value::Text(words) => {
                    sheet.write_string_with_format(last, at, text(&words), &of.line)?;
                }
                Value::Day(day) => {
                    sheet.write_datetime_with_format(last, at, excel(day)?, &of.day)?;
                }
                Value::Number(number) => {
                    // Sizes and counts lie far below what a number of a workbook can tell apart.
                    #[expect(clippy::cast_precision_loss, reason = "as said")]
                    sheet.write_number_with_format(last, at, number as f64, &of.number)?;
                }
            }
        }
        sheet.set_row_height(last, height(most))?;
    }
    sheet.set_freeze_panes(1, frozen)?;
    let end = u16::try_from(columns.len()).unwrap_or(1).max(1) - 1;
    sheet.autofilter(0, 0, last.max(1), end)?;
    print_setup(sheet, name)?;
    let printed = columns.iter().filter(|column| column.printed).count();
    let end = u16::try_from(printed).unwrap_or(1).max(1) - 1;
    sheet.set_print_area(0, 0, last.max(1), end)?;
    Ok(last)
}

/// A sheet of sentences, one below the other, for whoever works in the others.
///
/// # Errors
/// Never for these rows; the library cannot know.
pub fn explain(sheet: &mut Worksheet, sentences: &[&str]) -> Result<(), XlsxError> {
    const NAME: &str = "How to use it";
    const WIDTH: u8 = 100;
    sheet.set_name(NAME)?;
    sheet.set_column_width(0, WIDTH)?;
    let look = Looks::default().given.text;
    for (at, sentence) in (0..).zip(sentences) {
        sheet.write_string_with_format(at, 0, *sentence, &look)?;
        sheet.set_row_height(at, height(lines(sentence, WIDTH)) + LINE / 2.0)?;
    }
    print_setup(sheet, NAME)
}

/// Prints on A4 across, as wide as the page, the heads on every page.
fn print_setup(sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_margins(0.3, 0.3, 0.4, 0.5, 0.2, 0.2);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_footer(format!("&L{name}&RPage &P of &N"));
    Ok(())
}

/// The looks of a sheet.
struct Looks {
    head: Format,
    head_to_fill: Format,
    given: Cells,
    to_fill: Cells,
}

/// The looks of cells by what stands in them.
struct Cells {
    /// Wrapped.
    text: Format,
    /// On one line: beside what is printed, it would only make rows high.
    line: Format,
    day: Format,
    number: Format,
}

impl Cells {
    fn of(look: &Format) -> Self {
        Self {
            text: look.clone().set_text_wrap().set_num_format("@"),
            line: look.clone().set_num_format("@"),
            day: look
                .clone()
                .set_num_format("yyyy-mm-dd")
                .set_align(FormatAlign::Left),
            number: look.clone().set_num_format("#,##0"),
        }
    }
}

impl Default for Looks {
    fn default() -> Self {
        let plain = Format::new()
            .set_font_size(LETTERS)
            .set_align(FormatAlign::Top);
        let head = plain
            .clone()
            .set_bold()
            .set_text_wrap()
            .set_background_color(Color::RGB(0xDC_E3_EC))
            .set_border_bottom(FormatBorder::Thin);
        let to_fill = plain
            .clone()
            .set_background_color(Color::RGB(0xFF_F8_DC))
            .set_border(FormatBorder::Hair);
        Self {
            head_to_fill: head.clone().set_background_color(Color::RGB(0xF6_D9_6B)),
            head,
            given: Cells::of(&plain),
            to_fill: Cells::of(&to_fill),
        }
    }
}

/// A day as a workbook has it.
fn excel(date: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(
        u16::try_from(date.year()).unwrap_or(2000),
        u8::try_from(date.month()).unwrap_or(1),
        u8::try_from(date.day()).unwrap_or(1),
    )
}

/// A text as a cell can hold it.
fn text(text: &str) -> String {
    // A line break within a cell is one; everything else that is no letter is shown as such.
    let lines: Vec<String> = text.split('\n').map(visible).collect();
    let text = lines.join("\n");
    let mut units = 0;
    let too_far = |(_, c): &(usize, char)| {
        units += c.len_utf16();
        units > LONGEST
    };
    match text.char_indices().find(too_far) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn height(lines: usize) -> f64 {
    let lines = u32::try_from(lines.clamp(1, MOST_LINES)).unwrap_or(1);
    f64::from(lines) * LINE + 2.0
}

/// How many lines a text takes in a column, words kept whole where they fit.
fn lines(text: &str, width: u8) -> usize {
    let width = usize::from(width);
    let of_paragraph = |paragraph: &str| {
        let (mut lines, mut filled) = (1, 0);
        for word in paragraph.split(' ') {
            let length = word.chars().count();
            if filled > 0 && filled + 1 + length > width {
                lines += 1;
                filled = 0;
            }
            filled += length + usize::from(filled > 0);
            while filled > width {
                lines += 1;
                filled -= width;
            }
        }
        lines
    };
    // Of a text longer than the highest row the beginning tells enough.
    let shown = &text[..floor(text, MOST_LINES * 4 * width)];
    shown.split('\n').map(of_paragraph).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_text() {
        for (text, width, expected) in [
            ("", 10, 1),
            ("one two", 10, 1),
            ("one two three", 10, 2),
            ("a/very/long/path/without/blanks.docx", 10, 4),
            ("first\nsecond\n\nthird", 10, 4),
            ("äöü äöü äöü", 7, 2),
        ] {
            assert_eq!(lines(text, width), expected, "{text}");
        }
        assert!(lines(&"word ".repeat(100_000), 10) >= MOST_LINES);
    }

    #[test]
    fn no_text_is_longer_than_a_cell() {
        for long in ["x".repeat(40_000), "😀".repeat(40_000)] {
            let cut = text(&long);
            assert!(cut.ends_with('…') && cut.encode_utf16().count() <= 32_767);
        }
        assert_eq!(text("a\nb\u{202e}"), "a\nb\\u{202e}");
    }
}
