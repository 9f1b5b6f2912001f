//! `init`: start a workspace, or adopt a folder.
//!
//! What files seem to be about goes into the manifest as comments. Where there is a manifest
//! already, the same entries are shown instead, ready to be pasted.

use std::path::Path;

use anyhow::bail;

use super::session::{Mistakes, Session, as_of, say, screen};
use super::writing::confirmed;
use crate::cli::{Global, Init};
use crate::exit;
use crate::output::EvidenceView;
use crate::output::paint::wrap;
use crate::output::screen::quoted;
use crate::source::visible;
use crate::workspace::{FileHint, InitPlan, hint_entries, load, plan_init, series_entries};

/// Columns of a reason, so that with its two signs `#` it fits a screen of 80.
const COMMENT_WIDTH: usize = 74;

/// Most files whose hints are shown, unless all are asked for.
const MOST: usize = 20;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Init, global: &Global) -> anyhow::Result<u8> {
    if !args.folder.is_dir() {
        let folder = args.folder.display().to_string();
        if args.folder.exists() {
            bail!("{folder} is not a folder");
        }
        bail!(
            "there is no folder {folder}; make it first: mkdir {}",
            quoted(&visible(&folder))
        );
    }
    let root = std::fs::canonicalize(&args.folder)?;
    let hints = hints(&root, global)?;
    let plan = plan_init(&root, args.name.as_deref(), as_of(global, None)?, &hints);
    let text = planned(&plan, global);
    let next = screen(global, Some(&args.folder)).next("assess");
    if plan.files.is_empty() && plan.folders.is_empty() {
        say(&format!("{text}Everything is there already.\n{next}"))?;
    } else if confirmed(&args.write, &text)? {
        plan.write().map_err(super::shell::problem)?;
        let claim = match (plan.hinted() == 0, plan.writes_hints()) {
            (true, _) => "",
            (false, true) => "Take the # from the hints in evidence.yaml that are right.\n",
            (false, false) => "Add to evidence.yaml what is right of the hints.\n",
        };
        let (workspace, _) = load(&root);
        let services = if workspace.settings.services.is_empty() {
            "Name your services in clausewise.toml.\n"
        } else {
            ""
        };
        say(&format!("Done.\n{claim}{services}{next}"))?;
    }
    Ok(exit::DONE)
}

/// What is left alone and what would be written, and the hints that have no place in it.
fn planned(plan: &InitPlan, global: &Global) -> String {
    let mut text = String::new();
    for kept in &plan.kept {
        text.push_str(&format!("keep    {}\n", kept.display()));
    }
    for folder in &plan.folders {
        text.push_str(&format!("folder  {}/\n", folder.display()));
    }
    for (path, _) in &plan.files {
        text.push_str(&format!("write   {}\n", path.display()));
    }
    let hinted = plan.hinted();
    let files = if hinted == 1 { "file" } else { "files" };
    if plan.writes_hints() {
        text.push_str(&format!(
            "evidence.yaml has hints for {hinted} {files}, as comments.\n"
        ));
    } else if hinted > 0 {
        let most = if global.verbose { usize::MAX } else { MOST };
        let single = plan.hints.len();
        let shown = &plan.hints[..single.min(most)];
        text.push_str(&format!(
            "\nWhat {hinted} {files} claimed for nothing seem to be about, as entries"
        ));
        if single > 0 {
            text.push_str(&format!(" for `evidence:`\n\n{}", hint_entries(shown)));
        }
        if shown.len() < single {
            text.push_str(&format!(
                "  # … and {} more (-v shows all)\n",
                single - shown.len()
            ));
        }
        if !plan.series.is_empty() {
            let joint = if single > 0 { "\nand" } else { "" };
            text.push_str(&format!(
                "{joint} for `series:`\n\n{}",
                series_entries(&plan.series)
            ));
        }
        text.push('\n');
    }
    text
}

/// What the files of a folder seem to be about. A workspace with mistakes gets none: the
/// next assessment tells of them.
fn hints(root: &Path, global: &Global) -> anyhow::Result<Vec<FileHint>> {
    let (workspace, problems) = load(root);
    if !problems.is_empty() {
        return Ok(Vec::new());
    }
    let session = match Session::of(workspace, global) {
        Err(error) if error.is::<Mistakes>() => return Ok(Vec::new()),
        session => session?,
    };
    let view = session.view();
    let hint = |file: &EvidenceView| FileHint {
        path: file.path.clone(),
        clauses: file
            .ideas_of
            .iter()
            .map(|hint| {
                let reason = format!(
                    "{}, first on {}{}",
                    view.hint_in_words(hint),
                    hint.spot.spoken(),
                    file.caveat()
                );
                (hint.clause.clone(), wrap(&reason, COMMENT_WIDTH, 0))
            })
            .collect(),
    };
    Ok(view.hinted().map(hint).collect())
}
