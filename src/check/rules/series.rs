//! What the rules on series share: when one has stopped, and where its next record belongs.

use crate::assessment::{PeriodState, SeriesResult};
use crate::check::Subject;

/// How many of the last periods that were due have no record, where these are two or more.
pub(super) fn stopped(series: &SeriesResult) -> usize {
    let missing = |state: &PeriodState| *state == PeriodState::Missing;
    let periods = series.periods.iter().rev();
    let last = periods.take_while(|period| missing(&period.state)).count();
    if last >= 2 { last } else { 0 }
}

/// What to do about a missing record of a series: where it would be found.
pub(super) fn expected(subject: &Subject<'_>, id: &str) -> String {
    let series = subject.evidence.series.iter();
    let named = series
        .map(|series| &series.entry)
        .find(|entry| entry.id == id);
    let path = named.map_or("its folder", |entry| entry.pattern.text.as_str());
    format!("file it as {path}, or excuse the period in the manifest with its reason")
}
