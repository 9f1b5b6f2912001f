//! Which place of a text stands for what it shows of a requirement.
//!
//! A word that shows an idea often stands in several sentences, and the first of them may be about
//! something else: "the risk log" in how a plan came about, "yearly inspection" among the laws. The
//! place to read is the one that says most of the requirement at once, and else the first below a
//! heading that is about its subject. A sentence or a row speaks for itself rather than the heading
//! above it, and the sheet of a workbook that is called after something else does so last.

use rustc_hash::{FxHashMap, FxHashSet};

use super::concepts::Concepts;
use super::scan::{By, Hit, Spot};
use crate::catalogue::{Catalogue, Requirement};
use crate::source::count;

/// Sets the places of hits of ideas, sorted, to those that speak for them best. `spots` are places
/// of concepts; `in_sheets` tells whether the text is that of a workbook.
pub(super) fn choose(
    catalogue: &Catalogue,
    concepts: &Concepts<'_>,
    spots: &[Spot],
    in_sheets: bool,
    hits: &mut [Hit],
) {
    // A text says much that nobody claims it for.
    let wanted = hits.iter().flat_map(|hit| concepts.of_idea(hit.idea));
    let mut of_concept: FxHashMap<u32, Vec<Spot>> =
        wanted.map(|concept| (concept, Vec::new())).collect();
    for spot in spots {
        if let Some(places) = of_concept.get_mut(&spot.idea) {
            places.push(*spot);
        }
    }
    let named: Vec<Spot> = {
        let headings = spots.iter().filter(|spot| spot.by == By::Heading);
        headings.filter(|_| in_sheets).copied().collect()
    };
    let line_of = |hit: &Hit| catalogue.ideas[hit.idea as usize].requirement;
    for hits in hits.chunk_by_mut(|a, b| line_of(a) == line_of(b)) {
        let requirement = &catalogue.requirements[line_of(&hits[0])];
        let places: Vec<Vec<Spot>> = hits
            .iter()
            .map(|hit| places(concepts, &of_concept, hit))
            .collect();
        let others = others(concepts, requirement, &named);
        choose_for(requirement, &places, &others, hits);
    }
}

/// The passages below a name that says ideas, and none of those of the requirement: the sheet
/// "Risks" for a line on incidents.
fn others(concepts: &Concepts<'_>, line: &Requirement, named: &[Spot]) -> FxHashSet<u32> {
    if named.is_empty() {
        return FxHashSet::default();
    }
    let own: FxHashSet<u32> = line
        .ideas
        .clone()
        .flat_map(|idea| concepts.of_idea(count(idea)))
        .collect();
    let is_own = |spot: &&Spot| own.contains(&spot.idea);
    let of_line: FxHashSet<u32> = named
        .iter()
        .filter(is_own)
        .map(|spot| spot.passage)
        .collect();
    let all = named.iter().map(|spot| spot.passage);
    all.filter(|passage| !of_line.contains(passage)).collect()
}

/// Where a text says an idea, in its order. Where it denies it as well, that is no place to quote.
fn places(concepts: &Concepts<'_>, of_concept: &FxHashMap<u32, Vec<Spot>>, hit: &Hit) -> Vec<Spot> {
    let none = [hit.denied_line, hit.negated_line, hit.bypassed_line];
    let of = |concept: u32| of_concept.get(&concept).into_iter().flatten();
    let all = concepts.of_idea(hit.idea).flat_map(of);
    let mut places: Vec<Spot> = all
        .filter(|spot| !none.contains(&spot.line))
        .copied()
        .collect();
    places.sort_unstable_by_key(|spot| (spot.line, spot.column));
    places
}

/// How well a place speaks for a line, the best the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Worth {
    /// It stands below no name of something else.
    own: bool,
    /// So many ideas of the line stand there.
    together: u32,
    /// It stands where the text is about the subject of the line.
    about: bool,
    /// So many ideas of the line stand below the same heading.
    near: u32,
    /// What says it.
    by: Option<By>,
}

fn choose_for(line: &Requirement, places: &[Vec<Spot>], others: &FxHashSet<u32>, hits: &mut [Hit]) {
    // By line of the text, and by passage: how many ideas it says.
    let mut says: FxHashMap<u32, u32> = FxHashMap::default();
    let mut near: FxHashMap<u32, u32> = FxHashMap::default();
    for places in places {
        for same in places.chunk_by(|a, b| a.line == b.line) {
            *says.entry(same[0].line).or_default() += 1;
        }
        for same in places.chunk_by(|a, b| a.passage == b.passage) {
            *near.entry(same[0].passage).or_default() += 1;
        }
    }
    let count_of = |of: &FxHashMap<u32, u32>, at: u32| of.get(&at).copied().unwrap_or(0);
    let subject = |hit: &Hit| hit.idea == count(line.ideas.start);
    let mut about: Vec<u32> = match hits.first() {
        Some(first) if subject(first) => {
            let headings = places[0].iter().filter(|spot| spot.by == By::Heading);
            let mut named = headings.peekable();
            match named.peek() {
                Some(_) => named.map(|spot| spot.passage).collect(),
                None => places[0].iter().map(|spot| spot.passage).collect(),
            }
        }
        _ => Vec::new(),
    };
    about.sort_unstable();
    let worth = |spot: &Spot| Worth {
        own: !others.contains(&spot.passage),
        together: match spot.by {
            By::Heading => 1,
            By::Head | By::Text => count_of(&says, spot.line).max(1),
        },
        about: about.binary_search(&spot.passage).is_ok(),
        near: count_of(&near, spot.passage),
        by: Some(spot.by),
    };
    for (places, hit) in std::iter::zip(places, hits) {
        if hit.said == 0 {
            continue;
        }
        let now = places.iter().find(|spot| spot.line == hit.line);
        // What rows answer is told by the head above them.
        if now.is_some_and(|now| now.by == By::Head) {
            continue;
        }
        let now = now.map_or(
            Worth {
                own: true,
                together: 1,
                ..Worth::default()
            },
            worth,
        );
        let best = places.iter().rev().max_by_key(|spot| worth(spot));
        if let Some(best) = best.filter(|best| worth(best) > now) {
            (hit.line, hit.column) = (best.line, best.column);
        }
    }
}
