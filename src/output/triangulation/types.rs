//! The keys and types of a triangulation in JSON: read beside `docs/json.md`.

use jiff::civil::Date;
use serde::Serialize;

use crate::output::SpotView;

/// Documents, people and records held against each other.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct TriangulationView {
    pub figures: TriangulationFigures,
    pub disagreements: Vec<DisagreementView>,
    pub processes: Vec<ProcessView>,
}

/// How many there are.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct TriangulationFigures {
    pub processes: usize,
    pub disagreements: usize,
    pub all_three: usize,
    pub without_documents: usize,
    pub without_people: usize,
    pub without_records: usize,
}

/// Two sources that cannot both be right.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct DisagreementView {
    pub number: usize,
    pub kind: &'static str,
    pub clause: String,
    pub title: String,
    pub requirements: Vec<String>,
    pub key: bool,
    pub sentence: String,
    pub one: VoiceView,
    pub other: VoiceView,
}

/// One side of a disagreement.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct VoiceView {
    pub source: &'static str,
    pub says: String,
    pub note: Option<String>,
    pub path: String,
    #[serde(flatten)]
    pub spot: SpotView,
}

/// A process with what the three sources have on it.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ProcessView {
    pub clause: String,
    pub title: String,
    pub disagreements: Vec<usize>,
    pub documents: Vec<DocumentedView>,
    pub promises: Vec<PromisedView>,
    pub people: Vec<HeardView>,
    pub records: RecordedView,
    pub to_ask: Vec<GapView>,
}

/// A document that lays something down.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct DocumentedView {
    pub path: String,
    pub title: String,
    pub standing: &'static str,
    pub owner: Option<String>,
    pub approved_by: Option<String>,
    pub approved_on: Option<Date>,
    pub said: Vec<SaidView>,
}

/// A sentence of it.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct SaidView {
    pub requirements: Vec<String>,
    pub whole: Vec<String>,
    pub denies: bool,
    pub text: String,
    pub heading: String,
    #[serde(flatten)]
    pub spot: SpotView,
}

/// A promised interval.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct PromisedView {
    pub what: String,
    pub promise: String,
    pub standing: &'static str,
    pub broken: bool,
    pub requirements: Vec<String>,
    pub path: String,
    #[serde(flatten)]
    pub spot: SpotView,
}

/// A note.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct HeardView {
    pub note: String,
    pub kind: &'static str,
    pub date: Option<Date>,
    pub by: String,
    pub with: Vec<String>,
    pub text: String,
    pub requirements: Vec<String>,
    pub tells: Vec<TellsView>,
    pub path: String,
    pub line: Option<u32>,
}

/// Which way a note speaks of a requirement.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct TellsView {
    pub requirement: String,
    pub says: &'static str,
    pub sentence: String,
}

/// What records show.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct RecordedView {
    pub rows: Vec<RowsView>,
    pub figures: Vec<String>,
    pub series: Vec<SeriesStandingView>,
    pub singles: Vec<SingleView>,
    pub singles_in_all: usize,
}

/// Rows of a register held to a test.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct RowsView {
    pub requirements: Vec<String>,
    pub path: String,
    pub passing: usize,
    pub tested: usize,
    pub rule: String,
    pub lacks: Vec<String>,
    pub failing: Vec<RowView>,
}

/// A row that fails.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct RowView {
    pub id: String,
    #[serde(flatten)]
    pub spot: SpotView,
}

/// How a series stands.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct SeriesStandingView {
    pub series: String,
    pub due: usize,
    pub present: usize,
    pub late: usize,
    pub missing: Vec<String>,
    pub unusable: Vec<String>,
    pub excused: usize,
}

/// A record that stands alone.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct SingleView {
    pub path: String,
    pub title: String,
    pub day: Option<Date>,
}

/// What the audit has not looked at yet.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct GapView {
    pub source: &'static str,
    pub says: &'static str,
    pub next: Vec<String>,
}
