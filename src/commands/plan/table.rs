//! What verbs share that only look at the plan: the workspace, the actions, the order they go by.
//! No evidence is read.

use std::path::Path;

use jiff::civil::Date;

use super::super::session::{as_of, catalogue, date, workspace};
use super::super::shell::{targets, word};
use crate::catalogue::{Catalogue, RequirementId, Target};
use crate::cli::Global;
use crate::cli::plan::Filter;
use crate::plan::{Action, Basis, HISTORY, Plan, Status, Wanted, load};
use crate::workspace::{Grade, Workspace};

/// A workspace with its plan and the edition.
pub(super) struct Table {
    pub workspace: Workspace,
    pub catalogue: Catalogue,
    pub plan: Plan,
    pub as_of: Date,
}

impl Table {
    pub(super) fn open(folder: &Path, global: &Global) -> anyhow::Result<Self> {
        let workspace = workspace(folder)?;
        Ok(Self {
            plan: load(&workspace.root),
            catalogue: catalogue(global, workspace.settings.edition.as_ref())?,
            as_of: as_of(global, workspace.settings.as_of)?,
            workspace,
        })
    }

    /// The day of the audit: Stage 2, else Stage 1.
    pub(super) fn audit(&self) -> Option<Date> {
        let settings = &self.workspace.settings;
        settings.stage2.or(settings.stage1)
    }

    pub(super) fn basis(&self) -> Basis<'_> {
        Basis {
            catalogue: &self.catalogue,
            as_of: self.as_of,
            audit: self.audit(),
            history: self.workspace.settings.history.unwrap_or(HISTORY),
        }
    }

    /// What is asked for on the command line.
    pub(super) fn wanted(&self, filter: &Filter) -> anyhow::Result<Wanted> {
        let states = filter
            .status
            .iter()
            .map(|text| word(text, "--status", Status::WORDS));
        let about = targets(&self.catalogue, &filter.about)?;
        let grade = filter.grade.as_deref();
        Ok(Wanted {
            status: states.collect::<anyhow::Result<_>>()?,
            owner: filter.owner.clone(),
            about: (!about.is_empty()).then(|| self.covered(&about)),
            grade: grade
                .map(|text| word(text, "--grade", Grade::WORDS))
                .transpose()?,
            overdue: filter.overdue,
            due_by: filter.due_by.as_deref().map(date).transpose()?,
            nonconformities: filter.nonconformities,
            cleared: filter.cleared,
            all: filter.all,
            people: self.workspace.settings.people.clone(),
        })
    }

    /// The requirements of clauses and items.
    pub(super) fn covered(&self, targets: &[Target]) -> Vec<RequirementId> {
        let lines = targets
            .iter()
            .filter_map(|target| self.catalogue.resolve(target));
        lines
            .flatten()
            .map(|at| self.catalogue.requirements[at].id.clone())
            .collect()
    }

    /// The first requirement that an action is about, by what is known of its gap or by what people
    /// say.
    pub(super) fn first_line(&self, action: &Action) -> Option<RequirementId> {
        let part = action
            .gap
            .iter()
            .flat_map(|gap| &gap.boxes)
            .map(|part| &part.requirement)
            .min();
        part.cloned()
            .or_else(|| self.covered(&action.about).into_iter().min())
    }
}
