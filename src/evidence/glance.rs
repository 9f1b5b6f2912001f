//! What a file holds at first sight: its text and properties, apart from any catalogue.
//!
//! For whoever compares files with each other before anybody asks what they are about. A
//! panic of any parser stays within its file.

use super::document::{Unread, Why};
use super::extract::{Format, extract};
use super::formats::detect;

/// A file at first sight.
#[derive(Debug)]
pub struct Glance {
    /// Its format, by its name and bytes.
    pub format: Format,
    /// Its text, or why it cannot be read.
    pub text: Result<String, Unread>,
    /// Where the text below the front matter begins, in bytes.
    pub body: usize,
    /// Properties that the program which wrote it keeps, as key and value, such as `modified`.
    pub properties: Vec<(&'static str, String)>,
}

/// Looks at the bytes of a file.
#[must_use]
pub fn glance(path: &str, bytes: &[u8]) -> Glance {
    std::panic::catch_unwind(|| look(path, bytes)).unwrap_or_else(|_| Glance {
        format: Format::of(path),
        text: Err(Unread::new(Why::Damaged, "reading it failed unexpectedly")),
        body: 0,
        properties: Vec::new(),
    })
}

fn look(path: &str, bytes: &[u8]) -> Glance {
    let format = detect(path, bytes).format;
    match extract(format, bytes) {
        Ok(extracted) => Glance {
            format,
            body: extracted.body,
            text: Ok(extracted.text.into_owned()),
            properties: extracted.properties,
        },
        Err(unread) => Glance {
            format,
            text: Err(unread),
            body: 0,
            properties: Vec::new(),
        },
    }
}
