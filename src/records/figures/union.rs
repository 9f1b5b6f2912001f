//! The records of several logs, each once: an export of May and one of June hold the same ticket
//! where it was open in between.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::Place;
use crate::catalogue::State;
use crate::records::{Entry, Log, same};

/// A record and the log it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'l, 'e> {
    pub(super) at: usize,
    pub(super) log: &'l Log<'e>,
    pub(super) entry: &'l Entry,
}

impl<'e> Record<'_, 'e> {
    pub(super) fn place(&self) -> Place {
        Place {
            log: self.at,
            line: self.entry.line,
        }
    }

    /// What it says of an attribute.
    pub(super) fn cell(&self, attribute: &str) -> &'e str {
        self.log.cell(self.entry, attribute)
    }

    /// Whichever of two on the same record is more is the later one: closed before open, then
    /// closed later; of equals the first.
    fn is_later_than(&self, other: &Self) -> bool {
        let order = |record: &Self| {
            let over = record.entry.state.is_some_and(|state| state != State::Open);
            (over, record.entry.closed, std::cmp::Reverse(record.place()))
        };
        order(self) > order(other)
    }
}

/// All records of some logs.
pub(super) struct Union<'l, 'e> {
    /// Each once where it stands in several files; rows of one file all count.
    pub(super) all: Vec<Record<'l, 'e>>,
    /// Rows whose number stands further up in the same file.
    pub(super) duplicates: Vec<Place>,
    /// Records that stand in several files.
    pub(super) in_several: usize,
}

/// Unites logs of one kind.
pub(super) fn unite<'l, 'e>(logs: &[(usize, &'l Log<'e>)]) -> Union<'l, 'e> {
    let mut union = Union {
        all: Vec::with_capacity(logs.iter().map(|(_, log)| log.entries.len()).sum()),
        duplicates: Vec::new(),
        in_several: 0,
    };
    // By number: the index of the record that counts, and the log that held the number last.
    let mut known: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
    for (at, log) in logs.iter().copied() {
        for entry in &log.entries {
            let record = Record { at, log, entry };
            let Some(number) = number(&record) else {
                union.all.push(record);
                continue;
            };
            match known.get_mut(&number) {
                None => {
                    known.insert(number, (union.all.len(), at));
                    union.all.push(record);
                }
                Some((_, last)) if *last == at => {
                    union.duplicates.push(record.place());
                    union.all.push(record);
                }
                Some((index, last)) => {
                    *last = at;
                    union.in_several += 1;
                    if record.is_later_than(&union.all[*index]) {
                        union.all[*index] = record;
                    }
                }
            }
        }
    }
    union
}

/// The number of a record as a short fingerprint: the texts themselves would double the memory.
fn number(record: &Record<'_, '_>) -> Option<u64> {
    if !record.log.filled(record.entry, "id") {
        return None;
    }
    let mut hasher = FxHasher::default();
    same(record.cell("id")).hash(&mut hasher);
    Some(hasher.finish())
}
