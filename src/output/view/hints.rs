//! What can be said while nothing is claimed, and what files that nobody claims may be
//! about, in the words of outputs.

use super::Build;
use super::types::{ClauseHint, EvidenceView, ItemView, SpotView, View};

impl View {
    /// The files of which there is something to say: read, claimed for nothing, and about a
    /// clause by all appearances.
    pub fn hinted(&self) -> impl Iterator<Item = &EvidenceView> {
        self.evidence
            .iter()
            .filter(|file| file.read == "read" && !file.set_aside && !file.ideas_of.is_empty())
    }

    /// How many files were read and are not set aside.
    #[must_use]
    pub fn read(&self) -> usize {
        let files = self.evidence.iter();
        files
            .filter(|file| file.read == "read" && !file.set_aside)
            .count()
    }

    /// Where things stand while nothing is claimed.
    #[must_use]
    pub fn first_look_in_words(&self) -> String {
        let totals = &self.totals;
        let absent = match totals.not_found {
            0 => String::new(),
            n => format!(
                ", and {n} that explicitly ask for something written were looked for and not found"
            ),
        };
        let found = match (self.evidence.len(), self.read()) {
            (0, _) => "No files found".to_owned(),
            (1, 1) => "1 file found and read. It is claimed for no clause yet".to_owned(),
            (1, _) => "1 file found, and not read. It is claimed for no clause yet".to_owned(),
            (found, read) => {
                format!(
                    "{found} files found, {read} of them read. None is claimed for a clause yet"
                )
            }
        };
        format!(
            "{found}, so this is a first look without a forecast: {} of {} \
             requirements are not seen, neither gap nor pass{absent}.",
            totals.not_seen, totals.requirements
        )
    }

    /// Documents that the standard explicitly asks for and that no file offers. (Records are
    /// asked for once somebody has said which file is what.)
    pub fn unoffered(&self) -> impl Iterator<Item = &ItemView> {
        self.documents.iter().filter(|item| {
            item.presence == "absent" && item.kind == "document" && item.called_for == "explicit"
        })
    }

    /// What a clause is called within a sentence.
    #[must_use]
    pub fn called(&self, clause: &str) -> &str {
        let mut clauses = self.clauses.iter();
        let known = clauses.find(|known| known.clause == clause);
        known.map_or("", |known| known.called.as_str())
    }

    /// A hint as people read it: number and name of the clause, and how many of its
    /// requirements the text covers, if it is not the title alone that names it.
    #[must_use]
    pub fn hint_in_words(&self, hint: &ClauseHint) -> String {
        let called = self.called(&hint.clause);
        let covered = match hint.requirements {
            0 => "named in its title".to_owned(),
            covered => format!("{covered} of {}", hint.of),
        };
        format!("{} {called} ({covered})", hint.clause)
    }
}

impl EvidenceView {
    /// What must be said beside every hint for a file: a template covers a clause as only a
    /// template does, and shows nothing of what is done.
    #[must_use]
    pub fn caveat(&self) -> &'static str {
        if self.template {
            "; an unfilled template"
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
                spot: SpotView::of(&self.evidence.documents[document].at(hint.line, 1)),
            })
            .collect()
    }
}
