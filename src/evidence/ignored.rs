//! Files that say what is not read, `.gitignore` and `.clausewiseignore`: those that cannot
//! be used are told, since what they leave out is unknown then.

use std::path::Path;

use super::walk::relative;
use crate::problem::Problem;
use crate::source::Location;

/// The name of the tool's own file of patterns.
pub const OWN: &str = ".clausewiseignore";

/// Names of files of patterns, in any folder.
const NAMES: [&str; 2] = [".gitignore", OWN];

/// A file of patterns in a folder that is a pipe or a device: reading it would never end,
/// and without it nobody knows what in the folder is to be read.
pub fn unusable(root: &Path, folder: &Path) -> Option<Problem> {
    let file = NAMES
        .iter()
        .map(|name| folder.join(name))
        .find(|file| std::fs::metadata(file).is_ok_and(|data| !data.is_file() && !data.is_dir()))?;
    Some(
        Problem::file(
            &relative(root, &file),
            "this is a pipe or device and not a file of patterns; its folder is not read",
        )
        .hint("replace it by a text file or remove it, and run again"),
    )
}

/// A line in a folder's file of patterns that is none.
pub fn bad_pattern(root: &Path, folder: &Path, error: &ignore::Error) -> Problem {
    let (mut file, mut line, mut inner) = (None, None, error);
    loop {
        inner = match inner {
            ignore::Error::Partial(errors) if !errors.is_empty() => &errors[0],
            ignore::Error::WithPath { path, err } => {
                file = Some(path.as_path());
                err
            }
            ignore::Error::WithLineNumber { line: at, err } => {
                line = u32::try_from(*at).ok();
                err
            }
            ignore::Error::WithDepth { err, .. } => err,
            _ => break,
        };
    }
    let path = relative(root, file.unwrap_or(folder));
    let (message, hint) = match inner {
        ignore::Error::Glob {
            glob: Some(glob), ..
        } => (
            format!("`{glob}` is no file pattern, so that it leaves nothing out"),
            "put `\\` before a bracket or brace that is part of a name",
        ),
        _ => (
            "a file of patterns in this folder cannot be read, so that it leaves nothing out"
                .to_owned(),
            "mend its permissions, or remove it",
        ),
    };
    let mut problem = Problem::file(&path, message).hint(hint);
    if let Some(line) = line {
        problem.location = Location::at(path, line, 1);
    }
    problem
}
