//! Which services, customers and parties a text states something of, and which it only mentions.
//!
//! A name in a question, or beside what is denied or left open, covers nobody: "Vault has no such
//! plan" is no plan for Vault. A short form counts only where it stands alone in its part of the
//! sentence, or with others: in a cell, in a list, before a colon.

use super::conclude::WIDE_ROW;
use super::{Pass, Sentence};
use crate::evidence::names::SHORT;
use crate::evidence::scan::sentence::{Found, Token};
use crate::evidence::words::words;

impl Pass<'_, '_, '_> {
    /// Looks at the names among the words just heard: short forms beside other words are only
    /// mentioned.
    pub(super) fn note_names(&mut self) {
        if self.scanner.said.names.is_empty() {
            return;
        }
        let names = std::mem::take(&mut self.scanner.said.names);
        let (short, mut stated): (Vec<_>, Vec<_>) =
            names.iter().partition(|(name, _)| name & SHORT != 0);
        let heard = self.scanner.said.words_heard();
        for (name, found) in short {
            if self.stands_alone(found, &names, heard) {
                stated.push((name, found));
            } else {
                mention(&mut self.reading.in_passing, name);
            }
        }
        self.scanner.said.names = stated;
    }

    /// Whether the part of the sentence that a name stands in has only names, and words that join
    /// them. Of the tokens the last is the one heard last.
    fn stands_alone(&self, found: Found, names: &[(u16, Found)], heard: usize) -> bool {
        let tokens = &self.scanner.tokens;
        let first = heard.saturating_sub(tokens.len()) + 1;
        let mut numbered = (first..).zip(tokens);
        numbered.all(|(number, token)| {
            let within =
                |(_, at): &(u16, Found)| (at.first as usize..=at.last as usize).contains(&number);
            token.part != found.part || names.iter().any(within) || self.joins(token)
        })
    }

    fn joins(&self, token: &Token) -> bool {
        const JOINING: &[&str] = &[
            "and", "or", "the", "for", "service", "services", "und", "oder", "sowie", "der", "die",
            "das", "den", "fuer", "dienst", "dienste",
        ];
        let rest = self.task.text.get(token.start as usize..).unwrap_or("");
        let word = rest.split(|c: char| !c.is_alphanumeric()).next();
        let word = words(word.unwrap_or(""));
        word.iter().all(|word| JOINING.contains(&word.as_str()))
    }

    /// Takes the names of a sentence: those it states something of, and all others as mentioned.
    pub(super) fn state_names(&mut self, sentence: &Sentence, silent: bool) {
        let names = std::mem::take(&mut self.scanner.said.names);
        if names.is_empty() {
            return;
        }
        // Also below heads a narrow row that denies speaks of whom it names: "Vault | none yet".
        let wide = self.in_row() && sentence.part >= WIDE_ROW;
        let heading = self.heading_level.is_some();
        for (name, found) in names {
            mention(&mut self.reading.in_passing, name);
            let said = &self.scanner.said;
            let denied = said.denies_of(&found, wide)
                || !wide && (said.negates(&found) || said.doubts.cover(&found));
            let open = silent || sentence.question || self.tale.is_gap() || denied;
            if heading || !open {
                mention(&mut self.reading.names, name);
            }
        }
    }
}

fn mention(names: &mut Vec<u16>, name: u16) {
    if !names.contains(&name) {
        names.push(name);
    }
}
