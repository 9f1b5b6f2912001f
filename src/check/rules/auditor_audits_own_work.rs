//! An internal audit whose auditor owns the process that was audited, by the list of audits and the
//! owners that documents of that process name. What an audit covers is read from the numbers and names
//! of clauses in its row: what is called otherwise is not held against anybody.

use crate::catalogue::Clause;
use crate::check::finding::Found;
use crate::check::rules::words::is_same_name;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::Said;
use crate::evidence::words::{holds, words};
use crate::records::{Entry, Log};
use crate::source::Location;

/// The attributes of a log of audits.
const AUDITOR: &str = "auditor";
const SCOPE: &str = "scope";

pub(in crate::check) const RULE: Rule = Rule {
    name: "auditor-audits-own-work",
    title: "an auditor who owns what is audited",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("auditor-audits-own-work.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let is_of_audits =
        |log: &&Log<'_>| log.column(AUDITOR).is_some() && log.column(SCOPE).is_some();
    for log in subject.logs.logs.iter().filter(is_of_audits) {
        for entry in &log.entries {
            if let Some((auditor, clause, owned)) = own_work(subject, log, entry) {
                let place = subject.evidence.documents[log.document].at(entry.line, 1);
                let message = format!(
                    "{auditor} audits {} ({}) and owns it",
                    clause.name, clause.id
                );
                found
                    .at(&place, message)
                    .about(format!("{} {}", log.id(entry), clause.id))
                    .related(owned.clone(), "the owner")
                    .hint("let somebody else audit that part, and say so in the programme");
            }
        }
    }
}

/// The auditor of an audit who owns part of what it covers, that part, and where the owner is named.
fn own_work<'a>(
    subject: &Subject<'a>,
    log: &Log<'a>,
    entry: &Entry,
) -> Option<(&'a str, &'a Clause, &'a Location)> {
    let scope = log.cell(entry, SCOPE);
    let said = words(scope);
    let covered = subject.catalogue.clauses.iter().enumerate();
    let covered = covered.filter(|(_, clause)| clause.leaf && names(scope, &said, clause));
    let auditors = log.cell(entry, AUDITOR).split([',', ';', '/', '&', '\n']);
    let auditors: Vec<&str> = auditors.map(str::trim).collect();
    for (at, clause) in covered {
        for (document, of) in subject.documents() {
            let footing = subject.assessment.footing[document];
            let mut claimed = subject.assessment.claimed_for[document].iter();
            let is_rule = footing.counts && !footing.record;
            let of_clause = claimed.any(|line| subject.catalogue.requirements[*line].clause == at);
            let Some(owner) = of.metadata.owner.as_ref().filter(|_| is_rule && of_clause) else {
                continue;
            };
            let mut auditors = auditors.iter();
            let same = auditors.find(|auditor| is_person(subject, &owner.value, auditor));
            if let Some(auditor) = same {
                return Some((auditor, clause, &owner.location));
            }
        }
    }
    None
}

/// Whether what an audit covers names a clause, by its number or its name.
fn names(scope: &str, said: &[String], clause: &Clause) -> bool {
    let number = clause.id.to_string();
    let mut parts = scope.split(|c: char| !c.is_ascii_digit() && c != '.');
    parts.any(|part| part.trim_matches('.') == number)
        || holds(said, &words(&clause.name))
        || Said::new(&clause.known_as).is_in(said)
}

/// Whether an owner, named or by role, is a person.
fn is_person(subject: &Subject<'_>, owner: &str, person: &str) -> bool {
    let role = owner.strip_prefix("role:").unwrap_or(owner);
    let mut people = subject.workspace.settings.people.iter();
    is_same_name(owner, person)
        || people.any(|(known, name)| is_same_name(known, role) && is_same_name(name, person))
}
