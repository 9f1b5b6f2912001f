//! What is wrong with files, beyond what reading them showed: document control,
//! claims, links, duplicates.

use std::collections::{BTreeMap, HashSet};

use super::context::{Context, status};
use super::control::{lacks, review_due};
use super::records::rows;
use super::types::{Line, PeriodState};
use crate::catalogue::Control;
use crate::evidence::{Document, FileProblem, ProblemKind, ReadState, Stated, StatedDate, Status};
use crate::source::Location;

/// All problems, one list a document, in order of line and kind.
#[must_use]
pub fn file_problems(context: &Context<'_>, lines: &[Line]) -> Vec<Vec<FileProblem>> {
    let documents = &context.evidence.documents;
    let mut out: Vec<Vec<FileProblem>> = documents
        .iter()
        .map(|document| document.problems.clone())
        .collect();
    for (index, problem) in &context.claims.problems {
        out[*index].push(problem.clone());
    }
    let controlled: HashSet<usize> = super::control::controlled(context).into_iter().collect();
    for (index, document) in documents.iter().enumerate() {
        let problems = &mut out[index];
        if document.set_aside {
            problems.clear();
            continue;
        }
        let claimed = !context.claims.by_document[index].is_empty();
        dates(context, document, problems);
        standing(document, claimed, problems);
        if controlled.contains(&index) {
            control(context, document, problems);
        }
        if claimed && document.state == ReadState::Empty {
            let but = match document.words {
                0 => "",
                _ => " below its title and headings",
            };
            push(
                problems,
                document,
                ProblemKind::Empty,
                format!("claimed as evidence, but there is nothing in it{but}"),
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
        window(context, index, claimed, problems);
    }
    duplicate_ids(context, &mut out);
    contrary(context, lines, &mut out);
    series(context, &mut out);
    registers(context, &mut out);
    for problems in &mut out {
        problems.sort_by(|a, b| {
            (&a.location, a.kind, &a.message).cmp(&(&b.location, b.kind, &b.message))
        });
        problems.dedup();
    }
    out
}

fn push(problems: &mut Vec<FileProblem>, document: &Document, kind: ProblemKind, message: String) {
    problems.push(FileProblem {
        kind,
        message,
        location: Location::file(document.path.clone()),
    });
}

fn dates(context: &Context<'_>, document: &Document, problems: &mut Vec<FileProblem>) {
    let metadata = &document.metadata;
    let mut future = |name: &str, date: &Option<Stated<StatedDate>>| {
        if let Some(date) = date
            && date.value.exact
            && date.value.day > context.as_of
        {
            problems.push(FileProblem {
                kind: ProblemKind::FutureDate,
                message: format!("{name} {} lies after {}", date.value.day, context.as_of),
                location: date.location.clone(),
            });
        }
    };
    future("approved on", &metadata.approved_on);
    future("last reviewed", &metadata.last_reviewed);
    future("dated", &metadata.date);
    if let Some(end) = &metadata.valid_until
        && end.value.day < context.as_of
    {
        problems.push(FileProblem {
            kind: ProblemKind::Expired,
            message: format!("valid until {}, which has passed", end.value.day),
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

fn control(context: &Context<'_>, document: &Document, problems: &mut Vec<FileProblem>) {
    let metadata = &document.metadata;
    if metadata.owner.is_none() {
        push(
            problems,
            document,
            ProblemKind::NoOwner,
            "names no owner".to_owned(),
        );
    }
    if lacks(document, Control::Versioned, context.as_of) {
        push(
            problems,
            document,
            ProblemKind::NoVersion,
            "carries no version".to_owned(),
        );
    }
    let by = metadata.approved_by.is_some();
    let on = metadata.approved_on.is_some();
    if by != on || (status(document) == Some(Status::Approved) && !by) {
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

fn duplicate_ids(context: &Context<'_>, out: &mut [Vec<FileProblem>]) {
    let mut by_id: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, document) in context.evidence.documents.iter().enumerate() {
        if let Some(id) = &document.metadata.id
            && !document.set_aside
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

fn contrary(context: &Context<'_>, lines: &[Line], out: &mut [Vec<FileProblem>]) {
    for (index, document) in context.evidence.documents.iter().enumerate() {
        if document.set_aside || !document.has_text() {
            continue;
        }
        for line in &context.claims.by_document[index] {
            let requirement = &context.catalogue.requirements[*line];
            if requirement.same_as.is_some()
                || lines[*line].standing != super::types::Standing::Counts
            {
                continue;
            }
            let hit = requirement
                .ideas
                .clone()
                .filter_map(|idea| document.hit(idea))
                .find(|hit| hit.contrary());
            if let Some(hit) = hit {
                out[index].push(FileProblem {
                    kind: ProblemKind::Contrary,
                    message: format!(
                        "claimed for {}, but says that {} is missing or only planned",
                        requirement.id, context.catalogue.ideas[hit.idea as usize].name
                    ),
                    location: Location::at(document.path.clone(), hit.denied_line.max(1), 1),
                });
            }
        }
    }
}

fn series(context: &Context<'_>, out: &mut [Vec<FileProblem>]) {
    for result in &context.series {
        for period in &result.periods {
            let Some(at) = period.document else { continue };
            let document = &context.evidence.documents[at];
            match period.state {
                PeriodState::Late => push(
                    &mut out[at],
                    document,
                    ProblemKind::Late,
                    format!(
                        "series {}: the record for {} was late",
                        result.id, period.name
                    ),
                ),
                PeriodState::Unusable => push(
                    &mut out[at],
                    document,
                    ProblemKind::Unreadable,
                    format!(
                        "series {}: the record for {} cannot be used",
                        result.id, period.name
                    ),
                ),
                _ => {}
            }
        }
    }
}

/// Rows that fail a test, said once a register and rule.
fn registers(context: &Context<'_>, out: &mut [Vec<FileProblem>]) {
    const MOST_LINES: usize = 8;
    for (index, register) in context.evidence.registers.iter().enumerate() {
        let Some(at) = register.document else {
            continue;
        };
        let document = &context.evidence.documents[at];
        let mut said = HashSet::new();
        for line in &context.claims.by_document[at] {
            let requirement = &context.catalogue.requirements[*line];
            let Some(tested) = rows(context, requirement, &context.evidence.registers[index])
            else {
                continue;
            };
            if tested.failing.is_empty()
                || !said.insert((tested.rule.clone(), tested.failing.clone()))
            {
                continue;
            }
            let mut named: Vec<String> = tested
                .failing
                .iter()
                .take(MOST_LINES)
                .map(u32::to_string)
                .collect();
            if tested.failing.len() > MOST_LINES {
                named.push("…".to_owned());
            }
            out[at].push(FileProblem {
                kind: ProblemKind::FailingRows,
                message: format!(
                    "{} of {} rows fail for {} ({}): line {}",
                    tested.failing.len(),
                    tested.applies,
                    requirement.id,
                    tested.rule,
                    named.join(", ")
                ),
                location: Location::at(document.path.clone(), tested.failing[0], 1),
            });
        }
        for (head, column) in register
            .entry
            .columns
            .iter()
            .map(|(_, head)| (head, register.table.column(head)))
        {
            if column.is_none() && !register.table.header.is_empty() {
                out[at].push(FileProblem {
                    kind: ProblemKind::Malformed,
                    message: format!(
                        "the register has no column `{head}` that {} names",
                        register.entry.location
                    ),
                    location: Location::at(
                        document.path.clone(),
                        register.table.header_line.max(1),
                        1,
                    ),
                });
            }
        }
    }
}
