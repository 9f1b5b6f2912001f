//! What the rules on chains share. Each tells one sort of break of all links, since an auditor tells
//! the sorts apart and not the chains: a number that leads nowhere is the same finding in a list of
//! incidents and in one of releases, and another one than a record without an owner. What cannot be
//! traced is told once, by the rule of the sort that the link is there for.

use crate::catalogue::{Form, Link};
use crate::chains::{Break, Fault, MOST_BREAKS};
use crate::check::finding::Found;
use crate::check::{Confidence, Subject};
use crate::evidence::document_at;
use crate::source::{Location, few};

/// Most records named of those that could not be traced.
const MOST_NAMED: usize = 3;

/// Tells the breaks of one sort, each with what to do about it, but those that `is_told` elsewhere.
pub(super) fn tell(
    subject: &Subject<'_>,
    found: &mut Found,
    fault: Fault,
    hint: &str,
    is_told: impl Fn(&Link, &Location) -> bool,
) {
    let mut known: Vec<&Break> = Vec::new();
    for traced in subject.chains {
        let chain = &subject.catalogue.chains[traced.chain];
        for (link, traced) in chain.links.iter().zip(&traced.links) {
            let breaks = traced.breaks.iter().filter(|broken| broken.fault == fault);
            let mut told = 0;
            let mut last: Option<&Location> = None;
            for broken in breaks {
                let Some(at) = &broken.at else { continue };
                let same = |known: &&Break| known.at == broken.at && known.what == broken.what;
                if known.iter().any(same) || is_told(link, at) {
                    continue;
                }
                known.push(broken);
                told += 1;
                if told <= MOST_BREAKS {
                    of_break(subject, found, link, broken, at, hint);
                    last = Some(at);
                }
            }
            if let Some(at) = last.filter(|_| told > MOST_BREAKS) {
                let least = if traced.breaks_in_all > MOST_BREAKS {
                    "at least "
                } else {
                    ""
                };
                let message = format!(
                    "{least}{} more after this one: {}",
                    told - MOST_BREAKS,
                    link.title
                );
                let command = format!("clausewise explain chain {} lists them", chain.id);
                found
                    .at(at, message)
                    .about(format!("{} more", link.title))
                    .hint(command);
            }
            if is_for(&link.form, fault) {
                for untold in traced.untold.iter().filter(|untold| untold.count > 0) {
                    let named = few(&untold.such_as, MOST_NAMED);
                    let named = if named.is_empty() {
                        untold.count.to_string()
                    } else {
                        named
                    };
                    let why = format!("{}: {} ({named})", link.title, untold.why);
                    found.cannot_tell(subject.workspace_place(), why);
                }
            }
        }
    }
}

fn of_break(
    subject: &Subject<'_>,
    found: &mut Found,
    link: &Link,
    broken: &Break,
    at: &Location,
    hint: &str,
) {
    let finding = found.at(at, broken.what.clone());
    // How many documents were looked through for a record is no part of what is wrong with it.
    let about = match broken.fault {
        Fault::Undocumented => format!("{} {}", link.title, broken.record),
        _ => broken.what.clone(),
    };
    finding.about(about).hint(hint);
    if let Some(line) = link.requirements.first() {
        finding.requirement(subject.id(*line));
    }
    if let Some(other) = &broken.other {
        finding.related(other.clone(), "the other one");
    }
    // That a table is a register of such records was guessed.
    let document = document_at(&subject.evidence.documents, &at.path);
    if document.is_some_and(|at| !subject.is_used(at)) {
        finding.confidence(Confidence::Low);
    }
}

/// Whether a link is there for a sort of break before others.
fn is_for(form: &Form, fault: Fault) -> bool {
    match form {
        Form::Refers(_) => fault == Fault::Gone,
        Form::Carries(asked) if asked.by.is_some() => fault == Fault::Overdue,
        Form::Carries(_) => fault == Fault::Lacks,
        Form::Documented(_) => fault == Fault::Undocumented,
        Form::Compared(_) => fault == Fault::Weaker,
        Form::Named(_) => fault == Fault::Unnamed,
        Form::Assessed => fault == Fault::NotMet,
    }
}
