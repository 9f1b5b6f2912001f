//! What stands above a sentence: its headings, and the line that leads a list in. Phrases
//! whose parts stand apart may have one part there and another in the sentence.

use super::tale::Tale;
use super::{Pass, Sentence};
use crate::evidence::phrases::Part;

impl Pass<'_, '_, '_> {
    /// Adds the phrases of the sentence whose parts stand apart.
    pub(super) fn join(&mut self, sentence: &Sentence) {
        let scanner = &mut *self.scanner;
        let heads = sentence.heads_table;
        scanner.said.join(scanner.matcher, &self.above, heads);
    }

    pub(super) fn parts_said(&self) -> Vec<Part> {
        let parts = self.scanner.said.parts.iter();
        parts.map(|(part, _)| *part).collect()
    }

    /// Sets what stands above a sentence anew.
    pub(super) fn look_up(&mut self) {
        self.above.clear();
        let headings = self.headings.iter().flat_map(|heading| &heading.parts);
        for part in headings.chain(&self.lead).chain(&self.run_in) {
            self.above.insert(*part);
        }
    }

    /// What leads on stands above from now on: the line that leads a list in, the head of a
    /// table, the bold words that begin a paragraph.
    pub(super) fn leads_on(&mut self, sentence: &Sentence) {
        if sentence.heads_table || !self.in_list && self.ends_in_colon(sentence.last.1) {
            if sentence.heads_table {
                self.read_head(sentence);
            }
            self.lead_tale = self.tale;
            let parts = self.parts_said();
            self.lead.extend(&parts);
            self.look_up();
        } else if sentence.begins < self.bold.end {
            let bold = self.bold.end;
            let parts = self.scanner.said.parts.iter();
            let within = parts.filter(|(_, place)| (place.start as usize) < bold);
            self.run_in.extend(within.map(|(part, _)| *part));
            self.look_up();
        }
    }

    pub(super) fn let_run_in_go(&mut self) {
        self.bold = 0..0;
        if !self.run_in.is_empty() {
            self.run_in.clear();
            self.look_up();
        }
    }

    pub(super) fn let_lead_go(&mut self) {
        self.lead_tale = Tale::None;
        if !self.lead.is_empty() {
            self.lead.clear();
            self.look_up();
        }
    }

    /// Whether the sentence read last ends in a colon, as one does that leads a list in.
    pub(super) fn ends_in_colon(&self, end: usize) -> bool {
        let rest = self.task.text.get(end..).unwrap_or("");
        rest.trim_start_matches(['*', '_', ' ', ')'])
            .starts_with(':')
    }
}
