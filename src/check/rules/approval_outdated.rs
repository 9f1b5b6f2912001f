//! A document whose version was raised while its approval stayed that of an earlier one.
//!
//! The day of the version is that of its history. Where the history names who approved the version,
//! where it contradicts the version stated, or where the days lie near each other, nothing is told.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::{ProblemKind, StatedDate, Status};

/// So many days after the approval a version may still be written into the history.
const USUAL_DAYS: i64 = 31;

pub(in crate::check) const RULE: Rule = Rule {
    name: "approval-outdated",
    title: "a version newer than its approval",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    preview: true,
    by_calendar: false,
    page: include_str!("approval-outdated.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for (at, document) in subject.documents() {
        let metadata = &document.metadata;
        let (Some(version), Some(approved), Some(versioned)) = (
            &metadata.version,
            &metadata.approved_on,
            &metadata.versioned,
        ) else {
            continue;
        };
        let status = metadata.status.as_ref().map(|status| status.value);
        let in_force = !matches!(
            status,
            Some(Status::Draft | Status::InReview | Status::Obsolete)
        );
        let is_told = || {
            let mut told = subject.problems_of(at, &[ProblemKind::Contradiction]);
            told.next().is_some()
        };
        let is_late = earliest(versioned.value).is_some_and(|day| is_after(day, approved.value));
        let is_rule = !subject.assessment.footing[at].record && document.register.is_none();
        if !in_force || !is_rule || !is_late || metadata.released.is_some() || is_told() {
            continue;
        }
        let message = format!(
            "version {} is of {}, and its approval of {}, that of an earlier one",
            version.value, versioned.value.day, approved.value.day
        );
        found
            .at(&approved.location, message)
            .about(version.value.clone())
            .hint("have this version approved, and state by whom and when")
            .related(versioned.location.clone(), "the version in the history");
    }
}

/// The first day that a stated date can mean; of a month or year alone its year's first.
fn earliest(date: StatedDate) -> Option<Date> {
    if date.exact {
        return Some(date.day);
    }
    Date::new(date.day.year(), 1, 1).ok()
}

/// Whether a day lies so long after an approval that another version was approved.
fn is_after(day: Date, approved: StatedDate) -> bool {
    let last = approved.day.checked_add(USUAL_DAYS.days());
    last.is_ok_and(|last| day > last)
}
