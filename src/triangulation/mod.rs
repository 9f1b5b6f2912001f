//! What the documents say of each process, what people said of it and what the records show, side
//! by side, and where these disagree.
//!
//! An auditor trusts what three sources say alike. A disagreement is told only where it is certain
//! that two of them speak of the same requirement (`disagreements`): one sentence of a document in
//! force that says all the requirement asks for, and against it a note, rows that fail just that
//! test, a record or a broken promise. Everything else stands side by side for the assessor. What
//! nobody was asked, and what was not seen, is a gap of the audit work and none of the organisation.
//!
//! Nothing here scores.

mod columns;
mod disagreements;
mod documents;
mod people;
mod records;
mod types;

use crate::assessment::Assessment;
use crate::calendar::Calendar;
use crate::catalogue::{Catalogue, Clause, Proof};
use crate::evidence::{Evidence, Sentence, Sentences};
use crate::records::Logs;
use crate::workspace::Workspace;

pub use documents::may_say;
pub use types::{
    Disagreement, Documented, Failing, Heard, Kind, Process, Recorded, Rows, Said, Single, Source,
    Standing, Triangulation, Voice,
};

/// What is held against each other.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The edition.
    pub catalogue: &'a Catalogue,
    /// What people declared and told.
    pub workspace: &'a Workspace,
    /// What was read.
    pub evidence: &'a Evidence,
    /// What it means.
    pub assessment: &'a Assessment,
    /// What was promised, and whether it was kept.
    pub calendar: &'a Calendar,
    /// Rows understood as records.
    pub logs: &'a Logs<'a>,
    /// What sentences of documents say, by document, in order.
    pub said: &'a [(usize, Vec<Sentence>)],
    /// Reads notes as documents are read.
    pub reader: &'a Sentences<'a>,
}

/// Holds everything against everything else, for some clauses (by index in the catalogue).
#[must_use]
pub fn triangulate(sources: Sources<'_>, clauses: &[usize]) -> Triangulation {
    let wanted = clauses
        .iter()
        .map(|at| (*at, &sources.catalogue.clauses[*at]));
    let processes: Vec<Process> = wanted
        .filter(|(_, clause)| clause.leaf)
        .map(|(at, clause)| process(sources, at, clause))
        .filter(|process| is_done(sources.catalogue, process))
        .collect();
    let disagreements = disagreements::of(sources, &processes);
    Triangulation {
        disagreements,
        processes,
    }
}

fn process(sources: Sources<'_>, at: usize, clause: &Clause) -> Process {
    let lines = clause.requirements.clone();
    Process {
        clause: at,
        documents: documents::of(sources, lines.clone()),
        promises: documents::promises(sources, lines.clone()),
        people: people::of(sources, lines.clone()),
        records: records::of(sources, at, lines),
    }
}

/// Whether a clause asks that something be done, or anybody spoke of it: what a clause only wants
/// written has nothing to be held against.
fn is_done(catalogue: &Catalogue, process: &Process) -> bool {
    let lines = catalogue.clauses[process.clause].requirements.clone();
    let mut lines = catalogue.requirements[lines].iter();
    !process.people.is_empty()
        || lines.any(|line| {
            matches!(line.proof, Proof::Record | Proof::Activity) && line.same_as.is_none()
        })
}
