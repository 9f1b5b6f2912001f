//! Which of the files that seem to be evidence come again and again: nine monthly reports are one
//! series, not nine entries.
//!
//! Only names are compared: what differs in nothing but the period is a series. How often it
//! comes is taken from the periods there are, and stands in the proposal for a person to mend.

use std::collections::{BTreeMap, BTreeSet};

use super::FileHint;
use crate::evidence::{PeriodKey, period_in};

/// Fewer files are single documents.
const FEWEST: usize = 3;

/// Files that seem to be one series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesHint {
    /// Pattern for a manifest, relative to the root.
    pub pattern: String,
    /// What the names have in common, as a title.
    pub title: String,
    /// How often it comes, as a manifest writes it: `P1M`.
    pub every: &'static str,
    /// The month of the first period: `2026-01`.
    pub since: String,
    /// How many files there are.
    pub files: usize,
    /// Clauses that at least half of them seem to be about, each with the reason given for the
    /// first.
    pub clauses: Vec<(String, String)>,
}

/// Parts the series from the single files.
pub(super) fn parted(hints: &[FileHint]) -> (Vec<SeriesHint>, Vec<FileHint>) {
    let mut by_pattern: BTreeMap<String, Vec<(PeriodKey, &FileHint)>> = BTreeMap::new();
    for hint in hints {
        if let Some((pattern, key)) = pattern_of(&hint.path) {
            by_pattern.entry(pattern).or_default().push((key, hint));
        }
    }
    let mut series = Vec::new();
    let mut taken = BTreeSet::new();
    for (pattern, files) in by_pattern {
        let periods: BTreeSet<&PeriodKey> = files.iter().map(|(key, _)| key).collect();
        let clauses = of_most(&files);
        let every = usual_distance(&periods);
        if let (true, false, Some(every)) = (periods.len() >= FEWEST, clauses.is_empty(), every) {
            taken.extend(files.iter().map(|(_, hint)| &hint.path));
            let first = periods.first().map(|key| key.start);
            series.push(SeriesHint {
                title: title_of(&pattern),
                every,
                since: first.map_or_else(String::new, |day| day.strftime("%Y-%m").to_string()),
                files: files.len(),
                clauses,
                pattern,
            });
        }
    }
    let single = hints.iter().filter(|hint| !taken.contains(&hint.path));
    (series, single.cloned().collect())
}

/// The path with the period of its name left open.
fn pattern_of(path: &str) -> Option<(String, PeriodKey)> {
    let name_at = path.rfind('/').map_or(0, |at| at + 1);
    let (folders, name) = path.split_at(name_at);
    // These mean something else in a pattern, or have no form that every system reads alike.
    if path.contains(['{', '}', '*', '?', '\\']) {
        return None;
    }
    let (at, key, format) = period_in(name)?;
    let (before, behind) = (&name[..at.start], &name[at.end..]);
    Some((format!("{folders}{before}{{period:{format}}}{behind}"), key))
}

/// Clauses of at least half the files, in the order of the first that has them.
fn of_most(files: &[(PeriodKey, &FileHint)]) -> Vec<(String, String)> {
    let has = |hint: &FileHint, id: &str| hint.clauses.iter().any(|(clause, _)| clause == id);
    let mut out: Vec<(String, String)> = Vec::new();
    for (id, reason) in files.iter().flat_map(|(_, hint)| &hint.clauses) {
        let held = files.iter().filter(|(_, hint)| has(hint, id)).count();
        if held * 2 >= files.len() && !out.iter().any(|(clause, _)| clause == id) {
            out.push((id.clone(), reason.clone()));
        }
    }
    out
}

/// How far apart most neighbouring periods begin, gaps aside; `None` where there is no rhythm of a week or
/// more.
fn usual_distance(periods: &BTreeSet<&PeriodKey>) -> Option<&'static str> {
    let starts: Vec<_> = periods.iter().map(|key| key.start).collect();
    let mut days: Vec<i32> = starts
        .windows(2)
        .filter_map(|pair| pair[0].until(pair[1]).ok().map(|span| span.get_days()))
        .collect();
    days.sort_unstable();
    match *days.get(days.len().checked_sub(1)? / 2)? {
        5..=10 => Some("P7D"),
        20..=45 => Some("P1M"),
        75..=110 => Some("P3M"),
        160..=200 => Some("P6M"),
        330..=400 => Some("P12M"),
        _ => None,
    }
}

/// What the names have in common besides the period: `Service report`.
fn title_of(pattern: &str) -> String {
    let name = pattern.rsplit('/').next().unwrap_or("");
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let open = stem.find('{').zip(stem.find('}'));
    let kept = open.map_or(stem.to_owned(), |(from, to)| {
        format!("{} {}", &stem[..from], &stem[to + 1..])
    });
    let words = kept.split(|c: char| c.is_whitespace() || matches!(c, '_' | '-'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        "Records".to_owned()
    } else {
        words.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(path: &str, clauses: &[&str]) -> FileHint {
        FileHint {
            path: path.to_owned(),
            clauses: clauses
                .iter()
                .map(|id| ((*id).to_owned(), format!("{id} because")))
                .collect(),
        }
    }

    #[test]
    fn files_that_differ_in_the_period_alone_are_one_series() {
        let hints = [
            hint("r/Service report 2026-01.md", &["9.4", "8.6.1"]),
            hint("r/Service report 2026-02.md", &["9.4"]),
            hint("r/Service report 2026-03.md", &["9.4"]),
            hint("Policy 2026.md", &["5.2"]),
            hint("b/Review Q1 2026.md", &["9.3"]),
            hint("b/Review Q2 2026.md", &["9.3"]),
        ];
        let (series, single) = parted(&hints);
        assert_eq!(single, hints[3..]);
        let [series] = series.as_slice() else {
            panic!("{series:?}");
        };
        assert_eq!(series.pattern, "r/Service report {period:YYYY-MM}.md");
        assert_eq!(series.title, "Service report");
        assert_eq!((series.every, series.since.as_str()), ("P1M", "2026-01"));
        assert_eq!((series.files, series.clauses.len()), (3, 1));
    }

    #[test]
    fn the_distance_is_that_of_most_periods() {
        let every = |names: &[&str]| {
            let hints: Vec<FileHint> = names
                .iter()
                .map(|name| hint(&format!("{name} minutes.md"), &["9.3"]))
                .collect();
            parted(&hints).0.first().map(|series| series.every)
        };
        assert_eq!(
            every(&["2026-01", "2026-04", "2026-07", "2026-08"]),
            Some("P3M")
        );
        assert_eq!(
            every(&["2026-01-12", "2026-02-10", "2026-03-11"]),
            Some("P1M")
        );
        assert_eq!(every(&["2024", "2025", "2026"]), Some("P12M"));
        assert_eq!(every(&["2026-01-12", "2026-01-13", "2026-01-14"]), None);
        assert_eq!(every(&["2026-01", "2026-02"]), None);
    }
}
