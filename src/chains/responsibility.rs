//! Who provides or operates what: services, components and processes by party, and whether the
//! organisation may be certified at all with so much of it in the hands of others.
//!
//! It rests on what `clausewise.toml` and `answers.toml` declare and on the agreements handed
//! over. What nobody declares is the organisation's own work; only a person can say otherwise.

use crate::assessment::{Assessment, State};
use crate::catalogue::{Catalogue, ClauseId, Target};
use crate::evidence::{Evidence, is_agreement};
use crate::source::Location;
use crate::workspace::{AnswerKind, PartyKind, Workspace};

/// Who does what.
#[derive(Debug, Clone, PartialEq)]
pub struct Responsibilities {
    /// Whether others do everything.
    pub eligibility: Eligibility,
    /// The other parties, in the order declared.
    pub parties: Vec<PartyFound>,
    /// What is in the hands of others, services first, then components, then processes.
    pub performed: Vec<Performed>,
}

/// Whether other parties provide or operate everything in scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Eligibility {
    /// Services in scope, and those of them that others provide or operate.
    pub services: (usize, usize),
    /// Practices, and those of them that others operate.
    pub practices: (usize, usize),
    /// The requirements that ask it, by index, each with its state.
    pub lines: Vec<(usize, State)>,
    /// What follows.
    pub verdict: Eligible,
}

/// Whether an organisation is eligible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eligible {
    /// Nothing says that others do everything, and the evidence shows who is accountable.
    Yes,
    /// Nothing says that others do everything, and who is accountable is not shown.
    CannotTell,
    /// All services, or all practices, are in the hands of others.
    No,
}

impl Eligible {
    /// The words shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "eligible",
            Self::CannotTell => "cannot tell",
            Self::No => "not eligible",
        }
    }
}

/// A party and its agreements.
#[derive(Debug, Clone, PartialEq)]
pub struct PartyFound {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PartyKind,
    /// The agreements with it, by index in the evidence.
    pub agreements: Vec<usize>,
    /// The evidence of control over it.
    pub control: Vec<String>,
}

/// What a party performs.
#[derive(Debug, Clone, PartialEq)]
pub struct Performed {
    /// What sort of thing it is.
    pub sort: Sort,
    /// What, in words.
    pub what: String,
    /// The party, by index in [`Responsibilities::parties`].
    pub party: Option<usize>,
    /// Its name as it was written.
    pub by: String,
    /// Where that is declared.
    pub at: Location,
}

/// What can be in the hands of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A service in scope.
    Service,
    /// A part of services.
    Component,
    /// A process, or part of one.
    Process,
}

impl Sort {
    /// The word shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Component => "component",
            Self::Process => "process",
        }
    }
}

/// Finds who does what.
#[must_use]
pub fn responsibilities(
    catalogue: &Catalogue,
    workspace: &Workspace,
    evidence: &Evidence,
    assessment: &Assessment,
) -> Responsibilities {
    let settings = &workspace.settings;
    let parties = settings.parties.iter().map(|party| PartyFound {
        name: party.name.clone(),
        kind: party.kind,
        agreements: agreements(evidence, &party.name),
        control: party.control.clone(),
    });
    let parties: Vec<PartyFound> = parties.collect();
    let mut performed = Vec::new();
    let mut processes: Vec<(bool, ClauseId)> = Vec::new();
    for (at, party) in settings.parties.iter().enumerate() {
        for what in &party.performs {
            let target: Option<Target> = what.trim().parse().ok();
            let (sort, name) = match &target {
                Some(target) => (Sort::Process, named(catalogue, target, what)),
                None if is_service(settings.services.as_slice(), what) => {
                    (Sort::Service, what.clone())
                }
                None => (Sort::Component, what.clone()),
            };
            processes.extend(target.iter().filter_map(|target| whole(target)));
            performed.push(Performed {
                sort,
                what: name,
                party: Some(at),
                by: party.name.clone(),
                at: party.location.clone(),
            });
        }
    }
    for answer in &workspace.answers {
        if answer.kind != AnswerKind::PerformedBy {
            continue;
        }
        let by = answer.party.clone().unwrap_or_default();
        let party = parties.iter().position(|party| party.name == by);
        for target in &answer.about {
            processes.extend(whole(target));
            let what = named(catalogue, target, &target.to_string());
            let same = |known: &Performed| known.what == what && known.by == by;
            if !performed.iter().any(same) {
                performed.push(Performed {
                    sort: Sort::Process,
                    what,
                    party,
                    by: by.clone(),
                    at: answer.location.clone(),
                });
            }
        }
    }
    performed.sort_by(|a, b| (a.sort, &a.what, &a.by).cmp(&(b.sort, &b.what, &b.by)));
    Responsibilities {
        eligibility: eligibility(catalogue, workspace, assessment, &performed, &processes),
        parties,
        performed,
    }
}

fn eligibility(
    catalogue: &Catalogue,
    workspace: &Workspace,
    assessment: &Assessment,
    performed: &[Performed],
    processes: &[(bool, ClauseId)],
) -> Eligibility {
    let services = &workspace.settings.services;
    let by_others = |service: &&String| {
        let is = |known: &&Performed| known.sort == Sort::Service;
        let mut known = performed.iter().filter(is);
        known.any(|known| same_name(&known.what, service))
    };
    let lost = services.iter().filter(by_others).count();
    let practices = catalogue.practices.iter().filter(|practice| {
        let id = &catalogue.clauses[**practice].id;
        processes.iter().any(|(whole, clause)| *whole && clause.contains(id))
    });
    let practices = (catalogue.practices.len(), practices.count());
    let lines = catalogue.eligibility.iter();
    let lines: Vec<(usize, State)> = lines
        .map(|line| (*line, assessment.lines[*line].state))
        .collect();
    let all = |(all, lost): (usize, usize)| all > 0 && all == lost;
    let verdict = if all((services.len(), lost)) || all(practices) {
        Eligible::No
    } else if !lines.is_empty() && lines.iter().all(|(_, state)| *state == State::Shown) {
        Eligible::Yes
    } else {
        Eligible::CannotTell
    };
    Eligibility {
        services: (services.len(), lost),
        practices,
        lines,
        verdict,
    }
}

/// A clause that is wholly meant.
fn whole(target: &Target) -> Option<(bool, ClauseId)> {
    match target {
        Target::Clause(id) => Some((true, id.clone())),
        Target::Requirement(id) => Some((false, id.clause.clone())),
        Target::Item(_) => None,
    }
}

/// What a clause or requirement is called.
fn named(catalogue: &Catalogue, target: &Target, text: &str) -> String {
    let called = match target {
        Target::Clause(id) => {
            let clause = catalogue.clauses.iter().find(|clause| clause.id == *id);
            clause.map(|clause| clause.name.clone())
        }
        Target::Requirement(id) => {
            let line = catalogue.requirement(id);
            line.map(|line| catalogue.requirements[line].text.trim_end_matches('.').to_owned())
        }
        Target::Item(_) => None,
    };
    called.map_or_else(|| text.to_owned(), |called| format!("{called} ({target})"))
}

fn is_service(services: &[String], what: &str) -> bool {
    services.iter().any(|service| same_name(service, what))
}

fn same_name(a: &str, b: &str) -> bool {
    use crate::evidence::words::words;
    words(a) == words(b)
}

/// The agreements that name a party.
fn agreements(evidence: &Evidence, party: &str) -> Vec<usize> {
    let mentions = evidence.mentions.get(party).map(Vec::as_slice).unwrap_or_default();
    let documents = evidence.documents.iter().enumerate();
    let of = documents.filter(|(at, document)| {
        let kind = document.metadata.kind.as_ref();
        let stated = document.metadata.suppliers.as_ref();
        let stated = stated.is_some_and(|stated| {
            stated.value.iter().any(|name| same_name(name, party))
        });
        let title = crate::evidence::words::words(&document.title());
        let name = crate::evidence::words::words(party);
        let titled = title.windows(name.len().max(1)).any(|window| window == name);
        !document.set_aside
            && kind.is_some_and(|kind| is_agreement(&kind.value))
            && (stated || titled || mentions.binary_search(at).is_ok())
    });
    of.map(|(at, _)| at).collect()
}
