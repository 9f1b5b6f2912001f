//! What falls due in a stretch of time, day by day: for a plan of the year.

use jiff::civil::Date;

use super::kept::recurring;
use super::{Promise, is_often};
use crate::evidence::Value;
use crate::period::Period;

/// A day on which a promise falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Falls {
    /// The day.
    pub day: Date,
    /// Which promise, by its place in the list.
    pub promise: usize,
    /// Whether it is the next time, else one after it if all before are kept on their days.
    pub next: bool,
}

/// The days from one to another, both included, on which promises fall due, in order.
#[must_use]
pub fn ahead(promises: &[Promise], from: Date, until: Date) -> Vec<Falls> {
    let mut out = Vec::new();
    for (at, promise) in promises.iter().enumerate() {
        let Some(next) = promise.next else { continue };
        let mut day = next;
        let mut first = true;
        while day <= until {
            if day >= from {
                out.push(Falls {
                    day,
                    promise: at,
                    next: first,
                });
            }
            first = false;
            let following = match promise.value {
                Value::Every(every) if !is_often(every) => every.after(day),
                Value::By(cutoff) => match recurring(cutoff, Period::days(1).after(day)) {
                    Some(following) => following,
                    None => break,
                },
                _ => break,
            };
            if following <= day {
                break;
            }
            day = following;
        }
    }
    out.sort();
    out
}
