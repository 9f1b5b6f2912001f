//! Records by what a cell says: their class, their priority.

use rustc_hash::FxHashMap;

use super::times::Times;
use super::union::Record;
use crate::catalogue::State;
use crate::evidence::is_placeholder;
use crate::evidence::words::joined;
use crate::records::Log;

/// Records that say the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// As most of them write it; empty for those that say nothing.
    pub name: String,
    /// The step of a priority, 1 the highest.
    pub step: Option<u8>,
    /// How many.
    pub records: usize,
    /// How many of them are closed.
    pub closed: usize,
    /// How long it took to close them; only of priorities.
    pub times: Option<Times>,
}

/// Records by priority, the highest first, those without any last.
pub(super) fn priorities(
    logs: &[(usize, &Log<'_>)],
    records: &[Record<'_, '_>],
) -> Option<Vec<Group>> {
    let mut groups = grouped(logs, records, "priority")?;
    groups.sort_by(|a, b| {
        let order = |group: &Group| (group.name.is_empty(), group.step.is_none(), group.step);
        (order(a), &a.name).cmp(&(order(b), &b.name))
    });
    Some(groups)
}

/// Records by class, the most frequent first, those without any last.
pub(super) fn classes(
    logs: &[(usize, &Log<'_>)],
    records: &[Record<'_, '_>],
) -> Option<Vec<Group>> {
    let classed = logs.iter().any(|(_, log)| log.column("class").is_some());
    let attribute = if classed { "class" } else { "type" };
    let mut groups = grouped(logs, records, attribute)?;
    groups.sort_by(|a, b| {
        let order = |group: &Group| (group.name.is_empty(), std::cmp::Reverse(group.records));
        (order(a), &a.name).cmp(&(order(b), &b.name))
    });
    for group in &mut groups {
        (group.step, group.times) = (None, None);
    }
    Some(groups)
}

/// A way of writing a cell, and the records that write it so.
type Written<'r, 'e> = (&'r str, Vec<&'r Record<'r, 'e>>);

/// Records by what an attribute of theirs says; `None` where no log has a column of it.
fn grouped(
    logs: &[(usize, &Log<'_>)],
    records: &[Record<'_, '_>],
    attribute: &str,
) -> Option<Vec<Group>> {
    if !logs.iter().any(|(_, log)| log.column(attribute).is_some()) {
        return None;
    }
    let mut by_cell: FxHashMap<&str, Vec<&Record<'_, '_>>> = FxHashMap::default();
    for record in records {
        let cell = record.cell(attribute);
        let cell = if is_placeholder(cell) { "" } else { cell };
        by_cell.entry(cell).or_default().push(record);
    }
    // "P1" and "p1 " are one, and so are two words for one step.
    let mut by_name: FxHashMap<(Option<u8>, String), Vec<Written<'_, '_>>> = FxHashMap::default();
    for (cell, records) in by_cell {
        let step = records.first().and_then(|record| record.entry.step);
        let step = step.filter(|_| attribute == "priority");
        let name = if step.is_some() {
            String::new()
        } else {
            joined(cell)
        };
        by_name
            .entry((step, name))
            .or_default()
            .push((cell, records));
    }
    let groups = by_name.into_iter().map(|((step, _), mut cells)| {
        cells.sort_by_key(|(cell, records)| (std::cmp::Reverse(records.len()), *cell));
        let all = || {
            cells
                .iter()
                .flat_map(|(_, records)| records)
                .map(|record| record.entry)
        };
        Group {
            name: cells.first().map_or("", |(cell, _)| cell).to_owned(),
            step,
            records: all().count(),
            closed: all()
                .filter(|entry| entry.state == Some(State::Closed))
                .count(),
            times: Times::of(all().filter_map(|entry| entry.took)),
        }
    });
    Some(groups.collect())
}
