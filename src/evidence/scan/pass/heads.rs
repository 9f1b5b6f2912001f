//! Columns headed by the thing itself: `| Service | Contract |`, and below it "yes", "C-17" or
//! "none yet". What a head names is there once a row has it. A column that no row fills says
//! nothing of what its head names.
//!
//! Rows that say no deny it only where every row has to have it: a plan, a contract, criteria. An
//! approval, a report or a limit may well be needed for some rows only.

use super::answers::{comes_by_itself, names_fault};
use super::marks::is_rule_of_table;
use super::rows::{lacks, lists_records};
use super::values::is_no;
use super::{Pass, Sentence};
use crate::evidence::extract::Markup;
use crate::evidence::placeholder::is_placeholder;
use crate::evidence::scan::sentence::Found;
use crate::evidence::scan::subject::names_what_must_be;
use crate::evidence::scan::tally::Denied;
use crate::evidence::words::words;

/// A column whose head names something.
#[derive(Debug)]
pub(super) struct Column {
    /// Its number; the first column names the rows.
    number: usize,
    /// The bytes of its head.
    head: std::ops::Range<usize>,
    /// What its head names, with the interval it says.
    found: Vec<(Found, Option<u8>)>,
    /// What "no" in a row says of it.
    no: No,
    /// Whether a row was read.
    has_rows: bool,
    /// Whether a row has it.
    is_there: bool,
}

/// What "no" in the row of a column says of what its head names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum No {
    /// That it is not there, where every row has to have it.
    Denies,
    /// Nothing.
    LeavesOpen,
    /// That there was none, which is a report of it: complaints, deviations.
    Tells,
}

/// Heads of what some rows need and others do not.
const OF_SOME: &[&str] = &[
    "approval",
    "freigabe",
    "monitoring",
    "reporting",
    "report",
    "reports",
    "bericht",
    "umfrage",
    "evidence",
    "nachweis",
    "nachweise",
    "budget",
    "manager",
    "owner",
    "betreuer",
    "verantwortlicher",
    "beauftragter",
    "list",
    "liste",
    "schedule",
    "limit",
    "limits",
    "grenzwerte",
    "analysis",
    "forecast",
    "prognose",
    "measurements",
    "documentation",
    "dokumentation",
    "description",
    "beschreibung",
    "scope",
];

/// Words that say of the thing before them that it is to be there.
const BEING_THERE: &[&str] = &[
    "signed",
    "agreed",
    "available",
    "there",
    "based",
    "written",
    "tested",
    "vorhanden",
    "geschlossen",
    "unterschrieben",
    "unterzeichnet",
    "vereinbart",
    "getestet",
    "liegt",
    "existiert",
];

/// Narrower tables without a rule below their first row hold labels and values.
const NARROW: usize = 3;

/// Longer cells are no heads, in bytes.
const LONGEST_HEAD: usize = 60;

impl Pass<'_, '_, '_> {
    /// Whether the sentence is the row that holds the heads of its table: a rule stands below it.
    /// Tables of programs for offices and of pages have none: there it is the first wide row, if
    /// its cells can be heads and rows follow.
    pub(super) fn is_head_row(&mut self, sentence: &Sentence) -> bool {
        let below = self.rest_of_line();
        if is_rule_of_table(below) {
            self.has_head = true;
            return true;
        }
        let ends_row = self.at > 0 && self.bytes[self.at - 1] == b'\n';
        if self.has_head || !ends_row || self.task.markup != Markup::Markdown {
            return false;
        }
        let Some((_, row)) = self.row(sentence) else {
            return false;
        };
        let cells = row
            .split('|')
            .map(str::trim)
            .filter(|cell| !cell.is_empty());
        if cells.clone().count() < NARROW {
            return false;
        }
        self.has_head = true;
        below.trim_start().starts_with('|')
            && cells.clone().all(can_be_head)
            && cells
                .filter(|cell| cell.starts_with(char::is_alphabetic))
                .count()
                >= NARROW - 1
    }

    /// Whether nothing but the end of its cell stands behind a place in a row.
    pub(super) fn is_last_of_cell(&self, rest: &str) -> bool {
        let is_row = self.below_table && self.task.markup == Markup::Markdown;
        is_row && rest.trim_start_matches([' ', '*']).starts_with('|')
    }

    /// Begins the columns of a table whose head the sentence is.
    pub(super) fn begin_columns(&mut self, sentence: &Sentence) {
        if !sentence.heads_table {
            return;
        }
        self.end_columns();
        let Some((begins, row)) = self.row(sentence) else {
            return;
        };
        let of_records = lists_records(row);
        let mut at = begins;
        for (number, cell) in row.split('|').enumerate() {
            let head = at..at + cell.len();
            at = head.end + 1;
            if number > 0 {
                self.columns.push(Column {
                    number,
                    head,
                    found: Vec::new(),
                    no: no_below(&words(cell), of_records),
                    has_rows: false,
                    is_there: false,
                });
            }
        }
    }

    /// Whether something found is named by the head of such a column, which keeps it: rows say
    /// whether it is there.
    pub(super) fn keep_for_rows(&mut self, found: Found, every: Option<u8>) -> bool {
        let heads = |column: &&mut Column| {
            let within = |at: u32| column.head.contains(&(at as usize));
            !column.has_rows && (within(found.start) || within(found.until))
        };
        let column = self.columns.iter_mut().find(heads);
        column.is_some_and(|column| {
            column.found.push((found, every));
            true
        })
    }

    /// What the cells of a row say of the heads of their columns.
    pub(super) fn answer_heads(&mut self, sentence: &Sentence) {
        if self.columns.is_empty() || !self.in_row() || sentence.heads_table {
            return;
        }
        let Some((_, row)) = self.row(sentence) else {
            return;
        };
        let cells: Vec<&str> = row.split('|').collect();
        for at in 0..self.columns.len() {
            let column = &mut self.columns[at];
            column.has_rows = true;
            let cell = cells.get(column.number).map_or("", |cell| cell.trim());
            let filled = if says_no(cell) {
                if column.no == No::Denies {
                    for (found, _) in &column.found {
                        self.scanner
                            .tally
                            .deny(found.state, self.line, Denied::default());
                    }
                }
                column.no == No::Tells
            } else {
                cell.contains(is_of_value) && (column.no == No::Denies || !is_placeholder(cell))
            };
            if filled && !column.is_there {
                column.is_there = true;
                self.say_head(at);
            }
        }
        // Most tables are long, and most of their heads have been answered by the first row.
        self.columns.retain(|column| {
            !column.found.is_empty() && (column.no == No::Denies || !column.is_there)
        });
    }

    /// The table has ended. Heads without any row say what their words say.
    pub(super) fn end_columns(&mut self) {
        for at in 0..self.columns.len() {
            if !self.columns[at].has_rows {
                self.say_head(at);
            }
        }
        self.columns.clear();
    }

    fn say_head(&mut self, at: usize) {
        for (found, every) in &self.columns[at].found {
            let place = self.place_of(found);
            self.scanner.tally.say_by_head(found.state, &place, *every);
        }
    }
}

/// Whether a cell can be the head of a column: a few words, and no sentence, day or figure but a
/// year.
pub(in crate::evidence) fn can_be_head(cell: &str) -> bool {
    let is_year = || cell.len() == 4 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let words = cell.split_whitespace().count();
    let is_sentence = words > 2 && cell.ends_with('.');
    let begins = cell.starts_with(|c: char| c.is_alphabetic() || c == '#');
    cell.len() <= LONGEST_HEAD && !is_sentence && (begins || is_year())
}

/// Whether a character belongs to a value: marks that stand for nothing do not.
fn is_of_value(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && !matches!(c, '–' | '—' | '…')
}

/// What "no" below a head says.
fn no_below(head: &[String], of_records: bool) -> No {
    if !of_records && names_it(head) {
        No::Denies
    } else if head.iter().any(is_better_none) {
        No::Tells
    } else {
        No::LeavesOpen
    }
}

/// Whether a word of a head names what comes by itself or is better not there.
fn is_better_none(word: &String) -> bool {
    const BESIDE: &[&str] = &[
        "failure",
        "failed",
        "downtime",
        "overrun",
        "ueberschreitung",
        "verfehlt",
        "rueckfrage",
    ];
    comes_by_itself(std::slice::from_ref(word)) || names_fault(word, BESIDE)
}

/// Whether the head of a column names what every row has to have.
fn names_it(head: &[String]) -> bool {
    let among = |list: &[&str], word: &String| list.contains(&word.as_str());
    let ends = head.iter().position(|word| among(BEING_THERE, word));
    let name = &head[..ends.unwrap_or(head.len())];
    names_what_must_be(name) && !name.iter().any(|word| among(OF_SOME, word))
}

/// Whether a cell says that the thing is not there, whatever it adds: "no, by word of mouth".
pub(in crate::evidence) fn says_no(cell: &str) -> bool {
    let first = cell.split([',', ';', '(', '–']).next().unwrap_or(cell);
    is_no(first) || lacks(first) && !first.trim().starts_with(|c: char| c.is_ascii_digit())
}
