//! A file that is claimed and that could not be read, or only in part: what it says is unknown.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ReadState;
use crate::source::Location;

pub(in crate::check) const RULE: Rule = Rule {
    name: "unreadable-evidence",
    title: "a claimed file that cannot be read",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("unreadable-evidence.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for (at, document) in subject.documents() {
        let place = Location::file(document.path.clone());
        let why = match &document.state {
            ReadState::NotRead(unread) => unread.reason.clone(),
            _ if document.is_read_in_part() => "part of it could not be read".to_owned(),
            _ => continue,
        };
        if subject.assessment.claimed_for[at].is_empty() {
            found.cannot_tell(place, why);
        } else {
            found
                .at(&place, format!("this file is claimed, and what it says is unknown: {why}"))
                .hint("save it in a form that can be read, or vouch for it: clausewise note --kind attest");
        }
    }
}
