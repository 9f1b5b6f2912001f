//! Items of documented information, and the requirements that belong to each.

use std::collections::HashSet;

use super::Builder;
use super::words::{CALLED, KINDS, PERS};
use crate::catalogue::id::ItemId;
use crate::catalogue::types::{Catalogue, Item};

impl Builder<'_> {
    pub(super) fn items(&mut self) -> Vec<Item> {
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
            self.titles(form.origin, &format!("item {id}: `titles`"), &form.titles);
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
                    titles: form.titles.clone(),
                    requirements: Vec::new(),
                });
            }
        }
        items
    }

    pub(super) fn tie_items(&mut self, catalogue: &mut Catalogue) {
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
}
