//! The worksheet of a sample: a workbook, or CSV. One row is one record; a person fills the yellow
//! columns, and it is read back by the heads of its columns ([`crate::sample::read`]).

use rust_xlsxwriter::{DataValidation, XlsxError};

use super::facts;
use crate::evidence::SAMPLE;
use crate::output::csv::with_mark;
use crate::output::workbook::{Column, Value, begun, explain, fill};
use crate::sample::{Answer, Drawn, Looked, heads};
use crate::workspace::samples::{Item, Question, Sample};

/// The columns before those of the requirements.
const FIRST: [Column<'static>; 6] = [
    Column::new(heads::NO, 5),
    Column::new(heads::RECORD, 14),
    Column::new(heads::DATE, 11),
    Column::new(heads::WHY, 14),
    Column::new(heads::SAYS, 44),
    Column::new(heads::LACKS, 15),
];

/// Those after them.
const LAST: [Column<'static>; 6] = [
    Column::to_fill(heads::RESULT, 11),
    Column::to_fill(heads::DEVIATION, 26),
    Column::to_fill(heads::EVIDENCE, 20),
    Column::to_fill(heads::REMARK, 16),
    Column::new(heads::PLACE, 40).not_printed(),
    Column::new(heads::SAMPLE, 14).not_printed(),
];

/// The width of the column of a requirement, in characters.
const QUESTION: u8 = 15;

/// What whoever fills it should know.
const HOW_TO_USE: [&str; 8] = [
    "One row of the sheet Sample is one record that was drawn. Look at the record itself and what belongs to it, not at the row alone; fill the yellow columns.",
    "Result: ok, deviation, not seen or does not apply, for all requirements of the record. A cell under a requirement counts before it; fill these where they differ.",
    "Does not apply stands there already where the row says so, as of an open record when closed ones are asked for. Change it where the record says otherwise.",
    "Deviation: what deviates, in a few words. Evidence seen: what you looked at, and who showed it. Not seen: nobody could show the record or what it rests on.",
    "Row lacks: what the row itself does not carry, and the requirement that asks for it. It is a hint; the record may hold it elsewhere.",
    "You may sort, filter, move columns and add your own. No record that was drawn can be replaced by another one.",
    "Read it back with: clausewise sample --accept FILE --by NAME. It shows what it makes of it, and asks before it writes. Where something is open it says so and writes nothing.",
    "The sheet Plan says how the sample was drawn. Anybody can repeat the draw by hand; docs/formats.md of clausewise has the steps.",
];

/// The columns; `questions` are the heads of those of the requirements.
fn columns(questions: &[String]) -> Vec<Column<'_>> {
    let questions = questions.iter().map(|head| Column::to_fill(head, QUESTION));
    FIRST.into_iter().chain(questions).chain(LAST).collect()
}

fn questions(sample: &Sample) -> Vec<String> {
    sample.questions.iter().map(Question::head).collect()
}

fn rows(drawn: &Drawn) -> impl Iterator<Item = Vec<Value>> {
    let items = drawn.sample.items.iter().zip(&drawn.looked);
    items.map(|(item, looked)| row(&drawn.sample, item, looked))
}

fn row(sample: &Sample, item: &Item, looked: &Looked) -> Vec<Value> {
    let says: Vec<String> = looked
        .says
        .iter()
        .map(|(head, cell)| format!("{head}: {cell}"))
        .collect();
    let mut row = vec![
        Value::Number(item.no as u64),
        Value::from(item.id.as_str()),
        Value::day(item.date),
        Value::from(item.why.as_str()),
        Value::from(says.join(" · ")),
        Value::from(looked.lacks.join("; ")),
    ];
    row.extend(looked.does_not_apply.iter().map(|not| {
        Value::from(if *not {
            Answer::DoesNotApply.word()
        } else {
            ""
        })
    }));
    row.extend(["", "", "", ""].map(Value::from));
    row.push(Value::from(item.places.join("; ")));
    row.push(Value::from(sample.id.as_str()));
    row
}

/// The worksheet as CSV, with a mark by which Excel knows UTF-8.
#[must_use]
pub fn as_csv(drawn: &Drawn) -> String {
    let questions = questions(&drawn.sample);
    let heads: Vec<&str> = columns(&questions)
        .iter()
        .map(|column| column.head)
        .collect();
    with_mark(
        &heads,
        rows(drawn).map(|row| row.into_iter().map(Value::plain).collect()),
    )
}

/// The worksheet as a workbook, with the plan.
///
/// # Errors
/// More rows than a sheet can hold.
pub fn workbook(drawn: &Drawn) -> Result<Vec<u8>, XlsxError> {
    let sample = &drawn.sample;
    let mut book = begun(&format!("Sample {}", sample.id), SAMPLE, sample.drawn_on)?;
    let questions = questions(sample);
    let columns = columns(&questions);
    let sheet = book.add_worksheet();
    let last = fill(sheet, "Sample", &columns, 2, rows(drawn))?.max(1);
    let answers = DataValidation::new()
        .allow_list_strings(&Answer::offered())?
        // What is typed beside them is read, or told.
        .show_error_message(false);
    let first = FIRST.len();
    let answered =
        u16::try_from(first).unwrap_or(0)..=u16::try_from(first + questions.len()).unwrap_or(0);
    sheet.add_data_validation(1, *answered.start(), last, *answered.end(), &answers)?;
    plan(book.add_worksheet(), sample)?;
    explain(book.add_worksheet(), &HOW_TO_USE)?;
    book.save_to_buffer()
}

/// The sheet that says how it was drawn.
fn plan(sheet: &mut rust_xlsxwriter::Worksheet, sample: &Sample) -> Result<(), XlsxError> {
    const COLUMNS: [Column<'static>; 2] = [Column::new("Plan", 22), Column::new("", 100)];
    let pair = |what: &str, text: &str| vec![Value::from(what), Value::from(text)];
    let mut rows = vec![
        pair("Sample", &sample.id),
        pair("Drawn from", &sample.of),
        pair("Drawn on", &sample.drawn_on.to_string()),
    ];
    rows.extend(facts(sample).iter().map(|(what, text)| pair(what, text)));
    let drawn = sample.items.iter().map(|item| item.name().to_owned());
    rows.push(pair("Drawn", &drawn.collect::<Vec<_>>().join(", ")));
    for question in &sample.questions {
        let test = question.test.as_ref();
        let test = test.map_or_else(String::new, |test| format!(" (a row {test})"));
        let asks = format!("{}{test}", question.asks);
        rows.push(pair(&question.requirement.to_string(), &asks));
    }
    for file in &sample.files {
        rows.push(pair(
            "File",
            &format!("{} (SHA-256 {})", file.path, file.sha256),
        ));
    }
    fill(sheet, "Plan", &COLUMNS, 0, rows)?;
    Ok(())
}
