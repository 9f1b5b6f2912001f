//! Whether the files that were read have a place: claimed for something, part of a series or
//! register, or set aside.
//!
//! A thing that no claimed file shows may lie in a file that nobody has placed yet, under a name
//! that nobody has thought of. Only where nearly all files have a place does silence tell that
//! something was not handed over; until then it makes no nonconformity probable and fails no gate.

use crate::evidence::Document;

/// How many of the files that were read have no place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Placed {
    /// Files with a text.
    pub read: usize,
    /// Those of them that speak of what the catalogue asks for, and of which nobody has said what
    /// they are.
    pub unplaced: usize,
}

/// Of so many files one may be without a place, and silence still tells.
const ONE_IN: usize = 10;

/// A file that shows fewer ideas of the catalogue has nothing to do with it: minutes of a party.
const SPEAKS: usize = 12;

impl Placed {
    /// Of documents, each with the lines that it is claimed for.
    pub fn of<'d>(documents: impl Iterator<Item = (&'d Document, bool)>) -> Self {
        let mut placed = Self::default();
        for (document, claimed) in documents {
            placed.read += usize::from(document.has_text());
            let speaks = || document.hits.iter().filter(|hit| hit.shown()).count() >= SPEAKS;
            placed.unplaced += usize::from(has_no_place(document, claimed) && speaks());
        }
        placed
    }

    /// Whether it tells anything that no file shows a thing.
    #[must_use]
    pub fn silence_tells(self) -> bool {
        self.unplaced * ONE_IN <= self.read
    }
}

/// Whether somebody has to say what a file is: it was read, and nobody has said so yet.
#[must_use]
pub fn has_no_place(document: &Document, claimed: bool) -> bool {
    document.has_text()
        && !document.set_aside
        && !claimed
        && document.metadata.claims.is_empty()
        && document.series.is_empty()
        && document.register.is_none()
}
