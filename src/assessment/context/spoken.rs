//! Which documents say anything of which requirement, shown or denied.
//!
//! Thousands of files may be claimed for a clause, most of them say nothing of most of its
//! lines, and the question comes up again and again. Asking a bit, and then a list of one
//! requirement, touches much less memory than looking through what each file says.

use fixedbitset::FixedBitSet;

use super::Context;
use crate::catalogue::{Catalogue, Requirement};
use crate::evidence::{Document, Hit};
use crate::source::count;

/// By requirement: what documents say of it.
#[derive(Debug)]
pub(super) struct Spoken {
    by_line: Vec<OfLine>,
}

/// What documents say of one requirement.
#[derive(Debug, Clone)]
struct OfLine {
    /// The documents that say anything of it.
    documents: FixedBitSet,
    /// What each of them says, by document.
    said: Vec<Said>,
}

/// What one document says of one requirement.
#[derive(Debug, Clone)]
struct Said {
    document: u32,
    /// The first of its hits.
    from: u32,
    /// So many there are.
    hits: u16,
    /// So many of them show their idea.
    shown: u16,
}

impl Spoken {
    pub(super) fn new(catalogue: &Catalogue, documents: &[Document]) -> Self {
        let none = OfLine {
            documents: FixedBitSet::with_capacity(documents.len()),
            said: Vec::new(),
        };
        let mut by_line = vec![none; catalogue.requirements.len()];
        let line_of = |hit: &Hit| catalogue.ideas[hit.idea as usize].requirement;
        let number = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        for (at, document) in documents.iter().enumerate() {
            let mut from = 0;
            // Ideas stand in the order of their requirements, and hits in that of their ideas.
            for hits in document.hits.chunk_by(|a, b| line_of(a) == line_of(b)) {
                let line = &mut by_line[line_of(&hits[0])];
                line.documents.insert(at);
                line.said.push(Said {
                    document: count(at),
                    from: count(from),
                    hits: number(hits.len()),
                    shown: number(hits.iter().filter(|hit| hit.shown()).count()),
                });
                from += hits.len();
            }
        }
        Self { by_line }
    }

    fn said(&self, line: usize, document: usize) -> Option<&Said> {
        let line = &self.by_line[line];
        let before = |said: &Said| (said.document as usize) < document;
        let says = line.documents.contains(document);
        says.then(|| line.said.get(line.said.partition_point(before)))?
    }
}

impl<'a> Context<'a> {
    /// What a document says of the ideas of a requirement, in their order.
    #[must_use]
    pub fn hits_of(&self, line: &Requirement, document: usize) -> &'a [Hit] {
        let hits = &self.evidence.documents[document].hits;
        let said = self.said(line, document);
        let own = said.and_then(|said| hits.get(said.from as usize..)?.get(..said.hits.into()));
        own.unwrap_or_default()
    }

    /// How many ideas of a requirement a document shows.
    #[must_use]
    pub fn shown(&self, line: &Requirement, document: usize) -> usize {
        let said = self.said(line, document);
        said.map_or(0, |said| said.shown.into())
    }

    fn said(&self, line: &Requirement, document: usize) -> Option<&Said> {
        let first = self.catalogue.ideas[line.ideas.clone()].first()?;
        self.spoken.said(first.requirement, document)
    }
}
