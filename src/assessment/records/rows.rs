//! The rows of a register, held one by one to the test of a requirement.
//!
//! A row that the test does not apply to, for its date or its kind, neither passes nor
//! fails. Where a column that must be filled is not known there is no result at all.

use std::collections::{BTreeMap, HashSet};

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::row_test::{Kind, RowTest, in_words};
use crate::assessment::context::Context;
use crate::catalogue::{Requirement, Test};
use crate::evidence::{Register, Row, Table};

/// How the rows of a register fare against a line's test.
pub struct Tested {
    /// Rows the test applies to.
    pub applies: usize,
    /// Rows dated outside the time looked at.
    pub outside: usize,
    /// Rows passed over, since only older ones are looked at and they carry no date.
    pub undated: usize,
    /// Rows that carry less and were approved beforehand as a kind, which owe no more.
    pub routine: usize,
    /// Rows that carry less and wait for a decision: until then they owe no more.
    pub undecided: usize,
    /// Lines of rows that fail.
    pub failing: Vec<u32>,
    /// What the first of them says where it does not carry what it needs, if anything, with the
    /// column.
    pub says: Option<(String, usize)>,
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
    columns_of(context, line, register, &register.table)
}

/// The same of a table on one of its sheets.
fn columns_of(
    context: &Context<'_>,
    line: &Requirement,
    register: &Register,
    table: &Table,
) -> BTreeMap<String, usize> {
    let clause = &context.catalogue.clauses[line.clause];
    let none = BTreeMap::new();
    let record = clause.record.as_ref();
    let known = record.map_or(&none, |record| &record.attributes);
    table.columns(&register.entry.columns, known)
}

/// Tests a register's rows; `None` when there is no test or a column is not known.
#[must_use]
pub fn rows(context: &Context<'_>, line: &Requirement, register: &Register) -> Option<Tested> {
    let test = line.test.as_ref()?;
    let columns = columns(context, line, register);
    let record = context.catalogue.clauses[line.clause].record.as_ref();
    let asked = RowTest::new(context.catalogue, test, record, &columns);
    if !asked.is_known() {
        return None;
    }
    let unique = match &test.unique {
        Some(attribute) => Some(columns.get(attribute).copied()?),
        None => None,
    };
    let mut once = HashSet::new();
    let date_column = date_column(register, &register.table, || columns.get("opened").copied());
    let mut tested = Tested {
        applies: 0,
        outside: 0,
        undated: 0,
        routine: 0,
        undecided: 0,
        failing: Vec::new(),
        says: None,
        rule: in_words(test, asked.is_told()),
        columns: looked_at(test, &columns),
    };
    let day_of = |row: &Row<'_>| Some(row.date(date_column?)?.day);
    let written_on = match test.older_than {
        Some(_) => written_on(
            register.table.rows().filter_map(|row| day_of(&row)),
            context.as_of,
        ),
        None => context.as_of,
    };
    for row in register.table.rows() {
        let date = day_of(&row);
        if !asked.speaks_of(&row) {
            continue;
        }
        if date.is_some_and(|date| date < context.window.start || date > context.as_of) {
            tested.outside += 1;
            continue;
        }
        match asked.is_old_enough(date, written_on) {
            // Whether it is old enough to be held to this nobody can tell.
            None => {
                tested.undated += 1;
                continue;
            }
            Some(false) => continue,
            Some(true) => {}
        }
        let first = unique.is_none_or(|column| {
            !row.filled(column) || once.insert(row.cell(column).to_lowercase())
        });
        let lacks = asked.lacks(&row).next();
        if lacks.is_some() && asked.is_routine(&row) {
            tested.routine += 1;
            continue;
        }
        if lacks.is_some() && asked.is_undecided(&row) {
            tested.undecided += 1;
            continue;
        }
        tested.applies += 1;
        if lacks.is_some() || asked.is_reversed(&row) || !first {
            if tested.failing.is_empty() {
                let says = lacks.map(|(_, column)| (row.cell(column).to_owned(), column));
                tested.says = says.filter(|(cell, _)| !cell.is_empty());
            }
            tested.failing.push(row.line);
        }
    }
    Some(tested)
}

/// The day up to which a register was written, or handed out of a tool: that of its newest row where
/// rows come in one after the other, since what is open in it was open on that day; else the day
/// assessed, as where nobody writes any more.
fn written_on(days: impl Iterator<Item = Date>, as_of: Date) -> Date {
    let days: Vec<Date> = days.filter(|day| *day <= as_of).collect();
    let Some(newest) = days.iter().max().copied() else {
        return as_of;
    };
    let lately = newest.saturating_sub(LATELY.days());
    let many = days.iter().filter(|day| **day >= lately).count() >= MANY;
    // Longer silence than that is none of an export.
    let silent = newest.saturating_add(LATELY.days()) < as_of;
    if many && !silent { newest } else { as_of }
}

/// How long before its newest row a register is looked at to tell whether rows keep coming in, and how
/// long it may be silent since, in days.
const LATELY: i32 = 60;

/// Rows in that time from which on they keep coming in.
const MANY: usize = 10;

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
    let table = &register.table;
    let columns = columns(context, line, register);
    let when = line.test.as_ref().and_then(|test| test.when.as_ref());
    let kind = when.and_then(|(attribute, is)| Some(Kind::new(*columns.get(attribute)?, is)));
    let Some(kind) = kind else {
        return Vec::new();
    };
    let date = date_column(register, table, || columns.get("opened").copied());
    let rows = within(context, table, date);
    rows.filter(|row| kind.has(row))
        .map(|row| row.line)
        .collect()
}

/// The rows of a table of a register that lie in the time looked at, those without a day among them.
pub(super) fn in_time<'r>(
    context: &Context<'_>,
    line: &Requirement,
    register: &Register,
    table: &'r Table,
) -> Vec<Row<'r>> {
    let date = date_column(register, table, || {
        let columns = columns_of(context, line, register, table);
        columns.get("opened").copied()
    });
    within(context, table, date).collect()
}

/// The rows of a table with a day in the time looked at, or with none.
fn within<'r>(
    context: &Context<'_>,
    table: &'r Table,
    date: Option<usize>,
) -> impl Iterator<Item = Row<'r>> {
    let (start, end) = (context.window.start, context.as_of);
    table.rows().filter(move |row| {
        let day = date.and_then(|column| row.date(column));
        day.is_none_or(|date| date.day >= start && date.day <= end)
    })
}

/// The column with the day of a row: as the manifest says, else where the catalogue knows it.
fn date_column(
    register: &Register,
    table: &Table,
    known: impl FnOnce() -> Option<usize>,
) -> Option<usize> {
    let named = register.entry.date.as_ref();
    named.and_then(|head| table.column(head)).or_else(known)
}
