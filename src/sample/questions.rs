//! What each record of a sample is looked at for: the requirements that the catalogue holds the
//! rows of a register to, and others that are asked for.

use crate::assessment::test_in_words;
use crate::catalogue::{Catalogue, Target};
use crate::workspace::samples::Question;

use super::sources::Source;

/// The questions on what is asked for; without anything, those that rows of the kind, or of a
/// register claimed for some requirements, are held to; else what the register is claimed for.
///
/// Of a clause those count that have a test, of which records tell; if none has, all of it.
#[must_use]
pub fn questions(
    catalogue: &Catalogue,
    sources: &[&Source<'_>],
    asked: &[Target],
) -> Vec<Question> {
    let mut lines: Vec<usize> = Vec::new();
    for target in asked {
        let of = catalogue.resolve(target).unwrap_or_default();
        match target {
            Target::Requirement(_) => lines.extend(of),
            Target::Clause(_) | Target::Item(_) => {
                let tested = with_test(catalogue, &of);
                lines.extend(if tested.is_empty() { of } else { tested });
            }
        }
    }
    if asked.is_empty() {
        for source in sources {
            let kind = source.of.iter().flat_map(|kind| &kind.clauses);
            let kind = kind.flat_map(|clause| catalogue.clauses[*clause].requirements.clone());
            let of: Vec<usize> = kind.chain(source.claimed.iter().copied()).collect();
            lines.extend(with_test(catalogue, &of));
        }
        if lines.is_empty() {
            lines.extend(sources.iter().flat_map(|source| &source.claimed));
        }
    }
    lines.sort_unstable();
    lines.dedup();
    let lines = lines.iter().map(|line| &catalogue.requirements[*line]);
    // What repeats another line is asked there.
    let lines = lines.filter(|line| line.same_as.is_none());
    lines
        .map(|line| Question {
            requirement: line.id.clone(),
            asks: line.text.clone(),
            test: line.test.as_ref().map(|test| test_in_words(test, true)),
        })
        .collect()
}

fn with_test(catalogue: &Catalogue, lines: &[usize]) -> Vec<usize> {
    let has = |line: &&usize| catalogue.requirements[**line].test.is_some();
    lines.iter().filter(has).copied().collect()
}
