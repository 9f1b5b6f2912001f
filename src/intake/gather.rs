//! Every file of a delivery, by its bytes: hash, text to compare by, language.
//!
//! Nothing is left out: what an assessment skips (hidden files, what `.gitignore` names,
//! leftovers of programs) is listed as what it is, and archives are looked into in memory.

use std::fs::File;
use std::io::{BufReader, Cursor};
use std::path::Path;

use jiff::civil::Date;
use rayon::prelude::*;

use super::archive::{self, Told};
use super::language::{Language, language};
use super::similar::Sketch;
use crate::evidence::formats::{detect, limits};
use crate::evidence::{
    DateReading, Declares, Everything, Format, Found, Glance, Walked, declares, everything, glance,
    read_date,
};
use crate::problem::Problem;
use crate::workspace::{sha256, sha256_of};

/// What a file is to whoever sorts a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A file to be read.
    Document,
    /// What a program or system left lying about, with what it is.
    Leftover(&'static str),
    /// An archive that was looked into.
    Archive,
    /// A file in an archive.
    Packed,
    /// A manifest or sidecar, which speaks of other files.
    Declaration(Declares),
}

/// A file of a delivery, by its bytes.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its path from the workspace; below an archive where it is packed.
    pub path: String,
    /// The file on disk; none where it is packed.
    pub found: Option<Found>,
    /// What it is.
    pub sort: Sort,
    /// Bytes.
    pub size: u64,
    /// SHA-256; none where it cannot be opened.
    pub sha256: Option<String>,
    /// What its text is compared by.
    pub sketch: Option<Sketch>,
    /// The language of its text.
    pub language: Language,
    /// Whether its name says the format that its bytes are.
    pub fits: bool,
    /// The day on which it was last saved, by its own properties.
    pub saved: Option<Date>,
    /// The day on which it was last written, by the file system.
    pub touched: Option<Date>,
}

/// All files of a delivery.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Sorted by path.
    pub items: Vec<Item>,
    /// What became of entries of archives that could not be taken as they are.
    pub told: Vec<Told>,
    /// Folders and entries that could not be looked at.
    pub problems: Vec<Problem>,
    /// Folders that cannot be opened: what they hold is not known.
    pub closed: Vec<String>,
}

/// Looks at every file below a folder of a workspace. `done` is called once a file.
#[must_use]
pub fn gather(root: &Path, folder: &Path, done: &(dyn Fn() + Sync)) -> Gathered {
    let Everything {
        files,
        problems,
        closed,
    } = everything(root, folder);
    let mut gathered = Gathered {
        problems,
        closed,
        ..Gathered::default()
    };
    let looked: Vec<(Vec<Item>, Vec<Told>)> = files
        .into_par_iter()
        .map(|found| {
            let looked = look(&found);
            done();
            looked
        })
        .collect();
    for (items, told) in looked {
        gathered.items.extend(items);
        gathered.told.extend(told);
    }
    gathered.items.sort_by(|a, b| a.path.cmp(&b.path));
    gathered
}

impl Gathered {
    /// The files that are read as evidence, and what is declared of them.
    #[must_use]
    pub fn walked(&self) -> Walked {
        let of = |sort: Sort| {
            let items = self.items.iter().filter(|item| item.sort == sort);
            items.filter_map(|item| item.found.clone()).collect()
        };
        Walked {
            files: of(Sort::Document),
            manifests: of(Sort::Declaration(Declares::Manifest)),
            sidecars: of(Sort::Declaration(Declares::Sidecar)),
            ..Walked::default()
        }
    }
}

/// What a file's name says of a leftover; these are never evidence.
#[must_use]
pub fn leftover(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let lower = name.to_lowercase();
    let ends = |ending: &str| lower.ends_with(ending);
    if name.starts_with("~$") || lower.starts_with(".~lock.") || lower.starts_with("~wr") {
        Some(
            "a lock or scratch file of an office program that was open; the document itself lies beside it",
        )
    } else if ends(".tmp")
        || ends(".temp")
        || ends(".crdownload")
        || ends(".part")
        || ends(".partial")
    {
        Some("a temporary file, or a download that did not end; if it is wanted, ask for it again")
    } else if matches!(
        lower.as_str(),
        "thumbs.db" | "ehthumbs.db" | ".ds_store" | "desktop.ini" | ".directory" | "icon\r"
    ) || name.starts_with("._")
        || path
            .split('/')
            .any(|part| matches!(part, "__MACOSX" | ".git" | ".svn" | ".Trashes"))
    {
        Some(
            "a file of the operating system or of version control; it holds nothing of the client's",
        )
    } else {
        None
    }
}

fn look(found: &Found) -> (Vec<Item>, Vec<Told>) {
    let sort = match (leftover(&found.path), declares(&found.path)) {
        (Some(what), _) => Sort::Leftover(what),
        (None, Some(declares)) => Sort::Declaration(declares),
        (None, None) => Sort::Document,
    };
    let mut item = Item {
        path: found.path.clone(),
        sort,
        size: found.size,
        sha256: None,
        sketch: None,
        language: Language::Unknown,
        fits: true,
        saved: None,
        touched: None,
        found: Some(found.clone()),
    };
    if found.link {
        return (vec![item], Vec::new());
    }
    item.touched = touched(&found.on_disk);
    let bytes = if found.size > limits::FILE {
        None
    } else {
        std::fs::read(&found.on_disk).ok()
    };
    match &bytes {
        Some(bytes) => {
            item.size = bytes.len() as u64;
            item.sha256 = Some(sha256(bytes));
        }
        None => item.sha256 = sha256_of(&found.on_disk).ok(),
    }
    let is_document = item.sort == Sort::Document;
    let is_archive = is_document
        && match &bytes {
            Some(bytes) => {
                bytes.starts_with(b"PK") && archive::is_archive(&found.path, Cursor::new(bytes))
            }
            None => is_archive_on_disk(found),
        };
    match &bytes {
        Some(bytes) if is_document && !is_archive => first_sight(&mut item, bytes),
        Some(bytes) => item.fits = fits(&item.path, bytes),
        None => {}
    }
    if is_archive {
        return unfolded(item, found);
    }
    (vec![item], Vec::new())
}

/// Whether the name of a file says the format that its bytes are.
fn fits(path: &str, bytes: &[u8]) -> bool {
    detect(path, bytes).format == Format::of(path)
}

/// What the text of a file tells.
fn first_sight(item: &mut Item, bytes: &[u8]) {
    let Glance {
        format,
        text,
        properties,
        ..
    } = glance(&item.path, bytes);
    item.fits = format == Format::of(&item.path);
    if let Ok(text) = text {
        item.sketch = Sketch::of(&text);
        item.language = language(&text);
    }
    let saved = properties.iter().find(|(key, _)| *key == "modified");
    let day = saved.and_then(|(_, value)| value.get(..10)).map(read_date);
    if let Some(DateReading::Date(stated)) = day {
        item.saved = Some(stated.day);
    }
}

/// An archive and what is in it.
fn unfolded(mut item: Item, found: &Found) -> (Vec<Item>, Vec<Told>) {
    item.sort = Sort::Archive;
    let mut items = Vec::new();
    let Ok(file) = File::open(&found.on_disk) else {
        return (vec![item], Vec::new());
    };
    let mut take = |entry: archive::Entry| -> Result<(), std::convert::Infallible> {
        let path = format!("{}/{}", found.path, entry.path);
        items.push(Item {
            sort: leftover(&path).map_or(Sort::Packed, Sort::Leftover),
            path,
            found: None,
            fits: fits(&entry.path, &entry.bytes),
            size: entry.bytes.len() as u64,
            sha256: Some(sha256(&entry.bytes)),
            sketch: None,
            language: Language::Unknown,
            saved: None,
            touched: None,
        });
        Ok(())
    };
    let buffered = BufReader::new(file);
    let told = archive::look(buffered, found.size, &found.path, &mut take).unwrap_or_default();
    items.push(item);
    (items, told)
}

fn is_archive_on_disk(found: &Found) -> bool {
    let file = File::open(&found.on_disk).map(BufReader::new);
    file.is_ok_and(|file| archive::is_archive(&found.path, file))
}

/// The day on which a file was last written, in UTC.
fn touched(path: &Path) -> Option<Date> {
    let time = path.metadata().ok()?.modified().ok()?;
    let seconds = time.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs();
    let days = i64::try_from(seconds / 86_400).ok()?;
    jiff::civil::date(1970, 1, 1)
        .checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()
}
