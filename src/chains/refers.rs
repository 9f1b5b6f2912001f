//! Records that name records of another kind.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::numbers::{Named, Why};
use super::types::{Break, Fault, Node, TracedLink, Untold};
use super::{Trace, rare_rows};
use crate::catalogue::{Attribute, Check, Refers, Rule, State};
use crate::evidence::DayOrder;
use crate::records::{Entry, Log};

/// Follows a link from each record that names to each that is named.
pub(super) fn trace(trace: &Trace<'_, '_>, asked: &Refers) -> TracedLink {
    let mut found = TracedLink::default();
    let register = trace.numbers.any(asked.to) || trace.logs_of(asked.to).next().is_some();
    if trace.logs_of(asked.from.kind).next().is_none() {
        found.untold.push(trace.no_register(asked.from.kind, 0));
        return found;
    }
    let follow = Follow {
        trace,
        asked,
        back: named_back(trace, asked),
        days: Days::new(trace, asked),
        spared: spared(trace, asked),
        register,
    };
    for (at, log) in trace.logs_of(asked.from.kind) {
        follow.log(at, log, &mut found);
    }
    if !register && found.asked > 0 {
        found.untold.push(trace.no_register(asked.to, found.asked));
    }
    found
}

/// What one link is followed with.
struct Follow<'f, 't, 'e> {
    trace: &'f Trace<'t, 'e>,
    asked: &'f Refers,
    /// The records that name a record from the other side.
    back: FxHashMap<Node, Vec<Node>>,
    days: Days,
    /// By rule: the records named for which it need not hold.
    spared: Vec<FxHashSet<(u32, u32)>>,
    /// Whether there is a register of the kind that is named.
    register: bool,
}

impl Follow<'_, '_, '_> {
    fn log(&self, at: usize, log: &Log<'_>, found: &mut TracedLink) {
        let via = self.asked.via.iter();
        let columns: Vec<usize> = via.filter_map(|name| log.column(name)).collect();
        let mut any = !columns.is_empty() || !self.back.is_empty();
        let mut without = 0;
        for (index, entry) in self.trace.asked(log, &self.asked.from) {
            let row = log.table.row_at(entry.row);
            let cells = columns.iter().map(|column| row.cell(*column));
            if !self.register {
                found.asked += usize::from(cells.into_iter().any(names_a_record));
                continue;
            }
            let node = Node::of(at, index);
            let named = self.named(cells, entry.opened);
            let back = self.back.get(&node).into_iter().flatten().copied();
            let mut records: Vec<Node> = named.iter().filter_map(record).chain(back).collect();
            records.sort_unstable();
            records.dedup();
            let nothing = named.is_empty() && records.is_empty();
            let told = nothing && self.is_told(log, entry, node, &columns);
            any |= told;
            if nothing && !told {
                without += 1;
                if self.asked.owed && !columns.is_empty() {
                    self.owes(log, entry, found);
                }
                continue;
            }
            found.asked += 1;
            let before = found.breaks.len();
            self.unsound(log, entry, &named, found);
            self.rules((at, log), entry, &records, found);
            if found.breaks.len() > before {
                found.broken += 1;
                continue;
            }
            found.held += usize::from(told || !records.is_empty());
            // What breaks is no example of a chain that holds.
            found
                .pairs
                .extend(records.iter().map(|record| (node, *record)));
        }
        if !any && without > 0 && self.register {
            let name = &self.trace.catalogue.records.kinds[self.asked.to].name;
            let why = format!("no column of {} says which {name}", self.trace.file(log));
            let count = if self.asked.owed { without } else { 0 };
            found.untold.push(Untold::new(why, count));
        }
    }

    /// What the cells of a record name, each once.
    fn named<'c>(&self, cells: impl Iterator<Item = &'c str>, day: Option<Date>) -> Vec<Named> {
        let mut named: Vec<Named> = Vec::new();
        for cell in cells.filter(|cell| !cell.is_empty()) {
            for each in self.trace.numbers.in_cell(self.asked.to, cell, day) {
                if !named.contains(&each) {
                    named.push(each);
                }
            }
        }
        named
    }

    /// Whether another cell of a record names one: a sentence shows that the two belong
    /// together, not in which way.
    fn is_told(&self, log: &Log<'_>, entry: &Entry, node: Node, columns: &[usize]) -> bool {
        let row = log.table.row_at(entry.row);
        let own = log.column("id");
        let others = 0..log.table.header.len();
        let others = others.filter(|column| !columns.contains(column) && Some(*column) != own);
        let mut told = others.flat_map(|column| {
            let text = row.cell(column);
            self.trace.numbers.in_text(self.asked.to, text)
        });
        told.any(|told| told != node)
    }

    fn owes(&self, log: &Log<'_>, entry: &Entry, found: &mut TracedLink) {
        let called = self.trace.called(log, entry);
        let name = &self.trace.catalogue.records.kinds[self.asked.to].name;
        found.asked += 1;
        found.broken += 1;
        found.breaks(Break {
            fault: Fault::Lacks,
            what: format!("{called} names no {name}"),
            record: called,
            at: Some(self.trace.place(log, entry)),
            other: None,
        });
    }

    /// The numbers that lead nowhere.
    fn unsound(&self, log: &Log<'_>, entry: &Entry, named: &[Named], found: &mut TracedLink) {
        let kinds = &self.trace.catalogue.records.kinds;
        let (name, plural) = (&kinds[self.asked.to].name, &kinds[self.asked.to].plural);
        let called = self.trace.called(log, entry);
        for named in named {
            match named {
                Named::Record(_) => {}
                Named::Gone(number) => found.breaks(Break {
                    fault: Fault::Gone,
                    record: called.clone(),
                    what: format!("{called} names {number}, which no register of {plural} holds"),
                    at: Some(self.trace.place(log, entry)),
                    other: None,
                }),
                Named::Unknown(number, why) => {
                    let why = match why {
                        Why::OutsideTheRegister => {
                            format!("names {} from outside the time of the register", one(name))
                        }
                        Why::OfAnotherKind(kind) => {
                            let other = &kinds[*kind].name;
                            format!("names {} where {} is asked for", one(other), one(name))
                        }
                        Why::OfAnotherNumbering => {
                            format!("names a number that no register of {plural} gives")
                        }
                    };
                    found.cannot_tell(why, format!("{called} → {number}"));
                }
            }
        }
    }

    fn rules(
        &self,
        (at, log): (usize, &Log<'_>),
        entry: &Entry,
        records: &[Node],
        found: &mut TracedLink,
    ) {
        for record in records {
            let (other_log, other) = self.record(*record);
            for (index, rule) in self.asked.rules.iter().enumerate() {
                let pair = [(at, log, entry), (record.log as usize, other_log, other)];
                let spared = self.spared[index].contains(&(record.log, other.row));
                if spared || self.holds(index, rule, pair, records) {
                    continue;
                }
                let called = self.trace.called(log, entry);
                let named = self.trace.called(other_log, other);
                found.breaks(Break {
                    fault: Fault::Disagrees,
                    what: format!("{called} and {named}: {}", rule.says),
                    record: called,
                    at: Some(self.trace.place(log, entry)),
                    other: Some(self.trace.place(other_log, other)),
                });
            }
        }
    }

    fn holds(
        &self,
        index: usize,
        rule: &Rule,
        pair: [(usize, &Log<'_>, &Entry); 2],
        records: &[Node],
    ) -> bool {
        match &rule.check {
            Check::Order { needed, .. } => {
                let [first, then] = [0, 1].map(|end| self.days.of(index, end, pair));
                match (first, then) {
                    (Some(Said::Day(first)), Some(Said::Day(then))) => first <= then,
                    (Some(Said::Day(_)), Some(Said::Nothing)) => !needed,
                    _ => true,
                }
            }
            Check::States { when, not } => {
                let [(_, _, from), (_, _, to)] = pair;
                // Of several that belong to a record, one that was given up is no break.
                let other = |record: &Node| self.record(*record).1.state != Some(*not);
                let settled = *not == State::Ended && when.is_some() && records.iter().any(other);
                settled || to.state != Some(*not) || when.is_some() && from.state != *when
            }
        }
    }

    fn record(&self, node: Node) -> (&Log<'_>, &Entry) {
        let log = &self.trace.logs.logs[node.log as usize];
        (log, &log.entries[node.entry as usize])
    }
}

/// What a cell says of a day.
#[derive(Debug, Clone, Copy)]
enum Said {
    Day(Date),
    Nothing,
    /// Something that is no day.
    Unclear,
}

/// Where the days of rules stand: by rule, end and log the column and how it means its days.
struct Days(
    BTreeMap<(usize, usize, usize), (usize, Option<DayOrder>)>,
    Vec<[bool; 2]>,
);

impl Days {
    fn new(trace: &Trace<'_, '_>, asked: &Refers) -> Self {
        let mut columns = BTreeMap::new();
        let mut sides = Vec::new();
        for (rule, of) in asked.rules.iter().enumerate() {
            let Check::Order { first, then, .. } = &of.check else {
                sides.push([false, false]);
                continue;
            };
            let ends: [&Attribute; 2] = [first, then];
            sides.push(ends.map(|end| end.of_named));
            for (end, attribute) in ends.into_iter().enumerate() {
                let kind = if attribute.of_named {
                    asked.to
                } else {
                    asked.from.kind
                };
                for (at, log) in trace.logs_of(kind) {
                    if let Some(column) = log.column(&attribute.name) {
                        columns.insert((rule, end, at), (column, log.table.day_order(column)));
                    }
                }
            }
        }
        Self(columns, sides)
    }

    /// What a pair of records says of an end of a rule; nothing where no column is known.
    fn of(&self, rule: usize, end: usize, pair: [(usize, &Log<'_>, &Entry); 2]) -> Option<Said> {
        let (at, log, entry) = pair[usize::from(self.1[rule][end])];
        let (column, order) = *self.0.get(&(rule, end, at))?;
        let row = log.table.row_at(entry.row);
        Some(match row.day(column, order) {
            Some(day) => Said::Day(day),
            None if row.filled(column) => Said::Unclear,
            None => Said::Nothing,
        })
    }
}

/// By rule the records named for which it need not hold: their log and row.
fn spared(trace: &Trace<'_, '_>, asked: &Refers) -> Vec<FxHashSet<(u32, u32)>> {
    let rules = asked.rules.iter();
    let of = |rare: usize| {
        let logs = trace.logs_of(asked.to);
        logs.flat_map(move |(at, log)| {
            let rows = rare_rows(log, &log.kind().rare[rare]);
            rows.into_iter().map(move |row| (number(at), row))
        })
    };
    rules
        .map(|rule| rule.unless.into_iter().flat_map(of).collect())
        .collect()
}

/// The records that name others from the other side, by those that are named.
fn named_back(trace: &Trace<'_, '_>, asked: &Refers) -> FxHashMap<Node, Vec<Node>> {
    let mut back: FxHashMap<Node, Vec<Node>> = FxHashMap::default();
    for (at, log) in trace.logs_of(asked.to) {
        let columns = asked.back.iter().filter_map(|name| log.column(name));
        for column in columns {
            for (index, entry) in log.entries.iter().enumerate() {
                let cell = log.table.row_at(entry.row).cell(column);
                if cell.is_empty() {
                    continue;
                }
                let from = Node::of(at, index);
                let named = trace.numbers.in_cell(asked.from.kind, cell, entry.opened);
                for named in named.iter().filter_map(record) {
                    back.entry(named).or_default().push(from);
                }
            }
        }
    }
    back
}

fn record(named: &Named) -> Option<Node> {
    match named {
        Named::Record(node) => Some(*node),
        _ => None,
    }
}

/// A thing with its article.
fn one(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {name}")
}

/// Whether a cell seems to name a record of whose register nothing is known: all of it are
/// numbers, or one begins with letters.
fn names_a_record(cell: &str) -> bool {
    let mut words = cell.split_whitespace();
    let begins = |word: &str| {
        let letters = word.chars().take_while(|c| c.is_alphabetic()).count();
        letters > 1 && word.ends_with(|c: char| c.is_ascii_digit())
    };
    let all = |cell: &str| cell.bytes().all(|byte| !byte.is_ascii_alphabetic());
    words.any(begins) || cell.bytes().any(|byte| byte.is_ascii_digit()) && all(cell)
}

fn number(index: usize) -> u32 {
    crate::source::count(index)
}
