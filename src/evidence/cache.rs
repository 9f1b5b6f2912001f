//! What files said when they were last read, so that a second look need not read them again.
//!
//! What is kept of a file is used only if reading it again would give the same: the file is
//! the same ([`stamp`]), and so is everything else that reading depends on: the program, the
//! catalogue, the names of the workspace and what is declared about the file outside it. A
//! cache of another program or catalogue is not looked at; one that is damaged, however, costs
//! time and nothing else ([`file`]).
//!
//! The cache lies where the system keeps such files and never among the evidence. It holds
//! titles, names and the rows of registers, and only its owner may open it.

mod file;
mod stamp;

use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::SystemTime;

use rustc_hash::FxHasher;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::walk::{Found, Walked};
use file::{Entry, Kept, Known, Writing};

pub use file::{UNFINISHED, is_safe};
pub use stamp::Stamp;

/// Where a cache lies, and what only the caller knows.
#[derive(Debug, Clone)]
pub struct CacheAt {
    /// The file. Its folder exists.
    pub file: PathBuf,
    /// What tells this program from any other build of it.
    pub program: String,
    /// When the run began, by the clock of the system.
    pub begun: SystemTime,
}

/// What is known of files, and what is learnt of them in this run.
pub(super) struct Cache {
    at: CacheAt,
    key: [u8; 32],
    kept: Kept,
    writing: Mutex<Writing>,
}

/// What stands for all files that were found, in this state; `None` where one of them was changed
/// so short before the run that it may change again and look the same.
#[must_use]
pub fn state_of(walked: &Walked, begun: SystemTime) -> Option<[u8; 32]> {
    let read_at = stamp::since_epoch(begun);
    let mut state = Sha256::new();
    for list in [&walked.files, &walked.manifests, &walked.sidecars] {
        state.update(list.len().to_le_bytes());
        for found in list {
            // What a link leads to is not read.
            let settled = |stamp: &Stamp| stamp.is_settled(read_at);
            if !found.link && !found.stamp.as_ref().is_some_and(settled) {
                return None;
            }
            let one = (&found.path, found.size, found.link, &found.stamp);
            state.update(postcard::to_stdvec(&one).ok()?);
        }
    }
    state.update(format!("{:?}", (&walked.problems, &walked.closed)));
    Some(state.finalize().into())
}

/// A single value that an earlier run kept under this key.
#[must_use]
pub fn recalled<T: DeserializeOwned>(at: &CacheAt, key: &[u8; 32]) -> Option<T> {
    let kept = Kept::open(&at.file, key);
    let known = kept.entries.get(SINGLE)?;
    kept.read(&known.entry)
}

/// Keeps a single value under a key, in the place of what was kept there. What cannot be written
/// is not kept.
pub fn remember(at: &CacheAt, key: &[u8; 32], value: &impl Serialize) {
    if let Ok(blob) = postcard::to_stdvec(value) {
        let mut writing = Writing::new(&at.file);
        writing.add(SINGLE, Entry::default(), &blob);
        writing.finish(&Kept::default(), key);
    }
}

/// What a cache of a single value calls it.
const SINGLE: &str = "";

/// What is said of a file outside it, as a number.
pub(super) fn outside_of(said: &impl std::fmt::Debug) -> u64 {
    let mut hasher = FxHasher::default();
    format!("{said:?}").hash(&mut hasher);
    hasher.finish()
}

impl Cache {
    /// Opens what an earlier run kept, if it was this program with this catalogue and these
    /// names.
    pub(super) fn open(at: &CacheAt, digest: &[u8; 32], names: &[String]) -> Self {
        let mut key = Sha256::new();
        key.update(digest);
        for name in std::iter::once(&at.program).chain(names) {
            key.update(name.len().to_le_bytes());
            key.update(name);
        }
        let key = key.finalize().into();
        Self {
            kept: Kept::open(&at.file, &key),
            writing: Mutex::new(Writing::new(&at.file)),
            at: at.clone(),
            key,
        }
    }

    /// Whether nothing is known yet.
    pub(super) fn is_empty(&self) -> bool {
        self.kept.entries.is_empty()
    }

    /// What was read of a file, if it is plainly the same.
    pub(super) fn unchanged<T: DeserializeOwned>(&self, found: &Found, outside: u64) -> Option<T> {
        let known = self.known(found, outside)?;
        let stamp = found.stamp.as_ref()?;
        let entry = &known.entry;
        if entry.stamp != *stamp || !stamp.is_settled(entry.read_at) {
            return None;
        }
        let read = self.kept.read(entry)?;
        known.mark_same();
        Some(read)
    }

    /// The same by its bytes, where its dates leave that open: after a fresh clone, or when it
    /// was written in the moment it was read.
    pub(super) fn same_bytes<T: DeserializeOwned>(
        &self,
        found: &Found,
        outside: u64,
        bytes: &[u8],
    ) -> Option<T> {
        let known = self.known(found, outside)?;
        let stamp = found.stamp.as_ref()?;
        let entry = &known.entry;
        if entry.stamp.size != stamp.size || entry.bytes != sha256(bytes) {
            return None;
        }
        let read = self.kept.read(entry)?;
        let read_at = stamp::since_epoch(self.at.begun);
        if stamp.is_settled(read_at) {
            let entry = Entry {
                stamp: stamp.clone(),
                read_at,
                ..entry.clone()
            };
            self.locked().carry(&found.path, entry);
        } else {
            // Its bytes have to be compared the next time too, and there is nothing to write.
            known.mark_same();
        }
        Some(read)
    }

    /// Keeps what was read of a file.
    pub(super) fn keep(&self, found: &Found, outside: u64, bytes: &[u8], read: &impl Serialize) {
        let Some(stamp) = &found.stamp else { return };
        // It was changed since it was listed, and is looked at again the next time.
        if bytes.len() as u64 != stamp.size {
            return;
        }
        let entry = Entry {
            stamp: stamp.clone(),
            read_at: stamp::since_epoch(self.at.begun),
            outside,
            bytes: sha256(bytes),
            ..Entry::default()
        };
        // Packed before anybody has to wait for it.
        if let Ok(blob) = postcard::to_stdvec(read) {
            self.locked().add(&found.path, entry, &blob);
        }
    }

    /// Writes what this run has learnt, if it has learnt anything. A cache that cannot be
    /// written costs the next run time, and this one nothing.
    pub(super) fn finish(self) {
        let writing = self.writing.into_inner();
        let writing = writing.unwrap_or_else(std::sync::PoisonError::into_inner);
        if !(self.kept.is_all_the_same() && writing.has_nothing_new()) {
            writing.finish(&self.kept, &self.key);
        }
    }

    fn known(&self, found: &Found, outside: u64) -> Option<&Known> {
        let known = self.kept.entries.get(found.path.as_str())?;
        (known.entry.outside == outside).then_some(known)
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, Writing> {
        let lock = self.writing.lock();
        lock.unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
