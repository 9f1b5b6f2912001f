//! The page of a rule, on a screen and in the documentation: as it is written beside the rule, with
//! its level and how to set it aside, which are the same for all.

use crate::check::{Kind, RULES, Rule};
use crate::output::paint::{Paint, paint, wrapped};
use crate::output::screen::Screen;

/// The page for a screen.
#[must_use]
pub fn page(rule: &Rule, screen: Screen<'_>) -> String {
    let mut out = String::new();
    let (mut fenced, mut text) = (false, String::new());
    for line in whole(rule).lines().chain([""]) {
        let ends = line.starts_with('#') || line.starts_with("- ") || line.trim().is_empty();
        if !text.is_empty() && (ends || line.starts_with("```")) {
            let indent = if text.starts_with("- ") { 2 } else { 0 };
            out.push_str(&wrapped(&text, screen.width, indent));
            text.clear();
        }
        if line.starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            out.push_str(&format!("    {line}\n"));
        } else if let Some(head) = line.strip_prefix("## ").or_else(|| line.strip_prefix("# ")) {
            let head = paint(head, Paint::Bold, screen.colour);
            out.push_str(&format!("{head}\n"));
        } else if line.trim().is_empty() {
            out.push('\n');
        } else {
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(line.trim());
        }
    }
    out
}

/// The pages of all rules, as Markdown.
#[must_use]
pub fn pages() -> String {
    let mut out = String::from("# The rules of `check`\n\n");
    out.push_str("This page is what `clausewise check --list --format markdown` prints.\n\n");
    out.push_str("| Rule | Finds | Whose rule | Severity | Confidence |\n|---|---|---|---|---|\n");
    for rule in RULES {
        out.push_str(&format!(
            "| [{0}](#{0}) | {1} | {2} | {3} | {4} |\n",
            rule.name,
            rule.title,
            whose(rule.kind),
            rule.severity.word(),
            rule.confidence.word()
        ));
    }
    for rule in RULES {
        // One level deeper below the title of the page.
        for line in whole(rule).lines() {
            let deeper = if line.starts_with('#') { "#" } else { "" };
            out.push_str(&format!(
                "{}{deeper}{line}\n",
                if line.starts_with("# ") { "\n" } else { "" }
            ));
        }
    }
    out
}

/// The page with what is the same for all.
fn whole(rule: &Rule) -> String {
    let by_day = if rule.by_calendar {
        " It depends on the day as well: what is found today may not have been there yesterday."
    } else {
        ""
    };
    let preview = if rule.preview {
        " It is new and fails no run unless [check.rules] names it."
    } else {
        ""
    };
    format!(
        "{page}\n\n## Its level, and how to suppress it\n\
         Whose rule: {whose}. Severity {severity}, confidence {confidence}.{by_day}{preview}\n\n\
         ```toml\n[check.rules]\n{name} = \"{severity}\"   # off, note, warning or error\n\n\
         [[check.suppress]]\nrule = \"{name}\"\npath = \"folder/file.md\"\nreason = \"why it may stay\"\n\
         by = \"who answers for it\"\nuntil = 2027-01-31\n```\n",
        page = rule.page.trim_end(),
        whose = whose(rule.kind),
        severity = rule.severity.word(),
        confidence = rule.confidence.word(),
        name = rule.name,
    )
}

fn whose(kind: Kind) -> &'static str {
    match kind {
        Kind::Standard => "the standard's",
        Kind::OwnPromise => "an own promise",
        Kind::GoodPractice => "good practice",
    }
}
