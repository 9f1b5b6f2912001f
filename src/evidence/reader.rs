//! Reads one file: its bytes once, for everything that is asked of them.
//!
//! A file is searched for all ideas, whatever it is claimed for: a line that nobody claims
//! it for is not absent while it is shown there. Nothing that a file holds can stop the run: what
//! cannot be read becomes a problem of the file, and a parser's panic stays within it.

use std::sync::Arc;

use super::blank::is_blank;
use super::concepts::Concepts;
use super::document::{Document, ReadState, Unread, Why};
use super::exclusions::{Left, exclusions, of_another_standard};
use super::extract::{Extracted, Format, LARGEST_TEXT, Markup, extract};
use super::formats::{detect, limits};
use super::layers::Layers;
use super::metadata::{
    FileProblem, Metadata, ProblemKind, Source, Stated, Status, is_agreement, is_record, kind_of,
    merge,
};
use super::offered::offered;
use super::own::made_by_tool;
use super::particulars::{front_matter, hidden, labels_of, properties_of, taken_lines};
use super::places::{Parts, Places, Spot};
use super::registers::{Known, Table};
use super::scan::{Hit, Reading, Scanner, Task};
use super::standing;
use super::term::term_of;
use super::unfilled::{blanks, unfilled_lines};
use super::walk::Found;
use super::words::words;
use crate::catalogue::{Catalogue, Item, Particular, Target};
use crate::source::{Location, count};

/// Files with fewer words are blank if their title is all they say.
const BLANK_BELOW: u32 = 3;

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
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        catalogue: &'a Catalogue,
        concepts: &'a Concepts<'a>,
        layers: &'a Layers<'a>,
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
        let heads = records.flat_map(|record| record.attributes.values().flatten());
        Self {
            catalogue,
            concepts,
            layers,
            all: (0..catalogue.requirements.len()).collect(),
            ahead,
            heads: Known::new(heads.map(String::as_str)),
        }
    }

    /// Reads a file; `None` for what the tool wrote itself.
    pub(super) fn read(&self, found: &Found, scanner: &mut Scanner<'_>) -> Option<Document> {
        let path: Arc<str> = found.path.as_str().into();
        let format = Format::of(&found.path);
        let mut document = Document {
            path: path.clone(),
            format,
            size: found.size,
            state: ReadState::Read,
            metadata: Metadata::default(),
            words: 0,
            hits: Vec::new(),
            holds: Box::default(),
            links: Vec::new(),
            names: Vec::new(),
            parts: None,
            leaves_out: false,
            problems: Vec::new(),
            set_aside: self.layers.set_aside(&found.path),
            series: Vec::new(),
            register: None,
            table: None,
            unfilled: 0,
        };
        let outside = self.layers.of(&found.path, &mut document.problems);
        let read = bytes_of(found, format).and_then(|bytes| {
            self.contained(&bytes, &outside, &mut document, scanner)
                .map_err(ReadState::NotRead)
        });
        document.state = match read {
            Ok(None) => return None,
            Ok(Some(state)) => state,
            Err(state) => {
                document.metadata = merge(outside, &mut document.problems);
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
        let front = front_matter(format, &extracted, &path, &mut document.problems);
        let told = document.problems.len();
        let labels = match format {
            format if format.is_prose() => labels_of(&extracted, &path, &mut document.problems),
            _ => Metadata::default(),
        };
        let title = front
            .title
            .as_ref()
            .or(labels.title.as_ref())
            .map(|title| (title.value.clone(), title.location.line().unwrap_or(1)))
            .or_else(|| extracted.title.clone());
        let mut taken = unfilled_lines(&extracted.text, extracted.body, extracted.markup);
        let unfilled =
            count(taken.len()) + blanks(&extracted.text[extracted.body..], extracted.markup);
        if !matches!(extracted.places, Some(Places::Lines(_))) {
            taken.extend(taken_lines(&labels, &document.problems[told..]));
            taken.sort_unstable();
            taken.dedup();
        }
        let mut layers = Vec::with_capacity(outside.len() + 2);
        layers.push(front);
        layers.extend(outside.iter().cloned());
        layers.push(labels);
        layers.push(properties_of(&extracted, &path));
        document.problems.extend(hidden(&extracted, &path));
        document.metadata = merge(layers, &mut document.problems);
        document.unfilled = unfilled;
        let claimed = self.claimed(document);
        document.table = self.table(document, &extracted);
        let mut reading = scanner.scan(Task {
            text: &extracted.text,
            start: extracted.body,
            markup: extracted.markup,
            title: title.as_ref().map(|(title, line)| (title.as_str(), *line)),
            taken: &taken,
        });
        to_source_lines(&extracted, &mut reading);
        let title_words = title
            .as_ref()
            .map_or(0, |(title, _)| count(words(title).len()));
        let property = extracted.properties.iter().find(|(key, _)| *key == "title");
        // The first heading of a workbook is the name of its first sheet.
        let first = (reading.heading.clone()).filter(|_| !document.format.is_workbook());
        let heading = (extracted.title.clone())
            .or(first)
            .or_else(|| property.map(|(_, title)| (title.clone(), 1)));
        if document.metadata.title.is_none()
            && let Some((value, line)) = heading
        {
            document.metadata.title = Some(Stated {
                value,
                source: Source::Name,
                location: extracted.location(&path, line, 1),
            });
        }
        if document.metadata.status.is_none() {
            document.metadata.status = named(document);
        }
        ending(document, &extracted);
        let no_more_than_title = reading.words < BLANK_BELOW && reading.words <= title_words;
        let blank = no_more_than_title
            || is_blank(&extracted.text, extracted.body, extracted.markup, &taken);
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

    /// The requirements a document is claimed for, sorted. `None` when nobody claims it,
    /// or claims on it are made elsewhere and may speak of anything.
    fn claimed(&self, document: &Document) -> Option<Vec<usize>> {
        if document.metadata.claims.is_empty() || self.layers.in_series_or_register(&document.path)
        {
            return None;
        }
        let claims = document.metadata.claims.iter();
        let mut lines: Vec<usize> = claims
            .filter_map(|claim| claim.value.target.as_ref().ok())
            .filter_map(|target| self.catalogue.resolve(target))
            .flatten()
            .collect();
        lines.sort_unstable();
        lines.dedup();
        (!lines.is_empty()).then_some(lines)
    }

    /// Keeps what was read. A file that is claimed is only ever compared with what it is
    /// claimed for: other ideas in it are let go, or a large repository would not fit into
    /// memory.
    fn keep(&self, document: &mut Document, reading: Reading, claimed: Option<&[usize]>) {
        document.words = reading.words;
        document.links = reading.links;
        document.names = reading.names;
        document.leaves_out = reading.leaves_out;
        document.holds = self.concepts.held(self.catalogue, &reading.hits);
        document.hits = match claimed {
            Some(lines) => self.concepts.claimed(self.catalogue, &reading.hits, lines),
            None if self.layers.in_series_or_register(&document.path) => {
                self.concepts
                    .claimed(self.catalogue, &reading.hits, &self.all)
            }
            None => self.concepts.spread(&reading.hits),
        };
        if document.metadata.claims.is_empty() {
            return;
        }
        self.add_stated(document, claimed.unwrap_or_default());
        let line_of = |idea: u32| self.catalogue.ideas[idea as usize].requirement;
        // In a plan "will be tested" says what is planned, and that is what is asked for.
        for hit in &mut document.hits {
            if hit.announced > 0 && self.ahead[line_of(hit.idea)] {
                hit.accept_announcements();
            }
        }
    }

    /// Ideas that the document's own particulars show: label lines are not searched.
    fn add_stated(&self, document: &mut Document, claimed: &[usize]) {
        let metadata = &document.metadata;
        let line = |location: &Location| location.line().unwrap_or(1);
        let approver = metadata.approved_by.as_ref().map(|by| line(&by.location));
        // Whether that term is over depends on the day assessed; what is over does not count.
        let term = metadata
            .valid_until
            .as_ref()
            .or(metadata.effective.as_ref());
        let term = term.map(|date| line(&date.location));
        let requirements = claimed
            .iter()
            .map(|line| &self.catalogue.requirements[*line]);
        for idea in requirements.flat_map(|requirement| requirement.ideas.clone()) {
            let stated = match self.catalogue.ideas[idea].stated {
                Some(Particular::Approver) => approver,
                Some(Particular::Term) => term,
                None => None,
            };
            let Some(line) = stated else { continue };
            let idea = count(idea);
            match document.hits.binary_search_by_key(&idea, |hit| hit.idea) {
                Ok(at) => document.hits[at].said = document.hits[at].said.saturating_add(1),
                Err(at) => document.hits.insert(
                    at,
                    Hit {
                        idea,
                        line,
                        column: 1,
                        said: 1,
                        ..Hit::default()
                    },
                ),
            }
        }
    }

    /// What matters in a claimed document beyond the ideas in it: which services it lists,
    /// whether it leaves out a clause of the standard.
    fn look_closer(&self, document: &mut Document, text: &Extracted<'_>) {
        if document.metadata.claims.is_empty() || document.set_aside {
            return;
        }
        let mut items = self.catalogue.items.iter();
        if items.any(|item| item.lists.is_some() && self.claimed_for(&document.metadata, item)) {
            list(document, text);
        }
        if !document.leaves_out
            || !document.format.is_prose()
            || self.layers.in_series(&document.path)
        {
            return;
        }
        // Records lay down nothing.
        if !kind_of(&document.metadata, &document.path).is_some_and(is_record) {
            self.exclude(document, text);
        }
    }

    /// Whether a document is claimed for an item closely: for it, one of its lines or their
    /// clause.
    fn claimed_for(&self, metadata: &Metadata, item: &Item) -> bool {
        let line = |index: usize| &self.catalogue.requirements[index];
        let claims = metadata.claims.iter();
        claims
            .filter_map(|claim| claim.value.target.as_ref().ok())
            .any(|target| match target {
                Target::Item(id) => *id == item.id,
                Target::Requirement(id) => item.requirements.iter().any(|at| line(*at).id == *id),
                Target::Clause(id) => item
                    .requirements
                    .iter()
                    .any(|at| line(*at).id.clause == *id),
            })
    }

    fn exclude(&self, document: &mut Document, text: &Extracted<'_>) {
        let catalogue = self.catalogue;
        if of_another_standard(&document.title(), catalogue)
            || of_another_standard(&document.path.replace(['-', '_'], " "), catalogue)
        {
            return;
        }
        for exclusion in exclusions(&text.text, text.body, catalogue) {
            let what = match exclusion.what {
                Left::Clause(clause) => format!("clause {clause}"),
                Left::AtLarge => "requirements of the standard".to_owned(),
            };
            let range = match (catalogue.areas.first(), catalogue.areas.last()) {
                (Some(first), Some(last)) => format!("clauses {} to {}", first.clause, last.clause),
                _ => "its clauses".to_owned(),
            };
            document.problems.push(FileProblem {
                kind: ProblemKind::Excluded,
                message: format!(
                    "leaves out {what}, but nothing in {range} can be left out; say what is true instead: \
                     performed by another party, no occurrence in the period, or no such party (`clausewise answer --help`)"
                ),
                location: text.location(&document.path, exclusion.line, 1),
            });
        }
    }
}

/// How far a file has got by its title, else by its name.
fn named(document: &Document) -> Option<Stated<Status>> {
    let title = document.metadata.title.as_ref();
    let in_title =
        title.and_then(|title| Some((standing::in_title(&title.value)?, title.location.clone())));
    let in_name = || {
        let status = standing::in_name(document.stem())?;
        Some((status, Location::file(document.path.clone())))
    };
    let (value, location) = in_title.or_else(in_name)?;
    Some(Stated {
        value,
        source: Source::Name,
        location,
    })
}

/// Until when an agreement is valid: by its labels, or by its sentences where those say that
/// it ends earlier. One that renews itself goes on after the term of its labels.
fn ending(document: &mut Document, extracted: &Extracted<'_>) {
    if extracted.markup == Markup::Data
        || !kind_of(&document.metadata, &document.path).is_some_and(is_agreement)
    {
        return;
    }
    // A list of contracts tells the end of each, and ends with none of them.
    let title = document.metadata.title.as_ref();
    let named = words(title.map_or(&*document.path, |title| &title.value));
    let several = named.iter().any(|word| {
        matches!(
            word.as_str(),
            "contracts" | "agreements" | "vertraege" | "vereinbarungen" | "slas" | "olas"
        )
    });
    if several {
        return;
    }
    let (front, body) = extracted.text.split_at(extracted.body);
    let term = term_of(body);
    let metadata = &mut document.metadata;
    if term.renews {
        metadata
            .valid_until
            .take_if(|date| date.source == Source::Label);
        metadata.ends.take_if(|date| date.source == Source::Label);
    }
    let before = count(front.bytes().filter(|byte| *byte == b'\n').count());
    let said = term.ends.map(|(value, line)| Stated {
        value,
        source: Source::Label,
        location: extracted.location(&document.path, before + line, 1),
    });
    let ends = [metadata.valid_until.take(), metadata.ends.take(), said];
    metadata.valid_until = ends.into_iter().flatten().min_by_key(|date| date.value.day);
}

fn list(document: &mut Document, text: &Extracted<'_>) {
    document.metadata.lists = offered(document.format, &text.text, text.body)
        .into_iter()
        .map(|(value, line)| Stated {
            value,
            source: Source::Label,
            location: text.location(&document.path, line, 1),
        })
        .collect();
}

/// From lines of the extracted text to lines of the file, where the two differ, and from
/// columns of the text to those of a sheet.
fn to_source_lines(extracted: &Extracted<'_>, reading: &mut Reading) {
    match &extracted.places {
        Some(Places::Lines(_)) => {}
        Some(Places::Parts(parts)) => return to_columns(&extracted.text, parts, reading),
        None => return,
    }
    for hit in &mut reading.hits {
        hit.line = extracted.source_line(hit.line);
        hit.denied_line = extracted.source_line(hit.denied_line);
        hit.none_line = extracted.source_line(hit.none_line);
        hit.every_line = extracted.source_line(hit.every_line);
        hit.column = 1;
    }
    for (_, line) in &mut reading.links {
        *line = extracted.source_line(*line);
    }
    if let Some((_, line)) = &mut reading.heading {
        *line = extracted.source_line(*line);
    }
}

/// From the column of a hit in the text to the column of the cell of a sheet.
fn to_columns(text: &str, parts: &Parts, reading: &mut Reading) {
    if !reading.hits.iter().any(|hit| in_cells(parts, hit)) {
        return;
    }
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    let starts: Vec<usize> = std::iter::once(0).chain(ends).collect();
    for hit in reading.hits.iter_mut().filter(|hit| in_cells(parts, hit)) {
        let start = starts.get(hit.line.saturating_sub(1) as usize);
        let line = start.and_then(|start| text[*start..].lines().next());
        let before = line.unwrap_or("").chars().take(hit.column as usize);
        let bars = before.filter(|c| *c == '|').count();
        hit.column = parts.column(hit.line, count(bars.saturating_sub(1)));
    }
}

fn in_cells(parts: &Parts, hit: &Hit) -> bool {
    matches!(parts.spot(hit.line), Spot::Cells(_))
}

fn bytes_of(found: &Found, format: Format) -> Result<Vec<u8>, ReadState> {
    let unread = |why, reason: &str| Err(ReadState::NotRead(Unread::new(why, reason)));
    if found.link {
        return unread(Why::Link, "it is a link, and links are not followed");
    }
    if found.size == 0 {
        return Err(ReadState::Empty);
    }
    if matches!(format, Format::Office | Format::Binary) {
        return Err(ReadState::NotRead(Unread::not_read(format)));
    }
    let largest = if format.is_text() {
        LARGEST_TEXT
    } else {
        limits::FILE
    };
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
