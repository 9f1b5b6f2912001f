//! What became of requests, read back from a list that came back filled in.
//!
//! A row is compared with what is recorded, and what differs becomes an entry; nothing that
//! somebody typed is passed over: it is recorded, columns of people's own included, or told
//! with its place. What stands in the columns that only say something is not read.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::read_back::{Cell, Row};
use crate::catalogue::{Catalogue, ItemId};
use crate::evidence::{DateReading, is_placeholder, read_date};
use crate::source::Location;
use crate::workspace::requests::{REQUESTS, Recorded, Request, RequestState};

/// The heads of a list of requests.
pub mod heads {
    /// The item.
    pub const ITEM: &str = "No.";
    /// What it is.
    pub const WHAT: &str = "What to send";
    /// The service, customer or supplier.
    pub const MEMBER: &str = "For";
    /// By when it is wanted.
    pub const DUE: &str = "Needed by";
    /// How far it has got.
    pub const STATE: &str = "State";
    /// Since which day.
    pub const SINCE: &str = "Since";
    /// The file that came.
    pub const FILE: &str = "File that came";
    /// What was answered.
    pub const ANSWER: &str = "Answer";
    /// Anything to remember.
    pub const REMARK: &str = "Remark";
    /// Heads of columns that are written anew each time.
    pub const GIVEN: [&str; 6] = [
        "Topic",
        "Why",
        "For example",
        "Period",
        "Seems to be here",
        "So far",
    ];
    /// All of them.
    pub const ALL: [&str; 15] = [
        ITEM, WHAT, MEMBER, DUE, STATE, SINCE, FILE, ANSWER, REMARK, GIVEN[0], GIVEN[1], GIVEN[2],
        GIVEN[3], GIVEN[4], GIVEN[5],
    ];
}

/// Words for states, beside those of the file.
const STATES: &[(&str, RequestState)] = &[
    ("offen", RequestState::Open),
    ("angefragt", RequestState::Asked),
    ("angefordert", RequestState::Asked),
    ("gefragt", RequestState::Asked),
    ("requested", RequestState::Asked),
    ("erinnert", RequestState::Chased),
    ("nachgefragt", RequestState::Chased),
    ("gemahnt", RequestState::Chased),
    ("reminded", RequestState::Chased),
    ("erhalten", RequestState::Received),
    ("eingegangen", RequestState::Received),
    ("angenommen", RequestState::Accepted),
    ("akzeptiert", RequestState::Accepted),
    ("abgenommen", RequestState::Accepted),
];

/// What a list is read against.
pub struct Against<'a> {
    /// What can be asked for.
    pub catalogue: &'a Catalogue,
    /// Services, customers and parties.
    pub names: Vec<&'a str>,
    /// What is recorded already.
    pub requests: &'a [Request],
    /// Who says what the list says.
    pub by: &'a str,
    /// The day of what bears none of its own.
    pub as_of: Date,
    /// Whether there is a file of the workspace.
    pub is_there: &'a dyn Fn(&str) -> bool,
}

/// What a list says that is not recorded yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// Entries to add.
    pub entries: Vec<Request>,
    /// What could not be used, each with its place.
    pub told: Vec<String>,
}

/// Works out what the rows of a list add.
#[must_use]
pub fn answers(rows: &[Row], against: &Against<'_>) -> Answers {
    let mut reading = Reading {
        against,
        done: BTreeSet::new(),
        out: Answers::default(),
    };
    for row in rows.iter().filter(|row| !row.is_empty()) {
        if let Some(entry) = reading.row(row) {
            reading.out.entries.push(entry);
        }
    }
    reading.out
}

struct Reading<'a> {
    against: &'a Against<'a>,
    done: BTreeSet<(ItemId, Option<String>)>,
    out: Answers,
}

impl Reading<'_> {
    fn tell(&mut self, cell: &Cell, message: &str) {
        self.out.told.push(format!("{}: {message}", cell.place));
    }

    fn row(&mut self, row: &Row) -> Option<Request> {
        let heads = row.others(&[]);
        for cell in heads.map(|(_, cell)| cell) {
            if let Some(trouble) = cell.trouble() {
                self.tell(cell, trouble);
            }
        }
        for cell in &row.headless {
            self.tell(
                cell,
                "stands below no head; give the column one, and it is kept",
            );
        }
        let (item, member) = self.thing(row)?;
        let against = self.against;
        let recorded = Recorded::of(against.requests, &item, member.as_deref(), Date::MAX);
        let last = recorded.last();
        let state = self
            .state(&row.cell(heads::STATE))
            .unwrap_or(recorded.state());
        let is_news = state != recorded.state();
        let since = self.day(&row.cell(heads::SINCE));
        // The day of the state before says nothing of the new one.
        let own = since.filter(|day| !is_news || last.is_none_or(|last| last.date != *day));
        let date = match last {
            _ if own.is_some() => own?,
            Some(last) if !is_news => last.date,
            _ => against.as_of,
        };
        if let Some(last) = last.filter(|last| date < last.date) {
            let message = format!(
                "{} of {date} lies before {} of {}, which stands; this row was not used",
                state.word(),
                last.state.word(),
                last.date
            );
            self.tell(&row.cell(heads::SINCE), &message);
            return None;
        }
        let due_cell = row.cell(heads::DUE);
        let due = match self.day(&due_cell) {
            None if !due_cell.text.is_empty() => last.and_then(|last| last.due),
            due => due,
        };
        let changed = |cell: Cell, before: &str| {
            let now = cell.plain();
            (!is_same(&now, before) && cell.trouble().is_none()).then_some(now)
        };
        let columns = row.others(&heads::ALL).filter_map(|(head, cell)| {
            let before = recorded.columns.get(head).copied().unwrap_or_default();
            Some((head.to_owned(), changed(cell.clone(), before)?))
        });
        let entry = Request {
            file: self.file(&row.cell(heads::FILE), recorded.file),
            note: changed(row.cell(heads::REMARK), recorded.note),
            answer: changed(row.cell(heads::ANSWER), recorded.answer),
            columns: columns.collect(),
            item,
            member,
            state,
            date,
            by: against.by.to_owned(),
            due,
            location: Location::file(REQUESTS),
        };
        let says_more = entry.file.is_some()
            || entry.note.is_some()
            || entry.answer.is_some()
            || !entry.columns.is_empty();
        let as_before = match last {
            Some(last) => !is_news && last.date == date && last.due == due,
            None => !is_news && due.is_none() && own.is_none(),
        };
        (says_more || !as_before).then_some(entry)
    }

    /// What a row is about.
    fn thing(&mut self, row: &Row) -> Option<(ItemId, Option<String>)> {
        let [number, member] = [heads::ITEM, heads::MEMBER].map(|head| row.cell(head));
        let item = number.text.parse::<ItemId>().ok();
        let item = item.filter(|item| self.against.catalogue.item(item).is_some());
        let Some(item) = item else {
            let message = format!(
                "\"{}\" is no document of the list; this row was not used",
                number.text
            );
            self.tell(&number, &message);
            return None;
        };
        let name = (!member.text.is_empty()).then(|| member.text.clone());
        if name
            .as_deref()
            .is_some_and(|name| !self.against.names.contains(&name))
        {
            let message = format!(
                "clausewise.toml names no service, customer or party \"{}\"; this row was not used",
                member.text
            );
            self.tell(&member, &message);
            return None;
        }
        let thing = (item, name);
        if !self.done.insert(thing.clone()) {
            self.tell(&number, "stands in a row above too; that row counts");
            return None;
        }
        Some(thing)
    }

    fn state(&mut self, cell: &Cell) -> Option<RequestState> {
        let word = cell.text.to_lowercase();
        let mut words = RequestState::WORDS.iter().chain(STATES);
        let known = words.find(|(known, _)| *known == word);
        if known.is_none() && !word.is_empty() {
            let words: Vec<&str> = RequestState::WORDS.iter().map(|(word, _)| *word).collect();
            let message = format!(
                "\"{}\" is no state; it is one of {}, and stays as it was",
                cell.text,
                words.join(", ")
            );
            self.tell(cell, &message);
        }
        known.map(|(_, state)| *state)
    }

    fn day(&mut self, cell: &Cell) -> Option<Date> {
        if cell.day.is_some() || cell.text.is_empty() {
            return cell.day;
        }
        let told = match read_date(&cell.text) {
            DateReading::Date(date) if date.exact => return Some(date.day),
            DateReading::Ambiguous(one, other) => format!("is {one} or {other}"),
            _ if is_placeholder(&cell.text) => "is no day; it counts as not known".to_owned(),
            _ => "is no day".to_owned(),
        };
        let message = format!("\"{}\" {told}; write it as 2026-03-31", cell.text);
        self.tell(cell, &message);
        None
    }

    /// The file that came, if it is another than the one known.
    fn file(&mut self, cell: &Cell, before: Option<&str>) -> Option<String> {
        let path = cell.plain();
        if path.is_empty() {
            if let Some(before) = before {
                let message = format!("{before} stays recorded as what came; requests.toml has it");
                self.tell(cell, &message);
            }
            return None;
        }
        if before == Some(path.as_str()) {
            return None;
        }
        if !(self.against.is_there)(&path) {
            let message = format!("there is no file {path} in the workspace; it was not recorded");
            self.tell(cell, &message);
            return None;
        }
        Some(path)
    }
}

/// Whether a cell says what is recorded; of what is too long for one it holds the beginning.
fn is_same(now: &str, before: &str) -> bool {
    let before = before.trim();
    let beginning = now.strip_suffix('…');
    now == before || beginning.is_some_and(|now| now.len() > 30_000 && before.starts_with(now))
}
