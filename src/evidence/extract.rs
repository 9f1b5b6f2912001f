//! What a file says, from its bytes alone: text with places, front matter.
//!
//! Nothing here knows the catalogue or the as-of date, so a result could be kept as
//! long as the bytes stay the same.

use std::borrow::Cow;
use std::sync::Arc;

use crate::source::{Location, count};
use serde::{Deserialize, Serialize};

use super::decode::{Decoded, decode};
use super::document::{Unread, Why};
use super::formats::{self, Remark, Sheet, Taken};
use super::front_matter::{FrontMatter, LARGEST_FRONT, find_front_matter};
use super::html;
use super::places::Places;

/// A format of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// Excel before 2007.
    Xls,
    /// Excel, its parts as records.
    Xlsb,
    /// `PowerPoint`.
    Pptx,
    /// `OpenDocument` text.
    Odt,
    /// `OpenDocument` spreadsheet.
    Ods,
    /// `OpenDocument` presentation.
    Odp,
    /// PDF.
    Pdf,
    /// Rich text.
    Rtf,
    /// Mail.
    Eml,
    /// Mail as Outlook keeps it.
    Msg,
    /// A document of a program whose files are listed but not read.
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
    /// Where the lines of the text stood in the file, where they are not its lines.
    pub places: Option<Places>,
    /// Front matter within the text.
    pub front_matter: Option<FrontMatter>,
    /// Whether there is front matter that is too large to be read.
    pub too_large: bool,
    /// Where the text below the front matter begins.
    pub body: usize,
    /// A title the format states, with its line.
    pub title: Option<(String, u32)>,
    /// What the document's properties say, key and value.
    pub properties: Vec<(&'static str, String)>,
    /// What the text does not show.
    pub remarks: Vec<Remark>,
    /// The sheets of a workbook.
    pub sheets: Vec<Sheet>,
    /// Links that the text does not show, with their lines in the file; line 0 where a format
    /// has none.
    pub links: Vec<(String, u32)>,
    /// The encoding, when it is not UTF-8.
    pub encoding: Option<&'static str>,
}

/// Largest file whose text is read, in bytes.
pub const LARGEST_TEXT: u64 = 64 << 20;

impl From<Taken> for Extracted<'_> {
    fn from(taken: Taken) -> Self {
        Self {
            text: Cow::Owned(taken.text),
            markup: Markup::Markdown,
            places: Some(Places::Parts(taken.parts)),
            front_matter: None,
            too_large: false,
            body: 0,
            title: taken.title,
            properties: taken.properties,
            remarks: taken.remarks,
            sheets: taken.sheets,
            links: taken.links.into_iter().map(|link| (link, 0)).collect(),
            encoding: None,
        }
    }
}

impl Extracted<'_> {
    /// How many lines of the text the front matter takes up.
    #[must_use]
    pub fn lines_before(&self) -> u32 {
        let front = &self.text.as_bytes()[..self.body];
        count(memchr::memchr_iter(b'\n', front).count())
    }

    /// The line of the file for a line of the text; 0 stays 0. Files without lines keep
    /// those of the text.
    #[must_use]
    pub fn source_line(&self, line: u32) -> u32 {
        match (&self.places, line) {
            (Some(Places::Lines(map)), 1..) => map.get(line as usize - 1).copied().unwrap_or(line),
            _ => line,
        }
    }

    /// A place of the text in the file.
    #[must_use]
    pub fn location(&self, path: &Arc<str>, line: u32, column: u32) -> Location {
        match &self.places {
            Some(places) => places.location(path.clone(), line, column),
            None => Location::at(path.clone(), line, column),
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
            "docx" | "docm" | "dotx" | "dotm" => Self::Docx,
            "xlsx" | "xlsm" | "xltx" | "xltm" => Self::Xlsx,
            "xls" | "xlt" => Self::Xls,
            "xlsb" => Self::Xlsb,
            "pptx" | "pptm" | "ppsx" | "potx" => Self::Pptx,
            "odt" | "ott" => Self::Odt,
            "ods" | "ots" => Self::Ods,
            "odp" | "otp" => Self::Odp,
            "pdf" => Self::Pdf,
            "rtf" => Self::Rtf,
            "eml" => Self::Eml,
            "msg" => Self::Msg,
            "doc" | "dot" | "ppt" | "pps" | "vsd" | "vsdx" | "pages" | "numbers" | "key"
            | "one" | "mpp" => Self::Office,
            "png" | "jpg" | "jpeg" | "gif" | "bmp" | "tif" | "tiff" | "webp" | "ico" | "heic"
            | "zip" | "gz" | "7z" | "tar" | "rar" | "exe" | "dll" | "bin" | "mp3" | "mp4"
            | "mov" | "avi" | "wav" | "woff" | "woff2" | "ttf" | "iso" | "jar" | "class" | "so"
            | "pyc" | "sqlite" | "db" => Self::Binary,
            _ => Self::Text,
        }
    }

    /// Whether its bytes are text.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(
            self,
            Self::Markdown
                | Self::Text
                | Self::Html
                | Self::Csv
                | Self::Yaml
                | Self::Toml
                | Self::Json
        )
    }

    /// Whether it holds running text that people write, rather than data.
    #[must_use]
    pub fn is_prose(self) -> bool {
        match self {
            Self::Markdown | Self::Text | Self::Html => true,
            _ => !self.is_text() && !matches!(self, Self::Office | Self::Binary),
        }
    }

    /// Whether it is a message that somebody sent.
    #[must_use]
    pub fn is_mail(self) -> bool {
        matches!(self, Self::Eml | Self::Msg)
    }

    /// Whether its rows can be those of a register.
    #[must_use]
    pub fn is_table(self) -> bool {
        self == Self::Csv || self.is_workbook()
    }

    /// Whether it is a workbook of sheets.
    #[must_use]
    pub fn is_workbook(self) -> bool {
        matches!(self, Self::Xlsx | Self::Xls | Self::Xlsb | Self::Ods)
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
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Pptx => "pptx",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Odp => "odp",
            Self::Pdf => "pdf",
            Self::Rtf => "rtf",
            Self::Eml => "eml",
            Self::Msg => "msg",
            Self::Office => "office",
            Self::Binary => "binary",
        }
    }
}

/// Extracts the text of a file.
///
/// # Errors
/// Why nothing is known of what the file says.
pub fn extract(format: Format, bytes: &[u8]) -> Result<Extracted<'_>, Unread> {
    if let Some(reader) = formats::reader(format) {
        return reader.read(bytes).map(Extracted::from);
    }
    if !format.is_text() {
        return Err(Unread::not_read(format));
    }
    let Decoded { text, encoding } =
        decode(bytes).map_err(|reason| Unread::new(Why::NotText, reason))?;
    if format == Format::Html {
        let page = html::to_text(&text);
        return Ok(Extracted {
            text: Cow::Owned(page.text),
            markup: Markup::Markdown,
            places: Some(Places::Lines(page.line_map)),
            front_matter: None,
            too_large: false,
            body: 0,
            title: page.title,
            properties: Vec::new(),
            remarks: Vec::new(),
            sheets: Vec::new(),
            links: page.links,
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
        places: None,
        too_large: front_matter.is_some() && readable.is_none(),
        front_matter: readable,
        body,
        title: None,
        properties: Vec::new(),
        remarks: Vec::new(),
        sheets: Vec::new(),
        links: Vec::new(),
        encoding,
    })
}

/// What was read of a file, line by line, each with its place in words: `line 3`, `page 2`.
///
/// # Errors
/// Why the file cannot be read.
pub fn text_in(path: &str, bytes: &[u8]) -> Result<Vec<(String, String)>, Unread> {
    let extracted = extract(formats::detect(path, bytes).format, bytes)?;
    let path: Arc<str> = path.into();
    let lines = (1..).zip(extracted.text.lines());
    Ok(lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| (extracted.location(&path, at, 1).spoken(), line.to_owned()))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(Format::of("plan.pdf"), Format::Pdf);
    }
}
