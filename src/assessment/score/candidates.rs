//! Files that may hold what was not found: those that speak of it, or are it by all
//! appearances, without being claimed for it, and those that could not be read.
//!
//! As long as there is such a file, "not found" would say too much. Only a name tells what
//! an unread file is about, so a name that speaks of something else rules a file out, and
//! a name that says nothing does not.

use std::collections::HashSet;
use std::sync::Arc;

use crate::assessment::context::{Context, MOST_CANDIDATES};
use crate::assessment::outcome::Outcome;
use crate::catalogue::Requirement;
use crate::evidence::words;

/// Files that hold every idea of the line, or could be the document or record it is about,
/// and are not claimed for it; and files that could not be read and may hold anything.
pub(super) fn candidates(
    context: &Context<'_>,
    line: &Requirement,
    outcome: &Outcome,
) -> Vec<Arc<str>> {
    let mut names: Vec<Arc<str>> = outcome.unread.clone();
    if let Some(index) = context.catalogue.requirement(&line.id) {
        let holding = context.holding[index]
            .iter()
            .chain(&context.could_be[index]);
        names.extend(holding.map(|at| context.evidence.documents[*at].path.clone()));
    }
    if outcome.looked.is_empty() {
        let subject = subject(context, line);
        let mut unread: Vec<(usize, usize)> = context
            .unread
            .iter()
            .filter_map(|index| {
                Some((
                    closeness(&context.evidence.documents[*index].path, &subject)?,
                    *index,
                ))
            })
            .collect();
        unread.sort_unstable();
        names.extend(
            unread
                .into_iter()
                .take(MOST_CANDIDATES)
                .map(|(_, index)| context.evidence.documents[index].path.clone()),
        );
    }
    // What lies in a folder that cannot be opened nobody knows.
    names.extend(context.evidence.closed.iter().cloned());
    let mut known = HashSet::new();
    names.retain(|name| known.insert(name.clone()));
    names.truncate(MOST_CANDIDATES);
    names
}

/// The words a file on a line's subject would carry in its name.
fn subject(context: &Context<'_>, line: &Requirement) -> Vec<String> {
    let item = line
        .of
        .as_ref()
        .and_then(|of| context.catalogue.item(of))
        .map_or("", |item| item.name.as_str());
    let ideas: Vec<&str> = context.catalogue.ideas[line.ideas.clone()]
        .iter()
        .map(|idea| idea.name.as_str())
        .collect();
    let clause = &context.catalogue.clauses[line.clause].name;
    words::words(&format!(
        "{item} {clause} {} {}",
        line.text,
        ideas.join(" ")
    ))
}

/// How close a file's name is to a subject, smaller is closer; `None` when the name
/// speaks of something else. A name that says nothing, such as `scan0012.pdf`, may be
/// anything.
fn closeness(path: &str, subject: &[String]) -> Option<usize> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let telling: Vec<String> = words::words(stem)
        .into_iter()
        .filter(|word| {
            let letters: String = word.chars().filter(|c| !c.is_ascii_digit()).collect();
            letters.len() > 3 && !SAYS_NOTHING.contains(&letters.as_str())
        })
        .collect();
    if telling.is_empty() {
        return Some(1_000);
    }
    let alike = |a: &str, b: &str| a.chars().take(6).eq(b.chars().take(6)) || a == b;
    let shared = telling
        .iter()
        .filter(|word| subject.iter().any(|known| alike(word, known)))
        .count();
    (shared > 0).then(|| 1_000 - shared.min(900))
}

/// Words of file names that do not tell what the file is about.
const SAYS_NOTHING: &[&str] = &[
    "scan",
    "scanned",
    "document",
    "dokument",
    "file",
    "datei",
    "untitled",
    "unbenannt",
    "copy",
    "kopie",
    "final",
    "draft",
    "entwurf",
    "signed",
    "unterschrieben",
    "version",
    "image",
    "bild",
    "page",
    "seite",
    "neu",
    "attachment",
    "anhang",
    "unnamed",
    "archive",
    "archiv",
    "client",
    "kunde",
    "evidence",
    "nachweis",
    "export",
];
