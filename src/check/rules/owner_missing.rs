//! A document the standard calls for that names nobody who answers for it.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "owner-missing",
    title: "a document without an owner",
    kind: Kind::GoodPractice,
    severity: Severity::Note,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("owner-missing.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::NoOwner]) {
        found
            .at(
                &problem.location,
                format!("this document {}", problem.message),
            )
            .hint("name the role that answers for it, such as `owner: change manager`");
    }
}
