//! What is wrong with files, beyond what reading them showed: document control,
//! claims, duplicates, rows that fail. One file a thing that can be wrong.
//!
//! What is found here is told, never scored: the scoring function looks at the evidence
//! itself and needs no list of complaints.

mod claims;
mod declared;
mod document;
mod records;

use std::collections::HashSet;

use rayon::prelude::*;

use super::context::Context;
use super::types::Line;
use crate::evidence::{Document, FileProblem, ProblemKind};
use crate::source::Location;

pub use declared::{control, notes, unknown_attributes};

/// All problems, one list a document, in order of line and kind.
#[must_use]
pub fn file_problems(context: &Context<'_>, lines: &[Line]) -> Vec<Vec<FileProblem>> {
    let mut out: Vec<Vec<FileProblem>> = vec![Vec::new(); context.evidence.documents.len()];
    for (index, problem) in &context.claims.problems {
        out[*index].push(problem.clone());
    }
    let controlled: HashSet<usize> = super::control::controlled(context).into_iter().collect();
    out.par_iter_mut()
        .enumerate()
        .for_each(|(index, problems)| {
            document::own(context, index, controlled.contains(&index), problems);
            claims::contrary(context, lines, index, problems);
            claims::off_subject(context, lines, index, problems);
        });
    document::duplicate_ids(context, &mut out);
    records::series(context, &mut out);
    records::registers(context, &mut out);
    out.par_iter_mut().for_each(|problems| {
        problems.sort_by(|a, b| {
            (&a.location, a.kind, &a.message).cmp(&(&b.location, b.kind, &b.message))
        });
        problems.dedup();
    });
    out
}

/// Adds a problem of the file as a whole.
fn push(problems: &mut Vec<FileProblem>, document: &Document, kind: ProblemKind, message: String) {
    problems.push(FileProblem {
        kind,
        message,
        location: Location::file(document.path.clone()),
    });
}
