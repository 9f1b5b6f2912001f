//! `plan`: the action plan. One file a verb.

use crate::cli::Global;
use crate::cli::plan::{Plan, PlanCommand};

mod apply;
mod edit;
mod export;
mod history;
mod import;
mod list;
mod next;
mod path;
mod progress;
mod show;
mod table;
mod viewed;

pub use apply::tell_problems;
pub use viewed::viewed;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Plan, global: &Global) -> anyhow::Result<u8> {
    match &args.command {
        None => apply::show(args, global),
        Some(PlanCommand::Apply(args)) => apply::run(args, global),
        Some(PlanCommand::List(args)) => list::run(args, global),
        Some(PlanCommand::Next(args)) => next::run(args, global),
        Some(PlanCommand::Path(args)) => path::run(args, global),
        Some(PlanCommand::Show(args)) => show::run(args, global),
        Some(PlanCommand::Add(args)) => edit::add(args, global),
        Some(PlanCommand::Set(args)) => edit::set(args, global),
        Some(PlanCommand::Start(args)) => edit::start(args, global),
        Some(PlanCommand::Done(args)) => edit::done(args, global),
        Some(PlanCommand::Verify(args)) => edit::verify(args, global),
        Some(PlanCommand::Close(args)) => edit::close(args, global),
        Some(PlanCommand::Reopen(args)) => edit::reopen(args, global),
        Some(PlanCommand::AcceptRisk(args)) => edit::accept_risk(args, global),
        Some(PlanCommand::Progress(args)) => progress::run(args, global),
        Some(PlanCommand::Export(args)) => export::run(args, global),
        Some(PlanCommand::Import(args)) => import::run(args, global),
    }
}
