//! A document id that two documents in force carry, so that a reference to it means either.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "duplicate-document-id",
    title: "one document id on several documents",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("duplicate-document-id.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::DuplicateId]) {
        found
            .at(&problem.location, problem.message.clone())
            .hint("give one of them another id, or withdraw the one that is out of date");
    }
}
