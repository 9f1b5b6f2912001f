//! Records that each have a document: the report on a major incident.

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::numbers::Named;
use super::own_rule::says_otherwise;
use super::types::{Break, Fault, Node, TracedLink, Untold};
use super::{TextOf, Trace};
use crate::catalogue::{Documented, State, Which};
use crate::evidence::{Document, date_in_name};
use crate::records::{Entry, Log};

/// Days after its end in which the report on a record may still be written: nothing is held
/// against anybody then.
const TIME_TO_WRITE: i32 = 30;

/// Looks for the document of each record.
pub(super) fn trace<'t>(
    trace: &Trace<'t, 't>,
    asked: &Documented,
    requirements: &[usize],
    text_of: TextOf<'_>,
) -> TracedLink {
    let mut found = TracedLink::default();
    let mut records: Vec<Asked<'_>> = Vec::new();
    for which in &asked.from {
        for (at, log) in trace.logs_of(which.kind) {
            let entries = trace.asked(log, which);
            match says_otherwise(trace, which, log, text_of).filter(|_| !entries.is_empty()) {
                Some(path) => found
                    .untold
                    .push(Untold::new(not_told(log, which, &path), 0)),
                None => records.extend(
                    (entries.into_iter()).map(|(index, entry)| (Node::of(at, index), log, entry)),
                ),
            }
        }
    }
    if let (true, Some(first)) = (records.is_empty(), asked.from.first()) {
        if trace.logs_of(first.kind).next().is_none() {
            found.untold.push(trace.no_register(first.kind, 0));
        }
        return found;
    }
    let documents = Documents::new(trace, asked, requirements, text_of);
    let aliases = aliases(trace, asked, &records);
    for (node, log, entry) in records {
        found.asked += 1;
        let called = trace.called(log, entry);
        let filled = |name: &String| log.filled(entry, name);
        let names = aliases.get(&node).into_iter().flatten().chain([&node]);
        if asked.or.iter().any(filled) || documents.tell_of(entry, names) {
            found.held += 1;
            continue;
        }
        let last = entry.closed.or(entry.opened);
        let fresh = last.is_some_and(|day| (trace.as_of() - day).get_days() < TIME_TO_WRITE);
        if entry.state == Some(State::Open) || fresh {
            let why = format!("open, or ended less than {TIME_TO_WRITE} days ago");
            found.cannot_tell(why, called);
        } else if documents.read == 0 {
            found.cannot_tell("no such document was handed over".to_owned(), called);
        } else if documents.unread > 0 {
            let why = "a document that could not be read may be it".to_owned();
            found.cannot_tell(why, called);
        } else {
            found.broken += 1;
            let read = match documents.read {
                1 => "the only such document does not name it".to_owned(),
                read => format!("none of the {read} such documents names it"),
            };
            found.breaks(Break {
                fault: Fault::Undocumented,
                what: format!("{called} has no document of its own: {read}"),
                record: called,
                at: Some(trace.place(log, entry)),
                other: None,
            });
        }
    }
    if documents.unread > 0 {
        let why = "documents that could not be read".to_owned();
        found.untold.push(Untold::new(why, documents.unread));
    }
    found
}

/// A record that is asked about.
type Asked<'e> = (Node, &'e Log<'e>, &'e Entry);

/// That a log does not tell which records are meant, since its organisation says otherwise.
fn not_told(log: &Log<'_>, which: &Which, path: &str) -> String {
    let kind = log.kind();
    let rare = which.rare.map_or(&kind.plural, |at| &kind.rare[at].plural);
    format!(
        "{path} says what {rare} are, and no column of {} tells which",
        log.name
    )
}

/// The documents of some requirements, by what records and days they name.
struct Documents {
    records: FxHashSet<Node>,
    days: FxHashSet<Date>,
    read: usize,
    unread: usize,
}

impl Documents {
    fn new(
        trace: &Trace<'_, '_>,
        asked: &Documented,
        requirements: &[usize],
        text_of: TextOf<'_>,
    ) -> Self {
        let mut out = Self {
            records: FxHashSet::default(),
            days: FxHashSet::default(),
            read: 0,
            unread: 0,
        };
        let all = trace.evidence.documents.iter();
        let all = all.zip(&trace.assessment.claimed_for);
        for (document, claimed) in all {
            let is_of = claimed.iter().any(|line| requirements.contains(line));
            if !is_of || document.set_aside || document.register.is_some() {
                continue;
            }
            if !document.is_known() {
                out.unread += 1;
            } else if document.has_text() {
                out.read += 1;
                out.take(trace, asked, document, text_of);
            }
        }
        out
    }

    fn take(
        &mut self,
        trace: &Trace<'_, '_>,
        asked: &Documented,
        document: &Document,
        text_of: TextOf<'_>,
    ) {
        let mut take = |text: &str| {
            for which in &asked.from {
                self.records.extend(trace.numbers.in_text(which.kind, text));
            }
        };
        take(&document.title());
        take(document.stem());
        if let Some(text) = text_of(&document.path) {
            text.lines().for_each(take);
        }
        let dated = date_in_name(document.stem());
        self.days.extend(dated.map(|date| date.day));
    }

    /// Whether one names the record under any of its numbers, or bears the day on which it
    /// began.
    fn tell_of<'n>(&self, entry: &Entry, mut names: impl Iterator<Item = &'n Node>) -> bool {
        let dated = entry.opened.is_some_and(|day| self.days.contains(&day));
        dated || names.any(|name| self.records.contains(name))
    }
}

/// What a record is in the registers of the others that are asked about: a list of major
/// incidents gives them numbers of their own.
fn aliases(
    trace: &Trace<'_, '_>,
    asked: &Documented,
    records: &[Asked<'_>],
) -> FxHashMap<Node, Vec<Node>> {
    let mut aliases: FxHashMap<Node, Vec<Node>> = FxHashMap::default();
    for (node, log, entry) in records {
        for which in &asked.from {
            let references = log.kind().references.iter();
            for reference in references.filter(|reference| reference.to == which.kind) {
                let cell = log.cell(entry, &reference.attribute);
                for named in trace.numbers.in_cell(which.kind, cell, entry.opened) {
                    if let Named::Record(other) = named {
                        aliases.entry(other).or_default().push(*node);
                        aliases.entry(*node).or_default().push(other);
                    }
                }
            }
        }
    }
    aliases
}
