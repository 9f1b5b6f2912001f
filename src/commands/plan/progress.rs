//! `plan progress`: how the plan went, and what remains until the audit.

use super::super::calendar::promises_of;
use super::super::session::{say, screen};
use super::apply::tell_problems;
use super::viewed::viewed;
use crate::cli::Global;
use crate::cli::plan::{ListFormat, Progress};
use crate::exit;
use crate::output::json::pretty;
use crate::output::plan::{progress_markdown, progress_screen};
use crate::plan::load;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Progress, global: &Global) -> anyhow::Result<u8> {
    let (session, said) = promises_of(&args.folder, global)?;
    let plan = load(&session.workspace.root);
    let (view, silent) = viewed(session, &plan, &said, global);
    match args.format {
        ListFormat::Json => say(&pretty(&view)?)?,
        ListFormat::Markdown => say(&progress_markdown(&view))?,
        ListFormat::Table => {
            let screen = screen(global, Some(&args.folder));
            say(&progress_screen(&view, silent.as_deref(), &screen))?;
        }
    }
    tell_problems(&plan.problems);
    Ok(if plan.is_whole() {
        exit::DONE
    } else {
        exit::COULD_NOT_RUN
    })
}
