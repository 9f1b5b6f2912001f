//! An owner who has left, by the organisation's own list.

use crate::check::finding::Found;
use crate::check::rules::words::{is_same_name, names_in};
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "owner-gone",
    title: "an owner who has left",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: true,
    page: include_str!("owner-gone.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let settings = &subject.workspace.settings;
    let as_of = subject.assessment.as_of;
    let left = settings.left.iter().filter(|(_, day)| **day <= as_of);
    let left: Vec<_> = left.collect();
    if left.is_empty() {
        return;
    }
    for (at, document) in subject.documents() {
        let footing = subject.assessment.footing[at];
        let owner = document.metadata.owner.as_ref();
        let Some(owner) = owner.filter(|_| footing.counts && !footing.record) else {
            continue;
        };
        let mut named = names_in(&owner.value);
        let roles = settings.people.iter();
        let held = roles.filter(|(role, _)| named.iter().any(|name| is_same_name(role, name)));
        // Who stands for a role that is named beside a person who left owns it today.
        let held: Vec<&str> = held.map(|(_, name)| name.as_str()).collect();
        if !held.is_empty() {
            named = held;
        }
        let is_there = |name: &&str| !left.iter().any(|(gone, _)| is_same_name(gone, name));
        let known = |name: &&str| {
            settings
                .people
                .values()
                .any(|known| is_same_name(known, name))
        };
        if named.iter().any(|name| is_there(name) && known(name)) {
            continue;
        }
        let gone = left
            .iter()
            .find(|(gone, _)| named.iter().any(|name| is_same_name(gone, name)));
        if let Some((name, day)) = gone {
            found
                .at(
                    &owner.location,
                    format!("the owner, {}, is gone: {name} left on {day}", owner.value),
                )
                .about((*name).clone())
                .hint("name who owns it today, best by the role, such as `owner: change manager`");
        }
    }
}
