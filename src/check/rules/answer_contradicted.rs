//! An answer (no occurrence, no such party) that a record, a contract or rows of a register speak against.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "answer-contradicted",
    title: "an answer that the evidence contradicts",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("answer-contradicted.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let problems = subject.assessment.workspace_problems.iter();
    for problem in problems.filter(|of| of.kind == ProblemKind::AnswerContradicted) {
        found
            .at(&problem.location, problem.message.clone())
            .about(problem.message.clone())
            .hint("look at what speaks against it: withdraw the answer, or correct the claim of that file");
    }
}
