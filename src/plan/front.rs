//! The head of an action's file, changed key by key: every byte that is not a changed value stays,
//! comments, order, line ends and keys of people's own among them.
//!
//! Values are found by their places in the parsed TOML and replaced in the text, rather than the
//! text being written anew from a tree, since no writer keeps each byte of files that people edit
//! on all systems. What comes out is read again, and refused where anything else has changed.

use crate::form::{Entry, Node, Span, parse_toml};
use crate::source::SourceFile;

/// Where the parts of a file are; offsets into the text without its byte order mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The TOML between the two lines.
    pub toml: Span,
    /// Where the notes begin, behind the second line.
    pub body: usize,
}

/// Finds the head: a first line `+++`, and the next one.
#[must_use]
pub fn split(text: &str) -> Option<Parts> {
    let first = text.split_inclusive('\n').next()?;
    if first.trim_end() != FENCE || !first.ends_with('\n') {
        return None;
    }
    let start = first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some(Parts {
                toml: Span { start, end: at },
                body: at + line.len(),
            });
        }
        at += line.len();
    }
    None
}

/// The line before and behind the head.
const FENCE: &str = "+++";

/// A change of one key; `table` is empty for a key of its own, else `["gap"]` or `["gap", "boxes"]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Headings of the table it stands in.
    pub table: &'static [&'static str],
    /// The key, as it is read.
    pub key: String,
    /// Its value as TOML; `None` takes the key away.
    pub value: Option<String>,
}

impl Edit {
    /// Of a key that stands in no table.
    #[must_use]
    pub fn own(key: &str, value: String) -> Self {
        Self {
            table: &[],
            key: key.to_owned(),
            value: Some(value),
        }
    }

    /// Takes a key away that stands in no table.
    #[must_use]
    pub fn away(key: &str) -> Self {
        Self {
            table: &[],
            key: key.to_owned(),
            value: None,
        }
    }
}

/// Why a file cannot be changed from here, in words.
pub type Refused = String;

/// Changes keys of a file, one after the other.
///
/// # Errors
/// The head cannot be read, or a key is written in a form that cannot be changed in place.
pub fn edited(text: &str, edits: &[Edit]) -> Result<String, Refused> {
    let mut out = text.to_owned();
    for edit in edits {
        out = one(&out, edit)?;
    }
    Ok(out)
}

fn one(text: &str, edit: &Edit) -> Result<String, Refused> {
    let mark = text.len() - crate::workspace::without_bom(text).len();
    let (bom, rest) = text.split_at(mark);
    let parts = split(rest).ok_or("the file has no head between two lines `+++`")?;
    let toml = &rest[parts.toml.start..parts.toml.end];
    let changed = in_toml(toml, edit)?;
    let out = format!(
        "{bom}{}{changed}{}",
        &rest[..parts.toml.start],
        &rest[parts.toml.end..]
    );
    Ok(out)
}

fn in_toml(toml: &str, edit: &Edit) -> Result<String, Refused> {
    let before = tree(toml)?;
    let Some(table) = find(&before, edit.table) else {
        return match &edit.value {
            None => Ok(toml.to_owned()),
            Some(_) => in_toml(&with_table(toml, edit.table), edit),
        };
    };
    let there = table.entries().iter().find(|entry| entry.key == edit.key);
    let after = match (there, &edit.value) {
        (Some(entry), value) => {
            let assigned = assigned(toml, entry).ok_or_else(|| elsewhere(edit))?;
            match value {
                Some(value) if toml[assigned.value.start..assigned.value.end] == *value => {
                    return Ok(toml.to_owned());
                }
                Some(value) => splice(toml, assigned.value, value),
                None => splice(toml, assigned.lines, ""),
            }
        }
        (None, None) => return Ok(toml.to_owned()),
        (None, Some(value)) => added(toml, &before, edit, value)?,
    };
    let read = tree(&after).map_err(|_| elsewhere(edit))?;
    if same_but(&before, &read, edit) {
        Ok(after)
    } else {
        Err(elsewhere(edit))
    }
}

fn elsewhere(edit: &Edit) -> Refused {
    let key = &edit.key;
    let how = if edit.table.is_empty() {
        format!("write it on one line of its own, as `{key} = …`, above all [tables]")
    } else {
        "write [gap] and [gap.boxes] as headings on lines of their own, and each key on a line below".to_owned()
    };
    format!("`{key}` is written in a form that cannot be changed in place: {how}")
}

fn tree(toml: &str) -> Result<Node, Refused> {
    let source = SourceFile::new("", toml);
    let whole = Span {
        start: 0,
        end: toml.len(),
    };
    parse_toml(&source, whole).map_err(|problem| problem.message)
}

fn find<'n>(tree: &'n Node, table: &[&str]) -> Option<&'n Node> {
    table.iter().try_fold(tree, |node, name| node.get(name))
}

/// Where a key is given its value.
struct Assigned {
    value: Span,
    /// The whole lines, to be taken away.
    lines: Span,
}

/// Only of a key that stands before `=` on a line of its own.
fn assigned(toml: &str, entry: &Entry) -> Option<Assigned> {
    let value = entry.node.span;
    let between = toml.get(entry.span.end..value.start)?;
    if between.trim() != "=" {
        return None;
    }
    let start = toml[..entry.span.start].rfind('\n').map_or(0, |at| at + 1);
    if !toml[start..entry.span.start].trim().is_empty() {
        return None;
    }
    let end = line_end(toml, value.end);
    Some(Assigned {
        value,
        lines: Span { start, end },
    })
}

fn line_end(toml: &str, from: usize) -> usize {
    toml[from..]
        .find('\n')
        .map_or(toml.len(), |at| from + at + 1)
}

fn splice(text: &str, span: Span, with: &str) -> String {
    format!("{}{with}{}", &text[..span.start], &text[span.end..])
}

/// The text with a new key: in a table behind its last key, else where the order of keys has it.
fn added(toml: &str, before: &Node, edit: &Edit, value: &str) -> Result<String, Refused> {
    let newline = if toml.contains("\r\n") { "\r\n" } else { "\n" };
    let line = format!("{} = {value}{newline}", key(&edit.key));
    let at = match edit.table {
        [] => {
            if let Some(hint) = hint_of(toml, &edit.key) {
                return Ok(splice(toml, hint, &line));
            }
            place(toml, before, &edit.key)
        }
        table => {
            let heading = heading(toml, table).ok_or_else(|| elsewhere(edit))?;
            let node = find(before, table);
            let of_table = node.iter().flat_map(|node| node.entries());
            let ends = of_table.filter_map(|entry| Some(assigned(toml, entry)?.lines.end));
            ends.max().unwrap_or(heading)
        }
    };
    let (head, tail) = toml.split_at(at);
    let lead = if head.is_empty() || head.ends_with('\n') {
        ""
    } else {
        newline
    };
    Ok(format!("{head}{lead}{line}{tail}"))
}

/// A key as it is written.
fn key(name: &str) -> String {
    let bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if !name.is_empty() && name.bytes().all(bare) && !name.starts_with(|c: char| c.is_ascii_digit())
    {
        name.to_owned()
    } else {
        text(name)
    }
}

/// The line that a new file holds in place of a key, to be uncommented.
fn hint_of(toml: &str, key: &str) -> Option<Span> {
    let mut at = 0;
    for line in toml.split_inclusive('\n') {
        if super::HINTS
            .iter()
            .any(|(name, hint)| *name == key && line.trim_end() == *hint)
        {
            return Some(Span {
                start: at,
                end: at + line.len(),
            });
        }
        at += line.len();
    }
    None
}

/// Where a new key goes: behind the nearest one that the order has before it, else above all.
fn place(toml: &str, before: &Node, key: &str) -> usize {
    let order = super::read::KEYS;
    let rank = order
        .iter()
        .position(|known| *known == key)
        .unwrap_or(order.len());
    let earlier = order[..rank].iter().rev();
    let found = earlier
        .filter_map(|name| before.entries().iter().find(|entry| entry.key == **name))
        .find_map(|entry| Some(assigned(toml, entry)?.lines.end));
    found.unwrap_or(0)
}

/// Where the lines of a table begin: behind its heading.
fn heading(toml: &str, table: &[&str]) -> Option<usize> {
    let wanted = format!("[{}]", table.join("."));
    let mut at = 0;
    for line in toml.split_inclusive('\n') {
        at += line.len();
        let words = line.split('#').next().unwrap_or_default();
        let plain: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        if plain == wanted {
            return Some(at);
        }
    }
    None
}

/// The text with an empty table more: at the end, or a table of a table behind it.
fn with_table(toml: &str, table: &[&str]) -> String {
    let newline = if toml.contains("\r\n") { "\r\n" } else { "\n" };
    let heading = format!("{newline}[{}]{newline}", table.join("."));
    let at = match table {
        [parent, _] => tree(toml)
            .ok()
            .and_then(|tree| {
                let entries = tree.get(parent)?.entries().iter();
                entries
                    .filter_map(|entry| Some(assigned(toml, entry)?.lines.end))
                    .max()
            })
            .unwrap_or(toml.len()),
        _ => toml.len(),
    };
    let (head, tail) = toml.split_at(at);
    let lead = if head.is_empty() || head.ends_with('\n') {
        ""
    } else {
        newline
    };
    format!("{head}{lead}{heading}{tail}")
}

/// Whether two heads say the same but for what was to be changed.
fn same_but(before: &Node, after: &Node, edit: &Edit) -> bool {
    let mut before = plain(before, &mut Vec::new());
    let mut after = plain(after, &mut Vec::new());
    let mut path: Vec<String> = edit.table.iter().map(|name| (*name).to_owned()).collect();
    path.push(edit.key.clone());
    let others = |all: &mut Vec<(Vec<String>, String)>| {
        all.retain(|(name, _)| !name.starts_with(&path));
        all.sort();
    };
    others(&mut before);
    others(&mut after);
    before == after
}

/// All that a head says, by the names of its keys.
fn plain(node: &Node, path: &mut Vec<String>) -> Vec<(Vec<String>, String)> {
    use crate::form::Value;
    match &node.value {
        Value::Map(entries) => {
            let mut out = Vec::new();
            for entry in entries {
                path.push(entry.key.clone());
                out.extend(plain(&entry.node, path));
                path.pop();
            }
            out
        }
        Value::List(members) => {
            let mut out = Vec::new();
            for (at, member) in members.iter().enumerate() {
                path.push(at.to_string());
                out.extend(plain(member, path));
                path.pop();
            }
            out
        }
        _ => vec![(path.clone(), format!("{:?}", node.value))],
    }
}

/// A text as a TOML value on one line.
#[must_use]
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A list of texts as a TOML value on one line.
#[must_use]
pub fn texts<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let members: Vec<String> = texts.into_iter().map(|one| text(one.as_ref())).collect();
    format!("[{}]", members.join(", "))
}
