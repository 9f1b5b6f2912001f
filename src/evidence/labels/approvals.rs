//! Tables of names, roles and dates in which a heading, and no column, says what the people
//! did: `Approvals` above `| Name | Role | Date |`, the commonest form of approval there is.
//!
//! Tables of reviewers, readers and trained people look the same. So the heading or the
//! merged row right above must say approval and nothing more, or the column of names must;
//! "Approval of changes" heads a list of those who approve changes, not of who approved this.

use super::signed::{Says, Signer, says, signer};
use super::table::{Row, is_date, numbers};
use super::{Part, Reader};
use crate::evidence::dates::{DateReading, read_date};
use crate::evidence::fields::{Field, field, fold};
use crate::evidence::placeholder::is_placeholder;
use crate::evidence::words::joined;

/// No more names become one statement.
const MOST_NAMES: usize = 5;

/// What a column of such a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    /// Names of those who approved.
    Approver,
    Date,
    /// Days of approval.
    ApprovedOn,
    Signature,
    Role,
    Version,
}

impl Reader<'_> {
    /// Takes those who approved, where a table is one of approvals; whether it is a table of
    /// people with nothing else to be read in it.
    pub(super) fn approvers(&mut self, rows: &[Row]) -> bool {
        let Some((head, rows)) = rows.split_first() else {
            return false;
        };
        let columns: Vec<Option<Column>> = head.cells.iter().map(|cell| column(cell)).collect();
        let at = |wanted: Column| columns.iter().position(|column| *column == Some(wanted));
        let named = at(Column::Approver);
        let days = at(Column::ApprovedOn).or(at(Column::Date));
        let Some(names) = named.or(at(Column::Name)) else {
            return false;
        };
        let all_known = head
            .cells
            .iter()
            .zip(&columns)
            .all(|(cell, column)| column.is_some() || cell.is_empty());
        let is_history = at(Column::Version).is_some_and(|version| version < names);
        let is_signed = days.is_some() || at(Column::Signature).is_some();
        if rows.is_empty() || !all_known || is_history || !is_signed {
            return false;
        }
        // `| | Name | Date |`: the rows say who did what.
        let rows_tell = |row: &Row| row.cells.first().and_then(|cell| signer(cell)).is_some();
        if names > 0 && rows.iter().any(rows_tell) {
            return false;
        }
        let roles = at(Column::Role);
        let has_signers = rows.iter().any(|row| said(row, roles).is_some());
        let is_dated = at(Column::ApprovedOn).is_some();
        let counts = std::mem::take(&mut self.approving)
            || named.is_some() && (is_dated || self.part != Part::Body)
            || has_signers && (self.part == Part::Control || self.headings <= 1);
        if !counts {
            // A single row of values below labels of its own is a form.
            return named.is_none() && !is_dated;
        }
        let latest = at(Column::Version).and_then(|at| latest_version(rows, at));
        let approved = rows.iter().filter(|row| {
            let of_version = latest.as_ref().is_none_or(|(at, latest)| {
                row.cells
                    .get(*at)
                    .is_some_and(|cell| numbers(cell) == *latest)
            });
            of_version && (!has_signers || said(row, roles) == Some(Signer::Approver))
        });
        self.approved(&approved.collect::<Vec<_>>(), names, days);
        true
    }

    /// Takes the names in some rows, and the last of their days: the approval is whole with
    /// it. Where some have signed, the others have not.
    fn approved(&mut self, rows: &[&Row], names: usize, days: Option<usize>) {
        let cell = |row: &Row, at: usize| {
            let cell = row.cells.get(at).map_or("", String::as_str);
            cell.split(';').next().unwrap_or("").trim().to_owned()
        };
        let day = |row: &&&Row| {
            let day = days.map(|at| cell(row, at))?;
            is_date(&day).then_some(day)
        };
        let filled: Vec<&&Row> = rows
            .iter()
            .filter(|row| !is_placeholder(&cell(row, names)) && cell(row, names).len() <= 80)
            .take(MOST_NAMES)
            .collect();
        let dated: Vec<&&Row> = filled
            .iter()
            .filter(|row| day(row).is_some())
            .copied()
            .collect();
        let chosen = if dated.is_empty() { filled } else { dated };
        let Some(first) = chosen.first() else {
            if let Some(row) = rows.first() {
                let location = self.location(row.at);
                let name = cell(row, names);
                self.collector
                    .placeholder(Field::ApprovedBy, "approval", &name, &location);
            }
            return;
        };
        let all: Vec<String> = chosen.iter().map(|row| cell(row, names)).collect();
        self.say(Field::ApprovedBy, "approval", &all.join(", "), first.at);
        let last = chosen.iter().max_by_key(|row| match day(row) {
            Some(day) => match read_date(&day) {
                DateReading::Date(date) => Some(date.day),
                _ => None,
            },
            None => None,
        });
        if let Some((row, day)) = last.and_then(|row| Some((row, day(row)?))) {
            self.say(Field::ApprovedOn, "approval", &day, row.at);
        }
    }
}

/// What a person did, where the column of roles says it: `Approver`, `Author`.
fn said(row: &Row, roles: Option<usize>) -> Option<Signer> {
    row.cells.get(roles?).and_then(|role| signer(role))
}

/// The column of versions, and the highest in it.
fn latest_version(rows: &[Row], at: usize) -> Option<(usize, Vec<u32>)> {
    let cells = rows.iter().filter_map(|row| row.cells.get(at));
    let highest = cells.map(|cell| numbers(cell)).max()?;
    Some((at, highest))
}

fn column(cell: &str) -> Option<Column> {
    let cell = cell.trim_end_matches(':').trim_end();
    let folded = fold(cell);
    match folded.as_str() {
        "signature" | "unterschrift" | "signatur" | "visum" => return Some(Column::Signature),
        "version" => return Some(Column::Version),
        "dateofissue" | "issuedate" => return Some(Column::Date),
        "comment" | "comments" | "bemerkung" => return Some(Column::Role),
        _ => {}
    }
    match says(cell) {
        Says::Name => Some(Column::Name),
        Says::Date => Some(Column::Date),
        Says::Other => Some(Column::Role),
        Says::Nothing => match field(cell)?.0 {
            Field::ApprovedBy => Some(Column::Approver),
            Field::ApprovedOn => Some(Column::ApprovedOn),
            _ => None,
        },
    }
}

/// Whether a cell heads a column of names.
pub(super) fn is_of_people(cell: &str) -> bool {
    matches!(column(cell), Some(Column::Name | Column::Approver))
}

/// Whether a heading says that those named below it approved the document, and nothing more.
pub(super) fn heads_approvals(title: &str) -> bool {
    const WHOLE: &[&str] = &[
        "approval",
        "approvals",
        "approved by",
        "approver",
        "approvers",
        "approval signature",
        "approval signatures",
        "approval record",
        "approval sign off",
        "authorised by",
        "authorized by",
        "ratification",
        "sign off",
        "signoff",
        "signed off by",
        "signatures",
        "freigabe",
        "freigaben",
        "freigeber",
        "freigegeben",
        "freigegeben von",
        "freigegeben durch",
        "freigabevermerk",
        "genehmigung",
        "genehmigt von",
        "genehmigt durch",
        "unterschriften",
        "dokumentfreigabe",
        "dokumentenfreigabe",
        "freigabe des dokuments",
    ];
    const OF_DOCUMENTS: &[&str] = &[
        "document",
        "policy",
        "dokument",
        "management",
        "formal",
        "final",
    ];
    if title.len() > 60 {
        return false;
    }
    let words = joined(title);
    let mut rest = words.as_str();
    while let Some((first, behind)) = rest.split_once(' ')
        && (first.len() == 1
            || first.bytes().all(|byte| byte.is_ascii_digit())
            || OF_DOCUMENTS.contains(&first))
    {
        rest = behind;
    }
    WHOLE.contains(&rest)
}
