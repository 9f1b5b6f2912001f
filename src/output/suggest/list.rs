//! Suggestions as a list for a person to decide in: a workbook, or CSV. It is read back as the
//! register of a delivery is, by the heads of its columns.

use jiff::civil::Date;
use rust_xlsxwriter::{DataValidation, XlsxError};

use super::{FileView, SuggestView, SuggestionView};
use crate::output::csv::with_mark;
use crate::output::intake::{KEEP, NOT_EVIDENCE};
use crate::output::workbook::{Column, Value, begun, explain, fill};

/// The columns, in order: heads by which the list is read back too.
const COLUMNS: [Column<'static>; 9] = [
    Column::new("File", 44),
    Column::to_fill("Use", 12),
    Column::to_fill("Satisfies", 14),
    Column::to_fill("Remark", 16),
    Column::new("May be about", 34),
    Column::new("Confidence", 10),
    Column::new("Why", 60),
    Column::new("Same or newer", 30),
    Column::new("SHA-256", 66).not_printed(),
];

/// The column in which a person says whether a file is evidence.
const USE: u16 = 1;

/// What whoever gets the list should know.
const HOW_TO_USE: [&str; 7] = [
    "One row is one file; those with the surest suggestions stand first, those without any last. Fill the yellow columns; leave a cell empty where there is nothing to say.",
    "Satisfies: yes, to take all that stands under May be about; or clauses (8.6.1), requirements (8.6.1-8) or documents (D20), separated by commas.",
    "Use: not evidence sets the file aside: it counts for nothing, and nothing is suggested for it again.",
    "A suggestion scores nothing until it is accepted. Confidence goes from 0 to 1, of the first clause; Why says what speaks for each.",
    "Same or newer: the file is a copy or an earlier version of another one, for which the suggestion stands.",
    "You may sort, filter, move columns, add your own, and rename files: rows are found by their path, else by their content (SHA-256).",
    "Read it back with: clausewise suggest --accept FILE. It shows what it will write into claims.toml, and asks. A cell that cannot be used is told with its place and keeps no other from being used.",
];

/// The list as a workbook.
///
/// # Errors
/// More rows than a sheet can hold.
pub fn workbook(view: &SuggestView, as_of: Date) -> Result<Vec<u8>, XlsxError> {
    let mut book = begun("Suggestions", "a list of suggestions", as_of)?;
    let sheet = book.add_worksheet();
    let last = fill(sheet, "Suggestions", &COLUMNS, 1, rows(view))?.max(1);
    let keep = DataValidation::new().allow_list_strings(&[KEEP, NOT_EVIDENCE])?;
    sheet.add_data_validation(1, USE, last, USE, &keep)?;
    explain(book.add_worksheet(), &HOW_TO_USE)?;
    book.save_to_buffer()
}

/// The list as CSV.
#[must_use]
pub fn as_csv(view: &SuggestView) -> String {
    let heads = COLUMNS.map(|column| column.head);
    let rows = rows(view).map(|row| row.into_iter().map(Value::plain).collect());
    with_mark(&heads, rows)
}

/// A row for each file, the surest first.
fn rows(view: &SuggestView) -> impl Iterator<Item = Vec<Value>> {
    let sure = |file: &FileView| file.suggestions.first().map_or(0.0, |best| best.confidence);
    let mut files: Vec<&FileView> = view.files.iter().collect();
    files.sort_by(|a, b| sure(b).total_cmp(&sure(a)));
    files.into_iter().map(row)
}

fn row(file: &FileView) -> Vec<Value> {
    let about = |of: &SuggestionView| format!("{} {}", of.clause, of.called);
    let why = |of: &SuggestionView| format!("{}: {}", of.clause, of.why.join("; "));
    let all = file.suggestions.iter();
    let best = file.suggestions.first();
    vec![
        Value::from(file.claimed_as.as_str()),
        Value::from(""),
        Value::from(""),
        Value::from(""),
        Value::from(all.clone().map(about).collect::<Vec<_>>().join("; ")),
        Value::from(best.map_or_else(String::new, |best| format!("{:.2}", best.confidence))),
        Value::from(all.map(why).collect::<Vec<_>>().join(" · ")),
        Value::from(file.instead.as_deref().unwrap_or("")),
        Value::from(file.sha256.as_str()),
    ]
}
