//! From the lines of the text that was read to those of the file, where a file has its own.

use crate::evidence::extract::Extracted;
use crate::evidence::places::{self, Parts, Places};
use crate::evidence::scan::{Hit, Reading, Spot};
use crate::source::count;

/// From lines of the extracted text to lines of the file, where the two differ, and from
/// columns of the text to those of a sheet.
pub(super) fn to_source_lines(extracted: &Extracted<'_>, reading: &mut Reading) {
    match &extracted.places {
        Some(Places::Lines(_)) => {}
        Some(Places::Parts(parts)) => return to_columns(&extracted.text, parts, reading),
        None => return,
    }
    for hit in &mut reading.hits {
        for line in hit.lines_mut() {
            *line = extracted.source_line(*line);
        }
        hit.column = 1;
    }
    for spot in &mut reading.spots {
        spot.line = extracted.source_line(spot.line);
        spot.column = 1;
    }
    for (_, line) in &mut reading.links {
        *line = extracted.source_line(*line);
    }
    if let Some((_, line)) = &mut reading.heading {
        *line = extracted.source_line(*line);
    }
}

/// From the column of a hit in the text to the column of the cell of a sheet.
fn to_columns(text: &str, parts: &Parts, reading: &mut Reading) {
    // Of the rows of a sheet any will do.
    let is_cell = |spot: &Spot| matches!(parts.spot(spot.line), places::Spot::Cells(_));
    reading.spots.retain(|spot| !is_cell(spot));
    if !reading.hits.iter().any(|hit| in_cells(parts, hit)) {
        return;
    }
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    let starts: Vec<usize> = std::iter::once(0).chain(ends).collect();
    for hit in reading.hits.iter_mut().filter(|hit| in_cells(parts, hit)) {
        let start = starts.get(hit.line.saturating_sub(1) as usize);
        let line = start.and_then(|start| text[*start..].lines().next());
        let before = line.unwrap_or("").chars().take(hit.column as usize);
        let bars = before.filter(|c| *c == '|').count();
        hit.column = parts.column(hit.line, count(bars.saturating_sub(1)));
    }
}

fn in_cells(parts: &Parts, hit: &Hit) -> bool {
    matches!(parts.spot(hit.line), places::Spot::Cells(_))
}
