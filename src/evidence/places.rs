//! How a person finds a place again in a file whose text was taken out of something else:
//! the page of a PDF, the paragraph of a Word document, the cell of a sheet.
//!
//! A reader of a format writes its text line by line and says of each line where it stood;
//! everything behind it speaks of lines of that text, and only what is shown is translated.

use std::sync::Arc;

use crate::source::Location;
use serde::{Deserialize, Serialize};

/// Where the lines of an extracted text stood in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Places {
    /// The source line of each line of the text, as in HTML.
    Lines(Vec<u32>),
    /// The part (page, section, sheet, slide) and the spot of each line of the text.
    Parts(Parts),
}

/// Places in a file that has no lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// Parts in order, each with the first line of the text (from 1) that belongs to it.
    begun: Vec<(u32, Part)>,
    /// The spot of each line of the text within its part.
    spots: Vec<Spot>,
    /// Lines, in order, whose cells do not stand in consecutive columns, with the columns.
    far: Vec<(u32, Box<[u32]>)>,
    /// What is attached, each with the first line of the text (from 1) that belongs to it.
    enclosed: Vec<(u32, Arc<str>)>,
}

/// A part of a file, as people name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// A page, from 1.
    Page(u32),
    /// A slide, from 1.
    Slide(u32),
    /// What stands below a heading.
    Section(Arc<str>),
    /// A sheet of a workbook.
    Sheet(Arc<str>),
    /// Another part, in words: `page header`, `comments`, `attachment offer.pdf`.
    Named(Arc<str>),
}

/// A spot within a part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Spot {
    /// Nothing closer is known.
    #[default]
    Whole,
    /// A paragraph, from 1 within its part.
    Paragraph(u32),
    /// A row of a table, both from 1 within their part.
    Row {
        /// Which table of the part.
        table: u32,
        /// Which of its rows.
        row: u32,
    },
    /// A row of a sheet as the program numbers it, from 1. The column of a place in such a
    /// line is the column of the sheet, from 1.
    Cells(u32),
}

impl Places {
    /// The place of a line (from 1) and column of the text. Of an HTML file it is the
    /// source line, since columns move when tags are taken out.
    #[must_use]
    pub fn location(&self, path: Arc<str>, line: u32, column: u32) -> Location {
        match self {
            Self::Lines(map) => {
                let at = map.get(line.saturating_sub(1) as usize).or(map.last());
                Location::at(path, at.copied().unwrap_or(1), 1)
            }
            Self::Parts(parts) => Location {
                within: parts.words(line, column).map(Into::into),
                ..Location::at(path, line, column)
            },
        }
    }
}

impl Parts {
    /// Begins a part with the next line.
    pub fn begin(&mut self, part: Part) {
        let next = crate::source::count(self.spots.len()).saturating_add(1);
        match self.begun.last_mut() {
            Some((first, last)) if *first == next => *last = part,
            _ => self.begun.push((next, part)),
        }
    }

    /// Says that with the next line something else begins, a file that is attached or a mail.
    pub fn enclose(&mut self, name: &str) {
        let next = crate::source::count(self.spots.len()).saturating_add(1);
        self.enclosed.push((next, name.into()));
    }

    /// What is attached, each with the first line of the text (from 1) that belongs to it.
    #[must_use]
    pub fn enclosed(&self) -> &[(u32, Arc<str>)] {
        &self.enclosed
    }

    /// Adds a line of the text.
    pub fn line(&mut self, spot: Spot) {
        self.spots.push(spot);
    }

    /// Says in which columns of the sheet the cells of the line added last stand, where
    /// not all empty ones between them were written.
    pub fn far(&mut self, columns: Vec<u32>) {
        let line = crate::source::count(self.spots.len());
        self.far.push((line, columns.into()));
    }

    /// The column of the sheet (from 1) of a cell of a line, by its order there, from 0.
    #[must_use]
    pub fn column(&self, line: u32, cell: u32) -> u32 {
        let columns = (self.far.binary_search_by_key(&line, |(line, _)| *line).ok())
            .and_then(|at| self.far[at].1.get(cell as usize));
        columns.copied().unwrap_or(cell.saturating_add(1))
    }

    /// How many lines were added.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.spots.len()
    }

    /// How many parts have begun.
    #[must_use]
    pub fn count(&self) -> usize {
        self.begun.len()
    }

    /// The spot of a line of the text.
    #[must_use]
    pub fn spot(&self, line: u32) -> Spot {
        let at = line.saturating_sub(1) as usize;
        self.spots.get(at).copied().unwrap_or_default()
    }

    /// A line of the text in words: `page 4`, `Incidents!B12`; none where nothing is known.
    #[must_use]
    pub fn words(&self, line: u32, column: u32) -> Option<String> {
        let part = self.at(line);
        let spot = self.spot(line);
        if let (Some(Part::Sheet(name)), Spot::Cells(row)) = (part, spot) {
            return Some(format!("{}!{}{row}", quoted(name), column_name(column)));
        }
        let part = self.part(line);
        let spot = match spot {
            Spot::Whole => None,
            Spot::Paragraph(number) => Some(format!("paragraph {number}")),
            Spot::Row { table: 1, row } => Some(format!("row {row} of the table")),
            Spot::Row { table, row } => Some(format!("row {row} of table {table}")),
            Spot::Cells(row) => Some(format!("row {row}")),
        };
        match (part, spot) {
            (Some(part), Some(spot)) => Some(format!("{part}, {spot}")),
            (part, spot) => part.or(spot),
        }
    }
}

impl Parts {
    fn at(&self, line: u32) -> Option<&Part> {
        let after = self.begun.partition_point(|(first, _)| *first <= line);
        after.checked_sub(1).map(|at| &self.begun[at].1)
    }

    /// The part in which a line of the text stood, in words: `page 4`.
    #[must_use]
    pub fn part(&self, line: u32) -> Option<String> {
        self.at(line).map(|part| match part {
            Part::Page(page) => format!("page {page}"),
            Part::Slide(slide) => format!("slide {slide}"),
            Part::Section(heading) => format!("section \"{heading}\""),
            Part::Sheet(name) => format!("sheet {}", quoted(name)),
            Part::Named(name) => name.to_string(),
        })
    }
}

/// A sheet's name as formulas write it.
fn quoted(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if plain && !name.is_empty() {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "''"))
    }
}

/// The letters of a column of a sheet: 1 is `A`, 27 is `AA`.
#[must_use]
pub fn column_name(column: u32) -> String {
    let mut rest = column.max(1);
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let names: Vec<String> = [0, 1, 26, 27, 702, 703, 16_384].map(column_name).into();
        assert_eq!(names, ["A", "A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn places_are_told_as_people_find_them() {
        let mut parts = Parts::default();
        parts.line(Spot::Paragraph(1));
        parts.begin(Part::Section("Scope".into()));
        parts.begin(Part::Section("3 Roles".into()));
        parts.line(Spot::Whole);
        parts.line(Spot::Row { table: 2, row: 4 });
        parts.begin(Part::Sheet("My sheet".into()));
        parts.line(Spot::Cells(12));
        let told: Vec<Option<String>> = (1..=5).map(|line| parts.words(line, 3)).collect();
        assert_eq!(
            told,
            [
                Some("paragraph 1".to_owned()),
                Some("section \"3 Roles\"".to_owned()),
                Some("section \"3 Roles\", row 4 of table 2".to_owned()),
                Some("'My sheet'!C12".to_owned()),
                Some("sheet 'My sheet'".to_owned()),
            ]
        );
        let place = Places::Parts(parts).location("a.xlsx".into(), 4, 2);
        assert_eq!(place.to_string(), "a.xlsx, 'My sheet'!B12");
        assert_eq!((place.line(), place.line_shown()), (Some(4), None));
    }
}
