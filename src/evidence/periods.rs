//! Periods in file names: `{period:YYYY-MM}` and what stands for it.

use jiff::civil::{Date, date};
use regex::Regex;

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
    regex: Regex,
}

const FORMATS: &[(&str, &str)] = &[
    ("YYYY-MM-DD", r"(\d{4}-\d{2}-\d{2})"),
    ("YYYYMMDD", r"(\d{8})"),
    ("YYYY-MM", r"(\d{4}-\d{2})"),
    ("YYYY_MM", r"(\d{4}_\d{2})"),
    ("YYYYMM", r"(\d{6})"),
    ("MM-YYYY", r"(\d{2}-\d{4})"),
    ("YYYY-Qn", r"(\d{4}-?[Qq][1-4])"),
    ("YYYY-Q", r"(\d{4}-?[Qq][1-4])"),
    ("YYYYQn", r"(\d{4}-?[Qq][1-4])"),
    ("Qn-YYYY", r"([Qq][1-4][-_]\d{4})"),
    ("YYYY-Hn", r"(\d{4}-?[Hh][12])"),
    ("YYYY-Www", r"(\d{4}-?[Ww]\d{2})"),
    ("YYYY", r"(\d{4})"),
];

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
        let (_, group) = FORMATS
            .iter()
            .find(|(name, _)| *name == format)
            .ok_or_else(|| {
                let names: Vec<&str> = FORMATS.iter().map(|(name, _)| *name).collect();
                format!(
                    "`{format}` is no period format; known: {}",
                    names.join(", ")
                )
            })?;
        if text.split('/').any(|part| part == "..") {
            return Err(format!("`{text}` leads out of the folder"));
        }
        let regex = format!(
            "^{}{}{}{}$",
            regex::escape(folder),
            glob_to_regex(text[..start].trim_start_matches("./")),
            group,
            glob_to_regex(&text[end + 1..])
        );
        let regex = Regex::new(&regex).map_err(|_| format!("`{text}` is no file pattern"))?;
        Ok(Self {
            text: text.to_owned(),
            whole: format!("{folder}{}", text.trim_start_matches("./")),
            regex,
        })
    }

    /// Whether files of the series may lie in a folder.
    #[must_use]
    pub fn may_lie_in(&self, folder: &str) -> bool {
        super::closed::may_lie_in(&self.whole, folder)
    }

    /// The period a workspace path stands for, when it belongs to the series.
    #[must_use]
    pub fn period_of(&self, path: &str) -> Option<PeriodKey> {
        self.regex
            .captures(path)
            .and_then(|found| PeriodKey::read(found.get(1)?.as_str()))
    }
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
    /// Reads a period: 2026, 2026-08, 202608, 08-2026, 2026-Q3, 2026-H1, 2026-W31, 2026-08-14.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if !text.is_ascii() {
            return None;
        }
        let upper = text.to_ascii_uppercase().replace('_', "-");
        let compact: String = upper.chars().filter(|c| *c != '-').collect();
        if let Some((left, right)) = compact.split_once(['Q', 'H', 'W']) {
            let letter = compact.as_bytes()[left.len()];
            let (year, number) = if left.is_empty() {
                (right.get(1..)?, right.get(..1)?)
            } else {
                (left, right)
            };
            return Self::part_of_year(year.parse().ok()?, letter, number.parse().ok()?);
        }
        if !compact.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match (compact.len(), upper.find('-')) {
            (4, None) => Self::months(compact.parse().ok()?, 1, 12, compact.clone()),
            (6, Some(2)) => Self::month(
                compact.get(2..)?.parse().ok()?,
                compact.get(..2)?.parse().ok()?,
            ),
            (6, _) => Self::month(
                compact.get(..4)?.parse().ok()?,
                compact.get(4..)?.parse().ok()?,
            ),
            (8, _) => {
                let day = Date::new(
                    compact.get(..4)?.parse().ok()?,
                    compact.get(4..6)?.parse().ok()?,
                    compact.get(6..)?.parse().ok()?,
                )
                .ok()?;
                in_use(day).then(|| Self {
                    start: day,
                    end: day,
                    name: day.to_string(),
                })
            }
            _ => None,
        }
    }

    fn month(year: i16, month: i8) -> Option<Self> {
        (1..=12).contains(&month).then_some(())?;
        Self::months(year, month, 1, format!("{year:04}-{month:02}"))
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
        for wrong in [
            "2026-13", "x", "", "Q5-2026", "2026-W60", "0001", "ä2026", "Q", "2026-Q",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
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
