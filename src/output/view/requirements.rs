//! Requirements with all that was seen, missed and judged.

use super::Build;
use super::types::{FoundView, JudgementView, LookedView, MemberView, RequirementView, SpotView};
use super::workspace::answer_view;
use crate::assessment::{Judged, Line, Share, Standing};
use crate::evidence::Format;
use crate::source::Location;
use crate::workspace::{Grade, Method, Rating, Rest};

/// Most failing rows that are shown of one register; `check` tells them all.
const MOST_PLACES: usize = 20;

impl Build<'_> {
    pub(super) fn requirements(&self) -> Vec<RequirementView> {
        self.assessment
            .lines
            .iter()
            .map(|line| self.requirement(line))
            .collect()
    }

    fn requirement(&self, line: &Line) -> RequirementView {
        let requirement = &self.catalogue.requirements[line.requirement];
        RequirementView {
            id: requirement.id.clone(),
            clause: requirement.id.clause.to_string(),
            text: requirement.text.clone(),
            item_letter: requirement.item_letter.clone(),
            proof: requirement.proof.word(),
            called_for: requirement.called_for.word(),
            of: requirement.of.clone(),
            key: requirement.key,
            rare: requirement.rare,
            settled: requirement.settled,
            per: requirement.per.map(crate::catalogue::Per::word),
            verified: requirement.verified,
            state: line.state.word(),
            rating: line.score.map(|score| rating(Self::rating_of(line, score))),
            score: line.score,
            low: line.low,
            high: line.high,
            machine_score: line.machine,
            machine_rating: line.machine.map(|score| rating(score.rating())),
            judged: counting(line).is_some(),
            judgement: self.judgement(line),
            answer: line
                .answer
                .map(|index| answer_view(&self.workspace.answers[index])),
            counts: line.standing == Standing::Counts,
            standing: match &line.standing {
                Standing::Counts => "counts".to_owned(),
                Standing::NoOccurrence => "no occurrence".to_owned(),
                Standing::NoSuchParty => "no such party".to_owned(),
                Standing::Repeats(target) => format!("repeats {}", self.id(*target)),
            },
            grade: grade(line.grade),
            found: line
                .found
                .iter()
                .map(|found| FoundView {
                    idea: self.catalogue.ideas[found.idea].name.clone(),
                    path: found.location.path.to_string(),
                    spot: SpotView::of(&found.location),
                    column: found
                        .location
                        .place
                        .filter(|_| found.location.within.is_none() && !is_page(&found.location))
                        .map(|place| place.column),
                    at_column: found.location.place.map_or(1, |place| place.column),
                    own: !self.catalogue.ideas[found.idea].shared,
                })
                .collect(),
            quotes: Vec::new(),
            missing: line.missing.clone(),
            look_at: line.look_at.clone(),
            remarks: line.remarks.clone(),
            evidence: line
                .evidence
                .iter()
                .map(|looked| LookedView {
                    name: looked.name.to_string(),
                    score: looked.share,
                    saw: looked.saw.clone(),
                    tested: looked.tested.clone(),
                    quote: None,
                    lines: looked
                        .places
                        .iter()
                        .take(MOST_PLACES)
                        .filter_map(crate::source::Location::line_shown)
                        .collect(),
                    places: looked
                        .places
                        .iter()
                        .take(MOST_PLACES)
                        .filter_map(|place| place.within.clone())
                        .collect(),
                    spots: {
                        let places = looked.places.iter().take(MOST_PLACES);
                        places.map(SpotView::of).collect()
                    },
                })
                .collect(),
            evidence_count: line.evidence_count,
            could_hold: line.could_hold.iter().map(ToString::to_string).collect(),
            notes: line
                .notes
                .iter()
                .map(|note| self.workspace.notes[*note].id.clone())
                .collect(),
            members: line
                .members
                .iter()
                .map(|(name, score)| MemberView {
                    name: name.clone(),
                    score: *score,
                })
                .collect(),
        }
    }

    fn rating_of(line: &Line, score: Share) -> Rating {
        counting(line).map_or_else(|| score.rating(), |judged| judged.rating)
    }

    fn judgement(&self, line: &Line) -> Option<JudgementView> {
        let judged = line.judgement.as_ref()?;
        let given = &self.workspace.judgements[judged.index];
        Some(JudgementView {
            rating: rating(given.rating),
            conforming: judged.conforming,
            stale: judged.stale,
            disputed: judged.disputed,
            grade: grade(given.grade),
            by: given.by.clone(),
            date: given.date,
            method: given
                .method
                .iter()
                .map(|method| method_word(*method))
                .collect(),
            reason: given.reason.clone(),
            rests_on: given
                .rests_on
                .iter()
                .map(|rest| match rest {
                    Rest::Note(id) => id.clone(),
                    Rest::File { path, .. } => path.clone(),
                })
                .collect(),
            concluded: if given.conforming {
                "conforming"
            } else {
                "not conforming"
            },
            path: given.location.path.to_string(),
            line: given.location.line(),
        })
    }
}

/// The judgement that makes the score: not one that is out of date, nor one on a line that
/// an answer takes out.
fn counting(line: &Line) -> Option<&Judged> {
    let answered = matches!(
        line.standing,
        Standing::NoOccurrence | Standing::NoSuchParty
    );
    let judged = line.judgement.as_ref();
    judged.filter(|judged| !judged.stale && !answered)
}

/// A rating's letter.
#[must_use]
pub fn rating(rating: Rating) -> &'static str {
    match rating {
        Rating::N => "N",
        Rating::P => "P",
        Rating::L => "L",
        Rating::F => "F",
    }
}

/// A grade's word.
#[must_use]
pub fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Major => "major",
        Grade::Minor => "minor",
        Grade::Observation => "observation",
        Grade::Opportunity => "opportunity",
        Grade::None => "none",
    }
}

fn method_word(method: Method) -> &'static str {
    match method {
        Method::Interview => "interview",
        Method::Observation => "observation",
        Method::Document => "document",
        Method::Sample => "sample",
    }
}

/// Whether a place is one of a page, whose columns say nothing to anybody.
fn is_page(location: &Location) -> bool {
    Format::of(&location.path) == Format::Html
}
