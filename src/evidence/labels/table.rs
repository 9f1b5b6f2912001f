//! Tables about a document: labels with values, and the history.

use super::in_turn::{all_in_turn, alternating, beside_signer, in_shape};
use super::line::{self, cells, plain};
use super::{Part, Reader, approvals, running, signed};
use crate::evidence::dates::{DateReading, read_date};
use crate::evidence::fields::wording::{StatusReading, read_status};
use crate::evidence::fields::{Field, field, fold, is_version};
use crate::evidence::metadata::StatedDate;
use crate::evidence::placeholder::is_placeholder;

/// Longer tables are data.
const MOST_ROWS: usize = 60;

/// A row with the line it stands on.
pub(super) struct Row {
    pub(super) at: usize,
    pub(super) cells: Vec<String>,
}

/// What a column of a history holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Version,
    Date,
    Author,
    ApprovedBy,
    ApprovedOn,
    Status,
    Change,
}

impl Reader<'_> {
    /// A whole table, from the line on which it begins.
    pub(super) fn table(&mut self, lines: &[&str], first: usize) {
        let is_foot = lines.len() == 1 && first >= self.foot;
        if self.part == Part::Body
            && !is_foot
            && !self.approving
            && !lines.first().is_some_and(|row| may_be_control(row))
        {
            return;
        }
        let mut rows: Vec<Row> = Vec::new();
        let mut ruled = false;
        for (offset, line) in lines.iter().take(MOST_ROWS).enumerate() {
            if is_rule(line) {
                ruled |= offset == 1;
            } else if line.len() <= 4 * super::LONGEST {
                rows.push(Row {
                    at: first + offset,
                    cells: cells(&plain(line)),
                });
            }
        }
        let part = self.part;
        let mut from = 0;
        for end in 1..=rows.len() {
            if end < rows.len() && caption(&rows, end).is_none() {
                continue;
            }
            if let Some(caption) = caption(&rows, from) {
                self.approving = approvals::heads_approvals(caption);
                if line::is_about_document(caption) {
                    self.part = Part::Control;
                }
                from += 1;
            }
            self.rows(&rows[from..end], ruled, first);
            from = end;
        }
        self.part = part;
    }

    /// The rows of a table, or those below a merged row that says what they are.
    fn rows(&mut self, rows: &[Row], ruled: bool, first: usize) {
        let Some(header) = rows.first() else {
            return;
        };
        let is_running = rows.len() == 1 || first == 0 && rows.len() <= running::MOST_ROWS;
        if is_running {
            self.may_run_in(rows);
        }
        if self.approvers(rows) {
            return;
        }
        let is_form = header.cells.iter().any(|cell| is_of_forms(cell));
        if is_form && self.stacked(rows) {
            return;
        }
        if is_list_of_documents(&header.cells) {
            return;
        }
        let columns: Vec<Option<Column>> = header.cells.iter().map(|cell| column(cell)).collect();
        if is_history(&columns, &header.cells, self.part) {
            self.history(&columns, &rows[1..]);
        } else if !self.signed_columns(rows) && !self.stacked(rows) {
            self.label_rows(rows, ruled);
        }
    }

    /// The row with the highest version speaks for the document, where nothing else does: an
    /// approval below the history is that of the document.
    fn history(&mut self, columns: &[Option<Column>], rows: &[Row]) {
        let cell = |row: &Row, wanted: Column| -> Option<String> {
            let at = columns.iter().position(|column| *column == Some(wanted))?;
            row.cells
                .get(at)
                .filter(|cell| !is_placeholder(cell))
                .cloned()
        };
        let mut latest: Option<(&Row, String)> = None;
        for row in rows {
            let Some(version) = cell(row, Column::Version).filter(|version| is_version(version))
            else {
                continue;
            };
            let is_later = latest
                .as_ref()
                .is_none_or(|(_, held)| numbers(&version) >= numbers(held));
            if is_later {
                latest = Some((row, version));
            }
        }
        let Some((row, version)) = latest else {
            return;
        };
        let location = self.location(row.at);
        let approver = cell(row, Column::ApprovedBy);
        let is_dated = |text: &String| is_date(text);
        let date = cell(row, Column::Date).filter(is_dated);
        let since = date.clone().filter(|_| approver.is_some());
        let said = [
            (Field::Version, Some(version)),
            (Field::Author, cell(row, Column::Author)),
            (Field::Status, cell(row, Column::Status)),
            (
                Field::ApprovedOn,
                cell(row, Column::ApprovedOn).filter(is_dated),
            ),
            (Field::ApprovedBy, approver),
            (Field::Released, since),
            (Field::Versioned, date.clone()),
            (Field::Changed, date),
        ];
        for (field, text) in said {
            let text = text.map(|text| (field, text, location.clone()));
            self.later.extend(text);
        }
    }

    /// Rows of labels, each above a row with their values, as forms are printed. One row of
    /// values belongs to one of labels: more are the entries of a list.
    fn stacked(&mut self, rows: &[Row]) -> bool {
        let all_labels = |row: &Row| {
            let filled = || row.cells.iter().filter(|cell| !cell.is_empty());
            filled().count() > 1
                && filled().all(|cell| {
                    signed::is_head(cell)
                        || label_in(cell).is_some_and(|field| !is_of_others(field))
                })
        };
        let is_stacked = self.part != Part::Body
            && rows.len().is_multiple_of(2)
            && rows
                .chunks(2)
                .all(|pair| all_labels(&pair[0]) && !all_labels(&pair[1]));
        let labels = || rows.iter().step_by(2).flat_map(|row| &row.cells);
        if !is_stacked || !labels().any(|label| is_of_documents(label)) {
            return false;
        }
        for pair in rows.chunks(2) {
            for (label, value) in pair[0].cells.iter().zip(&pair[1].cells) {
                self.pair(pair[1].at, label, value);
            }
        }
        true
    }

    /// Rows that begin with a label: `| Owner | R. Ibarra |`, also two pairs a row, and cells
    /// that hold both.
    fn label_rows(&mut self, rows: &[Row], ruled: bool) {
        // What Markdown calls the first row of a table is its head even where it has none.
        let is_in_turn = |row: &Row| alternating(&row.cells).is_some();
        let in_pairs = all_in_turn(rows);
        let headless = in_pairs
            || rows.len() > 1
                && is_in_turn(&rows[0])
                && rows.iter().all(|row| {
                    is_in_turn(row)
                        || row
                            .cells
                            .first()
                            .and_then(|cell| signed::signer(cell))
                            .is_some()
                });
        let names = rows.first().and_then(|row| signed::names(&row.cells));
        for (index, row) in rows.iter().enumerate() {
            let cells = &row.cells;
            let is_header = index == 0
                && cells.len() > 2
                && !headless
                && (ruled || rows.len() > 2 && heads_columns(rows));
            if row.at >= super::NEAR && self.part != Part::Control && row.at < self.foot {
                return;
            }
            if self.labelled_cells(row) {
                continue;
            }
            if let Some((label, value)) = at_the_right(cells) {
                self.pair(row.at, label, value);
                continue;
            }
            if is_header || cells.len() < 2 {
                continue;
            }
            let filled = cells
                .iter()
                .rposition(|cell| !cell.is_empty())
                .map_or(0, |last| last + 1);
            if alternating(cells).is_none() && self.is_unsigned(row, rows) {
                continue;
            }
            let signer = signed::signer(&cells[0]);
            if filled > 2 && signer.is_some_and(|signer| self.signed_row(row, signer, names)) {
                for (label, value) in beside_signer(cells).iter().filter(|_| in_pairs) {
                    self.pair(row.at, label, value);
                }
                continue;
            }
            let pairs = in_shape(cells).filter(|_| in_pairs && filled > 2);
            if let Some(pairs) = pairs.filter(|_| alternating(cells).is_none()) {
                let known = pairs.iter().filter(|(label, _)| label_in(label).is_some());
                known.for_each(|(label, value)| self.pair(row.at, label, value));
                continue;
            }
            let Some(of) = label_in(&cells[0]) else {
                continue;
            };
            if filled > 2 {
                for (label, value) in alternating(cells).unwrap_or_default() {
                    self.pair(row.at, label, value);
                }
            } else if label_in(&cells[1]).is_none() || is_state(of, &cells[1]) {
                self.pair(row.at, &cells[0], &cells[1]);
            }
        }
    }

    /// `| Version: 2.1 | Owner: R. Ibarra |`: labels with their values in each cell.
    fn labelled_cells(&mut self, row: &Row) -> bool {
        let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
        let is_pair = |cell: &String| {
            cell.split_once(':').is_some_and(|(label, value)| {
                !value.trim().is_empty() && line::labelled(label.trim()).is_some()
            })
        };
        if !filled.clone().any(is_pair) || !filled.all(is_pair) {
            return false;
        }
        for cell in &row.cells {
            self.labels(row.at, cell);
        }
        true
    }

    fn pair(&mut self, at: usize, label: &str, value: &str) {
        let mut pairs = Vec::new();
        line::with_further(label.trim().trim_end_matches(':').trim(), value, &mut pairs);
        self.pairs(at, &pairs);
    }
}

/// A label with its value at the end of a row, apart from what stands before it: the block at
/// the right of a sheet's title.
fn at_the_right(cells: &[String]) -> Option<(&str, &str)> {
    let last = cells.iter().rposition(|cell| !cell.is_empty())?;
    let (label, before) = (last.checked_sub(1)?, last.checked_sub(2)?);
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    let is_apart = cells[before].is_empty() && filled <= 3;
    let is_pair = label_in(&cells[label]).is_some() && label_in(&cells[last]).is_none();
    (is_apart && is_pair).then(|| (cells[label].as_str(), cells[last].as_str()))
}

/// Whether the first row of a table heads its columns, since no row below it begins with a
/// label of its own: `Approver | Limit | Deputy`.
fn heads_columns(rows: &[Row]) -> bool {
    let begins = |row: &Row| {
        let first = row.cells.first().map_or("", String::as_str);
        first.is_empty() || label_in(first).is_some() || signed::signer(first).is_some()
    };
    !rows[1..].iter().any(begins)
}

/// What a cell states that is a label.
pub(super) fn label_in(cell: &str) -> Option<Field> {
    line::labelled(cell.trim_end_matches(':').trim_end())
}

/// Whether a value of a field is one, though it is a label elsewhere: `Status | Approved`.
pub(super) fn is_state(field: Field, value: &str) -> bool {
    field == Field::Status && matches!(read_status(value), StatusReading::Status(_))
}

/// Whether a table has a row for each of several documents: what it says of versions and
/// approvals is said of them.
fn is_list_of_documents(head: &[String]) -> bool {
    let has = |wanted: Field| head.iter().any(|cell| label_in(cell) == Some(wanted));
    head.len() > 3 && has(Field::Id) && has(Field::Title) && alternating(head).is_none()
}

/// Whether a label stands in no history and in no block of signatures.
fn is_of_forms(label: &str) -> bool {
    matches!(
        label_in(label),
        Some(Field::Id | Field::Title | Field::Owner | Field::Classification | Field::NextReview)
    )
}

/// Whether a label heads columns of lists of other things.
pub(super) fn is_of_others(field: Field) -> bool {
    matches!(
        field,
        Field::Services
            | Field::Customers
            | Field::Suppliers
            | Field::Claims
            | Field::Standards
            | Field::Wrapper
    )
}

/// Whether a label speaks of documents only: lists of other things have owners and states.
fn is_of_documents(label: &str) -> bool {
    let folded = fold(label);
    folded.starts_with("do") && label_in(label).is_some_and(|field| !is_of_others(field))
        || matches!(
            label_in(label),
            Some(
                Field::Version
                    | Field::ApprovedBy
                    | Field::ApprovedOn
                    | Field::LastReviewed
                    | Field::NextReview
                    | Field::Classification
            )
        )
}

/// Whether columns are those of a document's history. In the body of a text tables of
/// versions may speak of anything, so that an author or approver is asked for there.
fn is_history(columns: &[Option<Column>], head: &[String], part: Part) -> bool {
    let has = |wanted: Column| columns.contains(&Some(wanted));
    let has_people = has(Column::Author) || has(Column::ApprovedBy);
    // What stands before a version and is nothing of a history is what the version is of.
    let is_own = head
        .iter()
        .zip(columns)
        .take_while(|(_, column)| **column != Some(Column::Version))
        .all(|(cell, column)| column.is_some() || is_serial(cell));
    has(Column::Version)
        && is_own
        && columns.len() > 1
        && (has_people || part != Part::Body && (has(Column::Date) || has(Column::Change)))
}

/// Whether a column counts the rows: `No.`, `Sl. No.`, `lfd. Nr.`.
fn is_serial(head: &str) -> bool {
    matches!(
        fold(head).as_str(),
        "" | "no" | "nr" | "slno" | "srno" | "sno" | "serialno" | "lfdnr" | "number" | "nummer"
    )
}

/// What a row says that is merged into one cell, where it says what the rows below it are.
/// A label whose value nobody filled in looks the same, but heads no people.
fn caption(rows: &[Row], at: usize) -> Option<&str> {
    let row = rows.get(at)?;
    let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
    let only = filled.next()?;
    let is_caption = filled.next().is_none()
        && (approvals::heads_approvals(only) || line::is_about_document(only));
    let heads_people = || {
        let next = rows.get(at + 1).map_or(&[][..], |row| &row.cells);
        next.len() > 1 && next.iter().any(|cell| approvals::is_of_people(cell))
    };
    let is_merged = row.cells.len() == 1 || label_in(only).is_none() || heads_people();
    (is_caption && is_merged).then_some(only.as_str())
}

fn column(cell: &str) -> Option<Column> {
    let folded = fold(cell.trim_end_matches(':'));
    Some(match folded.as_str() {
        "v" | "vers" | "ver" | "edition" | "versionen" => Column::Version,
        "by" | "changedby" | "editor" | "name" | "wer" | "who" | "geaendertvon"
        | "geaendertdurch" | "modifiedby" | "amendedby" | "updatedby" | "revisedby" | "von"
        | "durch" => Column::Author,
        "change"
        | "changes"
        | "description"
        | "descriptionofchange"
        | "changedescription"
        | "summary"
        | "summaryofchanges"
        | "reason"
        | "reasonforchange"
        | "comment"
        | "comments"
        | "remarks"
        | "aenderung"
        | "aenderungen"
        | "beschreibung"
        | "bemerkung"
        | "bemerkungen"
        | "grund"
        | "anlass"
        | "inhalt"
        | "what" => Column::Change,
        "approverrole" => Column::ApprovedBy,
        _ => match field(cell.trim_end_matches(':'))?.0 {
            Field::Version => Column::Version,
            Field::Date
            | Field::Stand
            | Field::Published
            | Field::Changed
            | Field::Created
            | Field::Effective => Column::Date,
            Field::Author => Column::Author,
            Field::ApprovedBy | Field::Approval => Column::ApprovedBy,
            Field::ApprovedOn => Column::ApprovedOn,
            Field::Status => Column::Status,
            _ => return None,
        },
    })
}

/// `|---|:--:|`
fn is_rule(line: &str) -> bool {
    line.contains('-')
        && line
            .bytes()
            .all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t' | b'\r'))
}

pub(super) fn is_date(text: &str) -> bool {
    matches!(
        read_date(text),
        DateReading::Date(StatedDate { .. }) | DateReading::Ambiguous(..)
    )
}

/// A version as numbers, zeros at the end left out.
pub(super) fn numbers(version: &str) -> Vec<u32> {
    let mut out: Vec<u32> = version
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap_or(u32::MAX))
        .collect();
    if out.is_empty() {
        out.extend(
            version
                .chars()
                .filter(char::is_ascii_uppercase)
                .map(u32::from),
        );
    }
    while out.last() == Some(&0) {
        out.pop();
    }
    out
}

/// Whether a first row can belong to a history or an approval: in a section, only such
/// tables count, and most tables are none.
fn may_be_control(row: &str) -> bool {
    const WORDS: &[&str] = &[
        "version", "rev", "approv", "freig", "genehm", "release", "document", "dokument",
    ];
    let holds = |word: &&str| {
        let mut windows = row.as_bytes().windows(word.len());
        windows.any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
    };
    row.len() <= 4 * super::LONGEST && WORDS.iter().any(holds)
}
