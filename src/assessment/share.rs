//! A number from 0 to 1 as whole millionths, so that no result depends on the order
//! in which numbers are added.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::workspace::Rating;

/// A share of the whole, 0 to 1, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Share(u32);

/// Without a judgement nothing scores above this: never F.
pub const CAP: Share = Share(850_000);

impl Share {
    /// Nothing.
    pub const NONE: Share = Share(0);
    /// Half.
    pub const HALF: Share = Share(500_000);
    /// All.
    pub const ALL: Share = Share(1_000_000);

    /// Millionths, at most one million.
    #[must_use]
    pub const fn millionths(n: u32) -> Self {
        if n > 1_000_000 { Self::ALL } else { Self(n) }
    }

    /// `part` of `whole`, rounded to the nearest millionth; all when there is no whole.
    #[must_use]
    pub fn of(part: usize, whole: usize) -> Self {
        if whole == 0 {
            return Self::ALL;
        }
        let (part, whole) = (part.min(whole) as u64, whole as u64);
        Self::millionths(u32::try_from((part * 1_000_000 + whole / 2) / whole).unwrap_or(1_000_000))
    }

    /// Half of it, rounded to the nearest millionth.
    #[must_use]
    pub const fn halved(self) -> Self {
        Self(self.0.div_ceil(2))
    }

    /// A share of this share, rounded to the nearest millionth.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        let product = u64::from(self.0) * u64::from(other.0);
        Self::millionths(u32::try_from((product + 500_000) / 1_000_000).unwrap_or(1_000_000))
    }

    /// The weighted mean, rounded to the nearest millionth; `None` of nothing.
    #[must_use]
    pub fn mean(shares: impl IntoIterator<Item = (Share, u32)>) -> Option<Self> {
        let (mut sum, mut weight) = (0_u64, 0_u64);
        for (share, by) in shares {
            sum += u64::from(share.0) * u64::from(by);
            weight += u64::from(by);
        }
        (weight > 0).then(|| {
            Self::millionths(u32::try_from((sum + weight / 2) / weight).unwrap_or(1_000_000))
        })
    }

    /// The band it falls into.
    #[must_use]
    pub fn rating(self) -> Rating {
        match self.0 {
            0..=150_000 => Rating::N,
            150_001..=500_000 => Rating::P,
            500_001..=850_000 => Rating::L,
            _ => Rating::F,
        }
    }

    fn ten_thousandths(self) -> u32 {
        (self.0 + 50) / 100
    }

    /// With four decimals, as every file has it.
    #[must_use]
    pub fn rounded(self) -> f64 {
        f64::from(self.ten_thousandths()) / 10_000.0
    }

    /// Whole per cent, rounded from the four decimals that the JSON has, so that whoever
    /// rounds those says the same.
    #[must_use]
    pub fn percent(self) -> u32 {
        (self.ten_thousandths() + 50) / 100
    }

    /// The share that a number in the JSON stands for.
    #[must_use]
    pub fn read(value: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 10,000"
        )]
        let ten_thousandths = (value.clamp(0.0, 1.0) * 10_000.0).round() as u32;
        Self::millionths(ten_thousandths * 100)
    }

    /// As a number.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.0) / 1_000_000.0
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.percent())
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.rounded())
    }
}

/// The number a rating stands for.
#[must_use]
pub fn of_rating(rating: Rating) -> Share {
    match rating {
        Rating::N => Share::NONE,
        Rating::P => Share(330_000),
        Rating::L => Share(680_000),
        Rating::F => Share::ALL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_those_of_the_scale() {
        for (percent, rating) in [
            (0, Rating::N),
            (15, Rating::N),
            (16, Rating::P),
            (50, Rating::P),
            (51, Rating::L),
            (85, Rating::L),
            (86, Rating::F),
        ] {
            assert_eq!(
                Share::millionths(percent * 10_000).rating(),
                rating,
                "{percent}"
            );
        }
        assert_ne!(CAP.rating(), Rating::F);
    }

    #[test]
    fn whoever_rounds_the_json_says_the_same() {
        for n in (0..=1_000_000)
            .step_by(7)
            .chain([364_949, 364_950, 364_999, 365_000])
        {
            let share = Share::millionths(n);
            assert_eq!(
                Share::read(share.rounded()).percent(),
                share.percent(),
                "{n}"
            );
        }
    }

    #[test]
    fn equal_shares_have_themselves_as_mean() {
        let third = Share::of(1, 3);
        assert_eq!(
            Share::mean([(third, 1), (third, 1), (third, 1)]),
            Some(third)
        );
        assert_eq!(Share::mean([]), None);
    }
}
