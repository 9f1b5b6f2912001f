//! What is wrong with files, beyond what reading them showed: document control,
//! claims, links, duplicates.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use super::context::{Context, status};
use super::control::{lacks, review_due};
use super::records::rows;
use super::types::{Line, PeriodState};
use crate::catalogue::{Control, Target};
use crate::evidence::{
    Document, FileProblem, ProblemKind, ReadState, Register, Stated, StatedDate, Status,
};
use crate::source::Location;

/// All problems, one list a document, in order of line and kind.
#[must_use]
pub fn file_problems(context: &Context<'_>, lines: &[Line]) -> Vec<Vec<FileProblem>> {
    let documents = &context.evidence.documents;
    let mut out: Vec<Vec<FileProblem>> = vec![Vec::new(); documents.len()];
    for (index, problem) in &context.claims.problems {
        out[*index].push(problem.clone());
    }
    let controlled: HashSet<usize> = super::control::controlled(context).into_iter().collect();
    out.par_iter_mut()
        .enumerate()
        .for_each(|(index, problems)| {
            let document = &documents[index];
            problems.extend(document.problems.iter().cloned());
            if document.set_aside {
                problems.clear();
                return;
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
        });
    duplicate_ids(context, &mut out);
    contrary(context, lines, &mut out);
    off_subject(context, &mut out);
    series(context, &mut out);
    registers(context, &mut out);
    out.par_iter_mut().for_each(|problems| {
        problems.sort_by(|a, b| {
            (&a.location, a.kind, &a.message).cmp(&(&b.location, b.kind, &b.message))
        });
        problems.dedup();
    });
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

/// Claims of which nothing in the file speaks, or next to nothing: the number is probably
/// wrong, or of another edition. Single lines are looked at clause by clause, since one
/// line alone may be said in words that no phrase knows.
fn off_subject(context: &Context<'_>, out: &mut [Vec<FileProblem>]) {
    for (index, document) in context.evidence.documents.iter().enumerate() {
        let own_words = document.has_text()
            && document.series.is_empty()
            && document.register.is_none()
            && context.counts(document);
        if !own_words {
            continue;
        }
        let mut groups: BTreeMap<(String, bool), (Location, Vec<usize>)> = BTreeMap::new();
        for claim in &context.claims.single[index] {
            let name = match &claim.target {
                Target::Requirement(id) => (id.clause.to_string(), true),
                target => (target.to_string(), false),
            };
            let (_, lines) = groups
                .entry(name)
                .or_insert_with(|| (claim.location.clone(), Vec::new()));
            lines.extend(&claim.lines);
        }
        // What one place claims is told in one sentence.
        let mut told: BTreeMap<(Option<u32>, &str), (Location, Named)> = BTreeMap::new();
        for ((name, single), (location, mut lines)) in groups {
            lines.sort_unstable();
            lines.dedup();
            let Some(how) = off(context, document, &lines) else {
                continue;
            };
            let claims = match lines.as_slice() {
                [one] if single => context.catalogue.requirements[*one].id.to_string(),
                _ if single => format!("{} requirements of {name}", lines.len()),
                _ => name,
            };
            let (_, claimed) = told
                .entry((location.line(), how))
                .or_insert((location, Vec::new()));
            claimed.push((lines[0], claims));
        }
        for ((_, how), (location, mut claims)) in told {
            claims.sort();
            let claims: Vec<String> = claims.into_iter().map(|(_, claim)| claim).collect();
            out[index].push(FileProblem {
                kind: ProblemKind::OffSubject,
                message: format!(
                    "claims {}, but {how}; is it the right number? (clausewise catalogue show)",
                    claims.join(", ")
                ),
                location,
            });
        }
    }
}

/// Claims as they are named, each with its first requirement, which orders them.
type Named = Vec<(usize, String)>;

/// How a document passes by the lines it is claimed for. The first idea of a line names its
/// subject; the others mean something only beside it ("quarterly", "review").
fn off(context: &Context<'_>, document: &Document, lines: &[usize]) -> Option<&'static str> {
    let (mut ideas, mut found, mut subject, mut full) = (0, 0, false, false);
    for line in lines {
        let own = context.catalogue.requirements[*line].ideas.clone();
        let hits = own
            .clone()
            .filter(|idea| document.hit(*idea).is_some())
            .count();
        ideas += own.len();
        found += hits;
        full |= !own.is_empty() && hits == own.len();
        subject |= !own.is_empty() && document.hit(own.start).is_some();
    }
    match (ideas, found) {
        (0, _) => None,
        (_, 0) => Some("nothing in it speaks of that"),
        _ if !subject && !full && found * 2 <= ideas => Some("it never names what that is about"),
        _ => None,
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

/// Rows with one id: a record that stands twice, or two records that nobody can tell apart.
fn duplicate_rows(
    context: &Context<'_>,
    register: &Register,
    document: &Document,
    problems: &mut Vec<FileProblem>,
) {
    const MOST_IDS: usize = 5;
    let Some(column) = id_column(context, register) else {
        return;
    };
    let mut by_id: BTreeMap<String, Vec<(&str, u32)>> = BTreeMap::new();
    for row in register.table.rows.iter().filter(|row| row.filled(column)) {
        let id = row.cell(column);
        by_id
            .entry(id.to_lowercase())
            .or_default()
            .push((id, row.line));
    }
    let mut twice: Vec<&Vec<(&str, u32)>> = by_id.values().filter(|rows| rows.len() > 1).collect();
    twice.sort_by_key(|rows| rows[0].1);
    let Some(first) = twice.first() else { return };
    let mut named: Vec<String> = twice
        .iter()
        .take(MOST_IDS)
        .map(|rows| format!("{} on lines {}", rows[0].0, lines_of(rows)))
        .collect();
    if twice.len() > MOST_IDS {
        named.push(format!("and {} more", twice.len() - MOST_IDS));
    }
    problems.push(FileProblem {
        kind: ProblemKind::DuplicateRow,
        message: format!(
            "{} in column `{}` more than once: {}",
            if twice.len() == 1 {
                "one id stands".to_owned()
            } else {
                format!("{} ids stand", twice.len())
            },
            register.table.header[column],
            named.join("; ")
        ),
        location: Location::at(document.path.clone(), first[1].1, 1),
    });
}

fn lines_of(rows: &[(&str, u32)]) -> String {
    const MOST: usize = 6;
    let mut lines: Vec<String> = rows
        .iter()
        .take(MOST)
        .map(|(_, line)| line.to_string())
        .collect();
    if rows.len() > MOST {
        return format!("{} …", lines.join(", "));
    }
    let last = lines.pop().unwrap_or_default();
    format!("{} and {last}", lines.join(", "))
}

/// The column with a row's id: as the manifest says, else as the catalogue knows it for
/// what the register is claimed for.
fn id_column(context: &Context<'_>, register: &Register) -> Option<usize> {
    let claimed = &context.claims.by_document[register.document?];
    let known = claimed.iter().find_map(|line| {
        let clause = context.catalogue.requirements[*line].clause;
        let attributes = &context.catalogue.clauses[clause]
            .record
            .as_ref()?
            .attributes;
        attributes.contains_key(ID).then(|| attributes.clone())
    });
    register
        .table
        .columns(&register.entry.columns, &known.unwrap_or_default())
        .get(ID)
        .copied()
}

/// The attribute that tells rows apart.
const ID: &str = "id";

/// Attributes in manifests that no test looks at are slips of the pen.
pub fn unknown_attributes(context: &Context<'_>, problems: &mut Vec<FileProblem>) {
    let mut known: Vec<&str> = context
        .catalogue
        .clauses
        .iter()
        .filter_map(|clause| clause.record.as_ref())
        .flat_map(|record| record.attributes.keys())
        .map(String::as_str)
        .collect();
    known.sort_unstable();
    known.dedup();
    for register in &context.evidence.registers {
        for (attribute, _) in &register.entry.columns {
            if known.contains(&attribute.as_str()) {
                continue;
            }
            let hint = crate::form::did_you_mean(attribute, &known)
                .unwrap_or_else(|| format!("known are {}", known.join(", ")));
            problems.push(FileProblem {
                kind: ProblemKind::Malformed,
                message: format!(
                    "register {}: no row is ever held to an attribute `{attribute}`; {hint}",
                    register.entry.id
                ),
                location: register.entry.location.clone(),
            });
        }
    }
}

/// Evidence of control over a party that is named and not there.
pub fn missing_control(context: &Context<'_>, problems: &mut Vec<FileProblem>) {
    for party in &context.workspace.settings.parties {
        for path in &party.control {
            let there = context
                .evidence
                .documents
                .binary_search_by(|document| (*document.path).cmp(path))
                .is_ok();
            if !there {
                problems.push(FileProblem {
                    kind: ProblemKind::Malformed,
                    message: format!(
                        "the evidence of control over {} is not there: {path}",
                        party.name
                    ),
                    location: party.location.clone(),
                });
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
        duplicate_rows(context, register, document, &mut out[at]);
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
