//! Records that hold something, or are done in time.

use super::Trace;
use super::types::{Break, Fault, TracedLink, Untold};
use crate::catalogue::{Carries, State};
use crate::records::Log;

/// Looks at each record.
pub(super) fn trace(trace: &Trace<'_, '_>, asked: &Carries) -> TracedLink {
    let mut found = TracedLink::default();
    let mut any = false;
    for (_, log) in trace.logs_of(asked.from.kind) {
        any = true;
        log_of(trace, asked, log, &mut found);
    }
    if !any {
        found.untold.push(trace.no_register(asked.from.kind, 0));
    }
    found
}

fn log_of(trace: &Trace<'_, '_>, asked: &Carries, log: &Log<'_>, found: &mut TracedLink) {
    let entries = trace.asked(log, &asked.from);
    let columns = asked.any.iter().filter_map(|name| {
        let column = log.column(name)?;
        Some((column, log.kind().done.contains(name)))
    });
    let columns: Vec<(usize, bool)> = columns.collect();
    let by = asked.by.as_ref().and_then(|name| log.column(name));
    let by = by.map(|column| (column, log.table.day_order(column)));
    let lacks = !asked.any.is_empty() && columns.is_empty();
    let undated = asked.by.is_some() && by.is_none();
    if lacks || undated {
        if !entries.is_empty() {
            let wanted = asked.any.first().or(asked.by.as_ref());
            let wanted = wanted.map_or("", String::as_str).replace('_', " ");
            let why = format!("{} has no column for the {wanted}", trace.file(log));
            found.untold.push(Untold::new(why, entries.len()));
        }
        return;
    }
    for (_, entry) in entries {
        let row = log.table.row_at(entry.row);
        found.asked += 1;
        let holds = |(column, done): &(usize, bool)| {
            if *done {
                row.affirmed(*column)
            } else {
                row.filled(*column)
            }
        };
        let called = trace.called(log, entry);
        let open = entry.state == Some(State::Open);
        if let Some((column, _)) = by.filter(|(column, _)| open && !row.filled(*column)) {
            let why = format!("open, with nothing under “{}”", head(log, column));
            found.cannot_tell(why, called);
            continue;
        }
        let late = by.and_then(|(column, order)| row.day(column, order));
        let late = late.filter(|day| *day < trace.as_of() && open);
        let (fault, what) = if !columns.is_empty() && !columns.iter().any(holds) {
            let heads: Vec<&str> = columns
                .iter()
                .map(|(column, _)| head(log, *column))
                .collect();
            let what = match columns
                .iter()
                .find(|(column, _)| !row.cell(*column).is_empty())
            {
                Some((column, _)) => {
                    let (head, cell) = (head(log, *column), row.cell(*column));
                    format!("{called} says “{cell}” under “{head}”")
                }
                None => format!("{called} has nothing under “{}”", heads.join("” or “")),
            };
            (Fault::Lacks, what)
        } else if let Some(day) = late {
            let what = format!("{called} was due on {day} and is open");
            (Fault::Overdue, what)
        } else {
            found.held += 1;
            continue;
        };
        found.broken += 1;
        found.breaks(Break {
            fault,
            record: called,
            what,
            at: Some(trace.place(log, entry)),
            other: None,
        });
    }
}

fn head<'l>(log: &'l Log<'_>, column: usize) -> &'l str {
    log.table.header.get(column).map_or("", String::as_str)
}
