//! What the gaps of today change in the plan: shown by `plan`, written by `plan apply`.
//!
//! A gap stays with the action that has it, whatever becomes of its wording. Failing that it goes to
//! an action of which a person says that it is about it, then to one that the same document or habit
//! settles, and only then to a new one. Nothing is closed or deleted: what is cleared is proposed to
//! be closed, and a box that was there once stays.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::file::{as_kept, new_file, with_gap};
use super::gaps::{GapLine, Gaps, Group};
use super::id::fresh;
use super::{Action, ActionId, BoxState, Gap, GapBox, GapState, Plan, Status};
use crate::catalogue::{RequirementId, Target};
use crate::problem::Problem;
use crate::workspace::Grade;

/// What becomes of an action, the gravest of what is to be said first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A gap that no action has.
    New,
    /// It is closed, and its gap is back.
    Returned,
    /// Its risk was accepted until a day that is past, and the gap is there.
    AcceptanceEnded,
    /// Nothing of its gap is open any more: to be closed by a person.
    Cleared,
    /// What it was about counts no more: to be closed by a person.
    Orphaned,
    /// Its `[gap]` table follows the evidence.
    Changed,
}

impl What {
    /// Stable word, in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Returned => "returned",
            Self::AcceptanceEnded => "acceptance ended",
            Self::Cleared => "cleared",
            Self::Orphaned => "orphaned",
            Self::Changed => "changed",
        }
    }
}

/// What becomes of one action.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Which.
    pub id: ActionId,
    /// What it is called.
    pub title: String,
    /// What becomes of it.
    pub what: What,
    /// Its grade.
    pub grade: Grade,
    /// How many requirements of it are open.
    pub open: usize,
    /// What changes, a line each.
    pub says: Vec<String>,
    /// Its file, where that is written; `None` where a person has to act alone.
    pub after: Option<String>,
}

/// What the gaps change in the plan.
#[derive(Debug, Clone, Default)]
pub struct Reconciled {
    /// In the order in which they are shown: new ones first, each kind as the gaps have them.
    pub proposals: Vec<Proposal>,
    /// How many actions stay as they are.
    pub unchanged: usize,
    /// Files whose `[gap]` table cannot be changed in place.
    pub problems: Vec<Problem>,
}

/// Works out what changes. `covers` names the requirements of a clause or item.
#[must_use]
pub fn reconcile(
    plan: &Plan,
    gaps: &Gaps,
    covers: &dyn Fn(&Target) -> Vec<RequirementId>,
    as_of: Date,
) -> Reconciled {
    let lines: BTreeMap<&RequirementId, (&Group, &GapLine)> = gaps
        .groups
        .iter()
        .flat_map(|group| {
            group
                .lines
                .iter()
                .map(move |line| (&line.requirement, (group, line)))
        })
        .collect();
    let assigned = assigned(plan, gaps, covers);
    let mut out = Reconciled::default();
    for group in &gaps.groups {
        let left: Vec<&GapLine> = group
            .lines
            .iter()
            .filter(|line| !assigned.holder.contains_key(&line.requirement))
            .collect();
        if !left.is_empty() {
            let proposed: BTreeSet<ActionId> =
                out.proposals.iter().map(|one| one.id.clone()).collect();
            out.proposals
                .push(new(plan, &proposed, group, &left, as_of));
        }
    }
    let mut known = Vec::new();
    for (at, action) in plan.actions.iter().enumerate() {
        let more: Vec<&RequirementId> = assigned.of(at);
        match known_action(plan, gaps, &lines, &assigned, (at, action), &more, as_of) {
            Ok(Some(proposal)) => known.push(proposal),
            Ok(None) => out.unchanged += 1,
            Err(refused) => out.problems.push(Problem::file(&action.id.path(), refused)),
        }
    }
    known.sort_by_key(|proposal| (proposal.what, proposal.grade));
    out.proposals.extend(known);
    out
}

/// Which action has which open requirement, by their places in the plan.
struct Assigned<'a> {
    holder: BTreeMap<&'a RequirementId, usize>,
    of: BTreeMap<usize, Vec<&'a RequirementId>>,
}

impl<'a> Assigned<'a> {
    fn of(&self, action: usize) -> Vec<&'a RequirementId> {
        self.of.get(&action).cloned().unwrap_or_default()
    }
}

fn assigned<'a>(
    plan: &Plan,
    gaps: &'a Gaps,
    covers: &dyn Fn(&Target) -> Vec<RequirementId>,
) -> Assigned<'a> {
    // Live actions go before those that are over, then by number.
    let rank = |at: usize| (!plan.actions[at].is_live(), at);
    let mut first: BTreeMap<RequirementId, usize> = BTreeMap::new();
    let put = |map: &mut BTreeMap<RequirementId, usize>, id: &RequirementId, at: usize| {
        let holder = map.entry(id.clone()).or_insert(at);
        if rank(at) < rank(*holder) {
            *holder = at;
        }
    };
    let mut about: BTreeMap<RequirementId, (usize, usize)> = BTreeMap::new();
    let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, action) in plan.actions.iter().enumerate() {
        for part in action.gap.iter().flat_map(|gap| &gap.boxes) {
            put(&mut first, &part.requirement, at);
        }
        if !action.is_live() {
            continue;
        }
        for target in &action.about {
            let covered = covers(target);
            let wide = covered.len();
            for id in covered {
                let nearest = about.entry(id).or_insert((wide, at));
                *nearest = (*nearest).min((wide, at));
            }
        }
        if let Some(gap) = &action.gap {
            by_key.entry(&gap.of).or_insert(at);
        }
    }
    let mut out = Assigned {
        holder: BTreeMap::new(),
        of: BTreeMap::new(),
    };
    for group in &gaps.groups {
        for line in &group.lines {
            let id = &line.requirement;
            let own = first.get(id).copied();
            let live = own.filter(|at| plan.actions[*at].is_live());
            let said = about.get(id).map(|(_, at)| *at);
            let alike = by_key.get(group.of.as_str()).copied();
            if let Some(at) = live.or(said).or(own).or(alike) {
                out.holder.insert(id, at);
                out.of.entry(at).or_default().push(id);
            }
        }
    }
    out
}

fn new(
    plan: &Plan,
    proposed: &BTreeSet<ActionId>,
    group: &Group,
    lines: &[&GapLine],
    as_of: Date,
) -> Proposal {
    let first = lines.first().map(|line| line.requirement.to_string());
    let seed = [group.of.as_str(), first.as_deref().unwrap_or_default()];
    let id = fresh(&seed, |id| plan.is_taken(id) || proposed.contains(id));
    let boxes: Vec<GapBox> = lines.iter().map(|line| open_box(line)).collect();
    let gap = Gap {
        of: group.of.clone(),
        asks: group.asks.clone(),
        state: GapState::Present,
        grade: worst(lines.iter().map(|line| line.grade)),
        judged: worst(lines.iter().map(|line| line.judged)),
        gain: as_kept(lines.iter().map(|line| line.gain).sum()),
        since: Some(as_of),
        cleared: None,
        boxes,
    };
    Proposal {
        title: group.asks.clone(),
        what: What::New,
        grade: gap.grade,
        open: lines.len(),
        says: lines
            .iter()
            .map(|line| format!("[ ] {}: {}", line.requirement, line.missing))
            .collect(),
        after: Some(new_file(&id, as_of, &[], Some(&gap), "")),
        id,
    }
}

fn open_box(line: &GapLine) -> GapBox {
    GapBox {
        requirement: line.requirement.clone(),
        state: BoxState::Open,
        missing: line.missing.clone(),
    }
}

/// The worst of some grades; major is the least of them.
fn worst(grades: impl Iterator<Item = Grade>) -> Grade {
    grades.min().unwrap_or(Grade::None)
}

type Lines<'a> = BTreeMap<&'a RequirementId, (&'a Group, &'a GapLine)>;

fn known_action(
    plan: &Plan,
    gaps: &Gaps,
    lines: &Lines<'_>,
    assigned: &Assigned<'_>,
    (at, action): (usize, &Action),
    more: &[&RequirementId],
    as_of: Date,
) -> Result<Option<Proposal>, String> {
    let Some(gap) = gap_now(gaps, lines, action, more, as_of) else {
        return Ok(None);
    };
    let text = plan.texts.get(&action.id).map_or("", String::as_str);
    let after = if action.gap.as_ref() == Some(&gap) {
        None
    } else {
        Some(with_gap(text, action.gap.as_ref(), &gap)?)
    };
    // A gap that another, live action has taken up is not back in this one.
    let here = |part: &GapBox| {
        part.state == BoxState::Open && assigned.holder.get(&part.requirement) == Some(&at)
    };
    let is_here = gap.boxes.iter().any(here);
    let ended = action
        .accepted
        .as_ref()
        .is_some_and(|accepted| accepted.until < as_of);
    let what = match (action.status, gap.state) {
        (Status::Closed, GapState::Present) if is_here => Some(What::Returned),
        (Status::RiskAccepted, GapState::Present) if ended => Some(What::AcceptanceEnded),
        (status, GapState::Cleared) if !status.is_over() => Some(What::Cleared),
        (status, GapState::Orphaned) if !status.is_over() => Some(What::Orphaned),
        _ => after.is_some().then_some(What::Changed),
    };
    let Some(what) = what else { return Ok(None) };
    let says = says(action.gap.as_ref(), &gap);
    Ok(Some(Proposal {
        id: action.id.clone(),
        title: action.title.clone().unwrap_or_else(|| gap.asks.clone()),
        what,
        grade: gap.grade,
        open: gap
            .boxes
            .iter()
            .filter(|part| part.state == BoxState::Open)
            .count(),
        says,
        after,
    }))
}

/// The gap of an action as it is now; `None` where it has none and gets none.
fn gap_now(
    gaps: &Gaps,
    lines: &Lines<'_>,
    action: &Action,
    more: &[&RequirementId],
    as_of: Date,
) -> Option<Gap> {
    let was = action.gap.as_ref();
    let mut boxes: Vec<GapBox> = was.map(|gap| gap.boxes.clone()).unwrap_or_default();
    for part in &mut boxes {
        part.state = gaps
            .standing
            .get(&part.requirement)
            .copied()
            .unwrap_or(BoxState::Gone);
        if let Some((_, line)) = lines.get(&part.requirement) {
            part.missing.clone_from(&line.missing);
        }
    }
    for id in more {
        if let Some((_, line)) = lines.get(id)
            && !boxes.iter().any(|part| part.requirement == **id)
        {
            boxes.push(open_box(line));
        }
    }
    if boxes.is_empty() {
        return None;
    }
    let open: Vec<&(&Group, &GapLine)> = boxes
        .iter()
        .filter(|part| part.state == BoxState::Open)
        .filter_map(|part| lines.get(&part.requirement))
        .collect();
    let state = if !open.is_empty() {
        GapState::Present
    } else if boxes.iter().any(|part| part.state == BoxState::Settled) {
        GapState::Cleared
    } else {
        GapState::Orphaned
    };
    let group = leading(was, &open);
    Some(Gap {
        of: group
            .map(|group| group.of.clone())
            .or_else(|| was.map(|gap| gap.of.clone()))?,
        asks: group
            .map(|group| group.asks.clone())
            .or_else(|| was.map(|gap| gap.asks.clone()))?,
        state,
        grade: worst(open.iter().map(|(_, line)| line.grade)),
        judged: worst(open.iter().map(|(_, line)| line.judged)),
        gain: as_kept(open.iter().map(|(_, line)| line.gain).sum()),
        since: was.map_or(Some(as_of), |gap| gap.since),
        cleared: match (state, was.and_then(|gap| gap.cleared)) {
            (GapState::Present, _) => None,
            (_, Some(day)) => Some(day),
            (_, None) => Some(as_of),
        },
        boxes,
    })
}

/// The group that says what an action asks for: the one it was made for while anything of that is
/// open, else the one that most of what is open belongs to.
fn leading<'a>(was: Option<&Gap>, open: &[&(&'a Group, &'a GapLine)]) -> Option<&'a Group> {
    let own = open
        .iter()
        .find(|(group, _)| was.is_some_and(|gap| gap.of == group.of));
    if let Some((group, _)) = own {
        return Some(group);
    }
    let mut best: Option<(&Group, usize)> = None;
    for (group, _) in open {
        let here = open
            .iter()
            .filter(|(other, _)| other.of == group.of)
            .count();
        if best.is_none_or(|(_, most)| here > most) {
            best = Some((group, here));
        }
    }
    best.map(|(group, _)| group)
}

/// What changes of a gap, a line each.
fn says(was: Option<&Gap>, now: &Gap) -> Vec<String> {
    let mut out = Vec::new();
    for part in &now.boxes {
        let id = &part.requirement;
        let before = was.and_then(|gap| gap.boxes.iter().find(|other| other.requirement == *id));
        let (state, missing) = (part.state, &part.missing);
        match (before, state) {
            (Some(before), _) if before == part => {}
            (None, _) => out.push(format!("[ ] {id}, new here: {missing}")),
            (Some(before), BoxState::Open) if before.state == BoxState::Open => {
                out.push(format!("[ ] {id}, now: {missing}"));
            }
            (Some(_), BoxState::Open) => out.push(format!("[ ] {id}, open again: {missing}")),
            (Some(_), BoxState::Settled) => {
                out.push(format!("[x] {id}, nothing is missing any more"));
            }
            (Some(_), BoxState::Gone) => out.push(format!("[-] {id}, counts no more")),
        }
    }
    if let Some(was) = was {
        let (from, to) = (was.grade.word(), now.grade.word());
        if was.grade != now.grade {
            out.push(format!("grade: {from} before, {to} now"));
        }
        if was.judged != now.judged {
            out.push(format!(
                "judged: {} before, {} now",
                was.judged.word(),
                now.judged.word()
            ));
        }
        if was.asks != now.asks {
            out.push(format!("asks now: {}", now.asks));
        }
        if out.is_empty() && was != now {
            out.push("what it would gain".to_owned());
        }
    }
    out
}
