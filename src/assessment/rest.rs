//! Lines that the rest of documented information answers by being there, such as "what the
//! standard calls for is part of the system".
//!
//! Nobody writes a document for them, so that their own absence means nothing: what is
//! absent has its own line, where it counts. While most of the rest has not been handed
//! over they stay *not seen*.

use super::context::Context;
use super::items::items;
use super::share::{CAP, Share};
use super::types::{ItemResult, Line, Presence, Standing, State};
use crate::catalogue::{CalledFor, ItemKind, Rest};

/// Answers them, once all other lines have their results.
pub fn settle(context: &Context<'_>, lines: &mut [Line]) {
    let requirements = &context.catalogue.requirements;
    if requirements.iter().all(|line| line.rest.is_none()) {
        return;
    }
    let items = items(context, lines);
    for (line, requirement) in lines.iter_mut().zip(requirements) {
        let part = match requirement.rest {
            Some(Rest::CalledFor) => count(context, &items, |_| true),
            Some(Rest::Records) => count(context, &items, |kind| kind == ItemKind::Record),
            Some(Rest::Own) | None => continue,
        };
        if line.standing == Standing::Counts && line.state != State::Contrary {
            answer(context, line, &part);
        }
    }
}

/// How much of the rest is there.
#[derive(Debug, Default)]
struct Part {
    /// All that is explicitly asked for.
    all: usize,
    /// What is there, at least in part.
    there: usize,
    /// What was looked for and is absent.
    absent: usize,
}

fn count(context: &Context<'_>, items: &[ItemResult], wanted: impl Fn(ItemKind) -> bool) -> Part {
    let catalogue = context.catalogue;
    let mut part = Part::default();
    for result in items {
        let item = &catalogue.items[result.item];
        let itself = item
            .requirements
            .iter()
            .all(|line| catalogue.requirements[*line].rest.is_some());
        if itself
            || item.called_for != CalledFor::Explicit
            || !wanted(item.kind)
            || result.presence == Presence::NotNeeded
        {
            continue;
        }
        part.all += 1;
        match result.presence {
            Presence::Present | Presence::Partial => part.there += 1,
            Presence::Absent => part.absent += 1,
            _ => {}
        }
    }
    part
}

fn answer(context: &Context<'_>, line: &mut Line, part: &Part) {
    let share = Share::of(part.there, part.there + part.absent).min(CAP);
    // Of a few files nobody concludes what is kept in all.
    let known = context.workspace.settings.inventory_complete || part.there * 2 >= part.all;
    if part.there == 0 || !known || line.machine >= Some(share) {
        return;
    }
    line.remarks.push(format!(
        "told by the rest: of {} documents and records that are explicitly asked for, {} are there",
        part.all, part.there
    ));
    line.missing.clear();
    line.faulted = false;
    if part.absent > 0 {
        line.missing.push(format!(
            "{} of the documents and records that are explicitly asked for were not found",
            part.absent
        ));
    }
    line.could_hold.clear();
    line.machine = Some(share);
    line.state = if part.absent == 0 {
        State::Shown
    } else {
        State::PartlyShown
    };
    if line.judgement.as_ref().is_none_or(|judged| judged.stale) {
        line.score = Some(share);
        line.low = line.low.max(Share::of(part.there, part.all).min(CAP));
        line.high = CAP;
    }
}
