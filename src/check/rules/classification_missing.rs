//! A document the standard calls for that does not say who may see it.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::source::Location;

pub(in crate::check) const RULE: Rule = Rule {
    name: "classification-missing",
    title: "a document without a classification",
    kind: Kind::GoodPractice,
    severity: Severity::Note,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("classification-missing.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let classified = |at: &usize| {
        subject.evidence.documents[*at]
            .metadata
            .classification
            .is_some()
    };
    let used: Vec<usize> = subject.controlled();
    // Where nobody classifies anything it is no slip of one document.
    if !used.iter().any(classified) {
        return;
    }
    for at in used.iter().filter(|at| !classified(at)) {
        let document = &subject.evidence.documents[*at];
        let place = Location::file(document.path.clone());
        found
            .at(
                &place,
                "this document is not classified, though others here are",
            )
            .hint("add its classification, such as `classification: internal`");
    }
}
