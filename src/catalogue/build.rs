//! From merged forms to the trusted [`Catalogue`], with every mistake reported.
//!
//! All of it is built even after a mistake, so that whoever edits a catalogue sees all of
//! them at once; the result is thrown away then.

mod clauses;
mod gates;
mod ideas;
mod items;
mod requirements;
mod words;

use std::collections::HashMap;

use rustc_hash::FxHashSet;

use super::chains::ChainsForm;
use super::form::{ClauseForm, EditionForm, ItemForm, Origin, WordsForm};
use super::id::{ClauseId, EditionId, RequirementId};
use super::records::{Records, RecordsForm};
use super::signs::is_sign;
use super::types::Catalogue;
use crate::form::did_you_mean;
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
    /// Words for one thing.
    pub words: Vec<WordsForm>,
    /// Kinds of records.
    pub records: RecordsForm,
    /// Chains.
    pub chains: ChainsForm,
    /// The files read.
    pub sources: Vec<SourceFile>,
}

/// Builds the catalogue; mistakes go to `problems`, and `None` means that there were some.
pub fn build<'f>(forms: &'f Forms, problems: &mut Vec<Problem>) -> Option<Catalogue> {
    let before = problems.len();
    let clause = |(_, form): &'f (String, ClauseForm)| Some((form.clause.parse().ok()?, form));
    let mut builder = Builder {
        forms,
        sets: forms.words.iter().map(|set| set.words.as_str()).collect(),
        numbered: forms.clauses.iter().filter_map(clause).collect(),
        problems,
    };
    let catalogue = builder.catalogue();
    (problems.len() == before).then_some(catalogue)
}

pub(super) struct Builder<'a> {
    pub(super) forms: &'a Forms,
    /// Names of the sets of words.
    sets: FxHashSet<&'a str>,
    /// Clauses by their numbers, as far as these can be read.
    numbered: Vec<(ClauseId, &'a ClauseForm)>,
    problems: &'a mut Vec<Problem>,
}

impl Builder<'_> {
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
        let words = self.words();
        self.check_shared();
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
            words,
            items,
            gates: Vec::new(),
            sequence: Vec::new(),
            records: Records::default(),
            chains: Vec::new(),
            practices: Vec::new(),
            eligibility: Vec::new(),
            // Whoever knows the files sets it.
            digest: [0; 32],
            by_requirement,
        };
        self.tie_items(&mut catalogue);
        catalogue.gates = self.gates(&catalogue);
        catalogue.sequence = self.sequence(&catalogue);
        catalogue.records = self.records(&catalogue);
        catalogue.chains = self.chains(&catalogue);
        catalogue.practices = self.practices(&catalogue);
        let at = forms.chains.origin;
        catalogue.eligibility = self.lines_named(at, &forms.chains.eligibility, &catalogue);
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

    pub(super) fn wrong(&mut self, at: Origin, message: impl Into<String>, hint: Option<String>) {
        let mut problem = match self.forms.sources.get(at.file) {
            Some(source) => Problem::at(source, at.span, message),
            None => Problem::file("edition.yaml", message),
        };
        problem.hint = hint;
        self.problems.push(problem);
    }

    /// Refuses what cannot be looked for in titles; `whose` begins the message.
    pub(super) fn titles(&mut self, at: Origin, whose: &str, titles: &[String]) {
        for title in titles.iter().filter(|title| !is_sign(title)) {
            let message = format!("{whose} has `{title}`, which is no title");
            let hint = "use one to eight words; `*` only at the very end";
            self.wrong(at, message, Some(hint.to_owned()));
        }
    }

    pub(super) fn parse<T: std::str::FromStr<Err = String>>(
        &mut self,
        at: Origin,
        text: &str,
    ) -> Option<T> {
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.wrong(at, error, None);
                None
            }
        }
    }

    pub(super) fn word<T: Copy>(
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
