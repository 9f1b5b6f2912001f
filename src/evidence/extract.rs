//! What a file says, from its bytes alone: text with places, front matter.
//!
//! Nothing here knows the catalogue or the as-of date, so a result could be kept as
//! long as the bytes stay the same.

use std::borrow::Cow;

use crate::form::Span;

use super::decode::{Decoded, decode};
use super::html;

/// A format of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// Plain text, `AsciiDoc`, reStructuredText, logs.
    Text,
    /// HTML.
    Html,
    /// Comma- or otherwise separated values.
    Csv,
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
    /// JSON.
    Json,
    /// A document of an office program, or PDF: listed, not read yet.
    Office,
    /// A picture, archive, program: holds no text.
    Binary,
}

/// How structure is marked in an extracted text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Markup {
    /// Headings with `#`, tables with `|`, comments in `<!-- -->`.
    Markdown,
    /// Paragraphs.
    Plain,
    /// One statement a line.
    Data,
}

/// The text of a file.
#[derive(Debug, Clone)]
pub struct Extracted<'b> {
    /// The text.
    pub text: Cow<'b, str>,
    /// How its structure is marked.
    pub markup: Markup,
    /// Source line of each line of the text, where they differ.
    pub line_map: Option<Vec<u32>>,
    /// Front matter within the text.
    pub front_matter: Option<FrontMatter>,
    /// Whether there is front matter that is too large to be read.
    pub too_large: bool,
    /// Where the text below the front matter begins.
    pub body: usize,
    /// A title the format states, with its line.
    pub title: Option<(String, u32)>,
    /// The encoding, when it is not UTF-8.
    pub encoding: Option<&'static str>,
}

/// Front matter of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrontMatter {
    /// Whether it is TOML (`+++`) rather than YAML.
    pub toml: bool,
    /// Whether it stands in a comment, where other comments are no mistake.
    pub comment: bool,
    /// The part between the rules.
    pub span: Span,
}

/// Largest file whose text is read, in bytes.
pub const LARGEST_TEXT: u64 = 64 << 20;

/// Largest front matter that is read, in bytes.
pub const LARGEST_FRONT: usize = 1 << 20;

impl Extracted<'_> {
    /// The line of the file for a line of the text; 0 stays 0.
    #[must_use]
    pub fn source_line(&self, line: u32) -> u32 {
        match (&self.line_map, line) {
            (Some(map), 1..) => map.get(line as usize - 1).copied().unwrap_or(line),
            _ => line,
        }
    }
}

impl Format {
    /// The format a file name stands for.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let extension = match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
            _ => return Self::Text,
        };
        match extension.as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "mdx" | "qmd" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "csv" | "tsv" => Self::Csv,
            "yaml" | "yml" => Self::Yaml,
            "toml" => Self::Toml,
            "json" | "jsonl" | "ndjson" => Self::Json,
            "doc" | "docx" | "docm" | "dotx" | "xls" | "xlsx" | "xlsm" | "ppt" | "pptx" | "odt"
            | "ods" | "odp" | "pdf" | "rtf" | "eml" | "msg" | "vsd" | "vsdx" | "pages"
            | "numbers" | "one" | "mpp" => Self::Office,
            "png" | "jpg" | "jpeg" | "gif" | "bmp" | "tif" | "tiff" | "webp" | "ico" | "heic"
            | "zip" | "gz" | "7z" | "tar" | "rar" | "exe" | "dll" | "bin" | "mp3" | "mp4"
            | "mov" | "avi" | "wav" | "woff" | "woff2" | "ttf" | "iso" | "jar" | "class" | "so"
            | "pyc" | "sqlite" | "db" => Self::Binary,
            _ => Self::Text,
        }
    }

    /// Name for people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Yaml => "yaml",
            Self::Toml => "toml",
            Self::Json => "json",
            Self::Office => "office",
            Self::Binary => "binary",
        }
    }
}

/// Extracts the text of a file.
///
/// # Errors
/// Why the file cannot be read as text, for people.
pub fn extract(format: Format, bytes: &[u8]) -> Result<Extracted<'_>, String> {
    match format {
        Format::Office => {
            return Err("Office and PDF files are not read by this version".to_owned());
        }
        Format::Binary => return Err("this kind of file holds no text".to_owned()),
        _ => {}
    }
    let Decoded { text, encoding } = decode(bytes)?;
    if format == Format::Html {
        let page = html::to_text(&text);
        return Ok(Extracted {
            text: Cow::Owned(page.text),
            markup: Markup::Markdown,
            line_map: Some(page.line_map),
            front_matter: None,
            too_large: false,
            body: 0,
            title: page.title,
            encoding,
        });
    }
    let front_matter = match format {
        Format::Markdown | Format::Text => find_front_matter(&text),
        _ => None,
    };
    let body = front_matter.map_or(0, |(_, body)| body);
    let front_matter = front_matter.map(|(front_matter, _)| front_matter);
    let readable = front_matter.filter(|front| front.span.end - front.span.start <= LARGEST_FRONT);
    Ok(Extracted {
        markup: match format {
            Format::Markdown => Markup::Markdown,
            Format::Text => Markup::Plain,
            _ => Markup::Data,
        },
        text,
        line_map: None,
        too_large: front_matter.is_some() && readable.is_none(),
        front_matter: readable,
        body,
        title: None,
        encoding,
    })
}

/// Front matter at the very top: between `---` or `+++` rules, or a comment that
/// holds keys. A `---` that is only a rule across the page is not front matter.
fn find_front_matter(text: &str) -> Option<(FrontMatter, usize)> {
    let lead = text.len() - text.trim_start_matches(['\r', '\n', ' ', '\t']).len();
    let rest = &text[lead..];
    if rest.starts_with("<!--") {
        let end = rest.find("-->")?;
        let inner = &rest[4..end];
        return looks_like_keys(inner).then_some((
            FrontMatter {
                toml: false,
                comment: true,
                span: Span {
                    start: lead + 4,
                    end: lead + end,
                },
            },
            lead + end + 3,
        ));
    }
    let first = rest.split('\n').next()?;
    let rule = first.trim_end();
    let toml = match rule {
        "---" => false,
        "+++" => true,
        _ => return None,
    };
    let start = lead + first.len() + 1;
    let mut at = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == rule || (!toml && bare == "...") {
            let inner = &text[start..at];
            if !toml && !looks_like_keys(inner) {
                return None;
            }
            return Some((
                FrontMatter {
                    toml,
                    comment: false,
                    span: Span { start, end: at },
                },
                at + line.len(),
            ));
        }
        if at == start && !toml && !bare.is_empty() && !bare.starts_with('#') {
            // A long text under a rule is not searched for another rule.
            looks_like_keys(bare).then_some(())?;
        }
        at += line.len();
    }
    None
}

/// Whether the first line that says something is a key with a colon.
fn looks_like_keys(inner: &str) -> bool {
    let Some(first) = inner
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#'))
    else {
        return false;
    };
    match first.split_once(':') {
        Some((key, value)) => {
            !key.is_empty()
                && key.len() <= 40
                && !key.contains(['*', '|', '.', '#'])
                && key.split_whitespace().count() <= 3
                && (value.is_empty() || value.starts_with([' ', '\t']))
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(text: &str) -> Option<&str> {
        find_front_matter(text).map(|(front, _)| &text[front.span.start..front.span.end])
    }

    #[test]
    fn front_matter_is_told_from_rules() {
        assert_eq!(front("---\na: 1\n---\ntext"), Some("a: 1\n"));
        assert_eq!(front("---\r\na: 1\r\n---\r\ntext"), Some("a: 1\r\n"));
        assert_eq!(front("+++\na = 1\n+++\n"), Some("a = 1\n"));
        assert_eq!(front("<!--\nowner: x\n-->\n# T"), Some("\nowner: x\n"));
        assert_eq!(front("<!-- just a remark -->\n# T"), None);
        assert_eq!(front("---\n\nSome words here.\n\n---\n"), None);
        assert_eq!(front("---\n**Note:** a rule above\n\n---\n"), None);
        assert_eq!(front("---\na: 1\n"), None);
        assert_eq!(front("# T\n---\na: 1\n---\n"), None);
    }

    #[test]
    fn front_matter_too_large_to_read_is_still_no_body() {
        let keys = "some_key: some longer value\n".repeat(40_000);
        for text in [
            format!("---\n{keys}---\nbody"),
            format!("<!--\n{keys}-->\nbody"),
        ] {
            let read = extract(Format::Markdown, text.as_bytes()).unwrap();
            assert!(read.too_large && read.front_matter.is_none());
            assert_eq!(text[read.body..].trim(), "body");
        }
        let keys = "some_key: some longer value\n".repeat(30_000);
        let text = format!("---\n{keys}---\nbody");
        let read = extract(Format::Markdown, text.as_bytes()).unwrap();
        assert!(!read.too_large && read.front_matter.is_some());
    }

    #[test]
    fn formats_come_from_names() {
        assert_eq!(Format::of("a/b.MD"), Format::Markdown);
        assert_eq!(Format::of(".hidden"), Format::Text);
        assert_eq!(Format::of("plan.pdf"), Format::Office);
    }
}
