//! A record of a series that is dated after the day on which it was due.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "record-late",
    title: "a record that came late",
    kind: Kind::OwnPromise,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("record-late.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::Late]) {
        found
            .at(&problem.location, problem.message.clone())
            .hint("nothing mends it afterwards; find out why, and note it");
    }
}
