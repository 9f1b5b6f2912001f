//! The records that a sample is drawn from: each once, in the period.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::sources::Source;
use crate::evidence::Row;
use crate::records::same;
use crate::workspace::samples::Population;
use crate::workspace::sha256;

/// What divides the cells of a row that is known by them alone.
const BETWEEN: &str = " | ";
/// The group of records that say nothing of what they are grouped by.
const NONE: &str = "(none)";
/// The group of a record without a day, by month.
const UNDATED: &str = "(no date)";

/// By what records are grouped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grouping {
    /// What stands in the column of an attribute.
    Attribute(String),
    /// The month of their day.
    Month,
}

impl Grouping {
    /// From the word that is typed and kept: `month`, else an attribute.
    #[must_use]
    pub fn new(word: &str) -> Self {
        match word.to_lowercase().as_str() {
            "month" => Self::Month,
            word => Self::Attribute(word.to_owned()),
        }
    }

    /// That word.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Month => "month",
            Self::Attribute(word) => word,
        }
    }
}

/// A record: the row that is looked at, and all that bear its number.
#[derive(Debug)]
pub(super) struct Record {
    /// What it is drawn by.
    pub key: String,
    /// Its number as it stands; empty where it has none.
    pub id: String,
    /// Its day.
    pub day: Option<Date>,
    /// The source of the row that is looked at, and its index there.
    pub row: (usize, usize),
    /// The places of all its rows, that one first.
    pub places: Vec<(usize, usize)>,
    /// The cells of that row, as [`text`] has them.
    text: String,
}

impl Record {
    /// SHA-256 of the cells of the row that is looked at.
    pub(super) fn hash(&self) -> String {
        sha256(self.text.as_bytes())
    }
}

/// The records of some sources in a period, by key, and what was counted on the way.
pub(super) fn population(
    sources: &[&Source<'_>],
    from: Date,
    to: Date,
) -> (Vec<Record>, Population) {
    let mut counts = Population::default();
    let mut by_key: BTreeMap<String, Vec<(String, usize, usize)>> = BTreeMap::new();
    for (at, source) in sources.iter().enumerate() {
        counts.rows += source.rows.len();
        for (index, of) in source.rows.iter().enumerate() {
            if of.day.is_some_and(|day| day < from) {
                counts.before += 1;
            } else if of.day.is_some_and(|day| day > to) {
                counts.after += 1;
            } else {
                let text = text(source, index);
                let key = key(source, index, &text);
                by_key.entry(key).or_default().push((text, at, index));
            }
        }
    }
    let records = by_key.into_iter().map(|(key, mut rows)| {
        // Which of them is looked at must not depend on their order.
        rows.sort();
        counts.duplicates += rows.len() - 1;
        let places = rows.iter().map(|(_, at, index)| (*at, *index)).collect();
        let (text, at, index) = rows.swap_remove(0);
        let day = sources[at].rows[index].day;
        counts.undated += usize::from(day.is_none());
        Record {
            key,
            id: id(sources[at], index).to_owned(),
            day,
            row: (at, index),
            places,
            text,
        }
    });
    let records: Vec<Record> = records.collect();
    counts.records = records.len();
    (records, counts)
}

/// The number of a row as it stands; empty where it has none.
fn id<'e>(source: &Source<'e>, index: usize) -> &'e str {
    let column = source.columns.get("id").copied();
    let row = source.table.row_at(source.rows[index].row);
    column
        .filter(|column| row.filled(*column))
        .map_or("", |column| row.cell(column))
}

/// What a row is drawn by: its number in capital letters and digits alone, else its cells.
fn key(source: &Source<'_>, index: usize, text: &str) -> String {
    let number = same(id(source, index)).into_owned();
    if number.is_empty() {
        text.to_owned()
    } else {
        number
    }
}

/// What a number that somebody typed is compared by.
pub(super) fn key_of(number: &str) -> String {
    let key = same(number).into_owned();
    if key.is_empty() {
        number.trim().to_owned()
    } else {
        key
    }
}

/// The cells of a row, those at its end that are empty left out.
pub(super) fn text(source: &Source<'_>, index: usize) -> String {
    let row = source.table.row_at(source.rows[index].row);
    let mut cells = cells(&row, source.table.header.len());
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells.join(BETWEEN).trim().to_owned()
}

/// The cells of a row, blanks within them as one.
fn cells(row: &Row<'_>, count: usize) -> Vec<String> {
    let plain = |cell: &str| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    (0..count).map(|column| plain(row.cell(column))).collect()
}

/// The group of a record.
pub(super) fn group(sources: &[&Source<'_>], record: &Record, by: &Grouping) -> String {
    let (at, index) = record.row;
    match by {
        Grouping::Month => record.day.map_or_else(
            || UNDATED.to_owned(),
            |day| format!("{:04}-{:02}", day.year(), day.month()),
        ),
        Grouping::Attribute(attribute) => {
            let source = sources[at];
            let row = source.table.row_at(source.rows[index].row);
            let column = source.columns.get(attribute).copied();
            column
                .filter(|column| row.filled(*column))
                .map_or_else(|| NONE.to_owned(), |column| row.cell(column).to_owned())
        }
    }
}
