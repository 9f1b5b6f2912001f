//! For which practice there is evidence of which service: a map of where to look, not a score.
//!
//! Evidence speaks for the services it names: in its metadata, its text, or in a column of its
//! rows. What names none may hold for all, which only a person can say: that is *partly*.

use std::collections::BTreeMap;

use crate::assessment::{Assessment, is_template};
use crate::catalogue::Catalogue;
use crate::evidence::words::words;
use crate::evidence::{ALL_SERVICES, Document, Evidence, Status};
use crate::records::Logs;
use crate::workspace::Workspace;

/// A service and what there is of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The service.
    pub service: String,
    /// One entry a practice, in the order of the catalogue.
    pub practices: Vec<Covered>,
}

/// Evidence of a service in a practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// How far it is covered.
    pub extent: Extent,
    /// The file behind it, by index in the evidence.
    pub document: Option<usize>,
    /// How many rows of it are about the service, where it is a register.
    pub rows: usize,
}

/// How far a service is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// No evidence of the practice speaks of it.
    None,
    /// There is evidence of the practice, and it names no service at all.
    Partly,
    /// Evidence of the practice names it, or says that it holds for all.
    Shown,
}

impl Extent {
    /// The word shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Partly => "partly",
            Self::Shown => "shown",
        }
    }
}

/// The coverage of each service in scope.
#[must_use]
pub fn coverage(
    catalogue: &Catalogue,
    workspace: &Workspace,
    evidence: &Evidence,
    assessment: &Assessment,
    logs: &Logs<'_>,
) -> Vec<Coverage> {
    let services = &workspace.settings.services;
    let rows = rows(evidence, logs, services);
    let mut found: Vec<Coverage> = { services.iter() }
        .map(|service| Coverage {
            service: service.clone(),
            practices: vec![Covered::nothing(); catalogue.practices.len()],
        })
        .collect();
    for (at, document) in evidence.documents.iter().enumerate() {
        if document.set_aside || !document.has_text() || covers_nothing(document) {
            continue;
        }
        let claimed = &assessment.claimed_for[at];
        let of = |practice: &usize| {
            let id = &catalogue.clauses[*practice].id;
            let mut claimed = claimed
                .iter()
                .map(|line| catalogue.requirements[*line].clause);
            claimed.any(|clause| id.contains(&catalogue.clauses[clause].id))
        };
        let practices = catalogue.practices.iter().enumerate();
        let practices: Vec<usize> = { practices.filter(|(_, practice)| of(practice)) }
            .map(|(index, _)| index)
            .collect();
        if practices.is_empty() {
            continue;
        }
        let spoken = spoken_of(evidence, at, services, rows.get(&at));
        for (service, coverage) in found.iter_mut().enumerate() {
            let (extent, rows) = spoken[service];
            for practice in &practices {
                coverage.practices[*practice].take(extent, at, rows);
            }
        }
    }
    found
}

impl Covered {
    fn nothing() -> Self {
        Self {
            extent: Extent::None,
            document: None,
            rows: 0,
        }
    }

    /// Takes the better of two; of equals that of more rows, else the first.
    fn take(&mut self, extent: Extent, document: usize, rows: usize) {
        if extent != Extent::None && (extent, rows) > (self.extent, self.rows) {
            *self = Self {
                extent,
                document: Some(document),
                rows,
            };
        }
    }
}

/// What is withdrawn covers nothing any more, and what is a draft nothing yet.
fn covers_nothing(document: &Document) -> bool {
    let status = document.metadata.status.as_ref();
    let stated = status.is_some_and(|status| {
        matches!(
            status.value,
            Status::Obsolete | Status::Draft | Status::InReview
        )
    });
    stated || is_template(document)
}

/// How far a document speaks of each service, with the rows about it.
fn spoken_of(
    evidence: &Evidence,
    at: usize,
    services: &[String],
    rows: Option<&Vec<usize>>,
) -> Vec<(Extent, usize)> {
    if let Some(rows) = rows {
        let extent = |count: &usize| {
            if *count > 0 {
                Extent::Shown
            } else {
                Extent::None
            }
        };
        return rows.iter().map(|count| (extent(count), *count)).collect();
    }
    let document = &evidence.documents[at];
    let mentioned = |name: &str| evidence.states_of(name, at);
    let title = words(&document.title());
    let stated = document.metadata.services.as_ref();
    let all = match stated {
        Some(names) => names.value.iter().any(|name| name == "all"),
        None => ALL_SERVICES.iter().any(|all| mentioned(all)),
    };
    let named = |service: &String| match stated {
        Some(names) => {
            let mut names = names.value.iter();
            names.any(|name| evidence.names.are(&words(name), service))
        }
        None => evidence.names.in_title(&title, service) || mentioned(service),
    };
    let named: Vec<bool> = services
        .iter()
        .map(|service| all || named(service))
        .collect();
    let any = named.contains(&true) || stated.is_some();
    let extent = |named: &bool| match (named, any) {
        (true, _) => Extent::Shown,
        (false, false) => Extent::Partly,
        (false, true) => Extent::None,
    };
    named.iter().map(|named| (extent(named), 0)).collect()
}

/// The rows about each service, by document, of the logs that say which service a row is about.
fn rows(evidence: &Evidence, logs: &Logs<'_>, services: &[String]) -> BTreeMap<usize, Vec<usize>> {
    let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for log in &logs.logs {
        if log.column("service").is_none() {
            continue;
        }
        let mut cells: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &log.entries {
            *cells.entry(log.cell(entry, "service")).or_default() += 1;
        }
        let counts = found
            .entry(log.document)
            .or_insert_with(|| vec![0; services.len()]);
        for (cell, number) in cells {
            let cell = words(cell);
            for (count, service) in counts.iter_mut().zip(services) {
                let named = evidence.names.in_title(&cell, service);
                *count += if named { number } else { 0 };
            }
        }
    }
    found
}
