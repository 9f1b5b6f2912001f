//! One file of evidence, as it was read.

use std::sync::Arc;

use jiff::civil::Date;

use super::dates::date_in_name;
use super::extract::Format;
use super::general::General;
use super::history::{Committed, Earlier, Numbers};
use super::metadata::{FileProblem, Metadata, ProblemKind, StatedDate, is_template_name};
use super::next_time::NextTime;
use super::places::Parts;
use super::registers::{Table, TakenFor};
use super::scan::Hit;
use super::told::ToldOn;
use super::words::words;
use crate::source::{Location, shared};
use serde::{Deserialize, Serialize};

/// One file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Document {
    /// Workspace path.
    #[serde(deserialize_with = "shared")]
    pub path: Arc<str>,
    /// Its format.
    pub format: Format,
    /// Size in bytes.
    pub size: u64,
    /// Whether its text was read.
    pub state: ReadState,
    /// What it says about itself, and what is said about it.
    pub metadata: Box<Metadata>,
    /// Where the lines of its text stand, when the file itself has no lines.
    pub parts: Option<Box<Parts>>,
    /// Words read.
    pub words: u32,
    /// Ideas found.
    pub hits: Vec<Hit>,
    /// Requirements of which it shows every idea, by index, sorted: also those it is not
    /// claimed for, whose hits are let go.
    pub holds: Box<[u16]>,
    /// Links to other files, with their lines.
    pub links: Vec<(String, u32)>,
    /// Names of the workspace that it states something of, by index.
    pub(super) names: Vec<u16>,
    /// Names of the workspace that it mentions in any way, by index.
    pub(super) in_passing: Vec<u16>,
    /// Whether a word in it can leave something out; see [`super::exclusions`].
    pub(super) leaves_out: bool,
    /// When it says that the thing is done next.
    pub next: Option<NextTime>,
    /// What is wrong with it.
    pub problems: Vec<FileProblem>,
    /// Somebody set it aside as evidence of nothing.
    pub set_aside: bool,
    /// The series it belongs to, with the index of its period there.
    pub series: Vec<usize>,
    /// The register it is.
    pub register: Option<usize>,
    /// Its rows, until they are those of the register it is.
    pub(super) table: Option<Box<Table>>,
    /// Its tables that are plainly logs of records though nobody declared them, until they are
    /// handed on.
    pub(super) taken: Vec<(TakenFor, Table)>,
    /// The tables on the other sheets of a workbook that is a register, until they are those of it.
    pub(super) others: Vec<Table>,
    /// Lines in it that nobody has filled in.
    pub unfilled: u32,
    /// The days that its text tells of, sorted; only looked at in a record that states none.
    pub(super) days: Box<[ToldOn]>,
    /// Whether it lays down how things are done and tells of nothing that was; only looked at
    /// where it bears a date and nothing says what kind of document it is, or that it is a list.
    /// Of a list also whether no entry bears a day.
    pub normative: bool,
    /// What it is, if it holds for anybody: training material, a glossary.
    pub general: Option<General>,
    /// By what git knows its bytes, where git is asked.
    pub(super) numbers: Option<Numbers>,
    /// What git has of it; `None` where that is not known.
    pub committed: Option<Committed>,
    /// What changes before the last one left, newest first, where git has it as it is.
    #[serde(skip)]
    pub earlier: Vec<Earlier>,
}

/// Whether a file's text is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadState {
    /// It was read.
    Read,
    /// There is nothing in it, or nothing below its headings.
    Empty,
    /// It could not be read. What it says is unknown.
    NotRead(Unread),
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// What kind of reason.
    pub why: Why,
    /// The reason in words.
    pub reason: String,
}

/// Kinds of reasons for which a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Why {
    /// Nobody may open it here, or it is gone.
    NoAccess,
    /// It is a link, and links are not followed.
    Link,
    /// It is protected by a password.
    Encrypted,
    /// Its bytes are not what they should be.
    Damaged,
    /// Pictures of pages, without text: a person can read it, the program cannot.
    Scan,
    /// It is beyond a limit.
    TooLarge,
    /// It is no text although its name says so.
    NotText,
    /// Files of this kind are not read.
    Unsupported,
}

impl Why {
    /// Stable word, in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NoAccess => "no-access",
            Self::Link => "link",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::Scan => "scan",
            Self::TooLarge => "too-large",
            Self::NotText => "not-text",
            Self::Unsupported => "unsupported",
        }
    }
}

impl Unread {
    /// A reason of a kind.
    #[must_use]
    pub fn new(why: Why, reason: impl Into<String>) -> Self {
        Self {
            why,
            reason: reason.into(),
        }
    }

    /// A file of a format that is not read.
    #[must_use]
    pub fn not_read(format: Format) -> Self {
        let reason = match format {
            Format::Binary => "this kind of file holds no text",
            _ => "files of this program are not read; save it as DOCX, XLSX, PPTX or PDF",
        };
        Self::new(Why::Unsupported, reason)
    }
}

/// The index of the document of a path, among documents in order of their paths.
#[must_use]
pub fn document_at(documents: &[Document], path: &str) -> Option<usize> {
    let by_path = |document: &Document| (*document.path).cmp(path);
    documents.binary_search_by(by_path).ok()
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
        let named = || {
            let (folders, _) = self.path.rsplit_once('/').unwrap_or_default();
            is_template_name(self.stem())
                || is_template_name(&self.title())
                || folders.split('/').any(is_template_name)
        };
        (self.unfilled > 0 || self.open_places() > 0) && named()
    }

    /// How many of its own particulars, such as owner and date, nobody has filled in.
    #[must_use]
    pub fn open_places(&self) -> usize {
        let problems = self.problems.iter();
        let open = problems.filter(|problem| problem.kind == ProblemKind::Placeholder);
        open.count()
    }

    /// The file's name without its folders and its ending.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or("");
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The date a record carries: stated, or in its name. The day of an approval or a
    /// review is none: it dates a rule, not what happened.
    #[must_use]
    pub fn dated(&self) -> Option<StatedDate> {
        let stated = self.metadata.date.as_ref().map(|date| date.value);
        stated.or_else(|| date_in_name(self.stem()))
    }

    /// The last day, up to the one assessed, of which its text tells that something was done.
    #[must_use]
    pub fn told(&self, as_of: Date) -> Option<Date> {
        let told = self.hits.iter().map(|hit| hit.told);
        let told = told.chain(self.days.iter().copied());
        told.filter_map(|told| self.day_of(told, as_of)).max()
    }

    /// The day, up to the one assessed, on which a sentence or row that shows an idea tells of
    /// something done. Where it leaves the year out, it is the last such day, if the document
    /// is of that year by another day or by its name.
    #[must_use]
    pub fn told_by(&self, hit: &Hit, as_of: Date) -> Option<Date> {
        self.day_of(hit.told, as_of)
    }

    /// The same of one that says so plainly.
    #[must_use]
    pub fn plainly_told_by(&self, hit: &Hit, as_of: Date) -> Option<Date> {
        self.day_of(hit.plain, as_of)
    }

    fn day_of(&self, told: ToldOn, as_of: Date) -> Option<Date> {
        if !told.any() {
            return None;
        }
        if told.year().is_some() {
            return told.in_year(0).filter(|day| *day <= as_of);
        }
        let this = as_of.year();
        let last = |year: &i16| told.in_year(*year).is_some_and(|day| day <= as_of);
        let year = [this, this - 1].into_iter().find(last)?;
        self.is_of_year(year).then(|| told.in_year(year))?
    }

    fn is_of_year(&self, year: i16) -> bool {
        let data = &self.metadata;
        let days = [
            &data.date,
            &data.approved_on,
            &data.effective,
            &data.last_reviewed,
            &data.created,
        ];
        let mut days = days.into_iter().flatten();
        let text = year.to_string();
        let names = |name: &str| words(name).contains(&text);
        days.any(|day| day.value.day.year() == year)
            || self.hits.iter().any(|hit| hit.told.year() == Some(year))
            || self.days.iter().any(|told| told.year() == Some(year))
            || names(self.stem())
            || names(&self.title())
    }

    /// Whether what it says is known, be it nothing.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(self.state, ReadState::NotRead(_))
    }

    /// Whether part of it could not be read: what is not seen in it may be there all the same.
    #[must_use]
    pub fn is_read_in_part(&self) -> bool {
        let mut problems = self.problems.iter();
        problems.any(|problem| problem.kind == ProblemKind::ReadInPart)
    }

    /// Whether it has text that was read.
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.state == ReadState::Read
    }

    /// A place in it: a line of its text, from 1, and the column there.
    #[must_use]
    pub fn at(&self, line: u32, column: u32) -> Location {
        let (line, column) = (line.max(1), column.max(1));
        Location {
            within: self
                .parts
                .as_ref()
                .and_then(|parts| parts.words(line, column))
                .map(Into::into),
            ..Location::at(self.path.clone(), line, column)
        }
    }

    /// Lines of its text in words: `line 3`, `lines 3, 5 and 8`, `Incidents!A3, Incidents!A5`;
    /// after the `most` first only that there are more.
    #[must_use]
    pub fn lines_in_words(&self, lines: &[u32], most: usize) -> String {
        let spoken = |line: &u32| match self.parts {
            Some(_) => self.at(*line, 1).spoken(),
            None => line.to_string(),
        };
        let named: Vec<String> = lines.iter().take(most).map(spoken).collect();
        let text = match (named.split_last(), lines.len() > most) {
            (Some((last, rest)), false) if !rest.is_empty() => {
                format!("{} and {last}", rest.join(", "))
            }
            (_, true) => format!("{} …", named.join(", ")),
            (_, false) => named.join(", "),
        };
        match (&self.parts, lines.len()) {
            (Some(_), _) => text,
            (None, 1) => format!("line {text}"),
            (None, _) => format!("lines {text}"),
        }
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
