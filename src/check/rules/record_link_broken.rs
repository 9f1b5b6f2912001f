//! A record that names another by its number, where no register holds that number.

use crate::chains::Fault;
use crate::check::finding::Found;
use crate::check::rules::chained;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "record-link-broken",
    title: "a record names one that no register holds",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("record-link-broken.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let hint = "correct the number, or hand over the register that holds it";
    chained::tell(subject, found, Fault::Gone, hint, |_, _| false);
}
