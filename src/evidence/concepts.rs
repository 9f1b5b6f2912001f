//! Ideas that are looked for with the same phrases, as one.
//!
//! Many requirements of a clause share an idea: whatever they ask, the text must speak of
//! incidents first. A text is searched for each such concept once; what it holds is spread
//! over the ideas afterwards, and only over those somebody asks for.

use rustc_hash::FxHashMap;

use crate::catalogue::Catalogue;
use crate::source::count;

use super::scan::Hit;

/// The concepts of a catalogue, numbered in order of their first ideas.
#[derive(Debug)]
pub(super) struct Concepts {
    /// By idea: its concept.
    of: Vec<u32>,
    /// By concept: its ideas, sorted.
    ideas: Vec<Vec<u32>>,
}

impl Concepts {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let mut known = FxHashMap::default();
        let mut concepts = Self {
            of: Vec::with_capacity(catalogue.ideas.len()),
            ideas: Vec::new(),
        };
        for (index, idea) in catalogue.ideas.iter().enumerate() {
            let new = concepts.ideas.len();
            let concept = *known.entry(&idea.phrases).or_insert(new);
            if concept == new {
                concepts.ideas.push(Vec::new());
            }
            concepts.ideas[concept].push(count(index));
            concepts.of.push(count(concept));
        }
        concepts
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.ideas.len()
    }

    /// The ideas of a concept, sorted.
    pub(super) fn ideas(&self, concept: u32) -> &[u32] {
        &self.ideas[concept as usize]
    }

    /// The requirements of which every idea is shown by hits of concepts.
    pub(super) fn held(&self, catalogue: &Catalogue, hits: &[Hit]) -> Box<[u16]> {
        let mut shown = vec![0_u16; catalogue.requirements.len()];
        for hit in hits.iter().filter(|hit| hit.shown()) {
            for idea in self.ideas(hit.idea) {
                shown[catalogue.ideas[*idea as usize].requirement] += 1;
            }
        }
        let lines = catalogue.requirements.iter().zip(&shown).enumerate();
        lines
            .filter(|(_, (line, shown))| **shown > 0 && usize::from(**shown) == line.ideas.len())
            .filter_map(|(index, _)| u16::try_from(index).ok())
            .collect()
    }

    /// From hits of concepts, sorted, to hits of ideas, sorted: of the given requirements,
    /// or of all.
    pub(super) fn spread(
        &self,
        catalogue: &Catalogue,
        hits: &[Hit],
        lines: Option<&[usize]>,
    ) -> Vec<Hit> {
        let hit_of = |idea: u32| {
            let concept = self.of[idea as usize];
            let at = hits.binary_search_by_key(&concept, |hit| hit.idea).ok()?;
            Some(Hit { idea, ..hits[at] })
        };
        let Some(lines) = lines else {
            let ideas = hits.iter().flat_map(|hit| self.ideas(hit.idea));
            let mut ideas: Vec<u32> = ideas.copied().collect();
            ideas.sort_unstable();
            return ideas.into_iter().filter_map(hit_of).collect();
        };
        let ideas = lines
            .iter()
            .flat_map(|line| catalogue.requirements[*line].ideas.clone());
        let mut hits: Vec<Hit> = ideas.filter_map(|idea| hit_of(count(idea))).collect();
        hits.shrink_to_fit();
        hits
    }
}
