//! The list of documents to ask for, as finished values: what the catalogue calls for, put
//! together with what was recorded of it and what has come in by itself.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::came::Came;
use crate::assessment::{Presence, akin, telling};
use crate::catalogue::{Catalogue, Clause, Item, ItemKind, Per, Requirement};
use crate::evidence::Evidence;
use crate::evidence::words::words;
use crate::output::{Tool, View};
use crate::workspace::requests::{Recorded, Request, RequestState};
use crate::workspace::{PartyKind, Settings};

/// The state of what is claimed or vouched for: nobody need send it.
pub const HERE: &str = "here";

/// Version of the JSON form of the list.
pub const REQUEST_SCHEMA: &str = "1";

/// Areas with more things to ask for are shown by the clauses below them.
const MANY: usize = 25;

/// The list.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct RequestView {
    pub schema_version: &'static str,
    pub tool: Tool,
    pub as_of: Date,
    pub organisation: Option<String>,
    pub counts: BTreeMap<&'static str, usize>,
    pub requests: Vec<RequestLine>,
}

/// One thing to ask for.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct RequestLine {
    pub item: String,
    #[serde(rename = "for")]
    pub member: Option<String>,
    pub group: String,
    pub what: String,
    pub kind: &'static str,
    pub called_for: &'static str,
    pub why: String,
    pub examples: Vec<String>,
    pub period: String,
    /// As recorded, or `here`: it has come without anything being recorded of it.
    pub state: &'static str,
    pub recorded: &'static str,
    /// `recorded`, `seen` (a file is claimed for it and shows it), `claimed` for it, `attested`
    /// (a note vouches for a file), `proposed` (a file could be it), or nothing.
    pub by: &'static str,
    pub files: Vec<String>,
    pub came: Option<String>,
    pub date: Option<Date>,
    pub who: Option<String>,
    pub due: Option<Date>,
    pub overdue_days: Option<i32>,
    pub note: Option<String>,
    pub answer: Option<String>,
    pub columns: BTreeMap<String, String>,
    pub history: Vec<String>,
}

impl RequestLine {
    /// What it is called with whom it is for.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.member {
            Some(member) => format!("{} {} ({member})", self.item, self.what),
            None => format!("{} {}", self.item, self.what),
        }
    }

    /// The files that are it, or could be, and what says so.
    #[must_use]
    pub fn here(&self) -> String {
        let files = self.files.join(", ");
        match self.by {
            "seen" => format!("{files} (claimed for it, and shows it)"),
            "claimed" => format!("{files} (claimed for it)"),
            "attested" => format!("{files} (vouched for in a note)"),
            "proposed" => format!("perhaps {files}"),
            _ => files,
        }
    }

    /// Whether it still has to come.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, "open" | "asked" | "chased")
    }
}

/// What the list is made of.
pub struct Sources<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The workspace's settings.
    pub settings: &'a Settings,
    /// The assessment, for what has come in.
    pub view: &'a View,
    /// What was read.
    pub evidence: &'a Evidence,
    /// What was recorded.
    pub requests: &'a [Request],
    /// After how many days a request is to be chased.
    pub chase_after: u16,
}

/// Builds the list.
#[must_use]
pub fn request_view(sources: &Sources<'_>) -> RequestView {
    let things = sources.things();
    let mut requests = Vec::new();
    for thing in &things {
        if sources.view.documents[thing.at].presence == Presence::NotNeeded.word() {
            continue;
        }
        let members = sources.members(thing.item);
        if members.is_empty() {
            requests.push(sources.line(thing, None));
        }
        for member in members {
            requests.push(sources.line(thing, Some(member)));
        }
    }
    let groups = groups(&things);
    let place = |line: &RequestLine| groups.iter().position(|group| *group == line.group);
    requests.sort_by_key(|line| place(line).unwrap_or(usize::MAX));
    let mut counts = BTreeMap::new();
    for line in &requests {
        *counts.entry(line.state).or_default() += 1;
        *counts.entry("overdue").or_default() += usize::from(line.overdue_days.is_some());
        let came = line.is_open() && line.by == "proposed";
        *counts.entry("came").or_default() += usize::from(came);
    }
    RequestView {
        schema_version: REQUEST_SCHEMA,
        tool: Tool::this(),
        as_of: sources.view.as_of,
        organisation: sources.view.organisation.name.clone(),
        counts,
        requests,
    }
}

/// A thing to ask for, with what holds of it for whomever it is asked.
pub(super) struct Thing<'a> {
    /// Its place among the catalogue's items.
    pub(super) at: usize,
    pub(super) item: &'a Item,
    /// The line that calls for it.
    first: Option<&'a Requirement>,
    /// The clause it stands in first.
    pub(super) clause: Option<&'a Clause>,
    /// The head it is listed under.
    group: &'a str,
    /// What has come in of it, for all together.
    pub(super) came: OnceCell<Came>,
}

impl<'a> Sources<'a> {
    /// All things of the catalogue.
    fn things(&self) -> Vec<Thing<'a>> {
        let catalogue = self.catalogue;
        let mut in_area = vec![0; catalogue.areas.len()];
        let mut things: Vec<Thing<'a>> = Vec::new();
        for (at, item) in catalogue.items.iter().enumerate() {
            let first = self.first_line(item);
            let clause = first.and_then(|line| catalogue.clause(&line.id.clause));
            if let Some(clause) = clause {
                in_area[catalogue.area_of(&clause.id)] += 1;
            }
            things.push(Thing {
                at,
                item,
                first,
                clause,
                group: "Other",
                came: OnceCell::new(),
            });
        }
        for thing in &mut things {
            if let Some(clause) = thing.clause {
                let has_many = in_area[catalogue.area_of(&clause.id)] > MANY;
                thing.group = self.group(clause, has_many);
            }
        }
        things
    }

    /// Each service, customer or supplier that has the thing for itself.
    fn members(&self, item: &Item) -> Vec<String> {
        let parties = |kinds: &[PartyKind]| -> Vec<String> {
            let parties = self.settings.parties.iter();
            let of = parties.filter(|party| kinds.contains(&party.kind));
            of.map(|party| party.name.clone()).collect()
        };
        match self.per(item) {
            Some(Per::Service) => self.settings.services.clone(),
            Some(Per::Customer) => self.settings.customers.clone(),
            Some(Per::Supplier) => parties(&[PartyKind::ExternalSupplier]),
            Some(Per::InternalSupplier) => {
                parties(&[PartyKind::InternalSupplier, PartyKind::CustomerAsSupplier])
            }
            None => Vec::new(),
        }
    }

    /// Whether most lines of a thing hold for each service, customer or supplier.
    fn per(&self, item: &Item) -> Option<Per> {
        let lines = item
            .requirements
            .iter()
            .map(|line| &self.catalogue.requirements[*line]);
        let own: Vec<_> = lines.filter(|line| line.same_as.is_none()).collect();
        let first = own.iter().find_map(|line| line.per)?;
        let held = own.iter().filter(|line| line.per == Some(first)).count();
        (held * 2 >= own.len()).then_some(first)
    }

    /// The line that calls for a thing: of the clause the catalogue names first, since others
    /// only repeat it.
    fn first_line(&self, item: &Item) -> Option<&'a Requirement> {
        let first = item.clauses.split([';', ' ']).next().unwrap_or("");
        let lines = || {
            let lines = item.requirements.iter();
            lines.map(|line| &self.catalogue.requirements[*line])
        };
        let named = lines().find(|line| line.id.clause.to_string() == first);
        let own = || lines().find(|line| line.same_as.is_none() && line.rest.is_none());
        named.or_else(own).or_else(|| lines().next())
    }

    /// The head that what stands in a clause is listed under: its area, or in an area with
    /// many things the clause below.
    fn group(&self, clause: &Clause, has_many: bool) -> &'a str {
        let area = &self.catalogue.areas[self.catalogue.area_of(&clause.id)];
        let groups = self
            .catalogue
            .clauses
            .iter()
            .filter(|known| !known.leaf && known.id != area.clause);
        let group = groups
            .filter(|known| known.id.contains(&clause.id))
            .min_by_key(|known| known.id.clone());
        match group {
            Some(group) if has_many => &group.name,
            _ => &area.title,
        }
    }

    fn line(&self, thing: &Thing<'_>, member: Option<String>) -> RequestLine {
        let item = thing.item;
        let as_of = self.view.as_of;
        let recorded = Recorded::of(self.requests, &item.id, member.as_deref(), as_of);
        let last = recorded.last();
        let (by, files) = if recorded.state() >= RequestState::Received {
            (
                "recorded",
                recorded.file.map(str::to_owned).into_iter().collect(),
            )
        } else {
            self.came(thing, member.as_deref())
        };
        let state = match by {
            "seen" | "claimed" | "attested" => HERE,
            _ => recorded.state().word(),
        };
        let each = match (self.per(item), &member) {
            (Some(per), None) => format!(", one for each {}", per.word().replace('-', " ")),
            _ => String::new(),
        };
        RequestLine {
            item: item.id.to_string(),
            group: thing.group.to_owned(),
            what: format!("{}{each}", item.name),
            kind: match item.kind {
                ItemKind::Document => "document",
                ItemKind::Record => "record",
            },
            called_for: item.called_for.word(),
            why: why(thing),
            examples: examples(item, thing.clause),
            period: self.period(item),
            state,
            recorded: recorded.state().word(),
            by,
            files,
            date: last.map(|last| last.date),
            who: last.map(|last| last.by.clone()),
            due: last.and_then(|last| last.due),
            overdue_days: last
                .filter(|_| state != HERE)
                .and_then(|last| self.overdue(last)),
            note: said(recorded.note),
            answer: said(recorded.answer),
            columns: recorded
                .columns
                .iter()
                .map(|(head, text)| ((*head).to_owned(), (*text).to_owned()))
                .collect(),
            came: recorded.file.map(str::to_owned),
            history: recorded.history(),
            member,
        }
    }

    /// For how many days a request waits that should have been answered.
    fn overdue(&self, last: &Request) -> Option<i32> {
        if !matches!(last.state, RequestState::Asked | RequestState::Chased) {
            return None;
        }
        let waits = jiff::Span::new().days(i64::from(self.chase_after));
        let due = last.due.or_else(|| last.date.checked_add(waits).ok())?;
        let late = (self.view.as_of - due).get_days();
        (late > 0).then_some(late)
    }

    /// What time the thing shall speak of.
    fn period(&self, item: &Item) -> String {
        let window = &self.view.window;
        match item.kind {
            ItemKind::Document => "the version in force".to_owned(),
            ItemKind::Record => format!("{} to {}", window.start, window.end),
        }
    }
}

/// The heads in the order of the catalogue's clauses.
fn groups<'a>(things: &[Thing<'a>]) -> Vec<&'a str> {
    let mut things: Vec<&Thing<'a>> = things.iter().collect();
    things.sort_by_key(|thing| thing.first.map(|line| line.id.clone()));
    let mut groups: Vec<&str> = Vec::new();
    for thing in things {
        if !groups.contains(&thing.group) {
            groups.push(thing.group);
        }
    }
    groups
}

fn why(thing: &Thing<'_>) -> String {
    let asks = match thing.item.called_for.word() {
        "explicit" => "asked for in writing",
        "reported" => "a report is asked for",
        _ => "hard to show without",
    };
    let clause = thing.clause.map_or_else(String::new, Clause::in_a_sentence);
    let text = thing.first.map_or("", |line| line.text.as_str());
    format!("{} {clause}, {asks}: {text}", thing.item.clauses)
}

/// Names under which such things are kept: typical evidence of the clause that speaks of it.
fn examples(item: &Item, clause: Option<&Clause>) -> Vec<String> {
    let named = telling(&item.name);
    let Some(clause) = clause else {
        return Vec::new();
    };
    let speaks = |evidence: &&String| {
        let has = words(evidence);
        named
            .iter()
            .any(|word| has.iter().any(|other| akin(word, other)))
    };
    clause
        .evidence
        .iter()
        .filter(speaks)
        .take(3)
        .cloned()
        .collect()
}

fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
