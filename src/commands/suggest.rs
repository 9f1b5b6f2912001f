//! `suggest`: for which clauses files that nobody claims may be evidence.

use std::path::Path;

use super::cache::cache_for;
use super::session::{Session, library, say, screen, workspace};
use crate::cli::{Global, Suggest as Args, SuggestFormat};
use crate::evidence::{Found, list_files, look_again, relative};
use crate::exit;
use crate::output::json::pretty;
use crate::output::suggest::{SuggestView, overview, suggest_view};
use crate::suggest::{File, Known, Profile, is_free, suggest};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<u8> {
    let view = look(&args.folder, global)?;
    match args.format {
        SuggestFormat::Json => say(&pretty(&view)?)?,
        SuggestFormat::Table => {
            let screen = screen(global, Some(&args.folder));
            let next = [screen.command("assess")];
            say(&overview(&view, screen, args.all, &next))?;
        }
    }
    Ok(exit::DONE)
}

/// What is suggested for the files of a folder.
fn look(folder: &Path, global: &Global) -> anyhow::Result<SuggestView> {
    let workspace = workspace(folder)?;
    let within = relative(&workspace.root, &folder.canonicalize()?);
    let mut found: Vec<Found> = Vec::new();
    let session = Session::of_files(workspace, global, |workspace| {
        let walked = list_files(workspace);
        found.clone_from(&walked.files);
        walked
    })?;
    let (catalogue, documents) = (&session.catalogue, &session.evidence.documents);
    let (library, _) = library(global)?;
    let signs = library.signs(catalogue).map_err(super::session::Mistakes)?;
    let known = Known::new(catalogue, &signs);
    let free = documents.iter().enumerate();
    let free = free.filter(|(at, document)| is_free(&session.assessment, *at, document));
    let free: Vec<(usize, &Found)> = free
        .filter_map(|(at, document)| {
            let by_path = |found: &Found| found.path.as_str().cmp(&document.path);
            Some((at, &found[found.binary_search_by(by_path).ok()?]))
        })
        .collect();
    let files: Vec<&Found> = free.iter().map(|(_, found)| *found).collect();
    let cache = cache_for("suggest", &session.workspace.root, global);
    let look = |path: &str, bytes: &[u8]| Profile::of(&known, path, bytes);
    let profiles = look_again(&files, cache.as_ref(), &catalogue.digest, look);
    let read: Vec<(usize, &Profile)> = free
        .iter()
        .zip(&profiles)
        .filter_map(|((at, _), profile)| Some((*at, profile.as_ref()?)))
        .collect();
    let files: Vec<File<'_>> = read
        .iter()
        .map(|(at, profile)| File {
            document: &documents[*at],
            profile,
            hints: &session.assessment.hints[*at],
        })
        .collect();
    let suggested = suggest(catalogue, &known, &files);
    let files: Vec<_> = read
        .iter()
        .map(|(at, _)| &documents[*at])
        .zip(suggested)
        .collect();
    Ok(suggest_view(catalogue, &files, &within))
}
