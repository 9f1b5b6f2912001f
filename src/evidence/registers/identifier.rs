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
        let mut known: Vec<usize> = Vec::new();
        for column in heads.iter().filter_map(|head| self.column(head)) {
            // Several heads can mean one column.
            if free(column) && !known.contains(&column) {
                known.push(column);
            }
        }
        let mostly =
            |column: &&usize| self.is_headed_as_numbers(**column) && self.mostly_differ(**column);
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

    /// Whether most of the cells of a column are different.
    fn mostly_differ(&self, column: usize) -> bool {
        let cells: Vec<String> = self.compared_cells(column).collect();
        cells.iter().collect::<HashSet<_>>().len() * 2 >= cells.len()
    }

    /// Whether nearly every row has something in a column, and no two the same.
    fn tells_apart(&self, column: usize) -> bool {
        let mut seen = HashSet::new();
        let no_two_are_the_same = self.compared_cells(column).all(|cell| seen.insert(cell));
        no_two_are_the_same && seen.len() * 10 >= self.len().min(ROWS) * 9
    }

    /// The filled cells of a column, as they are compared.
    fn compared_cells(&self, column: usize) -> impl Iterator<Item = String> {
        let rows = self.rows().take(ROWS);
        let filled = rows.filter(move |row| row.filled(column));
        filled.map(move |row| row.cell(column).to_lowercase())
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
