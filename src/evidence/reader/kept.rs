//! What is kept of a file once it was read: of a claimed one what it is claimed for, with what
//! its own particulars show.

use super::Reader;
use crate::catalogue::Particular;
use crate::evidence::document::Document;
use crate::evidence::quotes;
use crate::evidence::scan::{Hit, Reading};
use crate::source::{Location, count};

impl Reader<'_> {
    /// The requirements a document is claimed for, sorted. `None` when nobody claims it,
    /// or claims on it are made elsewhere and may speak of anything.
    pub(super) fn claimed(&self, document: &Document) -> Option<Vec<usize>> {
        if document.metadata.claims.is_empty() || self.layers.in_series_or_register(&document.path)
        {
            return None;
        }
        let claims = document.metadata.claims.iter();
        let mut lines: Vec<usize> = claims
            .filter_map(|claim| claim.value.target.as_ref().ok())
            .filter_map(|target| self.catalogue.resolve(target))
            .flatten()
            .collect();
        lines.sort_unstable();
        lines.dedup();
        (!lines.is_empty()).then_some(lines)
    }

    /// Keeps what was read. A file that is claimed is only ever compared with what it is
    /// claimed for: other ideas in it are let go, or a large repository would not fit into
    /// memory.
    pub(super) fn keep(
        &self,
        document: &mut Document,
        reading: Reading,
        claimed: Option<&[usize]>,
    ) {
        document.words = reading.words;
        document.links = reading.links;
        document.names = reading.names;
        document.in_passing = reading.in_passing;
        document.leaves_out = reading.leaves_out;
        document.holds = self.concepts.held(self.catalogue, &reading.hits);
        document.hits = match claimed {
            Some(lines) => self.concepts.claimed(self.catalogue, &reading.hits, lines),
            None if self.layers.in_series_or_register(&document.path) => {
                self.concepts
                    .claimed(self.catalogue, &reading.hits, &self.all)
            }
            None => self.concepts.spread(&reading.hits),
        };
        if !reading.spots.is_empty() {
            quotes::choose(
                self.catalogue,
                self.concepts,
                &reading.spots,
                document.format.is_workbook(),
                &mut document.hits,
            );
        }
        if document.metadata.claims.is_empty() {
            return;
        }
        self.add_stated(document, claimed.unwrap_or_default());
        let line_of = |idea: u32| self.catalogue.ideas[idea as usize].requirement;
        // In a plan "will be tested" says what is planned, and that is what is asked for.
        for hit in &mut document.hits {
            if hit.announced > 0 && self.ahead[line_of(hit.idea)] {
                hit.accept_announcements();
            }
            let looked_at = self.catalogue.requirements[line_of(hit.idea)].looked_at;
            if hit.of_state > 0 && looked_at {
                hit.accept_states();
            }
            if hit.unlooked > 0 && !looked_at {
                hit.forget_unlooked();
            }
        }
    }

    /// Ideas that the document's own particulars show: label lines are not searched.
    fn add_stated(&self, document: &mut Document, claimed: &[usize]) {
        let metadata = &document.metadata;
        let line = |location: &Location| location.line().unwrap_or(1);
        let approver = metadata.approved_by.as_ref().map(|by| line(&by.location));
        // Whether that term is over depends on the day assessed; what is over does not count.
        let term = metadata
            .valid_until
            .as_ref()
            .or(metadata.effective.as_ref());
        let term = term.map(|date| line(&date.location));
        let kept = metadata.kept_up().map(&line);
        let requirements = claimed
            .iter()
            .map(|line| &self.catalogue.requirements[*line]);
        for idea in requirements.flat_map(|requirement| requirement.ideas.clone()) {
            let stated = match self.catalogue.ideas[idea].stated {
                Some(Particular::Approver) => approver,
                Some(Particular::Term) => term,
                Some(Particular::Kept) => kept,
                None => None,
            };
            let Some(line) = stated else { continue };
            let idea = count(idea);
            match document.hits.binary_search_by_key(&idea, |hit| hit.idea) {
                Ok(at) => document.hits[at].said = document.hits[at].said.saturating_add(1),
                Err(at) => document.hits.insert(
                    at,
                    Hit {
                        idea,
                        line,
                        column: 1,
                        said: 1,
                        ..Hit::default()
                    },
                ),
            }
        }
    }
}
