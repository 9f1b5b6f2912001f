//! The one scoring function: a requirement's state and number from evidence alone,
//! then answers and judgements on top.

mod absence;
mod candidates;
mod members;
mod proof;
mod references;

use std::sync::Arc;

use super::answers::{self, Answered};
use super::claims::Claimed;
use super::context::Context;
use super::control;
use super::judgements;
use super::outcome::{Outcome, documents_of};
use super::records::{NO_INTERVAL, how_often};
use super::share::{CAP, of_rating};
use super::types::{Line, MOST_EVIDENCE, Standing, State};
use crate::catalogue::{Requirement, Target};
use crate::workspace::Grade;

pub use references::settle_references;

use absence::{absent, ask_for_party};
use members::evidence_outcome;

/// Scores one requirement. `same_as` and `any_of` are settled afterwards, by
/// [`settle_references`].
#[must_use]
pub fn score(context: &Context<'_>, index: usize, answered: &[Answered]) -> Line {
    let line = &context.catalogue.requirements[index];
    let claimed = &context.claims.by_line[index];
    let answer = answered.iter().find(|answer| answer.lines.contains(&index));
    let control = control::answer(context, line);
    let (mut outcome, members) = match (&control, answer) {
        (Some(control), _) => (control.outcome.clone(), Vec::new()),
        (None, Some(answer)) if answer.standing == Standing::Counts => {
            (answers::control_outcome(context, answer), Vec::new())
        }
        _ => evidence_outcome(context, line, claimed),
    };
    let could_hold = absent(context, line, claimed, &mut outcome);
    if !claimed.is_empty() {
        interval_unstated(context, line, &mut outcome);
    }
    if answer.is_none() {
        none_occurred(context, line, claimed, &mut outcome);
        ask_for_party(context, line, &mut outcome);
    }
    let mut result = unjudged(index, outcome, could_hold);
    result.members = members;
    if let Some(control) = control {
        result.low = control.low;
        result.high = CAP;
    } else {
        result.missing.extend(control::lacking(context, line));
    }
    if let Some(answer) = answer {
        result.standing = answer.standing.clone();
        result.answer = Some(answer.index);
        result.remarks.insert(0, answer.remark.clone());
    }
    let against = answered.iter().filter_map(|answer| answer.against(index));
    result.remarks.splice(0..0, against);
    result.notes = notes(context, line);
    if !result.notes.is_empty()
        && !context
            .workspace
            .judgements
            .iter()
            .any(|judgement| judgement.requirement == line.id)
    {
        result
            .remarks
            .push("notes were taken; they count once somebody judges".to_owned());
    }
    judge(context, line, index, &mut result);
    result
}

/// Says that nobody stated how often a thing is done that must be done at intervals.
fn interval_unstated(context: &Context<'_>, line: &Requirement, outcome: &mut Outcome) {
    // Of what is not there at all, nobody asks how often.
    let nothing = outcome.state == State::NotFound && outcome.looked.is_empty();
    if line.interval.is_none() || outcome.state == State::NotSeen || nothing {
        return;
    }
    let unstated = how_often(context, line).is_none();
    if unstated && !outcome.missing.iter().any(|missing| missing == NO_INTERVAL) {
        outcome.missing.push(NO_INTERVAL.to_owned());
    }
}

/// Says of a rare line that a file claimed for it tells of no occurrence: then that is the
/// answer, and somebody should give it.
fn none_occurred(
    context: &Context<'_>,
    line: &Requirement,
    claimed: &[Claimed],
    outcome: &mut Outcome,
) {
    if !line.rare || outcome.state == State::Shown {
        return;
    }
    // What came up rarely is often named in another line of the clause: a major incident and
    // the report on it.
    let catalogue = context.catalogue;
    let about = catalogue.clauses[line.clause].requirements.clone();
    let about = || {
        let lines = catalogue.requirements[about.clone()].iter();
        lines
            .filter(|line| line.rare)
            .flat_map(|line| line.ideas.clone())
    };
    let documents = claimed
        .iter()
        .flat_map(|claimed| documents_of(context, claimed.piece));
    let told = documents
        .map(|at| &context.evidence.documents[at])
        .find_map(|document| {
            let mut hits = about().filter_map(|idea| document.hit(idea));
            let hit = hits.find(|hit| hit.none_line > 0)?;
            Some(document.at(hit.none_line, 1))
        });
    if let Some(place) = told {
        outcome.remarks.push(format!(
            "{place} says that there was none; if so for the whole period, answer \"no occurrence\" (clausewise answer no-occurrence --about {})",
            line.id
        ));
    }
}

fn judge(context: &Context<'_>, line: &Requirement, index: usize, result: &mut Line) {
    let Some(judged) = judgements::standing(context, line, index) else {
        return;
    };
    if result.standing != Standing::Counts {
        result
            .remarks
            .push("it is judged as well; the answer takes it out of the totals, so that the judgement does not count".to_owned());
    } else if judged.stale {
        result
            .remarks
            .push("what the judgement rests on has changed; it must be renewed".to_owned());
    } else {
        let share = of_rating(judged.rating);
        result.score = Some(share);
        result.low = share;
        result.high = share;
    }
    if judged.disputed {
        result
            .remarks
            .push("assessors concluded differently; the later conclusion stands".to_owned());
    }
    result.judgement = Some(judged);
}

fn notes(context: &Context<'_>, line: &Requirement) -> Vec<usize> {
    let bears = |target: &Target| match target {
        Target::Requirement(id) => *id == line.id,
        Target::Clause(id) => id.contains(&line.id.clause),
        Target::Item(id) => line.of.as_ref() == Some(id),
    };
    (0..context.workspace.notes.len())
        .filter(|note| {
            let note = &context.workspace.notes[*note];
            note.about.iter().any(bears) && !note.is_later(context.as_of)
        })
        .collect()
}

/// The line as the machine sees it: what no person has judged is capped.
fn unjudged(index: usize, mut outcome: Outcome, could_hold: Vec<Arc<str>>) -> Line {
    let capped = outcome.share.map(|share| share.min(CAP));
    outcome.looked.truncate(MOST_EVIDENCE);
    Line {
        requirement: index,
        state: outcome.state,
        machine: capped,
        score: capped,
        low: capped.unwrap_or_default(),
        high: capped.unwrap_or(CAP),
        standing: Standing::Counts,
        judgement: None,
        answer: None,
        grade: Grade::None,
        found: outcome.found,
        missing: outcome.missing,
        faulted: outcome.faulted,
        look_at: outcome.look_at,
        remarks: outcome.remarks,
        evidence_count: outcome.count.max(outcome.looked.len()),
        evidence: outcome.looked,
        operation_only: outcome.operation_only,
        records_read: outcome.records_read,
        could_hold,
        notes: Vec::new(),
        members: Vec::new(),
    }
}
