//! Marks of an unfinished merge, so that some lines stand in two versions.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "merge-unfinished",
    title: "an unfinished merge",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("merge-unfinished.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::Merge]) {
        found
            .at(&problem.location, problem.message.clone())
            .hint("keep one of the two versions and remove the marks");
    }
}
