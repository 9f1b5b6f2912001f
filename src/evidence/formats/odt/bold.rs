//! Which paragraphs of an `OpenDocument` text are set in bold, as people make headings by hand:
//! by the styles that the document has for single paragraphs and runs.

use std::collections::HashSet;

use crate::evidence::document::Unread;
use crate::evidence::formats::limits;
use crate::evidence::formats::writing::looks_headed;
use crate::evidence::formats::xml::{Step, Tag, Xml};

/// Styles in bold, and how much of the paragraph that is read is set in them.
#[derive(Debug, Default)]
pub struct Bold {
    styles: HashSet<String>,
    /// Whether the paragraph itself is bold, and the depths of runs within it that are.
    whole: bool,
    runs: Vec<usize>,
    /// Letters that are bold, and others.
    strong: usize,
    plain: usize,
}

impl Bold {
    /// Reads the styles of single paragraphs and runs, from behind the opening tag of their
    /// list to its end.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Unread> {
        let depth = xml.depth();
        let mut name = String::new();
        while let Some(step) = xml.next()? {
            match step {
                Step::Open(tag) if tag.name() == "style" => {
                    name = tag.attribute("name").unwrap_or_default();
                }
                Step::Open(tag)
                    if tag.name() == "text-properties"
                        && self.styles.len() < limits::ENTRIES
                        && tag.attribute("font-weight").as_deref() == Some("bold") =>
                {
                    self.styles.insert(name.clone());
                }
                Step::Close(_) if xml.depth() < depth => break,
                _ => {}
            }
        }
        Ok(())
    }

    /// A paragraph begins.
    pub fn begin(&mut self, style: &str) {
        self.whole = self.styles.contains(style);
        self.runs.clear();
        (self.strong, self.plain) = (0, 0);
    }

    /// A run opens at a depth.
    pub fn open(&mut self, tag: &Tag<'_>, depth: usize) {
        let style = tag.attribute("style-name");
        if style.is_some_and(|style| self.styles.contains(&style)) {
            self.runs.push(depth);
        }
    }

    /// A tag closed, and this depth is left.
    pub fn close(&mut self, depth: usize) {
        self.runs.retain(|open| *open <= depth);
    }

    /// Text of the paragraph.
    pub fn count(&mut self, text: &str) {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        if self.whole || !self.runs.is_empty() {
            self.strong += letters;
        } else {
            self.plain += letters;
        }
    }

    /// Whether the paragraph read last is a heading that somebody made by hand.
    pub fn is_heading(&self, text: &str) -> bool {
        self.strong > 0 && self.plain == 0 && looks_headed(text)
    }
}
