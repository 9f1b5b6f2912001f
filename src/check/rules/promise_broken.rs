//! An interval, deadline or target that the organisation set itself and that its records do not keep.

use crate::calendar::{Kept, Origin};
use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::source::Location;

pub(in crate::check) const RULE: Rule = Rule {
    name: "promise-broken",
    title: "an own promise that the records break",
    kind: Kind::OwnPromise,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: true,
    page: include_str!("promise-broken.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let mut told: Vec<(&Location, &Kept)> = Vec::new();
    for promise in &subject.calendar.promises {
        let Some(place) = promise.places.first() else {
            continue;
        };
        let own_rule = matches!(
            place.origin,
            Origin::Series | Origin::Review | Origin::Validity
        );
        if own_rule || !promise.kept.is_broken() {
            continue;
        }
        // The time and the share of it may stand side by side, in two cells of one row.
        let same = |(location, kept): &(&Location, &Kept)| {
            let at = (&location.path, location.line());
            at == (&place.location.path, place.location.line()) && **kept == promise.kept
        };
        if promise.kept.test().is_some() && told.iter().any(same) {
            continue;
        }
        told.push((&place.location, &promise.kept));
        let message = format!("not kept: {}: {}", promise.what, promise.why());
        let finding = found.at(&place.location, message);
        finding
            .about(promise.uid.clone())
            .hint("keep it and file the record, or change the promise to what is really done");
        if let Some(line) = promise.requirements.first() {
            finding.requirement(subject.id(*line));
        }
        if let Some(last) = &promise.last {
            let says = format!("last kept on {}", last.day);
            finding.related(Location::file(last.path.clone()), says);
        }
        // Which sentence bears on which records was read and not declared.
        if place.origin == Origin::Sentence {
            finding.confidence(Confidence::Medium);
        }
    }
}
