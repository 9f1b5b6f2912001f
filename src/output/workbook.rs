//! What all workbooks for people have in common: the mark by which they are never read as
//! evidence, the looks of their cells, and how they are printed.

use jiff::civil::Date;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use crate::evidence::MADE_BY_TOOL;

/// An empty workbook with its properties; `what` it is stands in its mark.
///
/// Its date of making is the as-of date: the same values give the same bytes.
///
/// # Errors
/// The date is none that a workbook can hold.
pub fn begun(title: &str, what: &str, as_of: Date) -> Result<Workbook, XlsxError> {
    let made = ExcelDateTime::from_ymd(
        u16::try_from(as_of.year()).unwrap_or(2000),
        u8::try_from(as_of.month()).unwrap_or(1),
        u8::try_from(as_of.day()).unwrap_or(1),
    )?;
    let properties = DocProperties::new()
        .set_title(title)
        .set_author(env!("CARGO_PKG_NAME"))
        .set_comment(format!(
            "{MADE_BY_TOOL} by {}: {what}, never evidence",
            env!("CARGO_PKG_NAME")
        ))
        .set_creation_datetime(&made);
    let mut book = Workbook::new();
    book.set_properties(&properties);
    Ok(book)
}

/// The looks of cells. All hold text, so that nothing is taken for a formula.
#[derive(Debug, Clone)]
pub struct Looks {
    /// The head of a column.
    pub head: Format,
    /// What is given.
    pub cell: Format,
    /// What a person fills.
    pub fill: Format,
    /// The head of a column that a person fills.
    pub fill_head: Format,
}

impl Default for Looks {
    fn default() -> Self {
        let head = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_background_color(Color::RGB(0xDC_E3_EC))
            .set_border_bottom(FormatBorder::Thin);
        let cell = Format::new()
            .set_align(FormatAlign::Top)
            .set_num_format("@");
        Self {
            fill_head: head.clone().set_background_color(Color::RGB(0xF6_D9_6B)),
            fill: cell
                .clone()
                .set_background_color(Color::RGB(0xFF_F8_DC))
                .set_border(FormatBorder::Hair),
            head,
            cell,
        }
    }
}

/// Prints a sheet on A4 across, as wide as the page, its heads on every page.
///
/// # Errors
/// Never for these rows; the library cannot know.
pub fn print_setup(sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_footer(format!("&L{name}&RPage &P of &N"));
    Ok(())
}
