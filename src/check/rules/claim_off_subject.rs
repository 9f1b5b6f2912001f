//! A claim on a clause of which nothing in the file speaks: mostly a wrong number.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "claim-off-subject",
    title: "a claim of which the file does not speak",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::Low,
    preview: false,
    by_calendar: false,
    page: include_str!("claim-off-subject.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::OffSubject]) {
        found
            .at(&problem.location, format!("this file {}", problem.message))
            .about(problem.message.clone())
            .hint("correct the number, or claim the file that says it");
    }
}
