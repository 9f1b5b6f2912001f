//! Places within a file, in the words of screens.

use super::types::SpotView;
use crate::source::{Location, visible};

impl SpotView {
    /// The place of a location within its file.
    #[must_use]
    pub fn of(location: &Location) -> Self {
        Self {
            line: location.line_shown(),
            place: location.within.clone(),
            at: location.line().unwrap_or(0),
        }
    }

    /// The whole file.
    #[must_use]
    pub fn none() -> Self {
        Self {
            line: None,
            place: None,
            at: 0,
        }
    }

    /// A file and the place in it: `plan.md:12`, as an editor opens it, or `plan.pdf, page 4`.
    #[must_use]
    pub fn behind(&self, path: &str) -> String {
        match (self.line, &self.place) {
            (_, Some(place)) => format!("{path}, {}", visible(place)),
            (Some(line), None) => format!("{path}:{line}"),
            (None, None) => path.to_owned(),
        }
    }

    /// The place alone: `line 12`, `page 4`; empty for the whole file.
    #[must_use]
    pub fn spoken(&self) -> String {
        match (self.line, &self.place) {
            (_, Some(place)) => visible(place),
            (Some(line), None) => format!("line {line}"),
            (None, None) => String::new(),
        }
    }
}

/// Several places, `line 3`, `lines 3, 5`, or `page 3, page 5`.
#[must_use]
pub fn spots_in_words(spots: &[SpotView]) -> String {
    let lines: Vec<String> = spots
        .iter()
        .filter_map(|spot| Some(spot.line?.to_string()))
        .collect();
    match (lines.as_slice(), lines.len() == spots.len()) {
        ([], _) | (_, false) => {
            let places: Vec<String> = spots.iter().map(SpotView::spoken).collect();
            places.join(", ")
        }
        ([line], true) => format!("line {line}"),
        (lines, true) => format!("lines {}", lines.join(", ")),
    }
}
