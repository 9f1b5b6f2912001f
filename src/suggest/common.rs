//! What is common in a folder tells nothing of a file: the company's template names approval and
//! review in each of its documents, and a service provider speaks of incidents everywhere.

use super::File;
use super::terms::Term;
use crate::catalogue::Catalogue;
use crate::source::count;

/// So many files tell nothing of what is common.
const FEW: f64 = 5.0;

/// In how many files each thing stands.
#[derive(Debug)]
pub(super) struct Common {
    files: f64,
    terms: Vec<u32>,
    lines: Vec<u32>,
}

impl Common {
    pub(super) fn new(catalogue: &Catalogue, terms: usize, files: &[File<'_>]) -> Self {
        let mut common = Self {
            files: f64::from(count(files.len())),
            terms: vec![0; terms],
            lines: vec![0; catalogue.requirements.len()],
        };
        for file in files {
            for seen in &file.profile.terms {
                common.terms[usize::from(seen.term)] += 1;
            }
            for line in &file.document.holds {
                common.lines[usize::from(*line)] += 1;
            }
        }
        common
    }

    /// How rare a term is, from 0 where every file has it to 1.
    pub(super) fn term(&self, term: Term) -> f64 {
        self.rarity(self.terms[usize::from(term)])
    }

    /// How rarely a line is covered, from 0 to 1; what a line says is telling even where many do.
    pub(super) fn line(&self, line: usize) -> f64 {
        self.rarity(self.lines[line]).sqrt()
    }

    fn rarity(&self, holding: u32) -> f64 {
        let all = self.files + FEW;
        let holding = f64::from(holding.max(1));
        (all / holding).ln() / all.ln()
    }
}
