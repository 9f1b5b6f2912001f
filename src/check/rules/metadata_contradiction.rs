//! A version, date, owner or status that front matter, text, name and properties state differently.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "metadata-contradiction",
    title: "a document contradicts itself",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("metadata-contradiction.md"),
    look: Look::AtEvidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::Contradiction]) {
        found
            .at(&problem.location, problem.message.clone())
            .about(problem.message.clone())
            .hint("correct the one that is wrong");
    }
}
