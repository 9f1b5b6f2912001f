//! The register as CSV, for whoever has no spreadsheet program.

use super::{COLUMNS, IntakeView, row};
use crate::output::csv::escaped;

/// One line a file (RFC 4180, UTF-8 with a mark by which Excel knows it, commas).
#[must_use]
pub fn as_csv(view: &IntakeView) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let _ = writer.write_record(COLUMNS.iter().map(|column| column.head));
    for file in &view.files {
        let _ = writer.write_record(row(file).iter().map(|cell| escaped(cell)));
    }
    let text = String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default();
    format!("\u{feff}{text}")
}
