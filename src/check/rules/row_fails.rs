//! A row of a register that is claimed for a requirement and lacks what every such record must have.

use crate::assessment::Standing;
use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

/// Most rows of one register that are told one by one for one requirement.
const MOST_ROWS: usize = 20;

pub(in crate::check) const RULE: Rule = Rule {
    name: "row-fails",
    title: "a row of a register lacks what its requirement asks for",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("row-fails.md"),
    look: Look::AtEvidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let lines = subject.assessment.lines.iter();
    for line in lines.filter(|line| !matches!(line.standing, Standing::Repeats(_))) {
        let requirement = &subject.catalogue.requirements[line.requirement];
        for looked in line.evidence.iter().filter(|looked| looked.rows.is_some()) {
            let asked = looked.tested.as_deref().unwrap_or(&looked.saw);
            for place in looked.places.iter().take(MOST_ROWS) {
                let message = format!("this row fails for {}: {asked}", requirement.id);
                found
                    .at(place, message)
                    .about(requirement.id.to_string())
                    .requirement(&requirement.id)
                    .hint("complete the record, or correct the column it was read from in the manifest");
            }
            let more = looked.places.len().saturating_sub(MOST_ROWS);
            if more > 0 {
                let message = format!("{more} more rows fail for {}: {asked}", requirement.id);
                found
                    .at(&looked.places[MOST_ROWS], message)
                    .about(format!("{} more", requirement.id))
                    .requirement(&requirement.id)
                    .hint(format!("clausewise explain {} lists them", requirement.id));
            }
        }
    }
}
