//! A claimed record that is older than the time looked at or carries no day, so that it shows little or
//! nothing of that time.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "record-outside-window",
    title: "a record too old, or without a day",
    kind: Kind::Standard,
    severity: Severity::Note,
    confidence: Confidence::High,
    preview: false,
    by_calendar: true,
    page: include_str!("record-outside-window.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for (at, _) in subject.documents().filter(|(at, _)| subject.is_used(*at)) {
        for problem in subject.problems_of(at, &[ProblemKind::OutsideWindow]) {
            found
                .at(&problem.location, problem.message.clone())
                .about(problem.message.clone())
                .hint("state its day, or hand over a newer record");
        }
    }
}
