//! What an assessment leaves open, grouped by what settles it together: what actions are made of.

use std::collections::BTreeMap;

use crate::assessment::{Assessment, Standing, is_open, missing_of};
use crate::catalogue::{Catalogue, RequirementId};
use crate::output::paint::cut_at_word;
use crate::workspace::{Grade, Workspace};

use super::BoxState;

/// All gaps, and how every requirement stands.
#[derive(Debug, Clone, Default)]
pub struct Gaps {
    /// In the order in which an assessment names them.
    pub groups: Vec<Group>,
    /// Every requirement of the edition: open, settled, or gone because it does not count here.
    pub standing: BTreeMap<RequirementId, BoxState>,
}

/// Gaps that one document or one habit settles.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What settles them; the same in every assessment.
    pub of: String,
    /// What is to be done, in a sentence.
    pub asks: String,
    /// The single gaps.
    pub lines: Vec<GapLine>,
}

/// A requirement that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct GapLine {
    /// Which.
    pub requirement: RequirementId,
    /// What is missing.
    pub missing: String,
    /// The grade that is forecast, or that an assessor gave.
    pub grade: Grade,
    /// The grade that an assessor gave.
    pub judged: Grade,
    /// What the score of the whole would gain, in per cent.
    pub gain: f64,
}

/// Longest text of what is missing, in characters.
const LONGEST: usize = 240;

/// What an assessment leaves open.
#[must_use]
pub fn gaps(catalogue: &Catalogue, workspace: &Workspace, assessment: &Assessment) -> Gaps {
    let mut out = Gaps::default();
    for line in &assessment.lines {
        let id = &catalogue.requirements[line.requirement].id;
        let state = match line.standing {
            Standing::Counts if is_open(line) => BoxState::Open,
            Standing::Counts => BoxState::Settled,
            _ => BoxState::Gone,
        };
        out.standing.insert(id.clone(), state);
    }
    for step in &assessment.steps {
        let lines = step.lines.iter().zip(&step.gains).map(|(at, gain)| {
            let line = &assessment.lines[*at];
            let requirement = &catalogue.requirements[*at];
            let judged = line.judgement.as_ref().filter(|judged| !judged.stale);
            GapLine {
                requirement: requirement.id.clone(),
                missing: cut_at_word(&missing_of(line, requirement), LONGEST),
                grade: line.grade,
                judged: judged.map_or(Grade::None, |judged| {
                    let given = workspace.judgements[judged.index].grade;
                    if given == Grade::None && !judged.conforming {
                        Grade::Minor
                    } else {
                        given
                    }
                }),
                gain: gain.value() * 100.0,
            }
        });
        out.groups.push(Group {
            of: step.key.clone(),
            asks: step.title.clone(),
            lines: lines.collect(),
        });
    }
    out
}
