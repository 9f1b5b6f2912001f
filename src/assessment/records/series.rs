//! Records that come at intervals: the share of the periods due that have one.
//!
//! A period that nobody excused and that has no record is a hole, however good the other
//! records are. A file that cannot be read fills its period without showing anything.

use super::{Seen, ideas_in};
use crate::assessment::context::Context;
use crate::assessment::ideas::{by_title_alone, says_something};
use crate::assessment::outcome::Outcome;
use crate::assessment::share::Share;
use crate::assessment::types::{FoundIdea, Looked, PeriodState, State};
use crate::catalogue::Requirement;
use crate::source::few;

/// Most periods named in one sentence.
const MOST_PERIODS: usize = 6;

pub(super) fn series(
    context: &Context<'_>,
    line: &Requirement,
    index: usize,
    outcome: &mut Outcome,
) -> Option<Seen> {
    let result = &context.series[index];
    let due: Vec<_> = result
        .periods
        .iter()
        .filter(|period| !matches!(period.state, PeriodState::Excused(_)))
        .collect();
    let entry = &context.evidence.series[index].entry;
    let name = entry.id.as_str();
    if let Some(since) = entry.since.filter(|since| *since > context.window.start) {
        outcome.remarks.push(format!(
            "series {name} begins {since}, the time looked at begins {}",
            context.window.start
        ));
    }
    if due.is_empty() {
        outcome.remarks.push(format!(
            "series {name}: nothing was due in the time looked at"
        ));
        return None;
    }
    let (mut evidenced, mut unread) = (0, 0);
    let (mut missing, mut found, mut idle) = (Vec::new(), Vec::new(), Vec::new());
    let mut blank = Vec::new();
    for period in &due {
        match (&period.state, period.document) {
            (PeriodState::Present | PeriodState::Late, Some(at)) => {
                let ideas = ideas_in(context, line, at);
                let attested = context.attested[at] && !context.evidence.documents[at].has_text();
                let says = says_something(context, line, ideas.iter().map(|it| it.idea))
                    && !by_title_alone(context, line, at);
                if line.ideas.is_empty() || says {
                    evidenced += 1;
                    for idea in ideas {
                        if !found
                            .iter()
                            .any(|known: &FoundIdea| known.idea == idea.idea)
                        {
                            found.push(idea);
                        }
                    }
                } else if attested {
                    unread += 1;
                } else {
                    idle.push(context.evidence.documents[at].path.to_string());
                }
            }
            (PeriodState::Unusable(_), Some(at)) if context.evidence.documents[at].is_known() => {
                blank.push(period.name.clone());
            }
            (PeriodState::Unusable(_), at) => {
                let file = at.map(|at| &context.evidence.documents[at].path);
                let place = file.or_else(|| context.evidence.closed_for(entry.pattern.whole()));
                outcome.unread.extend(place.cloned());
                unread += 1;
            }
            _ => missing.push(period.name.clone()),
        }
    }
    let whole = Share::of(evidenced, due.len());
    let share = whole.times(Share::of(found.len(), line.ideas.len()));
    let faulted = !missing.is_empty() || !blank.is_empty();
    let mut sentences = Vec::new();
    if !idle.is_empty() {
        outcome.records_read = true;
        let there = idle.len() + evidenced;
        let told = format!(
            "series {name}: {} of {there} records there say nothing of this: {}",
            idle.len(),
            few(&idle, MOST_PERIODS)
        );
        sentences.push((idle.len(), told));
    }
    if !missing.is_empty() {
        let told = format!(
            "series {name}: no record for {}",
            few(&missing, MOST_PERIODS)
        );
        sentences.push((missing.len(), told));
    }
    if !blank.is_empty() {
        let told = format!(
            "series {name}: a file that says nothing or does not count for {}",
            few(&blank, MOST_PERIODS)
        );
        sentences.push((blank.len(), told));
    }
    // What concerns most periods comes first: steps and reports name the first reason.
    sentences.sort_by_key(|(periods, _)| std::cmp::Reverse(*periods));
    let mut sentences: Vec<String> = sentences.into_iter().map(|(_, told)| told).collect();
    if unread > 0 {
        sentences.push(format!("series {name}: {unread} could not be read"));
    }
    let state = if share == Share::ALL {
        State::Shown
    } else if evidenced > 0 {
        State::PartlyShown
    } else if unread > 0 {
        State::NotSeen
    } else {
        State::NotFound
    };
    if state == State::NotSeen {
        return None;
    }
    found.sort_by_key(|found| found.idea);
    let saw = format!("{evidenced} of {} periods show it", due.len());
    Some(Seen {
        whole: Some(whole),
        missing: sentences,
        faulted,
        found,
        ..Seen::new(state, Looked::new(name, share, saw))
    })
}
