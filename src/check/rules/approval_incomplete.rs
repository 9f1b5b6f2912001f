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
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for (at, document) in subject.documents() {
        let metadata = &document.metadata;
        // A day that can be read in two ways is told as that, and is not missing.
        let mut unclear = subject.problems_of(at, &[ProblemKind::AmbiguousDate]);
        let undated = metadata.approved_by.is_some() && metadata.approved_on.is_none();
        if undated && unclear.next().is_some() {
            continue;
        }
        for problem in subject.problems_of(at, &[ProblemKind::ApprovalIncomplete]) {
            found
                .at(
                    &problem.location,
                    format!("this document {}", problem.message),
                )
                .hint("state both: who approved it, and on which day");
        }
    }
}
