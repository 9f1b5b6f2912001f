//! A document refers by its number to another one that nobody has.
//!
//! Which numbers are those of documents the organisation's own documents tell: a number counts only
//! where one of its own begins in the same way and three at least are built alike.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::finding::Found;
use crate::check::rules::words::plain;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::{Reference, Source};

pub(in crate::check) const RULE: Rule = Rule {
    name: "reference-unknown",
    title: "a reference to a document that nobody has",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("reference-unknown.md"),
    look: Look::Evidence(look),
};

/// Of so many documents the ids are built alike before a way of building them is known.
const LEAST: usize = 3;

/// Most of the other places that are named.
const MOST: usize = 5;

fn look(subject: &Subject<'_>, found: &mut Found) {
    let own = Ids::new(subject);
    if own.forms.is_empty() {
        return;
    }
    let mut unknown: BTreeMap<&str, Vec<&Reference>> = BTreeMap::new();
    for (_, references) in subject.rules_in_force() {
        for id in references.ids.iter().filter(|id| !id.in_passing) {
            if own.would_hold(&id.to) && !own.known.contains(&plain(&id.to)) {
                unknown.entry(&id.to).or_default().push(id);
            }
        }
    }
    let complete = subject.workspace.settings.inventory_complete;
    for (id, places) in unknown {
        let message = format!("no document here is {id}, to which this one refers");
        let finding = found.at(&places[0].location, message);
        finding.about(id).hint(
            "correct the number, put the document here, or say under `elsewhere` in an evidence.yaml where it is kept",
        );
        if complete {
            finding.confidence(Confidence::High);
        }
        for other in places.iter().skip(1).take(MOST) {
            finding.related(other.location.clone(), format!("refers to {id} too"));
        }
    }
}

/// The ids of the organisation's documents.
struct Ids {
    /// All that some document, some list or some place kept elsewhere has, as they are compared.
    known: BTreeSet<String>,
    /// How they begin.
    leads: BTreeSet<String>,
    /// How they are built: those of enough documents.
    forms: BTreeSet<String>,
}

impl Ids {
    fn new(subject: &Subject<'_>) -> Self {
        let mut known = BTreeSet::new();
        let mut leads = BTreeSet::new();
        let mut counted: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        let documents = subject.evidence.documents.iter();
        for (at, document) in documents.enumerate() {
            // A file that cannot be read has at least its name.
            known.extend(in_name(&document.path));
            if document.format.is_table() {
                let listed = subject.references(at).into_iter().flat_map(|of| &of.ids);
                known.extend(listed.map(|id| plain(&id.to)));
            }
            let Some(id) = &document.metadata.id else {
                continue;
            };
            known.insert(plain(&id.value));
            let is_record = subject.assessment.footing[at].record || document.register.is_some();
            if let Some((lead, form)) = built(&id.value)
                && id.source < Source::Properties
                && !is_record
            {
                leads.insert(lead.to_owned());
                counted.entry(form).or_default().insert(&id.value);
            }
        }
        for elsewhere in &subject.evidence.elsewhere {
            known.extend(in_name(&elsewhere.place));
            known.extend(elsewhere.metadata.id.iter().map(|id| plain(&id.value)));
        }
        let forms = counted.into_iter().filter(|(_, ids)| ids.len() >= LEAST);
        Self {
            known,
            leads,
            forms: forms.map(|(form, _)| form).collect(),
        }
    }

    /// Whether a word is the id of a document, were there such a one.
    fn would_hold(&self, word: &str) -> bool {
        built(word)
            .is_some_and(|(lead, form)| self.leads.contains(lead) && self.forms.contains(&form))
    }
}

/// What an id begins with, up to the number at its end, and how it is built: a letter for each
/// letter and a nought for each digit. None for what has no two letters before its number.
fn built(id: &str) -> Option<(&str, String)> {
    let lead = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let letters = lead.chars().filter(|c| c.is_alphabetic()).count();
    if lead.len() == id.len() || letters < 2 {
        return None;
    }
    let shape = id.chars().map(|c| match c {
        c if c.is_ascii_digit() => '0',
        c if c.is_uppercase() => 'A',
        c if c.is_lowercase() => 'a',
        c => c,
    });
    Some((lead, shape.collect()))
}

/// The words of a path or address that may be ids: `POL-012 Incidents.docx`.
fn in_name(path: &str) -> Vec<String> {
    let is_apart = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'));
    let words = path.split(is_apart).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    // The number may go on with words: `POL-012_incidents`, `POL_012-incidents`.
    let beginnings = words.iter().flat_map(|word| {
        let ends = word.char_indices().filter(|(_, c)| matches!(c, '-' | '_'));
        ends.map(|(at, _)| &word[..at])
    });
    let all = words.iter().copied().chain(beginnings);
    let numbered = all.filter(|word| word.ends_with(|c: char| c.is_ascii_digit()));
    numbered.map(plain).collect()
}
