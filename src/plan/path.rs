//! The way to the audit: when each action must begin at the latest, and the chain that leaves the
//! least time.
//!
//! Days are reckoned from effort alone, as if its owner had the time: a plan that fails even so fails
//! for certain, and one that holds is not thereby promised.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::order::{Basis, days_of_work, needs_records, working_days_after, working_days_before};
use super::{Action, ActionId, Plan};

/// An action on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Leg {
    /// Which, by its place in the plan.
    pub action: usize,
    /// The first day on which it can begin, by what it waits for and its own start.
    pub earliest: Date,
    /// The first day on which it can be done.
    pub done: Date,
    /// The last day to begin.
    pub latest: Date,
    /// The last day to be done.
    pub by: Date,
    /// Days between earliest and latest start; less than none where it can no longer be in time.
    pub slack: i32,
    /// Whether records must run after it, before the audit.
    pub records: bool,
}

/// The way to the audit.
#[derive(Debug, Clone, Default)]
pub struct Way {
    /// Every action on which work remains, by its latest start.
    pub legs: Vec<Leg>,
    /// The chain that leaves the least time, in the order of work, by places in `legs`.
    pub critical: Vec<usize>,
    /// Actions that wait for themselves over others: their dependencies are left out.
    pub circles: Vec<Vec<ActionId>>,
}

/// Works out the way to a day.
#[must_use]
pub fn way(plan: &Plan, basis: Basis<'_>, audit: Date, circles: Vec<Vec<ActionId>>) -> Way {
    let in_circle: Vec<&ActionId> = circles.iter().flatten().collect();
    let to_do: BTreeMap<&ActionId, &Action> = plan
        .actions
        .iter()
        .filter(|action| action.status.is_to_do())
        .map(|action| (&action.id, action))
        .collect();
    let waits = |action: &Action| -> Vec<ActionId> {
        if in_circle.contains(&&action.id) {
            return Vec::new();
        }
        let ids = action
            .depends_on
            .iter()
            .filter(|id| to_do.contains_key(id) && !in_circle.contains(id));
        ids.cloned().collect()
    };
    let sequence = by_dependency(&to_do, &waits);
    let mut early: BTreeMap<&ActionId, (Date, Date)> = BTreeMap::new();
    for id in &sequence {
        let action = to_do[*id];
        let after = waits(action)
            .iter()
            .filter_map(|other| early.get(other))
            .map(|(_, done)| *done)
            .max();
        let mut start = after.unwrap_or(basis.as_of).max(basis.as_of);
        if let Some(planned) = action.start {
            start = start.max(planned);
        }
        early.insert(id, (start, working_days_after(start, days_of_work(action))));
    }
    let mut late: BTreeMap<&ActionId, (Date, Date)> = BTreeMap::new();
    for id in sequence.iter().rev() {
        let action = to_do[*id];
        let own = late.get(id).map(|(_, by)| *by);
        let of_records = if needs_records(action) {
            basis.history.before(audit)
        } else {
            audit
        };
        let by = own.map_or(of_records, |own| own.min(of_records));
        let start = working_days_before(by, days_of_work(action));
        late.insert(id, (start, by));
        for other in waits(action) {
            if let Some((known, _)) = to_do.get_key_value(&other) {
                let limit = late.get(known).map_or(start, |(_, by)| (*by).min(start));
                late.insert(known, (limit, limit));
            }
        }
    }
    let mut legs: Vec<Leg> = Vec::new();
    for (at, action) in plan.actions.iter().enumerate() {
        let (Some((earliest, done)), Some((latest, by))) =
            (early.get(&action.id), late.get(&action.id))
        else {
            continue;
        };
        legs.push(Leg {
            action: at,
            earliest: *earliest,
            done: *done,
            latest: *latest,
            by: *by,
            slack: (*latest - *earliest).get_days(),
            records: needs_records(action),
        });
    }
    legs.sort_by_key(|leg| (leg.latest, leg.slack, leg.action));
    let critical = critical(plan, &legs, &waits);
    Way {
        legs,
        critical,
        circles,
    }
}

/// Those that others wait for first.
fn by_dependency<'a>(
    to_do: &BTreeMap<&'a ActionId, &'a Action>,
    waits: &impl Fn(&Action) -> Vec<ActionId>,
) -> Vec<&'a ActionId> {
    let mut left: BTreeMap<&ActionId, usize> = BTreeMap::new();
    let mut after: BTreeMap<ActionId, Vec<&ActionId>> = BTreeMap::new();
    for (id, action) in to_do {
        let before = waits(action);
        left.insert(id, before.len());
        for other in before {
            after.entry(other).or_default().push(id);
        }
    }
    let mut ready: Vec<&ActionId> = left
        .iter()
        .filter(|(_, n)| **n == 0)
        .map(|(id, _)| *id)
        .collect();
    let mut out = Vec::with_capacity(to_do.len());
    while let Some(id) = ready.pop() {
        let Some((known, _)) = to_do.get_key_value(id) else {
            continue;
        };
        out.push(*known);
        for later in after.get(id).into_iter().flatten() {
            if let Some(n) = left.get_mut(*later) {
                *n = n.saturating_sub(1);
                if *n == 0 {
                    ready.push(later);
                }
            }
        }
    }
    out
}

/// From the last action of the chain with the least time back to its first.
fn critical(plan: &Plan, legs: &[Leg], waits: &impl Fn(&Action) -> Vec<ActionId>) -> Vec<usize> {
    let place: BTreeMap<&ActionId, usize> = legs
        .iter()
        .enumerate()
        .map(|(at, leg)| (&plan.actions[leg.action].id, at))
        .collect();
    let least = legs.iter().map(|leg| leg.slack).min();
    // Of a chain all have the least slack: its end is the one that is done last.
    let last = (0..legs.len())
        .filter(|at| Some(legs[*at].slack) == least)
        .max_by_key(|at| (legs[*at].done, std::cmp::Reverse(*at)));
    let mut out: Vec<usize> = Vec::new();
    let mut at = last;
    while let Some(here) = at {
        out.push(here);
        let before = waits(&plan.actions[legs[here].action]);
        let before = before.iter().filter_map(|id| place.get(id).copied());
        at = before
            .max_by_key(|other| (legs[*other].done, std::cmp::Reverse(*other)))
            .filter(|other| legs[*other].done >= legs[here].earliest);
    }
    out.reverse();
    out
}
