//! `plan path`: what must begin when, so that all is done by the audit.

use anyhow::bail;

use super::super::session::{date, say, screen};
use super::apply::tell_problems;
use super::table::Table;
use crate::cli::Global;
use crate::cli::plan::{PlanFormat, WayToAudit};
use crate::exit;
use crate::output::plan::{path_json, path_screen};
use crate::plan::{order, way};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &WayToAudit, global: &Global) -> anyhow::Result<u8> {
    let table = Table::open(&args.folder, global)?;
    let audit = match &args.by {
        Some(text) => Some(date(text)?),
        None => table.audit(),
    };
    let Some(audit) = audit else {
        bail!(
            "no day is known by which all must be done: say --by DATE, or add to clausewise.toml\n\n  [audit]\n  stage2 = 2027-06-01"
        );
    };
    if audit <= table.as_of {
        bail!(
            "{audit} is not after {}, the day assessed; say another day with --by",
            table.as_of
        );
    }
    let basis = table.basis();
    let circles = order(&table.plan, basis).circles;
    let way = way(&table.plan, basis, audit, circles);
    if args.format == PlanFormat::Json {
        say(&path_json(&table.plan, &way, audit, &basis)?)?;
    } else {
        let screen = screen(global, Some(&args.folder));
        say(&path_screen(&table.plan, &way, audit, &basis, &screen))?;
    }
    tell_problems(&table.plan.problems);
    Ok(if table.plan.is_whole() {
        exit::DONE
    } else {
        exit::COULD_NOT_RUN
    })
}
