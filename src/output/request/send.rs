//! The list as a file: to send to the client, who needs nothing of this program to understand
//! it, and to keep what became of each request in.
//!
//! The columns to fill are read back ([`crate::intake::requests`]); what people put into
//! columns of their own stands in the next list again.

use std::collections::BTreeSet;

use rust_xlsxwriter::{DataValidation, XlsxError};

use super::view::{RequestLine, RequestView};
use crate::evidence::{MADE_BY_TOOL, REQUESTS};
use crate::intake::requests::heads;
use crate::output::csv::with_mark;
use crate::output::markdown::escaped;
use crate::output::workbook::{Column, Value, begun, explain, fill};
use crate::workspace::requests::RequestState;

/// The columns that every list has, before those of people's own.
const COLUMNS: [Column<'static>; 12] = [
    Column::new(heads::ITEM, 6),
    Column::new(heads::GIVEN[0], 16),
    Column::new(heads::WHAT, 30),
    Column::new(heads::MEMBER, 12),
    Column::new(heads::GIVEN[1], 36),
    Column::new(heads::GIVEN[2], 24),
    Column::new(heads::GIVEN[3], 12),
    Column::to_fill(heads::DUE, 11),
    Column::to_fill(heads::STATE, 10),
    Column::to_fill(heads::SINCE, 11),
    Column::to_fill(heads::ANSWER, 18),
    Column::to_fill(heads::REMARK, 20),
];

/// Those after them, which nobody prints.
const LAST: [Column<'static>; 3] = [
    Column::to_fill(heads::FILE, 30).not_printed(),
    Column::new(heads::GIVEN[4], 34).not_printed(),
    Column::new(heads::SO_FAR, 34).not_printed(),
];

/// The lines that are sent: what still has to come, or everything.
fn sent(view: &RequestView, all: bool) -> Vec<&RequestLine> {
    let lines = view.requests.iter();
    lines.filter(|line| all || line.is_open()).collect()
}

/// The heads of columns of people's own.
fn own(view: &RequestView) -> Vec<&str> {
    let heads = view.requests.iter().flat_map(|line| line.columns.keys());
    let heads: BTreeSet<&str> = heads.map(String::as_str).collect();
    heads.into_iter().collect()
}

fn row(line: &RequestLine, own: &[&str]) -> Vec<Value> {
    let text = |text: &Option<String>| Value::from(text.clone().unwrap_or_default());
    let mut row = vec![
        Value::from(line.item.as_str()),
        Value::from(line.group.as_str()),
        Value::from(line.what.as_str()),
        text(&line.member),
        Value::from(line.why.as_str()),
        Value::from(line.examples.join("; ")),
        Value::from(line.period.as_str()),
        Value::day(line.due),
        Value::from(line.recorded),
        Value::day(line.date),
        text(&line.answer),
        text(&line.note),
    ];
    let held = |head: &&str| line.columns.get(*head).map_or("", String::as_str);
    row.extend(own.iter().map(|head| Value::from(held(head))));
    let here = if line.by == "recorded" {
        String::new()
    } else {
        line.here()
    };
    row.extend([
        text(&line.came),
        Value::from(here),
        Value::from(line.history.join("; ")),
    ]);
    row
}

fn columns<'a>(own: &[&'a str]) -> Vec<Column<'a>> {
    let own = own.iter().map(|head| Column::to_fill(head, 20));
    COLUMNS.into_iter().chain(own).chain(LAST).collect()
}

/// As CSV, with a mark by which Excel knows UTF-8.
#[must_use]
pub fn as_csv(view: &RequestView, all: bool) -> String {
    let own = own(view);
    let heads: Vec<&str> = columns(&own).iter().map(|column| column.head).collect();
    let plain = |line| row(line, &own).into_iter().map(Value::plain).collect();
    with_mark(&heads, sent(view, all).into_iter().map(plain))
}

/// As Markdown, by topic.
#[must_use]
pub fn as_markdown(view: &RequestView, all: bool) -> String {
    let of = view
        .organisation
        .as_ref()
        .map_or_else(String::new, |name| format!(": {}", escaped(name)));
    let mut out = format!(
        "<!-- {MADE_BY_TOOL} by {}: {REQUESTS}, never evidence -->\n\n# Documents we ask for{of}\n\nAs of {}. Send what there is, as it is; say where there is nothing.\n",
        env!("CARGO_PKG_NAME"),
        view.as_of
    );
    let mut group = "";
    for line in sent(view, all) {
        if line.group != group {
            group = &line.group;
            out.push_str(&format!(
                "\n## {}\n\n| No. | What to send | For | Why | For example | Period | State |\n|---|---|---|---|---|---|---|\n",
                escaped(group)
            ));
        }
        let state = match line.by {
            "" | "recorded" => line
                .history
                .last()
                .cloned()
                .unwrap_or_else(|| line.state.to_owned()),
            _ => format!("seems to be here: {}", line.here()),
        };
        let cells = [
            &line.item,
            &line.what,
            line.member.as_deref().unwrap_or_default(),
            &line.why,
            &line.examples.join("; "),
            &line.period,
            &state,
        ];
        out.push_str(&format!("| {} |\n", cells.map(escaped).join(" | ")));
    }
    out
}

/// As a workbook.
///
/// # Errors
/// More rows than a sheet can hold.
pub fn workbook(view: &RequestView, all: bool) -> Result<Vec<u8>, XlsxError> {
    let mut book = begun("Document request list", REQUESTS, view.as_of)?;
    let own = own(view);
    let columns = columns(&own);
    let rows = sent(view, all).into_iter().map(|line| row(line, &own));
    let sheet = book.add_worksheet();
    let last = fill(sheet, "Requests", &columns, 3, rows)?.max(1);
    let states: Vec<&str> = RequestState::WORDS.iter().map(|(word, _)| *word).collect();
    let answers = ["sent", "not there", "later", "where:"];
    for (head, words) in [(heads::STATE, &states[..]), (heads::ANSWER, &answers)] {
        let at = columns.iter().position(|column| column.head == head);
        let at = u16::try_from(at.unwrap_or(0)).unwrap_or(0);
        // What is typed beside them is read, or told.
        let words = DataValidation::new()
            .allow_list_strings(words)?
            .show_error_message(false);
        sheet.add_data_validation(1, at, last, at, &words)?;
    }
    explain(book.add_worksheet(), &HOW_TO_USE)?;
    book.save_to_buffer()
}

/// What whoever gets the list should know.
const HOW_TO_USE: [&str; 8] = [
    "One row of the sheet Requests is one thing we ask for. Fill the yellow columns; everything else is written anew each time.",
    "Answer: sent, not there, later, or where it is kept. Send what there is, as it is.",
    "State: open, asked, chased, received or accepted. Since: the day of that; empty, or left as it was while the state changed, it is the day on which the list is read back.",
    "Needed by: a day.",
    "File that came: its path in the workspace.",
    "Remark: anything. Columns you add are kept too, if they have a head.",
    "Read it back with: clausewise request --accept FILE --by NAME. It shows what it will write into requests.toml, and asks. A cell that cannot be used is told with its place.",
    "The next list has everything that was read back.",
];
