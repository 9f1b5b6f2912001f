//! A process whose records reach back less far than an auditor wants to see before the certification audit.

use crate::assessment::Short;
use crate::check::finding::Found;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::source::Location;

pub(in crate::check) const RULE: Rule = Rule {
    name: "history-too-short",
    title: "records reach back too little",
    kind: Kind::GoodPractice,
    severity: Severity::Note,
    confidence: Confidence::High,
    preview: false,
    by_calendar: true,
    page: include_str!("history-too-short.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let asks = subject.assessment.gates.iter().flat_map(|gate| &gate.asks);
    for short in asks.flat_map(|ask| &ask.short) {
        if logged_before(subject, short) {
            continue;
        }
        let mut clauses = subject.catalogue.clauses.iter();
        let clause = clauses.find(|clause| clause.id == short.clause);
        let called = clause.map_or_else(
            || short.clause.to_string(),
            |clause| format!("{} ({})", clause.in_a_sentence(), clause.id),
        );
        let message = format!(
            "the first dated record seen of {called} is of {}, and an auditor wants to see {}",
            short.first,
            short.wanted.words()
        );
        let path = subject.evidence.documents[short.document].path.clone();
        found
            .at(&Location::file(path), message)
            .about(short.clause.to_string())
            .hint(
                "hand over older records if there are any; else wait with the certification audit",
            );
    }
}

/// Whether a log of the process that nobody declared as a register reaches back far enough.
fn logged_before(subject: &Subject<'_>, short: &Short) -> bool {
    let clauses = &subject.catalogue.clauses;
    let mut logs = subject.logs.logs.iter();
    logs.any(|log| {
        let mut of = log.kind().clauses.iter();
        let is_of = of.any(|at| short.clause.contains(&clauses[*at].id));
        let from = short.wanted.before(subject.assessment.as_of);
        let mut days = log.entries.iter().filter_map(|entry| entry.opened);
        is_of && days.any(|day| day <= from)
    })
}
