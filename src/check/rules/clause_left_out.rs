//! A document that declares a clause not applicable. Nothing of the clauses can be left out.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "clause-left-out",
    title: "a clause is left out",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("clause-left-out.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::Excluded]) {
        found
            .at(&problem.location, problem.message.clone())
            .about(problem.message.clone())
            .hint("say what is true instead: clausewise answer --help");
    }
}
