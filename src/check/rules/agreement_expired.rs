//! An agreement that somebody relies on and that ended, by its own word, before the day assessed.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "agreement-expired",
    title: "an agreement that is past its end",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: true,
    page: include_str!("agreement-expired.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for (at, document) in subject.documents() {
        if !subject.assessment.footing[at].agreement || !subject.is_used(at) {
            continue;
        }
        for problem in subject.problems_of(at, &[ProblemKind::Expired]) {
            found
                .at(
                    &problem.location,
                    format!("this agreement was {}", problem.message),
                )
                .about(document.title())
                .hint("renew it, or claim the agreement that took its place");
        }
    }
}
