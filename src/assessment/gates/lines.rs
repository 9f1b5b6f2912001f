//! Whether what some lines ask stands in the way of an audit.
//!
//! A stage is stopped by what puts the management system in doubt: a major, minors of one clause
//! that add up to one, or everything that was asked failing at once. A single minor is written down,
//! mended and looked at again, and stops nothing; an auditor calls it a concern, and so does this.

use std::collections::{BTreeMap, BTreeSet};

use super::by_name;
use crate::assessment::context::Context;
use crate::assessment::forecast::MINORS_THAT_ADD_UP;
use crate::assessment::types::{Line, Standing, State, Verdict};
use crate::workspace::Grade;

pub(super) fn some_lines(
    context: &Context<'_>,
    wanted: &[usize],
    lines: &[Line],
) -> (Verdict, String) {
    let counts = |index: &usize| {
        let standing = &lines[*index].standing;
        matches!(standing, Standing::Counts | Standing::Repeats(_))
    };
    let asked: Vec<usize> = wanted.iter().copied().filter(counts).collect();
    let pick = |test: &dyn Fn(&Line) -> bool| -> Vec<usize> {
        let picked = asked.iter().copied();
        picked.filter(|index| test(&lines[*index])).collect()
    };
    let failed = pick(&has_failed);
    if let Some((why, stopping)) = stopping(context, &asked, &failed, lines) {
        let names = by_name(context, &stopping);
        return (
            Verdict::NotMet,
            format!("not found, contradicted or judged not conforming, {why}: {names}"),
        );
    }
    let weak = pick(&|line| !is_settled(line) && line.state == State::PartlyShown);
    let weak: Vec<usize> = weak.into_iter().filter(|at| !failed.contains(at)).collect();
    let open =
        |state: State| pick(&|line| line.state == state && !is_settled(line) && !has_failed(line));
    let (claimed, unseen) = (open(State::Claimed), open(State::NotSeen));
    let told: Vec<String> = [
        (
            "to be mended, though no minor alone stops an audit",
            &failed,
        ),
        ("only partly shown", &weak),
        ("claimed, not seen", &claimed),
        ("not seen", &unseen),
    ]
    .iter()
    .filter(|(_, lines)| !lines.is_empty())
    .map(|(what, lines)| format!("{what}: {}", by_name(context, lines)))
    .collect();
    if !failed.is_empty() || !weak.is_empty() {
        (Verdict::Concerns, told.join("; "))
    } else if !told.is_empty() {
        (Verdict::CannotTell, told.join("; "))
    } else {
        (Verdict::Met, "shown or judged conforming".to_owned())
    }
}

fn is_settled(line: &Line) -> bool {
    let judged = line.judgement.as_ref();
    judged.is_some_and(|judged| judged.conforming)
}

fn has_failed(line: &Line) -> bool {
    let judged = line.judgement.as_ref();
    let is_judged = judged.is_some_and(|judged| !judged.stale && !judged.conforming);
    let is_missing = matches!(line.state, State::NotFound | State::Contrary);
    !is_settled(line) && (line.grade == Grade::Major || is_missing || is_judged)
}

/// Of the lines that failed those that stop an audit, and why they do.
fn stopping(
    context: &Context<'_>,
    asked: &[usize],
    failed: &[usize],
    lines: &[Line],
) -> Option<(&'static str, Vec<usize>)> {
    let majors = failed.iter().copied();
    let majors: Vec<usize> = majors
        .filter(|at| lines[*at].grade == Grade::Major)
        .collect();
    if !majors.is_empty() {
        return Some(("a major", majors));
    }
    if !failed.is_empty() && failed.len() == asked.len() {
        return Some(("and nothing that was asked holds", failed.to_vec()));
    }
    let mut obligations: BTreeMap<usize, BTreeSet<_>> = BTreeMap::new();
    for at in failed {
        let requirement = &context.catalogue.requirements[*at];
        let of_clause = obligations.entry(requirement.clause).or_default();
        of_clause.insert(requirement.shall);
    }
    let adds_up = |at: &usize| {
        let clause = context.catalogue.requirements[*at].clause;
        obligations[&clause].len() >= MINORS_THAT_ADD_UP
    };
    let added: Vec<usize> = failed.iter().copied().filter(adds_up).collect();
    (!added.is_empty()).then_some(("so many of one clause that they add up to a major", added))
}
