//! An internal audit whose auditor owns the process that was audited, by the list of audits and the
//! owners that documents of that process name. What an audit covers is read from the numbers and names
//! of clauses in its row: what is called otherwise is not held against anybody.

use std::collections::BTreeSet;

use crate::catalogue::Clause;
use crate::check::finding::Found;
use crate::check::rules::words::{is_same_name, role_of};
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::words::{holds, words};
use crate::evidence::{Said, Stated};
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
    let logs: Vec<&Log<'_>> = { subject.logs.logs.iter() }.filter(is_of_audits).collect();
    if logs.is_empty() {
        return;
    }
    let parts = parts(subject);
    for log in logs {
        for entry in &log.entries {
            if let Some((auditor, clause, owned)) = own_work(subject, &parts, log, entry) {
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

/// A clause that an audit may cover, that somebody owns.
struct Part<'a> {
    clause: &'a Clause,
    number: String,
    name: Vec<String>,
    known_as: Said,
    owners: Vec<&'a Stated<String>>,
}

/// The clauses with the owners that the documents in force of each name, in their order.
fn parts<'a>(subject: &Subject<'a>) -> Vec<Part<'a>> {
    let clauses = &subject.catalogue.clauses;
    let mut owners: Vec<Vec<&Stated<String>>> = vec![Vec::new(); clauses.len()];
    for (at, document) in subject.documents() {
        let footing = subject.assessment.footing[at];
        let owner = document.metadata.owner.as_ref();
        let Some(owner) = owner.filter(|_| footing.counts && !footing.record) else {
            continue;
        };
        let claimed = subject.assessment.claimed_for[at].iter();
        let of = claimed.map(|line| subject.catalogue.requirements[*line].clause);
        for clause in of.collect::<BTreeSet<usize>>() {
            owners[clause].push(owner);
        }
    }
    let parts = clauses.iter().zip(owners);
    let parts = parts.filter(|(clause, owners)| clause.leaf && !owners.is_empty());
    let parts = parts.map(|(clause, owners)| Part {
        clause,
        number: clause.id.to_string(),
        name: words(&clause.name),
        known_as: Said::new(&clause.known_as),
        owners,
    });
    parts.collect()
}

/// The auditor of an audit who owns part of what it covers, that part, and where the owner is named.
fn own_work<'a>(
    subject: &Subject<'a>,
    parts: &[Part<'a>],
    log: &Log<'a>,
    entry: &Entry,
) -> Option<(&'a str, &'a Clause, &'a Location)> {
    let scope = log.cell(entry, SCOPE);
    let said = words(scope);
    let auditors = log.cell(entry, AUDITOR).split([',', ';', '/', '&', '\n']);
    let auditors: Vec<&str> = auditors.map(str::trim).collect();
    for part in parts.iter().filter(|part| part.is_named(scope, &said)) {
        for owner in &part.owners {
            let mut auditors = auditors.iter();
            let same = auditors.find(|auditor| is_person(subject, &owner.value, auditor));
            if let Some(auditor) = same {
                return Some((auditor, part.clause, &owner.location));
            }
        }
    }
    None
}

impl Part<'_> {
    /// Whether what an audit covers, as it is written and in its words, names it by its number or
    /// its name.
    fn is_named(&self, scope: &str, said: &[String]) -> bool {
        let mut numbers = scope.split(|c: char| !c.is_ascii_digit() && c != '.');
        numbers.any(|number| number.trim_matches('.') == self.number)
            || holds(said, &self.name)
            || self.known_as.is_in(said)
    }
}

/// Whether an owner, named or by role, is a person.
fn is_person(subject: &Subject<'_>, owner: &str, person: &str) -> bool {
    let role = role_of(owner);
    let mut people = subject.workspace.settings.people.iter();
    is_same_name(owner, person)
        || people.any(|(known, name)| is_same_name(known, role) && is_same_name(name, person))
}
