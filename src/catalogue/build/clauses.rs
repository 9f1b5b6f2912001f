//! Clauses and the areas they make up.

use std::collections::HashSet;

use super::Builder;
use crate::catalogue::form::ClauseForm;
use crate::catalogue::id::ClauseId;
use crate::catalogue::records::Condition;
use crate::catalogue::types::{Area, Clause, RecordKind};
use crate::form::did_you_mean;

impl<'a> Builder<'a> {
    pub(super) fn clauses(&mut self) -> Vec<(Clause, &'a ClauseForm)> {
        let mut seen = HashSet::new();
        let mut clauses = Vec::new();
        let forms = self.forms;
        for (_, form) in &forms.clauses {
            let Some(id) = self.parse::<ClauseId>(form.origin, &form.clause) else {
                continue;
            };
            if !seen.insert(id.clone()) {
                self.wrong(form.origin, format!("clause {id} stands twice"), None);
                continue;
            }
            let is_below = |other: &ClauseForm| {
                let rest = other.clause.strip_prefix(&form.clause);
                rest.is_some_and(|rest| rest.starts_with('.'))
            };
            let leaf = !forms.clauses.iter().any(|(_, other)| is_below(other));
            if !leaf && !form.requirements.is_empty() {
                self.wrong(
                    form.origin,
                    format!("clause {id} has sub-clauses and requirements of its own"),
                    Some("put the requirements into a sub-clause".to_owned()),
                );
            }
            let title = form.title.clone().unwrap_or_default();
            if title.is_empty() {
                self.wrong(form.origin, format!("clause {id} has no `title`"), None);
            }
            self.titles(
                form.origin,
                &format!("clause {id}: `known_as`"),
                &form.known_as,
            );
            if let Some(record) = &form.record {
                let known: Vec<&str> = record.attributes.keys().map(String::as_str).collect();
                let done = record.done.iter().map(|attribute| ("done", attribute));
                let graded = record.graded.iter();
                let graded = graded.map(|attribute| ("graded", attribute));
                let outcome = record.outcome.iter();
                let outcome = outcome.map(|attribute| ("outcome", attribute));
                let routine = record.routine.iter();
                let routine = routine.map(|when| ("routine", &when.attribute));
                let undecided = record.undecided.iter();
                let undecided = undecided.map(|when| ("undecided", &when.attribute));
                for (key, attribute) in done
                    .chain(graded)
                    .chain(outcome)
                    .chain(routine)
                    .chain(undecided)
                    .filter(|(_, attribute)| !known.contains(&attribute.as_str()))
                {
                    let message = format!(
                        "clause {id}: `{key}` names `{attribute}`, which its record has not"
                    );
                    self.wrong(form.origin, message, did_you_mean(attribute, &known));
                }
            }
            let untitled = title.strip_prefix("(no title) ");
            clauses.push((
                Clause {
                    id,
                    name: untitled.unwrap_or(&title).to_owned(),
                    title: untitled.is_none().then(|| title.clone()),
                    called: form.called.clone(),
                    known_as: form.known_as.clone(),
                    purpose: form.purpose.clone().unwrap_or_default(),
                    note: form.note.clone(),
                    requirements: 0..0,
                    leaf,
                    evidence: form.evidence.clone(),
                    asks: form.asks.clone(),
                    pitfalls: form.pitfalls.clone(),
                    record: form.record.as_ref().map(|record| RecordKind {
                        name: record.name.clone(),
                        attributes: record.attributes.clone(),
                        done: record.done.clone(),
                        graded: record.graded.clone(),
                        outcome: record.outcome.clone(),
                        routine: record.routine.iter().map(Condition::from).collect(),
                        undecided: record.undecided.iter().map(Condition::from).collect(),
                    }),
                },
                form,
            ));
        }
        clauses
    }

    pub(super) fn areas(&mut self, clauses: &[(Clause, &ClauseForm)]) -> Vec<Area> {
        let mut areas = Vec::new();
        for (clause, form) in clauses {
            if clause.id.depth() == 1 {
                let name = self
                    .forms
                    .clauses
                    .iter()
                    .find(|(_, other)| other.clause == form.clause)
                    .map_or_else(String::new, |(area, _)| area.clone());
                areas.push(Area {
                    name,
                    clause: clause.id.clone(),
                    title: clause.name.clone(),
                });
            } else if !areas
                .iter()
                .any(|area: &Area| area.clause.contains(&clause.id))
            {
                self.wrong(
                    form.origin,
                    format!(
                        "clause {} has no main clause {}",
                        clause.id,
                        clause.id.top()
                    ),
                    Some(format!(
                        "add an entry `- clause: \"{}\"` with its title",
                        clause.id.top()
                    )),
                );
            }
        }
        areas
    }
}
