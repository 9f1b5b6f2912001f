//! Scoring from records: series over time, rows of registers, single records.
//!
//! A register whose rows were tested governs over single records: one set of minutes
//! does not outweigh the rows that fail.

mod columns;
mod interval;
mod register;
mod row_test;
mod rows;
mod series;
mod single;

use std::cell::OnceCell;

use jiff::civil::Date;

use super::claims::{Claimed, Level, Piece};
use super::context::Context;
use super::ideas::says_something;
use super::outcome::{Outcome, kept_elsewhere, not_recognised, shown_and_denied};
use super::share::Share;
use super::types::{FoundIdea, Looked, MOST_EVIDENCE, State};
use crate::catalogue::Requirement;
use crate::evidence::Document;

pub use interval::{NO_INTERVAL, how_often};
pub use row_test::{RowTest, in_words};
pub use rows::{occurrences, rows};

use register::register;
use series::series;
use single::single;

/// What claimed records show for a requirement.
#[must_use]
pub fn record_outcome(context: &Context<'_>, line: &Requirement, claimed: &[Claimed]) -> Outcome {
    let mut outcome = Outcome {
        direct: claimed.iter().any(|claimed| claimed.level != Level::Clause),
        ..Outcome::default()
    };
    let in_series: Vec<usize> = claimed
        .iter()
        .filter_map(|claimed| match claimed.piece {
            Piece::Series(index) => Some(index),
            _ => None,
        })
        .collect();
    let mut best: Vec<Seen> = Vec::new();
    let often = OnceCell::new();
    for claimed in claimed {
        let piece = match claimed.piece {
            Piece::Series(index) => series(context, line, index, &mut outcome),
            Piece::Register(index) => register(context, line, index, &mut outcome),
            Piece::Document(index) => {
                let member = context.evidence.documents[index]
                    .series
                    .iter()
                    .any(|series| in_series.contains(series));
                if member {
                    None
                } else {
                    single(context, line, index, &often, &mut outcome)
                }
            }
            Piece::Elsewhere(_) => None,
        };
        best.extend(piece);
    }
    best.sort_by(|a, b| {
        let says_otherwise = |piece: &Seen| piece.state == State::Contrary;
        // Of equal pieces the newest: what was done last is what is asked about.
        (b.tested, b.share, says_otherwise(b), b.of, &a.looked.name).cmp(&(
            a.tested,
            a.share,
            says_otherwise(a),
            a.of,
            &b.looked.name,
        ))
    });
    outcome.tested = best
        .first()
        .is_some_and(|piece| piece.tested || piece.state == State::NotFound);
    if let Some(first) = best.first() {
        if first.state != State::NotSeen {
            outcome.share = Some(first.share);
            outcome.state = first.state;
        }
        outcome.missing.extend(first.missing.iter().cloned());
        outcome.faulted |= first.faulted;
        outcome.look_at.extend(first.look_at.iter().cloned());
        outcome.found.clone_from(&first.found);
    }
    unite(context, line, &best, &mut outcome);
    contradict(line, &best, &mut outcome);
    if tells_outcome(context, line) {
        denied_beside(&best, &mut outcome);
    }
    deny_claimed(line, &best, &mut outcome);
    // That it was done is told, and what remains is to keep the record.
    let mut weighed = best.iter().filter(|piece| piece.whole.is_some());
    outcome.operation_only = outcome.state == State::PartlyShown
        && outcome.share == Some(Share::HALF)
        && best.iter().any(|piece| piece.entry)
        && weighed.all(|piece| piece.entry);
    outcome.count += best.len();
    outcome.looked.extend(
        best.into_iter()
            .take(MOST_EVIDENCE)
            .map(|piece| piece.looked),
    );
    let elsewhere = claimed
        .iter()
        .any(|claimed| matches!(claimed.piece, Piece::Elsewhere(_)));
    if elsewhere {
        kept_elsewhere(context, claimed, &mut outcome);
    }
    outcome
}

/// Whether the rows are held to what came of a thing, which a column may tell that nobody looked
/// back for: "successful" as a tool closes it.
fn tells_outcome(context: &Context<'_>, line: &Requirement) -> bool {
    let record = context.catalogue.clauses[line.clause].record.as_ref();
    let needs = line.test.iter().flat_map(|test| &test.needs);
    record.is_some_and(|record| needs.into_iter().any(|it| record.outcome.contains(it)))
}

/// Rows that all pass show half where a record says that it was not done.
fn denied_beside(pieces: &[Seen], outcome: &mut Outcome) {
    let denied = pieces.iter().find(|piece| piece.denied.is_some());
    if let Some(denied) = denied.filter(|_| outcome.tested && outcome.state == State::Shown) {
        outcome.state = State::PartlyShown;
        outcome.share = Some(Share::HALF);
        outcome.faulted = true;
        outcome.missing.extend(denied.missing.iter().cloned());
    }
}

/// Rows that no test can tell anything of do not outweigh a record that says plainly that the thing
/// was not done, where they do not name what it denies or are held to an interval: rows tell of none.
/// Else both stand, and a person has to look.
fn deny_claimed(line: &Requirement, pieces: &[Seen], outcome: &mut Outcome) {
    if outcome.state != State::Claimed || outcome.tested {
        return;
    }
    let mut plain = pieces.iter().filter(|piece| piece.of_same_thing);
    let Some((denying, idea)) = plain.find_map(|piece| Some((piece, piece.denied?))) else {
        return;
    };
    let named = outcome.found.iter().any(|found| found.idea == idea);
    if named && line.interval.is_none() {
        outcome.look_at.extend(denying.missing.iter().cloned());
        return;
    }
    outcome.state = State::Contrary;
    outcome.share = Some(Share::NONE);
    outcome.faulted = true;
    outcome.missing.extend(denying.missing.iter().cloned());
    outcome.look_at.clear();
    outcome.found.clear();
}

/// What records show in full, another may deny later, or on a day that nobody knows: then both are
/// told, and it counts half. Rows that were tested speak for themselves.
fn contradict(line: &Requirement, pieces: &[Seen], outcome: &mut Outcome) {
    if outcome.tested || outcome.share.is_none_or(|share| share == Share::NONE) {
        return;
    }
    let whole = |piece: &&Seen| piece.denied.is_none() && piece.found.len() == line.ideas.len();
    let mut shown = pieces.iter().filter(|piece| piece.whole.is_some());
    let Some(shown) = shown.find(whole).filter(|_| !line.ideas.is_empty()) else {
        return;
    };
    let later = |piece: &&Seen| {
        let older = piece.of.zip(shown.of).is_some_and(|(of, shown)| of < shown);
        piece.denied.is_some() && piece.of_same_thing && !older
    };
    let Some(denying) = pieces.iter().find(later) else {
        return;
    };
    outcome.state = State::PartlyShown;
    outcome.share = outcome.share.min(Some(Share::HALF));
    outcome.faulted = true;
    outcome.missing.extend(denying.missing.iter().cloned());
    outcome.missing.push(shown_and_denied(&shown.looked.name));
}

/// Remarks on single files are for reading: a dozen tell as much as a thousand.
fn enough(outcome: &Outcome) -> bool {
    outcome.remarks.len() >= MOST_EVIDENCE
}

/// What one piece of evidence shows.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about what was looked at"
)]
struct Seen {
    /// Rows were tested, one by one.
    tested: bool,
    /// It is an entry within a document that lays down how it is done.
    entry: bool,
    /// What a record that shows every idea of the line would count, for its age or for the
    /// periods it fills. `None` for what is not weighed by ideas.
    whole: Option<Share>,
    share: Share,
    /// The day a single record is of.
    of: Option<Date>,
    state: State,
    missing: Vec<String>,
    /// What no test can tell of it.
    look_at: Vec<String>,
    found: Vec<FoundIdea>,
    /// The idea that it denies.
    denied: Option<usize>,
    /// Whether that is plainly said of what the line is about.
    of_same_thing: bool,
    /// Whether something is plainly wrong with it ([`Outcome::faulted`]).
    faulted: bool,
    looked: Looked,
}

impl Seen {
    /// A piece that counts what was looked at in it, and of which nothing else is known yet.
    fn new(state: State, looked: Looked) -> Self {
        Self {
            tested: false,
            entry: false,
            whole: None,
            share: looked.share,
            of: None,
            state,
            missing: Vec::new(),
            look_at: Vec::new(),
            found: Vec::new(),
            denied: None,
            of_same_thing: false,
            faulted: false,
            looked,
        }
    }

    /// A record that names what several lines are about, and says nothing of this one. It
    /// counts only together with others that do, and not at all where only its title names it.
    fn subject_alone(document: &Document, whole: Option<Share>, found: Vec<FoundIdea>) -> Self {
        let path = document.path.clone();
        let looked = Looked::new(path, Share::NONE, "names the subject alone");
        Self {
            whole,
            found,
            ..Self::new(State::NotSeen, looked)
        }
    }

    /// A piece that counts half and was not read.
    fn claimed(looked: Looked) -> Self {
        Self::new(State::Claimed, looked)
    }
}

/// Records unite: each counts by the ideas it shows, and together they show what any of
/// them shows. Ideas that none shows are said, and the line is then only partly shown.
fn unite(context: &Context<'_>, line: &Requirement, pieces: &[Seen], outcome: &mut Outcome) {
    let mut weighed: Vec<(Share, &Seen)> = pieces
        .iter()
        .filter_map(|piece| Some((piece.whole?, piece)))
        .collect();
    weighed.sort_by_key(|(whole, _)| std::cmp::Reverse(*whole));
    let Some((_, first)) = weighed.first() else {
        return;
    };
    if !outcome.tested
        && let Some(piece) = denying(line, pieces, &found_by(&weighed))
    {
        outcome.share = Some(Share::NONE);
        outcome.state = State::Contrary;
        outcome.missing.clone_from(&piece.missing);
        outcome.faulted = piece.faulted;
        outcome.found.clear();
        return;
    }
    let share = together(context, line, &weighed);
    if outcome.tested || share == Share::NONE || outcome.share > Some(share) {
        return;
    }
    if outcome.share < Some(share) {
        outcome.missing.clone_from(&first.missing);
        outcome.faulted = first.faulted;
        outcome.look_at.clear();
    }
    outcome.share = Some(share);
    outcome.found = found_by(&weighed);
    outcome.state = if share == Share::ALL {
        State::Shown
    } else {
        State::PartlyShown
    };
    let from = match weighed.as_slice() {
        [(_, one)] => one.looked.name.to_string(),
        _ => "any of the records".to_owned(),
    };
    for idea in line.ideas.clone() {
        if !outcome.found.iter().any(|found| found.idea == idea) {
            let name = &context.catalogue.ideas[idea].name;
            outcome.missing.push(not_recognised(&from, name));
        }
    }
}

/// The piece that denies an idea which no record shows, where records show half of the line
/// at most.
fn denying<'s>(line: &Requirement, pieces: &'s [Seen], shown: &[FoundIdea]) -> Option<&'s Seen> {
    let shows = |idea: usize| shown.iter().any(|found| found.idea == idea);
    let mut pieces = pieces.iter();
    let piece = pieces.find(|piece| piece.denied.is_some_and(|idea| !shows(idea)))?;
    (shown.len() * 2 <= line.ideas.len()).then_some(piece)
}

/// What records come to together. An old record lends its ideas to recent ones only at
/// what an old record counts.
fn together(context: &Context<'_>, line: &Requirement, weighed: &[(Share, &Seen)]) -> Share {
    let mut ideas: Vec<usize> = Vec::new();
    let mut best = Share::NONE;
    for (whole, piece) in weighed {
        ideas.extend(piece.found.iter().map(|found| found.idea));
        ideas.sort_unstable();
        ideas.dedup();
        if !says_something(context, line, ideas.iter().copied()) {
            continue;
        }
        best = best.max(whole.times(Share::of(ideas.len(), line.ideas.len())));
    }
    best
}

/// Each idea once, where the best record shows it.
fn found_by(weighed: &[(Share, &Seen)]) -> Vec<FoundIdea> {
    let mut found: Vec<FoundIdea> = Vec::new();
    for (_, piece) in weighed {
        for idea in &piece.found {
            if !found.iter().any(|known| known.idea == idea.idea) {
                found.push(idea.clone());
            }
        }
    }
    found.sort_by_key(|found| found.idea);
    found
}

fn ideas_in(context: &Context<'_>, line: &Requirement, document: usize) -> Vec<FoundIdea> {
    let hits = context.hits_of(line, document).iter();
    let document = &context.evidence.documents[document];
    hits.filter(|hit| hit.shown())
        .map(|hit| FoundIdea {
            idea: hit.idea as usize,
            location: document.at(hit.line, hit.column),
        })
        .collect()
}
