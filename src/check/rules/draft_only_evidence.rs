//! A requirement for which nothing is claimed but a draft.

use std::collections::BTreeSet;

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::source::few;

pub(in crate::check) const RULE: Rule = Rule {
    name: "draft-only-evidence",
    title: "a draft is all there is",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("draft-only-evidence.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let footing = &subject.assessment.footing;
    let in_force: BTreeSet<usize> = subject
        .documents()
        .filter(|(at, _)| footing[*at].counts && !footing[*at].draft)
        .flat_map(|(at, _)| subject.assessment.claimed_for[at].iter().copied())
        .collect();
    for (at, document) in subject.documents().filter(|(at, _)| footing[*at].draft) {
        let Some(status) = &document.metadata.status else {
            continue;
        };
        let lines = subject.assessment.claimed_for[at].iter();
        let alone: Vec<usize> = lines
            .copied()
            .filter(|line| !in_force.contains(line))
            .collect();
        let Some(first) = alone.first() else { continue };
        let ids: Vec<String> = alone
            .iter()
            .map(|line| subject.id(*line).to_string())
            .collect();
        let message = format!(
            "this draft is the only evidence claimed for {}",
            few(&ids, 5)
        );
        found
            .at(&status.location, message)
            .requirement(subject.id(*first))
            .hint("approve it, or claim what is in force today");
    }
}
