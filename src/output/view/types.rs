//! The keys and types of the JSON, and nothing else: read beside `docs/json.md`.
//!
//! Versioned: fields are added, never renamed or removed, within one [`SCHEMA_VERSION`].
//! The order of the fields is the order of the keys, so a type says the same thing as the
//! JSON it becomes, at the price of words where code would have enums.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::chains::ChainView;
use super::coverage::{CoverageView, ResponsibilitiesView};
use super::sources::SourcesView;
use crate::assessment::Share;
use crate::catalogue::{ItemId, RequirementId};
use crate::evidence::MADE_BY_TOOL;
use crate::period::Period;
use crate::workspace::samples::Sample;

/// Version of the JSON form.
pub const SCHEMA_VERSION: &str = "1";

/// An assessment as data.
#[derive(Debug, Clone, Serialize)]
#[expect(
    missing_docs,
    reason = "field names are the documented JSON keys, see docs/json.md"
)]
pub struct View {
    pub schema_version: &'static str,
    pub tool: Tool,
    pub edition: String,
    pub edition_title: String,
    pub as_of: Date,
    pub window: WindowView,
    pub organisation: Organisation,
    pub assessors: Vec<String>,
    pub inventory: &'static str,
    pub first_look: bool,
    pub totals: TotalsView,
    pub forecast: ForecastView,
    pub gates: Vec<GateView>,
    pub areas: Vec<AreaView>,
    pub services: Vec<ServiceView>,
    pub clauses: Vec<ClauseView>,
    pub requirements: Vec<RequirementView>,
    pub documents: Vec<ItemView>,
    pub series: Vec<SeriesView>,
    pub registers: Vec<RegisterView>,
    pub records: Vec<super::RecordsView>,
    pub evidence: Vec<EvidenceView>,
    pub history: HistoryView,
    pub elsewhere: Vec<ElsewhereView>,
    pub notes: Vec<NoteView>,
    pub answers: Vec<AnswerView>,
    pub samples: Vec<Sample>,
    pub problems: Vec<ProblemView>,
    pub steps: Vec<StepView>,
    pub chains: Vec<ChainView>,
    pub coverage: CoverageView,
    pub responsibilities: ResponsibilitiesView,
    pub method: MethodView,
}

/// The forecast by what it rests on.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ForecastView {
    pub majors_seen: usize,
    pub minors_seen: usize,
    pub majors_not_handed_over: usize,
    pub minors_not_handed_over: usize,
    /// What has to be there in writing, was not found and makes nothing probable, since files that
    /// may hold it have no place yet; once for each "shall". None in a first look.
    pub not_recognised: usize,
    /// How many such files were read.
    pub without_place: usize,
    /// Of how many that were read.
    pub read: usize,
    /// How many such files could not be read.
    pub unread_without_place: usize,
}

impl View {
    /// What was not found and is held against nobody while files have no place.
    #[must_use]
    pub fn not_recognised_in_words(&self) -> Option<String> {
        let ForecastView {
            not_recognised,
            without_place,
            read,
            unread_without_place: unread,
            ..
        } = self.forecast;
        let what = match not_recognised {
            0 => return None,
            1 => "1 thing that has to be there in writing was".to_owned(),
            many => format!("{many} things that have to be there in writing were"),
        };
        let files = match (without_place, unread) {
            (_, 0) => format!("{without_place} of the {read} files that were read"),
            (0, 1) => "1 file that could not be read".to_owned(),
            (0, _) => format!("{unread} files that could not be read"),
            _ => format!(
                "{without_place} of the {read} files that were read, and {unread} that could not be read,"
            ),
        };
        let have = if without_place + unread == 1 {
            "has"
        } else {
            "have"
        };
        Some(format!(
            "{what} not recognised in any file; this is held against nobody while {files} {have} no place yet: say what they are first (clausewise suggest), or set them aside."
        ))
    }

    /// A line that keeps what is written from being read back as evidence.
    #[must_use]
    pub fn mark(&self) -> String {
        let Tool { name, version } = &self.tool;
        format!("{MADE_BY_TOOL} by {name} {version}: an assessment, never evidence")
    }

    /// Whether there is nothing to assess.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.evidence.is_empty() && self.elsewhere.is_empty()
    }

    /// Whether there is nothing to show but a first look: nobody has said yet what anything is
    /// evidence for, nor judged anything.
    #[must_use]
    pub fn is_only_a_first_look(&self) -> bool {
        self.first_look && self.totals.conforming + self.totals.nonconforming == 0
    }
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct Tool {
    pub name: &'static str,
    pub version: &'static str,
}

impl Tool {
    /// This program.
    #[must_use]
    pub fn this() -> Self {
        Self {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct WindowView {
    pub start: Date,
    pub end: Date,
    pub period: Period,
    pub shortened: bool,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct Organisation {
    pub name: Option<String>,
    pub scope: Option<String>,
    pub scope_files: Vec<String>,
    pub services: Vec<String>,
    pub customers: Vec<String>,
    pub sites: Vec<String>,
    pub parties: Vec<PartyView>,
    pub stage1: Option<Date>,
    pub stage2: Option<Date>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct PartyView {
    pub name: String,
    pub kind: &'static str,
    pub performs: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct TotalsView {
    pub requirements: usize,
    pub conforming: usize,
    pub nonconforming: usize,
    pub shown: usize,
    pub partly_shown: usize,
    pub claimed: usize,
    pub contrary: usize,
    pub not_found: usize,
    pub not_seen: usize,
    pub answered: usize,
    pub share_conforming: Share,
    pub share_shown: Share,
    pub share_not_seen: Share,
    pub worst: Option<Share>,
    pub worst_requirement: Option<RequirementId>,
    pub probable_majors: usize,
    pub probable_minors: usize,
    pub mean: Option<Share>,
    pub low: Share,
    pub high: Share,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct GateView {
    pub gate: String,
    pub title: String,
    pub question: String,
    pub verdict: &'static str,
    pub asks: Vec<AskView>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct AskView {
    pub ask: String,
    pub verdict: &'static str,
    pub reason: String,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct AreaView {
    pub area: String,
    pub clause: String,
    pub title: String,
    pub totals: TotalsView,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ServiceView {
    pub service: String,
    pub totals: TotalsView,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ClauseView {
    pub clause: String,
    pub title: String,
    pub called: String,
    pub titled: bool,
    pub area: String,
    pub leaf: bool,
    pub purpose: String,
    pub typical_evidence: Vec<String>,
    pub asks: Vec<String>,
    pub pitfalls: Vec<String>,
    pub totals: TotalsView,
    pub minors_add_up: bool,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct RequirementView {
    pub id: RequirementId,
    pub clause: String,
    pub text: String,
    pub item_letter: Option<String>,
    pub proof: &'static str,
    pub called_for: &'static str,
    pub of: Option<ItemId>,
    pub key: bool,
    pub rare: bool,
    /// The text that settles it shows it, without a record of what was done.
    pub settled: bool,
    pub per: Option<&'static str>,
    pub verified: bool,
    pub state: &'static str,
    pub rating: Option<&'static str>,
    pub score: Option<Share>,
    pub low: Share,
    pub high: Share,
    pub machine_score: Option<Share>,
    pub machine_rating: Option<&'static str>,
    pub judged: bool,
    pub judgement: Option<JudgementView>,
    pub answer: Option<AnswerView>,
    pub counts: bool,
    pub standing: String,
    pub grade: &'static str,
    pub found: Vec<FoundView>,
    /// What was found, quoted; only reports have it, the first few of each requirement.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<QuoteView>,
    pub missing: Vec<String>,
    pub look_at: Vec<String>,
    pub remarks: Vec<String>,
    pub evidence: Vec<LookedView>,
    pub evidence_count: usize,
    pub could_hold: Vec<String>,
    pub notes: Vec<String>,
    pub members: Vec<MemberView>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct JudgementView {
    pub rating: &'static str,
    pub conforming: bool,
    pub stale: bool,
    pub disputed: bool,
    pub grade: &'static str,
    pub by: String,
    pub date: Option<Date>,
    pub method: Vec<&'static str>,
    pub reason: String,
    pub rests_on: Vec<String>,
    pub concluded: &'static str,
    pub path: String,
    pub line: Option<u32>,
}

/// Where in a file something stands: a line, or in a file without lines the page,
/// paragraph or cell.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct SpotView {
    pub line: Option<u32>,
    pub place: Option<Arc<str>>,
    /// The line of the text as it was read, to quote it.
    #[serde(skip)]
    pub at: u32,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct FoundView {
    pub idea: String,
    pub path: String,
    #[serde(flatten)]
    pub spot: SpotView,
    pub column: Option<u32>,
    /// The column in the text as it was read, to quote from there.
    #[serde(skip)]
    pub at_column: u32,
    /// Whether the idea is the line's own, and none that several lines share.
    #[serde(skip)]
    pub own: bool,
}

/// A sentence of a file that shows ideas of a requirement.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct QuoteView {
    pub path: String,
    #[serde(flatten)]
    pub spot: SpotView,
    pub ideas: Vec<String>,
    pub text: String,
    /// Whether a heading or the head of a column names it, and nothing stands below.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub only_named: bool,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct LookedView {
    pub name: String,
    pub score: Share,
    pub saw: String,
    pub lines: Vec<u32>,
    pub places: Vec<Arc<str>>,
    /// The same, to name and quote them.
    #[serde(skip)]
    pub spots: Vec<SpotView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tested: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct MemberView {
    pub name: String,
    pub score: Option<Share>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ItemView {
    pub item: ItemId,
    pub name: String,
    pub short: String,
    pub kind: &'static str,
    pub called_for: &'static str,
    pub clauses: String,
    pub presence: &'static str,
    pub files: Vec<String>,
    pub remarks: Vec<String>,
    pub requirements: Vec<RequirementId>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct SeriesView {
    pub id: String,
    pub path: String,
    pub line: Option<u32>,
    pub due: usize,
    pub present: usize,
    pub late: usize,
    pub excused: usize,
    pub missing: usize,
    pub unusable: usize,
    pub periods: Vec<PeriodView>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct PeriodView {
    pub period: String,
    pub state: &'static str,
    pub reason: Option<String>,
    pub path: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct RegisterView {
    pub id: String,
    pub path: String,
    pub sheet: Option<String>,
    pub rows: usize,
    pub found: bool,
    pub columns: Vec<String>,
    /// Where the heads stand.
    #[serde(skip)]
    pub heads: SpotView,
    pub taken: Vec<TakenView>,
}

/// A column of a register that is taken for an attribute of its records.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct TakenView {
    pub attribute: String,
    pub column: String,
    #[serde(flatten)]
    pub spot: SpotView,
    pub stated: bool,
}

/// Whether git was asked when files were last changed, and why it does not tell.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct HistoryView {
    pub asked: bool,
    pub unknown: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct EvidenceView {
    pub path: String,
    pub format: &'static str,
    pub size: u64,
    /// Only where somebody compares assessments: to hash all files takes as long as to read them.
    pub sha256: Option<Box<str>>,
    pub read: &'static str,
    pub reason: Option<String>,
    pub why: Option<&'static str>,
    pub words: u32,
    pub title: String,
    pub id: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub type_by_name: Option<&'static str>,
    pub version: Option<String>,
    pub status: Option<&'static str>,
    pub owner: Option<String>,
    pub author: Option<String>,
    pub approved_by: Option<String>,
    pub approved_on: Option<Date>,
    pub effective: Option<Date>,
    pub date: Option<Date>,
    pub last_reviewed: Option<Date>,
    pub next_review: Option<Date>,
    pub valid_until: Option<Date>,
    pub classification: Option<String>,
    pub changed_on: Option<Date>,
    pub changed_by: Option<String>,
    pub git: Option<&'static str>,
    pub services: Vec<String>,
    pub claims: Vec<String>,
    pub claimed_for: Vec<Arc<str>>,
    pub attested: Vec<String>,
    pub set_aside: bool,
    pub template: bool,
    pub ideas_of: Vec<ClauseHint>,
    pub sources: SourcesView,
    pub problems: Vec<FileProblemView>,
}

/// A clause whose ideas occur in an unclaimed file; scores nothing.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ClauseHint {
    pub clause: String,
    pub requirements: usize,
    pub of: usize,
    #[serde(flatten)]
    pub spot: SpotView,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct FileProblemView {
    pub kind: &'static str,
    pub message: String,
    #[serde(flatten)]
    pub spot: SpotView,
    /// It stands among [`View::problems`] too, since something declared is lost by it.
    #[serde(skip)]
    pub declared: bool,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ElsewhereView {
    pub place: String,
    pub title: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct NoteView {
    pub id: String,
    pub date: Option<Date>,
    pub by: String,
    pub kind: &'static str,
    pub with: Vec<String>,
    pub text: String,
    pub about: Vec<String>,
    pub says: Option<&'static str>,
    pub file: Option<String>,
    pub path: String,
    pub line: Option<u32>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct AnswerView {
    pub answer: &'static str,
    pub about: Vec<String>,
    pub reason: String,
    pub by: String,
    pub date: Option<Date>,
    pub party: Option<String>,
    pub control: Vec<String>,
    pub path: String,
    pub line: Option<u32>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ProblemView {
    pub path: String,
    pub line: Option<u32>,
    pub message: String,
    pub hint: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct StepView {
    pub title: String,
    pub grade: &'static str,
    pub requirements: Vec<RequirementId>,
    pub gain: Share,
    pub details: Vec<String>,
    pub not_handed_over: bool,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct MethodView {
    pub requirements: usize,
    pub unverified: usize,
    pub provenance: String,
    pub cap: Share,
    pub weights: BTreeMap<String, u32>,
    pub history: Period,
}
