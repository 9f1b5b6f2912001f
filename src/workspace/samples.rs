//! `samples/SAMPLE-001.toml`: a sample of records as it was drawn, and what came of it.
//!
//! The plan is written once, whole, and never again: what a person types into it stays. What came
//! of it is added at its end, an entry each time a worksheet is read back; the last one stands.

mod form;

use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;

use super::files::{parse, read_text};
use crate::catalogue::RequirementId;
use crate::problem::Problem;
use crate::source::Location;

pub use form::{add_outcome, as_toml};

/// The folder of samples, in the root of the workspace.
pub const SAMPLES: &str = "samples";

/// How records were drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Drawing {
    /// By lot.
    Random,
    /// Every so many, in order of their days.
    Systematic,
    /// By lot within groups, so that each group is drawn from.
    Stratified,
}

impl Drawing {
    /// Words in the file and on screen.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("random", Self::Random),
        ("systematic", Self::Systematic),
        ("stratified", Self::Stratified),
    ];

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        let known = Self::WORDS.iter().find(|(_, drawing)| *drawing == self);
        known.map_or("", |(word, _)| word)
    }
}

/// A sample as it was drawn.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sample {
    /// Its number, `SAMPLE-001`.
    pub id: String,
    /// What it was drawn from, as it was named: a register, a file or a kind of record.
    pub of: String,
    /// The kind of record, by its short name in the catalogue.
    pub kind: Option<String>,
    /// What several of the records are called.
    pub records: String,
    /// The as-of date of the day on which it was drawn.
    pub drawn_on: Date,
    /// The first day of the period.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// How it was drawn.
    pub method: Drawing,
    /// By which attribute the groups are made, or `month`.
    pub strata_by: Option<String>,
    /// How many were to be drawn, as it was asked: `sqrt`, `25`, `10%`, `all`.
    pub size: String,
    /// What the draw begins with.
    pub seed: String,
    /// Whether a person chose the seed; else it follows from the records and the period.
    pub seed_chosen: bool,
    /// What there was to draw from.
    pub population: Population,
    /// The files, with their content on that day.
    pub files: Vec<SampledFile>,
    /// Groups, where it was drawn from groups.
    pub strata: Vec<Stratum>,
    /// Rare kinds, and whether all of them were taken.
    pub rare: Vec<RareKind>,
    /// What each record is looked at for.
    pub questions: Vec<Question>,
    /// What was drawn, in order of their days.
    pub items: Vec<Item>,
    /// What came of it, the one that stands last.
    pub outcomes: Vec<SampleOutcome>,
    /// Where it stands.
    #[serde(skip)]
    pub location: Location,
}

/// What there was to draw from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Population {
    /// Rows of the tables that are of the kind.
    pub rows: usize,
    /// Of these before the period.
    pub before: usize,
    /// After it.
    pub after: usize,
    /// Rows whose number stands in another row as well.
    pub duplicates: usize,
    /// Records in the period, each once, those without a day among them.
    pub records: usize,
    /// Of these, those without a day.
    pub undated: usize,
}

/// A file that was drawn from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SampledFile {
    /// Workspace path.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// A group of records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stratum {
    /// What they have in common.
    pub name: String,
    /// How many there are, those aside that were all taken.
    pub records: usize,
    /// How many were drawn.
    pub drawn: usize,
}

/// A rare kind of record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RareKind {
    /// Its short name in the catalogue.
    pub rare: String,
    /// What several are called.
    pub name: String,
    /// How many there are.
    pub records: usize,
    /// Whether all of them were taken.
    pub all: bool,
}

/// What each record is looked at for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The requirement it answers.
    pub requirement: RequirementId,
    /// What it asks, in our words.
    pub asks: String,
    /// What its test looks for in a row, where it has one.
    pub test: Option<String>,
}

impl Question {
    /// The head of its column in the worksheet.
    #[must_use]
    pub fn head(&self) -> String {
        format!("{} {}", self.requirement, self.asks)
    }
}

/// A record that was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its number in the worksheet, from 1.
    pub no: usize,
    /// The number of the record as it stands; empty where it has none.
    pub id: String,
    /// What it is drawn by (`docs/formats.md`).
    pub key: String,
    /// Its day.
    pub date: Option<Date>,
    /// Why it was drawn.
    pub why: String,
    /// The places it stands at, the first that of the row that was looked at.
    pub places: Vec<String>,
    /// SHA-256 of the cells of that row, by which a later change is noticed.
    pub row: String,
}

impl Item {
    /// What it is called: its number, else where it stands.
    #[must_use]
    pub fn name(&self) -> &str {
        match (self.id.as_str(), self.places.first()) {
            ("", Some(place)) => place,
            (id, _) => id,
        }
    }
}

/// What came of a sample when its worksheet was read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SampleOutcome {
    /// When.
    pub date: Date,
    /// Whose word it is.
    pub by: String,
    /// The worksheet, by its workspace path.
    pub worksheet: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The note that tells it.
    pub note: String,
    /// What was found for each requirement.
    pub found: Vec<Found>,
    /// What deviates, a record each.
    pub deviations: Vec<Deviation>,
}

/// What was found for a requirement: how many records, or which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The requirement.
    pub requirement: RequirementId,
    /// Records that are as they should be.
    pub ok: usize,
    /// Records that are not.
    pub deviation: Vec<String>,
    /// Records, or what they rest on, that nobody could show.
    pub not_seen: Vec<String>,
    /// Records it does not apply to.
    pub does_not_apply: usize,
    /// Records that nothing is said of.
    pub open: Vec<String>,
    /// What was concluded: `L, conforming`; empty where nothing was.
    pub judged: String,
}

/// A record that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deviation {
    /// Its number, else where it stands.
    pub record: String,
    /// The requirements.
    pub requirements: Vec<RequirementId>,
    /// What deviates, in the assessor's words.
    pub says: String,
    /// What was seen.
    pub evidence: String,
}

/// The path of a sample's file within the workspace.
#[must_use]
pub fn sample_path(id: &str) -> String {
    format!("{SAMPLES}/{id}.toml")
}

/// The id of a sample with a number, `SAMPLE-007`.
#[must_use]
pub fn sample_id(number: u32) -> String {
    format!("SAMPLE-{number:03}")
}

/// Whether a name is that of a sample's file: `SAMPLE-007.toml`.
fn is_sample(name: &str) -> bool {
    let number = name
        .strip_prefix("SAMPLE-")
        .and_then(|rest| rest.strip_suffix(".toml"));
    number.is_some_and(|number| {
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        digits && (3..=6).contains(&number.len())
    })
}

/// Reads all samples of a workspace, by number, with every mistake.
#[must_use]
pub fn samples(root: &Path) -> (Vec<Sample>, Vec<Problem>) {
    let (mut samples, mut problems) = (Vec::new(), Vec::new());
    let Ok(entries) = std::fs::read_dir(root.join(SAMPLES)) else {
        return (samples, problems);
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| is_sample(name)).collect();
    names.sort_by_key(|name| (name.len(), name.clone()));
    for name in names {
        let path = format!("{SAMPLES}/{name}");
        let read = read_text(root, &path)
            .and_then(|text| text.map(|text| parse(&path, &text)).transpose());
        match read {
            Ok(Some((source, tree))) => {
                let (sample, mistakes) = form::read(&source, &tree);
                samples.extend(sample);
                problems.extend(mistakes);
            }
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
    }
    (samples, problems)
}

#[cfg(test)]
mod tests;
