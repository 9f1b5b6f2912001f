//! What matters in a claimed document beyond the ideas in it: which services it lists, and
//! whether it leaves out a clause of the standard.

use super::Reader;
use crate::catalogue::{Item, Target};
use crate::evidence::document::Document;
use crate::evidence::exclusions::{Left, exclusions, of_another_standard};
use crate::evidence::extract::Extracted;
use crate::evidence::metadata::{
    FileProblem, Metadata, ProblemKind, Source, Stated, is_record, kind_of,
};
use crate::evidence::next_time::next_time;
use crate::evidence::offered::offered;

impl Reader<'_> {
    /// What matters in a claimed document beyond the ideas in it: when it is done next, which
    /// services it lists, whether it leaves out a clause of the standard.
    pub(super) fn look_closer(&self, document: &mut Document, text: &Extracted<'_>) {
        if document.metadata.claims.is_empty() || document.set_aside {
            return;
        }
        if document.format.is_prose() {
            document.next = next_time(&text.text[text.body..]);
        }
        let mut items = self.catalogue.items.iter();
        if items.any(|item| item.lists.is_some() && self.claimed_for(&document.metadata, item)) {
            list(document, text);
        }
        if !document.leaves_out
            || !document.format.is_prose()
            || self.layers.in_series(&document.path)
        {
            return;
        }
        // Records lay down nothing.
        if !kind_of(&document.metadata, &document.path).is_some_and(is_record) {
            self.exclude(document, text);
        }
    }

    /// Whether a document is claimed for an item closely: for it, one of its lines or their
    /// clause.
    fn claimed_for(&self, metadata: &Metadata, item: &Item) -> bool {
        let line = |index: usize| &self.catalogue.requirements[index];
        let claims = metadata.claims.iter();
        claims
            .filter_map(|claim| claim.value.target.as_ref().ok())
            .any(|target| match target {
                Target::Item(id) => *id == item.id,
                Target::Requirement(id) => item.requirements.iter().any(|at| line(*at).id == *id),
                Target::Clause(id) => item
                    .requirements
                    .iter()
                    .any(|at| line(*at).id.clause == *id),
            })
    }

    fn exclude(&self, document: &mut Document, text: &Extracted<'_>) {
        let catalogue = self.catalogue;
        if of_another_standard(&document.title(), catalogue)
            || of_another_standard(&document.path.replace(['-', '_'], " "), catalogue)
        {
            return;
        }
        for exclusion in exclusions(&text.text, text.body, catalogue) {
            let what = match exclusion.what {
                Left::Clause(clause) => format!("clause {clause}"),
                Left::AtLarge => "requirements of the standard".to_owned(),
            };
            let range = match (catalogue.areas.first(), catalogue.areas.last()) {
                (Some(first), Some(last)) => format!("clauses {} to {}", first.clause, last.clause),
                _ => "its clauses".to_owned(),
            };
            document.problems.push(FileProblem {
                kind: ProblemKind::Excluded,
                message: format!(
                    "leaves out {what}, but nothing in {range} can be left out; say what is true instead: \
                     performed by another party, no occurrence in the period, or no such party (`clausewise answer --help`)"
                ),
                location: text.location(&document.path, exclusion.line, 1),
            });
        }
    }
}

fn list(document: &mut Document, text: &Extracted<'_>) {
    document.metadata.lists = offered(document.format, &text.text, text.body)
        .into_iter()
        .map(|(value, line)| Stated {
            value,
            source: Source::Label,
            location: text.location(&document.path, line, 1),
        })
        .collect();
}
