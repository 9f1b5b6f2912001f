//! A service of which nothing shows what is shown of the others. An auditor walks one service after the
//! other, and asks of each the same.

use std::collections::BTreeMap;

use crate::assessment::{Found as Naming, Share, Standing};
use crate::catalogue::{Per, Requirement};
use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::document_at;
use crate::source::{Location, few};

/// Most requirements named for one service.
const MOST_NAMED: usize = 4;

pub(in crate::check) const RULE: Rule = Rule {
    name: "service-without-evidence",
    title: "evidence for some services, none for another",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::Low,
    preview: false,
    by_calendar: false,
    page: include_str!("service-without-evidence.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let mut lacking: BTreeMap<(&str, &str), Vec<&Requirement>> = BTreeMap::new();
    for line in &subject.assessment.lines {
        let requirement = &subject.catalogue.requirements[line.requirement];
        let judged = line
            .judgement
            .as_ref()
            .is_some_and(|judged| judged.conforming);
        let of_services = requirement.per == Some(Per::Service);
        let shown = |(_, share): &(String, Option<Share>)| share.is_some_and(|it| it > Share::NONE);
        if !of_services
            || judged
            || line.standing != Standing::Counts
            || !line.members.iter().any(shown)
        {
            continue;
        }
        let first = line
            .evidence
            .iter()
            .find(|looked| looked.share > Share::NONE);
        let path = first.and_then(|looked| {
            let at = document_at(&subject.evidence.documents, &looked.name)?;
            Some(&*subject.evidence.documents[at].path)
        });
        let path = path.unwrap_or(crate::workspace::SETTINGS);
        for (service, _) in line.members.iter().filter(|(_, share)| share.is_none()) {
            if differs(subject, line.requirement, service) {
                continue;
            }
            lacking
                .entry((path, service))
                .or_default()
                .push(requirement);
        }
    }
    for ((path, service), requirements) in lacking {
        let ids: Vec<String> = requirements.iter().map(|of| of.id.to_string()).collect();
        let text = requirements[0].text.trim_end_matches('.');
        let message = format!(
            "shown of other services, not of {service}: {text} ({})",
            few(&ids, MOST_NAMED)
        );
        found
            .at(&Location::file(path), message)
            .about(format!("{service} {}", ids[0]))
            .requirement(&requirements[0].id)
            .hint(format!(
                "file and claim what shows it of {service}, or name {service} in what does"
            ));
    }
}

/// Whether it is told already that the documents of a requirement do not name a service.
fn differs(subject: &Subject<'_>, line: usize, service: &str) -> bool {
    let mut namings = subject.assessment.namings.iter();
    namings.any(|naming| {
        let of_item = subject.catalogue.items[naming.item]
            .requirements
            .contains(&line);
        let services = subject.workspace.settings.services.iter();
        let mut found = services.zip(naming.found());
        of_item && found.any(|(known, how)| known == service && how == Naming::Nowhere)
    })
}
