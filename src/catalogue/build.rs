//! From merged forms to the trusted [`Catalogue`], with every mistake reported.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::form::{
    AskForm, ClauseForm, EditionForm, IntervalForm, ItemForm, Origin, RequirementForm, TestForm,
};
use super::id::{ClauseId, EditionId, ItemId, RequirementId, Target};
use super::types::{
    Area, Ask, AskCheck, CalledFor, Catalogue, Clause, Control, Gate, Idea, Interval, Item,
    ItemKind, Per, Proof, RecordKind, Requirement, Rest, Test,
};
use crate::evidence::phrase_is_valid;
use crate::form::did_you_mean;
use crate::period::Period;
use crate::problem::Problem;
use crate::source::SourceFile;

/// The merged forms of one edition and everything it extends.
#[derive(Debug, Default)]
pub struct Forms {
    /// The edition itself, with gates and areas of what it extends where it has none.
    pub edition: EditionForm,
    /// Editions extended, nearest first.
    pub includes: Vec<EditionId>,
    /// Clauses with the area file they stand in.
    pub clauses: Vec<(String, ClauseForm)>,
    /// Documented-information items.
    pub items: Vec<ItemForm>,
    /// The files read.
    pub sources: Vec<SourceFile>,
}

/// Builds the catalogue; mistakes go to `problems`, and `None` means that there were some.
pub fn build(forms: &Forms, problems: &mut Vec<Problem>) -> Option<Catalogue> {
    let before = problems.len();
    let mut builder = Builder { forms, problems };
    let catalogue = builder.catalogue();
    (problems.len() == before).then_some(catalogue)
}

struct Builder<'a> {
    forms: &'a Forms,
    problems: &'a mut Vec<Problem>,
}

impl Builder<'_> {
    fn wrong(&mut self, at: Origin, message: impl Into<String>, hint: Option<String>) {
        let mut problem = match self.forms.sources.get(at.file) {
            Some(source) => Problem::at(source, at.span, message),
            None => Problem::file("edition.yaml", message),
        };
        problem.hint = hint;
        self.problems.push(problem);
    }

    fn catalogue(&mut self) -> Catalogue {
        let forms = self.forms;
        let edition = EditionId {
            standard: forms.edition.standard.clone(),
            edition: forms.edition.edition.clone(),
        };
        let items = self.items();
        let mut clauses = self.clauses();
        clauses.sort_by(|a, b| a.0.id.cmp(&b.0.id));
        let areas = self.areas(&clauses);
        let (requirements, ideas) = self.requirements(&mut clauses, &items);
        let by_requirement: HashMap<RequirementId, usize> = requirements
            .iter()
            .enumerate()
            .map(|(index, line)| (line.id.clone(), index))
            .collect();
        self.references(&requirements, &by_requirement);
        let mut catalogue = Catalogue {
            edition,
            title: forms.edition.title.clone().unwrap_or_default(),
            includes: forms.includes.clone(),
            provenance: forms.edition.provenance.clone().unwrap_or_default(),
            own_evidence: self.own_evidence(),
            areas,
            clauses: clauses.into_iter().map(|(clause, _)| clause).collect(),
            requirements,
            ideas,
            items,
            gates: Vec::new(),
            by_requirement,
        };
        self.tie_items(&mut catalogue);
        catalogue.gates = self.gates(&catalogue);
        if catalogue.requirements.is_empty() {
            self.problems.push(Problem::file(
                "edition.yaml",
                "the catalogue has no requirements",
            ));
        }
        catalogue
    }

    fn own_evidence(&mut self) -> Vec<ClauseId> {
        let at = Origin {
            file: usize::MAX,
            ..Origin::default()
        };
        let texts = &self.forms.edition.own_evidence;
        texts
            .iter()
            .filter_map(|text| self.parse(at, text))
            .collect()
    }

    fn items(&mut self) -> Vec<Item> {
        let mut seen = HashSet::new();
        let mut items = Vec::new();
        for form in &self.forms.items {
            let Some(id) = self.parse::<ItemId>(form.origin, &form.item) else {
                continue;
            };
            if !seen.insert(id.clone()) {
                self.wrong(form.origin, format!("item {id} stands twice"), None);
            }
            let kind = self.word(form.origin, "kind", form.kind.as_deref(), KINDS);
            let called_for = self.word(
                form.origin,
                "called_for",
                form.called_for.as_deref(),
                CALLED,
            );
            if form.name.as_deref().unwrap_or("").is_empty() {
                self.wrong(form.origin, format!("item {id} has no `name`"), None);
            }
            let lists = form
                .lists
                .as_deref()
                .and_then(|word| self.word(form.origin, "lists", Some(word), PERS));
            if let (Some(kind), Some(called_for)) = (kind, called_for) {
                let name = form.name.clone().unwrap_or_default();
                items.push(Item {
                    id,
                    short: form.short.clone().unwrap_or_else(|| name.clone()),
                    name,
                    kind,
                    called_for,
                    clauses: form.clauses.clone().unwrap_or_default(),
                    lists,
                    ahead: form.ahead.unwrap_or_default(),
                    requirements: Vec::new(),
                });
            }
        }
        items
    }

    fn clauses(&mut self) -> Vec<(Clause, ClauseForm)> {
        let mut seen = HashSet::new();
        let mut clauses = Vec::new();
        for (_, form) in &self.forms.clauses {
            let Some(id) = self.parse::<ClauseId>(form.origin, &form.clause) else {
                continue;
            };
            if !seen.insert(id.clone()) {
                self.wrong(form.origin, format!("clause {id} stands twice"), None);
                continue;
            }
            let leaf = !self.forms.clauses.iter().any(|(_, other)| {
                other.clause != form.clause
                    && other.clause.starts_with(&format!("{}.", form.clause))
            });
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
            let untitled = title.strip_prefix("(no title) ");
            clauses.push((
                Clause {
                    id,
                    name: untitled.unwrap_or(&title).to_owned(),
                    title: untitled.is_none().then(|| title.clone()),
                    called: form.called.clone(),
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
                    }),
                },
                form.clone(),
            ));
        }
        clauses
    }

    fn areas(&mut self, clauses: &[(Clause, ClauseForm)]) -> Vec<Area> {
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

    fn requirements(
        &mut self,
        clauses: &mut [(Clause, ClauseForm)],
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
            per,
            same_as,
            any_of: form.any_of.clone(),
            where_relevant: form.where_relevant.unwrap_or(false),
            no_such_party: form.no_such_party.unwrap_or(false),
            own_timing: form.own_timing.unwrap_or(false),
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
            if idea.phrases.values().all(Vec::is_empty) {
                self.wrong(
                    idea.origin,
                    format!("requirement {id}: idea `{}` has no phrases", idea.idea),
                    None,
                );
            }
            for phrase in idea.phrases.values().flatten() {
                if !phrase_is_valid(phrase) {
                    self.wrong(
                        idea.origin,
                        format!("requirement {id}: `{phrase}` is not a phrase"),
                        Some("use one to eight words; `*` only at the end of a word".to_owned()),
                    );
                }
            }
            ideas.push(Idea {
                name: idea.idea.clone(),
                phrases: idea.phrases.clone(),
                requirement: index,
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

    fn references(&mut self, requirements: &[Requirement], index: &HashMap<RequirementId, usize>) {
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

    fn tie_items(&mut self, catalogue: &mut Catalogue) {
        for (index, line) in catalogue.requirements.iter().enumerate() {
            if let Some(of) = &line.of
                && let Some(item) = catalogue.items.iter_mut().find(|item| item.id == *of)
            {
                item.requirements.push(index);
            }
        }
        for item in &catalogue.items {
            if item.requirements.is_empty() {
                let origin = self
                    .forms
                    .items
                    .iter()
                    .find(|form| form.item == item.id.to_string())
                    .map(|form| form.origin)
                    .unwrap_or_default();
                self.wrong(
                    origin,
                    format!("no requirement belongs to item {}", item.id),
                    Some(format!(
                        "add `of: {}` to the requirements it shows",
                        item.id
                    )),
                );
            }
        }
    }

    fn gates(&mut self, catalogue: &Catalogue) -> Vec<Gate> {
        let forms = self.forms;
        forms
            .edition
            .gates
            .iter()
            .map(|gate| Gate {
                id: gate.gate.clone(),
                title: gate.title.clone(),
                question: gate.question.clone().unwrap_or_default(),
                asks: gate
                    .asks
                    .iter()
                    .map(|ask| Ask {
                        text: ask.ask.clone(),
                        check: self.ask(ask, catalogue),
                    })
                    .collect(),
            })
            .collect()
    }

    fn ask(&mut self, form: &AskForm, catalogue: &Catalogue) -> AskCheck {
        let at = Origin {
            file: usize::MAX,
            ..Origin::default()
        };
        let mut items = Vec::new();
        for text in &form.items {
            match catalogue
                .items
                .iter()
                .position(|item| item.id.to_string() == *text)
            {
                Some(index) => items.push(index),
                None => self.wrong(at, format!("gate: there is no item {text}"), None),
            }
        }
        if let Some(word) = &form.called_for {
            items.extend(
                catalogue
                    .items
                    .iter()
                    .enumerate()
                    .filter(|(_, item)| {
                        item.called_for.word() == word && item.kind == ItemKind::Document
                    })
                    .map(|(index, _)| index),
            );
        }
        let mut lines = Vec::new();
        let mut clauses = Vec::new();
        for text in &form.of {
            match text
                .parse::<Target>()
                .ok()
                .and_then(|target| catalogue.resolve(&target).map(|found| (target, found)))
            {
                Some((target, found)) => {
                    lines.extend(found);
                    if let Target::Clause(clause) = target {
                        clauses.push(clause);
                    }
                }
                None => self.wrong(
                    at,
                    format!("gate: there is no clause or requirement {text}"),
                    None,
                ),
            }
        }
        match form.check.as_str() {
            "documents" => AskCheck::Documents(items),
            "lines" => AskCheck::Lines(lines),
            "history" => AskCheck::History(clauses),
            "no-open-major" => AskCheck::NoOpenMajor,
            "minors-have-actions" => AskCheck::MinorsHaveActions,
            _ => AskCheck::ScopeAgrees(items),
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

    fn parse<T: std::str::FromStr<Err = String>>(&mut self, at: Origin, text: &str) -> Option<T> {
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.wrong(at, error, None);
                None
            }
        }
    }

    fn word<T: Copy>(
        &mut self,
        at: Origin,
        key: &str,
        word: Option<&str>,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let found = word.and_then(|word| choices.iter().find(|(known, _)| *known == word));
        if let Some((_, value)) = found {
            return Some(*value);
        }
        let message = match word {
            Some(word) => format!("`{key}` cannot be `{word}`"),
            None => format!("`{key}` is missing"),
        };
        let hint = word
            .and_then(|word| did_you_mean(word, &words))
            .unwrap_or_else(|| format!("one of: {}", words.join(", ")));
        self.wrong(at, message, Some(hint));
        None
    }
}

const KINDS: &[(&str, ItemKind)] = &[
    ("document", ItemKind::Document),
    ("record", ItemKind::Record),
];
const CALLED: &[(&str, CalledFor)] = &[
    ("explicit", CalledFor::Explicit),
    ("reported", CalledFor::Reported),
    ("implied", CalledFor::Implied),
    ("none", CalledFor::None),
];
const PROOFS: &[(&str, Proof)] = &[
    ("document", Proof::Document),
    ("content", Proof::Content),
    ("record", Proof::Record),
    ("activity", Proof::Activity),
    ("people", Proof::People),
];
const PERS: &[(&str, Per)] = &[
    ("service", Per::Service),
    ("customer", Per::Customer),
    ("supplier", Per::Supplier),
    ("internal-supplier", Per::InternalSupplier),
];
const RESTS: &[(&str, Rest)] = &[
    ("called-for", Rest::CalledFor),
    ("records", Rest::Records),
    ("own", Rest::Own),
];
const CONTROLS: &[(&str, Control)] = &[
    ("identified", Control::Identified),
    ("approved", Control::Approved),
    ("versioned", Control::Versioned),
    ("linked", Control::Linked),
];
