//! What is the same thing twice, nearly twice, or in several versions.
//!
//! Exact duplicates are certain. Near duplicates are told by their text, versions by their
//! names, and by the text where there is some; which version is current is a guess with its
//! reason. All of it depends on the files alone, never on the order in which they come.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::facts::{Confidence, Facts, day_of};
use super::gather::{Item, Sort};
use super::is_other_archive;
use super::kin::{Kin, RELATED, UNRELATED};
use super::names::{Name, folders, parts};
use super::similar::{Percent, near};
use crate::evidence::is_record;

/// Files with the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Same {
    /// Indices of files; the one to keep first.
    pub files: Vec<usize>,
}

/// Files that say the same but for a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// Indices of files with what each shares with the first, which is the one to keep.
    pub files: Vec<(usize, Percent)>,
    /// Why that one.
    pub why: String,
}

/// Versions of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// What the names call it.
    pub thing: String,
    /// Indices of files, the probable current one first.
    pub files: Vec<usize>,
    /// Why that one.
    pub why: String,
    /// How sure it is that they are versions of one thing.
    pub confidence: Confidence,
}

/// All groups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Groups {
    /// Files with the same bytes.
    pub same: Vec<Same>,
    /// Files that say nearly the same, unless they are versions of one thing.
    pub near: Vec<Near>,
    /// Versions of one thing.
    pub families: Vec<Family>,
}

/// Sorts files into groups.
#[must_use]
pub fn groups(items: &[Item], facts: &[Facts]) -> Groups {
    let files = Files::new(items, facts);
    let same = files.same();
    // Of files with the same bytes one stands for all.
    let mut stands: Vec<usize> = (0..items.len()).collect();
    for group in &same {
        for file in &group.files {
            stands[*file] = group.files[0];
        }
    }
    let families = files.families(&stands);
    let near = files.near(&stands, &families);
    Groups {
        same,
        near,
        families,
    }
}

struct Files<'a> {
    items: &'a [Item],
    facts: &'a [Facts],
    names: Vec<Name>,
    /// Whether a folder of each says that it is old.
    in_old: Vec<bool>,
    standings: Vec<Standing>,
    kin: Kin<'a>,
}

impl<'a> Files<'a> {
    fn new(items: &'a [Item], facts: &'a [Facts]) -> Self {
        let name = |item: &Item| Name::of(file_name(&item.path));
        let names: Vec<Name> = items.iter().map(name).collect();
        let (of_names, in_old): (Vec<_>, Vec<bool>) =
            items.iter().map(|item| folders(&item.path)).unzip();
        let standing = |at: usize| Standing::of(&facts[at], names[at].old || in_old[at]);
        Self {
            standings: (0..items.len()).map(standing).collect(),
            kin: Kin::new(items, facts, &names, of_names),
            items,
            facts,
            names,
            in_old,
        }
    }

    fn counts(&self, at: usize) -> bool {
        matches!(self.items[at].sort, Sort::Document | Sort::Packed) && self.items[at].size > 0
    }

    fn same(&self) -> Vec<Same> {
        let mut by_hash: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, item) in self.items.iter().enumerate() {
            if let Some(hash) = item.sha256.as_deref().filter(|_| self.counts(at)) {
                by_hash.entry(hash).or_default().push(at);
            }
        }
        let mut same: Vec<Same> = by_hash
            .into_values()
            .filter(|files| files.len() > 1)
            .map(|mut files| {
                files.sort_by(|a, b| self.plainer(*a, *b));
                Same { files }
            })
            .collect();
        same.sort_by_key(|group| group.files[0]);
        same
    }

    /// Of two files that say the same, the one to keep: the one that lies open, not with
    /// what is old, called what it is, not called a copy, highest up.
    fn plainer(&self, a: usize, b: usize) -> Ordering {
        let of = |at: usize| {
            let path = self.items[at].path.as_str();
            let old = self.in_old[at] || self.names[at].old;
            let packed = self.items[at].sort == Sort::Packed;
            (
                packed,
                old,
                !self.items[at].fits,
                self.names[at].copy,
                path.matches('/').count(),
                path.len(),
                path,
            )
        };
        of(a).cmp(&of(b))
    }

    fn near(&self, stands: &[usize], families: &[Family]) -> Vec<Near> {
        let mut family_of = vec![usize::MAX; self.items.len()];
        for (number, family) in families.iter().enumerate() {
            for file in &family.files {
                family_of[*file] = number;
            }
        }
        let sketches: Vec<_> = (0..self.items.len())
            .map(|at| {
                (stands[at] == at)
                    .then_some(self.items[at].sketch.as_ref())
                    .flatten()
            })
            .collect();
        let mut sets = Sets::new(self.items.len());
        for (a, b, _) in near(&sketches) {
            let one_family = family_of[a] != usize::MAX && family_of[a] == family_of[b];
            if !one_family && !self.one_series(a, b) {
                sets.join(a, b);
            }
        }
        let of = |mut files: Vec<usize>| {
            let why = self.by_age(&mut files);
            let share = |at: usize| match (&sketches[files[0]], &sketches[at]) {
                (Some(first), Some(other)) => first.share(other),
                _ => 0,
            };
            let files = files.iter().map(|at| (*at, share(*at))).collect();
            Near { files, why }
        };
        sets.groups().into_iter().map(of).collect()
    }

    /// Records of two days that one form was filled in for are not one thing twice.
    fn one_series(&self, a: usize, b: usize) -> bool {
        let day = |at: usize| {
            let facts = &self.facts[at];
            let stated = facts.get("date").or_else(|| facts.get("date_in_name"));
            stated.map(|fact| fact.value.clone())
        };
        let records = [a, b]
            .iter()
            .all(|at| is_record(self.facts[*at].value("type")));
        let numbered = self.names[a].thing != self.names[b].thing
            && letters(&self.names[a].thing) == letters(&self.names[b].thing);
        records && (day(a) != day(b) || numbered)
    }

    fn families(&self, stands: &[usize]) -> Vec<Family> {
        let mut by_thing: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let is_one = |at: &usize| {
            self.counts(*at) && stands[*at] == *at && !is_other_archive(&self.items[*at].path)
        };
        for at in (0..self.items.len()).filter(is_one) {
            let name = &self.names[at];
            if !name.thing.is_empty() {
                by_thing.entry(self.thing(at)).or_default().push(at);
            }
        }
        let mut families = Vec::new();
        for files in by_thing.into_values().filter(|files| files.len() > 1) {
            let mut groups: Vec<Vec<usize>> = Vec::new();
            for file in files {
                let fits = |group: &&mut Vec<usize>| {
                    group.iter().any(|other| self.kin.related(*other, file))
                        && !group.iter().any(|other| self.kin.differ(*other, file))
                };
                match groups.iter_mut().find(fits) {
                    Some(group) => group.push(file),
                    None => groups.push(vec![file]),
                }
            }
            let several = groups.into_iter().filter(|group| group.len() > 1);
            families.extend(several.map(|group| self.family(group)));
        }
        families.sort_by_key(|family: &Family| family.files.iter().min().copied());
        families
    }

    /// What a file is, by its name. Records of one kind are told apart by their dates.
    fn thing(&self, at: usize) -> String {
        let name = &self.names[at];
        let mut thing = name.thing.join(" ");
        if let Some(date) = name
            .date
            .filter(|_| is_record(self.facts[at].value("type")))
        {
            thing.push_str(&format!(" {date}"));
        }
        thing
    }

    fn family(&self, mut files: Vec<usize>) -> Family {
        let why = self.by_age(&mut files);
        let pairs = files.windows(2);
        let shares: Option<Vec<Percent>> =
            pairs.map(|pair| self.kin.share(pair[0], pair[1])).collect();
        let confidence = match shares.map(|shares| shares.into_iter().min().unwrap_or(0)) {
            Some(share) if share >= RELATED => Confidence::High,
            Some(share) if share < UNRELATED => Confidence::Low,
            _ => Confidence::Medium,
        };
        Family {
            thing: self.names[files[0]].thing.join(" "),
            why,
            files,
            confidence,
        }
    }

    /// Puts versions in order, the one to go by first, and says why that one.
    ///
    /// What only some of them state decides last, or three versions could each be newer than
    /// the next.
    fn by_age(&self, files: &mut [usize]) -> String {
        let all =
            |has: &dyn Fn(&Standing) -> bool| files.iter().all(|at| has(&self.standings[*at]));
        let versions = all(&|standing| standing.version.is_some());
        let dates = all(&|standing| standing.date.is_some());
        let compare = |a: usize, b: usize| self.compare(a, b, versions, dates);
        files.sort_by(|a, b| compare(*a, *b).0);
        compare(files[0], files[1]).1
    }

    fn compare(&self, a: usize, b: usize, versions: bool, dates: bool) -> (Ordering, String) {
        let (one, two) = (&self.standings[a], &self.standings[b]);
        let (name_a, name_b) = (&self.names[a], &self.names[b]);
        let newer = if versions {
            two.version.cmp(&one.version)
        } else {
            Ordering::Equal
        };
        let later = if dates {
            two.date.cmp(&one.date)
        } else {
            Ordering::Equal
        };
        let checks = [
            (
                two.force.cmp(&one.force),
                "the others are drafts or no longer in force",
                None,
            ),
            (newer, "highest version", Some("version")),
            (
                two.approved.cmp(&one.approved),
                "approved",
                Some("approved_on"),
            ),
            (later, "latest date", Some("newest")),
            (
                two.version.cmp(&one.version),
                "highest version",
                Some("version"),
            ),
            (two.date.cmp(&one.date), "latest date", Some("newest")),
            (
                name_b.last.cmp(&name_a.last),
                "its name says that it is final",
                None,
            ),
            (
                self.items[b].saved.cmp(&self.items[a].saved),
                "saved last",
                Some("saved"),
            ),
            (
                self.facts[b]
                    .value("changed_on")
                    .cmp(self.facts[a].value("changed_on")),
                "committed last",
                Some("changed_on"),
            ),
            (
                name_a.copy.cmp(&name_b.copy),
                "the others are called copies",
                None,
            ),
            (
                self.items[b].touched.cmp(&self.items[a].touched),
                "written last",
                Some("touched"),
            ),
        ];
        for (order, why, what) in checks {
            if order != Ordering::Equal {
                let first = &self.facts[if order == Ordering::Less { a } else { b }];
                let fact = match what {
                    Some("newest") => first.newest(),
                    Some(what) => first.get(what),
                    None => None,
                };
                let stated = fact.map_or_else(String::new, |fact| {
                    format!(": {} ({})", fact.value, fact.place)
                });
                return (order, format!("{why}{stated}"));
            }
        }
        (
            self.plainer(a, b),
            "nothing tells; the shortest path is taken".to_owned(),
        )
    }
}

/// What speaks for a version.
struct Standing {
    force: u8,
    version: Option<Vec<u32>>,
    approved: bool,
    date: Option<jiff::civil::Date>,
}

impl Standing {
    /// `old` where its name or a folder says that it is no longer in force.
    fn of(facts: &Facts, old: bool) -> Self {
        let status = facts.value("status");
        Self {
            force: if old || status == "obsolete" {
                0
            } else if matches!(status, "draft" | "in-review") {
                1
            } else {
                2
            },
            version: facts
                .get("version")
                .map(|fact| parts(&fact.value))
                .filter(|parts| !parts.is_empty()),
            approved: status == "approved" || facts.get("approved_on").is_some(),
            date: facts
                .newest()
                .filter(|fact| !matches!(fact.what, "saved" | "changed_on"))
                .and_then(|fact| day_of(&fact.value)),
        }
    }
}

/// The words of a name without numbers.
fn letters(thing: &[String]) -> Vec<String> {
    let bare = thing
        .iter()
        .map(|word| word.trim_matches(|c: char| c.is_ascii_digit()));
    bare.filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Sets that grow together.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    /// The lower root stays, so that the sets do not depend on the order.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        self.0[high] = low;
    }

    /// The sets of more than one, by their lowest member.
    fn groups(mut self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.0.len() {
            let root = self.root(at);
            groups.entry(root).or_default().push(at);
        }
        groups
            .into_values()
            .filter(|group| group.len() > 1)
            .collect()
    }
}
