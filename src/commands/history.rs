//! Asks git when files were last changed, and by whom.

use std::io::BufReader;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::git::{LARGEST, LONGEST, Place, Refusal, git_for, place, plain, run, strange};
use crate::cli::Global;
use crate::evidence::{Awaited, History, LOG_FORMAT};
use crate::workspace::Workspace;

/// Begins to ask git for the history of a workspace, beside everything else. `None` where
/// nobody wants it: with `--no-git`, with `git = false` in `clausewise.toml`, and where the
/// workspace is not the root of a repository and `clausewise.toml` does not say `git = true`.
#[must_use]
pub fn history_of(workspace: &Workspace, global: &Global) -> Option<Awaited> {
    let is_repository = || workspace.root.join(".git").symlink_metadata().is_ok();
    if global.no_git || !workspace.settings.git.unwrap_or_else(is_repository) {
        return None;
    }
    let root = plain(&workspace.root);
    let anywhere = workspace.settings.git == Some(true);
    let asked = thread::spawn(move || {
        let git = git_for(&root)?;
        ask(&git, &root, anywhere, LONGEST)
    });
    let gone = |_| Err("git could not be asked".to_owned());
    Some(Box::new(move || asked.join().unwrap_or_else(gone)))
}

/// Asks where the repository is, and for its history.
fn ask(git: &Path, root: &Path, anywhere: bool, longest: Duration) -> Result<History, String> {
    let until = Instant::now() + longest;
    let Place { shallow, prefix } = place(git, root, until)?;
    match shallow {
        Some(false) => {}
        Some(true) => {
            return Err("this is a shallow clone, which lacks the older changes; `git fetch --unshallow` brings them".to_owned());
        }
        None => return Err(strange()),
    }
    if !anywhere && !prefix.is_empty() {
        return Err(Refusal::NoRepository.in_words());
    }
    let read = run(git, root, LOG, until, move |output| {
        let mut output = BufReader::with_capacity(1 << 16, output);
        let history = History::read(&mut output, &prefix);
        match output.get_ref().limit() {
            0 => Err(format!("its history is larger than {} MiB", LARGEST >> 20)),
            _ => history,
        }
    });
    match read {
        Err(Refusal::NoCommit) => Ok(History::default()),
        read => read.map_err(Refusal::in_words),
    }
}

/// What git is asked: which commit changed which files. It needs nothing but commits and the lists
/// of files in them.
const LOG: &[&str] = &[
    "log",
    LOG_FORMAT,
    "--date=short",
    "--raw",
    "--no-abbrev",
    "-z",
    // Of a merge what differs from all that it joins.
    "-c",
    "--root",
    "--topo-order",
    "--no-renames",
    "--ignore-submodules=none",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--no-notes",
    "--no-decorate",
    "--no-color",
    "-O/dev/null",
    "--",
    ".",
];

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// A git that does what a line of the shell says, and why its history is not known.
    fn told(line: &str, longest: Duration) -> String {
        let folder = tempfile::tempdir().unwrap();
        let git = folder.path().join("git");
        std::fs::write(&git, format!("#!/bin/sh\n{line}\n")).unwrap();
        std::fs::set_permissions(&git, std::fs::Permissions::from_mode(0o755)).unwrap();
        let began = Instant::now();
        let ask_once = || ask(&git, folder.path(), false, longest).unwrap_err();
        // Another test that starts a program just now may still hold the file open for writing.
        let not_started = Refusal::NotStarted.in_words();
        let told = (0..100)
            .map(|_| ask_once())
            .find(|told| *told != not_started);
        assert!(began.elapsed() < Duration::from_secs(10), "{line}");
        told.unwrap()
    }

    #[test]
    fn a_git_that_does_not_end_is_not_waited_for() {
        let soon = Duration::from_millis(200);
        for line in [
            "sleep 30",
            // What it has started still holds its output.
            "sleep 30 & exit 0",
            "exec >&- 2>&-; sleep 30",
            "while true; do echo false; done",
        ] {
            assert_eq!(told(line, soon), "git took too long", "{line}");
        }
    }

    #[test]
    fn a_git_that_answers_strangely_is_not_believed() {
        let late = Duration::from_secs(9);
        for (line, reason) in [
            ("exit 3", "git could not read its history"),
            ("echo maybe; echo", "this git is too old"),
            ("printf false", "this git is too old"),
            ("echo true; echo", "shallow clone"),
            ("echo false; echo sub/", "git finds no repository here"),
            (
                "yes complaint | head -c 1000000 >&2; exit 1",
                "git could not read its history",
            ),
            (
                "case \"$*\" in *rev-parse*) echo false; echo;; *) echo nonsense;; esac",
                "a form that is not known",
            ),
            (
                "case \"$*\" in *rev-parse*) echo false; echo;; *) yes nonsense;; esac",
                "is larger than 256 MiB",
            ),
        ] {
            let told = told(line, late);
            assert!(told.contains(reason), "{line}: {told}");
        }
    }
}
