//! What columns hold, read once for all promises that are held against them: a log has a hundred
//! thousand rows, and a folder promises a hundred things of them.

use std::cell::RefCell;
use std::rc::Rc;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::evidence::Table;
use crate::records::Log;

/// Most different texts of a column that tells records apart.
const MOST_TEXTS: usize = 2_000;

/// The columns that were read.
#[derive(Default)]
pub(super) struct Columns<'l, 's> {
    days: Memory<'s, Table, Days>,
    texts: Memory<'l, Log<'s>, Texts<'s>>,
}

/// The days of one column, by row.
pub(super) struct Days(Vec<Option<Date>>);

/// The different texts of one column in the records of a log, without empty ones.
pub(super) type Texts<'s> = FxHashSet<&'s str>;

impl<'l, 's> Columns<'l, 's> {
    /// The days of a column of a table.
    pub(super) fn days(&self, table: &'s Table, column: usize) -> Rc<Days> {
        self.days.of(table, column, || {
            let order = table.day_order(column);
            let days = table.rows().map(|row| row.day(column, order));
            Days(days.collect())
        })
    }

    /// The texts of a column of a log, at most so many as tell records apart.
    pub(super) fn texts(&self, log: &'l Log<'s>, column: usize) -> Rc<Texts<'s>> {
        self.texts.of(log, column, || {
            let entries = log.entries.iter();
            let cells = entries.map(|entry| log.table.row_at(entry.row).cell(column));
            let mut out = Texts::default();
            for cell in cells.filter(|cell| !cell.is_empty()) {
                out.insert(cell);
                if out.len() > MOST_TEXTS {
                    break;
                }
            }
            out
        })
    }
}

impl Days {
    /// The day in a row, by its index in the table.
    pub(super) fn of(&self, row: u32) -> Option<Date> {
        self.0.get(row as usize).copied().flatten()
    }
}

/// What is known of columns, by the table or log they belong to and their index.
struct Memory<'o, O, T>(RefCell<Vec<(&'o O, ByColumn<T>)>>);

type ByColumn<T> = FxHashMap<usize, Rc<T>>;

impl<O, T> Default for Memory<'_, O, T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<'o, O, T> Memory<'o, O, T> {
    /// What is known of a column, read where nothing is.
    fn of(&self, owner: &'o O, column: usize, read: impl FnOnce() -> T) -> Rc<T> {
        let mut all = self.0.borrow_mut();
        let known = all.iter().position(|(one, _)| std::ptr::eq(*one, owner));
        let at = known.unwrap_or_else(|| {
            all.push((owner, FxHashMap::default()));
            all.len() - 1
        });
        let read = all[at].1.entry(column).or_insert_with(|| Rc::new(read()));
        Rc::clone(read)
    }
}
