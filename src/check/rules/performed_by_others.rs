//! Everything in scope, or a whole process, in the hands of other parties.

use std::collections::BTreeSet;

use crate::assessment::State;
use crate::chains::{Eligible, responsibilities};
use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "performed-by-others",
    title: "others perform all of it",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("performed-by-others.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let who = responsibilities(
        subject.catalogue,
        subject.workspace,
        subject.evidence,
        subject.assessment,
    );
    let eligible = &who.eligibility;
    if eligible.verdict == Eligible::No {
        let (services, by_others) = eligible.services;
        let all = if services > 0 && services == by_others {
            "every service in scope"
        } else {
            "every process"
        };
        let finding = found.at(
            &subject.workspace_file(),
            format!("{all} is in the hands of other parties, so that nothing is left to certify"),
        );
        finding
            .about("everything")
            .hint("correct `performs` under [[party]] in clausewise.toml, or speak with the certification body");
        if let Some((line, _)) = eligible.lines.first() {
            finding.requirement(subject.id(*line));
        }
        return;
    }
    let accountable = eligible
        .lines
        .iter()
        .all(|(_, state)| *state == State::Shown);
    if accountable {
        return;
    }
    let mut told = BTreeSet::new();
    for performed in &who.performed {
        let Some(clause) = &performed.clause else {
            continue;
        };
        // What nobody else can do is told as an answer that does not hold.
        let mut own = subject.catalogue.own_evidence.iter();
        if own.any(|own| own.contains(clause)) || !told.insert((clause, &performed.by)) {
            continue;
        }
        let message = format!(
            "all of {} is performed by {}, and who answers for it here is not shown",
            performed.what, performed.by
        );
        let finding = found.at(&performed.at, message);
        finding
            .about(format!("{clause} {}", performed.by))
            .confidence(Confidence::Medium)
            .hint("name in writing who answers for it, and claim that document");
        if let Some((line, _)) = eligible.lines.first() {
            finding.requirement(subject.id(*line));
        }
    }
}
