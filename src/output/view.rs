//! The finished values that every output and every report shows, and the JSON that
//! snapshots hold. Versioned: fields are added, never renamed or removed, within one
//! [`SCHEMA_VERSION`].

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use crate::assessment::{
    Assessment, Line, PeriodState, Share, Standing, State, Totals, review_due,
};
use crate::catalogue::{Catalogue, ItemId, RequirementId};
use crate::evidence::{Document, Evidence, FileProblem, ReadState, Stated, StatedDate, Status};
use crate::period::Period;
use crate::problem::Problem;
use crate::workspace::{AnswerKind, Grade, Method, NoteKind, PartyKind, Rating, Rest, Workspace};

/// Version of the JSON form.
pub const SCHEMA_VERSION: &str = "1";

/// An assessment as data.
#[derive(Debug, Clone, Serialize)]
#[expect(
    missing_docs,
    reason = "field names are the documented JSON keys, see docs/json.md"
)]
pub struct View {
    pub schema_version: &'static str,
    pub tool: Tool,
    pub edition: String,
    pub edition_title: String,
    pub as_of: Date,
    pub window: WindowView,
    pub organisation: Organisation,
    pub assessors: Vec<String>,
    pub inventory: &'static str,
    pub totals: TotalsView,
    pub gates: Vec<GateView>,
    pub areas: Vec<AreaView>,
    pub services: Vec<ServiceView>,
    pub clauses: Vec<ClauseView>,
    pub requirements: Vec<RequirementView>,
    pub documents: Vec<ItemView>,
    pub series: Vec<SeriesView>,
    pub registers: Vec<RegisterView>,
    pub evidence: Vec<EvidenceView>,
    pub elsewhere: Vec<ElsewhereView>,
    pub notes: Vec<NoteView>,
    pub answers: Vec<AnswerView>,
    pub problems: Vec<ProblemView>,
    pub steps: Vec<StepView>,
    pub method: MethodView,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct Tool {
    pub name: &'static str,
    pub version: &'static str,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct WindowView {
    pub start: Date,
    pub end: Date,
    pub period: Period,
    pub shortened: bool,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct Organisation {
    pub name: Option<String>,
    pub scope: Option<String>,
    pub services: Vec<String>,
    pub customers: Vec<String>,
    pub sites: Vec<String>,
    pub parties: Vec<PartyView>,
    pub stage1: Option<Date>,
    pub stage2: Option<Date>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct PartyView {
    pub name: String,
    pub kind: &'static str,
    pub performs: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct TotalsView {
    pub requirements: usize,
    pub conforming: usize,
    pub nonconforming: usize,
    pub shown: usize,
    pub partly_shown: usize,
    pub claimed: usize,
    pub contrary: usize,
    pub not_found: usize,
    pub not_seen: usize,
    pub answered: usize,
    pub share_conforming: Share,
    pub share_shown: Share,
    pub share_not_seen: Share,
    pub worst: Option<Share>,
    pub worst_requirement: Option<RequirementId>,
    pub probable_majors: usize,
    pub probable_minors: usize,
    pub mean: Option<Share>,
    pub low: Share,
    pub high: Share,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct GateView {
    pub gate: String,
    pub title: String,
    pub question: String,
    pub verdict: &'static str,
    pub asks: Vec<AskView>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct AskView {
    pub ask: String,
    pub verdict: &'static str,
    pub reason: String,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct AreaView {
    pub area: String,
    pub clause: String,
    pub title: String,
    pub totals: TotalsView,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ServiceView {
    pub service: String,
    pub totals: TotalsView,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ClauseView {
    pub clause: String,
    pub title: String,
    pub titled: bool,
    pub area: String,
    pub leaf: bool,
    pub purpose: String,
    pub typical_evidence: Vec<String>,
    pub asks: Vec<String>,
    pub pitfalls: Vec<String>,
    pub totals: TotalsView,
    pub minors_add_up: bool,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct RequirementView {
    pub id: RequirementId,
    pub clause: String,
    pub text: String,
    pub item_letter: Option<String>,
    pub proof: &'static str,
    pub called_for: &'static str,
    pub of: Option<ItemId>,
    pub key: bool,
    pub rare: bool,
    pub per: Option<&'static str>,
    pub verified: bool,
    pub state: &'static str,
    pub rating: Option<&'static str>,
    pub score: Option<Share>,
    pub low: Share,
    pub high: Share,
    pub machine_score: Option<Share>,
    pub machine_rating: Option<&'static str>,
    pub judged: bool,
    pub judgement: Option<JudgementView>,
    pub counts: bool,
    pub standing: String,
    pub grade: &'static str,
    pub found: Vec<FoundView>,
    pub missing: Vec<String>,
    pub remarks: Vec<String>,
    pub evidence: Vec<LookedView>,
    pub evidence_count: usize,
    pub could_hold: Vec<String>,
    pub notes: Vec<String>,
    pub members: Vec<MemberView>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct JudgementView {
    pub rating: &'static str,
    pub conforming: bool,
    pub stale: bool,
    pub disputed: bool,
    pub grade: &'static str,
    pub by: String,
    pub date: Option<Date>,
    pub method: Vec<&'static str>,
    pub reason: String,
    pub rests_on: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct FoundView {
    pub idea: String,
    pub path: String,
    pub line: Option<u32>,
    pub column: Option<u32>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct LookedView {
    pub name: String,
    pub score: Share,
    pub saw: String,
    pub lines: Vec<u32>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct MemberView {
    pub name: String,
    pub score: Option<Share>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ItemView {
    pub item: ItemId,
    pub name: String,
    pub kind: &'static str,
    pub called_for: &'static str,
    pub clauses: String,
    pub presence: &'static str,
    pub files: Vec<String>,
    pub remarks: Vec<String>,
    pub requirements: Vec<RequirementId>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct SeriesView {
    pub id: String,
    pub path: String,
    pub line: Option<u32>,
    pub due: usize,
    pub present: usize,
    pub late: usize,
    pub excused: usize,
    pub missing: usize,
    pub periods: Vec<PeriodView>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct PeriodView {
    pub period: String,
    pub state: &'static str,
    pub reason: Option<String>,
    pub path: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct RegisterView {
    pub id: String,
    pub path: String,
    pub rows: usize,
    pub columns: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct EvidenceView {
    pub path: String,
    pub format: &'static str,
    pub size: u64,
    pub read: &'static str,
    pub reason: Option<String>,
    pub words: u32,
    pub title: String,
    pub id: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub version: Option<String>,
    pub status: Option<&'static str>,
    pub owner: Option<String>,
    pub approved_by: Option<String>,
    pub approved_on: Option<Date>,
    pub date: Option<Date>,
    pub next_review: Option<Date>,
    pub services: Vec<String>,
    pub claims: Vec<String>,
    pub claimed_for: Vec<Arc<str>>,
    pub set_aside: bool,
    pub ideas_of: Vec<ClauseHint>,
    pub sources: BTreeMap<&'static str, String>,
    pub problems: Vec<FileProblemView>,
}

/// A clause whose ideas occur in an unclaimed file; scores nothing.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ClauseHint {
    pub clause: String,
    pub requirements: usize,
    pub of: usize,
    pub line: u32,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct FileProblemView {
    pub kind: &'static str,
    pub message: String,
    pub line: Option<u32>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ElsewhereView {
    pub place: String,
    pub title: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct NoteView {
    pub id: String,
    pub date: Option<Date>,
    pub by: String,
    pub kind: &'static str,
    pub with: Vec<String>,
    pub text: String,
    pub about: Vec<String>,
    pub file: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct AnswerView {
    pub answer: &'static str,
    pub about: Vec<String>,
    pub reason: String,
    pub by: String,
    pub date: Option<Date>,
    pub party: Option<String>,
    pub control: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ProblemView {
    pub path: String,
    pub line: Option<u32>,
    pub message: String,
    pub hint: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct StepView {
    pub title: String,
    pub grade: &'static str,
    pub requirements: Vec<RequirementId>,
    pub gain: Share,
    pub details: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct MethodView {
    pub requirements: usize,
    pub unverified: usize,
    pub provenance: String,
    pub cap: Share,
    pub weights: BTreeMap<String, u32>,
    pub history: Period,
}

/// Builds the view.
#[must_use]
pub fn view(
    catalogue: &Catalogue,
    workspace: &Workspace,
    evidence: &Evidence,
    assessment: &Assessment,
    problems: &[Problem],
) -> View {
    let build = Build {
        catalogue,
        workspace,
        evidence,
        assessment,
        spread: spread(catalogue, evidence),
        names: catalogue
            .requirements
            .iter()
            .map(|line| line.id.to_string().into())
            .collect(),
    };
    let settings = &workspace.settings;
    View {
        schema_version: SCHEMA_VERSION,
        tool: Tool {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        },
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
        assessors: settings.assessors.clone(),
        inventory: if settings.inventory_complete {
            "complete"
        } else {
            "open"
        },
        totals: build.totals(&assessment.totals),
        gates: build.gates(),
        areas: build.areas(),
        services: assessment
            .services
            .iter()
            .map(|(service, totals)| ServiceView {
                service: service.clone(),
                totals: build.totals(totals),
            })
            .collect(),
        clauses: build.clauses(),
        requirements: assessment
            .lines
            .iter()
            .map(|line| build.requirement(line))
            .collect(),
        documents: build.items(),
        series: build.series(),
        registers: build.registers(),
        evidence: (0..evidence.documents.len())
            .into_par_iter()
            .map(|index| build.evidence(index))
            .collect(),
        elsewhere: build.elsewhere(),
        notes: build.notes(),
        answers: build.answers(),
        problems: build.problems(problems),
        steps: build.steps(),
        method: MethodView {
            requirements: catalogue.requirements.len(),
            unverified: catalogue
                .requirements
                .iter()
                .filter(|line| !line.verified)
                .count(),
            provenance: catalogue.provenance.clone(),
            cap: crate::assessment::CAP,
            weights: settings
                .weights
                .iter()
                .map(|(clause, weight)| (clause.to_string(), *weight))
                .collect(),
            history: settings.history.unwrap_or(Period::months(3)),
        },
    }
}

struct Build<'a> {
    catalogue: &'a Catalogue,
    workspace: &'a Workspace,
    evidence: &'a Evidence,
    assessment: &'a Assessment,
    spread: Vec<u32>,
    names: Vec<Arc<str>>,
}

impl Build<'_> {
    fn organisation(&self) -> Organisation {
        let settings = &self.workspace.settings;
        Organisation {
            name: settings.organisation.clone(),
            scope: settings.scope_statement.clone(),
            services: settings.services.clone(),
            customers: settings.customers.clone(),
            sites: settings.sites.clone(),
            parties: settings
                .parties
                .iter()
                .map(|party| PartyView {
                    name: party.name.clone(),
                    kind: match party.kind {
                        PartyKind::ExternalSupplier => "external supplier",
                        PartyKind::InternalSupplier => "internal supplier",
                        PartyKind::CustomerAsSupplier => "customer as supplier",
                    },
                    performs: party.performs.clone(),
                })
                .collect(),
            stage1: settings.stage1,
            stage2: settings.stage2,
        }
    }

    fn totals(&self, totals: &Totals) -> TotalsView {
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

    fn id(&self, line: usize) -> RequirementId {
        self.catalogue.requirements[line].id.clone()
    }

    fn gates(&self) -> Vec<GateView> {
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

    fn areas(&self) -> Vec<AreaView> {
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

    fn clauses(&self) -> Vec<ClauseView> {
        self.catalogue
            .clauses
            .iter()
            .zip(&self.assessment.clauses)
            .map(|(clause, result)| ClauseView {
                clause: clause.id.to_string(),
                title: clause.name.clone(),
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
            per: requirement.per.map(crate::catalogue::Per::word),
            verified: requirement.verified,
            state: line.state.word(),
            rating: line.score.map(|score| rating(self.rating_of(line, score))),
            score: line.score,
            low: line.low,
            high: line.high,
            machine_score: line.machine,
            machine_rating: line.machine.map(|score| rating(score.rating())),
            judged: line.judgement.as_ref().is_some_and(|judged| !judged.stale),
            judgement: self.judgement(line),
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
                    line: found.location.line(),
                    column: found.location.place.map(|place| place.column),
                })
                .collect(),
            missing: line.missing.clone(),
            remarks: line.remarks.clone(),
            evidence: line
                .evidence
                .iter()
                .map(|looked| LookedView {
                    name: looked.name.to_string(),
                    score: looked.share,
                    saw: looked.saw.clone(),
                    lines: looked
                        .places
                        .iter()
                        .filter_map(crate::source::Location::line)
                        .collect(),
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

    fn rating_of(&self, line: &Line, score: Share) -> Rating {
        line.judgement
            .as_ref()
            .filter(|judged| !judged.stale)
            .map_or_else(|| score.rating(), |judged| judged.rating)
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
        })
    }

    fn items(&self) -> Vec<ItemView> {
        self.assessment
            .items
            .iter()
            .map(|result| {
                let item = &self.catalogue.items[result.item];
                ItemView {
                    item: item.id.clone(),
                    name: item.name.clone(),
                    kind: match item.kind {
                        crate::catalogue::ItemKind::Document => "document",
                        crate::catalogue::ItemKind::Record => "record",
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

    fn series(&self) -> Vec<SeriesView> {
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
                    missing: count(&|state| {
                        matches!(state, PeriodState::Missing | PeriodState::Unusable)
                    }),
                    periods: result
                        .periods
                        .iter()
                        .map(|period| PeriodView {
                            period: period.name.clone(),
                            state: match period.state {
                                PeriodState::Present => "present",
                                PeriodState::Late => "late",
                                PeriodState::Unusable => "unusable",
                                PeriodState::Excused(_) => "excused",
                                PeriodState::Missing => "missing",
                            },
                            reason: match &period.state {
                                PeriodState::Excused(reason) => Some(reason.clone()),
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

    fn registers(&self) -> Vec<RegisterView> {
        self.evidence
            .registers
            .iter()
            .map(|register| RegisterView {
                id: register.entry.id.clone(),
                path: register.entry.file.clone(),
                rows: register.table.rows.len(),
                columns: register.table.header.clone(),
            })
            .collect()
    }

    fn evidence(&self, index: usize) -> EvidenceView {
        let document = &self.evidence.documents[index];
        let metadata = &document.metadata;
        let text =
            |stated: &Option<Stated<String>>| stated.as_ref().map(|stated| stated.value.clone());
        let day =
            |stated: &Option<Stated<StatedDate>>| stated.as_ref().map(|stated| stated.value.day);
        let claimed_for = &self.assessment.claimed_for[index];
        let free = claimed_for.is_empty() && !document.set_aside && document.series.is_empty();
        EvidenceView {
            path: document.path.to_string(),
            format: document.format.word(),
            size: document.size,
            read: match document.state {
                ReadState::Read => "read",
                ReadState::Empty => "empty",
                ReadState::NotRead(_) => "not read",
            },
            reason: match &document.state {
                ReadState::NotRead(reason) => Some(reason.clone()),
                _ => None,
            },
            words: document.words,
            title: document.title(),
            id: text(&metadata.id),
            kind: text(&metadata.kind),
            version: text(&metadata.version),
            status: metadata
                .status
                .as_ref()
                .map(|status| status_word(status.value)),
            owner: text(&metadata.owner),
            approved_by: text(&metadata.approved_by),
            approved_on: day(&metadata.approved_on),
            date: day(&metadata.date),
            next_review: review_due(document),
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
            set_aside: document.set_aside,
            ideas_of: if free && document.has_text() {
                hints(
                    self.catalogue,
                    document,
                    &self.spread,
                    self.evidence.documents.len(),
                )
            } else {
                Vec::new()
            },
            sources: sources(document),
            problems: self.assessment.file_problems[index]
                .iter()
                .map(|problem| file_problem(problem, &document.path))
                .collect(),
        }
    }

    fn elsewhere(&self) -> Vec<ElsewhereView> {
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

    fn notes(&self) -> Vec<NoteView> {
        self.workspace
            .notes
            .iter()
            .map(|note| NoteView {
                id: note.id.clone(),
                date: note.date,
                by: note.by.clone(),
                kind: match note.kind {
                    NoteKind::Interview => "interview",
                    NoteKind::Observation => "observation",
                    NoteKind::Document => "document",
                    NoteKind::Attest => "attest",
                },
                with: note.with.clone(),
                text: note.text.clone(),
                about: note.about.iter().map(ToString::to_string).collect(),
                file: note.file.clone(),
            })
            .collect()
    }

    fn answers(&self) -> Vec<AnswerView> {
        self.workspace
            .answers
            .iter()
            .map(|answer| AnswerView {
                answer: match answer.kind {
                    AnswerKind::PerformedBy => "performed by",
                    AnswerKind::NoOccurrence => "no occurrence",
                    AnswerKind::NoSuchParty => "no such party",
                },
                about: answer.about.iter().map(ToString::to_string).collect(),
                reason: answer.reason.clone(),
                by: answer.by.clone(),
                date: answer.date,
                party: answer.party.clone(),
                control: answer.control.clone(),
            })
            .collect()
    }

    fn problems(&self, problems: &[Problem]) -> Vec<ProblemView> {
        let mut out: Vec<ProblemView> = problems
            .iter()
            .chain(&self.evidence.problems)
            .map(|problem| ProblemView {
                path: problem.location.path.to_string(),
                line: problem.location.line(),
                message: problem.message.clone(),
                hint: problem.hint.clone(),
            })
            .chain(
                self.assessment
                    .workspace_problems
                    .iter()
                    .map(|problem| ProblemView {
                        path: problem.location.path.to_string(),
                        line: problem.location.line(),
                        message: problem.message.clone(),
                        hint: None,
                    }),
            )
            .collect();
        out.sort_by(|a, b| (&a.path, a.line, &a.message).cmp(&(&b.path, b.line, &b.message)));
        out
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
            })
            .collect()
    }
}

/// In how many unclaimed files each idea occurs: what stands everywhere tells nothing.
fn spread(catalogue: &Catalogue, evidence: &Evidence) -> Vec<u32> {
    let mut files = vec![0_u32; catalogue.ideas.len()];
    for document in evidence
        .documents
        .iter()
        .filter(|document| document.metadata.claims.is_empty())
    {
        for hit in document.hits.iter().filter(|hit| hit.shown()) {
            files[hit.idea as usize] += 1;
        }
    }
    files
}

/// The clauses a file speaks of most, by how rare their ideas are in this folder; what
/// its title or first heading names counts double. A hint, it scores nothing.
fn hints(
    catalogue: &Catalogue,
    document: &Document,
    spread: &[u32],
    files: usize,
) -> Vec<ClauseHint> {
    const MOST: usize = 3;
    let title = document
        .metadata
        .title
        .as_ref()
        .and_then(|title| title.location.line());
    let mut hints: Vec<(f64, ClauseHint)> = Vec::new();
    for clause in catalogue.leaves() {
        let (mut full, mut of, mut first, mut ideas, mut weight) = (0, 0, u32::MAX, 0, 0.0);
        for line in &catalogue.requirements[clause.requirements.clone()] {
            if line.ideas.is_empty() {
                continue;
            }
            of += 1;
            ideas += line.ideas.len();
            let mut shown = 0;
            for idea in line.ideas.clone() {
                let Some(hit) = document.hit(idea).filter(|hit| hit.shown()) else {
                    continue;
                };
                shown += 1;
                first = first.min(hit.line);
                let rarity = ((count(files) + 1.0) / f64::from(spread[idea].max(1))).ln();
                let in_title = hit.headed && title == Some(hit.line);
                weight += rarity * rarity * if in_title { 2.0 } else { 1.0 };
            }
            full += usize::from(shown == line.ideas.len());
        }
        if full > 0 {
            let hint = ClauseHint {
                clause: clause.id.to_string(),
                requirements: full,
                of,
                line: first,
            };
            hints.push((weight / count(ideas).sqrt(), hint));
        }
    }
    hints.sort_by(|a, b| b.0.total_cmp(&a.0));
    let best = hints.first().map_or(0.0, |hint| hint.0);
    hints.retain(|hint| hint.0 * 2.0 >= best && hint.0 > 0.05);
    hints.truncate(MOST);
    hints.into_iter().map(|(_, hint)| hint).collect()
}

fn count(n: usize) -> f64 {
    f64::from(crate::source::count(n))
}

/// Where each value of a file's metadata came from.
fn sources(document: &Document) -> BTreeMap<&'static str, String> {
    let metadata = &document.metadata;
    let mut out = BTreeMap::new();
    macro_rules! keep {
        ($($name:literal: $field:ident),* $(,)?) => {$(
            if let Some(stated) = &metadata.$field {
                out.insert($name, stated.location.to_string());
            }
        )*};
    }
    keep!(
        "id": id, "title": title, "type": kind, "version": version, "status": status, "owner": owner,
        "approved_by": approved_by, "approved_on": approved_on, "date": date, "last_reviewed": last_reviewed,
        "next_review": next_review, "review_interval": review_interval, "valid_until": valid_until,
        "classification": classification, "services": services, "customers": customers, "suppliers": suppliers,
    );
    out
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
        line: problem.location.line().filter(|_| here),
    }
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

fn status_word(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::InReview => "in-review",
        Status::Approved => "approved",
        Status::Obsolete => "obsolete",
    }
}
