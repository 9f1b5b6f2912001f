//! The list as a file that a client gets: nothing in it needs this program to be understood.

use rust_xlsxwriter::{DataValidation, Format, XlsxError};

use super::view::{RequestLine, RequestView};
use crate::evidence::MADE_BY_TOOL;
use crate::output::csv::with_mark;
use crate::output::markdown::escaped;
use crate::output::workbook::{Looks, begun, print_setup};
use crate::source::visible;

/// Heads and widths; the last two are the client's to fill.
const COLUMNS: [(&str, u8); 11] = [
    ("No.", 7),
    ("Topic", 24),
    ("What to send", 44),
    ("For", 18),
    ("Why", 54),
    ("For example", 36),
    ("Period", 24),
    ("Needed by", 12),
    ("State", 22),
    ("Answer (sent / not there / where it is)", 30),
    ("Remark", 30),
];

/// Columns that a client fills.
const FILLED: usize = 2;

/// The lines that are sent: what still has to come, or everything.
fn sent(view: &RequestView, all: bool) -> Vec<&RequestLine> {
    view.requests
        .iter()
        .filter(|line| all || line.is_open())
        .collect()
}

fn cells(line: &RequestLine) -> Vec<String> {
    let state = match (line.state, line.by) {
        ("open" | "asked" | "chased", "seen" | "proposed") => {
            format!("seems to be here: {}", line.files.join(", "))
        }
        (state, _) => line
            .history
            .last()
            .cloned()
            .unwrap_or_else(|| state.to_owned()),
    };
    vec![
        line.item.clone(),
        line.group.clone(),
        line.what.clone(),
        line.member.clone().unwrap_or_default(),
        line.why.clone(),
        line.examples.join("; "),
        line.period.clone(),
        line.due.map_or_else(String::new, |due| due.to_string()),
        state,
        String::new(),
        String::new(),
    ]
}

/// As CSV, with a mark by which Excel knows UTF-8.
#[must_use]
pub fn as_csv(view: &RequestView, all: bool) -> String {
    let heads = COLUMNS.map(|(head, _)| head);
    with_mark(&heads, sent(view, all).into_iter().map(cells))
}

/// As Markdown, by topic.
#[must_use]
pub fn as_markdown(view: &RequestView, all: bool) -> String {
    let of = view
        .organisation
        .as_ref()
        .map_or_else(String::new, |name| format!(": {}", escaped(name)));
    let mut out = format!(
        "<!-- {MADE_BY_TOOL} by {}: a list of requests, never evidence -->\n\n# Documents we ask for{of}\n\nAs of {}. Send what there is, as it is; say where there is nothing.\n",
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
        let cells = cells(line);
        let shown = [0, 2, 3, 4, 5, 6, 8].map(|at| escaped(&cells[at]));
        out.push_str(&format!("| {} |\n", shown.join(" | ")));
    }
    out
}

/// As a workbook.
///
/// # Errors
/// More rows than a sheet can hold.
pub fn workbook(view: &RequestView, all: bool) -> Result<Vec<u8>, XlsxError> {
    let mut book = begun("Document request list", "a list of requests", view.as_of)?;
    let looks = Looks::default();
    let [cell, fill] = [looks.cell, looks.fill].map(Format::set_text_wrap);
    let sheet = book.add_worksheet();
    sheet.set_name("Requests")?;
    let yours = COLUMNS.len() - FILLED;
    for (at, (name, width)) in (0_u16..).zip(COLUMNS) {
        sheet.write_string_with_format(0, at, name, &looks.head)?;
        sheet.set_column_width(at, width)?;
    }
    let mut last = 0;
    for line in sent(view, all) {
        last += 1;
        for ((at, place), text) in (0_u16..).zip(0..).zip(cells(line)) {
            let look = if place >= yours { &fill } else { &cell };
            sheet.write_string_with_format(last, at, visible(&text), look)?;
        }
    }
    let answers = DataValidation::new()
        .allow_list_strings(&["sent", "not there", "later", "where:"])?
        .show_error_message(false);
    let answer = u16::try_from(yours).unwrap_or(0);
    sheet.add_data_validation(1, answer, last.max(1), answer, &answers)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.autofilter(
        0,
        0,
        last.max(1),
        u16::try_from(COLUMNS.len()).unwrap_or(1) - 1,
    )?;
    print_setup(sheet, "Document request list")?;
    book.save_to_buffer()
}
