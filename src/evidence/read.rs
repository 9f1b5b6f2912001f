//! From files on disk to documents: read once, in parallel, results in order of path.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::blank::is_blank;
use super::cues::cue_phrases;
use super::extract::{Extracted, Format, LARGEST_FRONT, LARGEST_TEXT, extract};
use super::fields::from_node;
use super::labels;
use super::manifest::{Elsewhere, Manifest, RegisterEntry, SeriesEntry, read_manifest};
use super::metadata::merge;
use super::metadata::{FileProblem, Metadata, ProblemKind, Source, Stated};
use super::phrases::{Mark, Matcher};
use super::registers::Table;
use super::scan::{Hit, Reading, Scanner};
use super::walk::{Found, walk};
use crate::catalogue::Catalogue;
use crate::form::{Node, Span, parse_toml, parse_yaml, parse_yaml_within};
use crate::problem::Problem;
use crate::source::{Location, SourceFile};
use crate::workspace::Workspace;

/// All evidence of a workspace.
#[derive(Debug, Default)]
pub struct Evidence {
    /// One entry a file, sorted by path.
    pub documents: Vec<Document>,
    /// Things kept elsewhere.
    pub elsewhere: Vec<Elsewhere>,
    /// Records over time.
    pub series: Vec<Series>,
    /// Tables of records.
    pub registers: Vec<Register>,
    /// Documents in which each service, customer and party is named, sorted.
    pub mentions: BTreeMap<String, Vec<usize>>,
    /// Mistakes in manifests and sidecars, and what could not be read at all.
    pub problems: Vec<Problem>,
}

/// One file.
#[derive(Debug)]
pub struct Document {
    /// Workspace path.
    pub path: Arc<str>,
    /// Its format.
    pub format: Format,
    /// Size in bytes.
    pub size: u64,
    /// Whether its text was read.
    pub state: ReadState,
    /// What it says about itself, and what is said about it.
    pub metadata: Metadata,
    /// Words read.
    pub words: u32,
    /// Ideas found.
    pub hits: Vec<Hit>,
    /// Links to other files, with their lines.
    pub links: Vec<(String, u32)>,
    /// Names of the workspace it mentions, by index.
    names: Vec<u16>,
    /// What is wrong with it.
    pub problems: Vec<FileProblem>,
    /// Somebody set it aside as evidence of nothing.
    pub set_aside: bool,
    /// The series it belongs to, with the index of its period there.
    pub series: Vec<usize>,
    /// The register it is.
    pub register: Option<usize>,
}

/// Whether a file's text is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadState {
    /// It was read.
    Read,
    /// There is nothing in it.
    Empty,
    /// It could not be read, for this reason. What it says is unknown.
    NotRead(String),
}

/// A series and its files.
#[derive(Debug)]
pub struct Series {
    /// As it is declared.
    pub entry: SeriesEntry,
    /// Files by period: index into [`Evidence::documents`].
    pub members: Vec<(super::periods::PeriodKey, usize)>,
}

/// A register and its rows.
#[derive(Debug)]
pub struct Register {
    /// As it is declared.
    pub entry: RegisterEntry,
    /// The file, when it was found: index into [`Evidence::documents`].
    pub document: Option<usize>,
    /// Its rows, when it could be read.
    pub table: Table,
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

    /// Whether it has text that was read.
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.state == ReadState::Read
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

/// The matcher for a catalogue's ideas, the workspace's names and the language's cues.
#[must_use]
pub fn matcher(catalogue: &Catalogue, names: &[String]) -> Matcher {
    let names = names
        .iter()
        .enumerate()
        .filter_map(|(index, name)| Some((name.as_str(), Mark::Name(u16::try_from(index).ok()?))));
    let cues = cue_phrases();
    let ideas = catalogue
        .ideas
        .iter()
        .enumerate()
        .flat_map(|(index, idea)| {
            let mark = Mark::Idea(crate::source::count(index));
            idea.phrases
                .values()
                .flatten()
                .map(move |phrase| (phrase.as_str(), mark))
        });
    Matcher::new(
        ideas
            .chain(names)
            .chain(cues.iter().map(|(phrase, mark)| (phrase.as_str(), *mark))),
    )
}

/// Reads all evidence of a workspace. `done` is called once a file, from any thread.
#[must_use]
pub fn read_evidence(
    workspace: &Workspace,
    catalogue: &Catalogue,
    done: &(dyn Fn() + Sync),
) -> Evidence {
    let walked = walk(
        &workspace.root,
        &workspace.settings.roots,
        &workspace.settings.ignore,
    );
    let mut evidence = Evidence {
        problems: walked.problems,
        ..Evidence::default()
    };
    let manifests: Vec<Manifest> = walked
        .manifests
        .iter()
        .filter_map(|found| {
            let source = read_source(found, &mut evidence.problems)?;
            read_manifest(&source, &mut evidence.problems)
        })
        .collect();
    let mut layers = Layers::new(
        workspace,
        &walked.sidecars,
        &manifests,
        &mut evidence.problems,
    );
    let names = names_of(workspace);
    let matcher = matcher(catalogue, &names);
    let ideas = catalogue.ideas.len();
    evidence.documents = walked
        .files
        .par_iter()
        .with_min_len(16)
        .map_init(
            || Scanner::new(&matcher, ideas),
            |scanner, found| {
                let mut document = read_document(found, scanner, &layers);
                if let Some(document) = &mut document {
                    keep_what_is_claimed(document, catalogue, &manifests);
                }
                done();
                document
            },
        )
        .filter_map(|document| document)
        .collect();
    for (at, document) in evidence.documents.iter().enumerate() {
        for name in &document.names {
            evidence
                .mentions
                .entry(names[usize::from(*name)].clone())
                .or_default()
                .push(at);
        }
    }
    super::links::check_links(&workspace.root, &mut evidence.documents);
    layers.report_unused(&evidence.documents, &mut evidence.problems);
    gather(&mut evidence, manifests, &walked.files);
    evidence
}

/// A file that is claimed is only ever compared with what it is claimed for: the other
/// ideas in it are let go, or a large repository would not fit into memory.
fn keep_what_is_claimed(document: &mut Document, catalogue: &Catalogue, manifests: &[Manifest]) {
    let elsewhere = manifests.iter().any(|manifest| {
        manifest
            .registers
            .iter()
            .any(|register| *register.file == *document.path)
            || manifest
                .series
                .iter()
                .any(|series| series.pattern.period_of(&document.path).is_some())
    });
    if document.metadata.claims.is_empty() || elsewhere {
        return;
    }
    let targets = document
        .metadata
        .claims
        .iter()
        .filter_map(|claim| claim.value.target.as_ref().ok());
    let mut lines: Vec<usize> = targets
        .filter_map(|target| catalogue.resolve(target))
        .flatten()
        .collect();
    if lines.is_empty() {
        return;
    }
    lines.sort_unstable();
    document.hits.retain(|hit| {
        lines
            .binary_search(&catalogue.ideas[hit.idea as usize].requirement)
            .is_ok()
    });
    document.hits.shrink_to_fit();
}

fn names_of(workspace: &Workspace) -> Vec<String> {
    let settings = &workspace.settings;
    let parties = settings.parties.iter().map(|party| &party.name);
    let mut names: Vec<String> = settings
        .services
        .iter()
        .chain(&settings.customers)
        .chain(parties)
        .cloned()
        .collect();
    names.sort();
    names.dedup();
    names
}

/// What is said about files outside them.
struct Layers<'a> {
    sidecars: HashMap<String, (Metadata, Vec<FileProblem>)>,
    claims: HashMap<&'a str, Vec<&'a crate::workspace::FileClaim>>,
    not_evidence: Vec<&'a str>,
    manifests: &'a [Manifest],
}

impl<'a> Layers<'a> {
    fn new(
        workspace: &'a Workspace,
        sidecars: &[Found],
        manifests: &'a [Manifest],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut said = HashMap::new();
        for found in sidecars {
            let target = found
                .path
                .trim_end_matches(".yaml")
                .trim_end_matches(".yml")
                .trim_end_matches(".meta")
                .to_owned();
            let Some(source) = read_source(found, problems) else {
                continue;
            };
            match parse_yaml(&source) {
                Ok(node) => {
                    let mut wrong = Vec::new();
                    let metadata = from_node(&node, &source, Source::Sidecar, &mut wrong);
                    said.insert(target, (metadata, wrong));
                }
                Err(problem) => problems.push(problem),
            }
        }
        let mut claims: HashMap<&str, Vec<_>> = HashMap::new();
        for claim in &workspace.claims {
            claims.entry(claim.path.as_str()).or_default().push(claim);
        }
        Self {
            sidecars: said,
            claims,
            not_evidence: workspace.not_evidence.iter().map(String::as_str).collect(),
            manifests,
        }
    }

    /// What is said about a path outside the file, nearest manifest first.
    fn of(&self, path: &str, problems: &mut Vec<FileProblem>) -> Vec<Metadata> {
        let mut layers = Vec::new();
        if let Some((metadata, wrong)) = self.sidecars.get(path) {
            layers.push(metadata.clone());
            problems.extend(wrong.iter().cloned());
        }
        for claim in self.claims.get(path).into_iter().flatten() {
            layers.push(claim.metadata.clone());
        }
        for manifest in self.manifests_of(path) {
            for entry in &manifest.entries {
                if entry.matcher.is_match(path) {
                    layers.push(entry.metadata.clone());
                }
            }
        }
        layers
    }

    fn manifests_of(&self, path: &str) -> impl Iterator<Item = &Manifest> {
        let mut near: Vec<&Manifest> = self
            .manifests
            .iter()
            .filter(|manifest| path.starts_with(&manifest.folder))
            .collect();
        near.sort_by_key(|manifest| std::cmp::Reverse(manifest.folder.len()));
        near.into_iter()
    }

    fn set_aside(&self, path: &str) -> bool {
        self.not_evidence.contains(&path)
            || self
                .manifests_of(path)
                .any(|manifest| manifest.not_evidence.iter().any(|glob| glob.is_match(path)))
    }

    /// Claims, sidecars and manifest entries that speak of no file at all.
    fn report_unused(&mut self, documents: &[Document], problems: &mut Vec<Problem>) {
        let known = |path: &str| {
            documents
                .binary_search_by(|document| (*document.path).cmp(path))
                .is_ok()
        };
        for (path, claims) in &self.claims {
            if !known(path) {
                for claim in claims {
                    problems.push(missing(
                        &claim.location,
                        path,
                        "claims.toml speaks of a file that is not there",
                    ));
                }
            }
        }
        for path in self.sidecars.keys() {
            if !known(path) {
                let sidecar = format!("{path}.meta.yaml");
                problems.push(missing(
                    &Location::file(sidecar),
                    path,
                    "this sidecar speaks of a file that is not there",
                ));
            }
        }
        for manifest in self.manifests {
            for entry in &manifest.entries {
                if !documents
                    .iter()
                    .any(|document| entry.matcher.is_match(&*document.path))
                {
                    problems.push(missing(
                        &entry.location,
                        &entry.pattern,
                        "no file matches this entry",
                    ));
                }
            }
        }
    }
}

fn missing(location: &Location, path: &str, message: &str) -> Problem {
    Problem {
        location: location.clone(),
        message: format!("{message}: {path}"),
        hint: Some("correct the name, or remove the entry if the file is gone".to_owned()),
        excerpt: None,
    }
}

fn read_source(found: &Found, problems: &mut Vec<Problem>) -> Option<SourceFile> {
    if found.link {
        problems.push(Problem::file(
            &found.path,
            "this is a link and is not followed",
        ));
        return None;
    }
    if found.size > 16 << 20 {
        problems.push(Problem::file(
            &found.path,
            "this file is larger than 16 MiB and is not read",
        ));
        return None;
    }
    let text = match std::fs::read(&found.on_disk) {
        Ok(bytes) => super::decode::decode(&bytes).map(|decoded| decoded.text.into_owned()),
        Err(error) => Err(format!("it cannot be read: {}", error.kind())),
    };
    match text {
        Ok(text) => Some(SourceFile::new(found.path.as_str(), text)),
        Err(reason) => {
            problems.push(Problem::file(&found.path, reason));
            None
        }
    }
}

/// Marks what the tool wrote itself, such as reports; never evidence.
pub const MADE_BY_TOOL: &str = "clausewise:generated";

fn read_document(
    found: &Found,
    scanner: &mut Scanner<'_>,
    layers: &Layers<'_>,
) -> Option<Document> {
    let path: Arc<str> = found.path.as_str().into();
    let format = Format::of(&found.path);
    let mut problems = Vec::new();
    let mut document = Document {
        path: path.clone(),
        format,
        size: found.size,
        state: ReadState::Read,
        metadata: Metadata::default(),
        words: 0,
        hits: Vec::new(),
        links: Vec::new(),
        names: Vec::new(),
        problems: Vec::new(),
        set_aside: layers.set_aside(&found.path),
        series: Vec::new(),
        register: None,
    };
    let outside = layers.of(&found.path, &mut problems);
    let (own, state) = match bytes_of(found, format) {
        Err(state) => (Metadata::default(), state),
        Ok(bytes) => {
            if made_by_tool(&bytes) {
                return None;
            }
            match contained(format, &bytes, &path, scanner, &mut problems) {
                Ok((front, labels, reading, state)) => {
                    document.words = reading.words;
                    document.hits = reading.hits;
                    document.links = reading.links;
                    document.names = reading.names;
                    let mut all = vec![front];
                    all.extend(outside.iter().cloned());
                    all.push(labels);
                    document.metadata = merge(all, &mut problems);
                    (Metadata::default(), state)
                }
                Err(reason) => (Metadata::default(), ReadState::NotRead(reason)),
            }
        }
    };
    if state != ReadState::Read && document.metadata == Metadata::default() {
        let mut all = vec![own];
        all.extend(outside);
        document.metadata = merge(all, &mut problems);
    }
    match &state {
        ReadState::Read => {}
        ReadState::Empty => problems.push(FileProblem {
            kind: ProblemKind::Empty,
            message: "there is nothing in this file".to_owned(),
            location: Location::file(path.clone()),
        }),
        ReadState::NotRead(reason) => problems.push(FileProblem {
            kind: ProblemKind::Unreadable,
            message: format!("not read: {reason}"),
            location: Location::file(path.clone()),
        }),
    }
    document.state = state;
    document.problems = problems;
    Some(document)
}

/// Whether the first bytes of a file carry the tool's mark.
fn made_by_tool(bytes: &[u8]) -> bool {
    let mark = MADE_BY_TOOL.as_bytes();
    let head = &bytes[..bytes.len().min(400)];
    head.windows(mark.len())
        .any(|part| part[0] == mark[0] && part == mark)
}

fn bytes_of(found: &Found, format: Format) -> Result<Vec<u8>, ReadState> {
    if found.link {
        return Err(ReadState::NotRead(
            "it is a link, and links are not followed".to_owned(),
        ));
    }
    if found.size == 0 {
        return Err(ReadState::Empty);
    }
    match format {
        Format::Office => {
            return Err(ReadState::NotRead(
                "Office and PDF files are not read by this version".to_owned(),
            ));
        }
        Format::Binary => {
            return Err(ReadState::NotRead(
                "this kind of file holds no text".to_owned(),
            ));
        }
        _ => {}
    }
    if found.size > LARGEST_TEXT {
        return Err(ReadState::NotRead(format!(
            "it is larger than {} MiB",
            LARGEST_TEXT >> 20
        )));
    }
    std::fs::read(&found.on_disk)
        .map_err(|error| ReadState::NotRead(format!("it cannot be opened: {}", error.kind())))
}

type Parts = (Metadata, Metadata, Reading, ReadState);

/// Reads one file's bytes; a panic of any parser stays within its file.
fn contained(
    format: Format,
    bytes: &[u8],
    path: &Arc<str>,
    scanner: &mut Scanner<'_>,
    problems: &mut Vec<FileProblem>,
) -> Result<Parts, String> {
    let run = std::panic::AssertUnwindSafe(|| parts(format, bytes, path, scanner, problems));
    std::panic::catch_unwind(run)
        .unwrap_or_else(|_| Err("reading it failed unexpectedly".to_owned()))
}

fn parts(
    format: Format,
    bytes: &[u8],
    path: &Arc<str>,
    scanner: &mut Scanner<'_>,
    problems: &mut Vec<FileProblem>,
) -> Result<Parts, String> {
    let extracted = extract(format, bytes)?;
    if let Some(encoding) = extracted.encoding {
        problems.push(FileProblem {
            kind: ProblemKind::Encoding,
            message: format!("the text is not UTF-8; it was read as {encoding}"),
            location: Location::file(path.clone()),
        });
    }
    let front = front_matter(format, &extracted, path, problems);
    let labels = match format {
        Format::Markdown | Format::Text | Format::Html => labels_of(&extracted, path, problems),
        _ => Metadata::default(),
    };
    let stated = front.title.as_ref().or(labels.title.as_ref());
    let title = match (stated, &extracted.title) {
        (Some(title), _) => Some((title.value.clone(), title.location.line().unwrap_or(1))),
        (None, Some((title, line))) => Some((title.clone(), *line)),
        (None, None) => None,
    };
    let taken = if extracted.line_map.is_none() {
        taken_lines(&labels)
    } else {
        Vec::new()
    };
    let mut reading = scanner.scan(
        &extracted.text,
        extracted.body,
        extracted.markup,
        title.as_ref().map(|(title, line)| (title.as_str(), *line)),
        &taken,
    );
    let mut labels = labels;
    if labels.title.is_none()
        && front.title.is_none()
        && let Some((title, line)) = extracted.title.clone().or_else(|| {
            reading
                .heading
                .clone()
                .map(|(title, line)| (title, source_line(&extracted, line)))
        })
    {
        labels.title = Some(Stated {
            value: title,
            source: Source::Name,
            location: Location::at(path.clone(), line, 1),
        });
    }
    if extracted.line_map.is_some() {
        for hit in &mut reading.hits {
            hit.line = source_line(&extracted, hit.line);
            hit.denied_line = source_line(&extracted, hit.denied_line);
            hit.every_line = source_line(&extracted, hit.every_line);
            hit.column = 1;
        }
        for link in &mut reading.links {
            link.1 = source_line(&extracted, link.1);
        }
    }
    let no_more_than_title =
        reading.words < BLANK_BELOW && reading.words <= title_words(title.as_ref());
    let state = if no_more_than_title
        || is_blank(&extracted.text, extracted.body, extracted.markup, &taken)
    {
        ReadState::Empty
    } else {
        ReadState::Read
    };
    Ok((front, labels, reading, state))
}

/// The lines that were read as particulars of the document: no statement on its
/// subject. `Approved by:` does not show that changes are approved.
fn taken_lines(labels: &Metadata) -> Vec<u32> {
    let mut lines = Vec::new();
    macro_rules! take {
        ($($field:ident),*) => {$(
            lines.extend(labels.$field.as_ref().and_then(|stated| stated.location.line()));
        )*};
    }
    take!(
        id,
        kind,
        version,
        status,
        owner,
        approved_by,
        approved_on,
        last_reviewed,
        next_review,
        review_interval,
        classification
    );
    lines.extend(
        labels
            .claims
            .iter()
            .filter_map(|claim| claim.location.line()),
    );
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// Files with fewer words are blank if their title is all they say.
const BLANK_BELOW: u32 = 3;

fn title_words(title: Option<&(String, u32)>) -> u32 {
    title.map_or(0, |(title, _)| {
        crate::source::count(super::words::words(title).len())
    })
}

fn source_line(extracted: &Extracted<'_>, line: u32) -> u32 {
    match (&extracted.line_map, line) {
        (Some(map), 1..) => map.get(line as usize - 1).copied().unwrap_or(line),
        _ => line,
    }
}

fn front_matter(
    format: Format,
    extracted: &Extracted<'_>,
    path: &Arc<str>,
    problems: &mut Vec<FileProblem>,
) -> Metadata {
    if extracted.too_large {
        problems.push(FileProblem {
            kind: ProblemKind::Malformed,
            message: format!(
                "the front matter is larger than {} MiB and was ignored, with all it claims; keep in it what speaks of the document, and move the rest below",
                LARGEST_FRONT >> 20
            ),
            location: Location::at(path.clone(), 1, 1),
        });
    }
    if let Some(front) = extracted.front_matter {
        let source = SourceFile::new(path.clone(), &extracted.text[..extracted.body]);
        let parsed = if front.toml {
            parse_toml(&source, front.span)
        } else {
            parse_yaml_within(&source, front.span)
        };
        return match parsed {
            Ok(node) => from_node(&node, &source, Source::FrontMatter, problems),
            Err(_) if front.comment => Metadata::default(),
            Err(problem) => {
                problems.push(FileProblem {
                    kind: ProblemKind::Malformed,
                    message: format!("the front matter cannot be read: {}", problem.message),
                    location: problem.location,
                });
                Metadata::default()
            }
        };
    }
    if matches!(format, Format::Yaml | Format::Toml | Format::Json)
        && extracted.text.len() <= DATA_METADATA_UP_TO
    {
        let source = SourceFile::new(path.clone(), &*extracted.text);
        let whole = Span {
            start: 0,
            end: source.text.len(),
        };
        let parsed: Result<Node, Problem> = if format == Format::Toml {
            parse_toml(&source, whole)
        } else {
            parse_yaml(&source)
        };
        return match parsed {
            Ok(node) => {
                let mut ignored = Vec::new();
                let metadata = from_node(&node, &source, Source::FrontMatter, &mut ignored);
                problems.extend(ignored.into_iter().filter(|problem| {
                    matches!(
                        problem.kind,
                        ProblemKind::Placeholder | ProblemKind::AmbiguousDate
                    )
                }));
                metadata
            }
            Err(problem) => {
                problems.push(FileProblem {
                    kind: ProblemKind::Malformed,
                    message: format!(
                        "not valid {}, read as plain text: {}",
                        format.word(),
                        problem.message
                    ),
                    location: problem.location,
                });
                Metadata::default()
            }
        };
    }
    Metadata::default()
}

/// Largest data file whose keys are read as metadata, in bytes.
const DATA_METADATA_UP_TO: usize = 1 << 20;

fn labels_of(
    extracted: &Extracted<'_>,
    path: &Arc<str>,
    problems: &mut Vec<FileProblem>,
) -> Metadata {
    if extracted.body == 0 {
        return labels::from_text(
            &extracted.text,
            path,
            extracted.line_map.as_deref(),
            problems,
        );
    }
    let before = extracted.text[..extracted.body]
        .bytes()
        .filter(|byte| *byte == b'\n')
        .count();
    let lines: Vec<u32> = (0..=81 + 200)
        .map(|line| crate::source::count(before + line) + 1)
        .collect();
    labels::from_text(
        &extracted.text[extracted.body..],
        path,
        Some(&lines),
        problems,
    )
}

/// Ties series and registers of the manifests to their files.
fn gather(evidence: &mut Evidence, manifests: Vec<Manifest>, files: &[Found]) {
    let mut registered: HashMap<String, usize> = HashMap::new();
    for manifest in manifests {
        evidence.elsewhere.extend(manifest.elsewhere);
        for entry in manifest.series {
            let index = evidence.series.len();
            let mut members = Vec::new();
            for (at, document) in evidence.documents.iter_mut().enumerate() {
                if let Some(period) = entry.pattern.period_of(&document.path) {
                    members.push((period, at));
                    document.series.push(index);
                }
            }
            members.sort();
            evidence.series.push(Series { entry, members });
        }
        for entry in manifest.registers {
            if let Some(first) = registered.get(&entry.file) {
                let problem = named_twice(&entry, &evidence.registers[*first].entry);
                evidence.problems.push(problem);
                continue;
            }
            registered.insert(entry.file.clone(), evidence.registers.len());
            evidence.registers.push(Register {
                entry,
                document: None,
                table: Table::default(),
            });
        }
    }
    for (at, document) in evidence.documents.iter_mut().enumerate() {
        let register = match registered.get(&*document.path) {
            Some(index) => *index,
            None if document.format == Format::Csv && !document.metadata.claims.is_empty() => {
                evidence.registers.push(Register {
                    entry: RegisterEntry {
                        id: document.path.to_string(),
                        file: document.path.to_string(),
                        date: None,
                        columns: Vec::new(),
                        metadata: Metadata::default(),
                        location: Location::file(document.path.clone()),
                    },
                    document: None,
                    table: Table::default(),
                });
                evidence.registers.len() - 1
            }
            None => continue,
        };
        document.register = Some(register);
        let register = &mut evidence.registers[register];
        register.document = Some(at);
        if document.format != Format::Csv && document.has_text() {
            evidence.problems.push(no_table(&register.entry));
        }
        if document.format == Format::Csv
            && document.has_text()
            && let Some(bytes) = bytes_again(files, &document.path)
            && let Ok(decoded) = super::decode::decode(&bytes)
        {
            register.table = Table::read(&decoded.text);
        }
    }
    for register in &evidence.registers {
        if register.document.is_none() {
            evidence.problems.push(missing(
                &register.entry.location,
                &register.entry.file,
                "the register's file is not there",
            ));
        }
    }
}

fn no_table(entry: &RegisterEntry) -> Problem {
    Problem {
        location: entry.location.clone(),
        message: format!(
            "the register {} names {}, and only rows of CSV and TSV files are read",
            entry.id, entry.file
        ),
        hint: Some(
            "export the table as CSV, or claim the file under `evidence` instead".to_owned(),
        ),
        excerpt: None,
    }
}

/// A second register on one file. Its rows would count twice, held to two sets of columns,
/// and nobody could say which of the two a failing row speaks of.
fn named_twice(entry: &RegisterEntry, first: &RegisterEntry) -> Problem {
    Problem {
        location: entry.location.clone(),
        message: format!(
            "the register {} names {}, which is the file of the register {} ({}) already; only that one counts",
            entry.id, entry.file, first.id, first.location
        ),
        hint: Some(format!(
            "add its `columns` and `satisfies` to {}, or split the table into two files",
            first.id
        )),
        excerpt: None,
    }
}

/// The bytes of a file that was walked. Its path as shown is not always its name on disk.
fn bytes_again(files: &[Found], path: &str) -> Option<Vec<u8>> {
    let at = files
        .binary_search_by(|found| found.path.as_str().cmp(path))
        .ok()?;
    std::fs::read(&files[at].on_disk).ok()
}
