//! Records that each have a document: the report on a major incident.

use rustc_hash::{FxHashMap, FxHashSet};

use super::types::{Break, TracedLink, Untold};
use super::{TextOf, Trace};
use crate::catalogue::{Documented, State, Which};
use crate::evidence::{Document, date_in_name};
use crate::records::{Entry, Log, numbers_in, same};

/// Days after its end in which the report on a record may still be written: nothing is held
/// against anybody then.
const TIME_TO_WRITE: i32 = 30;

/// Looks for the document of each record.
pub(super) fn trace(
    trace: &Trace<'_, '_>,
    asked: &Documented,
    requirements: &[usize],
    text_of: TextOf<'_>,
) -> TracedLink {
    let mut found = TracedLink::default();
    let asked_of = |which: &'_ Which| -> Vec<(&Log<'_>, &Entry)> {
        let logs = trace.logs_of(which.kind);
        let all = logs.flat_map(|(_, log)| {
            let entries = trace.asked(log, which).into_iter();
            entries.map(move |(_, entry)| (log, entry))
        });
        all.collect()
    };
    let records: Vec<(&Log<'_>, &Entry)> = asked.from.iter().flat_map(asked_of).collect();
    if let (true, Some(first)) = (records.is_empty(), asked.from.first()) {
        if trace.logs_of(first.kind).next().is_none() {
            found.untold.push(trace.no_register(first.kind, 0));
        }
        return found;
    }
    let documents = Documents::new(trace, requirements, text_of);
    let aliases = aliases(asked, &records);
    for (log, entry) in records {
        found.asked += 1;
        let called = trace.called(log, entry);
        let filled = |name: &String| log.filled(entry, name);
        let mut names = vec![log.id(entry)];
        names.extend(aliases.get(same(log.id(entry)).as_ref()).into_iter().flatten());
        if asked.or.iter().any(filled) || documents.tell_of(entry, &names) {
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

/// The documents of some requirements, by what numbers and days they name.
struct Documents {
    numbers: FxHashSet<String>,
    days: FxHashSet<jiff::civil::Date>,
    read: usize,
    unread: usize,
}

impl Documents {
    fn new(trace: &Trace<'_, '_>, requirements: &[usize], text_of: TextOf<'_>) -> Self {
        let mut out = Self {
            numbers: FxHashSet::default(),
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
                continue;
            }
            if document.has_text() {
                out.read += 1;
                out.take(document, text_of);
            }
        }
        out
    }

    fn take(&mut self, document: &Document, text_of: TextOf<'_>) {
        let title = document.title();
        let mut numbers = |text: &str| {
            let found = numbers_in(text).map(|number| same(number).into_owned());
            self.numbers.extend(found);
        };
        numbers(&title);
        numbers(document.stem());
        if let Some(text) = text_of(&document.path) {
            text.lines().for_each(numbers);
        }
        self.days.extend(date_in_name(document.stem()).map(|date| date.day));
    }

    /// Whether one names the record, or bears the day on which it began.
    fn tell_of(&self, entry: &Entry, names: &[&str]) -> bool {
        let named = |name: &&str| !name.is_empty() && self.numbers.contains(same(name).as_ref());
        names.iter().any(named) || entry.opened.is_some_and(|day| self.days.contains(&day))
    }
}

/// The numbers under which a record is known in the registers of the others that are asked
/// about: a list of major incidents gives them numbers of their own.
fn aliases<'e>(
    asked: &Documented,
    records: &[(&Log<'e>, &Entry)],
) -> FxHashMap<String, Vec<&'e str>> {
    let mut aliases: FxHashMap<String, Vec<&str>> = FxHashMap::default();
    let kinds: Vec<usize> = asked.from.iter().map(|which| which.kind).collect();
    for (log, entry) in records {
        let references = log.kind().references.iter();
        for reference in references.filter(|reference| kinds.contains(&reference.to)) {
            for number in log.points_to(entry, reference) {
                let own = log.id(entry);
                aliases.entry(same(number).into_owned()).or_default().push(own);
                aliases.entry(same(own).into_owned()).or_default().push(number);
            }
        }
    }
    aliases
}
