//! A suppression that does not say why, who answers for it, or until when: it hides nothing.

use crate::check::finding::Found;
use crate::check::rules::words::about;
use crate::check::suppress::Used;
use crate::check::{Confidence, Kind, Look, Rule, Severity};

pub(in crate::check) const RULE: Rule = Rule {
    name: "suppression-incomplete",
    title: "a suppression without a reason, a name or an end",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("suppression-incomplete.md"),
    look: Look::Suppressions(look),
};

fn look(used: &[Used<'_>], found: &mut Found) {
    for of in used {
        let lacks = of.lacks();
        if lacks.is_empty() {
            continue;
        }
        let message = format!(
            "this suppression of {} does not count: it has no {}",
            of.entry.rule,
            lacks.join(", no ")
        );
        found
            .at(&of.entry.location, message)
            .about(about(of))
            .hint("add what is missing: reason = \"…\", by = \"…\", until = 2027-01-31");
    }
}
