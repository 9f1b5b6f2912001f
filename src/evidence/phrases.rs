//! All phrases of a catalogue in one matcher, so that a text is read once for all
//! ideas of all clauses.
//!
//! A trie over words rather than an automaton over bytes: tokens carry their own
//! places, wildcards at word ends cost one look-up, and a word seen before costs one
//! hash. Phrases that start alike share a path.
//!
//! Most people do not write a phrase as a list of phrases has it. `{approve} + {change}`
//! therefore asks for two things that may stand apart: a word for approving in a sentence,
//! and a word for changes in the same sentence or above it, in its headings, the title or
//! the line that leads a list in.

mod building;
mod grouped;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::cues::Cue;
use super::words::is_word;
use crate::source::count;
use building::Building;
use grouped::Grouped;

/// What a phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    /// An idea of the catalogue, by index.
    Idea(u32),
    /// The same, which it bears on only together with a denial.
    Against(u32, Bearing),
    /// A name of the workspace (service, customer, party), by index.
    Name(u16),
    /// A cue of the language, see [`super::cues`].
    Cue(Cue),
    /// A part of phrases whose parts may stand apart in a sentence.
    Part(Part),
}

/// What a phrase does that shows nothing by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bearing {
    /// Stated it denies the idea, denied it says it: "audited her own work".
    Turned,
    /// Denied it denies the idea, stated it says nothing: "looks at it again".
    Denying,
}

/// A part of a phrase, by number.
pub type Part = u16;

/// Words for one thing, by name: `{approve}` in a phrase stands for any of them.
pub type WordSets = BTreeMap<String, Vec<String>>;

/// The kinds of phrases that a word can begin: whether a sentence is worth a close look.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// Ideas of the catalogue and names of the workspace.
    pub const SUBJECTS: Self = Self(1);
    /// Words for events, which can deny what a heading names.
    pub const EVENTS: Self = Self(1 << 1);
    /// Words that can leave something out.
    pub const EXCLUSIONS: Self = Self(1 << 2);
    /// Words by which something is not there.
    pub const LACKS: Self = Self(1 << 3);
    /// Words that make a rule, a condition or good news of that.
    pub const NO_LOSS: Self = Self(1 << 4);
    /// Words that say how often something happens.
    pub const TIMES: Self = Self(1 << 5);

    fn of(mark: Mark) -> Self {
        match mark {
            Mark::Idea(_) | Mark::Against(..) | Mark::Name(_) | Mark::Part(_) => Self::SUBJECTS,
            Mark::Cue(Cue::Event) => Self::EVENTS,
            Mark::Cue(Cue::LeavesOut) => Self::EXCLUSIONS,
            Mark::Cue(Cue::Lacks) => Self::LACKS,
            Mark::Cue(Cue::NoLoss) => Self::NO_LOSS,
            Mark::Cue(Cue::Every(_)) => Self::TIMES,
            Mark::Cue(_) => Self::default(),
        }
    }

    /// Adds others.
    pub fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether both have a kind in common.
    #[must_use]
    pub fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The compiled phrases.
#[derive(Debug, Default)]
pub struct Matcher {
    symbols: Symbols,
    nodes: Vec<Node>,
    /// Where a further word leads, by state and symbol.
    edges: Grouped<(u32, State)>,
    ideas: Grouped<u32>,
    against: Grouped<(u32, Bearing)>,
    names: Grouped<u16>,
    cues: Grouped<Cue>,
    parts: Grouped<Part>,
    /// By part: the phrases that begin with it.
    joints: Vec<Joints>,
}

/// Numbers of the words that phrases hold, whole or as the beginning of words.
#[derive(Debug, Default)]
struct Symbols {
    exact: FxHashMap<Box<str>, u32>,
    prefixes: FxHashMap<Box<str>, u32>,
    /// Lengths of the prefixes, in bytes: a bit for each, the last one for all longer ones.
    lengths: u64,
}

/// Phrases whose parts may stand apart, by their first part: that in a sentence, the others
/// there too or in what stands above it.
#[derive(Debug, Default)]
pub struct Joints {
    /// By phrase: its second part. Looked for before all else, and so kept apart: a part may
    /// begin hundreds of phrases, the second part of which is nearly never there.
    pub seconds: Vec<Part>,
    /// By phrase: all parts after the first, and the state that names it.
    pub phrases: Vec<Joint>,
}

/// A phrase whose parts may stand apart.
#[derive(Debug)]
pub struct Joint {
    /// The parts after the first.
    pub others: Box<[Part]>,
    /// The state that names the phrase.
    pub state: State,
}

/// A place in the trie.
#[derive(Debug, Default, Clone, Copy)]
struct Node {
    /// The symbols that lead on, by [`sign`]: most words lead on from nowhere, which this
    /// tells without looking at the edges.
    signs: u64,
    /// How many words lead here.
    length: u8,
    /// What ends here.
    ends: Ends,
    /// What ends here or further on.
    reachable: Kinds,
}

/// What phrases end at a state: ideas, names, cues, parts.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Ends(u8);

impl Ends {
    /// Phrases of ideas.
    pub const IDEAS: Self = Self(1);
    /// Names of the workspace.
    pub const NAMES: Self = Self(1 << 1);
    /// Cues of the language.
    pub const CUES: Self = Self(1 << 2);
    /// Parts of phrases whose parts may stand apart.
    pub const PARTS: Self = Self(1 << 3);
    /// Words that only give their sentence a tone, which their kinds tell: nobody hears them as
    /// cues.
    pub const TONES: Self = Self(1 << 4);
    /// Phrases that bear on ideas only together with a denial.
    pub const AGAINST: Self = Self(1 << 5);

    /// Whether phrases of a kind are among them.
    #[must_use]
    pub fn has(self, kind: Self) -> bool {
        self.0 & kind.0 != 0
    }
}

/// One of sixty-four bits for a symbol.
fn sign(symbol: u32) -> u64 {
    1 << (symbol % 64)
}

/// How far into which phrase: a node of the trie. Also names the phrases that end there.
pub type State = u32;

const ROOT: State = 0;

/// What a word is to the matcher, worked out once a word.
#[derive(Debug, Default, Clone)]
pub struct Word {
    /// The symbols it stands for: itself, and every wildcard it satisfies.
    symbols: Vec<u32>,
    /// The same, by [`sign`].
    signs: u64,
    /// Phrases that consist of this word alone.
    ends: Vec<State>,
    /// Those of them that are names or cues, or speak against an idea.
    pub telling: Vec<State>,
    /// The ideas that the word alone shows, sorted.
    pub ideas: Vec<u32>,
    /// The parts of phrases that the word alone is, sorted.
    pub parts: Vec<Part>,
    /// Phrases that begin with it.
    begins: Vec<State>,
    /// The kinds of all phrases that begin with it.
    pub kinds: Kinds,
}

impl Matcher {
    /// Compiles phrases with their marks.
    #[cfg(test)]
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, Mark)>) -> Self {
        Self::with_sets(phrases, &WordSets::new())
    }

    /// Compiles phrases that may name sets of words.
    #[must_use]
    pub fn with_sets<'a>(
        phrases: impl IntoIterator<Item = (&'a str, Mark)>,
        sets: &WordSets,
    ) -> Self {
        let mut building = Building::new(sets);
        for (phrase, mark) in phrases {
            building.phrase(phrase, mark);
        }
        building.finish()
    }

    /// What a compared word is to the matcher; nothing for most words.
    #[must_use]
    pub fn word(&self, word: &str) -> Word {
        let mut out = Word::default();
        self.symbols.of(word, &mut out.symbols);
        for symbol in &out.symbols {
            out.signs |= sign(*symbol);
            self.follow(ROOT, *symbol, &mut out.ends, &mut out.begins);
        }
        for state in out.ends.iter().chain(&out.begins) {
            out.kinds.add(self.nodes[*state as usize].reachable);
        }
        for state in &out.ends {
            out.ideas.extend(self.ideas(*state));
            out.parts.extend(self.parts(*state));
            let ends = self.ends(*state);
            if ends.has(Ends::NAMES) || ends.has(Ends::CUES) || ends.has(Ends::AGAINST) {
                out.telling.push(*state);
            }
        }
        out.ideas.sort_unstable();
        out.ideas.dedup();
        out.parts.sort_unstable();
        out.parts.dedup();
        out
    }

    /// Follows a word from the given states and from the start: phrases that end with
    /// it go to `ends`, unfinished ones to `next`.
    pub fn step(&self, from: &[State], word: &Word, ends: &mut Vec<State>, next: &mut Vec<State>) {
        ends.extend_from_slice(&word.ends);
        self.go_on(from, word, ends, next);
    }

    /// As [`Self::step`], but leaves out the phrases that the word is alone.
    pub fn go_on(&self, from: &[State], word: &Word, ends: &mut Vec<State>, next: &mut Vec<State>) {
        next.extend_from_slice(&word.begins);
        for state in from {
            if self.nodes[*state as usize].signs & word.signs == 0 {
                continue;
            }
            for symbol in &word.symbols {
                self.follow(*state, *symbol, ends, next);
            }
        }
    }

    fn follow(&self, state: State, symbol: u32, ends: &mut Vec<State>, next: &mut Vec<State>) {
        let edges = self.edges.of(state);
        let Ok(at) = edges.binary_search_by_key(&symbol, |(by, _)| *by) else {
            return;
        };
        let to = edges[at].1;
        let node = &self.nodes[to as usize];
        if node.ends != Ends::default() {
            ends.push(to);
        }
        if node.signs != 0 {
            next.push(to);
        }
    }

    /// The kinds of phrases that end at a state.
    #[must_use]
    pub fn ends(&self, state: State) -> Ends {
        self.nodes[state as usize].ends
    }

    /// The ideas of the phrases that end at a state.
    #[must_use]
    pub fn ideas(&self, state: State) -> &[u32] {
        self.ideas.of(state)
    }

    /// The ideas that the phrases that end at a state bear on only together with a denial.
    #[must_use]
    pub fn against(&self, state: State) -> &[(u32, Bearing)] {
        self.against.of(state)
    }

    /// The names that end at a state.
    #[must_use]
    pub fn names(&self, state: State) -> &[u16] {
        self.names.of(state)
    }

    /// The cues that end at a state.
    #[must_use]
    pub fn cues(&self, state: State) -> &[Cue] {
        self.cues.of(state)
    }

    /// How many words the phrases have that end at a state.
    #[must_use]
    pub fn length(&self, state: State) -> u32 {
        u32::from(self.nodes[state as usize].length)
    }

    /// The parts that end at a state.
    #[must_use]
    pub fn parts(&self, state: State) -> &[Part] {
        self.parts.of(state)
    }

    /// The phrases that begin with a part.
    #[must_use]
    pub fn joints(&self, part: Part) -> &Joints {
        &self.joints[usize::from(part)]
    }
}

impl Symbols {
    /// The numbers a word has: its own, and those of the prefixes it begins with.
    fn of(&self, word: &str, out: &mut Vec<u32>) {
        out.extend(self.exact.get(word));
        for end in 1..=word.len() {
            if self.lengths & length_bit(end) != 0 && word.is_char_boundary(end) {
                out.extend(self.prefixes.get(&word[..end]));
            }
        }
    }

    fn number(&mut self, word: &str, open: bool) -> u32 {
        let new = count(self.exact.len() + self.prefixes.len());
        let table = if open {
            self.lengths |= length_bit(word.len());
            &mut self.prefixes
        } else {
            &mut self.exact
        };
        match table.get(word) {
            Some(known) => *known,
            None => *table.entry(word.into()).or_insert(new),
        }
    }
}

fn length_bit(length: usize) -> u64 {
    1 << length.min(63)
}

impl Word {
    /// Whether no phrase holds the word.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.symbols.is_empty()
    }

    /// The symbols it stands for, from which all else of it follows.
    #[must_use]
    pub fn symbols(&self) -> &[u32] {
        &self.symbols
    }

    /// Whether it says nothing alone and begins no phrase: it only ever goes on with one.
    #[must_use]
    pub fn begins_nothing(&self) -> bool {
        let says = !self.ideas.is_empty() || !self.parts.is_empty() || !self.telling.is_empty();
        !says && self.begins.is_empty()
    }
}

/// What parts of a phrase that may stand apart are written between.
pub const APART: &str = " + ";

/// The sets of words a phrase names.
pub fn sets_named(phrase: &str) -> impl Iterator<Item = &str> {
    let named = phrase.contains('{').then(|| phrase.split(APART));
    named.into_iter().flatten().filter_map(set_named)
}

/// The set of words that a part names: `{approve}`.
#[must_use]
pub fn set_named(part: &str) -> Option<&str> {
    part.trim().strip_prefix('{')?.strip_suffix('}')
}

/// Whether a text is a phrase: one to four parts, each a set of words or one to eight
/// words, `*` only at ends of words.
#[must_use]
pub fn phrase_is_valid(phrase: &str) -> bool {
    let valid = |part| set_named(part).map_or_else(|| are_words(part), is_set_name);
    if !phrase.contains('+') {
        return valid(phrase);
    }
    let mut count = 0;
    let mut parts = phrase.split(APART).inspect(|_| count += 1);
    parts.all(valid) && (1..=4).contains(&count)
}

/// Whether a text can be the name of a set of words: small letters and hyphens.
#[must_use]
pub fn is_set_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

/// Whether a text is one to eight words that can be looked for.
#[must_use]
pub fn are_words(phrase: &str) -> bool {
    let mut count = 0;
    let mut parts = phrase.split_whitespace().inspect(|_| count += 1);
    let is_word_looked_for = |part: &str| {
        let word = part.strip_suffix('*').unwrap_or(part);
        !word.bytes().any(|byte| matches!(byte, b'*' | b'{' | b'}')) && word.contains(is_word)
    };
    parts.all(is_word_looked_for) && (1..=8).contains(&count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::words::words;

    fn found(phrase: &str, text: &str) -> bool {
        let matcher = Matcher::new([(phrase, Mark::Idea(0))]);
        let (mut states, mut hit) = (Vec::new(), false);
        for word in words(text) {
            let (mut ends, mut next) = (Vec::new(), Vec::new());
            matcher.step(&states, &matcher.word(&word), &mut ends, &mut next);
            hit |= ends.iter().any(|end| !matcher.ideas(*end).is_empty());
            states = next;
        }
        hit
    }

    #[test]
    fn phrases_match_whole_words_and_endings() {
        assert!(found("major incident*", "Every major incidents' report"));
        assert!(!found("major incident", "majors incident"));
        assert!(!found("plan", "planned"));
        assert!(found(
            "schwerwiegende* störung*",
            "Schwerwiegender Stoerungen"
        ));
        assert!(found("a b c", "a a b b a b c"));
    }

    #[test]
    fn hyphens_are_ignored_both_ways() {
        for text in ["back-out plan", "back out plan", "backout plan"] {
            assert!(found("back-out plan*", text), "{text}");
        }
    }
}
