//! Metadata that is understood and written in an odd form, with the one form that is right: dates as
//! `2026-02-03`, clauses and requirements as the catalogue writes them.
//!
//! Only what has one right answer is told. A date that can mean two days, a key that may be a slip of
//! the pen or another program's, a value with a remark behind it stay as they are: a person has to
//! look at them. Nothing is told of text bodies, nor of files in another encoding than UTF-8, where a
//! place in the text is none in the file.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::dates::{DateReading, read_date};
use super::extract::Format;
use super::fields::{Field, asks_date, field, is_marker, parse_claims};
use super::formats::detect;
use super::front_matter::{LARGEST_FRONT, find_front_matter};
use super::walk::{Declares, declares};
use crate::form::{Entry, Node, Span, Value, parse_toml, parse_yaml_within};
use crate::source::SourceFile;

/// A value to be written otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// The bytes of the file that change, and no others.
    pub range: Range<usize>,
    /// What stands there instead.
    pub to: String,
    /// The line, from 1.
    pub line: u32,
}

/// What can be mended in the metadata that a file carries: in the front matter of a text, or in a
/// file of metadata beside another. In the order of the file.
#[must_use]
pub fn mends(path: &str, bytes: &[u8]) -> Vec<Mend> {
    let Ok(whole) = std::str::from_utf8(bytes) else {
        return Vec::new();
    };
    let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    let Some((part, toml)) = metadata_of(path, bytes, text) else {
        return Vec::new();
    };
    let source = SourceFile::new(path, &text[..part.end]);
    let tree = if toml {
        parse_toml(&source, part)
    } else {
        parse_yaml_within(&source, part)
    };
    let Ok(tree) = tree else {
        return Vec::new();
    };
    let mut mending = Mending {
        source: &source,
        mark: whole.len() - text.len(),
        toml,
        mends: Vec::new(),
    };
    mending.table(&tree, 0);
    let mut mends = mending.mends;
    mends.sort_by_key(|mend| mend.range.start);
    mends
}

/// The bytes of a file with its mends made.
#[must_use]
pub fn mended(bytes: &[u8], mends: &[Mend]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut from = 0;
    for mend in mends {
        out.extend_from_slice(&bytes[from..mend.range.start]);
        out.extend_from_slice(mend.to.as_bytes());
        from = mend.range.end;
    }
    out.extend_from_slice(&bytes[from..]);
    out
}

/// Where the metadata of a file stands, and whether it is TOML.
fn metadata_of(path: &str, bytes: &[u8], text: &str) -> Option<(Span, bool)> {
    if declares(path) == Some(Declares::Sidecar) {
        let whole = Span {
            start: 0,
            end: text.len(),
        };
        return (text.len() <= LARGEST_FRONT).then_some((whole, false));
    }
    if !matches!(detect(path, bytes).format, Format::Markdown | Format::Text) {
        return None;
    }
    let (front, _) = find_front_matter(text)?;
    let fits = front.span.end - front.span.start <= LARGEST_FRONT;
    fits.then_some((front.span, front.toml))
}

/// Tables within tables are followed this far.
const DEEPEST: usize = 3;

struct Mending<'a> {
    source: &'a SourceFile,
    /// Bytes of the byte order mark.
    mark: usize,
    toml: bool,
    mends: Vec<Mend>,
}

impl Mending<'_> {
    fn table(&mut self, node: &Node, depth: usize) {
        for entry in node.entries() {
            self.entry(entry, depth);
        }
    }

    fn entry(&mut self, entry: &Entry, depth: usize) {
        let Some((field, _)) = field(&entry.key) else {
            return;
        };
        match field {
            Field::Wrapper if depth < DEEPEST => self.table(&entry.node, depth + 1),
            Field::Claims => {
                for member in entry.node.members() {
                    self.value(member, |text| {
                        let claim = one_claim(text)?;
                        // Without quotes other programs would take 8.10 for a number.
                        Some((claim.clone(), format!("\"{claim}\"")))
                    });
                }
            }
            // What a text calls its state may be a word as well.
            field if field != Field::Stand && asks_date(field) => self.value(&entry.node, |text| {
                let day = one_day(text)?;
                Some((day.clone(), day))
            }),
            _ => {}
        }
    }

    /// Mends a scalar by what its text is to be: within quotes, and without any.
    fn value(&mut self, node: &Node, right: impl Fn(&str) -> Option<(String, String)>) {
        let Value::Text(text) = &node.value else {
            return;
        };
        let Some((within, bare)) = right(text) else {
            return;
        };
        let whole = &self.source.text;
        let at = node.span.start;
        let Some(rest) = whole.get(at..) else { return };
        let quote = rest.starts_with(['"', '\'']);
        let start = at + usize::from(quote);
        let end = start + text.len();
        // What is escaped or folded stands there otherwise than it is read.
        if whole.get(start..end) != Some(text) || quote && whole.get(end..=end) != rest.get(..1) {
            return;
        }
        if !quote && self.toml {
            return;
        }
        self.mends.push(Mend {
            range: start + self.mark..end + self.mark,
            to: if quote { within } else { bare },
            line: self.source.place(start).line,
        });
    }
}

/// A text that is a day in another form, with nothing beside it that would be lost.
fn one_day(text: &str) -> Option<String> {
    static FORMS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?x)^(?: \d{1,2}\.\ ?\d{1,2}\.\ ?\d{4} | \d{1,2}[/-]\d{1,2}[/-]\d{4} | \d{4}[/.]\d{1,2}[/.]\d{1,2}
            | \d{1,2}(?:\.|st|nd|rd|th)?\ \p{L}{3,9}\.?\ \d{4} | \p{L}{3,9}\.?\ \d{1,2}(?:st|nd|rd|th)?,?\ \d{4} )$",
        )
        .ok()
    });
    if !FORMS.as_ref()?.is_match(text) {
        return None;
    }
    match read_date(text) {
        DateReading::Date(stated) if stated.exact => {
            let day = stated.day.to_string();
            (day != text).then_some(day)
        }
        _ => None,
    }
}

/// A text that names one clause, requirement or item, with no more than a word such as "Clause"
/// beside it.
fn one_claim(text: &str) -> Option<String> {
    let claims = parse_claims(text);
    let [claim] = claims.as_slice() else {
        return None;
    };
    let target = claim.target.as_ref().ok()?.to_string();
    if claim.edition.is_some() || target == text {
        return None;
    }
    let at = text.find(&target)?;
    let (before, behind) = (text[..at].trim(), text[at + target.len()..].trim());
    let before = before.trim_end_matches([':', '.', '§']).trim();
    let plain = matches!(behind, "" | "." | ":") && (before.is_empty() || is_marker(before));
    plain.then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str) -> String {
        let mends = mends("a.md", text.as_bytes());
        String::from_utf8(mended(text.as_bytes(), &mends)).unwrap()
    }

    #[test]
    fn what_has_one_right_answer_is_mended_and_nothing_else() {
        for (from, to) in [
            ("approved_on: 31.12.2025", "approved_on: 2025-12-31"),
            ("approved_on: '31.12.2025'", "approved_on: '2025-12-31'"),
            (
                "Freigabedatum:   3. Februar 2026  # x",
                "Freigabedatum:   2026-02-03  # x",
            ),
            ("review_date: 12/31/2026", "review_date: 2026-12-31"),
            ("valid_until: March 3, 2027", "valid_until: 2027-03-03"),
            (
                "satisfies: [Clause 8.6.1, \"§ 8.7.3.\"]",
                "satisfies: [\"8.6.1\", \"8.7.3\"]",
            ),
            ("satisfies:\n  - Kapitel 8.6", "satisfies:\n  - \"8.6\""),
            // Two days, or more than a day.
            ("approved_on: 3/2/2026", "approved_on: 3/2/2026"),
            (
                "approved_on: 31.12.2025 (draft)",
                "approved_on: 31.12.2025 (draft)",
            ),
            ("approved_on: March 2026", "approved_on: March 2026"),
            ("approved_on: 2026-02-03", "approved_on: 2026-02-03"),
            (
                "approved_on: \"31.12\\u002e2025\"",
                "approved_on: \"31.12\\u002e2025\"",
            ),
            // Another standard, an edition, words of one's own.
            ("satisfies: [ISO 27001 5.1]", "satisfies: [ISO 27001 5.1]"),
            (
                "satisfies: [\"iso20000-1:2018 8.6.1\"]",
                "satisfies: [\"iso20000-1:2018 8.6.1\"]",
            ),
            (
                "satisfies: [8.6.1 Incidents]",
                "satisfies: [8.6.1 Incidents]",
            ),
            ("satisfies: [8.6.1]", "satisfies: [8.6.1]"),
            ("title: 31.12.2025", "title: 31.12.2025"),
        ] {
            let file =
                |front: &str| format!("---\n{front}\n---\n# Text\n\napproved_on: 31.12.2025\n");
            assert_eq!(after(&file(from)), file(to));
        }
        let toml = "+++\napproved_on = \"31.12.2025\"\nsatisfies = ['Clause 8.6.1']\n+++\n";
        let right = "+++\napproved_on = \"2025-12-31\"\nsatisfies = ['8.6.1']\n+++\n";
        assert_eq!(after(toml), right);
    }

    #[test]
    fn marks_and_encodings() {
        let text = "\u{feff}---\r\nowner: Müller\r\napproved_on: 31.12.2025\r\n---\r\n# T\r\n";
        assert_eq!(after(text), text.replace("31.12.2025", "2025-12-31"));
        let latin = b"---\nowner: M\xfcller\napproved_on: 31.12.2025\n---\n";
        assert_eq!(mends("a.md", latin), []);
        let beside = b"approved_on: 31.12.2025\n";
        assert_eq!(mends("a.pdf.meta.yaml", beside).len(), 1);
        assert_eq!(mends("a.yaml", beside), []);
    }
}
