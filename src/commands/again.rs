//! What the commands that look a second time at some documents of an assessed folder share:
//! `calendar`, `suggest` and `report triangulation` each ask the texts something of their own.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::session::{Begun, Session, workspace};
use crate::cli::Global;
use crate::evidence::{Document, Found, list_files, look_again};
use crate::workspace::Workspace;

/// A folder, assessed, with the files in it.
///
/// # Errors
/// What kept it from running.
pub fn listed(folder: &Path, global: &Global) -> anyhow::Result<(&'static Session, Vec<Found>)> {
    listed_of(workspace(folder)?, global)
}

/// What a workspace holds, assessed, with its files.
///
/// # Errors
/// What kept it from running.
pub fn listed_of(
    workspace: Workspace,
    global: &Global,
) -> anyhow::Result<(&'static Session, Vec<Found>)> {
    Begun::today(workspace, global)?.read(global, list_files)
}

/// What `look` makes of the files of those documents that are `wanted` (each by its place in the
/// evidence), from the cache of that `name` where they are known. All that are wanted must be asked
/// for at once: what a run does not ask for, the cache does not keep.
pub fn look_at<T: Serialize + DeserializeOwned + Send>(
    session: &Session,
    found: &[Found],
    name: &str,
    global: &Global,
    wanted: impl Fn(usize, &Document) -> bool,
    look: impl Fn(&str, &[u8]) -> T + Sync,
) -> Vec<(usize, T)> {
    let documents = session.evidence.documents.iter().enumerate();
    let (places, files): (Vec<usize>, Vec<&Found>) = documents
        .filter(|(at, document)| wanted(*at, document))
        .filter_map(|(at, document)| {
            let by_path = |found: &Found| found.path.as_str().cmp(&document.path);
            Some((at, &found[found.binary_search_by(by_path).ok()?]))
        })
        .unzip();
    let cache = session.kept.cache(name, global);
    let looked = look_again(&files, cache.as_ref(), &session.catalogue.digest, look);
    let looked = places.into_iter().zip(looked);
    looked.filter_map(|(at, of)| Some((at, of?))).collect()
}
