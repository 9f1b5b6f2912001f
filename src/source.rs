//! Where something stands: the vocabulary every message, gap and report shares.
//!
//! Paths are kept relative to the workspace and with forward slashes on every
//! platform, so that output is the same wherever it is made.

use std::cell::RefCell;
use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize};

/// A place a person can open: a file, and within it a line and column, or the page,
/// paragraph or cell of a file that has no lines.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Location {
    /// Path relative to the workspace root, with forward slashes.
    #[serde(deserialize_with = "shared")]
    pub path: Arc<str>,
    /// Where in the text of the file as it was read; `None` speaks of the whole file.
    pub place: Option<Place>,
    /// How a person finds the place where the file has no lines: `page 4`, `Incidents!B12`.
    pub within: Option<Arc<str>>,
}

/// A path that is the same as the one before takes no more memory: all places of a file come
/// one after the other.
pub(crate) fn shared<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
    thread_local! {
        static LAST: RefCell<Arc<str>> = RefCell::new(Arc::from(""));
    }
    let path = <&str>::deserialize(deserializer)?;
    LAST.with_borrow_mut(|last| {
        if **last != *path {
            *last = Arc::from(path);
        }
        Ok(Arc::clone(last))
    })
}

/// A line and column, both counted from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl Location {
    /// The whole file.
    #[must_use]
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        Self {
            path: path.into(),
            place: None,
            within: None,
        }
    }

    /// A line and column of a file.
    #[must_use]
    pub fn at(path: impl Into<Arc<str>>, line: u32, column: u32) -> Self {
        Self {
            path: path.into(),
            place: Some(Place { line, column }),
            within: None,
        }
    }

    /// The line of the text as it was read, if a place within the file is known.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        self.place.map(|place| place.line)
    }

    /// The place in words, within its file: `line 12`, `page 4`.
    #[must_use]
    pub fn spoken(&self) -> String {
        match (&self.within, self.place) {
            (Some(within), _) => visible(within),
            (None, Some(place)) => format!("line {}", place.line),
            (None, None) => "the whole file".to_owned(),
        }
    }

    /// The line an editor opens; none where the file has no lines.
    #[must_use]
    pub fn line_shown(&self) -> Option<u32> {
        self.line().filter(|_| self.within.is_none())
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.path))?;
        match (&self.within, self.place) {
            (Some(within), _) => write!(f, ", {}", visible(within)),
            (None, Some(place)) => write!(f, ":{}", place.line),
            (None, None) => Ok(()),
        }
    }
}

/// A text file held in memory, with its lines findable.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path as messages show it.
    pub path: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// Where each line begins, found when a place is first asked for: a file may hold many
    /// thousand values, each of which is asked where it stands.
    starts: OnceLock<Arc<[usize]>>,
}

impl SourceFile {
    /// Names a text.
    #[must_use]
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            starts: OnceLock::new(),
        }
    }

    /// Line and column of a byte offset; past the end it is the last place.
    #[must_use]
    pub fn place(&self, offset: usize) -> Place {
        let starts = self.starts.get_or_init(|| {
            let ends = self.text.bytes().enumerate();
            let after = ends.filter_map(|(at, byte)| (byte == b'\n').then_some(at + 1));
            std::iter::once(0).chain(after).collect()
        });
        let offset = floor(&self.text, offset);
        let line = starts.partition_point(|start| *start <= offset);
        let start = starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        Place {
            line: count(line),
            column: count(self.text[start..offset].chars().count()) + 1,
        }
    }

    /// The text of a line (from 1), without its line ending.
    #[must_use]
    pub fn line(&self, line: u32) -> &str {
        self.text
            .lines()
            .nth(line.saturating_sub(1) as usize)
            .unwrap_or("")
    }
}

/// Line and column of a byte offset in a text.
#[must_use]
pub fn place_in(text: &str, offset: usize) -> Place {
    let offset = floor(text, offset);
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Place {
        line: count(before.bytes().filter(|byte| *byte == b'\n').count()) + 1,
        column: count(before[line_start..].chars().count()) + 1,
    }
}

/// The offset, or the nearest one before it at which a character begins.
#[must_use]
pub fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// A count as `u32`, at the type's end where it would not fit.
#[must_use]
pub fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A text from a file or file name made safe to print: control characters and
/// characters that reorder text become visible escapes, line ends become spaces.
#[must_use]
pub fn visible(text: &str) -> String {
    if !text.chars().any(is_unsafe) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if is_unsafe(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// Names in a sentence: so many of them, and how many more there are.
#[must_use]
pub fn few(names: &[String], most: usize) -> String {
    match names.split_at_checked(most) {
        Some((some, more)) if !more.is_empty() => {
            format!("{} and {} more", some.join(", "), more.len())
        }
        _ => names.join(", "),
    }
}

/// Whether a character steers a terminal or turns the text around it.
#[must_use]
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one() {
        let file = SourceFile::new("a", "ä b\nc");
        assert_eq!(file.place(0), Place { line: 1, column: 1 });
        assert_eq!(file.place(3), Place { line: 1, column: 3 });
        assert_eq!(file.place(5), Place { line: 2, column: 1 });
        assert_eq!(file.place(99), Place { line: 2, column: 2 });
        for text in ["", "\n", "ä\nö", "a\r\n\nb\n"] {
            let file = SourceFile::new("a", text);
            for offset in 0..=text.len() + 1 {
                assert_eq!(
                    file.place(offset),
                    place_in(text, offset),
                    "{text:?} {offset}"
                );
            }
        }
    }

    #[test]
    fn of_many_names_a_few_are_told() {
        let names = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(few(&names, 2), "a, b and 1 more");
        assert_eq!(few(&names, 3), "a, b, c");
        assert_eq!(few(&[], 2), "");
    }

    #[test]
    fn terminal_escapes_do_not_survive() {
        assert_eq!(visible("a\u{1b}[31mb\n"), "a\\u{1b}[31mb ");
        assert_eq!(visible("plain ü"), "plain ü");
    }
}
