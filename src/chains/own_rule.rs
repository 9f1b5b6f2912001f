//! What the organisation itself says a rare record is. A log without a column for it tells a major
//! incident by its priority alone; where the procedure says what makes one, and has no word of
//! priorities near by, that is no way to tell.

use super::{TextOf, Trace};
use crate::catalogue::{Kind, Rare, Which};
use crate::evidence::Said;
use crate::evidence::words::words;
use crate::records::Log;

/// Lines around the name of a rare record in which a step of the scale tells what makes one.
const NEAR: usize = 3;

/// The document that says otherwise what rare records of a log are than the log tells them, where
/// the log tells them by a step of a scale alone.
pub(super) fn says_otherwise(
    trace: &Trace<'_, '_>,
    which: &Which,
    log: &Log<'_>,
    text_of: TextOf<'_>,
) -> Option<String> {
    let rare = &log.kind().rare[which.rare?];
    let scale = log.told_by_step(rare)?;
    let named = Said::new(&rare.called);
    let steps = Said::new(&steps(trace, log.kind(), rare, scale));
    let mut found = None;
    for (at, document) in trace.evidence.documents.iter().enumerate() {
        let footing = trace.assessment.footing[at];
        let is_rule = footing.counts && !footing.record && document.register.is_none();
        let of_kind = |line: &usize| {
            let clause = trace.catalogue.requirements[*line].clause;
            log.kind().clauses.contains(&clause)
        };
        let mut claimed = trace.assessment.claimed_for[at].iter();
        if !is_rule || !document.has_text() || !claimed.any(of_kind) {
            continue;
        }
        let Some(text) = text_of(&document.path) else {
            continue;
        };
        let lines: Vec<Vec<String>> = text.lines().map(words).collect();
        let named: Vec<usize> = { 0..lines.len() }
            .filter(|at| named.is_in(&lines[*at]))
            .collect();
        // A step far from there ranks the records, and says nothing of what a rare one is.
        let near = |at: &usize| {
            let around = at.saturating_sub(NEAR)..(at + NEAR + 1).min(lines.len());
            lines[around].iter().any(|line| steps.is_in(line))
        };
        if named.iter().any(near) {
            return None;
        }
        if found.is_none() && !named.is_empty() {
            found = Some(document.path.to_string());
        }
    }
    found
}

/// Words by which a text speaks of a scale: what its column is called, and steps with a figure.
fn steps(trace: &Trace<'_, '_>, kind: &Kind, rare: &Rare, scale: &str) -> Vec<String> {
    let record = trace.catalogue.record_of(kind);
    let heads = record.and_then(|record| record.attributes.get(scale));
    let conditions = rare.conditions.iter();
    let said = conditions
        .filter(|condition| condition.attribute == scale)
        .flat_map(|condition| &condition.is)
        // A figure alone may number anything.
        .filter(|said| said.len() > 1 && said.bytes().any(|byte| byte.is_ascii_digit()));
    heads.into_iter().flatten().chain(said).cloned().collect()
}
