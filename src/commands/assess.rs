//! `assess`: score the evidence.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use rayon::prelude::*;

use super::answered::{Answer, answered};
use super::session::{Session, say, screen, tell};
use super::texts::Texts;
use super::writing::{deliver, ending, own_folder};
use crate::cli::{Assess, Format, Global};
use crate::exit;
use crate::output::screen::Screen;
use crate::output::{GateView, View, csv, json, markdown, scorecard};
use crate::source::visible;
use crate::workspace::{Workspace, sha256_of};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Assess, global: &Global) -> anyhow::Result<u8> {
    let format = form(args)?;
    let mut screen = screen(global, Some(&args.folder));
    if args.save {
        let session = Session::open(&args.folder, global)?;
        screen.about.begun = session.workspace.settings.present;
        let root = &session.workspace.root;
        let view = session.traced_view(&session.logs(), &Texts::new(root));
        let view = hashed(view, root);
        let answer = answer(args, format, screen, &view, global)?;
        deliver(&answer.text, args.output.as_ref(), global)?;
        save(&session.workspace.root, &view, global)?;
        tell(&answer.told);
        return Ok(answer.code);
    }
    let to_file = args.output.is_some();
    let question = ("assess", format, &args.gate, global.quiet, to_file, screen);
    let question = |_: &Workspace| Some(format!("{question:?}"));
    let answer = answered(&args.folder, question, global, |session, found| {
        // Many files take much memory, and nobody looks at them again.
        drop(found);
        screen.about.begun = session.workspace.settings.present;
        let logs = session.logs();
        let view = if format == Format::Json {
            let root = &session.workspace.root;
            hashed(session.traced_view(&logs, &Texts::new(root)), root)
        } else {
            session.recorded_view(&logs)
        };
        answer(args, format, screen, &view, global)
    })?;
    deliver(&answer.text, args.output.as_ref(), global)?;
    tell(&answer.told);
    Ok(answer.code)
}

/// The finished values with the hashes of the files, by which a later comparison knows what changed.
#[must_use]
pub fn hashed(mut view: View, root: &Path) -> View {
    view.evidence.par_iter_mut().for_each(|file| {
        let path = root.join(&file.path);
        let plain = std::fs::symlink_metadata(&path).is_ok_and(|data| data.is_file());
        let hash = plain.then(|| sha256_of(&path).ok()).flatten();
        file.sha256 = hash.map(String::into_boxed_str);
    });
    view
}

/// What the finished values come to in the form that is asked for.
fn answer(
    args: &Assess,
    format: Format,
    screen: Screen<'_>,
    view: &View,
    global: &Global,
) -> anyhow::Result<Answer> {
    if let Some(gate) = &args.gate
        && !view.gates.iter().any(|known| known.gate == *gate)
    {
        let known: Vec<&str> = view.gates.iter().map(|gate| gate.gate.as_str()).collect();
        bail!("there is no gate `{gate}`; known: {}", known.join(", "));
    }
    let text = match format {
        Format::Table => {
            let text = if global.quiet {
                scorecard::brief(view, screen)
            } else {
                scorecard::scorecard(view, screen)
            };
            match &args.output {
                Some(_) => format!("{}\n\n{text}", view.mark()),
                None => text,
            }
        }
        Format::Json => json::json(view),
        Format::Csv => csv::csv(view),
        Format::Markdown => markdown::markdown(view),
    };
    let wanted = |gate: &&GateView| args.gate.as_ref() == Some(&gate.gate);
    let failed = view
        .gates
        .iter()
        .filter(wanted)
        .find(|gate| gate.verdict != "met");
    Ok(Answer {
        text,
        told: failed.map_or_else(String::new, |gate| scorecard::not_met(view, gate)),
        code: if view.is_empty() {
            exit::NOTHING
        } else if failed.is_some() {
            exit::NOT_MET
        } else {
            exit::DONE
        },
    })
}

/// Saves the assessment under `snapshots/`.
fn save(root: &Path, view: &View, global: &Global) -> anyhow::Result<()> {
    let name = format!("{}.json", view.as_of);
    let folder = own_folder(root, "snapshots")?;
    let path = free_name(&folder, &name, &json::json(view));
    crate::workspace::write_atomically(&path, json::json(view).as_bytes())
        .context("the snapshot could not be written into `snapshots`")?;
    if !global.quiet {
        say(&format!("Saved: {}\n", visible(&seen_from_here(&path))))?;
    }
    Ok(())
}

/// The form that is asked for: by name, else by the ending of the file.
fn form(args: &Assess) -> anyhow::Result<Format> {
    let ending = args.output.as_deref().and_then(ending);
    Ok(match (args.format, ending.as_deref()) {
        (Some(format), _) => format,
        (None, None | Some("txt")) => Format::Table,
        (None, Some("json")) => Format::Json,
        (None, Some("csv")) => Format::Csv,
        (None, Some("md" | "markdown")) => Format::Markdown,
        (None, Some("html" | "htm")) => {
            bail!(
                "an assessment has no web page; write one with: clausewise report gap -o FILE.html"
            )
        }
        (None, Some(other)) => bail!(
            "an assessment cannot be written as .{}; use .json, .csv, .md or .txt, or say --format",
            visible(other)
        ),
    })
}

/// A path as it is typed in the current folder, if it leads there.
fn seen_from_here(path: &Path) -> String {
    let here = std::env::current_dir().and_then(std::fs::canonicalize);
    let inside = here.ok().and_then(|here| path.strip_prefix(here).ok());
    inside.unwrap_or(path).display().to_string()
}

/// A name for a snapshot that overwrites no other: an equal one is kept as it is.
fn free_name(folder: &Path, name: &str, text: &str) -> PathBuf {
    let stem = name.trim_end_matches(".json");
    let mut path = folder.join(name);
    let mut number = 2;
    let is_taken = |path: &Path| match std::fs::symlink_metadata(path) {
        Ok(data) if data.is_file() => {
            std::fs::read(path).is_ok_and(|existing| existing != text.as_bytes())
        }
        found => found.is_ok(),
    };
    while is_taken(&path) {
        path = folder.join(format!("{stem}-{number}.json"));
        number += 1;
    }
    path
}
