//! The plan as a table: CSV, and a workbook to sort, filter and print.

use jiff::civil::Date;
use rust_xlsxwriter::XlsxError;

use super::super::csv::with_mark;
use super::super::workbook::{Column, Value, begun, fill};
use super::words::grade;
use crate::plan::{Action, ActionId, BoxState, EffectResult, Priority};

/// The columns, in the order in which people read a plan.
const COLUMNS: &[Column<'_>] = &[
    Column::new("ID", 12),
    Column::new("Requirements", 14),
    Column::new("Grade", 8),
    Column::new("Action", 44),
    Column::new("What is missing", 50),
    Column::new("Status", 11),
    Column::new("Owner", 18),
    Column::new("Priority", 9),
    Column::new("Effort", 8),
    Column::new("Start", 11),
    Column::new("Due", 11),
    Column::new("Earlier due days", 14),
    Column::new("Depends on", 14),
    Column::new("Gap", 10),
    Column::new("Cost", 10).not_printed(),
    Column::new("Deliverable", 24).not_printed(),
    Column::new("Nonconformity", 12).not_printed(),
    Column::new("Correction", 30).not_printed(),
    Column::new("Root cause", 30).not_printed(),
    Column::new("Corrective action", 30).not_printed(),
    Column::new("Evidence", 30).not_printed(),
    Column::new("Done", 11).not_printed(),
    Column::new("Verified by", 16).not_printed(),
    Column::new("Verified on", 11).not_printed(),
    Column::new("Effectiveness due", 11).not_printed(),
    Column::new("Effectiveness", 12).not_printed(),
    Column::new("Closed", 11).not_printed(),
    Column::new("Risk accepted", 30).not_printed(),
    Column::new("Links", 30).not_printed(),
    Column::new("File", 22).not_printed(),
];

fn row(action: &Action) -> Vec<Value> {
    let boxes: Vec<_> = action.gap.iter().flat_map(|gap| &gap.boxes).collect();
    let requirements: Vec<String> = boxes
        .iter()
        .map(|part| part.requirement.to_string())
        .collect();
    let about: Vec<String> = action.about.iter().map(ToString::to_string).collect();
    let open = boxes.iter().filter(|part| part.state == BoxState::Open);
    let missing: Vec<String> = open
        .map(|part| format!("{}: {}", part.requirement, part.missing))
        .collect();
    let said = |text: &Option<String>| Value::from(text.clone().unwrap_or_default());
    let effect = action.effectiveness.clone().unwrap_or_default();
    let verified = action.verified.as_ref();
    let accepted = action
        .accepted
        .as_ref()
        .map(|one| format!("by {} until {}: {}", one.by, one.until, one.reason));
    let ids = |ids: &[ActionId]| {
        ids.iter()
            .map(ActionId::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let days: Vec<String> = action.due_was.iter().map(ToString::to_string).collect();
    vec![
        Value::from(action.id.as_str()),
        Value::from(
            if requirements.is_empty() {
                about
            } else {
                requirements
            }
            .join(", "),
        ),
        Value::from(grade(action)),
        Value::from(action.title()),
        Value::from(missing.join("\n")),
        Value::from(action.status.word()),
        said(&action.owner),
        Value::from(action.priority.map_or("", Priority::word)),
        Value::from(
            action
                .effort
                .as_ref()
                .map_or(String::new(), |effort| effort.said.clone()),
        ),
        Value::day(action.start),
        Value::day(action.due),
        Value::from(days.join(", ")),
        Value::from(ids(&action.depends_on)),
        Value::from(action.gap.as_ref().map_or("", |gap| gap.state.word())),
        said(&action.cost),
        said(&action.deliverable),
        Value::from(
            action
                .nonconformity()
                .map_or("", crate::workspace::Grade::word),
        ),
        said(&action.correction),
        said(&action.root_cause),
        said(&action.corrective_action),
        Value::from(action.evidence.join("\n")),
        Value::day(action.done),
        Value::from(verified.map_or(String::new(), |one| one.by.clone())),
        Value::day(verified.and_then(|one| one.date)),
        Value::day(effect.due),
        Value::from(effect.result.map_or("", EffectResult::word)),
        Value::day(action.closed),
        Value::from(accepted.unwrap_or_default()),
        Value::from(action.links.join("\n")),
        Value::from(action.id.path()),
    ]
}

/// The plan as CSV for spreadsheets.
#[must_use]
pub fn plan_csv(actions: &[&Action]) -> String {
    let heads: Vec<&str> = COLUMNS.iter().map(|column| column.head).collect();
    let rows = actions
        .iter()
        .map(|action| row(action).into_iter().map(Value::plain).collect());
    with_mark(&heads, rows)
}

/// The plan as a workbook.
///
/// # Errors
/// More actions than a sheet can hold.
pub fn plan_xlsx(actions: &[&Action], as_of: Date) -> Result<Vec<u8>, XlsxError> {
    let mut book = begun("Action plan", "the action plan", as_of)?;
    fill(
        book.add_worksheet(),
        "Action plan",
        COLUMNS,
        1,
        actions.iter().map(|action| row(action)),
    )?;
    book.save_to_buffer()
}
