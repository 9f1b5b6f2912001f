//! A link to a place within a document that has no place of that name.

use std::collections::BTreeMap;

use crate::check::finding::Found;
use crate::check::rules::words::plural;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::{Document, Format, Reference, place_of};
use crate::source::Location;

pub(in crate::check) const RULE: Rule = Rule {
    name: "anchor-broken",
    title: "a link to a heading that is not there",
    kind: Kind::Standard,
    severity: Severity::Note,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("anchor-broken.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let documents = &subject.evidence.documents;
    for (at, document) in subject.documents().filter(|(_, of)| has_anchors(of)) {
        let Some(references) = subject.references(at) else {
            continue;
        };
        // By the document linked to: all links to places in it, and those that lead nowhere.
        let mut tried: BTreeMap<usize, (usize, Vec<&Reference>)> = BTreeMap::new();
        for link in &references.links {
            let Some(place) = place_of(&link.to).filter(|place| is_of_heading(place)) else {
                continue;
            };
            let to = subject.linked(at, &link.to);
            let Some(to) = to.filter(|to| has_anchors(&documents[*to])) else {
                continue;
            };
            let Some(anchors) = subject.references(to).map(|of| &of.anchors) else {
                continue;
            };
            let (all, missed) = tried.entry(to).or_default();
            *all += 1;
            if !anchors.have(&place) {
                missed.push(link);
            }
        }
        for (to, (all, missed)) in tried {
            if all > 1 && missed.len() == all {
                let why = format!(
                    "how its {} to places in {} are written is not known",
                    plural(all, "link"),
                    documents[to].path
                );
                found.cannot_tell(Location::file(document.path.clone()), why);
                continue;
            }
            for link in missed {
                let message = format!("the link to `{}` leads to no heading there", link.to);
                found
                    .at(&link.location, message)
                    .about(link.to.clone())
                    .hint("correct what stands behind `#`, or give the heading back its name");
            }
        }
    }
}

/// Whether the places in a document are known that links can name.
fn has_anchors(document: &Document) -> bool {
    document.has_text() && matches!(document.format, Format::Markdown | Format::Html)
}

/// Whether a link names a heading: not a line, a page, a footnote or what a program made up.
fn is_of_heading(place: &str) -> bool {
    let of_footnote = place.strip_prefix("fn").is_some_and(|rest| {
        rest.starts_with(|c: char| !c.is_alphabetic()) || rest.starts_with("ref")
    });
    let line = place.strip_prefix('L');
    let of_line = line.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let made_up = place.starts_with(['_', ':', '/', '!']) || place.contains('=');
    !(of_footnote || of_line || made_up || place.eq_ignore_ascii_case("top"))
}
