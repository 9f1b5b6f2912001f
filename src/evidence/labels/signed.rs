//! Who wrote, reviewed and approved a document, in the tables in which people sign: a column
//! or a row for each, with names, roles, dates and room for the signature.
//!
//! A day without a name says nothing, nor does a role where a name was left out.

use super::Reader;
use super::table::{Row, is_date};
use crate::evidence::dates::{DateReading, split_date};
use crate::evidence::fields::{Field, field, fold};
use crate::evidence::placeholder::is_placeholder;

/// Who signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signer {
    Author,
    Reviewer,
    Approver,
}

impl Reader<'_> {
    /// Columns for who wrote, who reviewed and who approved; below them names, dates, or
    /// both in one cell.
    pub(super) fn signed_columns(&mut self, rows: &[Row]) -> bool {
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
        let head_of = |row: &Row| match row.cells.first() {
            Some(head) if headed => head.clone(),
            _ => String::new(),
        };
        let has_signed = |column: usize| {
            rows[1..].iter().any(|row| {
                let cell = row.cells.get(column).map_or("", String::as_str);
                is_signature(&head_of(row), cell)
            })
        };
        let signed: Vec<bool> = (0..columns.len()).map(has_signed).collect();
        // Where some have signed, an approver who has not has not approved.
        let is_open = |column: usize| {
            columns[column] == Some(Signer::Approver) && signed.contains(&true) && !signed[column]
        };
        for row in &rows[1..] {
            if headed && says(&head_of(row)) == Says::Other {
                continue;
            }
            for (column, (cell, signer)) in row.cells.iter().zip(&columns).enumerate() {
                match signer {
                    Some(Signer::Approver) if is_open(column) => self.unsigned(row.at),
                    Some(signer) => self.signed(*signer, cell, row.at),
                    None => {}
                }
            }
        }
        true
    }

    /// Somebody who is to approve and has not.
    fn unsigned(&mut self, at: usize) {
        let location = self.location(at);
        self.collector
            .placeholder(Field::ApprovedBy, "approval", "", &location);
    }

    /// Whether a row is that of an approver who has set neither day nor signature, in a table
    /// in which others have; it is told then.
    pub(super) fn is_unsigned(&mut self, row: &Row, rows: &[Row]) -> bool {
        let head = rows.first().map_or(&[][..], |row| &row.cells);
        let cells = |row: &Row| -> Vec<(usize, String)> {
            let cells = row.cells.iter().cloned().enumerate();
            cells.skip(1).collect()
        };
        let has_signed = |row: &Row| {
            cells(row).iter().any(|(at, cell)| {
                let head = head.get(*at).map_or("", String::as_str);
                is_signature(head, cell)
            })
        };
        let by = |row: &Row| row.cells.first().and_then(|cell| signer(cell));
        let signers = || rows.iter().filter(|row| by(row).is_some());
        // A day of approval in a row of its own is that of whoever is named in another.
        let dated = |row: &Row| {
            let label = row.cells.first().map_or("", String::as_str);
            let is_day = field(label.trim_end_matches(':'))
                .is_some_and(|(field, _)| field == Field::ApprovedOn);
            is_day && has_signed(row)
        };
        let is_open = by(row) == Some(Signer::Approver)
            && row.cells.len() > 2
            && !has_signed(row)
            && signers().any(has_signed)
            && !rows.iter().any(dated);
        if is_open {
            self.unsigned(row.at);
        }
        is_open
    }

    fn signed(&mut self, signer: Signer, cell: &str, at: usize) {
        let (name, date) = name_and_date(cell);
        if cell.contains([';', ':']) && name.is_none() && date.is_none() {
            return;
        }
        if let Some(date) = date {
            self.signed_on(signer, date, at);
        }
        // What is left of a cell with a day in it, or all of it.
        let rest = match (name, date) {
            (None, Some(_)) => return,
            (name, _) => name.unwrap_or(cell),
        };
        let dated = match split_date(rest) {
            Some((DateReading::Date(_) | DateReading::Ambiguous(..), name)) => Some(name),
            _ => None,
        };
        match (signer, dated) {
            (Signer::Approver, Some(_)) => {
                self.say(Field::Approval, "approval", rest, at);
            }
            (Signer::Author, Some(name)) if !name.is_empty() => {
                self.say(Field::Author, "author", &name, at);
            }
            (_, None) => self.signed_by(signer, rest, at),
            _ => {}
        }
    }

    fn signed_by(&mut self, signer: Signer, name: &str, at: usize) {
        match signer {
            Signer::Approver if name.len() <= 100 => {
                self.say(Field::ApprovedBy, "approval", name, at);
            }
            Signer::Author => self.say(Field::Author, "author", name, at),
            _ => {}
        }
    }

    fn signed_on(&mut self, signer: Signer, date: &str, at: usize) {
        if signer == Signer::Approver {
            self.say(Field::ApprovedOn, "approval", date, at);
        }
    }

    /// `| Approved by | T. Lindqvist | CIO | 2026-02-03 | |`, the column of names given where
    /// the table has a head; whether the row names somebody or a day.
    pub(super) fn signed_row(&mut self, row: &Row, signer: Signer, names: Option<usize>) -> bool {
        let mut name = names.and_then(|at| row.cells.get(at)).map(String::as_str);
        let mut date = None;
        for cell in row.cells.iter().skip(1).filter(|cell| !cell.is_empty()) {
            // The head of a table ends in labels too: "Approver", "Role", "Approval date".
            let is_label = says(cell) != Says::Nothing || self::signer(cell).is_some();
            if is_date(cell) {
                date = date.or(Some(cell));
            } else if !is_label && cell.len() <= 100 {
                name = name.or(Some(cell));
            }
        }
        let name = name.filter(|name| !name.is_empty());
        if name.is_none() && date.is_none() {
            return false;
        }
        if let Some(name) = name {
            self.signed_by(signer, name, row.at);
        }
        if let Some(date) = date {
            self.signed_on(signer, date, row.at);
        }
        true
    }
}

/// Whether a cell holds a day or a signature, by what heads it and by itself.
fn is_signature(head: &str, cell: &str) -> bool {
    if cell.trim().is_empty() || is_placeholder(cell) {
        return false;
    }
    let behind = |text: &str| matches!(split_date(text), Some((DateReading::Date(_), _)));
    let signs = matches!(
        &*fold(head.trim_end_matches(':')),
        "unterschrift" | "signature" | "signatur" | "visum" | "initials" | "kuerzel" | "signed"
    );
    signs || is_date(cell) || behind(cell) || name_and_date(cell).1.is_some()
}

/// The column of names by a table's head.
pub(super) fn names(head: &[String]) -> Option<usize> {
    head.iter()
        .skip(1)
        .position(|cell| says(cell) == Says::Name)
        .map(|at| at + 1)
}

/// What a word in a block of signatures says of what stands behind or below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Name,
    Date,
    /// A role, a signature, a department.
    Other,
    /// It is no such word.
    Nothing,
}

pub(super) fn says(word: &str) -> Says {
    match fold(word.trim_end_matches(':')).as_str() {
        "name" | "names" | "namen" | "person" | "who" | "wer" | "vornamename" | "fullname" => {
            Says::Name
        }
        "date" | "datum" | "day" | "am" | "on" => Says::Date,
        "role" | "rolle" | "function" | "funktion" | "position" | "stelle" | "unterschrift"
        | "signature" | "signatur" | "title" | "jobtitle" | "department" | "abteilung"
        | "bereich" | "unit" | "team" | "company" | "firma" | "organisation" | "organization"
        | "visum" | "initials" | "kuerzel" | "kurzzeichen" | "ort" | "place" => Says::Other,
        _ => Says::Nothing,
    }
}

/// Whether a text is a word of such a block and no value.
pub(super) fn is_head(text: &str) -> bool {
    text.len() <= 20 && says(text) != Says::Nothing
}

/// The name and the day in a cell of several lines: `Name: Dr. C. Wolff`, `R. Cole; Head of
/// IT; 2026-03-06`. Of lines without labels the first is the name.
fn name_and_date(cell: &str) -> (Option<&str>, Option<&str>) {
    let (mut name, mut date) = (None, None);
    if !cell.contains([';', ':']) {
        return (None, None);
    }
    for part in cell.split(';').map(str::trim) {
        let (label, value) = part.split_once(':').unwrap_or(("", part));
        let value = value.trim();
        match says(label) {
            _ if value.is_empty() || is_placeholder(value) => {}
            Says::Name => name = name.or(Some(value)),
            Says::Date => date = date.or(Some(value)),
            Says::Nothing if label.is_empty() && is_date(value) => date = date.or(Some(value)),
            Says::Nothing if label.is_empty() => {
                // `Process analyst 2026-03-01`: a line too long for its cell.
                if name.is_some() && date.is_none() {
                    date = date_behind(value);
                }
                name = name.or(Some(value));
            }
            Says::Other | Says::Nothing => {}
        }
    }
    (name, date)
}

/// The day that a text ends with.
fn date_behind(text: &str) -> Option<&str> {
    let breaks = text.match_indices(' ').map(|(at, _)| &text[at + 1..]);
    breaks.into_iter().rev().take(3).find(|end| is_date(end))
}

/// Who signs in a column or row, by its head.
pub(super) fn signer(head: &str) -> Option<Signer> {
    let head = head.trim_end_matches(':');
    match fold(head).as_str() {
        "prepared" | "erstellung" | "verfasst" | "written" | "drafted" => Some(Signer::Author),
        "geprueft" | "geprueftvon" | "geprueftdurch" | "pruefung" | "pruefer" | "prueferin"
        | "reviewedby" | "reviewer" | "review" | "checked" | "checkedby" | "verified"
        | "verifiedby" => Some(Signer::Reviewer),
        _ => match field(head)?.0 {
            Field::Approval | Field::ApprovedBy | Field::ApprovedOn => Some(Signer::Approver),
            Field::Author | Field::Created => Some(Signer::Author),
            Field::LastReviewed => Some(Signer::Reviewer),
            _ => None,
        },
    }
}
