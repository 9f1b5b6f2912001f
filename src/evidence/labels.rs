//! Labels and label tables near the top of a text: `**Owner:** R. Ibarra`, `| Version |
//! 1.2 |`, `Freigegeben am 03.02.2026 durch M. Okonjo`, and the document's history.
//!
//! This runs on every file, so that a line is looked at closely only when something in its
//! first bytes says that it can be a label. A label must be known and stand at the start of
//! its line, cell or part; below the first paragraph of a later section only labels that
//! speak of nothing but the document still count, since processes and tickets have owners
//! and states as well.

mod line;
mod table;

pub(super) use line::{cells, plain};

use std::sync::Arc;

use super::fields::standards::is_named_in;
use super::fields::{Collector, Field, field, fold, is_version, unwrapped};
use super::metadata::{FileProblem, Metadata, Source};
use super::places::Places;
use super::standing;
use crate::source::{Location, count};

/// Where the lines of a text stand in the file.
#[derive(Debug, Clone, Copy)]
pub enum Lines<'a> {
    /// Elsewhere than in the text.
    In(&'a Places),
    /// In order, after so many others.
    After(u32),
}

/// Reads the labels of a Markdown or plain text.
pub fn from_text(
    text: &str,
    path: &Arc<str>,
    numbers: Lines<'_>,
    problems: &mut Vec<FileProblem>,
) -> Metadata {
    let lines = first_lines(beginning(text));
    let mut reader = Reader {
        collector: Collector::new(Source::Label, problems),
        path,
        numbers,
        part: Part::Head,
        headings: 0,
        prose: false,
        entries: 0,
    };
    let (mut at, mut fence) = (0, None);
    while let Some(line) = lines.get(at) {
        let trimmed = line.trim_start();
        let mark = if trimmed.starts_with(['`', '~']) {
            ["```", "~~~"]
                .into_iter()
                .find(|mark| trimmed.starts_with(mark))
        } else {
            None
        };
        if fence.is_some() || mark.is_some() {
            fence = match fence {
                Some(open) if mark == Some(open) => None,
                None => mark,
                open => open,
            };
            at += 1;
            continue;
        }
        if trimmed.starts_with('|') {
            let end = lines[at..]
                .iter()
                .position(|line| !line.trim_start().starts_with('|'))
                .map_or(lines.len(), |length| at + length);
            reader.table(&lines[at..end], at);
            at = end;
            continue;
        }
        reader.line(at, trimmed);
        at += 1;
    }
    reader.collector.finish()
}

/// Blocks about the document are looked for within so many lines.
const DEEPEST: usize = 200;

/// Label lines outside of such blocks are looked for within so many lines.
const NEAR: usize = 80;

/// No more of a text is looked at, however long its lines.
const LARGEST: usize = 64 * 1024;

/// Longer lines are paragraphs.
const LONGEST: usize = 400;

/// More lines than these without a label, below the headings of sections, are a body.
const FEW_ENTRIES: u32 = 3;

/// Where in a document a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Before the body.
    Head,
    /// Under a heading that speaks of the document itself.
    Control,
    /// In a section.
    Body,
}

struct Reader<'a> {
    collector: Collector<'a>,
    path: &'a Arc<str>,
    numbers: Lines<'a>,
    part: Part,
    headings: u32,
    /// Whether a paragraph has been seen, or as much in short lines.
    prose: bool,
    /// Lines below the headings of sections since the last label, such as entries of lists.
    entries: u32,
}

impl Reader<'_> {
    fn line(&mut self, at: usize, line: &str) {
        if line.is_empty() || line.len() > LONGEST {
            self.prose |= !line.is_empty();
            return;
        }
        if line.starts_with('#') {
            let title = line.trim_start_matches('#').trim();
            let is_label = line::may_be_label(title) && self.labels(at, title);
            if !is_label {
                self.heading(title);
            }
            return;
        }
        if self.part != Part::Control && at >= NEAR {
            return;
        }
        let is_label = line::may_be_label(line) && self.labels(at, line)
            || line::may_be_sentence(line) && self.part != Part::Body && self.sentence(at, line);
        if is_label {
            self.entries = 0;
        } else if line::is_bold(line) && line::is_about_document(line) {
            self.part = Part::Control;
        } else {
            self.entries += u32::from(self.headings > 1 && line.contains(char::is_alphanumeric));
            let long = line.len() > 60 && !line::is_labelled(line);
            self.prose |= long || self.entries > FEW_ENTRIES;
        }
    }

    fn heading(&mut self, title: &str) {
        self.headings += 1;
        if line::is_about_document(title) {
            self.part = Part::Control;
        } else if self.headings > 1 && (self.prose || self.part == Part::Body) {
            self.part = Part::Body;
        } else {
            self.part = Part::Head;
        }
    }

    /// One or several labels with their values; whether there was one.
    fn labels(&mut self, at: usize, line: &str) -> bool {
        let plain = line::plain(line);
        let pairs = line::pairs(&plain);
        for (label, value) in &pairs {
            self.label(at, label, value);
        }
        !pairs.is_empty()
    }

    fn label(&mut self, at: usize, label: &str, value: &str) {
        let Some((field, _)) = field(label) else {
            return;
        };
        if field == Field::Wrapper || !self.counts_here(field, label) || !is_plausible(field, value)
        {
            return;
        }
        let location = self.location(at);
        if matches!(field, Field::Claims | Field::Standards) && is_named_in(label) {
            let text = format!("{label}: {value}");
            let mut claims = super::fields::parse_claims(&text);
            claims.retain(|claim| claim.target.is_ok());
            self.collector.claims(claims, None, &location);
            return;
        }
        self.collector.take(field, label, value, &location);
    }

    /// Whether a label counts in this part of the document.
    fn counts_here(&self, field: Field, label: &str) -> bool {
        // An approval at the end is an approval; a clause named there is a reference.
        let claims = matches!(field, Field::Claims | Field::Standards);
        if self.part != Part::Body {
            return !(claims && self.part == Part::Head && self.prose);
        }
        let label = fold(label);
        matches!(
            field,
            Field::ApprovedBy
                | Field::ApprovedOn
                | Field::NextReview
                | Field::LastReviewed
                | Field::ReviewInterval
                | Field::Effective
        ) || field == Field::Date && self.headings <= 2
            || label.starts_with("document")
            || label.starts_with("dokument")
    }

    /// `Approved by R. Ibarra on 3 Feb 2026`, `Version 1.2`, `Stand 03.02.2026`, `Entwurf`.
    fn sentence(&mut self, at: usize, line: &str) -> bool {
        let plain = line::plain(line);
        let text = plain.trim();
        // An entry of a list names a state that documents go through.
        let is_entry = ["- ", "* ", "+ ", "• "]
            .iter()
            .any(|mark| line.starts_with(mark));
        let is_first = self.headings <= 1 && !self.prose || self.part == Part::Control;
        if (is_entry || !is_first) && standing::begins(text).is_some() {
            return false;
        }
        let location = self.location(at);
        if is_first
            && !is_entry
            && let Some(status) = standing::in_sentence(text)
        {
            let word = status.word();
            self.collector
                .take(Field::Status, "status", word, &location);
            return true;
        }
        self.collector.stamp(text, &location)
    }

    fn location(&self, at: usize) -> Location {
        let line = count(at).saturating_add(1);
        match self.numbers {
            Lines::In(places) => places.location(self.path.clone(), line, 1),
            Lines::After(before) => Location::at(self.path.clone(), before.saturating_add(line), 1),
        }
    }
}

/// Whether a value can be what its label says. Glossaries explain what an owner is, and
/// prose begins with "Status:" as well.
fn is_plausible(field: Field, value: &str) -> bool {
    let value = unwrapped(value);
    let words = value.split_whitespace().count();
    match field {
        Field::Version => {
            let first = value.split([' ', ',', ';', '(']).next().unwrap_or("");
            words <= 16 && (is_version(first) || super::placeholder::is_placeholder(value))
        }
        Field::Owner | Field::Author | Field::ApprovedBy | Field::Approval => {
            let is_sentence =
                words > 5 && value.starts_with(char::is_lowercase) && !value.starts_with("role");
            words <= 16 && value.len() <= 160 && !is_sentence
        }
        Field::Term => value.contains(|c: char| c.is_ascii_digit()) && words <= 20,
        Field::Id => words <= 4 && value.len() <= 60,
        Field::Kind | Field::Status | Field::Classification => words <= 8,
        Field::Services | Field::Customers | Field::Suppliers => {
            value.len() <= 200
                && words <= 30
                && !value.ends_with('.')
                && (words <= 6 || value.contains([',', ';']))
        }
        Field::Claims => value.contains(|c: char| c.is_ascii_digit()) || words <= 3,
        _ => true,
    }
}

/// The lines that are looked at.
fn first_lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::with_capacity(DEEPEST);
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).take(DEEPEST) {
        let line = &text[start..end];
        lines.push(line.strip_suffix('\r').unwrap_or(line));
        start = end + 1;
    }
    if start < text.len() && lines.len() < DEEPEST {
        lines.push(&text[start..]);
    }
    lines
}

/// The part of a text that is looked at.
fn beginning(text: &str) -> &str {
    &text[..crate::source::floor(text, LARGEST)]
}

#[cfg(test)]
mod tests;
