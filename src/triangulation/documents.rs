//! What documents say of a process: sentences of those claimed for it, and promised intervals.

use std::ops::Range;

use super::{Documented, Said, Sources, Standing};
use crate::assessment::Footing;
use crate::evidence::{Document, Sentence, Value};

/// Whether the sentences of a document may lay anything down, and so have to be read; those of
/// records too, which may deny it.
#[must_use]
pub fn may_say(document: &Document) -> bool {
    document.has_text() && !document.set_aside && document.register.is_none()
}

/// The documents claimed for requirements that lay something down, in order of their paths.
pub(super) fn of(sources: Sources<'_>, lines: Range<usize>) -> Vec<Documented> {
    let documents = sources.evidence.documents.iter().enumerate();
    let of = |(at, document): (usize, &Document)| {
        let claimed = claimed(sources, at, &lines);
        let footing = sources.assessment.footing[at];
        if claimed.is_empty() || document.set_aside || document.register.is_some() {
            return None;
        }
        let read = document.has_text();
        if read && (!lays_down(document, footing) || !footing.counts) {
            return None;
        }
        Some(Documented {
            document: at,
            standing: match (read, footing.draft, document.general.is_some()) {
                (false, ..) => Standing::NotRead,
                (_, true, _) => Standing::Draft,
                (.., true) => Standing::General,
                _ => Standing::InForce,
            },
            said: said(sources, at, &claimed),
        })
    };
    documents.filter_map(of).collect()
}

/// Whether a document lays down how things are done, rather than telling what was.
fn lays_down(document: &Document, footing: Footing) -> bool {
    !footing.record && document.series.is_empty() && !document.format.is_table()
}

/// The requirements of a range that a document is claimed for.
pub(super) fn claimed(sources: Sources<'_>, document: usize, lines: &Range<usize>) -> Vec<usize> {
    let claimed = sources.assessment.claimed_for[document].iter().copied();
    let own = |line: &usize| sources.catalogue.requirements[*line].same_as.is_none();
    claimed.filter(|line| lines.contains(line)).filter(own).collect()
}

/// The sentences of a document on requirements it is claimed for: of each the best that says it is
/// so and the best that says it is not.
pub(super) fn said(sources: Sources<'_>, document: usize, lines: &[usize]) -> Vec<Said> {
    let catalogue = sources.catalogue;
    let found = sources.said.binary_search_by_key(&document, |(at, _)| *at);
    let sentences: &[Sentence] = found.map_or(&[], |at| &sources.said[at].1);
    let mut out: Vec<(usize, Said)> = Vec::new();
    for line in lines {
        let requirement = &catalogue.requirements[*line];
        for denies in [false, true] {
            let said = sentences.iter().enumerate();
            let of_line = said.filter_map(|(at, sentence)| {
                let says = sentence.of(catalogue, requirement)?;
                (says.denies == denies).then_some((says, std::cmp::Reverse(at)))
            });
            let Some((says, std::cmp::Reverse(at))) = of_line.max() else {
                continue;
            };
            if !says.whole && !denies && !is_shown(sources, document, *line) {
                continue;
            }
            let whole = says.whole && speaks_of(sources, document, *line);
            let known = out.iter_mut().find(|(known, said)| *known == at && said.denies == denies);
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

/// Whether a document as a whole shows every idea of a requirement.
fn is_shown(sources: Sources<'_>, document: usize, line: usize) -> bool {
    let document = &sources.evidence.documents[document];
    let mut ideas = sources.catalogue.requirements[line].ideas.clone();
    ideas.all(|idea| document.hit(idea).is_some_and(|hit| hit.shown()))
}

/// Whether a document speaks of what a requirement is about.
fn speaks_of(sources: Sources<'_>, document: usize, line: usize) -> bool {
    let document = &sources.evidence.documents[document];
    let subject = sources.catalogue.requirements[line].ideas.start;
    document.hit(subject).is_some_and(|hit| hit.shown() || hit.denied > 0)
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
