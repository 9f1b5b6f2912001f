//! Suggestions in the words of outputs.

use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::evidence::Document;
use crate::suggest::{Reason, Suggestion};

/// All suggestions for a folder.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SuggestView {
    /// The files that nobody claims or sets aside, in order of their paths.
    pub files: Vec<FileView>,
}

/// A file.
#[derive(Debug, Clone, Serialize)]
pub struct FileView {
    /// Its path from the folder that was asked for.
    pub path: String,
    /// For what it may be evidence, best first; for most files nothing.
    pub suggestions: Vec<SuggestionView>,
}

/// A clause for which a file may be evidence.
#[derive(Debug, Clone, Serialize)]
pub struct SuggestionView {
    /// Its number.
    pub clause: String,
    /// What it is called, for people.
    #[serde(skip)]
    pub called: String,
    /// How sure it is, from 0 to 1.
    pub confidence: f64,
    /// What speaks for it, the strongest first.
    pub why: Vec<String>,
}

/// The view of what is suggested, by document. `within` is the folder that was asked for, below
/// the workspace; `.` is all of it.
#[must_use]
pub fn suggest_view(
    catalogue: &Catalogue,
    files: &[(&Document, Vec<Suggestion>)],
    within: &str,
) -> SuggestView {
    let of = |(document, suggestions): &(&Document, Vec<Suggestion>)| {
        let path = match within {
            "." => &document.path,
            within => document.path.strip_prefix(within)?.strip_prefix('/')?,
        };
        let suggestions = suggestions.iter();
        Some(FileView {
            path: path.to_owned(),
            suggestions: suggestions
                .map(|suggestion| spoken(catalogue, document, suggestion))
                .collect(),
        })
    };
    SuggestView {
        files: files.iter().filter_map(of).collect(),
    }
}

fn spoken(catalogue: &Catalogue, document: &Document, of: &Suggestion) -> SuggestionView {
    let clause = &catalogue.clauses[of.clause];
    let reason = |reason: &Reason| match reason.line {
        Some(line) => format!("{} ({})", reason.text, document.at(line, 1).spoken()),
        None => reason.text.clone(),
    };
    SuggestionView {
        clause: clause.id.to_string(),
        called: clause.name.clone(),
        confidence: of.confidence,
        why: of.why.iter().map(reason).collect(),
    }
}
