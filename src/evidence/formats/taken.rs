//! What a reader takes out of a document: its text, where each line of it stood, and what the
//! text does not show.
//!
//! The text has Markdown's marks for headings, lists and tables, since everything behind it
//! reads those already.

use std::ops::Range;

use crate::evidence::document::Why;
use crate::evidence::places::Parts;

/// What was taken out of a document.
#[derive(Debug, Default)]
pub struct Taken {
    /// The text, with Markdown's marks.
    pub text: String,
    /// Where each line of the text stood.
    pub parts: Parts,
    /// What the document's properties say, as key and value: `title`, `author`, `created`,
    /// `modified`, `version`, `status`, as far as they are there.
    pub properties: Vec<(&'static str, String)>,
    /// What a reader of the report should know, such as tracked changes or hidden rows.
    pub remarks: Vec<Remark>,
    /// The title that the first sheet of a workbook states, with its line.
    pub title: Option<(String, u32)>,
    /// The sheets of a workbook.
    pub sheets: Vec<Sheet>,
    /// Where its links lead, as written.
    pub links: Vec<String>,
}

/// A sheet of a workbook, as far as its text does not tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether the program does not show it.
    pub hidden: bool,
    /// The lines of the text that it takes up, the last one not included.
    pub lines: Range<u32>,
    /// Cells merged into one, first those of the rows further up.
    pub merged: Vec<Area>,
    /// Ranges known to be tables: defined ones, and those with a filter.
    pub tables: Vec<Area>,
    /// How many of its rows are hidden.
    pub hidden_rows: u32,
}

/// A range of cells, rows and columns from 1, the last ones included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// Something in a document that its text does not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// In a sentence.
    pub message: String,
    /// The line of the text it speaks of, from 1; 0 for the whole document.
    pub line: u32,
    /// Why part of what the document says is not known, where that is so: it is damaged, or
    /// beyond a limit.
    pub lost: Option<Why>,
}
