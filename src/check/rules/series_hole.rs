//! A period that was due in a series of records, and for which there is no usable record.

use crate::assessment::PeriodState;
use crate::check::finding::Found;
use crate::check::rules::series::{expected, stopped};
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "series-hole",
    title: "a period of a series without a record",
    kind: Kind::OwnPromise,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: true,
    page: include_str!("series-hole.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for series in &subject.assessment.series {
        let stopped = stopped(series);
        for period in series.periods.iter().take(series.periods.len() - stopped) {
            let why = match &period.state {
                PeriodState::Missing => "has no record".to_owned(),
                PeriodState::Unusable(why) => format!("has no usable record: {why}"),
                _ => continue,
            };
            let message = format!(
                "{} of the series {}, due on {}, {why}",
                period.name, series.id, period.due
            );
            found
                .at(&series.location, message)
                .about(format!("{} {}", series.id, period.name))
                .hint(expected(subject, &series.id));
        }
    }
}
