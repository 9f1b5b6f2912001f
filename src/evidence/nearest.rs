//! The sentence of a text that comes nearest to what was not recognised in it.
//!
//! Whoever is told that a file was read and a thing not recognised in it wants to see what the
//! program took for the place where it could stand. Nearest is the sentence or row that holds most
//! of the words looked for: of the idea first, then of what else the line asks for. It proves
//! nothing, and is only handed to a person.

use super::below::is_heading;
use super::labels::{is_label_line, labelled};
use super::named::Named;
use super::passage::{clean, sentences};
use super::quotable::Quotable;
use crate::catalogue::Catalogue;

/// Finds the sentences of texts that come nearest to one idea of a line.
#[derive(Debug)]
pub struct Nearest {
    words: Named,
    /// So many of what is looked for belong to the idea itself; those of the rest of the line follow.
    own: usize,
}

/// Shorter sentences say nothing that anybody could judge.
const FEWEST_WORDS: usize = 4;

/// One word of the idea, and one more of it or of the rest of the line.
const LEAST: usize = 3;

/// Lines further down are not read.
const MOST_LINES: usize = 5_000;

impl Nearest {
    /// For an idea, both as numbers in the catalogue, and the others of its line.
    #[must_use]
    pub fn new(catalogue: &Catalogue, idea: usize, others: impl Iterator<Item = usize>) -> Self {
        let mut parts = parts_of(catalogue, idea);
        let own = parts.len();
        parts.extend(others.flat_map(|other| parts_of(catalogue, other)));
        Self {
            words: Named::in_phrases(catalogue, &parts),
            own,
        }
    }

    /// The nearest sentence or row and its line, from 1; `None` where no sentence holds more than
    /// a single word of the idea.
    #[must_use]
    pub fn in_text(&self, text: &Quotable) -> Option<(u32, String)> {
        let mut best: Option<(usize, u32, String)> = None;
        for (at, line) in (1..).zip(text.lines().take(MOST_LINES)) {
            // What the document says of itself, and what it is called, is not what it says.
            if is_heading(line) || is_label_line(line) || is_particular(line) {
                continue;
            }
            if self.worth(line) <= best.as_ref().map_or(0, |(worth, ..)| *worth) {
                continue;
            }
            let row = line.trim_start().starts_with('|');
            let whole = std::iter::once(line).filter(|_| row);
            let parts = sentences(line).filter(|_| !row);
            for said in whole.chain(parts) {
                let worth = self.worth(said);
                let tells = said.split_whitespace().count() >= FEWEST_WORDS;
                if tells && worth > best.as_ref().map_or(0, |(worth, ..)| *worth) {
                    best = Some((worth, at, clean(said)));
                }
            }
        }
        best.map(|(_, line, said)| (line, said))
    }

    /// How much a sentence holds of what is looked for; 0 where it holds nothing of the idea.
    fn worth(&self, said: &str) -> usize {
        let held = self.words.in_text(said);
        let own = held.iter().filter(|part| **part < self.own).count();
        let worth = own * 2 + held.len() - own;
        // One common word alone may stand in any sentence.
        if own > 0 && worth >= LEAST { worth } else { 0 }
    }
}

/// Whether a line is a row that holds labels and their values: "| Owner | B. Moor |".
fn is_particular(line: &str) -> bool {
    let line = line.trim();
    let mut cells = line.trim_matches('|').split('|').step_by(2);
    line.starts_with('|') && cells.any(|cell| labelled(cell.trim()).is_some())
}

/// What the phrases of an idea are made of, each once.
fn parts_of(catalogue: &Catalogue, idea: usize) -> Vec<String> {
    let known = &catalogue.ideas[idea];
    let phrases = known.phrases.values().flatten().chain(&known.claimed);
    let mut parts: Vec<String> = phrases
        .flat_map(|phrase| phrase.split('+'))
        .map(|part| part.trim().to_owned())
        .collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}
