//! One promise in five documents is one, with five places; two documents that promise differently
//! for one thing contradict each other, and both are told so.
//!
//! Two are one if they promise the same and are about the same: nearly the same words, or an
//! interval for the same requirement by the same ideas. What bears numbers that differ (P1, P2), or
//! speaks for other services, is something else.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::kept::of_draft;
use super::{Kept, Last, Origin, Place, Promise, Sources};
use crate::evidence::{Beside, Value, names_idea};
use crate::workspace::sha256;

/// A promise on its way into the calendar.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub what: String,
    pub value: Value,
    pub place: Place,
    pub requirements: Vec<usize>,
    pub who: Option<String>,
    pub services: Vec<String>,
    pub supplier: Option<String>,
    pub last: Option<Last>,
    pub next: Option<Date>,
    /// Since when it is broken, where that is not the day on which it fell due next.
    pub since: Option<Date>,
    /// How it stands, where its kind tells.
    pub kept: Option<Kept>,
    /// Words it is known by, sorted; none for what is declared.
    pub about: Vec<String>,
    /// Ideas its sentence names, sorted.
    pub ideas: Vec<u32>,
    /// The document that states it.
    pub document: Option<usize>,
    /// What it tells beside it of how it was kept.
    pub beside: Beside,
    /// What it is known by over time.
    pub key: String,
}

impl Draft {
    pub(super) fn new(what: String, value: Value, place: Place, key: String) -> Self {
        Self {
            what,
            value,
            place,
            requirements: Vec::new(),
            who: None,
            services: Vec::new(),
            supplier: None,
            last: None,
            next: None,
            since: None,
            kept: None,
            about: Vec::new(),
            ideas: Vec::new(),
            document: None,
            beside: Beside::default(),
            key,
        }
    }

    /// Whether it stands for a thing of its own: a document's review is no other's.
    fn is_its_own(&self) -> bool {
        matches!(self.place.origin, Origin::Review | Origin::Validity)
            || self.place.origin == Origin::Setting && !matches!(self.value, Value::Every(_))
    }

    fn order(&self) -> impl Ord + '_ {
        (
            self.place.origin,
            &self.place.location,
            &self.place.says,
            self.value.to_string(),
        )
    }
}

/// Nearly the same words: six of ten.
const ALIKE: usize = 60;

/// So alike must be what is told to contradict.
const NEARLY_THE_SAME: usize = 80;

/// The promises of many places, each once.
pub(super) fn united(sources: Sources<'_>, mut drafts: Vec<Draft>) -> Vec<Promise> {
    drafts.sort_by(|a, b| a.order().cmp(&b.order()));
    let mut groups: Vec<Vec<Draft>> = Vec::new();
    // Only what promises the same can be one.
    let mut by_value: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for draft in drafts {
        let same_value = by_value
            .entry(format!("{} {}", draft.value.kind(), draft.value))
            .or_default();
        let known = same_value
            .iter()
            .copied()
            .find(|at| is_same(sources, &groups[*at][0], &draft));
        if let Some(at) = known {
            groups[at].push(draft);
        } else {
            same_value.push(groups.len());
            groups.push(vec![draft]);
        }
    }
    let conflicts = conflicts(sources, &groups);
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    groups
        .into_iter()
        .zip(conflicts)
        .map(|(group, conflicts)| promise(sources, group, conflicts, &mut taken))
        .collect()
}

/// Whether two that promise the same are one promise.
fn is_same(sources: Sources<'_>, a: &Draft, b: &Draft) -> bool {
    if a.is_its_own()
        || b.is_its_own()
        || a.supplier != b.supplier
        || !agree(&a.services, &b.services)
    {
        return false;
    }
    let stated = a.place.origin == Origin::Sentence && b.place.origin == Origin::Sentence;
    if stated && alike(&a.about, &b.about) >= ALIKE && numbers(&a.about).eq(numbers(&b.about)) {
        return true;
    }
    // One sentence that promises it of two things makes two promises.
    let apart = a.place.location != b.place.location;
    apart && matches!(a.value, Value::Every(_)) && about_one_thing(sources, a, b, HALF)
}

/// So much of what a requirement is about a sentence names to be one with what is declared for it,
/// in per cent.
const HALF: usize = 50;

/// The same to contradict it.
const MORE_THAN_HALF: usize = 51;

/// Whether two intervals speak of the same requirement, sentences of it by the same ideas.
fn about_one_thing(sources: Sources<'_>, a: &Draft, b: &Draft, percent: usize) -> bool {
    let shared = a
        .requirements
        .iter()
        .filter(|line| b.requirements.contains(line));
    let same = |line: &usize| {
        let ideas = sources.catalogue.requirements[*line].ideas.clone();
        let of = |draft: &Draft| -> Vec<usize> {
            let ideas = ideas.clone();
            ideas
                .filter(|idea| names_idea(&draft.ideas, *idea))
                .collect()
        };
        match (a.place.origin, b.place.origin) {
            (Origin::Sentence, Origin::Sentence) => {
                of(a) == of(b) && of(a).len() > 1 && numbers(&a.about).eq(numbers(&b.about))
            }
            (Origin::Sentence, _) => of(a).len() * 100 >= ideas.len() * percent,
            (_, Origin::Sentence) => of(b).len() * 100 >= ideas.len() * percent,
            // Two series of one requirement are two, and records come one by one below a promise
            // that is meant for all of them.
            _ => false,
        }
    };
    shared.clone().any(same)
}

/// How many of a hundred words two share.
fn alike(a: &[String], b: &[String]) -> usize {
    let shared = a
        .iter()
        .filter(|word| b.binary_search(word).is_ok())
        .count();
    let all = a.len() + b.len() - shared;
    if shared == 0 { 0 } else { shared * 100 / all }
}

/// Words with digits, which tell things apart.
fn numbers(about: &[String]) -> impl Iterator<Item = &String> {
    let has_digit = |word: &&String| word.bytes().any(|byte| byte.is_ascii_digit());
    about.iter().filter(has_digit)
}

/// Whether two speak for the same services; who names none speaks for all.
fn agree(a: &[String], b: &[String]) -> bool {
    a.is_empty() || b.is_empty() || a == b
}

/// For each group the other places that promise otherwise, in words.
fn conflicts(sources: Sources<'_>, groups: &[Vec<Draft>]) -> Vec<Vec<String>> {
    let mut out = vec![Vec::new(); groups.len()];
    for (first, a) in groups.iter().enumerate() {
        for (second, b) in groups.iter().enumerate().skip(first + 1) {
            if let Some((here, there)) = differing(sources, a, b) {
                out[first].push(format!(
                    "{} says {}",
                    there.place.location,
                    there.value.words()
                ));
                out[second].push(format!(
                    "{} says {}",
                    here.place.location,
                    here.value.words()
                ));
            }
        }
    }
    out
}

/// A place of each of two promises that are about one thing and differ.
fn differing<'d>(
    sources: Sources<'_>,
    a: &'d [Draft],
    b: &'d [Draft],
) -> Option<(&'d Draft, &'d Draft)> {
    if a[0].value == b[0].value || a[0].value.kind() != b[0].value.kind() {
        return None;
    }
    let pairs = a
        .iter()
        .flat_map(|here| b.iter().map(move |there| (here, there)));
    let differ = |(here, there): &(&Draft, &Draft)| {
        let comparable = match (here.value, there.value) {
            (Value::Every(_), Value::Every(_)) | (Value::Within(_), Value::Within(_)) => true,
            (Value::Bound(here), Value::Bound(there)) => here.least == there.least,
            _ => false,
        };
        // One document that says two things speaks of two.
        let elsewhere = here.place.location.path != there.place.location.path;
        if !comparable
            || !elsewhere
            || here.is_its_own()
            || there.is_its_own()
            || here.supplier != there.supplier
        {
            return false;
        }
        let both_say =
            here.place.origin == Origin::Sentence && there.place.origin == Origin::Sentence;
        let same_services = here.services == there.services;
        let same_words = both_say
            && same_services
            && alike(&here.about, &there.about) >= NEARLY_THE_SAME
            && numbers(&here.about).eq(numbers(&there.about));
        let of_series = |draft: &Draft| draft.place.origin == Origin::Series;
        same_words
            || matches!(here.value, Value::Every(_))
                && !of_series(here)
                && !of_series(there)
                && agree(&here.services, &there.services)
                && about_one_thing(sources, here, there, MORE_THAN_HALF)
    };
    pairs.into_iter().find(differ)
}

/// The promise of a group, and how it stands.
fn promise(
    sources: Sources<'_>,
    group: Vec<Draft>,
    mut conflicts: Vec<String>,
    taken: &mut BTreeMap<String, usize>,
) -> Promise {
    // Where a series keeps it, its records tell best.
    let settles = group.iter().find(|draft| draft.kept.is_some());
    let mut whole = settles.unwrap_or(&group[0]).clone();
    for draft in &group {
        whole.requirements.extend(&draft.requirements);
        whole.who = whole.who.or_else(|| draft.who.clone());
        whole.document = whole.document.or(draft.document);
        if whole.beside.is_empty() && !draft.beside.is_empty() {
            whole.beside = draft.beside.clone();
            whole.document = draft.document;
        }
        if whole.services.is_empty() {
            whole.services.clone_from(&draft.services);
        }
        if whole.ideas.is_empty() {
            whole.ideas.clone_from(&draft.ideas);
        }
    }
    whole.requirements.sort_unstable();
    whole.requirements.dedup();
    let (last, next, kept) = match whole.kept.clone() {
        Some(kept) => (whole.last.clone(), whole.next, kept),
        None => {
            let stood = of_draft(sources, &whole);
            (stood.last, stood.next, stood.kept)
        }
    };
    let since = match kept {
        Kept::Overdue | Kept::Ended => next,
        _ => whole.since,
    };
    conflicts.sort();
    conflicts.dedup();
    let number = taken.entry(group[0].key.clone()).or_insert(0);
    *number += 1;
    let key = format!("{}\u{1f}{number}", group[0].key);
    Promise {
        uid: sha256(key.as_bytes()).chars().take(20).collect(),
        what: group[0].what.clone(),
        value: whole.value,
        requirements: whole.requirements,
        who: whole.who,
        services: whole.services,
        supplier: whole.supplier,
        last,
        next,
        since,
        admitted: whole.beside.missed.filter(|_| kept == Kept::Overdue),
        kept,
        conflicts,
        places: group.into_iter().map(|draft| draft.place).collect(),
    }
}
