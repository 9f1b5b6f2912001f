//! Repositories of git for tests.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::clausewise;

/// The day of a first commit.
pub const FIRST: &str = "2026-02-03";
/// The day of a later one.
pub const SECOND: &str = "2026-03-09";

/// Whether git is installed. Where it is not, nothing of it can be tested, and that is said.
#[allow(
    clippy::print_stderr,
    reason = "whoever runs tests has to see what was left out"
)]
pub fn is_git_there() -> bool {
    let there = Command::new("git").arg("--version").output().is_ok();
    if !there {
        eprintln!("git is not installed; this is not tested");
    }
    there
}

/// A repository in a temporary folder, whose settings nobody else has a say in.
pub struct Repo {
    dir: tempfile::TempDir,
}

impl Repo {
    /// An empty one.
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// An empty one, made with options of `git init`.
    pub fn with(options: &[&str]) -> Self {
        let repo = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        repo.git(&[&["init", "-q", "-b", "main"], options].concat());
        repo
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    /// Writes a file.
    pub fn file(&self, path: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// Commits all that lies there, as somebody on some day.
    pub fn commit(&self, author: &str, day: &str) {
        self.git(&["add", "-A"]);
        let day = match day.strip_prefix('@') {
            Some(_) => day.to_owned(),
            None => format!("{day}T12:00:00+0000"),
        };
        let mut git = self.command(&["commit", "-q", "--allow-empty", "-m", "change"]);
        git.env("GIT_AUTHOR_NAME", author)
            .env("GIT_AUTHOR_DATE", &day)
            .env("GIT_COMMITTER_DATE", &day);
        ran(git);
    }

    /// Runs git there.
    pub fn git(&self, arguments: &[&str]) {
        ran(self.command(arguments));
    }

    /// A call of git there, which no setting of this machine changes.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut git = Command::new("git");
        git.current_dir(self.root())
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_EMAIL", "a@example.org")
            .env("GIT_COMMITTER_NAME", "Committer")
            .env("GIT_COMMITTER_EMAIL", "c@example.org");
        git
    }

    /// A clone of its last commit alone.
    pub fn shallow_clone(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let from = format!("file://{}", self.root().display());
        self.git(&[
            "clone",
            "-q",
            "--depth",
            "1",
            &from,
            folder.path().to_str().unwrap(),
        ]);
        folder
    }

    /// The assessment of its folder.
    pub fn assess(&self, options: &[&str]) -> Value {
        Self::assess_at(self.root(), options)
    }

    /// The assessment of a folder.
    pub fn assess_at(folder: &Path, options: &[&str]) -> Value {
        let output = clausewise(folder)
            .args(["assess", "--format", "json", "--as-of", "2026-11-01"])
            .args(options)
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{errors}"))
    }
}

fn ran(mut git: Command) {
    let output = git.output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{git:?}: {errors}");
}

/// A file in an assessment.
pub fn evidence<'v>(assessment: &'v Value, path: &str) -> &'v Value {
    let mut files = assessment["evidence"].as_array().unwrap().iter();
    let file = files.find(|file| file["path"] == path);
    file.unwrap_or_else(|| panic!("no {path}"))
}

/// Whether git was asked, and why it does not tell.
pub fn history(assessment: &Value) -> (bool, Option<String>) {
    let history = &assessment["history"];
    let unknown = history["unknown"].as_str().map(str::to_owned);
    (history["asked"].as_bool().unwrap(), unknown)
}
