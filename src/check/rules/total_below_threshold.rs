//! A total score below `total` of [check].

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "total-below-threshold",
    title: "the total is below what the workspace asks for",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("total-below-threshold.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let Some(least) = subject.threshold.total else {
        return;
    };
    let total = subject.assessment.totals.low.percent();
    if total < u32::from(least) {
        let message = format!("the total is {total} %, and [check] asks for at least {least} %");
        found
            .at(&subject.workspace_file(), message)
            .hint("`clausewise assess` names what would help most");
    }
}
