//! Links that lead out of the folder: to a drive, a server or above the root.

use crate::check::finding::Found;
use crate::check::rules::words::plural;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "link-leaves-workspace",
    title: "a link out of the folder that was handed over",
    kind: Kind::Standard,
    severity: Severity::Note,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("link-leaves-workspace.md"),
    look: Look::Evidence(look),
};

/// Most of the other places that are named.
const MOST: usize = 5;

fn look(subject: &Subject<'_>, found: &mut Found) {
    for (at, _) in subject.documents() {
        let mut problems = subject.problems_of(at, &[ProblemKind::LinkOut]);
        let Some(first) = problems.next() else {
            continue;
        };
        let others: Vec<_> = problems.collect();
        let more = match others.len() {
            0 => String::new(),
            n => format!(
                "; so {} {} of this document",
                if n == 1 { "does" } else { "do" },
                plural(n, "other link")
            ),
        };
        let finding = found.at(&first.location, format!("{}{more}", first.message));
        finding.hint("put what it leads to into the folder, or name the place where it is kept under `elsewhere` in an evidence.yaml");
        for other in others.into_iter().take(MOST) {
            finding.related(other.location.clone(), other.message.clone());
        }
    }
}
