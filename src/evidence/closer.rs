//! A second look at the few files whose sentences matter beyond the ideas in them: does
//! one leave out a clause of the standard, which services does the catalogue of services
//! list, does a plan merely speak of the future?
//!
//! The first reading keeps no text, so these files are opened once more. Records and
//! files that nobody claims are not: they lay down nothing.

use std::path::Path;

use rayon::prelude::*;

use super::cues::only_announces;
use super::exclusions::{Left, could_exclude, exclusions, of_another_standard};
use super::extract::{Extracted, Format, extract};
use super::metadata::{FileProblem, Metadata, ProblemKind, Source, Stated, is_record, kind_of};
use super::offered::offered;
use super::read::{self, Document, Evidence};
use crate::catalogue::{Catalogue, Item, Target};
use crate::source::Location;
use crate::workspace::Workspace;

/// Reads all evidence of a workspace. `done` is called once a file, from any thread.
#[must_use]
pub fn read_evidence(
    workspace: &Workspace,
    catalogue: &Catalogue,
    done: &(dyn Fn() + Sync),
) -> Evidence {
    let mut evidence = read::read_evidence(workspace, catalogue, done);
    evidence
        .documents
        .par_iter_mut()
        .with_min_len(16)
        .for_each(|document| look(&workspace.root, catalogue, document));
    evidence
}

/// Largest file looked at again, in bytes.
const LARGEST: u64 = 4 << 20;

fn look(root: &Path, catalogue: &Catalogue, document: &mut Document) {
    let claims = &document.metadata.claims;
    if claims.is_empty() || !document.has_text() || document.set_aside || document.size > LARGEST {
        return;
    }
    let of_items = |test: &dyn Fn(&Item) -> bool| -> bool {
        catalogue
            .items
            .iter()
            .any(|item| test(item) && claimed(catalogue, &document.metadata, item))
    };
    let lists = of_items(&|item| item.lists.is_some());
    let prose = matches!(
        document.format,
        Format::Markdown | Format::Text | Format::Html
    );
    let may_exclude = prose && document.series.is_empty();
    let denied = prose && document.hits.iter().any(|hit| hit.denied > 0);
    let ahead = denied && of_items(&|item| item.ahead);
    if !(lists || ahead || may_exclude) {
        return;
    }
    let Ok(bytes) = std::fs::read(root.join(&*document.path)) else {
        return;
    };
    // The cheapest question first: most files hold no such word.
    let leaves_out = may_exclude && could_exclude(&bytes) && !record(document);
    if !(lists || ahead || leaves_out) {
        return;
    }
    // What the first reading went through without harm may be gone or changed by now.
    let run = std::panic::AssertUnwindSafe(|| {
        let Ok(text) = extract(document.format, &bytes) else {
            return;
        };
        if lists {
            list(document, &text);
        }
        if ahead {
            announce(document, catalogue, &text);
        }
        if leaves_out {
            exclude(document, catalogue, &text);
        }
    });
    let _ = std::panic::catch_unwind(run);
}

/// Whether a document tells what happened rather than what holds.
fn record(document: &Document) -> bool {
    let stated = document.metadata.title.as_ref();
    let title = stated.map(|title| title.value.as_str());
    kind_of(&document.metadata, &document.path, title).is_some_and(is_record)
}

/// Whether a document is claimed for an item closely: for it, one of its lines or their
/// clause.
fn claimed(catalogue: &Catalogue, metadata: &Metadata, item: &Item) -> bool {
    let targets = metadata
        .claims
        .iter()
        .filter_map(|claim| claim.value.target.as_ref().ok());
    targets.into_iter().any(|target| match target {
        Target::Item(id) => *id == item.id,
        Target::Requirement(id) => catalogue
            .requirement(id)
            .is_some_and(|line| item.requirements.contains(&line)),
        Target::Clause(id) => item
            .requirements
            .iter()
            .any(|line| catalogue.requirements[*line].id.clause == *id),
    })
}

fn line_of(text: &Extracted<'_>, line: u32) -> u32 {
    match &text.line_map {
        Some(map) => line
            .checked_sub(1)
            .and_then(|at| map.get(at as usize))
            .copied()
            .unwrap_or(line),
        None => line,
    }
}

fn list(document: &mut Document, text: &Extracted<'_>) {
    document.metadata.lists = offered(document.format, &text.text, text.body)
        .into_iter()
        .map(|(value, line)| Stated {
            value,
            source: Source::Label,
            location: Location::at(document.path.clone(), line_of(text, line), 1),
        })
        .collect();
}

fn exclude(document: &mut Document, catalogue: &Catalogue, text: &Extracted<'_>) {
    if of_another_standard(&document.title(), catalogue)
        || of_another_standard(&document.path.replace(['-', '_'], " "), catalogue)
    {
        return;
    }
    for exclusion in exclusions(&text.text, text.body, catalogue) {
        let what = match exclusion.what {
            Left::Clause(clause) => format!("clause {clause}"),
            Left::AtLarge => "requirements of the standard".to_owned(),
        };
        let range = match (catalogue.areas.first(), catalogue.areas.last()) {
            (Some(first), Some(last)) => format!("clauses {} to {}", first.clause, last.clause),
            _ => "its clauses".to_owned(),
        };
        document.problems.push(FileProblem {
            kind: ProblemKind::Excluded,
            message: format!(
                "leaves out {what}, but nothing in {range} can be left out; say what is true instead: \
                 performed by another party, no occurrence in the period, or no such party (clausewise answer)"
            ),
            location: Location::at(document.path.clone(), line_of(text, exclusion.line), 1),
        });
    }
}

/// In a plan "will be tested" says what is planned, and that is what is asked for: such a
/// sentence shows, where the line belongs to a document that speaks of what lies ahead.
fn announce(document: &mut Document, catalogue: &Catalogue, text: &Extracted<'_>) {
    let ahead: Vec<bool> = catalogue
        .requirements
        .iter()
        .map(|line| {
            let item = line.of.as_ref().and_then(|of| catalogue.item(of));
            line.proof.is_text() && item.is_some_and(|item| item.ahead)
        })
        .collect();
    let lines: Vec<&str> = text.text.lines().collect();
    for hit in &mut document.hits {
        let line = catalogue.ideas[hit.idea as usize].requirement;
        if hit.denied == 0 || !ahead[line] {
            continue;
        }
        // Lines of the text, not of the page: for HTML the places differ, and the first
        // line with that place is the one.
        let at = match &text.line_map {
            Some(map) => map.iter().position(|line| *line == hit.denied_line),
            None => (hit.denied_line as usize).checked_sub(1),
        };
        let Some(at) = at else { continue };
        if only_announces(&paragraph(&lines, at)) {
            hit.said = hit.said.saturating_add(hit.denied);
            if hit.line == 0 {
                hit.line = hit.denied_line;
                hit.column = 1;
            }
            hit.denied = 0;
            hit.denied_line = 0;
        }
    }
}

/// A line with the wrapped lines around it.
fn paragraph(lines: &[&str], at: usize) -> String {
    let begins = |line: &str| {
        line.trim_start()
            .starts_with(['#', '|', '-', '*', '+', '>'])
    };
    let ends = |line: &str| line.trim().is_empty();
    let mut from = at.min(lines.len().saturating_sub(1));
    while from > 0 && !begins(lines[from]) && !ends(lines[from - 1]) {
        from -= 1;
    }
    let mut to = at + 1;
    while to < lines.len() && !begins(lines[to]) && !ends(lines[to]) {
        to += 1;
    }
    lines.get(from..to).unwrap_or_default().join(" ")
}
