//! The first rows of a table, in which its heads are looked for: as they stand, and with what
//! merged cells say in each of the columns they span.

use crate::evidence::formats::Area;

/// One of the first rows of a table.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    /// Its number in the sheet, or its line in the file.
    pub number: u32,
    /// Its cells from the first column on.
    pub cells: Vec<String>,
}

/// Columns further right hold no heads.
const MOST_COLUMNS: u32 = 1_000;

impl Sample {
    /// A row from its filled cells with their columns, from 1.
    pub fn new<'c>(number: u32, cells: impl Iterator<Item = (u32, &'c str)>) -> Self {
        let mut out = Self {
            number,
            cells: Vec::new(),
        };
        for (column, cell) in cells.take_while(|(column, _)| *column <= MOST_COLUMNS) {
            out.set(column as usize - 1, cell.trim());
        }
        out
    }

    /// How many of its cells are filled.
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }

    /// Whether a table of so many rows has only this column.
    pub fn is_all(&self, rows: usize) -> bool {
        rows <= 2 && self.filled() == 1
    }

    /// A cell by its column, counted from 0; empty where there is none.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn set(&mut self, column: usize, cell: &str) {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        cell.clone_into(&mut self.cells[column]);
    }
}

/// Gives each cell of a merged range in the rows the value of the range, as heads have it.
pub fn spread(rows: &mut [Sample], merged: &[Area]) {
    // Cells merged further down belong to records, and count once.
    const TALLEST: u32 = 3;
    let Some(last) = rows.last().map(|row| row.number) else {
        return;
    };
    let areas = merged.iter().take_while(|area| area.top <= last);
    for area in areas.filter(|area| area.bottom - area.top < TALLEST) {
        let right = area.right.min(MOST_COLUMNS) as usize;
        let left = area.left.max(1) as usize - 1;
        let first = rows.iter().find(|row| row.number == area.top);
        let Some(value) = first.map(|row| row.cell(left).to_owned()) else {
            continue;
        };
        if value.is_empty() {
            continue;
        }
        // Of several rows the last holds the heads.
        let within = |row: &&mut Sample| (area.top..=area.bottom).contains(&row.number);
        let mut rows: Vec<&mut Sample> = rows.iter_mut().filter(within).collect();
        let last = rows.len().saturating_sub(1);
        for (at, row) in rows.iter_mut().enumerate() {
            for column in left..right {
                if at < last && column == left {
                    row.set(column, "");
                } else if at == last && (column == left || row.cell(column).is_empty()) {
                    row.set(column, &value);
                }
            }
        }
    }
}
