//! Whether nothing found means that it is not there, or only that nobody has seen it.
//!
//! Not seen is the answer in doubt. A thing is not found only where something written is
//! explicitly asked for or the inventory is said to be complete, and where no file is left
//! that may hold it.

use std::sync::Arc;

use super::candidates::candidates;
use crate::assessment::claims::Claimed;
use crate::assessment::context::Context;
use crate::assessment::share::Share;
use crate::assessment::text::Outcome;
use crate::assessment::types::State;
use crate::catalogue::{CalledFor, Proof, Requirement};

/// Decides between absent and unknown; the files that may hold it are given back.
pub(super) fn absent(
    context: &Context<'_>,
    line: &Requirement,
    claimed: &[Claimed],
    outcome: &mut Outcome,
) -> Vec<Arc<str>> {
    let nothing = outcome.share.is_none_or(|share| share == Share::NONE)
        && !matches!(outcome.state, State::Contrary);
    if !nothing || line.proof == Proof::People || line.control.is_some() {
        return Vec::new();
    }
    let could_hold = if outcome.tested {
        Vec::new()
    } else {
        candidates(context, line, outcome)
    };
    if !could_hold.is_empty() || !outcome.unread.is_empty() {
        if outcome.state != State::Claimed || outcome.share.is_none() {
            outcome.state = State::NotSeen;
            outcome.share = None;
        }
    } else if outcome.share.is_none() && expected(context, line) {
        outcome.state = State::NotFound;
        outcome.share = Some(Share::NONE);
        if outcome.missing.is_empty() {
            outcome.missing.push(absence(context, line, claimed));
        }
    }
    could_hold
}

/// Whether it would have been seen if it were there.
fn expected(context: &Context<'_>, line: &Requirement) -> bool {
    let anything = context
        .evidence
        .documents
        .iter()
        .any(|document| document.has_text() && !document.set_aside);
    let explicit = line.called_for == CalledFor::Explicit && anything;
    let complete = context.workspace.settings.inventory_complete && !line.rare;
    explicit && !(line.rare && line.proof == Proof::Record) || complete
}

fn absence(context: &Context<'_>, line: &Requirement, claimed: &[Claimed]) -> String {
    let what = line
        .of
        .as_ref()
        .and_then(|of| context.catalogue.item(of))
        .map(|item| item.name.clone());
    let subject = what.unwrap_or_else(|| line.text.trim_end_matches('.').to_owned());
    if claimed.is_empty() {
        "nothing is claimed for it and no file that was read offers it".to_owned()
    } else {
        format!("what is claimed for it does not show it: {subject}")
    }
}
