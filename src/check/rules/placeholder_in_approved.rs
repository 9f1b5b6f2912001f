//! A place that nobody has filled in (TBD, [name], {{ owner }}) in a document that is in force.

use crate::check::finding::Found;
use crate::check::rules::words::plural;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::ProblemKind;

pub(in crate::check) const RULE: Rule = Rule {
    name: "placeholder-in-approved",
    title: "a placeholder in an approved document",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("placeholder-in-approved.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for (at, document) in subject.documents() {
        let footing = subject.assessment.footing[at];
        // What carries a number of its own is controlled by its own word, claimed or not.
        let claimed = !subject.assessment.claimed_for[at].is_empty();
        let controlled = claimed || document.metadata.id.is_some();
        if footing.draft || !footing.counts || !controlled {
            continue;
        }
        for problem in subject.problems_of(at, &[ProblemKind::Placeholder]) {
            found
                .at(&problem.location, problem.message.clone())
                .about(problem.message.clone())
                .hint(HINT);
        }
        in_text(subject, at, found);
    }
}

const HINT: &str = "fill it in, or take the document back to a draft";

/// Most of the other places that are named.
const MOST: usize = 5;

/// The places left open in the text of a document, told once.
fn in_text(subject: &Subject<'_>, at: usize, found: &mut Found) {
    let open = subject.references(at).map_or(&[][..], |of| &of.open);
    let is_record = subject.assessment.footing[at].record;
    let Some((first, others)) = open.split_first().filter(|_| !is_record) else {
        return;
    };
    let more = match others.len() {
        0 => String::new(),
        n => format!(", and {} more", plural(n, "place")),
    };
    let message = format!(
        "the text still has a place to be filled in, `{}`{more}",
        first.to
    );
    let finding = found.at(&first.location, message);
    // It may be about such places.
    finding
        .about("text")
        .confidence(Confidence::Medium)
        .hint(HINT);
    for other in others.iter().take(MOST) {
        finding.related(other.location.clone(), format!("`{}`", other.to));
    }
}
