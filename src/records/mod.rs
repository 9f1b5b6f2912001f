//! Logs of records: the rows of registers, understood as incidents, changes or problems.
//!
//! A register of the workspace is a log of the kind its manifest says, else of the kind whose
//! clauses it is claimed for. A table that nobody declared is a log where it plainly looks like
//! one, and that is said wherever it is shown. What is found here scores nothing: the rows are
//! held to tests in [`crate::assessment`], and a figure shows a person where to look.
//!
//! Half a million rows are usual for a year of tickets. An entry is some thirty bytes; what its
//! cells say stays in the table and is read there when it is asked for.

mod against;
mod cells;
mod figures;
mod log;
mod telling;
mod types;

use std::collections::BTreeSet;

use crate::assessment::Assessment;
use crate::catalogue::Catalogue;
use crate::evidence::{Called, Document, Evidence, LogKinds, Register};

pub use against::{CLOSED, OPENED};
pub use cells::{Words, numbers_in, same};
pub use figures::{Figures, Group, Lacking, Month, OfServices, Period, Place, Repeat, Times};
pub use log::Log;
pub use telling::{Told, length, tell};
pub use types::{Entry, Known};

/// All logs of a workspace.
#[derive(Debug)]
pub struct Logs<'e> {
    /// Those of registers first, in the order of these; then those nobody declared, by path.
    pub logs: Vec<Log<'e>>,
    /// Those that nobody declared or claimed, of kinds of which others are declared: whose they are
    /// somebody has to say before they are counted with these.
    pub offered: Vec<Log<'e>>,
}

impl<'e> Logs<'e> {
    /// Finds all logs in the evidence. Files that were set aside, are withdrawn or hold no row
    /// give none.
    #[must_use]
    pub fn new(catalogue: &'e Catalogue, evidence: &'e Evidence, assessment: &Assessment) -> Self {
        let kinds = LogKinds::new(catalogue);
        let words = Words::new(catalogue);
        let registers = evidence.registers.iter().enumerate();
        let declared = registers.filter_map(|(at, register)| {
            let document = &evidence.documents[register.document?];
            let kind = kind_of(catalogue, &kinds, register, document, assessment)?;
            Log::of_register(catalogue, &kinds, &words, kind, at, register)
        });
        let taken = evidence.taken.iter();
        let taken = taken.filter_map(|taken| {
            let path = &evidence.documents[taken.document].path;
            Log::taken(catalogue, &kinds, &words, taken, path)
        });
        let counts = |log: &Log<'_>| {
            let document = &evidence.documents[log.document];
            document.has_text() && !document.set_aside && !document.is_blank_template()
        };
        let all = declared.chain(taken).filter(counts);
        let all = all.flat_map(|log| {
            let named = match log.known {
                Known::Declared(at) => &evidence.registers[at].entry.columns[..],
                Known::TakenFor(_) => &[],
            };
            log.by_type(catalogue, &kinds, named)
        });
        let all: Vec<Log<'e>> = all.collect();
        // A sheet beside others in a file that somebody claims is claimed with it.
        let is_claimed = |log: &Log<'_>| {
            let document = &evidence.documents[log.document];
            matches!(log.known, Known::Declared(_))
                || document.register.is_some()
                || !assessment.claimed_for[log.document].is_empty()
        };
        let claimed: BTreeSet<usize> = { all.iter() }
            .filter(|log| is_claimed(log))
            .map(|log| log.kind)
            .collect();
        let counted = |log: &Log<'_>| is_claimed(log) || !claimed.contains(&log.kind);
        let (logs, offered) = all.into_iter().partition(counted);
        Self { logs, offered }
    }

    /// The logs of a kind, by its index.
    pub fn of(&self, kind: usize) -> impl Iterator<Item = &Log<'e>> {
        self.logs.iter().filter(move |log| log.kind == kind)
    }
}

/// The kind of record whose log a register is: as its manifest says, else of those whose clauses
/// it is claimed for the likeliest, else what it is plainly.
fn kind_of(
    catalogue: &Catalogue,
    kinds: &LogKinds<'_>,
    register: &Register,
    document: &Document,
    assessment: &Assessment,
) -> Option<usize> {
    if let Some(named) = &register.entry.records {
        return catalogue.records.kind(named);
    }
    let title = document.title();
    let mut names: Vec<&str> = register.table.sheet.as_deref().into_iter().collect();
    names.extend([register.entry.id.as_str(), &title, document.stem()]);
    let called = Called {
        names: &names,
        folder: "",
    };
    let claimed = &assessment.claimed_for[register.document?];
    let claimed = claimed
        .iter()
        .map(|line| catalogue.requirements[*line].clause);
    let clauses: Vec<usize> = claimed.collect();
    let all = catalogue.records.kinds.iter().enumerate();
    let of_clauses = all.filter(|(_, kind)| kind.clauses.iter().any(|at| clauses.contains(at)));
    let of_clauses: Vec<usize> = of_clauses.map(|(at, _)| at).collect();
    let likeliest = kinds.likeliest(&of_clauses, called, &register.table);
    likeliest.or_else(|| Some(kinds.taken_for(called, &register.table)?.kind))
}

#[cfg(test)]
mod tests;
