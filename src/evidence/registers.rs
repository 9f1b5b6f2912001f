//! Tables of records: CSV with its dialect guessed, columns found by name.

use std::collections::BTreeMap;

use super::answer::{is_tick, says_no};
use super::dates::{DateReading, read_date};
use super::metadata::StatedDate;
use super::placeholder::is_placeholder;
use super::words::words;

/// A table as it was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Column heads.
    pub header: Vec<String>,
    /// Line of the header.
    pub header_line: u32,
    /// Rows that hold anything.
    pub rows: Vec<Row>,
    /// Whether rows were left out because there are too many.
    pub cut: bool,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its line in the file.
    pub line: u32,
    cells: csv::StringRecord,
}

/// Most rows kept of one table.
const MOST_ROWS: usize = 1_000_000;

impl Row {
    /// A cell's text, trimmed; empty where the row is too short.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("").trim()
    }

    /// Whether a cell holds a real value.
    #[must_use]
    pub fn filled(&self, column: usize) -> bool {
        let cell = self.cell(column);
        !cell.is_empty() && !is_placeholder(cell)
    }

    /// Whether a cell says that a thing was done or is there: it is filled, and does not
    /// say no.
    #[must_use]
    pub fn affirmed(&self, column: usize) -> bool {
        let cell = self.cell(column);
        is_tick(cell) || self.filled(column) && !says_no(cell)
    }

    /// Whether two cells state moments in the wrong order, as far as they tell.
    #[must_use]
    pub fn reversed(&self, first: usize, second: usize) -> bool {
        before(self.cell(second), self.cell(first))
    }

    /// The date in a cell, if it is one beyond doubt.
    #[must_use]
    pub fn date(&self, column: usize) -> Option<StatedDate> {
        match read_date(self.cell(column)) {
            DateReading::Date(date) => Some(date),
            _ => None,
        }
    }
}

/// Whether one cell speaks of an earlier moment than another: by the day, and on the same
/// day by the time of day where both state one, in the same zone.
fn before(first: &str, second: &str) -> bool {
    let day = |cell: &str| match read_date(cell) {
        DateReading::Date(date) => Some(date),
        _ => None,
    };
    let (Some(a), Some(b)) = (day(first), day(second)) else {
        return false;
    };
    if a.day != b.day || !a.exact || !b.exact {
        return a.day < b.day;
    }
    match (time_of_day(first), time_of_day(second)) {
        (Some((a, zone)), Some((b, other))) if zone == other => a < b,
        _ => false,
    }
}

/// The time of day in a cell, in seconds, and what is said after it: am, pm, a zone.
fn time_of_day(cell: &str) -> Option<(u32, String)> {
    let colon = cell.find(':')?;
    let hour = cell[..colon]
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()
        .filter(|digits| matches!(digits.len(), 1 | 2))?
        .parse::<u32>()
        .ok()?;
    let rest = &cell[colon + 1..];
    let minute = rest.get(..2)?.parse::<u32>().ok()?;
    let (second, rest) = match rest[2..].strip_prefix(':') {
        Some(seconds) => (seconds.get(..2)?.parse::<u32>().ok()?, seconds.get(2..)?),
        None => (0, &rest[2..]),
    };
    let rest = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let zone = rest.trim().to_lowercase();
    let half = [("am", 0), ("pm", 12)]
        .into_iter()
        .find_map(|(word, add)| Some((zone.strip_prefix(word)?.trim().to_owned(), add)));
    let (hour, zone) = match half {
        Some((zone, add)) => (hour % 12 + add, zone),
        None => (hour, zone),
    };
    (hour < 24 && minute < 60 && second < 60).then_some((hour * 3600 + minute * 60 + second, zone))
}

impl Table {
    /// Reads a table; the separator is the one that splits the first lines best.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (skipped, rest) = skip_separator_hint(text);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator(rest))
            .has_headers(false)
            .flexible(true)
            .from_reader(rest.as_bytes());
        let mut table = Self::default();
        let mut record = csv::StringRecord::new();
        while let Ok(true) = reader.read_record(&mut record) {
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let line = record
                .position()
                .map_or(0, |at| u32::try_from(at.line()).unwrap_or(u32::MAX))
                .saturating_add(skipped);
            if table.header.is_empty() {
                if record.iter().filter(|cell| !cell.trim().is_empty()).count() < 2
                    && rest.lines().count() > 2
                {
                    continue;
                }
                table.header = record.iter().map(|cell| cell.trim().to_owned()).collect();
                table.header_line = line;
            } else if table.rows.len() < MOST_ROWS {
                table.rows.push(Row {
                    line,
                    cells: record.clone(),
                });
            } else {
                table.cut = true;
                break;
            }
        }
        table
    }

    /// The column with a head, compared as words, so that `Nr.` is `nr`.
    #[must_use]
    pub fn column(&self, head: &str) -> Option<usize> {
        let wanted = words(head);
        self.header.iter().position(|known| words(known) == wanted)
    }

    /// The columns of attributes: those named in the manifest, else those whose heads
    /// the catalogue knows.
    #[must_use]
    pub fn columns(
        &self,
        named: &[(String, String)],
        known: &BTreeMap<String, Vec<String>>,
    ) -> BTreeMap<String, usize> {
        let mut columns = BTreeMap::new();
        for (attribute, head) in named {
            if let Some(column) = self.column(head) {
                columns.insert(attribute.clone(), column);
            }
        }
        for (attribute, heads) in known {
            if columns.contains_key(attribute) || named.iter().any(|(named, _)| named == attribute)
            {
                continue;
            }
            let taken: Vec<usize> = columns.values().copied().collect();
            if let Some(column) = heads
                .iter()
                .filter_map(|head| self.column(head))
                .find(|column| !taken.contains(column))
            {
                columns.insert(attribute.clone(), column);
            }
        }
        columns
    }
}

/// Excel's `sep=;` line is no header.
fn skip_separator_hint(text: &str) -> (u32, &str) {
    match text.split_once('\n') {
        Some((first, rest))
            if first.trim_end().len() == 5 && first.to_ascii_lowercase().starts_with("sep=") =>
        {
            (1, rest)
        }
        _ => (0, text),
    }
}

fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(5)
        .collect();
    let mut best = (0, b',');
    for candidate in [b',', b';', b'\t', b'|'] {
        let mut counts: Vec<usize> = lines
            .iter()
            .map(|line| outside_quotes(line, candidate))
            .collect();
        counts.sort_unstable();
        let usual = counts.get(counts.len() / 2).copied().unwrap_or(0);
        let alike = counts.iter().filter(|count| **count == usual).count();
        let score = if usual == 0 { 0 } else { usual * 10 + alike };
        if score > best.0 {
            best = (score, candidate);
        }
    }
    best.1
}

fn outside_quotes(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    line.bytes()
        .filter(|byte| {
            if *byte == b'"' {
                quoted = !quoted;
            }
            *byte == separator && !quoted
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dialects_are_guessed() {
        for text in [
            "ref,opened,note\nA,2026-01-01,\"x, y\"\n",
            "sep=;\r\nref;opened;note\r\nA;2026-01-01;x, y\r\n",
            "ref\topened\tnote\nA\t2026-01-01\tx, y\n",
            "Incident list\n\nref;opened;note\nA;2026-01-01;x, y\n",
        ] {
            let table = Table::read(text);
            assert_eq!(table.header, ["ref", "opened", "note"], "{text}");
            assert_eq!(table.rows[0].cell(2), "x, y");
            assert!(table.rows[0].date(1).is_some());
        }
        assert_eq!(Table::read("sep=;\nref;opened\nA;B\n").rows[0].line, 3);
    }

    #[test]
    fn columns_are_found_by_name() {
        let table = Table::read("Incident_ID,Opened At,Prio\n1,2,3\n");
        let known = BTreeMap::from([
            ("id".to_owned(), vec!["incident id".to_owned()]),
            ("opened".to_owned(), vec!["opened at".to_owned()]),
            ("priority".to_owned(), vec!["priority".to_owned()]),
        ]);
        let columns = table.columns(&[("priority".to_owned(), "prio".to_owned())], &known);
        assert_eq!(
            columns.into_iter().collect::<Vec<_>>(),
            [
                ("id".to_owned(), 0),
                ("opened".to_owned(), 1),
                ("priority".to_owned(), 2)
            ]
        );
    }

    #[test]
    fn moments_are_compared_to_the_minute_where_both_state_it() {
        for (first, second) in [
            ("2026-08-01", "2026-08-02"),
            ("2026-08-01 07:00", "2026-08-01 07:50"),
            ("2026-08-01T07:00:00Z", "2026-08-01T07:00:01Z"),
            ("01.08.2026 9:05", "01.08.2026 10:00"),
            ("2026-08-01 11:59 AM", "2026-08-01 12:01 PM"),
        ] {
            assert!(before(first, second), "{first} {second}");
            assert!(!before(second, first), "{second} {first}");
        }
        for (first, second) in [
            ("2026-08-01", "2026-08-01 07:50"),
            ("2026-08-01 07:50", "2026-08-01"),
            ("2026-08-01T07:00:00+02:00", "2026-08-01T07:50:00+00:00"),
            ("soon", "2026-08-01"),
        ] {
            assert!(
                !before(first, second) && !before(second, first),
                "{first} {second}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn no_moment_panics(a in "[0-9:. apmTZ+ä-]{0,20}", b in "2026-08-01[ T][0-9:äapm ]{0,12}") {
            let _ = before(&a, &b);
            let _ = before(&b, &b);
        }

        #[test]
        fn no_table_panics(text in "[a-z0-9,;\t|\"\n\r=ä ]{0,200}") {
            let _ = Table::read(&text);
        }
    }
}
