//! What single sentences say of requirements: which of their ideas they show, and which they deny.
//!
//! A document is scored by what it holds as a whole. Whoever holds it against what people said and
//! what records show needs the sentence itself, to quote it and to be sure that one place says all
//! of it. Sentences are parted as they are everywhere ([`super::scan`]); each is then read once more
//! alone, by the same rules, so that none shows or denies anything here that it would not there.
//!
//! Of a file the best sentence for each idea of a requirement is kept and the best that denies it:
//! more would be the file itself.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::body::in_body;
use super::concepts::Concepts;
use super::extract::Markup;
use super::phrases::{Mark, Matcher};
use super::promises::plain;
use super::scan::{Hit, Mood, Scanner, Spoken, Task};
use crate::catalogue::{Catalogue, Requirement};
use crate::source::{Location, count};

/// A sentence, and the ideas of the catalogue that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// As it is written, without marks of markup; behind the line that leads its list in.
    pub text: String,
    /// The nearest heading above it; empty where there is none.
    pub heading: String,
    /// Where it stands.
    pub location: Location,
    /// Ideas it says are there, sorted.
    pub shown: Vec<u32>,
    /// Ideas it says are not there, or not done, sorted.
    pub denied: Vec<u32>,
    /// Ideas that the headings above it name, sorted.
    pub above: Vec<u32>,
    /// Ideas of all these that only words name which suffice in a file claimed for their
    /// requirement, sorted.
    pub loose: Vec<u32>,
    /// Whether it says of what is laid down at large, a procedure or process, that it is not there,
    /// not known or not followed.
    pub unlived: bool,
}

/// What a sentence says of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Says {
    /// Whether it names, with the headings above it, all that the requirement asks for beyond its
    /// subject.
    pub whole: bool,
    /// How many ideas of the requirement it names itself.
    pub ideas: usize,
    /// Whether it denies one of them.
    pub denies: bool,
    /// Whether it denies the subject that the requirement shares with others.
    pub without_subject: bool,
}

impl Sentence {
    /// What it says of a requirement; nothing where it names at most the subject of several. Of a
    /// file that is not `claimed` for the requirement only its own phrases count.
    #[must_use]
    pub fn of(&self, catalogue: &Catalogue, line: &Requirement, claimed: bool) -> Option<Says> {
        let own = own_ideas(catalogue, line);
        let named = |of: &Range<usize>, lists: &[&[u32]]| {
            let ideas = of.clone().map(count);
            ideas
                .filter(|idea| lists.iter().any(|list| self.has(list, *idea, claimed)))
                .count()
        };
        let denied = named(&own, &[&self.denied]);
        let without_subject = named(&line.ideas, &[&self.denied]) > denied;
        let ideas = named(&own, &[&self.shown, &self.denied]);
        let all = named(&own, &[&self.shown, &self.denied, &self.above]);
        (ideas > 0 || without_subject).then_some(Says {
            whole: all == own.len(),
            ideas,
            denies: denied > 0,
            without_subject,
        })
    }

    /// Whether it says that all of some ideas are there.
    #[must_use]
    pub fn shows(&self, ideas: &[u32], claimed: bool) -> bool {
        let mut ideas = ideas.iter();
        ideas.all(|idea| self.has(&self.shown, *idea, claimed))
    }

    fn has(&self, list: &[u32], idea: u32, claimed: bool) -> bool {
        let here = list.binary_search(&idea).is_ok();
        here && (claimed || self.loose.binary_search(&idea).is_err())
    }
}

/// The ideas of a requirement beyond the subject that it shares with others.
#[must_use]
pub fn own_ideas(catalogue: &Catalogue, line: &Requirement) -> Range<usize> {
    let first = line.ideas.start;
    let shared = line.ideas.len() > 1 && catalogue.ideas[first].shared;
    first + usize::from(shared)..line.ideas.end
}

/// Whether an idea of the catalogue is among some, which are sorted.
pub(crate) fn names_idea(ideas: &[u32], idea: usize) -> bool {
    u32::try_from(idea).is_ok_and(|idea| ideas.binary_search(&idea).is_ok())
}

/// Words for what is laid down, whatever it is about.
const LAID_DOWN: &[&str] = &[
    "procedure*",
    "process",
    "processes",
    "policy",
    "policies",
    "instruction*",
    "guideline*",
    "rulebook",
    "verfahren*",
    "prozess",
    "prozesse*",
    "richtlinie*",
    "anweisung*",
    "arbeitsanweisung*",
    "vorgabe*",
    "prozessbeschreibung*",
];

/// Words by which people say that they leave out what they speak of.
const LEFT_OUT: &[&str] = &[
    "skip",
    "skips",
    "skipped",
    "skipping",
    "go past",
    "goes past",
    "went past",
    "gone past",
    "überspring*",
    "übersprungen",
    "lassen wir ausfallen",
    "lassen wir weg",
];

/// Words by which people say of what is laid down that it stands there only.
const ON_PAPER: &[&str] = &[
    "only on paper",
    "on paper only",
    "not lived",
    "in a drawer",
    "in the drawer",
    "nur auf dem papier",
    "nicht gelebt",
    "in der schublade",
];

/// The same in a short sentence; a longer one says where it is not used, and why.
const NOT_USED: &[&str] = &[
    "not used",
    "not applied",
    "not followed",
    "not known",
    "nicht angewendet",
    "nicht angewandt",
    "nicht benutzt",
    "nicht genutzt",
    "nicht bekannt",
    "nicht eingehalten",
];

/// So many words has a short sentence at most.
const SHORT: usize = 8;

/// What is looked for beside the ideas of the catalogue, by the number of its concept behind those.
const BESIDE: [&[&str]; 4] = [LAID_DOWN, LEFT_OUT, ON_PAPER, NOT_USED];

/// Reads texts sentence by sentence.
#[derive(Debug)]
pub struct Sentences<'c> {
    catalogue: &'c Catalogue,
    /// By concept: the ideas it stands for, in a file claimed for their requirements.
    ideas: Vec<Vec<u32>>,
    /// By concept: the ideas it stands for anywhere.
    anywhere: Vec<Vec<u32>>,
    matcher: Matcher,
}

impl<'c> Sentences<'c> {
    /// For the ideas of a catalogue.
    #[must_use]
    pub fn new(catalogue: &'c Catalogue) -> Self {
        let concepts = Concepts::new(catalogue);
        let beside = (count(concepts.count())..).zip(BESIDE);
        let beside = beside.flat_map(|(concept, phrases)| {
            let phrases = phrases.iter();
            phrases.map(move |phrase| (*phrase, Mark::Idea(concept)))
        });
        let matcher = concepts.matcher(catalogue, &beside.collect::<Vec<_>>());
        Self {
            catalogue,
            ideas: concepts.in_claimed(),
            anywhere: concepts.anywhere(),
            matcher,
        }
    }

    /// The best sentences of a file for each requirement, in order; none where it cannot be read.
    #[must_use]
    pub fn in_file(&self, path: &str, bytes: &[u8]) -> Vec<Sentence> {
        in_body(path, bytes, |body| {
            let at = |line| body.location(line);
            self.best(self.spoken(body.task(), &at, Speaks::Document))
        })
    }

    /// All sentences of a text that a person typed, in order. Their places are its lines.
    #[must_use]
    pub fn in_text(&self, path: &Arc<str>, text: &str) -> Vec<Sentence> {
        let task = Task {
            text,
            start: 0,
            markup: Markup::Plain,
            title: None,
            taken: &[],
            spots: false,
        };
        let at = |line| Location::at(path.clone(), line, 1);
        self.spoken(task, &at, Speaks::Person)
    }

    /// The sentences of a text that speak of anything, in order.
    fn spoken(
        &self,
        task: Task<'_>,
        at: &dyn Fn(u32) -> Location,
        speaks: Speaks,
    ) -> Vec<Sentence> {
        let mut scanner = Scanner::new(&self.matcher, self.ideas.len() + BESIDE.len());
        let all = scanner.sentences(task);
        let states = |spoken: &Spoken| {
            matches!(spoken.mood, Mood::States | Mood::Denies)
                && !spoken.ideas.is_empty()
                && task.taken.binary_search(&spoken.line).is_err()
        };
        let mut out = Vec::new();
        for (number, spoken) in all.iter().enumerate().filter(|(_, said)| states(said)) {
            let text = plain(&format!("{} {}", spoken.lead, spoken.text));
            let alone = scanner.scan(Task {
                text: &text,
                start: 0,
                markup: Markup::Plain,
                title: None,
                taken: &[],
                spots: false,
            });
            let heard = Heard {
                hits: &alone.hits,
                named: &spoken.ideas,
                above: &spoken.above,
                denies: spoken.mood == Mood::Denies,
                speaks,
            };
            let said = self.sentence(&text, heard);
            // A label says little without what stands behind it: "Close. After eight weeks …"
            let next = all.get(number + 1).filter(|next| goes_on(spoken, next));
            let behind = next.map_or_else(String::new, |next| plain(&next.text));
            out.push(Sentence {
                text: format!("{text} {behind}").trim_end().to_owned(),
                heading: plain(&spoken.heading),
                location: at(spoken.line),
                ..said
            });
        }
        out
    }

    /// What a sentence says by what was heard of it.
    fn sentence(&self, text: &str, heard: Heard<'_>) -> Sentence {
        let of = |wanted: &dyn Fn(&Hit) -> bool| -> Vec<u32> {
            let hits = heard.hits.iter().filter(|hit| wanted(hit));
            ideas(&self.ideas, hits.map(|hit| hit.idea))
        };
        let above = heard.above.iter().copied();
        let all = heard.hits.iter().map(|hit| hit.idea).chain(above.clone());
        let plainly = ideas(&self.anywhere, all.clone());
        let mut loose = ideas(&self.ideas, all);
        loose.retain(|idea| plainly.binary_search(idea).is_err());
        let [laid_down, left_out, on_paper, not_used] =
            [0, 1, 2, 3].map(|at| count(self.ideas.len() + at));
        let hit = |concept: u32| heard.hits.iter().find(|hit| hit.idea == concept);
        let named = |concept: u32| heard.named.contains(&concept);
        let person = heard.speaks == Speaks::Person;
        let leaves_out = person && hit(left_out).is_some_and(|hit| hit.said > 0 && !negates(hit));
        let denies = |hit: &Hit| {
            hit.contrary() || hit.bypassed_line > 0 || person && hit.negated > 0 || leaves_out
        };
        let short = text.split_whitespace().count() <= SHORT;
        let on_paper = named(on_paper) || short && named(not_used);
        let unlived =
            person && named(laid_down) && (on_paper || hit(laid_down).is_some_and(denies));
        Sentence {
            text: text.to_owned(),
            heading: String::new(),
            location: Location::file(""),
            shown: of(&|hit| hit.said > 0 && !heard.denies && !negates(hit) && !leaves_out),
            denied: of(&denies),
            above: ideas(&self.ideas, above),
            loose,
            unlived,
        }
    }

    /// Of each idea the sentence that says most of its requirement, and the one that denies most.
    fn best(&self, mut all: Vec<Sentence>) -> Vec<Sentence> {
        // What suffices in a claimed file may not be the best that would do elsewhere.
        let mut best: BTreeMap<(u32, bool, bool), (Says, usize)> = BTreeMap::new();
        for (at, sentence) in all.iter().enumerate() {
            for idea in sentence.shown.iter().chain(&sentence.denied) {
                let line = self.catalogue.ideas[*idea as usize].requirement;
                let requirement = &self.catalogue.requirements[line];
                for claimed in [true, false] {
                    let Some(says) = sentence.of(self.catalogue, requirement, claimed) else {
                        continue;
                    };
                    let key = (*idea, says.denies || says.without_subject, claimed);
                    let known = best.entry(key).or_insert((says, at));
                    if says > known.0 {
                        *known = (says, at);
                    }
                }
            }
        }
        let mut kept: Vec<usize> = best.into_values().map(|(_, at)| at).collect();
        kept.sort_unstable();
        kept.dedup();
        let mut at = 0..;
        all.retain(|_| at.next().is_some_and(|at| kept.binary_search(&at).is_ok()));
        all
    }
}

/// The ideas of some concepts, sorted.
fn ideas(of: &[Vec<u32>], concepts: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut ideas: Vec<u32> = concepts
        .filter_map(|concept| of.get(concept as usize))
        .flatten()
        .copied()
        .collect();
    ideas.sort_unstable();
    ideas.dedup();
    ideas
}

/// Whether a sentence is a label, and the next one what it stands before.
fn goes_on(label: &Spoken, next: &Spoken) -> bool {
    const LABEL: usize = 4;
    let words = label.text.split_whitespace().count();
    words <= LABEL
        && !label.is_row
        && !next.is_row
        && next.line <= label.line + 1
        && next.heading == label.heading
}

/// Whether what was found in one sentence is not plainly said to be there.
fn negates(hit: &Hit) -> bool {
    hit.denied > 0 || hit.bypassed_line > 0 || hit.negated > 0
}

/// What was heard of a sentence.
#[derive(Clone, Copy)]
struct Heard<'s> {
    /// What was found in it alone.
    hits: &'s [Hit],
    /// Concepts that it names, whatever it says of them.
    named: &'s [u32],
    /// Concepts in the headings above it.
    above: &'s [u32],
    /// Whether it denies as a whole.
    denies: bool,
    speaks: Speaks,
}

/// Who speaks. A document that lays something down is full of negations that deny nothing; of what
/// an assessor was told each is a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Speaks {
    Document,
    Person,
}
