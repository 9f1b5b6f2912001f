//! How far a denial reaches: of whom it denies, and what.
//!
//! "The archive has no continuity plan" denies a plan for the archive, in a text that may have one for
//! everything else; "limits are not agreed" denies an agreement, and not that somebody reports
//! against it. Of a doubt the narrower reading is taken: who denies too little asks a person to
//! look, who denies too much accuses.

use super::marks::near;
use super::{Pass, Sentence};
use crate::evidence::scan::sentence::Found;
use crate::evidence::scan::tally::Scope;
use crate::evidence::words::{is_word, words};

/// Words that speak of all of them.
#[rustfmt::skip]
const ALL: &[&str] = &[
    "all", "every", "each", "any", "alle", "allen", "aller", "jede", "jeder", "jeden", "jedes", "saemtliche",
];

/// Words before the one that a sentence is about. German writes every noun as it writes names.
const LEADS: &[&str] = &["for", "at"];
const GERMAN_LEADS: &[&str] = &["für", "bei"];

/// Verbs that say of one that it has, or has not.
const HAS: &[&str] = &["has", "had", "hat", "hatte", "lacks", "misses"];

/// First words of a sentence that are no name, whatever their letters.
#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "we", "it", "he", "she", "this", "that", "there", "nobody", "everybody", "everyone", "one", "none", "who", "what",
    "which", "nothing", "management", "organisation", "organization", "company", "staff", "it's", "now", "es", "er", "sie",
    "man", "niemand", "keiner", "jeder", "das", "dies", "wer", "was", "nichts", "bisher", "bislang", "derzeit", "also",
    "der", "die", "dieser", "diese", "dieses", "the", "a", "leitung", "dazu", "dafür", "davon", "hier", "so",
];

/// Deeds of laying down, in compared form.
#[rustfmt::skip]
const SETTLED: &[&str] = &[
    "agreed", "defined", "stipulated", "vereinbart", "festgelegt", "definiert", "geregelt", "abgemacht",
];

/// Words before what is counted or shared out by something.
const PER: &[&str] = &["per", "pro", "je"];

/// How an audit or a review names itself among those that come year by year.
const THIS_ROUND: &[&[&str]] = &[
    &["this", "time"],
    &["this", "round"],
    &["this", "occasion"],
    &["this", "visit"],
    &["this", "audit"],
    &["this", "review"],
    &["of", "the", "audit"],
    &["by", "the", "audit"],
    &["in", "the", "audit"],
    &["dieses", "mal"],
    &["diesem", "audit"],
    &["dieses", "audits"],
    &["dieser", "runde"],
    &["diesem", "durchgang"],
    &["des", "audits"],
    &["vom", "audit"],
    &["im", "audit"],
];
const THIS_TIME: &[&str] = &["diesmal"];

/// What a round does with its subjects, and what is not done with them otherwise, in compared form.
#[rustfmt::skip]
const VISITED: &[&str] = &[
    "looked", "audited", "sampled", "covered", "included", "visited", "scope", "auditiert", "angesehen", "angeschaut",
    "betrachtet", "einbezogen", "abgedeckt", "besucht", "erfasst", "gegenstand", "umfasst",
];

/// What it does with them, and others do as well.
#[rustfmt::skip]
const JUDGED: &[&str] = &[
    "checked", "examined", "assessed", "reviewed", "part", "geprueft", "untersucht", "behandelt", "teil", "bewertet",
];

impl Pass<'_, '_, '_> {
    /// Whether the sentence denies one bare thing, and how far its denial reaches.
    pub(super) fn reach_of_denial(&mut self, sentence: &Sentence, denies: bool) -> (bool, Scope) {
        if !denies && !self.scanner.said.has_plain() {
            return (false, Scope::default());
        }
        let text = near(self.text_of(sentence));
        let words = words(text);
        let bare = denies && self.denies_bare_thing(sentence, text, &words);
        let scope = Scope {
            of_one: self.is_of_one(text, &words),
            unlooked: self.scanner.said.only_unlooked() || self.is_left_to_another_round(&words),
            unsettled: words.iter().any(|word| SETTLED.contains(&word.as_str())),
        };
        (bare, scope)
    }

    /// Whether the sentence says what a round did not look at: "Purchasing was not audited this time."
    /// What is checked and judged outside an audit as well, only an audit leaves to its next one.
    fn is_left_to_another_round(&self, words: &[String]) -> bool {
        let holds = |phrase: &&[&str]| {
            let mut windows = words.windows(phrase.len());
            windows.any(|window| std::iter::zip(window, phrase.iter()).all(|(a, b)| a == b))
        };
        let among = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        let is_audit = |text: &str| text.to_lowercase().contains("audit");
        let of_audit = || {
            words.iter().any(|word| word.starts_with("audit"))
                || self.task.title.is_some_and(|(title, _)| is_audit(title))
                || self
                    .reading
                    .heading
                    .as_ref()
                    .is_some_and(|(title, _)| is_audit(title))
        };
        (THIS_ROUND.iter().any(holds) || among(THIS_TIME))
            && (among(VISITED) || among(JUDGED) && of_audit())
    }

    /// Whether the sentence speaks of one service, customer or party alone.
    pub(super) fn is_of_one(&self, text: &str, words: &[String]) -> bool {
        if words.iter().any(|word| ALL.contains(&word.as_str())) {
            return false;
        }
        // What was found first is what is denied, and no name.
        let mut found = self.scanner.said.found.iter();
        let names_idea = found.any(|found: &Found| found.first == 1);
        !self.scanner.said.names.is_empty() || !names_idea && begins_with_name(text)
    }

    /// Whether what was found only says by what something is counted: "money per target" denies no
    /// target.
    pub(super) fn is_counted_by(&self, found: &Found) -> bool {
        let before = self.task.text.get(..found.start as usize).unwrap_or("");
        let more = (found.last - found.first) as usize;
        let mut back = before
            .rsplit(|c: char| !is_word(c))
            .filter(|word| !word.is_empty());
        back.nth(more)
            .is_some_and(|word| PER.contains(&word.to_lowercase().as_str()))
    }
}

/// Whether a sentence begins with a name of which it says that it has something, or has it not: "Lyra
/// has no such plan", "Für ZEUS gibt es keinen".
fn begins_with_name(text: &str) -> bool {
    let mut words = text
        .split(|c: char| !is_word(c))
        .filter(|word| !word.is_empty());
    let (Some(first), Some(second)) = (words.next(), words.next()) else {
        return false;
    };
    let among = |list: &[&str], word: &str| list.contains(&word.to_lowercase().as_str());
    if among(LEADS, first) {
        return is_plain_name(second);
    }
    if among(GERMAN_LEADS, first) {
        return is_marked_name(second);
    }
    let is_name = |word: &str| is_plain_name(word) && !among(NO_NAMES, word);
    // A name of two words: "North Depot has none".
    let has = among(HAS, second) || is_name(second) && words.next().is_some_and(|w| among(HAS, w));
    is_name(first) && has
}

/// Whether a word is written as a name is.
fn is_plain_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a word is written as no other word is: in capitals, with a figure in it.
fn is_marked_name(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1
        || word.starts_with(char::is_uppercase) && word.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::begins_with_name;

    #[test]
    fn sentences_about_one_begin_with_its_name() {
        for text in [
            "Lyra has no such plan",
            "North Depot has none",
            "For Lyra there is none",
            "ZEUS hat keinen",
            "Für ZEUS gibt es keinen",
        ] {
            assert!(begins_with_name(text), "{text}");
        }
        for text in [
            "We have none",
            "It has no plan",
            "There is no plan",
            "Nobody has a plan",
            "Für Notfälle gibt es keinen",
            "A plan has not been written",
            "Management has no plan",
        ] {
            assert!(!begins_with_name(text), "{text}");
        }
    }
}
