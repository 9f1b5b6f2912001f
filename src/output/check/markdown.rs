//! The findings as Markdown, for the summary of a job.

use super::told::told;
use super::view::{CheckView, FindingView};
use crate::output::paint::count;
use crate::source::visible;

/// Most findings of one severity that are listed: a job's summary is no archive.
const MOST: usize = 50;

/// The page.
#[must_use]
pub fn markdown(view: &CheckView) -> String {
    let of = view.figures;
    let verdict = if view.failed {
        format!("failed, {} to mend", count(of.failing, "finding"))
    } else {
        "passed".to_owned()
    };
    let mut out = format!("## Evidence check: {verdict}\n\n");
    out.push_str(&format!(
        "{}, {}, {} in {}, as of {}.",
        count(of.errors, "error"),
        count(of.warnings, "warning"),
        count(of.notes, "note"),
        count(of.files, "file"),
        view.as_of
    ));
    for (n, what) in [
        (of.not_shown, "not shown"),
        (of.suppressed, "suppressed"),
        (of.not_evaluated, "could not be evaluated"),
    ] {
        if n > 0 {
            out.push_str(&format!(" {n} {what}."));
        }
    }
    out.push('\n');
    for text in told(view) {
        out.push_str(&format!("\n{}\n", cell(&text)));
    }
    for (severity, head) in [
        ("error", "Errors"),
        ("warning", "Warnings"),
        ("note", "Notes"),
    ] {
        let found = view.findings.iter().filter(|of| of.severity == severity);
        out.push_str(&table(head, &found.collect::<Vec<_>>()));
    }
    out
}

fn table(head: &str, found: &[&FindingView]) -> String {
    if found.is_empty() {
        return String::new();
    }
    let mut out = format!("\n### {head}\n\n| Where | What | Rule |\n|---|---|---|\n");
    for of in found.iter().take(MOST) {
        let fails = if of.fails { "**" } else { "" };
        let known = if of.known { "Known: " } else { "" };
        let doubt = of.doubt();
        let doubt = doubt.map_or_else(String::new, |doubt| format!(" ({doubt})"));
        out.push_str(&format!(
            "| `{}` | {known}{fails}{}{fails}{doubt}. {} | {} |\n",
            of.location.spoken().replace('`', "'"),
            cell(&of.message),
            cell(&of.hint),
            of.rule
        ));
    }
    if found.len() > MOST {
        out.push_str(&format!("\n… and {} more.\n", found.len() - MOST));
    }
    out
}

/// A text that stays in its cell and is no markup.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        if matches!(c, '|' | '<' | '*' | '_' | '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
