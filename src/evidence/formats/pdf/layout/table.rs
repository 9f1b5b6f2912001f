//! Tables on a page: told from columns of text, and their lines put together to rows.

use super::{Level, Row, column_of, joined};
use crate::evidence::formats::pdf::found::{Edge, Run};

/// Fewest lines of a column of text.
const LINES: usize = 5;

/// Fewest letters of a line in a column of text, on average.
const LETTERS: usize = 22;

/// Whether what stands between gaps is text in columns rather than a table: drawn column by
/// column, or long lines at even distances, with no rules across.
pub fn is_text(lines: &[Level], gaps: &[(f32, f32)], rules: &[Edge]) -> bool {
    if gaps.len() > 3 || between(lines, rules).count() >= 2 {
        return false;
    }
    if is_drawn_in_columns(lines, gaps) {
        return true;
    }
    (0..=gaps.len()).all(|column| {
        let own: Vec<(f32, usize)> = lines
            .iter()
            .filter_map(|level| {
                let runs = || {
                    level
                        .runs
                        .iter()
                        .filter(|run| column_of(run, gaps) == column)
                };
                let letters: usize = runs().map(|run| run.text.chars().count()).sum();
                (letters > 0).then_some((level.y, letters))
            })
            .collect();
        let letters: usize = own.iter().map(|(_, letters)| letters).sum();
        own.len() >= LINES && letters / own.len() >= LETTERS && is_even(&own)
    })
}

/// Whether columns of several lines were drawn one after the other.
fn is_drawn_in_columns(lines: &[Level], gaps: &[(f32, f32)]) -> bool {
    let mut turns: Vec<(usize, usize)> = lines
        .iter()
        .filter(|level| level.table.is_empty())
        .flat_map(|level| &level.runs)
        .map(|run| (run.turn, column_of(run, gaps)))
        .collect();
    turns.sort_unstable();
    let enough = |column: usize| {
        let tables = lines.iter().filter(|level| !level.table.is_empty());
        let own = turns.iter().filter(|(_, own)| *own == column).count();
        own >= LINES
            || tables
                .filter_map(|level| level.runs.first())
                .any(|run| column_of(run, gaps) == column)
    };
    let changes = turns
        .windows(2)
        .filter(|pair| pair[0].1 != pair[1].1)
        .count();
    turns.len() >= LINES && (0..=gaps.len()).all(enough) && changes <= gaps.len() + turns.len() / 20
}

/// Whether most lines follow at the same distance.
fn is_even(lines: &[(f32, usize)]) -> bool {
    let mut steps: Vec<f32> = lines.windows(2).map(|pair| pair[0].0 - pair[1].0).collect();
    steps.sort_by(f32::total_cmp);
    let Some(usual) = steps.get(steps.len() / 2) else {
        return true;
    };
    let even = steps.iter().filter(|step| **step <= 1.4 * usual).count();
    even * 4 >= steps.len() * 3
}

/// The rules that run between lines, one for each gap between two lines.
fn between<'l>(lines: &'l [Level], rules: &'l [Edge]) -> impl Iterator<Item = usize> + 'l {
    let left = lines
        .iter()
        .filter_map(|level| level.runs.first())
        .fold(f32::MAX, |left, run| left.min(run.x0));
    let right = lines
        .iter()
        .flat_map(|level| &level.runs)
        .fold(f32::MIN, |right, run| right.max(run.x1));
    lines.windows(2).enumerate().filter_map(move |(at, pair)| {
        let (above, below) = (
            pair[0].y - 0.1 * pair[0].size,
            pair[1].y + 0.2 * pair[1].size,
        );
        let crossing = |rule: &&Edge| {
            rule.y0 < above && rule.y0 > below && rule.x1.min(right) - rule.x0.max(left) > 12.0
        };
        let length: f32 = rules
            .iter()
            .filter(crossing)
            .map(|rule| rule.x1.min(right) - rule.x0.max(left))
            .sum();
        (length > 0.6 * (right - left)).then_some(at)
    })
}

/// The rows of a table. Where rules run between rows, they part them;
/// else a larger distance does, where there are two kinds of distances.
pub fn rows(lines: &[Level], gaps: &[(f32, f32)], rules: &[Edge]) -> Vec<Row> {
    let ruled: Vec<usize> = between(lines, rules).collect();
    let steps: Vec<f32> = lines
        .windows(2)
        .map(|pair| (pair[0].y - pair[1].y) / pair[0].size.max(pair[1].size).max(1.0))
        .collect();
    let least = steps.iter().copied().fold(f32::MAX, f32::min);
    let uneven = steps.iter().any(|step| *step > 1.22 * least);
    let mut rows: Vec<(Vec<Vec<&Run>>, f32)> = Vec::new();
    for (at, level) in lines.iter().enumerate() {
        let follows = at > 0
            && if ruled.is_empty() {
                let close = steps[at - 1] < 1.12 * least && steps[at - 1] < 1.6;
                let first_is_empty = level.runs.iter().all(|run| column_of(run, gaps) > 0);
                close && (uneven || first_is_empty)
            } else {
                !ruled.contains(&(at - 1))
            };
        if !follows || rows.is_empty() {
            rows.push((vec![Vec::new(); gaps.len() + 1], level.y));
        }
        let Some((cells, _)) = rows.last_mut() else {
            continue;
        };
        for run in &level.runs {
            cells[column_of(run, gaps)].push(run);
        }
    }
    rows.into_iter()
        .map(|(cells, y)| Row {
            y,
            size: cells
                .iter()
                .flatten()
                .fold(0.0, |size, run| run.size.max(size)),
            cells: cells.iter().map(|runs| cell(runs, None)).collect(),
        })
        .collect()
}

/// The lines of a cell on one line; a word parted at the end of a line is put together. Where
/// the sides of the cell are known, lines that end before they had to are told apart, as a
/// name and the role below it are.
pub fn cell(runs: &[&Run], sides: Option<(f32, f32)>) -> String {
    let mut text = String::new();
    let mut above: Option<&[&Run]> = None;
    for line in runs.chunk_by(|one, next| (one.y - next.y).abs() < 0.35 * one.size) {
        let said = joined(line.iter().copied());
        let parted = text.ends_with('-') && said.starts_with(char::is_lowercase);
        let ended = above
            .zip(sides)
            .is_some_and(|(above, sides)| ends_early(above, line, sides));
        if parted {
            text.pop();
        } else if !text.is_empty() {
            let is_closed = text.ends_with(['.', ':', ';', ',', '!', '?', '/', '-', '–', '(']);
            let begins = said.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            text.push_str(if ended && begins && !is_closed {
                "; "
            } else {
                " "
            });
        }
        text.push_str(&said);
        above = Some(line);
    }
    text
}

/// Whether the first word of a line would have fitted into the line above it.
fn ends_early(above: &[&Run], line: &[&Run], (left, right): (f32, f32)) -> bool {
    const MARGIN: f32 = 6.0;
    let (Some(first), Some(last), Some(next)) = (above.first(), above.last(), line.first()) else {
        return false;
    };
    let letters = next.text.chars().count();
    let word = next.text.split(' ').next().unwrap_or("").chars().count();
    #[allow(clippy::cast_precision_loss)] // letters of a line
    let share = word as f32 / letters.max(1) as f32;
    // Letters differ in width, and the word's own is estimated.
    let wanted = 1.1 * share * (next.x1 - next.x0) + 0.6 * first.size;
    let margin = (first.x0 - left).clamp(0.0, MARGIN);
    last.x1 - first.x0 + wanted < right - left - 2.0 * margin
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, y: f32) -> Run {
        #[allow(clippy::cast_precision_loss)] // letters of a line
        let width = 5.0 * text.chars().count() as f32;
        Run {
            text: text.to_owned(),
            x0: 105.0,
            x1: 105.0 + width,
            y,
            size: 10.0,
            angle: 0,
            bold: false,
            words: Vec::new(),
            turn: 0,
        }
    }

    #[test]
    fn lines_of_a_cell_that_end_early_are_told_apart() {
        let (wide, narrow) = (Some((100.0, 250.0)), Some((100.0, 180.0)));
        for (above, below, sides, text) in [
            ("Ruth Cole", "Head of IT", wide, "Ruth Cole; Head of IT"),
            ("Ruth Cole", "and others", wide, "Ruth Cole and others"),
            ("Ruth Cole,", "Head of IT", wide, "Ruth Cole, Head of IT"),
            (
                "Director of",
                "Infrastructure",
                narrow,
                "Director of Infrastructure",
            ),
            ("Service-", "management", wide, "Servicemanagement"),
            ("Ruth Cole", "Head of IT", None, "Ruth Cole Head of IT"),
        ] {
            let runs = [line(above, 700.0), line(below, 688.0)];
            assert_eq!(cell(&runs.iter().collect::<Vec<_>>(), sides), text);
        }
    }
}
