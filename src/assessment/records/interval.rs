//! Whether a thing is done as often as the organisation says: the interval it promised or
//! stated, and whether a record is recent enough for it.
//!
//! The standard mostly asks for "planned intervals" and names none. The organisation's own
//! word is therefore the measure, and that it gave none is a gap by itself.

use std::cell::OnceCell;

use jiff::civil::Date;

use crate::assessment::claims::Piece;
use crate::assessment::context::Context;
use crate::assessment::share::Share;
use crate::catalogue::Requirement;
use crate::period::Period;

/// The gap of an interval that nobody stated.
pub const NO_INTERVAL: &str = "the organisation has not stated at which interval this is done";

/// Whether a single record is recent enough: within the promised interval, or the
/// window where no interval is needed; what is missing, and whether that is a broken promise. `often` keeps the interval for the next record of the line.
pub(super) fn timely(
    context: &Context<'_>,
    line: &Requirement,
    path: &str,
    date: Option<Date>,
    often: &OnceCell<Option<Stated>>,
) -> (Share, Vec<String>, bool) {
    let Some(date) = date else {
        return (Share::HALF, vec![format!("{path} carries no date")], false);
    };
    let start = context.window.start;
    let by_window = || {
        if date >= start {
            return (Share::ALL, Vec::new(), false);
        }
        let before = format!("{path} is of {date}, before the time looked at ({start})");
        (Share::HALF, vec![before], false)
    };
    if line.interval.is_none() {
        return by_window();
    }
    match often.get_or_init(|| how_often(context, line)) {
        None => (Share::HALF, vec![NO_INTERVAL.to_owned()], false),
        Some(stated) if with_time_to_tell(stated.period, date) >= context.as_of => {
            (Share::ALL, Vec::new(), false)
        }
        // What stands near may be how often something else is done: it is held against nobody.
        Some(stated) if stated.near => by_window(),
        Some(Stated { period, place, .. }) => (
            Share::HALF,
            vec![format!(
                "last done {date}, but {place} promises every {}",
                period.words()
            )],
            true,
        ),
    }
}

/// The day by which the next record is there: what is done every month is written up after it.
fn with_time_to_tell(period: Period, date: Date) -> Date {
    const TIME_TO_TELL: Period = Period::days(15);
    let due = period.after(date);
    if period.about_days() < 28 {
        due
    } else {
        TIME_TO_TELL.after(due)
    }
}

/// An interval that the organisation stated, and where.
#[derive(Debug)]
pub struct Stated {
    period: Period,
    place: String,
    /// Whether it stands near what the line is about, and may be that of something else.
    near: bool,
}

/// The interval that the organisation promised or stated for a line: in its settings, in a
/// series, in a document claimed for the line, else in another rule that counts: what is in the
/// service management plan holds for all. What stands in so many words goes before what only
/// stands near.
#[must_use]
pub fn how_often(context: &Context<'_>, line: &Requirement) -> Option<Stated> {
    if let Some((period, place)) = context.promised(line) {
        let near = false;
        return Some(Stated {
            period,
            place,
            near,
        });
    }
    let claimed = claimed_for(context, line)?;
    // What stands in minutes, a report or a mail promises nothing: it is never held against anybody.
    let (told, claimed): (Vec<Piece>, Vec<Piece>) = claimed
        .into_iter()
        .partition(|piece| tells(context, *piece));
    let of_any = |near| {
        let mut together = of_one_obligation(context, line);
        together.find_map(|line| stated(context, line, &claimed, near))
    };
    let in_records = |near| {
        let mut together = std::iter::once(line).chain(of_one_obligation(context, line));
        together.find_map(|line| stated(context, line, &told, near))
    };
    stated(context, line, &claimed, false)
        .or_else(|| {
            let stated = stated(context, line, context.rules(), false)?;
            Some(Stated {
                near: true,
                ..stated
            })
        })
        .or_else(|| of_any(false))
        .or_else(|| of_any(true))
        .or_else(|| {
            let stated = in_records(false).or_else(|| in_records(true));
            let stated = stated.or_else(|| announced_next(context, &told))?;
            Some(Stated {
                near: true,
                ..stated
            })
        })
}

/// Whether a piece tells what happened.
fn tells(context: &Context<'_>, piece: Piece) -> bool {
    match piece {
        Piece::Document(at) => {
            context.is_record(at) || context.evidence.documents[at].format.is_mail()
        }
        _ => false,
    }
}

/// The time from a record to the next one that it names: "next talk 7 December".
fn announced_next(context: &Context<'_>, told: &[Piece]) -> Option<Stated> {
    told.iter().find_map(|piece| {
        let Piece::Document(at) = *piece else {
            return None;
        };
        let document = &context.evidence.documents[at];
        let months = document.next.as_ref()?.months_from(context.dates[at]?)?;
        Some(Stated {
            period: Period::months(months),
            place: document.path.to_string(),
            near: true,
        })
    })
}

/// The lines of a clause that one obligation holds, which has one interval for all of them.
fn of_one_obligation<'a>(
    context: &Context<'a>,
    line: &Requirement,
) -> impl Iterator<Item = &'a Requirement> {
    let catalogue = context.catalogue;
    let clause = catalogue.clauses[line.clause].requirements.clone();
    let lines = catalogue.requirements[clause].iter();
    lines.filter(|other| other.shall == line.shall && other.interval.is_some())
}

/// The pieces claimed for a line.
fn claimed_for(context: &Context<'_>, line: &Requirement) -> Option<Vec<Piece>> {
    let index = context.catalogue.requirement(&line.id)?;
    let claimed = context.claims.by_line[index].iter();
    Some(claimed.map(|claimed| claimed.piece).collect())
}

/// The first interval that some pieces state of a line.
fn stated(
    context: &Context<'_>,
    line: &Requirement,
    pieces: &[Piece],
    near: bool,
) -> Option<Stated> {
    let intervals = crate::evidence::intervals();
    pieces.iter().find_map(|piece| match *piece {
        Piece::Series(series) => {
            let entry = &context.evidence.series[series].entry;
            Some(Stated {
                period: entry.every,
                place: entry.location.to_string(),
                near: false,
            })
        }
        Piece::Document(at) => {
            let document = &context.evidence.documents[at];
            if !document.has_text() || !context.counts(at) {
                return None;
            }
            let mut hits = context.hits_of(line, at).iter();
            hits.find_map(|hit| {
                let every = hit
                    .every
                    .filter(|_| hit.shown() && hit.every_near == near)?;
                Some(Stated {
                    period: *intervals.get(usize::from(every))?,
                    place: document.at(hit.every_line, 1).to_string(),
                    near,
                })
            })
        }
        _ => None,
    })
}
