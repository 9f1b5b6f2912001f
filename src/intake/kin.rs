//! Whether files that are called alike are versions of one thing.
//!
//! A name raises the question; what the documents say of themselves decides. Different ids or
//! titles stop it, whatever the names say. A name that says nothing (`Dokument (2)`, `Scan001`)
//! proves nothing either: there the id, the title or the text has to. Files of which only the
//! name is known stay together where it names something, since nothing better is known.

use super::facts::{Confidence, Facts};
use super::gather::Item;
use super::names::Name;
use super::similar::{NEAR, Percent, Sketch};
use crate::evidence::is_kind_word;
use crate::evidence::words::words;

/// Texts of files in different folders that share this much can be versions of one thing.
pub const RELATED: Percent = 35;
/// Texts of files in one folder that share less are probably not.
pub const UNRELATED: Percent = 5;

/// Words that programs and scanners put into names, in compared form without numbers.
#[rustfmt::skip]
const SAYS_NOTHING: &[&str] = &[
    "anhang", "anlage", "arbeitsmappe", "attachment", "bild", "blatt", "brief", "datei", "doc",
    "document", "docx", "dokument", "download", "file", "foto", "image", "img", "letter", "mappe",
    "microsoft", "neues", "page", "pdf", "photo", "praesentation", "presentation", "scan",
    "scannen", "scanned", "seite", "sheet", "tabelle", "text", "unbenannt", "unbenanntes",
    "untitled", "word", "workbook", "xlsx",
];

/// Words of a title that tell no subject beside the kind of a document.
const JOINTS: &[&str] = &[
    "the", "of", "for", "and", "a", "an", "to", "in", "on", "der", "die", "das", "des", "fuer",
    "und", "zur", "zum", "von", "im",
];

/// What tells whether files belong together.
pub struct Kin<'a> {
    items: &'a [Item],
    folders: Vec<Vec<String>>,
    /// What the name says nothing of.
    nameless: Vec<bool>,
    /// Whose name says of no version, day or state which of several it is.
    unmarked: Vec<bool>,
    ids: Vec<Vec<String>>,
    titles: Vec<Vec<String>>,
}

impl<'a> Kin<'a> {
    /// From what the files are called and what they state; `folders` are those that name
    /// something.
    #[must_use]
    pub fn new(
        items: &'a [Item],
        facts: &[Facts],
        names: &[Name],
        folders: Vec<Vec<String>>,
    ) -> Self {
        Self {
            items,
            folders,
            nameless: names.iter().map(says_nothing).collect(),
            unmarked: names.iter().map(is_unmarked).collect(),
            ids: facts
                .iter()
                .map(|facts| Name::of(&format!("{}/", facts.value("id"))).thing)
                .collect(),
            titles: facts.iter().map(subject).collect(),
        }
    }

    /// Whether two files of one name can be versions of one thing.
    #[must_use]
    pub fn related(&self, a: usize, b: usize) -> bool {
        if self.differ(a, b) {
            return false;
        }
        let share = self.share(a, b);
        let alike = share.is_some_and(|share| share >= RELATED);
        let one_id = !self.ids[a].is_empty() && self.ids[a] == self.ids[b];
        if one_id || alike {
            return true;
        }
        let one_title = !self.titles[a].is_empty()
            && self.titles[a] == self.titles[b]
            && share.is_none_or(|share| share >= UNRELATED);
        let one_folder = self.folders[a] == self.folders[b];
        // Of two that nobody could read, called alike to the letter, nothing tells that they are
        // versions: they may be anything.
        let unread = |at: usize| self.items[at].sketch.is_none() && self.titles[at].is_empty();
        if unread(a) && unread(b) && self.unmarked[a] && self.unmarked[b] {
            return false;
        }
        if self.nameless[a] || self.nameless[b] {
            return one_folder && one_title;
        }
        // What is handed over later often lies in no folder that names anything.
        let unsorted = self.folders[a].is_empty() || self.folders[b].is_empty();
        one_folder || unsorted && one_title
    }

    /// Whether two files say that they are different documents.
    #[must_use]
    pub fn differ(&self, a: usize, b: usize) -> bool {
        let (one, two) = (&self.ids[a], &self.ids[b]);
        if !one.is_empty() && !two.is_empty() {
            return one != two;
        }
        let (one, two) = (&self.titles[a], &self.titles[b]);
        let common = one.iter().filter(|word| two.contains(word)).count();
        let fewer = one.len().min(two.len());
        // Texts that one template was filled in for share a good part of it.
        common * 2 < fewer && self.share(a, b).is_none_or(|share| share < NEAR)
    }

    /// How much the texts of two files share; none where one is not known.
    #[must_use]
    pub fn share(&self, a: usize, b: usize) -> Option<Percent> {
        let of = |at: usize| self.items[at].sketch.as_ref();
        of(a)
            .zip(of(b))
            .map(|(one, two): (&Sketch, &Sketch)| one.share(two))
    }
}

fn is_unmarked(name: &Name) -> bool {
    let marked = name.copy || name.draft || name.old || name.last;
    name.version.is_none() && name.date.is_none() && !marked
}

fn says_nothing(name: &Name) -> bool {
    name.thing.iter().all(|word| {
        let bare = word.trim_matches(|c: char| c.is_ascii_digit());
        bare.is_empty() || SAYS_NOTHING.contains(&bare)
    })
}

/// The words of a title that the document itself has, without those that every document of
/// its kind has.
fn subject(facts: &Facts) -> Vec<String> {
    let Some(title) = facts.get("title") else {
        return Vec::new();
    };
    if title.confidence == Confidence::Low || title.place == super::facts::IN_NAME {
        return Vec::new();
    }
    let tells = |word: &String| {
        !is_kind_word(word) && !JOINTS.contains(&word.as_str()) && !is_version(word)
    };
    words(&title.value).into_iter().filter(tells).collect()
}

fn is_version(word: &str) -> bool {
    matches!(word, "version" | "v") || word.bytes().all(|byte| byte.is_ascii_digit())
}
