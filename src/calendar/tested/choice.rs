//! Which logs a promise speaks of, and which of their records.
//!
//! Where several logs could be meant, or no column tells which records are, none is chosen, and the
//! reason is told.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::asked::Asked;
use super::columns::{Columns, Days};
use super::only;
use super::phrases::tokens;
use super::priorities::{Scale, Step};
use crate::calendar::{Promise, Sources};
use crate::catalogue::TimeOf;
use crate::evidence::words::words;
use crate::evidence::{Document, Said};
use crate::records::{Entry, Known, Log, Logs};

/// All logs, to choose from.
pub(super) struct Choice<'l, 's> {
    sources: Sources<'s>,
    logs: &'l Logs<'s>,
    columns: Columns<'l, 's>,
    scale: &'l Scale,
}

/// What a promise speaks of in one log.
pub(super) struct Chosen<'l, 's> {
    pub log: &'l Log<'s>,
    /// The columns of the two moments, with their days.
    pub from: Moment,
    pub to: Moment,
    /// By column: which of its cells are spoken of.
    only: Vec<(usize, FxHashSet<&'l str>)>,
    /// The rows of a rare kind.
    rare: Option<FxHashSet<u32>>,
}

/// A column that names a moment, with its days.
pub(super) struct Moment {
    pub column: usize,
    pub days: Rc<Days>,
}

impl<'l, 's> Choice<'l, 's> {
    pub(super) fn new(sources: Sources<'s>, logs: &'l Logs<'s>, scale: &'l Scale) -> Self {
        Self {
            sources,
            logs,
            columns: Columns::default(),
            scale,
        }
    }

    /// What a promise speaks of in each of the logs it speaks of; else in words why nobody can
    /// tell.
    pub(super) fn of(
        &self,
        asked: &Asked,
        promise: &Promise,
        document: &Document,
    ) -> Result<Vec<Chosen<'l, 's>>, String> {
        let logs = self.logs_for(asked, document, promise)?;
        let mut chosen = Vec::new();
        let mut why = None;
        for log in &logs {
            match self.chosen(asked, log, promise, document) {
                Ok(one) => chosen.push(one),
                Err(reason) => why = why.or(Some(reason)),
            }
        }
        match why {
            Some(why) if chosen.len() < logs.len() => Err(why),
            _ => Ok(chosen),
        }
    }

    /// The logs that a promise speaks of.
    fn logs_for(
        &self,
        asked: &Asked,
        document: &Document,
        promise: &Promise,
    ) -> Result<Vec<&'l Log<'s>>, String> {
        let kinds = &self.sources.catalogue.records.kinds;
        let kind = &kinds[asked.kind];
        let mut all: Vec<&'l Log<'s>> = self.logs.of(asked.kind).collect();
        if all.is_empty() {
            // Major incidents in the log of all incidents.
            let parent = kind.part_of.filter(|parent| {
                kinds[*parent]
                    .rare
                    .iter()
                    .any(|rare| rare.name == kind.name)
            });
            all.extend(parent.into_iter().flat_map(|parent| self.logs.of(parent)));
        }
        if all.is_empty() {
            return Err(format!("no log of {} was read", kind.plural));
        }
        if all.len() == 1 {
            return Ok(all);
        }
        let named = self.named(&all, document, promise);
        if !named.is_empty() {
            return Ok(named);
        }
        let offered: Vec<&'l Log<'s>> = all
            .iter()
            .copied()
            .filter(|log| self.is_offered(log))
            .collect();
        let all = if offered.is_empty() { all } else { offered };
        let alike = all
            .iter()
            .all(|log| log.table.header == all[0].table.header);
        if alike || all.iter().all(|log| self.is_offered(log)) {
            return Ok(all);
        }
        let names: Vec<String> = all.iter().map(|log| self.path(log).to_owned()).collect();
        Err(format!(
            "several logs hold {}, and it does not say which is meant: {}",
            kind.plural,
            crate::source::few(&names, 3)
        ))
    }

    /// The logs whose name or folder has a word that no
    /// other has and that the document says: "Lüdershafen".
    fn named(
        &self,
        all: &[&'l Log<'s>],
        document: &Document,
        promise: &Promise,
    ) -> Vec<&'l Log<'s>> {
        const SHORTEST: usize = 4;
        let kind = all[0].kind();
        let of_kind = Said::new(&[kind.called.clone(), kind.titles.clone()].concat());
        let own = |log: &Log<'s>| -> FxHashSet<String> {
            let said = format!("{} {}", self.path(log), log.name);
            let tells = |word: &String| {
                let letters =
                    word.len() >= SHORTEST && !word.bytes().all(|byte| byte.is_ascii_digit());
                letters && of_kind.places(&tokens(word)).is_empty()
            };
            words(&said).into_iter().filter(tells).collect()
        };
        let each: Vec<FxHashSet<String>> = all.iter().map(|log| own(log)).collect();
        let says: Vec<&str> = promise
            .places
            .iter()
            .map(|place| place.says.as_str())
            .collect();
        // Folders name areas, and a document lies in one beside many others.
        let spoken = words(&format!(
            "{} {} {}",
            document.title(),
            document.stem(),
            says.join(" ")
        ));
        let spoken: FxHashSet<String> = spoken.into_iter().collect();
        let fits = |at: &usize| {
            each[*at].iter().any(|word| {
                let elsewhere = each
                    .iter()
                    .enumerate()
                    .any(|(other, words)| other != *at && words.contains(word));
                !elsewhere && spoken.contains(word)
            })
        };
        (0..all.len()).filter(fits).map(|at| all[at]).collect()
    }

    /// Whether the organisation offers a log for what its kind is asked of.
    fn is_offered(&self, log: &Log<'s>) -> bool {
        let (catalogue, assessment) = (self.sources.catalogue, self.sources.assessment);
        let clauses = &log.kind().clauses;
        let mut claimed = assessment.claimed_for[log.document].iter();
        matches!(log.known, Known::Declared(_))
            && claimed.any(|line| clauses.contains(&catalogue.requirements[*line].clause))
    }

    /// The file of a log.
    pub(super) fn path(&self, log: &Log<'s>) -> &'s str {
        &self.sources.evidence.documents[log.document].path
    }

    /// The records of a log that a promise speaks of.
    fn chosen(
        &self,
        asked: &Asked,
        log: &'l Log<'s>,
        promise: &Promise,
        document: &Document,
    ) -> Result<Chosen<'l, 's>, String> {
        let (from, to) = self.moments(asked, log)?;
        let mut only = Vec::new();
        if let Some(column) = self.services(log, promise)? {
            only.push(column);
        }
        if let Some(column) = self.customers(log, document)? {
            only.push(column);
        }
        // "Standard changes" may be a class, and "normal requests" a priority.
        let words_only = asked.steps.iter().all(|step| step.number.is_none());
        let as_class = |asked: &Asked| {
            let steps = asked.steps.iter().flat_map(|step| words(&step.said));
            steps.chain(asked.left.clone()).collect::<Vec<String>>()
        };
        let class = if words_only && asked.steps.len() == 1 {
            self.told_by(log, &as_class(asked)).ok()
        } else {
            None
        };
        match (asked.steps.is_empty(), class) {
            (true, _) if asked.left.is_empty() => {}
            (true, _) => only.push(self.told_by(log, &asked.left)?),
            (false, Some(class)) => {
                if self
                    .priorities(log, &asked.steps)
                    .is_ok_and(|(_, cells)| !cells.is_empty())
                {
                    return Err(format!(
                        "both class and priority of {} may be meant by “{}”",
                        self.path(log),
                        asked.steps[0].said
                    ));
                }
                only.push(class);
            }
            (false, None) => {
                only.push(self.priorities(log, &asked.steps)?);
                if !asked.left.is_empty() {
                    only.push(self.told_by(log, &asked.left)?);
                }
            }
        }
        Ok(Chosen {
            log,
            from,
            to,
            only,
            rare: self.rare(asked, log)?,
        })
    }

    /// The columns of the two moments.
    fn moments(&self, asked: &Asked, log: &Log<'s>) -> Result<(Moment, Moment), String> {
        let records = &self.sources.catalogue.records;
        let of_time = |of: &&TimeOf| {
            of.time == asked.time && asked.from.as_ref().is_none_or(|from| *from == of.from)
        };
        let kinds = [Some(log.kind()), Some(&records.kinds[asked.kind])];
        let mut times = kinds.into_iter().flatten().flat_map(|kind| &kind.times);
        let name = &records.times[asked.time].name;
        let Some(of) = times.find(of_time) else {
            return Err(format!("no log tells the {name} from when it counts"));
        };
        let moment = |column: usize| Moment {
            column,
            days: self.columns.days(log.table, column),
        };
        let Some(from) = log.column(&of.from) else {
            return Err(format!(
                "{} has no column for the day it counts from",
                self.path(log)
            ));
        };
        let Some(to) = of.to.iter().find_map(|attribute| log.column(attribute)) else {
            return Err(format!("{} has no column for the {name}", self.path(log)));
        };
        let (from, to) = (moment(from), moment(to));
        let dated = |moment: &Moment| {
            let rows = log
                .entries
                .iter()
                .take(200)
                .filter(|entry| log.table.row_at(entry.row).filled(moment.column));
            let (mut filled, mut days) = (0, 0);
            for entry in rows {
                filled += 1;
                days += usize::from(moment.days.of(entry.row).is_some());
            }
            days * 2 > filled
        };
        for moment in [&from, &to] {
            if !dated(moment) {
                let head = &log.table.header[moment.column];
                return Err(format!(
                    "the column “{head}” of {} holds no days",
                    self.path(log)
                ));
            }
        }
        Ok((from, to))
    }

    /// The cells of the services that a promise is made for, where it is not made for all.
    fn services(
        &self,
        log: &'l Log<'s>,
        promise: &Promise,
    ) -> Result<Option<(usize, FxHashSet<&'l str>)>, String> {
        let known = &self.sources.workspace.settings.services;
        let names = &self.sources.evidence.names;
        self.naming(log, "service", &only(names, &promise.services, known))
    }

    /// The cells of the customers that an agreement is made with, where these are not all.
    fn customers(
        &self,
        log: &'l Log<'s>,
        document: &Document,
    ) -> Result<Option<(usize, FxHashSet<&'l str>)>, String> {
        let known = &self.sources.workspace.settings.customers;
        let stated = document.metadata.customers.as_ref();
        let named = stated.map_or(&[][..], |stated| &stated.value);
        let names = &self.sources.evidence.names;
        self.naming(log, "customer", &only(names, named, known))
    }

    /// The cells of a column that name any of some names, by whatever form; nothing where there are no names.
    fn naming(
        &self,
        log: &'l Log<'s>,
        attribute: &str,
        named: &[&str],
    ) -> Result<Option<(usize, FxHashSet<&'l str>)>, String> {
        if named.is_empty() {
            return Ok(None);
        }
        let column = log
            .column(attribute)
            .or_else(|| log.table.column(attribute));
        let column = column.ok_or_else(|| {
            format!(
                "{} has no column that tells the {attribute} ({})",
                self.path(log),
                named.join(", ")
            )
        })?;
        let names = &self.sources.evidence.names;
        let fits = |cell: &&str| {
            let cell = words(cell);
            named.iter().any(|name| names.in_title(&cell, name))
        };
        let texts = self.columns.texts(log, column);
        let cells: FxHashSet<&str> = texts.iter().copied().filter(fits).collect();
        if cells.is_empty() {
            return Err(format!(
                "no row of {} names {}",
                self.path(log),
                named.join(", ")
            ));
        }
        Ok(Some((column, cells)))
    }

    /// The cells of the priorities that are promised for.
    fn priorities(
        &self,
        log: &'l Log<'s>,
        steps: &[Step],
    ) -> Result<(usize, FxHashSet<&'l str>), String> {
        let said: Vec<String> = steps.iter().map(|step| step.said.clone()).collect();
        let column = log.column("priority");
        let column = column.ok_or_else(|| {
            format!(
                "{} has no column for the priority ({})",
                self.path(log),
                said.join(", ")
            )
        })?;
        let texts = self.columns.texts(log, column);
        let chosen = self.scale.named_by(steps, &texts).map_err(|promised| {
            format!(
                "{} names priorities otherwise than “{}”",
                self.path(log),
                promised.said
            )
        })?;
        Ok((column, chosen))
    }

    /// The cells of the column that has all of some words, and nothing else.
    fn told_by(
        &self,
        log: &'l Log<'s>,
        left: &[String],
    ) -> Result<(usize, FxHashSet<&'l str>), String> {
        let wanted: FxHashSet<String> = left.iter().map(|word| stem(word)).collect();
        let mut found = Vec::new();
        for attribute in ["class", "type", "service", "customer"] {
            let Some(column) = log.column(attribute) else {
                continue;
            };
            let fits = |cell: &&str| {
                let has: FxHashSet<String> = words(cell).iter().map(|word| stem(word)).collect();
                !has.is_empty() && has == wanted
            };
            let texts = self.columns.texts(log, column);
            let cells: FxHashSet<&str> = texts.iter().copied().filter(fits).collect();
            if !cells.is_empty() && !found.iter().any(|(known, _)| *known == column) {
                found.push((column, cells));
            }
        }
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(format!(
                "no column of {} tells which of them are “{}”",
                self.path(log),
                left.join(" ")
            )),
            _ => Err(format!(
                "several columns of {} speak of “{}”",
                self.path(log),
                left.join(" ")
            )),
        }
    }

    /// The rows of the rare ones that a promise speaks of. That the highest priority makes a record
    /// a rare one is told by nobody.
    fn rare(&self, asked: &Asked, log: &Log<'s>) -> Result<Option<FxHashSet<u32>>, String> {
        let kinds = &self.sources.catalogue.records.kinds;
        let id = if log.kind == asked.kind {
            let Some(id) = &asked.rare else {
                return Ok(None);
            };
            id
        } else {
            let name = &kinds[asked.kind].name;
            let rare = log.kind().rare.iter().find(|rare| rare.name == *name);
            &rare
                .ok_or_else(|| format!("no log of {} was read", kinds[asked.kind].plural))?
                .id
        };
        let mut known = log.kind().rare.iter();
        let rare = known.find(|rare| rare.id == *id).ok_or_else(String::new)?;
        if !log.tells(rare) || log.told_by_step(rare).is_some() {
            return Err(format!(
                "no column of {} tells which are {}",
                self.path(log),
                rare.plural
            ));
        }
        Ok(Some(log.rare(rare).map(|entry| entry.row).collect()))
    }
}

impl Chosen<'_, '_> {
    /// Whether a record is one of those it speaks of.
    pub(super) fn speaks_of(&self, entry: &Entry) -> bool {
        let row = self.log.table.row_at(entry.row);
        let told = self
            .only
            .iter()
            .all(|(column, cells)| cells.contains(row.cell(*column)));
        told && self
            .rare
            .as_ref()
            .is_none_or(|rare| rare.contains(&entry.row))
    }
}

/// A word without its ending: "requests" and "request" are one.
fn stem(word: &str) -> String {
    let bare = ["en", "es", "s", "n", "e"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|bare| bare.len() >= 4));
    bare.unwrap_or(word).to_owned()
}
