//! One cause is told once: where two rules tell of it on one line, the milder finding is put below
//! the more serious.
//!
//! It is done after suppressions, so that what hides one of the two leaves the other to be told.

use super::Finding;
use crate::source::Location;

/// Puts findings of one cause and place together.
pub(super) fn tell_once(findings: &mut Vec<Finding>) {
    let mut told: Vec<Finding> = Vec::new();
    let (mut caused, others): (Vec<Finding>, Vec<Finding>) = std::mem::take(findings)
        .into_iter()
        .partition(|finding| finding.cause.is_some());
    caused.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    for finding in caused {
        let same = |other: &&mut Finding| {
            other.cause == finding.cause && is_one_place(&other.location, &finding.location)
        };
        match told.iter_mut().find(same) {
            Some(first) if first.rule.name != finding.rule.name => {
                first.related(finding.location, finding.message);
            }
            _ => told.push(finding),
        }
    }
    *findings = others;
    findings.append(&mut told);
}

/// Whether two places are one, or one line of one file.
fn is_one_place(one: &Location, other: &Location) -> bool {
    let is_line = one.line().is_some() && one.line() == other.line() && one.path == other.path;
    is_line || one == other
}
