//! Something that was to be done by a day that its own record names, and is open after it.

use crate::chains::Fault;
use crate::check::finding::Found;
use crate::check::rules::chained;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "action-overdue",
    title: "an action that is open after its day",
    kind: Kind::OwnPromise,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: true,
    page: include_str!("action-overdue.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let hint = "close it with what was done, or agree on another day and say who did";
    chained::tell(subject, found, Fault::Overdue, hint, |_, _| false);
}
