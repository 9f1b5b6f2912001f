//! Claims that the file itself does not bear out: it denies the thing, or never speaks of
//! it.

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::context::Context;
use crate::assessment::ideas::{denies, in_title_alone};
use crate::assessment::types::{FoundIdea, Line, Standing, State};
use crate::catalogue::Target;
use crate::evidence::{FileProblem, Hit, ProblemKind};
use crate::source::Location;

pub(super) fn contrary(
    context: &Context<'_>,
    lines: &[Line],
    index: usize,
    problems: &mut Vec<FileProblem>,
) {
    let document = &context.evidence.documents[index];
    if !document.set_aside && document.has_text() {
        for line in &context.claims.by_document[index] {
            let requirement = &context.catalogue.requirements[*line];
            if requirement.same_as.is_some() || lines[*line].standing != Standing::Counts {
                continue;
            }
            let mut hits = context.hits_of(requirement, index).iter();
            let hit = hits.find(|hit| denies(context, requirement, hit));
            if let Some(hit) = hit {
                problems.push(FileProblem {
                    kind: ProblemKind::Contrary,
                    message: format!(
                        "claimed for {}, but says that {} is missing or only planned",
                        requirement.id, context.catalogue.ideas[hit.idea as usize].name
                    ),
                    location: document.at(hit.denied_line, 1),
                });
            }
        }
    }
}

/// Claims of which nothing in the file speaks, or next to nothing: the number is probably
/// wrong, or of another edition. Single lines are looked at clause by clause, since one
/// line alone may be said in words that no phrase knows.
pub(super) fn off_subject(
    context: &Context<'_>,
    lines: &[Line],
    index: usize,
    problems: &mut Vec<FileProblem>,
) {
    let document = &context.evidence.documents[index];
    let own_words = document.has_text()
        && document.series.is_empty()
        && document.register.is_none()
        && context.counts(index);
    if !own_words {
        return;
    }
    // What is told as proof that a line is shown speaks of it, and so does a sentence that tells of
    // all that the line asks for, whatever else is lacking.
    let proves = |line: &usize| {
        let Line { state, found, .. } = &lines[*line];
        let here = |found: &&FoundIdea| found.location.path == document.path;
        let places: BTreeSet<Option<u32>> = found
            .iter()
            .filter(here)
            .map(|found| found.location.line())
            .collect();
        let asked = context.catalogue.requirements[*line].ideas.len();
        let at_once = asked > 1 && found.iter().filter(here).count() == asked && places.len() == 1;
        at_once || *state == State::Shown && !places.is_empty()
    };
    let mut groups: BTreeMap<(String, bool), (Location, Vec<usize>)> = BTreeMap::new();
    for claim in &context.claims.single[index] {
        let name = match &claim.target {
            Target::Requirement(id) => (id.clause.to_string(), true),
            target => (target.to_string(), false),
        };
        let (_, lines) = groups
            .entry(name)
            .or_insert_with(|| (claim.location.clone(), Vec::new()));
        lines.extend(&claim.lines);
    }
    // What one place claims is told in one sentence.
    let mut told: BTreeMap<(Option<u32>, &str), (Location, Named)> = BTreeMap::new();
    for ((name, single), (location, mut lines)) in groups {
        lines.sort_unstable();
        lines.dedup();
        if lines.iter().any(proves) {
            continue;
        }
        let Some(how) = off(context, index, &lines) else {
            continue;
        };
        let claims = match lines.as_slice() {
            [one] if single => context.catalogue.requirements[*one].id.to_string(),
            _ if single => format!("{} requirements of {name}", lines.len()),
            _ => name,
        };
        let (_, claimed) = told
            .entry((location.line(), how))
            .or_insert((location, Vec::new()));
        claimed.push((lines[0], claims));
    }
    for ((_, how), (location, mut claims)) in told {
        claims.sort();
        let claims: Vec<String> = claims.into_iter().map(|(_, claim)| claim).collect();
        problems.push(FileProblem {
            kind: ProblemKind::OffSubject,
            message: format!("claims {}, but {how}", claims.join(", ")),
            location,
        });
    }
}

/// Claims as they are named, each with its first requirement, which orders them.
type Named = Vec<(usize, String)>;

/// How a document passes by the lines it is claimed for. The first idea of a line names its
/// subject; the others mean something only beside it ("quarterly", "review").
fn off(context: &Context<'_>, index: usize, lines: &[usize]) -> Option<&'static str> {
    let (mut ideas, mut found, mut subject, mut full) = (0, 0, false, false);
    for line in lines {
        let line = &context.catalogue.requirements[*line];
        // Words that say what it is about.
        let all = context.hits_of(line, index);
        let telling = all.iter().filter(|hit| !hit.loose);
        let first = telling.clone().next();
        let hits = telling.count();
        ideas += line.ideas.len();
        found += hits;
        // Common words name the subject as well where a title or a heading has them.
        let named = |hit: &Hit| hit.headed && hit.idea as usize == line.ideas.start;
        subject |= all.iter().any(named) && all.len() > 1;
        full |= hits > 0 && hits == line.ideas.len();
        subject |= first.is_some_and(|hit| hit.idea as usize == line.ideas.start);
    }
    match (ideas, found) {
        (0, _) => None,
        _ if found > 0 && (subject || full || found * 2 > ideas) => None,
        _ if named_above(context, index, lines) => {
            Some("says too little below a title that names that")
        }
        (_, 0) => Some(
            "nothing in it speaks of that; is it the right number? (`clausewise catalogue show`)",
        ),
        _ => Some(
            "it never names what that is about; is it the right number? (`clausewise catalogue show`)",
        ),
    }
}

/// Whether the title names what one of the lines is about, and nothing below does.
fn named_above(context: &Context<'_>, index: usize, lines: &[usize]) -> bool {
    lines.iter().any(|line| {
        let ideas = &context.catalogue.requirements[*line].ideas;
        !ideas.is_empty() && in_title_alone(context, index, ideas.start)
    })
}
