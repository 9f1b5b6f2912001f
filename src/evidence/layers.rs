//! What is said about files outside them: sidecars, `claims.toml` and manifests.

use std::collections::HashMap;
use std::sync::Arc;

use super::closed::may_lie_in;
use super::document::{Document, document_at};
use super::fields::from_node;
use super::manifest::{Manifest, RegisterEntry};
use super::metadata::{FileProblem, Metadata, Source};
use super::read::{missing, read_source};
use super::walk::Found;
use crate::form::parse_yaml;
use crate::problem::Problem;
use crate::source::Location;
use crate::workspace::Workspace;

/// What is said about files outside them.
pub(super) struct Layers<'a> {
    sidecars: HashMap<String, (Metadata, Vec<FileProblem>)>,
    claims: HashMap<&'a str, Vec<&'a crate::workspace::FileClaim>>,
    not_evidence: Vec<&'a str>,
    manifests: &'a [Manifest],
}

impl<'a> Layers<'a> {
    pub(super) fn new(
        workspace: &'a Workspace,
        sidecars: &[Found],
        manifests: &'a [Manifest],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut said = HashMap::new();
        for found in sidecars {
            let target = found
                .path
                .trim_end_matches(".yaml")
                .trim_end_matches(".yml")
                .trim_end_matches(".meta")
                .to_owned();
            let Some(source) = read_source(found, problems) else {
                continue;
            };
            match parse_yaml(&source) {
                Ok(node) => {
                    let mut wrong = Vec::new();
                    let metadata = from_node(&node, &source, Source::Sidecar, &mut wrong);
                    said.insert(target, (metadata, wrong));
                }
                Err(problem) => problems.push(problem),
            }
        }
        let mut claims: HashMap<&str, Vec<_>> = HashMap::new();
        for claim in &workspace.claims {
            claims.entry(claim.path.as_str()).or_default().push(claim);
        }
        Self {
            sidecars: said,
            claims,
            not_evidence: workspace.not_evidence.iter().map(String::as_str).collect(),
            manifests,
        }
    }

    /// What is said about a path outside the file, nearest manifest first.
    pub(super) fn of(&self, path: &str, problems: &mut Vec<FileProblem>) -> Vec<Metadata> {
        let mut layers = Vec::new();
        if let Some((metadata, wrong)) = self.sidecars.get(path) {
            layers.push(metadata.clone());
            problems.extend(wrong.iter().cloned());
        }
        for claim in self.claims.get(path).into_iter().flatten() {
            layers.push(claim.metadata.clone());
        }
        for manifest in self.manifests_of(path) {
            for entry in &manifest.entries {
                if entry.matcher.is_match(path) {
                    layers.push(entry.metadata.clone());
                }
            }
        }
        layers
    }

    fn manifests_of(&self, path: &str) -> impl Iterator<Item = &Manifest> {
        let mut near: Vec<&Manifest> = self
            .manifests
            .iter()
            .filter(|manifest| path.starts_with(&manifest.folder))
            .collect();
        near.sort_by_key(|manifest| std::cmp::Reverse(manifest.folder.len()));
        near.into_iter()
    }

    /// Whether a manifest makes a path part of a series.
    pub(super) fn in_series(&self, path: &str) -> bool {
        self.manifests.iter().any(|manifest| {
            let mut series = manifest.series.iter();
            series.any(|series| series.pattern.period_of(path).is_some())
        })
    }

    /// Whether a manifest makes a path part of a series, or a register.
    pub(super) fn in_series_or_register(&self, path: &str) -> bool {
        self.register(path).is_some() || self.in_series(path)
    }

    /// What a manifest says of a register.
    pub(super) fn register(&self, path: &str) -> Option<&RegisterEntry> {
        let mut entries = self
            .manifests
            .iter()
            .flat_map(|manifest| &manifest.registers);
        entries.find(|entry| entry.file == path)
    }

    pub(super) fn set_aside(&self, path: &str) -> bool {
        self.not_evidence.contains(&path)
            || self
                .manifests_of(path)
                .any(|manifest| manifest.not_evidence.iter().any(|glob| glob.is_match(path)))
    }

    /// Claims, sidecars and manifest entries that speak of no file at all.
    pub(super) fn report_unused(
        &mut self,
        documents: &[Document],
        closed: &[Arc<str>],
        problems: &mut Vec<Problem>,
    ) {
        let out_of_sight = |pattern: &str| {
            let mut closed = closed.iter();
            closed.any(|folder| may_lie_in(pattern, folder))
        };
        let known = |path: &str| document_at(documents, path).is_some() || out_of_sight(path);
        for (path, claims) in &self.claims {
            if !known(path) {
                for claim in claims {
                    problems.push(missing(
                        &claim.location,
                        path,
                        "claims.toml speaks of a file that is not there",
                    ));
                }
            }
        }
        for path in self.sidecars.keys() {
            if !known(path) {
                let sidecar = format!("{path}.meta.yaml");
                problems.push(missing(
                    &Location::file(sidecar),
                    path,
                    "this sidecar speaks of a file that is not there",
                ));
            }
        }
        for manifest in self.manifests {
            for entry in &manifest.entries {
                let pattern = format!("{}{}", manifest.folder, entry.pattern);
                let matches = |document: &Document| entry.matcher.is_match(&*document.path);
                if !documents.iter().any(matches) && !out_of_sight(&pattern) {
                    problems.push(missing(
                        &entry.location,
                        &entry.pattern,
                        "no file matches this entry",
                    ));
                }
            }
        }
    }
}
