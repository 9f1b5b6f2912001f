//! Requirements to be met for each service, customer or supplier: one good member does not
//! stand for all.

use std::sync::Arc;

use super::proof::by_proof;
use crate::assessment::claims::Claimed;
use crate::assessment::context::Context;
use crate::assessment::outcome::{Outcome, documents_of};
use crate::assessment::share::Share;
use crate::assessment::types::State;
use crate::catalogue::{Per, Requirement};

/// The outcome from evidence, looked at member by member where that is asked for.
pub(super) fn evidence_outcome(
    context: &Context<'_>,
    line: &Requirement,
    claimed: &[Claimed],
) -> (Outcome, Vec<(String, Option<Share>)>) {
    let Some(per) = line.per else {
        return (by_proof(context, line, claimed), Vec::new());
    };
    let population = context.population(per);
    let mut whole = by_proof(context, line, claimed);
    if population.is_empty() || claimed.is_empty() {
        if population.is_empty() && whole.share.is_some() {
            whole.remarks.push(format!(
                "clausewise.toml names no {}s, so each could not be looked at",
                noun(per)
            ));
        }
        return (whole, Vec::new());
    }
    let parts: Vec<(String, Outcome)> = population
        .iter()
        .map(|member| {
            let theirs: Vec<Claimed> = claimed
                .iter()
                .filter(|claimed| context.speaks_for(claimed.piece, per, member))
                .copied()
                .collect();
            (member.0.clone(), by_proof(context, line, &theirs))
        })
        .collect();
    let members = parts
        .iter()
        .map(|(name, outcome)| (name.clone(), outcome.share))
        .collect();
    if whole.share.is_none() {
        return (whole, members);
    }
    let named_in = |name: &str| named_in(context, claimed, name);
    unite(&mut whole, &parts, per, named_in);
    (whole, members)
}

/// The worst member governs; where one has no evidence at all, the share of what the
/// members show, at most half. Never less than what the same evidence would score
/// with a member missing, so that handing over more never costs.
fn unite(
    whole: &mut Outcome,
    parts: &[(String, Outcome)],
    per: Per,
    named_in: impl Fn(&str) -> Option<Arc<str>>,
) {
    let shares: Vec<Share> = parts
        .iter()
        .map(|(_, outcome)| outcome.share.unwrap_or_default())
        .collect();
    let mean = Share::mean(shares.iter().map(|share| (*share, 1)))
        .unwrap_or_default()
        .min(Share::HALF);
    let worst = shares.iter().copied().min().unwrap_or_default();
    let lacking: Vec<&str> = parts
        .iter()
        .filter(|(_, outcome)| outcome.share.is_none_or(|share| share == Share::NONE))
        .map(|(name, _)| name.as_str())
        .collect();
    let named: Vec<Option<Arc<str>>> = lacking.iter().map(|name| named_in(name)).collect();
    let of_lacking = || lacking.iter().zip(&named);
    let unnamed: Vec<&str> = of_lacking()
        .filter(|(_, named)| named.is_none())
        .map(|(name, _)| *name)
        .collect();
    let doubts = of_lacking().filter_map(|(name, named)| {
        let path = named.as_ref()?;
        Some(format!(
            "whether it holds for the {} {name}: {path} names it, and nothing was recognised that \
             is said of it",
            noun(per)
        ))
    });
    let none_for = || format!("no evidence for the {} {}", noun(per), unnamed.join(", "));
    let speaks_for_none = parts.iter().all(|(_, outcome)| outcome.share.is_none());
    if speaks_for_none && matches!(whole.state, State::Shown | State::PartlyShown) {
        whole.share = None;
        whole.state = State::NotSeen;
        whole.found.clear();
        whole.missing.clear();
        if !unnamed.is_empty() {
            whole.missing.push(none_for());
        }
        whole.look_at.extend(doubts);
        return;
    }
    let share = if lacking.is_empty() {
        worst.max(mean)
    } else {
        mean
    };
    whole.share = Some(share);
    let some_lack = !lacking.is_empty() && whole.state != State::Contrary && share > Share::NONE;
    let not_all = whole.state == State::Shown
        && parts
            .iter()
            .any(|(_, outcome)| outcome.state != State::Shown);
    if some_lack || not_all {
        whole.state = State::PartlyShown;
    }
    // Of whom no file speaks there is nothing; what a file on somebody says was only not recognised.
    whole.faulted |= parts.iter().any(|(name, part)| {
        part.faulted || part.share.is_none() && unnamed.contains(&name.as_str())
    });
    if !unnamed.is_empty() && share > Share::NONE {
        whole.missing.insert(0, none_for());
    }
    if share > Share::NONE {
        whole.look_at.extend(doubts);
    }
    for (name, outcome) in parts {
        if !lacking.contains(&name.as_str()) && outcome.state != State::Shown {
            for look_at in &outcome.look_at {
                if !whole.look_at.contains(look_at) {
                    whole.look_at.push(look_at.clone());
                }
            }
            for missing in &outcome.missing {
                let sentence = format!("{name}: {missing}");
                if !whole.missing.contains(missing) && !whole.missing.contains(&sentence) {
                    whole.missing.push(sentence);
                }
            }
        }
    }
}

/// The file read for a line that names a member in any way, by any form of its name.
fn named_in(context: &Context<'_>, claimed: &[Claimed], name: &str) -> Option<Arc<str>> {
    let documents = &context.evidence.documents;
    let mut files = (claimed.iter()).flat_map(|claimed| documents_of(context, claimed.piece));
    let named = files.find(|at| {
        let read = documents[*at].has_text() && context.counts(*at);
        read && context.names_in_passing(*at, name)
    });
    named.map(|at| documents[at].path.clone())
}

pub(super) fn noun(per: Per) -> &'static str {
    match per {
        Per::Service => "service",
        Per::Customer => "customer",
        Per::Supplier => "supplier",
        Per::InternalSupplier => "internal supplier",
    }
}
