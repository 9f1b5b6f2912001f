//! A suppression that no finding fits: what it hid is mended, or it was never written right.

use crate::check::finding::Found;
use crate::check::rules::words::about;
use crate::check::suppress::Used;
use crate::check::{Confidence, Kind, Look, Rule, Severity, rule};

pub(in crate::check) const RULE: Rule = Rule {
    name: "suppression-unused",
    title: "a suppression of nothing",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("suppression-unused.md"),
    look: Look::Suppressions(look),
};

fn look(used: &[Used<'_>], found: &mut Found) {
    for of in used.iter().filter(|of| of.fits == 0) {
        let message = match rule(&of.entry.rule) {
            Some(_) => format!(
                "nothing was found that this suppression of {} fits",
                of.entry.rule
            ),
            None => format!(
                "this suppression names a rule that there is not: {}",
                of.entry.rule
            ),
        };
        found
            .at(&of.entry.location, message)
            .about(about(of))
            .hint("take it out");
    }
}
