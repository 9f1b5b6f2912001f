//! Rows in which labels and values stand in turn: `| Owner | R. Ibarra | Version | 2.1 |`.
//!
//! Nobody knows every label that people invent. Where the rows of a table begin with labels that
//! are known and have the shape of pairs throughout, one that nobody knows costs only itself.

use super::line;
use super::signed;
use super::table::{Row, is_date, is_state, label_in};
use crate::evidence::fields::{Field, is_version};

/// Labels and values in turn, each label a known one, a column left empty between them aside; a
/// label may be without its value.
pub(super) fn alternating(cells: &[String]) -> Option<Vec<(&str, &str)>> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        if cells[at].is_empty() {
            at += 1;
            continue;
        }
        let field = label_in(&cells[at])?;
        let value = cells.get(at + 1).map_or("", String::as_str);
        if label_in(value).is_some() && !is_state(field, value) {
            return None;
        }
        pairs.push((cells[at].as_str(), value));
        at += 2;
    }
    Some(pairs).filter(|pairs| pairs.len() > 1)
}

/// Whether all rows of a table are pairs of labels and values in turn, of which each row has a
/// label that is known, and most rows begin with one.
pub(super) fn all_in_turn(rows: &[Row]) -> bool {
    let begins = |row: &&Row| row.cells.first().and_then(|cell| label_in(cell)).is_some();
    let begun = rows.iter().filter(begins).count();
    begun * 2 >= rows.len()
        && rows.iter().any(|row| filled(&row.cells) > 2)
        && rows.iter().all(|row| in_shape(&row.cells).is_some())
        // A row alone may as well head the columns of a list that is still empty.
        && (rows.len() > 1 || rows.iter().all(|row| is_telling(&row.cells)))
}

/// The pairs of a row whose cells are label, value, label, value by their shape, where one label
/// at least is known.
pub(super) fn in_shape(cells: &[String]) -> Option<Vec<(&str, &str)>> {
    let cells = &cells[..filled(cells)];
    let mut pairs = Vec::new();
    for pair in cells.chunks(2) {
        let (label, value) = (pair[0].as_str(), pair.get(1).map_or("", String::as_str));
        let field = label_in(label);
        let is_value = label_in(value).is_none() && !signed::is_head(value)
            || field.is_some_and(|field| is_state(field, value));
        if !(is_label(label) || label.is_empty() && value.is_empty()) || !is_value {
            return None;
        }
        pairs.push((label, value));
    }
    let known = pairs.iter().any(|(label, _)| label_in(label).is_some());
    known.then_some(pairs)
}

/// What stands behind the pair of a row in which somebody signs and is no part of it.
pub(super) fn beside_signer(cells: &[String]) -> Vec<(&str, &str)> {
    let of_document = |(label, _): &(&str, &str)| {
        let of_signing = signed::is_head(label) || signed::signer(label).is_some();
        let field = label_in(label).filter(|_| !of_signing);
        field.is_some_and(|field| !matches!(field, Field::Date | Field::ApprovedOn))
    };
    let pairs = in_shape(cells).unwrap_or_default().into_iter().skip(1);
    pairs.filter(of_document).collect()
}

/// Whether a known label of a row has a value that no head of a column would be.
fn is_telling(cells: &[String]) -> bool {
    in_shape(cells).is_some_and(|pairs| {
        pairs.iter().any(|(label, value)| {
            let is_version = label_in(label) == Some(Field::Version) && is_version(value);
            is_version || label_in(label).is_some() && (label.ends_with(':') || is_date(value))
        })
    })
}

/// Whether a cell may be a label: a few words without a figure.
fn is_label(cell: &str) -> bool {
    const LONGEST: usize = 40;
    const MOST_WORDS: usize = 4;
    line::labelled(cell).is_some()
        || cell.len() <= LONGEST
            && cell.starts_with(char::is_alphabetic)
            && !cell.contains(|c: char| c.is_ascii_digit())
            && cell.split_whitespace().count() <= MOST_WORDS
}

/// How many cells there are up to the last that is filled.
fn filled(cells: &[String]) -> usize {
    let last = cells.iter().rposition(|cell| !cell.is_empty());
    last.map_or(0, |last| last + 1)
}
