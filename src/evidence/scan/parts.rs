//! Which parts of phrases stand somewhere: a set of small numbers.

use crate::evidence::phrases::Part;

/// A set of parts.
#[derive(Debug, Default, Clone)]
pub(super) struct Parts(Vec<u64>);

impl Parts {
    /// Adds one; whether it is new.
    pub(super) fn insert(&mut self, part: Part) -> bool {
        let (word, bit) = place(part);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        let new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        new
    }

    /// Takes one out.
    pub(super) fn remove(&mut self, part: Part) {
        let (word, bit) = place(part);
        if let Some(word) = self.0.get_mut(word) {
            *word &= !bit;
        }
    }

    /// Whether one is in it.
    pub(super) fn has(&self, part: Part) -> bool {
        let (word, bit) = place(part);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Becomes what is in one of two others.
    pub(super) fn unite(&mut self, one: &Self, other: &Self) {
        let (short, long) = if one.0.len() < other.0.len() {
            (one, other)
        } else {
            (other, one)
        };
        self.0.clone_from(&long.0);
        for (word, more) in self.0.iter_mut().zip(&short.0) {
            *word |= more;
        }
    }

    /// Empties it.
    pub(super) fn clear(&mut self) {
        self.0.fill(0);
    }
}

/// The word of a part and its bit there.
fn place(part: Part) -> (usize, u64) {
    (usize::from(part) / 64, 1 << (part % 64))
}
