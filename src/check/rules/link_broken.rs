//! A link from one document to another that is not there, or outside the workspace.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "link-broken",
    title: "a link between documents that leads nowhere",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("link-broken.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::BrokenLink]) {
        found
            .at(&problem.location, problem.message.clone())
            .about(problem.message.clone())
            .hint("correct the link, or put the file where it points");
    }
}
