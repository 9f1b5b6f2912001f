//! `suggest`: for which clauses files that nobody claims may be evidence; and what becomes of it.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::accept::{Accepting, Decided};
use super::again::{listed_of, look_at};
use super::session::{Mistakes, Session, library, say, screen, workspace};
use super::writing::{deliver_new, ending};
use crate::cli::{Global, Suggest as Args, SuggestFormat};
use crate::evidence::{Document, relative};
use crate::exit;
use crate::output::json::pretty;
use crate::output::screen::{Screen, quoted};
use crate::output::suggest::{SuggestView, as_csv, overview, suggest_view, workbook};
use crate::source::visible;
use crate::suggest::{File, Known, Profile, accepted, is_free, suggest};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<u8> {
    let accepting = Accepting {
        folder: &args.folder,
        write: &args.write,
        all: args.all,
    };
    if let Some(list) = &args.accept {
        return accepting.list(list, global);
    }
    let looked = Looked::new(&args.folder, global)?;
    let files = looked.files();
    let (known, session) = (&looked.known, looked.session);
    let suggested = suggest(&session.catalogue, known, &files);
    let view = suggest_view(&session.catalogue, &files, &suggested, &looked.within);
    if let Some(confidence) = args.accept_over {
        let claims = accepted(&session.catalogue, &files, &suggested, confidence);
        let screen = screen(global, Some(&args.folder));
        if claims.is_empty() {
            let next = screen.next("suggest");
            say(&format!(
                "No suggestion has a confidence of {confidence} or more.\n\n{next}"
            ))?;
            return Ok(exit::DONE);
        }
        let decided = Decided {
            claims: &claims,
            aside: &[],
        };
        return accepting.write(&session.workspace.root, &decided, String::new(), &screen);
    }
    if let Some(file) = &args.output {
        write_to(file, &view, session, global)?;
    }
    let shown = screen(global, Some(&args.folder));
    match args.format {
        SuggestFormat::Json if args.output.is_none() => say(&pretty(&view)?)?,
        SuggestFormat::Table if !(global.quiet && args.output.is_some()) => {
            say(&overview(
                &view,
                shown,
                args.all,
                &next(args, &view, &shown),
            ))?;
        }
        _ => {}
    }
    Ok(exit::DONE)
}

/// The commands a look ends with.
fn next(args: &Args, view: &SuggestView, screen: &Screen<'_>) -> Vec<String> {
    let name = |file: &PathBuf| quoted(&visible(&file.display().to_string()));
    let some = view.files.iter().any(|file| !file.suggestions.is_empty());
    match &args.output {
        Some(file) => vec![screen.command(&format!("suggest --accept {}", name(file)))],
        None if some => vec![
            screen.command("suggest -o suggestions.xlsx"),
            screen.command("suggest --accept-over 0.7 --dry-run"),
        ],
        None => vec![screen.command("assess")],
    }
}

fn write_to(
    file: &Path,
    view: &SuggestView,
    session: &Session,
    global: &Global,
) -> anyhow::Result<()> {
    let bytes = match ending(file).as_deref() {
        Some("xlsx") => workbook(view, session.assessment.as_of)?,
        Some("csv") => as_csv(view).into_bytes(),
        _ => bail!(
            "a list of suggestions is written as .xlsx or .csv; `{}` is neither (for JSON: --format json)",
            visible(&file.display().to_string())
        ),
    };
    deliver_new(&bytes, file, global)
}

/// The files of a workspace that nobody claims, looked at.
struct Looked {
    session: &'static Session,
    known: Known,
    /// The folder that was asked for, below the workspace.
    within: String,
    /// Documents by their places, and what their texts tell.
    profiles: Vec<(usize, Profile)>,
}

impl Looked {
    fn new(folder: &Path, global: &Global) -> anyhow::Result<Self> {
        let workspace = workspace(folder)?;
        let within = relative(&workspace.root, &folder.canonicalize()?);
        let (session, found) = listed_of(workspace, global)?;
        let catalogue = &session.catalogue;
        let (library, _) = library(global)?;
        let known = Known::new(catalogue, &library.signs(catalogue).map_err(Mistakes)?);
        let asked = |path: &str| within == "." || Path::new(path).starts_with(&within);
        let free = |at: usize, document: &Document| {
            asked(&document.path) && is_free(&session.assessment, at, document)
        };
        let look = |path: &str, bytes: &[u8]| Profile::of(&known, path, bytes);
        Ok(Self {
            profiles: look_at(session, &found, "suggest", global, free, look),
            session,
            known,
            within,
        })
    }

    fn files(&self) -> Vec<File<'_>> {
        let profiles = self.profiles.iter();
        profiles
            .map(|(at, profile)| File {
                document: &self.session.evidence.documents[*at],
                profile,
                hints: &self.session.assessment.hints[*at],
            })
            .collect()
    }
}
