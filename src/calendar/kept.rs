//! When a promise was last kept, when it falls due next, and whether it was broken.
//!
//! By the same days as the assessment: an interval counts from the last record, and is broken on the
//! day after it ran out. Where no record was seen it counts from the start of what states it, and
//! once that has run out as well nobody can tell.

use jiff::civil::Date;

use super::united::Draft;
use super::{Kept, Last, Sources, is_often, is_working_day};
use crate::assessment::{PeriodState, SeriesResult};
use crate::evidence::words::words;
use crate::evidence::{
    Cutoff, Document, Series, Span, Value, is_agreement, kind_in, kind_of, names_idea,
};
use crate::period::Period;

/// How something stands.
pub(super) struct Stood {
    pub last: Option<Last>,
    pub next: Option<Date>,
    /// Of a series with holes: when the first of them was due.
    pub since: Option<Date>,
    pub kept: Kept,
}

impl Stood {
    fn new(last: Option<Last>, next: Option<Date>, kept: Kept) -> Self {
        Self {
            last,
            next,
            since: None,
            kept,
        }
    }
}

/// How a day stands that was named: still to come, or past.
pub(super) fn of_day(day: Date, as_of: Date, past: Kept) -> Kept {
    if day >= as_of { Kept::Due } else { past }
}

/// How a series stands: its last record, the day its next one is due, and its holes.
pub(super) fn of_series(sources: Sources<'_>, series: &Series, result: &SeriesResult) -> Stood {
    let entry = &series.entry;
    let as_of = sources.assessment.as_of;
    let is_there = |state: &PeriodState| matches!(state, PeriodState::Present | PeriodState::Late);
    let there = result
        .periods
        .iter()
        .rev()
        .find(|period| is_there(&period.state));
    let last = there.and_then(|period| {
        let at = period.document?;
        let member = series
            .members
            .iter()
            .find(|(_, document)| *document == at)?;
        let stated = sources.assessment.footing[at].day;
        Some(Last {
            day: stated.unwrap_or(member.0.end).min(as_of),
            path: sources.evidence.documents[at].path.to_string(),
        })
    });
    let holes = { result.periods.iter() }.filter(|period| period.state.is_hole());
    let since = holes.clone().next().map(|first| first.due);
    let holes: Vec<String> = holes.map(|period| period.name.clone()).collect();
    let ended = entry.until.is_some_and(|until| until < as_of);
    let next = result.next.filter(|_| !ended);
    let kept = if !holes.is_empty() {
        Kept::Holes(holes)
    } else if ended {
        Kept::CannotTell("the series has ended; nothing more is due".to_owned())
    } else if result.periods.is_empty() && next.is_none() {
        Kept::CannotTell("nothing was due yet".to_owned())
    } else {
        Kept::Due
    };
    Stood {
        since,
        ..Stood::new(last, next, kept)
    }
}

/// How a promise stands that nothing declared settles.
pub(super) fn of_draft(sources: Sources<'_>, draft: &Draft) -> Stood {
    let as_of = sources.assessment.as_of;
    let untested = || Kept::Untested(String::new());
    match draft.value {
        Value::Every(every) => of_interval(sources, draft, every),
        Value::By(cutoff) => Stood::new(None, recurring(cutoff, as_of), untested()),
        Value::Until(day) => Stood::new(None, Some(day), of_day(day, as_of, Kept::Ended)),
        Value::On(day) => Stood::new(None, Some(day), of_day(day, as_of, Kept::Overdue)),
        Value::Within(_) | Value::Bound(_) => {
            let kept = draft.next.map_or_else(untested, |_| Kept::Due);
            Stood::new(None, draft.next, kept)
        }
    }
}

fn of_interval(sources: Sources<'_>, draft: &Draft, every: Period) -> Stood {
    let as_of = sources.assessment.as_of;
    if draft.supplier.is_some() {
        let why = "a supplier's promise; its records are not here".to_owned();
        return Stood::new(None, None, Kept::CannotTell(why));
    }
    let recorded = last_kept(sources, draft, every);
    let beside = told_beside(sources, draft);
    let (last, is_sure) = match (recorded, beside) {
        (Some((last, is_sure)), Some(own)) if last.day > own.day => (Some(last), is_sure),
        (Some((_, is_sure)), Some(own)) => (Some(own), is_sure || draft.beside.is_log),
        (Some((last, is_sure)), None) => (Some(last), is_sure),
        (None, own) => (own, draft.beside.is_log),
    };
    let is_admitted = draft.beside.missed.is_some();
    let often = is_often(every);
    if let Some(last) = last {
        let next = every.after(last.day);
        let kept = if next >= as_of {
            Kept::Due
        } else if often {
            Kept::CannotTell("done too often for a file each time; look at a sample".to_owned())
        } else if is_sure || is_admitted {
            Kept::Overdue
        } else {
            Kept::CannotTell("no later record of just this was seen".to_owned())
        };
        let is_known = kept == Kept::Due || kept == Kept::Overdue;
        return Stood::new(Some(last), Some(next).filter(|_| is_known), kept);
    }
    if is_admitted && !often {
        return Stood::new(None, None, Kept::Overdue);
    }
    let start = draft
        .document
        .and_then(|at| starts(&sources.evidence.documents[at]));
    let start = start
        .or(sources.workspace.settings.sms_start)
        .filter(|start| *start <= as_of);
    let from_start = start
        .map(|start| every.after(start))
        .filter(|next| *next >= as_of);
    if let Some(next) = from_start.filter(|_| !often) {
        return Stood::new(None, Some(next), Kept::Due);
    }
    let why = if draft.requirements.is_empty() {
        "nothing ties it to a requirement, so no record was looked for"
    } else {
        "no record seen"
    };
    Stood::new(None, None, Kept::CannotTell(why.to_owned()))
}

/// From when a document applies.
pub(super) fn starts(document: &Document) -> Option<Date> {
    let data = &document.metadata;
    let dates = [&data.effective, &data.approved_on];
    dates
        .into_iter()
        .flatten()
        .map(|date| date.value.day)
        .next()
}

/// The last day on which it was kept, as is told beside the promise itself.
fn told_beside(sources: Sources<'_>, draft: &Draft) -> Option<Last> {
    let as_of = sources.assessment.as_of;
    let days = draft.beside.days.iter().copied();
    let day = days.filter(|day| *day <= as_of).max()?;
    let path = draft.place.location.path.to_string();
    Some(Last { day, path })
}

/// The last record that shows what is promised, of those claimed for the requirements, and whether
/// a later one would be seen if there were any: where a requirement asks for an interval its records
/// are those of what recurs; of other requirements they may tell of anything. A record that tells
/// its year alone says nothing of what is promised more often.
fn last_kept(sources: Sources<'_>, draft: &Draft, every: Period) -> Option<(Last, bool)> {
    let days = every.about_days();
    let of_lines = draft.requirements.iter().flat_map(|line| {
        let is_sure = sources.catalogue.requirements[*line].interval.is_some();
        let of_line = of_line(sources, draft, *line, days);
        of_line.into_iter().map(move |last| (last, is_sure))
    });
    of_lines
        .max_by(|(a, a_sure), (b, b_sure)| (a.day, a_sure, &b.path).cmp(&(b.day, b_sure, &a.path)))
}

/// In days, as periods are compared.
const A_YEAR: u32 = 360;

/// The days on which records of one requirement show it.
fn of_line(sources: Sources<'_>, draft: &Draft, line: usize, every: u32) -> Vec<Last> {
    let (evidence, assessment) = (sources.evidence, sources.assessment);
    let requirement = &sources.catalogue.requirements[line];
    let said = |idea: &usize| names_idea(&draft.ideas, *idea);
    let mut wanted: Vec<usize> = requirement.ideas.clone().filter(said).collect();
    if wanted.is_empty() {
        wanted = requirement.ideas.clone().collect();
    }
    let of_agreement = reviews_agreement(&draft.place.says);
    let mut out = Vec::new();
    for (at, document) in evidence.documents.iter().enumerate() {
        let footing = assessment.footing[at];
        let claimed = assessment.claimed_for[at].binary_search(&line).is_ok();
        if !claimed || !footing.counts || footing.draft || !document.has_text() {
            continue;
        }
        if of_agreement && kind_of(&document.metadata, &document.path) == Some("report") {
            continue;
        }
        let hits: Vec<_> = wanted
            .iter()
            .map(|idea| document.hit(*idea).filter(|hit| hit.shown()))
            .collect();
        let shows = hits.iter().all(Option::is_some) || wanted.is_empty();
        let day = if footing.record {
            let is_known = !footing.year_alone || every >= A_YEAR;
            footing.day.filter(|_| shows && is_known)
        } else {
            let told = hits.iter().flatten();
            let told: Vec<Date> = told
                .filter_map(|hit| document.plainly_told_by(hit, assessment.as_of))
                .collect();
            told.into_iter().max().filter(|_| shows)
        };
        out.extend(day.map(|day| Last {
            day,
            path: document.path.to_string(),
        }));
    }
    for register in &evidence.registers {
        let claims = register.entry.metadata.claims.iter();
        let mut targets = claims.filter_map(|claim| claim.value.target.as_ref().ok());
        let named = targets.any(|target| {
            sources
                .catalogue
                .resolve(target)
                .is_some_and(|lines| lines.contains(&line))
        });
        let column = register
            .entry
            .date
            .as_ref()
            .and_then(|head| register.table.column(head));
        if let (true, Some(column)) = (named, column) {
            let days = register
                .table
                .rows()
                .filter_map(|row| Some(row.date(column)?.day));
            let day = days.filter(|day| *day <= assessment.as_of).max();
            out.extend(day.map(|day| Last {
                day,
                path: register.entry.file.clone(),
            }));
        }
    }
    out
}

/// Whether a sentence promises to go through an agreement itself. A report on what was delivered
/// under it is no record of that.
fn reviews_agreement(sentence: &str) -> bool {
    const REVIEW: &[&str] = &[
        "review",
        "reviewed",
        "reviews",
        "revised",
        "revisited",
        "durchsicht",
        "durchgesehen",
        "durchsehen",
        "durch",
        "ueberprueft",
        "ueberpruefen",
        "ueberpruefung",
        "angepasst",
    ];
    let words = words(sentence);
    let is_agreed = |word: &String| word == "schein" || kind_in(word).is_some_and(is_agreement);
    let reviews = words.iter().any(|word| REVIEW.contains(&word.as_str()));
    let reports = words
        .iter()
        .any(|word| word.starts_with("report") || word.starts_with("bericht"));
    reviews && words.iter().any(is_agreed) && !reports
}

/// The last day on which notice can be given, of a sentence that states how long before the end.
pub(super) fn notice(span: Span, sentence: &str, end: Date, as_of: Date) -> Option<Date> {
    let folded = crate::evidence::words::joined(sentence);
    let speaks = ["notice", "terminat", "kuendig", "renew", "verlaenger"]
        .iter()
        .any(|stem| folded.contains(stem));
    let day = span.period()?.before(end);
    (speaks && day >= as_of).then_some(day)
}

/// The next day that recurs, from a day on.
pub(super) fn recurring(cutoff: Cutoff, from: Date) -> Option<Date> {
    let months = i8::try_from(cutoff.months).ok()?;
    let first = from.first_of_month();
    let into = (first.month() - 1) % months.max(1);
    let mut start = Period::months(
        u16::try_from(into)
            .ok()
            .filter(|into| *into > 0)
            .unwrap_or(12),
    )
    .before(first);
    if into == 0 {
        start = first;
    }
    for _ in 0..3 {
        let next = Period::months(u16::from(cutoff.months)).after(start);
        let day = match cutoff.day {
            0 => Period::days(1).before(next),
            day if cutoff.working => working_day(start, day),
            day => Period::days(u16::from(day)).after(start).yesterday().ok()?,
        };
        if day >= from {
            return Some(day);
        }
        start = next;
    }
    None
}

/// The so-manieth day of a month from Monday to Friday; holidays are not known.
fn working_day(first: Date, count: u8) -> Date {
    let mut day = first;
    let mut left = count;
    loop {
        if is_working_day(day) {
            left = left.saturating_sub(1);
        }
        if left == 0 {
            return day;
        }
        day = Period::days(1).after(day);
    }
}
