//! A total that has fallen below that of the baseline.

use crate::check::baseline::{WHOLE, WORSE, totals_of};
use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: WORSE,
    title: "a total is lower than in the baseline",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: true,
    page: include_str!("worse-than-baseline.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let Some(baseline) = subject.baseline else {
        return;
    };
    let edition = subject.catalogue.edition.to_string();
    if baseline.edition != edition {
        let why = format!(
            "the baseline is of {}, and this is {edition}: their totals cannot be compared",
            baseline.edition
        );
        found.cannot_tell(subject.workspace_place(), why);
        return;
    }
    let now = totals_of(subject.catalogue, subject.assessment);
    for (key, least) in &baseline.totals {
        let Some((_, total)) = now.iter().find(|(known, _)| known == key) else {
            let why = format!("the baseline has a total of `{key}`, which this edition has not");
            found.cannot_tell(subject.workspace_place(), why);
            continue;
        };
        if total >= least {
            continue;
        }
        let areas = subject.catalogue.areas.iter();
        let area = areas.map(|area| (area.clause.to_string(), &area.title));
        let area = area.into_iter().find(|(clause, _)| clause == key);
        let what = match area {
            Some((clause, title)) => format!("the total of {clause} {title}"),
            None if key == WHOLE => "the total".to_owned(),
            None => continue,
        };
        let message = format!("{what} is {total} %, and the baseline has {least} %");
        found.at(&subject.workspace_file(), message).about(key.clone()).hint(
            "`clausewise assess` names what would help most; where less is right, `clausewise check --update-baseline` notes it",
        );
    }
}
