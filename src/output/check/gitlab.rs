//! The findings as a report of GitLab's code quality.

use serde_json::{Value, json};

use super::view::{CheckView, FindingView};
use crate::output::json::pretty;

/// The report: a list of issues.
#[must_use]
pub fn gitlab(view: &CheckView) -> String {
    let issues: Vec<Value> = view.findings.iter().map(issue).collect();
    pretty(&issues).unwrap_or_default()
}

fn issue(of: &FindingView) -> Value {
    let severity = match (of.severity, of.fails) {
        (_, true) => "critical",
        ("error", false) => "major",
        ("warning", false) => "minor",
        _ => "info",
    };
    let within = of.location.place.as_ref().map(|place| format!("{place}: "));
    json!({
        "description": format!("{}{}", within.unwrap_or_default(), of.message),
        "check_name": of.rule,
        "fingerprint": of.fingerprint,
        "severity": severity,
        "location": {
            "path": of.location.path,
            "lines": {"begin": of.location.line.unwrap_or(1)},
        },
    })
}
