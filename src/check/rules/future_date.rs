//! An approval, a review or a record dated after the day assessed.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "future-date",
    title: "a date after the day assessed",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("future-date.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::FutureDate]) {
        let field = problem.message.split(char::is_numeric).next().unwrap_or("");
        found
            .at(&problem.location, problem.message.clone())
            .about(field)
            .hint("correct the date; what is still to come is no evidence yet");
    }
}
