//! Days that exist, in years that documents have; the names of months and of other parts of
//! a year.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::DateReading;
use crate::evidence::metadata::StatedDate;

/// A numbered part of a year.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Quarter,
    Half,
    Week,
}

impl Part {
    pub(super) fn of(word: &str) -> Option<Self> {
        match word {
            "q" | "qtr" | "quarter" | "quartal" => Some(Self::Quarter),
            "h" | "half" | "halbjahr" | "hj" => Some(Self::Half),
            "w" | "kw" | "cw" | "wk" | "week" | "woche" | "kalenderwoche" => Some(Self::Week),
            _ => None,
        }
    }

    pub(super) fn reading(self, year: u32, number: u32) -> Option<DateReading> {
        let last = match self {
            Self::Quarter => month_end(year, number.checked_mul(3)?),
            Self::Half => month_end(year, number.checked_mul(6)?),
            Self::Week => {
                day(year, 1, 1)?;
                let week = i8::try_from(number).ok()?;
                let sunday = ISOWeekDate::new(i16::try_from(year).ok()?, week, Weekday::Sunday);
                sunday.ok().map(ISOWeekDate::date)
            }
        };
        last.map(to_last)
    }
}

pub(super) fn full_year(value: u32, digits: usize) -> Option<u32> {
    match digits {
        4 => Some(value),
        2 if value < 90 => Some(2000 + value),
        2 => Some(1900 + value),
        _ => None,
    }
}

pub(super) fn on_day(year: u32, month: u32, number: u32) -> Option<DateReading> {
    day(year, month, number).map(to_day)
}

pub(super) fn in_month(year: u32, month: u32) -> Option<DateReading> {
    month_end(year, month).map(to_last)
}

pub(super) fn to_day(day: Date) -> DateReading {
    DateReading::Date(StatedDate { day, exact: true })
}

pub(super) fn to_last(day: Date) -> DateReading {
    DateReading::Date(StatedDate { day, exact: false })
}

/// A day that exists, in a year that documents have.
pub(super) fn day(year: u32, month: u32, day: u32) -> Option<Date> {
    if !(1990..=2100).contains(&year) {
        return None;
    }
    let (year, month, day) = (
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    );
    Date::new(year, month, day).ok()
}

pub(super) fn month_end(year: u32, month: u32) -> Option<Date> {
    day(year, month, 1).map(Date::last_of_month)
}

/// Whether a folded word begins a day or names its month: "18", "18th", "june".
pub(crate) fn is_of_day(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || month_number(word).is_some()
}

/// The number of a month by its folded name.
pub(in crate::evidence) fn month_number(word: &str) -> Option<u32> {
    Some(match word {
        "jan" | "january" | "januar" | "jaenner" | "jaen" => 1,
        "feb" | "february" | "februar" | "feber" => 2,
        "mar" | "march" | "maerz" | "mrz" | "maer" | "marz" => 3,
        "apr" | "april" => 4,
        "may" | "mai" => 5,
        "jun" | "june" | "juni" => 6,
        "jul" | "july" | "juli" => 7,
        "aug" | "august" => 8,
        "sep" | "sept" | "september" => 9,
        "oct" | "october" | "okt" | "oktober" => 10,
        "nov" | "november" => 11,
        "dec" | "december" | "dez" | "dezember" => 12,
        _ => return None,
    })
}
