//! Which column holds the numbers of the rows, where nobody says so.
//!
//! Many heads can mean the identifier, and "Name" or "Incident" may as well be something else. A
//! guess must not accuse: a column in which the same stands again and again is no identifier, and
//! where none is found that tells the rows apart none is known. A column headed as numbers are, in
//! which most are different, is one, and the few that come twice are a finding.

use std::collections::HashSet;

use super::Table;
use crate::evidence::dates::{DateReading, read_date};
use crate::evidence::words::words;

/// The attribute that tells rows apart.
pub(super) const ID: &str = "id";

/// Rows that are looked at.
const ROWS: usize = 20_000;

/// Tables of fewer rows are told by their heads alone.
const FEWEST: usize = 3;

/// Longer cells are no numbers, in characters.
const LONGEST: usize = 24;

/// Words with which the head of a column of numbers ends or that it is, in compared form.
const NUMBERS: &[&str] = &[
    "id",
    "no",
    "nr",
    "number",
    "nummer",
    "key",
    "ref",
    "reference",
    "tag",
    "code",
    "kennung",
    "schluessel",
    "rfc",
    "ticket",
    "vorgang",
    "kuerzel",
    "inventarnr",
    "aktenzeichen",
];

/// How the cells of a column differ.
#[derive(Debug, Clone, Copy)]
struct Differ {
    filled: usize,
    different: usize,
}

impl Table {
    /// The column of the identifier: of those known by their heads the first that is headed as
    /// numbers are, most of them different; else one of them in which no two are the same; else
    /// the first column, or one headed as numbers are, where its cells look like numbers and no
    /// two are the same.
    pub(super) fn identifier(
        &self,
        heads: &[String],
        free: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let known = heads.iter().filter_map(|head| self.column(head));
        let known: Vec<usize> = known.filter(|column| free(*column)).collect();
        let mostly = |column: &&usize| {
            let Differ { filled, different } = self.differ(**column);
            self.is_headed_as_numbers(**column) && different * 2 >= filled
        };
        let whole = |column: &&usize| self.tells_apart(**column);
        let by_head = match self.len() {
            0..FEWEST => known.first(),
            _ => { known.iter().find(mostly) }.or_else(|| known.iter().find(whole)),
        };
        let by_shape = || {
            let first = self.header.iter().position(|head| !head.is_empty())?;
            let mut columns = 0..self.header.len();
            columns.find(|column| {
                let may = *column == first || self.is_headed_as_numbers(*column);
                may && free(*column) && self.looks_like_numbers(*column)
            })
        };
        let by_shape = || by_shape().filter(|_| self.len() >= FEWEST);
        by_head.copied().or_else(by_shape)
    }

    /// Whether a column is headed as numbers are that tell rows apart.
    #[must_use]
    pub fn is_headed_as_numbers(&self, column: usize) -> bool {
        let head = words(&self.header[column]);
        let is_number = |word: &String| {
            NUMBERS.contains(&word.as_str()) || word.ends_with("nummer") || word.ends_with("number")
        };
        head.last().is_some_and(is_number) || head.first().is_some_and(is_number)
    }

    fn differ(&self, column: usize) -> Differ {
        let rows = self.rows().take(ROWS);
        let filled: Vec<String> = rows
            .filter(|row| row.filled(column))
            .map(|row| row.cell(column).to_lowercase())
            .collect();
        Differ {
            filled: filled.len(),
            different: filled.iter().collect::<HashSet<_>>().len(),
        }
    }

    /// Whether nearly every row has something in a column, and no two the same.
    fn tells_apart(&self, column: usize) -> bool {
        let Differ { filled, different } = self.differ(column);
        let rows = self.len().min(ROWS);
        filled == different && filled * 10 >= rows * 9
    }

    /// Whether the cells of a column are short, hold figures, are no days, and tell rows apart.
    fn looks_like_numbers(&self, column: usize) -> bool {
        let is_number = |cell: &str| {
            cell.chars().count() <= LONGEST
                && cell.bytes().any(|byte| byte.is_ascii_digit())
                && !cell.contains([' ', ',', '%'])
                && !matches!(
                    read_date(cell),
                    DateReading::Date(_) | DateReading::Ambiguous(..)
                )
        };
        let mut rows = self.rows().take(ROWS).filter(|row| row.filled(column));
        rows.all(|row| is_number(row.cell(column))) && self.tells_apart(column)
    }
}

#[cfg(test)]
mod tests {
    use crate::evidence::registers::{Known, Table};

    fn id(text: &str) -> Option<String> {
        let table = Table::read(text, &Known::default());
        let heads = ["id", "ci id", "name", "inventarnummer", "object id"];
        let heads = heads.map(str::to_owned);
        let column = table.identifier(&heads, |_| true)?;
        Some(table.header[column].clone())
    }

    #[test]
    fn the_identifier_is_a_column_that_tells_rows_apart() {
        for (text, head) in [
            (
                "Object ID,Name\nA1,Pump\nA2,Pump\nA3,Fan\n",
                Some("Object ID"),
            ),
            (
                "Name;Ort;Inventarnummer\nPumpe;B1;4711\nPumpe;B1;4712\nLampe;B2;4713\n",
                Some("Inventarnummer"),
            ),
            ("CI ID,Name\nA1,x\nA1,y\nA3,z\n", Some("CI ID")),
            ("Name,Owner\nPump,A\nFan,A\nLamp,B\n", Some("Name")),
            ("Name,Owner\nPump,A\nPump,A\nLamp,B\n", None),
            ("Mark,Name\nT-01,Pump\nT-02,Pump\nT-03,Fan\n", Some("Mark")),
            (
                "Since,Name\n2026-01-01,Pump\n2026-01-02,Pump\n2026-01-03,Fan\n",
                None,
            ),
        ] {
            assert_eq!(id(text).as_deref(), head, "{text}");
        }
    }
}
