//! What logs of records of one kind come to: how many, how fast, how old, what is missing, what
//! comes again.
//!
//! Figures show a person where to look and accuse nobody: no score rests on them. They speak of
//! the records opened in the time looked at, and of those without a day; how old open records
//! are is told of all that are open. A record that stands in several files counts once, closed if
//! one of them says so. The order of rows and files changes nothing.

mod ages;
mod groups;
mod lacking;
mod months;
mod repeats;
mod services;
mod times;
mod union;

use jiff::civil::Date;

use super::{Log, Logs};
use crate::catalogue::{Catalogue, Figure, State};

pub use groups::Group;
pub use lacking::Lacking;
pub use months::Month;
pub use repeats::Repeat;
pub use services::OfServices;
pub use times::Times;

use union::{Record, Union, unite};

/// The time that figures speak of, and the services of the scope.
#[derive(Debug, Clone, Copy)]
pub struct Period<'s> {
    /// The first day.
    pub start: Date,
    /// The last day, as of which ages are told.
    pub end: Date,
    /// The services in scope, by name.
    pub services: &'s [String],
}

/// The place of a record: the log, by its index in [`Logs::logs`], and the line of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The log.
    pub log: usize,
    /// The line, from 1.
    pub line: u32,
}

/// Places that are kept of what is counted.
const MOST_PLACES: usize = 20;

/// What the logs of a kind come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// The kind, by index in the catalogue.
    pub kind: usize,
    /// The logs, by index.
    pub logs: Vec<usize>,
    /// Records of the time looked at, those without a day among them.
    pub records: usize,
    /// Of these, those without a day.
    pub undated: usize,
    /// Records opened before the time looked at.
    pub before: usize,
    /// Records opened after its end.
    pub after: usize,
    /// Records that stand in several files and count once.
    pub in_several: usize,
    /// Days that can be read in two ways.
    pub unclear_days: usize,
    /// The first and the last day on which one was opened.
    pub days: Option<(Date, Date)>,
    /// How many are open, closed and given up; the rest says nothing of it.
    pub open: usize,
    /// Those that came to their end.
    pub closed: usize,
    /// Those that were given up.
    pub ended: usize,
    /// How long it took to close them.
    pub times: Option<Times>,
    /// By priority, the highest first; `None` where no column tells.
    pub priorities: Option<Vec<Group>>,
    /// By class, the most frequent first; `None` where no column tells.
    pub classes: Option<Vec<Group>>,
    /// Open ones, of all times: up to 30 days old, up to 90, older, and of unknown age.
    pub ageing: [usize; 4],
    /// The oldest of them: the day it was opened, and where it stands.
    pub oldest: Option<(Date, Place)>,
    /// Attributes that each must carry, and what lacks them.
    pub lacking: Vec<Lacking>,
    /// Those closed before they were opened: how many, and the first.
    pub reversed: (usize, Vec<Place>),
    /// Numbers that stand twice in one file: how many rows too many, and the first.
    pub duplicates: (usize, Vec<Place>),
    /// What comes again and again, the most frequent first.
    pub repeats: Vec<Repeat>,
    /// By month of the days on which they were opened, from the first to the last.
    pub months: Vec<Month>,
    /// Rare ones, in the order of the catalogue: how many, and the first; `None` where no column
    /// tells.
    pub rare: Vec<Option<(usize, Vec<Place>)>>,
    /// By service; `None` where no column tells.
    pub services: Option<OfServices>,
}

impl Figures {
    /// By kind that has logs, in the order of the catalogue.
    #[must_use]
    pub fn of_kinds(catalogue: &Catalogue, logs: &Logs<'_>, period: Period<'_>) -> Vec<Self> {
        let kinds = 0..catalogue.records.kinds.len();
        let of = |kind: usize| {
            let all = logs.logs.iter().enumerate();
            let of_kind = all.filter(|(_, log)| log.kind == kind);
            let of_kind: Vec<(usize, &Log<'_>)> = of_kind.collect();
            (!of_kind.is_empty()).then(|| Self::of(kind, &of_kind, period))
        };
        kinds.filter_map(of).collect()
    }

    /// Of some logs of one kind, with their indices.
    #[must_use]
    pub fn of(kind: usize, logs: &[(usize, &Log<'_>)], period: Period<'_>) -> Self {
        let Union {
            all,
            duplicates,
            in_several,
        } = unite(logs);
        let is_before = |day: Date| day < period.start;
        let is_after = |day: Date| day > period.end;
        let opened = |is: &dyn Fn(Date) -> bool| {
            let days = all.iter().filter_map(|record| record.entry.opened);
            days.filter(|day| is(*day)).count()
        };
        let within = |day: Date| !is_before(day) && !is_after(day);
        let counted = all.iter().copied();
        let counted = counted.filter(|record| record.entry.opened.is_none_or(within));
        let counted: Vec<Record<'_, '_>> = counted.collect();
        let days = || counted.iter().filter_map(|record| record.entry.opened);
        let in_state = |state: State| {
            let states = counted.iter().map(|record| record.entry.state);
            states.filter(|of| *of == Some(state)).count()
        };
        let reversed = counted.iter().filter(|record| {
            let took = record.entry.took;
            took.is_some_and(|took| took.minutes < 0)
        });
        let (ageing, oldest) = ages::ages(&all, period.end);
        let shows = |figure| {
            logs.iter()
                .any(|(_, log)| log.kind().shows.contains_key(&figure))
        };
        let took = counted.iter().filter_map(|record| record.entry.took);
        Self {
            kind,
            logs: logs.iter().map(|(at, _)| *at).collect(),
            records: counted.len(),
            undated: counted.len() - days().count(),
            before: opened(&is_before),
            after: opened(&is_after),
            in_several,
            unclear_days: logs.iter().map(|(_, log)| log.unclear_days).sum(),
            days: days().min().zip(days().max()),
            open: in_state(State::Open),
            closed: in_state(State::Closed),
            ended: in_state(State::Ended),
            times: Times::of(took),
            priorities: groups::priorities(logs, &counted),
            classes: groups::classes(logs, &counted),
            ageing,
            oldest,
            lacking: lacking::lacking(logs, &counted),
            reversed: first(reversed.map(Record::place)),
            duplicates: first(duplicates.into_iter()),
            repeats: if shows(Figure::Repeats) {
                repeats::repeats(&counted)
            } else {
                Vec::new()
            },
            months: months::months(&counted),
            rare: rare(logs, &counted),
            services: services::services(logs, &counted, period.services),
        }
    }
}

/// Rare ones among records that count.
fn rare(
    logs: &[(usize, &Log<'_>)],
    counted: &[Record<'_, '_>],
) -> Vec<Option<(usize, Vec<Place>)>> {
    let Some((_, any)) = logs.first() else {
        return Vec::new();
    };
    let mut places: Vec<Place> = counted.iter().map(Record::place).collect();
    places.sort_unstable();
    let kinds = any.kind().rare.iter();
    kinds
        .map(|rare| {
            let told = { logs.iter() }
                .filter(|(_, log)| log.tells(rare))
                .collect::<Vec<_>>();
            let found = told.iter().flat_map(|(at, log)| {
                let place = |line| Place { log: *at, line };
                log.rare(rare).map(move |entry| place(entry.line))
            });
            (!told.is_empty())
                .then(|| first(found.filter(|place| places.binary_search(place).is_ok())))
        })
        .collect()
}

/// How many there are, and the places of the first, in order.
fn first(places: impl Iterator<Item = Place>) -> (usize, Vec<Place>) {
    let mut places: Vec<Place> = places.collect();
    places.sort_unstable();
    let count = places.len();
    places.truncate(MOST_PLACES);
    (count, places)
}
