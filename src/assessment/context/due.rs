//! Which periods of a series were due in the time looked at, and what became of each.

use jiff::civil::Date;

use super::Context;
use crate::assessment::types::{PeriodResult, PeriodState, SeriesResult};
use crate::evidence::{PeriodKey, ReadState, Series, SeriesEntry};
use crate::period::Period;

impl Context<'_> {
    /// What became of each period of a series that was due.
    pub(super) fn periods(&self, series: &Series) -> SeriesResult {
        let entry = &series.entry;
        let mut result = SeriesResult {
            id: entry.id.clone(),
            location: entry.location.clone(),
            periods: Vec::new(),
            next: None,
        };
        let first = entry.since.unwrap_or(self.window.start);
        let own_start = entry
            .metadata
            .services
            .as_ref()
            .and_then(|services| {
                let starts = &self.workspace.settings.service_starts;
                services
                    .value
                    .iter()
                    .map(|service| starts.get(service).copied())
                    .collect::<Option<Vec<_>>>()
            })
            .and_then(|starts| starts.into_iter().min());
        let from = own_start.map_or(self.window.start, |start| start.max(self.window.start));
        let last = entry
            .until
            .map_or(self.as_of, |until| until.min(self.as_of));
        let mut start = nearer(aligned(first, entry), from, entry.every);
        for _ in 0..MOST_PERIODS {
            let next = entry.every.after(start);
            if next <= start {
                break;
            }
            let end = Period::days(1).before(next);
            let due = entry.due.map_or(end, |due| due.after(end));
            if due > self.as_of && result.next.is_none() {
                result.next = Some(due);
            }
            if start > last {
                break;
            }
            if end < from {
                start = next;
                continue;
            }
            let members: Vec<_> = series
                .members
                .iter()
                .filter(|(key, _)| key.start >= start && key.start < next)
                .collect();
            if due <= self.as_of {
                let name = members.first().map_or_else(
                    || period_name(start, entry.every),
                    |(key, _)| key.name.clone(),
                );
                result
                    .periods
                    .push(self.period(name, &members, start, next, due, entry));
            }
            start = next;
        }
        result
    }

    /// Why a file of a series shows nothing.
    fn of_no_use(&self, index: usize) -> String {
        let document = &self.evidence.documents[index];
        match &document.state {
            ReadState::Empty => format!("it {}", document.emptiness()),
            ReadState::NotRead(unread) => unread.reason.clone(),
            ReadState::Read => self.why_not(index),
        }
    }

    fn period(
        &self,
        name: String,
        members: &[&(PeriodKey, usize)],
        start: Date,
        next: Date,
        due: Date,
        entry: &SeriesEntry,
    ) -> PeriodResult {
        let usable = members.iter().find(|(_, at)| {
            let document = &self.evidence.documents[*at];
            document.has_text() && self.counts(*at) || self.attested[*at]
        });
        if let Some((_, at)) = usable {
            let stated = self.evidence.documents[*at].metadata.date.as_ref();
            let late = stated.is_some_and(|date| date.value.exact && date.value.day > due);
            let state = if late {
                PeriodState::Late
            } else {
                PeriodState::Present
            };
            return PeriodResult {
                name,
                due,
                state,
                document: Some(*at),
            };
        }
        let excuse = entry
            .excused
            .iter()
            .find(|excuse| excuse.period.start >= start && excuse.period.start < next);
        if let Some(excuse) = excuse {
            return PeriodResult {
                name,
                due,
                state: PeriodState::Excused(excuse.reason.clone()),
                document: None,
            };
        }
        let state = match (
            members.first(),
            self.evidence.closed_for(entry.pattern.whole()),
        ) {
            (Some((_, at)), _) => PeriodState::Unusable(self.of_no_use(*at)),
            (None, Some(folder)) => {
                PeriodState::Unusable(format!("the folder {folder} cannot be opened"))
            }
            (None, None) => PeriodState::Missing,
        };
        PeriodResult {
            name,
            due,
            state,
            document: members.first().map(|(_, at)| *at),
        }
    }
}

/// The first day of the period of the calendar that holds a day. Quarters, half years, years
/// and weeks are those of the calendar where the names of the files say so, and where nothing
/// says with which month a series begins: what was due never depends on the day assessed.
fn aligned(date: Date, entry: &SeriesEntry) -> Date {
    let (every, names) = (entry.every, entry.pattern.names());
    let Some(months) = every.whole_months() else {
        let of_weeks = names.whole_days() == Some(7) && every.whole_days() == Some(7);
        let monday = i64::from(date.weekday().to_monday_zero_offset());
        return if of_weeks {
            date.saturating_sub(jiff::Span::new().days(monday))
        } else {
            date
        };
    };
    let named = names.whole_months().unwrap_or(1);
    let unit = match (entry.since, months) {
        (None, 3 | 6) => months,
        (None, _) if months % 12 == 0 => 12,
        _ => named.min(months),
    };
    let first = date.first_of_month();
    let into = first.month() - 1;
    let into = into % i8::try_from(unit).unwrap_or(1);
    first.saturating_sub(jiff::Span::new().months(into))
}

/// More periods are not gone through, whatever the dates: as many days as 270 years have.
const MOST_PERIODS: u32 = 100_000;

/// The beginning of the period that holds a day, or a later one to begin with. Of a series
/// of days that began long ago only those looked at are gone through.
fn nearer(start: Date, from: Date, every: Period) -> Date {
    let days = i64::from(every.whole_days().unwrap_or(0));
    let ahead = start
        .until(from)
        .map_or(0, |span| i64::from(span.get_days()));
    if days == 0 || ahead < days {
        return start;
    }
    start.saturating_add(jiff::Span::new().days(ahead / days * days))
}

fn period_name(start: Date, every: Period) -> String {
    let (year, month) = (start.year(), start.month());
    match every.whole_months() {
        Some(3) if (month - 1) % 3 == 0 => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
        Some(6) if (month - 1) % 6 == 0 => format!("{year:04}-H{}", (month - 1) / 6 + 1),
        Some(12) => format!("{year:04}"),
        Some(_) => format!("{year:04}-{month:02}"),
        None => start.to_string(),
    }
}
