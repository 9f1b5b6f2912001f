//! Suggestions in the words of outputs.

use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::evidence::Document;
use crate::suggest::{File, Reason, Suggested, Suggestion};

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
    /// Its path from the workspace, by which it is claimed.
    #[serde(skip)]
    pub claimed_as: String,
    /// The SHA-256 of its bytes.
    #[serde(skip)]
    pub sha256: String,
    /// The file that stands for it: `an earlier version of plan.docx`.
    #[serde(skip)]
    pub instead: Option<String>,
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
    files: &[File<'_>],
    suggested: &[Suggested],
    within: &str,
) -> SuggestView {
    let below = |path: &str| -> Option<String> {
        let path = match within {
            "." => path,
            within => path.strip_prefix(within)?.strip_prefix('/')?,
        };
        Some(path.to_owned())
    };
    let of = |(file, suggested): (&File<'_>, &Suggested)| {
        let document = file.document;
        let suggestions = suggested.suggestions.iter();
        let instead = suggested.instead.as_ref();
        Some(FileView {
            path: below(&document.path)?,
            claimed_as: document.path.to_string(),
            sha256: file.profile.sha256.clone(),
            instead: instead.map(|of| format!("{} {}", of.how, files[of.file].document.path)),
            suggestions: suggestions
                .map(|suggestion| spoken(catalogue, document, suggestion))
                .collect(),
        })
    };
    SuggestView {
        files: files.iter().zip(suggested).filter_map(of).collect(),
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
