//! `records.yaml` as people write it, before validation.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalogue::form::{Origin, WhenForm};

/// `records.yaml`: kinds of records. Texts that are looked for are one to eight words, `*` at the
/// very end for any ending; letters large or small, umlauts and hyphens do not matter.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Records")]
pub struct RecordsForm {
    /// How far a record is, by what its state says; looked for in this order.
    #[serde(default)]
    pub states: Vec<StateForm>,
    /// Steps of priorities.
    #[serde(default)]
    pub scale: Vec<StepForm>,
    /// What promises time, and by which words.
    #[serde(default)]
    pub times: Vec<TimeForm>,
    /// By attribute: how a promise says that a length of time is counted from it.
    #[serde(default)]
    pub starts: BTreeMap<String, Vec<String>>,
    /// States in which an open record waits for somebody else.
    #[serde(default)]
    pub waits: Vec<String>,
    /// Words of a promise that do not tell which records it speaks of.
    #[serde(default)]
    pub beside: Vec<String>,
    /// Attributes that kinds can take, each with the column heads it goes under.
    #[serde(default)]
    pub attributes: BTreeMap<String, Vec<String>>,
    /// The kinds.
    #[serde(default)]
    pub kinds: Vec<KindForm>,
}

/// Words that tell how far a record is.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "State")]
pub struct StateForm {
    /// `open`, `closed`, or `ended` for what was given up.
    pub state: String,
    /// What a state may say.
    pub words: Vec<String>,
    /// Where it was read.
    #[serde(skip)]
    #[schemars(skip)]
    pub origin: Origin,
}

/// A step of priorities.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Step")]
pub struct StepForm {
    /// Its number, 1 the highest.
    pub step: u8,
    /// What people call it.
    pub words: Vec<String>,
    /// Where it was read.
    #[serde(skip)]
    #[schemars(skip)]
    pub origin: Origin,
}

/// Something that promises set a time for.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Time")]
pub struct TimeForm {
    /// Short name, `respond`.
    pub time: String,
    /// What it is, in a sentence: `first response`.
    pub name: String,
    /// Words by which a promise speaks of it.
    pub words: Vec<String>,
    /// Where it was read.
    #[serde(skip)]
    #[schemars(skip)]
    pub origin: Origin,
}

/// Between which columns a time of a kind passes.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TimeOfKind")]
pub struct TimeOfForm {
    /// Short name of the time.
    pub time: String,
    /// The attribute that holds its begin.
    pub from: String,
    /// The attribute that holds its end: the first of these that a register has.
    pub to: Vec<String>,
}

/// A kind of record.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Kind")]
pub struct KindForm {
    /// Short name, `major-incident`.
    pub kind: String,
    /// What one is, in a sentence.
    pub name: Option<String>,
    /// The same of several.
    pub plural: Option<String>,
    /// The clauses whose records they are.
    #[serde(default)]
    pub clauses: Vec<String>,
    /// The clause whose `record` gives attributes.
    pub record_of: Option<String>,
    /// The kind of which these are the rarer ones.
    pub part_of: Option<String>,
    /// There are so few of them that an auditor looks at all.
    pub all_looked_at: Option<bool>,
    /// What people call registers of it, in any language.
    #[serde(default)]
    pub titles: Vec<String>,
    /// What promises call such records, in any language.
    #[serde(default)]
    pub called: Vec<String>,
    /// The times that promises can be held to, and between which columns they pass.
    #[serde(default)]
    pub times: Vec<TimeOfForm>,
    /// What the numbers of such records begin with: `INC` for INC0012345.
    #[serde(default)]
    pub numbers: Vec<String>,
    /// Names of the shared `attributes` that its records carry as well.
    #[serde(default)]
    pub takes: Vec<String>,
    /// Attributes of its own, each with the column heads it goes under.
    #[serde(default)]
    pub attributes: BTreeMap<String, Vec<String>>,
    /// Attributes of its own that ask whether something was done or is there.
    #[serde(default)]
    pub done: Vec<String>,
    /// Attributes that each record must carry.
    #[serde(default)]
    pub carries: Vec<String>,
    /// The attribute that holds the day of its end where a register has no `closed`.
    pub ends: Option<String>,
    /// Where a register holds records of several kinds: which rows are of this one.
    pub rows: Option<WhenForm>,
    /// Rare ones, all of which an auditor looks at.
    #[serde(default)]
    pub rare: Vec<RareForm>,
    /// What records of the kind point to.
    #[serde(default)]
    pub references: Vec<ReferenceForm>,
    /// By figure (`volume`, `unfilled`, `duplicates`, `classes`, `priorities`, `closing`,
    /// `ageing`, `order`, `repeats`, `trend`, `rare`, `services`): the requirements for which it
    /// is of interest.
    #[serde(default)]
    pub shows: BTreeMap<String, Vec<String>>,
    /// Where it was read.
    #[serde(skip)]
    #[schemars(skip)]
    pub origin: Origin,
}

/// A rare kind among records.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Rare")]
pub struct RareForm {
    /// Short name within the kind, `failed`.
    pub rare: String,
    /// What one is, in a sentence.
    pub name: String,
    /// The same of several.
    pub plural: String,
    /// What promises call them, in any language.
    #[serde(default)]
    pub called: Vec<String>,
    /// Any of these makes a record one.
    #[serde(rename = "where")]
    pub conditions: Vec<WhenForm>,
}

/// What a record points to.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Reference")]
pub struct ReferenceForm {
    /// What that is to the record, in words: `problem behind it`.
    pub reference: String,
    /// The attribute that holds the number of the other record.
    pub attribute: String,
    /// The kind of the other record.
    pub to: String,
}
