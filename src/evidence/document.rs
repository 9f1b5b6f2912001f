//! One file of evidence, as it was read.

use std::sync::Arc;

use super::extract::Format;
use super::metadata::{FileProblem, Metadata, ProblemKind, is_template_name};
use super::scan::Hit;

/// One file.
#[derive(Debug)]
pub struct Document {
    /// Workspace path.
    pub path: Arc<str>,
    /// Its format.
    pub format: Format,
    /// Size in bytes.
    pub size: u64,
    /// Whether its text was read.
    pub state: ReadState,
    /// What it says about itself, and what is said about it.
    pub metadata: Metadata,
    /// Words read.
    pub words: u32,
    /// Ideas found.
    pub hits: Vec<Hit>,
    /// Requirements of which it shows every idea, by index, sorted: also those it is not
    /// claimed for, whose hits are let go.
    pub holds: Box<[u16]>,
    /// Links to other files, with their lines.
    pub links: Vec<(String, u32)>,
    /// Names of the workspace it mentions, by index.
    pub(super) names: Vec<u16>,
    /// Whether a word in it can leave something out; see [`super::exclusions`].
    pub(super) leaves_out: bool,
    /// What is wrong with it.
    pub problems: Vec<FileProblem>,
    /// Somebody set it aside as evidence of nothing.
    pub set_aside: bool,
    /// The series it belongs to, with the index of its period there.
    pub series: Vec<usize>,
    /// The register it is.
    pub register: Option<usize>,
    /// Lines in it that nobody has filled in.
    pub unfilled: u32,
}

/// Whether a file's text is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadState {
    /// It was read.
    Read,
    /// There is nothing in it, or nothing below its headings.
    Empty,
    /// It could not be read, for this reason. What it says is unknown.
    NotRead(String),
}

impl Document {
    /// The title: stated, else the first heading, else the file's name.
    #[must_use]
    pub fn title(&self) -> String {
        match &self.metadata.title {
            Some(title) => title.value.clone(),
            None => self.path.rsplit('/').next().unwrap_or("").to_owned(),
        }
    }

    /// What is true of a file without content, behind its name or "this file".
    #[must_use]
    pub fn emptiness(&self) -> &'static str {
        match (self.size, self.words) {
            (0, _) => "is empty",
            (_, 0) => "holds no text",
            _ => "has nothing below its title and headings",
        }
    }

    /// Whether it is a template that nobody has filled in: its title, its name or a folder
    /// says template, and so do the places left open in it.
    #[must_use]
    pub fn is_blank_template(&self) -> bool {
        let (folders, _) = self.path.rsplit_once('/').unwrap_or_default();
        let named = is_template_name(self.stem())
            || is_template_name(&self.title())
            || folders.split('/').any(is_template_name);
        let placeholders = self.problems.iter();
        let open = placeholders.filter(|problem| problem.kind == ProblemKind::Placeholder);
        named && (self.unfilled > 0 || open.count() > 0)
    }

    /// The file's name without its folders and its ending.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or("");
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Whether what it says is known, be it nothing.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(self.state, ReadState::NotRead(_))
    }

    /// Whether it has text that was read.
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.state == ReadState::Read
    }

    /// The hit of an idea.
    #[must_use]
    pub fn hit(&self, idea: usize) -> Option<&Hit> {
        self.hits
            .binary_search_by(|hit| (hit.idea as usize).cmp(&idea))
            .ok()
            .map(|at| &self.hits[at])
    }
}
