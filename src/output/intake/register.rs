//! The proposed document register as a workbook: one sheet to work in, and sheets that say
//! where everything comes from.
//!
//! Every cell is written as text, so that nothing a client wrote is ever taken for a formula.
//! The workbook carries a mark in its properties by which it is never read as evidence.

use rust_xlsxwriter::{DataValidation, Worksheet, XlsxError};

use super::{COLUMNS, IntakeView, KEEP, NOT_EVIDENCE, row};
use crate::output::workbook::{Looks, begun, print_setup};
use crate::source::visible;

/// Kinds of documents that are offered to choose from; others may be typed.
const TYPES: [&str; 14] = [
    "policy",
    "plan",
    "process",
    "procedure",
    "agreement",
    "contract",
    "catalogue",
    "register",
    "report",
    "minutes",
    "record",
    "form",
    "list",
    "template",
];

/// Longest text of a cell, in characters.
const LONGEST: usize = 32_000;

/// The register.
///
/// # Errors
/// More rows than a sheet can hold.
pub fn workbook(view: &IntakeView) -> Result<Vec<u8>, XlsxError> {
    let mut book = begun("Document register", "a register", view.as_of)?;
    let looks = Looks::default();
    register(book.add_worksheet(), &looks, view)?;
    let path = |path: &String| visible(path);
    table(
        book.add_worksheet(),
        &looks,
        "Duplicates",
        &[("Group", 8), ("File", 70), ("How alike", 30)],
        duplicates(view),
    )?;
    let versions = view.versions.iter().flat_map(|family| {
        family.files.iter().enumerate().map(move |(place, file)| {
            let (standing, why) = match place {
                0 => ("probably current", family.why.clone()),
                _ => ("earlier or other", String::new()),
            };
            vec![
                family.thing.clone(),
                path(file),
                standing.to_owned(),
                why,
                family.confidence.to_owned(),
            ]
        })
    });
    table(
        book.add_worksheet(),
        &looks,
        "Versions",
        &[
            ("Thing", 30),
            ("File", 60),
            ("Standing", 18),
            ("Why", 44),
            ("How sure", 10),
        ],
        versions.collect(),
    )?;
    let unread = view
        .files
        .iter()
        .filter(|file| file.read != "read")
        .map(|file| {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            vec![
                path(&file.path),
                file.why.unwrap_or(file.read).to_owned(),
                text(&file.reason),
                text(&file.todo),
            ]
        });
    let told = view.archives.iter().map(|told| {
        let what = if told.left_out { "left out" } else { "renamed" };
        vec![
            path(&told.path),
            what.to_owned(),
            told.message.clone(),
            String::new(),
        ]
    });
    table(
        book.add_worksheet(),
        &looks,
        "Not read",
        &[
            ("File", 60),
            ("Kind", 14),
            ("Reason", 60),
            ("What to do", 50),
        ],
        unread.chain(told).collect(),
    )?;
    table(
        book.add_worksheet(),
        &looks,
        "Where from",
        &[
            ("File", 50),
            ("What", 16),
            ("Value", 40),
            ("Taken from", 40),
            ("How sure", 10),
        ],
        sources(view),
    )?;
    how_to_use(book.add_worksheet(), &looks)?;
    book.save_to_buffer()
}

fn register(sheet: &mut Worksheet, looks: &Looks, view: &IntakeView) -> Result<(), XlsxError> {
    sheet.set_name("Register")?;
    for (at, column) in (0_u16..).zip(COLUMNS) {
        let head = if column.filled {
            &looks.fill_head
        } else {
            &looks.head
        };
        sheet.write_string_with_format(0, at, column.head, head)?;
        sheet.set_column_width(at, column.width)?;
    }
    let mut line = 0;
    // Leftovers of programs are no work for anybody; the sheet of what was not read has them.
    for file in view.files.iter().filter(|file| file.read != "aside") {
        line += 1;
        for ((at, column), text) in (0_u16..).zip(COLUMNS).zip(row(file)) {
            let look = if column.filled {
                &looks.fill
            } else {
                &looks.cell
            };
            sheet.write_string_with_format(line, at, cell(&text), look)?;
        }
    }
    let last = line.max(1);
    let of = |head: &str| {
        (0_u16..)
            .zip(COLUMNS)
            .find(|(_, column)| column.head == head)
            .map_or(0, |(at, _)| at)
    };
    let keep = DataValidation::new().allow_list_strings(&[KEEP, NOT_EVIDENCE])?;
    sheet.add_data_validation(1, of("Use"), last, of("Use"), &keep)?;
    // Other kinds may be typed.
    let types = DataValidation::new()
        .allow_list_strings(&TYPES)?
        .show_error_message(false);
    sheet.add_data_validation(1, of("Type"), last, of("Type"), &types)?;
    sheet.set_freeze_panes(1, 1)?;
    let columns = u16::try_from(COLUMNS.len()).unwrap_or(1);
    sheet.autofilter(0, 0, last, columns - 1)?;
    print_setup(sheet, "Document register")
}

fn table(
    sheet: &mut Worksheet,
    looks: &Looks,
    name: &str,
    columns: &[(&str, u8)],
    rows: Vec<Vec<String>>,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    for (at, (head, width)) in (0_u16..).zip(columns) {
        sheet.write_string_with_format(0, at, *head, &looks.head)?;
        sheet.set_column_width(at, *width)?;
    }
    let mut last = 0;
    for row in rows {
        last += 1;
        for (at, text) in (0_u16..).zip(row) {
            sheet.write_string_with_format(last, at, cell(&text), &looks.cell)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(
        0,
        0,
        last.max(1),
        u16::try_from(columns.len()).unwrap_or(1) - 1,
    )?;
    print_setup(sheet, name)
}

fn duplicates(view: &IntakeView) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut number = 0;
    for group in &view.duplicates {
        number += 1;
        for (place, file) in group.iter().enumerate() {
            let how = if place == 0 {
                "keep this one"
            } else {
                "the same, byte for byte"
            };
            rows.push(vec![number.to_string(), visible(file), how.to_owned()]);
        }
    }
    for group in &view.near_duplicates {
        number += 1;
        for (place, file) in group.files.iter().enumerate() {
            let how = match place {
                0 => format!("probably this one: {}", group.why),
                _ => format!("{} % the same", file.share),
            };
            rows.push(vec![number.to_string(), visible(&file.path), how]);
        }
    }
    rows
}

fn sources(view: &IntakeView) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for file in &view.files {
        let row = |what: &str, value: &str, place: &str, sure: &str| {
            vec![
                visible(&file.path),
                what.to_owned(),
                value.to_owned(),
                place.to_owned(),
                sure.to_owned(),
            ]
        };
        for fact in &file.particulars {
            rows.push(row(
                &fact.what.replace('_', " "),
                &fact.value,
                &fact.place,
                fact.confidence,
            ));
        }
        for guess in &file.clauses {
            rows.push(row("may be about", &guess.text, &guess.place, "medium"));
        }
        for claim in &file.claims {
            rows.push(row("claimed for", claim, "", "high"));
        }
        for remark in &file.remarks {
            rows.push(row("remark", remark, "", ""));
        }
    }
    rows
}

fn how_to_use(sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("How to use it")?;
    sheet.set_column_width(0, 100)?;
    let wrapping = looks.cell.clone().set_text_wrap();
    let lines = [
        "Work in the sheet Register: one row is one file. Fill the yellow columns; leave a cell empty where there is nothing to say.",
        "Use: keep (evidence) or not evidence (then it counts for nothing).",
        "Owner, Version, Type: only where what was found is wrong or missing.",
        "Satisfies: clauses (8.6.1), requirements (8.6.1-8) or documents (D20), separated by commas; or yes, to take what stands under May be about.",
        "Remark: for yourself; it stays in this file.",
        "You may sort, filter, move columns, add your own, and rename files: rows are found by their path, else by their content (SHA-256).",
        "Read it back with: clausewise intake --accept FILE. It shows what it will write into claims.toml, and asks.",
        "How sure: high is stated in the document, medium comes from a name or heading, low from document properties or where sources disagree.",
        "Version numbers: a spreadsheet turns 2.10 into 2.1 unless the cell is text, as these are.",
    ];
    for (at, line) in (0..).zip(lines) {
        sheet.write_string_with_format(at, 0, line, &wrapping)?;
    }
    print_setup(sheet, "How to use it")
}

/// What a cell can hold.
fn cell(text: &str) -> String {
    let text = visible(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
