//! A file as a row of the register.
//!
//! The columns a person fills stand first, then what the document says of itself, then what
//! else is known; the last are for the screen and are not printed. Where only a month or a
//! year is stated, a column of days has the last one it can mean, and a remark says so.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{FactView, FileView, IntakeView, KEEP, NOT_EVIDENCE};
use crate::intake::carried::FILLED;
use crate::intake::facts::day_of;
use crate::output::workbook::{Column, Value};

/// The columns of a register, in order: heads by which it is read back too.
pub const COLUMNS: [Column<'static>; 32] = [
    Column::new("File", 34),
    Column::to_fill("Use", 8),
    Column::to_fill("Satisfies", 12),
    Column::to_fill("Owner", 13),
    Column::to_fill("Version", 8),
    Column::to_fill("Type", 10),
    Column::to_fill("Remark", 15),
    Column::new("Title", 24),
    Column::new("May be about", 26),
    Column::new("Type found", 10),
    Column::new("Owner found", 14),
    Column::new("Version found", 8),
    Column::new("Status", 9),
    Column::new("Approved on", 11),
    Column::new("Document id", 14).not_printed(),
    Column::new("Approved by", 18).not_printed(),
    Column::new("In force from", 11).not_printed(),
    Column::new("Last review", 11).not_printed(),
    Column::new("Next review", 11).not_printed(),
    Column::new("Valid until", 11).not_printed(),
    Column::new("Newest date", 11).not_printed(),
    Column::new("Which date", 22).not_printed(),
    Column::new("Claimed for", 16).not_printed(),
    Column::new("Same or newer", 34).not_printed(),
    Column::new("Remarks found", 44).not_printed(),
    Column::new("Author", 16).not_printed(),
    Column::new("Language", 10).not_printed(),
    Column::new("Read", 12).not_printed(),
    Column::new("Format", 9).not_printed(),
    Column::new("News", 10).not_printed(),
    Column::new("Size (bytes)", 12).not_printed(),
    Column::new("SHA-256", 66).not_printed(),
];

/// The dates that have a column of their own.
const DAYS: [(&str, &str); 5] = [
    ("approved_on", "approved on"),
    ("effective", "in force from"),
    ("last_reviewed", "last review"),
    ("next_review", "next review"),
    ("valid_until", "valid until"),
];

/// The columns of a register, with those that a person added to an earlier one at the end.
#[must_use]
pub fn columns<'a>(own: &[&'a str]) -> Vec<Column<'a>> {
    let own = own.iter();
    let own = own.map(|head| Column::to_fill(head, 20).not_printed());
    COLUMNS.into_iter().chain(own).collect()
}

/// The heads of columns that a person added.
#[must_use]
pub fn own(view: &IntakeView) -> Vec<&str> {
    let heads = view.typed.values().flat_map(|typed| typed.keys());
    let heads: BTreeSet<&str> = heads
        .map(String::as_str)
        .filter(|head| !FILLED.contains(head))
        .collect();
    heads.into_iter().collect()
}

/// A file, cell by cell.
#[must_use]
pub fn row(view: &IntakeView, file: &FileView, own: &[&str]) -> Vec<Value> {
    let text = |what: &str| Value::from(file.value(what));
    let typed = |head: &str| {
        let typed = view.typed.get(&file.path).and_then(|typed| typed.get(head));
        typed.map_or("", String::as_str)
    };
    let guesses: Vec<&str> = file
        .clauses
        .iter()
        .map(|guess| guess.text.as_str())
        .collect();
    let newest = file.newest();
    let mut row = vec![
        Value::from(file.path.as_str()),
        Value::from(match typed("Use") {
            "" => used(file),
            typed => typed,
        }),
        Value::from(typed("Satisfies")),
        Value::from(typed("Owner")),
        Value::from(typed("Version")),
        Value::from(typed("Type")),
        Value::from(typed("Remark")),
        text("title"),
        Value::from(guesses.join("; ")),
        text("type"),
        text("owner"),
        text("version"),
        text("status"),
    ];
    let [approved_on, rest @ ..] = DAYS.map(|(what, _)| Value::day(day(file.fact(what))));
    row.extend([approved_on, text("id"), text("approved_by")]);
    row.extend(rest);
    row.extend([
        Value::day(day(newest)),
        Value::from(newest.map_or("", |fact| spoken(fact.what))),
        Value::from(file.claims.join(", ")),
        Value::from(twin(file)),
        Value::from(remarks(file).join("; ")),
        text("author"),
        Value::from(file.language),
        Value::from(file.why.unwrap_or(file.read)),
        Value::from(file.format),
        Value::from(file.news),
        Value::Number(file.size),
        Value::from(file.sha256.clone().unwrap_or_default()),
    ]);
    row.extend(own.iter().map(|head| Value::from(typed(head))));
    row
}

fn used(file: &FileView) -> &'static str {
    if file.set_aside {
        NOT_EVIDENCE
    } else if file.claims.is_empty() {
        ""
    } else {
        KEEP
    }
}

fn twin(file: &FileView) -> String {
    match (&file.same_as, &file.near_to, &file.version_of, file.current) {
        (Some(path), ..) => format!("same as {path}"),
        (_, _, Some(path), Some(false)) => format!("newer: {path}"),
        (_, Some(path), ..) => format!("nearly {path}"),
        (_, _, Some(_), Some(true)) => "probably the current version".to_owned(),
        _ => String::new(),
    }
}

fn remarks(file: &FileView) -> Vec<String> {
    let mut remarks = file.remarks.clone();
    for (what, name) in DAYS {
        if let Some(fact) = file.fact(what).filter(|fact| !is_exact(fact)) {
            remarks.push(format!(
                "{name}: {}; only a month or year is stated",
                fact.value
            ));
        }
    }
    remarks
}

/// The kinds of dates that tell how new a document is, as a reader calls them.
fn spoken(what: &str) -> &'static str {
    match what {
        "approved_on" => "approved",
        "effective" => "in force from",
        "date" => "date of the document",
        "last_reviewed" => "last reviewed",
        "date_in_name" => "in the file's name",
        "saved" => "last saved (document properties)",
        "created" => "first written",
        "changed_on" => "last committed (git history)",
        _ => "",
    }
}

fn day(fact: Option<&FactView>) -> Option<Date> {
    fact.and_then(|fact| day_of(&fact.value))
}

fn is_exact(fact: &FactView) -> bool {
    fact.value.parse::<Date>().is_ok()
}
