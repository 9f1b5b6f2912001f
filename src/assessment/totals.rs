//! Figures of clauses, areas, services and the whole: always together, never one
//! average alone.
//!
//! Lines average into their "shall", those into the leaf clause, leaves evenly into
//! their area and into the whole.

use std::collections::BTreeSet;

use super::share::{CAP, Share};
use super::types::{Line, Standing, State, Totals};
use crate::catalogue::{Catalogue, ClauseId, Per};
use crate::workspace::{Grade, Settings};

/// Figures of some lines (indices); weights are those of the leaf clauses.
#[must_use]
pub fn totals(catalogue: &Catalogue, settings: &Settings, lines: &[Line], of: &[usize]) -> Totals {
    let mut totals = Totals::default();
    let mut worst = None;
    let mut majors = BTreeSet::new();
    let mut minors = BTreeSet::new();
    let mut shalls: Vec<(ClauseId, u16, Vec<&Line>)> = Vec::new();
    for index in of {
        let line = &lines[*index];
        match line.standing {
            Standing::Counts => {}
            Standing::NoOccurrence | Standing::NoSuchParty => {
                totals.answered += 1;
                continue;
            }
            Standing::Repeats(_) => continue,
        }
        let requirement = &catalogue.requirements[*index];
        totals.lines += 1;
        totals.states[line.state as usize] += 1;
        if let Some(judged) = line.judgement.as_ref().filter(|judged| !judged.stale) {
            totals.conforming += usize::from(judged.conforming);
            totals.nonconforming += usize::from(!judged.conforming);
        }
        // What is only claimed is not the worst of what was seen, nor what nobody handed over and may
        // lie in a file without a place.
        // Of equals the one whose absence is worst, then the one whose clause weighs most,
        // then the first.
        let claimed = line.state == State::Claimed;
        let score =
            (line.score).filter(|_| line.judgement.is_some() || !claimed && !line.is_withheld());
        if let Some(score) = score {
            let heavy = std::cmp::Reverse(weight(settings, &requirement.id.clause));
            let rank = (score, !requirement.key, heavy);
            if worst.is_none_or(|worst| rank < worst) {
                worst = Some(rank);
                totals.worst = Some(score);
                totals.worst_line = Some(*index);
            }
        }
        match line.grade {
            Grade::Major => {
                majors.insert((requirement.id.clause.clone(), requirement.shall));
            }
            Grade::Minor => {
                minors.insert((requirement.id.clause.clone(), requirement.shall));
            }
            _ => {}
        }
        let key = (&requirement.id.clause, requirement.shall);
        match shalls
            .iter_mut()
            .find(|(clause, shall, _)| (clause, *shall) == key)
        {
            Some((_, _, members)) => members.push(line),
            None => shalls.push((requirement.id.clause.clone(), requirement.shall, vec![line])),
        }
    }
    totals.majors = majors.len();
    totals.minors = minors.len();
    totals.mean = mean(settings, &shalls, |line| line.score);
    totals.low = mean(settings, &shalls, |line| Some(line.low)).unwrap_or_default();
    totals.high = mean(settings, &shalls, |line| Some(line.high)).unwrap_or_default();
    totals
}

fn mean(
    settings: &Settings,
    shalls: &[(ClauseId, u16, Vec<&Line>)],
    score: impl Fn(&Line) -> Option<Share>,
) -> Option<Share> {
    let mut leaves: Vec<(&ClauseId, Vec<Share>)> = Vec::new();
    for (clause, _, lines) in shalls {
        let Some(share) = Share::mean(
            lines
                .iter()
                .filter_map(|line| score(line))
                .map(|share| (share, 1)),
        ) else {
            continue;
        };
        match leaves.iter_mut().find(|(known, _)| *known == clause) {
            Some((_, shares)) => shares.push(share),
            None => leaves.push((clause, vec![share])),
        }
    }
    Share::mean(leaves.into_iter().filter_map(|(clause, shares)| {
        let share = Share::mean(shares.into_iter().map(|share| (share, 1)))?;
        Some((share, weight(settings, clause)))
    }))
}

/// The weight of a clause: the nearest one stated, else 1.
#[must_use]
pub fn weight(settings: &Settings, clause: &ClauseId) -> u32 {
    settings
        .weights
        .iter()
        .filter(|(id, _)| id.contains(clause))
        .max_by_key(|(id, _)| id.depth())
        .map_or(1, |(_, weight)| *weight)
}

/// Figures by service: the lines that must be looked at for each.
#[must_use]
pub fn services(
    catalogue: &Catalogue,
    settings: &Settings,
    lines: &[Line],
) -> Vec<(String, Totals)> {
    settings
        .services
        .iter()
        .map(|service| {
            let mut own: Vec<Line> = lines.to_vec();
            let mut of = Vec::new();
            for (index, line) in own.iter_mut().enumerate() {
                if catalogue.requirements[index].per != Some(Per::Service) {
                    continue;
                }
                of.push(index);
                if line.members.is_empty()
                    || line.judgement.as_ref().is_some_and(|judged| !judged.stale)
                {
                    continue;
                }
                let share = line
                    .members
                    .iter()
                    .find(|(name, _)| name == service)
                    .and_then(|(_, share)| *share);
                let capped = share.map(|share| share.min(CAP));
                line.score = capped;
                line.low = capped.unwrap_or_default();
                line.high = capped.unwrap_or(CAP);
                line.state = match share {
                    None => State::NotSeen,
                    Some(share) if share == Share::NONE => State::NotFound,
                    Some(share) if share >= CAP => State::Shown,
                    Some(_) if line.state == State::Claimed => State::Claimed,
                    Some(_) => State::PartlyShown,
                };
            }
            (service.clone(), totals(catalogue, settings, &own, &of))
        })
        .collect()
}
