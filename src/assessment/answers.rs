//! Answers given instead of evidence: performed by another party, no occurrence, no
//! such party. "Not applicable" does not exist.

use super::context::Context;
use super::outcome::{Outcome, Use, elsewhere, usable, vouched_for};
use super::share::Share;
use super::types::{Looked, Standing, State};
use crate::catalogue::{Catalogue, Per, Target};
use crate::evidence::words::holds;
use crate::evidence::{FileProblem, document_at, words};
use crate::workspace::{Answer, AnswerKind, PartyKind, Settings, is_address};

/// An answer that was accepted, for some requirements.
#[derive(Debug, Clone)]
pub struct Answered {
    /// Index in the workspace.
    pub index: usize,
    /// The requirements it settles.
    pub lines: Vec<usize>,
    /// What it makes of them; `Counts` for *performed by*.
    pub standing: Standing,
    /// In a sentence.
    pub remark: String,
    /// Requirements for which it does not count, since a file shows what it says there is
    /// not: each with the file.
    pub taken_back: Vec<(usize, String)>,
}

impl Answered {
    /// What is said of a requirement for which the answer does not count.
    pub(super) fn against(&self, line: usize) -> Option<String> {
        let (_, file) = self.taken_back.iter().find(|(other, _)| *other == line)?;
        Some(format!(
            "{}: contradicted by {file}, so the answer does not count",
            self.remark
        ))
    }
}

/// Checks all answers; those that may not be given become problems.
#[must_use]
pub fn answered(context: &Context<'_>, problems: &mut Vec<FileProblem>) -> Vec<Answered> {
    let mut out: Vec<Answered> = Vec::new();
    let settings = &context.workspace.settings;
    for (index, answer) in context.workspace.answers.iter().enumerate() {
        if let Some(date) = answer.date.filter(|date| *date > context.as_of) {
            let kind = answer.kind.word();
            let message = format!(
                "the answer \"{kind}\" is of {date}, after the day assessed: it does not count yet"
            );
            problem(problems, answer, message);
            continue;
        }
        let party = answer.party.as_deref();
        let fit = answer_fit(
            context.catalogue,
            settings,
            answer.kind,
            &answer.about,
            party,
        );
        for (target, reason) in fit.refused {
            let kind = answer.kind.word();
            let message = format!("the answer \"{kind}\" does not hold for {target}: {reason}");
            problem(problems, answer, message);
        }
        let lines = fit.lines;
        let who = if answer.by.is_empty() {
            String::new()
        } else {
            format!(" ({})", answer.by)
        };
        let remark = match answer.kind {
            AnswerKind::NoOccurrence => format!(
                "answered: did not occur in the period{who}: {}",
                answer.reason
            ),
            AnswerKind::NoSuchParty => {
                format!("answered: there is no such party{who}: {}", answer.reason)
            }
            AnswerKind::PerformedBy => format!(
                "answered: performed by {}{who}; scored by the evidence of control over it",
                answer.party.as_deref().unwrap_or("another party")
            ),
        };
        out.push(Answered {
            index,
            lines,
            standing: match answer.kind {
                AnswerKind::NoOccurrence => Standing::NoOccurrence,
                AnswerKind::NoSuchParty => Standing::NoSuchParty,
                AnswerKind::PerformedBy => Standing::Counts,
            },
            remark,
            taken_back: Vec::new(),
        });
    }
    everything(context, &out, problems);
    out
}

/// What an answer can be given for.
#[derive(Debug, Default)]
pub struct AnswerFit<'a> {
    /// The requirements it settles, sorted.
    pub lines: Vec<usize>,
    /// What it may not be given for, each with the reason.
    pub refused: Vec<(&'a Target, String)>,
}

/// What an answer of some kind can be given for: the one rule, by which answers are checked
/// before they are written and when they are read.
///
/// An answer for a clause is meant for those of its requirements that it fits, and is
/// refused where it fits none. Who performs a clause performs all of it.
#[must_use]
pub fn answer_fit<'a>(
    catalogue: &Catalogue,
    settings: &Settings,
    kind: AnswerKind,
    about: &'a [Target],
    party: Option<&str>,
) -> AnswerFit<'a> {
    let mut out = AnswerFit::default();
    for target in about {
        let Some(lines) = catalogue.resolve(target) else {
            let reason = "the catalogue does not have it".to_owned();
            out.refused.push((target, reason));
            continue;
        };
        let mut reasons: Vec<String> = Vec::new();
        let before = out.lines.len();
        for line in lines {
            match refusal(catalogue, settings, kind, line, party) {
                None => out.lines.push(line),
                Some(reason) if !reasons.contains(&reason) => reasons.push(reason),
                Some(_) => {}
            }
        }
        let fits_some = out.lines.len() > before;
        if !fits_some || kind == AnswerKind::PerformedBy {
            let refused = reasons.into_iter().map(|reason| (target, reason));
            out.refused.extend(refused);
        }
    }
    out.lines.sort_unstable();
    out.lines.dedup();
    out
}

/// Why an answer may not be given for a requirement.
fn refusal(
    catalogue: &Catalogue,
    settings: &Settings,
    kind: AnswerKind,
    index: usize,
    party: Option<&str>,
) -> Option<String> {
    let line = &catalogue.requirements[index];
    let parties = &settings.parties;
    match kind {
        AnswerKind::NoOccurrence => (!line.rare)
            .then(|| "it is not an occasion that can fail to arise; evidence is needed".to_owned()),
        AnswerKind::NoSuchParty if !line.no_such_party => {
            Some("it does not depend on a party of that kind".to_owned())
        }
        AnswerKind::NoSuchParty => {
            let kinds = parties_of(catalogue, index);
            let known = parties.iter().find(|known| kinds.contains(&known.kind))?;
            Some(format!(
                "clausewise.toml names {} as such a party",
                known.name
            ))
        }
        AnswerKind::PerformedBy if catalogue.wants_own_evidence(&line.id.clause) => {
            Some("the organisation must show this itself; no other party can do it".to_owned())
        }
        AnswerKind::PerformedBy => {
            let name = party?;
            let known = parties.iter().any(|known| known.name == name);
            (!known)
                .then(|| format!("clausewise.toml names no party `{name}`: add it as a [[party]]"))
        }
    }
}

/// The kinds of party a requirement hangs on: its own, those of what it repeats, else those
/// that the other requirements of its clause are looked at for. None where the catalogue does
/// not tell.
fn parties_of(catalogue: &Catalogue, index: usize) -> &'static [PartyKind] {
    let line = &catalogue.requirements[index];
    let own = line.per.map_or(&[][..], parties_for);
    if !own.is_empty() {
        return own;
    }
    let repeated = line.same_as.as_ref();
    if let Some(repeated) = repeated.and_then(|id| catalogue.requirement(id)) {
        return parties_of(catalogue, repeated);
    }
    let beside = catalogue.clauses[line.clause].requirements.clone();
    beside
        .filter_map(|other| catalogue.requirements[other].per)
        .map(parties_for)
        .find(|kinds| !kinds.is_empty())
        .unwrap_or(&[])
}

/// The kinds of party that a requirement is looked at for, one by one.
fn parties_for(per: Per) -> &'static [PartyKind] {
    match per {
        Per::Supplier => &[PartyKind::ExternalSupplier],
        Per::InternalSupplier => &[PartyKind::InternalSupplier, PartyKind::CustomerAsSupplier],
        Per::Service | Per::Customer => &[],
    }
}

/// Other parties may not do everything: then certification is out of reach.
fn everything(context: &Context<'_>, answered: &[Answered], problems: &mut Vec<FileProblem>) {
    let performed = |line: usize| {
        answered
            .iter()
            .any(|answer| answer.standing == Standing::Counts && answer.lines.contains(&line))
    };
    for area in &context.catalogue.areas {
        let lines: Vec<usize> = (0..context.catalogue.requirements.len())
            .filter(|line| {
                let id = &context.catalogue.requirements[*line].id.clause;
                area.clause.contains(id) && !context.catalogue.wants_own_evidence(id)
            })
            .collect();
        if !lines.is_empty()
            && lines.iter().all(|line| performed(*line))
            && let Some(first) = context.workspace.answers.first()
        {
            let message = format!(
                "other parties are said to perform everything in clause {}; that cannot be certified",
                area.clause
            );
            problems.push(FileProblem::malformed(&first.location, message));
        }
    }
}

fn problem(problems: &mut Vec<FileProblem>, answer: &Answer, message: String) {
    if !problems.iter().any(|known| known.message == message) {
        problems.push(FileProblem::malformed(&answer.location, message));
    }
}

/// *Performed by* scores the evidence of control: a record of the window shows it, a
/// document half; it must name the party.
#[must_use]
pub fn control_outcome(context: &Context<'_>, answer: &Answered) -> Outcome {
    let given = &context.workspace.answers[answer.index];
    let mut outcome = Outcome {
        direct: true,
        ..Outcome::default()
    };
    let party = words::words(given.party.as_deref().unwrap_or(""));
    for path in &given.control {
        if is_address(path) {
            outcome.looked.push(elsewhere(path));
            continue;
        }
        let Some(at) = document_at(&context.evidence.documents, path) else {
            outcome
                .missing
                .push(format!("the evidence of control is not there: {path}"));
            continue;
        };
        let document = &context.evidence.documents[at];
        match usable(context, at, &mut outcome) {
            Some(Use::Text) => {}
            Some(Use::Attested) => {
                outcome.looked.push(vouched_for(document));
                continue;
            }
            None => continue,
        }
        let named = holds(
            &words::words(&format!("{} {}", document.title(), document.path)),
            &party,
        ) || document
            .metadata
            .suppliers
            .as_ref()
            .is_some_and(|names| names.value.iter().any(|name| words::words(name) == party));
        let recent = context.dates[at]
            .is_some_and(|date| date >= context.window.start && date <= context.as_of);
        let (share, saw) = if context.is_record(at) && recent && named {
            (Share::ALL, "record of control")
        } else {
            (
                Share::HALF,
                "control is laid down, or its record is old or does not name the party",
            )
        };
        let looked = Looked::new(document.path.clone(), share, saw);
        outcome.looked.push(looked);
        if outcome.share.is_none_or(|known| share > known) {
            outcome.share = Some(share);
            outcome.state = if share == Share::ALL {
                State::Shown
            } else {
                State::PartlyShown
            };
        }
    }
    if outcome.share.is_none() && !outcome.looked.is_empty() {
        outcome.share = Some(Share::HALF);
        outcome.state = State::Claimed;
    } else if outcome.share.is_none() && outcome.unread.is_empty() {
        outcome.share = Some(Share::NONE);
        outcome.state = State::NotFound;
        outcome
            .missing
            .push("performed by another party without any evidence of control over it".to_owned());
    }
    if outcome.state == State::PartlyShown {
        outcome.faulted = true;
        outcome
            .missing
            .push("no recent record of control over the party".to_owned());
    }
    outcome
}
