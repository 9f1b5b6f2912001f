//! A document that is withdrawn or superseded and still claimed as evidence.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "obsolete-claimed",
    title: "a withdrawn document is still claimed",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("obsolete-claimed.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::Obsolete]) {
        found
            .at(
                &problem.location,
                format!("this document is {}", problem.message),
            )
            .hint("claim the document that took its place");
    }
}
