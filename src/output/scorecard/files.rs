//! How the files fare: how many were read, holes in series, what is wrong and where.

use std::fmt::Write as _;

use super::placed;
use crate::output::paint::wrap;
use crate::output::screen::Screen;
use crate::output::{EvidenceView, View};
use crate::source::visible;

pub(super) fn files(out: &mut String, view: &View, screen: Screen<'_>) {
    let count = |test: &dyn Fn(&EvidenceView) -> bool| {
        view.evidence.iter().filter(|file| test(file)).count()
    };
    let read = count(&|file| file.read == "read");
    let unread = count(&|file| file.read == "not read" && !file.set_aside);
    let unclaimed = count(&|file| {
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
                "Files: {} found, {read} read, {unread} not read, {unclaimed} claimed for nothing; {problems} problems in files, {} in what was declared.",
                view.evidence.len(),
                view.problems.len()
            ),
            screen.width,
            0
        )
    );
    series(out, view, screen);
    listed(out, view, screen);
    out.push('\n');
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
            ("unusable", "cannot be read"),
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
    let most = if screen.verbose { usize::MAX } else { 5 };
    for problem in view.problems.iter().take(most) {
        let text = format!(
            "! {}",
            placed(&problem.path, problem.line, &problem.message)
        );
        let _ = writeln!(out, "  {}", wrap(&text, screen.width.saturating_sub(2), 4));
    }
    if view.problems.len() > most {
        let _ = writeln!(
            out,
            "  … and {} more (-v shows all)",
            view.problems.len() - most
        );
    }
    if screen.verbose {
        for file in &view.evidence {
            for problem in file.problems.iter().filter(|problem| !problem.declared) {
                let text = format!("- {}", placed(&file.path, problem.line, &problem.message));
                let _ = writeln!(out, "  {}", wrap(&text, screen.width.saturating_sub(2), 4));
            }
        }
    }
}
