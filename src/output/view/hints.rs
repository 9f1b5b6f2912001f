//! What a file that nobody claims may be about: the clauses whose ideas occur in it.
//!
//! A hint for people, which scores nothing, so floats do here. An idea counts by how rare
//! it is in this folder: what stands in every file tells nothing about one.

use super::types::ClauseHint;
use crate::catalogue::Catalogue;
use crate::evidence::{Document, Evidence};

/// In how many unclaimed files each idea occurs: what stands everywhere tells nothing.
pub(super) fn spread(catalogue: &Catalogue, evidence: &Evidence) -> Vec<u32> {
    let mut files = vec![0_u32; catalogue.ideas.len()];
    for document in evidence
        .documents
        .iter()
        .filter(|document| document.metadata.claims.is_empty())
    {
        for hit in document.hits.iter().filter(|hit| hit.shown()) {
            files[hit.idea as usize] += 1;
        }
    }
    files
}

/// The clauses a file speaks of most, by how rare their ideas are in this folder; what
/// its title or first heading names counts double. A hint, it scores nothing.
pub(super) fn hints(
    catalogue: &Catalogue,
    document: &Document,
    spread: &[u32],
    files: usize,
) -> Vec<ClauseHint> {
    const MOST: usize = 3;
    let title = document
        .metadata
        .title
        .as_ref()
        .and_then(|title| title.location.line());
    let mut hints: Vec<(f64, ClauseHint)> = Vec::new();
    for clause in catalogue.leaves() {
        let (mut full, mut of, mut first, mut ideas, mut weight) = (0, 0, u32::MAX, 0, 0.0);
        for line in &catalogue.requirements[clause.requirements.clone()] {
            if line.ideas.is_empty() {
                continue;
            }
            of += 1;
            ideas += line.ideas.len();
            let mut shown = 0;
            for idea in line.ideas.clone() {
                let Some(hit) = document.hit(idea).filter(|hit| hit.shown()) else {
                    continue;
                };
                shown += 1;
                first = first.min(hit.line);
                let rarity = ((count(files) + 1.0) / f64::from(spread[idea].max(1))).ln();
                let in_title = hit.headed && title == Some(hit.line);
                weight += rarity * rarity * if in_title { 2.0 } else { 1.0 };
            }
            full += usize::from(shown == line.ideas.len());
        }
        if full > 0 {
            let hint = ClauseHint {
                clause: clause.id.to_string(),
                requirements: full,
                of,
                line: first,
            };
            hints.push((weight / count(ideas).sqrt(), hint));
        }
    }
    hints.sort_by(|a, b| b.0.total_cmp(&a.0));
    let best = hints.first().map_or(0.0, |hint| hint.0);
    hints.retain(|hint| hint.0 * 2.0 >= best && hint.0 > 0.05);
    hints.truncate(MOST);
    hints.into_iter().map(|(_, hint)| hint).collect()
}

fn count(n: usize) -> f64 {
    f64::from(crate::source::count(n))
}
