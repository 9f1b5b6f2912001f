//! What became of requests, read back from a list that came back filled in.
//!
//! A row is compared with what is recorded, and what differs becomes an entry; nothing that
//! somebody typed is passed over: it is recorded, columns of people's own included, or told
//! with its place. Lists come back late: of one that was written before the last entry, what
//! held when it was written is no news, and an empty cell empties nothing. The entries a list
//! knew stand in one of its columns; the others that only say something are not read.

use std::collections::{BTreeMap, BTreeSet};

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
    pub const GIVEN: [&str; 5] = ["Topic", "Why", "For example", "Period", "Seems to be here"];
    /// The entries there are.
    pub const SO_FAR: &str = "So far";
    /// All of them.
    pub const ALL: [&str; 15] = [
        ITEM, WHAT, MEMBER, DUE, STATE, SINCE, FILE, ANSWER, REMARK, GIVEN[0], GIVEN[1], GIVEN[2],
        GIVEN[3], GIVEN[4], SO_FAR,
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

/// What is recorded of a row.
struct Known<'a> {
    recorded: Recorded<'a>,
    /// Whether the list was written after the last entry: what is empty in it was emptied.
    is_current: bool,
}

impl Known<'_> {
    /// What a cell says, if it is new: neither what is recorded nor, in an older list, what was.
    fn changed(
        &self,
        cell: &Cell,
        before: &str,
        said: impl Fn(&Request) -> Option<&str>,
    ) -> Option<String> {
        let now = cell.plain();
        let mut entries = self.recorded.entries.iter();
        let is_old = !self.is_current
            && (now.is_empty() || entries.any(|entry| said(entry) == Some(now.as_str())));
        let is_known = is_old || is_same(&now, before) || cell.trouble().is_some();
        (!is_known).then_some(now)
    }

    /// What is new in columns of people's own.
    fn columns(&self, row: &Row) -> BTreeMap<String, String> {
        let cells = row.others(&heads::ALL);
        let changed = cells.filter_map(|(head, cell)| {
            let before = self.recorded.columns.get(head).copied().unwrap_or_default();
            let now = self.changed(cell, before, |entry| {
                entry.columns.get(head).map(String::as_str)
            })?;
            Some((head.to_owned(), now))
        });
        changed.collect()
    }
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
        let requests = self.against.requests;
        let recorded = Recorded::of(requests, &item, member.as_deref(), Date::MAX);
        let known = Known {
            is_current: row.cell(heads::SO_FAR).text == recorded.history().join("; "),
            recorded,
        };
        let (state, date) = self.moment(row, &known)?;
        let entry = Request {
            due: self.due(&row.cell(heads::DUE), &known),
            file: self.file(&row.cell(heads::FILE), known.recorded.file),
            note: known.changed(&row.cell(heads::REMARK), known.recorded.note, |entry| {
                entry.note.as_deref()
            }),
            answer: known.changed(&row.cell(heads::ANSWER), known.recorded.answer, |entry| {
                entry.answer.as_deref()
            }),
            columns: known.columns(row),
            item,
            member,
            state,
            date,
            by: self.against.by.to_owned(),
            location: Location::file(REQUESTS),
        };
        let says_more = entry.file.is_some()
            || entry.note.is_some()
            || entry.answer.is_some()
            || !entry.columns.is_empty();
        let as_before = match known.recorded.last() {
            Some(last) => (last.state, last.date, last.due) == (state, date, entry.due),
            None => {
                state == RequestState::Open && entry.due.is_none() && date == self.against.as_of
            }
        };
        let is_entry = says_more || !as_before;
        let as_of = self.against.as_of;
        if is_entry && date > as_of {
            let message = format!(
                "{date} is after {as_of}, the day assessed: it does not count before its day"
            );
            self.tell(&row.cell(heads::SINCE), &message);
        }
        is_entry.then_some(entry)
    }

    /// How far a row says that it has got, and since when; as it was where it says nothing new.
    fn moment(&mut self, row: &Row, known: &Known<'_>) -> Option<(RequestState, Date)> {
        let state = self.state(&row.cell(heads::STATE));
        let since = self.day(&row.cell(heads::SINCE));
        let as_of = self.against.as_of;
        let Some(last) = known.recorded.last() else {
            return Some((state.unwrap_or(RequestState::Open), since.unwrap_or(as_of)));
        };
        // A list that was written before says what held then: nothing new.
        let entries = &known.recorded.entries;
        let held = |entry: &&Request| Some(entry.state) == state && Some(entry.date) == since;
        let at_first = state == Some(RequestState::Open) && since.is_none();
        if !known.is_current && (at_first || entries.iter().any(held)) {
            return Some((last.state, last.date));
        }
        let state = state.unwrap_or(last.state);
        // The day of the state before says nothing of the new one.
        let is_news = state != last.state;
        let date = match since {
            Some(day) if !is_news || day != last.date => day,
            _ if is_news => as_of,
            _ => last.date,
        };
        if date < last.date {
            let message = format!(
                "{} of {date} lies before {} of {}, which stands; this row was not used",
                state.word(),
                last.state.word(),
                last.date
            );
            self.tell(&row.cell(heads::SINCE), &message);
            return None;
        }
        Some((state, date))
    }

    /// By when it is wanted.
    fn due(&mut self, cell: &Cell, known: &Known<'_>) -> Option<Date> {
        let before = known.recorded.last().and_then(|last| last.due);
        let due = self.day(cell);
        let is_old = !known.is_current
            && (due.is_none() || known.recorded.entries.iter().any(|entry| entry.due == due));
        if is_old || due.is_none() && !cell.text.is_empty() {
            before
        } else {
            due
        }
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
        let mut path = cell.plain();
        // As programs on Windows write it.
        let slashed = path.replace('\\', "/");
        if !(self.against.is_there)(&path) && (self.against.is_there)(&slashed) {
            path = slashed;
        }
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
