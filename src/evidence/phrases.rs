//! All phrases of a catalogue in one matcher, so that a text is read once for all
//! ideas of all clauses.
//!
//! A trie over words rather than an automaton over bytes: tokens carry their own
//! places, wildcards at word ends cost one look-up, and a word seen before costs one
//! hash. Phrases that start alike share a path.

use rustc_hash::FxHashMap;

use super::words::words;

/// What a phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    /// An idea of the catalogue, by index.
    Idea(u32),
    /// A name of the workspace (service, customer, party), by index.
    Name(u16),
    /// A cue of the language, see [`super::cues`].
    Cue(super::cues::Cue),
}

/// The compiled phrases.
#[derive(Debug, Default)]
pub struct Matcher {
    exact: FxHashMap<String, u32>,
    prefixes: FxHashMap<String, u32>,
    shortest_prefix: usize,
    nodes: Vec<Node>,
    edges: FxHashMap<(u32, u32), u32>,
}

#[derive(Debug, Default, Clone)]
struct Node {
    marks: Vec<Mark>,
    inner: bool,
}

/// The symbols a word stands for: itself, and every wildcard it satisfies.
pub type Symbols = Vec<u32>;

/// A state of the matcher: how far into which phrase.
pub type State = u32;

const ROOT: State = 0;

impl Matcher {
    /// Compiles phrases with their marks.
    #[must_use]
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, Mark)>) -> Self {
        let mut matcher = Self {
            nodes: vec![Node::default()],
            shortest_prefix: usize::MAX,
            ..Self::default()
        };
        for (phrase, mark) in phrases {
            for spelling in spellings(phrase) {
                matcher.add(&spelling, mark);
            }
        }
        matcher
    }

    fn add(&mut self, spelling: &[Pattern], mark: Mark) {
        let mut state = ROOT;
        for pattern in spelling {
            let next_symbol =
                u32::try_from(self.exact.len() + self.prefixes.len()).unwrap_or(u32::MAX);
            let table = if pattern.open {
                &mut self.prefixes
            } else {
                &mut self.exact
            };
            let symbol = *table.entry(pattern.word.clone()).or_insert(next_symbol);
            if pattern.open {
                self.shortest_prefix = self.shortest_prefix.min(pattern.word.len());
            }
            let next = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            let to = *self.edges.entry((state, symbol)).or_insert(next);
            if to == next {
                self.nodes.push(Node::default());
                self.nodes[state as usize].inner = true;
            }
            state = to;
        }
        let marks = &mut self.nodes[state as usize].marks;
        if state != ROOT && !marks.contains(&mark) {
            marks.push(mark);
        }
    }

    /// The symbols of a compared word; empty for most words.
    #[must_use]
    pub fn symbols(&self, word: &str) -> Symbols {
        let mut out = Vec::new();
        if let Some(symbol) = self.exact.get(word) {
            out.push(*symbol);
        }
        for end in self.shortest_prefix.min(word.len() + 1)..=word.len() {
            if word.is_char_boundary(end)
                && let Some(symbol) = self.prefixes.get(&word[..end])
            {
                out.push(*symbol);
            }
        }
        out
    }

    /// Follows a word from the given states and from the start, into `next`, and
    /// hands over every mark that ends with it.
    pub fn step(
        &self,
        from: &[State],
        symbols: &[u32],
        next: &mut Vec<State>,
        mut found: impl FnMut(Mark),
    ) {
        for symbol in symbols {
            for state in from.iter().chain(std::iter::once(&ROOT)) {
                if let Some(to) = self.edges.get(&(*state, *symbol)) {
                    let node = &self.nodes[*to as usize];
                    for mark in &node.marks {
                        found(*mark);
                    }
                    if node.inner && !next.contains(to) {
                        next.push(*to);
                    }
                }
            }
        }
    }
}

/// Whether a text is a phrase: one to eight words, `*` only at ends of words.
#[must_use]
pub fn phrase_is_valid(phrase: &str) -> bool {
    let parts: Vec<&str> = phrase.split_whitespace().collect();
    (1..=8).contains(&parts.len())
        && parts.iter().all(|part| {
            let word = part.strip_suffix('*').unwrap_or(part);
            !word.contains('*') && !words(word).is_empty()
        })
}

#[derive(Debug, Clone, PartialEq)]
struct Pattern {
    word: String,
    open: bool,
}

/// The spellings of a phrase: as words, and with hyphenated words written as one.
fn spellings(phrase: &str) -> Vec<Vec<Pattern>> {
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
            let mut next = Vec::new();
            matcher.step(&states, &matcher.symbols(&word), &mut next, |_| hit = true);
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
