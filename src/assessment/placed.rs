//! Whether the files that were handed over have a place: claimed for something, part of a series or
//! register, or set aside.
//!
//! A thing that no claimed file shows may lie in a file that nobody has placed yet, under a name
//! that nobody has thought of. Only where nearly all files have a place does silence tell that
//! something was not handed over; until then it makes no nonconformity probable and fails no gate.
//!
//! Measured against the files that can lack a place. What is set aside, and three hundred minutes of
//! one series, say nothing of thirty policies that nobody has placed.

use super::context::{Context, could_hold_text};
use crate::evidence::Document;

/// How many files have no place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Placed {
    /// Files with a text, of whatever kind.
    pub read: usize,
    /// Those of them that speak of what the catalogue asks for, and of which nobody has said what
    /// they are.
    pub unplaced: usize,
    /// Files that could not be read, may hold text, and of which nobody has said what they are.
    pub unread: usize,
    /// Files that have a place only if somebody says so of each, whether somebody did or not.
    of: usize,
}

/// Of so many files one may be without a place, and silence still tells.
const ONE_IN: usize = 10;

/// A file that shows fewer ideas of the catalogue, and that no hint says to be about a clause, has
/// nothing to do with it: minutes of a party.
const SPEAKS: usize = 12;

impl Placed {
    /// Of the files of an assessment.
    pub fn of(context: &Context<'_>) -> Self {
        let mut placed = Self {
            unread: context.unread.len(),
            ..Self::default()
        };
        for (at, document) in context.evidence.documents.iter().enumerate() {
            placed.read += usize::from(document.has_text());
            placed.of += usize::from(can_lack_a_place(document));
            let claimed = !context.claims.by_document[at].is_empty();
            // A plan on one thing shows few ideas, and is plainly about it.
            let speaks = || {
                !context.hints[at].is_empty()
                    || document.hits.iter().filter(|hit| hit.shown()).count() >= SPEAKS
            };
            placed.unplaced += usize::from(has_no_place(document, claimed) && speaks());
        }
        placed
    }

    /// Whether it tells anything that no file shows a thing.
    #[must_use]
    pub fn silence_tells(self) -> bool {
        (self.unplaced + self.unread) * ONE_IN <= self.of
    }
}

/// Whether a file has a place only if somebody says so of it.
fn can_lack_a_place(document: &Document) -> bool {
    (document.has_text() || could_hold_text(document))
        && !document.set_aside
        && document.series.is_empty()
        && document.register.is_none()
}

/// Whether somebody has to say what a file is: it was read, and nobody has said so yet.
#[must_use]
pub fn has_no_place(document: &Document, claimed: bool) -> bool {
    document.has_text()
        && can_lack_a_place(document)
        && !claimed
        && document.metadata.claims.is_empty()
}
