//! Reading the workspace's own files: bounded, inside the root, UTF-8; and what all
//! their readers share.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::str::FromStr;

use jiff::civil::Date;

use super::paths;
use crate::form::{Fields, Node, Reader, Span, Value, parse_toml};
use crate::period::Period;
use crate::problem::Problem;
use crate::source::{Location, SourceFile, count};

/// The largest file of settings, notes, judgements, answers or claims that is read.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// After this many mistakes a file is read no further.
const MOST_MISTAKES: usize = 1000;

/// The text of one of the workspace's own files as it lies on the disk, a byte order
/// mark included; `None` when there is no such file.
///
/// # Errors
/// The file cannot be read, is no regular file, larger than 16 MiB, not UTF-8, or a
/// link that leads out of the workspace.
pub fn read_text(root: &Path, name: &str) -> Result<Option<String>, Problem> {
    let wrong = |message: String| Problem::file(name, message);
    let unreadable = |error: std::io::Error| wrong(format!("this file cannot be read: {error}"));
    let root = if root.as_os_str().is_empty() {
        Path::new(".")
    } else {
        root
    };
    let mut path = root.join(name);
    let is_link = match path.symlink_metadata() {
        Ok(meta) => meta.is_symlink(),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    if is_link {
        let target = path.canonicalize().map_err(|error| {
            wrong(format!("this link leads nowhere: {error}")).hint("mend the link or remove it")
        })?;
        if !target.starts_with(root.canonicalize().map_err(unreadable)?) {
            return Err(wrong(
                "this link leads out of the workspace and is not followed".to_owned(),
            )
            .hint("put the file itself into the workspace"));
        }
        path = target;
    }
    let meta = path.metadata().map_err(unreadable)?;
    if !meta.is_file() {
        return Err(wrong("this is not a regular file".to_owned()));
    }
    let mut bytes = Vec::new();
    File::open(&path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(
            wrong("this file is larger than 16 MiB and was not read".to_owned())
                .hint("was something else saved under this name?"),
        );
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(wrong("this file is in UTF-16".to_owned()).hint("save it as UTF-8"));
    }
    String::from_utf8(bytes).map(Some).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = count(valid.split(|byte| *byte == b'\n').count());
        let mut problem =
            wrong("this file is not UTF-8; the first wrong byte is on this line".to_owned())
                .hint("save it as UTF-8");
        problem.location = Location::at(name, line, 1);
        problem
    })
}

/// A text without its byte order mark.
#[must_use]
pub fn without_bom(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Parses a TOML text, a byte order mark at its start or not.
pub(super) fn parse(name: &str, text: &str) -> Result<(SourceFile, Node), Problem> {
    let source = SourceFile::new(name, without_bom(text));
    let whole = Span {
        start: 0,
        end: source.text.len(),
    };
    let tree = parse_toml(&source, whole)?;
    Ok((source, tree))
}

/// Where the lines of a source begin, so that many places are found quickly.
pub(super) struct Lines<'a> {
    source: &'a SourceFile,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(source: &'a SourceFile) -> Self {
        let ends = source
            .text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n');
        Self {
            source,
            starts: std::iter::once(0)
                .chain(ends.map(|(at, _)| at + 1))
                .collect(),
        }
    }

    /// The place of a node.
    pub(super) fn location(&self, span: Span) -> Location {
        let line = self
            .starts
            .partition_point(|start| *start <= span.start)
            .max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = self
            .source
            .text
            .get(start..span.start)
            .map_or(0, |before| before.chars().count());
        Location::at(
            self.source.path.clone(),
            count(line),
            count(column).saturating_add(1),
        )
    }
}

/// Reads the entries under a key one by one. An entry with a mistake is left out, so
/// that nothing half understood is counted.
pub(super) fn entries<T>(
    reader: &mut Reader<'_>,
    node: Option<&Node>,
    mut read: impl FnMut(&mut Reader<'_>, &Node) -> Option<T>,
) -> Vec<T> {
    let mut out = Vec::new();
    for member in node.map(Node::members).unwrap_or_default() {
        let before = reader.problems.len();
        if before >= MOST_MISTAKES {
            let path = reader.source.path.clone();
            reader.problems.push(
                Problem::file(
                    &path,
                    format!("{before} mistakes; the rest of this file was not read"),
                )
                .hint("mend these first"),
            );
            break;
        }
        let entry = read(reader, member);
        if reader.problems.len() == before {
            out.extend(entry);
        }
    }
    out
}

/// A text over several lines: line ends are `\n` whatever the file's are.
pub(super) fn need_prose(
    fields: &mut Fields<'_>,
    reader: &mut Reader<'_>,
    key: &'static str,
) -> String {
    fields
        .need_text(reader, key)
        .map(|text| text.replace("\r\n", "\n"))
        .unwrap_or_default()
}

/// A list of names: none empty, none twice.
pub(super) fn names(
    fields: &mut Fields<'_>,
    reader: &mut Reader<'_>,
    key: &'static str,
) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    for member in fields.node(key).map(Node::members).unwrap_or_default() {
        let Some(name) = reader.text(member, key) else {
            continue;
        };
        if name.is_empty() {
            reader.wrong(member.span, format!("`{key}` has an empty entry"), None);
        } else if seen.insert(name.to_lowercase()) {
            out.push(name);
        } else {
            reader.wrong(
                member.span,
                format!("`{key}` names `{name}` twice"),
                Some("remove one".to_owned()),
            );
        }
    }
    out
}

/// A checked path under a key.
pub(super) fn path_of(
    reader: &mut Reader<'_>,
    node: &Node,
    what: &str,
    check: fn(&str) -> Result<String, String>,
) -> Option<String> {
    let text = reader.text(node, what)?;
    match check(&text) {
        Ok(path) => Some(path),
        Err(error) => {
            reader.wrong(node.span, format!("`{what}`: {error}"), None);
            None
        }
    }
}

/// A list of paths, or addresses of what is kept elsewhere.
pub(super) fn control(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Vec<String> {
    fields
        .node("control")
        .map(Node::members)
        .unwrap_or_default()
        .iter()
        .filter_map(|member| path_of(reader, member, "control", paths::path_or_address))
        .collect()
}

/// A list of values, none twice.
pub(super) fn set_of<T>(
    fields: &mut Fields<'_>,
    reader: &mut Reader<'_>,
    key: &'static str,
) -> Vec<T>
where
    T: FromStr + Clone + Eq + std::hash::Hash,
    T::Err: std::fmt::Display,
{
    let mut seen = rustc_hash::FxHashSet::default();
    let values = fields.parse_list::<T>(reader, key).unwrap_or_default();
    values
        .into_iter()
        .map(|(value, _)| value)
        .filter(|value| seen.insert(value.clone()))
        .collect()
}

/// A list of words out of a fixed set.
pub(super) fn choices<T: Copy + PartialEq>(
    fields: &mut Fields<'_>,
    reader: &mut Reader<'_>,
    key: &'static str,
    words: &[(&str, T)],
) -> Vec<T> {
    let mut out = Vec::new();
    for member in fields.node(key).map(Node::members).unwrap_or_default() {
        if let Some(value) = reader.choice(member, key, words)
            && !out.contains(&value)
        {
            out.push(value);
        }
    }
    out
}

/// A table under a key of the root, nothing when it is absent.
pub(super) fn section<'n>(
    fields: &mut Fields<'n>,
    reader: &mut Reader<'_>,
    key: &'static str,
    what: &'static str,
) -> Option<Fields<'n>> {
    let node = fields.node(key)?;
    reader.fields(node, what)
}

/// Whether a node is a table.
pub(super) fn is_table(node: &Node) -> bool {
    matches!(node.value, Value::Map(_))
}

/// A day as files of the workspace write it, `2026-11-01`, and no other way.
#[derive(Debug, Clone, Copy)]
pub struct Day(pub Date);

impl FromStr for Day {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let plain = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| {
                if matches!(at, 4 | 7) {
                    byte == b'-'
                } else {
                    byte.is_ascii_digit()
                }
            });
        plain
            .then(|| text.parse().ok())
            .flatten()
            .map(Self)
            .ok_or_else(|| format!("`{text}` is not a date such as 2026-11-01"))
    }
}

/// A length of time, `P12M`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Length(pub(super) Period);

impl FromStr for Length {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if !text.is_ascii() {
            return Err(format!(
                "`{text}` is not a length of time such as P12M, P1Y, P2W or P10D"
            ));
        }
        text.parse().map(Self)
    }
}

/// The SHA-256 of a file as a person or `clausewise` wrote it down.
pub(super) fn sha256_text(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let text = reader.text(node, "sha256")?;
    if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(text.to_ascii_lowercase());
    }
    reader.wrong(
        node.span,
        "`sha256` must be 64 hexadecimal digits",
        Some(
            "`sha256sum FILE` prints it; without it the file's changes are not noticed".to_owned(),
        ),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_one_form() {
        assert!("2026-11-01".parse::<Day>().is_ok());
        for wrong in [
            "2026-11-31",
            "2026-11-01T10:00:00",
            "20261101",
            "1.11.2026",
            "",
            "2026-1-010",
        ] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
        assert!("P1ä".parse::<Length>().is_err());
    }

    #[test]
    fn places_agree_with_the_source() {
        let source = SourceFile::new("a", "ä b\n\nc d\n");
        let lines = Lines::new(&source);
        for at in [0, 3, 5, 6, 7, 8, 9] {
            let place = source.place(at);
            let span = Span { start: at, end: at };
            assert_eq!(
                lines.location(span),
                Location::at("a", place.line, place.column),
                "{at}"
            );
        }
    }

    #[test]
    fn files_are_refused_with_reasons() {
        let root = tempfile::tempdir().unwrap();
        let write =
            |name: &str, bytes: &[u8]| std::fs::write(root.path().join(name), bytes).unwrap();
        assert_eq!(read_text(root.path(), "none.toml"), Ok(None));
        write("bom.toml", b"\xef\xbb\xbfa = 1\n");
        assert_eq!(
            read_text(root.path(), "bom.toml"),
            Ok(Some("\u{feff}a = 1\n".to_owned()))
        );
        write("latin.toml", b"a = 1\nb = \"\xe4\"\n");
        assert_eq!(
            read_text(root.path(), "latin.toml")
                .unwrap_err()
                .location
                .line(),
            Some(2)
        );
        write("wide.toml", b"\xff\xfea\0");
        assert!(
            read_text(root.path(), "wide.toml")
                .unwrap_err()
                .message
                .contains("UTF-16")
        );
        write(
            "large.toml",
            &vec![b'#'; usize::try_from(LARGEST).unwrap() + 1],
        );
        assert!(
            read_text(root.path(), "large.toml")
                .unwrap_err()
                .message
                .contains("16 MiB")
        );
        std::fs::create_dir(root.path().join("folder.toml")).unwrap();
        assert!(read_text(root.path(), "folder.toml").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_stay_inside() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().unwrap();
        let root = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("a"), "secret = 1").unwrap();
        std::fs::write(root.path().join("a"), "x = 1").unwrap();
        symlink(outside.path().join("a"), root.path().join("out.toml")).unwrap();
        symlink("a", root.path().join("in.toml")).unwrap();
        symlink("nothing", root.path().join("broken.toml")).unwrap();
        assert!(
            read_text(root.path(), "out.toml")
                .unwrap_err()
                .message
                .contains("out of the workspace")
        );
        assert_eq!(
            read_text(root.path(), "in.toml"),
            Ok(Some("x = 1".to_owned()))
        );
        assert!(
            read_text(root.path(), "broken.toml")
                .unwrap_err()
                .message
                .contains("nowhere")
        );
    }
}
