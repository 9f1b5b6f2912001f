//! The draw itself: which of some records, by their keys alone.
//!
//! A lot is the SHA-256 of the seed, a blank and the key of a record, and those with the lowest
//! lots are drawn. So a record keeps its lot wherever it stands, `sha256sum` repeats it by hand,
//! and no generator of numbers has to stay as it is for ever. `docs/formats.md` has the steps.

use jiff::civil::Date;

use crate::workspace::samples::Drawing;
use crate::workspace::sha256;

/// A record as the draw sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate<'a> {
    /// What it is drawn by; no two of a draw have the same.
    pub key: &'a str,
    /// Its day.
    pub day: Option<Date>,
    /// Its group, where it is drawn from groups.
    pub group: &'a str,
}

/// A group, and how many are drawn from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Share<'a> {
    /// What its records have in common.
    pub group: &'a str,
    /// How many there are.
    pub records: usize,
    /// How many are drawn.
    pub drawn: usize,
}

/// The seed that follows from a period and the keys of the records in it: the first 16 digits of
/// the SHA-256 of these, a line each, the keys in order of their bytes.
pub(super) fn seed_of(from: Date, to: Date, keys: &[&str]) -> String {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    let mut text = format!("{from}\n{to}\n");
    for key in keys {
        text.push_str(key);
        text.push('\n');
    }
    let mut hash = sha256(text.as_bytes());
    hash.truncate(16);
    hash
}

/// The places of those drawn, in ascending order; all where no more are there than wanted.
///
/// From groups at least one of each is drawn, so that there may be more than `size`.
pub(super) fn draw(method: Drawing, all: &[Candidate<'_>], size: usize, seed: &str) -> Vec<usize> {
    let mut drawn = match method {
        Drawing::Random => lowest(0..all.len(), all, size, seed),
        Drawing::Systematic => every_so_many(all, size, seed),
        Drawing::Stratified => {
            let shares = shares(all, size);
            let of_group = |share: &Share<'_>| {
                let members = (0..all.len()).filter(|at| all[*at].group == share.group);
                lowest(members, all, share.drawn, seed)
            };
            shares.iter().flat_map(of_group).collect()
        }
    };
    drawn.sort_unstable();
    drawn
}

/// Those of some records with the lowest lots.
fn lowest(
    of: impl Iterator<Item = usize>,
    all: &[Candidate<'_>],
    size: usize,
    seed: &str,
) -> Vec<usize> {
    let lots = of.map(|at| (lot(seed, all[at].key), at));
    let mut lots: Vec<(String, usize)> = lots.collect();
    lots.sort_unstable();
    lots.truncate(size);
    lots.into_iter().map(|(_, at)| at).collect()
}

fn lot(seed: &str, key: &str) -> String {
    sha256(format!("{seed} {key}").as_bytes())
}

/// Every so many in order of days and keys, round the end, from a place that the seed gives.
fn every_so_many(all: &[Candidate<'_>], size: usize, seed: &str) -> Vec<usize> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    // Those without a day come last.
    order.sort_unstable_by_key(|at| (all[*at].day.is_none(), all[*at].day, all[*at].key));
    let (count, size) = (order.len(), size.min(order.len()));
    let Some(start) = start(seed, count) else {
        return Vec::new();
    };
    let place = |step: usize| order[(start + step * count / size) % count];
    (0..size).map(place).collect()
}

/// Where a systematic draw begins, from 0: the first 15 digits of the lot of the word `start`
/// as a number, and what is left of it after division by the count.
fn start(seed: &str, count: usize) -> Option<usize> {
    let lot = lot(seed, "start");
    let number = u64::from_str_radix(lot.get(..15)?, 16).ok()?;
    let left = number.checked_rem(u64::try_from(count).ok()?)?;
    usize::try_from(left).ok()
}

/// The groups by name, and how many are drawn from each: one, and of what is left to draw a share
/// by what is left in the group; shares are rounded down, and the largest fractions get one more.
pub(super) fn shares<'a>(all: &[Candidate<'a>], size: usize) -> Vec<Share<'a>> {
    let mut names: Vec<&str> = all.iter().map(|candidate| candidate.group).collect();
    names.sort_unstable();
    let groups = names.chunk_by(|a, b| a == b);
    let mut shares: Vec<Share<'_>> = groups
        .map(|group| Share {
            group: group[0],
            records: group.len(),
            drawn: 1,
        })
        .collect();
    let size = size.clamp(shares.len().min(all.len()), all.len());
    let (to_draw, there) = (size - shares.len(), all.len() - shares.len());
    if there == 0 {
        return shares;
    }
    let mut fractions: Vec<(std::cmp::Reverse<usize>, usize)> = Vec::new();
    let mut left = to_draw;
    for (at, share) in shares.iter_mut().enumerate() {
        let product = to_draw * (share.records - 1);
        share.drawn += product / there;
        left -= product / there;
        fractions.push((std::cmp::Reverse(product % there), at));
    }
    fractions.sort_unstable();
    for (_, at) in fractions.into_iter().take(left) {
        shares[at].drawn += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keys(count: usize) -> Vec<String> {
        (1..=count).map(|n| format!("INC{n:04}")).collect()
    }

    /// Records with a day each, in three groups of unlike size.
    fn records(keys: &[String]) -> Vec<Candidate<'_>> {
        let groups = ["P1", "P2", "P3", "P3", "P3", "P3", "P3"];
        let all = keys.iter().zip((0_i32..).zip(groups.iter().cycle()));
        all.map(|(key, (n, group))| {
            let day = jiff::civil::date(2026, 1, 1) + jiff::Span::new().days(n * 7 % 60);
            Candidate {
                key,
                day: (n % 10 != 9).then_some(day),
                group,
            }
        })
        .collect()
    }

    fn drawn(method: Drawing, count: usize, size: usize, seed: &str) -> Vec<String> {
        let keys = keys(count);
        let at = draw(method, &records(&keys), size, seed);
        at.into_iter().map(|at| keys[at].clone()).collect()
    }

    /// What another program drew, written from the steps in `docs/formats.md`.
    #[test]
    fn the_draw_is_the_one_that_is_written_down() {
        for (method, seed, expected) in EXPECTED {
            assert_eq!(drawn(*method, 40, 6, seed), *expected, "{method:?} {seed}");
        }
        let keys = keys(40);
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let (from, to) = (
            jiff::civil::date(2026, 1, 1),
            jiff::civil::date(2026, 12, 31),
        );
        assert_eq!(seed_of(from, to, &keys), SEED);
    }

    const SEED: &str = "2ef88c354ee0bc84";

    const EXPECTED: &[(Drawing, &str, &[&str])] = &[
        (
            Drawing::Random,
            "0123456789abcdef",
            &[
                "INC0010", "INC0011", "INC0012", "INC0017", "INC0027", "INC0036",
            ],
        ),
        (
            Drawing::Random,
            "42",
            &[
                "INC0006", "INC0008", "INC0019", "INC0031", "INC0032", "INC0040",
            ],
        ),
        (
            Drawing::Systematic,
            "0123456789abcdef",
            &[
                "INC0008", "INC0010", "INC0015", "INC0019", "INC0022", "INC0029",
            ],
        ),
        (
            Drawing::Systematic,
            "42",
            &[
                "INC0001", "INC0004", "INC0009", "INC0011", "INC0023", "INC0033",
            ],
        ),
        (
            Drawing::Stratified,
            "0123456789abcdef",
            &[
                "INC0010", "INC0011", "INC0012", "INC0016", "INC0022", "INC0036",
            ],
        ),
        (
            Drawing::Stratified,
            "42",
            &[
                "INC0008", "INC0019", "INC0023", "INC0029", "INC0031", "INC0032",
            ],
        ),
    ];

    #[test]
    fn each_is_drawn_about_as_often() {
        let mut often = [0_u32; 20];
        let keys = keys(20);
        let all = records(&keys);
        for seed in 0..2000 {
            for at in draw(Drawing::Random, &all, 5, &seed.to_string()) {
                often[at] += 1;
            }
        }
        // 500 times each by lot; five standard deviations are below 100.
        assert!(often.iter().all(|n| (400..600).contains(n)), "{often:?}");
    }

    #[test]
    fn nothing_is_drawn_from_nothing() {
        for (_, method) in Drawing::WORDS {
            assert!(draw(*method, &[], 5, "s").is_empty());
            assert_eq!(drawn(*method, 3, 9, "s").len(), 3);
        }
    }

    proptest! {
        #[test]
        fn neither_order_nor_other_records_groups_change_a_draw(
            count in 0_usize..60, size in 0_usize..70, turn in 0_usize..60, seed in "[a-z0-9]{1,9}",
        ) {
            let keys = keys(count);
            let all = records(&keys);
            let mut turned = all.clone();
            turned.rotate_left(turn.min(count));
            turned.reverse();
            for (_, method) in Drawing::WORDS {
                let names = |of: &[Candidate<'_>]| {
                    let mut names: Vec<String> =
                        draw(*method, of, size, &seed).into_iter().map(|at| of[at].key.to_owned()).collect();
                    names.sort();
                    names
                };
                let first = names(&all);
                prop_assert_eq!(&first, &names(&turned));
                let mut once = first.clone();
                once.dedup();
                prop_assert_eq!(&once, &first);
                let least = if *method == Drawing::Stratified { shares(&all, 0).len() } else { 0 };
                prop_assert_eq!(first.len(), size.max(least).min(count));
            }
            for share in shares(&all, size) {
                prop_assert!(share.drawn >= 1 && share.drawn <= share.records);
            }
        }
    }
}
