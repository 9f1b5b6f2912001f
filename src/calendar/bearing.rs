//! On which requirements a sentence bears: those its document is claimed for whose ideas it names.
//!
//! Where nothing ties a sentence to a requirement none is named, since a wrong one would tell of a
//! broken promise that nobody made.

use super::Sources;
use crate::evidence::words::words;
use crate::evidence::{Promised, Value, names_idea};

/// A sentence of so few words may leave it to its heading what is done: "Once a year, in May".
const SHORT: usize = 6;

/// Most requirements that one sentence bears on.
const MOST: usize = 3;

/// The requirements, as indices, sorted.
pub(super) fn bearing(sources: Sources<'_>, document: usize, promised: &Promised) -> Vec<usize> {
    let catalogue = sources.catalogue;
    let claimed = &sources.assessment.claimed_for[document];
    let recurs = matches!(promised.value, Value::Every(_));
    // What nobody claimed bears on a requirement only if it names all that the requirement is about.
    let whole = claimed.is_empty();
    let candidates: Vec<usize> = if whole {
        (0..catalogue.requirements.len()).collect()
    } else {
        claimed.clone()
    };
    let fits = |line: &usize| {
        let requirement = &catalogue.requirements[*line];
        let length = requirement.ideas.len();
        let said = requirement
            .ideas
            .clone()
            .filter(|idea| names_idea(&promised.ideas, *idea))
            .count();
        let all = requirement.ideas.clone();
        let all = all
            .filter(|idea| names_idea(&promised.ideas, *idea) || names_idea(&promised.above, *idea))
            .count();
        // "Once a year" below "Verification" names what is done by its heading alone.
        let by_heading = recurs
            && !whole
            && requirement.interval.is_some()
            && (promised.ideas.is_empty() || said == 0 && words(&promised.sentence).len() <= SHORT)
            && names_idea(&promised.above, requirement.ideas.start);
        if said == 0 && !by_heading
            || requirement.same_as.is_some()
            || recurs && whole && requirement.interval.is_none()
        {
            return None;
        }
        // An interval is set for what the line is about, its first idea; what came of it stands in
        // records. Anything else has to be named as a whole.
        let enough = if recurs && requirement.interval.is_some() && !whole {
            by_heading || names_idea(&promised.ideas, requirement.ideas.start) || all == length
        } else {
            all == length && said * 2 >= length && length > 1
        };
        // More of it, as a share in thousandths, and what recurs first.
        let share = all * 1000 / length;
        enough.then_some((recurs && requirement.interval.is_some(), share, said))
    };
    let fitting: Vec<(usize, (bool, usize, usize))> = candidates
        .into_iter()
        .filter_map(|line| Some((line, fits(&line)?)))
        .collect();
    let Some(best) = fitting.iter().map(|(_, fit)| *fit).max() else {
        return Vec::new();
    };
    let mut out: Vec<usize> = fitting
        .into_iter()
        .filter(|(_, fit)| *fit == best)
        .map(|(line, _)| line)
        .collect();
    out.sort_unstable();
    // What fits so many tells none of them apart.
    if out.len() > MOST {
        out.clear();
    }
    out
}
