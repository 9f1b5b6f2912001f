//! A requirement of something at planned intervals for which the organisation states no interval.

use crate::assessment::{NO_INTERVAL, Standing};
use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::source::Location;

pub(in crate::check) const RULE: Rule = Rule {
    name: "interval-not-stated",
    title: "no interval where one must be stated",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("interval-not-stated.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.assessment.lines {
        let unstated = line.missing.iter().any(|missing| missing == NO_INTERVAL);
        if !unstated || line.standing != Standing::Counts {
            continue;
        }
        let requirement = &subject.catalogue.requirements[line.requirement];
        let message = format!("{}: {NO_INTERVAL}", requirement.id);
        let rule = rule(subject, line.requirement);
        found
            .at(&rule.unwrap_or_else(|| subject.workspace_file()), message)
            .about(requirement.id.to_string())
            .requirement(&requirement.id)
            .hint(format!(
                "write the interval into the document, or state it in clausewise.toml: [intervals] \"{}\" = \"P12M\"",
                requirement.id
            ));
    }
}

/// The first document that lays down what is done, where an interval would belong; no record or table.
fn rule(subject: &Subject<'_>, line: usize) -> Option<Location> {
    let mut rules = subject.documents().filter(|(at, document)| {
        let footing = subject.assessment.footing[*at];
        footing.counts && !footing.record && document.has_text() && !document.format.is_table()
    });
    let of_line = rules.find(|(at, _)| subject.assessment.claimed_for[*at].contains(&line));
    of_line.map(|(_, document)| Location::file(document.path.clone()))
}
