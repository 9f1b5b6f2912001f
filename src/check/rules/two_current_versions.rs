//! Two versions of one document of which neither says that it is no longer in force.

use crate::check::finding::Found;
use crate::check::rules::words::version_place;
use crate::check::versions::older;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::{Document, ProblemKind, Status};

pub(in crate::check) const RULE: Rule = Rule {
    name: "two-current-versions",
    title: "two versions of a document, both in force",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("two-current-versions.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let documents = &subject.evidence.documents;
    for older in older(subject) {
        let document = &documents[older.at];
        let footing = subject.assessment.footing[older.at];
        let stands = footing.counts && !footing.draft && !older.marked && !document.set_aside;
        let is_told = || {
            let mut told = subject.problems_of(older.at, &[ProblemKind::DuplicateId]);
            told.next().is_some()
        };
        if !stands || is_told() {
            continue;
        }
        let newer = &documents[older.newer];
        let message = format!(
            "version {} stands as in force, and so does version {} of the same document, {}",
            older.version, older.newer_version, newer.path
        );
        let confidence = if is_approved(document) && is_approved(newer) {
            Confidence::High
        } else {
            Confidence::Medium
        };
        found
            .at(&version_place(document), message)
            .about(newer.path.to_string())
            .related(version_place(newer), "the newer version")
            .confidence(confidence)
            .hint("withdraw the older one (`status: obsolete`), or take it out of the folder");
    }
}

/// Whether a document says itself that it is approved.
fn is_approved(document: &Document) -> bool {
    let metadata = &document.metadata;
    let status = metadata.status.as_ref();
    metadata.approved_on.is_some() || status.is_some_and(|of| of.value == Status::Approved)
}
