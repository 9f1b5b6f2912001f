//! How the records that a promise speaks of stand to it.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::asked::Asked;
use super::choice::{Choice, Chosen, Moment};
use super::elapsed::{Verdict, so_far, verdict};
use super::phrases::tokens;
use super::priorities::Scale;
use crate::calendar::test::{Late, Test};
use crate::calendar::{Promise, Sources};
use crate::catalogue::State;
use crate::evidence::{Document, Hours, Said, Span};
use crate::records::{Entry, Logs, length, same};

/// Holds lengths of time against logs.
pub(super) struct Rows<'l, 's> {
    sources: Sources<'s>,
    choice: Choice<'l, 's>,
    waits: Said,
}

impl<'l, 's> Rows<'l, 's> {
    pub(super) fn new(sources: Sources<'s>, logs: &'l Logs<'s>, scale: &'l Scale) -> Self {
        Self {
            sources,
            choice: Choice::new(sources, logs, scale),
            waits: Said::new(&sources.catalogue.records.waits),
        }
    }

    /// Holds a length of time against the logs, of the records that a promise speaks of by its
    /// places and services; else in words why that cannot be done. `stated` are the document of the
    /// promise and that of the time.
    pub(super) fn test(
        &self,
        asked: &Asked,
        span: Span,
        promise: &Promise,
        stated: (&Document, &Document),
        hours: Hours,
    ) -> Result<Test, String> {
        let (document, timed) = stated;
        let chosen = self.choice.of(asked, promise, document)?;
        let begins = [document, timed]
            .into_iter()
            .filter_map(super::starts)
            .max();
        Ok(self.counted(asked, span, &chosen, begins, hours))
    }

    /// Counts the records of some logs, each once.
    fn counted(
        &self,
        asked: &Asked,
        span: Span,
        chosen: &[Chosen<'_, 's>],
        begins: Option<Date>,
        hours: Hours,
    ) -> Test {
        let as_of = self.sources.assessment.as_of;
        let window = self.sources.assessment.window.start;
        // What was promised later binds nothing that came before.
        let begins = begins
            .filter(|day| *day <= as_of)
            .map_or(window, |day| day.max(window));
        let kind = &self.sources.catalogue.records.kinds[asked.kind];
        let mut test = Test {
            share: asked.share,
            ..Test::of_none(self.against(chosen), kind.plural.clone(), (begins, as_of))
        };
        let mut known: FxHashSet<String> = FxHashSet::default();
        for one in chosen {
            for entry in &one.log.entries {
                if !one.speaks_of(entry) {
                    continue;
                }
                let Some(from) = one.from.days.of(entry.row) else {
                    continue;
                };
                if from < begins || from > as_of || entry.state == Some(State::Ended) {
                    continue;
                }
                if chosen.len() > 1 && one.log.filled(entry, "id") {
                    let number = same(one.log.id(entry)).into_owned();
                    if !known.insert(number) {
                        continue;
                    }
                }
                self.add(&mut test, one, entry, (from, as_of), span, hours);
            }
        }
        test
    }

    /// Adds one record.
    fn add(
        &self,
        test: &mut Test,
        one: &Chosen<'_, 's>,
        entry: &Entry,
        days: (Date, Date),
        span: Span,
        hours: Hours,
    ) {
        let row = one.log.table.row_at(entry.row);
        let (from, as_of) = days;
        let to = one.to.days.of(entry.row).filter(|to| *to <= as_of);
        let open = entry.state == Some(State::Open) && !row.filled(one.to.column);
        let (to, took, open) = match to {
            Some(to) => (
                to,
                row.took((one.from.column, from), (one.to.column, to)),
                false,
            ),
            None if open => (as_of, so_far(from, as_of), true),
            None => {
                test.unclear += 1;
                return;
            }
        };
        if took.minutes < 0 {
            test.unclear += 1;
            return;
        }
        let told = verdict(span, from, to, took, hours);
        if open {
            let waits = || {
                let status = tokens(one.log.cell(entry, "status"));
                !self.waits.places(&status).is_empty()
            };
            match told {
                Verdict::Late if waits() => test.unclear += 1,
                Verdict::Late => {
                    test.take_open(self.late(one, entry, format!("open since {from}")));
                }
                // It is not over yet.
                _ => {}
            }
            return;
        }
        match told {
            Verdict::InTime => test.in_time += 1,
            Verdict::Late => test.take(self.late(one, entry, length(took.minutes, took.exact))),
            Verdict::ByClock => test.by_clock += 1,
            Verdict::Holidays => test.holidays += 1,
            Verdict::DaysOnly => test.unclear += 1,
        }
    }

    fn late(&self, one: &Chosen<'_, 's>, entry: &Entry, took: String) -> Late {
        let document = &self.sources.evidence.documents[one.log.document];
        Late {
            id: one.log.id(entry).to_owned(),
            location: document.at(entry.line, 1),
            took,
        }
    }

    /// The logs by name, with the columns that were compared.
    fn against(&self, chosen: &[Chosen<'_, 's>]) -> String {
        let named: Vec<String> = { chosen.iter() }
            .map(|one| {
                let head = |moment: &Moment| &one.log.table.header[moment.column];
                format!(
                    "{} (“{}” to “{}”)",
                    self.choice.path(one.log),
                    head(&one.from),
                    head(&one.to)
                )
            })
            .collect();
        crate::source::few(&named, 3)
    }
}
