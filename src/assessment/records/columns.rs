//! Registers whose columns hold what a line is about, where no test speaks of their rows: heads that
//! name each of its own ideas, and below them an answer in nearly every row.
//!
//! A head alone says what rows are to hold. Where the rows hold it, whoever keeps the register does
//! what the head says, as far as a register can show it. How often a thing is done no column tells,
//! so lines that ask for an interval are left to a person.

use super::rows::in_time;
use crate::assessment::context::Context;
use crate::assessment::ideas::{FEW_OPEN, column_of, says_something};
use crate::assessment::types::FoundIdea;
use crate::catalogue::Requirement;
use crate::evidence::words::words;
use crate::evidence::{Hit, Register, Row, Table};
use crate::source::count;

/// What the columns of a register show of a line.
pub(super) struct Filled {
    /// Its ideas, each where the first row answers it; what several lines are about where it stands.
    pub found: Vec<FoundIdea>,
    /// In words, for people.
    pub saw: String,
}

/// What the columns show, where they hold every idea that is the line's own.
pub(super) fn filled(
    context: &Context<'_>,
    line: &Requirement,
    register: &Register,
    at: usize,
) -> Option<Filled> {
    if line.test.is_some() || line.interval.is_some() || line.ideas.is_empty() {
        return None;
    }
    let document = &context.evidence.documents[at];
    let shown = context.hits_of(line, at).iter();
    let shown = shown.filter(|hit| hit.shown() && !hit.contrary() && hit.disputed_line().is_none());
    let shown: Vec<&Hit> = shown.collect();
    let shows = |idea: usize| shown.iter().any(|hit| hit.idea as usize == idea);
    if !line.ideas.clone().all(shows) {
        return None;
    }
    let tables = std::iter::once(&register.table).chain(&register.others);
    let tables: Vec<(&Table, Vec<Row<'_>>)> = tables
        .map(|table| (table, in_time(context, line, register, table)))
        .collect();
    let mut found = Vec::new();
    let mut heads: Vec<&str> = Vec::new();
    let mut count_of = 0;
    for idea in line.ideas.clone() {
        let hit = shown.iter().find(|hit| hit.idea as usize == idea)?;
        let mut columns = tables.iter();
        let column = columns.find_map(|(table, rows)| column_below(table, hit, rows));
        let own = says_something(context, line, std::iter::once(idea));
        let location = match column {
            Some(below) => {
                if own && !heads.contains(&below.head) {
                    heads.push(below.head);
                    count_of = count_of.max(below.rows);
                }
                document.at(below.line, below.at)
            }
            None if own => return None,
            None => document.at(hit.line, hit.column),
        };
        found.push(FoundIdea { idea, location });
    }
    let saw = format!(
        "nearly all of {} rows answer “{}”",
        count_of,
        heads.join("” and “")
    );
    Some(Filled { found, saw })
}

/// Whether a head says when, who or which, as tables on anything have it: "Tag" may be a day or a mark.
fn names_any_thing(head: &str) -> bool {
    words(head).iter().all(|word| ANY.contains(&word.as_str()))
}

/// Words of such heads, in compared form.
#[rustfmt::skip]
const ANY: &[&str] = &[
    "date", "day", "time", "from", "to", "by", "on", "at", "when", "who", "what", "where", "which", "name", "title", "type",
    "kind", "sort", "class", "category", "state", "status", "subject", "topic", "point", "item", "no", "remark", "remarks",
    "note", "notes", "comment", "comments", "tag", "tage", "datum", "zeit", "uhrzeit", "von", "bis", "am", "an", "wann",
    "wer", "was", "wo", "welche", "titel", "typ", "art", "klasse", "kategorie", "stand", "zustand", "betreff", "thema",
    "punkt", "bemerkung", "bemerkungen", "notiz", "kommentar", "text", "seit", "since", "until",
];

/// A column that nearly all rows answer.
struct Below<'t> {
    head: &'t str,
    rows: usize,
    /// The line of the first row that answers, and the column of its cell in a sheet.
    line: u32,
    at: u32,
}

/// The column of a table whose head shows an idea, where nearly all rows answer it.
fn column_below<'t>(table: &'t Table, hit: &Hit, rows: &[Row<'_>]) -> Option<Below<'t>> {
    let column = column_of(table, hit.column).filter(|_| hit.line == table.header_line)?;
    if table.is_headed_as_numbers(column) || names_any_thing(&table.header[column]) {
        return None;
    }
    let answers =
        |row: &&Row<'_>| row.affirmed(column) && row.cell(column).contains(char::is_alphanumeric);
    let first = rows.iter().find(answers)?.line;
    let open = rows.len() - rows.iter().filter(answers).count();
    (open * FEW_OPEN <= rows.len()).then(|| Below {
        head: table.header[column].trim(),
        rows: rows.len(),
        line: first,
        at: match table.sheet {
            Some(_) => table.first_column + count(column),
            None => 1,
        },
    })
}
