//! A claim to a clause or requirement that the edition does not have.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "unknown-claim",
    title: "a claim to something the standard does not have",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("unknown-claim.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::UnknownClaim]) {
        found
            .at(&problem.location, problem.message.clone())
            .about(problem.message.clone())
            .hint("`clausewise catalogue list` names them all");
    }
}
