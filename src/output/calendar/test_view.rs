//! What came of holding a promise against records, in the words of outputs.

use jiff::civil::Date;
use serde::Serialize;

use crate::calendar::{Late, Test};
use crate::output::SpotView;
use crate::source::few;

/// A promise held against records.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct TestView {
    pub against: String,
    pub of: String,
    pub from: Date,
    pub until: Date,
    pub records: usize,
    pub in_time: usize,
    pub late: usize,
    pub by_clock: usize,
    pub holidays: usize,
    pub unclear: usize,
    pub share_promised: Option<String>,
    pub share_in_time: [String; 2],
    pub late_records: Vec<LateView>,
}

/// A record that did not keep it.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct LateView {
    pub id: String,
    pub path: String,
    #[serde(flatten)]
    pub spot: SpotView,
    pub took: String,
}

/// Late records that a sentence names.
const NAMED: usize = 4;

impl TestView {
    pub(super) fn of(test: &Test) -> Self {
        let (least, most) = test.shares();
        Self {
            against: test.against.clone(),
            of: test.of.clone(),
            from: test.days.0,
            until: test.days.1,
            records: test.all(),
            in_time: test.in_time,
            late: test.late,
            by_clock: test.by_clock,
            holidays: test.holidays,
            unclear: test.unclear,
            share_promised: test.share.map(percent),
            share_in_time: [percent(least), percent(most)],
            late_records: test.first.iter().map(late).collect(),
        }
    }
}

fn late(late: &Late) -> LateView {
    LateView {
        id: late.id.clone(),
        path: late.location.path.to_string(),
        spot: SpotView::of(&late.location),
        took: late.took.clone(),
    }
}

/// What came of a test, in a sentence: which, against what is promised, and what is not certain.
pub(super) fn held(test: &Test, broken: bool) -> String {
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

/// A share as people write it, cut off behind the first decimal.
fn percent(thousandths: i64) -> String {
    let tenths = thousandths / 100;
    match (tenths % 10, thousandths % 100) {
        (0, 0) => format!("{} %", tenths / 10),
        (rest, _) => format!("{}.{rest} %", tenths / 10),
    }
}
