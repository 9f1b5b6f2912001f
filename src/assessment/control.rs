//! Lines about the control of documents, answered by the documents themselves.
//!
//! A missing approval is one gap in document control, not a discount on everything
//! the document serves. The number is the share of the documents the standard
//! explicitly asks for and that are there; its lower bound divides by all that it asks
//! for, so that hiding a badly kept document gains nothing.

use super::context::Context;
use super::share::{CAP, Share};
use super::types::{Line, State};
use crate::catalogue::{CalledFor, Control, ItemKind, Requirement};
use crate::evidence::{Document, Hit, ProblemKind};

/// Answers a line about document control.
pub fn answer(context: &Context<'_>, line: &Requirement, result: &mut Line) {
    let Some(control) = line.control else { return };
    let catalogue = context.catalogue;
    let mut items = 0;
    let mut there = 0;
    let mut good = 0;
    for item in &catalogue.items {
        if item.kind != ItemKind::Document || item.called_for != CalledFor::Explicit {
            continue;
        }
        items += 1;
        let documents = offering(context, &item.requirements);
        if documents.is_empty() {
            continue;
        }
        there += 1;
        good += usize::from(documents.iter().any(|at| has(context, *at, control)));
    }
    let lacking = lacking(context, control);
    result.missing.extend(
        lacking
            .iter()
            .take(5)
            .map(|name| format!("{name}: {}", want(control))),
    );
    if lacking.len() > 5 {
        result.missing.push(format!(
            "and {} more documents: {}",
            lacking.len() - 5,
            want(control)
        ));
    }
    if there == 0 {
        return;
    }
    let share = Share::of(good, there).min(CAP);
    result.remarks.push(format!(
        "{good} of {there} documents that the standard explicitly asks for and that were found"
    ));
    result.machine = Some(share);
    result.score = Some(share);
    result.low = Share::of(good, items).min(CAP);
    result.high = CAP;
    result.state = if good == there && lacking.is_empty() {
        State::Shown
    } else if good > 0 {
        State::PartlyShown
    } else {
        State::NotFound
    };
    result.could_hold.clear();
}

/// The documents whose control matters: claimed, readable, in force, and no records.
#[must_use]
pub fn controlled(context: &Context<'_>) -> Vec<usize> {
    (0..context.evidence.documents.len())
        .filter(|index| {
            let document = &context.evidence.documents[*index];
            document.has_text()
                && context.counts(document)
                && !context.claims.by_document[*index].is_empty()
                && document.series.is_empty()
                && document.register.is_none()
                && !context.is_record(*index)
        })
        .collect()
}

/// Whether a document has what a kind of control asks for.
#[must_use]
pub fn has(context: &Context<'_>, index: usize, control: Control) -> bool {
    let document = &context.evidence.documents[index];
    let metadata = &document.metadata;
    match control {
        Control::Identified => metadata.title.is_some() && metadata.owner.is_some(),
        Control::Versioned => metadata.version.is_some(),
        Control::Approved => {
            let stated = metadata.approved_by.is_some() && metadata.approved_on.is_some();
            let status_ok = !context.is_draft(index);
            stated && status_ok && !review_overdue(document, context.as_of)
        }
        Control::Linked => !document
            .problems
            .iter()
            .any(|problem| problem.kind == ProblemKind::BrokenLink),
    }
}

/// Whether the review the document itself promises is overdue.
#[must_use]
pub fn review_overdue(document: &Document, as_of: jiff::civil::Date) -> bool {
    review_due(document).is_some_and(|due| due < as_of)
}

/// The day the document's next review is due, by what it says itself: stated, else its
/// interval after the last review or approval, else after the date it carries.
#[must_use]
pub fn review_due(document: &Document) -> Option<jiff::civil::Date> {
    let metadata = &document.metadata;
    if let Some(next) = &metadata.next_review {
        return Some(next.value.day);
    }
    let every = metadata.review_interval.as_ref()?.value;
    let last = [&metadata.last_reviewed, &metadata.approved_on]
        .into_iter()
        .flatten()
        .map(|date| date.value.day)
        .max()
        .or_else(|| metadata.date.as_ref().map(|date| date.value.day))?;
    Some(every.after(last))
}

/// The readable documents claimed for any of some lines that speak of their subject.
fn offering(context: &Context<'_>, lines: &[usize]) -> Vec<usize> {
    let mut documents = Vec::new();
    for line in lines {
        let ideas = context.catalogue.requirements[*line].ideas.clone();
        for claimed in &context.claims.by_line[*line] {
            documents.extend(
                super::outcome::documents_of(context, claimed.piece).filter(|at| {
                    let document = &context.evidence.documents[*at];
                    let on_subject = ideas
                        .clone()
                        .any(|idea| document.hit(idea).is_some_and(Hit::shown));
                    on_subject && context.counts(document) && document.register.is_none()
                }),
            );
        }
    }
    documents.sort_unstable();
    documents.dedup();
    documents
}

fn lacking(context: &Context<'_>, control: Control) -> Vec<String> {
    controlled(context)
        .into_iter()
        .filter(|index| !has(context, *index, control))
        .map(|index| context.evidence.documents[index].path.to_string())
        .collect()
}

fn want(control: Control) -> &'static str {
    match control {
        Control::Identified => "title or owner is missing",
        Control::Approved => "approval is missing or its review is overdue",
        Control::Versioned => "no version",
        Control::Linked => "links that lead nowhere",
    }
}
