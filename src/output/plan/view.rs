//! The plan as finished values: for its progress, its reports and their templates.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::words::grade;
use crate::plan::rules::of_nonconformity;
use crate::plan::{Action, BoxState, GapState, Month, Order, Pasts, Plan, Priority, Status, moved};
use crate::workspace::Grade;

/// Everything a report shows of the plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanView {
    /// The day it speaks of.
    pub as_of: Date,
    /// The day of the audit, where it is known and still to come.
    pub audit: Option<Date>,
    /// Days until then.
    pub days_left: Option<i32>,
    /// How many.
    pub figures: Figures,
    /// Those on which work remains, in the order in which they are best taken up.
    pub actions: Vec<ActionView>,
    /// Those that are over, by number.
    pub over: Vec<ActionView>,
    /// Month by month.
    pub months: Vec<MonthView>,
    /// Saved assessments, by day.
    pub snapshots: Vec<SnapshotView>,
    /// Owner by owner, those with most left first.
    pub owners: Vec<OwnerView>,
    /// What falls due before the audit.
    pub ahead: Vec<AheadView>,
    /// Whether it was looked at what falls due.
    pub looked_ahead: bool,
    /// When each is worked on, for a picture.
    pub timeline: Timeline,
}

/// How many actions there are of each kind.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Figures {
    /// All.
    pub all: usize,
    /// Neither closed nor accepted.
    pub live: usize,
    /// By state, in the order of states; none of a state is left out.
    pub by_status: Vec<(String, usize)>,
    /// Past their day.
    pub overdue: usize,
    /// Of those with work left, without an owner.
    pub without_owner: usize,
    /// Of those with work left, without a day.
    pub without_day: usize,
    /// Live ones whose gap is cleared.
    pub cleared: usize,
    /// Closed ones whose gap is back.
    pub returned: usize,
    /// Whose day was moved.
    pub moved: usize,
    /// Live ones that answer nonconformities.
    pub nonconformities: usize,
    /// Live ones by grade: those due by the audit, those due later, those without a day.
    pub major: Kept,
    /// The same of minors.
    pub minor: Kept,
    /// The same of all others.
    pub other: Kept,
}

/// What would be closed by the audit if every day were kept.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Kept {
    /// Live ones.
    pub live: usize,
    /// Cleared already, or done and waiting to be closed.
    pub done: usize,
    /// To be done by the audit, on a day still to come.
    pub in_time: usize,
    /// To have been done on a day that is past.
    pub overdue: usize,
    /// To be done after the audit.
    pub late: usize,
    /// On no day.
    pub without_day: usize,
}

/// An action.
#[derive(Debug, Clone, Serialize)]
pub struct ActionView {
    /// Its number.
    pub id: String,
    /// Its file.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// What the gap asks for, where people call it otherwise.
    pub asks: Option<String>,
    /// Its state.
    pub status: &'static str,
    /// What it waits for.
    pub blocked_by: Option<String>,
    /// major, minor, or empty.
    pub grade: &'static str,
    /// The grade of the nonconformity it answers.
    pub nonconformity: Option<&'static str>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// How much it matters.
    pub priority: Option<&'static str>,
    /// How much work it is, as written.
    pub effort: Option<String>,
    /// When it is to begin.
    pub start: Option<Date>,
    /// When it is to be done.
    pub due: Option<Date>,
    /// Whether that is past.
    pub overdue: bool,
    /// Days on which it was to be done before.
    pub moved: Vec<Date>,
    /// What must be done before.
    pub depends_on: Vec<String>,
    /// present, cleared, orphaned; none without a gap.
    pub gap: Option<&'static str>,
    /// Since when it is known.
    pub since: Option<Date>,
    /// Requirements.
    pub boxes: Vec<BoxView>,
    /// How many of them are open.
    pub open: usize,
    /// What will be there.
    pub deliverable: Option<String>,
    /// What was mended at once.
    pub correction: Option<String>,
    /// Why it came to it.
    pub root_cause: Option<String>,
    /// What keeps it from coming back.
    pub corrective_action: Option<String>,
    /// What shows that it is done.
    pub evidence: Vec<String>,
    /// When it was done.
    pub done: Option<Date>,
    /// When it was closed.
    pub closed: Option<Date>,
    /// Who has seen that it is done, and when.
    pub verified: Option<String>,
    /// Whether it helped, in words.
    pub effectiveness: Option<String>,
    /// Who lets the gap be, until when and why.
    pub accepted: Option<String>,
    /// Of a nonconformity: what is missing before it is over.
    pub missing: Vec<String>,
}

/// A requirement of a gap.
#[derive(Debug, Clone, Serialize)]
pub struct BoxView {
    /// Its number.
    pub id: String,
    /// Whether it is open.
    pub open: bool,
    /// What is missing.
    pub missing: String,
}

/// A month.
#[derive(Debug, Clone, Serialize)]
pub struct MonthView {
    /// `2026-11`.
    pub month: String,
    /// Actions that came.
    pub opened: usize,
    /// Actions that were closed or accepted.
    pub closed: usize,
    /// Actions open at its end.
    pub open: usize,
}

/// A saved assessment.
#[derive(Debug, Clone, Serialize)]
pub struct SnapshotView {
    /// The day it speaks of.
    pub as_of: Date,
    /// Probable majors.
    pub majors: u32,
    /// Probable minors.
    pub minors: u32,
    /// The score if all that was not seen were absent, in per cent.
    pub low: u32,
    /// The score if all that was not seen were good.
    pub high: u32,
}

/// An owner.
#[derive(Debug, Clone, Serialize)]
pub struct OwnerView {
    /// Who; `None` of those of nobody.
    pub owner: Option<String>,
    /// Actions with work left.
    pub to_do: usize,
    /// Days of work in them, as far as they are known.
    pub days: f64,
    /// Past their day.
    pub overdue: usize,
    /// Without a day.
    pub without_day: usize,
    /// Due after the audit.
    pub after_audit: usize,
}

/// Something that falls due before the audit.
#[derive(Debug, Clone, Serialize)]
pub struct AheadView {
    /// When.
    pub day: Date,
    /// What.
    pub what: String,
    /// action, effectiveness, acceptance, promise.
    pub kind: &'static str,
    /// The number of the action, where it is one.
    pub id: Option<String>,
    /// Who, where that is known.
    pub who: Option<String>,
}

/// When actions are worked on; places from 0 to 1000.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Timeline {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Where today is.
    pub today: i64,
    /// Where the audit is.
    pub audit: Option<i64>,
    /// Months with their places.
    pub ticks: Vec<(String, i64)>,
    /// Actions with a day, in order.
    pub bars: Vec<BarView>,
}

/// An action on the timeline.
#[derive(Debug, Clone, Serialize)]
pub struct BarView {
    /// Its number.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Where it begins.
    pub start: i64,
    /// Where it is due.
    pub end: i64,
    /// When.
    pub due: Date,
    /// Whether that is past.
    pub overdue: bool,
    /// Whether its owner is done.
    pub done: bool,
}

/// What a view is made of beside the plan.
#[derive(Debug)]
pub struct Made<'a> {
    /// The order.
    pub order: &'a Order,
    /// What git knows.
    pub pasts: &'a Pasts,
    /// Month by month.
    pub months: &'a [Month],
    /// Saved assessments, by day.
    pub snapshots: Vec<SnapshotView>,
    /// Promises that fall due, where it was looked.
    pub promises: Option<Vec<AheadView>>,
    /// The day it speaks of.
    pub as_of: Date,
    /// The day of the audit.
    pub audit: Option<Date>,
}

/// The view.
#[must_use]
pub fn plan_view(plan: &Plan, made: Made<'_>) -> PlanView {
    let as_of = made.as_of;
    let audit = made.audit.filter(|audit| *audit > as_of);
    let of = |action: &Action| action_view(action, made.pasts, as_of);
    let live: Vec<&Action> = made
        .order
        .placed
        .iter()
        .map(|placed| &plan.actions[placed.action])
        .collect();
    PlanView {
        as_of,
        audit,
        days_left: audit.map(|audit| (audit - as_of).get_days()),
        figures: figures(plan, made.pasts, as_of, audit),
        actions: live.iter().map(|action| of(action)).collect(),
        over: plan
            .actions
            .iter()
            .filter(|action| !action.is_live())
            .map(of)
            .collect(),
        months: made
            .months
            .iter()
            .map(|month| MonthView {
                month: format!("{:04}-{:02}", month.first.year(), month.first.month()),
                opened: month.opened,
                closed: month.closed,
                open: month.open,
            })
            .collect(),
        owners: owners(plan, as_of, audit),
        looked_ahead: made.promises.is_some(),
        ahead: ahead(plan, as_of, audit, made.promises.unwrap_or_default()),
        timeline: timeline(&live, as_of, audit),
        snapshots: made.snapshots,
    }
}

fn action_view(action: &Action, pasts: &Pasts, as_of: Date) -> ActionView {
    let gap = action.gap.as_ref();
    let boxes = gap
        .into_iter()
        .flat_map(|gap| &gap.boxes)
        .map(|part| BoxView {
            id: part.requirement.to_string(),
            open: part.state == BoxState::Open,
            missing: part.missing.clone(),
        });
    let by = |by: &str, day: Option<Date>| {
        day.map_or_else(|| by.to_owned(), |day| format!("{by}, {day}"))
    };
    let effect = action.effectiveness.as_ref();
    let nonconformity = action.nonconformity();
    ActionView {
        id: action.id.to_string(),
        path: action.id.path(),
        title: action.title().to_owned(),
        asks: gap
            .filter(|_| action.title.is_some())
            .map(|gap| gap.asks.clone()),
        status: action.status.word(),
        blocked_by: action.blocked_by.clone(),
        grade: grade(action),
        nonconformity: nonconformity.map(Grade::word),
        owner: action.owner.clone(),
        priority: action.priority.map(Priority::word),
        effort: action.effort.as_ref().map(|effort| effort.said.clone()),
        start: action.start,
        due: action.due,
        overdue: action.is_overdue(as_of),
        moved: moved(action, pasts.get(&action.id)),
        depends_on: action.depends_on.iter().map(ToString::to_string).collect(),
        gap: gap.map(|gap| gap.state.word()),
        since: gap.and_then(|gap| gap.since),
        boxes: boxes.collect(),
        open: action.open_boxes().count(),
        deliverable: action.deliverable.clone(),
        correction: action.correction.clone(),
        root_cause: action.root_cause.clone(),
        corrective_action: action.corrective_action.clone(),
        evidence: action.evidence.clone(),
        done: action.done,
        closed: action.closed,
        verified: action.verified.as_ref().map(|one| by(&one.by, one.date)),
        effectiveness: effect.and_then(|of| match (of.result, of.due) {
            (Some(result), _) => Some(match &of.by {
                Some(who) => format!("{} ({})", result.word(), by(who, of.date)),
                None => result.word().to_owned(),
            }),
            (None, Some(due)) => Some(format!("to be looked at on {due}")),
            (None, None) => None,
        }),
        accepted: action
            .accepted
            .as_ref()
            .map(|one| format!("by {} until {}: {}", one.by, one.until, one.reason)),
        missing: match nonconformity {
            // The commands belong on screens.
            Some(_) if action.is_live() => of_nonconformity(action)
                .iter()
                .map(|what| what.split(" (`").next().unwrap_or(what).to_owned())
                .collect(),
            _ => Vec::new(),
        },
    }
}

fn figures(plan: &Plan, pasts: &Pasts, as_of: Date, audit: Option<Date>) -> Figures {
    let count =
        |test: &dyn Fn(&Action) -> bool| plan.actions.iter().filter(|action| test(action)).count();
    let state = |action: &Action| action.gap.as_ref().map(|gap| gap.state);
    let kept = |wanted: &dyn Fn(&Action) -> bool| {
        let mut out = Kept::default();
        for action in plan
            .actions
            .iter()
            .filter(|action| action.is_live() && wanted(action))
        {
            out.live += 1;
            let is_done = !action.status.is_to_do()
                || matches!(state(action), Some(GapState::Cleared | GapState::Orphaned));
            let place = match action.due {
                _ if is_done => &mut out.done,
                None => &mut out.without_day,
                Some(due) if due < as_of => &mut out.overdue,
                Some(due) if audit.is_some_and(|audit| due > audit) => &mut out.late,
                Some(_) => &mut out.in_time,
            };
            *place += 1;
        }
        out
    };
    Figures {
        all: plan.actions.len(),
        live: count(&|action| action.is_live()),
        by_status: Status::WORDS
            .iter()
            .map(|(word, status)| {
                (
                    (*word).to_owned(),
                    count(&|action| action.status == *status),
                )
            })
            .filter(|(_, n)| *n > 0)
            .collect(),
        overdue: count(&|action| action.is_overdue(as_of)),
        without_owner: count(&|action| action.status.is_to_do() && action.owner.is_none()),
        without_day: count(&|action| action.status.is_to_do() && action.due.is_none()),
        cleared: count(&|action| action.is_live() && state(action) == Some(GapState::Cleared)),
        returned: count(&|action| {
            action.status == Status::Closed && state(action) == Some(GapState::Present)
        }),
        moved: count(&|action| {
            action.is_live() && !moved(action, pasts.get(&action.id)).is_empty()
        }),
        nonconformities: count(&|action| action.is_live() && action.nonconformity().is_some()),
        major: kept(&|action| action.grade() == Grade::Major),
        minor: kept(&|action| action.grade() == Grade::Minor),
        other: kept(&|action| !matches!(action.grade(), Grade::Major | Grade::Minor)),
    }
}

fn owners(plan: &Plan, as_of: Date, audit: Option<Date>) -> Vec<OwnerView> {
    let mut by: BTreeMap<Option<&str>, OwnerView> = BTreeMap::new();
    for action in plan
        .actions
        .iter()
        .filter(|action| action.status.is_to_do())
    {
        let owner = action.owner.as_deref();
        let of = by.entry(owner).or_insert_with(|| OwnerView {
            owner: owner.map(str::to_owned),
            to_do: 0,
            days: 0.0,
            overdue: 0,
            without_day: 0,
            after_audit: 0,
        });
        of.to_do += 1;
        of.days += action.effort.as_ref().map_or(0.0, |effort| effort.days);
        of.overdue += usize::from(action.is_overdue(as_of));
        of.without_day += usize::from(action.due.is_none());
        let after = action
            .due
            .zip(audit)
            .is_some_and(|(due, audit)| due > audit);
        of.after_audit += usize::from(after);
    }
    let mut out: Vec<OwnerView> = by.into_values().collect();
    out.sort_by(|a, b| {
        (std::cmp::Reverse(a.to_do), &a.owner).cmp(&(std::cmp::Reverse(b.to_do), &b.owner))
    });
    out
}

/// What falls due from the day on, until the audit; all that is known where there is none.
fn ahead(
    plan: &Plan,
    as_of: Date,
    audit: Option<Date>,
    promises: Vec<AheadView>,
) -> Vec<AheadView> {
    let mut out = promises;
    let one = |action: &Action, day: Date, kind: &'static str| AheadView {
        day,
        what: action.title().to_owned(),
        kind,
        id: Some(action.id.to_string()),
        who: action.owner.clone(),
    };
    for action in &plan.actions {
        if action.status.is_to_do() {
            out.extend(action.due.map(|due| one(action, due, "action")));
        }
        if let Some(effect) = &action.effectiveness
            && effect.result.is_none()
        {
            out.extend(effect.due.map(|due| one(action, due, "effectiveness")));
        }
        if let (Some(accepted), Status::RiskAccepted) = (&action.accepted, action.status) {
            out.push(AheadView {
                who: Some(accepted.by.clone()),
                ..one(action, accepted.until, "acceptance")
            });
        }
    }
    out.retain(|of| of.day >= as_of && audit.is_none_or(|audit| of.day <= audit));
    out.sort_by(|a, b| (a.day, a.kind, &a.id, &a.what).cmp(&(b.day, b.kind, &b.id, &b.what)));
    out
}

fn timeline(live: &[&Action], as_of: Date, audit: Option<Date>) -> Timeline {
    let begin = |action: &Action, due: Date| {
        let own = action.start.or(action.started);
        own.unwrap_or_else(|| {
            crate::plan::working_days_before(due, crate::plan::days_of_work(action))
        })
        .min(due)
    };
    let dated: Vec<(&Action, Date, Date)> = live
        .iter()
        .filter_map(|action| {
            let due = action.due?;
            Some((*action, begin(action, due), due))
        })
        .collect();
    let starts = dated.iter().map(|(_, from, _)| *from).chain([as_of]);
    let ends = dated
        .iter()
        .map(|(_, _, due)| *due)
        .chain([as_of])
        .chain(audit);
    let (Some(from), Some(until)) = (starts.min(), ends.max()) else {
        return Timeline::default();
    };
    let (from, until) = (from.first_of_month(), until.last_of_month());
    let whole = i64::from((until - from).get_days().max(1));
    let place = |day: Date| i64::from((day - from).get_days()) * 1000 / whole;
    let mut ticks = Vec::new();
    let mut month = from;
    while month <= until && ticks.len() < 240 {
        ticks.push((
            format!("{:04}-{:02}", month.year(), month.month()),
            place(month),
        ));
        let Ok(next) = month.last_of_month().tomorrow() else {
            break;
        };
        month = next;
    }
    // More names than fit beside each other say nothing.
    let each = ticks.len().div_ceil(9).max(1);
    let ticks = ticks.into_iter().step_by(each).collect();
    let bars = dated.iter().map(|(action, start, due)| BarView {
        id: action.id.to_string(),
        title: action.title().to_owned(),
        start: place(*start),
        end: place(*due).max(place(*start) + 4),
        due: *due,
        overdue: action.is_overdue(as_of),
        done: !action.status.is_to_do(),
    });
    Timeline {
        from: Some(from),
        until: Some(until),
        today: place(as_of),
        audit: audit.map(place),
        ticks,
        bars: bars.collect(),
    }
}
