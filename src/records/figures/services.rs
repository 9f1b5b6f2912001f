//! Records by service: which serve one, which name none, which services have none.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::union::Record;
use crate::evidence::is_placeholder;
use crate::evidence::words::joined;
use crate::records::Log;

/// Records by service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfServices {
    /// Services of the scope, in its order, with their records.
    pub in_scope: Vec<(String, usize)>,
    /// What else stands there, the most frequent first.
    pub others: Vec<(String, usize)>,
    /// Records that name none.
    pub without: usize,
}

/// Records by service; `None` where no log has a column of it.
pub(super) fn services(
    logs: &[(usize, &Log<'_>)],
    records: &[Record<'_, '_>],
    scope: &[String],
) -> Option<OfServices> {
    if !logs.iter().any(|(_, log)| log.column("service").is_some()) {
        return None;
    }
    let mut by_cell: FxHashMap<&str, usize> = FxHashMap::default();
    for record in records {
        *by_cell.entry(record.cell("service")).or_default() += 1;
    }
    let names: Vec<String> = scope.iter().map(|name| joined(name)).collect();
    let mut out = OfServices {
        in_scope: scope.iter().map(|name| (name.clone(), 0)).collect(),
        ..OfServices::default()
    };
    let mut others: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for (cell, count) in by_cell {
        if is_placeholder(cell) {
            out.without += count;
            continue;
        }
        let said = joined(cell);
        let padded = format!(" {said} ");
        let mut known = false;
        for (name, service) in names.iter().zip(&mut out.in_scope) {
            // A cell may name several services.
            if !name.is_empty() && padded.contains(&format!(" {name} ")) {
                service.1 += count;
                known = true;
            }
        }
        if !known {
            let other = others.entry(said).or_insert((cell, 0));
            *other = (cell.min(other.0), other.1 + count);
        }
    }
    let others = others
        .into_values()
        .map(|(cell, count)| (cell.to_owned(), count));
    out.others = others.collect();
    out.others.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    Some(out)
}
