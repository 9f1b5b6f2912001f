//! What a file that nobody claims may be about.
//!
//! A hint for people, which scores nothing, so floats do here. Title, name of the file and
//! headings decide, as they do for somebody who leafs through a folder; how much of a
//! clause the text covers decides between equals. Words of a clause in passing are no
//! hint: every runbook mentions incidents and changes.

mod subjects;

use rayon::prelude::*;

use crate::catalogue::Catalogue;
use crate::evidence::{Document, Evidence};
use subjects::{KNOWN, Subject, Subjects, ratio};
pub use subjects::{akin, telling};

/// Most hints of a file.
const MOST: usize = 3;
/// A title says less than this by chance.
const NAMED: f64 = 0.2;
/// A title says this much when it names the clause, so that a single idea in the text will do.
const PLAINLY_NAMED: f64 = 0.9;
/// Below this share of the best hint another one is noise.
const NEAR: f64 = 0.65;
/// What a text must cover of a clause that its title does not name, and in how many lines.
const COVERED: (f64, usize) = (0.7, 4);
/// In how many files it may be covered to tell anything about one.
const COMMON: u32 = 2;

/// A clause that a file is probably about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Index of the clause in the catalogue: a leaf, or a group of nothing but leaves.
    pub clause: usize,
    /// How many of its requirements the text covers.
    pub requirements: usize,
    /// Of so many.
    pub of: usize,
    /// The first line that speaks of it.
    pub line: u32,
}

/// What each document is probably about, best first; nothing for those that are not
/// `free`, since somebody has said what they are.
#[must_use]
pub fn hints(catalogue: &Catalogue, evidence: &Evidence, free: &[bool]) -> Vec<Vec<Hint>> {
    let subjects = Subjects::new(catalogue);
    let common = common(catalogue, &subjects, evidence);
    let documents = evidence.documents.par_iter().zip(free);
    documents
        .map(|(document, free)| {
            if *free && document.has_text() {
                about(catalogue, &subjects, &common, document)
            } else {
                Vec::new()
            }
        })
        .collect()
}

/// What a document covers of a clause.
struct Covered {
    full: usize,
    of: usize,
    first: u32,
}

impl Covered {
    fn well(&self) -> bool {
        self.full >= COVERED.1 && ratio(self.full, self.of) >= COVERED.0
    }
}

/// In how many files without claims the text covers each subject: what most files of a
/// folder cover, such as its common template, is the subject of none.
fn common(catalogue: &Catalogue, subjects: &Subjects, evidence: &Evidence) -> Vec<u32> {
    let none = || vec![0_u32; subjects.all.len()];
    evidence
        .documents
        .par_iter()
        .filter(|document| document.metadata.claims.is_empty())
        .fold(none, |mut files, document| {
            let read = Read::new(catalogue, document);
            for (count, subject) in files.iter_mut().zip(&subjects.all) {
                *count += u32::from(read.covers(catalogue, subject).well());
            }
            files
        })
        .reduce(none, |a, b| a.iter().zip(&b).map(|(a, b)| a + b).collect())
}

/// The clauses a file is probably about, best first.
fn about(
    catalogue: &Catalogue,
    subjects: &Subjects,
    common: &[u32],
    document: &Document,
) -> Vec<Hint> {
    let mut named = Vec::new();
    let mut rest = Vec::new();
    let fits = subjects.fits(catalogue, document);
    let said = Read::new(catalogue, document);
    for ((subject, fit), common) in subjects.all.iter().zip(fits).zip(common) {
        let covered = said.covers(catalogue, subject);
        let begun = covered.first < u32::MAX && fit >= PLAINLY_NAMED;
        let read = covered.full > 0 || begun || fit >= KNOWN;
        if !read {
            continue;
        }
        let text = 0.4 * ratio(covered.full, covered.of) + 0.3 * headed(subject, document);
        if fit >= NAMED {
            named.push((fit + text, subject, covered));
        } else if subject.leaf && covered.well() && *common <= COMMON {
            rest.push((text, subject, covered));
        }
    }
    let (mut found, most) = if named.is_empty() {
        (rest, 1)
    } else {
        (named, MOST)
    };
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let best = found.first().map_or(0.0, |hint| hint.0);
    let mut out: Vec<Hint> = Vec::new();
    for (score, subject, covered) in found {
        // A group and its parts are one hint.
        let id = |clause: usize| &catalogue.clauses[clause].id;
        let told = out.iter().any(|hint| {
            let (a, b) = (id(hint.clause), id(subject.clause));
            a.contains(b) || b.contains(a)
        });
        if score >= best * NEAR && !told && out.len() < most {
            out.push(Hint {
                clause: subject.clause,
                requirements: covered.full,
                of: covered.of,
                line: Some(covered.first)
                    .filter(|line| *line < u32::MAX)
                    .unwrap_or(1),
            });
        }
    }
    out
}

/// What a document says, requirement by requirement.
struct Read {
    /// For each requirement, how many of its ideas are shown.
    shown: Vec<usize>,
    /// For each requirement, the first line that shows one.
    first: Vec<u32>,
}

impl Read {
    fn new(catalogue: &Catalogue, document: &Document) -> Self {
        let lines = catalogue.requirements.len();
        let mut out = Self {
            shown: vec![0; lines],
            first: vec![u32::MAX; lines],
        };
        for hit in document.hits.iter().filter(|hit| hit.shown()) {
            let line = catalogue.ideas[hit.idea as usize].requirement;
            out.shown[line] += 1;
            out.first[line] = out.first[line].min(hit.line);
        }
        out
    }

    fn covers(&self, catalogue: &Catalogue, subject: &Subject) -> Covered {
        let mut out = Covered {
            full: 0,
            of: 0,
            first: u32::MAX,
        };
        for line in subject.lines.clone() {
            let ideas = catalogue.requirements[line].ideas.len();
            if ideas > 0 {
                out.of += 1;
                out.full += usize::from(self.shown[line] == ideas);
                out.first = out.first.min(self.first[line]);
            }
        }
        out
    }
}

/// The share of a clause's subjects that stand in headings.
fn headed(subject: &Subject, document: &Document) -> f64 {
    let headed = |idea: &&usize| {
        let hit = document.hit(**idea);
        hit.is_some_and(|hit| hit.headed && hit.shown())
    };
    let count = subject.firsts.iter().filter(headed).count();
    ratio(count, subject.firsts.len())
}
