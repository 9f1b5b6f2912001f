//! A comparison as Markdown, for minutes, wikis and merge requests.

use std::fmt::Write as _;

use super::words::{files, reason, rows, stands, summary, title};
use crate::comparison::{Comparison, Direction, Side};
use crate::evidence::MADE_BY_TOOL;
use crate::output::Tool;
use crate::output::markdown::escaped;

/// The comparison.
#[must_use]
pub fn markdown(comparison: &Comparison) -> String {
    let Tool { name, version } = Tool::this();
    let mut out = String::new();
    let organisation = comparison.after.organisation.as_deref();
    let _ = writeln!(
        out,
        "<!-- {MADE_BY_TOOL} by {name} {version}: a comparison, never evidence -->\n\n# {}: what changed\n",
        escaped(organisation.unwrap_or("Organisation not named"))
    );
    side(&mut out, "Before", &comparison.before);
    side(&mut out, "Now", &comparison.after);
    for what in &comparison.beside {
        let _ = writeln!(out, "- Also {}", escaped(what));
    }
    let _ = writeln!(out, "\n| | before | now |\n|---|---:|---:|");
    for row in rows(comparison) {
        let now = if row.differs {
            format!("**{}**", escaped(&row.after))
        } else {
            escaped(&row.after)
        };
        let _ = writeln!(
            out,
            "| {} | {} | {now} |",
            escaped(&row.name),
            escaped(&row.before)
        );
    }
    let _ = writeln!(out, "\n{}", escaped(&summary(comparison)));
    for direction in [Direction::Worse, Direction::Better, Direction::Other] {
        group(&mut out, comparison, direction);
    }
    let changed = files(&comparison.files);
    if !changed.is_empty() {
        out.push_str("\n## Files\n\n");
    }
    for (what, names) in changed {
        let names: Vec<String> = names.iter().map(|name| escaped(name)).collect();
        let _ = writeln!(out, "- {} {what}: {}", names.len(), names.join(", "));
    }
    out
}

fn side(out: &mut String, head: &str, side: &Side) {
    let _ = writeln!(
        out,
        "- {head}: {}, as of {}, {}",
        escaped(&side.of),
        side.as_of,
        escaped(&side.edition)
    );
}

fn group(out: &mut String, comparison: &Comparison, direction: Direction) {
    let changes = comparison.requirements.iter();
    let mut changes = changes.filter(|of| of.direction == direction).peekable();
    if changes.peek().is_none() {
        return;
    }
    let _ = writeln!(
        out,
        "\n## {}\n\n| requirement | change | why |\n|---|---|---|",
        title(direction)
    );
    for change in changes {
        let why = change.why.iter().map(|of| escaped(&reason(of)));
        let missing = change.now_missing.iter();
        let missing = missing.map(|what| format!("now: {}", escaped(what)));
        let why: Vec<String> = why.chain(missing).collect();
        let _ = writeln!(
            out,
            "| **{}** {} | {} | {} |",
            change.id,
            escaped(&change.text),
            escaped(&stands(change)),
            why.join("<br>")
        );
    }
}
