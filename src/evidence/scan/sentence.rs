//! What one sentence says: the phrases in it, and the cues that turn them round.

use super::doubt::Doubts;
use super::lexicon::{Lexicon, NOTHING, of_word};
use super::parts::Parts;
use crate::evidence::cues::Cue;
use crate::evidence::phrases::{Ends, Matcher, Part, State, Word};

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
    /// The number of its first word in the sentence.
    pub first: u32,
    /// The number of its last word.
    pub last: u32,
    /// The part of the sentence its last word stands in.
    pub part: u32,
}

/// What has been heard of a sentence so far.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent cues of one sentence"
)]
pub(super) struct Said {
    /// Phrases of ideas.
    pub found: Vec<Found>,
    /// Parts of phrases that may stand apart, with their places.
    pub parts: Vec<(Part, Found)>,
    here: Parts,
    /// Those in the sentence or above it.
    standing: Parts,
    /// What the sentence leaves open.
    pub doubts: Doubts,
    /// A condition: "if".
    pub conditional: bool,
    /// An event is spoken of: "carried out".
    pub event: bool,
    /// Something is announced for later.
    pub later: bool,
    /// How often something happens, index into [`crate::evidence::cues::intervals`].
    pub every: Option<u8>,
    /// The part of the sentence in which the first "no" stands.
    none_in: Option<u32>,
    occurred: bool,
    asks_if: bool,
    /// The number of the first "whether".
    whether: Option<u32>,
    /// The words that deny something.
    denials: Vec<Found>,
    missing: bool,
    not_done: bool,
    rule: bool,
    next: bool,
    /// After how many words "there is no" stands; 0 where it does not.
    no_such: u32,
    /// The same for the first "no".
    no: u32,
    words: u32,
    states: Vec<State>,
    following: Vec<State>,
    ends: Vec<State>,
}

/// How many words after "no" it is said what was not done.
const DONE_WITHIN: u32 = 9;

/// How many words after "there is no" a thing is what there is none of, and nothing of it.
const NAMED_WITHIN: u32 = 2;

/// How many words after "there is no" the missing thing is named.
const THING_WITHIN: u32 = 6;

impl Said {
    /// Makes ready for the next sentence.
    pub(super) fn clear(&mut self) {
        let Self {
            mut found,
            mut parts,
            mut here,
            standing,
            mut doubts,
            mut states,
            mut following,
            mut ends,
            ..
        } = std::mem::take(self);
        found.clear();
        for (part, _) in parts.drain(..) {
            here.remove(part);
        }
        doubts.clear();
        states.clear();
        following.clear();
        ends.clear();
        *self = Self {
            found,
            parts,
            here,
            standing,
            doubts,
            states,
            following,
            ends,
            ..Self::default()
        };
    }

    /// Hears the next words of the sentence. Names that occur go to `names`.
    pub(super) fn hear(
        &mut self,
        tokens: &[Token],
        lexicon: &Lexicon,
        matcher: &Matcher,
        names: &mut Vec<u16>,
    ) {
        for token in tokens {
            self.words += 1;
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
            self.alone(word, *token, matcher, names);
            for at in 0..self.ends.len() {
                self.phrase(self.ends[at], *token, matcher, names);
            }
        }
    }

    /// Hears the phrases that a word is alone: most are, and all of them are one place.
    fn alone(&mut self, word: &Word, token: Token, matcher: &Matcher, names: &mut Vec<u16>) {
        let found = self.place(of_word(token.word), token, 1);
        if !word.ideas.is_empty() {
            self.found.push(found);
        }
        for part in &word.parts {
            self.here.insert(*part);
            self.parts.push((*part, found));
        }
        for state in &word.telling {
            self.tell(*state, &found, matcher, names);
        }
    }

    /// Hears a phrase of several words.
    fn phrase(&mut self, state: State, token: Token, matcher: &Matcher, names: &mut Vec<u16>) {
        let ends = matcher.ends(state);
        let found = self.place(state, token, matcher.length(state));
        if ends.has(Ends::IDEAS) {
            self.found.push(found);
        }
        self.tell(state, &found, matcher, names);
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
            first: self.words + 1 - length.min(self.words),
            last: self.words,
            part: token.part,
        }
    }

    /// Hears the names and cues of a phrase.
    fn tell(&mut self, state: State, found: &Found, matcher: &Matcher, names: &mut Vec<u16>) {
        let ends = matcher.ends(state);
        if ends.has(Ends::NAMES) {
            for name in matcher.names(state) {
                if !names.contains(name) {
                    names.push(*name);
                }
            }
        }
        if ends.has(Ends::CUES) {
            for cue in matcher.cues(state) {
                self.cue(*cue, found);
            }
        }
    }

    /// Adds the phrases whose parts stand apart, in the sentence or in what stands above it.
    pub(super) fn join(&mut self, matcher: &Matcher, above: &Parts) {
        if self.parts.is_empty() {
            return;
        }
        self.standing.unite(&self.here, above);
        for (part, place) in &self.parts {
            let joints = matcher.joints(*part);
            for (second, joint) in joints.seconds.iter().zip(&joints.phrases) {
                let stands = |part: &Part| self.standing.has(*part);
                if stands(second) && joint.others.iter().all(stands) {
                    let state = joint.state;
                    self.found.push(Found { state, ..*place });
                }
            }
        }
    }

    fn cue(&mut self, cue: Cue, at: &Found) {
        if matches!(
            cue,
            Cue::Missing | Cue::NotDone | Cue::Later | Cue::Done | Cue::Thing
        ) {
            self.denials.push(*at);
        }
        match cue {
            Cue::Missing => self.missing = true,
            Cue::NotDone => self.not_done = true,
            Cue::Later => self.later = true,
            Cue::If => self.conditional = true,
            Cue::Rule => self.rule = true,
            Cue::Next => self.next = true,
            Cue::Event => self.event = true,
            Cue::NoSuch => self.no_such = self.words,
            Cue::No => {
                self.none_in.get_or_insert(at.part);
                if self.no == 0 {
                    self.no = self.words;
                }
            }
            Cue::LeavesOut => {}
            Cue::Occurred => self.occurred = true,
            Cue::Done => self.not_done |= self.no > 0 && self.words - self.no <= DONE_WITHIN,
            Cue::Thing => {
                self.missing |= self.no_such > 0 && self.words - self.no_such <= THING_WITHIN;
            }
            Cue::Doubt(reach) => {
                let length = at.last + 1 - at.first;
                self.doubts.add(reach, self.words, at.part, length);
            }
            Cue::Bound => self.doubts.bind(),
            Cue::Without => self.doubts.without(self.words, at.part),
            Cue::Whether => {
                self.whether.get_or_insert(self.words);
                // "To see if it worked" is no condition.
                self.asks_if |= at.first < at.last;
            }
            Cue::Harmless => {
                self.doubts.take_back(self.words);
                self.no_such = 0;
                self.no = 0;
            }
            Cue::Every(index) => {
                self.every.get_or_insert(index);
            }
        }
    }

    /// Makes up its mind about "if".
    pub(super) fn settle(&mut self) {
        self.conditional &= !self.asks_if;
    }

    /// Whether all it denies is that the thing is there already.
    pub(super) fn only_announces(&self) -> bool {
        self.later && !self.missing && !self.not_done
    }

    /// Whether the sentence asks of it: "nobody has checked whether the controls work" denies
    /// the check and not the controls.
    pub(super) fn asks_of(&self, found: &Found) -> bool {
        // "Whether it works, nobody has checked" begins with what it denies.
        self.whether
            .is_some_and(|whether| whether > 1 && found.first > whether)
    }

    /// Whether it is what there is none of: "we have no written criteria".
    pub(super) fn denies_itself(&self, found: &Found) -> bool {
        let after = found.first.saturating_sub(self.no_such);
        self.no_such > 0 && !self.conditional && (1..=NAMED_WITHIN).contains(&after)
    }

    /// Whether it says that there was none: "no major incidents occurred".
    pub(super) fn says_none_of(&self, found: &Found) -> bool {
        self.occurred && !self.conditional && self.none_in == Some(found.part)
    }

    /// Whether a word that can deny stands in the part of the sentence of what was found.
    pub(super) fn denies_beside(&self, found: &Found) -> bool {
        self.denials.iter().any(|denial| denial.part == found.part)
    }

    /// Whether all that denies is the name of what was found: "overdue actions".
    pub(super) fn denies_by_name(&self, found: &Found) -> bool {
        let within = |denial: &Found| denial.first >= found.first && denial.last <= found.last;
        self.denials.iter().all(within)
    }

    /// Whether the sentence says that what it names is not there.
    pub(super) fn denies(&self) -> bool {
        (self.missing && !self.conditional)
            || (self.not_done && !self.conditional && !self.rule)
            || (self.later && !self.next && !self.conditional && self.every.is_none())
    }
}
