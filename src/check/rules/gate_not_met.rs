//! A gate (Stage 1, Stage 2) that something plainly keeps from being met.

use crate::assessment::Verdict;
use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};

pub(in crate::check) const RULE: Rule = Rule {
    name: "gate-not-met",
    title: "a gate the policy asks for is not met",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("gate-not-met.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    for result in &subject.assessment.gates {
        if result.verdict != Verdict::NotMet {
            continue;
        }
        let gate = &subject.catalogue.gates[result.gate];
        for ask in result
            .asks
            .iter()
            .filter(|ask| ask.verdict == Verdict::NotMet)
        {
            let message = format!(
                "{} would not be passed: {} ({})",
                gate.title, ask.text, ask.reason
            );
            found
                .at(&subject.workspace_file(), message)
                .about(format!("{} {}", gate.title, ask.text))
                .confidence(Confidence::Medium)
                .hint(format!(
                    "`clausewise report gap` shows what {} asks for",
                    gate.title
                ));
        }
    }
}
