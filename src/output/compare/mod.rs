//! Two assessments held against each other, for people and programs.

mod markdown;
mod screen;
mod words;

use serde::Serialize;

use crate::comparison::Comparison;

pub use markdown::markdown;
pub use screen::screen;

/// Version of the JSON form.
const SCHEMA_VERSION: &str = "1";

/// A comparison as JSON.
#[must_use]
pub fn json(comparison: &Comparison) -> String {
    #[derive(Serialize)]
    struct Versioned<'c> {
        schema_version: &'static str,
        #[serde(flatten)]
        comparison: &'c Comparison,
    }
    let value = Versioned {
        schema_version: SCHEMA_VERSION,
        comparison,
    };
    super::json::pretty(&value).unwrap_or_default()
}
