//! Deadlines and targets held against records, as an auditor does with a spreadsheet.
//!
//! "Priority 1 incidents are resolved within 4 hours" is held against the log of incidents: its
//! rows of that priority, the time between two of its columns. In doubt nothing is called broken:
//! a promise that is not wholly understood is held against nothing, and the reason is told; what
//! public holidays or hours of service may explain is counted apart. "By the 10th" is held against
//! the series of that name.
//!
//! A share that is promised ("90 % of them") has to be missed even if everything that nobody can
//! tell went well. Without a share each one is promised, and one late one breaks it.

mod asked;
mod elapsed;
mod phrases;
mod reports;
mod rows;

use std::collections::HashMap;

use super::kept::starts;
use super::test::Test;
use super::{Kept, Origin, Promise, Sources};
use crate::evidence::{Bound, Document, Hours, Measure, Promised, Value};
use asked::{Asked, Asking};
use rows::Rows;

/// Holds what is untested against records.
pub(super) fn tested(sources: Sources<'_>, promises: &mut [Promise]) {
    let said = Statements::new(sources);
    let settings = &sources.workspace.settings;
    let names: Vec<String> = settings.services.iter().chain(&settings.customers).cloned().collect();
    let asking = Asking::new(sources.catalogue, &names);
    let understood: Vec<Option<Understood<'_>>> = promises.iter().map(|promise| said.understood(&asking, promise)).collect();
    let shares = shares(promises, &understood);
    // Logs are read only if something can be held against them.
    let rows = std::sync::OnceLock::new();
    let mut tests: Vec<Option<Result<Test, String>>> = Vec::with_capacity(promises.len());
    for (promise, understood) in promises.iter().zip(&understood) {
        let (Some(understood), Value::Within(span)) = (understood, promise.value) else {
            tests.push(None);
            continue;
        };
        let test = understood.asked.clone().and_then(|asked| {
            let hours = said.hours(promise, understood);
            let rows = rows.get_or_init(|| Rows::new(sources));
            let mut test = rows.test(&asking, &asked, span, promise, understood.document, hours)?;
            test.share = test.share.or_else(|| share_of(&shares, &asked, promise));
            Ok(test)
        });
        tests.push(Some(test));
    }
    let totals = totals(promises, &understood, &tests);
    for (at, promise) in promises.iter_mut().enumerate() {
        if !matches!(promise.kept, Kept::Untested(_)) {
            continue;
        }
        promise.kept = if promise.supplier.is_some() {
            Kept::Untested("a supplier's promise; its records are not here".to_owned())
        } else {
            match (promise.value, tests[at].take()) {
                (_, Some(test)) => judged(test),
                (Value::By(cutoff), _) => reports::held(sources, promise, cutoff),
                (Value::Bound(bound), _) => target(understood[at].as_ref(), bound, totals[at].clone()),
                _ => Kept::Untested("nothing tells which records it speaks of".to_owned()),
            }
        };
    }
}

/// What a promise asks, and the document that says so.
struct Understood<'s> {
    asked: Result<Asked, String>,
    document: &'s Document,
    stated: &'s Promised,
    hours: Hours,
    /// Whether its sentence promises a length of time as well.
    beside: Option<&'s Promised>,
}

/// What sentences promise, by file.
struct Statements<'s> {
    sources: Sources<'s>,
    by_path: HashMap<&'s str, (&'s Document, &'s crate::evidence::Said)>,
}

impl<'s> Statements<'s> {
    fn new(sources: Sources<'s>) -> Self {
        let by_path = sources.said.iter().map(|(at, said)| {
            let document = &sources.evidence.documents[*at];
            (&*document.path, (document, said))
        });
        Self {
            sources,
            by_path: by_path.collect(),
        }
    }

    /// What a promise that is untested asks: by the first of its places that can be understood.
    fn understood(&self, asking: &Asking<'_>, promise: &Promise) -> Option<Understood<'s>> {
        let wanted = matches!(promise.kept, Kept::Untested(_)) && promise.supplier.is_none();
        let timed = matches!(promise.value, Value::Within(_) | Value::Bound(Bound { measure: Measure::Percent, least: true, .. }));
        if !wanted || !timed {
            return None;
        }
        let mut first: Option<Understood<'s>> = None;
        for place in promise.places.iter().filter(|place| place.origin == Origin::Sentence) {
            let Some((document, said)) = self.by_path.get(&*place.location.path) else {
                continue;
            };
            let here: Vec<&Promised> = said.promised.iter().filter(|promised| promised.location == place.location && promised.sentence == place.says).collect();
            let says = |promised: &&&Promised| promised.value == promise.value;
            for stated in here.iter().filter(says) {
                let asked = asking.of(stated, &here, &document.title());
                let is_time = |other: &&&Promised| matches!(other.value, Value::Within(_));
                let understood = Understood {
                    asked,
                    document,
                    stated,
                    hours: said.hours,
                    beside: here.iter().find(is_time).copied(),
                };
                if understood.asked.is_ok() {
                    return Some(understood);
                }
                first = first.or(Some(understood));
            }
        }
        first
    }

    /// By which clock hours are counted: as the sentence says, else its document, else any other
    /// that speaks for the same service.
    fn hours(&self, promise: &Promise, understood: &Understood<'_>) -> Hours {
        let around = &understood.stated.around;
        let near = [&understood.stated.sentence, &around.head, &around.lead, &around.heading];
        let near = near.into_iter().map(|text| Hours::of(text)).find(|hours| *hours != Hours::Unsaid);
        if let Some(hours) = near.or(Some(understood.hours).filter(|hours| *hours != Hours::Unsaid)) {
            return hours;
        }
        let elsewhere = self.sources.said.iter().any(|(at, said)| {
            let document = &self.sources.evidence.documents[*at];
            let footing = self.sources.assessment.footing[*at];
            let services = document.metadata.services.as_ref().map_or(&[][..], |stated| &stated.value);
            let shared = services.is_empty() || promise.services.is_empty() || services.iter().any(|name| promise.services.contains(name));
            said.hours == Hours::OfService && footing.counts && !footing.record && shared
        });
        if elsewhere { Hours::OfService } else { Hours::Unsaid }
    }
}

/// A share that is promised of all records of a kind: "85 % of faults are resolved in time".
struct Share {
    kind: usize,
    time: usize,
    services: Vec<String>,
    least: i64,
}

/// The shares that stand apart from the lengths of time they are promised of.
fn shares(promises: &[Promise], understood: &[Option<Understood<'_>>]) -> Vec<Share> {
    let all = promises.iter().zip(understood);
    let of = |(promise, understood): (&Promise, &Option<Understood<'_>>)| {
        let (Value::Bound(bound), Some(understood)) = (promise.value, understood) else {
            return None;
        };
        let asked = understood.asked.as_ref().ok()?;
        let of_all = asked.steps.is_empty() && asked.left.is_empty() && asked.rare.is_none();
        (of_all && understood.beside.is_none()).then(|| Share {
            kind: asked.kind,
            time: asked.time,
            services: promise.services.clone(),
            least: bound.thousandths,
        })
    };
    all.filter_map(of).collect()
}

/// The share promised of what a length of time is promised for; of several the lowest.
fn share_of(shares: &[Share], asked: &Asked, promise: &Promise) -> Option<i64> {
    let agree = |share: &&Share| {
        let services = share.services.is_empty() || promise.services.is_empty() || share.services.iter().any(|name| promise.services.contains(name));
        share.kind == asked.kind && share.time == asked.time && services
    };
    shares.iter().filter(agree).map(|share| share.least).min()
}

/// For each target, what the lengths of time come to that it is promised of.
fn totals(promises: &[Promise], understood: &[Option<Understood<'_>>], tests: &[Option<Result<Test, String>>]) -> Vec<Option<Test>> {
    let of = |at: usize| {
        let Value::Bound(bound) = promises[at].value else { return None };
        let target = understood[at].as_ref()?;
        let asked = target.asked.as_ref().ok();
        let mut sum: Option<Test> = None;
        for (other, test) in tests.iter().enumerate() {
            let (Some(Ok(test)), Some(time)) = (test, &understood[other]) else { continue };
            let belongs = match target.beside {
                // Beside its own length of time it is promised of that alone.
                Some(_) => time.stated.location == target.stated.location && time.stated.sentence == target.stated.sentence,
                None => asked.is_some_and(|asked| {
                    let same = time.asked.as_ref().is_ok_and(|time| time.kind == asked.kind && time.time == asked.time);
                    let services = promises[at].services.is_empty() || promises[at].services == promises[other].services;
                    same && services && asked.steps.is_empty() && asked.left.is_empty()
                }),
            };
            if belongs {
                sum = Some(match sum {
                    Some(sum) => sum.and(test),
                    None => test.clone(),
                });
            }
        }
        sum.map(|sum| Test { share: Some(bound.thousandths), ..sum })
    };
    (0..promises.len()).map(of).collect()
}

/// How a target stands.
fn target(understood: Option<&Understood<'_>>, bound: Bound, total: Option<Test>) -> Kept {
    if let Some(total) = total {
        return judged(Ok(total));
    }
    if bound.measure == Measure::Score || !bound.least {
        return Kept::Untested("no table of figures by period was read that it could be held to".to_owned());
    }
    let why = match understood.map(|understood| (&understood.asked, understood.beside)) {
        Some((_, Some(_))) => "the time beside it could not be held against a log",
        Some((Ok(_), None)) => "no time was found that it could be counted by",
        _ => "no log holds what it counts",
    };
    Kept::Untested(why.to_owned())
}

/// How a promise stands after a test.
fn judged(test: Result<Test, String>) -> Kept {
    let test = match test {
        Ok(test) => test,
        Err(why) => return Kept::Untested(why),
    };
    if test.all() == 0 {
        let (from, to) = test.days;
        return Kept::CannotTell(format!("no record of it from {from} to {to} in {}", test.against));
    }
    let (least, most) = test.shares();
    match test.share {
        Some(share) if most < share => Kept::Missed(Box::new(test)),
        Some(share) if least >= share => Kept::InTime(Box::new(test)),
        None if test.late > 0 => Kept::Missed(Box::new(test)),
        // A few of which nobody can tell do not outweigh the many that were in time.
        None if test.unsure() * 10 <= test.all() => Kept::InTime(Box::new(test)),
        _ => Kept::CannotTell(unsure(&test)),
    }
}

/// Why a test does not tell.
fn unsure(test: &Test) -> String {
    let all = test.all();
    let mut parts = vec![format!("{} of {all} in time beyond doubt", test.in_time)];
    if test.late > 0 {
        parts.push(format!("{} late", test.late));
    }
    parts.extend(test.unsure_words());
    if test.unclear == test.unsure() && test.late == 0 && test.in_time == 0 {
        parts = vec![format!("the log tells it of none of {all}, as where it names days only")];
    }
    format!("{}; {}", parts.join(", "), test.against)
}
