//! Which judgement stands for a requirement, and whether it still rests on what it did.

use std::collections::BTreeMap;

use super::context::Context;
use super::types::Judged;
use crate::catalogue::{CalledFor, Requirement};
use crate::evidence::{FileProblem, ProblemKind};
use crate::workspace::{Judgement, Method, Rating, Rest, Workspace};

/// Hashes of the files judgements rest on: path to SHA-256, absent when the file is gone.
pub type Hashes = BTreeMap<String, Option<String>>;

/// The paths judgements rest on.
#[must_use]
pub fn rested_on(workspace: &Workspace) -> Vec<String> {
    let mut paths: Vec<String> = workspace
        .judgements
        .iter()
        .flat_map(|judgement| &judgement.rests_on)
        .filter_map(|rest| match rest {
            Rest::File { path, .. } => Some(path.clone()),
            Rest::Note(_) => None,
        })
        .collect();
    paths.sort();
    paths.dedup();
    paths
}

/// The judgement that stands for a requirement.
#[must_use]
pub fn standing(context: &Context<'_>, line: &Requirement, _index: usize) -> Option<Judged> {
    let all: Vec<(usize, &Judgement)> = context
        .workspace
        .judgements
        .iter()
        .enumerate()
        .filter(|(_, judgement)| judgement.requirement == line.id && !refused(line, judgement))
        .filter(|(_, judgement)| judgement.date.is_none_or(|date| date <= context.as_of))
        .collect();
    let (index, stands) = *all
        .iter()
        .max_by_key(|(index, judgement)| (judgement.date, *index))?;
    let stale = stands.rests_on.iter().any(|rest| changed(context, rest));
    let disputed = all.iter().any(|(_, other)| {
        other.by != stands.by
            && (other.rating != stands.rating || other.conforming != stands.conforming)
    });
    Some(Judged {
        index,
        rating: stands.rating,
        conforming: stands.conforming && !stale,
        stale,
        disputed,
    })
}

/// On lines where something written is explicitly asked for, talk alone never fully
/// satisfies.
#[must_use]
pub fn refused(line: &Requirement, judgement: &Judgement) -> bool {
    line.called_for == CalledFor::Explicit
        && judgement.rating == Rating::F
        && judgement
            .method
            .iter()
            .all(|method| *method == Method::Interview)
}

fn changed(context: &Context<'_>, rest: &Rest) -> bool {
    match rest {
        Rest::Note(id) => {
            let mut notes = context.workspace.notes.iter();
            !notes.any(|note| note.id == *id && !note.is_later(context.as_of))
        }
        Rest::File { path, sha256 } => match (context.workspace.hashes.get(path), sha256) {
            (Some(Some(now)), Some(then)) => !now.eq_ignore_ascii_case(then),
            (Some(Some(_)), None) => false,
            _ => true,
        },
    }
}

/// What is wrong with judgements.
#[must_use]
pub fn problems(context: &Context<'_>) -> Vec<FileProblem> {
    let mut out = Vec::new();
    let mut tell = |kind: ProblemKind, judgement: &Judgement, message: String| {
        out.push(FileProblem::of(kind, &judgement.location, message));
    };
    for judgement in &context.workspace.judgements {
        let id = &judgement.requirement;
        let Some(index) = context.catalogue.requirement(id) else {
            let near = context.catalogue.nearest(&id.to_string());
            let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
            tell(
                ProblemKind::Malformed,
                judgement,
                format!("a judgement speaks of {id}, which the catalogue does not have{hint}"),
            );
            continue;
        };
        if let Some(same) = &context.catalogue.requirements[index].same_as {
            tell(
                ProblemKind::Malformed,
                judgement,
                format!("{id} repeats {same}, where it counts: this judgement does not count"),
            );
        }
        if refused(&context.catalogue.requirements[index], judgement) {
            tell(
                ProblemKind::Malformed,
                judgement,
                format!(
                    "{id} cannot be rated F by interview alone: the standard explicitly asks for something written"
                ),
            );
        }
        for rest in judgement
            .rests_on
            .iter()
            .filter(|rest| changed(context, rest))
        {
            let mut notes = context.workspace.notes.iter();
            let why = match rest {
                Rest::File { path, .. } => {
                    format!("{path} has changed or is gone since; look again and renew it")
                }
                Rest::Note(known) => match notes.find(|note| note.id == *known) {
                    Some(note) => format!(
                        "the note {known} it rests on is dated {}, after {}, the day assessed",
                        note.date.unwrap_or_default(),
                        context.as_of
                    ),
                    // That there is no such note was said when the files were read.
                    None => continue,
                },
            };
            let message = format!("the judgement on {id} is stale: {why}");
            tell(ProblemKind::Stale, judgement, message);
        }
        if judgement
            .rests_on
            .iter()
            .any(|rest| matches!(rest, Rest::File { sha256: None, .. }))
        {
            tell(
                ProblemKind::Malformed,
                judgement,
                format!(
                    "the judgement on {id} names a file without its hash, so later changes cannot be noticed"
                ),
            );
        }
        if judgement.date.is_some_and(|date| date > context.as_of) {
            tell(
                ProblemKind::Malformed,
                judgement,
                format!("the judgement on {id} is dated after {}", context.as_of),
            );
        }
    }
    out
}
