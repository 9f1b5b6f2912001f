//! Tables whose cells have lines around them, which say what belongs together.

use super::table::cell;
use super::{Effort, Level, Row};
use crate::evidence::formats::pdf::found::{Edge, Run};

/// The lines of a table.
#[derive(Debug, Clone)]
pub struct Grid {
    /// Places of the lines that run down, from the left.
    columns: Vec<f32>,
    /// Heights of the lines that run across, from the top.
    rows: Vec<f32>,
}

/// How far lines may be apart that belong together, in points.
const NEAR: f32 = 3.0;

/// Most columns and rows of a table; more are a drawing.
const COLUMNS: usize = 40;
const ROWS: usize = 400;

/// The tables among the lines of a page.
pub fn grids(edges: &[Edge], effort: &mut Effort) -> Vec<Grid> {
    let mut groups: Vec<usize> = (0..edges.len()).collect();
    if !effort.spend(edges.len() * edges.len()) {
        return Vec::new();
    }
    for one in 0..edges.len() {
        for other in one + 1..edges.len() {
            if touch(&edges[one], &edges[other]) {
                let (one, other) = (root(&mut groups, one), root(&mut groups, other));
                groups[other] = one;
            }
        }
    }
    let mut found: Vec<(usize, Grid)> = Vec::new();
    for (at, edge) in edges.iter().enumerate() {
        let group = root(&mut groups, at);
        let known = found.iter().position(|(known, _)| *known == group);
        let place = known.unwrap_or_else(|| {
            let grid = Grid {
                columns: Vec::new(),
                rows: Vec::new(),
            };
            found.push((group, grid));
            found.len() - 1
        });
        let grid = &mut found[place].1;
        if edge.is_across() {
            grid.rows.push(f32::midpoint(edge.y0, edge.y1));
        } else {
            grid.columns.push(f32::midpoint(edge.x0, edge.x1));
        }
        if !effort.spend(found.len()) {
            return Vec::new();
        }
    }
    let mut grids: Vec<Grid> = found
        .into_iter()
        .map(|(_, mut grid)| {
            grid.columns.sort_by(f32::total_cmp);
            grid.columns.dedup_by(|next, kept| *next - *kept < NEAR);
            grid.rows.sort_by(|one, other| other.total_cmp(one));
            grid.rows.dedup_by(|next, kept| *kept - *next < NEAR);
            grid
        })
        .filter(|grid| {
            (3..=COLUMNS).contains(&grid.columns.len()) && (2..=ROWS).contains(&grid.rows.len())
        })
        .collect();
    grids.sort_by(|one, other| other.top().total_cmp(&one.top()));
    grids
}

fn touch(one: &Edge, other: &Edge) -> bool {
    one.x0 <= other.x1 + NEAR
        && other.x0 <= one.x1 + NEAR
        && one.y0 <= other.y1 + NEAR
        && other.y0 <= one.y1 + NEAR
}

fn root(groups: &mut [usize], mut at: usize) -> usize {
    while groups[at] != at {
        groups[at] = groups[groups[at]];
        at = groups[at];
    }
    at
}

impl Grid {
    /// Height of its upper end.
    pub fn top(&self) -> f32 {
        self.rows.first().copied().unwrap_or_default()
    }

    fn bottom(&self) -> f32 {
        self.rows.last().copied().unwrap_or_default()
    }

    fn sides(&self) -> (f32, f32) {
        let first = self.columns.first().copied().unwrap_or_default();
        (first, self.columns.last().copied().unwrap_or_default())
    }

    /// Takes the runs that stand in it, as rows of cells; none where it
    /// holds no text in two columns, and then they stay.
    pub fn take(&self, runs: &mut Vec<Run>) -> Option<Vec<Row>> {
        let (left, right) = self.sides();
        let within = |run: &Run| {
            let middle = run.y + 0.25 * run.size;
            middle < self.top() + 1.0
                && middle > self.bottom() - 1.0
                && run.x0 > left - NEAR
                && run.x0 < right
        };
        let (columns, lines) = (self.columns.len() - 1, self.rows.len() - 1);
        let mut cells: Vec<Vec<Vec<Run>>> = vec![vec![Vec::new(); columns]; lines];
        for run in runs.iter().filter(|run| within(run)) {
            let row = self.rows[1..lines].partition_point(|y| *y > run.y + 0.25 * run.size);
            for piece in self.split(run) {
                let column = self.columns[1..columns].partition_point(|x| *x <= piece.x0 + 1.0);
                cells[row][column].push(piece);
            }
        }
        let filled = (0..columns)
            .filter(|column| cells.iter().any(|row| !row[*column].is_empty()))
            .count();
        if filled < 2 {
            return None;
        }
        runs.retain(|run| !within(run));
        let rows = cells.into_iter().zip(&self.rows).map(|(row, top)| {
            let runs = row.iter().flatten();
            let size = runs.fold(0.0, |size: f32, run| size.max(run.size));
            let sides = self.columns.windows(2).map(|pair| (pair[0], pair[1]));
            let texts = row.into_iter().zip(sides).map(|(mut runs, sides)| {
                runs.sort_by(|one, other| {
                    other.y.total_cmp(&one.y).then(one.x0.total_cmp(&other.x0))
                });
                cell(&runs.iter().collect::<Vec<_>>(), Some(sides))
            });
            Row {
                cells: texts.collect(),
                y: *top,
                size,
            }
        });
        Some(rows.collect())
    }

    /// A run in pieces, parted where a line runs down between two of its words.
    fn split(&self, run: &Run) -> Vec<Run> {
        let mut pieces = Vec::new();
        let (mut from, mut x0) = (0, run.x0);
        for (byte, before, next) in &run.words {
            if self
                .columns
                .iter()
                .any(|x| *x > *before - 1.0 && *x < *next + 1.0)
            {
                pieces.push(Run {
                    text: run.text[from..*byte].trim_end().to_owned(),
                    x0,
                    x1: *before,
                    words: Vec::new(),
                    ..run.clone()
                });
                (from, x0) = (*byte, *next);
            }
        }
        pieces.push(Run {
            text: run.text[from..].to_owned(),
            x0,
            words: Vec::new(),
            ..run.clone()
        });
        pieces
    }

    /// The table as a line of the page.
    pub(super) fn level(&self, rows: Vec<Row>) -> Level {
        let (x0, x1) = self.sides();
        Level {
            runs: vec![Run {
                text: String::new(),
                x0,
                x1,
                y: self.top(),
                size: 1.0,
                angle: 0,
                bold: false,
                words: Vec::new(),
                turn: usize::MAX,
            }],
            y: self.top(),
            low: self.bottom(),
            size: 1.0,
            table: rows,
        }
    }
}
