//! What each record must carry and some lack.

use super::union::Record;
use super::{Place, first};
use crate::records::Log;

/// An attribute that each record must carry, and what lacks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// The attribute.
    pub attribute: String,
    /// Logs, by index, in which no column is known to hold it.
    pub without_column: Vec<usize>,
    /// Records in the others that do not carry it.
    pub records: usize,
    /// Where the first of these stand, with what stands in its place.
    pub places: Vec<(Place, String)>,
}

/// For each attribute that records of the kind must carry what lacks it, if anything does.
pub(super) fn lacking(logs: &[(usize, &Log<'_>)], records: &[Record<'_, '_>]) -> Vec<Lacking> {
    let Some((_, any)) = logs.first() else {
        return Vec::new();
    };
    let attributes = any.kind().carries.iter();
    let lacking = attributes.map(|attribute| {
        let without = logs
            .iter()
            .filter(|(_, log)| log.column(attribute).is_none());
        let empty = records.iter().filter(|record| {
            let known = record.log.column(attribute).is_some();
            known
                && record.log.owes(record.entry, attribute)
                && !record.log.carried(record.entry, attribute)
        });
        let (count, places) = first(empty.map(Record::place));
        let cell = |place: &Place| {
            let log = logs.iter().find(|(at, _)| *at == place.log);
            let entry = log.and_then(|(_, log)| Some((log, log.at_line(place.line)?)));
            entry
                .map_or("", |(log, entry)| log.cell(entry, attribute))
                .to_owned()
        };
        Lacking {
            attribute: attribute.clone(),
            without_column: without.map(|(at, _)| *at).collect(),
            records: count,
            places: places.iter().map(|place| (*place, cell(place))).collect(),
        }
    });
    lacking
        .filter(|lacking| lacking.records > 0 || !lacking.without_column.is_empty())
        .collect()
}
