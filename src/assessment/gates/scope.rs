//! Do scope, service catalogue and agreements speak of the same services?

use super::short;
use crate::assessment::context::Context;
use crate::assessment::outcome::documents_of;
use crate::assessment::types::{Found, Naming, Verdict};
use crate::catalogue::{Form, Item, ItemKind, Per};
use crate::evidence::words::holds;
use crate::evidence::{Document, Titles, is_agreement, is_record, kind_in, words};
use crate::source::{Location, few};

/// Most files named that may name a service.
const MOST_FILES: usize = 2;

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
        let (open, unnamed): (Vec<_>, Vec<_>) = { unnamed.into_iter() }
            .map(|service| (unplaced(context, item, &service), service))
            .partition(|(files, _)| !files.is_empty());
        unseen.extend(open.iter().map(|(files, service)| {
            let item = &item.short;
            let files = few(files, MOST_FILES);
            format!("that {service} is named in {item} (not claimed for that, and may be: {files})")
        }));
        if !unnamed.is_empty() {
            let unnamed: Vec<String> = unnamed.into_iter().map(|(_, service)| service).collect();
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
    } else if let Some(mut outside) = outside {
        if !unseen.is_empty() {
            outside.push_str(&format!("; not seen: {}", unseen.join("; ")));
        }
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

/// The files that may name a service as an item's documents do and were claimed for nothing of it,
/// those first that name it: as long as there is one, nobody can say that the item leaves the
/// service out.
fn unplaced(context: &Context<'_>, item: &Item, service: &str) -> Vec<String> {
    let mut titles = Titles::default();
    for title in &item.titles {
        titles.add(0, title);
    }
    let titled = |document: &Document| {
        [document.title().as_str(), document.stem()]
            .iter()
            .any(|title| !titles.all_in(title).is_empty())
    };
    let claimed = claimed_for(context, item);
    let documents = 0..context.evidence.documents.len();
    let open = documents.filter(|at| claimed.binary_search(at).is_err() && context.counts(*at));
    let mut files: Vec<(bool, &str)> = open
        .filter_map(|at| {
            let document = &context.evidence.documents[at];
            let free = context.claims.by_document[at].is_empty() && document.series.is_empty();
            if !document.has_text() {
                let name = words::words(document.stem());
                let told = titled(document) || context.evidence.names.in_title(&name, service);
                return (context.unread.contains(&at) && told).then_some((true, &*document.path));
            }
            let names = names(context, at, service) || context.names_in_passing(at, service);
            let may_be = is_of_kind(context, item, at)
                && (titled(document) && (free || names) || free && is_about(context, item, at));
            // What is about something else by all appearances is none of them for a name in it.
            let may_name = free && names && context.hints[at].is_empty();
            (may_be || may_name && is_of_kind(context, item, at))
                .then_some((!names, &*document.path))
        })
        .collect();
    files.sort_unstable();
    files.iter().map(|(_, path)| (*path).to_owned()).collect()
}

/// Whether a file is about an item by all appearances, or says all that a line of it asks.
fn is_about(context: &Context<'_>, item: &Item, at: usize) -> bool {
    let document = &context.evidence.documents[at];
    item.requirements.iter().any(|line| {
        let clause = &context.catalogue.requirements[*line].id.clause;
        let mut hints = context.hints[at].iter();
        hints.any(|hint| context.catalogue.clauses[hint.clause].id.contains(clause))
            || document
                .holds
                .iter()
                .any(|held| usize::from(*held) == *line)
    })
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
    documents
        .retain(|at| context.evidence.documents[*at].has_text() && is_of_kind(context, item, *at));
    let agreement = kind_in(&item.name).is_some_and(is_agreement);
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

/// Whether a document may be what an item is.
fn is_of_kind(context: &Context<'_>, item: &Item, at: usize) -> bool {
    // A day below its title makes a scope statement no record.
    let is_record = context.kinds[at].is_some_and(is_record);
    let agreement = kind_in(&item.name).is_some_and(is_agreement);
    (item.kind == ItemKind::Record || !is_record) && (!agreement || may_bind(context, at))
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
