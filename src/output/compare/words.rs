//! The words of a comparison that the screen and Markdown share.

use crate::comparison::{Change, Comparison, Direction, Figure, FilesChanged, Reason};
use crate::output::paint::count;

/// Figures that people look for, with what they are called; the rest is for programs.
const FIGURES: &[(&str, &str)] = &[
    ("conforming", "Judged conforming"),
    ("nonconforming", "Judged not conforming"),
    ("shown", "Shown by the evidence"),
    ("partly_shown", "Partly shown"),
    ("claimed", "Only claimed"),
    ("contrary", "Contradicted"),
    ("not_found", "Not found"),
    ("not_seen", "Not seen"),
    ("probable_majors", "Probable majors"),
    ("probable_minors", "Probable minors"),
    ("mean", "Mean of what was seen"),
    ("low", "At least"),
    ("high", "At most"),
];

/// A row of the figures: its name, before and after in words, and whether they differ.
pub struct Row {
    pub name: String,
    pub before: String,
    pub after: String,
    pub differs: bool,
}

/// The figures and the gates, one below the other.
pub fn rows(comparison: &Comparison) -> Vec<Row> {
    let figures = FIGURES.iter().filter_map(|(key, name)| {
        let figure = comparison.totals.iter().find(|of| of.name == *key)?;
        let (before, after) = (
            in_words(figure, figure.before),
            in_words(figure, figure.after),
        );
        Some(Row {
            name: (*name).to_owned(),
            differs: before != after,
            before,
            after,
        })
    });
    let verdict = |of: &Option<String>| of.clone().unwrap_or_else(|| "none".to_owned());
    let gates = comparison.gates.iter().map(|gate| Row {
        name: gate.title.clone(),
        before: verdict(&gate.before),
        after: verdict(&gate.after),
        differs: gate.before != gate.after,
    });
    figures.chain(gates).collect()
}

fn in_words(figure: &Figure, value: Option<f64>) -> String {
    match value {
        None => "none".to_owned(),
        Some(share) if matches!(figure.name, "mean" | "low" | "high") => percent(share),
        Some(number) => format!("{number:.0}"),
    }
}

/// A share as people write it.
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// What a group of changes is called.
pub fn title(direction: Direction) -> &'static str {
    match direction {
        Direction::Worse => "Worse",
        Direction::Better => "Better",
        Direction::Other => "Otherwise",
    }
}

/// How many requirements changed, and which way.
pub fn summary(comparison: &Comparison) -> String {
    let of = |direction: Direction| {
        let changes = comparison.requirements.iter();
        changes
            .filter(|change| change.direction == direction)
            .count()
    };
    let all = comparison.requirements.len();
    if all == 0 {
        return format!(
            "None of {} changed.",
            count(comparison.unchanged, "requirement")
        );
    }
    let ways = [
        (of(Direction::Worse), "worse"),
        (of(Direction::Better), "better"),
        (of(Direction::Other), "otherwise"),
    ];
    let ways = ways.into_iter().filter(|(n, _)| *n > 0);
    let ways: Vec<String> = ways.map(|(n, way)| format!("{n} {way}")).collect();
    format!(
        "{all} of {} changed: {}.",
        count(all + comparison.unchanged, "requirement"),
        ways.join(", ")
    )
}

/// How a requirement stood and stands.
pub fn stands(change: &Change) -> String {
    let (Some(before), Some(after)) = (&change.before, &change.after) else {
        return match change.after {
            Some(_) => "new in this edition".to_owned(),
            None => "gone from this edition".to_owned(),
        };
    };
    let mut told = Vec::new();
    let mut both = |what: &str, old: String, new: String| {
        if old != new {
            told.push(format!("{what}{old} → {new}"));
        }
    };
    both("", before.state.clone(), after.state.clone());
    both("", score(before.score), score(after.score));
    let judged = |of: &crate::comparison::Standing| match (of.judged, of.conforming) {
        (true, Some(true)) => "judged conforming".to_owned(),
        (true, Some(false)) => "judged not conforming".to_owned(),
        _ => "not judged".to_owned(),
    };
    both("", judged(before), judged(after));
    let counts = |counts: bool| if counts { "counts" } else { "does not count" }.to_owned();
    both("", counts(before.counts), counts(after.counts));
    let grade = |grade: &str| match grade {
        "none" => "no gap forecast".to_owned(),
        "opportunity" => grade.to_owned(),
        grade => format!("probable {grade}"),
    };
    both("", grade(&before.grade), grade(&after.grade));
    if told.is_empty() && before.low.to_bits() != after.low.to_bits() {
        let low = |share: f64| format!("{:.1} %", share * 100.0);
        return format!(
            "{}, at least {} → {}",
            after.state,
            low(before.low),
            low(after.low)
        );
    }
    if told.is_empty() {
        return format!("{} as before", after.state);
    }
    told.join(", ")
}

fn score(score: Option<f64>) -> String {
    score.map_or_else(|| "no score".to_owned(), percent)
}

/// A reason with its file.
pub fn reason(reason: &Reason) -> String {
    match &reason.path {
        Some(path) => format!("{path}: {}", reason.what),
        None => reason.what.clone(),
    }
}

/// The files that changed: a head and their names.
pub fn files(files: &FilesChanged) -> Vec<(&'static str, Vec<String>)> {
    let renamed = files.renamed.iter();
    let renamed = renamed.map(|(old, new)| format!("{old} → {new}"));
    [
        ("added", files.added.clone()),
        ("withdrawn", files.withdrawn.clone()),
        ("changed", files.changed.clone()),
        ("renamed", renamed.collect()),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .collect()
}
