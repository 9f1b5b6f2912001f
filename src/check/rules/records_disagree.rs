//! Two records that belong together and whose days or states do not: a problem closed while its change is open.

use crate::chains::Fault;
use crate::check::finding::Found;
use crate::check::rules::chained;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "records-disagree",
    title: "two records contradict each other",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("records-disagree.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let hint = "look at both records, and correct the one that is wrong";
    chained::tell(subject, found, Fault::Disagrees, hint, |_, _| false);
}
