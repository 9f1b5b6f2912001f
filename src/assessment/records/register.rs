//! Registers: what a table shows by its rows, or at least by its words.

use super::{Seen, ideas_in, rows::rows};
use crate::assessment::context::Context;
use crate::assessment::share::Share;
use crate::assessment::text::Outcome;
use crate::assessment::types::{Looked, State};
use crate::catalogue::Requirement;
use crate::source::Location;

/// Most failing rows named.
const MOST_PLACES: usize = 20;

pub(super) fn register(
    context: &Context<'_>,
    line: &Requirement,
    index: usize,
    outcome: &mut Outcome,
) -> Option<Seen> {
    let register = &context.evidence.registers[index];
    let at = register.document?;
    let document = &context.evidence.documents[at];
    if !context.counts(document) {
        outcome
            .remarks
            .push(format!("{} is obsolete and does not count", document.path));
        return None;
    }
    if !document.has_text() {
        outcome.unread.push(document.path.clone());
        return None;
    }
    let ideas = ideas_in(context, line, at);
    let name = document.path.clone();
    let piece = |share, state, missing, found, saw: String, places| {
        Some(Seen {
            tested: false,
            share,
            state,
            missing,
            found,
            looked: Looked {
                name: name.clone(),
                share,
                saw,
                places,
            },
        })
    };
    let Some(tested) = rows(context, line, register) else {
        let why = if line.test.is_some() {
            "the columns for this are not known"
        } else {
            "rows are not tested for this"
        };
        if ideas.is_empty() && !line.ideas.is_empty() {
            outcome.remarks.push(format!(
                "{}: shows none of what this line is about",
                document.path
            ));
            return None;
        }
        return piece(
            Share::HALF,
            State::Claimed,
            vec![format!("{}: {why}", document.path)],
            ideas,
            why.to_owned(),
            Vec::new(),
        );
    };
    if tested.applies == 0 {
        outcome.remarks.push(format!(
            "{}: no row in the time looked at that this applies to",
            document.path
        ));
        return None;
    }
    let passing = tested.applies - tested.failing.len();
    let share = Share::of(passing, tested.applies);
    let state = if passing == tested.applies {
        State::Shown
    } else if passing > 0 {
        State::PartlyShown
    } else {
        State::NotFound
    };
    let missing = if tested.failing.is_empty() {
        Vec::new()
    } else {
        vec![format!(
            "{}: {} of {} rows fail ({}); first on line {}",
            document.path,
            tested.failing.len(),
            tested.applies,
            tested.rule,
            tested.failing[0]
        )]
    };
    let places = tested
        .failing
        .iter()
        .take(MOST_PLACES)
        .map(|row| Location::at(document.path.clone(), *row, 1))
        .collect();
    let saw = format!("{passing} of {} rows pass", tested.applies);
    piece(share, state, missing, Vec::new(), saw, places).map(|piece| Seen {
        tested: true,
        ..piece
    })
}
