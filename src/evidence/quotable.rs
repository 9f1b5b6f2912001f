//! A text to quote from, as it was read and not as its file spells it: what a page says, and not
//! its tags.
//!
//! Places are those of what was found. A heading or the head of a column is quoted with what
//! stands below it.

use std::sync::Arc;

use super::below::{Below, Rows, below_heading, is_heading};
use super::decode::decode;
use super::extract::{Format, Markup, extract};
use super::formats;
use super::passage::{around, goes_on, paragraph, passage};
use super::places::{Places, Spot};
use crate::source::{Location, count};

/// Lines before and behind a place that are looked at.
const NEAR: usize = 300;

/// What has fewer words says something only with what stands behind it.
const FEW_WORDS: usize = 3;

/// Of a page whose lines hold more than so many characters no line is quoted as a whole.
const LONGEST_LINE: usize = 1_000;

/// A text to quote from.
#[derive(Debug)]
pub struct Quotable {
    path: Arc<str>,
    text: String,
    markup: Markup,
    places: Option<Places>,
    /// Whether a paragraph may go over several lines.
    wrapped: bool,
    /// How the rows of its tables are written.
    rows: Rows,
}

/// What is quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The sentence or row.
    pub text: String,
    /// Where it stands, where that is below the place asked for.
    pub below: Option<Location>,
    /// Whether a heading or the head of a column names the thing, and nothing stands below it.
    pub only_named: bool,
}

impl Quotable {
    /// The text of a file; `None` where there is none.
    #[must_use]
    pub fn of(path: &str, bytes: &[u8]) -> Option<Self> {
        let format = formats::detect(path, bytes).format;
        let (text, markup, places) = if format.is_text() && format != Format::Html {
            // Line by line as it was read, whatever its encoding and the ends of its lines.
            let markup = match format {
                Format::Markdown => Markup::Markdown,
                Format::Text => Markup::Plain,
                _ => Markup::Data,
            };
            (decode(bytes).ok()?.text.into_owned(), markup, None)
        } else {
            let extracted = extract(format, bytes).ok()?;
            (
                extracted.text.into_owned(),
                extracted.markup,
                extracted.places,
            )
        };
        let rows = if format == Format::Csv {
            Rows::parted(&text)
        } else {
            Rows::Barred
        };
        Some(Self {
            path: path.into(),
            text,
            markup,
            places,
            wrapped: matches!(format, Format::Markdown | Format::Text | Format::Pdf)
                || format.is_mail(),
            rows,
        })
    }

    /// The lines of what was read, in order.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.lines()
    }

    /// A line of the file, from 1, without blanks around it: of a page what was read of it.
    /// `None` where nothing stands there.
    #[must_use]
    pub fn line(&self, line: u32) -> Option<String> {
        let read = match &self.places {
            Some(Places::Lines(of)) => {
                let own = self.lines().zip(of).filter(|(_, at)| **at == line);
                let own: Vec<&str> = own.map(|(text, _)| text.trim()).collect();
                let all = own.join(" ");
                (all.chars().count() <= LONGEST_LINE).then_some(all)?
            }
            _ => {
                let at = line.checked_sub(1)? as usize;
                self.lines().nth(at)?.trim().to_owned()
            }
        };
        (!read.is_empty()).then_some(read)
    }

    /// What is said at a place: a line of the file and columns there, from 1, as what was found
    /// has them. No longer than so many characters, with a mark where something is left out. A row
    /// of a table is taken as a whole.
    #[must_use]
    pub fn quote(&self, line: u32, columns: &[u32], longest: usize) -> Option<Quoted> {
        let first = columns.first().copied().unwrap_or(1);
        let (at, column) = self.read_at(line, first)?;
        let from = at.saturating_sub(NEAR);
        let lines: Vec<&str> = self.lines().skip(from).take(at - from + NEAR).collect();
        let own = at - from;
        let (heads, below) = if self.markup == Markup::Markdown && is_heading(lines.get(own)?) {
            (true, below_heading(&lines, own))
        } else if self.markup != Markup::Plain && self.rows.heads(&lines, own).is_some() {
            let asked = columns.iter().filter_map(|column| {
                let (_, column) = self.read_at(line, *column)?;
                Some(self.cell(lines[own], at, column))
            });
            let asked: Vec<usize> = asked.collect();
            (true, self.rows.below(&lines, own, &asked))
        } else {
            (false, None)
        };
        if let Some(Below { at, cell, text }) = below {
            return Some(Quoted {
                text: around(&text, 0, longest),
                below: Some(self.place(from + at, cell)),
                only_named: false,
            });
        }
        let mut text = self.said(&lines, own, column, longest)?;
        if !heads && text.split_whitespace().count() < FEW_WORDS {
            let more = self.next_paragraph(&lines, own);
            if let Some(more) = more.and_then(|at| self.said(&lines, at, 1, longest)) {
                text = format!("{text} {more}");
            }
        }
        Some(Quoted {
            text: around(&text, 0, longest),
            below: None,
            only_named: heads,
        })
    }

    /// What is said at a column of a line.
    fn said(&self, lines: &[&str], at: usize, column: usize, longest: usize) -> Option<String> {
        if self.wrapped {
            let (text, column) = paragraph(lines.iter().copied(), at, column)?;
            return passage(&text, column, longest);
        }
        passage(lines.get(at)?, column, longest)
    }

    /// The line on which the paragraph behind that of a line begins, if one does before the next
    /// heading or table.
    fn next_paragraph(&self, lines: &[&str], at: usize) -> Option<usize> {
        let is_text = |line: &str| !is_heading(line) && !line.trim_start().starts_with('|');
        if !is_text(lines[at]) || self.markup == Markup::Data {
            return None;
        }
        let mut behind = lines.iter().enumerate().skip(at + 1);
        let next = behind.find(|(at, line)| {
            let goes_on = self.wrapped && goes_on(line) && !lines[at - 1].trim().is_empty();
            !goes_on && !line.trim().is_empty()
        });
        next.filter(|(_, line)| is_text(line)).map(|(at, _)| at)
    }

    /// Where a place of the file stands in what was read: its line, from 0, and the column, from 1.
    fn read_at(&self, line: u32, column: u32) -> Option<(usize, usize)> {
        let column = column as usize;
        let Some(Places::Lines(of)) = &self.places else {
            return Some((line.checked_sub(1)? as usize, column));
        };
        // Of a page the column is the character of the whole text.
        let mut before = 0;
        for (at, text) in self.text.split_inclusive('\n').enumerate() {
            let length = text.chars().count();
            if column <= before + length && of.get(at) == Some(&line) {
                return Some((at, (column - before).max(1)));
            }
            before += length;
        }
        of.iter().position(|own| *own == line).map(|at| (at, 1))
    }

    /// The cell of a row, from 0, that a column of what was found speaks of.
    fn cell(&self, row: &str, at: usize, column: usize) -> usize {
        if let Some(Places::Parts(parts)) = &self.places
            && matches!(parts.spot(count(at + 1)), Spot::Cells(_))
        {
            let cells = 0..count(row.matches('|').count());
            let of = |cell: &u32| parts.column(count(at + 1), *cell) as usize >= column;
            return cells.into_iter().find(of).unwrap_or(0) as usize;
        }
        self.rows.cell_at(row, column)
    }

    /// Where a line of what was read, from 0, and one of its cells stand in the file.
    fn place(&self, at: usize, cell: Option<usize>) -> Location {
        let line = count(at + 1);
        let column = match &self.places {
            Some(Places::Parts(parts)) => parts.column(line, cell.map_or(0, count)),
            _ => 1,
        };
        match &self.places {
            Some(places) => places.location(self.path.clone(), line, column),
            None => Location::at(self.path.clone(), line, column),
        }
    }

    /// Where a line of what was read, from 1, stands in the file.
    #[must_use]
    pub fn location(&self, line: u32) -> Location {
        match &self.places {
            Some(places) => places.location(self.path.clone(), line, 1),
            None => Location::at(self.path.clone(), line, 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_quoted_as_it_is_read() {
        let page = "<!DOCTYPE html><html><head><title>Loans</title></head><body><h1>Loans</h1><p>Boats &quot;A&quot; &amp; B are lent out by the day. Keys hang in the <b>red</b> box.</p></body></html>";
        let page = Quotable::of("loans.html", page.as_bytes()).unwrap();
        let read: Vec<&str> = page.lines().collect();
        let said = |word: &str| {
            let at = page.text.find(word).unwrap();
            let at = count(page.text[..at].chars().count() + 1);
            page.quote(1, &[at], 160).unwrap().text
        };
        assert_eq!(said("Keys"), "Keys hang in the red box.", "{read:?}");
        assert_eq!(said("lent"), "Boats \"A\" & B are lent out by the day.");
        assert!(!page.line(1).unwrap().contains('<'));
        // A place that is not known closer is no tag either.
        assert!(!page.quote(1, &[1], 160).unwrap().text.contains('<'));
    }

    #[test]
    fn what_only_a_heading_names_is_told() {
        let text =
            "# Moorings\n\n## Who may tie up\n\n## Fees\n\nA night costs four crowns in summer.\n";
        let text = Quotable::of("moorings.md", text.as_bytes()).unwrap();
        let bare = text.quote(3, &[4], 160).unwrap();
        assert!(bare.only_named && bare.below.is_none());
        assert_eq!(bare.text, "Who may tie up");
        let label = "Events.\n\nThe ferry ran aground at noon. All were safe.\n";
        let label = Quotable::of("log.md", label.as_bytes()).unwrap();
        let short = label.quote(1, &[1], 160).unwrap();
        assert_eq!(short.text, "Events. The ferry ran aground at noon.");
        let fees = text.quote(5, &[4], 160).unwrap();
        assert_eq!(fees.text, "Fees: A night costs four crowns in summer.");
        assert_eq!(fees.below.and_then(|place| place.line()), Some(7));
    }
}
