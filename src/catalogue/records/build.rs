//! The trusted kinds of records, with every mistake reported.

use std::collections::BTreeMap;

use super::form::{KindForm, RecordsForm};
use super::{Condition, FIGURES, Kind, Rare, Records, Reference, STATES, Time, TimeOf};
use crate::catalogue::build::Builder;
use crate::catalogue::form::{Origin, WhenForm};
use crate::catalogue::id::{ClauseId, RequirementId};
use crate::catalogue::types::Catalogue;
use crate::catalogue::{is_sign, is_start};
use crate::form::did_you_mean;

/// How texts are written that are looked for.
const TEXTS: &str = "use one to eight words; `*` only at the very end";

impl Builder<'_> {
    /// The kinds of records, once clauses and requirements stand.
    pub(in crate::catalogue) fn records(&mut self, catalogue: &Catalogue) -> Records {
        let form = &self.forms.records;
        let mut records = Records::default();
        for state in &form.states {
            self.texts(state.origin, &state.words);
            if let Some(found) = self.word(state.origin, "state", Some(&state.state), STATES) {
                records.states.push((found, state.words.clone()));
            }
        }
        for step in &form.scale {
            self.texts(step.origin, &step.words);
            records.scale.push((step.step, step.words.clone()));
        }
        records.scale.sort_by_key(|(step, _)| *step);
        self.times(form, &mut records);
        for (at, kind) in form.kinds.iter().enumerate() {
            if form.kinds[..at].iter().any(|other| other.kind == kind.kind) {
                let message = format!("the kind `{}` stands twice", kind.kind);
                self.wrong(kind.origin, message, None);
                continue;
            }
            let built = self.kind(kind, form, catalogue);
            records.kinds.push(built);
        }
        records
    }

    /// What promises time, from when, and the words that say nothing of it.
    fn times(&mut self, form: &RecordsForm, records: &mut Records) {
        for time in &form.times {
            self.texts(time.origin, &time.words);
            records.times.push(Time {
                id: time.time.clone(),
                name: time.name.clone(),
                words: time.words.clone(),
            });
        }
        let at = form
            .times
            .first()
            .map_or_else(Default::default, |time| time.origin);
        let lists = form.starts.values().chain([&form.waits, &form.beside]);
        for list in lists {
            self.texts(at, list);
        }
        records.starts.clone_from(&form.starts);
        records.waits.clone_from(&form.waits);
        records.beside.clone_from(&form.beside);
    }

    /// The times of a kind; every attribute they name is one the kind has.
    fn times_of(&mut self, kind: &KindForm, form: &RecordsForm) -> Vec<TimeOf> {
        let known: Vec<&str> = form.times.iter().map(|time| time.time.as_str()).collect();
        let times = kind.times.iter().filter_map(|of| {
            let time = known.iter().position(|known| *known == of.time);
            if time.is_none() {
                let message = format!(
                    "the kind `{}` names a time `{}`, which is not there",
                    kind.kind, of.time
                );
                self.wrong(kind.origin, message, did_you_mean(&of.time, &known));
            }
            if of.to.is_empty() {
                let message = format!(
                    "the kind `{}`: its time `{}` has no `to`",
                    kind.kind, of.time
                );
                self.wrong(kind.origin, message, None);
            }
            Some(TimeOf {
                time: time?,
                from: of.from.clone(),
                to: of.to.clone(),
            })
        });
        times.collect()
    }

    fn kind(&mut self, kind: &KindForm, form: &RecordsForm, catalogue: &Catalogue) -> Kind {
        let (id, at) = (&kind.kind, kind.origin);
        for (key, value) in [("name", &kind.name), ("plural", &kind.plural)] {
            if value.as_deref().unwrap_or_default().is_empty() {
                self.wrong(at, format!("the kind `{id}` has no `{key}`"), None);
            }
        }
        if kind.clauses.is_empty() {
            self.wrong(at, format!("the kind `{id}` has no `clauses`"), None);
        }
        self.texts(at, &kind.titles);
        self.texts(at, &kind.called);
        for start in kind.numbers.iter().filter(|start| !is_start(start)) {
            let hint = "use two to eight capital letters, such as INC".to_owned();
            let message = format!("the kind `{id}`: no number begins with `{start}`");
            self.wrong(at, message, Some(hint));
        }
        let clauses = kind.clauses.iter();
        let clauses = clauses.filter_map(|number| self.clause_at(at, id, number, catalogue));
        let clauses = clauses.collect();
        let record_of = kind.record_of.as_ref();
        let record_of = record_of.and_then(|number| self.clause_at(at, id, number, catalogue));
        let record = record_of.and_then(|clause| catalogue.clauses[clause].record.as_ref());
        if let Some(number) = kind.record_of.as_ref().filter(|_| record.is_none()) {
            let message = format!("the kind `{id}`: clause {number} has no `record`");
            self.wrong(at, message, None);
        }
        let attributes = self.attributes(kind, form);
        let of_record = record
            .into_iter()
            .flat_map(|record| record.attributes.keys());
        let known: Vec<&str> = of_record
            .chain(attributes.keys())
            .map(String::as_str)
            .collect();
        self.check_attributes(kind, &known);
        let kinds: Vec<&str> = form.kinds.iter().map(|kind| kind.kind.as_str()).collect();
        let part_of = kind.part_of.as_ref();
        let part_of = part_of.and_then(|other| self.kind_at(at, id, other, &kinds));
        let references = kind.references.iter().filter_map(|reference| {
            Some(Reference {
                name: reference.reference.clone(),
                attribute: reference.attribute.clone(),
                to: self.kind_at(at, id, &reference.to, &kinds)?,
            })
        });
        let references = references.collect();
        Kind {
            id: id.clone(),
            name: kind.name.clone().unwrap_or_default(),
            plural: kind.plural.clone().unwrap_or_default(),
            clauses,
            record_of,
            part_of,
            all_looked_at: kind.all_looked_at.unwrap_or_default(),
            titles: kind.titles.clone(),
            called: kind.called.clone(),
            times: self.times_of(kind, form),
            numbers: kind.numbers.clone(),
            attributes,
            done: kind.done.clone(),
            carries: kind.carries.clone(),
            ends: kind.ends.clone(),
            rows: kind.rows.as_ref().map(Condition::from),
            rare: self.rare(kind),
            references,
            shows: self.shows(kind, catalogue),
        }
    }

    /// Its own attributes, and those it takes of the shared ones.
    fn attributes(&mut self, kind: &KindForm, form: &RecordsForm) -> BTreeMap<String, Vec<String>> {
        let mut attributes = kind.attributes.clone();
        for name in &kind.takes {
            if let Some(heads) = form.attributes.get(name) {
                attributes.entry(name.clone()).or_insert(heads.clone());
                continue;
            }
            let known: Vec<&str> = form.attributes.keys().map(String::as_str).collect();
            let message = format!(
                "the kind `{}` takes `{name}`, which no attribute is",
                kind.kind
            );
            self.wrong(kind.origin, message, did_you_mean(name, &known));
        }
        attributes
    }

    /// Whether everything that names an attribute names one the kind has.
    fn check_attributes(&mut self, kind: &KindForm, known: &[&str]) {
        let rare = kind.rare.iter().flat_map(|rare| &rare.conditions);
        let conditions = rare.chain(&kind.rows).map(|when| &when.attribute);
        let references = kind.references.iter().map(|reference| &reference.attribute);
        let named = kind.carries.iter().chain(&kind.done).chain(&kind.ends);
        let times = kind.times.iter();
        let times = times.flat_map(|of| std::iter::once(&of.from).chain(&of.to));
        for attribute in named.chain(conditions).chain(references).chain(times) {
            if !known.contains(&attribute.as_str()) {
                let message = format!(
                    "the kind `{}` names `{attribute}`, which its records have not",
                    kind.kind
                );
                self.wrong(kind.origin, message, did_you_mean(attribute, known));
            }
        }
    }

    fn rare(&mut self, kind: &KindForm) -> Vec<Rare> {
        for rare in &kind.rare {
            self.texts(kind.origin, &rare.called);
        }
        for condition in kind.rare.iter().flat_map(|rare| &rare.conditions) {
            self.texts(kind.origin, &condition.is);
        }
        let rare = kind.rare.iter().map(|rare| Rare {
            id: rare.rare.clone(),
            name: rare.name.clone(),
            plural: rare.plural.clone(),
            called: rare.called.clone(),
            conditions: rare.conditions.iter().map(Condition::from).collect(),
        });
        rare.collect()
    }

    fn shows(
        &mut self,
        kind: &KindForm,
        catalogue: &Catalogue,
    ) -> BTreeMap<super::Figure, Vec<usize>> {
        let mut shows = BTreeMap::new();
        for (figure, lines) in &kind.shows {
            let figure = self.word(kind.origin, "shows", Some(figure), FIGURES);
            let lines: Vec<usize> = lines
                .iter()
                .filter_map(|text| {
                    let id: RequirementId = self.parse(kind.origin, text)?;
                    let line = catalogue.requirement(&id);
                    // An edition that withdraws a line leaves the kinds of the one it extends alone.
                    if line.is_none() && catalogue.includes.is_empty() {
                        let message = format!("the kind `{}`: there is no {id}", kind.kind);
                        self.wrong(kind.origin, message, near(catalogue, text));
                    }
                    line
                })
                .collect();
            if let Some(figure) = figure {
                shows.insert(figure, lines);
            }
        }
        shows
    }

    fn clause_at(
        &mut self,
        at: Origin,
        kind: &str,
        number: &str,
        catalogue: &Catalogue,
    ) -> Option<usize> {
        let id: ClauseId = self.parse(at, number)?;
        let found = catalogue.clauses.iter().position(|clause| clause.id == id);
        if found.is_none() {
            let message = format!("the kind `{kind}`: there is no clause {number}");
            self.wrong(at, message, near(catalogue, number));
        }
        found
    }

    fn kind_at(&mut self, at: Origin, kind: &str, other: &str, kinds: &[&str]) -> Option<usize> {
        let found = kinds.iter().position(|known| *known == other);
        if found.is_none() {
            let message = format!("the kind `{kind}` names a kind `{other}`, which is not there");
            self.wrong(at, message, did_you_mean(other, kinds));
        }
        found
    }

    fn texts(&mut self, at: Origin, texts: &[String]) {
        for text in texts.iter().filter(|text| !is_sign(text)) {
            let message = format!("`{text}` cannot be looked for");
            self.wrong(at, message, Some(TEXTS.to_owned()));
        }
    }
}

fn near(catalogue: &Catalogue, text: &str) -> Option<String> {
    let near = catalogue.nearest(text)?;
    Some(format!("did you mean {near}?"))
}

impl From<&WhenForm> for Condition {
    fn from(form: &WhenForm) -> Self {
        Self {
            attribute: form.attribute.clone(),
            is: form.is.clone(),
        }
    }
}
