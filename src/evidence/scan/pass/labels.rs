//! "Acceptance criteria: none." A label whose value says that there is none, or that it is to
//! come, denies what the label names, where that is a thing an organisation has to have.
//!
//! None is a good answer where the label names what comes by itself or is better not there:
//! complaints, exceptions, open issues, changes to a plan. So only labels deny whose own noun is
//! a plan, a procedure, criteria and the like, with no word that picks out some of them ("failed",
//! "other"). Of any other label what is yet to come is merely left open.

use super::answers::comes_by_itself;
use super::values::{LONGEST_VALUE, Value, value};
use super::{Pass, Sentence};
use crate::evidence::scan::subject::{names_deed, names_what_must_be};
use crate::evidence::words::words;

/// Longer labels are sentences.
const LONGEST_LABEL: usize = 9;

/// A label that is answered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answered {
    /// The byte at which it ends.
    pub(super) ends: usize,
    /// Whether what it names is denied, or only left open.
    pub(super) denies: bool,
}

impl Pass<'_, '_, '_> {
    /// The label that the sentence answers with no, not yet or nothing, if it does.
    pub(super) fn answered_label(&self, sentence: &Sentence) -> Option<Answered> {
        if let Some(post) = self.vacant_post(sentence) {
            return Some(post);
        }
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
            Value::None => must_be || is_act(&label),
            Value::Zero => must_be || names_deed(&label),
            Value::Ditto => must_be && self.no_before,
            Value::ToCome => must_be,
            Value::Vacant => !names_deputy(&label) && !self.in_row(),
            Value::Blank | Value::InTalks | Value::Evasive => false,
        };
        // "Complaints: none" is their report, and what was not answered before is not now.
        let says_so = match said {
            Value::None | Value::Zero | Value::Vacant => denies,
            Value::Ditto => self.no_before,
            Value::Blank => !comes_by_itself(&label),
            Value::ToCome | Value::InTalks | Value::Evasive => true,
        };
        says_so.then_some(Answered { ends, denies })
    }

    /// The cells of a row before one that says that nobody holds the post they name, if there is
    /// such a one: the next one, or that of a column of names.
    fn vacant_post(&self, sentence: &Sentence) -> Option<Answered> {
        if !self.in_row() || self.scanner.said.found.is_empty() {
            return None;
        }
        let (begins, row) = self.row(sentence)?;
        let mut heads = self.head.split('|');
        let mut ends = begins;
        for (number, cell) in row.split('|').enumerate() {
            let head = heads.next().unwrap_or_default();
            if number > 0 && value(cell) == Some(Value::Vacant) {
                let head = words(head);
                if (number == 1 || names_holder(&head)) && !names_deputy(&head) {
                    return Some(Answered { ends, denies: true });
                }
            }
            ends += cell.len() + usize::from(number > 0);
        }
        None
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

/// Whether a label asks whether something was done that has to be: "Signed by the supplier".
fn is_act(label: &[String]) -> bool {
    label
        .first()
        .is_some_and(|first| ACTS.contains(&first.as_str()))
}

/// Whether the head of a column asks who holds a post.
fn names_holder(head: &[String]) -> bool {
    const HOLDERS: &[&str] = &[
        "name",
        "names",
        "person",
        "who",
        "holder",
        "incumbent",
        "wer",
        "inhaber",
        "stelleninhaber",
        "besetzung",
        "besetzt",
    ];
    head.iter().any(|word| HOLDERS.contains(&word.as_str()))
}

/// Whether words name who stands in for somebody, who may well hold the post.
fn names_deputy(words: &[String]) -> bool {
    const STEMS: &[&str] = &["deput", "stellv", "vertret", "backup", "substitut"];
    let stands_in = |word: &String| STEMS.iter().any(|stem| word.starts_with(stem));
    words.iter().any(stands_in)
}

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
