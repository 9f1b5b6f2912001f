//! Front matter, a manifest entry or a value in it that was not understood, so that it counts for nothing.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "metadata-malformed",
    title: "metadata that cannot be used",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("metadata-malformed.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let kinds = &[
        ProblemKind::Malformed,
        ProblemKind::UnknownKey,
        ProblemKind::InvalidData,
        ProblemKind::NotUnderstood,
    ];
    let workspace = subject.assessment.workspace_problems.iter();
    let workspace = workspace.filter(|problem| kinds.contains(&problem.kind));
    for problem in subject.problems(kinds).chain(workspace) {
        found
            .at(&problem.location, problem.message.clone())
            .about(problem.message.clone())
            .hint("correct it: until then it counts for nothing");
    }
}
