//! The findings as versioned JSON.

use super::CheckView;
use crate::output::json::pretty;

/// Pretty JSON with a final newline.
#[must_use]
pub fn json(view: &CheckView) -> String {
    pretty(view).unwrap_or_default()
}
