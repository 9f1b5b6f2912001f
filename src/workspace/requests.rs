//! `requests.toml`: what became of each document that the client was asked for.
//!
//! Entries are only ever added, as judgements are: the later one stands, and those before it
//! are the history that settles who was asked when.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use toml_edit::{InlineTable, Table, value};

use super::entries::append_entry;
use super::files::{Day, Lines, entries, parse, path_of, read_text};
use super::paths;
use crate::catalogue::ItemId;
use crate::form::{Node, Reader};
use crate::problem::Problem;
use crate::source::{Location, SourceFile};

/// The file in the root of the workspace.
pub const REQUESTS: &str = "requests.toml";

/// How far a request has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestState {
    /// Not asked for, or asked for no longer.
    Open,
    /// Asked for.
    Asked,
    /// Asked for again.
    Chased,
    /// It came.
    Received,
    /// It came and is what was wanted.
    Accepted,
}

impl RequestState {
    /// Words in the file and on screen.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("open", Self::Open),
        ("asked", Self::Asked),
        ("chased", Self::Chased),
        ("received", Self::Received),
        ("accepted", Self::Accepted),
    ];

    /// The word.
    #[must_use]
    pub fn word(self) -> &'static str {
        let known = Self::WORDS.iter().find(|(_, state)| *state == self);
        known.map_or("open", |(word, _)| word)
    }
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The documented-information item.
    pub item: ItemId,
    /// The service, customer or supplier, where each has its own.
    pub member: Option<String>,
    /// How far it has got.
    pub state: RequestState,
    /// On which day.
    pub date: Date,
    /// Who did it.
    pub by: String,
    /// By when it is wanted.
    pub due: Option<Date>,
    /// The file that came, relative to the workspace.
    pub file: Option<String>,
    /// Anything to remember; empty where it was taken away again, as in the two below.
    pub note: Option<String>,
    /// What whoever was asked answered.
    pub answer: Option<String>,
    /// What stands in columns that somebody added to the list, by their heads.
    pub columns: BTreeMap<String, String>,
    /// Where it stands.
    pub location: Location,
}

/// What the entries on one thing come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recorded<'a> {
    /// The entries, the one that stands last.
    pub entries: Vec<&'a Request>,
    /// The file that came.
    pub file: Option<&'a str>,
    /// What is to be remembered.
    pub note: &'a str,
    /// What was answered.
    pub answer: &'a str,
    /// What stands in columns of people's own.
    pub columns: BTreeMap<&'a str, &'a str>,
}

impl<'a> Recorded<'a> {
    /// What is recorded until a day of a thing, for somebody or for all: what an entry leaves
    /// out stands as it was before.
    #[must_use]
    pub fn of(requests: &'a [Request], item: &ItemId, member: Option<&str>, until: Date) -> Self {
        let mut entries: Vec<&Request> = requests
            .iter()
            .filter(|request| request.item == *item && request.date <= until)
            .filter(|request| request.member.is_none() || request.member.as_deref() == member)
            .collect();
        entries.sort_by_key(|request| request.date);
        let mut out = Self::default();
        for entry in &entries {
            out.file = entry.file.as_deref().or(out.file);
            out.note = entry.note.as_deref().unwrap_or(out.note);
            out.answer = entry.answer.as_deref().unwrap_or(out.answer);
            for (head, text) in &entry.columns {
                out.columns.insert(head, text);
            }
        }
        out.columns.retain(|_, text| !text.is_empty());
        out.entries = entries;
        out
    }

    /// The entry that stands.
    #[must_use]
    pub fn last(&self) -> Option<&'a Request> {
        self.entries.last().copied()
    }

    /// The entries in words, the one that stands last.
    #[must_use]
    pub fn history(&self) -> Vec<String> {
        let entries = self.entries.iter();
        entries
            .map(|entry| format!("{} {} by {}", entry.date, entry.state.word(), entry.by))
            .collect()
    }

    /// How far it has got.
    #[must_use]
    pub fn state(&self) -> RequestState {
        self.last().map_or(RequestState::Open, |last| last.state)
    }
}

/// Reads the entries of a workspace, in the order written, with every mistake.
///
/// # Errors
/// The file cannot be read at all.
pub fn load(root: &Path) -> Result<(Vec<Request>, Vec<Problem>), Problem> {
    let Some(text) = read_text(root, REQUESTS)? else {
        return Ok((Vec::new(), Vec::new()));
    };
    let (source, tree) = parse(REQUESTS, &text)?;
    Ok(read(&source, &tree))
}

fn read(source: &SourceFile, tree: &Node) -> (Vec<Request>, Vec<Problem>) {
    let mut reader = Reader::new(source);
    let lines = Lines::new(source);
    let Some(mut root) = reader.fields(tree, REQUESTS) else {
        return (Vec::new(), reader.problems);
    };
    let requests = entries(&mut reader, root.node("request"), |reader, node| {
        let mut fields = reader.fields(node, "a request")?;
        let item = fields.need_parse::<ItemId>(reader, "item");
        let state = fields.need(reader, "state");
        let state = state.and_then(|node| reader.choice(node, "state", RequestState::WORDS));
        let date = fields.need_parse::<Day>(reader, "date").map(|day| day.0);
        let by = fields.need_text(reader, "by");
        let member = fields.text(reader, "for");
        let due = fields.parse::<Day>(reader, "due").map(|day| day.0);
        let file = fields.node("file");
        let file = file.and_then(|node| path_of(reader, node, "file", paths::file_path));
        let note = fields.text(reader, "note");
        let answer = fields.text(reader, "answer");
        let columns = fields.node("columns").map_or_else(BTreeMap::new, |node| {
            let entries = node.entries().iter();
            entries
                .filter_map(|entry| Some((entry.key.clone(), reader.text(&entry.node, "columns")?)))
                .collect()
        });
        fields.done(reader);
        Some(Request {
            item: item?,
            member,
            state: state?,
            date: date?,
            by: by?,
            due,
            file,
            note,
            answer,
            columns,
            location: lines.location(node.span),
        })
    });
    root.done(&mut reader);
    (requests, reader.problems)
}

/// The text with entries more.
///
/// # Errors
/// The text is no TOML, or an entry lacks something.
pub fn add_request(text: Option<&str>, request: &Request) -> Result<String, Problem> {
    let mut entry = Table::new();
    entry["item"] = value(request.item.to_string());
    if let Some(member) = &request.member {
        entry["for"] = value(member.trim());
    }
    entry["state"] = value(request.state.word());
    entry["date"] = super::edit::date(request.date);
    entry["by"] = value(request.by.trim());
    if let Some(due) = request.due {
        entry["due"] = super::edit::date(due);
    }
    for (key, text) in [
        ("file", &request.file),
        ("note", &request.note),
        ("answer", &request.answer),
    ] {
        if let Some(text) = text {
            entry[key] = value(text.trim());
        }
    }
    if !request.columns.is_empty() {
        let columns = request.columns.iter();
        entry["columns"] = value(columns.collect::<InlineTable>());
    }
    let out = append_entry(REQUESTS, text.unwrap_or_default(), "request", entry)?;
    let (source, tree) = parse(REQUESTS, &out)?;
    let (old, _) = match text {
        Some(text) => {
            let (source, tree) = parse(REQUESTS, text)?;
            read(&source, &tree)
        }
        None => (Vec::new(), Vec::new()),
    };
    let (new, problems) = read(&source, &tree);
    match problems.into_iter().next_back() {
        Some(problem) if new.len() == old.len() => Err(problem),
        _ => Ok(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        Request {
            item: "D13".parse().unwrap(),
            member: Some("Hosting".to_owned()),
            state: RequestState::Asked,
            date: jiff::civil::date(2026, 11, 1),
            by: "A. Example".to_owned(),
            due: Some(jiff::civil::date(2026, 11, 8)),
            file: None,
            note: Some("by mail".to_owned()),
            answer: Some("later".to_owned()),
            columns: BTreeMap::from([("Wer? \"=\"".to_owned(), "Petra\nMüller".to_owned())]),
            location: Location::file(REQUESTS),
        }
    }

    #[test]
    fn entries_are_added_and_read_again() {
        let first = add_request(None, &request()).unwrap();
        let both = add_request(Some(&format!("{first}# mine\n")), &request()).unwrap();
        assert!(both.starts_with(&first) && both.contains("# mine"));
        let (source, tree) = parse(REQUESTS, &both).unwrap();
        let (read, problems) = read(&source, &tree);
        assert_eq!((read.len(), problems), (2, vec![]));
        let same = Request {
            location: read[1].location.clone(),
            ..request()
        };
        assert_eq!(read[1], same);
    }

    #[test]
    fn mistakes_are_told() {
        let text = "[[request]]\nitem = \"D13\"\nstate = \"sent\"\ndate = 2026-11-01\nby = \"A\"\n\
                    [[request]]\nitem = \"D13\"\nstate = \"asked\"\nby = \"A\"\n";
        let (source, tree) = parse(REQUESTS, text).unwrap();
        let (read, problems) = read(&source, &tree);
        assert!(read.is_empty());
        assert_eq!(problems.len(), 2, "{problems:#?}");
    }
}
