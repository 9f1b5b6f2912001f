//! What there is to draw from, and the samples that were drawn.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde::Serialize;

use super::SAMPLE_SCHEMA;
use crate::output::Tool;
use crate::output::paint::{count, tidy, wrapped};
use crate::output::screen::Screen;
use crate::sample::named;
use crate::source::visible;
use crate::workspace::samples::Sample;

/// All samples of a workspace, and what more could be drawn from.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct SamplesView<'a> {
    pub schema_version: &'static str,
    pub tool: Tool,
    pub as_of: Date,
    pub samples: Vec<Listed<'a>>,
}

/// A sample and how far it is.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct Listed<'a> {
    #[serde(flatten)]
    pub sample: &'a Sample,
    /// `drawn`, `partly filled` or `read back`.
    pub state: &'static str,
    /// Files that are no longer as they were when it was drawn.
    pub changed: Vec<String>,
}

impl<'a> Listed<'a> {
    /// A sample, with those of its files that changed.
    #[must_use]
    pub fn new(sample: &'a Sample, changed: Vec<String>) -> Self {
        let state = match sample.outcomes.last() {
            None => "drawn",
            Some(last) if last.found.iter().any(|found| !found.open.is_empty()) => "partly filled",
            Some(_) => "read back",
        };
        Self {
            sample,
            state,
            changed,
        }
    }
}

impl<'a> SamplesView<'a> {
    /// All of them.
    #[must_use]
    pub fn new(samples: Vec<Listed<'a>>, as_of: Date) -> Self {
        Self {
            schema_version: SAMPLE_SCHEMA,
            tool: Tool::this(),
            as_of,
            samples,
        }
    }
}

/// A table that can be drawn from.
#[derive(Debug)]
pub struct Source {
    /// The id of the register, else its path.
    pub name: String,
    /// Its file.
    pub path: String,
    /// What several of its records are called.
    pub records: String,
    /// How many rows it has.
    pub rows: usize,
    /// Whether somebody declared it.
    pub declared: bool,
}

/// What there is to draw from; `next` is the command it ends with.
#[must_use]
pub fn there(sources: &[Source], screen: Screen<'_>, next: &str) -> String {
    let lines: Vec<String> = sources
        .iter()
        .map(|source| {
            let undeclared = if source.declared {
                ""
            } else {
                ", not declared"
            };
            let path = if source.path == source.name {
                String::new()
            } else {
                format!(" ({})", source.path)
            };
            let text = format!(
                "  {}{path}: {} of {}{undeclared}",
                source.name,
                count(source.rows, "row"),
                source.records
            );
            wrapped(&visible(&text), screen.width, 4)
        })
        .collect();
    let mut out = screen.list("Tables of records to draw from", &lines, usize::MAX);
    if lines.is_empty() {
        let text = "There is no table of records to draw from. A register is declared under `registers` in evidence.yaml; a table that is plainly a log of records is known without.";
        out.push_str(&wrapped(text, screen.width, 0));
    }
    format!("{}\n{next}", tidy(&out))
}

/// The samples that were drawn, each with what came of it.
#[must_use]
pub fn list(view: &SamplesView<'_>, screen: Screen<'_>, next: &str) -> String {
    let mut out = String::new();
    if view.samples.is_empty() {
        out.push_str("No sample was drawn yet.\n");
    }
    for listed in &view.samples {
        let mut page = |indent: usize, text: &str| {
            let text = format!("{}{}", " ".repeat(indent), visible(text));
            out.push_str(&wrapped(&text, screen.width, indent + 2));
        };
        let sample = listed.sample;
        page(
            0,
            &format!(
                "{}: {} of {} {} from {}, drawn {}: {}",
                sample.id,
                sample.items.len(),
                sample.population.records,
                sample.records,
                sample.of,
                sample.drawn_on,
                listed.state
            ),
        );
        if let Some(last) = sample.outcomes.last() {
            page(2, &format!("{} by {}, {}", last.date, last.by, last.note));
            for found in &last.found {
                let mut text = format!("{}: {}", found.requirement, named(found));
                if !found.judged.is_empty() {
                    let _ = write!(text, "; judged {}", found.judged);
                }
                page(2, &text);
            }
        }
        for path in &listed.changed {
            page(2, &format!("! {path} has changed since it was drawn"));
        }
    }
    format!("{out}\n{next}")
}
