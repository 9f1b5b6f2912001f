//! Reads one file: its bytes once, for everything that is asked of them.
//!
//! A file is searched for all ideas, whatever it is claimed for: a line that nobody claims
//! it for is not absent while it is shown there. Nothing that a file holds can stop the run: what
//! cannot be read becomes a problem of the file, and a parser's panic stays within it.

mod called;
mod closer;
mod kept;
mod logs;
mod prose;
mod source_lines;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::blank::is_blank;
use super::cache::{Cache, outside_of};
use super::concepts::Concepts;
use super::document::{Document, ReadState, Unread, Why};
use super::enclosed::{Enclosed, enclosed};
use super::extract::{Extracted, Format, LARGEST_TEXT, extract};
use super::fields::fold;
use super::formats::{detect, is_pointer, limits};
use super::general::general;
use super::history::Numbers;
use super::layers::Layers;
use super::metadata::{
    FileProblem, LIST, Metadata, ProblemKind, Stated, is_record, kind_in, kind_of, merge,
};
use super::normative::has_entries;
use super::own::made_by_tool;
use super::particulars::{all_taken_lines, front_matter, hidden, labels_of, properties_of};
use super::phrases::Matcher;
use super::places::Places;
use super::registers::{Known, LogKinds, Table};
use super::scan::{Scanner, Task};
use super::unfilled::{blanks, unfilled_lines};
use super::walk::Found;
use super::words::words;
use crate::catalogue::Catalogue;
use crate::source::{Location, count};
use called::{call, first_line};
use prose::{dates_version, day_told, days_of_record, ending, lays_down, merged, own_lines};
use source_lines::to_source_lines;

/// Files with fewer words are blank if their title is all they say.
const BLANK_BELOW: u32 = 3;

/// Why a file is not read of which only a pointer lies there.
pub const POINTER: &str = "only its pointer lies here (Git LFS); `git lfs pull` fetches the file";

/// What reading a file needs to know beyond its bytes.
pub(super) struct Reader<'a> {
    catalogue: &'a Catalogue,
    concepts: &'a Concepts<'a>,
    layers: &'a Layers<'a>,
    /// All requirements, by index.
    all: Vec<usize>,
    /// Whether a requirement is shown by a document that speaks of what lies ahead.
    ahead: Vec<bool>,
    /// Heads of columns that the catalogue knows.
    heads: Known,
    /// Kinds of records, as tables are asked for them.
    kinds: LogKinds<'a>,
    /// Gives the matcher for all texts, which is made when the first text is read.
    matcher: &'a (dyn Fn() -> &'a Matcher + Sync),
    cache: Option<&'a Cache>,
    /// Whether the files lie in a repository whose history is read.
    pub(super) in_git: bool,
}

/// What is said of a file outside it.
#[derive(Debug)]
struct Outside {
    /// Nearest manifest first.
    layers: Vec<Metadata>,
    /// What is wrong with what is said.
    problems: Vec<FileProblem>,
    set_aside: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        catalogue: &'a Catalogue,
        concepts: &'a Concepts<'a>,
        layers: &'a Layers<'a>,
        matcher: &'a (dyn Fn() -> &'a Matcher + Sync),
        cache: Option<&'a Cache>,
    ) -> Self {
        let ahead = catalogue
            .requirements
            .iter()
            .map(|line| {
                let item = line.of.as_ref().and_then(|of| catalogue.item(of));
                line.proof.is_text() && item.is_some_and(|item| item.ahead)
            })
            .collect();
        let records = catalogue
            .clauses
            .iter()
            .filter_map(|clause| clause.record.as_ref());
        let of_clauses = records.map(|record| &record.attributes);
        let of_kinds = catalogue.records.kinds.iter();
        let of_kinds = of_kinds.map(|kind| &kind.attributes);
        let heads = of_clauses
            .chain(of_kinds)
            .flat_map(BTreeMap::values)
            .flatten();
        Self {
            catalogue,
            concepts,
            layers,
            all: (0..catalogue.requirements.len()).collect(),
            ahead,
            heads: Known::new(heads.map(String::as_str)),
            kinds: LogKinds::new(catalogue),
            matcher,
            cache,
            in_git: false,
        }
    }

    /// Reads a file, or takes what is known of it; `None` for what the tool wrote itself. The
    /// scanner is made when it is first needed.
    pub(super) fn read(
        &self,
        found: &Found,
        scanner: &mut Option<Scanner<'a>>,
    ) -> Option<Document> {
        let outside = self.outside(&found.path);
        let cache = self
            .cache
            .map(|cache| (cache, self.said(&found.path, &outside)));
        if let Some((cache, outside)) = cache
            && let Some(document) = cache.unchanged(found, outside)
        {
            return Some(document);
        }
        let bytes = bytes_of(found, Format::of(&found.path));
        let (Some((cache, said)), Ok(bytes)) = (cache, &bytes) else {
            return self.document(
                found,
                outside,
                bytes.as_deref().map_err(Clone::clone),
                scanner,
            );
        };
        if let Some(document) = cache.same_bytes(found, said, bytes) {
            return Some(document);
        }
        let document = self.document(found, outside, Ok(bytes), scanner)?;
        cache.keep(found, said, bytes, &document);
        Some(document)
    }

    fn outside(&self, path: &str) -> Outside {
        let mut problems = Vec::new();
        Outside {
            layers: self.layers.of(path, &mut problems),
            problems,
            set_aside: self.layers.set_aside(path),
        }
    }

    /// All that decides what is read of a file, beside its bytes and the catalogue.
    fn said(&self, path: &str, outside: &Outside) -> u64 {
        let in_series = self.layers.in_series(path);
        let register = self.layers.register(path);
        outside_of(&(outside, in_series, register, self.in_git))
    }

    /// Reads a file, given its bytes or why there are none.
    fn document(
        &self,
        found: &Found,
        outside: Outside,
        bytes: Result<&[u8], ReadState>,
        scanner: &mut Option<Scanner<'a>>,
    ) -> Option<Document> {
        let path: Arc<str> = found.path.as_str().into();
        let mut document = Document {
            path: path.clone(),
            format: Format::of(&found.path),
            size: found.size,
            state: ReadState::Read,
            metadata: Box::default(),
            words: 0,
            hits: Vec::new(),
            holds: Box::default(),
            links: Vec::new(),
            names: Vec::new(),
            in_passing: Vec::new(),
            parts: None,
            leaves_out: false,
            next: None,
            problems: outside.problems,
            set_aside: outside.set_aside,
            series: Vec::new(),
            register: None,
            table: None,
            taken: Vec::new(),
            others: Vec::new(),
            unfilled: 0,
            general: None,
            days: Box::default(),
            normative: false,
            numbers: bytes
                .as_ref()
                .ok()
                .filter(|_| self.in_git)
                .map(|bytes| Numbers::of(bytes)),
            committed: None,
            earlier: Vec::new(),
        };
        let outside = outside.layers;
        let read = bytes.and_then(|bytes| {
            let scanner = scanner
                .get_or_insert_with(|| Scanner::new((self.matcher)(), self.concepts.count()));
            self.contained(bytes, &outside, &mut document, scanner)
                .map_err(ReadState::NotRead)
        });
        document.state = match read {
            Ok(None) => return None,
            Ok(Some(state)) => state,
            Err(state) => {
                *document.metadata = merge(outside, &mut document.problems);
                state
            }
        };
        let problem = match &document.state {
            ReadState::Read => None,
            ReadState::Empty => Some((
                ProblemKind::Empty,
                format!("this file {}", document.emptiness()),
            )),
            ReadState::NotRead(unread) => Some((
                ProblemKind::Unreadable,
                format!("not read: {}", unread.reason),
            )),
        };
        if let Some((kind, message)) = problem {
            document.problems.push(FileProblem {
                kind,
                message,
                location: Location::file(path),
            });
        }
        Some(document)
    }

    /// Reads one file's bytes, `None` for what the tool wrote itself; a panic of any parser
    /// stays within its file.
    fn contained(
        &self,
        bytes: &[u8],
        outside: &[Metadata],
        document: &mut Document,
        scanner: &mut Scanner<'_>,
    ) -> Result<Option<ReadState>, Unread> {
        let run = std::panic::AssertUnwindSafe(|| {
            if made_by_tool(bytes) {
                return Ok(None);
            }
            self.contents(bytes, outside, document, scanner).map(Some)
        });
        std::panic::catch_unwind(run)
            .unwrap_or_else(|_| Err(Unread::new(Why::Damaged, "reading it failed unexpectedly")))
    }

    fn contents(
        &self,
        bytes: &[u8],
        outside: &[Metadata],
        document: &mut Document,
        scanner: &mut Scanner<'_>,
    ) -> Result<ReadState, Unread> {
        if is_pointer(bytes) {
            return Err(Unread::new(Why::NoAccess, POINTER));
        }
        let detected = detect(&document.path, bytes);
        document.format = detected.format;
        if detected.misnamed {
            document.problems.push(FileProblem {
                kind: ProblemKind::Misnamed,
                message: format!(
                    "its name says {}, its content is {}; it was read as what it is",
                    Format::of(&document.path).word(),
                    detected.format.word()
                ),
                location: Location::file(document.path.clone()),
            });
        }
        let extracted = extract(document.format, bytes)?;
        let (path, format) = (document.path.clone(), document.format);
        if let Some(encoding) = extracted.encoding {
            document.problems.push(FileProblem {
                kind: ProblemKind::Encoding,
                message: format!("the text is not UTF-8; it was read as {encoding}"),
                location: Location::file(path.clone()),
            });
        }
        document.problems.extend(merged(&extracted, &path));
        let front = front_matter(format, &extracted, &path, &mut document.problems);
        let told = document.problems.len();
        let mut labels = match format {
            format if format.is_prose() => labels_of(&extracted, &path, &mut document.problems),
            _ => Metadata::default(),
        };
        labels.title.take_if(|title| is_heading(title, &extracted));
        let title = front
            .title
            .as_ref()
            .or(labels.title.as_ref())
            .map(|title| (title.value.clone(), title.location.line().unwrap_or(1)))
            .or_else(|| extracted.title.clone())
            .or_else(|| first_line(&extracted));
        let mut taken = unfilled_lines(&extracted.text, extracted.body, extracted.markup);
        let unfilled =
            count(taken.len()) + blanks(&extracted.text[extracted.body..], extracted.markup);
        if !matches!(extracted.places, Some(Places::Lines(_))) {
            let text = &*extracted.text;
            let (own, enclosed) = (&document.problems[told..], enclosed(&extracted, &path));
            taken.extend(all_taken_lines(text, &labels, own, &enclosed));
            document
                .problems
                .extend(enclosed.iter().filter_map(Enclosed::told));
            taken.sort_unstable();
            taken.dedup();
        }
        let mut layers = Vec::with_capacity(outside.len() + 2);
        layers.push(front);
        layers.extend(outside.iter().cloned());
        // To send a rule round is done on a day, and the mail is the record of it.
        let is_mail = format.is_mail();
        let own_lines =
            (format.is_prose() && !is_mail).then(|| own_lines(&extracted.text, &labels));
        layers.push(labels);
        layers.extend(day_told(&extracted, format, &path));
        layers.push(properties_of(&extracted, &path));
        document.problems.extend(hidden(&extracted, &path));
        let mut remarks = extracted.remarks.iter();
        let lost = remarks.find_map(|remark| Some((remark.lost?, &remark.message)));
        if lost.is_some() {
            // A label without its value may have lost it with the rest.
            let is_open = |problem: &FileProblem| problem.kind == ProblemKind::Placeholder;
            document.problems.retain(|problem| !is_open(problem));
        }
        *document.metadata = merge(layers, &mut document.problems);
        document.unfilled = unfilled;
        if format.is_prose() {
            let title = title.as_ref().map_or("", |(title, _)| title);
            document.general = general(title, &extracted.text[extracted.body..]);
        }
        if let Some(own_lines) = own_lines {
            let kind = kind_of(&document.metadata, &path);
            let titled = title.as_ref().and_then(|(title, _)| kind_in(title));
            if document.dated().is_none() {
                if kind.is_some_and(is_record) {
                    document.days = days_of_record(&extracted, &own_lines);
                }
            } else if matches!(kind.or(titled), None | Some(LIST)) {
                let is_list = kind.or(titled) == Some(LIST);
                let tells_nothing = is_list && !has_entries(&extracted.text[extracted.body..]);
                let dated = dates_version(&document.metadata);
                document.normative = tells_nothing || dated || lays_down(&extracted, &own_lines);
            }
        }
        let claimed = self.claimed(document);
        document.table = self.table(document, &extracted);
        (document.taken, document.others) = self.taken(document, &extracted);
        let mut reading = scanner.scan(Task {
            text: &extracted.text,
            start: extracted.body,
            markup: extracted.markup,
            title: title.as_ref().map(|(title, line)| (title.as_str(), *line)),
            taken: &taken,
            spots: !document.metadata.claims.is_empty(),
        });
        to_source_lines(&extracted, &mut reading);
        let of_title = |(title, _): &(String, u32)| count(words(title).len());
        let title_words = title.as_ref().map_or(0, of_title);
        call(document, &extracted, reading.heading.clone());
        ending(document, &extracted);
        let no_more_than_title = reading.words < BLANK_BELOW && reading.words <= title_words;
        let blank = no_more_than_title
            || is_blank(&extracted.text, extracted.body, extracted.markup, &taken);
        if let Some((why, message)) = lost.filter(|_| blank) {
            let is_told = |problem: &FileProblem| problem.kind == ProblemKind::ReadInPart;
            document.problems.retain(|problem| !is_told(problem));
            return Err(Unread::new(why, message.clone()));
        }
        self.keep(document, reading, claimed.as_deref());
        if !blank {
            self.look_closer(document, &extracted);
        }
        if let Some(Places::Parts(parts)) = extracted.places {
            document.parts = Some(Box::new(parts));
        }
        Ok(if blank {
            ReadState::Empty
        } else {
            ReadState::Read
        })
    }

    /// The rows of a file that is a register, or is claimed and so becomes one.
    fn table(&self, document: &Document, extracted: &Extracted<'_>) -> Option<Box<Table>> {
        let entry = self.layers.register(&document.path);
        if entry.is_none() && document.metadata.claims.is_empty() {
            return None;
        }
        let known = match entry {
            Some(entry) => {
                let named = entry.columns.iter().map(|(_, head)| head);
                &self
                    .heads
                    .with(named.chain(&entry.date).map(String::as_str))
            }
            None => &self.heads,
        };
        match &extracted.places {
            _ if document.format == Format::Csv => Some(Table::read(&extracted.text, known)),
            Some(Places::Parts(parts)) if document.format.is_workbook() => {
                let wanted = entry.and_then(|entry| entry.sheet.as_deref());
                let text = &extracted.text;
                Some(Table::of_workbook(
                    text,
                    parts,
                    &extracted.sheets,
                    wanted,
                    known,
                ))
            }
            _ => None,
        }
        .map(Box::new)
    }
}

/// Whether a title that a label states is the heading as well. A cell breaks long words where it
/// ends; the heading has the same title whole.
fn is_heading(title: &Stated<String>, extracted: &Extracted<'_>) -> bool {
    const FIRST_LINES: usize = 40;
    let mut lines = extracted.text[extracted.body..].lines().take(FIRST_LINES);
    let heading = lines.find_map(|line| line.strip_prefix("# "));
    heading.is_some_and(|heading| fold(heading) == fold(&title.value))
}

pub(super) fn bytes_of(found: &Found, format: Format) -> Result<Vec<u8>, ReadState> {
    let unread = |why, reason: &str| Err(ReadState::NotRead(Unread::new(why, reason)));
    if found.link {
        return unread(Why::Link, "it is a link, and links are not followed");
    }
    if found.size == 0 {
        return Err(ReadState::Empty);
    }
    let largest = if format.is_text() {
        LARGEST_TEXT
    } else {
        limits::FILE
    };
    // What an office program is named for may be rich text or a web page: its bytes tell.
    if format == Format::Binary || format == Format::Office && found.size > largest {
        return Err(ReadState::NotRead(Unread::not_read(format)));
    }
    if found.size > largest {
        let reason = format!("it is larger than {} MiB", largest >> 20);
        return unread(Why::TooLarge, &reason);
    }
    std::fs::read(&found.on_disk).or_else(|error| {
        unread(
            Why::NoAccess,
            &format!("it cannot be opened: {}", error.kind()),
        )
    })
}
