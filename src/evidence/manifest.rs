//! `evidence.yaml`: what people say about files that cannot say it themselves, about
//! records over time, and about things kept elsewhere.

use globset::{Glob, GlobMatcher};
use jiff::civil::Date;

use super::fields::{from_node, is_field};
use super::metadata::{FileProblem, Metadata, Source};
use super::periods::{Pattern, PeriodKey};
use crate::form::{Fields, Node, Reader, Value, did_you_mean, parse_yaml};
use crate::period::Period;
use crate::problem::Problem;
use crate::source::{Location, SourceFile};

/// One manifest.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// The folder its globs are relative to, with a trailing slash; empty for the root.
    pub folder: String,
    /// What is said about files.
    pub entries: Vec<Entry>,
    /// Things kept elsewhere.
    pub elsewhere: Vec<Elsewhere>,
    /// Files that are evidence of nothing.
    pub not_evidence: Vec<GlobMatcher>,
    /// Records over time.
    pub series: Vec<SeriesEntry>,
    /// Tables of records.
    pub registers: Vec<RegisterEntry>,
    /// Keys and values in it that say nothing; the entries they stand in count all the same.
    pub remarks: Vec<Problem>,
}

/// What is said about the files of a glob.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The glob as written.
    pub pattern: String,
    /// Compiled, relative to the workspace root.
    pub matcher: GlobMatcher,
    /// The keys.
    pub metadata: Metadata,
    /// Where it stands.
    pub location: Location,
}

/// Evidence kept elsewhere: claimed, never shown.
#[derive(Debug, Clone)]
pub struct Elsewhere {
    /// Address or place.
    pub place: String,
    /// What is said about it.
    pub metadata: Metadata,
    /// Where it stands.
    pub location: Location,
}

/// A series of files over time.
#[derive(Debug, Clone)]
pub struct SeriesEntry {
    /// Its id.
    pub id: String,
    /// What is said about its files.
    pub metadata: Metadata,
    /// How its files are named.
    pub pattern: Pattern,
    /// How often one is due.
    pub every: Period,
    /// How long after the end of its period one is due.
    pub due: Option<Period>,
    /// The first period.
    pub since: Option<Date>,
    /// The last period, when the series has ended.
    pub until: Option<Date>,
    /// Periods without a file, with the reason.
    pub excused: Vec<Excuse>,
    /// Where it stands.
    pub location: Location,
}

/// A period for which no record is expected.
#[derive(Debug, Clone)]
pub struct Excuse {
    /// The period.
    pub period: PeriodKey,
    /// Why.
    pub reason: String,
    /// Whose word it is.
    pub by: String,
}

/// A table whose rows are records.
#[derive(Debug, Clone)]
pub struct RegisterEntry {
    /// Its id.
    pub id: String,
    /// Workspace path of the table.
    pub file: String,
    /// The sheet with the rows, in a workbook.
    pub sheet: Option<String>,
    /// The column with a row's date.
    pub date: Option<String>,
    /// Attribute to column.
    pub columns: Vec<(String, String)>,
    /// The kind of record that its rows are, by its short name.
    pub records: Option<String>,
    /// What is said about it.
    pub metadata: Metadata,
    /// Where it stands.
    pub location: Location,
}

/// Reads a manifest, with every mistake by which something that was declared would be lost.
#[must_use]
pub fn read_manifest(source: &SourceFile, mistakes: &mut Vec<Problem>) -> Option<Manifest> {
    let root = match parse_yaml(source) {
        Ok(root) => root,
        Err(problem) => {
            mistakes.push(problem);
            return None;
        }
    };
    let folder = source
        .path
        .rsplit_once('/')
        .map_or_else(String::new, |(folder, _)| format!("{folder}/"));
    let mut manifest = Manifest {
        folder,
        entries: Vec::new(),
        elsewhere: Vec::new(),
        not_evidence: Vec::new(),
        series: Vec::new(),
        registers: Vec::new(),
        remarks: Vec::new(),
    };
    if root.value == Value::Null {
        return Some(manifest);
    }
    let mut reader = Reader::new(source);
    let Some(mut f) = reader.fields(&root, "an evidence manifest") else {
        mistakes.append(&mut reader.problems);
        return None;
    };
    for node in f.node("evidence").map(Node::members).unwrap_or_default() {
        entry(&mut reader, node, &mut manifest);
    }
    for node in f
        .node("not_evidence")
        .map(Node::members)
        .unwrap_or_default()
    {
        let text = reader.text(node, "not_evidence");
        if let Some(matcher) =
            text.and_then(|text| glob(&mut reader, node, &manifest.folder, &text))
        {
            manifest.not_evidence.push(matcher);
        }
    }
    for node in f.node("series").map(Node::members).unwrap_or_default() {
        let remarks = &mut manifest.remarks;
        if let Some(entry) = series(&mut reader, node, &manifest.folder, remarks) {
            manifest.series.push(entry);
        }
    }
    for node in f.node("registers").map(Node::members).unwrap_or_default() {
        let remarks = &mut manifest.remarks;
        if let Some(entry) = register(&mut reader, node, &manifest.folder, remarks) {
            manifest.registers.push(entry);
        }
    }
    f.done(&mut reader);
    mistakes.append(&mut reader.problems);
    Some(manifest)
}

fn entry(reader: &mut Reader<'_>, node: &Node, manifest: &mut Manifest) {
    let Some(mut f) = reader.fields(node, "an evidence entry") else {
        return;
    };
    let location = place(reader, node);
    let metadata = metadata(reader, node, OF_FILES, &mut manifest.remarks);
    if let Some(place) = f.text(reader, "elsewhere") {
        manifest.elsewhere.push(Elsewhere {
            place,
            metadata,
            location,
        });
        return;
    }
    let patterns = match f
        .node("match")
        .or_else(|| f.node("file"))
        .or_else(|| f.node("files"))
    {
        Some(node) => node.members().to_vec(),
        None => {
            reader.wrong(
                f.span,
                "an evidence entry names no files",
                Some(
                    "add `match: \"folder/*.md\"`, or `elsewhere:` for something kept outside"
                        .to_owned(),
                ),
            );
            return;
        }
    };
    for node in &patterns {
        let Some(pattern) = reader.text(node, "match") else {
            continue;
        };
        if let Some(matcher) = glob(reader, node, &manifest.folder, &pattern) {
            manifest.entries.push(Entry {
                pattern,
                matcher,
                metadata: metadata.clone(),
                location: location.clone(),
            });
        }
    }
}

fn series(
    reader: &mut Reader<'_>,
    node: &Node,
    folder: &str,
    remarks: &mut Vec<Problem>,
) -> Option<SeriesEntry> {
    let mut f = reader.fields(node, "a series")?;
    let location = place(reader, node);
    let metadata = metadata(reader, node, OF_RECORDS, remarks);
    let id = f.need_text(reader, "id");
    let pattern_node = f.need(reader, "match");
    let every = f.need_parse::<Period>(reader, "every");
    let due = f.parse(reader, "due");
    let since = date(reader, &mut f, "since");
    let until = date(reader, &mut f, "until");
    let pattern = pattern_node.and_then(|node| {
        let text = reader.text(node, "match")?;
        if backslashes(reader, node, &text) {
            return None;
        }
        match Pattern::new(folder, &text, every) {
            Ok(pattern) => Some(pattern),
            Err(error) => {
                reader.wrong(
                    node.span,
                    error,
                    Some("for example \"reports/{period:YYYY-MM}*.md\"".to_owned()),
                );
                None
            }
        }
    });
    let mut excused = Vec::new();
    for node in f.node("excused").map(Node::members).unwrap_or_default() {
        let Some(mut f) = reader.fields(node, "an excused period") else {
            continue;
        };
        let period = f.need(reader, "period").and_then(|node| {
            let text = reader.text(node, "period")?;
            let key = PeriodKey::read(&text);
            if key.is_none() {
                reader.wrong(
                    node.span,
                    format!("`{text}` is no period such as 2026-08, 2026-Q3 or 2026-W31"),
                    None,
                );
            }
            key
        });
        let reason = f.need_text(reader, "reason");
        let by = f.text(reader, "by");
        f.done(reader);
        if let (Some(period), Some(reason)) = (period, reason) {
            excused.push(Excuse {
                period,
                reason,
                by: by.unwrap_or_default(),
            });
        }
    }
    Some(SeriesEntry {
        id: id?,
        metadata,
        pattern: pattern?,
        every: every?,
        due,
        since,
        until,
        excused,
        location,
    })
}

fn register(
    reader: &mut Reader<'_>,
    node: &Node,
    folder: &str,
    remarks: &mut Vec<Problem>,
) -> Option<RegisterEntry> {
    let mut f = reader.fields(node, "a register")?;
    let location = place(reader, node);
    let metadata = metadata(reader, node, OF_RECORDS, remarks);
    let id = f.need_text(reader, "id");
    let file = f.need_text(reader, "file");
    let sheet = f.text(reader, "sheet");
    let date = f.text(reader, "date");
    let records = f.text(reader, "records");
    let mut columns = Vec::new();
    if let Some(node) = f.node("columns") {
        for entry in node.entries() {
            if let Some(column) = reader.text(&entry.node, "column") {
                columns.push((entry.key.clone(), column));
            }
        }
    }
    Some(RegisterEntry {
        id: id?,
        file: normal(&format!("{folder}{}", file?)),
        sheet,
        date,
        columns,
        records,
        metadata,
        location,
    })
}

fn date(reader: &mut Reader<'_>, f: &mut Fields<'_>, key: &'static str) -> Option<Date> {
    let node = f.node(key)?;
    let text = reader.text(node, key)?;
    let period = PeriodKey::read(&text);
    if period.is_none() {
        reader.wrong(
            node.span,
            format!("`{key}`: `{text}` is no date or period such as 2026-01"),
            None,
        );
    }
    period.map(|key| key.start)
}

/// Keys that say which files are meant, not what they are.
const OF_FILES: &[&str] = &["match", "file", "files", "elsewhere"];

/// Keys that say how a series or register is built.
const OF_RECORDS: &[&str] = &[
    "id", "match", "file", "every", "due", "since", "until", "excused", "sheet", "date", "columns",
    "records",
];

/// What would be lost to a slip of the pen: the claim, or how the entry is built.
fn misspelt(reader: &mut Reader<'_>, node: &Node, structure: &[&str]) {
    let known: Vec<&str> = structure.iter().copied().chain(["satisfies"]).collect();
    for entry in node.entries() {
        let key = entry.key.as_str();
        if !known.contains(&key)
            && !is_field(key)
            && let Some(hint) = did_you_mean(key, &known)
        {
            reader.wrong(entry.span, format!("there is no key `{key}`"), Some(hint));
        }
    }
}

fn metadata(
    reader: &mut Reader<'_>,
    node: &Node,
    structure: &[&str],
    remarks: &mut Vec<Problem>,
) -> Metadata {
    misspelt(reader, node, structure);
    let mut problems: Vec<FileProblem> = Vec::new();
    let node = &Node {
        span: node.span,
        value: Value::Map(
            node.entries()
                .iter()
                .filter(|entry| !structure.contains(&entry.key.as_str()))
                .cloned()
                .collect(),
        ),
    };
    let metadata = from_node(node, reader.source, Source::Manifest, &mut problems);
    remarks.extend(problems.into_iter().map(|problem| Problem {
        location: problem.location,
        message: problem.message,
        hint: None,
        excerpt: None,
    }));
    metadata
}

fn place(reader: &Reader<'_>, node: &Node) -> Location {
    let place = reader.source.place(node.span.start);
    Location::at(reader.source.path.clone(), place.line, place.column)
}

fn glob(reader: &mut Reader<'_>, node: &Node, folder: &str, pattern: &str) -> Option<GlobMatcher> {
    if pattern.split('/').any(|part| part == "..") || pattern.starts_with('/') {
        reader.wrong(
            node.span,
            format!("`{pattern}` leads out of the folder"),
            Some("paths are relative to the folder of this evidence.yaml".to_owned()),
        );
        return None;
    }
    if backslashes(reader, node, pattern) {
        return None;
    }
    let escaped = globset::escape(folder);
    let full = format!("{escaped}{}", pattern.trim_start_matches("./"));
    match globset::GlobBuilder::new(&full)
        .literal_separator(true)
        .build()
    {
        Ok(glob) => Some(Glob::compile_matcher(&glob)),
        Err(error) => {
            reader.wrong(
                node.span,
                format!("`{pattern}` is no file pattern: {}", error.kind()),
                None,
            );
            None
        }
    }
}

/// Whether a pattern divides folders with backslashes, which is told: it would match nothing.
/// Before a sign of the pattern itself a backslash takes away its meaning.
fn backslashes(reader: &mut Reader<'_>, node: &Node, pattern: &str) -> bool {
    let divides = |rest: &str| rest.starts_with(char::is_alphanumeric);
    let any = pattern.split('\\').skip(1).any(divides);
    if any {
        reader.wrong(
            node.span,
            format!("`{pattern}` has backslashes"),
            Some(format!("write `{}`", pattern.replace('\\', "/"))),
        );
    }
    any
}

/// A path without `./` parts.
fn normal(path: &str) -> String {
    path.split('/')
        .filter(|part| !part.is_empty() && *part != ".")
        .collect::<Vec<_>>()
        .join("/")
}
