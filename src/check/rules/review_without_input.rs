//! Minutes of a review that do not speak of something it has to look at. That they say so of themselves
//! is told as a file that denies what it is claimed for; here stands what only is not to be found, which
//! may stand there in other words: one hint for each minutes, unless an assessor came to the same.

use std::collections::BTreeMap;

use crate::assessment::{Line, Share, Standing, State};
use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::document_at;
use crate::source::{Location, few};

/// Most inputs named of one review.
const MOST_NAMED: usize = 6;

pub(in crate::check) const RULE: Rule = Rule {
    name: "review-without-input",
    title: "a review did not look at all it must",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    preview: false,
    by_calendar: false,
    page: include_str!("review-without-input.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let mut unseen: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in &subject.assessment.lines {
        let requirement = &subject.catalogue.requirements[line.requirement];
        let counts = requirement.looked_at && line.standing == Standing::Counts;
        if !counts || is_seen(line) {
            continue;
        }
        let Some(path) = minutes(subject, line) else {
            continue;
        };
        match &line.judgement {
            Some(judged) if judged.conforming => {}
            Some(_) => {
                let text = requirement.text.trim_end_matches('.');
                let message =
                    format!("this review did not look at all it must, as was judged: {text}");
                found
                    .at(&Location::file(path), message)
                    .about(requirement.id.to_string())
                    .requirement(&requirement.id)
                    .hint("look at it in the next review");
            }
            None => unseen.entry(path).or_default().push(line),
        }
    }
    for (path, lines) in unseen {
        let of = |line: &&Line| &subject.catalogue.requirements[line.requirement];
        let named: Vec<String> = { lines.iter() }
            .map(|line| format!("{} ({})", of(line).text.trim_end_matches('.'), of(line).id))
            .collect();
        let message = format!(
            "not recognised in these minutes: {}",
            few(&named, MOST_NAMED)
        );
        let finding = found.at(&Location::file(path), message);
        finding
            .about("inputs")
            .confidence(Confidence::Low)
            .hint("look whether they say it in other words; else look at it in the next review");
        if let Some(first) = lines.first() {
            finding.requirement(&of(first).id);
        }
    }
}

/// Whether anything of a requirement was seen, or is denied in so many words.
fn is_seen(line: &Line) -> bool {
    line.state == State::Contrary || line.score.is_some_and(|score| score > Share::NONE)
}

/// The record that was looked at for a requirement, where it shows others of its sort: what shows
/// none of them is no such review.
fn minutes<'a>(subject: &Subject<'a>, line: &'a Line) -> Option<&'a str> {
    let documents = &subject.evidence.documents;
    let clause = subject.catalogue.requirements[line.requirement].clause;
    let shows = |path: &str| {
        let mut lines = subject.assessment.lines.iter();
        lines.any(|other| {
            let of = &subject.catalogue.requirements[other.requirement];
            let mut looked = other.evidence.iter();
            of.looked_at
                && of.clause == clause
                && looked.any(|looked| *looked.name == *path && looked.share > Share::NONE)
        })
    };
    let mut names = line.evidence.iter().map(|looked| &*looked.name);
    names.find(|name| {
        let at = document_at(documents, name);
        at.is_some_and(|at| subject.assessment.footing[at].record) && shows(name)
    })
}
