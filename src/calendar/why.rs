//! Why a promise stands as it does, in a sentence: every output says it in the same words.

use super::{Kept, Late, Promise, Test};
use crate::source::few;

impl Promise {
    /// Why it stands as it does, in a sentence; empty where there is nothing to say.
    #[must_use]
    pub fn why(&self) -> String {
        let own = self.places.first().map(|place| &*place.location.path);
        let last = match &self.last {
            Some(last) if own == Some(last.path.as_str()) => format!("last {}", last.day),
            Some(last) => format!("last {} ({})", last.day, last.path),
            None => "never seen".to_owned(),
        };
        if let Some((at, said)) = &self.admitted {
            let last = self.last.as_ref().map(|_| format!("; {last}"));
            let said = said.replace(['“', '”'], "\"");
            let last = last.unwrap_or_default();
            return if own == Some(&*at.path) {
                format!("not kept, as is said beside it: “{said}”{last}")
            } else {
                format!("not kept, as {at} says: “{said}”{last}")
            };
        }
        match (&self.kept, self.next) {
            (Kept::Overdue, Some(next)) => format!("due since {next}; {last}"),
            (Kept::Overdue, None) => last,
            (Kept::Holes(periods), _) => {
                format!("no record of {}; {last}", few(periods, 6))
            }
            (Kept::Ended, Some(day)) => format!("ended on {day}"),
            (Kept::Ended, None) => "ended".to_owned(),
            (Kept::Due, _) if self.last.is_some() => last,
            (Kept::Due, _) if self.kind() == "interval" => {
                "no record seen; counted from the day it began".to_owned()
            }
            (Kept::Due, _) => String::new(),
            (Kept::CannotTell(why), _) if self.last.is_some() => format!("{why}; {last}"),
            (Kept::CannotTell(why) | Kept::Untested(why), _) => why.clone(),
            (Kept::InTime(test) | Kept::Missed(test), _) => held(test, self.kept.is_broken()),
        }
    }
}

/// Late records that a sentence names.
const NAMED: usize = 4;

/// What came of a test, in a sentence: which, against what is promised, and what is not certain.
fn held(test: &Test, broken: bool) -> String {
    let all = test.all();
    let mut text = match (broken, test.share) {
        (true, Some(share)) => {
            let (_, most) = test.shares();
            format!(
                "missed in {} of {all}: {} in time at best, {} promised",
                test.late,
                percent(most),
                percent(share)
            )
        }
        (true, None) => format!(
            "missed in {} of {all}; no share is promised, so each one counts",
            test.late
        ),
        (false, Some(share)) => {
            let (least, _) = test.shares();
            format!(
                "{} of {all} in time ({}), {} promised",
                test.in_time,
                percent(least),
                percent(share)
            )
        }
        (false, None) => format!("{} of {all} in time", test.in_time),
    };
    let names: Vec<String> = test.first.iter().map(named).collect();
    if !names.is_empty() {
        let more = test.late - names.len().min(test.late);
        let names = if more > 0 {
            let shown: Vec<String> = names.into_iter().take(NAMED).collect();
            format!("{} and {} more", shown.join(", "), test.late - shown.len())
        } else {
            few(&names, NAMED)
        };
        text.push_str(&format!("; late: {names}"));
    }
    for unsure in test.unsure_words() {
        text.push_str(&format!("; {unsure}"));
    }
    let (from, until) = test.days;
    format!("{text}; {from} to {until}, {}", test.against)
}

/// `INC-12 (incidents.csv:13, 9 h)`.
fn named(late: &Late) -> String {
    let id = if late.id.is_empty() {
        "a record"
    } else {
        &late.id
    };
    format!("{id} ({}, {})", late.location, late.took)
}

/// A share, in thousandths of a per cent, as people write it: cut off behind the first decimal.
#[must_use]
pub fn percent(thousandths: i64) -> String {
    let tenths = thousandths / 100;
    match (tenths % 10, thousandths % 100) {
        (0, 0) => format!("{} %", tenths / 10),
        (rest, _) => format!("{}.{rest} %", tenths / 10),
    }
}
