//! A record that was closed before it was opened.

use crate::check::finding::Found;
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

/// Most records of one register that are told one by one.
const MOST: usize = 20;

fn look(subject: &Subject<'_>, found: &mut Found) {
    for log in &subject.logs.logs {
        let (Some(opened), Some(closed)) = (log.head(OPENED), log.head(CLOSED)) else {
            continue;
        };
        let document = &subject.evidence.documents[log.document];
        let reversed = log.entries.iter().filter(|entry| log.is_reversed(entry));
        for (at, entry) in reversed.clone().take(MOST).enumerate() {
            let called = match log.id(entry) {
                "" => format!("this {}", log.kind().name),
                id => id.to_owned(),
            };
            let [from, to] = [OPENED, CLOSED].map(|attribute| log.cell(entry, attribute));
            let mut message = format!(
                "{called} was closed before it was opened: {to} under “{closed}”, {from} under “{opened}”"
            );
            let more = reversed.clone().count().saturating_sub(MOST);
            if more > 0 && at + 1 == MOST {
                message.push_str(&format!("; {more} more below it are as well"));
            }
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
