//! Looking into ZIP archives that somebody else made.
//!
//! Nothing in an archive is believed: not the sizes it states, not the names, not that what
//! is called a file is one. Each entry is either handed on under a name that is safe
//! everywhere, or refused with a reason. Looking and unpacking go the same way, so that what
//! is shown is what is done.

use std::collections::HashSet;
use std::io::{Cursor, Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use super::entry_names::{self, Cleaned};
use crate::evidence::Format;
use crate::evidence::formats::limits;

/// What became of an entry, or of a whole archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its name, archives in it included: `a.zip/inner/plan.docx`.
    pub path: String,
    /// In a sentence.
    pub message: String,
    /// Whether it is left out.
    pub refused: bool,
}

/// An entry that is handed on.
#[derive(Debug)]
pub struct Entry {
    /// Its path below the archive, forward slashes; an archive within is a folder of its name.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Looks through an archive and the archives in it, entry by entry in its own order. `size` is
/// that of the archive in bytes, by which what it may unfold to is limited; `name` is what
/// it is called in what is told.
///
/// # Errors
/// What `take` returns.
pub fn look<E>(
    archive: impl Read + Seek,
    size: u64,
    name: &str,
    take: &mut dyn FnMut(Entry) -> Result<(), E>,
) -> Result<Vec<Told>, E> {
    let mut looking = Looking {
        told: Vec::new(),
        left: limits::unpacked_from(size),
        entries: limits::ENTRIES,
        taken: HashSet::new(),
        folders: HashSet::new(),
        take,
    };
    looking.archive(archive, name, "", 0)?;
    Ok(looking.told)
}

/// Whether a file is an archive to be looked into, and not a document that is packed so.
#[must_use]
pub fn is_archive(path: &str, bytes: impl Read + Seek) -> bool {
    let named = Format::of(path);
    if !matches!(named, Format::Binary | Format::Text) {
        return false;
    }
    match ZipArchive::new(bytes) {
        Ok(archive) => {
            let mut names = archive.file_names_raw();
            !names.any(|name| name == b"[Content_Types].xml" || name == b"mimetype")
        }
        // One that is damaged is told as what it is called.
        Err(_) => path.to_lowercase().ends_with(".zip"),
    }
}

struct Looking<'t, E> {
    told: Vec<Told>,
    left: u64,
    entries: usize,
    taken: HashSet<String>,
    folders: HashSet<String>,
    take: &'t mut dyn FnMut(Entry) -> Result<(), E>,
}

impl<E> Looking<'_, E> {
    fn tell(&mut self, path: String, message: impl Into<String>, refused: bool) {
        self.told.push(Told {
            path,
            message: message.into(),
            refused,
        });
    }

    /// An archive: `shown` is its name for people, `below` the folder its entries go to.
    fn archive(
        &mut self,
        archive: impl Read + Seek,
        shown: &str,
        below: &str,
        depth: usize,
    ) -> Result<(), E> {
        let Ok(mut archive) = ZipArchive::new(archive) else {
            let message = "it is damaged, as after a download that was cut off; ask for it again";
            self.tell(shown.to_owned(), message, true);
            return Ok(());
        };
        for at in 0..archive.len() {
            if self.entries == 0 {
                let message = format!(
                    "it has more than {} entries; the rest was left out",
                    limits::ENTRIES
                );
                self.tell(shown.to_owned(), message, true);
                return Ok(());
            }
            self.entries -= 1;
            self.entry(&mut archive, at, shown, below, depth)?;
        }
        Ok(())
    }

    fn entry<R: Read + Seek>(
        &mut self,
        archive: &mut ZipArchive<R>,
        at: usize,
        shown: &str,
        below: &str,
        depth: usize,
    ) -> Result<(), E> {
        let raw = archive.by_index_raw(at).map(|entry| {
            let stated = entry.name().ok().map(std::borrow::Cow::into_owned);
            let name = entry_names::decode(entry.name_raw(), stated.as_deref());
            (name, entry.is_dir(), entry.is_symlink(), entry.encrypted())
        });
        let Ok((name, is_folder, is_link, encrypted)) = raw else {
            self.tell(format!("{shown}/entry {}", at + 1), "it is damaged", true);
            return Ok(());
        };
        if is_folder || name.ends_with(['/', '\\']) {
            return Ok(());
        }
        let inside = format!("{shown}/{}", name.trim_start_matches('/'));
        let cleaned = match entry_names::clean(&name) {
            Ok(cleaned) => cleaned,
            Err(reason) => {
                self.tell(inside, reason, true);
                return Ok(());
            }
        };
        if is_link {
            self.tell(inside, "it is a link, and links are not unpacked", true);
            return Ok(());
        }
        if encrypted {
            let message =
                "it is protected by a password; ask for it without one, or unpack it by hand";
            self.tell(inside, message, true);
            return Ok(());
        }
        match self.bytes(archive, at) {
            Ok(bytes) => self.keep(&cleaned, bytes, &inside, below, depth),
            Err(reason) => {
                self.tell(inside, reason, true);
                Ok(())
            }
        }
    }

    /// The bytes of an entry, within what may still be unpacked.
    fn bytes<R: Read + Seek>(
        &mut self,
        archive: &mut ZipArchive<R>,
        at: usize,
    ) -> Result<Vec<u8>, String> {
        let entry = archive.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(_) => {
                "it is packed in a way this version does not know".to_owned()
            }
            _ => "it is damaged".to_owned(),
        })?;
        let most = limits::FILE.min(self.left);
        let mut bytes = Vec::new();
        let read = entry.take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            let over = if most == limits::FILE {
                format!("it unpacks to more than {} MiB", most >> 20)
            } else {
                "the archive unfolds to far more than it holds, as no honest one does".to_owned()
            };
            return Err(over);
        }
        // What was unpacked counts, whatever becomes of it.
        self.left -= bytes.len() as u64;
        read.map_err(|_| "it is damaged".to_owned())?;
        Ok(bytes)
    }

    fn keep(
        &mut self,
        cleaned: &Cleaned,
        bytes: Vec<u8>,
        inside: &str,
        below: &str,
        depth: usize,
    ) -> Result<(), E> {
        let wanted = format!("{below}{}", cleaned.path);
        let path = self.free(&wanted);
        if let Some(why) = cleaned.renamed {
            self.tell(
                inside.to_owned(),
                format!("{why}: it becomes {path}"),
                false,
            );
        } else if path != wanted {
            let message = format!("there is another file of this name: it becomes {path}");
            self.tell(inside.to_owned(), message, false);
        }
        if bytes.starts_with(b"PK") && is_archive(&path, Cursor::new(&bytes)) {
            let deep = depth + 1 >= limits::ARCHIVES;
            if !deep && ZipArchive::new(Cursor::new(&bytes)).is_ok() {
                let below = format!("{path}/");
                self.taken.remove(&path.to_lowercase());
                self.folders.insert(path.to_lowercase());
                return self.archive(Cursor::new(&bytes), inside, &below, depth + 1);
            }
            let message = if deep {
                format!(
                    "archives in archives are opened {} deep; this one is kept as it is",
                    limits::ARCHIVES
                )
            } else {
                "this archive is damaged and kept as it is; ask for it again".to_owned()
            };
            self.tell(inside.to_owned(), message, false);
        }
        (self.take)(Entry { path, bytes })
    }

    /// A path that no entry before it has, whatever system it is written on: neither its own
    /// name nor that of a folder above it.
    fn free(&mut self, path: &str) -> String {
        let mut free = path.to_owned();
        let ends: Vec<usize> = path.match_indices('/').map(|(at, _)| at).collect();
        for end in ends.into_iter().rev() {
            if self.taken.contains(&path[..end].to_lowercase()) {
                free = format!("{}{}", entry_names::numbered(&path[..end], 2), &path[end..]);
            }
        }
        let (wanted, mut number) = (free.clone(), 2);
        loop {
            let name = free.to_lowercase();
            if !self.taken.contains(&name) && !self.folders.contains(&name) {
                break;
            }
            free = entry_names::numbered(&wanted, number);
            number += 1;
        }
        self.taken.insert(free.to_lowercase());
        for (at, _) in free.match_indices('/') {
            self.folders.insert(free[..at].to_lowercase());
        }
        free
    }
}
