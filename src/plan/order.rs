//! The order in which actions are best taken up.
//!
//! What people call critical comes first; then what must begin now, because an auditor wants a
//! stretch of records and the days for it run out; then the probable grade, and within it what is
//! gained for a day of work. Whatever others wait for moves up with them. The sequence of the trade
//! ([`crate::catalogue::Sequence`]) is a wish: where it would go in a circle it gives way.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use jiff::civil::{Date, Weekday};

use super::{Action, ActionId, BoxState, Plan, Priority};
use crate::catalogue::Catalogue;
use crate::period::Period;
use crate::workspace::Grade;

/// What the order goes by beside the actions.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    /// The edition.
    pub catalogue: &'a Catalogue,
    /// The day it is.
    pub as_of: Date,
    /// The day of the audit.
    pub audit: Option<Date>,
    /// How long records must run before it.
    pub history: Period,
}

/// History of records wanted before an audit where nobody says otherwise.
pub const HISTORY: Period = Period::months(3);

/// Days of one person that work of unknown size is reckoned as.
pub const UNKNOWN_EFFORT: f64 = 5.0;

/// What must begin within so many days counts as to be begun now.
const SOON: u16 = 30;

/// An action in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// Which, by its place in the plan.
    pub action: usize,
    /// The last day to begin so that records run long enough; of gaps of records alone.
    pub begin_by: Option<Date>,
    /// Whether it is to be begun now because of that.
    pub urgent: bool,
    /// Actions that wait for it, by their own word.
    pub waiting: Vec<ActionId>,
    /// What it waits for itself and is not done yet.
    pub waits_for: Vec<ActionId>,
    /// Live actions that the trade builds before it, each with why.
    pub after: Vec<(ActionId, String)>,
}

/// The actions on which work remains, in their order, and circles of those that wait for each other.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// In order.
    pub placed: Vec<Placed>,
    /// Circles, each once, from its smallest number on.
    pub circles: Vec<Vec<ActionId>>,
}

/// Works out the order of all actions that are not over.
#[must_use]
pub fn order(plan: &Plan, basis: Basis<'_>) -> Order {
    let live: Vec<usize> = (0..plan.actions.len())
        .filter(|at| plan.actions[*at].is_live())
        .collect();
    let to_do: BTreeMap<&ActionId, usize> = live
        .iter()
        .filter(|at| plan.actions[**at].status.is_to_do())
        .map(|at| (&plan.actions[*at].id, *at))
        .collect();
    let mut hard: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in &live {
        let waits = plan.actions[*at]
            .depends_on
            .iter()
            .filter_map(|id| to_do.get(id).copied());
        let waits: Vec<usize> = waits.filter(|other| other != at).collect();
        if !waits.is_empty() {
            hard.insert(*at, waits);
        }
    }
    let wished = wished(plan, basis, &to_do);
    let sorted = sorted(plan, &live, &hard, &wished, basis);
    let mut waiting: BTreeMap<usize, Vec<ActionId>> = BTreeMap::new();
    for (at, waits) in &hard {
        for other in waits {
            waiting
                .entry(*other)
                .or_default()
                .push(plan.actions[*at].id.clone());
        }
    }
    let id = |at: &usize| plan.actions[*at].id.clone();
    let placed = sorted.into_iter().map(|at| {
        let (begin_by, urgent) = lead(&plan.actions[at], basis);
        let after = wished.get(&at).into_iter().flatten();
        Placed {
            action: at,
            begin_by,
            urgent,
            waiting: waiting.get(&at).cloned().unwrap_or_default(),
            waits_for: hard.get(&at).into_iter().flatten().map(id).collect(),
            after: after.map(|(other, why)| (id(other), why.clone())).collect(),
        }
    });
    Order {
        placed: placed.collect(),
        circles: circles(plan),
    }
}

/// Whether a gap is one of records or practice, which need time to run before they show anything.
#[must_use]
pub fn needs_records(action: &Action) -> bool {
    action.gap.as_ref().is_some_and(|gap| {
        let kind = gap.of.split(' ').next().unwrap_or_default();
        matches!(kind, "records" | "practice") && gap.grade != Grade::None
    }) && action.open_boxes().next().is_some()
}

/// Days of one person, as people say, else as work of unknown size is reckoned.
#[must_use]
pub fn days_of_work(action: &Action) -> f64 {
    action
        .effort
        .as_ref()
        .map_or(UNKNOWN_EFFORT, |effort| effort.days)
}

/// The day so many working days before another; Saturdays and Sundays are none, holidays are not
/// known.
#[must_use]
pub fn working_days_before(day: Date, days: f64) -> Date {
    walk(day, days, Date::yesterday)
}

/// The day so many working days after another.
#[must_use]
pub fn working_days_after(day: Date, days: f64) -> Date {
    walk(day, days, Date::tomorrow)
}

fn walk(day: Date, days: f64, step: impl Fn(Date) -> Result<Date, jiff::Error>) -> Date {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most 10,000"
    )]
    let mut left = days.ceil().clamp(0.0, 10_000.0) as u32;
    let mut day = day;
    while left > 0 {
        let Ok(next) = step(day) else { return day };
        day = next;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            left -= 1;
        }
    }
    day
}

fn lead(action: &Action, basis: Basis<'_>) -> (Option<Date>, bool) {
    let Some(audit) = basis.audit.filter(|_| needs_records(action)) else {
        return (None, false);
    };
    let by = working_days_before(basis.history.before(audit), days_of_work(action));
    let soon = Period::days(SOON).after(basis.as_of);
    (Some(by), action.status.is_to_do() && by <= soon)
}

/// What is compared, smallest first.
type Rank = (bool, bool, bool, Grade, bool, bool, Reverse<u64>, usize);

fn rank(plan: &Plan, at: usize, basis: Basis<'_>) -> Rank {
    let action = &plan.actions[at];
    let (_, urgent) = lead(action, basis);
    let gain = action.gap.as_ref().map_or(0.0, |gap| gap.gain);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a gain in per cent over days, in millionths"
    )]
    let worth = (gain.max(0.0) / days_of_work(action) * 1_000_000.0).round() as u64;
    let grade = match action.grade() {
        grade @ (Grade::Major | Grade::Minor) => grade,
        _ => Grade::None,
    };
    (
        !action.status.is_to_do(),
        action.priority != Some(Priority::Critical),
        !urgent,
        grade,
        action.nonconformity().is_none(),
        action.priority == Some(Priority::Low),
        Reverse(worth),
        at,
    )
}

/// Live actions by what the trade builds before them.
type Wished = BTreeMap<usize, Vec<(usize, String)>>;

/// Only among those of one weight: what is graver never waits for what is milder.
fn wished(plan: &Plan, basis: Basis<'_>, to_do: &BTreeMap<&ActionId, usize>) -> Wished {
    let catalogue = basis.catalogue;
    let weight = |at: usize| {
        let (over, critical, urgent, grade, ..) = rank(plan, at, basis);
        (over, critical, urgent, grade)
    };
    let mut touched: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for at in to_do.values() {
        touched.insert(*at, lines_of(&plan.actions[*at], catalogue));
    }
    let mut out: Wished = BTreeMap::new();
    for step in &catalogue.sequence {
        let touching = |lines: &[usize]| -> Vec<usize> {
            let of = touched
                .iter()
                .filter(|(_, own)| lines.iter().any(|line| own.contains(line)));
            of.map(|(at, _)| *at).collect()
        };
        let (first, then) = (touching(&step.before), touching(&step.then));
        for later in &then {
            // Who is about both builds both at once.
            if first.contains(later) {
                continue;
            }
            let before = first.iter().filter(|earlier| !then.contains(earlier));
            for earlier in before.filter(|earlier| weight(**earlier) <= weight(*later)) {
                out.entry(*later)
                    .or_default()
                    .push((*earlier, step.why.clone()));
            }
        }
    }
    out
}

/// The requirements that an action is about: what is open of its gap, and what people say.
fn lines_of(action: &Action, catalogue: &Catalogue) -> BTreeSet<usize> {
    let boxes = action.gap.iter().flat_map(|gap| &gap.boxes);
    let open = boxes.filter(|part| part.state == BoxState::Open);
    let mut out: BTreeSet<usize> = open
        .filter_map(|part| catalogue.requirement(&part.requirement))
        .collect();
    let said = action
        .about
        .iter()
        .filter_map(|target| catalogue.resolve(target));
    out.extend(said.flatten());
    out
}

fn sorted(
    plan: &Plan,
    live: &[usize],
    hard: &BTreeMap<usize, Vec<usize>>,
    wished: &Wished,
    basis: Basis<'_>,
) -> Vec<usize> {
    let mut ranks: BTreeMap<usize, Rank> = live
        .iter()
        .map(|at| (*at, rank(plan, *at, basis)))
        .collect();
    // What others wait for is as pressing as they are.
    for _ in 0..live.len().min(64) {
        let mut moved = false;
        for (at, waits) in hard {
            let own = ranks[at];
            for other in waits {
                let theirs = ranks[other];
                let raised = (own.0, own.1, own.2, own.3, own.4, own.5, own.6, theirs.7);
                if raised < theirs {
                    ranks.insert(*other, raised);
                    moved = true;
                }
            }
        }
        if !moved {
            break;
        }
    }
    let mut open: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut after: BTreeMap<usize, Vec<(usize, bool)>> = BTreeMap::new();
    for at in live {
        let firm = hard.get(at).map_or(0, Vec::len);
        let soft = wished.get(at).map_or(0, Vec::len);
        open.insert(*at, (firm, soft));
        for other in hard.get(at).into_iter().flatten() {
            after.entry(*other).or_default().push((*at, true));
        }
        for (other, _) in wished.get(at).into_iter().flatten() {
            after.entry(*other).or_default().push((*at, false));
        }
    }
    let free = |open: &(usize, usize)| *open == (0, 0);
    let mut ready: BinaryHeap<Reverse<(Rank, usize)>> = live
        .iter()
        .filter(|at| free(&open[at]))
        .map(|at| Reverse((ranks[at], *at)))
        .collect();
    let mut out = Vec::with_capacity(live.len());
    while out.len() < live.len() {
        // In a circle of wishes the wish gives way, in one of dependencies the best goes first.
        let next = ready.pop().map(|Reverse((_, at))| at).or_else(|| {
            let left = open.iter();
            left.min_by_key(|(at, (firm, _))| (*firm > 0, ranks[at]))
                .map(|(at, _)| *at)
        });
        let Some(at) = next else { break };
        if open.remove(&at).is_none() {
            continue;
        }
        out.push(at);
        for (later, firm) in after.get(&at).into_iter().flatten() {
            if let Some(left) = open.get_mut(later) {
                if *firm {
                    left.0 = left.0.saturating_sub(1);
                } else {
                    left.1 = left.1.saturating_sub(1);
                }
                if free(left) {
                    ready.push(Reverse((ranks[later], *later)));
                }
            }
        }
    }
    out
}

/// Circles of actions that wait for each other, each once.
fn circles(plan: &Plan) -> Vec<Vec<ActionId>> {
    let mut out: Vec<Vec<ActionId>> = Vec::new();
    let mut told: BTreeSet<ActionId> = BTreeSet::new();
    for action in plan
        .actions
        .iter()
        .filter(|action| action.status.is_to_do())
    {
        if told.contains(&action.id) || action.depends_on.is_empty() {
            continue;
        }
        if let Some(mut way) = super::rules::cycle(plan, &action.id, &action.depends_on) {
            way.pop();
            told.extend(way.iter().cloned());
            out.push(way);
        }
    }
    out
}
