//! Samples of whole chains: records that an auditor can walk from one end to the other.

use std::collections::BTreeMap;

use super::types::{Node, TracedLink};
use crate::catalogue::{Chain, Form};

/// Most walks shown of a chain.
const MOST: usize = 5;

/// The longest walks, spread over all records they can begin with.
pub(super) fn walks(chain: &Chain, links: &[TracedLink]) -> Vec<Vec<Node>> {
    let mut next: BTreeMap<Node, Vec<Node>> = BTreeMap::new();
    let mut first: Option<usize> = None;
    for (link, traced) in chain.links.iter().zip(links) {
        let Form::Refers(refers) = &link.form else {
            continue;
        };
        first = first.or(Some(refers.from.kind));
        for (from, to) in &traced.pairs {
            next.entry(*from).or_default().push(*to);
        }
    }
    let starts: Vec<Node> = {
        let begins = links.iter().zip(&chain.links).find(|(_, link)| {
            matches!(&link.form, Form::Refers(refers) if Some(refers.from.kind) == first)
        });
        let pairs = begins.map(|(traced, _)| traced.pairs.as_slice()).unwrap_or_default();
        let mut starts: Vec<Node> = pairs.iter().map(|(from, _)| *from).collect();
        starts.dedup();
        starts
    };
    // All that begin in the same way would be the same walk to an auditor.
    let step = (starts.len() / 400).max(1);
    let mut walks: Vec<Vec<Node>> = Vec::new();
    for start in starts.iter().step_by(step) {
        walks.push(longest(*start, &next));
    }
    walks.sort_by_key(|walk| std::cmp::Reverse(walk.len()));
    let most = walks.first().map_or(0, Vec::len);
    let mut shown: Vec<Vec<Node>> = Vec::new();
    for walk in walks.into_iter().filter(|walk| walk.len() + 1 >= most && walk.len() > 1) {
        let seen = |known: &Vec<Node>| known.get(1) == walk.get(1);
        if shown.len() < MOST && !shown.iter().any(seen) {
            shown.push(walk);
        }
    }
    shown
}

/// The longest walk from a record; a record leads into no circle.
fn longest(start: Node, next: &BTreeMap<Node, Vec<Node>>) -> Vec<Node> {
    const LONGEST: usize = 8;
    const TRIED: usize = 200;
    let mut best = vec![start];
    let mut open = vec![vec![start]];
    let mut tried = 0;
    while let Some(walk) = open.pop() {
        tried += 1;
        if walk.len() > best.len() {
            best.clone_from(&walk);
        }
        if tried > TRIED || walk.len() >= LONGEST {
            continue;
        }
        let last = walk.last().copied().unwrap_or(start);
        for to in next.get(&last).into_iter().flatten().rev() {
            if !walk.contains(to) {
                let mut longer = walk.clone();
                longer.push(*to);
                open.push(longer);
            }
        }
    }
    best
}
