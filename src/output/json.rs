//! The assessment as JSON, the form of snapshots.

use super::View;

/// Pretty JSON with a final newline.
#[must_use]
pub fn json(view: &View) -> String {
    let mut text = serde_json::to_string_pretty(view).unwrap_or_default();
    text.push('\n');
    text
}
