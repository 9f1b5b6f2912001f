//! A document or record that the standard calls for in so many words, and that no file offers.

use crate::assessment::Presence;
use crate::catalogue::CalledFor;
use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "document-absent",
    title: "a document or record the standard calls for is not there",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("document-absent.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let complete = subject.workspace.settings.inventory_complete;
    if subject.assessment.first_look {
        let why =
            "no file is claimed for a clause yet, so nobody can tell which documents are missing";
        found.cannot_tell(subject.workspace_place(), why);
        return;
    }
    for result in &subject.assessment.items {
        let item = &subject.catalogue.items[result.item];
        // A file that is there and shows nothing is told by what is wrong with it.
        let absent = result.presence == Presence::Absent && result.files.is_empty();
        if !absent || item.called_for != CalledFor::Explicit {
            continue;
        }
        let message = format!("{} ({}) is not there", item.short, item.id);
        let finding = found.at(&subject.workspace_file(), message);
        finding
            .about(item.id.to_string())
            .hint("write it, or claim the file that holds it in an evidence.yaml or claims.toml");
        if let Some(line) = item.requirements.first() {
            finding.requirement(subject.id(*line));
        }
        if !complete {
            finding.confidence(Confidence::Medium);
        }
    }
}
