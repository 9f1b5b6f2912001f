//! Numbers of cells as the program shows them: dates as dates, shares in percent, ids with
//! the letters and zeros that only their format knows.
//!
//! Dates are written the ISO way whatever their format, so that everything behind reads
//! them; fractions, exponents and formats with conditions are shown as plain numbers.

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

/// Longest format code that is looked at, in bytes; Excel allows 255 characters.
const LONGEST: usize = 1_000;

/// Most digits of one side of the point.
const MOST_DIGITS: usize = 30;

impl Shown {
    /// The format that a number stands for where the file does not spell it out.
    #[must_use]
    pub fn built_in(id: u32) -> Self {
        match id {
            14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => Self::Day,
            18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Self::Time,
            22 => Self::Moment,
            46 => Self::Hours,
            1 => Self::of("0"),
            2 => Self::of("0.00"),
            3 | 37 | 38 => Self::of("#,##0"),
            4 | 39 | 40 => Self::of("#,##0.00"),
            9 => Self::of("0%"),
            10 => Self::of("0.00%"),
            _ => Self::Plain,
        }
    }

    /// What a format code says, such as `TT.MM.JJJJ` or `"INC"0000000`.
    #[must_use]
    pub fn of(code: &str) -> Self {
        if code.len() > LONGEST || is_general(code) {
            return Self::Plain;
        }
        let sections: Vec<Vec<Token>> = sections(code);
        let Some(first) = sections.first() else {
            return Self::Plain;
        };
        if let Some(date) = date(first) {
            return date;
        }
        let digits: Option<Vec<Digits>> = sections
            .iter()
            .take(3)
            .map(|section| digits(section))
            .collect();
        match digits {
            Some(digits) if !digits.is_empty() => Self::Digits(digits.into()),
            _ => Self::Plain,
        }
    }

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

/// A piece of a format code.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// A letter or sign that steers.
    Code(char),
    /// What is shown as it stands.
    Literal(String),
    /// Hours, minutes or seconds that are not cut at their full number: `[h]`.
    Elapsed,
    /// A condition, which nothing here follows.
    Condition,
}

fn is_general(code: &str) -> bool {
    let code = code.trim();
    code.is_empty()
        || ["general", "standard", "@"]
            .iter()
            .any(|general| code.eq_ignore_ascii_case(general))
}

/// The sections of a code, each in tokens.
fn sections(code: &str) -> Vec<Vec<Token>> {
    let mut out = vec![Vec::new()];
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        let token = match c {
            ';' => {
                out.push(Vec::new());
                continue;
            }
            '"' => Token::Literal(chars.by_ref().take_while(|c| *c != '"').collect::<String>()),
            '\\' | '!' => match chars.next() {
                Some(c) => Token::Literal(c.to_string()),
                None => continue,
            },
            // Room as wide as a letter, and a letter that fills the cell.
            '_' => {
                chars.next();
                Token::Literal(" ".to_owned())
            }
            '*' => {
                chars.next();
                continue;
            }
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                match bracket(&inner) {
                    Some(token) => token,
                    None => continue,
                }
            }
            c => Token::Code(c),
        };
        if let Some(section) = out.last_mut() {
            section.push(token);
        }
    }
    out
}

/// What stands in brackets: `[h]`, `[$€-407]`, a condition; none for colours.
fn bracket(inner: &str) -> Option<Token> {
    if let Some(currency) = inner.strip_prefix('$') {
        let sign = currency.split('-').next().unwrap_or_default();
        return (!sign.is_empty()).then(|| Token::Literal(sign.to_owned()));
    }
    if inner.starts_with(['<', '>', '=']) {
        return Some(Token::Condition);
    }
    let lower = inner.to_ascii_lowercase();
    let elapsed = !lower.is_empty()
        && ["h", "m", "s"]
            .iter()
            .any(|unit| lower.trim_start_matches(unit).is_empty());
    elapsed.then_some(Token::Elapsed)
}

/// Whether a section shows dates or times, and which. In German files written by other
/// programs days are `T` and years `J`.
fn date(section: &[Token]) -> Option<Shown> {
    let codes: Vec<char> = section
        .iter()
        .filter_map(|token| match token {
            Token::Code(c) => Some(c.to_ascii_lowercase()),
            _ => None,
        })
        .collect();
    let has = |letters: &str| codes.iter().any(|c| letters.contains(*c));
    if section.contains(&Token::Elapsed) {
        return Some(Shown::Hours);
    }
    let day = has("ydjt");
    let time = has("hs");
    if has("#?") || codes.iter().any(|c| "0".contains(*c)) && !has("s") {
        return None;
    }
    match (day, time, has("m")) {
        (true, true, _) => Some(Shown::Moment),
        (true, false, _) | (false, false, true) => Some(Shown::Day),
        (false, true, _) => Some(Shown::Time),
        (false, false, false) => None,
    }
}

/// How a section shows digits; none where it does so in a way not followed here.
fn digits(section: &[Token]) -> Option<Digits> {
    let mut out = Digits::default();
    let (mut point, mut commas) = (false, 0);
    for token in section {
        match token {
            Token::Condition | Token::Elapsed => return None,
            Token::Literal(text) => out.literal(text, point),
            Token::Code(c) => match c {
                '0' | '#' | '?' => {
                    if commas > 0 {
                        out.thousands = true;
                        commas = 0;
                    }
                    if point {
                        out.decimals += usize::from(*c == '0');
                        out.optional += usize::from(*c != '0');
                    } else {
                        // Signs between digits stand among them.
                        let between = std::mem::take(&mut out.after);
                        out.whole.extend(between.chars().map(Place::Sign));
                        out.whole.push(if *c == '0' {
                            Place::Always
                        } else {
                            Place::Optional
                        });
                    }
                }
                ',' if out.whole.is_empty() => out.literal(",", point),
                ',' => commas += 1,
                '.' if point => return None,
                '.' => point = true,
                '%' => {
                    out.percent = true;
                    out.literal("%", point);
                }
                '/' | 'E' | 'e' | '@' => return None,
                c => out.literal(c.encode_utf8(&mut [0; 4]), point),
            },
        }
    }
    out.scale = commas;
    let digits = out.whole.len().max(out.decimals + out.optional);
    (digits <= MOST_DIGITS).then_some(out)
}

impl Digits {
    fn literal(&mut self, text: &str, point: bool) {
        if self.whole.is_empty() && !point {
            self.before.push_str(text);
        } else {
            self.after.push_str(text);
        }
    }

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
pub fn write_plain(value: f64, out: &mut String) {
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
