//! Tables and lists that say of each thing whether it is there: a column "Status" with "no"
//! in it, a box that nobody has ticked.
//!
//! Only columns whose head says what they hold are believed: "open" in the register of
//! incidents is said of an incident, and of nothing that the organisation lacks.

use super::{Pass, Sentence};
use crate::evidence::scan::sentence::Found;
use crate::evidence::words::{joined, words};

/// Heads of columns that say whether a thing is there.
const HEADS: &[&str] = &[
    "status",
    "state",
    "stand",
    "done",
    "available",
    "present",
    "in place",
    "implemented",
    "exists",
    "fulfilled",
    "met",
    "tested",
    "erledigt",
    "vorhanden",
    "umgesetzt",
    "erfuellt",
    "eingefuehrt",
    "verfuegbar",
    "getestet",
];

/// Heads of the first column of a register: "open" there is the state of one record.
const OF_RECORDS: &[&str] = &[
    "id",
    "no",
    "nr",
    "number",
    "nummer",
    "incident",
    "ticket",
    "change",
    "rfc",
    "problem",
    "request",
    "action",
    "risk",
    "finding",
    "complaint",
    "date",
    "datum",
    "massnahme",
    "stoerung",
    "anfrage",
    "risiko",
    "feststellung",
    "beschwerde",
    "vorgang",
    "aenderung",
];

/// What stands in such a column where the thing is not there, or only to come.
const LACKING: &[&str] = &[
    "no",
    "none",
    "not yet",
    "not there",
    "missing",
    "not started",
    "not begun",
    "not available",
    "not done",
    "not in place",
    "never",
    "open",
    "pending",
    "outstanding",
    "to do",
    "todo",
    "tbd",
    "planned",
    "lapsed",
    "expired",
    "nein",
    "keine",
    "keiner",
    "keines",
    "kein",
    "noch nicht",
    "noch nie",
    "nie",
    "fehlt",
    "nicht begonnen",
    "nicht vorhanden",
    "nicht erledigt",
    "offen",
    "noch offen",
    "ausstehend",
    "steht aus",
    "geplant",
    "in planung",
    "abgelaufen",
];

impl Pass<'_, '_, '_> {
    /// Keeps which column of the table says whether things are there; the sentence is its head.
    pub(super) fn read_head(&mut self, sentence: &Sentence) {
        let row = self.task.text.get(sentence.begins..self.at).unwrap_or("");
        let is_head = |cell: &str| HEADS.contains(&joined(cell).as_str());
        let of_records = words(row.split('|').next().unwrap_or(""));
        if of_records
            .first()
            .is_some_and(|head| OF_RECORDS.contains(&head.as_str()))
        {
            self.status_column = None;
            return;
        }
        self.status_column = row
            .split('|')
            .position(is_head)
            .filter(|column| *column > 0);
    }

    /// What the row names in its first cell, if it says elsewhere that this is not there.
    pub(super) fn lacking(&self, sentence: &Sentence) -> Vec<Found> {
        if sentence.unticked {
            return self.scanner.said.found.clone();
        }
        let (Some(column), true) = (self.status_column, self.in_row()) else {
            return Vec::new();
        };
        if !self.begins_row(sentence.begins) {
            return Vec::new();
        }
        let row = self.task.text.get(sentence.begins..self.at).unwrap_or("");
        let mut cells = row.split('|');
        let ends = sentence.begins + cells.next().map_or(0, str::len);
        let value = joined(cells.nth(column - 1).unwrap_or(""));
        if !LACKING.contains(&value.as_str()) {
            return Vec::new();
        }
        let first = |found: &&Found| (found.start as usize) < ends;
        self.scanner
            .said
            .found
            .iter()
            .filter(first)
            .copied()
            .collect()
    }

    /// Whether nothing but marks stands before a byte in its line: a full stop in a cell ends
    /// a sentence, and columns can no longer be counted.
    fn begins_row(&self, byte: usize) -> bool {
        let line = self.task.text.get(..byte).unwrap_or("");
        let mark = |c: char| matches!(c, '|' | ' ' | '\t' | '*' | '_' | '`');
        let before = line.trim_end_matches(mark);
        before.is_empty() || before.ends_with('\n')
    }

    /// Whether some box in the text is ticked, so that the others tell something.
    pub(super) fn ticks_boxes(&mut self) -> bool {
        let text = self.task.text;
        let looks = || ["[x]", "[X]"].iter().any(|mark| text.contains(mark));
        *self.ticked.get_or_insert_with(looks)
    }
}
