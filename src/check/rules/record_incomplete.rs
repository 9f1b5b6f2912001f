//! A record without what an auditor follows it by: a treatment without an owner, a closed finding
//! whose effect nobody checked. What a test of its row asks for is told by that rule.

use crate::catalogue::{Form, Link};
use crate::chains::Fault;
use crate::check::finding::Found;
use crate::check::rules::chained;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::source::Location;

pub(in crate::check) const RULE: Rule = Rule {
    name: "record-incomplete",
    title: "a record lacks what an auditor follows it by",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("record-incomplete.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let hint = "complete the record";
    let is_told = |link: &Link, at: &Location| row_fails(subject, link, at);
    chained::tell(subject, found, Fault::Lacks, hint, is_told);
}

/// Whether a row is told to lack the same for a requirement.
fn row_fails(subject: &Subject<'_>, link: &Link, at: &Location) -> bool {
    let Form::Carries(asked) = &link.form else {
        return false;
    };
    let mut lines = subject.assessment.lines.iter();
    lines.any(|line| {
        let test = subject.catalogue.requirements[line.requirement]
            .test
            .as_ref();
        let same = test.is_some_and(|test| test.needs.iter().any(|it| asked.any.contains(it)));
        let mut looked = line.evidence.iter();
        same && looked.any(|looked| looked.places.iter().any(|place| place == at))
    })
}
