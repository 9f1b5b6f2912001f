//! Phrases of ideas, and ideas that several requirements share.

use super::Builder;
use crate::catalogue::form::IdeaForm;
use crate::catalogue::id::ClauseId;
use crate::catalogue::types::english_first;
use crate::evidence::{WordSets, are_words, is_set_name, phrase_is_valid, sets_named};
use crate::form::did_you_mean;

impl Builder<'_> {
    /// The phrases of the shared idea that an entry names: that of its clause, or else of
    /// the nearest clause above.
    pub(super) fn shared(&mut self, entry: &IdeaForm, clause: &ClauseId) -> IdeaForm {
        let mut around: Vec<(usize, &IdeaForm)> = self
            .numbered
            .iter()
            .filter(|(id, _)| id.contains(clause))
            .flat_map(|(id, form)| form.ideas.iter().map(|idea| (id.depth(), idea)))
            .collect();
        around.sort_by_key(|(depth, _)| std::cmp::Reverse(*depth));
        if !entry.phrases.is_empty() {
            self.wrong(
                entry.origin,
                format!("idea `{}` is shared and has phrases of its own", entry.idea),
                Some("add them to the shared idea, or leave out `shared`".to_owned()),
            );
        }
        if let Some((_, found)) = around.iter().find(|(_, idea)| idea.idea == entry.idea) {
            return (*found).clone();
        }
        let names: Vec<&str> = around.iter().map(|(_, idea)| idea.idea.as_str()).collect();
        self.wrong(
            entry.origin,
            format!(
                "clause {clause} and those above it have no idea `{}` to share",
                entry.idea
            ),
            did_you_mean(&entry.idea, &names)
                .or_else(|| Some("give it under `ideas` of the clause".to_owned())),
        );
        IdeaForm::default()
    }

    /// Checks the ideas that clauses share: their phrases, and that a line looks for them.
    pub(super) fn check_shared(&mut self) {
        let numbered = self.numbered.clone();
        for (id, form) in &numbered {
            for idea in &form.ideas {
                self.check_phrases(idea);
                let mut lines = numbered
                    .iter()
                    .filter(|(other, _)| id.contains(other))
                    .flat_map(|(_, below)| &below.requirements)
                    .flat_map(|line| &line.looks_for);
                if !lines.any(|entry| entry.shared && entry.idea == idea.idea) {
                    self.wrong(
                        idea.origin,
                        format!(
                            "no requirement of clause {id} shares the idea `{}`",
                            idea.idea
                        ),
                        Some(format!(
                            "look for it with `{{idea: {}, shared: true}}`, or remove it",
                            idea.idea
                        )),
                    );
                }
            }
        }
    }

    /// Checks that an idea has phrases and that they can be found.
    pub(super) fn check_phrases(&mut self, idea: &IdeaForm) {
        if idea.phrases.values().all(Vec::is_empty) {
            self.wrong(
                idea.origin,
                format!("idea `{}` has no phrases", idea.idea),
                None,
            );
        }
        let phrases = idea.phrases.values().flatten();
        let opposed = idea.against.iter().chain(&idea.denied_by);
        for phrase in phrases.chain(&idea.claimed).chain(opposed) {
            if !phrase_is_valid(phrase) {
                self.wrong(
                    idea.origin,
                    format!("idea `{}`: `{phrase}` is not a phrase", idea.idea),
                    Some(
                        "use one to eight words, `*` only at the end of a word, or `{a} + {b}` of sets of words"
                            .to_owned(),
                    ),
                );
                continue;
            }
            for name in sets_named(phrase) {
                if !self.sets.contains(name) {
                    let names: Vec<&str> = self
                        .forms
                        .words
                        .iter()
                        .map(|set| set.words.as_str())
                        .collect();
                    let hint = did_you_mean(name, &names)
                        .unwrap_or_else(|| "give it in words.yaml".to_owned());
                    self.wrong(
                        idea.origin,
                        format!("idea `{}`: there is no set of words `{name}`", idea.idea),
                        Some(hint),
                    );
                }
            }
        }
    }

    /// The sets of words, all languages in one.
    pub(super) fn words(&mut self) -> WordSets {
        let forms = self.forms;
        let mut out = WordSets::new();
        for form in &forms.words {
            if !is_set_name(&form.words) {
                self.wrong(
                    form.origin,
                    format!("`{}` cannot name a set of words", form.words),
                    Some("use small letters and hyphens".to_owned()),
                );
            }
            let mut words: Vec<String> = Vec::new();
            let phrases = english_first(&form.phrases).into_iter();
            for word in phrases.flat_map(|(_, words)| words) {
                if !are_words(word) {
                    self.wrong(
                        form.origin,
                        format!("words `{}`: `{word}` is not a phrase", form.words),
                        Some("use one to eight words; `*` only at the end of a word".to_owned()),
                    );
                } else if !words.contains(word) {
                    words.push(word.clone());
                }
            }
            if words.is_empty() {
                self.wrong(
                    form.origin,
                    format!("words `{}` has none", form.words),
                    None,
                );
            }
            if out.insert(form.words.clone(), words).is_some() {
                self.wrong(
                    form.origin,
                    format!("words `{}` stand twice", form.words),
                    None,
                );
            }
        }
        out
    }
}
