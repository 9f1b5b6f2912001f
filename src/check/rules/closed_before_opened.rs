//! A record that was closed before it was opened.

use crate::check::finding::Found;
use crate::check::rules::words::called;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::records::{CLOSED, Known, OPENED};

pub(in crate::check) const RULE: Rule = Rule {
    name: "closed-before-opened",
    title: "a record closed before it was opened",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("closed-before-opened.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for log in &subject.logs.logs {
        let (Some(opened), Some(closed)) = (log.head(OPENED), log.head(CLOSED)) else {
            continue;
        };
        let document = &subject.evidence.documents[log.document];
        let reversed = log.entries.iter().filter(|entry| log.is_reversed(entry));
        for entry in reversed {
            let called = called(log, entry);
            let [from, to] = [OPENED, CLOSED].map(|attribute| log.cell(entry, attribute));
            let message = format!(
                "{called} was closed before it was opened: {to} under “{closed}”, {from} under “{opened}”"
            );
            let finding = found.at(&document.at(entry.line, 1), message);
            finding
                .about(log.id(entry))
                .hint("look up the days in the tool it comes from, and export it again");
            if matches!(log.known, Known::TakenFor(_)) {
                finding.confidence(Confidence::Low);
            }
        }
    }
}
