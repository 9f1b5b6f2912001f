//! Chains: what an auditor follows from one record or document to the next, traced.
//!
//! What the chains of an edition are is data ([`crate::catalogue::Chain`]). Here each link is
//! followed over finished evidence: how many records it asks about, how many hold, where it
//! breaks, and what could not be traced and why. Nothing here scores; a break says what an
//! assessor should ask.
//!
//! The trade-off is on the side of silence: a number that no register holds is a break only
//! where the register would hold it. Of older records, of another numbering and of registers
//! that nobody handed over nothing can be told, and that is what is said.

mod assessed;
mod carries;
mod compared;
mod coverage;
mod documented;
mod numbers;
mod own_rule;
mod refers;
mod responsibility;
mod types;
mod walks;

use std::rc::Rc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::assessment::Assessment;
use crate::catalogue::{Catalogue, Form, Rare, Which};
use crate::evidence::{Evidence, Quotable};
use crate::records::{Entry, Log, Logs};
use crate::source::{Location, few};
use crate::workspace::Workspace;
use numbers::AllNumbers;

pub use coverage::{Coverage, Covered, Extent, coverage};
pub use responsibility::{
    Eligibility, Eligible, PartyFound, Performed, Responsibilities, Sort, responsibilities,
};
pub use types::{Break, Fault, MOST_BREAKS, Node, Step, Traced, TracedLink, Untold, Verdict};

/// The text of a file, where it has any.
pub type TextOf<'a> = &'a dyn Fn(&str) -> Option<Rc<Quotable>>;

/// Traces all chains, in the order of the catalogue.
#[must_use]
pub fn trace(
    catalogue: &Catalogue,
    workspace: &Workspace,
    evidence: &Evidence,
    assessment: &Assessment,
    logs: &Logs<'_>,
    text_of: TextOf<'_>,
) -> Vec<Traced> {
    let numbers = AllNumbers::new(catalogue, logs);
    let trace = Trace {
        catalogue,
        workspace,
        evidence,
        assessment,
        logs,
        numbers: &numbers,
    };
    let chains = catalogue.chains.iter().enumerate();
    let all = chains.flat_map(|(chain, of)| (0..of.links.len()).map(move |link| (chain, link)));
    let all: Vec<(usize, usize)> = all.collect();
    // Files are read one by one; all else can be followed side by side.
    let followed = all.par_iter();
    let followed: Vec<_> = followed
        .map(|(chain, link)| trace.link(*chain, *link))
        .collect();
    let mut followed = followed.into_iter();
    let chains = catalogue.chains.iter().enumerate();
    let traced = chains.map(|(chain, of)| {
        let links = of.links.iter().map(|link| {
            let mut links = match (followed.next().flatten(), &link.form) {
                (Some(links), _) => links,
                (None, Form::Documented(asked)) => {
                    documented::trace(&trace, asked, &link.requirements, text_of)
                }
                (None, Form::Compared(asked)) => compared::trace(&trace, asked, text_of),
                (None, _) => TracedLink::default(),
            };
            links.settle();
            links
        });
        let links: Vec<TracedLink> = links.collect();
        let kind_of = |node: Node| logs.logs[node.log as usize].kind;
        let walks = walks::walks(of, &links, &kind_of);
        Traced {
            chain,
            walks: walks.iter().map(|walk| trace.steps(walk)).collect(),
            links,
        }
    });
    traced.collect()
}

/// Files that are named of those not recognised.
const MOST_FILES: usize = 3;

/// What all links are traced in.
struct Trace<'t, 'e> {
    catalogue: &'t Catalogue,
    workspace: &'t Workspace,
    evidence: &'t Evidence,
    assessment: &'t Assessment,
    logs: &'t Logs<'e>,
    numbers: &'t AllNumbers,
}

impl<'t, 'e> Trace<'t, 'e> {
    /// A link for which no file need be read again.
    fn link(&self, chain: usize, link: usize) -> Option<TracedLink> {
        let link = &self.catalogue.chains[chain].links[link];
        Some(match &link.form {
            Form::Refers(asked) => refers::trace(self, asked),
            Form::Carries(asked) => carries::trace(self, asked),
            Form::Named(item) => assessed::named(self, *item),
            Form::Assessed => assessed::lines(self, &link.requirements),
            Form::Documented(_) | Form::Compared(_) => return None,
        })
    }

    /// The services in scope.
    fn services(&self) -> &'t [String] {
        &self.workspace.settings.services
    }

    fn as_of(&self) -> Date {
        self.assessment.as_of
    }

    /// The logs of a kind, each with its index among all.
    fn logs_of(&self, kind: usize) -> impl Iterator<Item = (usize, &'t Log<'e>)> {
        let logs = self.logs.logs.iter().enumerate();
        logs.filter(move |(_, log)| log.kind == kind)
    }

    /// The records of a log that are asked about, each with its index. What was given up owes
    /// nothing.
    fn asked(&self, log: &'t Log<'e>, which: &Which) -> Vec<(usize, &'t Entry)> {
        use crate::catalogue::State;
        let rare = |at: usize| rare_rows(log, &log.kind().rare[at]);
        let only = which.rare.map(rare);
        let but = which.except.map(rare);
        let entries = log.entries.iter().enumerate();
        let asked = entries.filter(|(_, entry)| {
            let holds = |rows: &Vec<u32>| rows.binary_search(&entry.row).is_ok();
            entry.state != Some(State::Ended)
                && which.state.is_none_or(|state| entry.state == Some(state))
                && only.as_ref().is_none_or(holds)
                && !but.as_ref().is_some_and(holds)
        });
        asked.collect()
    }

    /// Where a record stands.
    fn place(&self, log: &Log<'_>, entry: &Entry) -> Location {
        self.evidence.documents[log.document].at(entry.line, 1)
    }

    /// What a record is called: its number, else where it stands.
    fn called(&self, log: &Log<'_>, entry: &Entry) -> String {
        match log.id(entry) {
            "" => format!("the {} without a number", log.kind().name),
            id => id.to_owned(),
        }
    }

    /// The name of the file of a log.
    fn file(&self, log: &Log<'_>) -> String {
        self.evidence.documents[log.document].path.to_string()
    }

    /// That there is no register of a kind: nobody handed one over, or a table that is claimed for
    /// its clauses was not recognised as one.
    fn no_register(&self, kind: usize, count: usize) -> Untold {
        let plural = &self.catalogue.records.kinds[kind].plural;
        let claimed = self.claimed_tables(kind);
        let why = if claimed.is_empty() {
            format!("no register of {plural} was handed over")
        } else {
            format!(
                "claimed, and not recognised as a register of {plural}: {}",
                few(&claimed, MOST_FILES)
            )
        };
        Untold::new(why, count)
    }

    /// The paths of tables that are claimed for the clauses of a kind and are logs of nothing.
    fn claimed_tables(&self, kind: usize) -> Vec<String> {
        let clauses = &self.catalogue.records.kinds[kind].clauses;
        let documents = self.evidence.documents.iter().enumerate();
        let found = documents.filter(|(at, document)| {
            let mut lines = self.assessment.claimed_for[*at].iter();
            document.format.is_table()
                && document.has_text()
                && !document.set_aside
                && !self.logs.logs.iter().any(|log| log.document == *at)
                && lines.any(|line| clauses.contains(&self.catalogue.requirements[*line].clause))
        });
        found
            .map(|(_, document)| document.path.to_string())
            .collect()
    }

    fn steps(&self, walk: &[Node]) -> Vec<Step> {
        let steps = walk.iter().map(|node| {
            let log = &self.logs.logs[node.log as usize];
            let entry = &log.entries[node.entry as usize];
            Step {
                kind: log.kind().name.clone(),
                record: self.called(log, entry),
                at: self.place(log, entry),
            }
        });
        steps.collect()
    }
}

/// The rows of the rare records of a log, in order.
fn rare_rows(log: &Log<'_>, rare: &Rare) -> Vec<u32> {
    log.rare(rare).map(|entry| entry.row).collect()
}

#[cfg(test)]
mod tests;
