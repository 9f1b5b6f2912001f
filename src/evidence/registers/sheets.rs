//! Registers in workbooks, from the text taken out of them, so that a row's line is one that
//! everything else speaks of.

use super::heads::{Heads, find};
use super::sample::{Sample, spread};
use super::{Known, Table};
use crate::evidence::formats::Sheet;
use crate::evidence::places::{Parts, Spot};

/// Most rows of a sheet among which the heads are searched.
const SAMPLE: usize = 60;

/// A sheet that holds a table.
struct Found<'s> {
    sheet: &'s Sheet,
    heads: Heads,
    /// The line of the heads.
    line: u32,
    /// The number of its row.
    number: u32,
    rows: u32,
}

impl Table {
    /// Reads the table of a workbook: of the sheet named, else of the one with the best
    /// heads. Where there is none it has no heads, and its remark says why.
    #[must_use]
    pub fn of_workbook(
        text: &str,
        parts: &Parts,
        sheets: &[Sheet],
        wanted: Option<&str>,
        known: &Known,
    ) -> Self {
        let mut samples: Vec<Vec<(u32, Sample)>> = vec![Vec::new(); sheets.len()];
        for (line, number, row) in rows(text, parts) {
            if let Some(at) = sheet_of(sheets, line)
                && samples[at].len() < SAMPLE
            {
                let sample = Sample::new(number, cells(parts, line, row));
                samples[at].push((line, sample));
            }
        }
        let mut found: Vec<Found<'_>> = sheets
            .iter()
            .zip(samples)
            .filter_map(|(sheet, sample)| heads_of(sheet, sample, known))
            .collect();
        let named = |found: &Found<'_>| wanted.is_none_or(|name| is_named(&found.sheet.name, name));
        let others = found.len();
        found.retain(|found| named(found));
        let best = found.into_iter().max_by_key(|found| {
            let heads = &found.heads;
            let some = found.rows > 0;
            // Of sheets that are equal in all the first is taken.
            let order = std::cmp::Reverse(found.line);
            (
                some,
                !found.sheet.hidden,
                heads.known,
                heads.points,
                found.rows,
                order,
            )
        });
        let Some(best) = best else {
            return Self {
                remarks: vec![without_heads(sheets, wanted)],
                ..Self::default()
            };
        };
        let mut table = Self {
            sheet: Some(best.sheet.name.clone()),
            ..Self::default()
        };
        table.begin(best.heads.clone(), best.line);
        let end = next_table(&best);
        for (line, number, row) in rows(text, parts) {
            if line > best.line && best.sheet.lines.contains(&line) && number < end {
                table.push(line, cells(parts, line, row));
            }
        }
        table.end();
        table.tell(&best, wanted.is_none() && others > 1);
        table
    }

    /// Says how the table was found.
    fn tell(&mut self, found: &Found<'_>, one_of_several: bool) {
        let name = &found.sheet.name;
        if one_of_several {
            let message = format!(
                "several sheets hold tables; the rows are those of {name} (`sheet:` in the manifest names another)"
            );
            self.remarks.insert(0, message);
        }
        if found.sheet.hidden {
            self.remarks.push(format!("the sheet {name} is hidden"));
        }
        if found.sheet.hidden_rows > 0 {
            let message = match found.sheet.hidden_rows {
                1 => "1 row of the sheet is hidden, and counts like the others".to_owned(),
                rows => format!("{rows} rows of the sheet are hidden, and count like the others"),
            };
            self.remarks.push(message);
        }
    }
}

/// Why there is no table.
fn without_heads(sheets: &[Sheet], wanted: Option<&str>) -> String {
    const MOST: usize = 8;
    match wanted {
        Some(name) if !sheets.iter().any(|sheet| is_named(&sheet.name, name)) => {
            let names = sheets.iter().take(MOST).map(|sheet| sheet.name.as_str());
            let names: Vec<&str> = names.collect();
            format!(
                "there is no sheet `{name}` in it; its sheets: {}",
                names.join(", ")
            )
        }
        Some(name) => format!("no row of its sheet `{name}` looks like the heads of columns"),
        None => "no row of its sheets looks like the heads of columns".to_owned(),
    }
}

/// Whether a sheet has a name, letters large or small.
fn is_named(name: &str, wanted: &str) -> bool {
    name.trim().to_lowercase() == wanted.trim().to_lowercase()
}

fn sheet_of(sheets: &[Sheet], line: u32) -> Option<usize> {
    let after = sheets.partition_point(|sheet| sheet.lines.start <= line);
    let at = after.checked_sub(1)?;
    sheets[at].lines.contains(&line).then_some(at)
}

fn heads_of<'s>(sheet: &'s Sheet, sample: Vec<(u32, Sample)>, known: &Known) -> Option<Found<'s>> {
    let (lines, mut rows): (Vec<u32>, Vec<Sample>) = sample.into_iter().unzip();
    spread(&mut rows, &sheet.merged);
    let hints: Vec<u32> = sheet.tables.iter().map(|table| table.top).collect();
    let heads = find(&rows, known, &hints)?;
    Some(Found {
        sheet,
        line: lines[heads.last],
        number: rows[heads.last].number,
        rows: crate::source::count(rows.len() - heads.last - 1),
        heads,
    })
}

/// The row at which another table of the sheet begins.
fn next_table(found: &Found<'_>) -> u32 {
    let tops = found.sheet.tables.iter().map(|table| table.top);
    tops.filter(|top| *top > found.number)
        .min()
        .unwrap_or(u32::MAX)
}

/// The rows of all sheets: the line, the row's number, its text.
fn rows<'t>(text: &'t str, parts: &Parts) -> impl Iterator<Item = (u32, u32, &'t str)> {
    let lines = (1..).zip(text.lines());
    lines.filter_map(|(line, text)| match parts.spot(line) {
        Spot::Cells(number) => Some((line, number, text)),
        _ => None,
    })
}

/// The filled cells of a row with their columns, from 1.
fn cells<'t>(parts: &Parts, line: u32, row: &'t str) -> impl Iterator<Item = (u32, &'t str)> {
    let inner = row.strip_prefix('|').unwrap_or(row);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner.split('|').zip(0..).filter_map(move |(cell, at)| {
        let cell = cell.trim();
        (!cell.is_empty()).then(|| (parts.column(line, at), cell))
    })
}
