//! One text under two names, of which at least one is relied on.

use std::collections::BTreeMap;

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::source::Location;

pub(in crate::check) const RULE: Rule = Rule {
    name: "identical-content",
    title: "the same content under two names",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("identical-content.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let mut by_content: BTreeMap<([u8; 20], &str), Vec<usize>> = BTreeMap::new();
    for (at, document) in subject.documents() {
        let content = subject.references(at).and_then(|of| of.content);
        let Some(content) = content.filter(|_| document.has_text()) else {
            continue;
        };
        // What is kept in two forms on purpose, such as a text and its printout, is one document.
        let same = by_content.entry((content, document.format.word()));
        same.or_default().push(at);
    }
    for mut files in by_content.into_values().filter(|files| files.len() > 1) {
        files.sort_by_key(|at| (!subject.is_used(*at), *at));
        let first = files[0];
        if !subject.is_used(first) {
            continue;
        }
        for at in &files[1..] {
            told(subject, first, *at, found);
        }
    }
}

fn told(subject: &Subject<'_>, first: usize, other: usize, found: &mut Found) {
    let documents = &subject.evidence.documents;
    let (kept, copy) = (&documents[first].path, &documents[other].path);
    let both = subject.is_used(other);
    let records = !documents[first].series.is_empty() && !documents[other].series.is_empty();
    let (message, hint, confidence) = match (both, records) {
        (true, true) => (
            format!("this record says word for word what {kept} says"),
            "put the record of its own period here, or correct the series",
            Confidence::High,
        ),
        (true, false) => (
            format!("this file and {kept} have the same content, and both are claimed"),
            "keep one of them and claim it for everything; refer to it from the other place",
            Confidence::High,
        ),
        (false, _) => (
            format!("this file is a copy of {kept}, which is claimed"),
            "remove it, or set it aside: sooner or later only one of them will be kept up",
            Confidence::Medium,
        ),
    };
    found
        .at(&Location::file(copy.clone()), message)
        .about(kept.to_string())
        .related(Location::file(kept.clone()), "the same content")
        .confidence(confidence)
        .hint(hint);
}
