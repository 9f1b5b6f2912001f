//! Quotations in reports: what files say that shows a requirement or denies it.

use std::rc::Rc;

use super::types::{FoundView, QuoteView, RequirementView, SpotView, View};
use crate::assessment::{SAYS_OTHERWISE, not_recognised};
use crate::catalogue::Catalogue;
use crate::evidence::{Nearest, Quotable, Quoted};
use crate::output::paint::cut_at_word;

/// Longest quotation of a report, in characters.
const LONGEST_QUOTE: usize = 300;

/// Longest quotation of what was found, in characters: a sentence, seldom more.
const LONGEST_PROOF: usize = 160;

/// Quotations of what was found, for each requirement.
const MOST_PROOFS: usize = 3;

/// Gives what a file says at a place: its path, the line and the columns of the text as it was
/// read, and how long it may be.
pub type Passage<'a> = &'a dyn Fn(&str, u32, &[u32], usize) -> Option<Quoted>;

/// Gives the text of a file by its path.
pub type TextOf<'a> = &'a dyn Fn(&str) -> Option<Rc<Quotable>>;

impl View {
    /// Tells of what was not recognised in a file which of its sentences comes nearest, for a person
    /// to judge.
    pub fn quote_nearest(&mut self, catalogue: &Catalogue, text_of: TextOf<'_>) {
        for requirement in &mut self.requirements {
            requirement.quote_nearest(catalogue, text_of);
        }
    }

    /// Quotes what shows the requirements: who reads of a proof may judge the sentence it rests
    /// on. What shows most of a requirement's own ideas comes first.
    pub fn quote_found(&mut self, passage: Passage<'_>) {
        for requirement in &mut self.requirements {
            let mut places: Vec<Vec<&FoundView>> = Vec::new();
            for found in &requirement.found {
                let same = |place: &&mut Vec<&FoundView>| {
                    place[0].path == found.path && place[0].spot.at == found.spot.at
                };
                match places.iter_mut().find(same) {
                    Some(place) => place.push(found),
                    None => places.push(vec![found]),
                }
            }
            let own = |place: &Vec<&FoundView>| place.iter().filter(|found| found.own).count();
            places.sort_by_key(|place| std::cmp::Reverse(own(place)));
            // What all share is quoted where nothing else was found.
            let any = places.first().is_some_and(|place| own(place) > 0);
            places.retain(|place| !any || own(place) > 0);
            let quotes = places.iter().filter_map(|place| {
                let shown = || place.iter().filter(|found| found.own || !any);
                let first = shown().next()?;
                let columns: Vec<u32> = shown().map(|found| found.at_column).collect();
                let quoted = passage(&first.path, first.spot.at, &columns, LONGEST_PROOF)?;
                let below = quoted.below.as_ref().map(SpotView::of);
                Some(QuoteView {
                    path: first.path.clone(),
                    spot: below.unwrap_or_else(|| first.spot.clone()),
                    ideas: place.iter().map(|found| found.idea.clone()).collect(),
                    text: quoted.text.replace("**", ""),
                    only_named: quoted.only_named,
                })
            });
            let mut quotes: Vec<QuoteView> = quotes.collect();
            // What only a heading names is quoted where no sentence or row says it.
            quotes.sort_by_key(|quote| quote.only_named);
            quotes.truncate(MOST_PROOFS);
            requirement.quotes = quotes;
        }
    }

    /// Quotes where a file says otherwise: who reads of a gap may see the sentence that tells
    /// it. `line` gives a line of a file.
    pub fn quote_denials(&mut self, line: &dyn Fn(&str, u32) -> Option<String>) {
        let looked = self.requirements.iter_mut();
        for looked in looked.flat_map(|requirement| &mut requirement.evidence) {
            if let (true, Some(spot)) = (looked.saw == SAYS_OTHERWISE, looked.spots.first()) {
                let text = line(&looked.name, spot.at);
                // Bold words of Markdown are no part of what it says.
                looked.quote = text.map(|text| cut_at_word(&text.replace("**", ""), LONGEST_QUOTE));
            }
        }
    }
}

impl RequirementView {
    /// The same of one requirement.
    pub fn quote_nearest(&mut self, catalogue: &Catalogue, text_of: TextOf<'_>) {
        let Some(at) = catalogue.requirement(&self.id) else {
            return;
        };
        let ideas = catalogue.requirements[at].ideas.clone();
        let Some(best) = self.evidence.first() else {
            return;
        };
        for idea in ideas.clone() {
            let told = not_recognised(&best.name, &catalogue.ideas[idea].name);
            let Some(missing) = self.missing.iter_mut().find(|missing| **missing == told) else {
                continue;
            };
            let Some(text) = text_of(&best.name) else {
                return;
            };
            let others = ideas.clone().filter(|other| *other != idea);
            if let Some((line, said)) = Nearest::new(catalogue, idea, others).in_text(&text) {
                let place = text.location(line).spoken();
                let said = cut_at_word(&said.replace("**", ""), LONGEST_PROOF);
                missing.push_str(&format!("; nearest: {place} “{said}”; judge it"));
            }
        }
    }
}
