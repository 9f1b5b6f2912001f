//! The test of a requirement, ready to be put to single rows: the score counts how many pass, and
//! a sample asks it of the records that were drawn.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::catalogue::{Catalogue, Condition, RecordKind, Test};
use crate::evidence::words::holds;
use crate::evidence::{Asked as Said, GivenUp, Row, words};

/// A test whose columns are known as far as a table has them.
pub struct RowTest<'t> {
    test: &'t Test,
    /// What must be there, and the column of each, where one is known.
    needs: Vec<(&'t str, Option<usize>, Asked)>,
    order: Option<(usize, usize)>,
    when: Option<Kind>,
    /// What tells that a row was decided against, where the test asks for what comes later.
    given_up: Option<GivenUp>,
    /// What tells of a row that it was approved beforehand, as a kind.
    routine: Vec<(usize, Said)>,
    /// What tells of a row that nobody has decided on it yet.
    undecided: Vec<(usize, Said)>,
    /// When a row was carried out: then it owes a decision whatever else is said of it.
    carried_out: Option<usize>,
}

impl<'t> RowTest<'t> {
    /// The test of a requirement whose clause says `record` of its records, on the columns of a
    /// table by attribute.
    #[must_use]
    pub fn new(
        catalogue: &Catalogue,
        test: &'t Test,
        record: Option<&RecordKind>,
        columns: &BTreeMap<String, usize>,
    ) -> Self {
        let column = |attribute: &String| columns.get(attribute).copied();
        // Of what was to be done, and of what is to be there, a cell may say that it is not.
        let asked = |attribute: &String| match record {
            Some(record) if record.outcome.contains(attribute) => Asked::Outcome,
            Some(record) if record.done.contains(attribute) => Asked::Yes,
            Some(record) if record.graded.contains(attribute) => Asked::Step,
            _ => Asked::Value,
        };
        let needs = test.needs.iter();
        let order = test.order.as_ref();
        let when = test.when.as_ref();
        let done = |attribute: &String| record.is_some_and(|it| it.done.contains(attribute));
        let asks_for_done = test.needs.iter().any(done);
        let comes_later = asks_for_done || when.is_some() || test.older_than.is_some();
        let of_rows = record.filter(|_| asks_for_done);
        let told = |conditions: &[Condition]| -> Vec<(usize, Said)> {
            let conditions = conditions.iter();
            let told = conditions.filter_map(|is| Some((column(&is.attribute)?, Said::new(is))));
            told.collect()
        };
        Self {
            test,
            needs: needs
                .map(|attribute| (attribute.as_str(), column(attribute), asked(attribute)))
                .collect(),
            order: order.and_then(|(first, second)| column(first).zip(column(second))),
            // Without the column every row is held to the test.
            when: when.and_then(|(attribute, is)| Some(Kind::new(column(attribute)?, is))),
            given_up: comes_later.then(|| GivenUp::new(catalogue, columns)),
            routine: of_rows.map_or(Vec::new(), |record| told(&record.routine)),
            undecided: of_rows.map_or(Vec::new(), |record| told(&record.undecided)),
            carried_out: order.and_then(|(_, last)| column(last)),
        }
    }

    /// Whether a column is known for everything that must be there.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.needs.iter().all(|(_, column, _)| column.is_some())
    }

    /// Whether a column tells which rows it speaks of.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.when.is_some()
    }

    /// Whether it speaks of a row, whatever its age.
    #[must_use]
    pub fn speaks_of(&self, row: &Row<'_>) -> bool {
        if (self.given_up.as_ref()).is_some_and(|given_up| given_up.is(row)) {
            return false;
        }
        match &self.when {
            Some(kind) => kind.has(row),
            // Of what was refused nothing more is owed, whichever column says so.
            None => self.test.when.is_none() || !row.refused(),
        }
    }

    /// Whether a row of a day is old enough to be held to it; nobody can tell where it has none.
    #[must_use]
    pub fn is_old_enough(&self, date: Option<Date>, as_of: Date) -> Option<bool> {
        let Some(period) = self.test.older_than else {
            return Some(true);
        };
        Some(period.after(date?) <= as_of)
    }

    /// Whether a row was approved beforehand as a kind, and owes what that kind owes.
    #[must_use]
    pub fn is_routine(&self, row: &Row<'_>) -> bool {
        let mut routine = self.routine.iter();
        routine.any(|(column, said)| said.of(row.cell(*column)))
    }

    /// Whether nobody has decided on a row yet, and nobody carried it out all the same.
    #[must_use]
    pub fn is_undecided(&self, row: &Row<'_>) -> bool {
        let mut undecided = self.undecided.iter();
        undecided.any(|(column, said)| said.of(row.cell(*column)))
            && !self.carried_out.is_some_and(|column| row.affirmed(column))
    }

    /// What a row does not carry, of what columns are known for, each with its column.
    pub fn lacks<'s>(&'s self, row: &'s Row<'_>) -> impl Iterator<Item = (&'t str, usize)> + 's {
        self.needs.iter().filter_map(|(attribute, column, asked)| {
            let column = (*column)?;
            (!asked.of(row, column)).then_some((*attribute, column))
        })
    }

    /// Whether a row states its days in the wrong order.
    #[must_use]
    pub fn is_reversed(&self, row: &Row<'_>) -> bool {
        self.order
            .is_some_and(|(first, second)| row.reversed(first, second))
    }
}

/// What a cell has to hold.
enum Asked {
    /// Anything but a placeholder.
    Value,
    /// That something was done or is there.
    Yes,
    /// What came of something, be it that it failed.
    Outcome,
    /// A step of a scale.
    Step,
}

impl Asked {
    /// Whether the cell of a row holds it.
    fn of(&self, row: &Row<'_>, column: usize) -> bool {
        match self {
            Self::Value => row.filled(column),
            Self::Yes => row.affirmed(column),
            Self::Outcome => row.answered(column),
            Self::Step => row.graded(column),
        }
    }
}

/// The kind of row that a test speaks of: the column that tells, and what it may say.
pub(super) struct Kind {
    column: usize,
    is: Vec<Vec<String>>,
}

impl Kind {
    pub(super) fn new(column: usize, is: &[String]) -> Self {
        let is = is.iter().map(|said| words::words(said)).collect();
        Self { column, is }
    }

    pub(super) fn has(&self, row: &Row<'_>) -> bool {
        let cell = words::words(row.cell(self.column));
        // "Not approved" is no approval.
        let denied = |first: &String| matches!(first.as_str(), "not" | "nicht" | "never" | "nie");
        !cell.first().is_some_and(denied) && self.is.iter().any(|said| holds(&cell, said))
    }
}

/// A test in words, such as `“closed” must be filled in, “opened” not after “closed”, older than 30 days`;
/// `conditional` where a column tells which rows it speaks of.
#[must_use]
pub fn in_words(test: &Test, conditional: bool) -> String {
    let mut parts = Vec::new();
    if !test.needs.is_empty() {
        parts.push(format!(
            "“{}” must be filled in",
            test.needs.join("” and “")
        ));
    }
    if let Some(attribute) = &test.unique {
        parts.push(format!("no “{attribute}” twice"));
    }
    if let Some((first, second)) = &test.order {
        parts.push(format!("“{first}” not after “{second}”"));
    }
    if let Some((attribute, _)) = test.when.as_ref().filter(|_| !conditional) {
        parts.push(format!("all rows, since no column says “{attribute}”"));
    } else if let Some((attribute, is)) = &test.when {
        parts.push(format!(
            "where “{attribute}” is “{}”",
            is.first().map_or("", String::as_str)
        ));
    }
    if let Some(period) = test.older_than {
        parts.push(format!("older than {}", period.words()));
    }
    parts.join(", ")
}
