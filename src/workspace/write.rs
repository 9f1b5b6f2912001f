//! Writing files that people write too: never half, never over somebody's change.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::files::{LARGEST, read_text};
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
        builder.prefix(crate::evidence::BEGUN).suffix(".tmp");
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

#[cfg(test)]
mod tests {
    use super::*;

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
        let add = |text: Option<&str>| Ok((format!("{}\nmore", text.unwrap_or_default()), ()));
        let (change, ()) = Change::plan(folder.path(), "notes.toml", add).unwrap();
        std::fs::write(&path, "# mine").unwrap();
        assert!(change.write().is_err(), "made meanwhile");
        let (change, ()) = Change::plan(folder.path(), "notes.toml", add).unwrap();
        assert_eq!(change.added(), "\nmore");
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
}
