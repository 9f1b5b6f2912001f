//! Rows that were decided against: what was rejected, cancelled or withdrawn owes no approval, no
//! test, no review and no release.
//!
//! Its state says so, or its decision does, unless something says that it was carried out all the
//! same: "not approved" beside "implemented" is what an auditor looks for.

use std::collections::BTreeMap;

use super::asked::Said;
use super::{Row, says_refused};
use crate::catalogue::{Catalogue, State};
use crate::evidence::words::words;

/// The attribute that says how far a row is.
const STATUS: &str = "status";
/// The attribute that says what was decided.
const DECISION: &str = "approved";
/// The attribute that says when it was carried out.
const CARRIED_OUT: &str = "implemented";

/// Longer cells are somebody's account of a decision, in bytes.
const LONGEST: usize = 80;

/// Beginnings of words of a state that say a thing was carried out, in compared form.
const DONE: &[&str] = &[
    "implement",
    "deploy",
    "released",
    "rolled",
    "revert",
    "live",
    "failed",
    "backed",
    "umgesetzt",
    "ausgerollt",
    "durchgefuehrt",
    "produktiv",
    "fehlgeschlagen",
    "zurueckgerollt",
];

/// What tells, in the columns of a table, that a row was decided against.
#[derive(Debug)]
pub struct GivenUp {
    ended: Said,
    status: Option<usize>,
    decision: Option<usize>,
    carried_out: Option<usize>,
}

impl GivenUp {
    /// From what the catalogue calls such a state, and the columns of a table by attribute.
    #[must_use]
    pub fn new(catalogue: &Catalogue, columns: &BTreeMap<String, usize>) -> Self {
        let states = catalogue.records.states.iter();
        let ended = states.filter(|(state, _)| *state == State::Ended);
        let ended: Vec<String> = ended.flat_map(|(_, said)| said.iter().cloned()).collect();
        let column = |attribute: &str| columns.get(attribute).copied();
        Self {
            ended: Said::new(&ended),
            status: column(STATUS),
            decision: column(DECISION),
            carried_out: column(CARRIED_OUT),
        }
    }

    /// Whether a row was decided against.
    #[must_use]
    pub fn is(&self, row: &Row<'_>) -> bool {
        let status = self.status.map_or("", |column| row.cell(column));
        self.ended.is_in(&words(status)) || self.by_decision(row)
    }

    /// Whether the decision on a row says so, whatever its state, and it was not carried out all
    /// the same.
    #[must_use]
    pub fn by_decision(&self, row: &Row<'_>) -> bool {
        let decision = self.decision.map_or("", |column| row.cell(column));
        if decision.is_empty() || decision.len() > LONGEST {
            return false;
        }
        if !says_refused(decision) && !self.ended.is_in(&words(decision)) {
            return false;
        }
        let status = words(self.status.map_or("", |column| row.cell(column)));
        let done = |word: &String| DONE.iter().any(|done| word.starts_with(done));
        !status.iter().any(done) && !(self.carried_out).is_some_and(|column| row.affirmed(column))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::GivenUp;
    use crate::catalogue::{DEFAULT_EDITION, Library};
    use crate::evidence::registers::{Known, Table};

    #[test]
    fn what_was_decided_against_is_told_from_what_was_done_all_the_same() {
        let catalogue = Library::built_in()
            .load(&DEFAULT_EDITION.parse().unwrap())
            .unwrap();
        for (row, is) in [
            ("rejected,,closed", true),
            ("declined by the board,,Closed", true),
            ("abgelehnt am 3.2.,,geschlossen", true),
            ("CAB,,withdrawn by the requester", true),
            ("zurückgezogen,,", true),
            ("nicht genehmigt,,geschlossen", true),
            ("not approved,,implemented", false),
            ("rejected,2026-05-02,closed", false),
            ("abgelehnt,,umgesetzt", false),
            ("rejected,,rolled back the same night", false),
            ("refused,,reverted", false),
            ("abgelehnt,,zurückgerollt", false),
            ("rejected,,negative", true),
            ("abgelehnt,,Antrag zurückgenommen", true),
            ("CAB,2026-05-02,closed", false),
            (",,closed", false),
        ] {
            let table = Table::read(
                &format!("approved,implemented,status,no\n{row},1\nCAB,,open,2\n"),
                &Known::default(),
            );
            let columns = ["approved", "implemented", "status"];
            let columns = columns.iter().zip(0..);
            let columns: BTreeMap<String, usize> =
                columns.map(|(name, at)| ((*name).to_owned(), at)).collect();
            let given_up = GivenUp::new(&catalogue, &columns);
            assert_eq!(given_up.is(&table.row_at(0)), is, "{row}");
        }
    }
}
