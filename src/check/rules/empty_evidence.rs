//! A file that is claimed and holds nothing, or nothing below its headings.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ReadState;
use crate::source::Location;

pub(in crate::check) const RULE: Rule = Rule {
    name: "empty-evidence",
    title: "a claimed file with nothing in it",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("empty-evidence.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for (at, document) in subject.documents() {
        let empty = document.state == ReadState::Empty;
        let blank = document.is_blank_template();
        if !(empty || blank) || subject.assessment.claimed_for[at].is_empty() {
            continue;
        }
        let place = Location::file(document.path.clone());
        let what = if blank {
            "is a template that nobody has filled in"
        } else {
            document.emptiness()
        };
        let message = format!("this file is claimed as evidence, but {what}");
        let first = subject.assessment.claimed_for[at][0];
        found
            .at(&place, message)
            .requirement(subject.id(first))
            .hint("write it, or take the claim away");
    }
}
