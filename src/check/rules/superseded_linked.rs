//! A document in force that points to one that is obsolete, or to an older version of one.

use std::collections::BTreeMap;

use crate::check::finding::Found;
use crate::check::versions::{Older, is_obsolete, older};
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::Reference;
use crate::source::Location;

pub(in crate::check) const RULE: Rule = Rule {
    name: "superseded-linked",
    title: "a document that points to one no longer in force",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("superseded-linked.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let gone = Gone::new(subject);
    for (at, references) in subject.rules_in_force() {
        let mut told: Vec<usize> = Vec::new();
        let links = references.links.iter();
        let links = links.map(|link| (link, subject.linked(at, &link.to), None));
        let ids = references.ids.iter().map(|id| {
            let to = gone.by_id.get(id.to.as_str()).copied();
            // What the sentence says of it was not looked at closely.
            (id, to, Some(Confidence::Medium))
        });
        for (reference, to, confidence) in links.chain(ids) {
            if let Some(to) = to
                && !reference.in_passing
                && to != at
                && !told.contains(&to)
                && let Some(why) = gone.why(subject, to)
            {
                told.push(to);
                let confidence = confidence.unwrap_or(why.confidence);
                tell(subject, reference, to, &why, confidence, found);
            }
        }
    }
}

/// The documents that are no longer in force.
struct Gone<'a> {
    older: BTreeMap<usize, Older>,
    /// Those that are obsolete by an id that no document in force carries.
    by_id: BTreeMap<&'a str, usize>,
}

/// Why a document is no longer in force.
struct Why {
    says: String,
    place: Location,
    confidence: Confidence,
    newer: Option<usize>,
}

impl<'a> Gone<'a> {
    fn new(subject: &Subject<'a>) -> Self {
        let documents = &subject.evidence.documents;
        let mut carriers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, document) in documents.iter().enumerate() {
            if let Some(id) = &document.metadata.id {
                carriers.entry(&id.value).or_default().push(at);
            }
        }
        let by_id = carriers.into_iter().filter_map(|(id, all)| {
            let gone = all.iter().all(|at| is_obsolete(&documents[*at]));
            gone.then_some((id, all[0]))
        });
        Self {
            by_id: by_id.collect(),
            older: older(subject).into_iter().map(|of| (of.at, of)).collect(),
        }
    }

    fn why(&self, subject: &Subject<'_>, at: usize) -> Option<Why> {
        let document = &subject.evidence.documents[at];
        let older = self.older.get(&at);
        if let Some(status) = document
            .metadata
            .status
            .as_ref()
            .filter(|_| is_obsolete(document))
        {
            return Some(Why {
                says: "is obsolete".to_owned(),
                place: status.location.clone(),
                confidence: Confidence::High,
                newer: older.map(|older| older.newer),
            });
        }
        let older = older?;
        Some(Why {
            says: format!(
                "is version {}, and version {} is in force",
                older.version, older.newer_version
            ),
            place: Location::file(document.path.clone()),
            confidence: Confidence::Medium,
            newer: Some(older.newer),
        })
    }
}

fn tell(
    subject: &Subject<'_>,
    reference: &Reference,
    to: usize,
    why: &Why,
    confidence: Confidence,
    found: &mut Found,
) {
    let documents = &subject.evidence.documents;
    let path = &documents[to].path;
    let message = format!("this points to {path}, which {}", why.says);
    let hint = match why.newer {
        Some(newer) => format!("point to {}, which took its place", documents[newer].path),
        None => "point to the document that took its place, or take the reference out".to_owned(),
    };
    found
        .at(&reference.location, message)
        .about(path.to_string())
        .related(why.place.clone(), why.says.clone())
        .confidence(confidence)
        .hint(hint);
}
