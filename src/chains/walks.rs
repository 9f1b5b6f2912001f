//! Samples of whole chains: records that an auditor can walk from one end to the other.

use std::collections::BTreeMap;

use super::types::{Node, TracedLink};
use crate::catalogue::{Chain, Form};

/// Most walks shown of a chain.
const MOST: usize = 5;

/// The longest walks, of which no two go through the same second record.
pub(super) fn walks(chain: &Chain, links: &[TracedLink], kind_of: &Kinds<'_>) -> Vec<Vec<Node>> {
    let mut next: BTreeMap<Node, Vec<Node>> = BTreeMap::new();
    let mut starts: Vec<Node> = Vec::new();
    for (link, traced) in chain.links.iter().zip(links) {
        let Form::Refers(_) = &link.form else {
            continue;
        };
        if starts.is_empty() {
            starts.extend(traced.pairs.iter().map(|(from, _)| *from));
        }
        for (from, to) in &traced.pairs {
            next.entry(*from).or_default().push(*to);
        }
    }
    starts.dedup();
    let step = (starts.len() / TRIED).max(1);
    let starts = starts.iter().step_by(step);
    let mut walks: Vec<Vec<Node>> = starts.map(|start| walk(*start, &next, kind_of)).collect();
    walks.sort_by_key(|walk| std::cmp::Reverse(walk.len()));
    let mut shown: Vec<Vec<Node>> = Vec::new();
    for walk in walks.into_iter().filter(|walk| walk.len() > 1) {
        let seen = |known: &Vec<Node>| known.get(1) == walk.get(1);
        if shown.len() < MOST && !shown.iter().any(seen) {
            shown.push(walk);
        }
    }
    shown
}

/// Most records from which walks are tried.
const TRIED: usize = 1000;

/// The kind of a record.
pub(super) type Kinds<'k> = dyn Fn(Node) -> usize + 'k;

/// All that can be reached from a record, one record of each kind, in the order of the chain.
fn walk(start: Node, next: &BTreeMap<Node, Vec<Node>>, kind_of: &Kinds<'_>) -> Vec<Node> {
    let mut walk = vec![start];
    let mut kinds = vec![kind_of(start)];
    let mut at = 0;
    while let Some(from) = walk.get(at).copied() {
        for to in next.get(&from).into_iter().flatten() {
            if !kinds.contains(&kind_of(*to)) {
                kinds.push(kind_of(*to));
                walk.push(*to);
            }
        }
        at += 1;
    }
    walk
}
