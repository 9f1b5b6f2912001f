//! A record of a kind that each needs a report of its own, as a major incident does, and none names it.

use crate::chains::Fault;
use crate::check::finding::Found;
use crate::check::rules::chained;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "record-without-report",
    title: "a record without the report it needs",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("record-without-report.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let hint = "write the report, or name the number of the record in the one there is";
    chained::tell(subject, found, Fault::Undocumented, hint, |_, _| false);
}
