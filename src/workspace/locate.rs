//! Finding the workspace a folder belongs to.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::read::SETTINGS;
use crate::source::visible;

/// Why no workspace can be found around a folder.
#[derive(Debug)]
pub enum LocateError {
    /// The folder does not exist.
    NotFound(PathBuf),
    /// It is something else than a folder.
    NotAFolder(PathBuf),
    /// It cannot be looked into.
    Unreadable(PathBuf, io::Error),
}

impl fmt::Display for LocateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |path: &Path| visible(&path.to_string_lossy());
        match self {
            Self::NotFound(path) => write!(f, "there is no folder `{}`", shown(path)),
            Self::NotAFolder(path) => write!(f, "`{}` is not a folder", shown(path)),
            Self::Unreadable(path, error) => {
                write!(f, "the folder `{}` cannot be read: {error}", shown(path))
            }
        }
    }
}

impl Error for LocateError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unreadable(_, error) => Some(error),
            _ => None,
        }
    }
}

/// The root of the workspace around a folder: the nearest folder, the given one
/// first, that holds `clausewise.toml`; the given folder where none does. Absolute,
/// with links resolved.
///
/// # Errors
/// The folder does not exist, is no folder, or cannot be read.
pub fn locate(folder: &Path) -> Result<PathBuf, LocateError> {
    let given = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let start = given.canonicalize().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => LocateError::NotFound(given.to_path_buf()),
        io::ErrorKind::NotADirectory => LocateError::NotAFolder(given.to_path_buf()),
        _ => LocateError::Unreadable(given.to_path_buf(), error),
    })?;
    if !start.is_dir() {
        return Err(LocateError::NotAFolder(given.to_path_buf()));
    }
    let root = start
        .ancestors()
        .find(|folder| folder.join(SETTINGS).is_file());
    Ok(root.unwrap_or(&start).to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_enclosing_workspace_is_found() {
        let temp = tempfile::tempdir().unwrap();
        let top = temp.path().canonicalize().unwrap();
        let deep = top.join("a/b/c");
        std::fs::create_dir_all(&deep).unwrap();
        assert_eq!(locate(&deep).unwrap(), deep);
        std::fs::write(top.join(SETTINGS), "").unwrap();
        assert_eq!(locate(&deep).unwrap(), top);
        std::fs::write(top.join("a/b").join(SETTINGS), "").unwrap();
        assert_eq!(locate(&deep.join("../c")).unwrap(), top.join("a/b"));
        std::fs::create_dir(deep.join(SETTINGS)).unwrap();
        assert_eq!(locate(&deep).unwrap(), top.join("a/b"));
    }

    #[test]
    fn what_is_no_folder_is_said() {
        let temp = tempfile::tempdir().unwrap();
        std::fs::write(temp.path().join("file"), "").unwrap();
        assert!(matches!(
            locate(&temp.path().join("none")),
            Err(LocateError::NotFound(_))
        ));
        assert!(matches!(
            locate(&temp.path().join("file")),
            Err(LocateError::NotAFolder(_))
        ));
        let error = locate(&temp.path().join("file/x")).unwrap_err();
        assert!(matches!(error, LocateError::NotAFolder(_)), "{error}");
    }
}
