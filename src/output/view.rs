//! The finished values that every output and every report shows: built once, so that all
//! of them say the same, and holding words and names instead of indices, so that none of
//! them looks anything up.
//!
//! [`types`] is the JSON that snapshots hold; the other parts fill it, one part of the
//! page each. What no output shows is not here.

mod chains;
mod coverage;
mod evidence;
mod hints;
mod quotes;
mod records;
mod requirements;
mod sources;
mod spot;
mod totals;
mod types;
mod workspace;

use std::sync::Arc;

use crate::assessment::{Assessment, CAP};
use crate::catalogue::{Catalogue, RequirementId};
use crate::evidence::Evidence;
use crate::period::Period;
use crate::problem::Problem;
use crate::workspace::Workspace;

pub use chains::{
    ChainBreakView, ChainLinkView, ChainStepView, ChainUntoldView, ChainView, PlaceView, chains,
};
pub use coverage::{
    CoverageView, CoveredServiceView, CoveredView, EligibilityLineView, PerformedView,
    PracticeView, ResponsibilitiesView, ResponsiblePartyView, coverage_view, responsibilities_view,
};
pub use quotes::{Passage, TextOf};
pub use records::*;
pub use requirements::{grade, rating};
pub use sources::SourcesView;
pub use spot::spots_in_words;
pub use types::*;

/// Builds the view, without what is filled in where it is shown: [`records_view`], [`chains`],
/// [`coverage_view`], [`responsibilities_view`].
#[must_use]
pub fn view(
    catalogue: &Catalogue,
    workspace: &Workspace,
    evidence: &Evidence,
    assessment: &Assessment,
    problems: &[Problem],
) -> View {
    let build = Build::new(catalogue, workspace, evidence, assessment);
    let settings = &workspace.settings;
    View {
        schema_version: SCHEMA_VERSION,
        tool: Tool::this(),
        edition: assessment.edition.to_string(),
        edition_title: catalogue.title.clone(),
        as_of: assessment.as_of,
        window: WindowView {
            start: assessment.window.start,
            end: assessment.window.end,
            period: assessment.window.period,
            shortened: assessment.window.shortened,
        },
        organisation: build.organisation(),
        assessors: build.assessors(),
        inventory: if settings.inventory_complete {
            "complete"
        } else {
            "open"
        },
        first_look: assessment.first_look,
        totals: build.totals(&assessment.totals),
        forecast: build.forecast(),
        gates: build.gates(),
        areas: build.areas(),
        services: build.services(),
        clauses: build.clauses(),
        requirements: build.requirements(),
        documents: build.items(),
        series: build.series(),
        registers: build.registers(),
        evidence: build.files(),
        history: build.history(),
        elsewhere: build.elsewhere(),
        notes: build.notes(),
        answers: build.answers(),
        samples: workspace.samples.clone(),
        problems: build.problems(problems),
        steps: build.steps(),
        // Filled in where they are shown: counting and following them takes a good part of a second.
        records: Vec::new(),
        chains: Vec::new(),
        coverage: CoverageView::default(),
        responsibilities: ResponsibilitiesView::default(),
        method: build.method(),
    }
}

struct Build<'a> {
    catalogue: &'a Catalogue,
    workspace: &'a Workspace,
    evidence: &'a Evidence,
    assessment: &'a Assessment,
    /// Each requirement's id as text: shared, since files name them by the thousand.
    names: Vec<Arc<str>>,
}

impl<'a> Build<'a> {
    fn new(
        catalogue: &'a Catalogue,
        workspace: &'a Workspace,
        evidence: &'a Evidence,
        assessment: &'a Assessment,
    ) -> Self {
        let names = catalogue.requirements.iter();
        Self {
            catalogue,
            workspace,
            evidence,
            assessment,
            names: names.map(|line| line.id.to_string().into()).collect(),
        }
    }
}

impl Build<'_> {
    fn id(&self, line: usize) -> RequirementId {
        self.catalogue.requirements[line].id.clone()
    }

    fn steps(&self) -> Vec<StepView> {
        self.assessment
            .steps
            .iter()
            .map(|step| StepView {
                title: step.title.clone(),
                grade: grade(step.grade),
                requirements: step.lines.iter().map(|line| self.id(*line)).collect(),
                gain: step.gain,
                details: step.details.clone(),
                not_handed_over: step.not_handed_over,
            })
            .collect()
    }

    fn method(&self) -> MethodView {
        MethodView {
            requirements: self.catalogue.requirements.len(),
            unverified: self
                .catalogue
                .requirements
                .iter()
                .filter(|line| !line.verified)
                .count(),
            provenance: self.catalogue.provenance.clone(),
            cap: CAP,
            weights: self
                .workspace
                .settings
                .weights
                .iter()
                .map(|(clause, weight)| (clause.to_string(), *weight))
                .collect(),
            history: self.workspace.settings.history.unwrap_or(Period::months(3)),
        }
    }
}
