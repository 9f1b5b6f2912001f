//! What requirements add up to: clauses, areas, services, and the gates they open.

use super::Build;
use std::collections::BTreeSet;

use super::types::{
    AreaView, AskView, ClauseView, ForecastView, GateView, ServiceView, TotalsView,
};
use crate::assessment::{Line, Share, Standing, State, Totals, not_handed_over};
use crate::workspace::Grade;

impl Build<'_> {
    pub(super) fn gates(&self) -> Vec<GateView> {
        self.assessment
            .gates
            .iter()
            .map(|result| {
                let gate = &self.catalogue.gates[result.gate];
                GateView {
                    gate: gate.id.clone(),
                    title: gate.title.clone(),
                    question: gate.question.clone(),
                    verdict: result.verdict.word(),
                    asks: result
                        .asks
                        .iter()
                        .map(|ask| AskView {
                            ask: ask.text.clone(),
                            verdict: ask.verdict.word(),
                            reason: ask.reason.clone(),
                        })
                        .collect(),
                }
            })
            .collect()
    }

    /// What is probable, by whether anything was read: a gap that only waits for a document
    /// weighs otherwise than one that somebody has read. Each "shall" counts once, as in the
    /// totals.
    pub(super) fn forecast(&self) -> ForecastView {
        let complete = self.workspace.settings.inventory_complete;
        let count = |grade: Grade| {
            let (mut seen, mut silent) = (BTreeSet::new(), BTreeSet::new());
            let lines = self.assessment.lines.iter();
            for (line, requirement) in lines
                .zip(&self.catalogue.requirements)
                .filter(|(line, _)| line.standing == Standing::Counts && line.grade == grade)
            {
                let shall = (&requirement.id.clause, requirement.shall);
                if not_handed_over(complete, line) {
                    silent.insert(shall);
                } else {
                    seen.insert(shall);
                }
            }
            let silent = silent.difference(&seen).count();
            (seen.len(), silent)
        };
        let (majors_seen, majors_not_handed_over) = count(Grade::Major);
        let (minors_seen, minors_not_handed_over) = count(Grade::Minor);
        let lines = self
            .assessment
            .lines
            .iter()
            .zip(&self.catalogue.requirements);
        // In a first look nothing is forecast, whatever files have a place.
        let is_withheld = |line: &Line| !self.assessment.first_look && line.is_withheld();
        let withheld =
            lines.filter(|(line, _)| line.standing == Standing::Counts && is_withheld(line));
        let withheld: BTreeSet<_> = withheld
            .map(|(_, requirement)| (&requirement.id.clause, requirement.shall))
            .collect();
        let placed = self.assessment.placed;
        ForecastView {
            majors_seen,
            minors_seen,
            majors_not_handed_over,
            minors_not_handed_over,
            not_recognised: withheld.len(),
            without_place: placed.unplaced,
            read: placed.read,
            unread_without_place: placed.unread,
        }
    }

    pub(super) fn areas(&self) -> Vec<AreaView> {
        self.catalogue
            .areas
            .iter()
            .zip(&self.assessment.areas)
            .map(|(area, totals)| AreaView {
                area: area.name.clone(),
                clause: area.clause.to_string(),
                title: area.title.clone(),
                totals: self.totals(totals),
            })
            .collect()
    }

    pub(super) fn services(&self) -> Vec<ServiceView> {
        self.assessment
            .services
            .iter()
            .map(|(service, totals)| ServiceView {
                service: service.clone(),
                totals: self.totals(totals),
            })
            .collect()
    }

    pub(super) fn clauses(&self) -> Vec<ClauseView> {
        self.catalogue
            .clauses
            .iter()
            .zip(&self.assessment.clauses)
            .map(|(clause, result)| ClauseView {
                clause: clause.id.to_string(),
                title: clause.name.clone(),
                called: clause.in_a_sentence(),
                titled: clause.title.is_some(),
                area: self.catalogue.areas[self.catalogue.area_of(&clause.id)]
                    .name
                    .clone(),
                leaf: clause.leaf,
                purpose: clause.purpose.clone(),
                typical_evidence: clause.evidence.clone(),
                asks: clause.asks.clone(),
                pitfalls: clause.pitfalls.clone(),
                totals: self.totals(&result.totals),
                minors_add_up: result.minors_add_up,
            })
            .collect()
    }

    pub(super) fn totals(&self, totals: &Totals) -> TotalsView {
        let share = |n: usize| {
            if totals.lines == 0 {
                Share::NONE
            } else {
                Share::of(n, totals.lines)
            }
        };
        TotalsView {
            requirements: totals.lines,
            conforming: totals.conforming,
            nonconforming: totals.nonconforming,
            shown: totals.in_state(State::Shown),
            partly_shown: totals.in_state(State::PartlyShown),
            claimed: totals.in_state(State::Claimed),
            contrary: totals.in_state(State::Contrary),
            not_found: totals.in_state(State::NotFound),
            not_seen: totals.in_state(State::NotSeen),
            answered: totals.answered,
            share_conforming: share(totals.conforming),
            share_shown: share(totals.in_state(State::Shown)),
            share_not_seen: share(totals.in_state(State::NotSeen)),
            worst: totals.worst,
            worst_requirement: totals.worst_line.map(|line| self.id(line)),
            probable_majors: totals.majors,
            probable_minors: totals.minors,
            mean: totals.mean,
            low: totals.low,
            high: totals.high,
        }
    }
}
