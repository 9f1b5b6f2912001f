//! Lines about the control of documents, answered by the documents themselves.
//!
//! A missing approval is one gap in document control, not a discount on everything
//! the document serves. The number is the share of the documents the standard
//! explicitly asks for and that are there; its lower bound divides by all that it asks
//! for, so that hiding a badly kept document gains nothing.
//!
//! What a file says about document control answers none of these lines: how many documents
//! there are, and which of them lack what, is all that is told. Where the first or last lines of a
//! document speak of the thing in words that were not understood, it is neither kept well nor
//! badly: it is left out of the number, and somebody has to read the line.

use std::collections::BTreeMap;

use super::context::Context;
use super::ideas::says_something;
use super::outcome::{Outcome, documents_of};
use super::share::{CAP, Share};
use super::types::{Looked, MOST_EVIDENCE, State};
use crate::catalogue::{CalledFor, Control, Item, ItemKind, Requirement};
use crate::evidence::{
    Document, Hit, Metadata, Particular, ProblemKind, Source, is_agreement, is_note_name,
};
use crate::source::Location;

/// The answer to a line about document control.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What the documents that are there come to.
    pub outcome: Outcome,
    /// The score if all that the standard asks for beyond them were absent.
    pub low: Share,
}

/// Answers a line about document control; `None` for any other, and as long as no document
/// is there that the standard explicitly asks for.
#[must_use]
pub fn answer(context: &Context<'_>, line: &Requirement) -> Option<Answer> {
    let control = line.control?;
    let controlled = controlled(context);
    let asked =
        context.catalogue.items.iter().filter(|item| {
            item.kind == ItemKind::Document && item.called_for == CalledFor::Explicit
        });
    let asked: Vec<&Item> = asked.collect();
    let there: Vec<There<'_>> = asked
        .iter()
        .filter_map(|item| There::new(context, item, &controlled, control))
        .collect();
    if there.is_empty() {
        return None;
    }
    let twice = |kept: Kept| match kept {
        Kept::Well => 2,
        Kept::Draft => 1,
        Kept::Unread | Kept::Badly => 0,
    };
    let sum: usize = there.iter().map(|item| twice(item.kept)).sum();
    let told = there.iter().filter(|item| item.kept != Kept::Unread);
    let told = told.count();
    let well = there.iter().all(|item| item.kept == Kept::Well);
    let others = others(context, &controlled, control, &there);
    let to_read = to_read(context, &controlled, control);
    let mut outcome = Outcome {
        share: (told > 0).then(|| Share::of(sum, told * 2)),
        state: match (well && others.is_empty() && to_read.is_empty(), sum) {
            (true, _) => State::Shown,
            (false, 0) if told == 0 => State::NotSeen,
            (false, 0) => State::NotFound,
            (false, _) => State::PartlyShown,
        },
        ..Outcome::default()
    };
    let by_file = by_file(&there);
    outcome.count = by_file.len();
    outcome.looked = looked(context, &by_file, control);
    outcome.remarks.push(counted(&there, control));
    outcome.look_at = to_read;
    outcome.missing = missing(context, &by_file, control);
    outcome.missing.extend(lack(&others, control));
    outcome.faulted = !outcome.missing.is_empty();
    Some(Answer {
        outcome,
        low: Share::of(sum, asked.len() * 2).min(CAP),
    })
}

/// What is missing for a line about document control where there is nothing yet that it
/// could be counted by.
#[must_use]
pub fn lacking(context: &Context<'_>, line: &Requirement) -> Vec<String> {
    let Some(control) = line.control else {
        return Vec::new();
    };
    let others = others(context, &controlled(context), control, &[]);
    lack(&others, control).into_iter().collect()
}

/// How well a document is kept, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kept {
    /// It has what is asked for.
    Well,
    /// It has, but is a draft or a template.
    Draft,
    /// It speaks of it in words that were not understood.
    Unread,
    /// It has not.
    Badly,
}

/// A document that the standard explicitly asks for, and the file that stands for it.
struct There<'a> {
    item: &'a Item,
    file: usize,
    kept: Kept,
}

impl<'a> There<'a> {
    /// The file that keeps it best; of equals the one that shows most of it.
    fn new(
        context: &Context<'_>,
        item: &'a Item,
        controlled: &[usize],
        control: Control,
    ) -> Option<Self> {
        let mut shown: BTreeMap<usize, usize> = BTreeMap::new();
        let mut own: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for line in &item.requirements {
            let requirement = &context.catalogue.requirements[*line];
            for claimed in &context.claims.by_line[*line] {
                for at in documents_of(context, claimed.piece) {
                    let count = context.shown(requirement, at);
                    if count > 0 && controlled.binary_search(&at).is_ok() {
                        *shown.entry(at).or_default() += count;
                    }
                    let (shows, asked) = own.entry(at).or_default();
                    *shows += own_ideas(context, requirement, at);
                    *asked += own_ideas_asked(context, requirement);
                }
            }
        }
        // A note that touches on the thing is not the document. What other files say of it plays
        // no part: to hide one must make no document of a note.
        let is_note = |at: &usize| {
            let told = own.get(at);
            told.is_none_or(|(shows, asked)| shows * NOTE_BELOW < *asked)
        };
        shown.retain(|at, _| !is_note(at));
        let best = shown.into_iter().min_by_key(|(at, ideas)| {
            (kept(context, *at, control), std::cmp::Reverse(*ideas), *at)
        });
        best.map(|(file, _)| Self {
            item,
            file,
            kept: kept(context, file, control),
        })
    }
}

/// A file is but a note on a thing where more than so many times as much is asked by the lines that
/// it is claimed for.
const NOTE_BELOW: usize = 4;

/// How many ideas a line asks for beside what several lines are about.
fn own_ideas_asked(context: &Context<'_>, line: &Requirement) -> usize {
    let own = |idea: &usize| says_something(context, line, std::iter::once(*idea));
    line.ideas.clone().filter(own).count()
}

/// How many ideas of a line a document shows beside what several lines are about.
fn own_ideas(context: &Context<'_>, line: &Requirement, at: usize) -> usize {
    let hits = context.hits_of(line, at).iter();
    let own = |hit: &&Hit| {
        hit.shown() && says_something(context, line, std::iter::once(hit.idea as usize))
    };
    hits.filter(own).count()
}

fn kept(context: &Context<'_>, at: usize, control: Control) -> Kept {
    match (has(context, at, control), context.is_draft(at)) {
        (true, false) => Kept::Well,
        (true, true) => Kept::Draft,
        (false, _) if unread(context, at, control).is_some() => Kept::Unread,
        (false, _) => Kept::Badly,
    }
}

/// The lines that somebody has to read, a few of them.
fn to_read(context: &Context<'_>, controlled: &[usize], control: Control) -> Vec<String> {
    const MOST: usize = 8;
    let lines = controlled
        .iter()
        .filter(|at| !has(context, **at, control))
        .filter_map(|at| unread(context, *at, control))
        .map(|(location, what)| format!("{location} {what}"));
    lines.take(MOST).collect()
}

/// Where a document speaks of what it seems to lack, in words that were not understood, and what
/// is said of that line.
#[must_use]
pub fn unread<'a>(
    context: &Context<'a>,
    index: usize,
    control: Control,
) -> Option<(&'a Location, &'static str)> {
    let document = &context.evidence.documents[index];
    let metadata: &Metadata = &document.metadata;
    match control {
        Control::Identified if metadata.title.is_some() && metadata.owner.is_none() => {
            // Programs note whose computer it was; only the text tells who wrote it.
            let stated = metadata.author.as_ref();
            let written = stated.filter(|author| author.source == Source::Label);
            let author = written.map(|author| &author.location);
            let by = author.map(|at| (at, "says who wrote it, and not who owns it: read it"));
            let mentioned = metadata.mention(Particular::Owner);
            by.or_else(|| Some((mentioned?, OF_OWNER)))
        }
        Control::Versioned => Some((metadata.mention(Particular::Version)?, OF_VERSION)),
        Control::Approved => {
            let is_other = states_approval(context, index)
                || context.is_draft(index)
                || review_overdue(document, context.as_of);
            let mentioned = metadata.mention(Particular::Approval);
            let told = unclear_day(document).map(|at| (at, OF_DAY));
            let told = told.or_else(|| Some((mentioned?, OF_APPROVAL)));
            told.filter(|_| !is_other)
        }
        Control::Identified | Control::Linked => None,
    }
}

const OF_OWNER: &str = "speaks of who is responsible and is not understood: read it";
const OF_VERSION: &str = "speaks of a version and is not understood: read it";
const OF_DAY: &str = "holds a day of approval that can be read in two ways: read it";
const OF_APPROVAL: &str = "speaks of approval and is not understood: read it";

/// Where a document states who approved it and a day that can be read in two ways: it is not
/// lacking, and which of the two it is a person can tell.
fn unclear_day(document: &Document) -> Option<&Location> {
    let metadata = &document.metadata;
    let undated = metadata.approved_by.is_some() && metadata.approved_on.is_none();
    let mut problems = document.problems.iter().filter(|_| undated);
    let unclear = problems.find(|problem| problem.kind == ProblemKind::AmbiguousDate);
    unclear.map(|problem| &problem.location)
}

/// Other claimed documents that lack what is asked for.
fn others(
    context: &Context<'_>,
    controlled: &[usize],
    control: Control,
    there: &[There<'_>],
) -> Vec<String> {
    controlled
        .iter()
        .filter(|at| !there.iter().any(|item| item.file == **at))
        .filter(|at| kept(context, **at, control) == Kept::Badly)
        .map(|at| context.evidence.documents[*at].path.to_string())
        .collect()
}

/// The files that stand for something, worst kept first, with the names of what they stand
/// for.
type ByFile<'a> = Vec<(Kept, usize, Vec<&'a str>)>;

fn by_file<'a>(there: &[There<'a>]) -> ByFile<'a> {
    let mut files: BTreeMap<usize, (Kept, Vec<&str>)> = BTreeMap::new();
    for item in there {
        let (_, names) = files.entry(item.file).or_insert((item.kept, Vec::new()));
        names.push(&item.item.short);
    }
    let mut out: ByFile<'_> = files
        .into_iter()
        .map(|(file, (kept, names))| (kept, file, names))
        .collect();
    out.sort_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
    out
}

/// All that stand for something and are not kept well, so that their number and their names
/// agree.
fn missing(context: &Context<'_>, files: &ByFile<'_>, control: Control) -> Vec<String> {
    let of = |wanted: Kept| {
        let files = files.iter().filter(|(kept, ..)| *kept == wanted);
        let names: Vec<String> = files
            .map(|(_, file, names)| {
                let path = &context.evidence.documents[*file].path;
                format!("{path} ({})", names.join(", "))
            })
            .collect();
        names.join("; ")
    };
    [
        (want(control), of(Kept::Badly)),
        ("a draft, which counts half", of(Kept::Draft)),
    ]
    .into_iter()
    .filter(|(_, files)| !files.is_empty())
    .map(|(what, files)| format!("{what}: {files}"))
    .collect()
}

/// What other claimed documents lack, a few of them by name.
fn lack(others: &[String], control: Control) -> Option<String> {
    const MOST: usize = 5;
    let mut names = others[..others.len().min(MOST)].join("; ");
    if others.len() > MOST {
        names.push_str(&format!(" and {} more", others.len() - MOST));
    }
    let what = want(control);
    (!others.is_empty()).then(|| format!("{what}, in files claimed for other things: {names}"))
}

fn looked(context: &Context<'_>, files: &ByFile<'_>, control: Control) -> Vec<Looked> {
    let some = files.iter().take(MOST_EVIDENCE);
    some.map(|(kept, file, _)| {
        let (share, saw) = match kept {
            Kept::Well => (Share::ALL, has_it(control)),
            Kept::Draft => (Share::HALF, "draft"),
            Kept::Unread => (Share::NONE, "a line to be read"),
            Kept::Badly => (Share::NONE, want(control)),
        };
        Looked::new(context.evidence.documents[*file].path.clone(), share, saw)
    })
    .collect()
}

/// How many there are and how many of them are kept well, as the number says it.
fn counted(there: &[There<'_>], control: Control) -> String {
    let of = |wanted: Kept| there.iter().filter(|item| item.kept == wanted).count();
    let drafts = match of(Kept::Draft) {
        0 => String::new(),
        1 => "; of the others, 1 does as a draft, which counts half".to_owned(),
        n => format!("; of the others, {n} do as drafts, which count half"),
    };
    let unread = match of(Kept::Unread) {
        0 => String::new(),
        1 => "; of 1 more a line has to be read".to_owned(),
        n => format!("; of {n} more a line has to be read"),
    };
    let (well, all) = (of(Kept::Well), there.len() - of(Kept::Unread));
    let (one, several) = holds(control);
    format!(
        "{well} of {all} documents that the standard explicitly asks for and that were found {}{drafts}{unread}",
        if well == 1 { one } else { several }
    )
}

/// The documents whose control matters ([`is_controlled`]) that are claimed.
#[must_use]
pub fn controlled(context: &Context<'_>) -> Vec<usize> {
    (0..context.evidence.documents.len())
        .filter(|index| !context.claims.by_document[*index].is_empty())
        .filter(|index| is_controlled(context, *index))
        .collect()
}

/// Whether a document is of a kind that is controlled: readable to its end, in force, and no
/// record. Nobody puts a version on a mail, a note or what people answered, or approves one.
#[must_use]
pub fn is_controlled(context: &Context<'_>, index: usize) -> bool {
    let document = &context.evidence.documents[index];
    document.has_text()
        && !document.is_read_in_part()
        && context.counts(index)
        && document.series.is_empty()
        && document.register.is_none()
        && !context.is_record(index)
        && !document.format.is_mail()
        && ![document.title().as_str(), document.stem()]
            .into_iter()
            .any(is_note_name)
}

/// Whether a document states who approved it and when. An agreement is approved by those who
/// sign it, and who they are is what it begins with: the day of the signatures tells.
#[must_use]
pub fn states_approval(context: &Context<'_>, index: usize) -> bool {
    let metadata = &context.evidence.documents[index].metadata;
    let is_signed = || context.kinds[index].is_some_and(is_agreement);
    metadata.approved_on.is_some() && (metadata.approved_by.is_some() || is_signed())
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
            let status_ok = !context.is_draft(index);
            states_approval(context, index) && status_ok && !review_overdue(document, context.as_of)
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
/// interval after the last review, the approval or the day from which it applies, else after
/// the date it carries.
#[must_use]
pub fn review_due(document: &Document) -> Option<jiff::civil::Date> {
    let metadata = &document.metadata;
    if let Some(next) = &metadata.next_review {
        return Some(next.value.day);
    }
    let every = metadata.review_interval.as_ref()?.value;
    let since = metadata
        .approved_on
        .as_ref()
        .or(metadata.effective.as_ref());
    let last = [metadata.last_reviewed.as_ref(), since]
        .into_iter()
        .flatten()
        .map(|date| date.value.day)
        .max()
        .or_else(|| metadata.date.as_ref().map(|date| date.value.day))?;
    Some(every.after(last))
}

fn want(control: Control) -> &'static str {
    match control {
        Control::Identified => "title or owner is missing",
        Control::Approved => "approval is missing or its review is overdue",
        Control::Versioned => "no version",
        Control::Linked => "links that lead nowhere",
    }
}

/// What a document is that has it, in a word or two.
fn has_it(control: Control) -> &'static str {
    match control {
        Control::Identified => "title and owner stated",
        Control::Approved => "approved",
        Control::Versioned => "version stated",
        Control::Linked => "no broken link",
    }
}

/// What documents do that have it: one of them, and several.
fn holds(control: Control) -> (&'static str, &'static str) {
    match control {
        Control::Identified => ("states title and owner", "state title and owner"),
        Control::Approved => (
            "shows its approval and has no review overdue",
            "show their approval and have no review overdue",
        ),
        Control::Versioned => ("states its version", "state their version"),
        Control::Linked => (
            "has no link that leads nowhere",
            "have no link that leads nowhere",
        ),
    }
}
