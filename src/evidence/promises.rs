//! What a text promises: "The continuity plan is tested once a year", "P1 incidents are resolved
//! within 4 hours", "bis zum 10. des Folgemonats", "availability of at least 99.5 %".
//!
//! A promise is an interval, deadline, target or end with the sentence that states it. Sentences
//! are parted as they are for everything else ([`super::scan`]); what is asked, denied, hoped for,
//! told of the past or given as an example promises nothing. In doubt nothing is taken: a promise
//! that nobody made costs more trust than one that was not noticed.
//!
//! Only what a sentence says is told here. Whether its document is in force, whose promise it is
//! and whether it was kept depends on the workspace and is decided in [`crate::calendar`].

mod around;
mod beside;
mod clause;
mod lengths;
mod moods;
mod subject;
mod table;
mod value;
mod values;

use serde::{Deserialize, Serialize};

use super::body::{Body, in_body};
use super::concepts::Concepts;
use super::phrases::Matcher;
use super::scan::{Mood, Scanner, Spoken};
use crate::catalogue::Catalogue;
use crate::source::Location;

pub use around::{Around, Hours, Promising, Undone};
pub use beside::Beside;
pub(super) use clause::plain;
pub use subject::is_common_word;
pub use value::{Bound, Cutoff, Measure, Span, Unit, Value};
pub use values::percentages;

/// A promise as one sentence states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promised {
    /// What is promised.
    pub value: Value,
    /// Of what, in the words of the text.
    pub what: String,
    /// Words by which the same promise is known elsewhere, in compared form, sorted.
    pub about: Vec<String>,
    /// Who keeps it, where the sentence says so.
    pub who: Option<String>,
    /// Whether the sentence makes it a supplier's.
    pub supplier: bool,
    /// The sentence.
    pub sentence: String,
    /// Where it stands.
    pub location: Location,
    /// Ideas of the catalogue that the sentence names, sorted.
    pub ideas: Vec<u32>,
    /// Ideas that the headings above it name, sorted.
    pub above: Vec<u32>,
    /// What stands around it.
    pub around: Around,
    /// What is told beside it of how it was kept; of an interval only.
    pub beside: Beside,
}

/// Most promises taken of one file: more is a table of something else.
const MOST: usize = 500;

/// Reads texts for promises.
#[derive(Debug)]
pub struct Promises<'c> {
    concepts: Concepts<'c>,
    matcher: Matcher,
}

impl<'c> Promises<'c> {
    /// For the ideas of a catalogue.
    #[must_use]
    pub fn new(catalogue: &'c Catalogue) -> Self {
        let concepts = Concepts::new(catalogue);
        let matcher = concepts.matcher(catalogue, &[]);
        Self { concepts, matcher }
    }

    /// What a file promises, in order of its lines; nothing where it cannot be read.
    #[must_use]
    pub fn in_file(&self, path: &str, bytes: &[u8]) -> Promising {
        in_body(path, bytes, |body| self.read(body))
    }

    fn read(&self, body: &Body<'_>) -> Promising {
        let task = body.task();
        let spoken = Scanner::new(&self.matcher, self.concepts.count()).sentences(task);
        let mut out = Vec::new();
        for (at, sentence) in spoken.iter().enumerate() {
            let states = sentence.mood == Mood::States
                || sentence.mood == Mood::Denies && moods::was_promised(&sentence.text);
            if !states || task.taken.binary_search(&sentence.line).is_ok() || out.len() >= MOST {
                continue;
            }
            self.take(&spoken, at, body, &mut out);
        }
        Promising {
            promised: out,
            hours: Hours::of(task.text),
            undone: spoken
                .iter()
                .filter_map(|spoken| undone(spoken, body))
                .collect(),
        }
    }

    /// Takes what one of all sentences promises.
    fn take(&self, all: &[Spoken], at: usize, body: &Body<'_>, out: &mut Vec<Promised>) {
        let spoken = &all[at];
        for found in promised_in(spoken) {
            let recurs = matches!(found.value, Value::Every(_));
            let beside = if recurs {
                beside::beside(all, at, body)
            } else {
                Beside::default()
            };
            // What was promised once is told here only because it was not kept.
            if moods::was_promised(&spoken.text) && beside.missed.is_none() {
                continue;
            }
            out.push(Promised {
                value: found.value,
                what: found.what,
                about: found.about,
                who: found.who,
                supplier: found.supplier,
                sentence: found.sentence,
                location: body.location(spoken.line),
                ideas: self.ideas(&spoken.ideas),
                above: self.ideas(&spoken.above),
                around: Around {
                    lead: clause::plain(&spoken.lead),
                    heading: clause::plain(&spoken.heading),
                    ..found.around
                },
                beside,
            });
        }
    }

    /// The ideas of the catalogue that share concepts.
    fn ideas(&self, concepts: &[u32]) -> Vec<u32> {
        let mut ideas: Vec<u32> = concepts
            .iter()
            .flat_map(|concept| self.concepts.ideas_of(*concept))
            .copied()
            .collect();
        ideas.sort_unstable();
        ideas.dedup();
        ideas
    }
}

/// What a sentence says was left undone.
fn undone(spoken: &Spoken, body: &Body<'_>) -> Option<Undone> {
    let sentence = clause::plain(&spoken.text);
    let what = beside::left_undone(&sentence).filter(|_| !spoken.is_row)?;
    Some(Undone {
        what: what.to_owned(),
        location: body.location(spoken.line),
        sentence: sentence.clone(),
    })
}

/// What a sentence promises, apart from where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    value: Value,
    what: String,
    about: Vec<String>,
    who: Option<String>,
    supplier: bool,
    sentence: String,
    around: Around,
}

/// The promises of a sentence or row that states something.
fn promised_in(spoken: &Spoken) -> Vec<Found> {
    if spoken.is_row {
        return table::in_row(spoken);
    }
    let sentence = clause::plain(&spoken.text);
    if moods::is_general(&sentence) {
        return Vec::new();
    }
    if moods::heads_nothing(&clause::plain(&spoken.lead))
        || moods::heads_nothing(&clause::plain(&spoken.heading))
    {
        return Vec::new();
    }
    let found = values::values_in(&sentence, &format!("{} {}", spoken.lead, spoken.heading));
    // "Times to restore: P1 4 hours, P2 8 hours".
    let led = sentence
        .find(':')
        .filter(|_| found.len() > 1)
        .unwrap_or(sentence.len());
    let promises = found
        .iter()
        .filter(|value| moods::promises(&sentence, value));
    promises
        .map(|value| {
            let what = subject::of_sentence(&sentence, &value.at, &spoken.lead, &spoken.heading);
            let what = match subject::entry(&sentence, led, &value.at) {
                Some(entry) => format!("{what}: {entry}"),
                None => what,
            };
            Found {
                value: value.value,
                about: subject::about(&sentence, &value.at, &what),
                what,
                who: subject::who(&sentence),
                supplier: subject::is_suppliers(&sentence),
                sentence: sentence.clone(),
                around: Around {
                    text: sentence.clone(),
                    at: value.at.clone(),
                    ..Around::default()
                },
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
