//! Who provides or operates what: services, components and processes by party, and whether the
//! organisation may be certified at all with so much of it in the hands of others.
//!
//! It rests on what `clausewise.toml` and `answers.toml` declare and on the agreements handed
//! over. What nobody declares is the organisation's own work; only a person can say otherwise.

use crate::assessment::{Assessment, State};
use crate::catalogue::{Catalogue, ClauseId, Target};
use crate::evidence::words::words;
use crate::evidence::{Document, Evidence, is_agreement, kind_of};
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
    /// The clause, where it is the whole of one.
    pub clause: Option<ClauseId>,
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
    let parties = workspace.settings.parties.iter();
    let agreements = agreements(evidence);
    let parties = parties.map(|party| PartyFound {
        name: party.name.clone(),
        kind: party.kind,
        agreements: agreements_with(evidence, &agreements, &party.name),
        control: party.control.clone(),
    });
    let parties: Vec<PartyFound> = parties.collect();
    let mut performed = declared(catalogue, workspace);
    let answered = answered(catalogue, workspace, &parties);
    for answered in answered {
        let same = |known: &Performed| known.what == answered.what && known.by == answered.by;
        if !performed.iter().any(same) {
            performed.push(answered);
        }
    }
    performed.sort_by(|a, b| (a.sort, &a.what, &a.by).cmp(&(b.sort, &b.what, &b.by)));
    Responsibilities {
        eligibility: eligibility(catalogue, workspace, assessment, &performed),
        parties,
        performed,
    }
}

fn eligibility(
    catalogue: &Catalogue,
    workspace: &Workspace,
    assessment: &Assessment,
    performed: &[Performed],
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
        let whole = performed.iter().filter_map(|known| known.clause.as_ref());
        whole.into_iter().any(|clause| clause.contains(id))
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

/// What the parties of the settings perform.
fn declared(catalogue: &Catalogue, workspace: &Workspace) -> Vec<Performed> {
    let settings = &workspace.settings;
    let parties = settings.parties.iter().enumerate();
    let all = parties.flat_map(|(at, party)| {
        party.performs.iter().map(move |what| {
            let target: Option<Target> = what.trim().parse().ok();
            let sort = match &target {
                Some(_) => Sort::Process,
                None if is_service(&settings.services, what) => Sort::Service,
                None => Sort::Component,
            };
            let name = target.as_ref().map(|target| named(catalogue, target, what));
            Performed {
                sort,
                what: name.unwrap_or_else(|| what.clone()),
                party: Some(at),
                by: party.name.clone(),
                clause: target.as_ref().and_then(whole),
                at: party.location.clone(),
            }
        })
    });
    all.collect()
}

/// What others are answered to perform.
fn answered(
    catalogue: &Catalogue,
    workspace: &Workspace,
    parties: &[PartyFound],
) -> Vec<Performed> {
    let answers = workspace.answers.iter();
    let answers = answers.filter(|answer| answer.kind == AnswerKind::PerformedBy);
    let all = answers.flat_map(|answer| {
        let by = answer.party.clone().unwrap_or_default();
        let party = parties.iter().position(|party| party.name == by);
        answer.about.iter().map(move |target| Performed {
            sort: Sort::Process,
            what: named(catalogue, target, &target.to_string()),
            party,
            by: by.clone(),
            clause: whole(target),
            at: answer.location.clone(),
        })
    });
    all.collect()
}

/// A clause that is wholly meant.
fn whole(target: &Target) -> Option<ClauseId> {
    match target {
        Target::Clause(id) => Some(id.clone()),
        Target::Requirement(_) | Target::Item(_) => None,
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
            line.map(|line| {
                catalogue.requirements[line]
                    .text
                    .trim_end_matches('.')
                    .to_owned()
            })
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

/// An agreement, by index in the evidence, with the words of its title and its name.
type Agreement<'e> = (usize, &'e Document, Vec<String>);

fn agreements(evidence: &Evidence) -> Vec<Agreement<'_>> {
    let documents = evidence.documents.iter().enumerate();
    let agreements = documents.filter(|(_, document)| {
        let agreement = kind_of(&document.metadata, &document.path).is_some_and(is_agreement);
        agreement && !document.set_aside
    });
    let titled = agreements.map(|(at, document)| {
        let mut title = words(&document.title());
        title.extend(words(document.path.rsplit('/').next().unwrap_or("")));
        (at, document, title)
    });
    titled.collect()
}

/// The agreements with a party: those that say so in their title or of themselves; only where there
/// are none, those that speak of it. An agreement with a customer may well name who works for it.
fn agreements_with(evidence: &Evidence, agreements: &[Agreement<'_>], party: &str) -> Vec<usize> {
    let with = agreements.iter().filter(|(_, document, title)| {
        let names = &evidence.names;
        let stated = document.metadata.suppliers.as_ref();
        let mut stated = stated.iter().flat_map(|stated| &stated.value);
        stated.any(|name| names.are(&words(name), party)) || names.in_title(title, party)
    });
    let with: Vec<usize> = with.map(|(at, ..)| *at).collect();
    if !with.is_empty() {
        return with;
    }
    let named = agreements.iter().map(|(at, ..)| *at);
    named.filter(|at| evidence.states_of(party, *at)).collect()
}
