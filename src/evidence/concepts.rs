//! What is looked for with the same phrases, as one.
//!
//! Many requirements of a clause share an idea: whatever they ask, the text must speak of
//! incidents first. A text is searched for each such concept once; what it holds is spread
//! over the ideas afterwards, and only over those somebody asks for.

use rustc_hash::FxHashMap;

use crate::catalogue::{Catalogue, Idea};
use crate::source::count;

use super::cues::cue_phrases;
use super::phrases::{Bearing, Mark, Matcher};
use super::scan::Hit;

/// The concepts of a catalogue, numbered in order of the ideas that use them first.
#[derive(Debug, Default)]
pub(super) struct Concepts<'c> {
    /// By concept: its phrases, and what speaks against it.
    phrases: Vec<Phrases<'c>>,
    /// By concept: the ideas whose phrases these are, sorted.
    ideas: Vec<Vec<u32>>,
    /// By idea: the concept of its phrases, and that of what suffices in a claimed file.
    of: Vec<(u32, Option<u32>)>,
}

/// Phrases that show something, those that speak against it unless they are denied, and those by
/// whose denial it is denied.
type Phrases<'c> = (Vec<&'c str>, &'c [String], &'c [String]);

impl<'c> Concepts<'c> {
    pub(super) fn new(catalogue: &'c Catalogue) -> Self {
        let mut concepts = Self::default();
        let mut known = FxHashMap::default();
        for (index, idea) in catalogue.ideas.iter().enumerate() {
            let phrases: Vec<&str> = idea
                .phrases
                .values()
                .flatten()
                .map(String::as_str)
                .collect();
            let own = concepts.number(&mut known, (phrases, &idea.against, &idea.denied_by));
            concepts.ideas[own as usize].push(count(index));
            let claimed = (!idea.claimed.is_empty()).then(|| {
                let phrases = idea.claimed.iter().map(String::as_str).collect();
                concepts.number(&mut known, (phrases, &[], &[]))
            });
            concepts.of.push((own, claimed));
        }
        concepts
    }

    fn number(&mut self, known: &mut FxHashMap<Phrases<'c>, u32>, phrases: Phrases<'c>) -> u32 {
        if let Some(concept) = known.get(&phrases) {
            return *concept;
        }
        let new = count(self.phrases.len());
        self.phrases.push(phrases.clone());
        self.ideas.push(Vec::new());
        known.insert(phrases, new);
        new
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.phrases.len()
    }

    /// The ideas that a concept stands for, sorted.
    pub(super) fn ideas_of(&self, concept: u32) -> &[u32] {
        self.ideas.get(concept as usize).map_or(&[], Vec::as_slice)
    }

    /// By concept: the ideas that it stands for in any file, sorted.
    pub(super) fn anywhere(&self) -> Vec<Vec<u32>> {
        self.ideas.clone()
    }

    /// By concept: the ideas that it stands for in a file claimed for their requirements, sorted.
    pub(super) fn in_claimed(&self) -> Vec<Vec<u32>> {
        let mut ideas = self.ideas.clone();
        for (idea, (_, claimed)) in self.of.iter().enumerate() {
            if let Some(concept) = claimed {
                ideas[*concept as usize].push(count(idea));
            }
        }
        for ideas in &mut ideas {
            ideas.sort_unstable();
        }
        ideas
    }

    /// The concepts of an idea: that of its own phrases, and that of what suffices in a claimed file.
    pub(super) fn of_idea(&self, idea: u32) -> impl Iterator<Item = u32> + use<> {
        let (own, claimed) = self.of[idea as usize];
        std::iter::once(own).chain(claimed)
    }

    /// The matcher for their phrases, for the language's cues and for what else is looked for.
    pub(super) fn matcher(&self, catalogue: &Catalogue, beside: &[(&str, Mark)]) -> Matcher {
        let cues = cue_phrases();
        let cues = cues.iter().map(|(phrase, mark)| (phrase.as_str(), *mark));
        let phrases = self.phrases().chain(beside.iter().copied()).chain(cues);
        Matcher::with_sets(phrases, &catalogue.words)
    }

    /// All phrases, each with what it does for its concept.
    fn phrases(&self) -> impl Iterator<Item = (&'c str, Mark)> {
        let concepts = (0..).zip(&self.phrases);
        concepts.flat_map(|(concept, (phrases, against, denied_by))| {
            let mark = move |phrases: &'c [String], mark| {
                phrases.iter().map(move |phrase| (phrase.as_str(), mark))
            };
            let show = phrases
                .iter()
                .map(move |phrase| (*phrase, Mark::Idea(concept)));
            show.chain(mark(against, Mark::Against(concept, Bearing::Turned)))
                .chain(mark(denied_by, Mark::Against(concept, Bearing::Denying)))
        })
    }

    /// The requirements of which every idea is shown by hits of concepts, claimed or not.
    pub(super) fn held(&self, catalogue: &Catalogue, hits: &[Hit]) -> Box<[u16]> {
        let mut shown = vec![0_u16; catalogue.requirements.len()];
        for hit in hits.iter().filter(|hit| hit.shown()) {
            for idea in &self.ideas[hit.idea as usize] {
                shown[requirement(catalogue, *idea)] += 1;
            }
        }
        let lines = catalogue.requirements.iter().zip(&shown).enumerate();
        lines
            .filter(|(_, (line, shown))| **shown > 0 && usize::from(**shown) == line.ideas.len())
            .filter_map(|(index, _)| u16::try_from(index).ok())
            .collect()
    }

    /// From hits of concepts, sorted, to hits of all ideas, sorted, by their own phrases.
    pub(super) fn spread(&self, hits: &[Hit]) -> Vec<Hit> {
        let ideas = hits.iter().flat_map(|hit| &self.ideas[hit.idea as usize]);
        let mut ideas: Vec<u32> = ideas.copied().collect();
        ideas.sort_unstable();
        let hit = |idea| {
            Some(Hit {
                idea,
                ..*find(hits, self.of[idea as usize].0)?
            })
        };
        ideas.into_iter().filter_map(hit).collect()
    }

    /// From hits of concepts, sorted, to hits of the ideas of some requirements, sorted, in
    /// a file that is claimed for these.
    pub(super) fn claimed(&self, catalogue: &Catalogue, hits: &[Hit], lines: &[usize]) -> Vec<Hit> {
        let ideas = lines
            .iter()
            .flat_map(|line| catalogue.requirements[*line].ideas.clone());
        let hit = |idea: usize| {
            let (own, claimed) = self.of[idea];
            let own = find(hits, own).copied();
            let claimed = claimed.and_then(|concept| find(hits, concept));
            let said = claimed;
            let only_denied = claimed.is_some_and(|hit| hit.said == 0 && !hit.headed);
            // A word too common to say what a file is about denies no subject either.
            let claimed = if only_denied && own.is_none() && !is_subject(catalogue, idea) {
                claimed.copied()
            } else {
                claimed.and_then(Hit::affirmed)
            };
            let loose = own.is_none();
            let mut hit = own.or(claimed)?;
            hit.loose = loose;
            if let Some(said) = said.filter(|_| hit.lacking == 0) {
                (hit.lacking, hit.lacking_line) = (said.lacking, said.lacking_line);
            }
            if let (Some(own), Some(claimed)) = (own, claimed) {
                hit.unite(&claimed);
                // One sentence may say it by both.
                hit.said = own.said.max(claimed.said);
            }
            hit.idea = count(idea);
            Some(hit)
        };
        let mut hits: Vec<Hit> = ideas.filter_map(hit).collect();
        hits.shrink_to_fit();
        hits
    }
}

fn find(hits: &[Hit], concept: u32) -> Option<&Hit> {
    let at = hits.binary_search_by_key(&concept, |hit| hit.idea).ok()?;
    Some(&hits[at])
}

/// Whether an idea is the first of its requirement, which says what the line is about.
fn is_subject(catalogue: &Catalogue, idea: usize) -> bool {
    let line = catalogue.ideas[idea].requirement;
    catalogue.requirements[line].ideas.start == idea
}

fn requirement(catalogue: &Catalogue, idea: u32) -> usize {
    let idea: &Idea = &catalogue.ideas[idea as usize];
    idea.requirement
}
