//! Phrases of ideas, and ideas that several requirements share.

use std::collections::BTreeMap;

use super::Builder;
use crate::catalogue::form::IdeaForm;
use crate::catalogue::id::ClauseId;
use crate::evidence::phrase_is_valid;
use crate::form::did_you_mean;

impl Builder<'_> {
    /// The phrases of the shared idea that an entry names: that of its clause, or else of
    /// the nearest clause above.
    pub(super) fn shared(
        &mut self,
        entry: &IdeaForm,
        clause: &ClauseId,
    ) -> BTreeMap<String, Vec<String>> {
        let forms = self.forms;
        let mut around: Vec<(ClauseId, &IdeaForm)> = forms
            .clauses
            .iter()
            .filter(|(_, form)| !form.ideas.is_empty())
            .filter_map(|(_, form)| Some((form.clause.parse::<ClauseId>().ok()?, &form.ideas)))
            .filter(|(id, _)| id.contains(clause))
            .flat_map(|(id, ideas)| ideas.iter().map(move |idea| (id.clone(), idea)))
            .collect();
        around.sort_by_key(|(id, _)| std::cmp::Reverse(id.depth()));
        if !entry.phrases.is_empty() {
            self.wrong(
                entry.origin,
                format!("idea `{}` is shared and has phrases of its own", entry.idea),
                Some("add them to the shared idea, or leave out `shared`".to_owned()),
            );
        }
        if let Some((_, found)) = around.iter().find(|(_, idea)| idea.idea == entry.idea) {
            return found.phrases.clone();
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
        BTreeMap::new()
    }

    /// Checks the ideas that clauses share: their phrases, and that a line looks for them.
    pub(super) fn check_shared(&mut self) {
        let forms = self.forms;
        for (_, form) in &forms.clauses {
            let Ok(id) = form.clause.parse::<ClauseId>() else {
                continue;
            };
            for idea in &form.ideas {
                self.check_phrases(idea);
                let mut lines = forms
                    .clauses
                    .iter()
                    .filter(|(_, below)| {
                        below.clause.parse().is_ok_and(|other| id.contains(&other))
                    })
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
        for phrase in idea.phrases.values().flatten() {
            if !phrase_is_valid(phrase) {
                self.wrong(
                    idea.origin,
                    format!("idea `{}`: `{phrase}` is not a phrase", idea.idea),
                    Some("use one to eight words; `*` only at the end of a word".to_owned()),
                );
            }
        }
    }
}
