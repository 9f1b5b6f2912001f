//! Gates: the questions that are asked of an assessment, resolved to lines and items.

use super::Builder;
use crate::catalogue::form::{AskForm, Origin};
use crate::catalogue::id::Target;
use crate::catalogue::types::{Ask, AskCheck, Catalogue, Gate, ItemKind, Sequence};

impl Builder<'_> {
    pub(super) fn gates(&mut self, catalogue: &Catalogue) -> Vec<Gate> {
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

    /// What is best built before what, resolved to lines.
    pub(super) fn sequence(&mut self, catalogue: &Catalogue) -> Vec<Sequence> {
        let forms = self.forms;
        let steps = forms.edition.sequence.iter();
        steps
            .map(|step| Sequence {
                before: self.lines_of(&step.before, catalogue),
                then: self.lines_of(&step.then, catalogue),
                why: step.why.clone(),
            })
            .collect()
    }

    fn lines_of(&mut self, texts: &[String], catalogue: &Catalogue) -> Vec<usize> {
        let at = Origin {
            file: usize::MAX,
            ..Origin::default()
        };
        let mut out = Vec::new();
        for text in texts {
            let target = text.parse::<Target>().ok();
            match target.and_then(|target| catalogue.resolve(&target)) {
                Some(lines) => out.extend(lines),
                None => self.wrong(
                    at,
                    format!("sequence: there is no clause, requirement or item {text}"),
                    None,
                ),
            }
        }
        out.sort_unstable();
        out.dedup();
        out
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
}
