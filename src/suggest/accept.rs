//! Suggestions accepted without a list: all of which one is sure enough.

use super::{File, Suggested};
use crate::catalogue::Catalogue;
use crate::workspace::{NewClaim, can_be_named};

/// The claims for all suggestions of at least this confidence, in the order of the files. Files
/// that `claims.toml` cannot name are left to whoever renames them.
#[must_use]
pub fn accepted(
    catalogue: &Catalogue,
    files: &[File<'_>],
    suggested: &[Suggested],
    confidence: f64,
) -> Vec<NewClaim> {
    let claim = |(file, suggested): (&File<'_>, &Suggested)| {
        let sure = suggested.suggestions.iter();
        let sure = sure.filter(|suggestion| suggestion.confidence >= confidence);
        let claim = NewClaim {
            path: file.document.path.to_string(),
            satisfies: sure
                .map(|suggestion| catalogue.clauses[suggestion.clause].id.to_string())
                .collect(),
            ..NewClaim::default()
        };
        (!claim.is_empty() && can_be_named(&claim.path).is_ok()).then_some(claim)
    };
    files.iter().zip(suggested).filter_map(claim).collect()
}
