//! A file whose content is of another format than its name says.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "file-misnamed",
    title: "content of another format than the name says",
    kind: Kind::GoodPractice,
    severity: Severity::Note,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("file-misnamed.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::Misnamed]) {
        found
            .at(&problem.location, problem.message.clone())
            .about(problem.message.clone())
            .hint("save it again in the format of its name, or rename it");
    }
}
