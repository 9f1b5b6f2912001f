//! Which row of a table holds the heads of its columns.
//!
//! Heads are short words, each once, that do not come again further down in their column;
//! titles, legends and labels above them fill fewer cells. Words that the catalogue knows as
//! heads weigh double.

use std::collections::HashSet;

use super::Known;
use super::sample::Sample;
use crate::evidence::words::joined;

/// The heads of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Heads {
    /// The heads; where those of a second line are not all different, with the first's.
    pub names: Vec<String>,
    /// With the words of the line above, where there is one; empty otherwise.
    pub long: Vec<String>,
    /// The column of the first head, from 1.
    pub first_column: u32,
    /// The row of the sample that holds them, the lower one of two.
    pub last: usize,
    /// How many of them are known.
    pub known: usize,
    /// How good they are.
    pub points: usize,
}

impl Heads {
    /// The cells of a row as heads, whatever they look like.
    pub fn of(row: &Sample) -> Self {
        Self {
            names: row.cells.clone(),
            first_column: 1,
            ..Self::default()
        }
    }
}

/// Rows below a head that are looked at.
const BELOW: usize = 10;

/// Finds the heads among the first rows of a table. `hints` are numbers of rows that the
/// program knows to hold heads.
pub fn find(rows: &[Sample], known: &Known, hints: &[u32]) -> Option<Heads> {
    let mut best: Option<(usize, Weight)> = None;
    for at in 0..rows.len() {
        let Some(weight) = weigh(rows, at, known, hints) else {
            continue;
        };
        if best.is_none_or(|(_, best)| weight.beats(best)) {
            best = Some((at, weight));
        }
    }
    let (at, weight) = best?;
    let second = second_line(rows, at, known);
    let (upper, lower) = match second {
        Some(second) => (Some(at), second),
        None => (above(rows, at), at),
    };
    let mut heads = build(rows, upper, lower)?;
    heads.last = lower;
    heads.known = heads.names.iter().filter(|head| known.has(head)).count();
    heads.points = weight.points();
    Some(heads)
}

/// How much a row looks like one of heads.
#[derive(Debug, Clone, Copy)]
struct Weight {
    filled: usize,
    heads: usize,
    known: usize,
    hinted: bool,
    /// No row follows.
    last: bool,
}

impl Weight {
    fn points(self) -> usize {
        self.heads + 2 * self.known
    }

    /// Whether a later row is to be taken instead of an earlier one.
    fn beats(self, earlier: Self) -> bool {
        if self.hinted != earlier.hinted {
            let (hinted, other) = if self.hinted {
                (self, earlier)
            } else {
                (earlier, self)
            };
            return (hinted.known + 2 >= other.known) == self.hinted;
        }
        let wider = self.filled > earlier.filled && !self.last;
        self.known >= earlier.known + 2 || wider && self.points() * 2 >= earlier.points() * 3
    }
}

fn weigh(rows: &[Sample], at: usize, known: &Known, hints: &[u32]) -> Option<Weight> {
    let row = &rows[at];
    let filled = row.filled();
    if filled < 2 {
        return None;
    }
    let mut seen = HashSet::new();
    let (mut heads, mut known_heads, mut like) = (0, 0, 0);
    for (column, cell) in row.cells.iter().enumerate() {
        if cell.is_empty() || !is_head(cell) || comes_again(rows, at, column) {
            continue;
        }
        like += 1;
        if seen.insert(joined(cell)) {
            heads += 1;
            known_heads += usize::from(known.has(cell));
        }
    }
    let hinted = hints.contains(&row.number);
    let below = &rows[at + 1..rows.len().min(at + 1 + BELOW)];
    let follows = below.is_empty() || below.iter().any(|below| fits(row, below));
    let plain = heads >= 2 && like * 10 >= filled * 7 && follows;
    (plain || hinted && heads >= 1).then_some(Weight {
        filled,
        heads,
        known: known_heads,
        hinted,
        last: below.is_empty(),
    })
}

/// Whether a row below has the shape of a record under these heads.
fn fits(heads: &Sample, row: &Sample) -> bool {
    let filled = row
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty());
    let under = filled
        .filter(|(column, _)| !heads.cell(*column).is_empty())
        .count();
    under >= 2 && under * 3 >= heads.filled()
}

/// Whether the text of a cell comes again in its column, as values do.
fn comes_again(rows: &[Sample], at: usize, column: usize) -> bool {
    let cell = rows[at].cell(column);
    let mut others = rows[..at].iter().chain(&rows[at + 1..]);
    others.any(|row| row.cell(column) == cell)
}

/// Whether a text may be the head of a column.
fn is_head(text: &str) -> bool {
    const LONGEST: usize = 60;
    let count = text.chars().count();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let sentence = text.ends_with('.') && count > 16;
    count <= LONGEST
        && text.chars().any(char::is_alphabetic)
        && digits * 2 <= count
        && !sentence
        && !text.contains("://")
        && !text.contains('@')
        && text.split_whitespace().count() <= 8
}

/// The second line of heads below the first: it fills only part of the columns, where the
/// first has the name of a group or nothing, and records follow that fill more.
fn second_line(rows: &[Sample], at: usize, known: &Known) -> Option<usize> {
    let (first, second) = (&rows[at], rows.get(at + 1)?);
    let third = rows.get(at + 2)?;
    if second.number != first.number + 1 || !fits(first, third) {
        return None;
    }
    let filled: Vec<usize> = (0..second.cells.len())
        .filter(|column| !second.cell(*column).is_empty())
        .collect();
    let fresh: Vec<usize> = (filled.iter().copied())
        .filter(|column| second.cell(*column) != first.cell(*column))
        .collect();
    let heads = fresh
        .iter()
        .all(|column| is_head(second.cell(*column)) && !comes_again(rows, at + 1, *column));
    // Below the name of a group that spans columns, or below nothing.
    let below_groups = fresh.iter().all(|column| {
        let upper = first.cell(*column);
        let twice = first
            .cells
            .iter()
            .filter(|cell| cell.as_str() == upper)
            .count()
            > 1;
        upper.is_empty() || twice
    });
    let any_known = fresh
        .iter()
        .filter(|column| known.has(second.cell(**column)))
        .count();
    let narrower =
        filled.len() < first.filled() || filled.len() == fresh.len() + same(first, second);
    (fresh.len() >= 2 && heads && (below_groups || any_known >= 2) && narrower).then_some(at + 1)
}

fn same(first: &Sample, second: &Sample) -> usize {
    let pairs = first.cells.iter().zip(&second.cells);
    pairs
        .filter(|(first, second)| !first.is_empty() && first == second)
        .count()
}

/// The line of group names right above the heads.
fn above(rows: &[Sample], at: usize) -> Option<usize> {
    let above = at.checked_sub(1)?;
    let (upper, lower) = (&rows[above], &rows[at]);
    let names: HashSet<&str> = { &upper.cells }
        .iter()
        .map(String::as_str)
        .filter(|cell| !cell.is_empty())
        .collect();
    (upper.number + 1 == lower.number && names.len() >= 2 && names.iter().all(|name| is_head(name)))
        .then_some(above)
}

/// The heads of a line, or of two.
fn build(rows: &[Sample], upper: Option<usize>, lower: usize) -> Option<Heads> {
    let row = &rows[lower];
    let upper = upper.map(|upper| &rows[upper]);
    let width = row
        .cells
        .len()
        .max(upper.map_or(0, |upper| upper.cells.len()));
    let both = |column: usize| -> (&str, &str) {
        (
            upper.map_or("", |upper| upper.cell(column)),
            row.cell(column),
        )
    };
    let mut heads: Vec<String> = (0..width)
        .map(|column| match both(column) {
            (upper, "") => upper.to_owned(),
            (_, lower) => lower.to_owned(),
        })
        .collect();
    let mut long = Vec::new();
    if upper.is_some() {
        long = (0..width)
            .map(|column| match both(column) {
                (upper, lower) if upper.is_empty() || upper == lower => lower.to_owned(),
                (upper, "") => upper.to_owned(),
                (upper, lower) => format!("{upper} {lower}"),
            })
            .collect();
        // "Planned, actual" below both "Start" and "End" tell nothing apart.
        let twice: Vec<bool> = heads
            .iter()
            .map(|head| heads.iter().filter(|other| *other == head).count() > 1)
            .collect();
        for (column, twice) in twice.into_iter().enumerate() {
            if twice {
                heads[column].clone_from(&long[column]);
            }
        }
    }
    let first = heads.iter().position(|head| !head.is_empty())?;
    let last = heads.iter().rposition(|head| !head.is_empty())?;
    let cut = |heads: Vec<String>| -> Vec<String> {
        heads
            .into_iter()
            .skip(first)
            .take(last + 1 - first)
            .collect()
    };
    Some(Heads {
        names: cut(heads),
        long: cut(long),
        first_column: crate::source::count(first) + 1,
        ..Heads::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::formats::Area;
    use crate::evidence::registers::sample::spread;

    fn rows(lines: &[&str]) -> Vec<Sample> {
        (1..)
            .zip(lines)
            .filter(|(_, line)| !line.is_empty())
            .map(|(number, line)| Sample::new(number, (1..).zip(line.split('|'))))
            .collect()
    }

    fn found(lines: &[&str], merged: &[Area]) -> Option<Heads> {
        let known = ["id", "opened", "closed", "priority", "category", "owner"];
        let mut rows = rows(lines);
        spread(&mut rows, merged);
        find(&rows, &Known::new(known.into_iter()), &[])
    }

    fn area(top: u32, left: u32, bottom: u32, right: u32) -> Area {
        Area {
            top,
            left,
            bottom,
            right,
        }
    }

    #[test]
    fn titles_legends_and_labels_are_passed_over() {
        for lines in [
            &["ID|Opened|Priority", "1|2026-01-01|P2", "2|2026-01-02|P2"][..],
            &[
                "Incident register",
                "",
                "ID|Opened|Priority",
                "1|2026-01-01|P2",
            ],
            &[
                "Incident register 2026",
                "Owner|J. Public",
                "P1|critical",
                "ID|Opened|Priority",
                "A-1|2026-01-01|P2",
                "A-2|2026-01-02|P1",
            ],
            &[
                "Priority|means",
                "high|all stand still",
                "low|one waits",
                "",
                "ID|Opened|Priority|Category|Closed",
                "A-1|2026-01-01|high|mail|2026-01-02",
                "A-2|2026-01-02|low|mail|",
            ],
        ] {
            let heads = found(lines, &[]).unwrap().names;
            assert_eq!(&heads[..3], ["ID", "Opened", "Priority"], "{lines:?}");
        }
    }

    #[test]
    fn heads_that_nobody_knows_are_found_by_their_shape() {
        let lines = [
            "Liste der Vorgänge",
            "Sorte|Wann|Wer|Was",
            "Sturm|2026-01-01|Anna B.|Dach",
            "Regen|2026-01-03|Carl D.|Keller",
        ];
        assert_eq!(
            found(&lines, &[]).unwrap().names,
            ["Sorte", "Wann", "Wer", "Was"]
        );
        assert_eq!(found(&["1|2", "3|4"], &[]), None);
        assert_eq!(found(&["Only a title", "and a text"], &[]), None);
    }

    #[test]
    fn records_of_words_are_no_heads() {
        let lines = [
            "Vorfall|Wann|Wie schlimm|Ende",
            "mail|closed|priority|category",
            "disk|opened|owner|id",
        ];
        let heads = found(&lines, &[]).unwrap();
        assert!(heads.last == 1 || heads.names[0] == "Vorfall");
        let lines = [
            "Ref|State|Sort",
            "A|closed|mail",
            "B|closed|mail",
            "C|opened|disk",
        ];
        assert_eq!(found(&lines, &[]).unwrap().names, ["Ref", "State", "Sort"]);
    }

    #[test]
    fn heads_on_two_lines_are_joined_where_one_tells_nothing_apart() {
        let lines = [
            "Changes of the year",
            "ID|Title|Start||End|",
            "||planned|actual|planned|actual",
            "C-1|Patch|2026-01-01|2026-01-02|2026-01-03|2026-01-04",
            "C-2|Disk|2026-02-01|2026-02-02|2026-02-03|2026-02-04",
        ];
        let merged = [area(1, 1, 1, 6), area(2, 3, 2, 4), area(2, 5, 2, 6)];
        let heads = found(&lines, &merged).unwrap();
        assert_eq!(
            heads.names,
            [
                "ID",
                "Title",
                "Start planned",
                "Start actual",
                "End planned",
                "End actual"
            ]
        );
        assert_eq!(heads.last, 2);
        let tall = [
            area(2, 1, 3, 1),
            area(2, 2, 3, 2),
            area(2, 3, 2, 4),
            area(2, 5, 2, 6),
        ];
        assert_eq!(found(&lines, &tall).unwrap().names, heads.names);
        let dates = [
            "ID|Title|Dates|",
            "||Opened|Closed",
            "C-1|Patch|2026-01-01|2026-01-02",
            "C-2|Disk|2026-02-01|2026-02-02",
        ];
        let heads = found(&dates, &[area(1, 3, 1, 4)]).unwrap();
        assert_eq!(heads.names, ["ID", "Title", "Opened", "Closed"]);
        assert_eq!(heads.long[2], "Dates Opened");
    }

    proptest::proptest! {
        #[test]
        fn no_rows_panic(text in "[a-zA-Z0-9 .|\n]{0,200}", top in 0_u32..6, left in 0_u32..6) {
            let lines: Vec<&str> = text.lines().collect();
            let _ = found(&lines, &[area(top, left, top + 1, left + 2)]);
        }
    }
}
