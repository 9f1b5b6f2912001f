//! Which documents are older versions of others in the folder.
//!
//! Files of one folder that are called the same but for a version, a day or a state
//! ([`crate::intake::names`]), and do not say that they are different documents, are versions of
//! one. Which is newer their versions tell, and nothing else: where one of them states none, it
//! is told of neither. Records and tables have no versions in this sense.

use std::collections::BTreeMap;

use super::Subject;
use crate::assessment::status;
use crate::evidence::words::words;
use crate::evidence::{Document, Status, is_kind_word};
use crate::intake::names::{Name, folders, parts};

/// A document of which a newer version stands in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Older {
    /// The older one.
    pub at: usize,
    /// Its version, as it is written.
    pub version: String,
    /// The newest version in force.
    pub newer: usize,
    /// The version of that one.
    pub newer_version: String,
    /// The older one says by its name, its folder or its status that it is no longer in force.
    pub marked: bool,
}

/// What a file is a version of: its folders and the words of its name.
type Thing = (Vec<String>, Vec<String>);

/// A file that may be a version of something.
struct Version {
    at: usize,
    /// As it is written.
    text: String,
    parts: Vec<u32>,
    marked: bool,
    name: Name,
}

/// The documents of which a newer version in force stands in the folder, in their order.
pub(super) fn older(subject: &Subject<'_>) -> Vec<Older> {
    let mut by_thing: BTreeMap<Thing, Vec<Version>> = BTreeMap::new();
    for (at, document) in subject.evidence.documents.iter().enumerate() {
        let is_kept = !document.series.is_empty()
            || document.register.is_some()
            || document.format.is_table()
            || document.format.is_mail()
            || subject.assessment.footing[at].record;
        if is_kept {
            continue;
        }
        let Some((thing, version)) = version(at, document) else {
            continue;
        };
        by_thing.entry(thing).or_default().push(version);
    }
    let mut out: Vec<Older> = by_thing
        .values()
        .filter(|versions| versions.len() > 1)
        .flat_map(|versions| {
            let older = versions.iter();
            older.filter_map(|one| older_than_another(subject, one, versions))
        })
        .collect();
    out.sort_by_key(|older| older.at);
    out
}

/// Whether a document says itself that it is no longer in force.
pub(super) fn is_obsolete(document: &Document) -> bool {
    status(document) == Some(Status::Obsolete)
}

/// Of a file whose version is known: what it is a version of, and which.
fn version(at: usize, document: &Document) -> Option<(Thing, Version)> {
    let file = document.path.rsplit('/').next().unwrap_or(&document.path);
    let name = Name::of(file);
    let stated = document.metadata.version.as_ref();
    let text = stated
        .map(|version| version.value.clone())
        .or_else(|| name.version.clone())?;
    let parts = parts(&text);
    if parts.is_empty() || name.thing.is_empty() {
        return None;
    }
    let (folders, old) = folders(&document.path);
    let obsolete = is_obsolete(document);
    let thing = (folders, name.thing.clone());
    let version = Version {
        at,
        text,
        parts,
        marked: old || name.old || obsolete,
        name,
    };
    Some((thing, version))
}

fn older_than_another(subject: &Subject<'_>, one: &Version, versions: &[Version]) -> Option<Older> {
    let documents = &subject.evidence.documents;
    let newer = versions.iter().filter(|other| {
        let footing = subject.assessment.footing[other.at];
        let in_force = footing.counts && !footing.draft && !other.marked && !other.name.draft;
        in_force
            && other.parts > one.parts
            && !documents[other.at].set_aside
            && !are_of_two_days(one, other)
            && !differ(&documents[one.at], &documents[other.at])
    });
    let newest = newer.max_by(|a, b| (&a.parts, b.at).cmp(&(&b.parts, a.at)))?;
    Some(Older {
        at: one.at,
        version: one.text.clone(),
        newer: newest.at,
        newer_version: newest.text.clone(),
        marked: one.marked,
    })
}

/// Whether their names carry two days: the plans of two years are no versions of one.
fn are_of_two_days(one: &Version, other: &Version) -> bool {
    one.name.date.is_some() && other.name.date.is_some() && one.name.date != other.name.date
}

/// Whether two documents say that they are different things.
fn differ(one: &Document, other: &Document) -> bool {
    let (a, b) = (&one.metadata, &other.metadata);
    let ids = a.id.as_ref().zip(b.id.as_ref());
    if let Some((one, other)) = ids {
        return Name::of(&format!("{}/", one.value)).thing
            != Name::of(&format!("{}/", other.value)).thing;
    }
    let speak_for_others = [
        (&a.services, &b.services),
        (&a.customers, &b.customers),
        (&a.suppliers, &b.suppliers),
    ];
    let mut speak_for_others = speak_for_others.into_iter();
    if speak_for_others.any(|(one, other)| match (one, other) {
        (Some(one), Some(other)) => one.value != other.value,
        _ => false,
    }) {
        return true;
    }
    let subject = |document: &Document| -> Vec<String> {
        let title = document.metadata.title.as_ref();
        let words = title.map_or_else(Vec::new, |title| words(&title.value));
        let tells =
            |word: &String| !is_kind_word(word) && !word.starts_with(|c: char| c.is_ascii_digit());
        words.into_iter().filter(tells).collect()
    };
    let (one, other) = (subject(one), subject(other));
    let common = one.iter().filter(|word| other.contains(word)).count();
    common * 2 < one.len().min(other.len())
}
