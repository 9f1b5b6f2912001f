//! Whether a thing is done as often as the organisation says: the interval it promised or
//! stated, and whether a record is recent enough for it.
//!
//! The standard mostly asks for "planned intervals" and names none. The organisation's own
//! word is therefore the measure, and that it gave none is a gap by itself.

use jiff::civil::Date;

use crate::assessment::claims::Piece;
use crate::assessment::context::Context;
use crate::assessment::share::Share;
use crate::catalogue::Requirement;
use crate::period::Period;

/// The gap of an interval that nobody stated.
pub const NO_INTERVAL: &str = "the organisation has not stated at which interval this is done";

/// Whether a single record is recent enough: within the promised interval, or the
/// window where no interval is needed.
pub(super) fn timely(
    context: &Context<'_>,
    line: &Requirement,
    path: &str,
    date: Option<Date>,
) -> (Share, Vec<String>) {
    let Some(date) = date else {
        return (Share::HALF, vec![format!("{path} carries no date")]);
    };
    if line.interval.is_none() {
        return if date >= context.window.start {
            (Share::ALL, Vec::new())
        } else {
            (
                Share::HALF,
                vec![format!(
                    "{path} is of {date}, before the time looked at ({})",
                    context.window.start
                )],
            )
        };
    }
    match context
        .promised(line)
        .or_else(|| stated_interval(context, line))
    {
        None => (Share::HALF, vec![NO_INTERVAL.to_owned()]),
        Some((period, _)) if period.after(date) >= context.as_of => (Share::ALL, Vec::new()),
        Some((period, place)) => (
            Share::HALF,
            vec![format!(
                "last done {date}, but {place} promises every {}",
                period.words()
            )],
        ),
    }
}

/// An interval stated in a claimed document, in a sentence about this line.
#[must_use]
pub fn stated_interval(context: &Context<'_>, line: &Requirement) -> Option<(Period, String)> {
    let index = context.catalogue.requirement(&line.id)?;
    let intervals = crate::evidence::intervals();
    for claimed in &context.claims.by_line[index] {
        match claimed.piece {
            Piece::Series(series) => {
                let entry = &context.evidence.series[series].entry;
                return Some((entry.every, entry.location.to_string()));
            }
            Piece::Document(at) => {
                let document = &context.evidence.documents[at];
                if !document.has_text() || !context.counts(at) {
                    continue;
                }
                let mut hits = context.hits_of(line, at).iter();
                let hit = hits.find(|hit| hit.shown() && hit.every.is_some());
                if let Some(hit) = hit
                    && let Some(period) = hit
                        .every
                        .and_then(|every| intervals.get(usize::from(every)))
                {
                    return Some((*period, document.at(hit.every_line, 1).to_string()));
                }
            }
            _ => {}
        }
    }
    None
}
