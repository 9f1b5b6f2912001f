//! A file claimed as evidence of something that it says is missing, not done or only planned.
//!
//! What one line says is told once, however many claims it goes against.

use std::collections::BTreeMap;

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;
use crate::source::Location;

pub(in crate::check) const RULE: Rule = Rule {
    name: "evidence-denies-claim",
    title: "a file that says the thing is not done",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("evidence-denies-claim.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let mut by_place: BTreeMap<&Location, Vec<&str>> = BTreeMap::new();
    for problem in subject.problems(&[ProblemKind::Contrary]) {
        let said = by_place.entry(&problem.location).or_default();
        said.push(&problem.message);
    }
    for (place, said) in by_place {
        let Some((first, others)) = said.split_first() else {
            continue;
        };
        let finding = found.at(place, format!("this file is {first}"));
        // Another denial on the line is news, also to a baseline that knows the first.
        finding
            .about(said.join("\n"))
            .hint("read the sentence: do what it says is missing, or claim something else");
        for other in others {
            finding.related(place.clone(), format!("it is {other}"));
        }
    }
}
