//! An id that several rows of a register carry: a record that stands twice, or two that nobody can tell apart.

use crate::check::finding::{Cause, Found};
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "duplicate-record-id",
    title: "one id on several rows of a register",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("duplicate-record-id.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::DuplicateRow]) {
        found
            .at(&problem.location, problem.message.clone())
            .cause(Cause::IdTwice)
            .hint("remove what stands twice, or give each record an id of its own");
    }
}
