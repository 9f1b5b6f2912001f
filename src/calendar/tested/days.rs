//! Days of columns, read once for all promises that are held against them: a log has a hundred
//! thousand rows, and a folder promises a hundred things of them.

use std::cell::RefCell;
use std::rc::Rc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::evidence::Table;

/// The days of one column, by row.
pub(super) struct Days(Vec<Option<Date>>);

impl Days {
    /// The day in a row, by its index in the table.
    pub(super) fn of(&self, row: u32) -> Option<Date> {
        self.0.get(row as usize).copied().flatten()
    }
}

/// The columns whose days were read, by table and column.
#[derive(Default)]
pub(super) struct Columns<'s>(RefCell<Vec<OfTable<'s>>>);

/// A table with the columns of it that were read.
type OfTable<'s> = (&'s Table, FxHashMap<usize, Rc<Days>>);

impl<'s> Columns<'s> {
    /// The days of a column.
    pub(super) fn days(&self, table: &'s Table, column: usize) -> Rc<Days> {
        let mut tables = self.0.borrow_mut();
        let known = tables
            .iter()
            .position(|(known, _)| std::ptr::eq(*known, table));
        let at = known.unwrap_or_else(|| {
            tables.push((table, FxHashMap::default()));
            tables.len() - 1
        });
        let days = tables[at].1.entry(column).or_insert_with(|| {
            let order = table.day_order(column);
            let days = table.rows().map(|row| row.day(column, order));
            Rc::new(Days(days.collect()))
        });
        Rc::clone(days)
    }
}
