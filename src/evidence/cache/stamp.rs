//! By what a file is taken for the same without reading it: its size, its dates and its
//! number on the disk.
//!
//! A file that is written twice within one tick of the clock has the same dates both times.
//! As git does, a date that is not plainly older than the moment of reading decides nothing:
//! then its bytes are compared. Where the system keeps the date at which a file was last
//! touched in any way, setting the other date back deceives nobody.

use std::fs::Metadata;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// What the disk says of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stamp {
    /// Size in bytes.
    pub size: u64,
    /// When its content was last changed, in nanoseconds since 1970.
    pub modified: i128,
    /// When anything of it was last changed; where the system does not say, when it was made.
    pub changed: i128,
    /// Its number on the disk; 0 where there is none.
    pub number: u64,
}

/// Coarsest clock of a file system that is still in use, in nanoseconds: two seconds.
const TICK: i128 = 2_000_000_000;

impl Stamp {
    /// The stamp of a file; `None` where the system keeps no dates.
    #[must_use]
    pub fn of(data: &Metadata) -> Option<Self> {
        let modified = since_epoch(data.modified().ok()?);
        #[cfg(unix)]
        let (changed, number) = {
            use std::os::unix::fs::MetadataExt as _;
            let seconds = i128::from(data.ctime()) * 1_000_000_000;
            (seconds + i128::from(data.ctime_nsec()), data.ino())
        };
        #[cfg(not(unix))]
        let (changed, number) = (data.created().map_or(0, since_epoch), 0);
        Some(Self {
            size: data.len(),
            modified,
            changed,
            number,
        })
    }

    /// Whether its dates are plainly older than a moment. Where files have no numbers their
    /// dates do not tell that one was overwritten.
    pub(super) fn is_settled(&self, read_at: i128) -> bool {
        self.number != 0 && self.modified.max(self.changed).saturating_add(TICK) < read_at
    }
}

/// A moment in nanoseconds since 1970; negative before.
pub(super) fn since_epoch(moment: SystemTime) -> i128 {
    let nanoseconds = |duration: std::time::Duration| i128::try_from(duration.as_nanos());
    match moment.duration_since(UNIX_EPOCH) {
        Ok(after) => nanoseconds(after).unwrap_or(i128::MAX),
        Err(before) => nanoseconds(before.duration()).map_or(i128::MIN, |before| -before),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn only_dates_plainly_older_than_the_reading_decide() {
        let second = 1_000_000_000;
        let stamp = |modified, changed| Stamp {
            modified,
            changed,
            number: 1,
            ..Stamp::default()
        };
        let read_at = 100 * second;
        assert!(stamp(90 * second, 97 * second).is_settled(read_at));
        for (modified, changed) in [(98, 0), (0, 98), (100, 100), (0, 200)] {
            let young = stamp(modified * second, changed * second);
            assert!(!young.is_settled(read_at), "{modified} {changed}");
        }
        assert!(!stamp(i128::MAX, 0).is_settled(read_at));
        let without_number = Stamp::default();
        assert!(!without_number.is_settled(read_at));
    }

    #[test]
    fn moments_before_1970_are_older() {
        let moment = UNIX_EPOCH - Duration::from_secs(1);
        assert_eq!(since_epoch(moment), -1_000_000_000);
        assert_eq!(since_epoch(UNIX_EPOCH), 0);
    }
}
