//! The list of documents to ask for, as finished values: what the catalogue calls for, put
//! together with what was recorded of it and what has come in by itself.

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
    let mut requests = Vec::new();
    for (at, item) in sources.catalogue.items.iter().enumerate() {
        if sources.view.documents[at].presence == Presence::NotNeeded.word() {
            continue;
        }
        let members = sources.members(item);
        if members.is_empty() {
            requests.push(sources.line(at, item, None));
        }
        for member in members {
            requests.push(sources.line(at, item, Some(member)));
        }
    }
    let groups: Vec<String> = sources.groups();
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

impl Sources<'_> {
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
    fn first_line(&self, item: &Item) -> Option<&Requirement> {
        let first = item.clauses.split([';', ' ']).next().unwrap_or("");
        let lines = || {
            let lines = item.requirements.iter();
            lines.map(|line| &self.catalogue.requirements[*line])
        };
        let named = lines().find(|line| line.id.clause.to_string() == first);
        let own = || lines().find(|line| line.same_as.is_none() && line.rest.is_none());
        named.or_else(own).or_else(|| lines().next())
    }

    /// The clause a thing stands in first.
    fn clause(&self, item: &Item) -> Option<&Clause> {
        self.catalogue.clause(&self.first_line(item)?.id.clause)
    }

    /// The head a thing is listed under: its area, or in an area with many the clause below.
    fn group(&self, item: &Item) -> String {
        let Some(clause) = self.clause(item) else {
            return "Other".to_owned();
        };
        let area = self.catalogue.area_of(&clause.id);
        let in_area = self.catalogue.items.iter().filter(|other| {
            let other = self.clause(other);
            other.is_some_and(|other| self.catalogue.area_of(&other.id) == area)
        });
        let area = &self.catalogue.areas[area];
        let groups = self
            .catalogue
            .clauses
            .iter()
            .filter(|known| !known.leaf && known.id != area.clause);
        let group = groups
            .filter(|known| known.id.contains(&clause.id))
            .min_by_key(|known| known.id.clone());
        match group {
            Some(group) if in_area.count() > MANY => group.name.clone(),
            _ => area.title.clone(),
        }
    }

    /// The heads in the order of the catalogue's clauses.
    fn groups(&self) -> Vec<String> {
        let mut items: Vec<&Item> = self.catalogue.items.iter().collect();
        items.sort_by_key(|item| self.first_line(item).map(|line| line.id.clone()));
        let mut groups: Vec<String> = Vec::new();
        for item in items {
            let group = self.group(item);
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        groups
    }

    fn line(&self, at: usize, item: &Item, member: Option<String>) -> RequestLine {
        let clause = self.clause(item);
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
            _ => self.came(at, item, member.as_deref()),
        };
        let each = match (self.per(item), &member) {
            (Some(per), None) => format!(", one for each {}", per.word().replace('-', " ")),
            _ => String::new(),
        };
        RequestLine {
            item: item.id.to_string(),
            group: self.group(item),
            what: format!("{}{each}", item.name),
            kind: match item.kind {
                ItemKind::Document => "document",
                ItemKind::Record => "record",
            },
            called_for: item.called_for.word(),
            why: self.why(item, clause),
            examples: examples(item, clause),
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

    fn why(&self, item: &Item, clause: Option<&Clause>) -> String {
        let first = self.first_line(item);
        let asks = match item.called_for.word() {
            "explicit" => "asked for in writing",
            "reported" => "a report is asked for",
            _ => "hard to show without",
        };
        let name = clause.map_or_else(String::new, Clause::in_a_sentence);
        let text = first.map_or("", |line| line.text.as_str());
        format!("{} {name}, {asks}: {text}", item.clauses)
    }

    /// What time the thing shall speak of.
    fn period(&self, item: &Item) -> String {
        let window = &self.view.window;
        match item.kind {
            ItemKind::Document => "the version in force".to_owned(),
            ItemKind::Record => format!("{} to {}", window.start, window.end),
        }
    }

    /// Files that have come in: claimed and shown, or such that could be the thing.
    fn came(&self, at: usize, item: &Item, member: Option<&str>) -> (&'static str, Vec<String>) {
        let seen = &self.view.documents[at];
        let there = [Presence::Present, Presence::Partial].map(Presence::word);
        let mut by = "seen";
        let mut files: Vec<String> = Vec::new();
        if there.contains(&seen.presence) {
            files.clone_from(&seen.files);
        }
        if files.is_empty() {
            by = "proposed";
            files = self.proposed(item);
        }
        if let Some(member) = member {
            files = self.of_member(files, member);
        }
        files.truncate(MOST_FILES);
        if files.is_empty() {
            ("", files)
        } else {
            (by, files)
        }
    }

    /// Files that could be the thing: of its kind, and by their title named as it is.
    fn proposed(&self, item: &Item) -> Vec<String> {
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
        let at = |path: &str| {
            let found = self
                .documents
                .binary_search_by(|document| (*document.path).cmp(path));
            found.ok().map(|at| &self.documents[at])
        };
        let documents: Vec<&Document> =
            candidates.into_iter().filter_map(|path| at(path)).collect();
        let mut files: Vec<&&Document> = documents
            .iter()
            .filter(|document| is_named(document))
            .collect();
        if files.is_empty() {
            files = documents
                .iter()
                .filter(|document| is_kind(document) && self.is_about(document, item))
                .collect();
        }
        files
            .iter()
            .map(|document| document.path.to_string())
            .collect()
    }

    /// Whether the best hint for a file is the clause of the thing.
    fn is_about(&self, document: &Document, item: &Item) -> bool {
        let at = self
            .view
            .evidence
            .binary_search_by(|file| file.path.as_str().cmp(&document.path));
        let hint = at
            .ok()
            .and_then(|at| self.view.evidence[at].ideas_of.first());
        let clause = self.clause(item).map(|clause| clause.id.to_string());
        hint.is_some_and(|hint| Some(&hint.clause) == clause.as_ref())
    }

    /// Those that name a service, customer or supplier; all of them where none names any.
    fn of_member(&self, files: Vec<String>, member: &str) -> Vec<String> {
        let names = |path: &String, member: &str| {
            let at = self
                .documents
                .binary_search_by(|document| (*document.path).cmp(path));
            let title = at.map_or_else(|_| String::new(), |at| self.documents[at].title());
            let has = words(&format!("{path} {title}"));
            words(member).iter().all(|word| has.contains(word))
        };
        let (own, others): (Vec<String>, Vec<String>) =
            files.into_iter().partition(|path| names(path, member));
        if !own.is_empty() {
            return own;
        }
        let settings = self.settings;
        let parties = settings.parties.iter().map(|party| &party.name);
        let all: Vec<&String> = settings
            .services
            .iter()
            .chain(&settings.customers)
            .chain(parties)
            .collect();
        others
            .into_iter()
            .filter(|path| !all.iter().any(|name| names(path, name)))
            .collect()
    }
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
