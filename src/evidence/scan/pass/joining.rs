//! "Damit", "weil", "bis": conjunctions that keep a negation from being held against anybody, or
//! adverbs that do nothing to it. "Es gibt einen Weg, damit nichts liegen bleibt" excuses, "einen
//! Weg gibt es damit nicht" denies.
//!
//! In German the place of the verb decides: a clause that hangs on another begins with its
//! conjunction and ends with its verb. So a word that does not begin its part of the sentence, is
//! followed by the verb at once, or stands in a part that ends with the negation, is an adverb.

use super::verbs::is_finite;
use super::{Pass, Sentence};
use crate::evidence::scan::sentence::Found;
use crate::evidence::words::words;

/// What "bis" leads to where it only says that something goes on being as it is.
const ON_AND_ON: &[&str] = &["auf", "heute", "jetzt", "dato", "zuletzt", "vor", "anhin"];

/// The same of "until".
const UNTIL_NOW: &[&str] = &["now", "today", "further", "recently", "this"];

/// Negations that a clause may end with, and no clause that hangs on another does.
const NEGATIONS: &[&str] = &[
    "nicht", "nie", "niemals", "nirgends", "niemand", "keiner", "nichts",
];

impl Pass<'_, '_, '_> {
    /// Tells conjunctions from adverbs, in a sentence that has such words.
    pub(super) fn tell_joining(&mut self, sentence: &Sentence) {
        for at in std::mem::take(&mut self.scanner.said.joining) {
            let ends = self.part_ends.iter().map(|end| *end as usize);
            let begins = ends.clone().filter(|end| *end <= at.start as usize).max();
            let begins = begins.unwrap_or(sentence.begins);
            let to = ends.filter(|end| *end > at.start as usize).min();
            let text = |from: usize, to: usize| self.task.text.get(from..to).unwrap_or("");
            let before = words(text(begins, at.start as usize));
            let behind = words(text(at.start as usize, to.unwrap_or(self.at)));
            self.take_joining(&at, &before, &behind);
        }
    }

    /// Takes in such a word, given the words of its part before it, and those from it on.
    fn take_joining(&mut self, at: &Found, before: &[String], behind: &[String]) {
        let next = behind.get(1).map_or("", String::as_str);
        let said = &mut self.scanner.said;
        match behind.first().map_or("", String::as_str) {
            "bis" if ON_AND_ON.contains(&next) => {}
            "until" if UNTIL_NOW.contains(&next) => {}
            "bis" => said.limit(at),
            "until" => {
                said.limit(at);
                said.hang(at);
            }
            "because" if next == "of" => {}
            "because" => said.excuse(at),
            _ => {
                let last = behind.last().map_or("", String::as_str);
                let first = before.iter().all(|word| JOINED.contains(&word.as_str()));
                let is_adverb = !first || is_finite(next) || NEGATIONS.contains(&last);
                if !is_adverb {
                    said.excuse(at);
                }
            }
        }
    }
}

/// Words that may stand before a conjunction.
const JOINED: &[&str] = &[
    "und", "oder", "aber", "nur", "auch", "eben", "gerade", "sondern",
];
