//! An owner who is neither a role nor a person of the list of people.

use crate::check::finding::Found;
use crate::check::rules::words::{is_same_name, names_in};
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "owner-unknown",
    title: "an owner nobody knows",
    kind: Kind::GoodPractice,
    severity: Severity::Note,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("owner-unknown.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let people = &subject.workspace.settings.people;
    if people.is_empty() {
        return;
    }
    for at in subject.controlled() {
        let Some(owner) = &subject.evidence.documents[at].metadata.owner else {
            continue;
        };
        let named = names_in(&owner.value);
        let is = |known: &String| named.iter().any(|name| is_same_name(known, name));
        let has_left = subject.workspace.settings.left.keys().any(is);
        if !has_left && !people.iter().any(|(role, name)| is(role) || is(name)) {
            let message = format!(
                "the owner, {}, is neither a role nor a person of [people]",
                owner.value
            );
            found
                .at(&owner.location, message)
                .hint("name who owns it today, or add the role to [people] in clausewise.toml");
        }
    }
}
