//! `plan show`: one action, whole.

use anyhow::anyhow;

use super::super::session::{as_of, say, screen, workspace};
use super::apply::tell_problems;
use crate::cli::Global;
use crate::cli::plan::ShowAction;
use crate::exit;
use crate::output::plan::{Close, action_screen};
use crate::plan::load;
use crate::plan::rules::{self, Around};
use crate::workspace::is_address;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &ShowAction, global: &Global) -> anyhow::Result<u8> {
    let workspace = workspace(&args.folder)?;
    let plan = load(&workspace.root);
    let action = plan.meant(&args.action).map_err(|why| anyhow!(why))?;
    let as_of = as_of(global, workspace.settings.as_of)?;
    let is_there = |path: &str| is_address(path) || workspace.root.join(path).is_file();
    let around = Around {
        people: &workspace.settings.people,
        is_there: &is_there,
    };
    let missing = rules::close(action, &[], as_of, &around)
        .err()
        .unwrap_or_default();
    let screen = screen(global, Some(&args.folder));
    say(&action_screen(
        &plan,
        action,
        as_of,
        &Close { missing },
        &screen,
    ))?;
    tell_problems(&plan.problems);
    Ok(exit::DONE)
}
