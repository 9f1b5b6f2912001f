//! A version, date, owner or status that front matter, text, name and properties state differently.

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::{ProblemKind, Source};
use crate::intake::names::{Name, parts};

pub(in crate::check) const RULE: Rule = Rule {
    name: "metadata-contradiction",
    title: "a document contradicts itself",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("metadata-contradiction.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for problem in subject.problems(&[ProblemKind::Contradiction]) {
        found
            .at(&problem.location, problem.message.clone())
            .about(problem.message.clone())
            .hint(HINT);
    }
    for (at, document) in subject.documents() {
        let metadata = &document.metadata;
        let Some(version) = metadata
            .version
            .as_ref()
            .filter(|of| of.source != Source::Name)
        else {
            continue;
        };
        let file = document.path.rsplit('/').next().unwrap_or(&document.path);
        let is_told = || {
            let mut told = subject.problems_of(at, &[ProblemKind::Contradiction]);
            told.any(|problem| problem.message.starts_with("version "))
        };
        let is_control = document.series.is_empty() && document.register.is_none();
        if let Some(named) = Name::of(file).version
            && is_control
            && !agree(&parts(&named), &parts(&version.value))
            && !is_told()
        {
            let message = format!("version {}, but {named} in the file's name", version.value);
            found
                .at(&version.location, message)
                .about("version of name")
                .confidence(Confidence::Medium)
                .hint(HINT);
        }
    }
}

const HINT: &str = "correct the one that is wrong";

/// Whether a version in a name and one that is stated may be one: `v2` is short for 2.1.
fn agree(named: &[u32], stated: &[u32]) -> bool {
    stated.is_empty() || named.is_empty() || stated.starts_with(named) || named.starts_with(stated)
}
