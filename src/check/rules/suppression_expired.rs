//! A suppression that held until a day that has passed: what it hid is told again.

use crate::check::finding::Found;
use crate::check::rules::words::about;
use crate::check::suppress::Used;
use crate::check::{Confidence, Kind, Look, Rule, Severity};

pub(in crate::check) const RULE: Rule = Rule {
    name: "suppression-expired",
    title: "a suppression whose day has passed",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("suppression-expired.md"),
    look: Look::Suppressions(look),
};

fn look(used: &[Used<'_>], found: &mut Found) {
    for of in used.iter().filter(|of| of.is_over()) {
        let Some(until) = of.entry.until else {
            continue;
        };
        let message = format!("this suppression of {} ended on {until}", of.entry.rule);
        found
            .at(&of.entry.location, message)
            .about(about(of))
            .hint("mend what it hid, or have somebody answer for it until a later day");
    }
}
