//! Which files there are: a parallel walk that honours `.gitignore` and
//! `.clausewiseignore` and leaves out what the tool itself wrote.
//!
//! Links are not followed, so that no path leaves the workspace and no loop exists;
//! each is listed, since a user may believe that it was read.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use globset::{Glob, GlobSet, GlobSetBuilder};
use ignore::{WalkBuilder, WalkState};

use crate::problem::Problem;

/// A file found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Workspace path, forward slashes.
    pub path: String,
    /// The path on disk.
    pub on_disk: PathBuf,
    /// Size in bytes.
    pub size: u64,
    /// Whether it is a link, which is not followed.
    pub link: bool,
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
}

/// Files of the workspace that are no evidence, at its root.
const OWN_FILES: &[&str] = &[
    "clausewise.toml",
    "notes.toml",
    "judgements.toml",
    "answers.toml",
    "claims.toml",
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
    let problems = Mutex::new(Vec::new());
    for start in starts {
        if !start.is_dir() {
            walked.problems.push(
                Problem::file(&relative(root, &start), "this folder cannot be read")
                    .hint("mend `roots` in clausewise.toml, or the folder's permissions"),
            );
            continue;
        }
        WalkBuilder::new(&start)
            .require_git(false)
            .git_global(false)
            .add_custom_ignore_filename(".clausewiseignore")
            .follow_links(false)
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
                            if let Some(file) = file(root, &entry, ignore) {
                                batch.list.push(file);
                            }
                        }
                        Err(error) => {
                            if let Ok(mut problems) = problems.lock() {
                                problems.push(unreadable(root, &error));
                            }
                        }
                    }
                    WalkState::Continue
                })
            });
    }
    let mut all: Vec<Found> = found.into_inner().unwrap_or_default();
    all.sort();
    all.dedup_by(|a, b| a.path == b.path);
    for file in all {
        let name = file.path.rsplit('/').next().unwrap_or("");
        if name == "evidence.yaml" || name == "evidence.yml" {
            walked.manifests.push(file);
        } else if name.ends_with(".meta.yaml") || name.ends_with(".meta.yml") {
            walked.sidecars.push(file);
        } else {
            walked.files.push(file);
        }
    }
    let mut problems = problems.into_inner().unwrap_or_default();
    problems.sort_by(|a: &Problem, b| a.location.cmp(&b.location));
    walked.problems.append(&mut problems);
    walked
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

fn file(root: &Path, entry: &ignore::DirEntry, ignore: &GlobSet) -> Option<Found> {
    let kind = entry.file_type()?;
    if kind.is_dir() || !(kind.is_file() || kind.is_symlink()) {
        return None;
    }
    let path = relative(root, entry.path());
    let own = match path.split_once('/') {
        None => OWN_FILES.contains(&path.as_str()),
        Some((folder, _)) => OWN_FOLDERS.contains(&folder),
    };
    if own || ignore.is_match(&path) {
        return None;
    }
    let size = if kind.is_symlink() {
        0
    } else {
        entry.metadata().map_or(0, |data| data.len())
    };
    Some(Found {
        path,
        on_disk: entry.path().to_path_buf(),
        size,
        link: kind.is_symlink(),
    })
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .filter(|part| part != ".")
        .collect();
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
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
    .hint("what it holds is unknown, not absent; mend its permissions and run again")
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
