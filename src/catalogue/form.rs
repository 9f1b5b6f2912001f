//! The catalogue as people write it, before validation.
//!
//! These types are the schema: `catalogue schema` generates the JSON Schema from
//! them, and module `read` fills them from YAML. Every field is optional here, so
//! that an edition which extends another says only what it changes.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::form::Span;

/// Where a form was read, for messages.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin {
    /// Index of the source file.
    pub file: usize,
    /// Place in it.
    pub span: Span,
}

/// `edition.yaml`: what a catalogue is and when an organisation is ready.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Edition")]
pub struct EditionForm {
    /// Short name of the standard, `iso20000-1`.
    pub standard: String,
    /// Edition, `2018` or `2018+amd1`.
    pub edition: String,
    /// Full title as cited.
    pub title: Option<String>,
    /// The edition this one extends, `iso20000-1:2018`; only changes are then written.
    pub extends: Option<String>,
    /// What a user should know about where this catalogue comes from.
    pub provenance: Option<String>,
    /// Clauses for which another party's evidence never counts.
    #[serde(default)]
    pub own_evidence: Vec<String>,
    /// The files of the catalogue, without `.yaml`, in the order of the standard.
    #[serde(default)]
    pub areas: Vec<String>,
    /// The points at which readiness is asked for.
    #[serde(default)]
    pub gates: Vec<GateForm>,
    /// What is best built before what, as the trade does it.
    #[serde(default)]
    pub sequence: Vec<SequenceForm>,
}

/// One step of the sequence in which a management system is best built.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Sequence")]
pub struct SequenceForm {
    /// Clauses, requirements or items that come first.
    pub before: Vec<String>,
    /// Those that build on them.
    pub then: Vec<String>,
    /// Why, in a few words.
    pub why: String,
}

/// A point at which readiness is asked for, such as Stage 1.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Gate")]
pub struct GateForm {
    /// Short name, `stage-1`.
    pub gate: String,
    /// Title for people.
    pub title: String,
    /// The question the gate answers.
    pub question: Option<String>,
    /// What must hold, each with the check that answers it.
    pub asks: Vec<AskForm>,
}

/// One thing a gate asks for.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Ask")]
pub struct AskForm {
    /// What is asked, in words.
    pub ask: String,
    /// How it is answered: `documents`, `lines`, `history`, `no-open-major`,
    /// `minors-have-actions` or `scope-agrees`.
    pub check: String,
    /// For `documents`: how firmly the standard asks for the items looked at (`explicit`).
    pub called_for: Option<String>,
    /// For `documents` and `scope-agrees`: the items looked at.
    #[serde(default)]
    pub items: Vec<String>,
    /// For `lines` and `history`: clauses or requirements looked at.
    #[serde(default)]
    pub of: Vec<String>,
}

/// One entry of an area file: a clause.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Clause")]
pub struct ClauseForm {
    /// Clause number in quotes, `"8.6.1"`.
    pub clause: String,
    /// Title as in the standard's table of contents.
    pub title: Option<String>,
    /// What it is called in a sentence: `the handling of changes`. Left out: its title.
    pub called: Option<String>,
    /// What people title documents about it with, in any language, `incident*` for any ending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known_as: Vec<String>,
    /// What the clause is for, one line, own words.
    pub purpose: Option<String>,
    /// A remark for users.
    pub note: Option<String>,
    /// Ideas that several requirements of the clause, or of clauses below it, look for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ideas: Vec<IdeaForm>,
    /// The assessable obligations of a leaf clause.
    #[serde(default)]
    pub requirements: Vec<RequirementForm>,
    /// Typical evidence.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// Interview questions.
    #[serde(default)]
    pub asks: Vec<String>,
    /// Common nonconformities.
    #[serde(default)]
    pub pitfalls: Vec<String>,
    /// What a record of this clause must carry.
    pub record: Option<RecordForm>,
    #[serde(skip)]
    #[schemars(skip)]
    /// Where it was read.
    pub origin: Origin,
}

/// What a row of a register of this clause carries, and how its columns are called.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Record")]
pub struct RecordForm {
    /// What one row is, `incident`.
    pub name: String,
    /// Attributes by name, each with the column heads it goes under in usual exports.
    pub attributes: BTreeMap<String, Vec<String>>,
    /// Attributes that ask whether something was done or is there: a cell that says no
    /// counts as empty.
    #[serde(default)]
    pub done: Vec<String>,
    /// Attributes that are a step of a scale: a cell with a sentence in it counts as empty.
    #[serde(default)]
    pub graded: Vec<String>,
    /// Those of `done` that tell what came of it: there a failure is an answer.
    #[serde(default)]
    pub outcome: Vec<String>,
    /// By what rows are told that were approved beforehand as a kind, such as standard changes: not
    /// each of them owes what was to be done.
    #[serde(default)]
    pub routine: Vec<WhenForm>,
    /// By what rows are told that nobody has decided on yet, such as requests that wait for an
    /// approval: unless they were carried out, they do not owe what was to be done.
    #[serde(default)]
    pub undecided: Vec<WhenForm>,
}

/// One assessable obligation.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Requirement")]
pub struct RequirementForm {
    /// Clause, hyphen, running number: `"8.6.1-8"`.
    pub id: String,
    /// The obligation in own words.
    pub text: Option<String>,
    /// The standard's own item letter, where there is one.
    pub item: Option<String>,
    /// Which "shall" of the clause the line belongs to; lines of one share its weight.
    pub shall: Option<u16>,
    /// What can show it: `document`, `content`, `record`, `activity` or `people`.
    pub proof: Option<String>,
    /// The documented-information item it belongs to.
    pub of: Option<String>,
    /// How firmly something written is asked for: `explicit`, `reported`, `implied`, `none`.
    pub called_for: Option<String>,
    /// Its absence would probably be a major nonconformity.
    pub key: Option<bool>,
    /// "No occurrence in the period" can be a true answer.
    pub rare: Option<bool>,
    /// It asks that something is settled: the text that settles it shows it, without a record of
    /// what was done. For lines of proof `activity`.
    pub settled: Option<bool>,
    /// Whether each one must be looked at: `service`, `customer`, `supplier`,
    /// `internal-supplier`.
    pub per: Option<String>,
    /// The line this one repeats; findings are reported there.
    pub same_as: Option<String>,
    /// Name of a group of which one is enough.
    pub any_of: Option<String>,
    /// Applies where relevant to the case.
    pub where_relevant: Option<bool>,
    /// "There is no such party" can be a true answer.
    pub no_such_party: Option<bool>,
    /// The organisation fixes when.
    pub own_timing: Option<bool>,
    /// It asks whether somebody looked at something: how things stand with that shows it, and only
    /// that nobody looked denies it.
    pub looked_at: Option<bool>,
    /// Recurs at planned intervals.
    pub interval: Option<IntervalForm>,
    /// Which property of document control answers this line: `identified`, `approved`,
    /// `versioned`, `linked`.
    pub control: Option<String>,
    /// Which part of the rest of documented information answers this line by being there:
    /// `called-for`, `records`, or `own` for what the organisation itself decides to need.
    pub rest: Option<String>,
    /// What an auditor's eye looks for.
    #[serde(default)]
    pub looks_for: Vec<IdeaForm>,
    /// What rows of a register are held to for this line.
    pub test: Option<TestForm>,
    /// Whether somebody has compared the line with a licensed copy.
    pub verified: Option<bool>,
    /// Drops the line from the edition that is extended.
    pub withdrawn: Option<bool>,
    /// Where it was read.
    #[serde(skip)]
    #[schemars(skip)]
    pub origin: Origin,
}

/// An obligation that recurs at planned intervals.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Interval")]
pub struct IntervalForm {
    /// What is usual, `P12M`. For orientation only.
    pub customary: Option<String>,
    /// The longest an auditor accepts without asking. For orientation only.
    pub outer: Option<String>,
}

/// One idea: any of its phrases shows it.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[schemars(rename = "Idea")]
pub struct IdeaForm {
    /// Name of the idea, shown in reports.
    pub idea: String,
    /// In `looks_for`: the phrases are those of the idea of this name in the clause or the
    /// nearest one above it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shared: bool,
    /// What of a document's own particulars shows the idea as well: `approver`, `term`, `kept`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated: Option<String>,
    /// What suffices in a file that is claimed for the line: phrases too common to say by
    /// themselves what a file is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claimed: Vec<String>,
    /// What speaks against the idea where it is stated, and for it where it is denied: that
    /// auditors check their own work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<String>,
    /// What shows nothing where it is stated, and denies the idea where it is denied: that
    /// somebody looks at a change again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub denied_by: Vec<String>,
    /// Phrases by language (`en`, `de`, or `any`): whole words, case and hyphens ignored, `*`
    /// for endings. `{approve}` stands for any word of that set; parts joined by ` + ` may
    /// stand apart, the first in a sentence, the others there or above it.
    #[serde(flatten)]
    pub phrases: BTreeMap<String, Vec<String>>,
    /// Where it was read.
    #[serde(skip)]
    #[schemars(skip)]
    pub origin: Origin,
}

/// One entry of `words.yaml`: words for one thing.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[schemars(rename = "Words")]
pub struct WordsForm {
    /// The name that phrases use, `approve`.
    pub words: String,
    /// Words and short phrases by language (`en`, `de`).
    #[serde(flatten)]
    pub phrases: BTreeMap<String, Vec<String>>,
    /// Where it was read.
    #[serde(skip)]
    #[schemars(skip)]
    pub origin: Origin,
}

/// What a row must satisfy.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Test")]
pub struct TestForm {
    /// Attributes that must be filled.
    #[serde(default)]
    pub needs: Vec<String>,
    /// The attribute of which no two rows may hold the same.
    pub unique: Option<String>,
    /// Only rows whose attribute holds one of these words.
    pub when: Option<WhenForm>,
    /// Only rows whose date is at least this long before the as-of date, `P30D`.
    pub older_than: Option<String>,
    /// Two date attributes, the first not after the second.
    #[serde(default)]
    pub order: Vec<String>,
}

/// Which rows a test applies to.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "When")]
pub struct WhenForm {
    /// The attribute looked at.
    pub attribute: String,
    /// The words it may hold (whole words, case ignored).
    pub is: Vec<String>,
}

/// One entry of `documents.yaml`.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Item")]
pub struct ItemForm {
    /// Item id, `D20`.
    pub item: String,
    /// What it is.
    pub name: Option<String>,
    /// `document` (kept current) or `record` (evidence of what happened).
    pub kind: Option<String>,
    /// How firmly the standard asks for it: `explicit`, `reported`, `implied`.
    pub called_for: Option<String>,
    /// Where the standard asks for it, `"4.3; 7.5.4 a"`.
    pub clauses: Option<String>,
    /// What it is called in a sentence, article included: `the scope statement`. Left out:
    /// its name.
    pub short: Option<String>,
    /// Whose names it lists as a whole: `service`. What it lists is compared with the scope.
    pub lists: Option<String>,
    /// It speaks of what lies ahead, as plans and designs do: "will be tested" then denies nothing.
    pub ahead: Option<bool>,
    /// What files are called that may hold it, `supplier list*`: one to eight words, `*` at the very
    /// end for any ending; gaps and hyphens do not matter.
    #[serde(default)]
    pub titles: Vec<String>,
    /// Where it was read.
    #[serde(skip)]
    #[schemars(skip)]
    pub origin: Origin,
}

/// `signs.yaml`: by what a file that nobody claims is told at a glance.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Signs")]
pub struct SignsForm {
    /// By clause.
    #[serde(default)]
    pub clauses: Vec<SignForm>,
    /// The trade of the services, and what else a company does.
    #[serde(default)]
    pub fields: Vec<FieldForm>,
}

/// By what a file of a clause is told. Texts are one to eight words, `*` at the very end for
/// any ending; gaps and hyphens do not matter.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Sign")]
pub struct SignForm {
    /// A clause or group, `"8.6.1"`.
    pub clause: String,
    /// What people title such documents with, and name such files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// What people without the words of the trade title them with: "our promise". Other
    /// departments do so too, so it tells something only among papers of the trade.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub everyday: Vec<String>,
    /// Words that such texts are full of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Heads of the columns of such tables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// What the numbers of such records begin with: `INC` for INC0012345.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<String>,
    /// Clauses that give way to this one where a title names both: infosec risks are a matter
    /// of security.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
    /// Where it was read.
    #[serde(skip)]
    #[schemars(skip)]
    pub origin: Origin,
}

/// A field that people work in.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Field")]
pub struct FieldForm {
    /// Its name, for people.
    pub field: String,
    /// Whether it is the trade of the services, and not of another department.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// What papers are titled with that are never evidence, whatever else they say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// Words that its texts are full of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// What its folders are called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folders: Vec<String>,
    /// Where it was read.
    #[serde(skip)]
    #[schemars(skip)]
    pub origin: Origin,
}
