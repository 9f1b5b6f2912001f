//! From places to reading order: lines, columns, tables.
//!
//! Tables with lines around their cells are read by those lines. Elsewhere a gap that runs down through several lines parts columns. Whether they are columns
//! of a text, each read to its end, or of a table, read row by row, is told by the order in which
//! they were drawn and by what stands in them.

mod ruled;
mod table;

use super::found::{Edge, Run};
use ruled::{Grid, grids};
use table::{is_text, rows};

/// A piece of a page, in reading order.
#[derive(Debug, Clone)]
pub enum Block {
    /// A line of text.
    Line(Line),
    /// A row of a table.
    Row {
        /// Whether a table begins with it.
        first: bool,
        /// The row.
        row: Row,
    },
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its cells from left to right, some of them empty.
    pub cells: Vec<String>,
    /// Its height on the page.
    pub y: f32,
    /// Size of its largest letters.
    pub size: f32,
}

/// A line of text.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// Size of most of its letters.
    pub size: f32,
    /// Whether all of it is bold.
    pub bold: bool,
    /// Left end.
    pub x0: f32,
    /// Right end.
    pub x1: f32,
    /// Baseline.
    pub y: f32,
    /// Direction, in degrees.
    pub angle: i16,
}

/// Runs at one height.
#[derive(Debug, Clone, Default)]
struct Level {
    runs: Vec<Run>,
    /// The baseline.
    y: f32,
    /// The lowest place; that of the baseline but for tables.
    low: f32,
    size: f32,
    /// Rows of the table that stands here, in place of a run.
    table: Vec<Row>,
}

/// What may be spent on looking for columns and tables in a document, in comparisons.
pub struct Effort(u64);

impl Default for Effort {
    fn default() -> Self {
        Self(400_000_000)
    }
}

impl Effort {
    /// Spends some; whether there was as much.
    fn spend(&mut self, some: usize) -> bool {
        let some = some as u64;
        let enough = self.0 >= some;
        self.0 = self.0.saturating_sub(some);
        enough
    }
}

/// Lines on a page beyond which no columns are looked for.
const LINES: usize = 1500;

/// Deepest nesting of columns.
const DEPTH: usize = 4;

/// Puts the runs of a page in reading order. Text that runs in another direction than most of
/// the page, such as a stamp across it, comes last.
#[must_use]
pub fn order(runs: Vec<Run>, edges: &[Edge], effort: &mut Effort) -> Vec<Block> {
    let mut directions: Vec<(i16, Vec<Run>)> = Vec::new();
    for run in runs {
        match directions.iter_mut().find(|(angle, _)| *angle == run.angle) {
            Some((_, all)) => all.push(run),
            None => directions.push((run.angle, vec![run])),
        }
    }
    directions.sort_by_key(|(angle, runs)| (std::cmp::Reverse(runs.len()), *angle));
    let mut blocks = Vec::new();
    for (angle, mut runs) in directions.into_iter().take(64) {
        let (mut tables, mut rules) = (Vec::new(), Vec::new());
        if angle == 0 {
            for grid in grids(edges, effort) {
                if let Some(rows) = grid.take(&mut runs) {
                    tables.push((grid, rows));
                }
            }
            rules = edges
                .iter()
                .filter(|edge| edge.is_across())
                .copied()
                .collect();
        }
        part(&levels(runs, tables), &rules, 0, effort, &mut blocks);
    }
    blocks
}

/// Runs by height, from the top; text drawn twice to look bold is taken once. A table takes
/// the place of one run.
fn levels(mut runs: Vec<Run>, tables: Vec<(Grid, Vec<Row>)>) -> Vec<Level> {
    runs.sort_by(|one, other| other.y.total_cmp(&one.y).then(one.x0.total_cmp(&other.x0)));
    let mut levels: Vec<Level> = Vec::new();
    for run in runs {
        match levels.last_mut() {
            Some(level) if level.y - run.y <= 0.35 * level.size.max(run.size) => {
                level.size = level.size.max(run.size);
                level.runs.push(run);
            }
            _ => levels.push(Level {
                y: run.y,
                low: run.y,
                size: run.size,
                runs: vec![run],
                table: Vec::new(),
            }),
        }
    }
    for level in &mut levels {
        level.runs.sort_by(|one, other| one.x0.total_cmp(&other.x0));
        level.runs.dedup_by(|next, kept| {
            let near = 0.25 * kept.size;
            next.text == kept.text && (next.x0 - kept.x0).abs() < near
        });
    }
    for (grid, rows) in tables {
        let at = levels.partition_point(|level| level.y > grid.top());
        levels.insert(at, grid.level(rows));
    }
    levels
}

/// Lines one below the other, some of which may stand in columns.
fn part(
    levels: &[Level],
    rules: &[Edge],
    depth: usize,
    effort: &mut Effort,
    blocks: &mut Vec<Block>,
) {
    let look = depth < DEPTH && levels.len() <= LINES;
    let (left, right) = extent(levels);
    let mut at = 0;
    while at < levels.len() {
        if look
            && let Some(band) = Band::at(levels, at, (left, right), false, effort)
            && is_text(&levels[at..band.end], &band.gaps, rules)
        {
            for column in columns(&levels[at..band.end], &band.gaps) {
                part(&column, rules, depth + 1, effort, blocks);
            }
            at = band.end;
            continue;
        }
        let band = if look {
            Band::at(levels, at, (left, right), true, effort)
        } else {
            None
        };
        let lines = band.as_ref().map_or(&[][..], |band| &levels[at..band.end]);
        match band {
            Some(band) if band.is_table(lines) => {
                for (number, row) in rows(lines, &band.gaps, rules).into_iter().enumerate() {
                    let first = number == 0;
                    blocks.push(Block::Row { first, row });
                }
                at = band.end;
            }
            _ => {
                single(&levels[at], blocks);
                at += 1;
            }
        }
    }
}

/// Lines with gaps that run down through all of them.
struct Band {
    end: usize,
    gaps: Vec<(f32, f32)>,
}

impl Band {
    /// The band that begins with a line; none where that line stands alone. A heading ends
    /// a table, but may stand in a column of a text.
    fn at(
        levels: &[Level],
        start: usize,
        (left, right): (f32, f32),
        headings_end: bool,
        effort: &mut Effort,
    ) -> Option<Self> {
        let usual = levels[start].size.max(4.0);
        let narrowest = 0.9 * usual;
        let mut free = vec![(left, right)];
        let mut best: Option<Self> = None;
        let mut above = &levels[start];
        let (mut first, mut last) = (f32::MAX, f32::MIN);
        for (end, level) in levels.iter().enumerate().skip(start) {
            let alone = level.runs.len() == 1;
            let far = above.low - level.y > 2.6 * usual;
            let larger = level.size > 1.15 * usual;
            let over = !effort.spend(level.runs.len() + free.len());
            if over || end > start && (far || headings_end && larger && alone) {
                break;
            }
            free = without(&free, level, narrowest);
            (first, last) = wider((first, last), level);
            let inner: Vec<(f32, f32)> = free
                .iter()
                .filter(|(from, to)| *from > first && *to < last)
                .copied()
                .collect();
            if free.is_empty() || best.is_some() && inner.is_empty() {
                break;
            }
            let begins_alone = end == start && alone;
            if !inner.is_empty() && !begins_alone {
                let kept = best.as_ref().map_or(0, |best| best.gaps.len());
                // A line that closes a gap of many lines is no longer one of them.
                if inner.len() < kept && end - start >= 3 {
                    break;
                }
                best = Some(Self {
                    end: end + 1,
                    gaps: inner,
                });
            }
            above = level;
        }
        let mut band = best?;
        band.trim(levels, start);
        (!band.gaps.is_empty()).then_some(band)
    }

    /// Whether what stands between the gaps are rows of a table.
    fn is_table(&self, lines: &[Level]) -> bool {
        let first = &lines[0];
        let parted = |level: &&Level| level.is_parted(&self.gaps);
        if self.gaps.len() == 1 && lines.iter().all(|level| is_listed(level, &self.gaps)) {
            return false;
        }
        match lines.iter().filter(parted).count() {
            0 => false,
            1 => lines.len() == 1 && wide(first, &self.gaps),
            _ => first.is_parted(&self.gaps) && lines.iter().all(|level| level.table.is_empty()),
        }
    }

    /// Lets go of last lines that stand in the first column alone, such as a heading below.
    fn trim(&mut self, levels: &[Level], start: usize) {
        while self.end > start + 1 {
            let last = &levels[self.end - 1];
            let before = &levels[self.end - 2];
            let close = before.low - last.y < 1.35 * last.size.max(before.size);
            if last.is_parted(&self.gaps) || close && last.runs[0].x0 > self.gaps[0].0 {
                break;
            }
            self.end -= 1;
        }
        let lines = &levels[start..self.end];
        self.gaps.retain(|gap| parts(lines, *gap));
    }
}

impl Level {
    /// Whether there is text on both sides of a gap.
    fn is_parted(&self, gaps: &[(f32, f32)]) -> bool {
        gaps.iter()
            .any(|gap| parts(std::slice::from_ref(self), *gap))
    }
}

/// Whether text stands on both sides of a gap.
fn parts(levels: &[Level], (from, to): (f32, f32)) -> bool {
    let mut runs = levels.iter().flat_map(|level| &level.runs);
    let slack = 0.5;
    runs.clone().any(|run| run.x1 <= from + slack) && runs.any(|run| run.x0 >= to - slack)
}

/// Whether a line begins with the sign or number of an entry in a list, or goes on with one.
fn is_listed(level: &Level, gaps: &[(f32, f32)]) -> bool {
    let Some(first) = level.runs.first().filter(|run| column_of(run, gaps) == 0) else {
        return true;
    };
    let sign = first.text.trim();
    let mut letters = sign.chars();
    match (letters.next(), letters.next()) {
        (Some(c), None) => !c.is_alphanumeric() || c == 'o',
        (Some(c), Some(_)) => {
            sign.len() <= 8
                && (c.is_ascii_digit() && sign.contains('.') || sign.ends_with(['.', ')']))
                && !sign.contains(' ')
                && sign.chars().filter(|c| c.is_alphabetic()).count() <= 4
        }
        _ => false,
    }
}

/// Whether a lone line has gaps as only tables and running heads have.
fn wide(level: &Level, gaps: &[(f32, f32)]) -> bool {
    gaps.iter().any(|(from, to)| to - from > 2.5 * level.size)
        && !level.runs[0].text.trim_end().ends_with(':')
}

/// What is left of free stretches beside the text of a line.
fn without(free: &[(f32, f32)], level: &Level, narrowest: f32) -> Vec<(f32, f32)> {
    let mut left = Vec::with_capacity(free.len());
    for &(mut from, to) in free {
        for run in &level.runs {
            if run.x1 <= from || run.x0 >= to {
                continue;
            }
            if run.x0 - from >= narrowest {
                left.push((from, run.x0));
            }
            from = from.max(run.x1);
        }
        if to - from >= narrowest {
            left.push((from, to));
        }
    }
    left.truncate(64);
    left
}

fn extent(levels: &[Level]) -> (f32, f32) {
    levels.iter().fold((f32::MAX, f32::MIN), wider)
}

/// A stretch with all of a line in it.
fn wider(stretch: (f32, f32), level: &Level) -> (f32, f32) {
    level.runs.iter().fold(stretch, |(left, right), run| {
        (left.min(run.x0), right.max(run.x1))
    })
}

/// The lines of each column.
fn columns(lines: &[Level], gaps: &[(f32, f32)]) -> Vec<Vec<Level>> {
    let mut columns = vec![Vec::new(); gaps.len() + 1];
    let mut tables: Vec<Vec<Level>> = vec![Vec::new(); gaps.len() + 1];
    for level in lines {
        let Some(first) = level.runs.first() else {
            continue;
        };
        if level.table.is_empty() {
            for run in &level.runs {
                columns[column_of(run, gaps)].push(run.clone());
            }
        } else {
            tables[column_of(first, gaps)].push(level.clone());
        }
    }
    columns
        .into_iter()
        .zip(tables)
        .map(|(runs, tables)| {
            let mut column = levels(runs, Vec::new());
            for table in tables {
                let at = column.partition_point(|level| level.y > table.y);
                column.insert(at, table);
            }
            column
        })
        .collect()
}

/// Which column a run stands in.
fn column_of(run: &Run, gaps: &[(f32, f32)]) -> usize {
    gaps.partition_point(|(from, to)| f32::midpoint(*from, *to) <= run.x0)
}

/// A line that stands alone.
fn single(level: &Level, blocks: &mut Vec<Block>) {
    if !level.table.is_empty() {
        let rows = level.table.iter().cloned().enumerate();
        blocks.extend(rows.map(|(number, row)| Block::Row {
            first: number == 0,
            row,
        }));
        return;
    }
    let Some(first) = level.runs.first() else {
        return;
    };
    let letters = |run: &&Run| run.text.len();
    let most = level.runs.iter().max_by_key(letters).unwrap_or(first);
    blocks.push(Block::Line(Line {
        text: joined(level.runs.iter()),
        size: most.size,
        bold: level.runs.iter().all(|run| run.bold),
        x0: first.x0,
        x1: level.runs.iter().fold(first.x1, |x1, run| x1.max(run.x1)),
        y: level.y,
        angle: first.angle,
    }));
}

/// Runs of one line as a text.
fn joined<'r>(runs: impl Iterator<Item = &'r Run>) -> String {
    let mut text = String::new();
    let mut end = f32::MIN;
    for run in runs {
        if !text.is_empty() && !text.ends_with(' ') && run.x0 - end > 0.1 * run.size {
            text.push(' ');
        }
        text.push_str(&run.text);
        end = run.x1;
    }
    text
}
