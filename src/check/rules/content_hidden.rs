//! A file with something in it that its text does not show at first sight: hidden rows, comments, changes that
//! nobody accepted.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::{FileProblem, Format, ProblemKind};

pub(in crate::check) const RULE: Rule = Rule {
    name: "content-hidden",
    title: "hidden rows, comments or open changes",
    kind: Kind::GoodPractice,
    severity: Severity::Note,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("content-hidden.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for (at, document) in subject.documents() {
        // What is attached to a mail is meant to be seen.
        if !subject.is_used(at) || matches!(document.format, Format::Eml | Format::Msg) {
            continue;
        }
        let hidden = |problem: &&FileProblem| problem.kind == ProblemKind::Hidden;
        for problem in document.problems.iter().filter(hidden) {
            found
                .at(&problem.location, problem.message.clone())
                .about(problem.message.clone())
                .hint("look at it before you hand the file over: accept, delete or unhide it");
        }
    }
}
