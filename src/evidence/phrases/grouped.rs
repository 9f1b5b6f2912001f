//! Lists of small values by state, all in one: a matcher has ten thousands of states, most
//! of which have no or one value of a kind.

use super::State;
use crate::source::count;

/// Values by state.
#[derive(Debug)]
pub(super) struct Grouped<T> {
    /// By state: where its values begin; those of the next state follow.
    starts: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for Grouped<T> {
    fn default() -> Self {
        Self {
            starts: Vec::new(),
            values: Vec::new(),
        }
    }
}

impl<T: Copy> Grouped<T> {
    /// Groups values by their states, numbered below `states`, in the order they come in.
    pub(super) fn new(marked: &[(State, T)], states: usize) -> Self {
        let mut starts = vec![0; states + 1];
        for (state, _) in marked {
            starts[*state as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        // Each place is taken once; which value stands there meanwhile does not matter.
        let mut values: Vec<T> = marked.iter().map(|(_, value)| *value).collect();
        for (state, value) in marked {
            let place = &mut next[*state as usize];
            values[*place as usize] = *value;
            *place += 1;
        }
        Self { starts, values }
    }

    /// Leaves out what a state has already.
    pub(super) fn distinct(mut self) -> Self
    where
        T: PartialEq,
    {
        let mut kept: Vec<T> = Vec::with_capacity(self.values.len());
        let mut from = 0;
        for state in 1..self.starts.len() {
            let start = kept.len();
            let end = self.starts[state] as usize;
            for value in &self.values[from..end] {
                if !kept[start..].contains(value) {
                    kept.push(*value);
                }
            }
            from = end;
            self.starts[state] = count(kept.len());
        }
        self.values = kept;
        self
    }

    /// Sorts the values of each state by a key.
    pub(super) fn sorted_by_key<K: Ord>(mut self, key: impl Fn(&T) -> K) -> Self {
        for ends in self.starts.windows(2) {
            self.values[ends[0] as usize..ends[1] as usize].sort_unstable_by_key(&key);
        }
        self
    }
}

impl<T> Grouped<T> {
    /// The values of a state.
    pub(super) fn of(&self, state: State) -> &[T] {
        let at = state as usize;
        &self.values[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}
