//! A document whose text was changed, as git keeps it, while its version and approval stayed.

use crate::check::finding::Found;
use crate::check::rules::words::{plural, version_place};
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "version-not-raised",
    title: "a text changed without a new version",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("version-not-raised.md"),
    look: Look::History(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for why in &subject.amended.unknown {
        found.cannot_tell(subject.workspace_place(), why.clone());
    }
    for (at, amendment) in &subject.amended.found {
        let document = &subject.evidence.documents[*at];
        let on = amendment.on.map(|on| format!(" on {on}"));
        let approved = amendment
            .approved_on
            .map(|on| format!(", approved on {on}"));
        let message = format!(
            "the text was changed{} ({} added or removed), and it is still version {}{}",
            on.unwrap_or_default(),
            plural(amendment.words as usize, "word"),
            amendment.version,
            approved.unwrap_or_default()
        );
        let finding = found.at(&version_place(document), message);
        finding
            .about(amendment.version.clone())
            .hint("give it a new version and have that approved, or take the change back");
        // Without an approval it may still have been in the making.
        if amendment.approved_on.is_none() {
            finding.confidence(Confidence::Medium);
        }
    }
}
