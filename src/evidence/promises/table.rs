//! What the rows of a table promise: a cell below "Resolution", "Frequency" or "Target", and a
//! cell that says it in a sentence.

use std::ops::Range;

use super::clause::plain;
use super::moods;
use super::subject;
use super::value::Value;
use super::values::{promises_nothing_below, value_below, values_in};
use super::{Around, Found, Spoken};
use crate::evidence::dates::has_day;

/// A cell of fewer words says nothing by itself.
const SENTENCE: usize = 4;

/// The promises of a row.
pub(super) fn in_row(spoken: &Spoken) -> Vec<Found> {
    let cells: Vec<String> = spoken.text.split('|').map(plain).collect();
    let heads: Vec<String> = spoken.heads.split('|').map(plain).collect();
    // The row of heads may be written with or without its outer marks.
    let heads: &[String] = match heads.first() {
        Some(first) if first.is_empty() && heads.len() > cells.len() => &heads[1..],
        _ => &heads,
    };
    if moods::heads_nothing(&plain(&spoken.heading)) || cells.iter().any(|cell| has_day(cell)) {
        return Vec::new();
    }
    let label = cells.iter().find(|cell| cell.contains(char::is_alphabetic));
    let label = label.map_or("", String::as_str);
    let sentence = cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .map(String::as_str);
    let sentence = sentence.collect::<Vec<_>>().join(" | ");
    let mut out = Vec::new();
    for (column, cell) in cells.iter().enumerate() {
        let head = heads.get(column).map_or("", String::as_str);
        // In a table of two columns the first names what the second says.
        let (head, what) = if cells.len() == 2 && column == 1 && !is_asked(head, cell) {
            (cells[0].as_str(), plain(&spoken.heading))
        } else {
            (head, label.to_owned())
        };
        let mut add = |value: Value,
                       what: String,
                       who: Option<String>,
                       supplier: bool,
                       at: Option<Range<usize>>| {
            let named = what;
            out.push(Found {
                value,
                about: subject::stems(&named),
                what: named,
                who,
                supplier,
                sentence: sentence.clone(),
                around: Around {
                    text: at.as_ref().map_or_else(String::new, |_| cell.clone()),
                    at: at.unwrap_or_default(),
                    head: head.to_owned(),
                    row: others(&cells, heads, column),
                    ..Around::default()
                },
            });
        };
        if column > 0
            && let Some(value) = value_below(head, cell)
        {
            add(value, joined(&what, head), None, false, None);
            continue;
        }
        if cell.split_whitespace().count() < SENTENCE
            || promises_nothing_below(head)
            || moods::is_general(cell)
        {
            continue;
        }
        for named in values_in(cell, head)
            .iter()
            .filter(|named| moods::promises(cell, named))
        {
            let above = if cell.as_str() == label { "" } else { label };
            let own = subject::of_sentence(cell, &named.at, "", above);
            add(
                named.value,
                own,
                subject::who(cell),
                subject::is_suppliers(cell),
                Some(named.at.clone()),
            );
        }
    }
    out
}

/// The filled cells of a row but one, with their heads.
fn others(cells: &[String], heads: &[String], but: usize) -> Vec<(String, String)> {
    let all = cells.iter().enumerate();
    let filled = all.filter(|(column, cell)| *column != but && !cell.is_empty());
    filled
        .map(|(column, cell)| (heads.get(column).cloned().unwrap_or_default(), cell.clone()))
        .collect()
}

fn is_asked(head: &str, cell: &str) -> bool {
    value_below(head, cell).is_some()
}

/// "P1, resolution": what the row and the column are about.
fn joined(what: &str, head: &str) -> String {
    match (
        what.is_empty(),
        head.is_empty(),
        what.eq_ignore_ascii_case(head),
    ) {
        (true, ..) | (.., true) => head.to_owned(),
        (_, true, _) => what.to_owned(),
        _ => format!("{what}, {head}"),
    }
}
