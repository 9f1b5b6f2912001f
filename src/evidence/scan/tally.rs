//! Hits while a text is read. Several phrases of one idea in one sentence say it once, and
//! what a sentence denies by one phrase it does not say by another.

use super::Hit;
use super::lexicon::{Lexicon, is_word};
use super::spots::{By, Spot};
use crate::evidence::phrases::{Bearing, Matcher, State};
use crate::evidence::told::ToldOn;

/// The hits of the text that is being read, by idea.
#[derive(Debug)]
pub(super) struct Tally<'m> {
    matcher: &'m Matcher,
    /// The words seen so far, which have ideas of their own.
    pub lexicon: Lexicon,
    /// By idea, whether the text holds it or not.
    kept: Vec<Kept>,
    /// Which ideas the text holds: a bit for each, so that they need not be sorted.
    held: Vec<u64>,
    /// The number of the sentence, from 1.
    sentence: u32,
    /// What the passage that is being read has said: what, in which sentence, on which line.
    passage: Vec<(State, u32, u32)>,
    /// Where the text says what, in its order, if anybody asks for it.
    pub spots: Option<Vec<Spot>>,
    /// The number of the passage.
    passages: u32,
}

/// How far the denial of a sentence reaches.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scope {
    /// It speaks of one service, customer or party alone.
    pub of_one: bool,
    /// It says no more than that nobody talked about it or looked at it.
    pub unlooked: bool,
    /// It says no more than that it is not laid down.
    pub unsettled: bool,
}

/// More places of one text are not kept: it is a list, of which any row will do.
const MOST_SPOTS: usize = 20_000;

/// Of a passage that says more than this nothing is kept: it is no passage, but a whole list.
const LONGEST_PASSAGE: usize = 2_000;

#[derive(Debug, Default, Clone)]
struct Kept {
    hit: Hit,
    held: bool,
    said_in: u32,
    denied_in: u32,
    negated_in: u32,
    clouded_in: u32,
    habit_in: u32,
    headed_in: u32,
}

impl Kept {
    /// Says of the idea that the text holds it.
    fn hold(&mut self, idea: u32, held: &mut [u64]) {
        if !self.held {
            self.held = true;
            self.hit.idea = idea;
            held[idea as usize / 64] |= 1 << (idea % 64);
        }
    }

    /// Whether the sentence had not denied it before.
    fn deny(&mut self, sentence: u32, line: u32, announced: bool) -> bool {
        if self.denied_in == sentence {
            return false;
        }
        self.denied_in = sentence;
        if self.said_in == sentence {
            self.hit.said = self.hit.said.saturating_sub(1);
        }
        self.hit.denied = self.hit.denied.saturating_add(1);
        self.hit.announced = self.hit.announced.saturating_add(u16::from(announced));
        if self.hit.denied_line == 0 {
            self.hit.denied_line = line;
        }
        true
    }
}

/// How something is denied.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Denied {
    /// It is said to come later.
    pub announced: bool,
    /// What is denied is how things stand, and not that somebody looked at them.
    pub of_state: bool,
    /// Of whom, and of what, it is denied.
    pub scope: Scope,
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
            lexicon: Lexicon::default(),
            kept: vec![Kept::default(); ideas],
            held: vec![0; ideas.div_ceil(64)],
            sentence: 0,
            passage: Vec::new(),
            spots: None,
            passages: 0,
        }
    }

    /// The ideas of a phrase, by number.
    pub(super) fn ideas_of(&self, state: State) -> &[u32] {
        self.lexicon.ideas(self.matcher, state)
    }

    /// Begins the next sentence.
    pub(super) fn next(&mut self) {
        self.sentence += 1;
    }

    /// What bears on ideas only together with a denial is denied here: that says them, or
    /// denies them.
    pub(super) fn take_denial<C>(&mut self, state: State, place: &Place<C>)
    where
        C: Fn() -> u32,
    {
        let sentence = self.sentence;
        for (idea, bearing) in self.matcher.against(state) {
            let kept = &mut self.kept[*idea as usize];
            kept.hold(*idea, &mut self.held);
            if *bearing == Bearing::Denying {
                kept.deny(sentence, place.line, false);
                kept.hit.by_deed = true;
                continue;
            }
            if kept.said_in != sentence {
                kept.said_in = sentence;
                kept.hit.said = kept.hit.said.saturating_add(1);
            }
            kept.hit.put(place);
        }
    }

    /// What speaks against ideas is stated here, which denies them.
    pub(super) fn take_statement(&mut self, state: State, line: u32) {
        let sentence = self.sentence;
        for (idea, bearing) in self.matcher.against(state) {
            if *bearing == Bearing::Turned {
                let kept = &mut self.kept[*idea as usize];
                kept.hold(*idea, &mut self.held);
                kept.deny(sentence, line, false);
            }
        }
    }

    /// Whether a phrase denies ideas where it is denied.
    pub(super) fn can_deny(&self, state: State) -> bool {
        // A word alone is not enough to bear on anything.
        let mut against = if is_word(state) {
            [].iter()
        } else {
            self.matcher.against(state).iter()
        };
        against.any(|(_, bearing)| *bearing == Bearing::Denying)
    }

    /// The ideas of a phrase are said here.
    pub(super) fn say<C>(&mut self, state: State, place: &Place<C>, every: Option<u8>)
    where
        C: Fn() -> u32,
    {
        self.say_by(state, place, every, By::Text);
    }

    fn say_by<C>(&mut self, state: State, place: &Place<C>, every: Option<u8>, by: By)
    where
        C: Fn() -> u32,
    {
        let sentence = self.sentence;
        if self.passage.len() < LONGEST_PASSAGE {
            self.passage.push((state, sentence, place.line));
        }
        let place = place.once();
        self.keep_spots(state, &place, by);
        self.each(state, |kept| {
            if kept.denied_in == sentence {
                return;
            }
            if kept.said_in != sentence {
                kept.said_in = sentence;
                kept.hit.said = kept.hit.said.saturating_add(1);
            } else if kept.headed_in == sentence {
                kept.headed_in = 0;
                kept.hit.by_heads = kept.hit.by_heads.saturating_sub(1);
            }
            kept.hit.put(&place);
            kept.hit.time(every, place.line);
        });
    }

    /// The head of a column says them.
    pub(super) fn say_by_head<C>(&mut self, state: State, place: &Place<C>, every: Option<u8>)
    where
        C: Fn() -> u32,
    {
        let sentence = self.sentence;
        let said_before = |kept: &Kept| kept.said_in == sentence;
        let ideas = self.lexicon.ideas(self.matcher, state).iter();
        let anew: Vec<u32> = ideas
            .copied()
            .filter(|idea| !said_before(&self.kept[*idea as usize]))
            .collect();
        self.say_by(state, place, every, By::Head);
        for idea in anew {
            let kept = &mut self.kept[idea as usize];
            if kept.said_in == sentence {
                kept.headed_in = sentence;
                kept.hit.by_heads = kept.hit.by_heads.saturating_add(1);
            }
        }
    }

    fn keep_spots<C: Fn() -> u32>(&mut self, state: State, place: &Place<C>, by: By) {
        let ideas = self.lexicon.ideas(self.matcher, state);
        let Some(spots) = self.spots.as_mut().filter(|spots| spots.len() < MOST_SPOTS) else {
            return;
        };
        let passage = self.passages;
        let (line, column) = (place.line, (place.column)());
        spots.extend(ideas.iter().map(|idea| Spot {
            idea: *idea,
            line,
            column,
            passage,
            by,
        }));
    }

    /// The passage has ended. What it said stands among much that is missing, if it is clouded,
    /// and near a sentence that says how often, if there is one.
    pub(super) fn end_passage(&mut self, clouded: bool, every: Option<(u8, u32)>) {
        self.passages += 1;
        let mut passage = std::mem::take(&mut self.passage);
        if let Some((every, line)) = every {
            for (state, ..) in &passage {
                self.time_near(*state, every, line);
            }
        }
        if clouded && passage.len() < LONGEST_PASSAGE {
            for (state, sentence, line) in &passage {
                self.each(*state, |kept| {
                    if kept.clouded_in != *sentence {
                        kept.clouded_in = *sentence;
                        kept.hit.clouded = kept.hit.clouded.saturating_add(1);
                        if kept.hit.clouded_line == 0 {
                            kept.hit.clouded_line = *line;
                        }
                    }
                });
            }
        }
        passage.clear();
        self.passage = passage;
    }

    /// A sentence that says them tells only how it is done.
    pub(super) fn tell_habit(&mut self, state: State) {
        let sentence = self.sentence;
        self.each(state, |kept| {
            if kept.said_in == sentence && kept.habit_in != sentence {
                kept.habit_in = sentence;
                kept.hit.habits = kept.hit.habits.saturating_add(1);
            }
        });
    }

    /// A sentence that says them tells of something done on a day.
    pub(super) fn tell(&mut self, state: State, told: ToldOn, line: u32) {
        let sentence = self.sentence;
        self.each(state, |kept| {
            if kept.said_in == sentence {
                kept.hit.tell(told, line);
            }
        });
    }

    /// A sentence that says them says plainly that it was done on a day.
    pub(super) fn tell_plainly(&mut self, state: State, told: ToldOn, line: u32) {
        let sentence = self.sentence;
        self.each(state, |kept| {
            if kept.said_in == sentence {
                kept.hit.tell_plainly(told, line);
            }
        });
    }

    /// They stand above a row that tells of something done on a day.
    pub(super) fn tell_above(&mut self, state: State, told: ToldOn, line: u32) {
        self.each(state, |kept| kept.hit.tell(told, line));
    }

    /// They are said to be missing, or to come later.
    pub(super) fn deny(&mut self, state: State, line: u32, how: Denied) {
        let sentence = self.sentence;
        self.each(state, |kept| {
            if kept.deny(sentence, line, how.announced) {
                kept.hit.narrow(how);
            }
        });
    }

    /// A plain negation stands beside them. It counts unless the same sentence says them by
    /// other words.
    pub(super) fn negate(&mut self, state: State, line: u32, how: Denied) {
        let sentence = self.sentence;
        self.each(state, |kept| {
            if [kept.said_in, kept.denied_in, kept.negated_in].contains(&sentence) {
                return;
            }
            kept.negated_in = sentence;
            kept.hit.negated = kept.hit.negated.saturating_add(1);
            kept.hit.narrow(how);
            if kept.hit.negated_line == 0 {
                kept.hit.negated_line = line;
            }
        });
    }

    /// They are there, and it is said that people go round them.
    pub(super) fn dispute(&mut self, state: State, line: u32) {
        self.each(state, |kept| {
            if kept.hit.bypassed_line == 0 {
                kept.hit.bypassed_line = line;
            }
        });
    }

    /// The event they stand for is said not to have taken place.
    pub(super) fn deny_outright(&mut self, state: State, line: u32, how: Denied) {
        self.deny(state, line, how);
        self.each(state, |kept| kept.hit.outright = true);
    }

    /// A heading names them as an event, and the text below it says that there was none.
    pub(super) fn refute(&mut self, state: State, line: u32, of_state: bool) {
        let how = Denied {
            of_state,
            ..Denied::default()
        };
        self.deny_outright(state, line, how);
        self.each(state, |kept| kept.hit.refuted = true);
    }

    /// The sentence so many before this one said them, which this one takes back.
    pub(super) fn take_back(&mut self, state: State, back: u32) {
        let before = self.sentence.wrapping_sub(back);
        self.each(state, |kept| {
            if kept.said_in == before {
                kept.said_in = 0;
                kept.hit.said = kept.hit.said.saturating_sub(1);
            }
        });
    }

    /// It is said that there is no document of a kind, of what they name.
    pub(super) fn lack(&mut self, state: State, kind: &str, line: u32) {
        self.each(state, |kept| kept.hit.lack(kind, line));
    }

    /// A heading with text below it names them.
    pub(super) fn head<C: Fn() -> u32>(&mut self, state: State, place: &Place<C>) {
        let place = place.once();
        self.keep_spots(state, &place, By::Heading);
        self.each(state, |kept| {
            kept.hit.put(&place);
            kept.hit.headed = true;
        });
    }

    /// It is said how often they happen.
    pub(super) fn time(&mut self, state: State, every: u8, line: u32) {
        self.each(state, |kept| kept.hit.time(Some(every), line));
    }

    /// The same of all that the sentence before says.
    pub(super) fn time_before(&mut self, every: u8, line: u32) {
        let before = self.sentence.wrapping_sub(1);
        let passage = std::mem::take(&mut self.passage);
        for (state, ..) in passage.iter().filter(|(_, at, _)| *at == before) {
            self.time(*state, every, line);
        }
        self.passage = passage;
    }

    /// How often is said near them.
    pub(super) fn time_near(&mut self, state: State, every: u8, line: u32) {
        self.each(state, |kept| kept.hit.time_near(every, line));
    }

    /// It is said that there was none of them.
    pub(super) fn none(&mut self, state: State, line: u32) {
        self.each(state, |kept| kept.hit.none_line = line);
    }

    /// Hands over the hits, sorted by idea, and makes ready for the next text.
    pub(super) fn finish(&mut self) -> Vec<Hit> {
        let count = self.held.iter().map(|word| word.count_ones() as usize);
        let mut hits = Vec::with_capacity(count.sum());
        for (at, word) in self.held.iter_mut().enumerate() {
            while *word != 0 {
                let idea = at * 64 + word.trailing_zeros() as usize;
                // Takes out the lowest bit.
                *word &= *word - 1;
                let mut hit = std::mem::take(&mut self.kept[idea]).hit;
                hit.weigh_negations();
                hits.push(hit);
            }
        }
        self.sentence = 0;
        self.passages = 0;
        hits
    }

    fn each(&mut self, state: State, mut change: impl FnMut(&mut Kept)) {
        for idea in self.lexicon.ideas(self.matcher, state) {
            let kept = &mut self.kept[*idea as usize];
            kept.hold(*idea, &mut self.held);
            change(kept);
        }
    }
}

impl<C: Fn() -> u32> Place<C> {
    /// The same, with a column that is worked out once for many ideas.
    fn once(&self) -> Place<impl Fn() -> u32> {
        let known = std::cell::OnceCell::new();
        Place {
            line: self.line,
            column: move || *known.get_or_init(&self.column),
        }
    }
}

impl Hit {
    /// What nothing but plain negations speaks of is denied.
    fn weigh_negations(&mut self) {
        if self.said == 0 {
            self.denied = self.denied.saturating_add(self.negated);
            if self.denied_line == 0 {
                self.denied_line = self.negated_line;
            }
        }
    }

    /// Keeps how far a denial of it reaches.
    fn narrow(&mut self, how: Denied) {
        let add = |count: &mut u16, is: bool| *count = count.saturating_add(u16::from(is));
        add(&mut self.of_state, how.of_state);
        add(&mut self.of_one, how.scope.of_one);
        add(&mut self.unlooked, how.scope.unlooked);
        add(&mut self.unsettled, how.scope.unsettled);
    }

    fn put<C: Fn() -> u32>(&mut self, place: &Place<C>) {
        if self.line == 0 || place.line < self.line {
            self.line = place.line;
            self.column = (place.column)();
        }
    }

    fn time(&mut self, every: Option<u8>, line: u32) {
        if (self.every.is_none() || self.every_near) && every.is_some() {
            self.every = every;
            self.every_line = line;
            self.every_near = false;
        }
    }

    fn time_near(&mut self, every: u8, line: u32) {
        if self.every.is_none() {
            self.every = Some(every);
            self.every_line = line;
            self.every_near = true;
        }
    }
}
