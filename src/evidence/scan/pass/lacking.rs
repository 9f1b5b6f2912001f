//! Documents that are said not to be there, by their kind alone: "There is no programme." below
//! "Internal audit", "a gentlemen's agreement, nothing on paper".
//!
//! The words that say so name no audit and no supplier; what stands above or beside them does. So it
//! is kept of those that there is no document of that kind, and a line that asks for one looks at it.

use super::{Pass, Sentence};
use crate::evidence::metadata::kind_in;
use crate::evidence::scan::Scanner;
use crate::evidence::scan::sentence::Found;
use crate::evidence::scan::subject::names_what_must_be;

/// Longer sentences say of what the thing is that they name.
const FEW_WORDS: u32 = 6;

/// What is agreed by word of mouth, in compared form.
const AGREED: &[&str] = &[
    "agreement",
    "agreed",
    "contract",
    "sla",
    "ola",
    "handshake",
    "arrangement",
    "understanding",
    "vereinbarung",
    "vereinbart",
    "absprache",
    "absprachen",
    "abgesprochen",
    "abgemacht",
    "abmachung",
    "zuruf",
    "vertrag",
    "handschlag",
];

/// Words for having a thing with somebody.
const HAVE: &[&str] = &["have", "has", "ve", "haben", "hat", "gibt", "there"];

/// Words that say that a thing is not written down, one beside the other.
const UNWRITTEN: &[&[&str]] = &[
    &["nothing", "on", "paper"],
    &["nothing", "in", "writing"],
    &["not", "in", "writing"],
    &["nothing", "written"],
    &["nothing", "is", "written"],
    &["nur", "muendlich"],
    &["bloss", "muendlich"],
    &["rein", "muendlich"],
    &["nicht", "schriftlich"],
    &["nichts", "schriftliches"],
    &["nichts", "schriftlich"],
    &["nichts", "auf", "papier"],
];

impl Pass<'_, '_, '_> {
    /// Keeps of which kind the sentence, which denies something, says that there is no document;
    /// whether it names one bare thing.
    pub(super) fn denies_bare_thing(
        &mut self,
        sentence: &Sentence,
        text: &str,
        said: &[String],
    ) -> bool {
        let few = !self.headings.is_empty() && sentence.words <= FEW_WORDS;
        if self.in_row() || !few && !self.names_anything() {
            return false;
        }
        let few = few && !self.is_of_one(text, said);
        let bare = if few { bare_thing(said) } else { None };
        let kind = match bare {
            Some(thing) => kind_in(thing),
            None => is_unwritten(said).then_some("agreement"),
        };
        if let Some(kind) = kind {
            self.note_lacking(kind, bare.is_some(), self.line_of(sentence.begins));
        }
        bare.is_some()
    }

    /// Whether the sentence or a heading above it names anything.
    fn names_anything(&self) -> bool {
        let mut headings = self.headings.iter();
        !self.scanner.said.found.is_empty() || headings.any(|above| !above.found.is_empty())
    }

    /// Keeps that there is no document of a kind: where a bare thing is denied, of what the nearest
    /// heading names, else of all that the headings and the sentence name.
    fn note_lacking(&mut self, kind: &str, bare: bool, line: u32) {
        let Scanner { tally, said, .. } = &mut *self.scanner;
        let lack = |found: &Found| tally.lack(found.state, kind, line);
        if bare {
            let nearest = self.headings.iter().rfind(|above| !above.found.is_empty());
            nearest
                .into_iter()
                .flat_map(|above| &above.found)
                .for_each(lack);
        } else {
            let above = self.headings.iter().flat_map(|above| &above.found);
            above.chain(&said.found).for_each(lack);
        }
    }
}

/// The one thing that has to be, where a few words name no more and do not say of what: "Ein
/// Programm gibt es nicht." The heading does.
fn bare_thing(said: &[String]) -> Option<&str> {
    let is_thing = |word: &&String| names_what_must_be(std::slice::from_ref(*word));
    let mut things = said.iter().filter(is_thing);
    let thing = things.next().filter(|_| things.next().is_none());
    thing.map(String::as_str)
}

/// Whether words say that something is agreed, and that it is not written down.
fn is_unwritten(said: &[String]) -> bool {
    let stands = |phrase: &&[&str]| {
        let mut windows = said.windows(phrase.len());
        windows.any(|window| std::iter::zip(window, phrase.iter()).all(|(a, b)| a == b))
    };
    let any = |list: &[&str]| said.iter().any(|word| list.contains(&word.as_str()));
    // What one has with somebody is an agreement: "With the estates team we have nothing in writing."
    UNWRITTEN.iter().any(stands) && (any(AGREED) || any(&["mit", "with"]) && any(HAVE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::words::words;

    #[test]
    fn what_is_agreed_by_word_of_mouth_is_unwritten() {
        for (text, unwritten) in [
            ("there is a gentlemen's agreement, nothing on paper", true),
            (
                "Mit der Haustechnik ist alles nur mündlich vereinbart",
                true,
            ),
            ("Eine Vereinbarung gibt es nur mündlich", true),
            ("With the canteen we have nothing in writing", true),
            (
                "Mit der Kantine haben wir nichts Schriftliches, das läuft auf Zuruf",
                true,
            ),
            ("the agreement is in writing", false),
            ("Meldungen werden nur mündlich weitergegeben", false),
            ("we keep nothing on paper", false),
        ] {
            assert_eq!(is_unwritten(&words(text)), unwritten, "{text}");
        }
    }
}
