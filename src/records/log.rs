//! A register's table understood as records of a kind.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::against::{CLOSED, OPENED};
use super::cells::{Memory, Words, numbers_in};
use super::types::{Entry, Known};
use crate::catalogue::{Catalogue, Condition, Kind, Rare, RecordKind, Reference, State};
use crate::evidence::{
    Asked, DayOrder, GivenUp, LogKinds, Register, Row, Table, TakenTable, is_placeholder,
};

/// A log of records of one kind.
#[derive(Debug)]
pub struct Log<'e> {
    /// The kind, by index in the catalogue.
    pub kind: usize,
    /// How it is known to be one.
    pub known: Known,
    /// The id of the register; of a table nobody declared its path.
    pub name: &'e str,
    /// The file: index into the evidence's documents.
    pub document: usize,
    /// Its rows as they stand.
    pub table: &'e Table,
    /// Columns by attribute.
    pub columns: BTreeMap<String, usize>,
    /// The records, in order of the rows.
    pub entries: Vec<Entry>,
    /// Rows whose day can be read in two ways, and no other cell tells which.
    pub unclear_days: usize,
    of: &'e Kind,
    /// What the clause of its kind says of a record.
    record: Option<&'e RecordKind>,
}

impl<'e> Log<'e> {
    pub(super) fn of_register(
        catalogue: &'e Catalogue,
        kinds: &LogKinds<'_>,
        words: &Words,
        kind: usize,
        at: usize,
        register: &'e Register,
    ) -> Option<Self> {
        let (of, table) = (&catalogue.records.kinds[kind], &register.table);
        let mut columns = kinds.columns(of, table, &register.entry.columns);
        let dated = register.entry.date.as_ref();
        if let Some(column) = dated.and_then(|head| table.column(head)) {
            columns.insert(OPENED.to_owned(), column);
        }
        let log = Self {
            kind,
            known: Known::Declared(at),
            name: &register.entry.id,
            document: register.document?,
            table,
            columns,
            entries: Vec::new(),
            unclear_days: 0,
            of,
            record: catalogue.record_of(of),
        };
        log.read(catalogue, words)
    }

    pub(super) fn taken(
        catalogue: &'e Catalogue,
        kinds: &LogKinds<'_>,
        words: &Words,
        taken: &'e TakenTable,
        path: &'e str,
    ) -> Option<Self> {
        let kind = taken.taken.kind;
        let of = catalogue.records.kinds.get(kind)?;
        let log = Self {
            kind,
            known: Known::TakenFor(taken.taken.clone()),
            name: path,
            document: taken.document,
            table: &taken.table,
            columns: kinds.columns(of, &taken.table, &[]),
            entries: Vec::new(),
            unclear_days: 0,
            of,
            record: catalogue.record_of(of),
        };
        log.read(catalogue, words)
    }

    /// Reads the records; none where no column or row is known.
    fn read(mut self, catalogue: &Catalogue, words: &Words) -> Option<Self> {
        if self.columns.is_empty() || self.table.is_empty() {
            return None;
        }
        let of = |name: &str| self.columns.get(name).copied();
        let day = |name: &str| Some((of(name)?, self.table.day_order(of(name)?)));
        let ends = self.of.ends.as_deref().and_then(day);
        let (opened, closed) = (day(OPENED), day(CLOSED).or(ends));
        let (status, priority) = (of("status"), of("priority"));
        let (mut states, mut steps) = (Memory::default(), Memory::default());
        let given_up = GivenUp::new(catalogue, &self.columns);
        let entries = self.table.rows().zip(0..).map(|(row, at)| {
            let (from, to) = (day_in(&row, opened), day_in(&row, closed));
            let took = from.zip(to).zip(opened.zip(closed));
            let took = took.map(|((from, to), (o, c))| row.took((o.0, from), (c.0, to)));
            let said = status
                .map(|column| row.cell(column))
                .filter(|cell| !cell.is_empty());
            let said = said.and_then(|cell| states.get(cell, |cell| words.state(cell)));
            let graded = priority
                .map(|column| row.cell(column))
                .filter(|cell| !cell.is_empty());
            Entry {
                row: at,
                line: row.line,
                opened: from,
                closed: to,
                took,
                // That its state says so is told by what was said.
                state: if said != Some(State::Ended) && given_up.by_decision(&row) {
                    Some(State::Ended)
                } else {
                    said.or_else(|| state_by_end(&row, closed.map(|(column, _)| column)))
                },
                step: graded.and_then(|cell| steps.get(cell, |cell| words.step(cell))),
            }
        });
        self.entries = entries.collect();
        let unclear = |(column, order): (usize, Option<DayOrder>)| {
            let rows = self.table.rows().filter(|_| order.is_none());
            rows.filter(|row| row.is_unclear_day(column)).count()
        };
        self.unclear_days = opened.map_or(0, unclear) + closed.map_or(0, unclear);
        Some(self)
    }

    /// The logs in a table whose rows are of several kinds, as a column of it tells; else itself.
    /// `named` are the columns that the manifest names.
    pub(super) fn by_type(
        self,
        catalogue: &'e Catalogue,
        kinds: &LogKinds<'_>,
        named: &[(String, String)],
    ) -> Vec<Self> {
        let Some(column) = self.column("type").or_else(|| self.column("class")) else {
            return vec![self];
        };
        let mut known = Memory::default();
        let mut by_kind: BTreeMap<usize, Vec<Entry>> = BTreeMap::new();
        let mut told = std::collections::BTreeSet::new();
        for entry in &self.entries {
            let cell = self.table.row_at(entry.row).cell(column);
            let kind = known.get(cell, |cell| kinds.so_called(cell));
            told.extend(kind);
            by_kind
                .entry(kind.unwrap_or(self.kind))
                .or_default()
                .push(*entry);
        }
        if told.len() < 2 {
            return vec![self];
        }
        let logs = by_kind.into_iter().map(|(kind, entries)| {
            let of = &catalogue.records.kinds[kind];
            let mut columns = kinds.columns(of, self.table, named);
            // What somebody named for the register holds for all of its rows.
            columns.extend(self.columns.clone());
            Self {
                kind,
                known: self.known.clone(),
                entries,
                columns,
                of,
                record: catalogue.record_of(of),
                ..self
            }
        });
        logs.collect()
    }

    /// The column of an attribute.
    #[must_use]
    pub fn column(&self, attribute: &str) -> Option<usize> {
        self.columns.get(attribute).copied()
    }

    /// What a record says of an attribute, trimmed; empty where no column is known for it.
    #[must_use]
    pub fn cell(&self, entry: &Entry, attribute: &str) -> &'e str {
        let table = self.table;
        let column = self.column(attribute);
        column.map_or("", |column| table.row_at(entry.row).cell(column))
    }

    /// Whether a record holds a real value for an attribute.
    #[must_use]
    pub fn filled(&self, entry: &Entry, attribute: &str) -> bool {
        let cell = self.cell(entry, attribute);
        !cell.is_empty() && !is_placeholder(cell)
    }

    /// Whether a record carries an attribute, as the tests of its rows ask: a real value, a step
    /// of a scale where that is asked for, no denial where something was to be done.
    #[must_use]
    pub fn carried(&self, entry: &Entry, attribute: &str) -> bool {
        let Some(column) = self.column(attribute) else {
            return false;
        };
        let row = self.table.row_at(entry.row);
        if self.says(attribute, |record| &record.outcome) {
            row.answered(column)
        } else if self.is_done(attribute) {
            row.affirmed(column)
        } else if self.is_graded(attribute) {
            row.graded(column)
        } else {
            row.filled(column)
        }
    }

    /// Whether a record owes an attribute: of what was given up nothing is owed that was to be done.
    #[must_use]
    pub fn owes(&self, entry: &Entry, attribute: &str) -> bool {
        entry.state != Some(State::Ended) || !self.is_done(attribute)
    }

    /// Whether an attribute asks that something was done or is there.
    fn is_done(&self, attribute: &str) -> bool {
        self.of.done.iter().any(|done| done == attribute)
            || self.says(attribute, |record| &record.done)
    }

    /// Whether an attribute is a step of a scale.
    fn is_graded(&self, attribute: &str) -> bool {
        self.says(attribute, |record| &record.graded)
    }

    /// Whether the clause's record has an attribute in one of its lists.
    fn says(&self, attribute: &str, list: impl Fn(&RecordKind) -> &[String]) -> bool {
        let mut listed = self.record.into_iter().flat_map(list);
        listed.any(|listed| listed == attribute)
    }

    /// Whether a column is known by which a rare kind is told.
    #[must_use]
    pub fn tells(&self, rare: &Rare) -> bool {
        let mut conditions = rare.conditions.iter();
        conditions.any(|condition| self.column(&condition.attribute).is_some())
    }

    /// The record on a line of the file.
    #[must_use]
    pub fn at_line(&self, line: u32) -> Option<&Entry> {
        let at = self.entries.binary_search_by_key(&line, |entry| entry.line);
        at.ok().map(|at| &self.entries[at])
    }

    /// The number of a record as it stands; empty where it has none.
    #[must_use]
    pub fn id(&self, entry: &Entry) -> &'e str {
        self.cell(entry, "id")
    }

    /// The records of a rare kind: where its columns are known, those of which one says so. What
    /// the organisation itself calls so in a column of that name decides, then what it calls so in
    /// a class; a step of a scale, as a priority is, tells only where neither does.
    pub fn rare<'l>(&'l self, rare: &'l Rare) -> impl Iterator<Item = &'l Entry> {
        let asked = self.telling(rare).into_iter();
        let asked: Vec<(usize, Asked)> = asked.map(|(column, _, asked)| (column, asked)).collect();
        let mut known: Vec<Memory<'e, bool>> = asked.iter().map(|_| Memory::default()).collect();
        let table = self.table;
        self.entries.iter().filter(move |entry| {
            let row = table.row_at(entry.row);
            asked
                .iter()
                .zip(&mut known)
                .any(|((column, asked), known)| known.get(row.cell(*column), |cell| asked.of(cell)))
        })
    }

    /// The attribute whose steps alone tell records of a rare kind here, if that is so.
    #[must_use]
    pub fn told_by_step<'l>(&self, rare: &'l Rare) -> Option<&'l str> {
        let telling = self.telling(rare);
        let (_, first, _) = telling.first()?;
        let is_step = self.is_graded(&first.attribute);
        is_step.then_some(&first.attribute)
    }

    /// The conditions by which records of a rare kind are told here, with their columns.
    fn telling<'l>(&self, rare: &'l Rare) -> Vec<(usize, &'l Condition, Asked)> {
        let known = rare.conditions.iter();
        let known = known.filter_map(|condition| {
            let column = self.column(&condition.attribute)?;
            Some((column, condition, Asked::new(condition)))
        });
        let (own, others): (Vec<_>, Vec<_>) =
            known.partition(|(_, condition, _)| condition.attribute == rare.id);
        if !own.is_empty() {
            return own;
        }
        let (by_step, by_name): (Vec<_>, Vec<_>) = { others.into_iter() }
            .partition(|(_, condition, _)| self.is_graded(&condition.attribute));
        let says = |(column, _, asked): &(usize, &Condition, Asked)| {
            let mut rows = self.table.rows();
            rows.any(|row| asked.of(row.cell(*column)))
        };
        if by_step.is_empty() || by_name.iter().any(says) {
            by_name
        } else {
            by_step
        }
    }

    /// The numbers of the records that a record points to by a reference of its kind.
    pub fn points_to<'l>(
        &'l self,
        entry: &Entry,
        reference: &Reference,
    ) -> impl Iterator<Item = &'e str> + use<'e, 'l> {
        numbers_in(self.cell(entry, &reference.attribute))
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> &'e Kind {
        self.of
    }
}

fn day_in(row: &Row<'_>, at: Option<(usize, Option<DayOrder>)>) -> Option<Date> {
    let (column, order) = at?;
    row.day(column, order)
}

/// How far a record is whose state nobody can tell: where its end is written down, it came to it.
fn state_by_end(row: &Row<'_>, closed: Option<usize>) -> Option<State> {
    let affirmed = row.affirmed(closed?);
    Some(if affirmed { State::Closed } else { State::Open })
}
