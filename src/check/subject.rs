//! What rules look at: the workspace, what was read of it, and what that means.

use crate::assessment::Assessment;
use crate::calendar::Calendar;
use crate::catalogue::{Catalogue, ItemKind, RequirementId};
use crate::chains::Traced;
use crate::evidence::{
    Amended, Document, Evidence, FileProblem, Leads, ProblemKind, References, document_at, leads,
};
use crate::records::Logs;
use crate::source::Location;
use crate::workspace::{SETTINGS, Workspace};

use super::baseline::Baseline;
use super::policy::Threshold;

/// Everything a rule may look at. Rules read no files.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The edition.
    pub catalogue: &'a Catalogue,
    /// What people decided and told.
    pub workspace: &'a Workspace,
    /// What was read.
    pub evidence: &'a Evidence,
    /// What it means.
    pub assessment: &'a Assessment,
    /// What was promised.
    pub calendar: &'a Calendar,
    /// What documents refer to, by their place in the evidence, sorted.
    pub references: &'a [(usize, References)],
    /// What was changed while its version stayed.
    pub amended: &'a Amended,
    /// Rows understood as records.
    pub logs: &'a Logs<'a>,
    /// Where an auditor follows one record to the next, and how far that leads.
    pub chains: &'a [Traced],
    /// Figures of the policy.
    pub threshold: Threshold,
    /// What was known before, where that counts.
    pub baseline: Option<&'a Baseline>,
}

impl<'a> Subject<'a> {
    /// The documents that somebody may rely on: all that nobody set aside.
    pub fn documents(self) -> impl Iterator<Item = (usize, &'a Document)> {
        let documents = self.evidence.documents.iter().enumerate();
        documents.filter(|(_, document)| !document.set_aside)
    }

    /// Problems of some kinds that the assessment tells of files, in their order.
    pub fn problems(self, kinds: &'static [ProblemKind]) -> impl Iterator<Item = &'a FileProblem> {
        let all = self.assessment.file_problems.iter().flatten();
        all.filter(move |problem| kinds.contains(&problem.kind))
    }

    /// Problems of some kinds of one document.
    pub fn problems_of(
        self,
        at: usize,
        kinds: &'static [ProblemKind],
    ) -> impl Iterator<Item = &'a FileProblem> {
        let all = self.assessment.file_problems[at].iter();
        all.filter(move |problem| kinds.contains(&problem.kind))
    }

    /// The documents that offer what the standard calls for as a document, sorted: those whose
    /// control it asks about.
    #[must_use]
    pub fn controlled(self) -> Vec<usize> {
        let items = self.assessment.items.iter();
        let items = items.filter(|of| self.catalogue.items[of.item].kind == ItemKind::Document);
        let files = items.flat_map(|of| &of.files);
        let mut out: Vec<usize> = files
            .filter_map(|path| document_at(&self.evidence.documents, path))
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Whether somebody relies on a document: it is claimed, or of a series or register.
    #[must_use]
    pub fn is_used(self, at: usize) -> bool {
        let document = &self.evidence.documents[at];
        let claimed = !self.assessment.claimed_for[at].is_empty();
        claimed || !document.series.is_empty() || document.register.is_some()
    }

    /// What a document refers to; none where it has no text.
    #[must_use]
    pub fn references(self, at: usize) -> Option<&'a References> {
        let found = self.references.binary_search_by_key(&at, |(at, _)| *at);
        Some(&self.references[found.ok()?].1)
    }

    /// What those documents refer to that people go by: in force, and no records of what was.
    pub fn rules_in_force(self) -> impl Iterator<Item = (usize, &'a References)> {
        self.documents().filter_map(move |(at, document)| {
            let footing = self.assessment.footing[at];
            let is_record = footing.record || document.register.is_some();
            let in_force = footing.counts && !is_record && document.series.is_empty();
            let is_text = !document.format.is_table() && !document.format.is_mail();
            Some((at, self.references(at).filter(|_| in_force && is_text)?))
        })
    }

    /// The document to which a link of another leads, or of itself.
    #[must_use]
    pub fn linked(self, at: usize, target: &str) -> Option<usize> {
        let documents = &self.evidence.documents;
        let Leads::To(to) = leads(&documents[at].path, target) else {
            return None;
        };
        let stem = to.rsplit_once('.').map_or(&*to, |(stem, _)| stem);
        // Links to pages leave out the ending, or have that of the page made from the text.
        let forms = [to.clone(), format!("{to}.md"), format!("{stem}.md")];
        forms.iter().find_map(|form| document_at(documents, form))
    }

    /// Where that stands which has no file: the workspace file, there or not.
    #[must_use]
    pub fn workspace_file(self) -> Location {
        Location::file(SETTINGS)
    }

    /// What nobody could look at: the workspace file, and of a folder without one the folder.
    #[must_use]
    pub fn workspace_place(self) -> Location {
        if self.workspace.settings.present {
            self.workspace_file()
        } else {
            Location::file(".")
        }
    }

    /// The id of a requirement by its index.
    #[must_use]
    pub fn id(self, line: usize) -> &'a RequirementId {
        &self.catalogue.requirements[line].id
    }
}
