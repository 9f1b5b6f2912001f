//! A record against the test of a requirement: what it lacks, by the heads of its own columns.

use super::{Entry, Log, Logs};
use crate::catalogue::Test;

/// The attribute that holds the day on which a record begins.
pub const OPENED: &str = "opened";

/// The attribute that holds the day on which it ends.
pub const CLOSED: &str = "closed";

impl<'e> Logs<'e> {
    /// The record on a line of a file (by its index), where its table is known to be a log.
    #[must_use]
    pub fn at(&self, document: usize, line: u32) -> Option<(&Log<'e>, &Entry)> {
        let mut of_file = self.logs.iter().filter(|log| log.document == document);
        of_file.find_map(|log| Some((log, log.at_line(line)?)))
    }
}

impl Log<'_> {
    /// What a record lacks of what it is held to: `nothing under “category”`.
    #[must_use]
    pub fn lacking(&self, entry: &Entry, test: &Test) -> Vec<String> {
        let needs = test.needs.iter();
        let needs = needs.filter(|attribute| !self.carried(entry, attribute));
        let age = test.older_than;
        let age = age.map_or(String::new(), |age| format!(" after {}", age.words()));
        let told = |attribute: &String| {
            let head = self.head(attribute)?;
            Some(match self.cell(entry, attribute) {
                "" => format!("nothing under “{head}”{age}"),
                cell => format!("“{cell}” under “{head}”{age}"),
            })
        };
        let mut out: Vec<String> = needs.filter_map(told).collect();
        if let Some((first, second)) = &test.order
            && out.is_empty()
            && let (Some(first), Some(second)) = (self.head(first), self.head(second))
        {
            out.push(format!("“{second}” before “{first}”"));
        }
        let unique = test.unique.as_ref().filter(|_| out.is_empty());
        if let Some(head) = unique.and_then(|attribute| self.head(attribute)) {
            out.push(format!("the same “{head}” twice"));
        }
        out
    }

    /// Whether a record of a kind that is opened and closed was closed before it was opened, as far
    /// as its cells tell. What is planned first, or ends by being carried out, is not meant.
    #[must_use]
    pub fn is_reversed(&self, entry: &Entry) -> bool {
        let mut times = self.kind().times.iter();
        let closes = times.any(|time| time.from == OPENED && time.to.iter().any(|to| to == CLOSED));
        let columns = self.column(OPENED).zip(self.column(CLOSED));
        let Some((opened, closed)) = columns.filter(|_| closes) else {
            return false;
        };
        let days = entry.opened.zip(entry.closed);
        days.is_some_and(|(opened, closed)| closed < opened)
            || self.table.row_at(entry.row).reversed(opened, closed)
    }

    /// The head of the column of an attribute.
    #[must_use]
    pub fn head(&self, attribute: &str) -> Option<&str> {
        let column = self.column(attribute)?;
        self.table.header.get(column).map(String::as_str)
    }
}
