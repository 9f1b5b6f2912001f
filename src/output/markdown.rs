//! The scorecard as Markdown, for wikis and merge requests.

use std::fmt::Write as _;

use super::{TotalsView, View};
use crate::assessment::Share;

/// The assessment as Markdown.
#[must_use]
pub fn markdown(view: &View) -> String {
    let mut out = String::new();
    let name = view
        .organisation
        .name
        .as_deref()
        .unwrap_or("Organisation not named");
    let _ = writeln!(
        out,
        "<!-- {} -->\n\n# {}: assessment\n\n{}, as of {}\n",
        view.mark(),
        escaped(name),
        view.edition_title,
        view.as_of
    );
    if view.is_only_a_first_look() {
        first_look(&mut out, view);
        return out;
    }
    figures(&mut out, view);
    gates(&mut out, view);
    clauses(&mut out, view);
    steps(&mut out, view);
    out
}

/// What there is to say while nothing is claimed: no figure that could be taken for a
/// forecast.
fn first_look(out: &mut String, view: &View) {
    let _ = writeln!(out, "{}\n", view.first_look_in_words());
    for gate in &view.gates {
        let _ = writeln!(out, "**{}: {}**\n", gate.title, gate.verdict);
    }
    let _ = writeln!(
        out,
        "## What files seem to be about\n\nA hint scores nothing.\n"
    );
    for file in view.hinted() {
        let hints = file.ideas_of.iter().map(|hint| view.hint_in_words(hint));
        let hints: Vec<String> = hints.collect();
        let _ = writeln!(
            out,
            "- {}: {}{}",
            escaped(&file.path),
            escaped(&hints.join(", ")),
            file.caveat()
        );
    }
    let _ = writeln!(
        out,
        "\n## Explicitly asked for, and no file that was read offers it\n"
    );
    for item in view.unoffered() {
        let _ = writeln!(out, "- {} ({})", escaped(&item.short), item.item);
    }
}

fn figures(out: &mut String, view: &View) {
    let totals = &view.totals;
    let _ = writeln!(out, "| Figure | Value |\n|---|---|");
    let _ = writeln!(
        out,
        "| Judged conforming | {} of {} ({}) |",
        totals.conforming, totals.requirements, totals.share_conforming
    );
    let _ = writeln!(
        out,
        "| Shown by evidence | {} of {} ({}) |",
        totals.shown, totals.requirements, totals.share_shown
    );
    let withheld = if view.first_look {
        " (nothing is claimed yet: judged ones only)"
    } else {
        ""
    };
    let _ = writeln!(
        out,
        "| Probable majors, minors | {}, {}{withheld} |",
        totals.probable_majors, totals.probable_minors
    );
    let _ = writeln!(
        out,
        "| Not seen | {} ({}) |",
        totals.not_seen, totals.share_not_seen
    );
    let _ = writeln!(
        out,
        "| Mean of what was seen (bounds) | {} ({} to {}) |\n",
        mean(totals.mean),
        totals.low,
        totals.high
    );
}

fn gates(out: &mut String, view: &View) {
    for gate in &view.gates {
        let _ = writeln!(out, "**{}: {}**\n", gate.title, gate.verdict);
        for ask in &gate.asks {
            let _ = writeln!(
                out,
                "- {}: {} ({})",
                ask.verdict,
                ask.ask,
                escaped(&ask.reason)
            );
        }
        out.push('\n');
    }
}

fn clauses(out: &mut String, view: &View) {
    let _ = writeln!(
        out,
        "| Clause | Title | Requirements | Conforming | Shown | Partly | Claimed | Gap | Not seen | Mean | Grade |\n\
         |---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|"
    );
    for area in &view.areas {
        row(
            out,
            &format!("**{}**", area.clause),
            &format!("**{}**", escaped(&area.title)),
            &area.totals,
        );
        for clause in view
            .clauses
            .iter()
            .filter(|clause| clause.leaf && clause.area == area.area)
        {
            let title = escaped(&clause.title);
            row(out, &clause.clause, &title, &clause.totals);
        }
    }
}

fn steps(out: &mut String, view: &View) {
    out.push_str("\n## What would help most\n\n");
    for step in view.steps.iter().take(10) {
        let ids: Vec<String> = step.requirements.iter().map(ToString::to_string).collect();
        let _ = writeln!(
            out,
            "1. {}{}: {}",
            escaped(&step.title),
            match step.grade {
                "none" => String::new(),
                grade => format!(" \\[probable {grade}\\]"),
            },
            ids.join(", ")
        );
    }
}

fn row(out: &mut String, id: &str, title: &str, totals: &TotalsView) {
    let mut grade = Vec::new();
    if totals.probable_majors > 0 {
        grade.push(format!("{} major", totals.probable_majors));
    }
    if totals.probable_minors > 0 {
        grade.push(format!("{} minor", totals.probable_minors));
    }
    let _ = writeln!(
        out,
        "| {id} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
        title,
        totals.requirements,
        totals.conforming,
        totals.shown,
        totals.partly_shown,
        totals.claimed,
        totals.not_found + totals.contrary,
        totals.not_seen,
        mean(totals.mean),
        grade.join(", ")
    );
}

fn mean(mean: Option<Share>) -> String {
    mean.map_or_else(|| "–".to_owned(), |mean| mean.to_string())
}

/// Text that cannot break a table or add markup.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in crate::source::visible(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
