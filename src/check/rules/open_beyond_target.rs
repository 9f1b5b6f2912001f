//! A record that is open for longer than the organisation itself promised for such records. That the
//! promise as a whole is broken is told where it is made; here stands what can still be acted on.

use std::collections::BTreeSet;

use crate::assessment::Line;
use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::records::CLOSED;
use crate::source::Location;

pub(in crate::check) const RULE: Rule = Rule {
    name: "open-beyond-target",
    title: "a record open for longer than promised",
    kind: Kind::OwnPromise,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: true,
    page: include_str!("open-beyond-target.md"),
    look: Look::Evidence(look),
};

/// Most records of one promise that are told one by one.
const MOST: usize = 20;

fn look(subject: &Subject<'_>, found: &mut Found) {
    let mut told = failing_rows(subject);
    for promise in &subject.calendar.promises {
        let (Some(test), Some(place)) = (promise.kept.test(), promise.places.first()) else {
            continue;
        };
        let mut count = 0;
        for late in &test.open {
            if !told.insert(&late.location) {
                continue;
            }
            count += 1;
            if count <= MOST {
                let of = if late.id.is_empty() {
                    "this record"
                } else {
                    &late.id
                };
                let message = format!(
                    "{of} is {}, longer than was promised: {}",
                    late.took, promise.what
                );
                found
                    .at(&late.location, message)
                    .about(late.id.clone())
                    .related(place.location.clone(), "the promise")
                    .hint("close it, or write down why it takes longer and who agreed to that");
            }
        }
        if count > MOST {
            let message = format!(
                "{} more are open for longer than was promised here: {}",
                count - MOST,
                promise.what
            );
            found
                .at(&place.location, message)
                .about(promise.uid.clone())
                .hint("clausewise calendar shows how the promise is kept");
        }
    }
}

/// The rows that are told already to lack their end.
fn failing_rows<'a>(subject: &Subject<'a>) -> BTreeSet<&'a Location> {
    let names_end = |line: &&Line| {
        let test = subject.catalogue.requirements[line.requirement]
            .test
            .as_ref();
        test.is_some_and(|test| {
            let order = test.order.iter().flat_map(|(first, then)| [first, then]);
            test.needs.iter().chain(order).any(|named| named == CLOSED)
        })
    };
    let lines = subject.assessment.lines.iter().filter(names_end);
    let looked = lines.flat_map(|line| &line.evidence);
    looked.flat_map(|looked| &looked.places).collect()
}
