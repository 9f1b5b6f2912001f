//! How long records took.

use crate::evidence::Took;

/// How long it took to close records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// Records whose both days are known, those closed before they were opened aside.
    pub records: usize,
    /// The middle one of all, in minutes; of two the mean.
    pub median: i32,
    /// What the slowest tenth took longer than, in minutes: nine in ten took at most this.
    pub slowest_tenth: i32,
    /// Whether all of them state times of day; else these are whole days.
    pub exact: bool,
}

impl Times {
    pub(super) fn of(took: impl Iterator<Item = Took>) -> Option<Self> {
        let took: Vec<Took> = took.filter(|took| took.minutes >= 0).collect();
        let exact = took.iter().all(|took| took.exact);
        let mut minutes: Vec<i32> = took.iter().map(|took| took.minutes).collect();
        minutes.sort_unstable();
        let middle = minutes.len() / 2;
        let median = match minutes.len() % 2 {
            1 => minutes[middle],
            _ => {
                let lower = *minutes.get(middle.checked_sub(1)?)?;
                // Not the sum: two long times could be too much for it.
                lower + (minutes[middle] - lower) / 2
            }
        };
        // The smallest that nine in ten do not exceed.
        let at = (minutes.len() * 9).div_ceil(10) - 1;
        Some(Self {
            records: minutes.len(),
            median,
            slowest_tenth: minutes[at],
            exact,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(minutes: impl IntoIterator<Item = i32>) -> Option<(i32, i32)> {
        let took = minutes.into_iter().map(|minutes| Took {
            minutes,
            exact: true,
        });
        Times::of(took).map(|times| (times.median, times.slowest_tenth))
    }

    #[test]
    fn the_middle_and_the_slowest_tenth() {
        assert_eq!(times([]), None);
        assert_eq!(times([-5]), None);
        assert_eq!(times([7]), Some((7, 7)));
        assert_eq!(times([40, 10]), Some((25, 40)));
        assert_eq!(times([3, 1, 2, -9]), Some((2, 3)));
        // Of twenty the two slowest are a tenth, 19 and 20; what a tenth exceeds is 18.
        assert_eq!(times(1..=20), Some((10, 18)));
        assert_eq!(times([i32::MAX, i32::MAX]), Some((i32::MAX, i32::MAX)));
    }
}
