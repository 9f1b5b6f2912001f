//! A file claimed as evidence of something that it says is missing, not done or only planned.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "evidence-denies-claim",
    title: "a file that says the thing is not done",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("evidence-denies-claim.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::Contrary]) {
        found
            .at(
                &problem.location,
                format!("this file is {}", problem.message),
            )
            .about(problem.message.clone())
            .hint("read the sentence: do what it says is missing, or claim something else");
    }
}
