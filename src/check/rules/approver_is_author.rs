//! A document that its author approved.

use crate::check::finding::Found;
use crate::check::rules::words::is_same_name;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "approver-is-author",
    title: "whoever wrote it approved it",
    kind: Kind::GoodPractice,
    severity: Severity::Note,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("approver-is-author.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for (_, document) in subject.documents() {
        let metadata = &document.metadata;
        let (Some(author), Some(approver)) = (&metadata.author, &metadata.approved_by) else {
            continue;
        };
        if is_same_name(&author.value, &approver.value) {
            let message = format!("{} wrote this document and approved it", approver.value);
            found
                .at(&approver.location, message)
                .related(author.location.clone(), "the author")
                .hint("let somebody else look at it before it is in force");
        }
    }
}
