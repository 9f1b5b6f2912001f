//! What the tables of a file are: the heads of their columns, and the numbers of the tickets in
//! them. An export is often called `export.csv`, and no text says what it is; where a name does
//! say something else, they say less.

use super::signs::Known;
use super::{File, Tally};

/// What each head says that a clause's records have.
const HEAD: f64 = 0.45;
/// So many such heads say something, and no more than so many count.
const HEADS: (usize, usize) = (2, 4);
/// What the numbers of tickets say.
const NUMBERS: f64 = 1.6;
/// What is left of both for a file that is called something else: an export of what is configured
/// names the last change of each thing.
const CALLED_OTHERWISE: f64 = 0.6;
/// So many there are at least, and this share of all.
const ENOUGH: (u32, f64) = (3, 0.6);

/// Adds what the tables of a file say, of which title and name say that it is of the clauses
/// `named`.
pub(super) fn add(known: &Known, file: File<'_>, named: &[usize], tally: &mut Tally) {
    let columns = &file.profile.columns;
    if columns.is_empty() {
        return;
    }
    let left = |clause: usize| {
        if named.is_empty() || named.contains(&clause) {
            1.0
        } else {
            CALLED_OTHERWISE
        }
    };
    for (at, clause) in known.clauses.iter().enumerate() {
        let has = |(head, open): &&(String, bool)| {
            let is = |column: &String| column == head || *open && column.starts_with(head);
            columns.iter().any(is)
        };
        let heads: Vec<&str> = clause
            .columns
            .iter()
            .filter(has)
            .map(|(head, _)| head.as_str())
            .collect();
        if heads.len() >= HEADS.0 {
            let weight = HEAD * f64::from(crate::source::count(heads.len().min(HEADS.1)));
            let text = format!("columns {}", heads.join(", "));
            tally.add(at, weight * left(at), text, None);
        }
    }
    let all: u32 = file.profile.numbers.iter().map(|(_, count)| count).sum();
    let mut by_clause: Vec<(u32, Vec<&str>)> = vec![(0, Vec::new()); known.clauses.len()];
    for (start, count) in &file.profile.numbers {
        if let Some((start, clause)) = known.start(*start) {
            by_clause[clause].0 += count;
            by_clause[clause].1.push(start);
        }
    }
    for (clause, (count, starts)) in by_clause.into_iter().enumerate() {
        if count >= ENOUGH.0 && f64::from(count) >= f64::from(all) * ENOUGH.1 {
            let text = format!("{count} numbers such as {}-…", starts.join(", "));
            tally.add(clause, NUMBERS * left(clause), text, None);
        }
    }
}
