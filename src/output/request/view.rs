//! The list of documents to ask for, as finished values: what the catalogue calls for, put
//! together with what was recorded of it and what has come in by itself.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::assessment::{Presence, akin, telling};
use crate::catalogue::{Catalogue, Clause, Item, ItemKind, Per, Requirement};
use crate::evidence::words::words;
use crate::evidence::{Document, is_record, kind_of};
use crate::output::{Tool, View};
use crate::workspace::requests::{Request, RequestState};
use crate::workspace::{PartyKind, Settings};

/// Version of the JSON form of the list.
pub const REQUEST_SCHEMA: &str = "1";

/// Areas with more things to ask for are shown by the clauses below them.
const MANY: usize = 25;
/// Most files named for one thing.
const MOST_FILES: usize = 3;

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
    pub state: &'static str,
    /// `recorded`, `seen` (a file is claimed for it and shows it), `proposed` (a file could be
    /// it), or nothing.
    pub by: &'static str,
    pub files: Vec<String>,
    pub date: Option<Date>,
    pub who: Option<String>,
    pub due: Option<Date>,
    pub overdue_days: Option<i32>,
    pub note: Option<String>,
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
    /// The files that were read.
    pub documents: &'a [Document],
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
        let came = line.is_open() && !line.by.is_empty() && line.by != "recorded";
        *counts.entry("came").or_default() += usize::from(came);
    }
    RequestView {
        schema_version: REQUEST_SCHEMA,
        tool: Tool {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        },
        as_of: sources.view.as_of,
        organisation: sources.view.organisation.name.clone(),
        counts,
        requests,
    }
}

/// A thing to ask for, with what holds of it for whomever it is asked.
struct Thing<'a> {
    /// Its place among the catalogue's items.
    at: usize,
    item: &'a Item,
    /// The line that calls for it.
    first: Option<&'a Requirement>,
    /// The clause it stands in first.
    clause: Option<&'a Clause>,
    /// The head it is listed under.
    group: &'a str,
    /// What has come in of it, for all together.
    came: OnceCell<Came>,
}

/// How files came in, and each with the words it is called by.
struct Came {
    by: &'static str,
    files: Vec<(String, Vec<String>)>,
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
        let mut history: Vec<&Request> = self
            .requests
            .iter()
            .filter(|request| request.item == item.id && request.date <= self.view.as_of)
            .filter(|request| request.member.is_none() || request.member == member)
            .collect();
        history.sort_by_key(|request| request.date);
        let last = history.last().copied();
        let state = last.map_or(RequestState::Open, |last| last.state);
        let (by, files) = match last {
            Some(last) if state >= RequestState::Received => {
                ("recorded", last.file.iter().cloned().collect())
            }
            _ => self.came(thing, member.as_deref()),
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
            state: state.word(),
            by,
            files,
            date: last.map(|last| last.date),
            who: last.map(|last| last.by.clone()),
            due: last.and_then(|last| last.due),
            overdue_days: last.and_then(|last| self.overdue(last)),
            note: last.and_then(|last| last.note.clone()),
            history: history
                .iter()
                .map(|entry| format!("{} {} by {}", entry.date, entry.state.word(), entry.by))
                .collect(),
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

    /// Files that have come in for somebody, and how.
    fn came(&self, thing: &Thing<'_>, member: Option<&str>) -> (&'static str, Vec<String>) {
        let came = thing.came.get_or_init(|| self.all_that_came(thing));
        let mut files = match member {
            Some(member) => self.of_member(&came.files, member),
            None => came.files.iter().map(|(path, _)| path.clone()).collect(),
        };
        files.truncate(MOST_FILES);
        if files.is_empty() {
            ("", files)
        } else {
            (came.by, files)
        }
    }

    /// Files that have come in: claimed and shown, or such that could be the thing.
    fn all_that_came(&self, thing: &Thing<'_>) -> Came {
        let seen = &self.view.documents[thing.at];
        let there = [Presence::Present, Presence::Partial].map(Presence::word);
        let is_seen = there.contains(&seen.presence) && !seen.files.is_empty();
        let (by, files) = if is_seen {
            ("seen", seen.files.clone())
        } else {
            ("proposed", self.proposed(thing))
        };
        let called = |path: String| {
            let title = self.document(&path).map(Document::title);
            let words = words(&format!("{path} {}", title.unwrap_or_default()));
            (path, words)
        };
        Came {
            by,
            files: files.into_iter().map(called).collect(),
        }
    }

    fn document(&self, path: &str) -> Option<&'a Document> {
        let documents = self.documents;
        let at = documents.binary_search_by(|document| (*document.path).cmp(path));
        at.ok().map(|at| &documents[at])
    }

    /// Files that could be the thing: of its kind, and by their title named as it is.
    fn proposed(&self, thing: &Thing<'_>) -> Vec<String> {
        let item = thing.item;
        let named = telling(&item.short);
        let is_named = |document: &Document| {
            let mut text = document.title();
            text.push(' ');
            text.push_str(document.stem());
            let has = words(&text);
            !named.is_empty()
                && named
                    .iter()
                    .all(|word| has.iter().any(|other| akin(word, other)))
        };
        let is_kind = |document: &Document| {
            let kind = kind_of(&document.metadata, &document.path);
            let record = kind.is_some_and(is_record);
            kind.is_none() || record == (item.kind == ItemKind::Record)
        };
        let lines = item
            .requirements
            .iter()
            .map(|line| &self.view.requirements[*line]);
        let mut candidates: Vec<&String> = lines.flat_map(|line| &line.could_hold).collect();
        candidates.sort_unstable();
        candidates.dedup();
        let documents: Vec<&Document> = candidates
            .into_iter()
            .filter_map(|path| self.document(path))
            .collect();
        let mut files: Vec<&&Document> = documents
            .iter()
            .filter(|document| is_named(document))
            .collect();
        if files.is_empty() {
            files = documents
                .iter()
                .filter(|document| is_kind(document) && self.is_about(document, thing))
                .collect();
        }
        files
            .iter()
            .map(|document| document.path.to_string())
            .collect()
    }

    /// Whether the best hint for a file is the clause of the thing.
    fn is_about(&self, document: &Document, thing: &Thing<'_>) -> bool {
        let at = self
            .view
            .evidence
            .binary_search_by(|file| file.path.as_str().cmp(&document.path));
        let hint = at
            .ok()
            .and_then(|at| self.view.evidence[at].ideas_of.first());
        let clause = thing.clause.map(|clause| clause.id.to_string());
        hint.is_some_and(|hint| Some(&hint.clause) == clause.as_ref())
    }

    /// Those that name a service, customer or supplier; where none does, those that name no
    /// other.
    fn of_member(&self, files: &[(String, Vec<String>)], member: &str) -> Vec<String> {
        let that = |wanted: &dyn Fn(&[String]) -> bool| -> Vec<String> {
            let those = files.iter().filter(|(_, called)| wanted(called));
            those.map(|(path, _)| path.clone()).collect()
        };
        let is_named = |called: &[String], name: &[String]| name.iter().all(|w| called.contains(w));
        let member = words(member);
        let own = that(&|called| is_named(called, &member));
        if !own.is_empty() {
            return own;
        }
        let all: Vec<_> = self.settings.names().map(|name| words(name)).collect();
        that(&|called| !all.iter().any(|name| is_named(called, name)))
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
