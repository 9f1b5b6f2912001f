//! A judgement of which something it rests on has changed, or is gone, since.

use crate::assessment::Standing;
use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "judgement-outdated",
    title: "a judgement rests on evidence that has changed",
    kind: Kind::Standard,
    severity: Severity::Warning,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("judgement-outdated.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.assessment.lines {
        let Some(judged) = line.judgement.as_ref().filter(|judged| judged.stale) else {
            continue;
        };
        if matches!(line.standing, Standing::Repeats(_)) {
            continue;
        }
        let judgement = &subject.workspace.judgements[judged.index];
        let message = format!(
            "the judgement on {} rests on evidence that has changed since",
            judgement.requirement
        );
        found
            .at(&judgement.location, message)
            .about(judgement.requirement.to_string())
            .requirement(&judgement.requirement)
            .hint(format!(
                "look at the evidence again and judge anew: clausewise judge {}",
                judgement.requirement
            ));
    }
}
