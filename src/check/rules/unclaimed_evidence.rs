//! A file with text that nobody claims for anything and nobody set aside.

use crate::check::finding::Found;
use crate::check::rules::words::plural;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "unclaimed-evidence",
    title: "a file that is claimed for nothing",
    kind: Kind::GoodPractice,
    severity: Severity::Note,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("unclaimed-evidence.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    if subject.assessment.first_look {
        let files = subject.problems(&[ProblemKind::Unclaimed]).count();
        if files > 0 {
            let message = format!(
                "none of {} is claimed for a clause yet",
                plural(files, "file")
            );
            let next = "`clausewise suggest` proposes claims; `clausewise init` begins a manifest";
            found.at(&subject.workspace_file(), message).hint(next);
        }
        return;
    }
    for problem in subject.problems(&[ProblemKind::Unclaimed]) {
        found
            .at(
                &problem.location,
                format!("this file is {}", problem.message),
            )
            .hint(
                "`clausewise suggest` proposes a claim; set it aside if it is evidence of nothing",
            );
    }
}
