//! A date such as 3/2/2026, which is one day in London and another in New York.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "date-ambiguous",
    title: "a date that can mean two days",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("date-ambiguous.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::AmbiguousDate]) {
        found
            .at(&problem.location, problem.message.clone())
            .about(problem.message.clone())
            .hint("write it as 2026-02-03");
    }
}
