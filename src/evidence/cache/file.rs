//! The file a cache is kept in: what was read of each file, one after the other, and behind it
//! an index of them.
//!
//! Whatever becomes of the file, nothing wrong is ever taken from it: index and contents carry
//! their hashes, and what does not agree with its hash is not there. What is kept anew goes to
//! a file beside it as it is read, so that it need not be held in memory, and takes the other's
//! place at the end.

use std::collections::HashMap;
use std::fs::{File, Metadata};
use std::io::{BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rustc_hash::FxBuildHasher;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::{Builder, NamedTempFile};

use super::Stamp;

/// What a cache begins with: the mark of what the tool wrote, should it ever lie among
/// evidence. The number changes with the layout of the file; what documents are made of goes
/// with the program, which is part of the key.
const MAGIC: &[u8] = b"clausewise:generated cache 1\n";

/// How the name of a cache begins that is being written.
pub const UNFINISHED: &str = ".clausewise-unfinished-";

/// Larger caches are not kept, in bytes.
const LARGEST: u64 = 1 << 30;

/// One file of evidence in a cache.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Entry {
    /// What the disk said of it.
    pub stamp: Stamp,
    /// When the run began that read it, in nanoseconds since 1970.
    pub read_at: i128,
    /// What was said of it outside it.
    pub outside: u64,
    /// The SHA-256 of its bytes.
    pub bytes: [u8; 32],
    /// Where in the cache stands what was read of it.
    pub at: u64,
    /// How many bytes that takes.
    pub length: u64,
    /// The beginning of the SHA-256 of that.
    pub check: u64,
}

/// One that an earlier run has kept.
pub(super) struct Known {
    pub entry: Entry,
    /// Whether it holds as it was kept.
    same: AtomicBool,
}

impl Known {
    /// It holds as it was kept.
    pub(super) fn mark_same(&self) {
        self.same.store(true, Ordering::Relaxed);
    }
}

/// What an earlier run has kept: the whole file, and the files of evidence in it by path.
#[derive(Default)]
pub(super) struct Kept {
    bytes: Vec<u8>,
    pub entries: HashMap<String, Known, FxBuildHasher>,
}

impl Kept {
    /// Opens a cache; nothing is in one that is not there, of another key or damaged.
    pub(super) fn open(file: &Path, key: &[u8; 32]) -> Self {
        let kept = read(file).and_then(|bytes| Self::parsed(bytes, key));
        kept.unwrap_or_default()
    }

    fn parsed(bytes: Vec<u8>, key: &[u8; 32]) -> Option<Self> {
        let (rest, hash) = bytes.split_last_chunk::<32>()?;
        let (rest, of) = rest.split_last_chunk::<32>()?;
        let (rest, at) = rest.split_last_chunk::<8>()?;
        if !rest.starts_with(MAGIC) || of != key {
            return None;
        }
        let at = usize::try_from(u64::from_le_bytes(*at)).ok()?;
        let signed = bytes.get(at..bytes.len() - 32)?;
        if Sha256::digest(signed).as_slice() != hash {
            return None;
        }
        let entries: Vec<(String, Entry)> = postcard::from_bytes(rest.get(at..)?).ok()?;
        let known = entries.into_iter().map(|(path, entry)| {
            let same = AtomicBool::new(false);
            (path, Known { entry, same })
        });
        Some(Self {
            entries: known.collect(),
            bytes,
        })
    }

    /// Whether every file in it is there and as it was.
    pub(super) fn is_all_the_same(&self) -> bool {
        self.same().count() == self.entries.len()
    }

    /// The files that are as they were.
    fn same(&self) -> impl Iterator<Item = (&String, &Entry)> {
        let same = self.entries.iter();
        same.filter(|(_, known)| known.same.load(Ordering::Relaxed))
            .map(|(path, known)| (path, &known.entry))
    }

    /// What was read of a file; nothing where that was damaged since.
    pub(super) fn read<T: DeserializeOwned>(&self, entry: &Entry) -> Option<T> {
        let blob = self.blob(entry)?;
        if check(blob) != entry.check {
            return None;
        }
        postcard::from_bytes(blob).ok()
    }

    fn blob(&self, entry: &Entry) -> Option<&[u8]> {
        let start = usize::try_from(entry.at).ok()?;
        let end = start.checked_add(usize::try_from(entry.length).ok()?)?;
        self.bytes.get(start..end)
    }
}

/// The bytes of a cache: of a plain file that nobody else can write to.
fn read(file: &Path) -> Option<Vec<u8>> {
    // What is no file may never come to an end.
    let plain = file.symlink_metadata().ok()?;
    if !plain.is_file() || plain.len() > LARGEST || !is_safe(&plain) {
        return None;
    }
    let mut bytes = Vec::with_capacity(usize::try_from(plain.len()).ok()?);
    let file = File::open(file).ok()?;
    file.take(LARGEST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Whether nobody but its owner can write to a file or folder.
#[must_use]
pub fn is_safe(data: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        data.mode() & 0o022 == 0
    }
    #[cfg(not(unix))]
    {
        let _ = data;
        true
    }
}

/// What this run keeps.
pub(super) struct Writing {
    file: PathBuf,
    /// Where what is new goes to, once there is any.
    new: Option<BufWriter<NamedTempFile>>,
    /// Whether it could not be written.
    failed: bool,
    written: u64,
    added: Vec<(String, Entry)>,
    /// Files whose bytes are as they were, with what is known of them now.
    carried: Vec<(String, Entry)>,
}

impl Writing {
    pub(super) fn new(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
            new: None,
            failed: false,
            written: 0,
            added: Vec::new(),
            carried: Vec::new(),
        }
    }

    /// A file whose bytes are as they were kept.
    pub(super) fn carry(&mut self, path: &str, entry: Entry) {
        self.carried.push((path.to_owned(), entry));
    }

    /// A file that was read, and what was read of it.
    pub(super) fn add(&mut self, path: &str, mut entry: Entry, blob: &[u8]) {
        entry.check = check(blob);
        self.put(path.to_owned(), entry, blob);
    }

    /// Whether nothing was read, and nothing new is known of any file.
    pub(super) fn has_nothing_new(&self) -> bool {
        self.added.is_empty() && self.carried.is_empty()
    }

    /// Puts the new cache into the place of the old one.
    pub(super) fn finish(mut self, kept: &Kept, key: &[u8; 32]) {
        let same = kept
            .same()
            .map(|(path, entry)| (path.clone(), entry.clone()));
        for (path, entry) in std::mem::take(&mut self.carried).into_iter().chain(same) {
            // It agreed with its hash when it was used.
            if let Some(blob) = kept.blob(&entry) {
                self.put(path, entry, blob);
            }
        }
        if self.put_index(key).is_none() {
            return;
        }
        if let Some(new) = self.new.and_then(|new| new.into_inner().ok()) {
            // It carries its own hashes: a loss of power costs the cache and no more.
            let _ = new.persist(&self.file);
        }
    }

    fn put(&mut self, path: String, mut entry: Entry, blob: &[u8]) {
        entry.at = self.written.max(MAGIC.len() as u64);
        entry.length = blob.len() as u64;
        if self.write(blob).is_some() {
            self.added.push((path, entry));
        }
    }

    fn put_index(&mut self, key: &[u8; 32]) -> Option<()> {
        // In order of their paths: the same run writes the same index.
        self.added.sort_by(|a, b| a.0.cmp(&b.0));
        let at = self.written.max(MAGIC.len() as u64);
        let mut index = postcard::to_stdvec(&self.added).ok()?;
        index.extend_from_slice(&at.to_le_bytes());
        index.extend_from_slice(key);
        index.extend_from_slice(&Sha256::digest(&index));
        self.write(&index)
    }

    fn write(&mut self, bytes: &[u8]) -> Option<()> {
        // One that is too large would never be opened.
        self.failed |= self.written + bytes.len() as u64 > LARGEST;
        if self.failed {
            return None;
        }
        let written = self.try_write(bytes);
        self.failed = written.is_err();
        written.ok()
    }

    fn try_write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        if self.new.is_none() {
            let folder = self.file.parent().unwrap_or(Path::new("."));
            let new = Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
            let mut new = BufWriter::with_capacity(1 << 17, new);
            new.write_all(MAGIC)?;
            self.written = MAGIC.len() as u64;
            self.new = Some(new);
        }
        if let Some(new) = &mut self.new {
            new.write_all(bytes)?;
            self.written += bytes.len() as u64;
        }
        Ok(())
    }
}

/// The beginning of the SHA-256 of some bytes.
fn check(bytes: &[u8]) -> u64 {
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    hash.first_chunk::<8>()
        .map_or(0, |first| u64::from_le_bytes(*first))
}
