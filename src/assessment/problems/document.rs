//! What is wrong with a document by itself: dates that cannot be, a draft or an obsolete
//! text as evidence, missing control, an id that another carries too.

use std::collections::BTreeMap;

use super::push;
use crate::assessment::context::{Context, over, status};
use crate::assessment::control::{has, review_due, states_approval, unread};
use crate::catalogue::Control;
use crate::evidence::{
    Document, FileProblem, ProblemKind, ReadState, Source, Stated, StatedDate, Status,
};
use crate::source::Location;

/// The problems of one document; of one that is set aside none.
pub(super) fn own(
    context: &Context<'_>,
    index: usize,
    controlled: bool,
    problems: &mut Vec<FileProblem>,
) {
    let document = &context.evidence.documents[index];
    problems.extend(document.problems.iter().cloned());
    if document.set_aside {
        problems.clear();
        return;
    }
    let claimed = !context.claims.by_document[index].is_empty();
    dates(context, index, problems);
    standing(document, claimed, problems);
    if controlled && !document.is_read_in_part() {
        control(context, index, problems);
    }
    used(document, claimed, problems);
    window(context, index, claimed, problems);
}

/// An id that several documents in force carry.
pub(super) fn duplicate_ids(context: &Context<'_>, out: &mut [Vec<FileProblem>]) {
    let mut by_id: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, document) in context.evidence.documents.iter().enumerate() {
        if let Some(id) = &document.metadata.id
            && !document.set_aside
            && id.source != Source::Name
            && status(document) != Some(Status::Obsolete)
        {
            by_id
                .entry(id.value.to_lowercase())
                .or_default()
                .push(index);
        }
    }
    for indices in by_id.values().filter(|indices| indices.len() > 1) {
        for index in indices {
            let document = &context.evidence.documents[*index];
            let others: Vec<&str> = indices
                .iter()
                .filter(|other| *other != index)
                .take(3)
                .map(|other| &*context.evidence.documents[*other].path)
                .collect();
            if let Some(id) = &document.metadata.id {
                out[*index].push(FileProblem {
                    kind: ProblemKind::DuplicateId,
                    message: format!(
                        "document id {} is also carried by {}",
                        id.value,
                        others.join(", ")
                    ),
                    location: id.location.clone(),
                });
            }
        }
    }
}

fn dates(context: &Context<'_>, index: usize, problems: &mut Vec<FileProblem>) {
    let metadata = &context.evidence.documents[index].metadata;
    let counts = context.counts(index) && !context.announced(index);
    let mut future = |name: &str, date: &Option<Stated<StatedDate>>| {
        if let Some(date) = date
            && date.value.exact
            && date.value.day > context.as_of
        {
            problems.push(FileProblem {
                kind: ProblemKind::FutureDate,
                message: format!(
                    "{name} {}, after {}, the day assessed{}",
                    date.value.day,
                    context.as_of,
                    if counts { "" } else { ": does not count" }
                ),
                location: date.location.clone(),
            });
        }
    };
    future("approved on", &metadata.approved_on);
    future("last reviewed", &metadata.last_reviewed);
    future("dated", &metadata.date);
    if let Some(end) = over(&context.evidence.documents[index], context.as_of) {
        // A record of what happened stays one.
        let counts = if context.is_record(index) {
            ""
        } else {
            ": does not count"
        };
        problems.push(FileProblem {
            kind: ProblemKind::Expired,
            message: format!("valid until {}, which has passed{counts}", end.value.day),
            location: end.location.clone(),
        });
    }
}

fn standing(document: &Document, claimed: bool, problems: &mut Vec<FileProblem>) {
    let Some(stated) = document.metadata.status.as_ref().filter(|_| claimed) else {
        return;
    };
    let (kind, message) = match stated.value {
        Status::Draft | Status::InReview => (
            ProblemKind::Draft,
            "claimed as evidence while still a draft: counts half at most",
        ),
        Status::Obsolete => (
            ProblemKind::Obsolete,
            "claimed as evidence, but obsolete: does not count",
        ),
        Status::Approved => return,
    };
    problems.push(FileProblem {
        kind,
        message: message.to_owned(),
        location: stated.location.clone(),
    });
}

fn control(context: &Context<'_>, index: usize, problems: &mut Vec<FileProblem>) {
    let document = &context.evidence.documents[index];
    let metadata = &document.metadata;
    let mut to_read = |control: Control| {
        let Some((location, what)) = unread(context, index, control) else {
            return false;
        };
        let told = |problem: &FileProblem| problem.location == *location;
        if !document.problems.iter().any(told) {
            problems.push(FileProblem {
                kind: ProblemKind::NotUnderstood,
                message: format!("a line {what}"),
                location: location.clone(),
            });
        }
        true
    };
    let owner = metadata.owner.is_some() || to_read(Control::Identified);
    let version = has(context, index, Control::Versioned) || to_read(Control::Versioned);
    let approval = to_read(Control::Approved);
    if !owner {
        push(
            problems,
            document,
            ProblemKind::NoOwner,
            "names no owner".to_owned(),
        );
    }
    if !version {
        push(
            problems,
            document,
            ProblemKind::NoVersion,
            "carries no version".to_owned(),
        );
    }
    let by = metadata.approved_by.is_some();
    let on = metadata.approved_on.is_some();
    if approval || states_approval(context, index) {
        // Nothing is lacking, or somebody has to read the line.
    } else if by != on || (status(document) == Some(Status::Approved) && !by) {
        let what = match (by, on) {
            (false, false) => "is called approved, but names neither approver nor date",
            (false, true) => "states when it was approved, but not by whom",
            _ => "states who approved it, but not when",
        };
        push(
            problems,
            document,
            ProblemKind::ApprovalIncomplete,
            what.to_owned(),
        );
    } else if !by
        && !matches!(
            status(document),
            Some(Status::Draft | Status::InReview | Status::Obsolete)
        )
    {
        push(
            problems,
            document,
            ProblemKind::NoApproval,
            "shows no approval".to_owned(),
        );
    }
    if let Some(due) = review_due(document)
        && due < context.as_of
    {
        let location = metadata
            .next_review
            .as_ref()
            .map(|date| date.location.clone())
            .or_else(|| {
                metadata
                    .review_interval
                    .as_ref()
                    .map(|every| every.location.clone())
            })
            .unwrap_or_else(|| Location::file(document.path.clone()));
        problems.push(FileProblem {
            kind: ProblemKind::ReviewOverdue,
            message: format!("its review was due on {due} by its own word"),
            location,
        });
    }
}

/// Claimed with nothing in it, or something in it and not claimed.
fn used(document: &Document, claimed: bool, problems: &mut Vec<FileProblem>) {
    if claimed && document.state == ReadState::Empty {
        push(
            problems,
            document,
            ProblemKind::Empty,
            format!("claimed as evidence, but {}", document.emptiness()),
        );
    }
    if !claimed && document.series.is_empty() && document.has_text() {
        push(
            problems,
            document,
            ProblemKind::Unclaimed,
            "claimed for nothing; it scores nothing until it is".to_owned(),
        );
    }
}

/// Records from before the time looked at.
fn window(context: &Context<'_>, index: usize, claimed: bool, problems: &mut Vec<FileProblem>) {
    let document = &context.evidence.documents[index];
    let record = context.is_record(index) || !document.series.is_empty();
    if !claimed || !record || document.register.is_some() || !document.has_text() {
        return;
    }
    match context.dates[index] {
        Some(date) if date < context.window.start => push(
            problems,
            document,
            ProblemKind::OutsideWindow,
            format!(
                "a record of {date}, before the time looked at (from {})",
                context.window.start
            ),
        ),
        None if document.series.is_empty() => {
            push(
                problems,
                document,
                ProblemKind::OutsideWindow,
                "a record without a date counts half at most".to_owned(),
            );
        }
        _ => {}
    }
}
