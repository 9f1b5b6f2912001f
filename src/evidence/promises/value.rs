//! What is promised, in typed form, and how it is written.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::period::Period;

/// What is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Value {
    /// An interval: it is done at least so often.
    Every(Period),
    /// A deadline: it is done within so long of what sets it off.
    Within(Span),
    /// A deadline: it is done by a day that recurs.
    By(Cutoff),
    /// A target.
    Bound(Bound),
    /// It ends on a day.
    Until(Date),
    /// A deadline: it is done by a day, once.
    On(Date),
}

/// A length of time down to minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    /// So many, at least 1.
    pub count: u16,
    /// Of these.
    pub unit: Unit,
}

/// What a length of time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days of the calendar.
    Day,
    /// Days on which work is done.
    WorkingDay,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// A day that recurs: the 10th of the following month, the end of each quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cutoff {
    /// The day, from 1; 0 for the last one.
    pub day: u8,
    /// Whether only days are counted on which work is done.
    pub working: bool,
    /// Of how many months' period: 1, 3 or 12.
    pub months: u8,
    /// Whether it is a day of the period after the one that is reported.
    pub next: bool,
}

/// A number not to fall below or to exceed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bound {
    /// Whether it is the least, else the most.
    pub least: bool,
    /// The number in thousandths.
    pub thousandths: i64,
    /// What it counts.
    pub measure: Measure,
}

/// What a target counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Measure {
    /// Per cent.
    Percent,
    /// A mark or score.
    Score,
}

impl Value {
    /// The kind of promise: interval, deadline, target or end.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Every(_) => "interval",
            Self::Within(_) | Self::By(_) | Self::On(_) => "deadline",
            Self::Bound(_) => "target",
            Self::Until(_) => "end",
        }
    }

    /// As a person says it: "every 3 months", "within 4 hours", "at least 99.5 %".
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Every(period) => every(*period),
            Self::Within(span) => format!("within {}", span.words()),
            Self::By(cutoff) => format!("by {}", cutoff.words()),
            Self::Bound(bound) => {
                let sign = if bound.least { "at least" } else { "at most" };
                format!("{sign} {}", bound.number())
            }
            Self::Until(day) => format!("until {day}"),
            Self::On(day) => format!("by {day}"),
        }
    }
}

/// How often, in words.
fn every(period: Period) -> String {
    match (period.whole_months(), period.whole_days()) {
        (Some(1), _) => "every month".to_owned(),
        (Some(12), _) => "every year".to_owned(),
        (Some(months), _) if months % 12 == 0 => format!("every {} years", months / 12),
        (_, Some(1)) => "every day".to_owned(),
        (_, Some(7)) => "every week".to_owned(),
        _ => format!("every {}", period.words()),
    }
}

/// As data has it: `P3M`, `PT4H`, `P5D working`, `day 10 of next month`, `>= 99.5 %`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Every(period) => period.fmt(f),
            Self::Within(span) => span.fmt(f),
            Self::By(cutoff) => cutoff.fmt(f),
            Self::Bound(bound) => {
                let sign = if bound.least { ">=" } else { "<=" };
                write!(f, "{sign} {}", bound.number())
            }
            Self::Until(day) | Self::On(day) => day.fmt(f),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.count;
        match self.unit {
            Unit::Minute => write!(f, "PT{n}M"),
            Unit::Hour => write!(f, "PT{n}H"),
            Unit::Day => write!(f, "P{n}D"),
            Unit::WorkingDay => write!(f, "P{n}D working"),
            Unit::Week => write!(f, "P{n}W"),
            Unit::Month => write!(f, "P{n}M"),
            Unit::Year => write!(f, "P{n}Y"),
        }
    }
}

impl Span {
    /// As a person says it.
    #[must_use]
    pub fn words(&self) -> String {
        let one = match self.unit {
            Unit::Minute => "minute",
            Unit::Hour => "hour",
            Unit::Day => "day",
            Unit::WorkingDay => "working day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        };
        format!(
            "{} {one}{}",
            self.count,
            if self.count == 1 { "" } else { "s" }
        )
    }

    /// The length in whole days and months of the calendar, where it is one.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        let n = self.count;
        match self.unit {
            Unit::Day => Some(Period::days(n)),
            Unit::Week => n.checked_mul(7).map(Period::days),
            Unit::Month => Some(Period::months(n)),
            Unit::Year => n.checked_mul(12).map(Period::months),
            Unit::Minute | Unit::Hour | Unit::WorkingDay => None,
        }
    }
}

impl Cutoff {
    fn of(self) -> &'static str {
        match self.months {
            1 => "month",
            3 => "quarter",
            _ => "year",
        }
    }

    fn words(self) -> String {
        let (of, next) = (self.of(), if self.next { "the following" } else { "each" });
        match self.day {
            0 => format!("the end of {next} {of}"),
            day => {
                let working = if self.working { "working day " } else { "day " };
                format!("{working}{day} of {next} {of}")
            }
        }
    }
}

impl fmt::Display for Cutoff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (of, next) = (self.of(), if self.next { "next" } else { "each" });
        match self.day {
            0 => write!(f, "end of {next} {of}"),
            day => {
                let working = if self.working { "working " } else { "" };
                write!(f, "{working}day {day} of {next} {of}")
            }
        }
    }
}

impl Bound {
    /// The number with what it counts: `99.5 %`, `4.0`.
    #[must_use]
    pub fn number(&self) -> String {
        let whole = self.thousandths / 1000;
        let rest = format!("{:03}", self.thousandths % 1000);
        let rest = rest.trim_end_matches('0');
        match self.measure {
            Measure::Percent if rest.is_empty() => format!("{whole} %"),
            Measure::Percent => format!("{whole}.{rest} %"),
            Measure::Score if rest.is_empty() => format!("{whole}.0"),
            Measure::Score => format!("{whole}.{rest}"),
        }
    }
}
