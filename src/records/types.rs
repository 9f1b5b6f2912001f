//! What a log is made of.

use jiff::civil::Date;

use crate::catalogue::State;
use crate::evidence::{TakenFor, Took};

/// How it is known that a table is a log.
#[derive(Debug, Clone)]
pub enum Known {
    /// The workspace declares or claims it: index of the register.
    Declared(usize),
    /// Nobody says so; it plainly looks like one.
    TakenFor(TakenFor),
}

/// One record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// Its row: index in the table.
    pub row: u32,
    /// Its line in the file's text, from 1.
    pub line: u32,
    /// The day it was opened.
    pub opened: Option<Date>,
    /// The day it was closed.
    pub closed: Option<Date>,
    /// The time between the two; below zero where it was closed before it was opened.
    pub took: Option<Took>,
    /// How far it is: as its state says, else as the day of its end does.
    pub state: Option<State>,
    /// The step of its priority, 1 the highest.
    pub step: Option<u8>,
}
