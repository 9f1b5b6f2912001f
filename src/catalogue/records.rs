//! Kinds of records: what a register of each is called, what its records carry and point to, and
//! how their states and priorities are told.
//!
//! It is data, as the clauses are (`records.yaml`); what the rows of a register are held to for a
//! requirement stays with the requirement (`test`). A kind takes the heads of columns from the
//! `record` of a clause, so that no list stands twice.

mod build;
mod form;
mod read;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub(super) use form::KindForm;
pub use form::RecordsForm;
pub(super) use read::records as read_records;

/// Name of the file, without its ending.
pub(super) const RECORDS: &str = "records";

/// What an edition says of records. Texts that are looked for are one to eight words, `*` at
/// their end for any ending.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// The kinds, in order.
    pub kinds: Vec<Kind>,
    /// How far a record is, by what its state says; in the order in which they are looked for.
    pub states: Vec<(State, Vec<String>)>,
    /// Steps of priorities, 1 the highest, by what people call them.
    pub scale: Vec<(u8, Vec<String>)>,
    /// What promises set a time for.
    pub times: Vec<Time>,
    /// By attribute: how a promise says that a length of time is counted from it.
    pub starts: BTreeMap<String, Vec<String>>,
    /// States in which an open record waits for somebody else.
    pub waits: Vec<String>,
    /// Words of a promise that do not tell which records it speaks of.
    pub beside: Vec<String>,
}

impl Records {
    /// The kind of a short name, by its index.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<usize> {
        self.kinds.iter().position(|kind| kind.id == id)
    }
}

/// Something that promises set a time for, such as the first response.
#[derive(Debug, Clone)]
pub struct Time {
    /// Short name, `respond`.
    pub id: String,
    /// What it is, in a sentence.
    pub name: String,
    /// Words by which a promise speaks of it.
    pub words: Vec<String>,
}

/// Between which columns a time of a kind passes.
#[derive(Debug, Clone)]
pub struct TimeOf {
    /// The time, by index in [`Records::times`].
    pub time: usize,
    /// The attribute that holds its begin.
    pub from: String,
    /// The attributes that can hold its end, the best first.
    pub to: Vec<String>,
}

/// A kind of record, such as incidents.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Short name, `major-incident`.
    pub id: String,
    /// What one is, in a sentence.
    pub name: String,
    /// The same of several.
    pub plural: String,
    /// The clauses whose records they are, by index in [`super::Catalogue::clauses`].
    pub clauses: Vec<usize>,
    /// The clause whose `record` gives attributes, by index.
    pub record_of: Option<usize>,
    /// The kind of which these are the rarer ones, by index: major incidents of incidents.
    pub part_of: Option<usize>,
    /// There are so few of them that an auditor looks at all.
    pub all_looked_at: bool,
    /// What people call registers of it.
    pub titles: Vec<String>,
    /// What promises call such records.
    pub called: Vec<String>,
    /// The times that promises can be held to.
    pub times: Vec<TimeOf>,
    /// What the numbers of such records begin with: `INC` for INC0012345.
    pub numbers: Vec<String>,
    /// Attributes beside those of the clause's `record`, with the column heads they go under.
    pub attributes: BTreeMap<String, Vec<String>>,
    /// Attributes that ask whether something was done or is there.
    pub done: Vec<String>,
    /// Attributes that each record must carry.
    pub carries: Vec<String>,
    /// The attribute that holds the day of its end where a register has no `closed`.
    pub ends: Option<String>,
    /// Where a register holds records of several kinds: which rows are of this one. Where it has
    /// no column of the attribute, the class tells.
    pub rows: Option<Condition>,
    /// Rare ones, all of which an auditor looks at.
    pub rare: Vec<Rare>,
    /// What records of the kind point to.
    pub references: Vec<Reference>,
    /// The requirements, by index, for which a figure is of interest.
    pub shows: BTreeMap<Figure, Vec<usize>>,
}

/// A rare kind among records, such as failed changes.
#[derive(Debug, Clone)]
pub struct Rare {
    /// Short name within the kind, `failed`.
    pub id: String,
    /// What one is.
    pub name: String,
    /// The same of several.
    pub plural: String,
    /// What promises call them.
    pub called: Vec<String>,
    /// Any of these makes a record one.
    pub conditions: Vec<Condition>,
}

/// Records whose attribute says one of some words.
#[derive(Debug, Clone, Serialize)]
pub struct Condition {
    /// The attribute.
    pub attribute: String,
    /// What it may say.
    pub is: Vec<String>,
}

/// What a record points to.
#[derive(Debug, Clone)]
pub struct Reference {
    /// What that is to the record, in words: `problem behind it`.
    pub name: String,
    /// The attribute that holds the number of the other record, or several.
    pub attribute: String,
    /// The kind of the other record, by index.
    pub to: usize,
}

/// How far a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It is being worked on, or waits.
    Open,
    /// It came to its end.
    Closed,
    /// It was given up: rejected, withdrawn, cancelled.
    Ended,
}

/// What can be counted of a log of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Figure {
    /// How many there are, and over which time.
    Volume,
    /// Records that lack what each must carry.
    Unfilled,
    /// Numbers that stand twice.
    Duplicates,
    /// How many of each class.
    Classes,
    /// How many of each priority.
    Priorities,
    /// How many are closed, and how long that took.
    Closing,
    /// How old the open ones are.
    Ageing,
    /// Records closed before they were opened.
    Order,
    /// The same again and again.
    Repeats,
    /// How many by month.
    Trend,
    /// Rare ones.
    Rare,
    /// How many for each service.
    Services,
}

impl Figure {
    /// As it stands in `records.yaml` and in the JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        let known = FIGURES.iter().find(|(_, figure)| *figure == self);
        known.map_or("", |(word, _)| word)
    }
}

/// The figures by the words that `records.yaml` uses.
pub(super) const FIGURES: &[(&str, Figure)] = &[
    ("volume", Figure::Volume),
    ("unfilled", Figure::Unfilled),
    ("duplicates", Figure::Duplicates),
    ("classes", Figure::Classes),
    ("priorities", Figure::Priorities),
    ("closing", Figure::Closing),
    ("ageing", Figure::Ageing),
    ("order", Figure::Order),
    ("repeats", Figure::Repeats),
    ("trend", Figure::Trend),
    ("rare", Figure::Rare),
    ("services", Figure::Services),
];

/// The states by the words that `records.yaml` uses.
pub(in crate::catalogue) const STATES: &[(&str, State)] = &[
    ("open", State::Open),
    ("closed", State::Closed),
    ("ended", State::Ended),
];
