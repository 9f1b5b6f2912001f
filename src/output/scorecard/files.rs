//! How the files fare: how many were read, holes in series, what is wrong and where.

use std::fmt::Write as _;

use super::{placed, told};
use crate::output::paint::{count, wrap};
use crate::output::screen::Screen;
use crate::output::{EvidenceView, View};
use crate::source::visible;

pub(super) fn files(out: &mut String, view: &View, screen: Screen<'_>) {
    let of = |test: &dyn Fn(&EvidenceView) -> bool| {
        view.evidence.iter().filter(|file| test(file)).count()
    };
    let read = of(&|file| file.read == "read");
    let empty = match of(&|file| file.read == "empty" && !file.set_aside) {
        0 => String::new(),
        empty => format!(", {empty} empty"),
    };
    let unread = unknown(view, "not read").count();
    let unclaimed = of(&|file| {
        file.read == "read"
            && file.claimed_for.is_empty()
            && !file.set_aside
            && file
                .problems
                .iter()
                .any(|problem| problem.kind == "unclaimed")
    });
    let problems: usize = view
        .evidence
        .iter()
        .map(|file| {
            file.problems
                .iter()
                .filter(|problem| problem.kind != "unclaimed" && !problem.declared)
                .count()
        })
        .sum();
    let _ = writeln!(
        out,
        "{}",
        wrap(
            &format!(
                "Files: {} found, {read} read{empty}, {unread} not read, {unclaimed} claimed for nothing; {} in files, {} in what was declared.",
                view.evidence.len(),
                count(problems, "problem"),
                view.problems.len()
            ),
            screen.width,
            0
        )
    );
    series(out, view, screen);
    listed(out, view, screen);
    history(out, view, screen);
    out.push('\n');
}

/// Why nobody knows when files were last changed, where git was asked.
pub(super) fn history(out: &mut String, view: &View, screen: Screen<'_>) {
    if let Some(text) = &view.history.unknown {
        let text = format!("? {}", visible(text));
        let _ = writeln!(out, "  {}", wrap(&text, screen.width.saturating_sub(2), 4));
    }
}

/// Series with holes or late records.
fn series(out: &mut String, view: &View, screen: Screen<'_>) {
    for series in &view.series {
        let of = |state: &str| -> Vec<&str> {
            series
                .periods
                .iter()
                .filter(|period| period.state == state)
                .map(|period| period.period.as_str())
                .collect()
        };
        let mut parts = Vec::new();
        for (state, word) in [
            ("missing", "missing"),
            ("unusable", "of no use or unknown"),
            ("late", "late"),
        ] {
            let periods = of(state);
            if !periods.is_empty() {
                parts.push(format!("{word} {}", periods.join(", ")));
            }
        }
        if !parts.is_empty() {
            let text = format!(
                "! series {}: {} of {} records there; {}",
                series.id,
                series.present + series.late,
                series.due - series.excused,
                parts.join("; ")
            );
            let _ = writeln!(
                out,
                "  {}",
                wrap(&visible(&text), screen.width.saturating_sub(2), 4)
            );
        }
    }
}

/// What is wrong in what was declared, and when asked for everything, in each file.
fn listed(out: &mut String, view: &View, screen: Screen<'_>) {
    few(out, &declared(view), screen);
    let unread = unknown(view, "not read").map(|file| format!("? {file}"));
    let unread: Vec<String> = unread.collect();
    few(out, &unread, screen);
    to_be_read(out, view, screen);
    if screen.verbose {
        for file in &view.evidence {
            for problem in file.problems.iter().filter(|problem| !problem.declared) {
                let text = format!(
                    "- {}",
                    told(&problem.spot.behind(&file.path), &problem.message)
                );
                let _ = writeln!(out, "  {}", wrap(&text, screen.width.saturating_sub(2), 4));
            }
        }
    }
}

/// Files that only people can read: how many are waiting, how to vouch for the first, and for
/// which somebody has vouched.
fn to_be_read(out: &mut String, view: &View, screen: Screen<'_>) {
    let waiting: Vec<&EvidenceView> = in_turn(view.evidence.iter())
        .filter(|file| file.awaits_a_person())
        .collect();
    if let Some(first) = waiting.first() {
        let text = format!(
            "People can read {} of these. Read the first, and say what it is: clausewise note \"…\" {}",
            waiting.len(),
            first.vouched_by()
        );
        let _ = writeln!(out, "  {}", wrap(&text, screen.width.saturating_sub(2), 4));
    }
    let vouched = view
        .evidence
        .iter()
        .filter(|file| !file.attested.is_empty());
    let vouched: Vec<String> = vouched
        .map(|file| format!("{} ({})", visible(&file.path), file.attested.join(", ")))
        .collect();
    if !vouched.is_empty() {
        let text = format!("Not read, and vouched for in notes: {}", vouched.join("; "));
        let _ = writeln!(out, "  {}", wrap(&text, screen.width.saturating_sub(2), 4));
    }
}

/// What is claimed for something goes first: it changes the figures.
fn in_turn<'v>(
    files: impl Iterator<Item = &'v EvidenceView>,
) -> impl Iterator<Item = &'v EvidenceView> {
    let mut files: Vec<&EvidenceView> = files.collect();
    files.sort_by_key(|file| file.claimed_for.is_empty());
    files.into_iter()
}

/// What is wrong in what was declared, each in a sentence.
pub(super) fn declared(view: &View) -> Vec<String> {
    let problems = view.problems.iter();
    problems
        .map(|problem| {
            format!(
                "! {}",
                placed(&problem.path, problem.line, &problem.message)
            )
        })
        .collect()
}

/// The files of which nothing is known, since they were not read or are empty, each with the
/// reason.
pub(super) fn unknown<'v>(view: &'v View, read: &'v str) -> impl Iterator<Item = String> + 'v {
    let meant = move |file: &&EvidenceView| {
        file.read == read && !file.set_aside && file.attested.is_empty()
    };
    in_turn(view.evidence.iter().filter(meant)).map(|file| {
        let told = file.problems.iter().find(|problem| problem.kind == "empty");
        let told = told.map(|problem| problem.message.as_str());
        let reason = file.reason.as_deref().or(told).unwrap_or("");
        format!("{} ({})", visible(&file.path), visible(reason))
    })
}

/// The first of many sentences, and how many more there are; all where everything is asked
/// for.
pub(super) fn few(out: &mut String, sentences: &[String], screen: Screen<'_>) {
    let most = if screen.verbose { usize::MAX } else { MOST };
    for text in sentences.iter().take(most) {
        let _ = writeln!(out, "  {}", wrap(text, screen.width.saturating_sub(2), 4));
    }
    if sentences.len() > most {
        let more = sentences.len() - most;
        let _ = writeln!(out, "  … and {more} more (-v shows all)");
    }
}

/// Most sentences of a kind, unless all are asked for.
const MOST: usize = 5;
