//! Tables and lists that say of each thing whether it is there: a column "Status" with "no"
//! in it, a box that nobody has ticked.
//!
//! Only columns whose head says what they hold are believed: "open" in the register of
//! incidents is said of an incident, and of nothing that the organisation lacks.

use super::{Pass, Sentence};
use crate::evidence::scan::sentence::Found;
use crate::evidence::told::{asked, heads_history};
use crate::evidence::words::{begins_with, joined};

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
    "progress",
    "ready",
    "there",
    "documented",
    "written",
    "fortschritt",
    "fertig",
    "dokumentiert",
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
    "backlog",
    "not written",
    "not created",
    "0",
    "nicht erstellt",
    "in vorbereitung",
];

/// Beginnings of a cell that says so in more words.
const LACKING_STARTS: &[&str] = &[
    "not yet",
    "not written",
    "not started",
    "not there",
    "not available",
    "not defined",
    "not documented",
    "still missing",
    "missing",
    "planned for",
    "to do",
    "to be written",
    "to be defined",
    "noch nicht",
    "nicht vorhanden",
    "nicht erstellt",
    "nicht geschrieben",
    "fehlt",
    "geplant fuer",
];

/// Signs for no, and boxes that nobody has ticked.
const CROSSES: &[char] = &['❌', '✗', '✘', '✖', '☐', '⬜', '🔴', '🚫', '⛔', '❎', '🗙'];

/// Signs for yes.
const TICKS: &[char] = &['✔', '✓', '✅', '☑', '🟢'];

/// Heads of a column that say nothing of what is in it.
const PLAIN_HEADS: &[&str] = &[
    "content",
    "contents",
    "value",
    "answer",
    "status",
    "state",
    "description",
    "agreed",
    "agreement",
    "details",
    "detail",
    "what",
    "inhalt",
    "wert",
    "antwort",
    "stand",
    "beschreibung",
    "vereinbarung",
    "vereinbart",
    "regelung",
    "angabe",
    "angaben",
];

/// Whether the heads are those of a list of records, whose cells tell of one of them.
pub(super) fn lists_records(heads: &str) -> bool {
    let first = heads.split('|').next().unwrap_or("");
    let word = joined(first);
    let word = word.split(' ').next().unwrap_or("");
    first.trim() == "#" || OF_RECORDS.contains(&word)
}

/// Whether a cell says that a thing is not there, whatever signs stand before its words.
pub(super) fn lacks(cell: &str) -> bool {
    let words = joined(cell);
    let starts = |start: &&str| begins_with(&words, start);
    let crossed = words.is_empty() && cell.contains(CROSSES) && !cell.contains(TICKS);
    crossed || LACKING.contains(&words.as_str()) || LACKING_STARTS.iter().any(starts)
}

impl<'t> Pass<'_, '_, 't> {
    /// Keeps which column of the table says whether things are there; the sentence is its head.
    pub(super) fn read_head(&mut self, sentence: &Sentence) {
        self.status_column = None;
        self.plain_heads = false;
        self.asked.clear();
        self.heads.clear();
        let Some((_, row)) = self.row(sentence) else {
            return;
        };
        self.head = row;
        if !heads_history(row) {
            self.asked = row.split('|').map(asked).collect();
        }
        self.heads.clone_from(&self.scanner.said.found);
        if lists_records(row) {
            return;
        }
        let heads: Vec<String> = row.split('|').map(joined).collect();
        self.status_column = heads
            .iter()
            .position(|head| HEADS.contains(&head.as_str()))
            .filter(|column| *column > 0);
        let plain = |head: &String| head.is_empty() || PLAIN_HEADS.contains(&head.as_str());
        self.plain_heads = heads.iter().skip(1).all(plain);
    }

    /// What the row names in its first cell, if it says elsewhere that this is not there.
    pub(super) fn lacking(&self, sentence: &Sentence) -> Vec<Found> {
        if sentence.unticked {
            return self.scanner.said.found.clone();
        }
        let (Some(column), true) = (self.status_column, self.in_row()) else {
            return Vec::new();
        };
        let Some((begins, row)) = self.row(sentence) else {
            return Vec::new();
        };
        let mut cells = row.split('|');
        let ends = begins + cells.next().map_or(0, str::len);
        if !cells.nth(column - 1).is_some_and(lacks) {
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

    /// The row of the table that the sentence begins, from its first cell on, and the byte at which
    /// that begins. Nothing but marks stands before the sentence in it: a full stop in a cell ends
    /// a sentence, and what follows is no row of its own.
    pub(super) fn row(&self, sentence: &Sentence) -> Option<(usize, &'t str)> {
        let (begins, row) = self.whole_row(sentence.begins)?;
        let before = self.task.text.get(begins..sentence.begins).unwrap_or("");
        (!before.contains(char::is_alphanumeric)).then_some((begins, row))
    }

    /// The row of the table that a byte stands in, from its first cell on, and the byte at which
    /// that begins.
    pub(super) fn whole_row(&self, at: usize) -> Option<(usize, &'t str)> {
        let text = self.task.text;
        let line = text.get(..at)?.rfind('\n').map_or(0, |at| at + 1);
        let whole = text.get(line..)?;
        let whole = &whole[..memchr::memchr(b'\n', whole.as_bytes()).unwrap_or(whole.len())];
        let inner = whole.trim_start().strip_prefix('|')?;
        let begins = line + whole.len() - inner.len();
        let inner = inner.trim_end();
        Some((begins, inner.strip_suffix('|').unwrap_or(inner)))
    }

    /// Whether some box in the text is ticked, so that the others tell something.
    pub(super) fn ticks_boxes(&mut self) -> bool {
        let text = self.task.text;
        let looks = || ["[x]", "[X]"].iter().any(|mark| text.contains(mark));
        *self.ticked.get_or_insert_with(looks)
    }
}
