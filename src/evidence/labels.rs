//! Labels and label tables near the top of a text: `**Owner:** R. Ibarra`, `| Version |
//! 1.2 |`, `Freigegeben am 03.02.2026 durch M. Okonjo`, and the document's history.
//!
//! This runs on every file, so that a line is looked at closely only when something in its
//! first bytes says that it can be a label. A label must be known and stand at the start of
//! its line, cell or part; below the first paragraph of a later section only labels that
//! speak of nothing but the document still count, since processes and tickets have owners
//! and states as well.

mod approvals;
mod closing;
mod differs;
mod in_turn;
mod line;
mod mentioned;
mod natural;
mod ownership;
mod resolved;
mod running;
mod signed;
mod table;

pub(super) use closing::closing_stamp;
pub(super) use line::{cells, is_about_document, is_label_line, labelled, plain};
pub(super) use ownership::owner_in;
pub(super) use resolved::tells_approval;
pub(super) use running::is_document_number;

use std::sync::Arc;

use super::fields::standards::is_named_in;
use super::fields::{Collector, Field, fold, is_version, unwrapped};
use super::metadata::{FileProblem, Metadata, Source};
use super::places::Places;
use super::standing;
use crate::source::{Location, count};
use approvals::heads_approvals;
use differs::Held;

/// Where the lines of a text stand in the file.
#[derive(Debug, Clone, Copy)]
pub enum Lines<'a> {
    /// Elsewhere than in the text, which begins after so many lines of what the places are of.
    In(&'a Places, u32),
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
    let (lines, rest) = first_lines(text);
    let mut reader = Reader {
        collector: Collector::new(Source::Label, problems),
        path,
        numbers,
        part: Part::Head,
        headings: 0,
        prose: false,
        entries: 0,
        texts: 0,
        foot: usize::MAX,
        approving: false,
        placed: None,
        held: Vec::new(),
        later: Vec::new(),
        running: Vec::new(),
    };
    if rest.is_empty() {
        reader.foot = lines.len().saturating_sub(FOOT);
        reader.lines(&lines, 0);
    } else {
        reader.lines(&lines, 0);
        let (last, before) = last_lines(rest);
        let before = lines.len() + before;
        reader.foot = before + last.len().saturating_sub(FOOT);
        reader.begin_end();
        reader.lines(&last, before);
    }
    reader.finish()
}

/// Blocks about the document are looked for within so many lines from its beginning.
const DEEPEST: usize = 200;

/// And within so many at its end.
const LAST: usize = 60;

/// A page footer stands within so many lines at the end.
const FOOT: usize = 8;

/// Label lines outside of such blocks are looked for within so many lines.
const NEAR: usize = 80;

/// No more of a text is looked at, however long its lines.
const LARGEST: usize = 64 * 1024;

/// Nor of its end.
const LARGEST_END: usize = 16 * 1024;

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
    /// Lines of text so far.
    texts: u32,
    /// The line from which on page footers can stand.
    foot: usize,
    /// Whether the heading right above says that those named below it approved.
    approving: bool,
    /// The last line with nothing but a place and a day, and that day.
    placed: Option<(usize, String)>,
    /// Where approver, day of approval and owner were stated, and under which heading.
    held: Vec<Held>,
    /// What a history says: it counts where nothing else states it.
    later: Vec<(Field, String, Location)>,
    /// Lines that run along the pages, which count last.
    running: Vec<(Vec<String>, usize)>,
}

impl Reader<'_> {
    /// Lines in order, the first of them after so many others.
    fn lines(&mut self, lines: &[&str], before: usize) {
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
                self.table(&lines[at..end], before + at);
                at = end;
                continue;
            }
            if !self.above_value(before + at, &lines[at..]) {
                let next = lines.get(at + 1).map_or("", |next| next.trim());
                self.line(before + at, trimmed, next);
            }
            at += 1;
        }
    }

    /// `**Approved by**` above `Information Security Board`: a label in bold, and its value
    /// as the next paragraph, as forms are written.
    fn above_value(&mut self, at: usize, lines: &[&str]) -> bool {
        let Some(line) = lines.first().filter(|line| line::is_bold(line)) else {
            return false;
        };
        if self.part == Part::Body || at >= NEAR && self.part != Part::Control {
            return false;
        }
        let label = line::plain(line);
        let label = label.trim().trim_end_matches(':').trim_end();
        let mut behind = lines[1..].iter().take(2).map(|line| line.trim());
        let value = behind.find(|line| !line.is_empty()).unwrap_or("");
        let is_value = !value.is_empty()
            && value.len() <= 80
            && !value.starts_with(['#', '|', '-', '*', '>'])
            && !value.ends_with(['.', ':'])
            && !is_label_line(value);
        if !is_value || !line::is_of_forms(label) {
            return false;
        }
        self.label(at, label, value);
        true
    }

    /// What follows stands at the end of a long document, below headings that were not read.
    fn begin_end(&mut self) {
        self.part = Part::Body;
        self.headings = self.headings.max(2);
        self.prose = true;
    }

    /// What was said, with what counts only where nothing else states it.
    fn finish(mut self) -> Metadata {
        for (field, text, at) in std::mem::take(&mut self.later) {
            self.differs(field, &text, &at, "the history");
            self.collector.take(field, "history", &text, &at);
        }
        for (parts, at) in std::mem::take(&mut self.running) {
            self.run(&parts, at);
        }
        self.collector.finish()
    }

    fn line(&mut self, at: usize, line: &str, next: &str) {
        if line.is_empty() || line.len() > LONGEST {
            self.prose |= !line.is_empty();
            return;
        }
        if line.starts_with('#') {
            let title = line.trim_start_matches('#').trim();
            if self.headings == 0 {
                self.may_run(at, title);
            }
            if !(line::may_be_label(title) && self.labels(at, title)) {
                self.heading(title);
            }
            return;
        }
        let is_foot = at >= self.foot;
        if self.part != Part::Control && at >= NEAR && !is_foot {
            return;
        }
        if is_foot && at >= NEAR && self.part == Part::Head {
            // So far down an owner is somebody else's.
            self.part = Part::Body;
        }
        if is_foot || self.part == Part::Head && !self.prose {
            self.may_run(at, line);
        }
        self.texts += 1;
        let is_first = self.headings <= 1 && self.texts <= mentioned::FIRST_LINES;
        let about_itself = is_first || is_foot || self.part == Part::Control;
        let whole =
            (about_itself && natural::goes_on(line, next)).then(|| format!("{line} {next}"));
        let whole = whole.as_deref();
        let is_sentence = |line: &&str| line::may_be_sentence(line);
        let is_label = line::may_be_label(line) && self.labels(at, line)
            || self.part != Part::Body
                && [whole, Some(line)]
                    .into_iter()
                    .flatten()
                    .filter(is_sentence)
                    .any(|line| self.sentence(at, line))
            || (is_foot || self.part == Part::Control) && self.signatures(at, line)
            || self.resolved(at, line, about_itself)
            || self.owned(at, line);
        if is_foot {
            self.signed_there_and_then(at, line);
        }
        let behind_names = (!is_label && about_itself)
            .then(|| whole.and_then(natural::stamp_behind_names))
            .flatten()
            .or_else(|| natural::stamp_behind_names(line).filter(|_| !is_label && about_itself));
        if let Some(stamp) = behind_names.or_else(|| closing_stamp(line).filter(|_| !is_label)) {
            self.stamp(stamp, at);
        }
        if about_itself {
            self.note_mentions(at, whole.unwrap_or(line));
        }
        let is_label = is_label || behind_names.is_some();
        let is_bold = line::is_bold(line);
        if is_bold || is_caption(line) {
            self.approving = heads_approvals(line);
        }
        if is_label {
            self.entries = 0;
        } else if is_bold && line::is_about_document(line) {
            self.part = Part::Control;
        } else {
            self.entries += u32::from(self.headings > 1 && line.contains(char::is_alphanumeric));
            let long = line.len() > 60 && !line::is_labelled(line);
            self.prose |= long || self.entries > FEW_ENTRIES;
        }
    }

    fn heading(&mut self, title: &str) {
        self.headings += 1;
        self.approving = heads_approvals(title);
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
        self.pairs(at, &pairs);
        !pairs.is_empty()
    }

    fn pairs(&mut self, at: usize, pairs: &[(String, String)]) {
        let mut before = None;
        for (label, value) in pairs {
            // The date behind who signed is the day of that.
            let label = match (before, line::labelled(label)) {
                (Some(Field::ApprovedBy | Field::Approval), Some(Field::Date)) => "approved on",
                (Some(Field::Author), Some(Field::Date)) => "created on",
                (_, field) => {
                    before = field;
                    label
                }
            };
            self.label(at, label, value);
        }
    }

    fn label(&mut self, at: usize, label: &str, value: &str) {
        let Some(field) = line::labelled(label) else {
            return;
        };
        if field == Field::Wrapper || !self.counts_here(field, label) {
            return;
        }
        // `Owner: K. Nowak, version 2.2, approved 2026-02-10 by T. Osei`
        let (value, further) = if line::goes_on(field) {
            line::with_stamp(field, value)
        } else {
            (value, "")
        };
        let is_remark = line::is_reference(label) && !value.contains(|c: char| c.is_ascii_digit());
        if is_remark || !is_plausible(field, value) {
            return;
        }
        if matches!(field, Field::Claims | Field::Standards) && is_named_in(label) {
            let text = format!("{label}: {value}");
            let mut claims = super::fields::parse_claims(&text);
            claims.retain(|claim| claim.target.is_ok());
            let location = self.location(at);
            self.collector.claims(claims, None, &location);
            return;
        }
        self.say(field, label, value, at);
        if !further.is_empty() {
            self.stamp(further, at);
        }
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
        ) || field == Field::Approval && matches!(label.as_str(), "signed" | "gez" | "gezeichnet")
            || field == Field::Date && self.headings <= 2
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
        if is_first
            && !is_entry
            && let Some(status) = standing::in_sentence(text)
        {
            let (word, location) = (status.word(), self.location(at));
            self.collector
                .take(Field::Status, "status", word, &location);
            return true;
        }
        if !is_first && line::begins_with_name(text) {
            return false;
        }
        self.stamp(text, at)
    }

    /// Takes a stamp on a line; whether it is one.
    fn stamp(&mut self, text: &str, at: usize) -> bool {
        let location = self.location(at);
        let is_stamp = self.collector.stamp(text, &location);
        if is_stamp {
            self.hold("", at);
        }
        is_stamp
    }

    /// A signature without a day below a place and a day: `Leer, 3.2.2026` above `gez. Kern`.
    fn signed_there_and_then(&mut self, at: usize, line: &str) {
        let plain = line::plain(line);
        if let Some(day) = closing::place_and_day(&plain) {
            self.placed = Some((at, day.to_owned()));
            return;
        }
        let placed = self.placed.as_ref();
        let Some((_, day)) = placed.filter(|(above, _)| at - above <= closing::SIGNED_WITHIN)
        else {
            return;
        };
        let signed = closing::signatures(&plain);
        if signed.is_some_and(|signed| signed.day.is_none() && !signed.who.is_empty()) {
            let day = day.clone();
            self.say(Field::ApprovedOn, "signed", &day, at);
        }
    }

    /// `gez. Claudia Sand, Geschäftsführerin`, `Für das Labor: Dr. M. Sand, 03.02.2026`: who
    /// signed, at the end.
    fn signatures(&mut self, at: usize, line: &str) -> bool {
        let plain = line::plain(line);
        let Some(signed) = closing::signatures(&plain) else {
            return false;
        };
        if !signed.who.is_empty() {
            self.say(Field::ApprovedBy, "signed", &signed.who.join(", "), at);
        }
        if let Some(day) = signed.day {
            self.say(Field::ApprovedOn, "signed", &day, at);
        }
        true
    }

    /// `Vom Kuratorium beschlossen am 03.02.2026`: an approval told in a sentence, in the first
    /// and the last lines and wherever it names this document.
    fn resolved(&mut self, at: usize, line: &str, about_itself: bool) -> bool {
        let plain = line::plain(line);
        let told = resolved::resolved(&plain)
            .filter(|told| about_itself || told.names_document)
            .map(|told| (told.who.to_owned(), told.day.to_owned()));
        let Some((who, day)) = told else {
            return false;
        };
        self.say(Field::ApprovedBy, "approval", &who, at);
        self.say(Field::ApprovedOn, "approval", &day, at);
        true
    }

    fn location(&self, at: usize) -> Location {
        let line = count(at).saturating_add(1);
        match self.numbers {
            Lines::In(places, before) => {
                places.location(self.path.clone(), before.saturating_add(line), 1)
            }
            Lines::After(before) => Location::at(self.path.clone(), before.saturating_add(line), 1),
        }
    }
}

/// Whether a line can be what a table below it is called: short, and no sentence, which goes
/// on with what a heading said.
fn is_caption(line: &str) -> bool {
    line.len() <= 60 && !line.ends_with(['.', ':'])
}

/// Whether a value can be what its label says. Glossaries explain what an owner is, and
/// prose begins with "Status:" as well.
fn is_plausible(field: Field, value: &str) -> bool {
    let value = unwrapped(value);
    let words = value.split_whitespace().count();
    match field {
        Field::Owner | Field::Author | Field::ApprovedBy | Field::Approval
            if signed::is_head(value) =>
        {
            false
        }
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

/// The lines at the beginning that are looked at, and the text behind them.
fn first_lines(text: &str) -> (Vec<&str>, &str) {
    let head = &text[..crate::source::floor(text, LARGEST)];
    let mut lines = Vec::with_capacity(DEEPEST);
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', head.as_bytes()).take(DEEPEST) {
        let line = &head[start..end];
        lines.push(line.strip_suffix('\r').unwrap_or(line));
        start = end + 1;
    }
    let rest = &text[start..];
    if lines.len() < DEEPEST && head.len() == text.len() && !rest.is_empty() {
        lines.push(rest);
        return (lines, "");
    }
    (lines, rest)
}

/// The lines at the end of a text, and how many stand before them. A table that begins
/// before them is left out.
fn last_lines(text: &str) -> (Vec<&str>, usize) {
    let start = text.len().saturating_sub(LARGEST_END);
    let end = text.trim_end();
    let mut first = memchr::memrchr_iter(b'\n', end.as_bytes())
        .take_while(|at| *at >= start)
        .take(LAST)
        .last()
        .map_or(0, |at| at + 1);
    while first > 0 && text[first..].starts_with('|') {
        let Some(next) = memchr::memchr(b'\n', &text.as_bytes()[first..]) else {
            break;
        };
        first += next + 1;
    }
    let before = memchr::memchr_iter(b'\n', &text.as_bytes()[..first]).count();
    (text[first..].lines().collect(), before)
}

#[cfg(test)]
mod tests;
