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

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::cues::Cue;
use super::words::{is_word, words};
use crate::source::count;

/// What a phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    /// An idea of the catalogue, by index.
    Idea(u32),
    /// A name of the workspace (service, customer, party), by index.
    Name(u16),
    /// A cue of the language, see [`super::cues`].
    Cue(Cue),
    /// A part of phrases whose parts may stand apart in a sentence.
    Part(Part),
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

    fn of(mark: Mark) -> Self {
        match mark {
            Mark::Idea(_) | Mark::Name(_) | Mark::Part(_) => Self::SUBJECTS,
            Mark::Cue(Cue::Event) => Self::EVENTS,
            Mark::Cue(Cue::LeavesOut) => Self::EXCLUSIONS,
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
    exact: FxHashMap<String, u32>,
    prefixes: FxHashMap<String, u32>,
    shortest_prefix: usize,
    longest_prefix: usize,
    nodes: Vec<Node>,
    /// By part: the phrases that begin with it.
    joints: Vec<Vec<Joint>>,
}

/// A phrase whose parts may stand apart: the first in a sentence, the others there too or
/// in what stands above it.
#[derive(Debug)]
pub struct Joint {
    /// The parts after the first.
    pub others: Box<[Part]>,
    /// The state that names the phrase.
    pub state: State,
}

/// A place in the trie: what ends here, and where a further word leads.
#[derive(Debug, Default, Clone)]
struct Node {
    ideas: Vec<u32>,
    names: Vec<u16>,
    cues: Vec<Cue>,
    parts: Vec<Part>,
    /// How many words lead here.
    length: u8,
    edges: Vec<(u32, State)>,
    /// What ends here or further on.
    reachable: Kinds,
}

impl Node {
    fn ends_a_phrase(&self) -> bool {
        !(self.ideas.is_empty()
            && self.cues.is_empty()
            && self.names.is_empty()
            && self.parts.is_empty())
    }
}

/// How far into which phrase: a node of the trie. Also names the phrases that end there.
pub type State = u32;

const ROOT: State = 0;

/// What a word is to the matcher, worked out once a word.
#[derive(Debug, Default, Clone)]
pub struct Word {
    /// The symbols it stands for: itself, and every wildcard it satisfies.
    symbols: Vec<u32>,
    /// Phrases that consist of this word alone.
    ends: Vec<State>,
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
        let mut building = Building {
            matcher: Self {
                nodes: vec![Node::default()],
                shortest_prefix: usize::MAX,
                ..Self::default()
            },
            edges: FxHashMap::default(),
            parts: FxHashMap::default(),
            joints: FxHashMap::default(),
            sets,
        };
        for (phrase, mark) in phrases {
            building.phrase(phrase, mark);
        }
        let mut matcher = building.matcher;
        for node in &mut matcher.nodes {
            node.edges.sort_unstable();
        }
        matcher
    }

    fn add(
        &mut self,
        spelling: &[Pattern],
        mark: Mark,
        edges: &mut FxHashMap<(State, u32), State>,
    ) {
        let kinds = Kinds::of(mark);
        let mut state = ROOT;
        for pattern in spelling {
            let next_symbol = count(self.exact.len() + self.prefixes.len());
            let table = if pattern.open {
                &mut self.prefixes
            } else {
                &mut self.exact
            };
            let symbol = match table.get(&pattern.word) {
                Some(symbol) => *symbol,
                None => *table.entry(pattern.word.clone()).or_insert(next_symbol),
            };
            if pattern.open {
                self.shortest_prefix = self.shortest_prefix.min(pattern.word.len());
                self.longest_prefix = self.longest_prefix.max(pattern.word.len());
            }
            let new = count(self.nodes.len());
            let to = *edges.entry((state, symbol)).or_insert(new);
            if to == new {
                self.nodes.push(Node {
                    length: self.nodes[state as usize].length.saturating_add(1),
                    ..Node::default()
                });
                self.nodes[state as usize].edges.push((symbol, new));
            }
            state = to;
            self.nodes[state as usize].reachable.add(kinds);
        }
        if state == ROOT {
            return;
        }
        self.mark(state, mark);
    }

    fn mark(&mut self, state: State, mark: Mark) {
        let node = &mut self.nodes[state as usize];
        match mark {
            Mark::Idea(idea) if !node.ideas.contains(&idea) => node.ideas.push(idea),
            Mark::Name(name) if !node.names.contains(&name) => node.names.push(name),
            Mark::Cue(cue) if !node.cues.contains(&cue) => node.cues.push(cue),
            Mark::Part(part) if !node.parts.contains(&part) => node.parts.push(part),
            _ => {}
        }
    }

    /// What a compared word is to the matcher; nothing for most words.
    #[must_use]
    pub fn word(&self, word: &str) -> Word {
        let mut out = Word::default();
        out.symbols.extend(self.exact.get(word));
        for end in self.shortest_prefix.min(word.len() + 1)..=word.len().min(self.longest_prefix) {
            if word.is_char_boundary(end) {
                out.symbols.extend(self.prefixes.get(&word[..end]));
            }
        }
        for symbol in &out.symbols {
            self.follow(ROOT, *symbol, &mut out.ends, &mut out.begins);
        }
        for state in out.ends.iter().chain(&out.begins) {
            out.kinds.add(self.nodes[*state as usize].reachable);
        }
        out
    }

    /// Follows a word from the given states and from the start: phrases that end with
    /// it go to `ends`, unfinished ones to `next`.
    pub fn step(&self, from: &[State], word: &Word, ends: &mut Vec<State>, next: &mut Vec<State>) {
        ends.extend_from_slice(&word.ends);
        next.extend_from_slice(&word.begins);
        for state in from {
            for symbol in &word.symbols {
                self.follow(*state, *symbol, ends, next);
            }
        }
    }

    fn follow(&self, state: State, symbol: u32, ends: &mut Vec<State>, next: &mut Vec<State>) {
        let edges = &self.nodes[state as usize].edges;
        let Ok(at) = edges.binary_search_by_key(&symbol, |(by, _)| *by) else {
            return;
        };
        let to = edges[at].1;
        let node = &self.nodes[to as usize];
        if node.ends_a_phrase() {
            ends.push(to);
        }
        if !node.edges.is_empty() {
            next.push(to);
        }
    }

    /// The ideas of the phrases that end at a state.
    #[must_use]
    pub fn ideas(&self, state: State) -> &[u32] {
        &self.nodes[state as usize].ideas
    }

    /// The names that end at a state.
    #[must_use]
    pub fn names(&self, state: State) -> &[u16] {
        &self.nodes[state as usize].names
    }

    /// The cues that end at a state.
    #[must_use]
    pub fn cues(&self, state: State) -> &[Cue] {
        &self.nodes[state as usize].cues
    }

    /// How many words the phrases have that end at a state.
    #[must_use]
    pub fn length(&self, state: State) -> u32 {
        u32::from(self.nodes[state as usize].length)
    }

    /// The parts that end at a state.
    #[must_use]
    pub fn parts(&self, state: State) -> &[Part] {
        &self.nodes[state as usize].parts
    }

    /// The phrases that begin with a part.
    #[must_use]
    pub fn joints(&self, part: Part) -> &[Joint] {
        &self.joints[usize::from(part)]
    }
}

impl Word {
    /// Whether no phrase holds the word.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.symbols.is_empty()
    }
}

/// What parts of a phrase that may stand apart are written between.
pub(super) const APART: &str = " + ";

/// The sets of words a phrase names.
pub fn sets_named(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split(APART).filter_map(set_named)
}

/// The set of words that a part names: `{approve}`.
fn set_named(part: &str) -> Option<&str> {
    part.trim().strip_prefix('{')?.strip_suffix('}')
}

/// Whether a text is a phrase: one to four parts, each a set of words or one to eight
/// words, `*` only at ends of words.
#[must_use]
pub fn phrase_is_valid(phrase: &str) -> bool {
    let parts: Vec<&str> = phrase.split(APART).collect();
    (1..=4).contains(&parts.len())
        && parts
            .iter()
            .all(|part| set_named(part).map_or_else(|| are_words(part), is_set_name))
}

/// Whether a text can be the name of a set of words: small letters and hyphens.
#[must_use]
pub fn is_set_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

/// Whether a text is one to eight words that can be looked for.
#[must_use]
pub fn are_words(phrase: &str) -> bool {
    let parts: Vec<&str> = phrase.split_whitespace().collect();
    (1..=8).contains(&parts.len())
        && parts.iter().all(|part| {
            let word = part.strip_suffix('*').unwrap_or(part);
            !word.contains(['*', '{', '}']) && word.contains(is_word)
        })
}

/// A matcher in the making.
struct Building<'s> {
    matcher: Matcher,
    edges: FxHashMap<(State, u32), State>,
    /// Parts by what is written for them.
    parts: FxHashMap<String, Part>,
    joints: FxHashMap<Vec<Part>, State>,
    sets: &'s WordSets,
}

impl Building<'_> {
    fn phrase(&mut self, phrase: &str, mark: Mark) {
        if !phrase.contains(APART) {
            self.part(phrase, mark);
            return;
        }
        let parts: Option<Vec<Part>> = phrase.split(APART).map(|part| self.number(part)).collect();
        // More parts than can be numbered are in no catalogue.
        let Some(parts) = parts else { return };
        let new = count(self.matcher.nodes.len());
        let state = *self.joints.entry(parts.clone()).or_insert(new);
        if state == new {
            self.matcher.nodes.push(Node::default());
            let (first, others) = (parts[0], parts[1..].into());
            self.matcher.joints[usize::from(first)].push(Joint { others, state });
        }
        self.matcher.mark(state, mark);
    }

    /// The number of a part, which is looked for from now on.
    fn number(&mut self, part: &str) -> Option<Part> {
        if let Some(known) = self.parts.get(part) {
            return Some(*known);
        }
        let number = Part::try_from(self.matcher.joints.len()).ok()?;
        self.matcher.joints.push(Vec::new());
        self.parts.insert(part.to_owned(), number);
        self.part(part, Mark::Part(number));
        Some(number)
    }

    /// Looks for words, or for any of a set.
    fn part(&mut self, part: &str, mark: Mark) {
        let sets = self.sets;
        let words = match set_named(part) {
            Some(name) => sets.get(name).map(Vec::as_slice).unwrap_or_default(),
            None => &[part.to_owned()],
        };
        for words in words {
            for spelling in spellings(words) {
                self.matcher.add(&spelling, mark, &mut self.edges);
            }
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
struct Pattern {
    word: String,
    open: bool,
}

/// The spellings of a phrase: as words, and with hyphenated words written as one.
fn spellings(phrase: &str) -> Vec<Vec<Pattern>> {
    if !phrase.contains('-') {
        let parts = phrase.split_whitespace();
        let spelling: Vec<Pattern> = parts
            .flat_map(|part| patterns(words(part.trim_end_matches('*')), part.ends_with('*')))
            .collect();
        return if spelling.is_empty() {
            Vec::new()
        } else {
            vec![spelling]
        };
    }
    let mut out: Vec<Vec<Pattern>> = vec![Vec::new()];
    for part in phrase.split_whitespace() {
        let open = part.ends_with('*');
        let bare = part.trim_end_matches('*');
        let split = patterns(words(bare), open);
        let joined = patterns(words(&bare.replace('-', "")), open);
        let joinable = bare.contains('-') && joined != split;
        let mut longer = Vec::new();
        for spelling in &out {
            longer.push([spelling.as_slice(), &split].concat());
            if joinable {
                longer.push([spelling.as_slice(), &joined].concat());
            }
        }
        out = longer;
    }
    out.retain(|spelling| !spelling.is_empty());
    out
}

fn patterns(words: Vec<String>, open: bool) -> Vec<Pattern> {
    let last = words.len().saturating_sub(1);
    words
        .into_iter()
        .enumerate()
        .map(|(index, word)| Pattern {
            word,
            open: open && index == last,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
