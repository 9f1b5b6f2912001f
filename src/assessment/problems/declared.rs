//! What is wrong in the files of the workspace, which only shows against catalogue and
//! evidence.

use crate::assessment::context::Context;
use crate::evidence::{FileProblem, ProblemKind};
use crate::form::did_you_mean;

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
            problems.push(FileProblem {
                kind: ProblemKind::Malformed,
                message: format!(
                    "register {}: no row is ever held to an attribute `{attribute}`; {hint}",
                    register.entry.id
                ),
                location: register.entry.location.clone(),
            });
        }
    }
}

/// Evidence of control over a party that is named and not there.
pub fn missing_control(context: &Context<'_>, problems: &mut Vec<FileProblem>) {
    for party in &context.workspace.settings.parties {
        for path in &party.control {
            let there = context
                .evidence
                .documents
                .binary_search_by(|document| (*document.path).cmp(path))
                .is_ok();
            if !there {
                problems.push(FileProblem {
                    kind: ProblemKind::Malformed,
                    message: format!(
                        "the evidence of control over {} is not there: {path}",
                        party.name
                    ),
                    location: party.location.clone(),
                });
            }
        }
    }
}
