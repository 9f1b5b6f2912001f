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
mod choice;
mod columns;
mod elapsed;
mod phrases;
mod priorities;
mod reports;
mod rows;

use std::cell::OnceCell;
use std::collections::HashMap;

use super::kept::starts;
use super::test::Test;
use super::{Kept, Origin, Promise, Sources};
use crate::evidence::words::words;
use crate::evidence::{Bound, Document, Hours, Measure, Names, Promised, Value};
use crate::records::Logs;
use asked::{Asked, Asking};
use priorities::Scale;
use rows::Rows;

/// Holds what is untested against records.
pub(super) fn tested(sources: Sources<'_>, promises: &mut [Promise]) {
    let settings = &sources.workspace.settings;
    let names = &sources.evidence.names;
    let services = { settings.services.iter() }.flat_map(|name| names.anywhere(name));
    let beside: Vec<String> = services.chain(settings.customers.iter().cloned()).collect();
    let asking = Asking::new(sources.catalogue, &beside);
    let said = Statements::new(sources);
    let understood = promises
        .iter()
        .map(|promise| said.understood(&asking, promise));
    let understood: Vec<Option<Understood<'_>>> = understood.collect();
    let read = OnceCell::new();
    let bench = Bench {
        sources,
        scale: &asking.scale,
        said: &said,
        promises,
        services: { promises.iter() }
            .map(|promise| only(names, &promise.services, &settings.services))
            .collect(),
        understood: &understood,
        read: &read,
        rows: OnceCell::new(),
    };
    let standing: Vec<Option<Kept>> = (0..promises.len()).map(|at| bench.standing(at)).collect();
    for (promise, standing) in promises.iter_mut().zip(standing) {
        promise.kept = standing.unwrap_or_else(|| promise.kept.clone());
    }
}

/// All promises beside each other, with what they are held against.
struct Bench<'b, 's> {
    sources: Sources<'s>,
    scale: &'b Scale,
    said: &'b Statements<'s>,
    promises: &'b [Promise],
    /// The services that each is made for; none where it is made for all.
    services: Vec<Vec<&'b str>>,
    understood: &'b [Option<Understood<'s>>],
    /// The logs, read only if something can be held against them and nobody read them before.
    read: &'b OnceCell<Logs<'s>>,
    rows: OnceCell<Rows<'b, 's>>,
}

impl<'b, 's> Bench<'b, 's> {
    /// How a promise stands; `None` where that was known before.
    fn standing(&self, at: usize) -> Option<Kept> {
        let promise = &self.promises[at];
        if !matches!(promise.kept, Kept::Untested(_)) {
            return None;
        }
        if promise.supplier.is_some() {
            return Some(Kept::Untested(
                "a supplier's promise; its records are not here".to_owned(),
            ));
        }
        Some(match promise.value {
            Value::By(cutoff) => reports::held(self.sources, promise, cutoff),
            Value::Within(_) => self.time(at),
            Value::Bound(bound) => self.target(at, bound),
            _ => Kept::Untested("nothing tells which records it speaks of".to_owned()),
        })
    }

    /// Holds the time of one promise against the records that another speaks of, mostly itself.
    fn test(&self, time: usize, by: usize) -> Result<Test, String> {
        let none = || "nothing tells which records it speaks of".to_owned();
        let stated = self.understood[time].as_ref().ok_or_else(none)?;
        let other = self.understood[by].as_ref().ok_or_else(none)?;
        let asked = stated.asked.as_ref().map_err(Clone::clone)?;
        let Value::Within(span) = self.promises[time].value else {
            return Err(none());
        };
        let hours = self.said.hours(&self.services[time], stated);
        let rows = self
            .rows
            .get_or_init(|| Rows::new(self.sources, self.logs(), self.scale));
        let documents = (other.document, stated.document);
        rows.test(asked, span, &self.promises[by], documents, hours)
    }

    fn logs(&self) -> &'b Logs<'s> {
        let Sources {
            catalogue,
            evidence,
            assessment,
            ..
        } = self.sources;
        let read = || Logs::new(catalogue, evidence, assessment);
        let known = self.sources.logs;
        known.unwrap_or_else(|| self.read.get_or_init(read))
    }

    /// How a length of time stands.
    fn time(&self, at: usize) -> Kept {
        let test = self.test(at, at);
        let Ok(found) = &test else {
            return judged(test);
        };
        let general = if found.share.is_none() {
            self.general_share(at)
        } else {
            None
        };
        let Some(share) = general else {
            return judged(test);
        };
        let (least, _) = found.shares();
        if found.all() == 0 || least >= share {
            return judged(test.map(|test| Test {
                share: Some(share),
                ..test
            }));
        }
        // Few of the highest priority may be late where enough of all are in time.
        Kept::CannotTell(format!(
            "{} of {} in time; {} are promised of all together, which is told of that target",
            found.in_time,
            found.all(),
            crate::evidence::Bound {
                least: true,
                thousandths: share,
                measure: Measure::Percent
            }
            .number()
        ))
    }

    /// The share that is promised elsewhere of all records of its kind; of several the lowest.
    fn general_share(&self, at: usize) -> Option<i64> {
        let asked = self.understood[at].as_ref()?.asked.as_ref().ok()?;
        let own = &self.services[at];
        let all = self.promises.iter().zip(self.understood).enumerate();
        let shares = all.filter_map(|(other, (promise, understood))| {
            let Value::Bound(bound) = promise.value else {
                return None;
            };
            let target = understood
                .as_ref()
                .filter(|target| target.is_of_all())?
                .asked
                .as_ref()
                .ok()?;
            let shared = shared(&self.services[other], own);
            (target.kind == asked.kind && target.time == asked.time && shared)
                .then_some(bound.thousandths)
        });
        shares.min()
    }

    /// How a target stands: by the times that it is promised of.
    fn target(&self, at: usize, bound: Bound) -> Kept {
        let mut sum: Option<Test> = None;
        let mut why = None;
        for time in (0..self.promises.len()).filter(|time| self.belongs(at, *time)) {
            match self.test(time, at) {
                Ok(test) => {
                    sum = Some(match sum {
                        Some(sum) => sum.and(&test),
                        None => test,
                    });
                }
                Err(reason) => why = why.or(Some(reason)),
            }
        }
        match (sum, why) {
            (Some(sum), None) => judged(Ok(Test {
                share: Some(bound.thousandths),
                ..sum
            })),
            (_, Some(why)) => Kept::Untested(why),
            (None, None) => Kept::Untested(self.without_time(at, bound)),
        }
    }

    /// Whether a target is promised of a length of time: the one beside it, else all of its kind.
    fn belongs(&self, target: usize, time: usize) -> bool {
        let (Some(target_is), Some(time_is), Value::Within(_)) = (
            &self.understood[target],
            &self.understood[time],
            self.promises[time].value,
        ) else {
            return false;
        };
        if target_is.beside.is_some() {
            return time_is.stated.location == target_is.stated.location
                && time_is.stated.sentence == target_is.stated.sentence;
        }
        let (Ok(target_asks), Ok(time_asks)) = (&target_is.asked, &time_is.asked) else {
            return false;
        };
        let (of, own) = (&self.services[target], &self.services[time]);
        let shared = of.is_empty() || own.is_empty() || of == own;
        let same = target_asks.kind == time_asks.kind && target_asks.time == time_asks.time;
        // A time with a share of its own is not meant by another.
        target_is.is_of_all() && same && shared && time_asks.share.is_none()
    }

    /// Why no time was found for a target.
    fn without_time(&self, at: usize, bound: Bound) -> String {
        let figures = bound.measure == Measure::Score || !bound.least;
        match self.understood[at].as_ref() {
            Some(target) if !figures && target.asked.is_ok() => {
                "no time was found that it could be counted by"
            }
            _ => {
                "no log holds what it counts, and no table of figures by period was held against it"
            }
        }
        .to_owned()
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
    by_path: HashMap<&'s str, (&'s Document, &'s crate::evidence::Promising)>,
    /// The services of each document by which hours are counted in hours of service; none where it
    /// speaks for all.
    in_hours_of_service: Vec<Vec<&'s str>>,
}

impl<'s> Statements<'s> {
    fn new(sources: Sources<'s>) -> Self {
        let by_path = sources.said.iter().map(|(at, said)| {
            let document = &sources.evidence.documents[*at];
            (&*document.path, (document, said))
        });
        let counted = sources.said.iter().filter(|(at, said)| {
            let footing = sources.assessment.footing[*at];
            said.hours == Hours::OfService && footing.counts && !footing.record
        });
        let services = counted.map(|(at, _)| {
            let stated = &sources.evidence.documents[*at].metadata.services;
            let stated = stated.as_ref().map_or(&[][..], |stated| &stated.value);
            let known = &sources.workspace.settings.services;
            only(&sources.evidence.names, stated, known)
        });
        Self {
            by_path: by_path.collect(),
            in_hours_of_service: services.collect(),
        }
    }

    /// What a promise that is untested asks: by the first of its places that can be understood.
    fn understood(&self, asking: &Asking<'_>, promise: &Promise) -> Option<Understood<'s>> {
        let wanted = matches!(promise.kept, Kept::Untested(_)) && promise.supplier.is_none();
        let timed = matches!(
            promise.value,
            Value::Within(_)
                | Value::Bound(Bound {
                    measure: Measure::Percent,
                    least: true,
                    ..
                })
        );
        if !wanted || !timed {
            return None;
        }
        let mut first: Option<Understood<'s>> = None;
        for place in promise
            .places
            .iter()
            .filter(|place| place.origin == Origin::Sentence)
        {
            let Some((document, said)) = self.by_path.get(&*place.location.path) else {
                continue;
            };
            let here: Vec<&Promised> = said
                .promised
                .iter()
                .filter(|promised| {
                    promised.location == place.location && promised.sentence == place.says
                })
                .collect();
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
    /// that speaks for one of the services it is made for.
    fn hours(&self, services: &[&str], understood: &Understood<'_>) -> Hours {
        let around = &understood.stated.around;
        let near = [
            &understood.stated.sentence,
            &around.head,
            &around.lead,
            &around.heading,
        ];
        let near = near
            .into_iter()
            .map(|text| Hours::of(text))
            .find(|hours| *hours != Hours::Unsaid);
        if let Some(hours) = near.or(Some(understood.hours).filter(|hours| *hours != Hours::Unsaid))
        {
            return hours;
        }
        let mut elsewhere = self.in_hours_of_service.iter();
        if elsewhere.any(|counted| shared(counted, services)) {
            Hours::OfService
        } else {
            Hours::Unsaid
        }
    }
}

impl Understood<'_> {
    /// Whether it is a share of all records of its kind, apart from any length of time.
    fn is_of_all(&self) -> bool {
        let of_all =
            |asked: &Asked| asked.steps.is_empty() && asked.left.is_empty() && asked.rare.is_none();
        self.beside.is_none() && self.asked.as_ref().is_ok_and(of_all)
    }
}

/// Those of some names that something is made for, each as it is known; none where it is made for
/// all that are known.
fn only<'n>(names: &Names, named: &'n [String], known: &'n [String]) -> Vec<&'n str> {
    if named.iter().any(|name| name == "all") {
        return Vec::new();
    }
    let in_full = |name: &'n String| {
        let said = words(name);
        let is_meant = |known: &&String| names.are(&said, known);
        known.iter().find(is_meant).unwrap_or(name).as_str()
    };
    let named: Vec<&str> = named.iter().map(in_full).collect();
    let mut known = known.iter().peekable();
    let all = known.peek().is_some() && known.all(|known| named.contains(&known.as_str()));
    if all { Vec::new() } else { named }
}

/// Whether two are made for a service they share; who names none is made for all.
fn shared(a: &[&str], b: &[&str]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|name| b.contains(name))
}

/// How a promise stands after a test.
fn judged(test: Result<Test, String>) -> Kept {
    let test = match test {
        Ok(test) => test,
        Err(why) => return Kept::Untested(why),
    };
    if test.all() == 0 {
        let (from, to) = test.days;
        return Kept::CannotTell(format!(
            "no record of it from {from} to {to} in {}",
            test.against
        ));
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
        parts = vec![format!(
            "the log tells it of none of {all}, as where it names days only"
        )];
    }
    format!("{}; {}", parts.join(", "), test.against)
}
