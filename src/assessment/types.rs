//! The result of an assessment: everything outputs and reports show.

use std::sync::Arc;

use jiff::civil::Date;

use super::hints::Hint;
use super::placed::Placed;
use super::share::Share;
use crate::catalogue::{ClauseId, EditionId};
use crate::evidence::FileProblem;
use crate::period::Period;
use crate::source::Location;
use crate::workspace::{Grade, Rating};

/// What the machine saw for a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// All that is looked for was found.
    Shown,
    /// Some of it was found.
    PartlyShown,
    /// Declared, but not seen.
    Claimed,
    /// The evidence says otherwise.
    Contrary,
    /// Looked for, absent.
    NotFound,
    /// Nothing to go on.
    NotSeen,
}

impl State {
    /// The word used everywhere.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::PartlyShown => "partly shown",
            Self::Claimed => "claimed",
            Self::Contrary => "contrary",
            Self::NotFound => "not found",
            Self::NotSeen => "not seen",
        }
    }
}

/// Whether a requirement counts in totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Counts,
    /// Answered: it did not happen in the period.
    NoOccurrence,
    /// Answered: there is no such party.
    NoSuchParty,
    /// It repeats another requirement (index), where it counts.
    Repeats(usize),
}

/// One requirement's result.
#[derive(Debug, Clone)]
pub struct Line {
    /// Index in the catalogue.
    pub requirement: usize,
    /// What the machine saw.
    pub state: State,
    /// The machine's number; `None` when nothing was seen.
    pub machine: Option<Share>,
    /// The number that counts: the judgement's, else the machine's.
    pub score: Option<Share>,
    /// The score if everything not seen were absent.
    pub low: Share,
    /// The score if everything not seen were as good as a machine can tell.
    pub high: Share,
    /// Whether it counts.
    pub standing: Standing,
    /// The judgement that stands, when there is one.
    pub judgement: Option<Judged>,
    /// The answer that settles it, by its index in the workspace.
    pub answer: Option<usize>,
    /// Grade that an assessor gave or that is forecast.
    pub grade: Grade,
    /// What was found, where.
    pub found: Vec<FoundIdea>,
    /// What is missing, in sentences.
    pub missing: Vec<String>,
    /// Whether something of it is plainly wrong, and not only not recognised.
    pub faulted: bool,
    /// What nothing here can test, so that a person has to look at it: no gap.
    pub look_at: Vec<String>,
    /// Remarks that are no gap.
    pub remarks: Vec<String>,
    /// The evidence looked at, best first; at most `MOST_EVIDENCE` entries.
    pub evidence: Vec<Looked>,
    /// How many pieces of evidence were looked at in all.
    pub evidence_count: usize,
    /// A document says all of it, and no record shows that it is done.
    pub operation_only: bool,
    /// Records claimed for it were read, and none shows it.
    pub records_read: bool,
    /// Unclaimed or unread files that could hold it.
    pub could_hold: Vec<Arc<str>>,
    /// Indices of notes that bear on it.
    pub notes: Vec<usize>,
    /// Results by service, customer or supplier.
    pub members: Vec<(String, Option<Share>)>,
}

/// Most pieces of evidence listed for one requirement.
pub const MOST_EVIDENCE: usize = 12;

/// A judgement as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Index in the workspace.
    pub index: usize,
    /// The rating.
    pub rating: Rating,
    /// Conforming, and not stale.
    pub conforming: bool,
    /// What it rests on has changed.
    pub stale: bool,
    /// Another assessor concluded otherwise before.
    pub disputed: bool,
}

/// An idea found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundIdea {
    /// Index of the idea in the catalogue.
    pub idea: usize,
    /// Where.
    pub location: Location,
}

/// A piece of evidence that was looked at for a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// File, register or series.
    pub name: Arc<str>,
    /// Its share for this requirement.
    pub share: Share,
    /// What was seen, in a few words.
    pub saw: String,
    /// Places that fail, such as rows.
    pub places: Vec<Location>,
    /// What each row was held to, and in which columns.
    pub tested: Option<String>,
    /// Of the rows that were tested, how many pass and how many there are.
    pub rows: Option<(usize, usize)>,
}

impl Looked {
    /// What is seen as a whole: no place in it fails, no row of it was tested.
    #[must_use]
    pub fn new(name: impl Into<Arc<str>>, share: Share, saw: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            share,
            saw: saw.into(),
            places: Vec::new(),
            tested: None,
            rows: None,
        }
    }
}

/// Figures of a clause, area, service or the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Requirements that count.
    pub lines: usize,
    /// Of these, judged conforming.
    pub conforming: usize,
    /// Judged not conforming.
    pub nonconforming: usize,
    /// By state: shown, partly shown, claimed, contrary, not found, not seen.
    pub states: [usize; 6],
    /// The worst score among what was seen.
    pub worst: Option<Share>,
    /// The requirement with the worst score (index).
    pub worst_line: Option<usize>,
    /// Probable majors, once per "shall".
    pub majors: usize,
    /// Probable minors, once per "shall".
    pub minors: usize,
    /// Answered with no occurrence or no such party.
    pub answered: usize,
    /// The mean of what was seen.
    pub mean: Option<Share>,
    /// The mean if everything not seen were absent.
    pub low: Share,
    /// The mean if everything not seen were as good as a machine can tell.
    pub high: Share,
}

impl Totals {
    /// How many lines are in a state.
    #[must_use]
    pub fn in_state(&self, state: State) -> usize {
        self.states[state as usize]
    }
}

/// A clause's result.
#[derive(Debug, Clone)]
pub struct ClauseResult {
    /// Its number.
    pub id: ClauseId,
    /// Its figures.
    pub totals: Totals,
    /// Three or more probable minors: an auditor may make a major of them.
    pub minors_add_up: bool,
}

/// Whether a documented-information item is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence {
    /// A readable file offers it.
    Present,
    /// Offered in part, as a draft, or not approved.
    Partial,
    /// Only claimed: kept elsewhere, unreadable, or rows that nothing tests.
    Claimed,
    /// Looked for, absent.
    Absent,
    /// Nothing to go on.
    Unknown,
    /// Settled by an answer.
    NotNeeded,
}

impl Presence {
    /// The word shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Partial => "partial",
            Self::Claimed => "claimed",
            Self::Absent => "absent",
            Self::Unknown => "not seen",
            Self::NotNeeded => "not needed",
        }
    }
}

/// A documented-information item's result.
#[derive(Debug, Clone)]
pub struct ItemResult {
    /// Index in the catalogue.
    pub item: usize,
    /// Whether it is there.
    pub presence: Presence,
    /// The files that offer it, best first.
    pub files: Vec<Arc<str>>,
    /// What is wrong with them for this item.
    pub remarks: Vec<String>,
}

/// What documents of an item name of the services in scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// The item, by index in the catalogue.
    pub item: usize,
    /// Its documents, by index in the evidence.
    pub documents: Vec<usize>,
    /// By service in scope, in order: the first document that names it.
    pub named: Vec<Option<usize>>,
    /// By service in scope, in order: the first document that names it in any way, be it a draft,
    /// or where something is denied or asked.
    pub in_passing: Vec<Option<usize>>,
    /// Services it lists that are neither in scope nor declared outside it, each with its place.
    pub beyond: Vec<(String, Location)>,
}

/// How the documents of an item name a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// One states something of it.
    Named,
    /// One only mentions it: a draft, or where something is denied or asked. Its index.
    InPassing(usize),
    /// None names it.
    Nowhere,
}

impl Naming {
    /// How each service in scope is named, in order.
    pub fn found(&self) -> impl Iterator<Item = Found> {
        let services = self.named.iter().zip(&self.in_passing);
        services.map(|(named, in_passing)| match (named, in_passing) {
            (Some(_), _) => Found::Named,
            (None, Some(at)) => Found::InPassing(*at),
            (None, None) => Found::Nowhere,
        })
    }
}

/// The answer of a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Everything asked for holds.
    Met,
    /// Something cannot be told yet.
    CannotTell,
    /// Nothing is missing outright, but something would be questioned.
    Concerns,
    /// Something is missing.
    NotMet,
}

impl Verdict {
    /// The words shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::CannotTell => "cannot tell",
            Self::Concerns => "areas of concern",
            Self::NotMet => "not met",
        }
    }
}

/// A gate's result.
#[derive(Debug, Clone)]
pub struct GateResult {
    /// Index in the catalogue.
    pub gate: usize,
    /// The answer.
    pub verdict: Verdict,
    /// Each thing asked for, with its answer and why.
    pub asks: Vec<AskResult>,
}

/// One thing a gate asks for.
#[derive(Debug, Clone)]
pub struct AskResult {
    /// In words.
    pub text: String,
    /// The answer.
    pub verdict: Verdict,
    /// Why.
    pub reason: String,
    /// Where records over a time are asked for: the clauses whose records reach back less far.
    pub short: Vec<Short>,
}

/// A clause whose records reach back less far than an auditor wants to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Short {
    /// The clause.
    pub clause: ClauseId,
    /// The day of its first record.
    pub first: Date,
    /// The file of it, by index in the evidence.
    pub document: usize,
    /// How far back is wanted.
    pub wanted: Period,
}

/// One step that would help, from grouped gaps.
#[derive(Debug, Clone)]
pub struct Step {
    /// What settles all of it together, and nothing else: the same in every assessment.
    pub key: String,
    /// What each of its lines would gain, in the order of `lines`.
    pub gains: Vec<Share>,
    /// What to do.
    pub title: String,
    /// Requirements it would settle (indices).
    pub lines: Vec<usize>,
    /// Grade of the worst of them.
    pub grade: Grade,
    /// What the whole's mean would gain, in millionths, lower bound to the cap.
    pub gain: Share,
    /// The details: what is missing.
    pub details: Vec<String>,
    /// All of it is open only as long as nothing is handed over.
    pub not_handed_over: bool,
}

/// Part of the time looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub start: Date,
    /// Last day: the as-of date.
    pub end: Date,
    /// The length asked for.
    pub period: Period,
    /// Whether the stated start of the management system shortens it.
    pub shortened: bool,
}

/// A series' result.
#[derive(Debug, Clone)]
pub struct SeriesResult {
    /// Its id.
    pub id: String,
    /// Where it is declared.
    pub location: Location,
    /// Periods due in the window, in order.
    pub periods: Vec<PeriodResult>,
    /// The day on which the record of the first period is due that is not due yet.
    pub next: Option<Date>,
}

/// One due period of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodResult {
    /// Its name, `2026-08`.
    pub name: String,
    /// The day on which its record was due.
    pub due: Date,
    /// What became of it.
    pub state: PeriodState,
    /// The file, index into the evidence.
    pub document: Option<usize>,
}

/// What became of a due period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeriodState {
    /// A record is there.
    Present,
    /// A record is there, dated after it was due.
    Late,
    /// There is a file that cannot be used, for this reason.
    Unusable(String),
    /// Excused, for this reason.
    Excused(String),
    /// Nothing is there.
    Missing,
}

impl PeriodState {
    /// Whether nothing is there that can be used.
    #[must_use]
    pub fn is_hole(&self) -> bool {
        matches!(self, Self::Missing | Self::Unusable(_))
    }
}

/// What a document is on the day assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they answer four questions of their own"
)]
pub struct Footing {
    /// It is in force, or at least neither withdrawn nor set aside nor an empty template.
    pub counts: bool,
    /// It is not yet in force.
    pub draft: bool,
    /// It tells what happened.
    pub record: bool,
    /// It is what two parties agreed.
    pub agreement: bool,
    /// The day it tells of or carries, if that is not still to come.
    pub day: Option<Date>,
    /// That day is only the first of the year in its name.
    pub year_alone: bool,
}

/// Everything an assessment found.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// Against which edition.
    pub edition: EditionId,
    /// The day it speaks of.
    pub as_of: Date,
    /// The time records were looked at.
    pub window: Window,
    /// Nobody has said yet what anything is evidence for: nothing is forecast, and no gate
    /// is failed by what was not found.
    pub first_look: bool,
    /// How many of the files have no place yet.
    pub placed: Placed,
    /// One result a requirement, in the catalogue's order.
    pub lines: Vec<Line>,
    /// Leaves and groups, in order.
    pub clauses: Vec<ClauseResult>,
    /// The seven areas, in order.
    pub areas: Vec<Totals>,
    /// Services, each with figures of the lines that hold per service.
    pub services: Vec<(String, Totals)>,
    /// The whole.
    pub totals: Totals,
    /// Documented-information items.
    pub items: Vec<ItemResult>,
    /// Gates.
    pub gates: Vec<GateResult>,
    /// What the documents of items name that a chain leads over, in order of the items.
    pub namings: Vec<Naming>,
    /// Series.
    pub series: Vec<SeriesResult>,
    /// Problems of files, one list a document of the evidence.
    pub file_problems: Vec<Vec<FileProblem>>,
    /// What each document is on the day assessed.
    pub footing: Vec<Footing>,
    /// What each document is claimed for and known to the catalogue: requirement indices.
    pub claimed_for: Vec<Vec<usize>>,
    /// What each document that nobody claims is probably about, best first.
    pub hints: Vec<Vec<Hint>>,
    /// What is wrong with answers and judgements.
    pub workspace_problems: Vec<FileProblem>,
    /// What would help, most valuable first.
    pub steps: Vec<Step>,
}
