//! Finding, reading and merging the files of a catalogue: compiled in, or a folder.
//!
//! `extends` is the one mechanism for amendments, overlays and translations. A
//! clause or requirement that the extended edition already has is changed field by
//! field (lists of guidance grow, everything else is replaced); a new one is added;
//! `withdrawn: true` drops a line.

mod merge;

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::build::{Forms, build};
use super::chains::{CHAINS, read_chains};
use super::form::EditionForm;
use super::id::EditionId;
use super::read;
use super::records::{RECORDS, read_records};
use super::signs::SIGNS;
use super::types::Catalogue;
use crate::problem::Problem;
use crate::source::SourceFile;
use merge::{merge_chains, merge_clause, merge_item, merge_records, merge_words};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/clauses");

/// The edition used when nobody names one.
pub const DEFAULT_EDITION: &str = "iso20000-1:2018+amd1";

/// The files of all editions at hand: `<standard>/<edition>/<file>.yaml` to text.
#[derive(Debug, Clone, Default)]
pub struct Library {
    files: BTreeMap<String, String>,
}

impl Library {
    /// The editions compiled into the program.
    #[must_use]
    pub fn built_in() -> Self {
        let mut files = BTreeMap::new();
        collect(&BUILT_IN, &mut files);
        Self { files }
    }

    /// Adds a folder: either one edition (it holds `edition.yaml`) or a tree of
    /// `<standard>/<edition>/`. What it holds goes before what is built in.
    ///
    /// # Errors
    /// The files that cannot be read.
    pub fn add_folder(&mut self, folder: &Path) -> Result<Vec<EditionId>, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut found: Vec<(EditionId, String)> = Vec::new();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(dir) = folders.pop() {
            let entries = match std::fs::read_dir(&dir) {
                Ok(entries) => entries,
                Err(error) => {
                    problems.push(Problem::file(
                        &dir.to_string_lossy(),
                        format!("the catalogue folder cannot be read: {error}"),
                    ));
                    continue;
                }
            };
            let mut paths: Vec<_> = entries
                .filter_map(Result::ok)
                .map(|entry| entry.path())
                .collect();
            paths.sort();
            if paths
                .iter()
                .any(|path| path.file_name().is_some_and(|name| name == "edition.yaml"))
            {
                self.add_edition(&paths, &mut found, &mut problems);
            } else if folders.len() < 64 {
                folders.extend(paths.into_iter().filter(|path| path.is_dir()));
            }
        }
        if found.is_empty() && problems.is_empty() {
            problems.push(
                Problem::file(&folder.to_string_lossy(), "no edition.yaml in this catalogue folder")
                    .hint("name a folder with edition.yaml and the area files, such as clauses/iso20000-1/2018"),
            );
        }
        let mut found: Vec<EditionId> = found.into_iter().map(|(id, _)| id).collect();
        found.sort();
        if problems.is_empty() {
            Ok(found)
        } else {
            Err(problems)
        }
    }

    fn add_edition(
        &mut self,
        paths: &[std::path::PathBuf],
        found: &mut Vec<(EditionId, String)>,
        problems: &mut Vec<Problem>,
    ) {
        let mut texts = BTreeMap::new();
        for path in paths
            .iter()
            .filter(|path| path.extension().is_some_and(|ext| ext == "yaml"))
        {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            match std::fs::read_to_string(path) {
                Ok(text) => {
                    texts.insert(name, text);
                }
                Err(error) => problems.push(Problem::file(
                    &path.to_string_lossy(),
                    format!("cannot be read: {error}"),
                )),
            }
        }
        let source = SourceFile::new(
            "edition.yaml",
            texts.get("edition.yaml").cloned().unwrap_or_default(),
        );
        if let Some(form) = read::edition(&source, problems) {
            let id = EditionId {
                standard: form.standard,
                edition: form.edition,
            };
            let place = paths
                .iter()
                .find(|path| path.file_name().is_some_and(|name| name == "edition.yaml"))
                .map_or_else(String::new, |path| path.to_string_lossy().into_owned());
            if let Some((_, other)) = found.iter().find(|(known, _)| *known == id) {
                let (first, second) = (other.min(&place), other.max(&place));
                problems.push(
                    Problem::file(second, format!("edition {id} stands in {first} as well"))
                        .hint("keep one of the two, or give the other an edition of its own that `extends` it"),
                );
                return;
            }
            let prefix = format!("{}/{}/", id.standard, id.edition);
            self.files.retain(|path, _| !path.starts_with(&prefix));
            for (name, text) in texts {
                self.files.insert(format!("{prefix}{name}"), text);
            }
            found.push((id, place));
        }
    }

    /// The editions at hand.
    #[must_use]
    pub fn editions(&self) -> Vec<EditionId> {
        self.files
            .keys()
            .filter_map(|path| path.strip_suffix("/edition.yaml"))
            .filter_map(|path| path.replacen('/', ":", 1).parse().ok())
            .collect()
    }

    /// The text of a file.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Loads an edition with all it extends.
    ///
    /// # Errors
    /// Every mistake in its files, at once.
    pub fn load(&self, id: &EditionId) -> Result<Catalogue, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut forms = Forms::default();
        self.collect_forms(id, &mut forms, &mut Vec::new(), &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let catalogue = build(&forms, &mut problems).ok_or(problems)?;
        Ok(Catalogue {
            digest: self.digest(id),
            ..catalogue
        })
    }

    /// The SHA-256 of all files at hand and of which edition is taken.
    fn digest(&self, id: &EditionId) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(id.to_string());
        for (path, text) in &self.files {
            for part in [path, text] {
                hash.update(part.len().to_le_bytes());
                hash.update(part);
            }
        }
        hash.finalize().into()
    }

    fn collect_forms(
        &self,
        id: &EditionId,
        forms: &mut Forms,
        chain: &mut Vec<EditionId>,
        problems: &mut Vec<Problem>,
    ) {
        let folder = format!("{}/{}", id.standard, id.edition);
        let Some(text) = self.files.get(&format!("{folder}/edition.yaml")) else {
            let known: Vec<String> = self.editions().iter().map(ToString::to_string).collect();
            problems.push(
                Problem::file(
                    &format!("{folder}/edition.yaml"),
                    format!("there is no edition {id}"),
                )
                .hint(format!("known editions: {}", known.join(", "))),
            );
            return;
        };
        chain.push(id.clone());
        let source = SourceFile::new(format!("{folder}/edition.yaml"), text.as_str());
        let Some(edition) = read::edition(&source, problems) else {
            return;
        };
        if let Some(parent) = &edition.extends {
            match parent.parse::<EditionId>() {
                Ok(parent) if chain.contains(&parent) => problems.push(
                    Problem::file(
                        &source.path,
                        format!("`extends` goes in a circle: {id} reaches {parent} again"),
                    )
                    .hint(
                        "an edition can extend another only if that one does not lead back to it",
                    ),
                ),
                Ok(parent) => {
                    self.collect_forms(&parent, forms, chain, problems);
                    forms.includes.insert(0, parent);
                }
                Err(error) => {
                    problems.push(Problem::file(&source.path, format!("`extends`: {error}")));
                }
            }
        }
        self.overlay(&folder, edition, forms, problems);
    }

    fn overlay(
        &self,
        folder: &str,
        edition: EditionForm,
        forms: &mut Forms,
        problems: &mut Vec<Problem>,
    ) {
        let areas: Vec<String> = if edition.areas.is_empty() {
            forms.edition.areas.clone()
        } else {
            edition.areas.clone()
        };
        let first = forms.sources.len();
        let mut present = Vec::new();
        for area in &areas {
            let path = format!("{folder}/{area}.yaml");
            match self.files.get(&path) {
                Some(text) => {
                    let source = SourceFile::new(path.as_str(), text.as_str());
                    present.push((area, first + present.len(), source));
                }
                None if edition.extends.is_none() => {
                    problems.push(Problem::file(&path, "this area file is missing"));
                }
                None => {}
            }
        }
        let mut file = first + present.len();
        let mut other = |name: &str| {
            let path = format!("{folder}/{name}.yaml");
            let source = SourceFile::new(path.as_str(), self.files.get(&path)?.as_str());
            file += 1;
            Some((source, file - 1))
        };
        let (documents, words, kinds) = (other("documents"), other("words"), other(RECORDS));
        let chains = other(CHAINS);
        // Reading them is a good part of what every run waits for.
        let (read, (items, sets, records, links)) = rayon::join(
            || {
                let files = present.par_iter();
                let read = files.map(|(_, file, source)| collected(read::clauses, source, *file));
                read.collect::<Vec<_>>()
            },
            || {
                let items = documents.as_ref();
                let sets = words.as_ref();
                let records = kinds.as_ref();
                (
                    items.map(|(source, file)| collected(read::items, source, *file)),
                    sets.map(|(source, file)| collected(read::words, source, *file)),
                    records.map(|(source, file)| collected(read_records, source, *file)),
                    (chains.as_ref()).map(|(source, file)| collected(read_chains, source, *file)),
                )
            },
        );
        for ((area, _, source), (clauses, mistakes)) in present.into_iter().zip(read) {
            forms.sources.push(source);
            problems.extend(mistakes);
            for clause in clauses {
                merge_clause(&mut forms.clauses, area, clause);
            }
        }
        let others = [documents, words, kinds, chains].into_iter().flatten();
        forms.sources.extend(others.map(|(source, _)| source));
        let (items, mistakes) = items.unwrap_or_default();
        problems.extend(mistakes);
        for item in items {
            merge_item(&mut forms.items, item);
        }
        let (sets, mistakes) = sets.unwrap_or_default();
        problems.extend(mistakes);
        for words in sets {
            merge_words(&mut forms.words, words);
        }
        let (records, mistakes) = records.unwrap_or_default();
        problems.extend(mistakes);
        merge_records(&mut forms.records, records);
        let (links, mistakes) = links.unwrap_or_default();
        problems.extend(mistakes);
        merge_chains(&mut forms.chains, links);
        self.strays(folder, &areas, problems);
        let previous = std::mem::replace(&mut forms.edition, edition);
        if forms.edition.areas.is_empty() {
            forms.edition.areas = previous.areas;
        }
        if forms.edition.own_evidence.is_empty() {
            forms.edition.own_evidence = previous.own_evidence;
        }
        if forms.edition.gates.is_empty() {
            forms.edition.gates = previous.gates;
        }
        if forms.edition.sequence.is_empty() {
            forms.edition.sequence = previous.sequence;
        }
        forms.edition.title = forms.edition.title.take().or(previous.title);
        forms.edition.provenance = forms.edition.provenance.take().or(previous.provenance);
    }

    fn strays(&self, folder: &str, areas: &[String], problems: &mut Vec<Problem>) {
        let prefix = format!("{folder}/");
        for name in self
            .files
            .keys()
            .filter_map(|path| path.strip_prefix(&prefix))
        {
            let known = name.strip_suffix(".yaml").is_some_and(|stem| {
                matches!(
                    stem,
                    "edition" | "documents" | "words" | RECORDS | CHAINS | SIGNS
                ) || areas.iter().any(|area| area == stem)
            });
            if !known {
                problems.push(
                    Problem::file(
                        &format!("{prefix}{name}"),
                        "this file belongs to no area of the edition",
                    )
                    .hint("name it under `areas` in edition.yaml, or remove it"),
                );
            }
        }
    }
}

/// What a file holds, and its mistakes.
fn collected<T>(
    read: fn(&SourceFile, usize, &mut Vec<Problem>) -> T,
    source: &SourceFile,
    file: usize,
) -> (T, Vec<Problem>) {
    let mut problems = Vec::new();
    (read(source, file, &mut problems), problems)
}

fn collect(dir: &Dir<'_>, files: &mut BTreeMap<String, String>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let depth = path.matches('/').count();
        if depth == 2
            && path.ends_with(".yaml")
            && let Some(text) = file.contents_utf8()
        {
            files.insert(path, text.to_owned());
        }
    }
    for dir in dir.dirs() {
        collect(dir, files);
    }
}
