//! What a reader of a document may use up, in one place. Beyond a limit a file is not read,
//! or read in part, and that is said.
//!
//! There is no clock here: the same bytes give the same answer on every machine, so that
//! work is counted instead of time. The counts were chosen so that no file takes more than
//! some seconds on a slow machine, and are far above what documents of organisations need.

/// Largest file that is read at all, in bytes.
pub const FILE: u64 = 256 << 20;

/// Largest part of a package once unpacked, in bytes.
pub const PART: u64 = 96 << 20;

/// Largest sum of all parts of a package that are unpacked, in bytes.
pub const UNPACKED: u64 = 256 << 20;

/// Largest sum of all parts of a package that are unpacked piece by piece, in bytes: sheets,
/// which are read without being kept.
pub const STREAMED: u64 = 1 << 30;

/// Longest piece of such a part without a tag, in bytes. A cell holds 32,767 characters.
pub const PIECE: usize = 1 << 20;

/// Largest sum of all texts that the cells of a workbook share, in bytes.
pub const STRINGS: usize = 96 << 20;

/// Most entries of a package that are looked at.
pub const ENTRIES: usize = 100_000;

/// Most page headers and as many footers of a document; a section has three of each.
pub const RUNNING: usize = 2_000;

/// Most parts that the sheets of a workbook link to, such as drawings and tables.
pub const BESIDE: usize = 20_000;

/// Deepest nesting of elements, objects, groups or attachments that is followed.
pub const DEPTH: usize = 256;

/// Most events (tags, texts, operators, records) of one part or page tree.
pub const EVENTS: u64 = 50_000_000;

/// Most text taken out of one file, in bytes; the rest is left out.
pub const TEXT: usize = 96 << 20;

/// How much text may be taken out of a file of a size, in bytes: documents are seldom smaller
/// than their text, and a few bytes that stand for very much of it were made to fill memory.
#[must_use]
pub fn text_from(size: usize) -> usize {
    const LEAST: usize = 8 << 20;
    const TIMES: usize = 32;
    size.saturating_mul(TIMES).clamp(LEAST, TEXT)
}

/// What a line of that text takes up besides its characters, in bytes.
pub const LINE: usize = 16;

/// What a part of that text (a section, a page) takes up besides its lines, in bytes.
pub const SECTION: usize = 160;

/// Most cells of a workbook that are looked at. A cell takes about five events.
pub const CELLS: u64 = 12_000_000;

/// Most events of a sheet.
pub const SHEET_EVENTS: u64 = 6 * CELLS;

/// Most sheets of a workbook.
pub const SHEETS: usize = 2_000;

/// Most merged cells and tables of a sheet that are kept.
pub const AREAS: usize = 5_000;

/// Most pages of a document.
pub const PAGES: usize = 20_000;

/// Largest sum of what holds a PDF together (streams of objects) once unpacked, in bytes.
pub const STRUCTURE: u64 = 64 << 20;

/// Most objects of a PDF.
pub const OBJECTS: usize = 3_000_000;

/// Largest content of a page, in bytes.
pub const CONTENT: u64 = 64 << 20;

/// Most operators (strokes, texts, images) of the pages of a document.
pub const OPERATORS: u64 = 20_000_000;

/// Deepest nesting of drawings within drawings on a page.
pub const DRAWINGS: usize = 12;

/// Largest mail, in bytes: it is taken apart as a whole.
pub const MAIL: usize = 64 << 20;

/// Most lines of a mail that can be heads of it or of a part.
pub const MAIL_HEADS: usize = 200_000;

/// Most lines of a mail that can part it.
pub const MAIL_PARTS: usize = 20_000;

/// Most files attached to a mail, and to mails within it, that are looked at.
pub const ATTACHMENTS: usize = 200;

/// How deep archives in archives are opened.
pub const ARCHIVES: usize = 4;

/// How much an archive may unfold to, in bytes, by its own size: a hundredfold, which office
/// documents stay far below and bombs are far above.
#[must_use]
pub fn unpacked_from(size: u64) -> u64 {
    const LEAST: u64 = 64 << 20;
    const MOST: u64 = 16 << 30;
    size.saturating_mul(100).clamp(LEAST, MOST)
}
