//! `plan next`: what to take up next, and why.

use super::super::session::{say, screen};
use super::apply::tell_problems;
use super::table::Table;
use crate::cli::Global;
use crate::cli::plan::{Next, PlanFormat};
use crate::exit;
use crate::output::plan::{next_json, next_screen};
use crate::plan::{GapState, Placed, Status, Wanted, order};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Next, global: &Global) -> anyhow::Result<u8> {
    let table = Table::open(&args.folder, global)?;
    let basis = table.basis();
    let order = order(&table.plan, basis);
    let wanted = Wanted {
        owner: args.owner.clone(),
        people: table.workspace.settings.people.clone(),
        ..Wanted::default()
    };
    let of_owner: Vec<&Placed> = order
        .placed
        .iter()
        .filter(|placed| wanted.takes(&table.plan.actions[placed.action], &[], table.as_of))
        .collect();
    let can_begin = |placed: &&&Placed| {
        let action = &table.plan.actions[placed.action];
        let present = action
            .gap
            .as_ref()
            .is_none_or(|gap| gap.state == GapState::Present);
        let open = matches!(action.status, Status::Open | Status::InProgress);
        open && present && placed.waits_for.is_empty()
    };
    let ready: Vec<&Placed> = of_owner.iter().filter(can_begin).copied().collect();
    let chosen: Vec<&Placed> = ready.iter().take(args.count).copied().collect();
    let waiting = of_owner.len() - ready.len();
    if args.format == PlanFormat::Json {
        say(&next_json(&table.plan, &chosen, waiting, &basis)?)?;
    } else {
        let screen = screen(global, Some(&args.folder));
        say(&next_screen(&table.plan, &chosen, waiting, &basis, &screen))?;
    }
    tell_problems(&table.plan.problems);
    Ok(if table.plan.is_whole() {
        exit::DONE
    } else {
        exit::COULD_NOT_RUN
    })
}
