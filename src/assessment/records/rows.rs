//! The rows of a register, held one by one to the test of a requirement.
//!
//! A row that the test does not apply to, for its date or its kind, neither passes nor
//! fails. Where a column that must be filled is not known there is no result at all.

use std::collections::{BTreeMap, HashSet};

use crate::assessment::context::Context;
use crate::catalogue::{Requirement, Test};
use crate::evidence::words::holds;
use crate::evidence::{Register, Row, words};

/// How the rows of a register fare against a line's test.
pub struct Tested {
    /// Rows the test applies to.
    pub applies: usize,
    /// Rows dated outside the time looked at.
    pub outside: usize,
    /// Rows passed over, since only older ones are looked at and they carry no date.
    pub undated: usize,
    /// Lines of rows that fail.
    pub failing: Vec<u32>,
    /// The test in words.
    pub rule: String,
    /// The columns that the test looks at, by what they hold.
    pub columns: Vec<(String, usize)>,
}

/// What a line's test needs and no column of a register is known to hold.
#[must_use]
pub fn lacking(context: &Context<'_>, line: &Requirement, register: &Register) -> Vec<String> {
    let Some(test) = &line.test else {
        return Vec::new();
    };
    let columns = columns(context, line, register);
    test.needs
        .iter()
        .chain(&test.unique)
        .filter(|attribute| !columns.contains_key(*attribute))
        .cloned()
        .collect()
}

/// The columns of a register that are known, by what they hold.
fn columns(
    context: &Context<'_>,
    line: &Requirement,
    register: &Register,
) -> BTreeMap<String, usize> {
    let clause = &context.catalogue.clauses[line.clause];
    let none = BTreeMap::new();
    let record = clause.record.as_ref();
    let known = record.map_or(&none, |record| &record.attributes);
    register.table.columns(&register.entry.columns, known)
}

/// Tests a register's rows; `None` when there is no test or a column is not known.
#[must_use]
pub fn rows(context: &Context<'_>, line: &Requirement, register: &Register) -> Option<Tested> {
    let test = line.test.as_ref()?;
    let columns = columns(context, line, register);
    let column = |attribute: &String| columns.get(attribute).copied();
    let needs: Option<Vec<usize>> = test.needs.iter().map(column).collect();
    let needs = needs?;
    // Of what was to be done, and of what is to be there, a cell may say that it is not.
    let record = context.catalogue.clauses[line.clause].record.as_ref();
    let asked = |attribute: &String| match record {
        Some(record) if record.done.contains(attribute) => Asked::Yes,
        Some(record) if record.graded.contains(attribute) => Asked::Step,
        _ => Asked::Value,
    };
    let asked: Vec<Asked> = test.needs.iter().map(asked).collect();
    let unique = match &test.unique {
        Some(attribute) => Some(column(attribute)?),
        None => None,
    };
    let mut once = HashSet::new();
    let order = match &test.order {
        Some((first, second)) => column(first).zip(column(second)),
        None => None,
    };
    let when = match &test.when {
        // Without the column every row is held to the test, and the rule says so.
        Some((attribute, is)) => column(attribute).map(|column| Kind::new(column, is)),
        None => None,
    };
    let date_column = date_column(register, &columns);
    let mut tested = Tested {
        applies: 0,
        outside: 0,
        undated: 0,
        failing: Vec::new(),
        rule: in_words(test, when.is_some()),
        columns: looked_at(test, &columns),
    };
    for row in register.table.rows() {
        let date = date_column
            .and_then(|column| row.date(column))
            .map(|date| date.day);
        // Of what was refused nothing more is owed, whichever column says so.
        let spoken_of = match &when {
            Some(kind) => kind.has(&row),
            None => test.when.is_none() || !row.refused(),
        };
        if !spoken_of {
            continue;
        }
        if date.is_some_and(|date| date < context.window.start || date > context.as_of) {
            tested.outside += 1;
            continue;
        }
        if let Some(period) = test.older_than {
            match date {
                // Whether it is old enough to be held to this nobody can tell.
                None => {
                    tested.undated += 1;
                    continue;
                }
                Some(date) if period.after(date) > context.as_of => continue,
                Some(_) => {}
            }
        }
        tested.applies += 1;
        let filled = needs
            .iter()
            .zip(&asked)
            .all(|(column, asked)| asked.of(&row, *column));
        let ordered = order.is_none_or(|(first, second)| !row.reversed(first, second));
        let first = unique.is_none_or(|column| {
            !row.filled(column) || once.insert(row.cell(column).to_lowercase())
        });
        if !filled || !ordered || !first {
            tested.failing.push(row.line);
        }
    }
    Some(tested)
}

/// What a cell has to hold.
enum Asked {
    /// Anything but a placeholder.
    Value,
    /// That something was done or is there.
    Yes,
    /// A step of a scale.
    Step,
}

impl Asked {
    /// Whether the cell of a row holds it.
    fn of(&self, row: &Row<'_>, column: usize) -> bool {
        match self {
            Self::Value => row.filled(column),
            Self::Yes => row.affirmed(column),
            Self::Step => row.graded(column),
        }
    }
}

/// The known columns that a test looks at, each once, in the order in which it names them.
fn looked_at(test: &Test, columns: &BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let order = test
        .order
        .iter()
        .flat_map(|(first, second)| [first, second]);
    let when = test.when.iter().map(|(attribute, _)| attribute);
    let named = test
        .needs
        .iter()
        .chain(&test.unique)
        .chain(order)
        .chain(when);
    let mut out: Vec<(String, usize)> = Vec::new();
    for attribute in named {
        if let Some(column) = columns.get(attribute)
            && !out.iter().any(|(known, _)| known == attribute)
        {
            out.push((attribute.clone(), *column));
        }
    }
    out
}

/// The lines of rows within the time looked at that are of the kind a line's test speaks of:
/// major incidents among all. None where the test speaks of every row, or no column tells.
#[must_use]
pub fn occurrences(context: &Context<'_>, line: &Requirement, register: &Register) -> Vec<u32> {
    let columns = columns(context, line, register);
    let when = line.test.as_ref().and_then(|test| test.when.as_ref());
    let kind = when.and_then(|(attribute, is)| Some(Kind::new(*columns.get(attribute)?, is)));
    let Some(kind) = kind else {
        return Vec::new();
    };
    let date = date_column(register, &columns);
    let in_time = |row: &Row<'_>| {
        let date = date
            .and_then(|column| row.date(column))
            .map(|date| date.day);
        date.is_none_or(|date| date >= context.window.start && date <= context.as_of)
    };
    let rows = register.table.rows();
    rows.filter(in_time)
        .filter(|row| kind.has(row))
        .map(|row| row.line)
        .collect()
}

/// The column with the day of a row: as the manifest says, else where the catalogue knows it.
fn date_column(register: &Register, columns: &BTreeMap<String, usize>) -> Option<usize> {
    let named = register.entry.date.as_ref();
    named
        .and_then(|head| register.table.column(head))
        .or_else(|| columns.get("opened").copied())
}

/// The kind of row that a test speaks of: the column that tells, and what it may say.
struct Kind {
    column: usize,
    is: Vec<Vec<String>>,
}

impl Kind {
    fn new(column: usize, is: &[String]) -> Self {
        let is = is.iter().map(|said| words::words(said)).collect();
        Self { column, is }
    }

    fn has(&self, row: &Row<'_>) -> bool {
        let cell = words::words(row.cell(self.column));
        // "Not approved" is no approval.
        let denied = |first: &String| matches!(first.as_str(), "not" | "nicht" | "never" | "nie");
        !cell.first().is_some_and(denied) && self.is.iter().any(|said| holds(&cell, said))
    }
}

fn in_words(test: &Test, conditional: bool) -> String {
    let mut parts = Vec::new();
    if !test.needs.is_empty() {
        parts.push(format!("needs {}", test.needs.join(" and ")));
    }
    if let Some(attribute) = &test.unique {
        parts.push(format!("no {attribute} twice"));
    }
    if let Some((first, second)) = &test.order {
        parts.push(format!("{first} before {second}"));
    }
    if let Some((attribute, _)) = test.when.as_ref().filter(|_| !conditional) {
        parts.push(format!("all rows, since no column says {attribute}"));
    } else if let Some((attribute, is)) = &test.when {
        parts.push(format!(
            "where {attribute} is {}",
            is.first().map_or("", String::as_str)
        ));
    }
    if let Some(period) = test.older_than {
        parts.push(format!("older than {}", period.words()));
    }
    parts.join(", ")
}
