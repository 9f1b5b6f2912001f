//! What there is of each service, and who does what, with the keys of the JSON.

use serde::Serialize;

use super::chains::PlaceView;
use crate::catalogue::{Catalogue, RequirementId};
use crate::chains::{Coverage, Responsibilities};
use crate::evidence::Evidence;

/// Services by practice.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct CoverageView {
    pub practices: Vec<PracticeView>,
    pub services: Vec<CoveredServiceView>,
}

/// A practice.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct PracticeView {
    pub clause: String,
    pub title: String,
}

/// A service with one entry a practice.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct CoveredServiceView {
    pub service: String,
    pub practices: Vec<CoveredView>,
}

/// What there is of a service in a practice.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct CoveredView {
    pub clause: String,
    pub extent: &'static str,
    pub path: Option<String>,
    pub rows: usize,
}

/// Who does what.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ResponsibilitiesView {
    pub verdict: &'static str,
    pub services: usize,
    pub services_by_others: usize,
    pub practices: usize,
    pub practices_by_others: usize,
    pub lines: Vec<EligibilityLineView>,
    pub parties: Vec<ResponsiblePartyView>,
    pub performed: Vec<PerformedView>,
}

/// A requirement that asks whether others do everything.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct EligibilityLineView {
    pub id: RequirementId,
    pub text: String,
    pub state: &'static str,
}

/// Another party.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ResponsiblePartyView {
    pub party: String,
    pub kind: &'static str,
    pub agreements: Vec<String>,
    pub control: Vec<String>,
}

/// What another party does.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct PerformedView {
    pub sort: &'static str,
    pub what: String,
    pub party: String,
    pub declared: bool,
    pub at: PlaceView,
}

/// Coverage as outputs show it.
#[must_use]
pub fn coverage_view(
    catalogue: &Catalogue,
    evidence: &Evidence,
    found: &[Coverage],
) -> CoverageView {
    let number = |practice: &usize| catalogue.clauses[*practice].id.to_string();
    let practices = catalogue.practices.iter().map(|practice| PracticeView {
        clause: number(practice),
        title: catalogue.clauses[*practice].name.clone(),
    });
    let services = found.iter().map(|coverage| {
        let practices = catalogue.practices.iter().zip(&coverage.practices);
        CoveredServiceView {
            service: coverage.service.clone(),
            practices: practices
                .map(|(practice, covered)| CoveredView {
                    clause: number(practice),
                    extent: covered.extent.word(),
                    path: covered
                        .document
                        .map(|at| evidence.documents[at].path.to_string()),
                    rows: covered.rows,
                })
                .collect(),
        }
    });
    CoverageView {
        practices: practices.collect(),
        services: services.collect(),
    }
}

/// Responsibilities as outputs show them.
#[must_use]
pub fn responsibilities_view(
    catalogue: &Catalogue,
    evidence: &Evidence,
    found: &Responsibilities,
) -> ResponsibilitiesView {
    let eligibility = &found.eligibility;
    let lines = eligibility
        .lines
        .iter()
        .map(|(line, state)| EligibilityLineView {
            id: catalogue.requirements[*line].id.clone(),
            text: catalogue.requirements[*line].text.clone(),
            state: state.word(),
        });
    let parties = found.parties.iter().map(|party| ResponsiblePartyView {
        party: party.name.clone(),
        kind: party.kind.word(),
        agreements: { party.agreements.iter() }
            .map(|at| evidence.documents[*at].path.to_string())
            .collect(),
        control: party.control.clone(),
    });
    let performed = found.performed.iter().map(|performed| PerformedView {
        sort: performed.sort.word(),
        what: performed.what.clone(),
        party: performed.by.clone(),
        declared: performed.party.is_some(),
        at: PlaceView::of(&performed.at),
    });
    ResponsibilitiesView {
        verdict: eligibility.verdict.word(),
        services: eligibility.services.0,
        services_by_others: eligibility.services.1,
        practices: eligibility.practices.0,
        practices_by_others: eligibility.practices.1,
        lines: lines.collect(),
        parties: parties.collect(),
        performed: performed.collect(),
    }
}
