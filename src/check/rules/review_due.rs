//! A review that a document promises within the next weeks.

use crate::assessment::review_due;
use crate::check::finding::Found;
use crate::check::rules::words::{plural, review_place};
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "review-due",
    title: "a review that is due soon",
    kind: Kind::OwnPromise,
    severity: Severity::Note,
    confidence: Confidence::High,
    preview: false,
    by_calendar: true,
    page: include_str!("review-due.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let as_of = subject.assessment.as_of;
    let days = i64::from(subject.threshold.review_due_days);
    for (at, document) in subject.documents() {
        let in_force =
            subject.assessment.footing[at].counts && !subject.assessment.footing[at].record;
        let Some(due) = review_due(document).filter(|_| in_force && subject.is_used(at)) else {
            continue;
        };
        let left = (due - as_of).get_days();
        if (0..=days).contains(&i64::from(left)) {
            found
                .at(
                    &review_place(document),
                    format!(
                        "its review is due on {due}, in {}",
                        plural(usize::try_from(left).unwrap_or(0), "day")
                    ),
                )
                .hint("review it, and state the day and the next one");
        }
    }
}
