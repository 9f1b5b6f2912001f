//! A requirement of something at planned intervals for which the organisation states no interval.

use crate::assessment::{NO_INTERVAL, Standing};
use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "interval-not-stated",
    title: "no interval where one must be stated",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("interval-not-stated.md"),
    look: Look::AtEvidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.assessment.lines {
        let unstated = line.missing.iter().any(|missing| missing == NO_INTERVAL);
        if !unstated || line.standing != Standing::Counts {
            continue;
        }
        let requirement = &subject.catalogue.requirements[line.requirement];
        let message = format!("{}: {NO_INTERVAL}", requirement.id);
        found
            .at(&subject.workspace_file(), message)
            .about(requirement.id.to_string())
            .requirement(&requirement.id)
            .hint(format!("write the interval into the document, or state it here: [intervals] \"{}\" = \"P12M\"", requirement.id));
    }
}
