//! Whether a time was kept, as far as two columns of a log tell.
//!
//! Whatever could excuse a record is taken to do so: public holidays are not known, hours may have
//! been counted in hours of service, and a day without a time of day may have been its last minute.

use jiff::civil::{Date, date};

use crate::calendar::is_working_day;
use crate::evidence::{Hours, Span, Took, Unit};
use crate::period::Period;

/// How one record stands to a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It was kept, beyond doubt.
    InTime,
    /// It was missed, beyond doubt.
    Late,
    /// Longer by the clock, and hours of service may explain it.
    ByClock,
    /// Longer by so few working days that public holidays may explain it.
    Holidays,
    /// The days alone do not tell.
    DaysOnly,
}

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// How a record stands that took so long from one day to another.
pub(super) fn verdict(span: Span, from: Date, to: Date, took: Took, hours: Hours) -> Verdict {
    let count = i64::from(span.count);
    match span.unit {
        Unit::Minute => by_clock(count, took, hours),
        Unit::Hour => by_clock(count * 60, took, hours),
        Unit::WorkingDay => by_working_days(span.count, from, to),
        Unit::Day | Unit::Week | Unit::Month | Unit::Year => match span.period() {
            Some(period) if to > period.after(from) => Verdict::Late,
            Some(_) => Verdict::InTime,
            None => Verdict::DaysOnly,
        },
    }
}

/// A length in minutes.
fn by_clock(most: i64, took: Took, hours: Hours) -> Verdict {
    let minutes = i64::from(took.minutes);
    // Of two days nothing is known but that less than a day lies before and behind.
    let (least, longest) = if took.exact {
        (minutes, minutes)
    } else {
        (minutes - DAY, minutes + DAY)
    };
    if longest <= most {
        Verdict::InTime
    } else if least <= most {
        Verdict::DaysOnly
    } else if hours == Hours::OfService {
        Verdict::ByClock
    } else {
        Verdict::Late
    }
}

fn by_working_days(count: u16, from: Date, to: Date) -> Verdict {
    let used = working_days(from, to);
    let most = u32::from(count);
    if used <= most {
        Verdict::InTime
    } else if used <= most + holidays(from, to, most) {
        Verdict::Holidays
    } else {
        Verdict::Late
    }
}

/// The days from Monday to Friday after one day, up to and with another.
fn working_days(from: Date, to: Date) -> u32 {
    let mut day = from;
    let mut count = 0;
    while day < to && count < 10_000 {
        day = Period::days(1).after(day);
        count += u32::from(is_working_day(day));
    }
    count
}

/// So many public holidays may lie between two days: one in a week, and more about Christmas and
/// Easter.
fn holidays(from: Date, to: Date, most: u32) -> u32 {
    let touches = |first: Date, last: Date| from <= last && to >= first;
    let years = from.year()..=to.year();
    let christmas = years.clone().any(|year| {
        touches(date(year, 12, 23), date(year, 12, 31))
            || touches(date(year, 1, 1), date(year, 1, 6))
    });
    // Easter falls on 22 March to 25 April.
    let easter = years
        .into_iter()
        .any(|year| touches(date(year, 3, 19), date(year, 4, 26)));
    let usual = 1 + most / 5;
    usual + if christmas { 3 } else { u32::from(easter) }
}

/// The time from a day to another on which a record is still open: at least so long.
pub(super) fn so_far(from: Date, as_of: Date) -> Took {
    let days = i64::from((as_of - from).get_days());
    Took {
        minutes: i32::try_from(days * DAY).unwrap_or(i32::MAX),
        exact: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(
        count: u16,
        unit: Unit,
        days: (Date, Date),
        minutes: Option<i32>,
        hours: Hours,
    ) -> Verdict {
        let whole = so_far(days.0, days.1);
        let took = minutes.map_or(whole, |minutes| Took {
            minutes,
            exact: true,
        });
        verdict(Span { count, unit }, days.0, days.1, took, hours)
    }

    #[test]
    fn hours_are_told_by_the_clock_or_not_at_all() {
        let monday = date(2026, 6, 1);
        let same = (monday, monday);
        let next = (monday, date(2026, 6, 2));
        let later = (monday, date(2026, 6, 4));
        for (count, unit, days, minutes, hours, expected) in [
            (
                4,
                Unit::Hour,
                same,
                Some(240),
                Hours::Unsaid,
                Verdict::InTime,
            ),
            (4, Unit::Hour, same, Some(241), Hours::AllDay, Verdict::Late),
            (
                4,
                Unit::Hour,
                same,
                Some(241),
                Hours::OfService,
                Verdict::ByClock,
            ),
            (
                15,
                Unit::Minute,
                same,
                Some(15),
                Hours::OfService,
                Verdict::InTime,
            ),
            // Days only: an hour on one day may have been four, and may have been none.
            (4, Unit::Hour, same, None, Hours::Unsaid, Verdict::DaysOnly),
            (24, Unit::Hour, same, None, Hours::Unsaid, Verdict::InTime),
            (4, Unit::Hour, next, None, Hours::Unsaid, Verdict::DaysOnly),
            (48, Unit::Hour, next, None, Hours::Unsaid, Verdict::InTime),
            (4, Unit::Hour, later, None, Hours::Unsaid, Verdict::Late),
            (3, Unit::Day, later, None, Hours::OfService, Verdict::InTime),
            (2, Unit::Day, later, None, Hours::OfService, Verdict::Late),
        ] {
            assert_eq!(
                of(count, unit, days, minutes, hours),
                expected,
                "{count} {unit:?} {days:?} {minutes:?}"
            );
        }
    }

    #[test]
    fn working_days_leave_room_for_holidays() {
        let friday = date(2026, 6, 5);
        for (count, to, expected) in [
            (2, date(2026, 6, 9), Verdict::InTime),
            (2, date(2026, 6, 10), Verdict::Holidays),
            (2, date(2026, 6, 11), Verdict::Late),
            (1, date(2026, 6, 6), Verdict::InTime),
        ] {
            let told = of(
                count,
                Unit::WorkingDay,
                (friday, to),
                None,
                Hours::OfService,
            );
            assert_eq!(told, expected, "{count} {to}");
        }
        let before = date(2025, 12, 23);
        assert_eq!(
            of(
                2,
                Unit::WorkingDay,
                (before, date(2025, 12, 30)),
                None,
                Hours::Unsaid
            ),
            Verdict::Holidays
        );
    }
}
