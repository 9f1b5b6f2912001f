//! A document that calls itself approved and leaves out by whom or when.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "approval-incomplete",
    title: "approved, but not by whom or when",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("approval-incomplete.md"),
    look: Look::AtEvidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::ApprovalIncomplete]) {
        found
            .at(
                &problem.location,
                format!("this document {}", problem.message),
            )
            .hint("state both: who approved it, and on which day");
    }
}
