//! A series of which the last two or more periods that were due have no record.

use crate::check::finding::Found;
use crate::check::rules::series::{expected, stopped};
use crate::check::rules::words::plural;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "series-stopped",
    title: "a series that has stopped",
    kind: Kind::OwnPromise,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: true,
    page: include_str!("series-stopped.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for series in &subject.assessment.series {
        let stopped = stopped(series);
        if stopped == 0 {
            continue;
        }
        let first = &series.periods[series.periods.len() - stopped];
        let message = format!(
            "the series {} has stopped: nothing since {}, {} in a row",
            series.id,
            first.name,
            plural(stopped, "period")
        );
        found
            .at(&series.location, message)
            .about(series.id.clone())
            .hint(expected(subject, &series.id));
    }
}
