//! What is wrong in the files of the workspace, which only shows against catalogue and
//! evidence.

use crate::assessment::answers::Answered;
use crate::assessment::context::Context;
use crate::evidence::{FileProblem, document_at};
use crate::form::did_you_mean;
use crate::source::Location;
use crate::workspace::is_address;

/// Attributes in manifests that no test looks at are slips of the pen.
pub fn unknown_attributes(context: &Context<'_>, problems: &mut Vec<FileProblem>) {
    let mut known: Vec<&str> = context
        .catalogue
        .clauses
        .iter()
        .filter_map(|clause| clause.record.as_ref())
        .flat_map(|record| record.attributes.keys())
        .map(String::as_str)
        .collect();
    known.sort_unstable();
    known.dedup();
    for register in &context.evidence.registers {
        for (attribute, _) in &register.entry.columns {
            if known.contains(&attribute.as_str()) {
                continue;
            }
            let hint = did_you_mean(attribute, &known)
                .unwrap_or_else(|| format!("known are {}", known.join(", ")));
            let message = format!(
                "register {}: no row is ever held to an attribute `{attribute}`; {hint}",
                register.entry.id
            );
            problems.push(FileProblem::malformed(&register.entry.location, message));
        }
    }
}

/// Evidence of control over a party that is named and not there.
pub fn control(context: &Context<'_>, answered: &[Answered], problems: &mut Vec<FileProblem>) {
    let settings = &context.workspace.settings;
    for party in &settings.parties {
        missing(
            context,
            &party.name,
            &party.control,
            &party.location,
            problems,
        );
    }
    for answer in answered {
        let given = &context.workspace.answers[answer.index];
        let Some(party) = given.party.as_ref().filter(|_| !answer.lines.is_empty()) else {
            continue;
        };
        missing(context, party, &given.control, &given.location, problems);
    }
}

fn missing(
    context: &Context<'_>,
    party: &str,
    control: &[String],
    location: &Location,
    problems: &mut Vec<FileProblem>,
) {
    let documents = &context.evidence.documents;
    let there = |path: &String| is_address(path) || document_at(documents, path).is_some();
    for path in control.iter().filter(|path| !there(path)) {
        let message = format!("the evidence of control over {party} is not there: {path}");
        problems.push(FileProblem::malformed(location, message));
    }
}

/// Notes that had not been taken yet on the day assessed, and those that vouch for a file that
/// has changed since.
pub fn notes(context: &Context<'_>, problems: &mut Vec<FileProblem>) {
    for note in &context.workspace.notes {
        if let (true, Some(file)) = (context.workspace.has_changed_since(note), &note.file) {
            let message = format!(
                "{file} has changed since {} vouched for it: the note does not count; look at the file again",
                note.id
            );
            problems.push(FileProblem::malformed(&note.location, message));
        }
        if let Some(date) = note.date.filter(|_| note.is_later(context.as_of)) {
            let message = format!(
                "the note {} is of {date}, after the day assessed: it does not count yet",
                note.id
            );
            problems.push(FileProblem::malformed(&note.location, message));
        }
    }
}
