//! Tables about a document: labels with values, the history, and who signed.

use super::line::{cells, plain};
use super::{Part, Reader};
use crate::evidence::dates::{DateReading, read_date, split_date};
use crate::evidence::fields::{Field, field, fold, is_version};
use crate::evidence::metadata::{ProblemKind, StatedDate};
use crate::evidence::placeholder::is_placeholder;
use crate::source::Location;

/// Longer tables are data.
const MOST_ROWS: usize = 60;

/// A row with the line it stands on.
struct Row {
    at: usize,
    cells: Vec<String>,
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

/// Who signs in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signer {
    Author,
    Reviewer,
    Approver,
}

impl Reader<'_> {
    /// A whole table, from the line on which it begins.
    pub(super) fn table(&mut self, lines: &[&str], first: usize) {
        if self.part == Part::Body && !lines.first().is_some_and(|row| may_be_control(row)) {
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
        let Some(header) = rows.first() else {
            return;
        };
        let columns: Vec<Option<Column>> = header.cells.iter().map(|cell| column(cell)).collect();
        if is_history(&columns, self.part) {
            self.history(&columns, &rows[1..]);
        } else if !self.signed_columns(&rows) {
            self.label_rows(&rows, ruled);
        }
    }

    /// The row with the highest version speaks for the document.
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
        if let Some(held) = &self.collector.metadata.version
            && numbers(&held.value) != numbers(&version)
            && is_version(&held.value)
        {
            let message = format!(
                "version {} on {}, {version} in the history on {}",
                crate::source::visible(&held.value),
                held.location.spoken(),
                location.spoken()
            );
            self.collector
                .problem(ProblemKind::Contradiction, message, &location);
        }
        self.collector
            .take(Field::Version, "version", &version, &location);
        let approver = cell(row, Column::ApprovedBy);
        let mut take = |field: Field, text: Option<String>| {
            if let Some(text) = text {
                self.collector.take(field, "history", &text, &location);
            }
        };
        take(Field::Author, cell(row, Column::Author));
        take(Field::Status, cell(row, Column::Status));
        take(
            Field::ApprovedOn,
            cell(row, Column::ApprovedOn).filter(|text| is_date(text)),
        );
        let date = cell(row, Column::Date).filter(|text| is_date(text));
        if let Some(approver) = approver {
            take(Field::ApprovedBy, Some(approver));
            take(Field::Effective, date.clone());
        }
        take(Field::Changed, date);
    }

    /// Columns for who wrote, who reviewed and who approved; below them names, dates, or
    /// both in one cell.
    fn signed_columns(&mut self, rows: &[Row]) -> bool {
        if rows.len() < 2 {
            return false;
        }
        let columns: Vec<Option<Signer>> = rows[0].cells.iter().map(|cell| signer(cell)).collect();
        let signers = columns.iter().flatten().count();
        // A column before them says what their rows hold.
        let headed = columns.first().is_some_and(Option::is_none);
        let is_whole = signers + usize::from(headed) == columns.len();
        if !columns.contains(&Some(Signer::Approver)) || signers < 2 || !is_whole {
            return false;
        }
        for row in &rows[1..] {
            let head = row
                .cells
                .first()
                .map_or_else(String::new, |cell| fold(cell));
            let is_role = matches!(
                head.as_str(),
                "role"
                    | "rolle"
                    | "function"
                    | "funktion"
                    | "position"
                    | "stelle"
                    | "unterschrift"
                    | "signature"
                    | "signatur"
            );
            if headed && is_role {
                continue;
            }
            let location = self.location(row.at);
            for (cell, signer) in row.cells.iter().zip(&columns) {
                if let Some(signer) = signer {
                    self.signed(*signer, cell, &location);
                }
            }
        }
        true
    }

    fn signed(&mut self, signer: Signer, cell: &str, location: &Location) {
        let dated = match split_date(cell) {
            Some((DateReading::Date(_) | DateReading::Ambiguous(..), name)) => Some(name),
            _ => None,
        };
        match (signer, dated) {
            (Signer::Approver, Some(_)) => {
                self.collector
                    .take(Field::Approval, "approval", cell, location);
            }
            (Signer::Approver, None) if cell.len() <= 100 => {
                self.collector
                    .take(Field::ApprovedBy, "approval", cell, location);
            }
            (Signer::Author, Some(name)) if !name.is_empty() => {
                self.collector
                    .take(Field::Author, "author", &name, location);
            }
            (Signer::Author, None) => self.collector.take(Field::Author, "author", cell, location),
            _ => {}
        }
    }

    /// Rows that begin with a label: `| Owner | R. Ibarra |`, also two pairs a row.
    fn label_rows(&mut self, rows: &[Row], ruled: bool) {
        for (index, row) in rows.iter().enumerate() {
            let cells = &row.cells;
            let is_label = |at: usize| {
                cells
                    .get(at)
                    .is_some_and(|cell| field(cell.trim_end_matches(':')).is_some())
            };
            let is_header = ruled && index == 0 && cells.len() > 2;
            if row.at >= super::NEAR && self.part != Part::Control {
                return;
            }
            if is_header || !is_label(0) || cells.len() < 2 {
                continue;
            }
            let filled = cells
                .iter()
                .rposition(|cell| !cell.is_empty())
                .map_or(0, |last| last + 1);
            let of = field(cells[0].trim_end_matches(':')).map(|(field, _)| field);
            if filled > 2 && matches!(of, Some(Field::ApprovedBy | Field::Approval)) {
                self.signed_row(row);
            } else if filled > 2
                && cells.len().is_multiple_of(2)
                && (0..cells.len())
                    .step_by(2)
                    .all(|at| is_label(at) || cells[at].is_empty())
            {
                for pair in cells.chunks(2) {
                    self.pair(row.at, &pair[0], &pair[1]);
                }
            } else if filled <= 2 && !is_label(1) {
                self.pair(row.at, &cells[0], &cells[1]);
            }
        }
    }

    fn pair(&mut self, at: usize, label: &str, value: &str) {
        self.label(at, label.trim().trim_end_matches(':').trim(), value);
    }

    /// `| Approved by | T. Lindqvist | 2026-02-03 | |`
    fn signed_row(&mut self, row: &Row) {
        let location = self.location(row.at);
        for cell in row.cells.iter().skip(1).filter(|cell| !cell.is_empty()) {
            if is_date(cell) {
                self.collector
                    .take(Field::ApprovedOn, "approval", cell, &location);
            } else if !self.collector.holds(Field::ApprovedBy) && cell.len() <= 100 {
                self.collector
                    .take(Field::ApprovedBy, "approval", cell, &location);
            }
        }
    }
}

/// Who signs in a column, by its head.
fn signer(head: &str) -> Option<Signer> {
    let head = head.trim_end_matches(':');
    match fold(head).as_str() {
        "prepared" | "erstellung" | "verfasst" | "written" | "drafted" => Some(Signer::Author),
        "geprueft" | "geprueftvon" | "geprueftdurch" | "pruefung" | "pruefer" | "reviewedby"
        | "reviewer" | "checked" | "checkedby" | "verified" | "verifiedby" => {
            Some(Signer::Reviewer)
        }
        _ => match field(head)?.0 {
            Field::Approval | Field::ApprovedBy | Field::ApprovedOn => Some(Signer::Approver),
            Field::Author | Field::Created => Some(Signer::Author),
            Field::LastReviewed => Some(Signer::Reviewer),
            _ => None,
        },
    }
}

/// Whether columns are those of a document's history. In the body of a text tables of
/// versions may speak of anything, so that an author or approver is asked for there.
fn is_history(columns: &[Option<Column>], part: Part) -> bool {
    let has = |wanted: Column| columns.contains(&Some(wanted));
    let has_people = has(Column::Author) || has(Column::ApprovedBy);
    has(Column::Version)
        && columns.len() > 1
        && (has_people || part != Part::Body && (has(Column::Date) || has(Column::Change)))
}

fn column(cell: &str) -> Option<Column> {
    let folded = fold(cell.trim_end_matches(':'));
    Some(match folded.as_str() {
        "v" | "vers" | "ver" | "edition" | "versionen" => Column::Version,
        "by" | "changedby" | "editor" | "name" | "wer" | "who" | "geaendertvon"
        | "geaendertdurch" | "modifiedby" | "updatedby" | "revisedby" | "von" | "durch" => {
            Column::Author
        }
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

fn is_date(text: &str) -> bool {
    matches!(
        read_date(text),
        DateReading::Date(StatedDate { .. }) | DateReading::Ambiguous(..)
    )
}

/// A version as numbers, zeros at the end left out.
fn numbers(version: &str) -> Vec<u32> {
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
