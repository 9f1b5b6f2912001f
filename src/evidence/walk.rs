//! Which files there are: a parallel walk that honours `.gitignore` and
//! `.clausewiseignore` and leaves out what the tool itself wrote.
//!
//! Links are not followed, so that no path leaves the workspace and no loop exists;
//! each is listed, since a user may believe that it was read.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use globset::{Glob, GlobSet, GlobSetBuilder};
use ignore::{WalkBuilder, WalkState};

use super::cache::Stamp;
use super::ignored;
use crate::problem::Problem;

/// A file found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Workspace path, forward slashes; distinct, also where the name on disk is no UTF-8.
    pub path: String,
    /// The path on disk, byte for byte.
    pub on_disk: PathBuf,
    /// Size in bytes.
    pub size: u64,
    /// Whether it is a link, which is not followed.
    pub link: bool,
    /// By what it is taken for the same in another run; `None` where nothing is known of it.
    pub stamp: Option<Stamp>,
}

/// Everything found under a root.
#[derive(Debug, Default)]
pub struct Walked {
    /// Evidence files, sorted by path.
    pub files: Vec<Found>,
    /// Manifests (`evidence.yaml`), sorted by path.
    pub manifests: Vec<Found>,
    /// Sidecars (`*.meta.yaml`), sorted by path.
    pub sidecars: Vec<Found>,
    /// Folders and entries that could not be read.
    pub problems: Vec<Problem>,
    /// Folders of which nobody knows what they hold, sorted.
    pub closed: Vec<String>,
}

/// A file that speaks of other files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Declares {
    /// Of those in its folder and below (`evidence.yaml`).
    Manifest,
    /// Of the one beside it (`*.meta.yaml`).
    Sidecar,
}

/// Whether a file speaks of other files, by its name.
#[must_use]
pub fn declares(path: &str) -> Option<Declares> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if matches!(name, "evidence.yaml" | "evidence.yml") {
        Some(Declares::Manifest)
    } else if name.ends_with(".meta.yaml") || name.ends_with(".meta.yml") {
        Some(Declares::Sidecar)
    } else {
        None
    }
}

/// Files of the workspace that are no evidence, at its root.
const OWN_FILES: &[&str] = &[
    "clausewise.toml",
    "notes.toml",
    "judgements.toml",
    "answers.toml",
    "claims.toml",
    "requests.toml",
    "intake.json",
    "check-baseline.toml",
];

/// Folders the tool writes into, at the root.
const OWN_FOLDERS: &[&str] = &["snapshots", "actions"];

/// Walks a workspace.
///
/// `roots` are folders relative to `root` (none means all of it); `ignored` are globs
/// relative to `root`.
#[must_use]
pub fn walk(root: &Path, roots: &[String], ignored: &[String]) -> Walked {
    let mut walked = Walked::default();
    let ignore = globs(ignored, &mut walked.problems);
    let starts: Vec<PathBuf> = if roots.is_empty() {
        vec![root.to_path_buf()]
    } else {
        roots.iter().map(|folder| root.join(folder)).collect()
    };
    let found = Mutex::new(Vec::new());
    let problems = Arc::new(Mutex::new(Vec::new()));
    for start in starts {
        if !start.is_dir() {
            walked.problems.push(
                Problem::file(&relative(root, &start), "this folder cannot be read")
                    .hint("mend `roots` in clausewise.toml, or the folder's permissions"),
            );
            walked.closed.push(relative(root, &start));
            continue;
        }
        if let Some(problem) = ignored::unusable(root, &start) {
            walked.problems.push(problem);
            walked.closed.push(relative(root, &start));
            continue;
        }
        let (told, base) = (Arc::clone(&problems), root.to_path_buf());
        WalkBuilder::new(&start)
            .require_git(false)
            .git_global(false)
            // What is read must not depend on whose copy of the repository it is.
            .git_exclude(false)
            .ignore(false)
            .add_custom_ignore_filename(ignored::OWN)
            .follow_links(false)
            .filter_entry(move |entry| {
                let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
                let problem = is_folder.then(|| ignored::unusable(&base, entry.path()));
                let Some(problem) = problem.flatten() else {
                    return true;
                };
                tell(&told, problem, Some(relative(&base, entry.path())));
                false
            })
            .threads(
                std::thread::available_parallelism()
                    .map_or(2, usize::from)
                    .min(8),
            )
            .build_parallel()
            .run(|| {
                let mut batch = Batch {
                    found: &found,
                    list: Vec::new(),
                };
                let problems = &problems;
                let ignore = &ignore;
                Box::new(move |entry| {
                    match entry {
                        Ok(entry) => {
                            if let Some(error) = entry.error() {
                                let problem = ignored::bad_pattern(root, entry.path(), error);
                                tell(problems, problem, None);
                            }
                            match file(root, &entry, ignore) {
                                Some(Entry::File(file)) => batch.list.push(file),
                                Some(Entry::Other(problem)) => tell(problems, problem, None),
                                None => {}
                            }
                        }
                        Err(error) => {
                            let problem = unreadable(root, &error);
                            let path = problem.location.path.to_string();
                            tell(problems, problem, Some(path));
                        }
                    }
                    WalkState::Continue
                })
            });
    }
    let mut all: Vec<Found> = found.into_inner().unwrap_or_default();
    all.sort();
    all.dedup_by(|a, b| a.on_disk == b.on_disk);
    tell_apart(root, &mut all);
    for file in all {
        match declares(&file.path) {
            Some(Declares::Manifest) => walked.manifests.push(file),
            Some(Declares::Sidecar) => walked.sidecars.push(file),
            None => walked.files.push(file),
        }
    }
    let told = problems
        .lock()
        .map(|mut held| std::mem::take(&mut *held))
        .unwrap_or_default();
    let (mut problems, closed): (Vec<Problem>, Vec<Option<String>>) = told.into_iter().unzip();
    problems.sort_by(|a: &Problem, b| a.location.cmp(&b.location));
    problems.dedup();
    walked.problems.append(&mut problems);
    walked.closed.extend(closed.into_iter().flatten());
    walked.closed.sort();
    walked.closed.dedup();
    walked
}

/// What went wrong, and the folder that nobody can look into for it.
type Told = Mutex<Vec<(Problem, Option<String>)>>;

/// Adds a problem from any thread.
fn tell(told: &Told, problem: Problem, closed: Option<String>) {
    if let Ok(mut told) = told.lock() {
        told.push((problem, closed));
    }
}

/// A set of globs; those that cannot be read become problems.
pub fn globs(patterns: &[String], problems: &mut Vec<Problem>) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for pattern in patterns {
        match Glob::new(pattern) {
            Ok(glob) => {
                builder.add(glob);
            }
            Err(error) => problems.push(Problem::file(
                "clausewise.toml",
                format!("`{pattern}` is no file pattern: {}", error.kind()),
            )),
        }
    }
    builder.build().unwrap_or_else(|_| GlobSet::empty())
}

/// A thread's findings, handed over when the thread ends.
struct Batch<'a> {
    found: &'a Mutex<Vec<Found>>,
    list: Vec<Found>,
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        if let Ok(mut found) = self.found.lock() {
            found.append(&mut self.list);
        }
    }
}

/// What an entry of a folder is to a reader of evidence.
enum Entry {
    File(Found),
    /// Neither file nor folder: nothing to read, but somebody may believe it was.
    Other(Problem),
}

/// Whether a path is one of the workspace's own files, or in a folder the tool writes into.
#[must_use]
pub fn is_own(path: &str) -> bool {
    match path.split_once('/') {
        None => OWN_FILES.contains(&path),
        // An organisation may well have samples of its own.
        Some(("samples", name)) => name.starts_with("SAMPLE-") && name.ends_with(".toml"),
        Some((folder, _)) => OWN_FOLDERS.contains(&folder),
    }
}

/// Whether the tool had begun to write a file when it was stopped: nobody handed it over.
#[must_use]
pub fn is_begun(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_prefix(BEGUN)
        .is_some_and(|rest| rest.ends_with(".tmp"))
}

/// How the names of files begin while they are written.
pub const BEGUN: &str = ".clausewise-";

/// Every file below a folder, whatever it is.
#[derive(Debug, Default)]
pub struct Everything {
    /// The files, by path.
    pub files: Vec<Found>,
    /// What could not be looked at.
    pub problems: Vec<Problem>,
    /// Folders that cannot be opened: what they hold is not known.
    pub closed: Vec<String>,
}

/// Every file below a folder, hidden and ignored ones too, sorted by path; links are listed
/// and not followed, and what git keeps for itself is passed over. What cannot be looked into becomes a problem.
#[must_use]
pub fn everything(root: &Path, folder: &Path) -> Everything {
    let mut all = Everything::default();
    let Everything {
        files,
        problems,
        closed,
    } = &mut all;
    let walker = WalkBuilder::new(folder)
        .standard_filters(false)
        .follow_links(false)
        // The history that git keeps of a folder is nothing anybody handed over.
        .filter_entry(|entry| entry.depth() == 0 || entry.file_name() != ".git")
        .build();
    let none = GlobSet::empty();
    for entry in walker {
        match entry {
            Ok(entry) => match file(root, &entry, &none) {
                Some(Entry::File(found)) if found.path == ignored::OWN || is_begun(&found.path) => {
                }
                Some(Entry::File(found)) => files.push(found),
                Some(Entry::Other(problem)) => problems.push(problem),
                None => {}
            },
            Err(error) => {
                closed.extend(path_of(&error).map(|path| relative(root, path)));
                problems.push(unreadable(root, &error));
            }
        }
    }
    files.sort();
    tell_apart(root, files);
    problems.sort_by(|a, b| a.location.cmp(&b.location));
    all
}

fn file(root: &Path, entry: &ignore::DirEntry, ignore: &GlobSet) -> Option<Entry> {
    let kind = entry.file_type()?;
    if kind.is_dir() {
        return None;
    }
    let path = relative(root, entry.path());
    if is_own(&path) || ignore.is_match(&path) {
        return None;
    }
    if !kind.is_file() && !kind.is_symlink() {
        return Some(Entry::Other(
            Problem::file(&path, "this is a pipe, socket or device and is not read")
                .hint("take it out of the folder, or name it in .clausewiseignore"),
        ));
    }
    let data = if kind.is_symlink() {
        None
    } else {
        entry.metadata().ok()
    };
    Some(Entry::File(Found {
        path,
        on_disk: entry.path().to_path_buf(),
        size: data.as_ref().map_or(0, std::fs::Metadata::len),
        link: kind.is_symlink(),
        stamp: data.as_ref().and_then(Stamp::of),
    }))
}

/// Gives every file a path of its own. A name that is no UTF-8 is shown with `%E9` for
/// each byte that is none, and another file may really be called that: then `%` is put
/// before the name until it is the only one.
fn tell_apart(root: &Path, files: &mut [Found]) {
    let is_plain = |file: &Found| {
        let within = file.on_disk.strip_prefix(root).unwrap_or(&file.on_disk);
        within.to_str().is_some()
    };
    if files.iter().all(is_plain) {
        return;
    }
    let mut taken: HashSet<String> = files
        .iter()
        .filter(|file| is_plain(file))
        .map(|file| file.path.clone())
        .collect();
    for file in files.iter_mut() {
        if is_plain(file) {
            continue;
        }
        while !taken.insert(file.path.clone()) {
            let name = file.path.rfind('/').map_or(0, |at| at + 1);
            file.path.insert(name, '%');
        }
    }
    files.sort();
}

/// A path as it is shown: relative to the workspace, with forward slashes.
#[must_use]
pub fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path
        .components()
        .map(|part| shown(part.as_os_str()))
        .filter(|part| part != ".")
        .collect();
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}

/// A name as text: each byte that is no UTF-8 as `%` and two digits, so that two names
/// stay two and can be typed.
fn shown(name: &OsStr) -> String {
    let mut out = String::with_capacity(name.len());
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn unreadable(root: &Path, error: &ignore::Error) -> Problem {
    let path = path_of(error).map_or_else(|| ".".to_owned(), |path| relative(root, path));
    let reason = error.io_error().map_or_else(
        || "it cannot be read".to_owned(),
        |error| error.kind().to_string(),
    );
    Problem::file(
        &path,
        format!("this folder or file could not be read: {reason}"),
    )
    .hint(
        "what it holds is unknown, not absent; mend its permissions, or name it in .clausewiseignore",
    )
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}
