//! A document the standard calls for that carries no version.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "version-missing",
    title: "a document without a version",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("version-missing.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::NoVersion]) {
        found
            .at(
                &problem.location,
                format!("this document {}", problem.message),
            )
            .hint("add its version, such as `version: 1.2`");
    }
}
