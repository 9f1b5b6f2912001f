//! What a document says about itself: front matter, and labels in its text.

use std::sync::Arc;

use super::dates::{DateReading, read_date};
use super::enclosed::{Enclosed, own_text};
use super::extract::{Extracted, Format};
use super::fields::{Collector, field, fold, from_node, stamp};
use super::formats::Remark;
use super::front_matter::LARGEST_FRONT;
use super::labels::{self, Lines};
use super::metadata::{FileProblem, Metadata, ProblemKind, Source};
use crate::form::{Node, Span, parse_toml, parse_yaml, parse_yaml_within};
use crate::problem::Problem;
use crate::source::{Location, SourceFile};

/// What front matter says; for data files, what their keys say.
pub(super) fn front_matter(
    format: Format,
    extracted: &Extracted<'_>,
    path: &Arc<str>,
    problems: &mut Vec<FileProblem>,
) -> Metadata {
    if extracted.too_large {
        problems.push(FileProblem {
            kind: ProblemKind::Malformed,
            message: format!(
                "the front matter is larger than {} MiB and was ignored, with all it claims; keep in it what speaks of the document, and move the rest below",
                LARGEST_FRONT >> 20
            ),
            location: Location::at(path.clone(), 1, 1),
        });
    }
    if let Some(front) = extracted.front_matter {
        let source = SourceFile::new(path.clone(), &extracted.text[..extracted.body]);
        let parsed = if front.toml {
            parse_toml(&source, front.span)
        } else {
            parse_yaml_within(&source, front.span)
        };
        return match parsed {
            Ok(node) => from_node(&node, &source, Source::FrontMatter, problems),
            Err(_) if front.comment => Metadata::default(),
            Err(problem) => {
                problems.push(FileProblem {
                    kind: ProblemKind::Malformed,
                    message: format!("the front matter cannot be read: {}", problem.message),
                    location: problem.location,
                });
                Metadata::default()
            }
        };
    }
    if matches!(format, Format::Yaml | Format::Toml | Format::Json)
        && extracted.text.len() <= DATA_METADATA_UP_TO
    {
        let source = SourceFile::new(path.clone(), &*extracted.text);
        let whole = Span {
            start: 0,
            end: source.text.len(),
        };
        let parsed: Result<Node, Problem> = if format == Format::Toml {
            parse_toml(&source, whole)
        } else {
            parse_yaml(&source)
        };
        return match parsed {
            Ok(node) => {
                let mut ignored = Vec::new();
                let metadata = from_node(&node, &source, Source::FrontMatter, &mut ignored);
                problems.extend(ignored.into_iter().filter(|problem| {
                    matches!(
                        problem.kind,
                        ProblemKind::Placeholder | ProblemKind::AmbiguousDate
                    )
                }));
                metadata
            }
            Err(problem) => {
                problems.push(FileProblem {
                    kind: ProblemKind::InvalidData,
                    message: format!(
                        "not valid {}, read as plain text: {}",
                        format.word(),
                        problem.message
                    ),
                    location: problem.location,
                });
                Metadata::default()
            }
        };
    }
    Metadata::default()
}

/// Largest data file whose keys are read as metadata, in bytes.
const DATA_METADATA_UP_TO: usize = 1 << 20;

/// The labels of a text and where they stand.
pub(super) fn labels_of(
    extracted: &Extracted<'_>,
    path: &Arc<str>,
    problems: &mut Vec<FileProblem>,
) -> Metadata {
    let numbers = match &extracted.places {
        Some(places) => Lines::In(places, 0),
        None => Lines::After(extracted.lines_before()),
    };
    labels::from_text(own_text(extracted), path, numbers, problems)
}

/// The same with their lines in the text that was read, be these those of the file or not.
pub(super) fn labels_in_text(
    extracted: &Extracted<'_>,
    path: &Arc<str>,
    problems: &mut Vec<FileProblem>,
) -> Metadata {
    let numbers = Lines::After(extracted.lines_before());
    labels::from_text(own_text(extracted), path, numbers, problems)
}

/// What the properties say that the program which wrote the document keeps: the weakest
/// of all sources, since a document begun from another inherits them.
pub(super) fn properties_of(extracted: &Extracted<'_>, path: &Arc<str>) -> Metadata {
    let mut untold = Vec::new();
    let mut collector = Collector::new(Source::Properties, &mut untold);
    let at = Location::file(path.clone());
    for (key, value) in &extracted.properties {
        // The title is often that of the document it was begun from; the first heading is
        // better. When a file was made says nothing of when what it records was done.
        if matches!(*key, "title" | "created" | "modified") || *key == "author" && is_nobody(value)
        {
            continue;
        }
        if let Some((field, name)) = field(key) {
            collector.take(field, name, value, &at);
        }
    }
    collector.finish()
}

/// Whether the author that a program noted is itself or an account that names nobody.
fn is_nobody(author: &str) -> bool {
    matches!(
        fold(author).as_str(),
        "openpyxl"
            | "pythondocx"
            | "pythonpptx"
            | "apachepoi"
            | "microsoftofficeuser"
            | "microsoftoffice"
            | "microsoft"
            | "windowsuser"
            | "user"
            | "benutzer"
            | "admin"
            | "administrator"
            | "author"
            | "autor"
            | "unknown"
            | "unbekannt"
            | "anonymous"
    )
}

/// What the text of a document does not show, and what could not be read of it.
pub(super) fn hidden(extracted: &Extracted<'_>, path: &Arc<str>) -> Vec<FileProblem> {
    let problem = |remark: &Remark| FileProblem {
        kind: match remark.lost {
            Some(_) => ProblemKind::ReadInPart,
            None => ProblemKind::Hidden,
        },
        message: remark.message.clone(),
        location: match remark.line {
            0 => Location::file(path.clone()),
            line => extracted.location(path, line, 1),
        },
    };
    extracted.remarks.iter().map(problem).collect()
}

/// The same of the document and of all that is attached to it.
pub(super) fn all_taken_lines(
    text: &str,
    labels: &Metadata,
    problems: &[FileProblem],
    enclosed: &[Enclosed],
) -> Vec<u32> {
    let mut lines = taken_lines(text, labels, problems);
    for enclosed in enclosed {
        lines.extend(taken_lines(text, &enclosed.metadata, &enclosed.problems));
    }
    lines
}

/// The lines that were read as particulars of the document: no statement on its
/// subject, filled in or not. `Approved by:` does not show that changes are approved.
pub(super) fn taken_lines(text: &str, stated: &Metadata, problems: &[FileProblem]) -> Vec<u32> {
    let unfilled = |problem: &&FileProblem| problem.kind == ProblemKind::Placeholder;
    let mut lines: Vec<u32> = problems
        .iter()
        .filter(unfilled)
        .filter_map(|problem| problem.location.line())
        .collect();
    macro_rules! take {
        ($($field:ident),*) => {$(
            lines.extend(stated.$field.as_ref().and_then(|stated| stated.location.line()));
        )*};
    }
    take!(
        id,
        kind,
        version,
        status,
        approved_by,
        approved_on,
        last_reviewed,
        next_review,
        review_interval,
        classification
    );
    let owner = stated
        .owner
        .as_ref()
        .and_then(|owner| owner.location.line())
        .filter(|line| !lines.contains(line));
    let date = stated
        .date
        .as_ref()
        .and_then(|date| date.location.line())
        .filter(|line| !lines.contains(line));
    lines.extend(owner.into_iter().chain(date));
    lines.sort_unstable();
    lines.dedup();
    let approval = [
        stated
            .approved_by
            .as_ref()
            .and_then(|by| by.location.line()),
        stated
            .approved_on
            .as_ref()
            .and_then(|on| on.location.line()),
    ];
    let mut numbered = (1..).zip(text.lines());
    lines.retain(|line| {
        let text = numbered.find(|(at, _)| at == line);
        if approval.contains(&Some(*line)) {
            return !text.is_some_and(|(_, text)| holds_text(text));
        }
        text.is_none_or(|(_, text)| {
            // A sentence that names the owner says more than that.
            let tells = owner == Some(*line) && labels::owner_in(text).is_some();
            // `Version 5, owner T. Osei. Visible to customers in the portal under Help.`
            // "Date: 12 March 2026, present: the board" says more than a day.
            let dates = date != Some(*line) || is_day_alone(text);
            !tells && dates && !says_more(text)
        })
    });
    lines.extend(
        stated
            .claims
            .iter()
            .filter_map(|claim| claim.location.line()),
    );
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// Whether a line of particulars holds a day behind its label, and nothing else.
fn is_day_alone(line: &str) -> bool {
    let value = match labels::cells(line).as_slice() {
        [_, value] => value.clone(),
        _ => labels::plain(line)
            .split_once(':')
            .map_or_else(String::new, |(_, value)| value.to_owned()),
    };
    matches!(read_date(value.trim()), DateReading::Date(_))
}

/// Whether a line with the approval of the document holds sentences that are none of its
/// particulars, before or behind them.
fn holds_text(line: &str) -> bool {
    let line = labels::plain(line);
    if labels::closing_stamp(&line).is_some() {
        return true;
    }
    let mut sentences = line.split(". ").filter(|part| !part.trim().is_empty());
    let begins = sentences
        .next()
        .is_some_and(|first| stamp::parts(first).len() > 1 || labels::tells_approval(first));
    let is_text = |sentence: &str| {
        let small = sentence
            .split(' ')
            .filter(|word| word.starts_with(char::is_lowercase));
        let is_particular =
            || !stamp::parts(sentence).is_empty() || labels::tells_approval(sentence);
        small.count() >= 3 && !sentence.contains(':') && !is_particular()
    };
    begins && sentences.any(is_text)
}

/// Whether a line of particulars goes on with a sentence on something else.
fn says_more(line: &str) -> bool {
    let last = line
        .trim_end()
        .strip_suffix('.')
        .and_then(|line| line.rsplit_once(". "));
    last.is_some_and(|(_, sentence)| {
        let small = sentence
            .split(' ')
            .filter(|word| word.starts_with(char::is_lowercase));
        small.count() >= FEW_SMALL && !sentence.contains(':') && stamp::parts(sentence).is_empty()
    })
}

/// Sentences have so many words in small letters, names and particulars have fewer.
const FEW_SMALL: usize = 4;
