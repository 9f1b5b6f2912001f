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
mod clause;
mod lengths;
mod moods;
mod subject;
mod table;
mod value;
mod values;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::concepts::Concepts;
use super::enclosed::enclosed;
use super::extract::{Extracted, Markup, extract};
use super::formats::detect;
use super::own::made_by_tool;
use super::particulars::{all_taken_lines, labels_of};
use super::phrases::Matcher;
use super::places::Places;
use super::read::matcher;
use super::scan::{Mood, Scanner, Spoken, Task};
use crate::catalogue::Catalogue;
use crate::source::Location;

pub use around::{Around, Hours, Promising};
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
        let matcher = matcher(catalogue, &concepts, &[]);
        Self { concepts, matcher }
    }

    /// What a file promises, in order of its lines; nothing where it cannot be read. A panic of
    /// any parser stays within the file.
    #[must_use]
    pub fn in_file(&self, path: &str, bytes: &[u8]) -> Promising {
        let read = std::panic::AssertUnwindSafe(|| self.read(path, bytes));
        std::panic::catch_unwind(read).unwrap_or_default()
    }

    fn read(&self, path: &str, bytes: &[u8]) -> Promising {
        if made_by_tool(bytes) {
            return Promising::default();
        }
        let Ok(extracted) = extract(detect(path, bytes).format, bytes) else {
            return Promising::default();
        };
        if extracted.markup == Markup::Data {
            return Promising::default();
        }
        let path: Arc<str> = path.into();
        let own = own_lines(&extracted, &path);
        let spoken = Scanner::new(&self.matcher, self.concepts.count()).sentences(Task {
            text: &extracted.text,
            start: extracted.body,
            markup: extracted.markup,
            title: None,
            taken: &own,
            spots: false,
        });
        let mut out = Vec::new();
        for spoken in spoken.iter().filter(|spoken| spoken.mood == Mood::States) {
            if own.binary_search(&spoken.line).is_ok() || out.len() >= MOST {
                continue;
            }
            self.take(spoken, &extracted, &path, &mut out);
        }
        Promising {
            promised: out,
            hours: Hours::of(&extracted.text),
        }
    }

    /// Takes what one sentence promises.
    fn take(
        &self,
        spoken: &Spoken,
        extracted: &Extracted<'_>,
        path: &Arc<str>,
        out: &mut Vec<Promised>,
    ) {
        for found in promised_in(spoken) {
            out.push(Promised {
                value: found.value,
                what: found.what,
                about: found.about,
                who: found.who,
                supplier: found.supplier,
                sentence: found.sentence,
                location: extracted.location(path, spoken.line, 1),
                ideas: self.ideas(&spoken.ideas),
                above: self.ideas(&spoken.above),
                around: Around {
                    lead: clause::plain(&spoken.lead),
                    heading: clause::plain(&spoken.heading),
                    ..found.around
                },
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

/// The lines of the document's own particulars: its review interval is told elsewhere.
pub(super) fn own_lines(extracted: &Extracted<'_>, path: &Arc<str>) -> Vec<u32> {
    if matches!(extracted.places, Some(Places::Lines(_))) {
        return Vec::new();
    }
    let mut problems = Vec::new();
    let labels = labels_of(extracted, path, &mut problems);
    let enclosed = enclosed(extracted, path);
    let mut lines = all_taken_lines(&extracted.text, &labels, &problems, &enclosed);
    lines.sort_unstable();
    lines.dedup();
    lines
}

#[cfg(test)]
mod tests;
