//! What there is to see: files, series and registers, what is kept elsewhere, and the
//! documents the standard asks for.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Build;
use super::sources::SourcesView;
use super::types::{
    ElsewhereView, EvidenceView, FileProblemView, HistoryView, ItemView, PeriodView, RegisterView,
    SeriesView, SpotView, TakenView,
};
use crate::assessment::{PeriodState, is_template, review_due};
use crate::catalogue::ItemKind;
use crate::evidence::{
    Committed, Document, FileProblem, InHistory, ReadState, Register, Stated, StatedDate, kind_of,
};
use crate::output::screen::quoted;
use crate::source::{count, visible};

impl Build<'_> {
    pub(super) fn items(&self) -> Vec<ItemView> {
        self.assessment
            .items
            .iter()
            .map(|result| {
                let item = &self.catalogue.items[result.item];
                ItemView {
                    item: item.id.clone(),
                    name: item.name.clone(),
                    short: item.short.clone(),
                    kind: match item.kind {
                        ItemKind::Document => "document",
                        ItemKind::Record => "record",
                    },
                    called_for: item.called_for.word(),
                    clauses: item.clauses.clone(),
                    presence: result.presence.word(),
                    files: result.files.iter().map(ToString::to_string).collect(),
                    remarks: result.remarks.clone(),
                    requirements: item
                        .requirements
                        .iter()
                        .map(|line| self.id(*line))
                        .collect(),
                }
            })
            .collect()
    }

    pub(super) fn series(&self) -> Vec<SeriesView> {
        self.assessment
            .series
            .iter()
            .map(|result| {
                let count = |test: &dyn Fn(&PeriodState) -> bool| {
                    result
                        .periods
                        .iter()
                        .filter(|period| test(&period.state))
                        .count()
                };
                SeriesView {
                    id: result.id.clone(),
                    path: result.location.path.to_string(),
                    line: result.location.line(),
                    due: result.periods.len(),
                    present: count(&|state| *state == PeriodState::Present),
                    late: count(&|state| *state == PeriodState::Late),
                    excused: count(&|state| matches!(state, PeriodState::Excused(_))),
                    missing: count(&PeriodState::is_hole),
                    unusable: count(&|state| matches!(state, PeriodState::Unusable(_))),
                    periods: result
                        .periods
                        .iter()
                        .map(|period| PeriodView {
                            period: period.name.clone(),
                            state: match period.state {
                                PeriodState::Present => "present",
                                PeriodState::Late => "late",
                                PeriodState::Unusable(_) => "unusable",
                                PeriodState::Excused(_) => "excused",
                                PeriodState::Missing => "missing",
                            },
                            reason: match &period.state {
                                PeriodState::Excused(reason) | PeriodState::Unusable(reason) => {
                                    Some(reason.clone())
                                }
                                _ => None,
                            },
                            path: period
                                .document
                                .map(|at| self.evidence.documents[at].path.to_string()),
                        })
                        .collect(),
                }
            })
            .collect()
    }

    pub(super) fn registers(&self) -> Vec<RegisterView> {
        self.evidence
            .registers
            .iter()
            .map(|register| RegisterView {
                id: register.entry.id.clone(),
                path: register.entry.file.clone(),
                sheet: register.table.sheet.clone(),
                rows: register.table.len(),
                found: register.document.is_some(),
                columns: register.table.header.clone(),
                heads: self.head(register, None),
                taken: self.taken(register),
            })
            .collect()
    }

    /// Which column is taken for which attribute of the records, for all that the register
    /// is claimed for.
    fn taken(&self, register: &Register) -> Vec<TakenView> {
        let claimed = register.document.map(|at| &self.assessment.claimed_for[at]);
        let lines = claimed.into_iter().flatten();
        let clauses: BTreeSet<usize> = lines
            .map(|line| self.catalogue.requirements[*line].clause)
            .collect();
        let named = &register.entry.columns;
        let stated = |attribute: &str| named.iter().any(|(known, _)| known == attribute);
        let mut columns = register.table.columns(named, &BTreeMap::new());
        for clause in clauses {
            if let Some(record) = &self.catalogue.clauses[clause].record {
                for (attribute, column) in register.table.columns(named, &record.attributes) {
                    columns.entry(attribute).or_insert(column);
                }
            }
        }
        columns
            .into_iter()
            .map(|(attribute, column)| TakenView {
                column: register.table.header[column].clone(),
                spot: self.head(register, Some(column)),
                stated: stated(&attribute),
                attribute,
            })
            .collect()
    }

    /// Where the heads of a register stand, or one of them.
    fn head(&self, register: &Register, column: Option<usize>) -> SpotView {
        let table = &register.table;
        match register.document {
            Some(at) if table.header_line > 0 => {
                let first = table.first_column as usize;
                let column = if table.sheet.is_some() {
                    count(first + column.unwrap_or(0))
                } else {
                    1
                };
                SpotView::of(&self.evidence.documents[at].at(table.header_line, column))
            }
            _ => SpotView::none(),
        }
    }

    pub(super) fn files(&self) -> Vec<EvidenceView> {
        (0..self.evidence.documents.len())
            .into_par_iter()
            .map(|index| self.file(index))
            .collect()
    }

    fn file(&self, index: usize) -> EvidenceView {
        let document = &self.evidence.documents[index];
        let metadata = &document.metadata;
        let text =
            |stated: &Option<Stated<String>>| stated.as_ref().map(|stated| stated.value.clone());
        let day =
            |stated: &Option<Stated<StatedDate>>| stated.as_ref().map(|stated| stated.value.day);
        let claimed_for = &self.assessment.claimed_for[index];
        EvidenceView {
            path: document.path.to_string(),
            format: document.format.word(),
            size: document.size,
            sha256: None,
            read: match document.state {
                ReadState::Read => "read",
                ReadState::Empty => "empty",
                ReadState::NotRead(_) => "not read",
            },
            reason: match &document.state {
                ReadState::NotRead(unread) => Some(unread.reason.clone()),
                _ => None,
            },
            why: match &document.state {
                ReadState::NotRead(unread) => Some(unread.why.word()),
                _ => None,
            },
            words: document.words,
            title: document.title(),
            id: text(&metadata.id),
            kind: text(&metadata.kind),
            type_by_name: match metadata.kind {
                Some(_) => None,
                None => kind_of(metadata, &document.path),
            },
            version: text(&metadata.version),
            status: metadata.status.as_ref().map(|status| status.value.word()),
            owner: text(&metadata.owner),
            author: text(&metadata.author),
            approved_by: text(&metadata.approved_by),
            approved_on: day(&metadata.approved_on),
            effective: day(&metadata.effective),
            date: day(&metadata.date),
            last_reviewed: day(&metadata.last_reviewed),
            next_review: review_due(document),
            valid_until: day(&metadata.valid_until),
            classification: text(&metadata.classification),
            changed_on: day(&metadata.changed_on),
            changed_by: text(&metadata.changed_by),
            git: document.committed.map(Committed::word),
            services: metadata
                .services
                .as_ref()
                .map(|names| names.value.clone())
                .unwrap_or_default(),
            claims: metadata
                .claims
                .iter()
                .map(|claim| claim.value.text.clone())
                .collect(),
            claimed_for: claimed_for
                .iter()
                .map(|line| self.names[*line].clone())
                .collect(),
            attested: self.vouching_for(document),
            set_aside: document.set_aside,
            template: is_template(document),
            ideas_of: self.hints(index),
            sources: SourcesView::of(document),
            problems: self.assessment.file_problems[index]
                .iter()
                .map(|problem| file_problem(problem, &document.path))
                .collect(),
        }
    }

    /// The notes in which people vouch for a file that could not be read.
    fn vouching_for(&self, document: &Document) -> Vec<String> {
        if document.has_text() {
            return Vec::new();
        }
        let as_of = self.assessment.as_of;
        let notes = self.workspace.attestations(&document.path, as_of);
        notes.map(|note| note.id.clone()).collect()
    }

    pub(super) fn history(&self) -> HistoryView {
        HistoryView {
            asked: self.evidence.history != InHistory::NotAsked,
            unknown: self.evidence.history.unknown(),
        }
    }

    pub(super) fn elsewhere(&self) -> Vec<ElsewhereView> {
        self.evidence
            .elsewhere
            .iter()
            .map(|entry| ElsewhereView {
                place: entry.place.clone(),
                title: entry
                    .metadata
                    .title
                    .as_ref()
                    .map(|title| title.value.clone()),
            })
            .collect()
    }
}

/// A problem of a file; what a manifest says of the file is told with the manifest's place.
fn file_problem(problem: &FileProblem, path: &str) -> FileProblemView {
    let here = *problem.location.path == *path;
    FileProblemView {
        kind: problem.kind.word(),
        message: if here {
            problem.message.clone()
        } else {
            format!("{} ({})", problem.message, problem.location)
        },
        spot: if here {
            SpotView::of(&problem.location)
        } else {
            SpotView::none()
        },
        declared: problem.kind.loses_a_declaration(),
    }
}

/// Reasons for which a program does not read what people can.
const FOR_PEOPLE: [&str; 4] = ["scan", "encrypted", "unsupported", "too-large"];

impl EvidenceView {
    /// Whether it waits for somebody to read it: people can, the program cannot, and nobody has
    /// said yet what it is.
    #[must_use]
    pub fn awaits_a_person(&self) -> bool {
        let readable = self.why.is_some_and(|why| FOR_PEOPLE.contains(&why));
        readable && self.attested.is_empty() && !self.set_aside
    }

    /// The options with which `note` vouches for it.
    #[must_use]
    pub fn vouched_by(&self) -> String {
        const MOST: usize = 3;
        let about: Vec<&str> = self.claimed_for.iter().take(MOST).map(|id| &**id).collect();
        let about = if about.is_empty() {
            "ID".to_owned()
        } else {
            about.join(",")
        };
        let file = quoted(&visible(&self.path));
        format!("--kind attest --file {file} --about {about}")
    }
}
