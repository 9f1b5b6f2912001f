//! How a plan went: what was opened and closed month by month, and what was moved.
//!
//! Days stand in the files; where somebody edited a file by hand and wrote no day, the history that
//! git keeps of it tells.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Action, ActionId, Plan, Status};

/// What git knows of a file of the plan, in the order of the commits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// When it was first committed.
    pub first: Option<Date>,
    /// Days on which it was to be done, each with the day of the commit.
    pub due: Vec<(Date, Date)>,
    /// States, each with the day of the commit.
    pub status: Vec<(Date, Status)>,
}

/// What git knows, by number.
pub type Pasts = BTreeMap<ActionId, Past>;

/// A month of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// Actions that came.
    pub opened: usize,
    /// Actions that were closed, or whose risk was accepted.
    pub closed: usize,
    /// Actions that were open at its end, or are today.
    pub open: usize,
}

/// Longest stretch of time that is shown, in months.
const MOST_MONTHS: usize = 60;

/// The months from the first action to a day; actions of which no day is known count from the
/// beginning on.
#[must_use]
pub fn months(plan: &Plan, pasts: &Pasts, as_of: Date) -> Vec<Month> {
    let days: Vec<(Option<Date>, Option<Date>)> = plan
        .actions
        .iter()
        .map(|action| {
            let past = pasts.get(&action.id);
            (opened(action, past), ended(action, past))
        })
        .collect();
    let known = days.iter().flat_map(|(from, to)| [*from, *to]).flatten();
    let Some(first) = known.min().map(Date::first_of_month) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut month = first;
    while month <= as_of && out.len() < MOST_MONTHS * 4 {
        let last = month.last_of_month().min(as_of);
        let within = |day: &Option<Date>| day.is_some_and(|day| month <= day && day <= last);
        let by = |day: &Option<Date>| day.is_some_and(|day| day <= last);
        let is_open =
            |(from, to): &&(Option<Date>, Option<Date>)| (from.is_none() || by(from)) && !by(to);
        out.push(Month {
            first: month,
            opened: days.iter().filter(|(from, _)| within(from)).count(),
            closed: days.iter().filter(|(_, to)| within(to)).count(),
            open: days.iter().filter(is_open).count(),
        });
        let Ok(next) = last.last_of_month().tomorrow() else {
            break;
        };
        month = next;
    }
    if out.len() > MOST_MONTHS {
        out.drain(..out.len() - MOST_MONTHS);
    }
    out
}

/// When an action came.
#[must_use]
pub fn opened(action: &Action, past: Option<&Past>) -> Option<Date> {
    let since = action.gap.as_ref().and_then(|gap| gap.since);
    let first = past.and_then(|past| past.first);
    action.created.or(since).or(first)
}

/// When it was over; `None` while it is not, or where nobody knows.
fn ended(action: &Action, past: Option<&Past>) -> Option<Date> {
    if action.is_live() {
        return None;
    }
    let accepted = action.accepted.as_ref().and_then(|one| one.date);
    let own = match action.status {
        Status::RiskAccepted => accepted,
        _ => action.closed.or(action.done),
    };
    let told = || {
        let states = &past?.status;
        let since = states
            .iter()
            .rposition(|(_, status)| *status != action.status);
        let at = since.map_or(0, |at| at + 1);
        states.get(at).map(|(day, _)| *day)
    };
    own.or_else(told)
}

/// The days on which an action was to be done before, in order, each once: those that stand in its
/// file and those that git knows of.
#[must_use]
pub fn moved(action: &Action, past: Option<&Past>) -> Vec<Date> {
    let mut seen: BTreeSet<Date> = BTreeSet::new();
    let mut out: Vec<Date> = Vec::new();
    let of_git = past
        .into_iter()
        .flat_map(|past| past.due.iter().map(|(_, due)| *due));
    // Git knows all that was committed; a file may know one that never was.
    let of_git: Vec<Date> = of_git.collect();
    let all = if of_git.len() > action.due_was.len() {
        of_git
    } else {
        action.due_was.clone()
    };
    for due in all {
        if Some(due) != action.due && seen.insert(due) {
            out.push(due);
        }
    }
    out
}
