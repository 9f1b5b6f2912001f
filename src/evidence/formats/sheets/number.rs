//! Numbers of cells as the program shows them: dates as dates, shares in percent, ids with
//! the letters and zeros that only their format knows.
//!
//! Dates are written the ISO way whatever their format, so that everything behind reads
//! them; fractions, exponents and formats with conditions are shown as plain numbers.

mod code;
mod formats;

pub use formats::Formats;

use jiff::ToSpan;
use jiff::civil::Date;

/// How the numbers of a cell are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Shown {
    /// As they are.
    #[default]
    Plain,
    /// A day.
    Day,
    /// A day and the time on it.
    Moment,
    /// A time of day.
    Time,
    /// Hours that may exceed a day.
    Hours,
    /// With digits, signs and letters as a format says: for positive numbers, and where they
    /// differ for negative ones and for zero.
    Digits(Box<[Digits]>),
}

/// A section of a number format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digits {
    before: String,
    /// From the left: a digit that may be left out, one that may not, or a sign between.
    whole: Vec<Place>,
    /// Decimals that are always shown.
    decimals: usize,
    /// Decimals that are left out where they are zero.
    optional: usize,
    thousands: bool,
    percent: bool,
    scale: i32,
    after: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Optional,
    Always,
    Sign(char),
}

/// A day in 1954: numbers beyond it that are shown as times are moments, not durations.
const RECENT: f64 = 20_000.0;

impl Shown {
    /// Writes a number as it is shown.
    pub fn write(&self, value: f64, from_1904: bool, out: &mut String) {
        let moment = |with_day: bool, with_time: bool, out: &mut String| {
            write_moment(value, from_1904, with_day, with_time, out)
        };
        let done = match self {
            Self::Plain => false,
            Self::Day => moment(true, false, out),
            Self::Moment => moment(true, true, out),
            // A day is kept although the format shows the time alone.
            Self::Time => moment(value > RECENT, true, out),
            Self::Hours => write_hours(value, out),
            Self::Digits(sections) => {
                let (at, signed) = match sections.len() {
                    0 => return write_plain(value, out),
                    1 => (0, true),
                    2 => (usize::from(value < 0.0), false),
                    _ if value == 0.0 => (2, false),
                    _ => (usize::from(value < 0.0), false),
                };
                sections[at].write(value, signed, out)
            }
        };
        if !done {
            write_plain(value, out);
        }
    }
}

impl Digits {
    fn write(&self, value: f64, signed: bool, out: &mut String) -> bool {
        if !value.is_finite() || value.abs() >= 1e15 {
            return false;
        }
        if self.whole.is_empty() && self.decimals + self.optional == 0 {
            // A section of words alone.
            let text = format!("{}{}", self.before, self.after);
            out.push_str(text.trim());
            return true;
        }
        let mut number = value.abs() * if self.percent { 100.0 } else { 1.0 };
        number /= 1_000_f64.powi(self.scale);
        // Halves are rounded up, which binary fractions fall just short of.
        let most = self.decimals + self.optional;
        let text = format!("{:.most$}", number * (1.0 + f64::EPSILON));
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let mut decimals = decimals.to_owned();
        while decimals.len() > self.decimals && decimals.ends_with('0') {
            decimals.pop();
        }
        let zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        let mut shown = self.before.clone();
        if signed && value < 0.0 && !zero {
            shown.insert(0, '-');
        }
        shown.push_str(&self.placed(whole));
        if !decimals.is_empty() {
            shown.push('.');
            shown.push_str(&decimals);
        }
        shown.push_str(&self.after);
        out.push_str(shown.trim());
        true
    }

    /// The whole part, its digits in their places from the right.
    fn placed(&self, whole: &str) -> String {
        let mut digits: Vec<char> = whole.trim_start_matches('0').chars().collect();
        let least = |place: &&Place| **place == Place::Always;
        let least = self.whole.iter().filter(least).count();
        while digits.len() < least {
            digits.insert(0, '0');
        }
        let signs = self
            .whole
            .iter()
            .any(|place| matches!(place, Place::Sign(_)));
        let mut out = Vec::new();
        if signs {
            for place in self.whole.iter().rev() {
                match place {
                    Place::Sign(c) if !digits.is_empty() => out.push(*c),
                    Place::Sign(_) => {}
                    _ => out.extend(digits.pop()),
                }
            }
        }
        let mut count = 0;
        while let Some(digit) = digits.pop() {
            if self.thousands && !signs && count > 0 && count % 3 == 0 {
                out.push(',');
            }
            out.push(digit);
            count += 1;
        }
        out.iter().rev().collect()
    }
}

/// A number without a format: up to 15 digits, as the programs keep them.
fn write_plain(value: f64, out: &mut String) {
    if value == 0.0 {
        out.push('0');
    } else if value.fract() == 0.0 && value.abs() < 1e15 {
        out.push_str(&format!("{value:.0}"));
    } else if !value.is_finite() {
        out.push_str("#NUM!");
    } else {
        let rounded = format!("{value:.14e}").parse().unwrap_or(value);
        if (1e-9..1e21).contains(&f64::abs(rounded)) {
            out.push_str(&rounded.to_string());
        } else {
            out.push_str(&format!("{rounded:e}"));
        }
    }
}

/// The last day that the programs know, the last of December 9999.
const LAST_DAY: f64 = 2_958_466.0;

/// A date and time from days since the beginning of a calendar. Excel takes 1900 for a leap
/// year, so that its days before March 1900 are one off.
fn write_moment(value: f64, from_1904: bool, day: bool, time: bool, out: &mut String) -> bool {
    if !(0.0..LAST_DAY).contains(&value) {
        return false;
    }
    let mut days = value.floor();
    let mut seconds = ((value - days) * 86_400.0).round();
    if seconds >= 86_400.0 {
        (days, seconds) = (days + 1.0, 0.0);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "both are within the limits above"
    )]
    let (days, seconds) = (days as i64, seconds as u32);
    let start = if from_1904 {
        Date::constant(1904, 1, 1)
    } else if days < 60 {
        Date::constant(1899, 12, 31)
    } else {
        Date::constant(1899, 12, 30)
    };
    let Ok(date) = start.checked_add(days.days()) else {
        return false;
    };
    if day {
        out.push_str(&date.to_string());
    }
    if time && (!day || seconds > 0) {
        if day {
            out.push(' ');
        }
        out.push_str(&clock(u64::from(seconds)));
    }
    true
}

fn write_hours(value: f64, out: &mut String) -> bool {
    if !value.is_finite() || value.abs() > LAST_DAY {
        return false;
    }
    if value < 0.0 {
        out.push('-');
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "within the limit above"
    )]
    let seconds = (value.abs() * 86_400.0).round() as u64;
    out.push_str(&clock(seconds));
    true
}

/// Hours and minutes, and seconds where there are any.
fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if seconds == 0 {
        format!("{hours:02}:{minutes:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, value: f64) -> String {
        let mut out = String::new();
        Shown::of(code).write(value, false, &mut out);
        out
    }

    #[test]
    fn numbers_are_shown_as_their_formats_say() {
        for (code, value, expected) in [
            ("General", 0.1 + 0.2, "0.3"),
            ("Standard", 46_000.0, "46000"),
            ("0%", 0.995, "100%"),
            ("0.0%", 0.995, "99.5%"),
            ("0.##%", 0.5, "50%"),
            ("#,##0", 1_234_567.0, "1,234,567"),
            ("#,##0.00", -1_234.5, "-1,234.50"),
            ("#,##0.00 \"€\"", 12.345, "12.35 €"),
            (
                "#,##0.00\\ [$€-407];[Red]\\-#,##0.00\\ [$€-407]",
                -2.0,
                "-2.00 €",
            ),
            (
                "_-* #,##0.00_-;\\-* #,##0.00_-;_-* \"-\"??_-;_-@_-",
                5.0,
                "5.00",
            ),
            (
                "_-* #,##0.00_-;\\-* #,##0.00_-;_-* \"-\"??_-;_-@_-",
                0.0,
                "-",
            ),
            ("\"INC\"0000000", 4711.0, "INC0004711"),
            ("000-000", 4711.0, "004-711"),
            ("0,,\" Mio\"", 2_500_000.0, "3 Mio"),
            ("0.00E+00", 1234.0, "1234"),
            ("\"yes\";;\"no\"", 0.0, "no"),
            ("@", 7.0, "7"),
            ("0.00\" h\"", 1.5, "1.50 h"),
        ] {
            assert_eq!(shown(code, value), expected, "{code}");
        }
    }

    #[test]
    fn dates_are_told_from_numbers() {
        for (code, value, expected) in [
            ("dd.mm.yyyy", 46_235.0, "2026-08-01"),
            ("TT.MM.JJJJ", 46_235.0, "2026-08-01"),
            ("[$-407]d. mmmm yyyy;@", 46_235.0, "2026-08-01"),
            ("TT.MM.JJJJ hh:mm", 46_235.326_388_9, "2026-08-01 07:50"),
            ("yyyy\\-mm\\-dd\\Thh:mm:ss", 46_235.5, "2026-08-01 12:00"),
            ("yyyy-mm-dd hh:mm:ss.000", 46_235.999_999_99, "2026-08-02"),
            ("h:mm AM/PM", 0.75, "18:00"),
            ("[h]:mm", 1.5, "36:00"),
            ("mm:ss", 0.001, "00:01:26"),
            ("mmm yy", 46_235.0, "2026-08-01"),
            ("d/m/yy", -3.0, "-3"),
            ("d/m/yy", 1.0, "1900-01-01"),
            ("d/m/yy", 61.0, "1900-03-01"),
        ] {
            assert_eq!(shown(code, value), expected, "{code}");
        }
        let mut out = String::new();
        Shown::built_in(14).write(44_773.0, true, &mut out);
        assert_eq!(out, "2026-08-01");
    }

    proptest::proptest! {
        #[test]
        fn no_format_panics(code in "[#0?.,;%E+dmyhsTJ\\[\\]$€\"\\\\_*@/ -]{0,40}", value: f64) {
            let mut out = String::new();
            Shown::of(&code).write(value, false, &mut out);
            Shown::of(&code).write(value.fract(), true, &mut out);
        }
    }
}
