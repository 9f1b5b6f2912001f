//! Hits while a text is read. Several phrases of one idea in one sentence say it once, and
//! what a sentence denies by one phrase it does not say by another.

use super::Hit;
use crate::evidence::phrases::{Matcher, State};
use crate::source::count;

/// The hits of the text that is being read, by idea.
#[derive(Debug)]
pub(super) struct Tally<'m> {
    matcher: &'m Matcher,
    /// By idea: where its hit stands, counted from 1; 0 where it has none.
    slots: Vec<u32>,
    hits: Vec<Kept>,
    /// The number of the sentence.
    sentence: u32,
}

#[derive(Debug, Default)]
struct Kept {
    hit: Hit,
    said_in: u32,
    denied_in: u32,
}

/// Where a phrase was found. Its column is worked out only where it is the first.
pub(super) struct Place<C> {
    pub line: u32,
    pub column: C,
}

impl<'m> Tally<'m> {
    /// For ideas numbered below `ideas`.
    pub(super) fn new(matcher: &'m Matcher, ideas: usize) -> Self {
        Self {
            matcher,
            slots: vec![0; ideas],
            hits: Vec::new(),
            sentence: 0,
        }
    }

    /// Begins the next sentence.
    pub(super) fn next(&mut self) {
        self.sentence += 1;
    }

    /// The ideas of a phrase are said here.
    pub(super) fn say<C>(&mut self, state: State, place: &Place<C>, every: Option<u8>)
    where
        C: Fn() -> u32,
    {
        let sentence = self.sentence;
        self.each(state, |kept| {
            if kept.denied_in == sentence {
                return;
            }
            if kept.said_in != sentence {
                kept.said_in = sentence;
                kept.hit.said = kept.hit.said.saturating_add(1);
            }
            kept.hit.put(place);
            kept.hit.time(every, place.line);
        });
    }

    /// They are said to be missing, or, when `announced`, to come later.
    pub(super) fn deny(&mut self, state: State, line: u32, announced: bool) {
        let sentence = self.sentence;
        self.each(state, |kept| {
            if kept.denied_in == sentence {
                return;
            }
            kept.denied_in = sentence;
            if kept.said_in == sentence {
                kept.hit.said = kept.hit.said.saturating_sub(1);
            }
            kept.hit.denied = kept.hit.denied.saturating_add(1);
            kept.hit.announced = kept.hit.announced.saturating_add(u16::from(announced));
            if kept.hit.denied_line == 0 {
                kept.hit.denied_line = line;
            }
        });
    }

    /// The event they stand for is said not to have taken place.
    pub(super) fn deny_outright(&mut self, state: State, line: u32, announced: bool) {
        self.deny(state, line, announced);
        self.each(state, |kept| kept.hit.outright = true);
    }

    /// A heading names them as an event, and the text below it says that there was none.
    pub(super) fn refute(&mut self, state: State, line: u32) {
        self.deny_outright(state, line, false);
        self.each(state, |kept| kept.hit.refuted = true);
    }

    /// The sentence before said them, which this one takes back.
    pub(super) fn take_back(&mut self, state: State) {
        let before = self.sentence.wrapping_sub(1);
        self.each(state, |kept| {
            if kept.said_in == before {
                kept.said_in = 0;
                kept.hit.said = kept.hit.said.saturating_sub(1);
            }
        });
    }

    /// A heading with text below it names them.
    pub(super) fn head<C: Fn() -> u32>(&mut self, state: State, place: &Place<C>) {
        self.each(state, |kept| {
            kept.hit.put(place);
            kept.hit.headed = true;
        });
    }

    /// It is said how often they happen.
    pub(super) fn time(&mut self, state: State, every: u8, line: u32) {
        self.each(state, |kept| kept.hit.time(Some(every), line));
    }

    /// It is said that there was none of them.
    pub(super) fn none(&mut self, state: State, line: u32) {
        self.each(state, |kept| kept.hit.none_line = line);
    }

    /// Hands over the hits, sorted by idea, and makes ready for the next text.
    pub(super) fn finish(&mut self) -> Vec<Hit> {
        let mut hits: Vec<Hit> = self.hits.drain(..).map(|kept| kept.hit).collect();
        for hit in &hits {
            self.slots[hit.idea as usize] = 0;
        }
        hits.sort_unstable_by_key(|hit| hit.idea);
        self.sentence = 0;
        hits
    }

    fn each(&mut self, state: State, mut change: impl FnMut(&mut Kept)) {
        for idea in self.matcher.ideas(state) {
            let slot = &mut self.slots[*idea as usize];
            if *slot == 0 {
                self.hits.push(Kept {
                    hit: Hit {
                        idea: *idea,
                        ..Hit::default()
                    },
                    ..Kept::default()
                });
                *slot = count(self.hits.len());
            }
            change(&mut self.hits[*slot as usize - 1]);
        }
    }
}

impl Hit {
    fn put<C: Fn() -> u32>(&mut self, place: &Place<C>) {
        if self.line == 0 || place.line < self.line {
            self.line = place.line;
            self.column = (place.column)();
        }
    }

    fn time(&mut self, every: Option<u8>, line: u32) {
        if self.every.is_none() && every.is_some() {
            self.every = every;
            self.every_line = line;
        }
    }
}
