//! A document the standard calls for, in force by all it says, that shows no approval.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "approval-missing",
    title: "a controlled document without an approval",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("approval-missing.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::NoApproval]) {
        found
            .at(
                &problem.location,
                format!("this document {}", problem.message),
            )
            .hint("have it approved and state who did so and when; mark it a draft until then");
    }
}
