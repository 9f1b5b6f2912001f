//! Scoring from records: series over time, rows of registers, single records.
//!
//! A register whose rows were tested governs over single records: one set of minutes
//! does not outweigh the rows that fail.

use std::collections::HashSet;

use jiff::civil::Date;

use super::claims::{Claimed, Level, Piece};
use super::context::Context;
use super::share::Share;
use super::text::{Outcome, kept_elsewhere};
use super::types::{FoundIdea, Looked, MOST_EVIDENCE, PeriodState, State};
use crate::catalogue::{Requirement, Test};
use crate::evidence::{Register, Row, words};
use crate::period::Period;
use crate::source::Location;

/// The gap of an interval that nobody stated.
pub const NO_INTERVAL: &str = "the organisation has not stated at which interval this is done";

/// Most failing rows named.
const MOST_PLACES: usize = 20;

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
    let mut best: Vec<Piece1> = Vec::new();
    for claimed in claimed {
        let piece = match claimed.piece {
            Piece::Series(index) => series(context, line, index, &mut outcome),
            Piece::Register(index) => register(context, line, index, &mut outcome),
            Piece::Document(index) if !context.is_record(index) && enough(&outcome) => None,
            Piece::Document(index) => {
                let member = context.evidence.documents[index]
                    .series
                    .iter()
                    .any(|series| in_series.contains(series));
                if member {
                    None
                } else {
                    single(context, line, index, &mut outcome)
                }
            }
            Piece::Elsewhere(_) => None,
        };
        best.extend(piece);
    }
    best.sort_by(|a, b| {
        (b.tested, b.share, &a.looked.name).cmp(&(a.tested, a.share, &b.looked.name))
    });
    outcome.tested = best
        .first()
        .is_some_and(|piece| piece.tested || piece.state == State::NotFound);
    if let Some(first) = best.first() {
        outcome.share = Some(first.share);
        outcome.state = first.state;
        outcome.missing.extend(first.missing.iter().cloned());
        outcome.found.clone_from(&first.found);
    }
    thin(context, line, &best, &mut outcome);
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

/// Remarks on single files are for reading: a dozen tell as much as a thousand.
fn enough(outcome: &Outcome) -> bool {
    outcome.remarks.len() >= MOST_EVIDENCE
}

/// One piece's result.
struct Piece1 {
    /// Rows were tested, one by one.
    tested: bool,
    share: Share,
    state: State,
    missing: Vec<String>,
    found: Vec<FoundIdea>,
    looked: Looked,
}

/// Records that show one idea count; ideas that none of them shows are said, and the
/// line is then only partly shown.
fn thin(context: &Context<'_>, line: &Requirement, pieces: &[Piece1], outcome: &mut Outcome) {
    let by_test = pieces.first().is_some_and(|piece| piece.found.is_empty());
    if line.ideas.len() < 2 || by_test || outcome.state != State::Shown {
        return;
    }
    let missing: Vec<usize> = line
        .ideas
        .clone()
        .filter(|idea| {
            !pieces
                .iter()
                .any(|piece| piece.found.iter().any(|found| found.idea == *idea))
        })
        .collect();
    if !missing.is_empty() {
        outcome.state = State::PartlyShown;
        for idea in missing {
            outcome.missing.push(format!(
                "none of the records shows: {}",
                context.catalogue.ideas[idea].name
            ));
        }
    }
}

fn ideas_in(context: &Context<'_>, line: &Requirement, document: usize) -> Vec<FoundIdea> {
    let document = &context.evidence.documents[document];
    line.ideas
        .clone()
        .filter_map(|idea| {
            let hit = document.hit(idea).filter(|hit| hit.shown())?;
            Some(FoundIdea {
                idea,
                location: Location::at(document.path.clone(), hit.line.max(1), hit.column.max(1)),
            })
        })
        .collect()
}

/// The line on which a record says that the thing was not done.
fn denied(context: &Context<'_>, line: &Requirement, document: usize) -> Option<u32> {
    let document = &context.evidence.documents[document];
    line.ideas
        .clone()
        .filter_map(|idea| document.hit(idea))
        .find(|hit| hit.contrary())
        .map(|hit| hit.denied_line)
}

fn series(
    context: &Context<'_>,
    line: &Requirement,
    index: usize,
    outcome: &mut Outcome,
) -> Option<Piece1> {
    let result = &context.series[index];
    let due: Vec<_> = result
        .periods
        .iter()
        .filter(|period| !matches!(period.state, PeriodState::Excused(_)))
        .collect();
    let entry = &context.evidence.series[index].entry;
    let name = entry.id.as_str();
    if let Some(since) = entry.since.filter(|since| *since > context.window.start) {
        outcome.remarks.push(format!(
            "series {name} begins {since}, the time looked at begins {}",
            context.window.start
        ));
    }
    if due.is_empty() {
        outcome.remarks.push(format!(
            "series {name}: nothing was due in the time looked at"
        ));
        return None;
    }
    let (mut evidenced, mut unread) = (0, 0);
    let (mut missing, mut found, mut idle) = (Vec::new(), Vec::new(), Vec::new());
    for period in &due {
        match (&period.state, period.document) {
            (PeriodState::Present | PeriodState::Late, Some(at)) => {
                let ideas = ideas_in(context, line, at);
                let attested = context.attested[at] && !context.evidence.documents[at].has_text();
                if line.ideas.is_empty() || !ideas.is_empty() {
                    evidenced += 1;
                    for idea in ideas {
                        if !found
                            .iter()
                            .any(|known: &FoundIdea| known.idea == idea.idea)
                        {
                            found.push(idea);
                        }
                    }
                } else if attested {
                    unread += 1;
                } else {
                    idle.push(context.evidence.documents[at].path.to_string());
                }
            }
            (PeriodState::Unusable, Some(at)) => {
                outcome
                    .unread
                    .push(context.evidence.documents[at].path.clone());
                unread += 1;
            }
            _ => missing.push(period.name.clone()),
        }
    }
    let share = Share::of(evidenced, due.len());
    let mut sentences = Vec::new();
    if !missing.is_empty() {
        sentences.push(format!("series {name}: no record for {}", listed(&missing)));
    }
    if !idle.is_empty() {
        sentences.push(format!(
            "series {name}: says nothing of this: {}",
            listed(&idle)
        ));
    }
    if unread > 0 {
        sentences.push(format!("series {name}: {unread} could not be read"));
    }
    let state = if evidenced == due.len() {
        State::Shown
    } else if evidenced > 0 {
        State::PartlyShown
    } else if unread > 0 {
        State::NotSeen
    } else {
        State::NotFound
    };
    if state == State::NotSeen {
        return None;
    }
    found.sort_by_key(|found| found.idea);
    Some(Piece1 {
        tested: false,
        share,
        state,
        missing: sentences,
        found,
        looked: Looked {
            name: name.into(),
            share,
            saw: format!("{evidenced} of {} periods show it", due.len()),
            places: Vec::new(),
        },
    })
}

fn register(
    context: &Context<'_>,
    line: &Requirement,
    index: usize,
    outcome: &mut Outcome,
) -> Option<Piece1> {
    let register = &context.evidence.registers[index];
    let at = register.document?;
    let document = &context.evidence.documents[at];
    if !context.counts(document) {
        outcome
            .remarks
            .push(format!("{} is obsolete and does not count", document.path));
        return None;
    }
    if !document.has_text() {
        outcome.unread.push(document.path.clone());
        return None;
    }
    let ideas = ideas_in(context, line, at);
    let name = document.path.clone();
    let piece = |share, state, missing, found, saw: String, places| {
        Some(Piece1 {
            tested: false,
            share,
            state,
            missing,
            found,
            looked: Looked {
                name: name.clone(),
                share,
                saw,
                places,
            },
        })
    };
    let Some(tested) = rows(context, line, register) else {
        let why = if line.test.is_some() {
            "the columns for this are not known"
        } else {
            "rows are not tested for this"
        };
        if ideas.is_empty() && !line.ideas.is_empty() {
            outcome.remarks.push(format!(
                "{}: shows none of what this line is about",
                document.path
            ));
            return None;
        }
        return piece(
            Share::HALF,
            State::Claimed,
            vec![format!("{}: {why}", document.path)],
            ideas,
            why.to_owned(),
            Vec::new(),
        );
    };
    if tested.applies == 0 {
        outcome.remarks.push(format!(
            "{}: no row in the time looked at that this applies to",
            document.path
        ));
        return None;
    }
    let passing = tested.applies - tested.failing.len();
    let share = Share::of(passing, tested.applies);
    let state = if passing == tested.applies {
        State::Shown
    } else if passing > 0 {
        State::PartlyShown
    } else {
        State::NotFound
    };
    let missing = if tested.failing.is_empty() {
        Vec::new()
    } else {
        vec![format!(
            "{}: {} of {} rows fail ({}); first on line {}",
            document.path,
            tested.failing.len(),
            tested.applies,
            tested.rule,
            tested.failing[0]
        )]
    };
    let places = tested
        .failing
        .iter()
        .take(MOST_PLACES)
        .map(|row| Location::at(document.path.clone(), *row, 1))
        .collect();
    let saw = format!("{passing} of {} rows pass", tested.applies);
    piece(share, state, missing, Vec::new(), saw, places).map(|piece| Piece1 {
        tested: true,
        ..piece
    })
}

/// How the rows of a register fare against a line's test.
pub struct Tested {
    /// Rows the test applies to.
    pub applies: usize,
    /// Lines of rows that fail.
    pub failing: Vec<u32>,
    /// The test in words.
    pub rule: String,
}

/// Tests a register's rows; `None` when there is no test or a column is not known.
#[must_use]
pub fn rows(context: &Context<'_>, line: &Requirement, register: &Register) -> Option<Tested> {
    let test = line.test.as_ref()?;
    let clause = &context.catalogue.clauses[line.clause];
    let known = clause
        .record
        .as_ref()
        .map(|record| record.attributes.clone())
        .unwrap_or_default();
    let columns = register.table.columns(&register.entry.columns, &known);
    let column = |attribute: &String| columns.get(attribute).copied();
    let needs: Option<Vec<usize>> = test.needs.iter().map(column).collect();
    let needs = needs?;
    let unique = match &test.unique {
        Some(attribute) => Some(column(attribute)?),
        None => None,
    };
    let mut once = HashSet::new();
    let order = match &test.order {
        Some((first, second)) => column(first).zip(column(second)),
        None => None,
    };
    let when = match &test.when {
        // Without the column every row is held to the test, and the rule says so.
        Some((attribute, is)) => column(attribute).map(|column| (column, is)),
        None => None,
    };
    let date_column = register
        .entry
        .date
        .as_ref()
        .and_then(|head| register.table.column(head))
        .or_else(|| column(&"opened".to_owned()));
    let mut tested = Tested {
        applies: 0,
        failing: Vec::new(),
        rule: in_words(test, when.is_some()),
    };
    for row in &register.table.rows {
        let date = date_column
            .and_then(|column| row.date(column))
            .map(|date| date.day);
        if !applies(context, row, date, when, test.older_than) {
            continue;
        }
        tested.applies += 1;
        let filled = needs.iter().all(|column| row.filled(*column));
        let ordered =
            order.is_none_or(
                |(first, second)| match (row.date(first), row.date(second)) {
                    (Some(first), Some(second)) => first.day <= second.day,
                    _ => true,
                },
            );
        let first = unique.is_none_or(|column| {
            !row.filled(column) || once.insert(row.cell(column).to_lowercase())
        });
        if !filled || !ordered || !first {
            tested.failing.push(row.line);
        }
    }
    Some(tested)
}

fn applies(
    context: &Context<'_>,
    row: &Row,
    date: Option<Date>,
    when: Option<(usize, &Vec<String>)>,
    older_than: Option<Period>,
) -> bool {
    if date.is_some_and(|date| date < context.window.start || date > context.as_of) {
        return false;
    }
    if let Some(period) = older_than
        && date.is_some_and(|date| period.after(date) > context.as_of)
    {
        return false;
    }
    when.is_none_or(|(column, is)| {
        let cell = words::words(row.cell(column));
        is.iter()
            .any(|word| super::context::holds(&cell, &words::words(word)))
    })
}

fn in_words(test: &Test, conditional: bool) -> String {
    let mut parts = Vec::new();
    if !test.needs.is_empty() {
        parts.push(format!("needs {}", test.needs.join(" and ")));
    }
    if let Some(attribute) = &test.unique {
        parts.push(format!("no {attribute} twice"));
    }
    if let Some((first, second)) = &test.order {
        parts.push(format!("{first} before {second}"));
    }
    if let Some((attribute, _)) = test.when.as_ref().filter(|_| !conditional) {
        parts.push(format!("all rows, since no column says {attribute}"));
    } else if let Some((attribute, is)) = &test.when {
        parts.push(format!(
            "where {attribute} is {}",
            is.first().map_or("", String::as_str)
        ));
    }
    if let Some(period) = test.older_than {
        parts.push(format!("older than {}", period.words()));
    }
    parts.join(", ")
}

fn single(
    context: &Context<'_>,
    line: &Requirement,
    index: usize,
    outcome: &mut Outcome,
) -> Option<Piece1> {
    let document = &context.evidence.documents[index];
    if !context.counts(document) {
        outcome
            .remarks
            .push(format!("{} is obsolete and does not count", document.path));
        return None;
    }
    if !document.has_text() {
        if context.attested[index] {
            let looked = Looked {
                name: document.path.clone(),
                share: Share::HALF,
                saw: "a person vouches for it".to_owned(),
                places: Vec::new(),
            };
            return Some(Piece1 {
                tested: false,
                share: Share::HALF,
                state: State::Claimed,
                missing: Vec::new(),
                found: Vec::new(),
                looked,
            });
        }
        if document.state == crate::evidence::ReadState::Empty {
            outcome.missing.push(format!(
                "{} is claimed, but there is nothing in it",
                document.path
            ));
        } else {
            outcome.unread.push(document.path.clone());
        }
        return None;
    }
    if !context.is_record(index) {
        if context.kinds[index].is_some() {
            outcome.remarks.push(format!(
                "{} lays down how it is done; it is no record of it",
                document.path
            ));
        }
        return None;
    }
    if let Some(at) = denied(context, line, index) {
        let looked = Looked {
            name: document.path.clone(),
            share: Share::NONE,
            saw: "says otherwise".to_owned(),
            places: Vec::new(),
        };
        let missing = vec![format!(
            "{}:{at} says that this was not done or is only planned",
            document.path
        )];
        return Some(Piece1 {
            tested: false,
            share: Share::NONE,
            state: State::Contrary,
            missing,
            found: Vec::new(),
            looked,
        });
    }
    let found = ideas_in(context, line, index);
    if !line.ideas.is_empty() && found.is_empty() {
        if !enough(outcome) {
            outcome.remarks.push(format!(
                "{} shows none of what this line is about",
                document.path
            ));
        }
        return None;
    }
    let (share, missing) = timely(context, line, index);
    let state = if share == Share::ALL {
        State::Shown
    } else {
        State::PartlyShown
    };
    let saw = context.dates[index]
        .map_or_else(|| "undated".to_owned(), |date| format!("record of {date}"));
    let looked = Looked {
        name: document.path.clone(),
        share,
        saw,
        places: Vec::new(),
    };
    Some(Piece1 {
        tested: false,
        share,
        state,
        missing,
        found,
        looked,
    })
}

/// Whether a single record is recent enough: within the promised interval, or the
/// window where no interval is needed.
fn timely(context: &Context<'_>, line: &Requirement, index: usize) -> (Share, Vec<String>) {
    let path = &context.evidence.documents[index].path;
    let Some(date) = context.dates[index] else {
        return (Share::HALF, vec![format!("{path} carries no date")]);
    };
    if line.interval.is_none() {
        return if date >= context.window.start {
            (Share::ALL, Vec::new())
        } else {
            (
                Share::HALF,
                vec![format!(
                    "{path} is of {date}, before the time looked at ({})",
                    context.window.start
                )],
            )
        };
    }
    match context
        .promised(line)
        .or_else(|| stated_interval(context, line))
    {
        None => (Share::HALF, vec![NO_INTERVAL.to_owned()]),
        Some((period, _)) if period.after(date) >= context.as_of => (Share::ALL, Vec::new()),
        Some((period, place)) => (
            Share::HALF,
            vec![format!(
                "last done {date}, but {place} promises every {}",
                period.words()
            )],
        ),
    }
}

/// An interval stated in a claimed document, in a sentence about this line.
#[must_use]
pub fn stated_interval(context: &Context<'_>, line: &Requirement) -> Option<(Period, String)> {
    let index = context.catalogue.requirement(&line.id)?;
    let intervals = crate::evidence::intervals();
    for claimed in &context.claims.by_line[index] {
        match claimed.piece {
            Piece::Series(series) => {
                let entry = &context.evidence.series[series].entry;
                return Some((entry.every, entry.location.to_string()));
            }
            Piece::Document(at) => {
                let document = &context.evidence.documents[at];
                if !document.has_text() || !context.counts(document) {
                    continue;
                }
                let hit = line
                    .ideas
                    .clone()
                    .filter_map(|idea| document.hit(idea))
                    .find(|hit| hit.shown() && hit.every.is_some());
                if let Some(hit) = hit
                    && let Some(period) = hit
                        .every
                        .and_then(|every| intervals.get(usize::from(every)))
                {
                    return Some((*period, format!("{}:{}", document.path, hit.every_line)));
                }
            }
            _ => {}
        }
    }
    None
}

fn listed(names: &[String]) -> String {
    const MOST: usize = 6;
    let mut text = names
        .iter()
        .take(MOST)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > MOST {
        text.push_str(&format!(" and {} more", names.len() - MOST));
    }
    text
}
