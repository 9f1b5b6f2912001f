//! "By the 10th of each month": held against the series of that name.

use crate::assessment::PeriodState;
use crate::calendar::test::{Late, Test};
use crate::calendar::{Kept, Promise, Sources};
use crate::evidence::words::words;
use crate::evidence::{Cutoff, Series};

/// How a promise to do something by a day of each period stands.
pub(super) fn held(sources: Sources<'_>, promise: &Promise, cutoff: Cutoff) -> Kept {
    let fitting = series_of(sources, promise, cutoff);
    let at = match fitting.as_slice() {
        [one] => *one,
        [] => return Kept::Untested("no series of records of that name is declared".to_owned()),
        several => {
            let names: Vec<String> = several
                .iter()
                .map(|at| name(&sources.evidence.series[*at]))
                .collect();
            let names = crate::source::few(&names, 3);
            return Kept::Untested(format!("several series could be meant: {names}"));
        }
    };
    let series = &sources.evidence.series[at];
    let test = counted(sources, series, at);
    if test.all() == 0 {
        return Kept::CannotTell(format!("nothing of {} was due yet", test.against));
    }
    if test.late > 0 {
        Kept::Missed(Box::new(test))
    } else if test.unclear * 10 <= test.all() {
        Kept::InTime(Box::new(test))
    } else {
        let told = format!(
            "{} of {} in time; the others carry no day",
            test.in_time,
            test.all()
        );
        Kept::CannotTell(told)
    }
}

/// The series whose name has the words of a promise and whose records are due on its day.
fn series_of(sources: Sources<'_>, promise: &Promise, cutoff: Cutoff) -> Vec<usize> {
    let says: Vec<&str> = promise
        .places
        .iter()
        .map(|place| place.says.as_str())
        .collect();
    let spoken = words(&format!("{} {}", promise.what, says.join(" ")));
    let all = sources.evidence.series.iter().enumerate();
    let fits = |(_, series): &(usize, &Series)| {
        let months = series.entry.every.whole_months() == Some(u16::from(cutoff.months));
        let due = series.entry.due.and_then(crate::period::Period::whole_days);
        let day = !cutoff.working && due == Some(u16::from(cutoff.day)) && cutoff.day > 0;
        months
            && day
            && words(&name(series))
                .iter()
                .any(|word| spoken.iter().any(|said| alike(said, word)))
    };
    let fitting: Vec<usize> = all.filter(fits).map(|(at, _)| at).collect();
    if fitting.len() < 2 {
        return fitting;
    }
    // Two reports of one kind: the one whose name says more of it, else the one for the same clauses.
    let shared = |at: &usize| {
        let name = words(&name(&sources.evidence.series[*at]));
        name.iter()
            .filter(|word| spoken.iter().any(|said| alike(said, word)))
            .count()
    };
    let most = fitting.iter().map(shared).max().unwrap_or(0);
    let best: Vec<usize> = fitting
        .into_iter()
        .filter(|at| shared(at) == most)
        .collect();
    let own = clauses(sources, promise);
    let near: Vec<usize> = best
        .iter()
        .copied()
        .filter(|at| claims(sources, *at).any(|clause| own.contains(&clause)))
        .collect();
    if near.len() == 1 { near } else { best }
}

/// Whether two words are one but for their endings.
fn alike(a: &str, b: &str) -> bool {
    const SAME: usize = 6;
    let begins = |word: &str| word.chars().take(SAME).collect::<String>();
    a.len() > 3
        && b.len() > 3
        && begins(a) == begins(b)
        && !matches!(begins(a).as_str(), "monthl" | "monatl" | "jaehrl")
}

/// The clauses that the documents of a promise are claimed for.
fn clauses(sources: Sources<'_>, promise: &Promise) -> Vec<usize> {
    let documents = sources.evidence.documents.iter().enumerate();
    let own = documents.filter(|(_, document)| {
        promise
            .places
            .iter()
            .any(|place| place.location.path == document.path)
    });
    let lines = own.flat_map(|(at, _)| &sources.assessment.claimed_for[at]);
    lines
        .map(|line| sources.catalogue.requirements[*line].clause)
        .collect()
}

fn claims(sources: Sources<'_>, at: usize) -> impl Iterator<Item = usize> {
    let claims = sources.evidence.series[at].entry.metadata.claims.iter();
    let lines = claims
        .filter_map(move |claim| sources.catalogue.resolve(claim.value.target.as_ref().ok()?));
    lines
        .flatten()
        .map(move |line| sources.catalogue.requirements[line].clause)
}

fn name(series: &Series) -> String {
    let title = series.entry.metadata.title.as_ref();
    title.map_or_else(|| series.entry.id.clone(), |title| title.value.clone())
}

/// The periods of a series that were due.
fn counted(sources: Sources<'_>, series: &Series, at: usize) -> Test {
    let result = &sources.assessment.series[at];
    let as_of = sources.assessment.as_of;
    let against = format!("series {}", series.entry.id);
    let days = (sources.assessment.window.start, as_of);
    let mut test = Test::of_none(against, "records".to_owned(), days);
    for period in &result.periods {
        let document = period.document.map(|at| &sources.evidence.documents[at]);
        let location = document.map_or_else(
            || series.entry.location.clone(),
            |document| document.at(1, 1),
        );
        let late = |took: String| Late {
            id: period.name.clone(),
            location,
            took,
        };
        match &period.state {
            PeriodState::Present => {
                let dated = period
                    .document
                    .is_some_and(|at| sources.assessment.footing[at].day.is_some());
                if dated {
                    test.in_time += 1;
                } else {
                    test.unclear += 1;
                }
            }
            PeriodState::Late => {
                let day = period
                    .document
                    .and_then(|at| sources.assessment.footing[at].day);
                let took = day.map_or_else(|| "late".to_owned(), |day| format!("written {day}"));
                test.take(late(took));
            }
            PeriodState::Missing => test.take(late("missing".to_owned())),
            PeriodState::Unusable(_) => test.unclear += 1,
            PeriodState::Excused(_) => {}
        }
    }
    test
}
