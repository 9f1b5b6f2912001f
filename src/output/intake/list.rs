//! The register as CSV, for whoever has no spreadsheet program.

use super::{IntakeView, columns, own, row};
use crate::output::csv::with_mark;
use crate::output::workbook::Value;

/// One line a file.
#[must_use]
pub fn as_csv(view: &IntakeView) -> String {
    let own = own(view);
    let heads: Vec<&str> = columns(&own).iter().map(|column| column.head).collect();
    let plain = |file| {
        row(view, file, &own)
            .into_iter()
            .map(Value::plain)
            .collect()
    };
    with_mark(&heads, view.files.iter().map(plain))
}
