//! Writing files that people write too: never half, never over somebody's change,
//! never a byte of theirs lost.
//!
//! Entries are rendered by `toml_edit` and put after the existing text as it stands:
//! a document written out again by the library would lose its byte order mark and
//! the line ends of Windows.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

use super::files::{LARGEST, parse, read_text, without_bom};
use crate::problem::Problem;

/// Writes a file whole or not at all: into a temporary file beside it, synced, then
/// renamed. An existing file keeps its permissions; a link is followed only to a file
/// in or below the folder the link is in.
///
/// # Errors
/// The folder cannot be written to; the file is read-only, no regular file, or a link
/// that leads elsewhere. What was there is then still there.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let place = Place::of(path)?;
    let temporary = place.prepare(bytes)?;
    temporary
        .persist(&place.path)
        .map_err(|error| error.error)?;
    place.sync();
    Ok(())
}

/// [`write_atomically`], unless the file is no longer what it was when it was read;
/// `before` is what was read, `None` when there was no file.
///
/// # Errors
/// As [`write_atomically`], and when somebody changed, made or removed the file
/// meanwhile.
pub fn write_if_unchanged(path: &Path, before: Option<&[u8]>, bytes: &[u8]) -> io::Result<()> {
    let place = Place::of(path)?;
    let temporary = place.prepare(bytes)?;
    let changed =
        || io::Error::other("the file was changed by somebody else meanwhile; nothing was written");
    match before {
        None => {
            temporary
                .persist_noclobber(&place.path)
                .map_err(|error| match error.error.kind() {
                    ErrorKind::AlreadyExists => changed(),
                    _ => error.error,
                })?;
        }
        Some(before) => {
            if !place.holds(before)? {
                return Err(changed());
            }
            temporary
                .persist(&place.path)
                .map_err(|error| error.error)?;
        }
    }
    place.sync();
    Ok(())
}

/// Where a file is really written.
struct Place {
    path: PathBuf,
    folder: PathBuf,
    permissions: Option<std::fs::Permissions>,
}

impl Place {
    fn of(path: &Path) -> io::Result<Self> {
        let refused = |kind, message: &str| Err(io::Error::new(kind, message.to_owned()));
        let mut path = path.to_path_buf();
        let mut folder = folder_of(&path);
        let meta = match path.symlink_metadata() {
            Ok(meta) => meta,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Ok(Self {
                    path,
                    folder,
                    permissions: None,
                });
            }
            Err(error) => return Err(error),
        };
        if meta.is_symlink() {
            let target = path.canonicalize()?;
            if !target.starts_with(folder.canonicalize()?) {
                return refused(
                    ErrorKind::PermissionDenied,
                    "the file is a link that leads out of its folder",
                );
            }
            folder = folder_of(&target);
            path = target;
        }
        let meta = path.metadata()?;
        if !meta.is_file() {
            return refused(ErrorKind::InvalidInput, "it is not a regular file");
        }
        if meta.permissions().readonly() {
            return refused(ErrorKind::PermissionDenied, "the file is read-only");
        }
        Ok(Self {
            path,
            folder,
            permissions: Some(meta.permissions()),
        })
    }

    /// The bytes in a synced temporary file in the same folder; it vanishes unless it
    /// is renamed.
    fn prepare(&self, bytes: &[u8]) -> io::Result<tempfile::NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".clausewise-").suffix(".tmp");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        // The name of the temporary file is nobody's business.
        let mut temporary = builder
            .tempfile_in(&self.folder)
            .map_err(|error| io::Error::from(error.kind()))?;
        temporary.write_all(bytes)?;
        if let Some(permissions) = &self.permissions {
            temporary.as_file().set_permissions(permissions.clone())?;
        }
        temporary.as_file().sync_all()?;
        Ok(temporary)
    }

    fn holds(&self, before: &[u8]) -> io::Result<bool> {
        let mut now = Vec::new();
        match File::open(&self.path) {
            Ok(file) => file.take(before.len() as u64 + 1).read_to_end(&mut now)?,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        };
        Ok(now == before)
    }

    /// Makes the rename itself last, where the platform can; the content is synced
    /// already, so a failure here is none of the caller's.
    fn sync(&self) {
        if cfg!(unix)
            && let Ok(folder) = File::open(&self.folder)
        {
            let _ = folder.sync_all();
        }
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// A change of one of the workspace's files: worked out, shown, then written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file's name within the workspace.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// What it held when it was read; `None` when there was none.
    pub before: Option<String>,
    /// What it will hold.
    pub after: String,
}

impl Change {
    /// Reads a file and works out what it becomes. The edit gets the text there is
    /// and returns the new one, with whatever else the caller wants of it.
    ///
    /// # Errors
    /// The file cannot be read, or the edit's own reason.
    pub fn plan<T>(
        root: &Path,
        name: &str,
        edit: impl FnOnce(Option<&str>) -> Result<(String, T), Problem>,
    ) -> Result<(Self, T), Problem> {
        let before = read_text(root, name)?;
        let (after, rest) = edit(before.as_deref())?;
        if after.len() as u64 > LARGEST {
            return Err(Problem::file(name, "the file would be larger than 16 MiB"));
        }
        Ok((
            Self {
                name: name.to_owned(),
                path: root.join(name),
                before,
                after,
            },
            rest,
        ))
    }

    /// What is added at the end, for showing; the whole text where the change is more
    /// than an addition.
    #[must_use]
    pub fn added(&self) -> &str {
        let before = self.before.as_deref().unwrap_or_default();
        self.after.strip_prefix(before).unwrap_or(&self.after)
    }

    /// Writes it, unless the file changed since it was read.
    ///
    /// # Errors
    /// Why it could not be written; the file is then as it was.
    pub fn write(&self) -> Result<(), Problem> {
        let before = self.before.as_ref().map(String::as_bytes);
        write_if_unchanged(&self.path, before, self.after.as_bytes()).map_err(|error| {
            let message = format!("this file could not be written: {error}");
            Problem::file(&self.name, message).hint(match error.kind() {
                ErrorKind::PermissionDenied => {
                    "nothing was changed; mend the permissions of the file or its folder"
                }
                ErrorKind::Other => "nothing was changed; run the command again",
                _ => "nothing was changed",
            })
        })
    }
}

/// A text with an entry `[[table]]` more at its end; every byte of the text stays.
/// An empty text gets a comment at its head that says what the file is for. `name`
/// is the file's name for messages.
///
/// # Errors
/// The text is no TOML, or holds `table` as something else than `[[table]]` entries.
pub fn append_entry(name: &str, text: &str, table: &str, entry: Table) -> Result<String, Problem> {
    append_entries(name, text, table, vec![entry])
}

/// [`append_entry`] for several at once.
///
/// # Errors
/// As [`append_entry`].
pub fn append_entries(
    name: &str,
    text: &str,
    table: &str,
    entries: Vec<Table>,
) -> Result<String, Problem> {
    let (source, tree) = parse(name, text).map_err(|problem| {
        let hint = problem.hint.clone().unwrap_or_default();
        problem.hint(
            format!("nothing was added; mend the file first. {hint}")
                .trim()
                .to_owned(),
        )
    })?;
    let mut rendered = render(table, entries);
    let ends = if has_windows_ends(text) { "\r\n" } else { "\n" };
    let mut out = String::with_capacity(text.len() + rendered.len() + 128);
    out.push_str(text);
    if without_bom(text).trim().is_empty() {
        rendered.insert_str(0, &header(table));
    } else {
        if !text.ends_with('\n') {
            out.push_str(ends);
        }
        if !text.trim_end_matches([' ', '\t']).ends_with("\n\n") && !text.ends_with("\r\n\r\n") {
            out.push_str(ends);
        }
    }
    if ends == "\n" {
        out.push_str(&rendered);
    } else {
        out.push_str(&rendered.replace('\n', ends));
    }
    if parse(name, &out).is_ok() {
        return Ok(out);
    }
    let message =
        format!("`{table}` is not written as [[{table}]] entries here, so none can be added");
    let problem = tree
        .entries()
        .iter()
        .find(|entry| entry.key == table)
        .map_or_else(
            || Problem::file(name, message.clone()),
            |entry| Problem::at(&source, entry.span, message.clone()),
        );
    Err(problem.hint(format!("write each one under a line [[{table}]]")))
}

fn render(table: &str, several: Vec<Table>) -> String {
    let mut entries = ArrayOfTables::new();
    for mut entry in several {
        entry.set_position(None);
        // A blank line before each but the first, which is trimmed.
        entry.decor_mut().set_prefix("\n");
        entries.push(entry);
    }
    let mut document = DocumentMut::new();
    document.insert(table, Item::ArrayOfTables(entries));
    document.to_string().trim_start().to_owned()
}

fn has_windows_ends(text: &str) -> bool {
    let end = text.find('\n');
    end.is_some_and(|end| text[..end].ends_with('\r'))
}

fn header(table: &str) -> String {
    let what = match table {
        "note" => "What assessors were told and saw; `clausewise note` adds to it.",
        "judgement" => {
            "What assessors concluded; `clausewise judge` adds to it. Later entries stand."
        }
        "answer" => "Answers given instead of evidence; `clausewise answer` adds to it.",
        "claim" | "not_evidence" => {
            "What is claimed for files that say nothing themselves; `clausewise intake --accept` adds to it."
        }
        "request" => {
            "What became of each document asked for; `clausewise request set` adds to it. Later entries stand."
        }
        _ => "Written by people and by clausewise.",
    };
    format!("# {what}\n# Yours to edit: comments, order and wording stay as they are.\n\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use toml_edit::value;

    use super::*;

    fn entry(text: &str) -> Table {
        let mut table = Table::new();
        table["text"] = value(text);
        table
    }

    const BY_HAND: &str = "# mine\n\n[[note]]   # first\n  id='N-001'\t# kept\nunknown = { a=1 }\n\n# the end, no line end";

    #[test]
    fn what_stands_there_stays() {
        let out = append_entry("notes.toml", BY_HAND, "note", entry("x")).unwrap();
        assert_eq!(out, format!("{BY_HAND}\n\n[[note]]\ntext = \"x\"\n"));
        let again = append_entry("notes.toml", &out, "note", entry("y")).unwrap();
        assert_eq!(again, format!("{out}\n[[note]]\ntext = \"y\"\n"));
    }

    #[test]
    fn windows_line_ends_and_byte_order_marks_stay() {
        let text = "\u{feff}# a\r\n[[note]]\r\nid = \"N-001\"\r\n";
        let out = append_entry("notes.toml", text, "note", entry("x\ny")).unwrap();
        assert_eq!(
            out,
            format!("{text}\r\n[[note]]\r\ntext = \"\"\"\r\nx\r\ny\"\"\"\r\n")
        );
    }

    #[test]
    fn new_files_say_what_they_are() {
        let out = append_entry("notes.toml", "", "note", entry("x")).unwrap();
        assert!(
            out.starts_with("# What assessors were told")
                && out.ends_with("\n\n[[note]]\ntext = \"x\"\n"),
            "{out}"
        );
    }

    #[test]
    fn what_cannot_be_added_to_is_refused() {
        let problem = append_entry("notes.toml", "[[note]\n", "note", entry("x")).unwrap_err();
        assert_eq!(problem.location.line(), Some(1));
        for text in [
            "a = 1\nnot_evidence = [\"a\"]\n",
            "a = 1\n[not_evidence]\n",
            "a = 1\nnot_evidence = 1",
        ] {
            let problem =
                append_entry("claims.toml", text, "not_evidence", entry("x")).unwrap_err();
            assert_eq!(problem.location.line(), Some(2), "{text}");
        }
    }

    #[test]
    fn files_are_written_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        write_atomically(&path, b"one").unwrap();
        write_atomically(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert!(write_atomically(&folder.path().join("none/a.toml"), b"x").is_err());
        assert!(write_atomically(folder.path(), b"x").is_err());
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing temporary is left"
        );
    }

    #[test]
    fn somebody_elses_change_is_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.toml");
        let add = |text: Option<&str>| {
            append_entry("notes.toml", text.unwrap_or_default(), "note", entry("x"))
                .map(|text| (text, ()))
        };
        let (change, ()) = Change::plan(folder.path(), "notes.toml", add).unwrap();
        std::fs::write(&path, "# mine").unwrap();
        assert!(change.write().is_err(), "made meanwhile");
        let (change, ()) = Change::plan(folder.path(), "notes.toml", add).unwrap();
        assert_eq!(change.added(), "\n\n[[note]]\ntext = \"x\"\n");
        std::fs::write(&path, "# mine, longer").unwrap();
        assert!(
            change.write().unwrap_err().message.contains("meanwhile"),
            "changed meanwhile"
        );
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "# mine, longer");
        std::fs::remove_file(&path).unwrap();
        assert!(change.write().is_err(), "removed meanwhile");
        std::fs::write(&path, "# mine").unwrap();
        change.write().unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), change.after);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_links_out_are_refused() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let outside = tempfile::tempdir().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        std::fs::write(&path, "x").unwrap();
        for wanted in [0o640, 0o600, 0o664] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(wanted)).unwrap();
            write_atomically(&path, b"y").unwrap();
            assert_eq!(mode(&path), wanted);
        }
        std::fs::write(folder.path().join("plain"), "").unwrap();
        write_atomically(&folder.path().join("new"), b"").unwrap();
        assert_eq!(
            mode(&folder.path().join("new")),
            mode(&folder.path().join("plain"))
        );

        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
        assert!(write_atomically(&path, b"z").is_err(), "read-only");

        std::fs::write(outside.path().join("o"), "x").unwrap();
        symlink(outside.path().join("o"), folder.path().join("out")).unwrap();
        assert!(write_atomically(&folder.path().join("out"), b"z").is_err());
        assert_eq!(std::fs::read(outside.path().join("o")).unwrap(), b"x");
        symlink("plain", folder.path().join("in")).unwrap();
        write_atomically(&folder.path().join("in"), b"z").unwrap();
        assert_eq!(std::fs::read(folder.path().join("plain")).unwrap(), b"z");
        assert!(folder.path().join("in").is_symlink());
    }

    proptest! {
        #[test]
        fn every_byte_survives(
            comments in prop::collection::vec("[ \t]{0,3}#[^\\p{Cc}]{0,20}", 0..6),
            ids in prop::collection::vec("[a-z0-9 é]{0,8}", 0..5),
            end in prop::sample::select(vec!["", "\n", "\n\n", "\r\n", "  \n"]),
            windows in any::<bool>(),
            bom in any::<bool>(),
            said in "(?s).{0,40}",
        ) {
            let mut text = String::new();
            for (at, id) in ids.iter().map(String::as_str).enumerate() {
                text.push_str(comments.get(at).map_or("", String::as_str));
                text.extend(["\n[[note]]\n id  =  '", id, "' # \n\n"]);
            }
            text.push_str(&comments.join("\n"));
            if windows {
                text = text.replace('\n', "\r\n");
            }
            text.push_str(end);
            if bom {
                text.insert(0, '\u{feff}');
            }
            let out = append_entry("notes.toml", &text, "note", entry(&said)).unwrap();
            prop_assert!(out.starts_with(&text));
            let (_, tree) = parse("notes.toml", &out).unwrap();
            let notes = tree.get("note").unwrap().members();
            prop_assert_eq!(notes.len(), ids.len() + 1);
            for (note, id) in notes.iter().zip(&ids) {
                prop_assert_eq!(note.get("id").unwrap().text(), Some(id.as_str()));
            }
            let read = notes[ids.len()].get("text").unwrap().text().unwrap();
            prop_assert_eq!(read.replace('\r', ""), said.replace('\r', ""));
        }
    }
}
