//! Moments in cells: which of two is the earlier one, how much time lies between them, and how
//! days are meant that can be read in two ways.

use jiff::civil::Date;

use super::Table;
use crate::evidence::dates::{DateReading, read_date};

/// Whether 3/4/2026 is the third of April or the fourth of March.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOrder {
    /// The day stands first.
    DayFirst,
    /// The month stands first.
    MonthFirst,
}

/// The time between two moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Took {
    /// In minutes; whole days where no times of day are stated. Below zero where the second
    /// moment is the earlier one.
    pub minutes: i32,
    /// Whether both moments state their time of day.
    pub exact: bool,
}

impl Table {
    /// How the days of a column are meant that can be read in two ways, as its other cells
    /// tell: a 13 or more is no month. `None` where none tells, or they contradict each other.
    #[must_use]
    pub fn day_order(&self, column: usize) -> Option<DayOrder> {
        let mut order = None;
        for row in self.rows() {
            let told = order_in(row.cell(column));
            if told.is_some() && order.is_some() && told != order {
                return None;
            }
            order = order.or(told);
        }
        order
    }
}

/// What a cell such as 13/04/2026 tells.
fn order_in(cell: &str) -> Option<DayOrder> {
    let mut numbers = cell.splitn(3, ['/', '-']);
    let mut number = || numbers.next()?.parse::<u8>().ok();
    match (number()?, number()?) {
        (13..=31, 1..=12) => Some(DayOrder::DayFirst),
        (1..=12, 13..=31) => Some(DayOrder::MonthFirst),
        _ => None,
    }
}

/// The day in a cell.
pub(super) fn day(cell: &str, order: Option<DayOrder>) -> Option<Date> {
    match (read_date(cell), order) {
        (DateReading::Date(date), _) => Some(date.day),
        (DateReading::Ambiguous(day_first, _), Some(DayOrder::DayFirst)) => Some(day_first),
        (DateReading::Ambiguous(_, month_first), Some(DayOrder::MonthFirst)) => Some(month_first),
        _ => None,
    }
}

/// The time between the moments of two cells whose days are known.
pub(super) fn between(first: (Date, &str), second: (Date, &str)) -> Took {
    let days = (second.0 - first.0).get_days();
    let minutes = match (time_of_day(first.1), time_of_day(second.1)) {
        (Some((from, zone)), Some((to, other))) if zone == other => {
            Some((i64::from(to) - i64::from(from)) / 60)
        }
        _ => None,
    };
    let whole = i64::from(days) * 24 * 60 + minutes.unwrap_or(0);
    Took {
        minutes: i32::try_from(whole).unwrap_or(i32::MAX),
        exact: minutes.is_some(),
    }
}

/// Whether one cell speaks of an earlier moment than another: by the day, and on the same
/// day by the time of day where both state one, in the same zone.
pub(super) fn before(first: &str, second: &str) -> bool {
    let day = |cell: &str| match read_date(cell) {
        DateReading::Date(date) => Some(date),
        _ => None,
    };
    let (Some(a), Some(b)) = (day(first), day(second)) else {
        return false;
    };
    if a.day != b.day || !a.exact || !b.exact {
        return a.day < b.day;
    }
    match (time_of_day(first), time_of_day(second)) {
        (Some((a, zone)), Some((b, other))) if zone == other => a < b,
        _ => false,
    }
}

/// The time of day in a cell, in seconds, and what is said after it: am, pm, a zone.
fn time_of_day(cell: &str) -> Option<(u32, String)> {
    let colon = cell.find(':')?;
    let hour = cell[..colon]
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()
        .filter(|digits| matches!(digits.len(), 1 | 2))?
        .parse::<u32>()
        .ok()?;
    let rest = &cell[colon + 1..];
    let minute = rest.get(..2)?.parse::<u32>().ok()?;
    let (second, rest) = match rest[2..].strip_prefix(':') {
        Some(seconds) => (seconds.get(..2)?.parse::<u32>().ok()?, seconds.get(2..)?),
        None => (0, &rest[2..]),
    };
    let rest = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let zone = rest.trim().to_lowercase();
    let half = [("am", 0), ("pm", 12)]
        .into_iter()
        .find_map(|(word, add)| Some((zone.strip_prefix(word)?.trim().to_owned(), add)));
    let (hour, zone) = match half {
        Some((zone, add)) => (hour % 12 + add, zone),
        None => (hour, zone),
    };
    (hour < 24 && minute < 60 && second < 60).then_some((hour * 3600 + minute * 60 + second, zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_compared_to_the_minute_where_both_state_it() {
        for (first, second) in [
            ("2026-08-01", "2026-08-02"),
            ("2026-08-01 07:00", "2026-08-01 07:50"),
            ("2026-08-01T07:00:00Z", "2026-08-01T07:00:01Z"),
            ("01.08.2026 9:05", "01.08.2026 10:00"),
            ("2026-08-01 11:59 AM", "2026-08-01 12:01 PM"),
        ] {
            assert!(before(first, second), "{first} {second}");
            assert!(!before(second, first), "{second} {first}");
        }
        for (first, second) in [
            ("2026-08-01", "2026-08-01 07:50"),
            ("2026-08-01 07:50", "2026-08-01"),
            ("2026-08-01T07:00:00+02:00", "2026-08-01T07:50:00+00:00"),
            ("soon", "2026-08-01"),
        ] {
            assert!(
                !before(first, second) && !before(second, first),
                "{first} {second}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn no_moment_panics(a in "[0-9:. apmTZ+ä-]{0,20}", b in "2026-08-01[ T][0-9:äapm ]{0,12}") {
            let _ = before(&a, &b);
            let _ = before(&b, &b);
        }
    }
}
