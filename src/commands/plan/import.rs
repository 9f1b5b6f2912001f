//! `plan import`: actions out of a table that was kept so far.

use anyhow::{Context as _, anyhow, bail};
use rayon::prelude::*;

use super::super::session::{say, screen};
use super::super::shell::problem;
use super::super::writing::{confirmed, own_folder, told};
use super::apply::tell_problems;
use super::table::Table;
use crate::cli::Global;
use crate::cli::plan::Import;
use crate::exit;
use crate::form::did_you_mean;
use crate::intake::read_back::{Grid, grids};
use crate::output::paint::{count, cut_at_word};
use crate::plan::import::{Columns, columns, import};
use crate::plan::{ACTIONS, read_action};
use crate::source::visible;
use crate::workspace::Change;

/// Most actions that are shown before they are written, unless all are asked for.
const MOST: usize = 12;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Import, global: &Global) -> anyhow::Result<u8> {
    let table = Table::open(&args.folder, global)?;
    tell_problems(&table.plan.problems);
    let name = visible(&args.table.display().to_string());
    let bytes = std::fs::read(&args.table).with_context(|| format!("{name} cannot be read"))?;
    let sheets = grids(&name, &bytes).map_err(anyhow::Error::msg)?;
    let (grid, found) = chosen(&sheets, args).map_err(|why| anyhow!("{name}: {why}"))?;
    let imported = import(grid, &found, &table.catalogue, &table.plan, table.as_of);
    let screen = screen(global, Some(&args.folder));
    let mut out = known_columns(grid, &found);
    out.push_str(&told(&imported.told, screen.width));
    for draft in imported
        .drafts
        .iter()
        .take(if screen.verbose { usize::MAX } else { MOST })
    {
        let title = cut_at_word(&visible(&draft.title), screen.width.saturating_sub(16));
        out.push_str(&format!("  + {}  {title}\n", draft.id));
    }
    if imported.drafts.len() > MOST && !screen.verbose {
        out.push_str(&format!(
            "  … and {} more (-v lists them)\n",
            imported.drafts.len() - MOST
        ));
    }
    if imported.known > 0 {
        out.push_str(&format!(
            "{} here already and left alone.\n",
            match imported.known {
                1 => "1 row is".to_owned(),
                n => format!("{n} rows are"),
            }
        ));
    }
    if imported.drafts.is_empty() {
        say(&format!(
            "{out}There is nothing to take over.\n{}",
            screen.next("plan list")
        ))?;
        return Ok(exit::DONE);
    }
    let root = &table.workspace.root;
    let mut changes = Vec::new();
    for draft in imported.drafts {
        let path = draft.id.path();
        let (_, problems) = read_action(&path, &draft.text);
        if let Some(found) = problems.into_iter().next() {
            bail!(
                "{}: this row makes no action: {}",
                draft.place,
                found.message
            );
        }
        changes.push(Change {
            path: root.join(&path),
            name: path,
            before: None,
            after: draft.text,
        });
    }
    out.push_str(&format!(
        "\n{ACTIONS}/ gets {}.\n",
        count(changes.len(), "file")
    ));
    if confirmed(&args.write, &out)? {
        own_folder(root, ACTIONS)?;
        let failed: Vec<_> = changes
            .par_iter()
            .filter_map(|change| change.write().err())
            .collect();
        if let Some(first) = failed.into_iter().next() {
            return Err(problem(first));
        }
        say(&format!("Written.\n{}", screen.next("plan")))?;
    }
    Ok(exit::DONE)
}

/// The sheet to read: the one that is named, else the first in which actions are found.
fn chosen<'g>(sheets: &'g [Grid], args: &Import) -> Result<(&'g Grid, Columns), String> {
    if let Some(wanted) = &args.sheet {
        let names: Vec<&str> = sheets
            .iter()
            .filter_map(|grid| grid.name.as_deref())
            .collect();
        let grid = sheets
            .iter()
            .find(|grid| grid.name.as_deref() == Some(wanted.as_str()));
        let hint = did_you_mean(wanted, &names)
            .unwrap_or_else(|| format!("its sheets: {}", names.join(", ")));
        let grid = grid.ok_or_else(|| format!("there is no sheet `{wanted}`; {hint}"))?;
        return Ok((grid, columns(grid, &args.columns)?));
    }
    let mut refused: Option<String> = None;
    let mut best: Option<(&Grid, Columns)> = None;
    for grid in sheets {
        match columns(grid, &args.columns) {
            Ok(found) => {
                let known = best.as_ref().map_or(0, |(_, best)| best.of.len());
                if found.of.len() > known {
                    best = Some((grid, found));
                }
            }
            Err(why) => {
                refused.get_or_insert(why);
            }
        }
    }
    best.ok_or_else(|| refused.unwrap_or_else(|| "it holds nothing".to_owned()))
}

/// What each column is taken for, so that a wrong guess is seen before anything is written.
fn known_columns(grid: &Grid, found: &Columns) -> String {
    let sheet = grid.name.as_deref().map_or_else(String::new, |name| {
        format!(" of the sheet {}", visible(name))
    });
    let mut out = format!(
        "The columns{sheet}, as they are understood (--column KEY=COLUMN says otherwise):\n"
    );
    for (column, head) in &found.heads {
        let key = found.of.iter().find(|(_, at)| *at == column);
        let as_what = key.map_or("kept in the notes", |(key, _)| key.name());
        out.push_str(&format!(
            "  {:<28} {as_what}\n",
            cut_at_word(&visible(head), 28)
        ));
    }
    out.push('\n');
    out
}
