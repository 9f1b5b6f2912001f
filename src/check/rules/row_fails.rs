//! A row of a register that is claimed for a requirement and lacks what every such record must have.
//!
//! What one row lacks is told once, for all requirements that ask for it. That it was closed before
//! it was opened has a rule of its own.

use std::collections::BTreeMap;

use crate::assessment::{Looked, Standing};
use crate::catalogue::{Requirement, RequirementId};
use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::document_at;
use crate::records::{CLOSED, OPENED};
use crate::source::{Location, few};

/// Most rows of one register that are told one by one for one requirement.
const MOST_ROWS: usize = 20;

/// Most requirements named for one row.
const MOST_NAMED: usize = 4;

pub(in crate::check) const RULE: Rule = Rule {
    name: "row-fails",
    title: "a row of a register lacks what its requirement asks for",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("row-fails.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let mut rows: BTreeMap<(Location, String), Failing<'_>> = BTreeMap::new();
    let lines = subject.assessment.lines.iter();
    for line in lines.filter(|line| !matches!(line.standing, Standing::Repeats(_))) {
        let requirement = &subject.catalogue.requirements[line.requirement];
        for looked in line.evidence.iter().filter(|looked| looked.rows.is_some()) {
            for place in looked.places.iter().take(MOST_ROWS) {
                let Some((called, lacks)) = lacks(subject, requirement, looked, place) else {
                    continue;
                };
                let failing = rows.entry((place.clone(), lacks)).or_default();
                failing.called = called;
                failing.requirements.push(&requirement.id);
            }
            let more = looked.places.len().saturating_sub(MOST_ROWS);
            if more > 0 {
                let asked = asked(looked);
                let message = format!("{more} more rows fail for {}: {asked}", requirement.id);
                found
                    .at(&looked.places[MOST_ROWS], message)
                    .about(format!("{} more", requirement.id))
                    .requirement(&requirement.id)
                    .hint(format!("clausewise explain {} lists them", requirement.id));
            }
        }
    }
    for ((place, lacks), failing) in &rows {
        let named: Vec<String> = failing
            .requirements
            .iter()
            .map(ToString::to_string)
            .collect();
        let message = format!(
            "{} fails for {}: {lacks}",
            failing.called,
            few(&named, MOST_NAMED)
        );
        let finding = found.at(place, message);
        finding
            .about(format!("{} {}", failing.called, named.join(" ")))
            .hint("complete the record, or name the right column in evidence.yaml");
        if let Some(first) = failing.requirements.first() {
            finding.requirement(first);
        }
    }
}

/// A row, and for what it fails.
#[derive(Default)]
struct Failing<'a> {
    called: String,
    requirements: Vec<&'a RequirementId>,
}

/// What a row is called, and what it lacks; nothing where another rule tells that.
fn lacks(
    subject: &Subject<'_>,
    requirement: &Requirement,
    looked: &Looked,
    place: &Location,
) -> Option<(String, String)> {
    let document = document_at(&subject.evidence.documents, &looked.name);
    let record = document.zip(place.line());
    let record = record.and_then(|(document, line)| subject.logs.at(document, line));
    let Some((log, entry)) = record else {
        return Some(("this row".to_owned(), asked(looked).to_owned()));
    };
    let called = match log.id(entry) {
        "" => format!("this {}", log.kind().name),
        id => id.to_owned(),
    };
    let test = requirement.test.as_ref();
    let lacks = test.map_or_else(Vec::new, |test| log.lacking(entry, test));
    if lacks.is_empty() {
        return Some((called, asked(looked).to_owned()));
    }
    let of_days = test.is_some_and(|test| {
        let carries = |attribute: &String| log.carried(entry, attribute);
        test.order.as_ref().is_some_and(is_of_end) && test.needs.iter().all(carries)
    });
    (!of_days || !log.is_reversed(entry)).then(|| (called, lacks.join(", ")))
}

/// Whether an order is that of begin and end.
fn is_of_end((first, then): &(String, String)) -> bool {
    first == OPENED && then == CLOSED
}

fn asked(looked: &Looked) -> &str {
    looked.tested.as_deref().unwrap_or(&looked.saw)
}
