//! What files that nobody claims may be about, in the words of outputs.

use super::Build;
use super::types::{ClauseHint, EvidenceView, View};

impl View {
    /// The files of which there is something to say: read, claimed for nothing, and about a
    /// clause by all appearances.
    pub fn hinted(&self) -> impl Iterator<Item = &EvidenceView> {
        self.evidence
            .iter()
            .filter(|file| file.read == "read" && !file.set_aside && !file.ideas_of.is_empty())
    }

    /// A hint as people read it: number and name of the clause, and how many of its
    /// requirements the text covers.
    #[must_use]
    pub fn hint_in_words(&self, hint: &ClauseHint) -> String {
        let mut clauses = self.clauses.iter();
        let called = clauses
            .find(|clause| clause.clause == hint.clause)
            .map_or("", |clause| clause.called.as_str());
        format!(
            "{} {called} ({} of {})",
            hint.clause, hint.requirements, hint.of
        )
    }
}

impl EvidenceView {
    /// What must be said beside every hint for a file: a template covers a clause as only a
    /// template does, and shows nothing of what is done.
    #[must_use]
    pub fn caveat(&self) -> &'static str {
        if self.template {
            "; a template that nobody has filled in"
        } else {
            ""
        }
    }
}

impl Build<'_> {
    /// What a document is probably about.
    pub(super) fn hints(&self, document: usize) -> Vec<ClauseHint> {
        self.assessment.hints[document]
            .iter()
            .map(|hint| ClauseHint {
                clause: self.catalogue.clauses[hint.clause].id.to_string(),
                requirements: hint.requirements,
                of: hint.of,
                line: hint.line,
            })
            .collect()
    }
}
