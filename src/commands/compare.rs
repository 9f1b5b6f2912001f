//! `compare`: what changed between two assessments, and why.
//!
//! Each side is a saved assessment, a folder that is assessed now, or a commit that is taken out of
//! git and assessed as of its own day, unless its settings or `--as-of` name another. What is on the
//! disk goes before what git knows by the same name.

use std::path::Path;

use anyhow::{anyhow, bail};

use super::assess::hashed;
use super::former::Repository;
use super::git::git_for;
use super::session::{Mistakes, Session, screen};
use super::writing::{deliver, ending};
use crate::cli::{Compare, CompareFormat, Global};
use crate::comparison::{Snapshot, Unusable, compare};
use crate::exit;
use crate::output::compare::{json, markdown, screen as on_screen};
use crate::output::json::json as saved;
use crate::source::visible;
use crate::workspace::{load, locate};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Compare, global: &Global) -> anyhow::Result<u8> {
    let format = form(args)?;
    let after = args.after.as_deref().unwrap_or_else(|| {
        let folder = args.folder.as_deref().and_then(Path::to_str);
        folder.unwrap_or(".")
    });
    let of_commits = args.folder.clone().unwrap_or_else(|| {
        let folder = Path::new(after);
        if folder.is_dir() {
            folder
        } else {
            Path::new(".")
        }
        .to_path_buf()
    });
    let before = side(&args.before, &of_commits, global)?;
    let now = side(after, &of_commits, global)?;
    let comparison = compare((&args.before, &before), (after, &now));
    let text = match format {
        CompareFormat::Json => json(&comparison),
        CompareFormat::Markdown => markdown(&comparison),
        CompareFormat::Table => {
            let folder = Path::new(after);
            let mut screen = screen(global, Some(folder));
            screen.about.begun = true;
            on_screen(&comparison, screen, folder.is_dir())
        }
    };
    deliver(&text, args.output.as_ref(), global)?;
    Ok(exit::DONE)
}

/// One side: a file, a folder, or a commit.
fn side(of: &str, of_commits: &Path, global: &Global) -> anyhow::Result<Snapshot> {
    let path = Path::new(of);
    if path.is_dir() {
        return assessed(Session::open(path, global)?);
    }
    if path.exists() || of.ends_with(".json") {
        return from_file(path);
    }
    at_commit(of, of_commits, global)
}

fn from_file(path: &Path) -> anyhow::Result<Snapshot> {
    let shown = visible(&path.display().to_string());
    let text = std::fs::read_to_string(path)
        .map_err(|error| anyhow!("{shown} cannot be read: {error}"))?;
    Snapshot::read(&text).map_err(|unusable| match unusable {
        Unusable::NoAssessment(why) => anyhow!(
            "{shown} is no saved assessment ({why}); `clausewise assess --save` keeps one under snapshots/"
        ),
        Unusable::OtherSchema(schema) => anyhow!(
            "{shown} was saved in form {schema}, which this version of clausewise does not read"
        ),
    })
}

/// The workspace as it was at a commit.
fn at_commit(revision: &str, folder: &Path, global: &Global) -> anyhow::Result<Snapshot> {
    if revision.is_empty() || revision.starts_with('-') || revision.contains(['\n', '\0']) {
        bail!(
            "`{}` is no file, no folder and no commit",
            visible(revision)
        );
    }
    let today = locate(folder)?;
    let cannot = |why: String| {
        let what = visible(revision);
        anyhow!("`{what}` is no file and no folder, and as a commit it cannot be looked at: {why}")
    };
    let git = git_for(&today).map_err(cannot)?;
    let repository = Repository::around(&git, &today).map_err(cannot)?;
    let (commit, day) = repository.commit_of(revision).map_err(cannot)?;
    let former = repository.take_out(&commit).map_err(cannot)?;
    let (mut workspace, problems) = load(former.root());
    if !problems.is_empty() {
        return Err(anyhow!(Mistakes(problems)).context(format!(
            "the workspace as it was at `{}` cannot be assessed",
            visible(revision)
        )));
    }
    workspace.settings.as_of.get_or_insert(day);
    workspace.settings.git = Some(false);
    let (session, _) = Session::of_former(workspace, &today, global)?;
    assessed(session)
}

/// An assessment in the form in which it is saved.
fn assessed(session: &Session) -> anyhow::Result<Snapshot> {
    let view = hashed(session.view(), &session.workspace.root);
    Snapshot::read(&saved(&view)).map_err(|_| anyhow!("the assessment cannot be compared"))
}

/// The form that is asked for: by name, else by the ending of the file.
fn form(args: &Compare) -> anyhow::Result<CompareFormat> {
    let ending = args.output.as_deref().and_then(|file: &Path| ending(file));
    Ok(match (args.format, ending.as_deref()) {
        (Some(format), _) => format,
        (None, None | Some("txt")) => CompareFormat::Table,
        (None, Some("json")) => CompareFormat::Json,
        (None, Some("md" | "markdown")) => CompareFormat::Markdown,
        (None, Some(other)) => bail!(
            "a comparison cannot be written as .{}; use .json, .md or .txt, or say --format",
            visible(other)
        ),
    })
}
