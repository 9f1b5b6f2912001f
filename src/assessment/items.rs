//! The documented-information register: which of the documents and records the
//! standard calls for are there, in which file, in what condition.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::claims::{Level, Piece};
use super::context::{Context, status};
use super::control::is_controlled;
use super::could_be::lines_that_tell;
use super::outcome::documents_of;
use super::types::{ItemResult, Line, Presence, Standing, State};
use crate::catalogue::{Item, ItemKind, Proof};
use crate::evidence::{Particular, Status};

/// Most files named for one item.
const MOST_FILES: usize = 8;

/// Looks at every item.
#[must_use]
pub fn items(context: &Context<'_>, lines: &[Line]) -> Vec<ItemResult> {
    context
        .catalogue
        .items
        .par_iter()
        .enumerate()
        .map(|(index, item)| {
            let own: Vec<&Line> = lines_that_tell(context.catalogue, item)
                .into_iter()
                .map(|line| &lines[line])
                .collect();
            let mut result = ItemResult {
                item: index,
                presence: Presence::Unknown,
                files: Vec::new(),
                remarks: Vec::new(),
            };
            if !own.is_empty()
                && own.iter().all(|line| {
                    matches!(
                        line.standing,
                        Standing::NoOccurrence | Standing::NoSuchParty
                    )
                })
            {
                result.presence = Presence::NotNeeded;
                result.remarks.extend(own[0].remarks.first().cloned());
                return result;
            }
            let ranked = ranked(context, lines, item);
            result.files = ranked
                .iter()
                .map(|(_, path)| path.clone())
                .take(MOST_FILES)
                .collect();
            result.presence = presence(&own, &ranked);
            condition(context, item.kind, &ranked, &mut result);
            result
        })
        .collect()
}

fn presence(own: &[&Line], ranked: &[(usize, Arc<str>)]) -> Presence {
    let seen = |state: State| {
        own.iter()
            .any(|line| line.state == state && line.machine.is_some())
    };
    let nothing = ranked.is_empty() && !seen(State::Shown) && !seen(State::PartlyShown);
    if nothing && !seen(State::Claimed) {
        if own
            .iter()
            .any(|line| line.state == State::NotFound || line.state == State::Contrary)
        {
            return Presence::Absent;
        }
        return Presence::Unknown;
    }
    let substance: Vec<&&Line> = own
        .iter()
        .filter(|line| line.standing == Standing::Counts)
        .collect();
    let all_shown = substance.iter().all(|line| line.state == State::Shown);
    if !ranked.is_empty() && all_shown {
        Presence::Present
    } else if seen(State::Shown) || seen(State::PartlyShown) {
        Presence::Partial
    } else if seen(State::Claimed) {
        Presence::Claimed
    } else if !ranked.is_empty() && own.iter().any(|line| !line.found.is_empty()) {
        // What names its subject lies there, however little it says.
        Presence::Partial
    } else if own
        .iter()
        .any(|line| matches!(line.state, State::NotFound | State::Contrary))
    {
        Presence::Absent
    } else {
        Presence::Unknown
    }
}

/// The documents that show something of the item, those that show most first.
fn ranked(context: &Context<'_>, lines: &[Line], item: &Item) -> Vec<(usize, Arc<str>)> {
    let mut shown: BTreeMap<usize, usize> = BTreeMap::new();
    for index in &item.requirements {
        let seen = matches!(lines[*index].state, State::Shown | State::PartlyShown);
        let line = &context.catalogue.requirements[*index];
        for claimed in &context.claims.by_line[*index] {
            for at in documents_of(context, claimed.piece) {
                let ideas = context.shown(line, at);
                let needed = if line.proof == Proof::Document && item.kind == ItemKind::Document {
                    line.ideas.len()
                } else {
                    1
                };
                // Rows and periods show by being there, whatever words stand in them.
                let counted = seen && !matches!(claimed.piece, Piece::Document(_));
                // A claim on the whole of document control makes no file everything it lists.
                let offered = line.ideas.is_empty() && claimed.level != Level::Clause;
                let speaks = ideas > 0 || offered || counted;
                if speaks && context.evidence.documents[at].has_text() && context.counts(at) {
                    *shown.entry(at).or_default() += ideas * 10 + usize::from(ideas >= needed);
                }
            }
        }
    }
    let mut ranked: Vec<(usize, usize)> =
        shown.into_iter().map(|(at, ideas)| (ideas, at)).collect();
    ranked.sort_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
    ranked
        .into_iter()
        .map(|(_, at)| (at, context.evidence.documents[at].path.clone()))
        .collect()
}

/// A document that is only a draft, or not approved, is there in part.
fn condition(
    context: &Context<'_>,
    kind: ItemKind,
    ranked: &[(usize, Arc<str>)],
    result: &mut ItemResult,
) {
    let Some((first, path)) = ranked.first() else {
        return;
    };
    if kind != ItemKind::Document {
        return;
    }
    let document = &context.evidence.documents[*first];
    let draft = context.is_draft(*first);
    if draft {
        result.remarks.push(format!("{path} is a draft"));
        result.presence = result.presence.max(Presence::Partial);
    }
    let metadata = &document.metadata;
    let approved = status(document) == Some(Status::Approved)
        || metadata.approved_on.is_some()
        || metadata.approved_by.is_some();
    let mentioned = metadata.mention(Particular::Approval).is_some();
    let is_lacking = !approved && !draft && !mentioned;
    if is_lacking && is_controlled(context, *first) {
        result.remarks.push(format!("{path} shows no approval"));
    }
    if super::control::review_overdue(document, context.as_of) {
        result
            .remarks
            .push(format!("{path}: its review is overdue"));
    }
}
