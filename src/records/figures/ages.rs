//! How old open records are.

use jiff::civil::Date;

use super::Place;
use super::union::Record;
use crate::catalogue::State;

/// Open records up to 30 days old on a day, up to 90, older, and of unknown age; and the oldest.
pub(super) fn ages(records: &[Record<'_, '_>], on: Date) -> ([usize; 4], Option<(Date, Place)>) {
    let mut ages = [0; 4];
    let mut oldest: Option<(Date, Place)> = None;
    let open = records.iter();
    for record in open.filter(|record| record.entry.state == Some(State::Open)) {
        let Some(day) = record.entry.opened else {
            ages[3] += 1;
            continue;
        };
        if day > on {
            continue;
        }
        let age = (on - day).get_days();
        ages[usize::from(age > 30) + usize::from(age > 90)] += 1;
        let this = (day, record.place());
        oldest = Some(oldest.map_or(this, |known| known.min(this)));
    }
    (ages, oldest)
}
