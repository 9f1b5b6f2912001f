//! The proposed document register as a workbook: one sheet to work in, and sheets that say
//! where everything comes from.
//!
//! Every cell is written as text, so that nothing a client wrote is ever taken for a formula.
//! The workbook carries a mark in its properties by which it is never read as evidence.

use crate::intake::read_back::FOR_READING;
use rust_xlsxwriter::{DataValidation, Workbook, Worksheet, XlsxError};

use super::{COLUMNS, IntakeView, KEEP, NOT_EVIDENCE, columns, own, row};
use crate::evidence::KINDS;
use crate::output::workbook::{Column, Value, begun, explain, fill};

/// The register.
///
/// # Errors
/// More rows than a sheet can hold.
pub fn workbook(view: &IntakeView) -> Result<Vec<u8>, XlsxError> {
    let mut book = begun("Document register", "a register", view.as_of)?;
    register(book.add_worksheet(), view)?;
    table(
        &mut book,
        FOR_READING[0],
        &[("Group", 8), ("File", 70), ("How alike", 40)],
        duplicates(view),
    )?;
    table(
        &mut book,
        FOR_READING[1],
        &[
            ("Thing", 30),
            ("File", 60),
            ("Standing", 18),
            ("Why", 44),
            ("How sure", 10),
        ],
        versions(view),
    )?;
    table(
        &mut book,
        FOR_READING[2],
        &[
            ("File", 60),
            ("Kind", 14),
            ("Reason", 50),
            ("What to do", 40),
        ],
        not_read(view),
    )?;
    table(
        &mut book,
        FOR_READING[3],
        &[
            ("File", 50),
            ("What", 16),
            ("Value", 40),
            ("Taken from", 40),
            ("How sure", 10),
        ],
        sources(view),
    )?;
    explain(book.add_worksheet(), &HOW_TO_USE)?;
    book.save_to_buffer()
}

fn register(sheet: &mut Worksheet, view: &IntakeView) -> Result<(), XlsxError> {
    // Leftovers of programs are no work for anybody; the sheet of what was not read has them.
    let files = view.files.iter().filter(|file| file.read != "aside");
    let own = own(view);
    let rows = files.map(|file| row(view, file, &own));
    let last = fill(sheet, "Register", &columns(&own), 1, rows)?.max(1);
    let of = |head: &str| {
        (0_u16..)
            .zip(COLUMNS)
            .find(|(_, column)| column.head == head)
            .map_or(0, |(at, _)| at)
    };
    let keep = DataValidation::new().allow_list_strings(&[KEEP, NOT_EVIDENCE])?;
    sheet.add_data_validation(1, of("Use"), last, of("Use"), &keep)?;
    // Other words for the same kinds may be typed.
    let types = DataValidation::new()
        .allow_list_strings(&KINDS)?
        .show_error_message(false);
    sheet.add_data_validation(1, of("Type"), last, of("Type"), &types)?;
    Ok(())
}

fn table(
    book: &mut Workbook,
    name: &str,
    columns: &[(&str, u8)],
    rows: Vec<Vec<String>>,
) -> Result<(), XlsxError> {
    let columns: Vec<Column<'_>> = columns
        .iter()
        .map(|(head, width)| Column::new(head, *width))
        .collect();
    let values = |row: Vec<String>| row.into_iter().map(Value::from).collect();
    fill(
        book.add_worksheet(),
        name,
        &columns,
        0,
        rows.into_iter().map(values),
    )?;
    Ok(())
}

fn versions(view: &IntakeView) -> Vec<Vec<String>> {
    let families = view.versions.iter();
    let rows = families.flat_map(|family| {
        family.files.iter().enumerate().map(move |(place, file)| {
            let (standing, why) = match place {
                0 => ("probably current", family.why.clone()),
                _ => ("earlier or other", String::new()),
            };
            vec![
                family.thing.clone(),
                file.clone(),
                standing.to_owned(),
                why,
                family.confidence.to_owned(),
            ]
        })
    });
    rows.collect()
}

fn not_read(view: &IntakeView) -> Vec<Vec<String>> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let unread = view.files.iter().filter(|file| file.read != "read");
    let unread = unread.map(|file| {
        vec![
            file.path.clone(),
            file.why.unwrap_or(file.read).to_owned(),
            text(&file.reason),
            text(&file.todo),
        ]
    });
    let told = view.archives.iter().map(|told| {
        let what = if told.left_out { "left out" } else { "renamed" };
        vec![
            told.path.clone(),
            what.to_owned(),
            told.message.clone(),
            String::new(),
        ]
    });
    unread.chain(told).collect()
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
            rows.push(vec![number.to_string(), file.clone(), how.to_owned()]);
        }
    }
    for group in &view.near_duplicates {
        number += 1;
        for (place, file) in group.files.iter().enumerate() {
            let how = match place {
                0 => format!("probably this one: {}", group.why),
                _ => format!("{} % the same", file.share),
            };
            rows.push(vec![number.to_string(), file.path.clone(), how]);
        }
    }
    rows
}

fn sources(view: &IntakeView) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for file in &view.files {
        let row = |what: &str, value: &str, place: &str, sure: &str| {
            vec![
                file.path.clone(),
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

/// What whoever gets the register should know.
const HOW_TO_USE: [&str; 11] = [
    "Work in the sheet Register: one row is one file. Fill the yellow columns; leave a cell empty where there is nothing to say.",
    "Use: keep (evidence) or not evidence (then it counts for nothing).",
    "Satisfies: clauses (8.6.1), requirements (8.6.1-8) or documents (D20), separated by commas; or yes, to take what stands under May be about.",
    "Owner, Version, Type: only where what was found is wrong or missing. Type in English or German; words such as TBD count as not known.",
    "Remark: for yourself; it stays in this file, and is carried over with: clausewise intake -o NEW --from THIS.",
    "You may sort, filter, move columns, add your own, and rename files: rows are found by their path, else by their content (SHA-256).",
    "Read it back with: clausewise intake --accept FILE. It shows what it will write into claims.toml, and asks. A cell that cannot be used is told with its place and keeps no other from being used.",
    "Newest date is the most telling of: approved, in force from, date of the document, last reviewed, in the file's name, last saved by its program, first written, last committed to git. Which date says which of them it is.",
    "Where only a month or a year is stated, a date is the last day that can be meant; Remarks found says so.",
    "How sure: high is stated in the document, medium comes from a name or heading, low from document properties, from git, or where sources disagree.",
    "Version numbers: a spreadsheet turns 2.10 into 2.1 unless the cell is text, as these are.",
];
