//! What stands above a sentence: its headings, and the line that leads a list in. Phrases
//! whose parts stand apart may have one part there and another in the sentence.

use super::Pass;
use crate::evidence::phrases::Part;

impl Pass<'_, '_, '_> {
    /// Adds the phrases of the sentence whose parts stand apart.
    pub(super) fn join(&mut self) {
        let scanner = &mut *self.scanner;
        scanner.said.join(scanner.matcher, &self.above);
    }

    pub(super) fn parts_said(&self) -> Vec<Part> {
        let parts = self.scanner.said.parts.iter();
        parts.map(|(part, _)| *part).collect()
    }

    /// Sets what stands above a sentence anew.
    pub(super) fn look_up(&mut self) {
        self.above.clear();
        let headings = self.headings.iter().flat_map(|heading| &heading.parts);
        for part in headings.chain(&self.lead) {
            self.above.insert(*part);
        }
    }

    pub(super) fn let_lead_go(&mut self) {
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
