//! A line of claims.toml or of a manifest that names what is not there, and so says nothing.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "declaration-unused",
    title: "a declaration that says nothing",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("declaration-unused.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in &subject.evidence.problems {
        let hint = problem.hint.as_deref();
        found
            .at(&problem.location, problem.message.clone())
            .about(problem.message.clone())
            .hint(hint.unwrap_or("correct it: until then it counts for nothing"));
    }
}
