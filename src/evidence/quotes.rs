//! Which place of a text stands for what it shows of a requirement.
//!
//! A word that shows an idea often stands in several sentences, and the first of them may be about
//! something else: "the risk log" in how a plan came about, "yearly inspection" among the laws. The
//! place to read is the one that says most of the requirement at once, and else the first below a
//! heading that is about its subject. What stands in a heading stands for itself.

use rustc_hash::FxHashMap;

use super::concepts::Concepts;
use super::scan::{Hit, Spot};
use crate::catalogue::{Catalogue, Requirement};
use crate::source::count;

/// Sets the places of hits of ideas, sorted, to those that speak for them best. `spots` are places
/// of concepts.
pub(super) fn choose(
    catalogue: &Catalogue,
    concepts: &Concepts<'_>,
    spots: &[Spot],
    hits: &mut [Hit],
) {
    let mut of_concept: FxHashMap<u32, Vec<Spot>> = FxHashMap::default();
    for spot in spots {
        of_concept.entry(spot.idea).or_default().push(*spot);
    }
    let line_of = |hit: &Hit| catalogue.ideas[hit.idea as usize].requirement;
    for hits in hits.chunk_by_mut(|a, b| line_of(a) == line_of(b)) {
        let places: Vec<Vec<Spot>> = hits
            .iter()
            .map(|hit| places(concepts, &of_concept, hit))
            .collect();
        choose_for(&catalogue.requirements[line_of(&hits[0])], &places, hits);
    }
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

fn choose_for(line: &Requirement, places: &[Vec<Spot>], hits: &mut [Hit]) {
    // By line of the text: how many ideas it says.
    let mut says: FxHashMap<u32, u32> = FxHashMap::default();
    for places in places {
        for same in places.chunk_by(|a, b| a.line == b.line) {
            *says.entry(same[0].line).or_default() += 1;
        }
    }
    let of_line = |at: u32| says.get(&at).copied().unwrap_or(0);
    let subject = |hit: &Hit| hit.idea == count(line.ideas.start);
    let mut about: Vec<u32> = match hits.first() {
        Some(first) if subject(first) && !first.headed => {
            places[0].iter().map(|spot| spot.passage).collect()
        }
        _ => Vec::new(),
    };
    about.sort_unstable();
    for (places, hit) in std::iter::zip(places, hits) {
        if hit.said == 0 || hit.headed && subject(hit) {
            continue;
        }
        let worth = |spot: &Spot| {
            let together = of_line(spot.line).max(1);
            (together, about.binary_search(&spot.passage).is_ok())
        };
        let now = places.iter().find(|spot| spot.line == hit.line);
        let now = now.map_or((1, false), worth);
        let best = places.iter().rev().max_by_key(|spot| worth(spot));
        if let Some(best) = best.filter(|best| worth(best) > now) {
            (hit.line, hit.column) = (best.line, best.column);
        }
    }
}
