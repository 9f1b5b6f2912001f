//! What was typed into an earlier register, for the next one.
//!
//! A register is worked in for weeks, and deliveries go on coming. What a person filled in, in
//! columns of his own too, is found again for each file by its path, else by its content, and
//! stands in the new register; what belongs to no file any more is told.

use std::collections::{BTreeMap, BTreeSet};

use super::read_back::{Cell, Row};

/// Heads of the columns of a register that a person fills.
pub const FILLED: [&str; 6] = ["Use", "Satisfies", "Owner", "Version", "Type", "Remark"];

/// What was typed for a file, by the head of its column.
pub type Typed = BTreeMap<String, String>;

/// What was typed into an earlier register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Carried {
    /// For each file, by path.
    pub typed: BTreeMap<String, Typed>,
    /// What could not be carried over, each with its place.
    pub told: Vec<String>,
}

/// Finds what was typed for files, given with their SHA-256; `given` are the heads of the
/// columns that every register has.
#[must_use]
pub fn carried<'f>(
    rows: &[Row],
    files: impl Iterator<Item = (&'f str, Option<&'f str>)>,
    given: &[&str],
) -> Carried {
    let mut by_hash: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut hashes: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for (path, hash) in files {
        hashes.insert(path, hash);
        by_hash.entry(hash.unwrap_or("")).or_default().push(path);
    }
    let mut out = Carried::default();
    let listed: BTreeSet<String> = rows.iter().map(|row| row.cell("File").text).collect();
    for row in rows {
        let (typed, told) = typed_in(row, given);
        out.told.extend(told);
        if typed.is_empty() {
            continue;
        }
        let file = row.cell("File");
        let hash = row.cell("SHA-256").text.to_lowercase();
        let of_content = by_hash.get(hash.as_str()).map(Vec::as_slice);
        let path = match (hashes.get_key_value(file.text.as_str()), of_content) {
            (Some((path, _)), _) => Some(*path),
            (None, Some(alike)) if !hash.is_empty() => renamed(alike, &listed),
            _ => None,
        };
        match path {
            Some(path) => {
                out.typed.entry(path.to_owned()).or_insert(typed);
            }
            None => out.told.push(format!(
                "{}: there is no file {}; what was typed for it stays in that register",
                file.place, file.text
            )),
        }
    }
    out
}

/// Under which of the paths with its content a file is found again that is no longer at its own:
/// the only one, else the only one that had no row of its own in the list.
#[must_use]
pub fn renamed<'p>(alike: &[&'p str], listed: &BTreeSet<String>) -> Option<&'p str> {
    let mut others = alike.iter().filter(|path| !listed.contains(**path));
    match (alike, others.next(), others.next()) {
        ([only], ..) => Some(only),
        (_, Some(other), None) => Some(other),
        _ => None,
    }
}

/// What a person typed into a row, and what cannot be told of it.
fn typed_in(row: &Row, given: &[&str]) -> (Typed, Vec<String>) {
    let filled = FILLED.map(|head| (head.to_owned(), row.cell(head)));
    let own = row.others(given);
    let own = own.map(|(head, cell)| (head.to_owned(), cell.clone()));
    let (mut typed, mut told) = (Typed::new(), Vec::new());
    for (head, cell) in filled.into_iter().chain(own) {
        if let Some(trouble) = cell.trouble() {
            told.push(format!("{}: {trouble}", cell.place));
        } else if !cell.text.is_empty() {
            typed.insert(head, cell.plain());
        }
    }
    let headless =
        |cell: &Cell| format!("{}: stands below no head; give the column one", cell.place);
    told.extend(row.headless.iter().map(headless));
    (typed, told)
}
