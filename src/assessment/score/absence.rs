//! Whether nothing found means that it is not there, or only that nobody has seen it.
//!
//! Not seen is the answer in doubt. A thing is not found only where something written is
//! explicitly asked for or the inventory is said to be complete, and where no file is left
//! that may hold it.

use std::sync::Arc;

use super::candidates::candidates;
use super::members::noun;
use crate::assessment::claims::Claimed;
use crate::assessment::context::Context;
use crate::assessment::outcome::Outcome;
use crate::assessment::share::Share;
use crate::assessment::types::State;
use crate::catalogue::{CalledFor, Per, Proof, Requirement};

/// Decides between absent and unknown; the files that may hold it are given back.
pub(super) fn absent(
    context: &Context<'_>,
    line: &Requirement,
    claimed: &[Claimed],
    outcome: &mut Outcome,
) -> Vec<Arc<str>> {
    if without_case(context, line, outcome) {
        outcome.state = State::NotSeen;
        outcome.share = None;
        outcome.missing.clear();
        outcome.found.clear();
    }
    let nothing = outcome.share.is_none_or(|share| share == Share::NONE)
        && !matches!(outcome.state, State::Contrary);
    if !nothing || line.proof == Proof::People || line.control.is_some() {
        return Vec::new();
    }
    let elsewhere = line.rest.is_some() || no_party(context, line);
    // Claimed for the clause at large and silent: of what need not exist that says nothing.
    if outcome.state == State::NotFound
        && !outcome.tested
        && (elsewhere || line.rare && (explicit(context, line) || !outcome.direct))
    {
        outcome.state = State::NotSeen;
        outcome.share = None;
        outcome.missing.clear();
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
    } else if outcome.share.is_none() && !elsewhere && expected(context, line) {
        outcome.state = State::NotFound;
        outcome.share = Some(Share::NONE);
        if outcome.missing.is_empty() {
            outcome.missing.push(absence(context, line, claimed));
        }
    }
    could_hold
}

/// Whether a rare line, for which nothing is claimed but its clause at large, is seen in a file that
/// says no more than what several lines are about: a policy that sends removals down the route for new
/// services removes none.
fn without_case(context: &Context<'_>, line: &Requirement, outcome: &Outcome) -> bool {
    let mut found = outcome.found.iter().peekable();
    line.rare
        && !outcome.direct
        && !outcome.tested
        && outcome.state == State::PartlyShown
        && found.peek().is_some()
        && found.all(|found| context.catalogue.ideas[found.idea].shared)
}

/// Whether it would have been seen if it were there.
fn expected(context: &Context<'_>, line: &Requirement) -> bool {
    !line.rare && (explicit(context, line) || context.workspace.settings.inventory_complete)
}

/// Whether something written is explicitly asked for, and anything at all was read.
fn explicit(context: &Context<'_>, line: &Requirement) -> bool {
    let mut documents = context.evidence.documents.iter();
    line.called_for == CalledFor::Explicit
        && documents.any(|document| document.has_text() && !document.set_aside)
}

/// Says of a line that nothing was seen for, since no party is named that it hangs on, which
/// answer settles that.
pub(super) fn ask_for_party(context: &Context<'_>, line: &Requirement, outcome: &mut Outcome) {
    if no_party(context, line) && outcome.share.is_none() {
        outcome.remarks.push(format!(
            "clausewise.toml names no {}; if there is none, answer no-such-party for this line (`clausewise answer --help`)",
            line.per.map_or("party", noun)
        ));
    }
}

/// Whether a line hangs on a party of which `clausewise.toml`, where parties are named,
/// names none.
fn no_party(context: &Context<'_>, line: &Requirement) -> bool {
    let of_suppliers = matches!(line.per, Some(Per::Supplier | Per::InternalSupplier));
    line.no_such_party
        && of_suppliers
        && !context.workspace.settings.parties.is_empty()
        && line
            .per
            .is_some_and(|per| context.population(per).is_empty())
}

fn absence(context: &Context<'_>, line: &Requirement, claimed: &[Claimed]) -> String {
    if claimed.is_empty() {
        return "nothing is claimed for it and no file that was read offers it".to_owned();
    }
    let item = line.of.as_ref().and_then(|of| context.catalogue.item(of));
    match item {
        Some(item) => format!(
            "no file claimed for it shows what is asked for (item {}: {})",
            item.id, item.name
        ),
        None => "no file claimed for it shows it".to_owned(),
    }
}
