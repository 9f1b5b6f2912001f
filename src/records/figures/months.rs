//! Records by month.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::union::Record;

/// A month and what was opened and closed in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// The month, from 1.
    pub month: i8,
    /// Records opened in it: none is a hole in what should be gapless.
    pub opened: usize,
    /// Records closed in it, whenever they were opened.
    pub closed: usize,
}

/// Months that are told; nobody reads more bars.
const MOST: usize = 60;

/// All months from the first to the last in which a record was opened.
pub(super) fn months(records: &[Record<'_, '_>]) -> Vec<Month> {
    let of = |day: Date| (day.year(), day.month());
    let mut by_month: BTreeMap<(i16, i8), (usize, usize)> = BTreeMap::new();
    for day in records.iter().filter_map(|record| record.entry.opened) {
        by_month.entry(of(day)).or_default().0 += 1;
    }
    let Some((first, last)) = by_month
        .keys()
        .min()
        .copied()
        .zip(by_month.keys().max().copied())
    else {
        return Vec::new();
    };
    for day in records.iter().filter_map(|record| record.entry.closed) {
        if (first..=last).contains(&of(day)) {
            by_month.entry(of(day)).or_default().1 += 1;
        }
    }
    let next = |(year, month): (i16, i8)| match month {
        12 => (year + 1, 1),
        month => (year, month + 1),
    };
    let all = std::iter::successors(Some(first), |month| Some(next(*month)));
    let all = all.take_while(|month| *month <= last).take(MOST);
    let told = all.map(|at| {
        let (opened, closed) = by_month.get(&at).copied().unwrap_or_default();
        let (year, month) = at;
        Month {
            year,
            month,
            opened,
            closed,
        }
    });
    told.collect()
}
