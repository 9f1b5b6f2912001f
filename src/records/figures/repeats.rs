//! What comes again and again: the same text, the same thing with the same class. Each may be a
//! problem that nobody has looked into yet.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::union::Record;
use crate::evidence::is_placeholder;
use crate::evidence::words::words;

/// Something that comes again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// What is the same: `summary`, `ci`.
    pub by: &'static str,
    /// What it is, as one of the records says.
    pub name: String,
    /// How often.
    pub records: usize,
}

/// So often it comes at least.
const FEWEST: usize = 3;

/// Most of each that are told.
const MOST: usize = 10;

/// What comes again among records, the most frequent first.
pub(super) fn repeats(records: &[Record<'_, '_>]) -> Vec<Repeat> {
    let by_text = told("summary", records, |record, hasher| {
        // Numbers tell one ticket from the next and not what it is about.
        let said = words(record.cell("summary")).into_iter();
        let said: Vec<String> = said
            .filter(|word| !word.bytes().any(|byte| byte.is_ascii_digit()))
            .collect();
        said.hash(hasher);
        !said.is_empty()
    });
    let by_thing = told("ci", records, |record, hasher| {
        let cell = record.cell("ci");
        words(cell).hash(hasher);
        words(record.cell("class")).hash(hasher);
        !is_placeholder(cell)
    });
    by_text.into_iter().chain(by_thing).collect()
}

/// What is the same for several records by the fingerprint of what they say; `mark` says whether
/// a record says anything.
fn told(
    by: &'static str,
    records: &[Record<'_, '_>],
    mark: impl Fn(&Record<'_, '_>, &mut FxHasher) -> bool,
) -> Vec<Repeat> {
    let mut known: FxHashMap<u64, (usize, &str)> = FxHashMap::default();
    for record in records
        .iter()
        .filter(|record| record.log.column(by).is_some())
    {
        let mut hasher = FxHasher::default();
        if !mark(record, &mut hasher) {
            continue;
        }
        let cell = record.cell(by);
        let (count, name) = known.entry(hasher.finish()).or_insert((0, cell));
        *count += 1;
        *name = cell.min(name);
    }
    let often = known.into_values().filter(|(count, _)| *count >= FEWEST);
    let mut repeats: Vec<Repeat> = often
        .map(|(records, name)| Repeat {
            by,
            name: name.to_owned(),
            records,
        })
        .collect();
    repeats.sort_by(|a, b| (b.records, &a.name).cmp(&(a.records, &b.name)));
    repeats.truncate(MOST);
    repeats
}
