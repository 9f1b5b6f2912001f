//! A claim that speaks of another edition of the standard, in which the numbers mean other things.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "other-edition-claim",
    title: "a claim with the number of another edition",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("other-edition-claim.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::OtherEdition]) {
        found
            .at(&problem.location, problem.message.clone())
            .about(problem.message.clone())
            .hint("`clausewise catalogue search WORDS` finds the number of today");
    }
}
