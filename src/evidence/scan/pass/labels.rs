//! "Acceptance criteria: none." A label whose value says that there is none, or that it is to
//! come, denies what the label names, where that is a thing an organisation has to have.
//!
//! None is a good answer where the label names what comes by itself or is better not there:
//! complaints, exceptions, open issues, changes to a plan. So only labels deny whose own noun is
//! a plan, a procedure, criteria and the like, with no word that picks out some of them ("failed",
//! "other"). Of any other label what is yet to come is merely left open.

use super::answers::{Answer, answer, comes_by_itself, may_answer};
use super::starts::Starts;
use super::{Pass, Sentence};
use crate::evidence::scan::subject::names_what_must_be;
use crate::evidence::words::{begins_with, words};
use crate::source::count;

/// Longer labels are sentences.
const LONGEST_LABEL: usize = 9;

/// Longer values say more than no.
const LONGEST_VALUE: usize = 7;

/// No seven words of no are longer, in bytes.
const LONGEST_BYTES: usize = 80;

/// A label that is answered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answered {
    /// The byte at which it ends.
    pub(super) ends: usize,
    /// Whether what it names is denied, or only left open.
    pub(super) denies: bool,
}

/// What a value says of its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    /// "None", "no".
    None,
    /// "To follow", "not looked at".
    ToCome,
    /// "Werden mit den Fachämtern abgestimmt", "are being discussed".
    InTalks,
    /// Nothing but marks: "-", "…", "?".
    Blank,
}

impl Pass<'_, '_, '_> {
    /// The label that the sentence answers with no, not yet or nothing, if it does.
    pub(super) fn answered_label(&self, sentence: &Sentence) -> Option<Answered> {
        // Nearly every sentence has no label, or says more of it.
        let brief = |words: u32| words as usize <= LONGEST_LABEL + LONGEST_VALUE;
        if self.part_ends.is_empty() || !brief(sentence.words) {
            return None;
        }
        let (ends, values) = if self.in_row() {
            self.cells_of_label(sentence)?
        } else {
            self.value_of_label(sentence)?
        };
        let (first, others) = values.split_first()?;
        let said = value(first)?;
        if !others.iter().all(|other| value(other).is_some()) {
            return None;
        }
        let label = words(self.task.text.get(sentence.begins..ends)?);
        if label.is_empty() || label.len() > LONGEST_LABEL {
            return None;
        }
        let must_be = names_what_must_be(&label);
        let denies = match said {
            Value::None if must_be || is_act(&label) => true,
            Value::None => return None,
            Value::ToCome => must_be,
            Value::Blank if comes_by_itself(&label) => return None,
            Value::Blank | Value::InTalks => false,
        };
        Some(Answered { ends, denies })
    }

    /// Where the label ends, and what stands behind its colon or dash.
    fn value_of_label(&self, sentence: &Sentence) -> Option<(usize, Vec<&str>)> {
        let text = self.task.text;
        let parts = |at: &&u32| {
            let rest = text.get(**at as usize..).unwrap_or("");
            rest.starts_with([':', '–', '—', '-'])
        };
        let ends = *self.part_ends.iter().rev().find(parts)? as usize;
        let mark = text.get(ends..)?.chars().next()?.len_utf8();
        // What has no words may be three full stops, which end sentences.
        let to = if sentence.last.0 > ends {
            self.at
        } else {
            let rest = text.get(ends..)?;
            ends + memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())
        };
        Some((ends, vec![text.get(ends + mark..to)?]))
    }

    /// Where the first cell ends, and the cells behind it that hold anything.
    fn cells_of_label(&self, sentence: &Sentence) -> Option<(usize, Vec<&str>)> {
        if !self.plain_heads {
            return None;
        }
        let (begins, line) = self.row(sentence)?;
        let mut cells = line.split('|');
        let ends = begins + cells.next()?.len();
        let values: Vec<_> = cells.filter(|cell| !cell.trim().is_empty()).collect();
        Some((ends, values))
    }
}

/// Whether a value says that there is nothing, or nothing yet.
pub(super) fn is_no(text: &str) -> bool {
    matches!(value(text), Some(Value::None | Value::ToCome))
}

/// What a value says, if it says no more than that there is nothing.
fn value(text: &str) -> Option<Value> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`' | '|'));
    let begins = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let may_be = STARTS.may_begin(begins) || may_answer(begins) || begins.is_empty();
    if text.len() > LONGEST_BYTES || !may_be {
        return None;
    }
    let words = words(text);
    if words.is_empty() {
        let blank = !text.is_empty() && text.chars().all(|c| BLANK.contains(c));
        return blank.then_some(Value::Blank);
    }
    if words.len() > LONGEST_VALUE {
        return None;
    }
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let none = words.iter().any(|word| is(NONE, word))
        && words
            .iter()
            .all(|word| is(NONE, word) || is(AT_PRESENT, word));
    if none {
        return Some(Value::None);
    }
    if is_in_talks(&words) {
        return Some(Value::InTalks);
    }
    let is_no = answer(begins, count(words.len())) == Some(Answer::NotDone);
    let whole = words.join(" ");
    let comes = |start: &&str| begins_with(&whole, start);
    (is_no || TO_COME.iter().any(comes) || OPEN.contains(&whole.as_str())).then_some(Value::ToCome)
}

/// Whether a value says only that people are talking about it: "werden mit den Fachämtern
/// abgestimmt". What is "agreed every year" is a rule, and no more than that is said of it.
fn is_in_talks(words: &[String]) -> bool {
    let is =
        |at: Option<&String>, list: &[&str]| at.is_some_and(|word| list.contains(&word.as_str()));
    let in_german = is(words.first(), &["wird", "werden"]) && is(words.last(), TALKED_OVER);
    let in_english = is(words.first(), &["is", "are", "being"])
        && words.iter().take(2).any(|word| word == "being")
        && words
            .iter()
            .any(|word| TALKED_OVER.contains(&word.as_str()));
    in_german || in_english
}

/// Whether a label asks whether something was done that has to be: "Signed by the supplier".
fn is_act(label: &[String]) -> bool {
    label
        .first()
        .is_some_and(|first| ACTS.contains(&first.as_str()))
}

/// Marks that stand for nothing.
const BLANK: &str = "-–—.…?/_ ";

/// Words that say that there is none.
const NONE: &[&str] = &[
    "none",
    "no",
    "nil",
    "nope",
    "nothing",
    "keine",
    "keiner",
    "keines",
    "keins",
    "kein",
    "nein",
    "nichts",
    "entfaellt",
];

/// Beginnings of a value that is to come, in compared form.
const TO_COME: &[&str] = &[
    "to follow",
    "to come",
    "follows later",
    "under discussion",
    "in discussion",
    "in preparation",
    "work in progress",
    "under construction",
    "under development",
    "adjourned",
    "held over",
    "left out",
    "planned for",
    "folgt",
    "in arbeit",
    "in vorbereitung",
    "in abstimmung",
    "in klaerung",
    "in diskussion",
    "in planung",
    "geplant fuer",
    "auf die naechste",
    "auf das naechste",
    "auf den naechsten",
    "taken off the agenda",
    "removed from the agenda",
    "von der tagesordnung",
    "weggelassen",
    "add here",
    "insert here",
    "fill in",
    "please complete",
    "please add",
    "please insert",
    "to be discussed",
    "to be clarified",
    "to be considered",
    "to be looked at",
    "to be negotiated",
    "to be worked out",
    "to be named",
    "to be filled in",
    "hier ergaenzen",
    "hier eintragen",
    "hier einfuegen",
    "bitte ergaenzen",
    "bitte eintragen",
    "bitte einfuegen",
    "noch mit",
    "muessen noch",
    "muss noch",
    "wird in der naechsten",
    "wird im naechsten",
    "werden in der naechsten",
    "werden im naechsten",
];

/// What is done with a thing that people still talk about.
const TALKED_OVER: &[&str] = &[
    "abgestimmt",
    "geklaert",
    "besprochen",
    "diskutiert",
    "beraten",
    "erarbeitet",
    "ausgearbeitet",
    "ausgehandelt",
    "verhandelt",
    "nachgereicht",
    "nachgetragen",
    "agreed",
    "discussed",
    "negotiated",
    "clarified",
    "drafted",
];

/// How a value begins that people are talking about.
const IN_TALKS: &[&str] = &["wird", "werden", "is", "are", "being"];

/// Whole values of the kind.
const OPEN: &[&str] = &[
    "in progress",
    "open",
    "pending",
    "planned",
    "geplant",
    "follows",
];

/// How a value begins that says so.
const STARTS: Starts = Starts::of(&[NONE, AT_PRESENT, TO_COME, OPEN, IN_TALKS]);

/// Words that say when, beside them.
const AT_PRESENT: &[&str] = &[
    "yet",
    "so",
    "far",
    "at",
    "present",
    "the",
    "moment",
    "currently",
    "now",
    "for",
    "to",
    "date",
    "until",
    "defined",
    "agreed",
    "available",
    "derzeit",
    "bisher",
    "bislang",
    "noch",
    "aktuell",
    "zurzeit",
    "zur",
    "zeit",
    "bis",
    "jetzt",
    "heute",
    "momentan",
    "vorhanden",
    "definiert",
    "vereinbart",
    "festgelegt",
];

/// What has to be done with a document or a thing, in compared form.
const ACTS: &[&str] = &[
    "signed",
    "approved",
    "tested",
    "documented",
    "agreed",
    "defined",
    "established",
    "implemented",
    "unterschrieben",
    "unterzeichnet",
    "genehmigt",
    "freigegeben",
    "getestet",
    "dokumentiert",
    "vereinbart",
    "definiert",
    "festgelegt",
    "eingefuehrt",
    "umgesetzt",
];
