//! Another party that performs work in scope, and no evidence of control over it.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::source::few;

pub(in crate::check) const RULE: Rule = Rule {
    name: "party-without-control",
    title: "a party performs work and nothing shows that it is controlled",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("party-without-control.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for party in &subject.workspace.settings.parties {
        if party.performs.is_empty() || !party.control.is_empty() {
            continue;
        }
        let mut answers = subject.workspace.answers.iter();
        if answers.any(|of| of.party.as_ref() == Some(&party.name) && !of.control.is_empty()) {
            continue;
        }
        let performs = few(&party.performs, 3);
        let message = format!(
            "{} performs {performs}, and no evidence of control over it is named",
            party.name
        );
        found
            .at(&party.location, message)
            .about(party.name.clone())
            .hint("name the contract, the reviews or reports that show it: control = [\"suppliers/…\"]");
    }
}
