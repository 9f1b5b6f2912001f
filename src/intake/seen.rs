//! What was seen in earlier deliveries: `intake.json`, which the tool owns.
//!
//! A delivery is a look at which something was new, changed or gone since the one before; two
//! may be of one day. What is shown depends on what is kept after a run, not before it, so
//! that a second run on the same files says the same again.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::gather::Item;
use crate::evidence::MADE_BY_TOOL;
use crate::problem::Problem;

/// The file it is kept in, in the root of the workspace.
pub const SEEN: &str = "intake.json";

/// What was seen until now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    made: String,
    /// The deliveries, in order.
    pub deliveries: Vec<Delivery>,
    /// Every file that was ever seen, by path.
    pub files: BTreeMap<String, Known>,
}

/// A delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Its number, from 1.
    pub number: u32,
    /// The day on which it was looked at.
    pub day: Date,
}

/// A file that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Bytes.
    pub size: u64,
    /// SHA-256; none where it could not be opened.
    pub sha256: Option<String>,
    /// The delivery it first came with.
    pub first: u32,
    /// The delivery with which its content last changed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub changed: Option<u32>,
    /// The delivery in which it was no longer there.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub gone: Option<u32>,
    /// The path it had before, where the same content came under another.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub was: Option<String>,
}

/// What happened to a file in the last delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// It came with it.
    New,
    /// The same content was under another path before.
    Moved,
    /// Its content changed.
    Changed,
    /// It is as it was.
    Same,
}

impl News {
    /// The word shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Same => "as before",
        }
    }
}

impl Default for Seen {
    fn default() -> Self {
        Self {
            made: format!(
                "{MADE_BY_TOOL} by {}: what intake has seen",
                env!("CARGO_PKG_NAME")
            ),
            deliveries: Vec::new(),
            files: BTreeMap::new(),
        }
    }
}

impl Seen {
    /// Reads what was kept.
    ///
    /// # Errors
    /// The file is not what the tool writes.
    pub fn read(text: Option<&str>) -> Result<Self, Problem> {
        let Some(text) = text else {
            return Ok(Self::default());
        };
        serde_json::from_str(text).map_err(|error| {
            Problem::file(
                SEEN,
                format!("this file is not as clausewise wrote it: {error}"),
            )
            .hint("take it back from a copy, or move it away: then every file counts as new")
        })
    }

    /// As it is kept.
    #[must_use]
    pub fn write(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// What is known after looking at the files of a folder (`.` is the whole workspace) on a
    /// day. Without anything new, changed or gone it stays as it was; so does what lies in
    /// `closed` folders, or is a file that cannot be opened: it was not looked at.
    #[must_use]
    pub fn after(&self, folder: &str, items: &[&Item], closed: &[String], day: Date) -> Self {
        let mut next = self.clone();
        let number = self.last().map_or(1, |last| last.number + 1);
        let is_closed = |path: &str| closed.iter().any(|closed| is_within(path, closed));
        let mut happened = false;
        let now: BTreeSet<&str> = items.iter().map(|item| item.path.as_str()).collect();
        let mut left: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (path, known) in &mut next.files {
            if known.gone.is_none()
                && is_within(path, folder)
                && !is_closed(path)
                && !now.contains(path.as_str())
            {
                known.gone = Some(number);
                happened = true;
            }
            if let (Some(hash), true) = (&known.sha256, known.gone == Some(number)) {
                left.entry(hash.clone()).or_default().push(path.clone());
            }
        }
        for item in items {
            match next.files.get_mut(&item.path) {
                Some(known)
                    if known.gone.is_none()
                        && (known.sha256 == item.sha256 || item.sha256.is_none()) => {}
                Some(known) if known.gone.is_none() && known.sha256.is_none() => {
                    // It was there before, and is looked at for the first time.
                    known.size = item.size;
                    known.sha256.clone_from(&item.sha256);
                    known.first = number;
                    happened = true;
                }
                Some(known) if known.gone.is_none() => {
                    known.size = item.size;
                    known.sha256.clone_from(&item.sha256);
                    known.changed = Some(number);
                    happened = true;
                }
                _ => {
                    let hash = item.sha256.as_ref();
                    let fresh = Known {
                        size: item.size,
                        sha256: item.sha256.clone(),
                        first: number,
                        changed: None,
                        gone: None,
                        was: hash.and_then(|hash| left.get_mut(hash)?.pop()),
                    };
                    next.files.insert(item.path.clone(), fresh);
                    happened = true;
                }
            }
        }
        if happened {
            next.deliveries.push(Delivery { number, day });
        }
        next
    }

    /// How many known files lie in a folder, so far as they are not gone.
    #[must_use]
    pub fn within(&self, folder: &str) -> usize {
        let known = self.files.iter();
        let there = known.filter(|(path, known)| known.gone.is_none() && is_within(path, folder));
        there.count()
    }

    /// The last delivery.
    #[must_use]
    pub fn last(&self) -> Option<&Delivery> {
        self.deliveries.last()
    }

    /// What the last delivery brought of a file.
    #[must_use]
    pub fn news(&self, path: &str) -> News {
        let (Some(last), Some(known)) = (self.last(), self.files.get(path)) else {
            return News::New;
        };
        match known {
            known if known.first == last.number && known.was.is_some() => News::Moved,
            known if known.first == last.number => News::New,
            known if known.changed == Some(last.number) => News::Changed,
            _ => News::Same,
        }
    }

    /// What is gone since the last delivery and did not come under another path, by path.
    pub fn gone(&self) -> impl Iterator<Item = &str> {
        let last = self.last().map(|last| last.number);
        let moved = last.map_or_else(BTreeSet::new, |last| self.moved_from(last));
        self.files
            .iter()
            .filter(move |(_, known)| known.gone.is_some() && known.gone == last)
            .map(|(path, _)| path.as_str())
            .filter(move |path| !moved.contains(path))
    }

    /// The paths from which files came in a delivery: none is left for another file.
    fn moved_from(&self, number: u32) -> BTreeSet<&str> {
        let came = self.files.values().filter(|known| known.first == number);
        came.filter_map(|known| known.was.as_deref()).collect()
    }
}

/// Whether a path lies below a folder; `.` is the whole workspace.
#[must_use]
pub fn is_within(path: &str, folder: &str) -> bool {
    folder == "."
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::gather::Sort;
    use crate::intake::language::Language;

    fn item(path: &str, sha256: Option<&str>) -> Item {
        Item {
            path: path.to_owned(),
            found: None,
            sort: Sort::Document,
            size: 1,
            sha256: sha256.map(str::to_owned),
            sketch: None,
            language: Language::Unknown,
            fits: true,
            saved: None,
            touched: None,
        }
    }

    fn after(seen: &Seen, items: &[Item], closed: &[&str]) -> Seen {
        let closed: Vec<String> = closed.iter().map(|path| (*path).to_owned()).collect();
        let day = jiff::civil::date(2026, 11, 1);
        seen.after(".", &items.iter().collect::<Vec<_>>(), &closed, day)
    }

    #[test]
    fn what_cannot_be_opened_is_neither_gone_nor_changed() {
        let whole = [item("HR/plan.md", Some("1")), item("a.md", Some("2"))];
        let first = after(&Seen::default(), &whole, &[]);
        // Neither the folder nor the file can be opened: nothing is known to have happened.
        let closed = after(&first, &[item("a.md", None)], &["HR"]);
        assert_eq!(closed, first);
        assert_eq!(closed.within("HR"), 1);
        assert_eq!(after(&closed, &whole, &[]), first);
        // A folder that is gone, and one whose name only begins alike.
        let gone = after(&first, &[item("a.md", Some("2"))], &["H"]);
        assert_eq!(gone.gone().collect::<Vec<_>>(), ["HR/plan.md"]);
        // What was never opened before is new once it can be.
        let shut = after(&Seen::default(), &[item("a.md", None)], &[]);
        let open = after(&shut, &[item("a.md", Some("2"))], &[]);
        assert_eq!(open.news("a.md"), News::New);
    }
}
