//! What is wrong with records: periods of a series that came late, rows of a register that
//! fail, stand twice or lack a column.

use std::collections::HashSet;

use rustc_hash::FxHashMap;

use super::push;
use crate::assessment::context::Context;
use crate::assessment::records::rows;
use crate::assessment::types::PeriodState;
use crate::evidence::{Document, FileProblem, ProblemKind, Register};
use crate::source::Location;

pub(super) fn series(context: &Context<'_>, out: &mut [Vec<FileProblem>]) {
    for result in &context.series {
        for period in &result.periods {
            let Some(at) = period.document else { continue };
            let document = &context.evidence.documents[at];
            match &period.state {
                PeriodState::Late => push(
                    &mut out[at],
                    document,
                    ProblemKind::Late,
                    format!(
                        "series {}: the record for {} was late",
                        result.id, period.name
                    ),
                ),
                PeriodState::Unusable(reason) => push(
                    &mut out[at],
                    document,
                    ProblemKind::Unreadable,
                    format!(
                        "series {}: the record for {} cannot be used: {reason}",
                        result.id, period.name
                    ),
                ),
                _ => {}
            }
        }
    }
}

/// What is wrong with the rows and columns of registers.
pub(super) fn registers(context: &Context<'_>, out: &mut [Vec<FileProblem>]) {
    for register in &context.evidence.registers {
        if let Some(at) = register.document {
            let document = &context.evidence.documents[at];
            duplicate_rows(context, register, document, &mut out[at]);
            failing_rows(context, register, at, &mut out[at]);
            unknown_columns(register, document, &mut out[at]);
            how_read(register, document, &mut out[at]);
        }
    }
}

/// Rows that fail a test, said once a register and rule.
fn failing_rows(
    context: &Context<'_>,
    register: &Register,
    at: usize,
    problems: &mut Vec<FileProblem>,
) {
    const MOST_LINES: usize = 8;
    let document = &context.evidence.documents[at];
    let mut said = HashSet::new();
    for line in &context.claims.by_document[at] {
        let requirement = &context.catalogue.requirements[*line];
        let Some(tested) = rows(context, requirement, register) else {
            continue;
        };
        if tested.failing.is_empty() || !said.insert((tested.rule.clone(), tested.failing.clone()))
        {
            continue;
        }
        problems.push(FileProblem {
            kind: ProblemKind::FailingRows,
            message: format!(
                "{} of {} rows fail for {} ({}): {}",
                tested.failing.len(),
                tested.applies,
                requirement.id,
                tested.rule,
                document.lines_in_words(&tested.failing, MOST_LINES)
            ),
            location: document.at(tested.failing[0], 1),
        });
    }
}

/// How the table was read where that is not plain, and what of it was left out.
fn how_read(register: &Register, document: &Document, problems: &mut Vec<FileProblem>) {
    let table = &register.table;
    let location = document.at(table.header_line, 1);
    let (kind, location) = if table.header.is_empty() {
        let file = Location::file(document.path.clone());
        (ProblemKind::Malformed, file)
    } else {
        (ProblemKind::Hidden, location)
    };
    problems.extend(table.remarks.iter().map(|remark| FileProblem {
        kind,
        message: format!("the register {}: {remark}", register.entry.id),
        location: location.clone(),
    }));
}

/// Columns that the manifest names and the table has not.
fn unknown_columns(register: &Register, document: &Document, problems: &mut Vec<FileProblem>) {
    if register.table.header.is_empty() {
        return;
    }
    for (_, head) in &register.entry.columns {
        if register.table.column(head).is_none() {
            problems.push(FileProblem {
                kind: ProblemKind::Malformed,
                message: format!(
                    "the register has no column `{head}` that {} names",
                    register.entry.location
                ),
                location: document.at(register.table.header_line, 1),
            });
        }
    }
}

/// Rows with one id: a record that stands twice, or two records that nobody can tell apart.
fn duplicate_rows(
    context: &Context<'_>,
    register: &Register,
    document: &Document,
    problems: &mut Vec<FileProblem>,
) {
    const MOST_IDS: usize = 5;
    const MOST_ROWS: usize = 6;
    let Some(column) = id_column(context, register) else {
        return;
    };
    let mut by_id: FxHashMap<String, Vec<(&str, u32)>> = FxHashMap::default();
    for row in register.table.rows().filter(|row| row.filled(column)) {
        let id = row.cell(column);
        by_id
            .entry(id.to_lowercase())
            .or_default()
            .push((id, row.line));
    }
    let mut twice: Vec<&Vec<(&str, u32)>> = by_id.values().filter(|rows| rows.len() > 1).collect();
    twice.sort_by_key(|rows| rows[0].1);
    let Some(first) = twice.first() else { return };
    let mut named: Vec<String> = twice
        .iter()
        .take(MOST_IDS)
        .map(|rows| {
            let lines: Vec<u32> = rows.iter().map(|(_, line)| *line).collect();
            let lines = document.lines_in_words(&lines, MOST_ROWS);
            format!("{} on {lines}", rows[0].0)
        })
        .collect();
    if twice.len() > MOST_IDS {
        named.push(format!("and {} more", twice.len() - MOST_IDS));
    }
    problems.push(FileProblem {
        kind: ProblemKind::DuplicateRow,
        message: format!(
            "{} in column `{}` more than once: {}",
            if twice.len() == 1 {
                "one id stands".to_owned()
            } else {
                format!("{} ids stand", twice.len())
            },
            register.table.header[column],
            named.join("; ")
        ),
        location: document.at(first[1].1, 1),
    });
}

/// The column with a row's id: as the manifest says, else as the catalogue knows it for
/// what the register is claimed for.
fn id_column(context: &Context<'_>, register: &Register) -> Option<usize> {
    let claimed = &context.claims.by_document[register.document?];
    let known = claimed.iter().find_map(|line| {
        let clause = context.catalogue.requirements[*line].clause;
        let attributes = &context.catalogue.clauses[clause]
            .record
            .as_ref()?
            .attributes;
        attributes.contains_key(ID).then(|| attributes.clone())
    });
    register
        .table
        .columns(&register.entry.columns, &known.unwrap_or_default())
        .get(ID)
        .copied()
}

/// The attribute that tells rows apart.
const ID: &str = "id";
