//! A record without what an auditor follows it by: a treatment without an owner, a closed finding
//! whose effect nobody checked. What a test of its row asks for is told by that rule.

use std::collections::{BTreeMap, BTreeSet};

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
    let failing = failing_rows(subject);
    let is_told = |link: &Link, at: &Location| match &link.form {
        Form::Carries(asked) => {
            let mut asked = asked.any.iter();
            asked.any(|it| failing.get(it.as_str()).is_some_and(|of| of.contains(at)))
        }
        _ => false,
    };
    chained::tell(subject, found, Fault::Lacks, hint, is_told);
}

/// The rows that are told to fail for a requirement, by what it asks of each.
fn failing_rows<'a>(subject: &Subject<'a>) -> BTreeMap<&'a str, BTreeSet<&'a Location>> {
    let mut out: BTreeMap<&str, BTreeSet<&Location>> = BTreeMap::new();
    for line in &subject.assessment.lines {
        let requirement = &subject.catalogue.requirements[line.requirement];
        for needed in requirement.test.iter().flat_map(|test| &test.needs) {
            let rows = line.evidence.iter().flat_map(|looked| &looked.places);
            out.entry(needed).or_default().extend(rows);
        }
    }
    out
}
