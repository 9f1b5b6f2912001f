//! What can be drawn from: registers that the workspace declares or claims, and tables that are
//! plainly logs of records though nobody declared them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::assessment::Assessment;
use crate::catalogue::{Catalogue, Kind};
use crate::evidence::{Evidence, Register, Table};
use crate::records::{Known, Log, Logs};

/// A table whose rows can be drawn.
#[derive(Debug)]
pub struct Source<'e> {
    /// The id of the register; of a table nobody declared its path.
    pub name: &'e str,
    /// The file: index into the evidence's documents.
    pub document: usize,
    /// Its rows as they stand.
    pub table: &'e Table,
    /// Columns by attribute.
    pub columns: BTreeMap<String, usize>,
    /// The rows, each with its day.
    pub rows: Vec<SourceRow>,
    /// Whether somebody declared it.
    pub declared: bool,
    /// Whether it is drawn from only where it is asked for by its name: others of its kind are
    /// declared.
    pub by_name: bool,
    /// Requirements, by index, that its file is claimed for.
    pub claimed: Vec<usize>,
    /// What it is a log of, by index; its rows may be of no kind that the catalogue knows.
    pub kind: Option<usize>,
    pub(super) of: Option<&'e Kind>,
    /// Rows of each rare kind of its kind, by line.
    pub(super) rare: Vec<BTreeSet<u32>>,
}

/// A row that can be drawn.
#[derive(Debug, Clone, Copy)]
pub struct SourceRow {
    /// Its index in the table.
    pub row: u32,
    /// Its line in the file's text, from 1.
    pub line: u32,
    /// The day on which it was opened; where a table has no column for that, it closed.
    pub day: Option<Date>,
}

/// All that can be drawn from.
#[must_use]
pub fn sources<'e>(
    catalogue: &'e Catalogue,
    evidence: &'e Evidence,
    assessment: &Assessment,
    logs: &Logs<'e>,
) -> Vec<Source<'e>> {
    let claimed = |document: usize| assessment.claimed_for[document].clone();
    let counted = logs.logs.iter();
    let counted = counted.map(|log| of_log(log, claimed(log.document)));
    let offered = logs.offered.iter().map(|log| Source {
        by_name: true,
        ..of_log(log, claimed(log.document))
    });
    let known: BTreeSet<usize> = { logs.logs.iter() }
        .filter_map(|log| match log.known {
            Known::Declared(at) => Some(at),
            Known::TakenFor(_) => None,
        })
        .collect();
    let registers = evidence.registers.iter().enumerate();
    let others = registers.filter(|(at, _)| !known.contains(at));
    let others = others.filter_map(|(_, register)| {
        let document = register.document?;
        let set_aside = evidence.documents[document].set_aside;
        let is_there = !set_aside && !register.table.is_empty();
        is_there.then(|| of_register(catalogue, register, document, claimed(document)))
    });
    counted.chain(others).chain(offered).collect()
}

fn of_log<'e>(log: &Log<'e>, claimed: Vec<usize>) -> Source<'e> {
    let kind = log.kind();
    let rare = kind.rare.iter();
    let rare = rare.map(|rare| log.rare(rare).map(|entry| entry.line).collect());
    let entries = log.entries.iter();
    Source {
        name: log.name,
        document: log.document,
        table: log.table,
        columns: log.columns.clone(),
        rows: entries
            .map(|entry| SourceRow {
                row: entry.row,
                line: entry.line,
                day: match log.column("opened") {
                    Some(_) => entry.opened,
                    None => entry.closed,
                },
            })
            .collect(),
        declared: matches!(log.known, Known::Declared(_)),
        by_name: false,
        claimed,
        kind: Some(log.kind),
        of: Some(kind),
        rare: rare.collect(),
    }
}

/// A register whose rows are of no kind that the catalogue knows: its columns are those that the
/// clauses know which it is claimed for.
fn of_register<'e>(
    catalogue: &Catalogue,
    register: &'e Register,
    document: usize,
    claimed: Vec<usize>,
) -> Source<'e> {
    let table = &register.table;
    let mut columns = table.columns(&register.entry.columns, &BTreeMap::new());
    for line in &claimed {
        let clause = &catalogue.clauses[catalogue.requirements[*line].clause];
        if let Some(record) = &clause.record {
            for (attribute, column) in table.columns(&register.entry.columns, &record.attributes) {
                columns.entry(attribute).or_insert(column);
            }
        }
    }
    let named = register.entry.date.as_ref();
    let day = named
        .and_then(|head| table.column(head))
        .or_else(|| columns.get("opened").copied())
        .or_else(|| columns.get("closed").copied());
    let day = day.map(|column| (column, table.day_order(column)));
    let rows = table.rows().zip(0..).map(|(row, at)| SourceRow {
        row: at,
        line: row.line,
        day: day.and_then(|(column, order)| row.day(column, order)),
    });
    Source {
        name: &register.entry.id,
        document,
        table,
        rows: rows.collect(),
        columns,
        declared: true,
        by_name: false,
        claimed,
        kind: None,
        of: None,
        rare: Vec::new(),
    }
}

/// Those that are asked for by the id of a register, the path or name of a file, or a kind of
/// record; `kind` says which where a table holds several.
///
/// # Errors
/// There is no such thing, or it can mean several; in words, with what there is.
pub fn wanted<'s, 'e>(
    all: &'s [Source<'e>],
    catalogue: &Catalogue,
    evidence: &Evidence,
    what: &str,
    kind: Option<&str>,
) -> Result<Vec<&'s Source<'e>>, String> {
    let path = |source: &Source<'_>| evidence.documents[source.document].path.to_string();
    let typed = what.trim_start_matches("./").replace('\\', "/");
    let is_kind = |source: &Source<'_>, what: &str| {
        let same = |name: &str| name.eq_ignore_ascii_case(what);
        { source.of }.is_some_and(|of| same(&of.id) || same(&of.name) || same(&of.plural))
    };
    let is_pooled = |source: &Source<'_>| !source.by_name && is_kind(source, what);
    let by: [&dyn Fn(&Source<'_>) -> bool; 4] = [
        &|source| source.name.eq_ignore_ascii_case(what),
        &|source| path(source) == typed,
        &|source| path(source).ends_with(&format!("/{typed}")),
        &is_pooled,
    ];
    let found = by.iter().find_map(|by| {
        let found: Vec<&Source<'_>> = all.iter().filter(|source| by(source)).collect();
        (!found.is_empty()).then_some(found)
    });
    let Some(mut found) = found else {
        let mut known: Vec<&str> = all.iter().map(|source| source.name).collect();
        known.extend(all.iter().filter_map(|source| Some(source.of?.id.as_str())));
        known.sort_unstable();
        known.dedup();
        let hint = crate::form::did_you_mean(what, &known);
        return Err(hint.map_or_else(
            || format!("there is no table of records `{what}`"),
            |hint| format!("there is no table of records `{what}`; {hint}"),
        ));
    };
    if let Some(kind) = kind {
        found.retain(|source| is_kind(source, kind));
    }
    let kinds: BTreeSet<Option<usize>> = found.iter().map(|source| source.kind).collect();
    let names = kinds.iter().flatten();
    let names: Vec<&str> = names
        .map(|kind| catalogue.records.kinds[*kind].id.as_str())
        .collect();
    match kinds.len() {
        1 => Ok(found),
        0 => Err(format!("`{what}` holds no records of that kind")),
        _ => Err(format!(
            "`{what}` holds records of several kinds; say which with --kind: {}",
            names.join(", ")
        )),
    }
}
