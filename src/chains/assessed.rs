//! Links of which the assessment has seen already whether they hold.

use super::Trace;
use super::types::{Break, Fault, TracedLink, Untold};
use crate::assessment::{Found, Standing, State};
use crate::source::Location;

/// Whether each service in scope is named in the documents of an item, and no other listed.
pub(super) fn named(trace: &Trace<'_, '_>, item: usize) -> TracedLink {
    let mut found = TracedLink::default();
    let namings = &trace.assessment.namings;
    let Some(naming) = namings.iter().find(|naming| naming.item == item) else {
        return found;
    };
    let of = &trace.catalogue.items[item];
    let short = if of.short.is_empty() {
        &of.name
    } else {
        &of.short
    };
    if naming.named.is_empty() {
        let why = "clausewise.toml names no services in scope".to_owned();
        found.untold.push(Untold::new(why, 0));
        return found;
    }
    if naming.documents.is_empty() {
        let why = format!("not seen: {short}");
        found.untold.push(Untold::new(why, naming.named.len()));
        return found;
    }
    let documents = &trace.evidence.documents;
    let at = match naming.documents.as_slice() {
        [one] => Some(Location::file(documents[*one].path.clone())),
        _ => None,
    };
    for (service, by) in trace.services().iter().zip(naming.found()) {
        found.asked += 1;
        match by {
            Found::Named => {
                found.held += 1;
                continue;
            }
            Found::InPassing(document) => {
                let path = &documents[document].path;
                let why = format!(
                    "{path} only mentions it: in a draft, in passing, or where something is denied"
                );
                found.cannot_tell(why, service.clone());
                continue;
            }
            Found::Nowhere => {}
        }
        found.broken += 1;
        found.breaks(Break {
            fault: Fault::Unnamed,
            record: service.clone(),
            what: format!("{service} is in scope and not named in {short}"),
            at: at.clone(),
            other: None,
        });
    }
    for (service, place) in &naming.beyond {
        found.asked += 1;
        found.broken += 1;
        found.breaks(Break {
            fault: Fault::Unnamed,
            record: service.clone(),
            what: format!(
                "{service} is listed as a service, but is neither in scope nor declared outside it"
            ),
            at: Some(place.clone()),
            other: None,
        });
    }
    found
}

/// Whether requirements hold by what was seen or judged.
pub(super) fn lines(trace: &Trace<'_, '_>, requirements: &[usize]) -> TracedLink {
    let mut found = TracedLink::default();
    for index in requirements {
        let line = &trace.assessment.lines[*index];
        let requirement = &trace.catalogue.requirements[*index];
        if !matches!(line.standing, Standing::Counts | Standing::Repeats(_)) {
            continue;
        }
        found.asked += 1;
        let judged = line.judgement.as_ref().filter(|judged| !judged.stale);
        let text = requirement.text.trim_end_matches('.');
        let broken = match (judged.map(|judged| judged.conforming), line.state) {
            (Some(conforming), _) => !conforming,
            (None, State::Shown) => false,
            (None, State::Claimed | State::NotSeen) => {
                let why = format!("{} so far", line.state.word());
                found.cannot_tell(why, format!("{} {text}", requirement.id));
                continue;
            }
            (None, _) => true,
        };
        if !broken {
            found.held += 1;
            continue;
        }
        found.broken += 1;
        let why = match line.missing.first() {
            Some(missing) => missing.trim_end_matches('.').to_owned(),
            None => line.state.word().to_owned(),
        };
        let looked = line.evidence.first();
        let at = looked.filter(|_| line.evidence_count == 1);
        let documents = &trace.evidence.documents;
        let at = at.and_then(|looked| crate::evidence::document_at(documents, &looked.name));
        found.breaks(Break {
            fault: Fault::NotMet,
            record: requirement.id.to_string(),
            what: format!("{text}: {why}"),
            at: at.map(|at| Location::file(documents[at].path.clone())),
            other: None,
        });
    }
    found
}
