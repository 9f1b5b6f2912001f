//! What is attached to a mail: it is read with the mail, and what it says of itself is not said
//! of the mail. An offer that is passed on has an owner and a version; the mail has neither.

use std::sync::Arc;

use super::extract::Extracted;
use super::labels::{self, Lines};
use super::metadata::{FileProblem, Metadata, ProblemKind};
use super::places::Places;
use crate::source::Location;

/// Something attached.
pub(super) struct Enclosed {
    name: Arc<str>,
    begins: Location,
    /// What it says of itself.
    pub metadata: Metadata,
    /// What is wrong with that.
    pub problems: Vec<FileProblem>,
}

/// Where the text ends that is the file's own.
fn own_end(extracted: &Extracted<'_>) -> usize {
    let text = &extracted.text;
    let first = begun(extracted).first().map(|(line, _)| *line);
    first.map_or(text.len(), |line| offset(text, line))
}

/// The text below the front matter that is the file's own, without what is attached to it.
pub(super) fn own_text<'e>(extracted: &'e Extracted<'_>) -> &'e str {
    let end = own_end(extracted).max(extracted.body);
    &extracted.text[extracted.body..end]
}

/// Everything that is attached, with what it says of itself.
pub(super) fn enclosed(extracted: &Extracted<'_>, path: &Arc<str>) -> Vec<Enclosed> {
    let (text, begun) = (&extracted.text, begun(extracted));
    let Some(places) = extracted.places.as_ref().filter(|_| !begun.is_empty()) else {
        return Vec::new();
    };
    let ends = begun.iter().skip(1).map(|(line, _)| offset(text, *line));
    begun
        .iter()
        .zip(ends.chain([text.len()]))
        .map(|((line, name), end)| {
            let mut problems = Vec::new();
            let own = &text[offset(text, *line)..end];
            let numbers = Lines::In(places, line - 1);
            Enclosed {
                name: name.clone(),
                begins: extracted.location(path, *line, 1),
                metadata: labels::from_text(own, path, numbers, &mut problems),
                problems,
            }
        })
        .collect()
}

impl Enclosed {
    /// What it says of itself, told of the file it is attached to; none where it says nothing.
    pub(super) fn told(&self) -> Option<FileProblem> {
        let data = &self.metadata;
        let text =
            |name: &str, value: Option<&String>| value.map(|value| format!("{name} {value}"));
        let said: Vec<String> = [
            text("id", data.id.as_ref().map(|stated| &stated.value)),
            text("owner", data.owner.as_ref().map(|stated| &stated.value)),
            text("version", data.version.as_ref().map(|stated| &stated.value)),
            data.status
                .as_ref()
                .map(|stated| format!("status {}", stated.value.word())),
            data.approved_on
                .as_ref()
                .map(|stated| format!("approved on {}", stated.value.day)),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!said.is_empty()).then(|| FileProblem {
            kind: ProblemKind::Hidden,
            message: format!(
                "{} says of itself, and not of the mail: {}; save it beside the mail if it is evidence of its own",
                self.name,
                said.join(", ")
            ),
            location: self.begins.clone(),
        })
    }
}

fn begun<'e>(extracted: &'e Extracted<'_>) -> &'e [(u32, Arc<str>)] {
    match &extracted.places {
        Some(Places::Parts(parts)) => parts.enclosed(),
        _ => &[],
    }
}

/// Where a line (from 1) begins.
fn offset(text: &str, line: u32) -> usize {
    let before = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1) as usize);
    before.map(str::len).sum()
}
