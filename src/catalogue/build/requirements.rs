//! Requirements with their ideas, intervals and tests.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Builder;
use super::words::{CALLED, CONTROLS, PARTICULARS, PERS, PROOFS, RESTS};
use crate::catalogue::form::{ClauseForm, IntervalForm, Origin, RequirementForm, TestForm};
use crate::catalogue::id::{ItemId, RequirementId};
use crate::catalogue::types::{Clause, Idea, Interval, Item, Proof, Requirement, Test};
use crate::form::did_you_mean;
use crate::period::Period;

impl Builder<'_> {
    pub(super) fn requirements(
        &mut self,
        clauses: &mut [(Clause, &ClauseForm)],
        items: &[Item],
    ) -> (Vec<Requirement>, Vec<Idea>) {
        let mut requirements: Vec<Requirement> = Vec::new();
        let mut ideas = Vec::new();
        let mut seen = HashSet::new();
        for (index, (clause, form)) in clauses.iter_mut().enumerate() {
            let start = requirements.len();
            let mut lines: Vec<(&RequirementForm, RequirementId)> = Vec::new();
            for line in &form.requirements {
                let Some(id) = self.parse::<RequirementId>(line.origin, &line.id) else {
                    continue;
                };
                if id.clause != clause.id {
                    self.wrong(
                        line.origin,
                        format!("requirement {id} stands under clause {}", clause.id),
                        Some(format!(
                            "move it to clause {} or number it {}-n",
                            id.clause, clause.id
                        )),
                    );
                }
                if !seen.insert(id.clone()) {
                    self.wrong(line.origin, format!("requirement {id} stands twice"), None);
                    continue;
                }
                lines.push((line, id));
            }
            lines.sort_by(|a, b| a.1.cmp(&b.1));
            for (line, id) in lines {
                if let Some(requirement) = self.requirement(
                    line,
                    id,
                    index,
                    clause,
                    items,
                    &mut ideas,
                    requirements.len(),
                ) {
                    requirements.push(requirement);
                }
            }
            clause.requirements = start..requirements.len();
        }
        (requirements, ideas)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one requirement needs all its surroundings"
    )]
    fn requirement(
        &mut self,
        form: &RequirementForm,
        id: RequirementId,
        clause_index: usize,
        clause: &Clause,
        items: &[Item],
        ideas: &mut Vec<Idea>,
        index: usize,
    ) -> Option<Requirement> {
        let at = form.origin;
        let text = form.text.clone().unwrap_or_default();
        if text.is_empty() {
            self.wrong(at, format!("requirement {id} has no `text`"), None);
        }
        let proof = self.word(at, "proof", form.proof.as_deref(), PROOFS);
        if form.settled == Some(true) && proof.is_some_and(|proof| proof != Proof::Activity) {
            self.wrong(
                at,
                format!("requirement {id}: `settled` is for lines of proof `activity`"),
                Some("leave it out: a document shows this line in full, or none does".to_owned()),
            );
        }
        let called_for = self.word(
            at,
            "called_for",
            form.called_for.as_deref().or(Some("none")),
            CALLED,
        );
        let per = match form.per.as_deref() {
            None | Some("none") => None,
            word => self.word(at, "per", word, PERS),
        };
        let control = form
            .control
            .as_deref()
            .and_then(|word| self.word(at, "control", Some(word), CONTROLS));
        let rest = form
            .rest
            .as_deref()
            .and_then(|word| self.word(at, "rest", Some(word), RESTS));
        let of = form
            .of
            .as_deref()
            .and_then(|text| self.parse::<ItemId>(at, text));
        if let Some(item) = &of
            && !items.iter().any(|known| known.id == *item)
        {
            self.wrong(
                at,
                format!("requirement {id}: documents.yaml has no item {item}"),
                None,
            );
        }
        let same_as = form
            .same_as
            .as_deref()
            .and_then(|text| self.parse::<RequirementId>(at, text));
        let first = ideas.len();
        self.ideas(form, &id, index, ideas);
        let interval = form.interval.as_ref().map(|form| self.interval(at, form));
        let test = form
            .test
            .as_ref()
            .map(|form| self.test(at, &id, form, clause));
        Some(Requirement {
            id,
            clause: clause_index,
            text,
            item_letter: form.item.clone().filter(|item| item != "-"),
            shall: form.shall.unwrap_or(1).max(1),
            proof: proof?,
            of,
            called_for: called_for?,
            key: form.key.unwrap_or(false),
            rare: form.rare.unwrap_or(false),
            settled: form.settled.unwrap_or(false),
            per,
            same_as,
            any_of: form.any_of.clone(),
            where_relevant: form.where_relevant.unwrap_or(false),
            no_such_party: form.no_such_party.unwrap_or(false),
            own_timing: form.own_timing.unwrap_or(false),
            looked_at: form.looked_at.unwrap_or(false),
            interval,
            control,
            rest,
            ideas: first..ideas.len(),
            test,
            verified: form.verified.unwrap_or(false),
        })
    }

    fn ideas(
        &mut self,
        form: &RequirementForm,
        id: &RequirementId,
        index: usize,
        ideas: &mut Vec<Idea>,
    ) {
        for idea in &form.looks_for {
            let known = if idea.shared {
                self.shared(idea, &id.clause)
            } else {
                self.check_phrases(idea);
                idea.clone()
            };
            let stated = idea
                .stated
                .as_deref()
                .and_then(|word| self.word(idea.origin, "stated", Some(word), PARTICULARS));
            ideas.push(Idea {
                name: idea.idea.clone(),
                phrases: known.phrases,
                claimed: known.claimed,
                against: known.against,
                denied_by: known.denied_by,
                shared: idea.shared,
                requirement: index,
                stated,
            });
        }
        if form.looks_for.len() > 8 {
            self.wrong(
                form.origin,
                format!("requirement {id} looks for more than eight ideas"),
                None,
            );
        }
    }

    fn interval(&mut self, at: Origin, form: &IntervalForm) -> Interval {
        let mut period = |text: &Option<String>| {
            text.as_deref()
                .and_then(|text| self.parse::<Period>(at, text))
        };
        Interval {
            customary: period(&form.customary),
            outer: period(&form.outer),
        }
    }

    fn test(&mut self, at: Origin, id: &RequirementId, form: &TestForm, clause: &Clause) -> Test {
        let known: BTreeMap<String, Vec<String>> = clause
            .record
            .as_ref()
            .map(|record| record.attributes.clone())
            .unwrap_or_default();
        let names: Vec<&str> = known.keys().map(String::as_str).collect();
        let used = form
            .needs
            .iter()
            .chain(&form.unique)
            .chain(form.order.iter())
            .chain(form.when.iter().map(|when| &when.attribute));
        for attribute in used {
            if !known.contains_key(attribute) {
                self.wrong(
                    at,
                    format!("requirement {id}: its test names `{attribute}`, which the clause's record has not"),
                    did_you_mean(attribute, &names),
                );
            }
        }
        if !matches!(form.order.len(), 0 | 2) {
            self.wrong(
                at,
                format!("requirement {id}: `order` needs two attributes"),
                None,
            );
        }
        Test {
            needs: form.needs.clone(),
            unique: form.unique.clone(),
            when: form.when.as_ref().map(|when| {
                (
                    when.attribute.clone(),
                    when.is.iter().map(|word| word.to_lowercase()).collect(),
                )
            }),
            older_than: form
                .older_than
                .as_deref()
                .and_then(|text| self.parse(at, text)),
            order: match form.order.as_slice() {
                [first, second] => Some((first.clone(), second.clone())),
                _ => None,
            },
        }
    }

    pub(super) fn references(
        &mut self,
        requirements: &[Requirement],
        index: &HashMap<RequirementId, usize>,
    ) {
        for line in requirements {
            let Some(target) = &line.same_as else {
                continue;
            };
            let origin = self.origin_of(&line.id);
            match index.get(target) {
                None => self.wrong(
                    origin,
                    format!("{}: `same_as` names {target}, which is not there", line.id),
                    None,
                ),
                Some(at) if requirements[*at].same_as.is_some() => self.wrong(
                    origin,
                    format!(
                        "{}: `same_as` names {target}, which repeats another line itself",
                        line.id
                    ),
                    Some("name the line that stands on its own".to_owned()),
                ),
                Some(_) => {}
            }
        }
    }

    fn origin_of(&self, id: &RequirementId) -> Origin {
        let id = id.to_string();
        self.forms
            .clauses
            .iter()
            .flat_map(|(_, clause)| &clause.requirements)
            .find(|line| line.id == id)
            .map(|line| line.origin)
            .unwrap_or_default()
    }
}
