//! The register as CSV, for whoever has no spreadsheet program.

use super::{COLUMNS, IntakeView, row};
use crate::output::csv::with_mark;
use crate::output::workbook::Value;

/// One line a file.
#[must_use]
pub fn as_csv(view: &IntakeView) -> String {
    let heads = COLUMNS.map(|column| column.head);
    let plain = |file| row(file).into_iter().map(Value::plain).collect();
    with_mark(&heads, view.files.iter().map(plain))
}
