//! Numbers for new actions.
//!
//! A number follows from what the action is for, so that two branches that find the same gap give it
//! the same number, and different ones different numbers; no counter is shared that could be drawn
//! twice. Letters without vowels spell no words.

use super::ActionId;
use crate::workspace::sha256;

/// The letters of a number.
const LETTERS: &[u8] = b"23456789bcdfghjkmnpqrstvwxz";

/// How many there are: 387 million numbers.
const LENGTH: usize = 6;

/// A number that nobody has: by the seed, and the next one where that is taken.
#[must_use]
pub fn fresh(seed: &[&str], is_taken: impl Fn(&ActionId) -> bool) -> ActionId {
    let mut at: u64 = 0;
    loop {
        let id = drawn(seed, at);
        if !is_taken(&id) {
            return id;
        }
        at += 1;
    }
}

/// The number that a seed gives, be it taken or not: what has the same seed has the same number.
#[must_use]
pub fn first(seed: &[&str]) -> ActionId {
    drawn(seed, 0)
}

fn drawn(seed: &[&str], at: u64) -> ActionId {
    let mut text = String::new();
    for part in seed {
        text.push_str(part);
        text.push('\0');
    }
    text.push_str(&at.to_string());
    let hash = sha256(text.as_bytes());
    let number = u64::from_str_radix(hash.get(..15).unwrap_or("0"), 16).unwrap_or_default();
    let mut rest = number;
    let base = LETTERS.len() as u64;
    let tail: String = (0..LENGTH)
        .map(|_| {
            let letter = LETTERS[usize::try_from(rest % base).unwrap_or_default()];
            rest /= base;
            char::from(letter)
        })
        .collect();
    ActionId::of_tail(&tail)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_number_follows_from_its_seed_and_is_never_drawn_twice() {
        let none = |_: &ActionId| false;
        assert_eq!(fresh(&["a", "b"], none), fresh(&["a", "b"], none));
        assert_ne!(fresh(&["ab", ""], none), fresh(&["a", "b"], none));
        let mut taken = BTreeSet::new();
        for _ in 0..50 {
            let id = fresh(&["same"], |id| taken.contains(id));
            assert_eq!(id.as_str().parse::<ActionId>().unwrap(), id);
            assert!(taken.insert(id));
        }
    }
}
