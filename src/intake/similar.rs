//! Texts that are the same but for a few words.
//!
//! A text is known by its runs of three words, and a long one by the smallest hashes of them:
//! a fixed number of values that compares in no time, is exact for short texts, and depends
//! neither on the order of files nor on the machine. What it cannot see is a text contained
//! in a much longer one.

use std::collections::HashMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::evidence::words::words;

/// Hashes kept of a text.
const KEPT: usize = 256;
/// Words of a run.
const RUN: usize = 3;
/// Texts with fewer words are the same or different, nothing between.
const FEWEST: usize = 12;
/// Hashes by which texts worth comparing are found.
const PROBES: usize = 24;
/// How many of these two texts must share to be compared.
const SHARED: u32 = 5;

/// A share from 0 to 100 of what two texts hold in all that both of them hold.
pub type Percent = u32;

/// Two texts of which at least this share is in both are near duplicates.
pub const NEAR: Percent = 80;

/// What is kept of a text to compare it by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// The smallest hashes of its runs, sorted.
    hashes: Box<[u64]>,
    /// Whether these are all there are.
    whole: bool,
}

impl Sketch {
    /// The sketch of a text; none where there are too few words to compare.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let words = words(text);
        if words.len() < FEWEST {
            return None;
        }
        let hashed: Vec<u64> = words.iter().map(|word| hash(word.as_bytes())).collect();
        let mut hashes: Vec<u64> = hashed
            .windows(RUN)
            .map(|run| {
                run.iter()
                    .fold(0_u64, |all, one| mix(all.rotate_left(21) ^ one))
            })
            .collect();
        hashes.sort_unstable();
        hashes.dedup();
        let whole = hashes.len() <= KEPT;
        hashes.truncate(KEPT);
        Some(Self {
            hashes: hashes.into(),
            whole,
        })
    }

    /// How much two texts share.
    #[must_use]
    pub fn share(&self, other: &Self) -> Percent {
        let (mut a, mut b) = (
            self.hashes.iter().peekable(),
            other.hashes.iter().peekable(),
        );
        let most = match (self.whole, other.whole) {
            (true, true) => usize::MAX,
            (true, false) => other.hashes.len(),
            (false, true) => self.hashes.len(),
            (false, false) => KEPT,
        };
        let (mut seen, mut both) = (0_usize, 0_usize);
        while seen < most {
            match (a.peek(), b.peek()) {
                (Some(x), Some(y)) if x == y => {
                    both += 1;
                    a.next();
                    b.next();
                }
                (Some(x), Some(y)) if x < y => {
                    a.next();
                }
                (_, Some(_)) => {
                    b.next();
                }
                (Some(_), None) => {
                    a.next();
                }
                (None, None) => break,
            }
            seen += 1;
        }
        Percent::try_from(both * 100 / seen.max(1)).unwrap_or(100)
    }
}

/// Pairs of texts that are near duplicates, lower index first, with what they share; sorted.
#[must_use]
pub fn near(sketches: &[Option<&Sketch>]) -> Vec<(usize, usize, Percent)> {
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, sketch) in sketches.iter().enumerate() {
        for hash in sketch
            .iter()
            .flat_map(|sketch| sketch.hashes.iter().take(PROBES))
        {
            holders.entry(*hash).or_default().push(at);
        }
    }
    let mut pairs: Vec<_> = sketches
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, sketch)| {
            let mut met: HashMap<usize, u32> = HashMap::new();
            for hash in sketch
                .iter()
                .flat_map(|sketch| sketch.hashes.iter().take(PROBES))
            {
                for other in holders.get(hash).into_iter().flatten().filter(|o| **o > at) {
                    *met.entry(*other).or_default() += 1;
                }
            }
            met.into_iter().filter_map(move |(other, shared)| {
                let (one, two) = ((*sketch)?, sketches[other]?);
                let fewest = SHARED.min(u32::try_from(one.hashes.len() / 2).unwrap_or(SHARED));
                let share = (shared >= fewest).then(|| one.share(two))?;
                (share >= NEAR).then_some((at, other, share))
            })
        })
        .collect();
    pairs.sort_unstable();
    pairs
}

/// FNV-1a: the same on every machine.
fn hash(bytes: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325;
    mix(bytes.iter().fold(start, |all, byte| {
        (all ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    }))
}

/// Spreads a hash over all its bits, so that the smallest are a fair sample.
fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(seed: u64, words: usize) -> Vec<String> {
        let mut state = seed;
        let mut next = || {
            state = mix(state.wrapping_add(0x9e37_79b9_7f4a_7c15));
            format!("w{}", state % 900)
        };
        (0..words).map(|_| next()).collect()
    }

    #[test]
    fn a_few_words_more_or_less_are_near_and_another_text_is_not() {
        for words in [60, 400, 3000] {
            let one = text(1, words);
            let mut two = one.clone();
            for at in (0..words / 60).map(|n| n * 60 + 7) {
                two[at] = "changed".to_owned();
            }
            let [one, two, other] =
                [&one, &two, &text(2, words)].map(|words| Sketch::of(&words.join(" ")).unwrap());
            assert!(one.share(&two) >= NEAR, "{words}: {}", one.share(&two));
            assert_eq!(one.share(&one), 100);
            assert!(one.share(&other) < 5, "{words}: {}", one.share(&other));
            let pairs = near(&[Some(&one), None, Some(&other), Some(&two)]);
            assert_eq!(pairs, [(0, 3, one.share(&two))]);
        }
        assert_eq!(Sketch::of("too few words to compare anything by"), None);
    }

    #[test]
    fn the_share_is_the_same_from_both_sides() {
        let [short, long] = [20, 2000].map(|words| Sketch::of(&text(3, words).join(" ")).unwrap());
        assert_eq!(short.share(&long), long.share(&short));
        assert!(short.share(&long) < 5);
    }
}
