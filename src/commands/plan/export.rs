//! `plan export`: the plan for other programs.

use std::path::Path;

use anyhow::bail;

use super::super::session::say;
use super::super::writing::{deliver, ending, write_out, written};
use super::apply::tell_problems;
use super::table::Table;
use crate::cli::Global;
use crate::cli::plan::{Export, ExportFormat};
use crate::exit;
use crate::output::plan::{plan_csv, plan_github, plan_gitlab, plan_ics, plan_jira, plan_xlsx};
use crate::plan::{Action, order};
use crate::source::visible;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Export, global: &Global) -> anyhow::Result<u8> {
    let format = form(args)?;
    let table = Table::open(&args.folder, global)?;
    let wanted = table.wanted(&args.filter)?;
    let plan = &table.plan;
    let placed = order(plan, table.basis()).placed;
    let live = placed.iter().map(|one| &plan.actions[one.action]);
    let over = plan.actions.iter().filter(|action| !action.is_live());
    let chosen: Vec<&Action> = live
        .chain(over)
        .filter(|action| wanted.takes(action, &table.covered(&action.about), table.as_of))
        .collect();
    let organisation = table.workspace.settings.organisation.as_deref();
    let text = match format {
        ExportFormat::Csv => plan_csv(&chosen),
        ExportFormat::Ics => plan_ics(organisation, &chosen, table.as_of),
        ExportFormat::Jira => plan_jira(&chosen),
        ExportFormat::Github => plan_github(&chosen),
        ExportFormat::Gitlab => plan_gitlab(&chosen),
        ExportFormat::Xlsx => {
            write_over(&plan_xlsx(&chosen, table.as_of)?, args, global)?;
            return Ok(code(&table));
        }
    };
    if args.output == Path::new("-") {
        say(&text)?;
        return Ok(code(&table));
    }
    // What carries our mark is nobody's work; a table may have been worked in.
    if matches!(format, ExportFormat::Ics | ExportFormat::Github) {
        deliver(&text, Some(&args.output), global)?;
        return Ok(code(&table));
    }
    write_over(text.as_bytes(), args, global)?;
    Ok(code(&table))
}

/// Tells what is wrong in the plan, and answers with the exit code.
fn code(table: &Table) -> u8 {
    tell_problems(&table.plan.problems);
    if table.plan.is_whole() {
        exit::DONE
    } else {
        exit::COULD_NOT_RUN
    }
}

/// Writes a table; over one that is there only when told to, since somebody may have worked in it.
fn write_over(bytes: &[u8], args: &Export, global: &Global) -> anyhow::Result<()> {
    let there = std::fs::read(&args.output).ok();
    if let Some(there) = there
        && !args.force
        && there != bytes
    {
        bail!(
            "{} is there already and somebody may have worked in it: give another name, or write over it with --force",
            visible(&args.output.display().to_string())
        );
    }
    write_out(bytes, &args.output)?;
    written(&args.output, global)
}

/// The form that is asked for: by name, else by the ending of the file.
fn form(args: &Export) -> anyhow::Result<ExportFormat> {
    Ok(match (args.format, ending(&args.output).as_deref()) {
        (Some(format), _) => format,
        (None, Some("csv")) => ExportFormat::Csv,
        (None, Some("xlsx")) => ExportFormat::Xlsx,
        (None, Some("ics")) => ExportFormat::Ics,
        (None, Some("sh")) => ExportFormat::Github,
        (None, other) => bail!(
            "in which form is the plan to be written{}? Say --format csv, xlsx, ics, jira, github or gitlab",
            other.map_or_else(String::new, |ending| format!(
                " to a file .{}",
                visible(ending)
            ))
        ),
    })
}
