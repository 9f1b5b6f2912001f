//! The calendar as CSV, a line a promise.

use super::{CalendarView, PromiseView};
use crate::evidence::CALENDAR_COLUMNS;
use crate::output::csv::with_mark;

/// The list.
#[must_use]
pub fn as_csv(view: &CalendarView) -> String {
    with_mark(&CALENDAR_COLUMNS, view.promises.iter().map(row))
}

fn row(promise: &PromiseView) -> Vec<String> {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    let places: Vec<String> = promise
        .places
        .iter()
        .map(|place| place.spot.behind(&place.path))
        .collect();
    let says = promise.places.first().map_or("", |place| &place.says);
    vec![
        promise.standing.to_owned(),
        day(promise.next_due),
        promise.what.clone(),
        promise.kind.to_owned(),
        promise.promise.clone(),
        promise.value.clone(),
        day(promise.last_kept),
        promise.last_shown_by.clone().unwrap_or_default(),
        promise.why.clone(),
        promise.owner.clone().unwrap_or_default(),
        promise.services.join("; "),
        promise.supplier.clone().unwrap_or_default(),
        promise.requirements.join("; "),
        places.join("; "),
        says.to_owned(),
        promise.conflicts.join("; "),
        promise.uid.clone(),
    ]
}
