//! What documents say of a process: sentences of those claimed for it, and promised intervals.

use std::cmp::Reverse;
use std::ops::Range;

use super::{Documented, Said, Sources, Standing};
use crate::assessment::Footing;
use crate::evidence::{Document, Hit, Sentence, Value};

/// Whether the sentences of a document may lay anything down, and so have to be read; those of
/// records too, which may deny it.
#[must_use]
pub fn may_say(document: &Document) -> bool {
    document.has_text() && !document.set_aside && document.register.is_none()
}

/// The documents claimed for requirements that lay something down, in order of their paths.
pub(super) fn of(sources: Sources<'_>, lines: Range<usize>) -> Vec<Documented> {
    let documents = 0..sources.evidence.documents.len();
    let of = |at: usize| {
        if claimed(sources, at, &lines).is_empty() {
            return None;
        }
        Some(Documented {
            document: at,
            standing: standing(sources, at)?,
            said: said(sources, at, &own_lines(sources, &lines)),
        })
    };
    documents.filter_map(of).collect()
}

/// Where a document stands; none where it lays nothing down that counts.
fn standing(sources: Sources<'_>, at: usize) -> Option<Standing> {
    let document = &sources.evidence.documents[at];
    let footing = sources.assessment.footing[at];
    if document.set_aside || document.register.is_some() {
        return None;
    }
    if !document.has_text() {
        return Some(Standing::NotRead);
    }
    if !lays_down(document, footing) || !footing.counts {
        return None;
    }
    Some(match (footing.draft, document.general.is_some()) {
        (true, _) => Standing::Draft,
        (_, true) => Standing::General,
        _ => Standing::InForce,
    })
}

/// The requirements of a range that repeat no other.
pub(super) fn own_lines(sources: Sources<'_>, lines: &Range<usize>) -> Vec<usize> {
    let own = |line: &usize| sources.catalogue.requirements[*line].same_as.is_none();
    lines.clone().filter(own).collect()
}

/// Whether a document lays down how things are done, rather than telling what was.
fn lays_down(document: &Document, footing: Footing) -> bool {
    !footing.record && document.series.is_empty() && !document.format.is_table()
}

/// The requirements of a range that a document is claimed for.
pub(super) fn claimed(sources: Sources<'_>, document: usize, lines: &Range<usize>) -> Vec<usize> {
    let mut own = own_lines(sources, lines);
    own.retain(|line| is_claimed(sources, document, *line));
    own
}

/// The sentences of a document on requirements: of each the best that says it is so and the best
/// that says it is not. On those it is not claimed for only what says all that is asked for.
pub(super) fn said(sources: Sources<'_>, document: usize, lines: &[usize]) -> Vec<Said> {
    let catalogue = sources.catalogue;
    let sentences = sentences(sources, document);
    let mut out: Vec<(usize, Said)> = Vec::new();
    for line in lines {
        let requirement = &catalogue.requirements[*line];
        let claimed = is_claimed(sources, document, *line);
        for denies in [false, true] {
            let said = sentences.iter().enumerate();
            let of_line = said.filter_map(|(at, sentence)| {
                let says = sentence.of(catalogue, requirement, claimed)?;
                let against = says.denies || says.without_subject;
                (against == denies).then_some((says, Reverse(at)))
            });
            let Some((says, Reverse(at))) = of_line.max() else {
                continue;
            };
            let whole = says.whole && speaks_of(sources, document, *line);
            let told = if denies {
                claimed && is_contrary(sources, document, *line)
            } else {
                whole || claimed && is_shown(sources, document, *line)
            };
            if !told {
                continue;
            }
            let known = out
                .iter_mut()
                .find(|(known, said)| *known == at && said.denies == denies);
            let said = match known {
                Some((_, said)) => said,
                None => {
                    let sentence = &sentences[at];
                    out.push((
                        at,
                        Said {
                            lines: Vec::new(),
                            whole: Vec::new(),
                            denies,
                            text: sentence.text.clone(),
                            heading: sentence.heading.clone(),
                            location: sentence.location.clone(),
                        },
                    ));
                    let last = out.len() - 1;
                    &mut out[last].1
                }
            };
            said.lines.push(*line);
            said.whole.extend(whole.then_some(*line));
        }
    }
    out.sort_by_key(|(at, said)| (*at, said.denies));
    out.into_iter().map(|(_, said)| said).collect()
}

fn is_claimed(sources: Sources<'_>, document: usize, line: usize) -> bool {
    let claimed = &sources.assessment.claimed_for[document];
    claimed.binary_search(&line).is_ok()
}

/// Whether a document is in force, lays something down and is of this organisation.
pub(super) fn in_force(sources: Sources<'_>, at: usize) -> bool {
    standing(sources, at) == Some(Standing::InForce)
}

/// What was read of a document.
pub(super) fn sentences(sources: Sources<'_>, document: usize) -> &[Sentence] {
    let found = sources.said.binary_search_by_key(&document, |(at, _)| *at);
    found.map_or(&[], |at| &sources.said[at].1)
}

/// Whether a document as a whole shows every idea of a requirement.
fn is_shown(sources: Sources<'_>, document: usize, line: usize) -> bool {
    let document = &sources.evidence.documents[document];
    let mut ideas = sources.catalogue.requirements[line].ideas.clone();
    ideas.all(|idea| document.hit(idea).is_some_and(Hit::shown))
}

/// Whether a document denies some idea of a requirement and says it nowhere.
fn is_contrary(sources: Sources<'_>, document: usize, line: usize) -> bool {
    let document = &sources.evidence.documents[document];
    let mut ideas = sources.catalogue.requirements[line].ideas.clone();
    ideas.any(|idea| document.hit(idea).is_some_and(Hit::contrary))
}

/// Whether a document speaks of what a requirement is about: what it is claimed for it does unless
/// it shows otherwise, and of anything else of the clause its sentences must say it.
fn speaks_of(sources: Sources<'_>, document: usize, line: usize) -> bool {
    let catalogue = sources.catalogue;
    let of = catalogue.requirements[line].clause;
    let claimed = &sources.assessment.claimed_for[document];
    // What the lines of a clause share is one idea for all of them.
    let near = claimed.iter().map(|line| &catalogue.requirements[*line]);
    let mut subjects = near
        .filter(|near| near.clause == of)
        .map(|near| near.ideas.start);
    let document = &sources.evidence.documents[document];
    subjects.any(|idea| {
        document
            .hit(idea)
            .is_some_and(|hit| hit.shown() || hit.denied > 0)
    })
}

/// The intervals promised on requirements, by index in the calendar.
pub(super) fn promises(sources: Sources<'_>, lines: Range<usize>) -> Vec<usize> {
    let promises = sources.calendar.promises.iter().enumerate();
    let on_it = promises.filter(|(_, promise)| {
        matches!(promise.value, Value::Every(_))
            && promise.supplier.is_none()
            && promise.requirements.iter().any(|line| lines.contains(line))
    });
    on_it.map(|(at, _)| at).collect()
}
