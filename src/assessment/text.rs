//! Scoring from what documents say: the share of a requirement's ideas that are found.

use std::sync::Arc;

use super::claims::{Claimed, Level, Piece};
use super::context::Context;
use super::share::Share;
use super::types::{FoundIdea, Looked, MOST_EVIDENCE, State};
use crate::catalogue::{ItemKind, Requirement};
use crate::evidence::{Document, Hit};
use crate::source::Location;

/// What evidence shows for one requirement, before caps and judgements.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The number; `None` when there was nothing to look at.
    pub share: Option<Share>,
    /// What was seen.
    pub state: State,
    /// Ideas found.
    pub found: Vec<FoundIdea>,
    /// What is missing.
    pub missing: Vec<String>,
    /// Remarks.
    pub remarks: Vec<String>,
    /// The evidence looked at, best first.
    pub looked: Vec<Looked>,
    /// How many pieces were looked at in all.
    pub count: usize,
    /// Claimed files that could not be read.
    pub unread: Vec<Arc<str>>,
    /// A document says all of it, and no record shows that it is done.
    pub operation_only: bool,
    /// Rows of a register were tested.
    pub tested: bool,
    /// Whether the line itself, not only its clause, was claimed.
    pub direct: bool,
}

impl Default for Outcome {
    fn default() -> Self {
        Self {
            share: None,
            state: State::NotSeen,
            found: Vec::new(),
            missing: Vec::new(),
            remarks: Vec::new(),
            looked: Vec::new(),
            count: 0,
            unread: Vec::new(),
            operation_only: false,
            tested: false,
            direct: false,
        }
    }
}

/// The documents behind a claimed piece.
pub fn documents_of<'a>(
    context: &Context<'a>,
    piece: Piece,
) -> impl Iterator<Item = usize> + use<'a> {
    let evidence = context.evidence;
    let (one, several) = match piece {
        Piece::Document(index) => (Some(index), [].as_slice()),
        Piece::Series(index) => (None, evidence.series[index].members.as_slice()),
        Piece::Register(index) => (evidence.registers[index].document, [].as_slice()),
        Piece::Elsewhere(_) => (None, [].as_slice()),
    };
    one.into_iter().chain(several.iter().map(|(_, at)| *at))
}

/// What the text of claimed evidence shows.
#[must_use]
pub fn text_outcome(context: &Context<'_>, line: &Requirement, claimed: &[Claimed]) -> Outcome {
    let mut outcome = Outcome {
        direct: claimed.iter().any(|claimed| claimed.level != Level::Clause),
        ..Outcome::default()
    };
    let mut documents: Vec<(usize, Level)> = claimed
        .iter()
        .flat_map(|claimed| documents_of(context, claimed.piece).map(|at| (at, claimed.level)))
        .collect();
    documents.sort_unstable();
    documents.dedup_by_key(|(at, _)| *at);
    let of_what_was_done = of_record(context, line);
    let mut read: Vec<Saw> = Vec::new();
    let mut attested = false;
    for (index, level) in documents {
        let document = &context.evidence.documents[index];
        if !context.counts(document) {
            outcome
                .remarks
                .push(format!("{} is obsolete and does not count", document.path));
        } else if document.has_text() && of_what_was_done && context.announced(index) {
            outcome.remarks.push(context.not_yet(index));
        } else if document.has_text() {
            read.push(look(context, line, index, level));
        } else if context.attested[index] {
            attested = true;
            outcome.remarks.push(format!(
                "{}: a person vouches for what it says; nothing was read",
                document.path
            ));
        } else if document.state == crate::evidence::ReadState::Empty {
            outcome.missing.push(format!(
                "{} is claimed, but there is nothing in it",
                document.path
            ));
        } else {
            outcome.unread.push(document.path.clone());
        }
    }
    let elsewhere = claimed
        .iter()
        .any(|claimed| matches!(claimed.piece, Piece::Elsewhere(_)));
    conclude(context, line, &mut outcome, read);
    if elsewhere || attested {
        kept_elsewhere(context, claimed, &mut outcome);
    }
    outcome
}

/// One document, looked at for one line.
struct Saw {
    document: usize,
    level: Level,
    share: Share,
    /// Which of the line's ideas are shown, one bit each.
    shown: u16,
    contrary: Option<(usize, u32)>,
    draft: bool,
    /// A record from before the time looked at, where a record is asked for.
    old: bool,
    /// A table that says a part of it, or says it by the heads of its columns.
    weak: bool,
}

impl Saw {
    /// Whether it counts half at most.
    fn half(&self) -> bool {
        self.draft || self.old
    }
}

/// Whether a line asks for a record of what was done rather than for a document in force.
fn of_record(context: &Context<'_>, line: &Requirement) -> bool {
    let item = line.of.as_ref().and_then(|of| context.catalogue.item(of));
    item.is_none_or(|item| item.kind == ItemKind::Record)
}

/// Whether a column's head is all that shows an idea: it says what rows are to hold, and
/// does not outweigh a sentence that denies it.
fn head_only(context: &Context<'_>, document: &Document, hit: &Hit) -> bool {
    let Some(register) = document.register else {
        return false;
    };
    let header = context.evidence.registers[register].table.header_line;
    hit.line <= header && hit.said <= 1
}

fn look(context: &Context<'_>, line: &Requirement, index: usize, level: Level) -> Saw {
    let document = &context.evidence.documents[index];
    let mut shown = 0_u16;
    let mut contrary = None;
    let mut heads = false;
    for (bit, idea) in line.ideas.clone().enumerate() {
        if let Some(hit) = document.hit(idea) {
            if hit.contrary() {
                contrary = contrary.or(Some((idea, hit.denied_line)));
            } else if hit.shown() {
                heads |= head_only(context, document, hit);
                shown |= 1 << bit.min(15);
            }
        }
    }
    let draft = context.is_draft(index);
    let mut share = Share::of(shown.count_ones() as usize, line.ideas.len());
    if line.ideas.is_empty() {
        share = if level == Level::Line {
            Share::HALF
        } else {
            Share::NONE
        };
    }
    if contrary.is_some() {
        share = Share::NONE;
    }
    let old = of_record(context, line) && context.is_old(index);
    if draft || old {
        share = share.min(Share::HALF);
    }
    Saw {
        document: index,
        level,
        share,
        shown,
        contrary,
        draft,
        old,
        weak: document.register.is_some() && (heads || share < Share::ALL),
    }
}

fn conclude(context: &Context<'_>, line: &Requirement, outcome: &mut Outcome, mut read: Vec<Saw>) {
    if read.is_empty() {
        return;
    }
    read.sort_by(|a, b| (b.share, a.level, a.document).cmp(&(a.share, b.level, b.document)));
    // The heads of a table, or a part of it in its rows, do not outweigh a sentence.
    let all_contrary = read.iter().all(|saw| saw.share == Share::NONE || saw.weak)
        && read.iter().any(|saw| saw.contrary.is_some());
    for saw in read
        .iter()
        .filter(|saw| saw.contrary.is_some())
        .take(MOST_EVIDENCE)
    {
        if let Some((idea, at)) = saw.contrary {
            let sentence = format!(
                "{}:{at} says that this is missing or only planned ({})",
                context.evidence.documents[saw.document].path, context.catalogue.ideas[idea].name
            );
            outcome.missing.push(sentence);
        }
    }
    outcome.count += read.len();
    for saw in read.iter().take(MOST_EVIDENCE) {
        outcome.looked.push(looked(context, line, saw));
    }
    if line.ideas.is_empty() {
        let direct = read.iter().any(|saw| saw.level == Level::Line);
        outcome.share = direct.then_some(Share::HALF);
        outcome.state = if direct {
            State::Claimed
        } else {
            State::NotSeen
        };
        return;
    }
    let best = &read[0];
    let (share, shown, from) = united(context, line, &read).unwrap_or_else(|| {
        let document = &context.evidence.documents[best.document];
        (
            best.share,
            ideas_of(line, best.shown)
                .map(|idea| found(document, idea))
                .collect(),
            document.path.to_string(),
        )
    });
    let (share, shown) = if all_contrary {
        (Share::NONE, Vec::new())
    } else {
        (share, shown)
    };
    outcome.share = Some(share);
    outcome.state = if all_contrary {
        State::Contrary
    } else if share == Share::NONE {
        if outcome.direct {
            State::Claimed
        } else {
            State::NotFound
        }
    } else if shown.len() == line.ideas.len() && share > Share::HALF {
        State::Shown
    } else {
        State::PartlyShown
    };
    if best.draft && share > Share::NONE {
        outcome.missing.push(format!(
            "only a draft shows it: {}",
            context.evidence.documents[best.document].path
        ));
    }
    if best.old && share > Share::NONE && share <= Share::HALF {
        outcome.missing.push(format!(
            "only a record from before the time looked at shows it: {}",
            context.evidence.documents[best.document].path
        ));
    }
    if !all_contrary {
        for idea in line.ideas.clone() {
            if !shown.iter().any(|found: &FoundIdea| found.idea == idea) {
                outcome.missing.push(format!(
                    "not found in {from}: {}",
                    context.catalogue.ideas[idea].name
                ));
            }
        }
    }
    outcome.found = shown;
}

/// Records of one item unite: what one year's minutes say together.
fn united(
    context: &Context<'_>,
    line: &Requirement,
    read: &[Saw],
) -> Option<(Share, Vec<FoundIdea>, String)> {
    let item = line.of.as_ref().and_then(|of| context.catalogue.item(of))?;
    if item.kind != ItemKind::Record || read.len() < 2 {
        return None;
    }
    let in_window: Vec<&Saw> = read
        .iter()
        .filter(|saw| saw.contrary.is_none() && !saw.half())
        .filter(|saw| context.dates[saw.document].is_none_or(|date| date >= context.window.start))
        .collect();
    if in_window.len() < 2 {
        return None;
    }
    let shown: Vec<FoundIdea> = line
        .ideas
        .clone()
        .filter_map(|idea| {
            let saw = in_window
                .iter()
                .find(|saw| saw.shown & bit_of(line, idea) != 0)?;
            Some(found(&context.evidence.documents[saw.document], idea))
        })
        .collect();
    let share = Share::of(shown.len(), line.ideas.len()).max(read[0].share);
    Some((share, shown, format!("{} records", in_window.len())))
}

/// The ideas of a set of bits.
fn ideas_of(line: &Requirement, bits: u16) -> impl Iterator<Item = usize> + use<> {
    line.ideas
        .clone()
        .enumerate()
        .filter(move |(bit, _)| bits & (1 << bit.min(&15)) != 0)
        .map(|(_, idea)| idea)
}

fn bit_of(line: &Requirement, idea: usize) -> u16 {
    1 << (idea - line.ideas.start).min(15)
}

fn found(document: &Document, idea: usize) -> FoundIdea {
    let (line, column) = document
        .hit(idea)
        .map_or((1, 1), |hit| (hit.line, hit.column));
    FoundIdea {
        idea,
        location: Location::at(document.path.clone(), line.max(1), column.max(1)),
    }
}

fn looked(context: &Context<'_>, line: &Requirement, saw: &Saw) -> Looked {
    let document = &context.evidence.documents[saw.document];
    let text = if saw.contrary.is_some() {
        "says otherwise".to_owned()
    } else if line.ideas.is_empty() {
        "has text".to_owned()
    } else {
        let draft = match (saw.draft, saw.old) {
            (true, _) => ", draft",
            (_, true) => ", too old",
            _ => "",
        };
        format!(
            "{} of {} ideas{draft}",
            saw.shown.count_ones(),
            line.ideas.len()
        )
    };
    Looked {
        name: document.path.clone(),
        share: saw.share,
        saw: text,
        places: saw
            .contrary
            .map(|(_, at)| Location::at(document.path.clone(), at, 1))
            .into_iter()
            .collect(),
    }
}

/// What is kept elsewhere, or vouched for, is claimed: half, never more.
pub fn kept_elsewhere(context: &Context<'_>, claimed: &[Claimed], outcome: &mut Outcome) {
    for claimed in claimed {
        if let Piece::Elsewhere(index) = claimed.piece {
            outcome.looked.push(Looked {
                name: context.evidence.elsewhere[index].place.as_str().into(),
                share: Share::HALF,
                saw: "kept elsewhere, not read".to_owned(),
                places: Vec::new(),
            });
        }
    }
    if outcome.share.is_none_or(|share| share < Share::HALF) && outcome.state != State::Contrary {
        outcome.share = Some(Share::HALF);
        outcome.state = State::Claimed;
    }
}
