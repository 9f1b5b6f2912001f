//! A review that a document promised for a day that has passed.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "review-overdue",
    title: "a review that is overdue",
    kind: Kind::OwnPromise,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: true,
    page: include_str!("review-overdue.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::ReviewOverdue]) {
        found
            .at(&problem.location, problem.message.clone())
            .hint("review it, and state the day and the next one");
    }
}
