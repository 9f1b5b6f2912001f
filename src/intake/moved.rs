//! Files that are claimed under a path they no longer have.
//!
//! A claim names a path, and clients move and rename. Where the content of what was claimed
//! is known from an earlier look, the file is found again by it; a name alone only raises the
//! question. Nothing is changed: where to write what is told, and a person does it.

use std::collections::BTreeMap;
use std::path::Path;

use super::seen::Seen;
use crate::evidence::{Document, document_at};
use crate::workspace::{FileClaim, sha256_of};

/// A claim on a path at which there is nothing any more.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved<'a> {
    /// The claim.
    pub claim: &'a FileClaim,
    /// Where the file seems to be now.
    pub to: String,
    /// Whether its content says so, and not its name alone.
    pub certain: bool,
}

impl Moved<'_> {
    /// What to do, in a sentence.
    #[must_use]
    pub fn mended_by(&self) -> String {
        let edit = written_at(&self.to, self.claim);
        if self.certain {
            format!("the file lies at {} now: {edit}", self.to)
        } else {
            format!("is it {}, which has the same name? Then {edit}", self.to)
        }
    }
}

/// The edit that gives a claim another path.
#[must_use]
pub fn written_at(path: &str, claim: &FileClaim) -> String {
    let path = toml_edit::Value::from(path).to_string();
    format!("write path = {} at {}", path.trim(), claim.location)
}

/// The claims whose files lie elsewhere now, in the order written.
#[must_use]
pub fn moved<'a>(
    claims: &'a [FileClaim],
    documents: &[Document],
    seen: impl Fn() -> Seen,
    root: &Path,
) -> Vec<Moved<'a>> {
    let gone: Vec<&FileClaim> = claims
        .iter()
        .filter(|claim| document_at(documents, &claim.path).is_none())
        .collect();
    if gone.is_empty() {
        return Vec::new();
    }
    let seen = seen();
    let mut by_size: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
    let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for document in documents {
        let path: &str = &document.path;
        by_size.entry(document.size).or_default().push(path);
        by_name.entry(name(path)).or_default().push(path);
    }
    let of_content = |claim: &FileClaim| -> Option<&str> {
        let known = seen.files.get(&claim.path)?;
        let wanted = known.sha256.as_ref()?;
        let mut alike = by_size.get(&known.size)?.iter();
        let is_it = |path: &&&str| sha256_of(&root.join(path)).is_ok_and(|hash| hash == *wanted);
        alike.find(is_it).copied()
    };
    let of_name = |claim: &FileClaim| -> Option<&str> {
        match by_name.get(name(&claim.path))?.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    };
    gone.into_iter()
        .filter_map(|claim| {
            let content = of_content(claim);
            let to = content.or_else(|| of_name(claim))?.to_owned();
            Some(Moved {
                claim,
                to,
                certain: content.is_some(),
            })
        })
        .collect()
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
