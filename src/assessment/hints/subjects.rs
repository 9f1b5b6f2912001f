//! What each clause is about, in the words a title would use: its own title, and the first
//! idea of each of its lines with all its phrases. Nothing here knows a clause; synonyms
//! are what the catalogue looks for.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use fixedbitset::FixedBitSet;

use crate::catalogue::Catalogue;
use crate::evidence::Titles;
use crate::evidence::{Document, Named, words::words};

/// How well a title fits that names the clause as people name it, at least.
pub(super) const KNOWN: f64 = 2.0;

/// Words that join others and name nothing.
const JOINING: &[&str] = &["and", "the", "for", "und", "der", "die", "das", "fuer"];

/// A clause that a file may be about: a leaf, or a group of nothing but leaves.
#[derive(Debug)]
pub(super) struct Subject {
    /// Index of the clause in the catalogue.
    pub clause: usize,
    /// Whether nothing stands below it.
    pub leaf: bool,
    /// Its requirements.
    pub lines: Range<usize>,
    /// The words of its title, by their place in [`Subjects::words`].
    title: Vec<usize>,
    /// What the words of its title weigh together.
    weight: f64,
    /// The first idea of each line that has ideas.
    pub firsts: Vec<usize>,
}

/// A word of a clause's title.
#[derive(Debug)]
struct TitleWord {
    word: String,
    /// The subjects with a title that holds it.
    held_by: FixedBitSet,
    /// How much it tells, the more the fewer titles hold it or a word akin to it.
    rarity: f64,
    /// Whether it tells one clause from others; "service" or "management" does not.
    rare: bool,
}

/// All that a file may be about.
#[derive(Debug)]
pub(super) struct Subjects {
    pub all: Vec<Subject>,
    /// The words of all titles.
    words: Vec<TitleWord>,
    /// What people title documents with.
    titles: Titles,
    /// Made when the first file asks for it: most workspaces claim all their files.
    named: OnceLock<Named>,
}

impl Subjects {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let mut all: Vec<Subject> = Vec::new();
        let mut words: Vec<TitleWord> = Vec::new();
        let mut titles = Titles::default();
        for (index, clause) in catalogue.clauses.iter().enumerate() {
            let below: Vec<_> = catalogue
                .clauses
                .iter()
                .filter(|other| other.id != clause.id && clause.id.contains(&other.id))
                .collect();
            let area = catalogue.areas.iter().any(|area| area.clause == clause.id);
            if area || below.iter().any(|other| !other.leaf) {
                continue;
            }
            let lines = match (below.first(), below.last()) {
                (Some(first), Some(last)) => first.requirements.start..last.requirements.end,
                _ => clause.requirements.clone(),
            };
            let firsts = catalogue.requirements[lines.clone()]
                .iter()
                .filter(|line| !line.ideas.is_empty())
                .map(|line| line.ideas.start)
                .collect();
            for name in &clause.known_as {
                titles.add(all.len(), name);
            }
            let title = telling(&clause.name).into_iter().map(|word| {
                let known = words.iter().position(|known| known.word == word);
                let at = known.unwrap_or_else(|| {
                    words.push(TitleWord {
                        word,
                        held_by: FixedBitSet::with_capacity(catalogue.clauses.len()),
                        rarity: 0.0,
                        rare: false,
                    });
                    words.len() - 1
                });
                words[at].held_by.insert(all.len());
                at
            });
            let title = title.collect();
            all.push(Subject {
                clause: index,
                leaf: clause.leaf,
                lines,
                title,
                weight: 0.0,
                firsts,
            });
        }
        let mut subjects = Self {
            named: OnceLock::new(),
            words,
            titles,
            all,
        };
        subjects.weigh();
        subjects
    }

    /// Works out how much each word of a title tells, and each title whole.
    fn weigh(&mut self) {
        for at in 0..self.words.len() {
            let holding = self.holding(&self.words[at].word);
            self.words[at].rarity = self.rarity(holding);
            self.words[at].rare = holding * 10 <= self.all.len().max(40);
        }
        for subject in &mut self.all {
            let rarities = subject.title.iter().map(|word| self.words[*word].rarity);
            subject.weight = rarities.sum();
        }
    }

    fn named(&self, catalogue: &Catalogue) -> &Named {
        self.named.get_or_init(|| {
            let firsts = self.all.iter().flat_map(|subject| &subject.firsts);
            let firsts: BTreeSet<usize> = firsts.copied().collect();
            Named::new(catalogue, firsts)
        })
    }

    /// How well a file's title or name fits each subject: from 0 to 2 as much for the title of
    /// the clause as for the share of its lines whose first idea is named, and from [`KNOWN`]
    /// up to 3 where it names the clause as people do, more for a longer name.
    pub(super) fn fits(&self, catalogue: &Catalogue, document: &Document) -> Vec<f64> {
        let mut out = vec![0.0_f64; self.all.len()];
        for text in [document.title().as_str(), document.stem()] {
            let title = telling(text);
            let ideas = self.named(catalogue).in_text(text);
            // A vendor is a supplier: where a phrase of an idea stands, its name does.
            let mut wide = title.clone();
            for idea in &ideas {
                let mut name = telling(&catalogue.ideas[*idea].name);
                if name.len() == 1 {
                    wide.append(&mut name);
                }
            }
            let said = self.akin_to(&wide);
            let weight = title.iter().map(|word| self.rarity(self.holding(word)));
            let weight: f64 = weight.sum();
            for (fit, subject) in out.iter_mut().zip(&self.all) {
                let named = subject
                    .firsts
                    .iter()
                    .filter(|idea| ideas.binary_search(idea).is_ok())
                    .count();
                let named = ratio(named, subject.firsts.len());
                *fit = fit.max(self.overlap(weight, &said, subject) + named);
            }
            for (subject, bytes) in self.titles.named_in(text) {
                out[subject] = out[subject].max(KNOWN + ratio(bytes.min(100), 100));
            }
        }
        out
    }

    /// How far a title that weighs so much and the title of a subject share words, from 0 to 1,
    /// by how rare those are among the titles of the catalogue; the lighter title is the measure.
    fn overlap(&self, weight: f64, said: &FixedBitSet, subject: &Subject) -> f64 {
        let common = || {
            let words = subject.title.iter().filter(|word| said.contains(**word));
            words.map(|word| &self.words[*word])
        };
        // "Service" or "management" alone names no clause.
        if !common().any(|word| word.rare) {
            return 0.0;
        }
        let shared: f64 = common().map(|word| word.rarity).sum();
        let lighter = weight.min(subject.weight);
        (shared / lighter.max(f64::MIN_POSITIVE)).min(1.0)
    }

    /// The words of titles that are akin to one of these.
    fn akin_to(&self, said: &[String]) -> FixedBitSet {
        let is_akin = |known: &TitleWord| said.iter().any(|word| akin(&known.word, word));
        let words = self.words.iter().enumerate();
        words
            .filter(|(_, known)| is_akin(known))
            .map(|(at, _)| at)
            .collect()
    }

    /// How many subjects have a word in their titles that is akin to this one.
    fn holding(&self, word: &str) -> usize {
        let mut held_by = FixedBitSet::with_capacity(self.all.len());
        for known in self.words.iter().filter(|known| akin(word, &known.word)) {
            held_by.union_with(&known.held_by);
        }
        held_by.count_ones(..)
    }

    fn rarity(&self, holding: usize) -> f64 {
        (float(self.all.len() + 1) / float(holding.max(1))).ln()
    }
}

/// The words of a title that name something.
#[must_use]
pub fn telling(title: &str) -> Vec<String> {
    let mut out = words(title);
    out.retain(|word| {
        word.len() > 2
            && !word.starts_with(|c: char| c.is_ascii_digit())
            && !JOINING.contains(&word.as_str())
    });
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether two words differ by an ending only: incident and incidents, report and
/// reporting, policy and policies.
#[must_use]
pub fn akin(a: &str, b: &str) -> bool {
    // Nearly all pairs differ in their first letter already.
    if a.as_bytes().first() != b.as_bytes().first() {
        return false;
    }
    let common = a
        .char_indices()
        .zip(b.chars())
        .find(|((_, x), y)| x != y)
        .map_or(a.len().min(b.len()), |((at, _), _)| at);
    let (a, b) = (&a[common..], &b[common..]);
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    common >= 4 && ((short.is_empty() && long.len() <= 4) || (short == "y" && long == "ies"))
        || (short.is_empty() && long.is_empty())
}

pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    float(part) / float(whole.max(1))
}

fn float(n: usize) -> f64 {
    f64::from(crate::source::count(n))
}
