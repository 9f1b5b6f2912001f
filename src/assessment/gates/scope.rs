//! Do scope, service catalogue and agreements speak of the same services?

use super::short;
use crate::assessment::context::Context;
use crate::assessment::outcome::documents_of;
use crate::assessment::types::{Found, Naming, Verdict};
use crate::catalogue::{Form, Item, ItemKind, Per};
use crate::evidence::words::holds;
use crate::evidence::{is_agreement, is_record, kind_in, words};
use crate::source::Location;

/// The services in scope are those that scope statement, catalogue and agreements name.
pub(super) fn scope(context: &Context<'_>, wanted: &[usize]) -> (Verdict, String) {
    let services = &context.workspace.settings.services;
    if services.is_empty() {
        return (
            Verdict::CannotTell,
            "clausewise.toml names no services in scope".to_owned(),
        );
    }
    let mut lacking = Vec::new();
    let mut unseen = Vec::new();
    let mut beyond = Vec::new();
    for index in wanted {
        let item = &context.catalogue.items[*index];
        let naming = naming(context, *index);
        let listed = naming.beyond.iter();
        beyond.extend(listed.map(|(name, place)| format!("{name} ({place})")));
        if naming.documents.is_empty() {
            unseen.push(item.short.clone());
            continue;
        }
        let (mut unnamed, mut doubted) = (Vec::new(), Vec::new());
        for (service, found) in services.iter().zip(naming.found()) {
            match found {
                Found::Named => {}
                Found::InPassing(_) => doubted.push(service.clone()),
                Found::Nowhere => unnamed.push(service.clone()),
            }
        }
        if !doubted.is_empty() {
            let doubted = short(&doubted);
            unseen.push(format!("that {doubted} is covered by {}", item.short));
        }
        if !unnamed.is_empty() {
            lacking.push(format!("{} not named in {}", short(&unnamed), item.short));
        }
    }
    beyond.sort();
    beyond.dedup();
    let outside = (!beyond.is_empty()).then(|| {
        format!(
            "listed as a service, but neither in scope nor declared outside it: {}",
            short(&beyond)
        )
    });
    if !lacking.is_empty() {
        lacking.extend(outside);
        (Verdict::NotMet, lacking.join("; "))
    } else if let Some(outside) = outside {
        (Verdict::Concerns, outside)
    } else if !unseen.is_empty() {
        (
            Verdict::CannotTell,
            format!("not seen: {}", unseen.join("; ")),
        )
    } else {
        (
            Verdict::Met,
            format!("all {} services are named in each", services.len()),
        )
    }
}

/// What the documents of the items name that the chains of the catalogue lead over.
pub(in crate::assessment) fn namings(context: &Context<'_>) -> Vec<Naming> {
    let chains = &context.catalogue.chains;
    let links = chains.iter().flat_map(|chain| &chain.links);
    let items = links.filter_map(|link| match link.form {
        Form::Named(item) => Some(item),
        _ => None,
    });
    let mut items: Vec<usize> = items.collect();
    items.sort_unstable();
    items.dedup();
    items.iter().map(|item| naming(context, *item)).collect()
}

/// What the documents of an item name of the services in scope.
fn naming(context: &Context<'_>, index: usize) -> Naming {
    let item = &context.catalogue.items[index];
    let mut documents = claimed_for(context, item);
    // A day below its title makes a scope statement no record.
    let is_record = |at: usize| context.kinds[at].is_some_and(is_record);
    let records = item.kind == ItemKind::Record;
    documents
        .retain(|at| context.evidence.documents[*at].has_text() && (records || !is_record(*at)));
    let agreement = kind_in(&item.name).is_some_and(is_agreement);
    documents.retain(|at| !agreement || may_bind(context, *at));
    let all = documents.clone();
    documents.retain(|at| !agreement || !context.is_draft(*at));
    let in_passing = { context.workspace.settings.services.iter() }
        .map(|service| {
            let mut all = all.iter().copied();
            all.find(|at| context.names_in_passing(*at, service))
        })
        .collect();
    let services = context.workspace.settings.services.iter();
    let named = services.map(|service| {
        let mut documents = documents.iter().copied();
        documents.find(|at| names(context, *at, service))
    });
    Naming {
        item: index,
        named: named.collect(),
        in_passing,
        documents,
        beyond: match item.lists {
            Some(Per::Service) => listed_beyond(context, item),
            _ => Vec::new(),
        },
    }
}

/// Whether a document may be an agreement: it is one, or nothing tells what it is. What else
/// speaks of a service (a letter, a plan, a rule) agrees nothing, and may say that nothing is agreed.
fn may_bind(context: &Context<'_>, at: usize) -> bool {
    let document = &context.evidence.documents[at];
    let stated = document.metadata.kind.as_ref();
    if document.format.is_mail() {
        return stated.is_some_and(|kind| kind_in(&kind.value).is_some_and(is_agreement));
    }
    context.named_kinds[at]
        .or(context.kinds[at])
        .is_none_or(is_agreement)
}

/// The documents claimed for an item that count.
fn claimed_for(context: &Context<'_>, item: &Item) -> Vec<usize> {
    let mut documents: Vec<usize> = item
        .requirements
        .iter()
        .flat_map(|line| &context.claims.by_line[*line])
        .flat_map(|claimed| documents_of(context, claimed.piece))
        .filter(|at| context.counts(*at))
        .collect();
    documents.sort_unstable();
    documents.dedup();
    documents
}

/// The services that an item's documents list and that the scope does not know, each with
/// its place. A scope may cover some services only, but then it must say so.
fn listed_beyond(context: &Context<'_>, item: &Item) -> Vec<(String, Location)> {
    let settings = &context.workspace.settings;
    let known: Vec<Vec<String>> = settings
        .services
        .iter()
        .chain(&settings.outside)
        .map(|name| bare(name))
        .collect();
    claimed_for(context, item)
        .into_iter()
        .flat_map(|at| &context.evidence.documents[at].metadata.lists)
        .filter(|listed| {
            let name = bare(&listed.value);
            !known
                .iter()
                .any(|known| holds(&name, known) || holds(known, &name))
        })
        .map(|listed| (listed.value.clone(), listed.location.clone()))
        .collect()
}

/// The words of a service's name, without the word "service" itself.
fn bare(name: &str) -> Vec<String> {
    let all = words::words(name);
    let telling: Vec<String> = all
        .iter()
        .filter(|word| !matches!(word.as_str(), "service" | "services" | "dienst" | "dienste"))
        .cloned()
        .collect();
    if telling.is_empty() { all } else { telling }
}

fn names(context: &Context<'_>, at: usize, service: &str) -> bool {
    let evidence = context.evidence;
    let document = &evidence.documents[at];
    let stated = document.metadata.services.as_ref().is_some_and(|names| {
        let mut names = names.value.iter();
        names.any(|name| evidence.names.are(&words::words(name), service))
    });
    let titled = || {
        let title = words::words(&document.title());
        evidence.names.in_title(&title, service)
    };
    stated || titled() || context.mentions(at, service)
}
