//! Periods in file names: `{period:YYYY-MM}` and what stands for it.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use regex::Regex;

use super::dates::month_number;
use super::words::words;
use crate::period::Period;

/// A month, quarter, week, year or day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PeriodKey {
    /// Its first day.
    pub start: Date,
    /// Its last day.
    pub end: Date,
    /// As it is shown: `2026-08`, `2026-Q3`.
    pub name: String,
}

/// How the files of a series are named.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// As written.
    pub text: String,
    /// From the root of the workspace.
    whole: String,
    /// How long a period is that one name stands for.
    names: Period,
    regex: Regex,
}

/// Each format: its name, how many months (or days) one name stands for, and what it
/// reads. The spelling that the name shows comes first, then all that mean the same.
const FORMATS: &[(&str, Period, &[&str])] = &[
    ("YYYY-MM-DD", Period::days(1), &[r"\d{4}-\d{2}-\d{2}"]),
    ("YYYYMMDD", Period::days(1), &[r"\d{8}"]),
    ("YYYY-MM", Period::months(1), &[r"\d{4}-\d{2}", MONTH]),
    ("YYYY_MM", Period::months(1), &[r"\d{4}_\d{2}", MONTH]),
    ("YYYYMM", Period::months(1), &[r"\d{6}", MONTH]),
    ("MM-YYYY", Period::months(1), &[r"\d{2}-\d{4}", MONTH]),
    ("YYYY-Qn", Period::months(3), &[QUARTER]),
    ("YYYY-Q", Period::months(3), &[QUARTER]),
    ("YYYYQn", Period::months(3), &[QUARTER]),
    ("Qn-YYYY", Period::months(3), &[QUARTER]),
    ("YYYY-Hn", Period::months(6), &[HALF]),
    ("YYYY-Www", Period::days(7), &[WEEK]),
    ("YYYY", Period::months(12), &[r"\d{4}"]),
];

/// A month by its name or the beginning of it.
macro_rules! month_name {
    () => {
        r"(?:jan|feb|m[aä]r|maer|mrz|apr|ma[iy]|ju[nl]|aug|sep|o[ck]t|nov|de[cz]|jän)[a-zä]{0,6}"
    };
}

/// `2026-03`, `03.2026`, `March 2026`, `2026 März`.
const MONTH: &str = concat!(
    r"\d{4}[-_. ]\d{2}|\d{2}[-_. ]\d{4}|",
    month_name!(),
    r"[-_. ]{0,2}\d{4}|\d{4}[-_. ]{0,2}",
    month_name!(),
);

/// `2026-Q1`, `2026 Q1`, `Q1_2026`, `1. Quartal 2026`, `1st quarter of 2026`, `Quartal 1 2026`.
const QUARTER: &str = concat!(
    r"\d{4}[-_. ]?q[1-4]|q[1-4][-_. ]?\d{4}",
    r"|[1-4](?:\.|st|nd|rd|th)?[-_ ]?(?:quartal|quarter|q)[-_ ]?(?:of[-_ ])?\d{4}",
    r"|(?:quartal|quarter)[-_ ]?[1-4][-_ ]\d{4}",
    r"|\d{4}[-_ ](?:quartal|quarter)[-_ ]?[1-4]|\d{4}[-_ ][1-4]\.?[-_ ]?(?:quartal|quarter)",
);

/// `2026-H1`, `H1 2026`, `1. Halbjahr 2026`, `2026 HJ1`.
const HALF: &str = concat!(
    r"\d{4}[-_. ]?hj?[-_ ]?[12]|hj?[-_ ]?[12][-_. ]?\d{4}",
    r"|[12](?:\.|st|nd)?[-_ ]?(?:halbjahr|half|hj|h)[-_ ]?(?:of[-_ ])?\d{4}",
    r"|\d{4}[-_ ](?:halbjahr|half)[-_ ]?[12]|\d{4}[-_ ][12]\.?[-_ ]?(?:halbjahr|half|hj)",
);

/// `2026-W31`, `KW31-2026`, `week 31 2026`, `2026 KW 31`.
const WEEK: &str = concat!(
    r"\d{4}[-_. ]?(?:w|kw|cw|week|woche)[-_ ]?\d{2}",
    r"|(?:w|kw|cw|week|woche)[-_ ]?\d{2}[-_. ]\d{4}",
);

impl Pattern {
    /// Compiles a pattern relative to a folder (with trailing slash, or empty).
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn new(folder: &str, text: &str, every: Option<Period>) -> Result<Self, String> {
        let start = text
            .find("{period")
            .ok_or_else(|| format!("`{text}` does not say where the period stands"))?;
        let end = text[start..]
            .find('}')
            .map(|end| start + end)
            .ok_or_else(|| format!("`{text}` lacks a closing brace"))?;
        let inner = &text[start + 1..end];
        let format = match inner.strip_prefix("period:") {
            Some(format) => format,
            None => match every.map_or(30, Period::about_days) {
                0..=7 => "YYYY-Www",
                8..=80 => "YYYY-MM",
                81..=200 => "YYYY-Qn",
                _ => "YYYY",
            },
        };
        let (_, names, spellings) = FORMATS
            .iter()
            .find(|(name, ..)| *name == format)
            .ok_or_else(|| {
                let names: Vec<&str> = FORMATS.iter().map(|(name, ..)| *name).collect();
                format!(
                    "`{format}` is no period format; known: {}",
                    names.join(", ")
                )
            })?;
        if text.split('/').any(|part| part == "..") {
            return Err(format!("`{text}` leads out of the folder"));
        }
        let regex = format!(
            "^{}{}((?i:{})){}$",
            regex::escape(folder),
            glob_to_regex(text[..start].trim_start_matches("./")),
            spellings.join("|"),
            glob_to_regex(&text[end + 1..])
        );
        let regex = Regex::new(&regex).map_err(|_| format!("`{text}` is no file pattern"))?;
        Ok(Self {
            text: text.to_owned(),
            whole: format!("{folder}{}", text.trim_start_matches("./")),
            names: *names,
            regex,
        })
    }

    /// How long a period is that one name stands for: `{period:YYYY-Qn}` names quarters.
    #[must_use]
    pub fn names(&self) -> Period {
        self.names
    }

    /// The pattern from the root of the workspace.
    #[must_use]
    pub fn whole(&self) -> &str {
        &self.whole
    }

    /// The period a workspace path stands for, when it belongs to the series.
    #[must_use]
    pub fn period_of(&self, path: &str) -> Option<PeriodKey> {
        self.regex
            .captures(path)
            .and_then(|found| PeriodKey::read(found.get(1)?.as_str()))
    }
}

/// Where a file's name tells a period, what it tells, and the format for a pattern that finds
/// the others of its kind.
#[must_use]
pub fn period_in(name: &str) -> Option<(Range<usize>, PeriodKey, &'static str)> {
    static KINDS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
        let kinds = [
            ("YYYY-MM-DD", r"\d{4}-\d{2}-\d{2}"),
            ("YYYYMMDD", r"\d{8}"),
            ("YYYY-Qn", QUARTER),
            ("YYYY-Hn", HALF),
            ("YYYY-Www", WEEK),
            ("YYYY-MM", MONTH),
            ("YYYYMM", r"\d{6}"),
            ("YYYY", r"\d{4}"),
        ];
        // Names have underscores where texts have blanks.
        let alone =
            |of: &str| Regex::new(&format!("(?i)(?:^|[^a-zA-Z0-9])({of})(?:$|[^a-zA-Z0-9])"));
        let kinds = kinds.into_iter();
        kinds
            .filter_map(|(format, of)| Some((format, alone(of).ok()?)))
            .collect()
    });
    KINDS.iter().find_map(|(format, kind)| {
        let found = kind.captures(name)?.get(1)?;
        let key = PeriodKey::read(found.as_str())?;
        Some((found.range(), key, *format))
    })
}

fn glob_to_regex(glob: &str) -> String {
    let mut out = String::new();
    let mut rest = glob;
    while let Some(c) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("**/") {
            out.push_str("(?:.*/)?");
            rest = after;
            continue;
        }
        match c {
            '*' => out.push_str("[^/]*"),
            '?' => out.push_str("[^/]"),
            c => out.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

impl PeriodKey {
    /// Reads a period: 2026, 2026-08, 202608, 08-2026, August 2026, 2026-Q3, 3. Quartal
    /// 2026, 2026-H1, 2026-W31, 2026-08-14.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        let (mut numbers, mut names) = (Vec::new(), Vec::new());
        for word in words(text) {
            for piece in pieces(&word) {
                match piece.parse::<u32>() {
                    Ok(number) => numbers.push((number, piece.len())),
                    Err(_) if matches!(piece, "st" | "nd" | "rd" | "th" | "of") => {}
                    Err(_) => names.push(piece.to_owned()),
                }
            }
        }
        match names.as_slice() {
            [] => Self::of_numbers(&numbers),
            [name] => Self::named(name, &numbers),
            _ => None,
        }
    }

    /// Only digits: years, months and days by how many there are.
    fn of_numbers(numbers: &[(u32, usize)]) -> Option<Self> {
        match *numbers {
            [(year, 4)] => Self::months(i16::try_from(year).ok()?, 1, 12, format!("{year:04}")),
            [(number, 6)] => Self::month(number / 100, number % 100),
            [(year, 4), (month, 2)] | [(month, 2), (year, 4)] => Self::month(year, month),
            [(number, 8)] => Self::day(number / 10_000, number / 100 % 100, number % 100),
            [(year, 4), (month, 2), (day, 2)] => Self::day(year, month, day),
            _ => None,
        }
    }

    /// A month by its name, or a numbered part of a year.
    fn named(name: &str, numbers: &[(u32, usize)]) -> Option<Self> {
        let year = |(_, digits): &&(u32, usize)| *digits == 4;
        let (year, _) = *numbers.iter().find(year)?;
        if let Some(month) = month_number(name) {
            return (numbers.len() == 1).then(|| Self::month(year, month))?;
        }
        let [one, other] = *numbers else { return None };
        let (number, digits) = if one.1 == 4 { other } else { one };
        let letter = match name {
            "q" | "quarter" | "quartal" => b'Q',
            "h" | "hj" | "half" | "halbjahr" => b'H',
            "w" | "kw" | "cw" | "week" | "woche" => b'W',
            _ => return None,
        };
        (digits <= 2)
            .then(|| Self::part_of_year(year.try_into().ok()?, letter, number.try_into().ok()?))?
    }

    fn day(year: u32, month: u32, day: u32) -> Option<Self> {
        let day = Date::new(
            year.try_into().ok()?,
            month.try_into().ok()?,
            day.try_into().ok()?,
        )
        .ok()?;
        in_use(day).then(|| Self {
            start: day,
            end: day,
            name: day.to_string(),
        })
    }

    fn month(year: u32, month: u32) -> Option<Self> {
        (1..=12).contains(&month).then_some(())?;
        let name = format!("{year:04}-{month:02}");
        Self::months(year.try_into().ok()?, month.try_into().ok()?, 1, name)
    }

    fn part_of_year(year: i16, letter: u8, number: i8) -> Option<Self> {
        match letter {
            b'Q' if (1..=4).contains(&number) => {
                Self::months(year, number * 3 - 2, 3, format!("{year:04}-Q{number}"))
            }
            b'H' if (1..=2).contains(&number) => {
                Self::months(year, number * 6 - 5, 6, format!("{year:04}-H{number}"))
            }
            b'W' if (1..=53).contains(&number) => {
                let start =
                    jiff::civil::ISOWeekDate::new(year, number, jiff::civil::Weekday::Monday)
                        .ok()?
                        .date();
                in_use(start).then(|| Self {
                    start,
                    end: Period::days(6).after(start),
                    name: format!("{year:04}-W{number:02}"),
                })
            }
            _ => None,
        }
    }

    fn months(year: i16, month: i8, count: u16, name: String) -> Option<Self> {
        let start = Date::new(year, month, 1).ok()?;
        in_use(start).then_some(())?;
        let end = Period::days(1).before(Period::months(count).after(start));
        Some(Self { start, end, name })
    }
}

/// Longer texts are no periods.
const LONGEST: usize = 40;

/// Digits and letters of a word apart: `2026q3` is `2026`, `q` and `3`.
fn pieces(word: &str) -> Vec<&str> {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut out = Vec::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let of_digits = is_digit(first);
        let end = rest.find(|c| is_digit(c) != of_digits);
        let (piece, behind) = rest.split_at(end.unwrap_or(rest.len()));
        out.push(piece);
        rest = behind;
    }
    out
}

/// Whether records are of such a day. Longer numbers are often something else.
fn in_use(day: Date) -> bool {
    day >= date(1990, 1, 1) && day <= date(2100, 12, 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read() {
        let read = |text: &str| {
            PeriodKey::read(text).map(|key| (key.start.to_string(), key.end.to_string(), key.name))
        };
        let some = |a: &str, b: &str, c: &str| Some((a.to_owned(), b.to_owned(), c.to_owned()));
        assert_eq!(read("2026-02"), some("2026-02-01", "2026-02-28", "2026-02"));
        assert_eq!(read("2026_02"), read("2026-02"));
        assert_eq!(read("202602"), read("2026-02"));
        assert_eq!(read("02-2026"), read("2026-02"));
        assert_eq!(read("2026-Q3"), some("2026-07-01", "2026-09-30", "2026-Q3"));
        assert_eq!(read("Q3-2026"), read("2026Q3"));
        assert_eq!(
            read("2026-W01"),
            some("2025-12-29", "2026-01-04", "2026-W01")
        );
        assert_eq!(read("2026"), some("2026-01-01", "2026-12-31", "2026"));
        for quarter in [
            "2026 Q1",
            "Q1 2026",
            "Q1_2026",
            "2026Q1",
            "1. Quartal 2026",
            "1st quarter of 2026",
            "2026-1. Quartal",
        ] {
            assert_eq!(read(quarter), read("2026-Q1"), "{quarter}");
        }
        for half in ["H2 2026", "2. Halbjahr 2026", "2026 HJ2", "2026_H2"] {
            assert_eq!(read(half), read("2026-H2"), "{half}");
        }
        for week in ["KW31-2026", "2026 KW 31", "week 31 2026", "2026W31"] {
            assert_eq!(read(week), read("2026-W31"), "{week}");
        }
        for month in ["March 2026", "2026 März", "mrz-2026", "03.2026", "2026 03"] {
            assert_eq!(read(month), read("2026-03"), "{month}");
        }
        for wrong in [
            "2026-13", "x", "", "Q5-2026", "2026-W60", "0001", "ä2026", "Q", "2026-Q",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn names_tell_periods() {
        for (name, told, format) in [
            ("Service report 2026-03", "2026-03", "YYYY-MM"),
            ("report_March_2026_final", "2026-03", "YYYY-MM"),
            ("202603_availability", "2026-03", "YYYYMM"),
            ("CAB minutes 2026-03-12", "2026-03-12", "YYYY-MM-DD"),
            ("Review Q1 2026 Hosting", "2026-Q1", "YYYY-Qn"),
            ("Audit 2025", "2025", "YYYY"),
        ] {
            let (at, key, found) = period_in(name).unwrap();
            assert_eq!((key.name.as_str(), found), (told, format), "{name}");
            let pattern = format!(
                "{}{{period:{format}}}{}",
                &name[..at.start],
                &name[at.end..]
            );
            let pattern = Pattern::new("", &pattern, None).unwrap();
            assert_eq!(pattern.period_of(name), Some(key), "{name}");
        }
        for name in ["Policy", "POL-20261", "v2026", "Ticket 202699"] {
            assert_eq!(period_in(name), None, "{name}");
        }
    }

    #[test]
    fn patterns_find_the_period() {
        let pattern = Pattern::new("ops/", "records (old)/{period:YYYY-MM}*.md", None).unwrap();
        assert_eq!(
            pattern
                .period_of("ops/records (old)/2026-03 report.md")
                .unwrap()
                .name,
            "2026-03"
        );
        assert!(pattern.period_of("records (old)/2026-03.md").is_none());
        assert!(
            pattern
                .period_of("ops/records (old)/2026-03/x.md")
                .is_none()
        );
        let deep = Pattern::new("", "**/{period:YYYY-Qn}.md", None).unwrap();
        assert!(
            deep.period_of("a/b/2026-Q1.md").is_some() && deep.period_of("2026-Q1.md").is_some()
        );
        let quarters = Pattern::new("", "Review {period:YYYY-Qn}*.md", None).unwrap();
        for name in [
            "2026 Q1",
            "Q1 2026",
            "Q1_2026",
            "2026-Q1 final",
            "1. Quartal 2026",
        ] {
            let period = quarters.period_of(&format!("Review {name}.md"));
            assert_eq!(period.unwrap().name, "2026-Q1", "{name}");
        }
        let months = Pattern::new("", "*{period:YYYY-MM}.md", None).unwrap();
        for name in ["Report 2026-03", "report-03-2026", "Bericht März 2026"] {
            assert_eq!(
                months.period_of(&format!("{name}.md")).unwrap().name,
                "2026-03",
                "{name}"
            );
        }
        assert!(Pattern::new("", "x.md", None).is_err());
        assert!(Pattern::new("", "{period:JJ}", None).is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _ = PeriodKey::read(&text);
            let _ = Pattern::new("", &format!("{{period:{text}}}"), None);
            let _ = Pattern::new("", &text, None);
        }
    }
}
