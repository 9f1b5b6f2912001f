//! A matcher in the making.
//!
//! Every run makes one from some ten thousand phrases, so nothing is done twice: a set of
//! words, which many phrases name, goes into the trie once.

use rustc_hash::FxHashMap;

use super::{
    APART, Bearing, Ends, Grouped, Joint, Joints, Kinds, Mark, Matcher, Node, Part, ROOT, State,
    Symbols, sign,
};
use super::{WordSets, set_named};
use crate::evidence::cues::Cue;
use crate::evidence::words::{join_into, joined};
use crate::source::count;

/// No node: what stands for a phrase whose parts stand apart is on no path of the trie.
const NOWHERE: State = State::MAX;

/// A matcher in the making.
pub(super) struct Building<'s> {
    sets: &'s WordSets,
    symbols: Symbols,
    edges: FxHashMap<(State, u32), State>,
    /// The same, by state.
    leads: Vec<(State, (u32, State))>,
    /// By state: the one before it, and how many words lead there.
    states: Vec<(State, u8)>,
    ideas: Vec<(State, u32)>,
    against: Vec<(State, (u32, Bearing))>,
    names: Vec<(State, u16)>,
    cues: Vec<(State, Cue)>,
    parts: Vec<(State, Part)>,
    /// Where words end that only give their sentence a tone.
    tones: Vec<(State, Kinds)>,
    /// By set of words: the states at which its words end.
    ends_of_sets: FxHashMap<&'s str, Vec<State>>,
    /// Parts by what is written for them.
    numbers: FxHashMap<String, Part>,
    joints: Vec<Joints>,
    joined: FxHashMap<Vec<Part>, State>,
}

impl<'s> Building<'s> {
    pub(super) fn new(sets: &'s WordSets) -> Self {
        Self {
            sets,
            symbols: Symbols::default(),
            edges: FxHashMap::default(),
            leads: Vec::new(),
            states: vec![(NOWHERE, 0)],
            ideas: Vec::new(),
            against: Vec::new(),
            names: Vec::new(),
            cues: Vec::new(),
            parts: Vec::new(),
            tones: Vec::new(),
            ends_of_sets: FxHashMap::default(),
            numbers: FxHashMap::default(),
            joints: Vec::new(),
            joined: FxHashMap::default(),
        }
    }

    pub(super) fn phrase(&mut self, phrase: &str, mark: Mark) {
        // Looking for one byte is much cheaper than for three.
        if !phrase.contains('+') || !phrase.contains(APART) {
            self.part(phrase, mark);
            return;
        }
        let parts: Option<Vec<Part>> = phrase.split(APART).map(|part| self.number(part)).collect();
        // More parts than can be numbered are in no catalogue.
        let Some(parts) = parts else { return };
        let state = match self.joined.get(&parts) {
            Some(state) => *state,
            None => {
                let state = count(self.states.len());
                self.states.push((NOWHERE, 0));
                if let [first, second, ..] = parts.as_slice() {
                    let joints = &mut self.joints[usize::from(*first)];
                    joints.seconds.push(*second);
                    let others = parts[1..].into();
                    joints.phrases.push(Joint { others, state });
                }
                self.joined.insert(parts, state);
                state
            }
        };
        self.mark(state, mark);
    }

    /// The number of a part, which is looked for from now on.
    fn number(&mut self, part: &str) -> Option<Part> {
        if let Some(known) = self.numbers.get(part) {
            return Some(*known);
        }
        let number = Part::try_from(self.joints.len()).ok()?;
        self.joints.push(Joints::default());
        self.numbers.insert(part.to_owned(), number);
        self.part(part, Mark::Part(number));
        Some(number)
    }

    /// Looks for words, or for any of a set.
    fn part(&mut self, part: &str, mark: Mark) {
        let mut ends = Vec::new();
        let Some(name) = set_named(part) else {
            self.spell(part, &mut ends);
            for end in ends {
                self.mark(end, mark);
            }
            return;
        };
        let Some((name, words)) = self.sets.get_key_value(name) else {
            return;
        };
        if !self.ends_of_sets.contains_key(name.as_str()) {
            for words in words {
                self.spell(words, &mut ends);
            }
            self.ends_of_sets.insert(name, ends);
        }
        for at in 0..self.ends_of_sets[name.as_str()].len() {
            self.mark(self.ends_of_sets[name.as_str()][at], mark);
        }
    }

    fn mark(&mut self, state: State, mark: Mark) {
        match mark {
            Mark::Idea(idea) => self.ideas.push((state, idea)),
            Mark::Against(idea, bearing) => self.against.push((state, (idea, bearing))),
            Mark::Name(name) => self.names.push((state, name)),
            Mark::Cue(Cue::Lacks | Cue::NoLoss) => self.tones.push((state, Kinds::of(mark))),
            Mark::Cue(cue) => self.cues.push((state, cue)),
            Mark::Part(part) => self.parts.push((state, part)),
        }
    }

    /// Adds the states at which words end: as they are written, and with hyphenated words
    /// written as one.
    fn spell(&mut self, words: &str, ends: &mut Vec<State>) {
        let first = ends.len();
        ends.push(ROOT);
        let mut text = String::with_capacity(words.len());
        for part in words.split_whitespace() {
            let open = part.ends_with('*');
            let bare = part.trim_end_matches('*');
            text.clear();
            join_into(&mut text, bare);
            let one = bare.contains('-').then(|| joined(&bare.replace('-', "")));
            let one = one.filter(|one| *one != text);
            for at in first..ends.len() {
                let from = ends[at];
                ends[at] = self.follow(from, &text, open);
                if let Some(one) = &one {
                    let end = self.follow(from, one, open);
                    ends.push(end);
                }
            }
        }
        // No words lead nowhere.
        if ends[first] == ROOT {
            ends.truncate(first);
        }
    }

    /// The state that compared words lead to, the last of which may go on.
    fn follow(&mut self, from: State, words: &str, open: bool) -> State {
        let mut state = from;
        let mut words = words.split(' ').filter(|word| !word.is_empty()).peekable();
        while let Some(word) = words.next() {
            let open = open && words.peek().is_none();
            let symbol = self.symbols.number(word, open);
            let new = count(self.states.len());
            let to = *self.edges.entry((state, symbol)).or_insert(new);
            if to == new {
                let length = self.states[state as usize].1.saturating_add(1);
                self.states.push((state, length));
                self.leads.push((state, (symbol, to)));
            }
            state = to;
        }
        state
    }

    pub(super) fn finish(self) -> Matcher {
        let states = self.states.len();
        let mut matcher = Matcher {
            symbols: self.symbols,
            nodes: Vec::with_capacity(states),
            edges: Grouped::new(&self.leads, states).sorted_by_key(|(symbol, _)| *symbol),
            ideas: Grouped::new(&self.ideas, states).distinct(),
            against: Grouped::new(&self.against, states).distinct(),
            names: Grouped::new(&self.names, states).distinct(),
            cues: Grouped::new(&self.cues, states).distinct(),
            parts: Grouped::new(&self.parts, states).distinct(),
            joints: self.joints,
        };
        for (state, (before, length)) in (0..).zip(&self.states) {
            let on_path = *before != NOWHERE;
            matcher.nodes.push(Node {
                length: *length,
                ends: matcher.ends_at(state),
                signs: matcher
                    .edges
                    .of(state)
                    .iter()
                    .map(|(symbol, _)| sign(*symbol))
                    .fold(0, |all, one| all | one),
                reachable: if on_path {
                    matcher.kinds_at(state)
                } else {
                    Kinds::default()
                },
            });
        }
        for (state, kinds) in self.tones {
            let node = &mut matcher.nodes[state as usize];
            node.ends = Ends(node.ends.0 | Ends::TONES.0);
            node.reachable.add(kinds);
        }
        // A state is numbered after the one before it.
        for (state, (before, _)) in self.states.iter().enumerate().rev() {
            let kinds = matcher.nodes[state].reachable;
            if let Some(before) = matcher.nodes.get_mut(*before as usize) {
                before.reachable.add(kinds);
            }
        }
        matcher
    }
}

impl Matcher {
    fn ends_at(&self, state: State) -> Ends {
        let kinds = [
            (self.ideas(state).is_empty(), Ends::IDEAS),
            (self.against(state).is_empty(), Ends::AGAINST),
            (self.names(state).is_empty(), Ends::NAMES),
            (self.cues(state).is_empty(), Ends::CUES),
            (self.parts(state).is_empty(), Ends::PARTS),
        ];
        let there = kinds.into_iter().filter(|(none, _)| !none);
        Ends(there.fold(0, |all, (_, kind)| all | kind.0))
    }

    fn kinds_at(&self, state: State) -> Kinds {
        let ideas = self.ideas(state).iter().map(|idea| Mark::Idea(*idea));
        let against = self.against(state).iter();
        let against = against.map(|(idea, bearing)| Mark::Against(*idea, *bearing));
        let names = self.names(state).iter().map(|name| Mark::Name(*name));
        let cues = self.cues(state).iter().map(|cue| Mark::Cue(*cue));
        let parts = self.parts(state).iter().map(|part| Mark::Part(*part));
        let mut kinds = Kinds::default();
        for mark in ideas.chain(against).chain(names).chain(cues).chain(parts) {
            kinds.add(Kinds::of(mark));
        }
        kinds
    }
}
