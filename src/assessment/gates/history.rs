//! Do the records of every process reach back as far as an auditor wants to see?

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::among;
use crate::assessment::context::Context;
use crate::assessment::outcome::documents_of;
use crate::assessment::types::{Line, PeriodState, Short, Standing, Verdict};
use crate::catalogue::ClauseId;
use crate::period::Period;

/// Records for every process over the history an auditor wants to see; `told` takes those whose
/// records reach back less far.
pub(super) fn history(
    context: &Context<'_>,
    clauses: &[ClauseId],
    lines: &[Line],
    told: &mut Vec<Short>,
) -> (Verdict, String) {
    let wanted = context
        .workspace
        .settings
        .history
        .unwrap_or(Period::months(3));
    let from = wanted.before(context.as_of);
    let called = |clause: &ClauseId| {
        let known = context
            .catalogue
            .clauses
            .iter()
            .find(|one| one.id == *clause);
        known.map_or_else(
            || clause.to_string(),
            |one| format!("{} ({clause})", one.in_a_sentence()),
        )
    };
    let mut none = Vec::new();
    let mut short_history = Vec::new();
    for clause in clauses {
        let mut documents = BTreeSet::new();
        let mut settled = true;
        for (index, requirement) in context.catalogue.requirements.iter().enumerate() {
            if !clause.contains(&requirement.id.clause) {
                continue;
            }
            settled &= lines[index].standing != Standing::Counts;
            for claimed in &context.claims.by_line[index] {
                documents.extend(documents_of(context, claimed.piece));
            }
        }
        if settled {
            continue;
        }
        let mut dates = Vec::new();
        for at in documents {
            let mut days = Vec::new();
            record_dates(context, at, &mut days);
            dates.extend(days.iter().min().map(|first| (*first, at)));
        }
        match dates.iter().min() {
            None => none.push(called(clause)),
            Some((first, document)) if *first > from => {
                short_history.push(called(clause));
                told.push(Short {
                    clause: clause.clone(),
                    first: *first,
                    document: *document,
                    wanted,
                });
            }
            Some(_) => {}
        }
    }
    if none.is_empty() && short_history.is_empty() {
        return (
            Verdict::Met,
            format!(
                "records reach back at least {} in every process",
                wanted.words()
            ),
        );
    }
    if none.is_empty() {
        return (
            Verdict::Concerns,
            format!(
                "less than {} of records in {}",
                wanted.words(),
                among(&short_history, "processes")
            ),
        );
    }
    let verdict = if context.workspace.settings.inventory_complete {
        Verdict::NotMet
    } else {
        Verdict::CannotTell
    };
    (
        verdict,
        format!("no dated record seen for {}", among(&none, "processes")),
    )
}

fn record_dates(context: &Context<'_>, at: usize, dates: &mut Vec<Date>) {
    let document = &context.evidence.documents[at];
    if let Some(register) = document.register {
        let register = &context.evidence.registers[register];
        let column = register
            .entry
            .date
            .as_ref()
            .and_then(|head| register.table.column(head))
            .or_else(|| {
                ["opened", "created", "date", "datum", "raised", "erstellt"]
                    .iter()
                    .find_map(|head| register.table.column(head))
            });
        if let Some(column) = column {
            let days = register
                .table
                .rows()
                .filter_map(|row| row.date(column))
                .map(|date| date.day);
            dates.extend(days.filter(|day| *day <= context.as_of));
        }
    } else if (context.is_record(at) || !document.series.is_empty())
        && let Some(date) = context.dates[at]
        && date <= context.as_of
    {
        dates.push(date);
    }
    for series in &document.series {
        let there = context.series[*series].periods.iter().any(|period| {
            period.document == Some(at)
                && matches!(period.state, PeriodState::Present | PeriodState::Late)
        });
        if there && let Some(date) = context.dates[at] {
            dates.push(date);
        }
    }
}
