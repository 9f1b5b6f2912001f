//! What came of holding a deadline or a target against records.

use jiff::civil::Date;

use crate::source::Location;

/// A deadline or target, held against records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// What it was held against, in words: the logs by name, or a series.
    pub against: String,
    /// Of what: `incidents`, `reports`.
    pub of: String,
    /// The first and the last day of what was looked at.
    pub days: (Date, Date),
    /// Records that kept it, beyond doubt.
    pub in_time: usize,
    /// How many did not, beyond doubt.
    pub late: usize,
    /// The first of these.
    pub first: Vec<Late>,
    /// Those that are late and open still.
    pub open: Vec<Late>,
    /// Longer by the clock, where hours of service may explain it.
    pub by_clock: usize,
    /// Longer by so little that public holidays may explain it.
    pub holidays: usize,
    /// Of which the log does not tell it.
    pub unclear: usize,
    /// The share that is promised, in thousandths of a per cent; without one each is promised.
    pub share: Option<i64>,
}

/// A record that did not keep a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// Its number, or else what it is.
    pub id: String,
    /// Where it stands.
    pub location: Location,
    /// How long it took or is open, in words.
    pub took: String,
}

/// Records of a test that are named one by one.
const FIRST: usize = 20;

impl Test {
    /// A test of no records yet: what it is held against, of what, and its first and last day.
    pub(super) fn of_none(against: String, of: String, days: (Date, Date)) -> Self {
        Self {
            against,
            of,
            days,
            in_time: 0,
            late: 0,
            first: Vec::new(),
            open: Vec::new(),
            by_clock: 0,
            holidays: 0,
            unclear: 0,
            share: None,
        }
    }

    /// Counts a record that did not keep it; the first of them are named.
    pub(super) fn take(&mut self, late: Late) {
        self.late += 1;
        if self.first.len() < FIRST {
            self.first.push(late);
        }
    }

    /// Counts a record that did not keep it and is open.
    pub(super) fn take_open(&mut self, late: Late) {
        self.open.push(late.clone());
        self.take(late);
    }

    /// All records that were looked at.
    #[must_use]
    pub fn all(&self) -> usize {
        self.in_time + self.late + self.unsure()
    }

    /// Those that may have been in time, or late.
    #[must_use]
    pub fn unsure(&self) -> usize {
        self.by_clock + self.holidays + self.unclear
    }

    /// Those that may have been in time, in words: why each sort of them is not certain.
    #[must_use]
    pub fn unsure_words(&self) -> Vec<String> {
        let sorts = [
            (
                self.by_clock,
                "longer by the clock, which hours of service may explain",
            ),
            (
                self.holidays,
                "longer by no more than public holidays may explain",
            ),
            (self.unclear, "of which the log does not tell"),
        ];
        let some = sorts.into_iter().filter(|(count, _)| *count > 0);
        some.map(|(count, why)| format!("{count} {why}")).collect()
    }

    /// Two tests of one promise taken together.
    #[must_use]
    pub(super) fn and(mut self, other: &Self) -> Self {
        if !self.against.contains(&other.against) {
            self.against = format!("{}; {}", self.against, other.against);
        }
        self.days = (self.days.0.min(other.days.0), self.days.1.max(other.days.1));
        self.in_time += other.in_time;
        self.late += other.late;
        self.by_clock += other.by_clock;
        self.holidays += other.holidays;
        self.unclear += other.unclear;
        self.first.extend(other.first.iter().cloned());
        self.first.sort_by(|a, b| a.location.cmp(&b.location));
        self.first.truncate(FIRST);
        self.open.extend(other.open.iter().cloned());
        self.open.sort_by(|a, b| a.location.cmp(&b.location));
        self
    }

    /// The least and the greatest share in time, in thousandths of a per cent.
    #[must_use]
    pub fn shares(&self) -> (i64, i64) {
        let of = |count: usize| {
            let (count, all) = (i64::try_from(count), i64::try_from(self.all()));
            count.unwrap_or(0) * 100_000 / all.unwrap_or(0).max(1)
        };
        (of(self.in_time), of(self.in_time + self.unsure()))
    }
}
