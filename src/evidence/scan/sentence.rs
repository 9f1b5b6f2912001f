//! What one sentence says: the phrases in it, and the cues that turn them round.

mod cues;
mod denials;

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::doubt::Doubts;
use super::lexicon::{Lexicon, NOTHING, of_word};
use super::parts::Parts;
use super::pass::Clauses;
use crate::evidence::phrases::{Ends, Matcher, Part, State, Word};
pub(super) use denials::Stance;
use denials::{Denial, Negation};

/// A word of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// Its number in the lexicon.
    pub word: u32,
    /// Its line.
    pub line: u32,
    /// The byte it begins at.
    pub start: u32,
    /// Its part of the sentence, between commas, colons, dashes and cells.
    pub part: u32,
    /// The byte that stands before that part.
    pub before: u8,
}

/// A phrase found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// What names the phrase, or a word: see [`of_word`].
    pub state: State,
    /// The line of its last word.
    pub line: u32,
    /// The byte that word begins at.
    pub start: u32,
    /// The byte its last part begins at, where its parts stand apart and the sentence may
    /// deny something; else as `start`.
    pub until: u32,
    /// The number of its first word in the sentence.
    pub first: u32,
    /// The number of its last word.
    pub last: u32,
    /// The part of the sentence its last word stands in.
    pub part: u32,
    /// Whether its parts stand apart in several parts of a sentence that may deny something.
    pub spread: bool,
    /// Whether a part of it stands above the sentence: in a heading, in what leads it in.
    pub above: bool,
}

impl Found {
    /// Whether all words of another phrase are words of this one.
    pub(super) fn holds(&self, other: &Found) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

/// Where in a sentence one part of phrases stands, be it once or often.
#[derive(Debug, Clone, Copy)]
struct Places {
    /// The byte at which it begins last.
    last: u32,
    /// The first and the last part of the sentence it stands in.
    within: (u32, u32),
}

/// What has been heard of a sentence so far.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Phrases of ideas.
    pub found: Vec<Found>,
    /// Names of the workspace, each with its place.
    pub names: Vec<(u16, Found)>,
    /// Phrases that bear on ideas only together with a denial.
    pub against: Vec<Found>,
    /// The parts of the sentence whose negation denies what is done with a thing, and not the thing.
    spent: Vec<u32>,
    /// Words that are a conjunction or an adverb: "damit", "bis".
    pub joining: Vec<Found>,
    /// Parts of phrases that may stand apart, with their places.
    pub parts: Vec<(Part, Found)>,
    here: Parts,
    /// Those in the sentence or above it.
    standing: Parts,
    /// Where each of its parts stands, if that is asked.
    places: FxHashMap<Part, Places>,
    /// What the sentence leaves open.
    pub doubts: Doubts,
    /// What its cues say.
    pub heard: Heard,
    /// What denies something.
    denials: Vec<Denial>,
    /// What says that something did not take place or was given up; whether it denies
    /// depends on what that is.
    put_off: Vec<Found>,
    /// Plain negations.
    plain: Vec<Negation>,
    /// Words of doing, keeping and being there.
    deeds: Vec<Found>,
    /// What there is said to be none of.
    things: Vec<Found>,
    /// Words that begin a clause that hangs on another.
    subordinate: Vec<Found>,
    /// Frames begun, by their numbers.
    begun: Vec<u8>,
    /// Words that make it a condition: "if", "have to be".
    conditions: Vec<Found>,
    /// Months.
    months: Vec<Found>,
    states: Vec<State>,
    following: Vec<State>,
    ends: Vec<State>,
}

/// Cues of one sentence of which it matters only that, or where, they stand.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent cues of one sentence"
)]
pub(super) struct Heard {
    /// A condition, once it has ended: "if".
    pub conditional: bool,
    /// An event is spoken of: "carried out".
    pub event: bool,
    /// How often something happens, index into [`crate::evidence::cues::intervals`].
    pub every: Option<u8>,
    /// The byte at which the last of the words begins that say so, and how many they are.
    pub every_at: Option<(u32, u32)>,
    /// The part of the sentence in which they stand.
    pub every_in: Option<u32>,
    /// The part of the sentence in which the first "no" stands.
    none_in: Option<u32>,
    occurred: bool,
    /// The number of the word that says "so far" or "ever".
    ever: Option<u32>,
    asks_if: bool,
    /// It says "if".
    supposed: bool,
    /// The number of the first "whether".
    whether: Option<u32>,
    /// "Will be recorded".
    will: Option<Found>,
    soon: bool,
    /// "Werden", which with a deed and a time to come announces it.
    becomes: Option<Found>,
    /// A time to come stands where it is said of that.
    soon_told: bool,
    /// "Should be defined".
    wish: Option<Found>,
    /// "Wir wollen".
    wants: Option<Found>,
    /// "Müssen noch", the last one.
    still: Option<Found>,
    /// "Is to be discussed".
    raised: Option<Found>,
    /// It names what came of a measure.
    effect: bool,
    /// "To be checked".
    to_check: Option<Found>,
    /// An occasion is named that is yet to come.
    coming: bool,
    /// "Each": it is a rule for all of them.
    each: bool,
    /// "Ist in Abstimmung mit".
    in_talks: Option<Found>,
    /// "Case by case".
    hollow: Option<Found>,
    /// A cause that is not known yet.
    sought: Option<Found>,
    /// "Most changes bypass the process".
    bypassed: bool,
    /// The part that tells of what comes by itself.
    recurs: Option<u32>,
    /// The part in which something "trat", on or off.
    appears: Option<u32>,
    /// It says that something was done for the look of it.
    sham: bool,
    /// It tells of something so that it does not come about: "instead of", "otherwise".
    pub averts: bool,
    /// It tells that somebody asks for something.
    pub enquires: bool,
    /// It tells of looking at something, or talking about it.
    pub looks: bool,
    /// The part of the sentence that names a target.
    target: Option<u32>,
    /// The part that says whether it was met.
    compared: Option<u32>,
    /// The number of the first word that makes a rule.
    rule_from: Option<u32>,
    excused: bool,
    rule: bool,
    next: bool,
    /// After how many words "there is no" stands; 0 where it does not.
    no_such: u32,
    /// The part it stands in.
    no_such_in: u32,
    /// The same for the first "no".
    no: u32,
    /// How many words it has.
    words: u32,
}

impl Said {
    /// Makes ready for the next sentence, keeping the memory of this one.
    pub(super) fn clear(&mut self) {
        for (part, _) in self.parts.drain(..) {
            self.here.remove(part);
        }
        self.found.clear();
        self.names.clear();
        self.against.clear();
        self.spent.clear();
        self.joining.clear();
        self.doubts.clear();
        self.denials.clear();
        self.put_off.clear();
        self.plain.clear();
        self.deeds.clear();
        self.things.clear();
        self.subordinate.clear();
        self.conditions.clear();
        self.begun.clear();
        self.months.clear();
        self.states.clear();
        self.heard = Heard::default();
    }

    /// How many words of the sentence have been heard.
    pub(super) fn words_heard(&self) -> usize {
        self.heard.words as usize
    }

    /// Hears the next words of the sentence.
    pub(super) fn hear(&mut self, tokens: &[Token], lexicon: &Lexicon, matcher: &Matcher) {
        for token in tokens {
            self.heard.words += 1;
            self.doubts.word(token.part, token.before);
            if token.word == NOTHING {
                self.states.clear();
                continue;
            }
            let word = lexicon.word(token.word);
            if self.states.is_empty() && word.begins_nothing() {
                continue;
            }
            self.following.clear();
            self.ends.clear();
            matcher.go_on(&self.states, word, &mut self.ends, &mut self.following);
            std::mem::swap(&mut self.states, &mut self.following);
            self.alone(word, *token, matcher);
            for at in 0..self.ends.len() {
                self.phrase(self.ends[at], *token, matcher);
            }
        }
    }

    /// Hears the phrases that a word is alone: most are, and all of them are one place.
    fn alone(&mut self, word: &Word, token: Token, matcher: &Matcher) {
        let found = self.place(of_word(token.word), token, 1);
        if !word.ideas.is_empty() {
            self.found.push(found);
        }
        for part in &word.parts {
            self.here.insert(*part);
            self.parts.push((*part, found));
        }
        for state in &word.telling {
            self.tell(*state, &found, matcher);
        }
    }

    /// Hears a phrase of several words.
    fn phrase(&mut self, state: State, token: Token, matcher: &Matcher) {
        let ends = matcher.ends(state);
        let found = self.place(state, token, matcher.length(state));
        if ends.has(Ends::IDEAS) {
            self.found.push(found);
        }
        self.tell(state, &found, matcher);
        if ends.has(Ends::PARTS) {
            for part in matcher.parts(state) {
                self.here.insert(*part);
                self.parts.push((*part, found));
            }
        }
    }

    fn place(&self, state: State, token: Token, length: u32) -> Found {
        Found {
            state,
            line: token.line,
            start: token.start,
            until: token.start,
            first: self.heard.words + 1 - length.min(self.heard.words),
            last: self.heard.words,
            part: token.part,
            spread: false,
            above: false,
        }
    }

    /// Hears the names and cues of a phrase.
    fn tell(&mut self, state: State, found: &Found, matcher: &Matcher) {
        let ends = matcher.ends(state);
        if ends.has(Ends::NAMES) {
            let names = matcher.names(state).iter();
            self.names.extend(names.map(|name| (*name, *found)));
        }
        if ends.has(Ends::AGAINST) {
            self.against.push(Found { state, ..*found });
        }
        if ends.has(Ends::CUES) {
            for cue in matcher.cues(state) {
                self.cue(*cue, found);
            }
        }
    }

    /// Adds the phrases whose parts stand apart, in the sentence or in what stands above it.
    /// Of the `heads` of a table it is kept how far each reaches.
    pub(super) fn join(&mut self, matcher: &Matcher, above: &Parts, heads: bool) {
        if self.parts.is_empty() {
            return;
        }
        self.standing.unite(&self.here, above);
        let may_deny =
            heads || !self.has_no_denial() || self.heard.no_such > 0 || self.heard.will.is_some();
        if may_deny {
            self.note_places();
        }
        for (part, place) in &self.parts {
            let joints = matcher.joints(*part);
            for (second, joint) in joints.seconds.iter().zip(&joints.phrases) {
                let stands = |part: &Part| self.standing.has(*part);
                // The second part is the first of the others.
                if stands(second) && joint.others.iter().skip(1).all(stands) {
                    let (until, spread) = if may_deny {
                        self.reach(place, &joint.others)
                    } else {
                        (place.start, false)
                    };
                    let state = joint.state;
                    let here = |part: &Part| self.here.has(*part);
                    let found = Found {
                        state,
                        until,
                        spread,
                        above: may_deny && !joint.others.iter().all(here),
                        ..*place
                    };
                    let ends = matcher.ends(state);
                    if ends.has(Ends::AGAINST) {
                        self.against.push(found);
                    }
                    if ends.has(Ends::IDEAS) {
                        self.found.push(found);
                    }
                }
            }
        }
    }

    /// Notes where each part stands: in a long sentence the same one stands a thousand times.
    fn note_places(&mut self) {
        self.places.clear();
        for (part, found) in &self.parts {
            let here = Places {
                last: found.start,
                within: (found.part, found.part),
            };
            let places = self.places.entry(*part).or_insert(here);
            places.last = places.last.max(here.last);
            places.within.0 = places.within.0.min(found.part);
            places.within.1 = places.within.1.max(found.part);
        }
    }

    /// The byte at which the last of some parts begins, or the place itself; and whether they
    /// stand in another part of the sentence than the place.
    fn reach(&self, place: &Found, others: &[Part]) -> (u32, bool) {
        let of_others = || others.iter().filter_map(|part| self.places.get(part));
        let until = of_others()
            .map(|other| other.last)
            .fold(place.start, u32::max);
        let beside = of_others().all(|other| other.within == (place.part, place.part));
        (until, !beside)
    }

    /// The phrases whose first part stands in the sentence and the others in the one before.
    /// What is denied may be named there: "The contract is old. Nobody has reviewed it."
    pub(super) fn borrow(&self, matcher: &Matcher, before: &Parts, out: &mut Vec<Found>) {
        for (part, place) in &self.parts {
            for joint in &matcher.joints(*part).phrases {
                let here = |part: &Part| self.here.has(*part);
                let stands = |part: &Part| here(part) || before.has(*part);
                if joint.others.iter().all(stands) && !joint.others.iter().all(here) {
                    let state = joint.state;
                    out.push(Found { state, ..*place });
                }
            }
        }
    }

    /// Whether some words, by their numbers from 1, are words of a phrase, be its parts apart.
    pub(super) fn says_with(&self, found: &Found, matcher: &Matcher, words: &Range<u32>) -> bool {
        uses_words(&self.parts, found, matcher, words)
    }

    /// Whether something heard so far makes it a condition.
    pub(super) fn supposes(&self) -> bool {
        !self.conditions.is_empty()
    }

    /// Whether something in it negates or doubts.
    pub(super) fn leaves_something_open(&self) -> bool {
        let heard = &self.heard;
        let open = [heard.raised, heard.hollow, heard.in_talks];
        !self.has_no_denial() || self.doubts.any() || heard.sham || open.iter().any(Option::is_some)
    }

    /// Makes one of the parts of the sentence that are one clause, and tells of what is inserted
    /// in it.
    pub(super) fn rejoin(&mut self, clauses: &Clauses) {
        let one = |part: &mut u32| {
            if let Some(whole) = clauses.goes_on.get(*part as usize) {
                *part = *whole;
            }
        };
        let lists = [
            &mut self.found,
            &mut self.against,
            &mut self.put_off,
            &mut self.deeds,
            &mut self.subordinate,
            &mut self.months,
        ];
        for at in lists.into_iter().flatten() {
            one(&mut at.part);
        }
        for (_, at) in &mut self.parts {
            one(&mut at.part);
        }
        for denial in &mut self.denials {
            one(&mut denial.at.part);
        }
        for plain in &mut self.plain {
            one(&mut plain.at.part);
        }
        let heard = &mut self.heard;
        let of_heard = [
            &mut heard.none_in,
            &mut heard.recurs,
            &mut heard.target,
            &mut heard.compared,
        ];
        for part in of_heard.into_iter().flatten() {
            one(part);
        }
        let of_heard = [
            &mut heard.will,
            &mut heard.becomes,
            &mut heard.wants,
            &mut heard.raised,
            &mut heard.to_check,
            &mut heard.in_talks,
            &mut heard.hollow,
        ];
        for at in of_heard.into_iter().flatten() {
            one(&mut at.part);
        }
        self.doubts.rejoin(clauses);
    }
}

/// Whether some words of a sentence with such parts, by their numbers from 1, are words of a phrase
/// found in it, be its parts apart.
pub(super) fn uses_words(
    parts: &[(Part, Found)],
    found: &Found,
    matcher: &Matcher,
    words: &Range<u32>,
) -> bool {
    let meets = |place: &Found| place.first < words.end && words.start <= place.last;
    let is_same = |place: &Found| (place.first, place.last) == (found.first, found.last);
    let begun_here = parts.iter().filter(|(_, place)| is_same(place));
    let mut joints = begun_here.flat_map(|(part, _)| &matcher.joints(*part).phrases);
    meets(found)
        || joints.any(|joint| {
            let of_phrase =
                |(part, place): &(Part, Found)| joint.others.contains(part) && meets(place);
            joint.state == found.state && parts.iter().any(of_phrase)
        })
}
