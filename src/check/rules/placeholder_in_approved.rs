//! A place that nobody has filled in (TBD, [name], {{ owner }}) in a document that is in force.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "placeholder-in-approved",
    title: "a placeholder in an approved document",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("placeholder-in-approved.md"),
    look: Look::AtEvidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for (at, _) in subject.documents() {
        let footing = subject.assessment.footing[at];
        let is_claimed = !subject.assessment.claimed_for[at].is_empty();
        if footing.draft || !footing.counts || !is_claimed {
            continue;
        }
        for problem in subject.problems_of(at, &[ProblemKind::Placeholder]) {
            found
                .at(&problem.location, problem.message.clone())
                .about(problem.message.clone())
                .hint("fill it in, or take the document back to a draft");
        }
    }
}
