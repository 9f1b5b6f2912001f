//! The raw form of everything people write: one tree of located values for YAML
//! and TOML, and a reader that turns it into trusted types.
//!
//! Deriving `Deserialize` stops at the first mistake and forgets where values
//! stood. Here every scalar keeps its own text (`8.10` stays `8.10`, quoted or
//! not) and its span, and a [`Reader`] collects every mistake of a file at once.

mod block;
pub mod merge;
mod reader;
mod simple;
mod toml;
mod yaml;

pub use block::parse_block;
pub use reader::{Fields, Reader, did_you_mean, nearest};
pub use toml::parse_toml;
pub use yaml::{parse_yaml, parse_yaml_within};

use crate::problem::Problem;
use crate::source::SourceFile;

/// A byte range in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span moved right by an offset, for text that is part of a larger file.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self {
            start: self.start + by,
            end: self.end + by,
        }
    }
}

/// What is wrong with a file that cannot be read because a merge was not finished.
fn unfinished_merge(source: &SourceFile) -> Option<Problem> {
    let marker = merge::unfinished(&source.text)?;
    Some(Problem::at(source, marker, merge::UNFINISHED).hint(merge::FINISH))
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a node holds. Scalars keep the text as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, `null`, `~`.
    Null,
    /// A truth value.
    Flag(bool),
    /// A number, as written.
    Number(String),
    /// Text, or a date.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in order.
    Map(Vec<Entry>),
}

/// One key of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key's text.
    pub key: String,
    /// Where the key stands.
    pub span: Span,
    /// Its value.
    pub node: Node,
}

impl Node {
    /// A scalar's text, as written; `None` for nothing, lists and maps.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Number(text) | Value::Text(text) => Some(text),
            Value::Flag(true) => Some("true"),
            Value::Flag(false) => Some("false"),
            _ => None,
        }
    }

    /// The entries of a mapping, none otherwise.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries()
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
    }

    /// The members of a list; a single value counts as a list of one, nothing as none.
    #[must_use]
    pub fn members(&self) -> &[Node] {
        match &self.value {
            Value::List(nodes) => nodes,
            Value::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// What kind of thing this is, for messages.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Flag(_) => "a yes/no value",
            Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a table",
        }
    }
}
