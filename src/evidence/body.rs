//! What a file says in sentences, apart from its own particulars: who reads sentence by sentence
//! (for promises, for what is said of requirements) starts here, so that all read the same.
//!
//! A file that the tool wrote, that cannot be read or that holds data has none. A panic of any
//! parser stays within the file.

use std::sync::Arc;

use super::enclosed::enclosed;
use super::extract::{Extracted, Markup, extract};
use super::formats::detect;
use super::own::made_by_tool;
use super::particulars::{all_taken_lines, labels_in_text, labels_of, taken_lines};
use super::places::Places;
use super::scan::Task;
use crate::source::Location;

/// The text of a file, ready to be parted into sentences.
pub(super) struct Body<'b> {
    /// What the file holds.
    pub extracted: Extracted<'b>,
    /// Its path in the workspace.
    pub path: Arc<str>,
    /// The lines of its own particulars, sorted.
    own: Vec<u32>,
}

/// What `read` makes of the body of a file; nothing where it has none.
pub(super) fn in_body<T: Default>(path: &str, bytes: &[u8], read: impl Fn(&Body<'_>) -> T) -> T {
    let read = std::panic::AssertUnwindSafe(|| {
        let body = Body::of(path, bytes);
        body.map_or_else(T::default, |body| read(&body))
    });
    std::panic::catch_unwind(read).unwrap_or_default()
}

impl<'b> Body<'b> {
    /// That of a file; none where it cannot be read or says nothing in sentences.
    pub(super) fn of(path: &str, bytes: &'b [u8]) -> Option<Self> {
        if made_by_tool(bytes) {
            return None;
        }
        let extracted = extract(detect(path, bytes).format, bytes).ok()?;
        if extracted.markup == Markup::Data {
            return None;
        }
        let path = path.into();
        let own = own_lines(&extracted, &path);
        Some(Self {
            extracted,
            path,
            own,
        })
    }

    /// How it is parted into sentences.
    pub(super) fn task(&self) -> Task<'_> {
        Task {
            text: &self.extracted.text,
            start: self.extracted.body,
            markup: self.extracted.markup,
            title: None,
            taken: &self.own,
            spots: false,
        }
    }

    /// Whether a line of its text tells a particular of the document itself.
    pub(super) fn is_own(&self, line: u32) -> bool {
        self.own.binary_search(&line).is_ok()
    }

    /// The lines of its text that tell particulars of the document itself, sorted, also where they
    /// are not the lines of the file.
    pub(super) fn own_in_text(&self) -> Vec<u32> {
        if !matches!(self.extracted.places, Some(Places::Lines(_))) {
            return self.own.clone();
        }
        let mut problems = Vec::new();
        let labels = labels_in_text(&self.extracted, &self.path, &mut problems);
        taken_lines(&self.extracted.text, &labels, &problems)
    }

    /// Whether its lines are rows of sheets.
    pub(super) fn is_workbook(&self) -> bool {
        !self.extracted.sheets.is_empty()
    }

    /// Where a line of its text stands in the file.
    pub(super) fn location(&self, line: u32) -> Location {
        self.extracted.location(&self.path, line, 1)
    }
}

/// The lines of the document's own particulars: its review interval is told elsewhere.
fn own_lines(extracted: &Extracted<'_>, path: &Arc<str>) -> Vec<u32> {
    if matches!(extracted.places, Some(Places::Lines(_))) {
        return Vec::new();
    }
    let mut problems = Vec::new();
    let labels = labels_of(extracted, path, &mut problems);
    let enclosed = enclosed(extracted, path);
    let mut lines = all_taken_lines(&extracted.text, &labels, &problems, &enclosed);
    lines.sort_unstable();
    lines.dedup();
    lines
}
