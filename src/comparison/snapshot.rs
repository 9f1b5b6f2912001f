//! An assessment as it was saved, as far as it is compared.
//!
//! Keys that are missing are those of an older program and count as empty; keys that are unknown
//! belong to a newer one and are passed over. Another schema is refused: its words may mean
//! something else.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

/// The schema that can be compared; see `docs/json.md`.
const SCHEMA: &str = "1";

/// Why a file is no assessment that can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unusable {
    /// It is no JSON, or none of an assessment; where, as the parser says it.
    NoAssessment(String),
    /// It has another schema.
    OtherSchema(String),
}

/// An assessment.
#[derive(Debug, Clone, Deserialize)]
pub struct Snapshot {
    /// The program that made it.
    pub tool: Tool,
    /// The edition it was made against.
    pub edition: String,
    /// The day it speaks of.
    pub as_of: Date,
    /// Of whom.
    pub organisation: Organisation,
    /// Whether all files were said to be handed over.
    #[serde(default)]
    pub inventory: String,
    /// The figures of the whole.
    pub totals: Totals,
    /// The gates.
    #[serde(default)]
    pub gates: Vec<Gate>,
    /// The requirements.
    pub requirements: Vec<Line>,
    /// The series of records.
    #[serde(default)]
    pub series: Vec<Series>,
    /// The files.
    pub evidence: Vec<Evidence>,
}

/// The program that made an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// Of whom an assessment speaks, as far as its answers hang on it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Organisation {
    /// Its name.
    pub name: Option<String>,
    /// Its services.
    #[serde(default)]
    pub services: Vec<String>,
    /// Its customers.
    #[serde(default)]
    pub customers: Vec<String>,
    /// Parties that perform something for it.
    #[serde(default)]
    pub parties: Vec<Party>,
}

/// A party and what it performs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// Clauses.
    #[serde(default)]
    pub performs: Vec<String>,
}

/// Figures. Shares are from 0 to 1.
#[derive(Debug, Clone, Deserialize)]
#[expect(missing_docs, reason = "the keys of docs/json.md, totals")]
pub struct Totals {
    pub requirements: u32,
    pub conforming: u32,
    pub nonconforming: u32,
    pub shown: u32,
    pub partly_shown: u32,
    pub claimed: u32,
    pub contrary: u32,
    pub not_found: u32,
    pub not_seen: u32,
    pub probable_majors: u32,
    pub probable_minors: u32,
    pub mean: Option<f64>,
    pub low: f64,
    pub high: f64,
}

/// A gate and its verdict.
#[derive(Debug, Clone, Deserialize)]
#[expect(missing_docs, reason = "the keys of docs/json.md, gates")]
pub struct Gate {
    pub gate: String,
    pub title: String,
    pub verdict: String,
}

/// A requirement.
#[derive(Debug, Clone, Deserialize)]
#[expect(missing_docs, reason = "the keys of docs/json.md, requirements")]
pub struct Line {
    pub id: String,
    pub text: String,
    pub state: String,
    pub rating: Option<String>,
    pub score: Option<f64>,
    pub low: f64,
    pub high: f64,
    #[serde(default)]
    pub judged: bool,
    pub judgement: Option<Judgement>,
    pub answer: Option<Answer>,
    pub counts: bool,
    pub grade: String,
    #[serde(default)]
    pub found: Vec<Found>,
    #[serde(default)]
    pub missing: Vec<String>,
    #[serde(default)]
    pub evidence: Vec<Looked>,
    #[serde(default)]
    pub could_hold: Vec<String>,
    #[serde(default)]
    pub notes: Vec<String>,
}

/// Where an idea was found.
#[derive(Debug, Clone, Deserialize)]
pub struct Found {
    /// The file.
    pub path: String,
}

/// What was looked at: a file or a series.
#[derive(Debug, Clone, Deserialize)]
pub struct Looked {
    /// Its path or number.
    pub name: String,
}

/// A person's conclusion.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "the keys of docs/json.md, judgement")]
pub struct Judgement {
    pub rating: String,
    pub conforming: bool,
    #[serde(default)]
    pub stale: bool,
    pub by: String,
    pub date: Option<Date>,
    #[serde(default)]
    pub reason: String,
}

/// An answer instead of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "the keys of docs/json.md, answers")]
pub struct Answer {
    pub answer: String,
    pub by: String,
    pub date: Option<Date>,
    #[serde(default)]
    pub reason: String,
    pub party: Option<String>,
}

/// A series of records.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "the keys of docs/json.md, series")]
pub struct Series {
    pub id: String,
    pub due: u32,
    pub present: u32,
    #[serde(default)]
    pub late: u32,
    pub missing: u32,
}

/// A file.
#[derive(Debug, Clone, Deserialize)]
#[expect(missing_docs, reason = "the keys of docs/json.md, evidence")]
pub struct Evidence {
    pub path: String,
    #[serde(default)]
    pub sha256: Option<String>,
    pub size: u64,
    pub read: String,
    #[serde(default)]
    pub words: u64,
    #[serde(default)]
    pub version: Option<String>,
    #[serde(default)]
    pub claimed_for: Vec<String>,
    #[serde(default)]
    pub attested: Vec<String>,
}

impl Snapshot {
    /// Reads what was saved.
    ///
    /// # Errors
    /// It is no assessment, or one of another schema.
    pub fn read(text: &str) -> Result<Self, Unusable> {
        #[derive(Deserialize)]
        struct Head {
            schema_version: String,
        }
        let none = |error: serde_json::Error| Unusable::NoAssessment(error.to_string());
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let head: Head = serde_json::from_str(text).map_err(none)?;
        if head.schema_version != SCHEMA {
            return Err(Unusable::OtherSchema(head.schema_version));
        }
        serde_json::from_str(text).map_err(none)
    }

    /// Its files by their paths.
    #[must_use]
    pub fn files(&self) -> BTreeMap<&str, &Evidence> {
        let files = self.evidence.iter();
        files.map(|file| (file.path.as_str(), file)).collect()
    }
}

impl Evidence {
    /// Whether its bytes are those of another; where they were not hashed, as far as its size and
    /// what was read of it tell.
    #[must_use]
    pub fn has_bytes_of(&self, other: &Self) -> bool {
        match (&self.sha256, &other.sha256) {
            (Some(own), Some(others)) => own == others,
            _ => {
                (self.size, self.words, &self.version) == (other.size, other.words, &other.version)
            }
        }
    }
}
