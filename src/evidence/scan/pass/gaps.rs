//! What stands below "Missing", "Open points", "To be defined", or behind "Still open:".
//!
//! There people list by their names what they do not have: what is named is not there. A sentence
//! with a verb of its own says what it says ("The list is two years old"), and a task ("publish
//! the list") neither shows nor denies the thing.

use super::starts::Starts;
use super::tale::Tale;
use super::{Pass, Sentence};
use crate::evidence::scan::sentence::Found;
use crate::evidence::scan::subject::{is_article, narrows};
use crate::evidence::words::words;

/// Most words of a heading or a line that leads in.
const LONGEST: usize = 7;

/// So many words may stand between an article and what is named.
const BESIDE: usize = 2;

/// What is missing, in compared form.
const MISSING: &[&str] = &[
    "missing",
    "still missing",
    "what is missing",
    "what is still missing",
    "gap",
    "gaps",
    "known gaps",
    "not there",
    "not yet there",
    "not there yet",
    "not available",
    "not yet available",
    "what we do not have",
    "what we don t have",
    "we do not have",
    "we don t have",
    "we do not yet have",
    "not defined",
    "not yet defined",
    "to be defined",
    "still to be defined",
    "to be written",
    "still to be written",
    "to be agreed",
    "lacking",
    "what we lack",
    "we lack",
    "not in place",
    "not yet in place",
    "not implemented",
    "not yet implemented",
    "not done",
    "not yet done",
    "fehlt",
    "fehlt noch",
    "es fehlt",
    "es fehlen",
    "was fehlt",
    "was noch fehlt",
    "es fehlt noch",
    "es fehlen noch",
    "luecken",
    "bekannte luecken",
    "nicht vorhanden",
    "noch nicht vorhanden",
    "was wir nicht haben",
    "noch offen",
    "noch zu definieren",
    "noch festzulegen",
    "noch zu erstellen",
    "zu definieren",
    "noch nicht definiert",
    "noch nicht festgelegt",
    "nicht umgesetzt",
    "noch nicht umgesetzt",
];

/// What is open, to be done or left out: it may be there, and this does not show it.
const OPEN: &[&str] = &[
    "open",
    "open points",
    "open items",
    "open topics",
    "open questions",
    "still open",
    "to do",
    "todo",
    "to dos",
    "todos",
    "still to do",
    "to be done",
    "still to be done",
    "outstanding",
    "still outstanding",
    "out of scope",
    "not in scope",
    "not covered",
    "not included",
    "backlog",
    "wish list",
    "wishlist",
    "planned",
    "future work",
    "offen",
    "offene punkte",
    "offene themen",
    "offene fragen",
    "zu tun",
    "noch zu tun",
    "noch zu erledigen",
    "noch zu klaeren",
    "zu klaeren",
    "ausstehend",
    "noch ausstehend",
    "ausserhalb des geltungsbereichs",
    "nicht im geltungsbereich",
    "nicht enthalten",
    "nicht abgedeckt",
    "wunschliste",
    "geplant",
    "in planung",
];

/// First words of such a heading that names what is missing with a noun: "Missing documents".
const MISSING_THINGS: &[&str] = &["missing", "fehlende", "fehlendes"];

/// How such a heading begins.
const STARTS: Starts = Starts::of(&[MISSING, OPEN, MISSING_THINGS]);

/// Words of a sentence that says something of what it names.
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "will", "must", "shall", "may", "can", "ist",
    "sind", "war", "waren", "hat", "haben", "wird", "werden", "wurde", "wurden", "muss", "kann",
];

/// What a heading, a label or a line that leads in says of what is listed below it.
pub(super) fn gap(label: &str) -> Tale {
    let begins = label.trim_start_matches(|c: char| !c.is_alphabetic());
    if !STARTS.may_begin(begins) {
        return Tale::None;
    }
    let mut words = words(label);
    let is_mark = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    // "2.4 Open points", "To be defined 2026".
    let numbers = words.iter().take_while(|word| is_mark(word)).count();
    words.drain(..numbers);
    while words.last().is_some_and(is_mark) {
        words.pop();
    }
    if words.is_empty() || words.len() > LONGEST {
        return Tale::None;
    }
    let until = words.iter().position(|word| narrows(word) || word == "aus");
    let whole = words.join(" ");
    let named = words[..until.unwrap_or(words.len())].join(" ");
    let known = |list: &[&str]| list.contains(&whole.as_str()) || list.contains(&named.as_str());
    let of_things = words.len() <= 3 && MISSING_THINGS.contains(&words[0].as_str());
    if known(MISSING) || of_things {
        Tale::Missing
    } else if known(OPEN) {
        Tale::Open
    } else {
        Tale::None
    }
}

impl Pass<'_, '_, '_> {
    /// What the sentence lists as a gap: from which byte on, if it does.
    pub(super) fn lists_gap(&self, sentence: &Sentence) -> Option<usize> {
        if !matches!(self.tale, Tale::Missing | Tale::Open) || self.in_row() {
            return None;
        }
        let text = Some(self.text_of(sentence)).filter(|text| !text.is_empty())?;
        let label = text
            .split_once(':')
            .filter(|(label, _)| gap(label) != Tale::None);
        let from = label.map_or(0, |(label, _)| label.len() + 1);
        let says = |word: &String| VERBS.contains(&word.as_str());
        let named = words(text.get(from..)?);
        (!named.iter().any(says)).then_some(sentence.begins + from)
    }

    /// Whether an entry that begins at a byte is nothing but the name of what was found, and what
    /// narrows it down.
    pub(super) fn names_only(&self, from: usize, found: &Found) -> bool {
        let text = |from: usize, to: usize| self.task.text.get(from..to).unwrap_or("");
        let (first, last) = (found.start.min(found.until), found.start.max(found.until));
        let whole = words(text(from, self.at));
        let to_first = words(text(from, first as usize)).len();
        // The place of a phrase is that of its last word.
        let before = to_first.saturating_sub((found.last - found.first) as usize);
        let before = whole.get(..before).unwrap_or_default();
        let beside = before.iter().skip_while(|word| is_article(word));
        let plain =
            beside.clone().count() <= BESIDE && !beside.clone().any(|word| is_article(word));
        let rest = text(last as usize, self.at).trim_start_matches(|c: char| c.is_alphanumeric());
        let next = words(rest);
        let ends = rest.starts_with([',', '(', ':'])
            || next
                .first()
                .is_none_or(|next| narrows(next) || LINKS.contains(&next.as_str()));
        plain && ends
    }
}

/// Words between two of a list.
const LINKS: &[&str] = &[
    "and",
    "or",
    "und",
    "oder",
    "sowie",
    "including",
    "inkl",
    "aus",
    "to",
];
