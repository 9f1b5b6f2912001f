//! Dates among the statements of a source. Labels are used loosely: a date of approval may
//! have a name behind it, "review" may be past or to come, and several labels give the
//! date of the document, some better than others.

use super::{Collector, shown};
use crate::evidence::dates::{DateReading, read_date, read_span, split_date};
use crate::evidence::fields::intervals::read_interval;
use crate::evidence::fields::keys::Field;
use crate::evidence::metadata::{Metadata, ProblemKind, Source, Stated, StatedDate};
use crate::evidence::placeholder::is_placeholder;
use crate::evidence::words::words;
use crate::period::Period;
use crate::source::{Location, visible};

impl Collector<'_> {
    /// "2026-02-03", or with a name behind it.
    pub(super) fn approved_on(&mut self, name: &str, text: &str, at: &Location) {
        if read_date(text) == DateReading::NotADate
            && let Some((reading, who)) = split_date(text)
        {
            if who.chars().any(char::is_alphabetic) && who.len() <= 80 && !is_placeholder(&who) {
                self.text(|data| &mut data.approved_by, &who, at);
            }
            self.reading(|data| &mut data.approved_on, name, text, reading, at);
            return;
        }
        self.date(|data| &mut data.approved_on, name, text, at);
    }

    /// "2026-02-03", or with a name before or behind it: `Erstellt: M. Huber, 03.03.2026`.
    pub(super) fn created(&mut self, name: &str, text: &str, at: &Location) {
        if let (DateReading::NotADate, Some((reading, who))) = (read_date(text), split_date(text))
            && self.source == Source::Label
            && who.starts_with(char::is_uppercase)
            && who.len() <= 80
        {
            self.text(|data| &mut data.author, &who, at);
            self.reading(|data| &mut data.created, name, text, reading, at);
            return;
        }
        self.date(|data| &mut data.created, name, text, at);
    }

    /// "1 July 2025", or "1 July 2025 until 30 June 2027".
    pub(super) fn effective(&mut self, name: &str, text: &str, at: &Location) {
        if !self.span(text, at) {
            self.date(|data| &mut data.effective, name, text, at);
        }
    }

    /// From one day until another, or until one; a length of time, from the day on which the
    /// agreement begins, where that is stated elsewhere.
    pub(super) fn term(&mut self, text: &str, at: &Location) {
        // "24 months", and nothing that leaves the end open, such as "minimum 24 months".
        if !self.span(text, at)
            && words(text).len() <= 2
            && let Some(length) = read_interval(text)
        {
            self.length.get_or_insert((length, at.clone()));
        }
    }

    /// The end of a term of some length.
    pub(super) fn settle_term(&mut self, length: Period, at: &Location) {
        let begins = self.metadata.effective.as_ref().map(|begin| begin.value);
        let begins = begins.filter(|begin| begin.exact);
        let ends = begins.and_then(|begin| length.after(begin.day).yesterday().ok());
        if let Some(day) = ends {
            let last = StatedDate { day, exact: true };
            self.set(|data| &mut data.ends, last, at);
        }
    }

    /// The end of something. What it is the end of only an agreement tells, so that a text
    /// that is no date is no mistake.
    pub(super) fn ends(&mut self, text: &str, at: &Location) {
        if let DateReading::Date(date) = Self::loosely(text) {
            self.set(|data| &mut data.ends, date, at);
        }
    }

    /// Takes a term that a text states; whether it states one.
    fn span(&mut self, text: &str, at: &Location) -> bool {
        let Some((from, until)) = read_span(text) else {
            return false;
        };
        if let Some(from) = from {
            self.set(|data| &mut data.effective, from, at);
        }
        self.set(|data| &mut data.valid_until, until, at);
        true
    }

    pub(super) fn date(
        &mut self,
        slot: impl Fn(&mut Metadata) -> &mut Option<Stated<StatedDate>>,
        name: &str,
        text: &str,
        at: &Location,
    ) {
        let reading = Self::loosely(text);
        self.reading(slot, name, text, reading, at);
    }

    pub(super) fn reading(
        &mut self,
        slot: impl Fn(&mut Metadata) -> &mut Option<Stated<StatedDate>>,
        name: &str,
        text: &str,
        reading: DateReading,
        at: &Location,
    ) {
        match reading {
            DateReading::Date(date) => self.set(slot, date, at),
            DateReading::Ambiguous(..) if slot(&mut self.metadata).is_some() => {}
            DateReading::Ambiguous(first, other) => {
                let message = format!(
                    "`{}: {}` can mean {first} or {other}; write the day that is meant as {first}",
                    visible(name),
                    shown(text)
                );
                self.problem(ProblemKind::AmbiguousDate, message, at);
            }
            DateReading::Placeholder | DateReading::NotADate => {
                if slot(&mut self.metadata).is_some() {
                    return;
                }
                let message = format!(
                    "`{}: {}` is no date from 1990 to 2100; write it as 2026-02-03",
                    visible(name),
                    shown(text)
                );
                self.problem(ProblemKind::NotUnderstood, message, at);
            }
        }
    }

    /// A date the document carries. Prose is full of such labels, and a register's `date`
    /// names a column: what is no date there is no mistake.
    pub(super) fn dated(&mut self, rank: u8, name: &str, text: &str, at: &Location) {
        match Self::loosely(text) {
            DateReading::Date(date) => {
                self.set_date(rank, date, at);
                if let Some((_, further)) = text.split_once([',', ';', '|']) {
                    self.stamp(further, at);
                }
            }
            reading @ DateReading::Ambiguous(..) if self.metadata.date.is_none() => {
                self.reading(|data| &mut data.date, name, text, reading, at);
            }
            DateReading::NotADate
                if rank != 1
                    && matches!(
                        self.source,
                        Source::FrontMatter | Source::Sidecar | Source::Claims
                    ) =>
            {
                self.reading(|data| &mut data.date, name, text, DateReading::NotADate, at);
            }
            _ => {}
        }
    }

    /// Holds a date unless a better stated one is held; at the same rank the first counts.
    pub(super) fn set_date(&mut self, rank: u8, date: StatedDate, at: &Location) {
        if rank < self.date_rank {
            self.date_rank = rank;
            self.metadata.date = Some(self.stated(date, at));
        }
    }

    pub(super) fn review(&mut self, field: Field, name: &str, text: &str, at: &Location) {
        if field == Field::Review && self.source == Source::Label && is_of_service(text) {
            return;
        }
        let reading = Self::loosely(text);
        let interval = read_interval(text);
        match (field, interval, reading) {
            (Field::ReviewInterval | Field::Review, Some(interval), _) => {
                self.set(|data| &mut data.review_interval, interval, at);
            }
            (_, _, DateReading::Date(date)) => {
                let stated = self.stated(date, at);
                self.review_date.get_or_insert(stated);
            }
            (_, _, DateReading::Ambiguous(..)) => {
                self.reading(|data| &mut data.next_review, name, text, reading, at);
            }
            (Field::ReviewInterval, None, _) => {
                let message = format!(
                    "`{}: {}` is no length of time; write it as P12M or \"12 months\"",
                    visible(name),
                    shown(text)
                );
                self.problem(ProblemKind::NotUnderstood, message, at);
            }
            (Field::ReviewDate, ..) => {
                self.reading(|data| &mut data.next_review, name, text, reading, at);
            }
            _ => {}
        }
    }

    /// A bare "review date" is the next review, unless the rest of what is stated shows
    /// that it is the last one.
    pub(super) fn settle_review(&mut self, review: Stated<StatedDate>) {
        let data = &mut self.metadata;
        let written = [
            &data.approved_on,
            &data.date,
            &data.effective,
            &data.created,
        ]
        .into_iter()
        .flatten()
        .map(|date| date.value.day)
        .max();
        let is_past = data.next_review.is_some()
            || data.review_interval.is_some()
            || written.is_some_and(|written| review.value.day <= written);
        let slot = if is_past && data.last_reviewed.is_none() {
            &mut data.last_reviewed
        } else {
            &mut data.next_review
        };
        slot.get_or_insert(review);
    }

    /// A date, also with a remark behind it.
    fn loosely(text: &str) -> DateReading {
        let reading = read_date(text);
        if reading != DateReading::NotADate {
            return reading;
        }
        let mut end = crate::source::floor(text, 120);
        while let Some(at) = text[..end].rfind([',', ';', '(', '|']) {
            end = at;
            if let found @ (DateReading::Date(_) | DateReading::Ambiguous(..)) =
                read_date(&text[..end])
            {
                return found;
            }
        }
        reading
    }
}

/// Whether a review is held with somebody, `once a quarter with the customer`: that is one of the
/// service, and none of the document.
fn is_of_service(text: &str) -> bool {
    let words = words(text);
    let with = words
        .iter()
        .position(|word| matches!(word.as_str(), "with" | "mit" | "between" | "zwischen"));
    with.is_some_and(|at| at + 1 < words.len())
        || words.iter().any(|word| {
            matches!(
                word.as_str(),
                "meeting"
                    | "meetings"
                    | "servicereview"
                    | "service"
                    | "services"
                    | "performance"
                    | "gespraech"
                    | "kunde"
                    | "kunden"
                    | "customer"
                    | "customers"
                    | "lieferant"
                    | "supplier"
            )
        })
}

/// Whether a field is a date and nothing else.
pub(in crate::evidence) fn asks_date(field: Field) -> bool {
    matches!(
        field,
        Field::ApprovedOn
            | Field::Effective
            | Field::Date
            | Field::Stand
            | Field::Published
            | Field::Changed
            | Field::Created
            | Field::LastReviewed
            | Field::NextReview
            | Field::ReviewDate
            | Field::ValidUntil
            | Field::Ends
    )
}
