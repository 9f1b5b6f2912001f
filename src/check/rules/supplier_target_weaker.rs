//! A supplier promises less than the customer was promised for the same service.

use crate::chains::Fault;
use crate::check::finding::Found;
use crate::check::rules::chained;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "supplier-target-weaker",
    title: "a supplier promises less than the customer was promised",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("supplier-target-weaker.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let hint = "agree on a better target, or show how the risk of the difference is managed";
    chained::tell(subject, found, Fault::Weaker, hint, |_, _| false);
}
