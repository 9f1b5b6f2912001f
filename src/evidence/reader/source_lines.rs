//! From the lines of the text that was read to those of the file, where a file has its own.

use crate::evidence::extract::Extracted;
use crate::evidence::places::{self, Parts, Places};
use crate::evidence::scan::Reading;
use crate::source::count;

/// Puts what was read where it stands in the file, with the links that the text does not show.
pub(super) fn to_source_lines(extracted: &Extracted<'_>, reading: &mut Reading) {
    in_file(extracted, reading);
    reading.links.extend(extracted.links.iter().cloned());
}

/// From lines of the extracted text to lines of the file, where the two differ, and from
/// columns of the text to those of a sheet. The columns of a page say nothing to anybody: there
/// the column is the character, from 1, of the whole text that was read, so that it can be quoted.
fn in_file(extracted: &Extracted<'_>, reading: &mut Reading) {
    match &extracted.places {
        Some(Places::Lines(_)) => {}
        Some(Places::Parts(parts)) => return to_columns(&extracted.text, parts, reading),
        None => return,
    }
    let begins = begins(&extracted.text);
    let character = |line: u32, column: u32| {
        let line = line.saturating_sub(1) as usize;
        begins
            .get(line)
            .copied()
            .unwrap_or(0)
            .saturating_add(column)
    };
    for hit in &mut reading.hits {
        hit.column = character(hit.line, hit.column);
        for line in hit.lines_mut() {
            *line = extracted.source_line(*line);
        }
    }
    for spot in &mut reading.spots {
        spot.column = character(spot.line, spot.column);
        spot.line = extracted.source_line(spot.line);
    }
    for (_, line) in &mut reading.links {
        *line = extracted.source_line(*line);
    }
    if let Some((_, line)) = &mut reading.heading {
        *line = extracted.source_line(*line);
    }
}

/// How many characters stand before each line of a text, their ends counted.
fn begins(text: &str) -> Vec<u32> {
    let mut before = 0;
    let lines = text.split_inclusive('\n');
    let mut begins = Vec::new();
    for line in lines {
        begins.push(before);
        before += count(line.chars().count());
    }
    begins
}

/// From the column of a hit in the text to the column of the cell of a sheet.
fn to_columns(text: &str, parts: &Parts, reading: &mut Reading) {
    let in_cells = |line: u32| matches!(parts.spot(line), places::Spot::Cells(_));
    let of_hits = reading
        .hits
        .iter_mut()
        .map(|hit| (hit.line, &mut hit.column));
    let of_spots = reading
        .spots
        .iter_mut()
        .map(|spot| (spot.line, &mut spot.column));
    let mut places = of_hits
        .chain(of_spots)
        .filter(|(line, _)| in_cells(*line))
        .peekable();
    if places.peek().is_none() {
        return;
    }
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    let starts: Vec<usize> = std::iter::once(0).chain(ends).collect();
    for (line, column) in places {
        let start = starts.get(line.saturating_sub(1) as usize);
        let row = start.and_then(|start| text[*start..].lines().next());
        let before = row.unwrap_or("").chars().take(*column as usize);
        let bars = before.filter(|c| *c == '|').count();
        *column = parts.column(line, count(bars.saturating_sub(1)));
    }
}
