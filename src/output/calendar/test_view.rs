//! What came of holding a promise against records, in the words of outputs.

use jiff::civil::Date;
use serde::Serialize;

use crate::calendar::{Late, Test, percent};
use crate::output::SpotView;

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
