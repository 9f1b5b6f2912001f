//! Promises that people declared: intervals and audit dates of the settings, series of manifests,
//! when documents are reviewed and until when they are valid.

use super::kept::{of_day, of_series};
use super::united::Draft;
use super::{Kept, Last, Origin, Place, Sources};
use crate::assessment::review_due;
use crate::catalogue::Target;
use crate::evidence::{Document, Value};
use crate::period::Period;
use crate::source::Location;

/// All of them.
pub(super) fn declared(sources: Sources<'_>) -> Vec<Draft> {
    let mut out = intervals(sources);
    out.extend(audits(sources));
    out.extend(series(sources));
    for (at, document) in sources.evidence.documents.iter().enumerate() {
        if sources.assessment.footing[at].counts || is_over(sources, at, document) {
            out.extend(review(sources, at, document));
            out.extend(validity(sources, at, document));
        }
    }
    out
}

/// `[intervals]`: each for the requirements that no closer one speaks of.
fn intervals(sources: Sources<'_>) -> Vec<Draft> {
    let (catalogue, settings) = (sources.catalogue, &sources.workspace.settings);
    let all = settings.intervals.iter();
    all.map(|(target, period, location)| {
        let named = catalogue.resolve(target).unwrap_or_default();
        let alone = matches!(target, Target::Requirement(_));
        let own = |line: &usize| {
            let line = &catalogue.requirements[*line];
            let speaks = settings.interval_for(line);
            (alone || line.interval.is_some()) && speaks.is_some_and(|(of, ..)| of == target)
        };
        let requirements: Vec<usize> = named.into_iter().filter(own).collect();
        let what = match target {
            Target::Requirement(id) => {
                let line = catalogue
                    .requirement(id)
                    .map(|at| &catalogue.requirements[at]);
                line.map_or_else(
                    || id.to_string(),
                    |line| line.text.trim_end_matches('.').to_owned(),
                )
            }
            Target::Clause(id) => catalogue
                .clause(id)
                .map_or_else(|| id.to_string(), |clause| clause.name.clone()),
            Target::Item(id) => catalogue
                .item(id)
                .map_or_else(|| id.to_string(), |item| item.name.clone()),
        };
        Draft {
            requirements,
            ..Draft::new(
                what,
                Value::Every(*period),
                place(
                    Origin::Setting,
                    location,
                    format!("[intervals] {target} = {period}"),
                ),
                format!("interval {target}"),
            )
        }
    })
    .collect()
}

/// `[audit]`.
fn audits(sources: Sources<'_>) -> Vec<Draft> {
    let settings = &sources.workspace.settings;
    let days = [
        ("Stage 1 audit", settings.stage1),
        ("Stage 2 audit", settings.stage2),
    ];
    let days = days
        .into_iter()
        .filter_map(|(what, day)| Some((what, day?)));
    days.map(|(what, day)| {
        let at = Location::file(crate::workspace::SETTINGS);
        let mut draft = Draft::new(
            what.to_owned(),
            Value::On(day),
            place(Origin::Setting, &at, format!("[audit] {what}: {day}")),
            what.to_owned(),
        );
        draft.next = Some(day);
        // That an audit took place the settings do not say.
        draft.kept = Some(if day >= sources.assessment.as_of {
            Kept::Due
        } else {
            Kept::CannotTell("the day has passed; nothing says what came of it".to_owned())
        });
        draft
    })
    .collect()
}

fn series(sources: Sources<'_>) -> Vec<Draft> {
    let pairs = sources
        .evidence
        .series
        .iter()
        .zip(&sources.assessment.series);
    pairs
        .map(|(series, result)| {
            let entry = &series.entry;
            let data = &entry.metadata;
            let due = entry.due.map_or_else(String::new, |due| {
                format!(", due {} after its end", due.words())
            });
            let says = format!(
                "{} {}{due}",
                entry.pattern.text,
                Value::Every(entry.every).words()
            );
            let what = data
                .title
                .as_ref()
                .map_or_else(|| entry.id.clone(), |title| title.value.clone());
            let mut requirements: Vec<usize> = data
                .claims
                .iter()
                .filter_map(|claim| sources.catalogue.resolve(claim.value.target.as_ref().ok()?))
                .flatten()
                .collect();
            requirements.sort_unstable();
            requirements.dedup();
            let stood = of_series(sources, series, result);
            Draft {
                requirements,
                who: data.owner.as_ref().map(|owner| owner.value.clone()),
                services: data
                    .services
                    .as_ref()
                    .map_or_else(Vec::new, |services| services.value.clone()),
                last: stood.last,
                next: stood.next,
                since: stood.since,
                kept: Some(stood.kept),
                ..Draft::new(
                    what,
                    Value::Every(entry.every),
                    place(Origin::Series, &entry.location, says),
                    format!("series {}", entry.id),
                )
            }
        })
        .collect()
}

/// When a document is to be reviewed next, by its own word.
fn review(sources: Sources<'_>, at: usize, document: &Document) -> Option<Draft> {
    if sources.assessment.footing[at].record || !sources.assessment.footing[at].counts {
        return None;
    }
    let data = &document.metadata;
    let due = review_due(document);
    let (value, location) = match (&data.review_interval, &data.next_review) {
        (Some(every), _) => (Value::Every(every.value), &every.location),
        (None, Some(next)) => (Value::On(next.value.day), &next.location),
        (None, None) => return None,
    };
    let says = match (&data.review_interval, &data.next_review) {
        (Some(every), Some(next)) => {
            format!(
                "reviewed every {}, next on {}",
                every.value.words(),
                next.value.day
            )
        }
        (Some(every), None) => format!("reviewed every {}", every.value.words()),
        _ => format!("next review: {}", due?),
    };
    let dates = [&data.last_reviewed, &data.approved_on];
    let last = dates.into_iter().flatten().map(|date| date.value.day).max();
    let mut draft = Draft {
        who: data.owner.as_ref().map(|owner| owner.value.clone()),
        requirements: Vec::new(),
        last: last.map(|day| Last {
            day,
            path: document.path.to_string(),
        }),
        next: due,
        ..Draft::new(
            format!("Review of {}", document.title()),
            value,
            place(Origin::Review, location, says),
            format!("review {}", document.path),
        )
    };
    draft.kept = Some(match due {
        Some(due) => of_day(due, sources.assessment.as_of, Kept::Overdue),
        None => Kept::CannotTell("neither a last review nor an approval is dated".to_owned()),
    });
    Some(draft)
}

/// Until when a document or an agreement is valid.
fn validity(sources: Sources<'_>, at: usize, document: &Document) -> Option<Draft> {
    let data = &document.metadata;
    let until = data.valid_until.as_ref().or(data.ends.as_ref())?;
    let day = until.value.day;
    let agreement = sources.assessment.footing[at].agreement;
    let what = if agreement { "End of" } else { "Validity of" };
    let mut draft = Draft {
        who: data.owner.as_ref().map(|owner| owner.value.clone()),
        services: data
            .services
            .as_ref()
            .map_or_else(Vec::new, |services| services.value.clone()),
        next: Some(day),
        ..Draft::new(
            format!("{what} {}", document.title()),
            Value::Until(day),
            place(
                Origin::Validity,
                &until.location,
                format!("valid until {day}"),
            ),
            format!("validity {}", document.path),
        )
    };
    draft.kept = Some(of_day(day, sources.assessment.as_of, Kept::Ended));
    Some(draft)
}

/// Whether a document does not count only because it is past its end.
fn is_over(sources: Sources<'_>, at: usize, document: &Document) -> bool {
    let footing = sources.assessment.footing[at];
    let until = document.metadata.valid_until.as_ref();
    let over = until.is_some_and(|until| until.value.day < sources.assessment.as_of);
    let year = Period::months(12).before(sources.assessment.as_of);
    // What ended long ago is history.
    !footing.counts
        && over
        && until.is_some_and(|until| until.value.day >= year)
        && !document.set_aside
        && crate::evidence::Status::Obsolete.word() != status(document)
}

fn status(document: &Document) -> &'static str {
    let status = document.metadata.status.as_ref();
    status.map_or("", |status| status.value.word())
}

fn place(origin: Origin, location: &Location, says: String) -> Place {
    Place {
        origin,
        location: location.clone(),
        says,
    }
}
