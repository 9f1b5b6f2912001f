//! Lengths of time as organisations state them: `P12M`, `P10D`, `P1Y`.
//!
//! Only whole years, months, weeks and days, since evidence knows no hours. The
//! library never reads the clock: every day it speaks of is handed in.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// An ISO 8601 duration of whole months and days; never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    months: u16,
    days: u16,
}

impl Period {
    /// Whole months.
    #[must_use]
    pub const fn months(months: u16) -> Self {
        Self { months, days: 0 }
    }

    /// Whole days.
    #[must_use]
    pub const fn days(days: u16) -> Self {
        Self { months: 0, days }
    }

    /// The day this long after another.
    #[must_use]
    pub fn after(self, date: Date) -> Date {
        date.saturating_add(self.span())
    }

    /// The day this long before another.
    #[must_use]
    pub fn before(self, date: Date) -> Date {
        date.saturating_sub(self.span())
    }

    /// Length in days, taking a month as 30 and a year as 365, to compare periods.
    #[must_use]
    pub fn about_days(self) -> u32 {
        let years = u32::from(self.months / 12);
        years * 365 + u32::from(self.months % 12) * 30 + u32::from(self.days)
    }

    /// Whole months, when the period has no days.
    #[must_use]
    pub fn whole_months(self) -> Option<u16> {
        (self.days == 0).then_some(self.months)
    }

    /// Whole days, when the period has no months.
    #[must_use]
    pub fn whole_days(self) -> Option<u16> {
        (self.months == 0).then_some(self.days)
    }

    /// As a person says it: "12 months", "10 days".
    #[must_use]
    pub fn words(self) -> String {
        let unit = |n: u16, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        match (self.months, self.days) {
            (0, days) if days % 7 == 0 => unit(days / 7, "week"),
            (0, days) => unit(days, "day"),
            (months, 0) => unit(months, "month"),
            (months, days) => format!("{} {}", unit(months, "month"), unit(days, "day")),
        }
    }

    fn span(self) -> Span {
        i32::from(self.months).months().days(i32::from(self.days))
    }
}

impl FromStr for Period {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a length of time such as P12M, P1Y, P2W or P10D");
        if !text.is_ascii() {
            return Err(wrong());
        }
        let mut rest = text.strip_prefix(['P', 'p']).ok_or_else(wrong)?;
        let (mut months, mut days) = (0_u16, 0_u16);
        while !rest.is_empty() {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?;
            let number: u16 = rest[..digits].parse().map_err(|_| wrong())?;
            let (field, unit) = match &rest[digits..=digits] {
                "Y" | "y" => (&mut months, 12),
                "M" | "m" => (&mut months, 1),
                "W" | "w" => (&mut days, 7),
                "D" | "d" => (&mut days, 1),
                _ => return Err(wrong()),
            };
            *field = number
                .checked_mul(unit)
                .and_then(|n| field.checked_add(n))
                .filter(|n| *n <= 12_000)
                .ok_or_else(wrong)?;
            rest = &rest[digits + 1..];
        }
        if months == 0 && days == 0 {
            return Err(wrong());
        }
        Ok(Self { months, days })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("P")?;
        if self.months > 0 {
            write!(f, "{}M", self.months)?;
        }
        if self.days > 0 {
            write!(f, "{}D", self.days)?;
        }
        Ok(())
    }
}

impl<'de> serde::Deserialize<'de> for Period {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl serde::Serialize for Period {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_and_written() {
        for (text, shown) in [
            ("P1Y", "P12M"),
            ("P2W", "P14D"),
            ("P1Y6M", "P18M"),
            ("P10D", "P10D"),
        ] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), shown);
        }
        for wrong in [
            "", "P", "12M", "P0D", "P1H", "PT1H", "P99999M", "P1", "Pä", "P1ä",
        ] {
            assert!(wrong.parse::<Period>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn months_end_where_months_end() {
        let date = jiff::civil::date(2026, 3, 31);
        assert_eq!(
            Period::months(1).before(date),
            jiff::civil::date(2026, 2, 28)
        );
        assert_eq!(
            Period::months(12).after(date),
            jiff::civil::date(2027, 3, 31)
        );
    }
}
