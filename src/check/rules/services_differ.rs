//! A service that a catalogue or agreement lists and the scope does not, or the other way round.

use crate::assessment::Found as Naming;
use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::source::Location;

pub(in crate::check) const RULE: Rule = Rule {
    name: "services-differ",
    title: "the services are not the same everywhere",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("services-differ.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let services = &subject.workspace.settings.services;
    for naming in &subject.assessment.namings {
        let item = &subject.catalogue.items[naming.item];
        for (service, location) in &naming.beyond {
            let message =
                format!("{service} is listed here and is neither in scope nor declared outside it");
            found.at(location, message).about(service.clone()).hint(
                "add it to [scope] services or outside in clausewise.toml, or take it off the list",
            );
        }
        if naming.documents.is_empty() {
            continue;
        }
        for (service, how) in services.iter().zip(naming.found()) {
            if how == Naming::Nowhere {
                let first = &subject.evidence.documents[naming.documents[0]];
                let place = Location::file(first.path.clone());
                found
                    .at(
                        &place,
                        format!("{service} is in scope, and {} does not name it", item.short),
                    )
                    .about(format!("{} {service}", item.id))
                    .hint("add it there, or take it out of scope");
            }
        }
    }
}
