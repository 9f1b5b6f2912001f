//! Which documents say anything of which requirement, shown or denied.
//!
//! Thousands of files may be claimed for a clause, and most of them say nothing of most of
//! its lines. Asking a bit is much less work than looking through what a file says, and the
//! answer is asked for again and again.

use fixedbitset::FixedBitSet;

use super::Context;
use crate::catalogue::{Catalogue, Requirement};
use crate::evidence::{Document, Hit};

/// For each requirement, one bit a document.
#[derive(Debug)]
pub(super) struct Spoken {
    by_line: Vec<FixedBitSet>,
}

impl Spoken {
    pub(super) fn new(catalogue: &Catalogue, documents: &[Document]) -> Self {
        let none = FixedBitSet::with_capacity(documents.len());
        let mut by_line = vec![none; catalogue.requirements.len()];
        for (at, document) in documents.iter().enumerate() {
            for hit in &document.hits {
                by_line[catalogue.ideas[hit.idea as usize].requirement].insert(at);
            }
        }
        Self { by_line }
    }
}

impl<'a> Context<'a> {
    /// What a document says of the ideas of a requirement, in their order.
    #[must_use]
    pub fn hits_of(&self, line: &Requirement, document: usize) -> &'a [Hit] {
        let first = self.catalogue.ideas[line.ideas.clone()].first();
        let speaks =
            |requirement: usize| self.spoken.by_line[requirement].contains(document);
        if first.is_some_and(|idea| speaks(idea.requirement)) {
            self.evidence.documents[document].hits_of(&line.ideas)
        } else {
            &[]
        }
    }
}
