//! What a sentence plainly negates although it has a word of rules in it: "We do not copy the list of
//! assets before we begin", "Wir prüfen nicht die Verträge mit Lieferanten, nur die mit Kunden".
//!
//! "Before" and "only" make most such sentences a rule, of which the negation says nothing: "we do
//! not close a ticket before the caller agrees". Two of them do not: what people leave out before
//! they themselves begin, and what "only" with the same preposition sets against something else.

use super::{Pass, Sentence};
use crate::evidence::scan::sentence::Found;
use crate::evidence::scan::subject::narrows;
use crate::evidence::words::is_word;

/// Who says of themselves that they do not.
const OURSELVES: &[&str] = &[
    "we", "they", "i", "wir", "man", "nobody", "niemand", "keiner",
];

/// Words that negate.
#[rustfmt::skip]
const NOT: &[&str] = &[
    "not", "don't", "don’t", "never", "nobody", "nicht", "nie", "kein", "keine", "keinen", "keiner", "niemand",
];

/// Forms that say that something has to be over first, which is a condition.
#[rustfmt::skip]
const OVER: &[&str] = &[
    "has", "have", "had", "is", "are", "was", "were", "hat", "haben", "hatte", "ist", "sind", "war", "wurde", "wurden",
];

/// What the rule word is set in.
const BEFORE: &[&str] = &["before", "bevor", "ehe"];
const ONLY: &[&str] = &["only", "nur"];

impl Pass<'_, '_, '_> {
    /// Which bytes of the sentence name what it negates, though it has a word of rules in it.
    pub(super) fn negated_in_contrast(
        &self,
        sentence: &Sentence,
    ) -> Option<std::ops::Range<usize>> {
        let said = &self.scanner.said;
        if !said.has_plain() && !said.denies() && !said.doubts.any() {
            return None;
        }
        let text = self.text_of(sentence);
        let range = negated(text)?;
        Some(sentence.begins + range.start..sentence.begins + range.end)
    }
}

/// Whether what was found is named among those bytes.
pub(super) fn is_within(range: &std::ops::Range<usize>, found: &Found) -> bool {
    let last = found.start.max(found.until) as usize;
    range.contains(&last)
}

/// From what is negated to the first letter of the word of rules.
fn negated(text: &str) -> Option<std::ops::Range<usize>> {
    let mut words: Vec<(usize, String)> = Vec::new();
    let mut at = 0;
    for word in text.split(|c: char| !is_word(c) && !matches!(c, '\'' | '’')) {
        let next = at + word.len();
        if !word.is_empty() {
            words.push((at, word.to_lowercase()));
        }
        at = next + text[next..].chars().next().map_or(0, char::len_utf8);
    }
    let is = |at: usize, list: &[&str]| {
        words
            .get(at)
            .is_some_and(|(_, word)| list.contains(&word.as_str()))
    };
    let no = (0..words.len().min(6)).find(|at| is(*at, NOT))?;
    let ours = (0..=no).any(|at| is(at, OURSELVES));
    let behind = no + 1..words.len();
    let from = words.get(no + 1)?.0;
    for at in behind.clone() {
        if is(at, BEFORE) && ours && is(at + 1, OURSELVES) {
            let over = (at + 2..words.len()).any(|at| is(at, OVER));
            return (!over).then(|| from..words[at].0 + 1);
        }
        let comma = || {
            text[..words[at].0]
                .trim_end()
                .ends_with([',', ';', '–', '-'])
        };
        if is(at, ONLY) && comma() {
            let with = &words.get(at + 1)?.1;
            let same = (behind.start..at).find(|at| words[*at].1 == *with)?;
            return narrows(with).then(|| words[same].0..words[at].0 + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::negated;

    #[test]
    fn what_people_leave_out_is_negated_though_a_word_of_rules_stands_there() {
        for (text, what) in [
            (
                "We do not copy the asset list before we begin.",
                "copy the asset list ",
            ),
            (
                "Wir sichern nicht den Stand der Anlage, bevor wir anfangen.",
                "den Stand der Anlage, ",
            ),
            (
                "They don't keep minutes of the calls, only of the visits.",
                "of the calls, ",
            ),
            (
                "Geprüft werden nicht die Verträge mit Lieferanten, nur mit Kunden.",
                "mit Lieferanten, ",
            ),
        ] {
            let named = negated(text).map(|range| &text[range.start..range.end - 1]);
            assert_eq!(named, Some(what), "{text}");
        }
        for text in [
            "We do not close a ticket before the caller agrees.",
            "We do not go live before we have tested.",
            "We do not approve by word of mouth, only in writing.",
            "No change goes live before it is approved.",
            "Wir spielen nichts ein, bevor wir es getestet haben.",
            "Only the owner may close it, not the desk.",
        ] {
            assert_eq!(negated(text), None, "{text}");
        }
    }
}
