//! Versions and copies of one thing: the current one is suggested, and the others are told to
//! stand behind it. Which is current is decided as it is where a delivery is looked through.
//!
//! Files with different days in their names are records of one kind rather than versions.

use super::File;
use crate::evidence::{Format, date_in_name};
use crate::intake::facts::{Confidence, facts};
use crate::intake::gather::{Item, Sort};
use crate::intake::groups::groups;
use crate::intake::language::Language;

/// The file that stands for another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// Which file, by its place among those that were looked at.
    pub file: usize,
    /// What the other one is to it.
    pub how: &'static str,
}

/// For each file the one that stands for it, if there is one.
pub(super) fn stand_ins(files: &[File<'_>]) -> Vec<Option<Instead>> {
    let items: Vec<Item> = files.iter().map(|file| item(*file)).collect();
    let facts: Vec<_> = items
        .iter()
        .zip(files)
        .map(|(item, file)| facts(item, Some(file.document)))
        .collect();
    let groups = groups(&items, &facts);
    let mut out = vec![None; files.len()];
    for family in &groups.families {
        let Some((first, others)) = family.files.split_first() else {
            continue;
        };
        if family.confidence == Confidence::Low {
            continue;
        }
        for other in others
            .iter()
            .filter(|other| !are_records(files, *first, **other))
        {
            let how = "an earlier version of";
            out[*other] = Some(Instead { file: *first, how });
        }
    }
    // The same text in files of two formats, or saved twice.
    for near in &groups.near {
        let whole = near.files.iter().filter(|(_, share)| *share == 100);
        let mut whole = whole.map(|(file, _)| *file);
        let Some(first) = whole.next() else { continue };
        for other in whole.filter(|other| !are_records(files, first, *other)) {
            let how = "the same text as";
            out[other] = Some(Instead { file: first, how });
        }
    }
    for same in &groups.same {
        let Some((first, others)) = same.files.split_first() else {
            continue;
        };
        for other in others {
            let how = "the same as";
            out[*other] = Some(Instead { file: *first, how });
        }
    }
    out
}

/// Whether two files have different days in their names.
fn are_records(files: &[File<'_>], a: usize, b: usize) -> bool {
    let day = |at: usize| date_in_name(files[at].document.stem());
    match (day(a), day(b)) {
        (Some(a), Some(b)) => a != b,
        _ => false,
    }
}

fn item(file: File<'_>) -> Item {
    Item {
        path: file.document.path.to_string(),
        found: None,
        sort: Sort::Document,
        size: file.document.size,
        sha256: Some(file.profile.sha256.clone()),
        sketch: file.profile.sketch.clone(),
        language: Language::Unknown,
        fits: Format::of(&file.document.path) == file.document.format,
        saved: None,
        touched: None,
    }
}
