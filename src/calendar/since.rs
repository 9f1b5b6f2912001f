//! Since when a broken promise is broken: not the day on which it falls due next.

use jiff::civil::Date;

use super::{Kept, Origin, Promise, Sources};
use crate::evidence::PeriodKey;

/// The day on which it was due, where a day is known.
pub(super) fn since(sources: Sources<'_>, promise: &Promise) -> Option<Date> {
    match &promise.kept {
        Kept::Overdue | Kept::Ended => promise.next,
        Kept::Holes(periods) => {
            let first = PeriodKey::read(periods.first()?)?;
            let declared = promise
                .places
                .iter()
                .find(|place| place.origin == Origin::Series)?;
            let mut series = sources.evidence.series.iter().map(|series| &series.entry);
            let entry = series.find(|entry| entry.location == declared.location)?;
            Some(entry.due.map_or(first.end, |due| due.after(first.end)))
        }
        _ => None,
    }
}
