//! The repository that evidence lies in may be somebody else's. None of its settings starts a
//! program, and no git that lies among the evidence is run.
//!
//! Each trap is sprung first by a plain call of git: one that never works would prove nothing. (A
//! pager is started on terminals only, and git is never given one.)
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use common::repo::{FIRST, Repo, SECOND, evidence, history, is_git_there};
use serde_json::Value;

/// A repository with a program that leaves a mark when it is run.
struct Trap {
    repo: Repo,
    /// Where program and mark lie, outside the repository.
    place: tempfile::TempDir,
}

impl Trap {
    fn new() -> Self {
        let trap = Self {
            repo: Repo::new(),
            place: tempfile::tempdir().unwrap(),
        };
        trap.repo
            .file("policy.md", "# Policy\n")
            .commit("R. Ibarra", FIRST);
        trap.repo
            .file("policy.md", "# Policy\n\nMore.\n")
            .commit("R. Ibarra", SECOND);
        program(
            &trap.program(),
            &format!("touch '{}'", trap.mark().display()),
        );
        trap
    }

    fn program(&self) -> PathBuf {
        self.place.path().join("trap")
    }

    fn mark(&self) -> PathBuf {
        self.place.path().join("mark")
    }

    fn set(&self, key: &str, value: &str) {
        let value = value.replace("TRAP", self.program().to_str().unwrap());
        self.repo.git(&["config", key, &value]);
    }

    /// Whether the trap was sprung; it is set again.
    fn sprung(&self) -> bool {
        std::fs::remove_file(self.mark()).is_ok()
    }

    /// Springs it with a call of git, however that ends.
    fn spring(&self, arguments: &[&str]) {
        let output = self.repo.command(arguments).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            self.sprung(),
            "this trap does not work: {arguments:?}: {told}"
        );
    }

    fn assess(&self) -> Value {
        let seen = self.repo.assess(&[]);
        assert!(!self.sprung(), "a program was started");
        seen
    }

    fn assess_well(&self) {
        let seen = self.assess();
        assert_eq!(history(&seen), (true, None));
        assert_eq!(evidence(&seen, "policy.md")["changed_on"], SECOND);
    }
}

fn program(path: &Path, line: &str) {
    std::fs::write(path, format!("#!/bin/sh\n{line}\n")).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// A trap in one setting, sprung by one call of git.
fn trap(key: &str, value: &str, call: &[&str]) {
    if !is_git_there() {
        return;
    }
    let trap = Trap::new();
    trap.set(key, value);
    trap.spring(call);
    trap.assess_well();
}

#[test]
fn no_monitor_of_files() {
    trap("core.fsmonitor", "TRAP", &["status"]);
}

#[test]
fn no_external_comparison() {
    trap("diff.external", "TRAP", &["log", "-p", "--ext-diff"]);
}

#[test]
fn no_comparison_that_attributes_name() {
    if !is_git_there() {
        return;
    }
    for (key, call) in [
        ("diff.trap.textconv", ["log", "-p", "--textconv"]),
        ("diff.trap.command", ["log", "-p", "--ext-diff"]),
    ] {
        let trap = Trap::new();
        trap.repo.file(".git/info/attributes", "*.md diff=trap\n");
        trap.set(key, "TRAP");
        trap.spring(&call);
        trap.assess_well();
    }
}

#[test]
fn no_filter() {
    if !is_git_there() {
        return;
    }
    for key in ["filter.trap.clean", "filter.trap.process"] {
        let trap = Trap::new();
        trap.repo.file(".git/info/attributes", "*.md filter=trap\n");
        trap.set(key, "TRAP");
        // As old as it can be, so that git has to look into it.
        trap.repo.file("policy.md", "# Policy\n\nLess.\n");
        trap.spring(&["status"]);
        let seen = trap.assess();
        assert_eq!(evidence(&seen, "policy.md")["git"], "differs");
    }
}

#[test]
fn no_check_of_signatures() {
    if !is_git_there() {
        return;
    }
    let trap = Trap::new();
    let commit = trap
        .repo
        .command(&["cat-file", "commit", "HEAD"])
        .output()
        .unwrap();
    let commit = String::from_utf8(commit.stdout).unwrap();
    let signature =
        "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n\n";
    trap.repo
        .file(".git/signed", commit.replacen("\n\n", signature, 1));
    let number = trap
        .repo
        .command(&["hash-object", "-t", "commit", "-w", ".git/signed"])
        .output()
        .unwrap();
    let number = String::from_utf8(number.stdout).unwrap();
    trap.repo.git(&["update-ref", "HEAD", number.trim()]);
    trap.set("gpg.program", "TRAP");
    trap.set("log.showSignature", "true");
    trap.spring(&["log", "-1"]);
    trap.assess_well();
}

#[test]
fn no_hook() {
    if !is_git_there() {
        return;
    }
    let trap = Trap::new();
    std::fs::create_dir_all(trap.place.path().join("hooks")).unwrap();
    for hook in [
        "post-index-change",
        "post-checkout",
        "pre-commit",
        "fsmonitor-watchman",
    ] {
        std::fs::copy(trap.program(), trap.place.path().join("hooks").join(hook)).unwrap();
    }
    let hooks = trap.place.path().join("hooks");
    trap.set("core.hooksPath", hooks.to_str().unwrap());
    trap.spring(&["update-index", "--force-write-index"]);
    trap.assess_well();
}

/// An alias cannot stand in for a command of git: what git is asked are its own.
#[test]
fn no_alias() {
    if !is_git_there() {
        return;
    }
    let trap = Trap::new();
    for name in ["log", "rev-parse", "trap"] {
        trap.set(&format!("alias.{name}"), "!TRAP");
    }
    trap.spring(&["trap"]);
    trap.assess_well();
}

/// A clone in which objects are missing would fetch them, by a program that its settings name.
#[test]
fn nothing_is_fetched() {
    if !is_git_there() {
        return;
    }
    for (url, uploads) in [
        ("ext::TRAP %S", "x"),
        ("/dev/null", "TRAP"),
        ("ssh://nowhere/x", "x"),
    ] {
        let trap = Trap::new();
        trap.set("core.repositoryFormatVersion", "1");
        trap.set("extensions.partialClone", "origin");
        trap.set("remote.origin.promisor", "true");
        trap.set("remote.origin.url", url);
        trap.set("remote.origin.uploadpack", uploads);
        trap.set("core.sshCommand", "TRAP");
        trap.set("protocol.ext.allow", "always");
        let tree = trap
            .repo
            .command(&["rev-parse", "HEAD~1^{tree}"])
            .output()
            .unwrap();
        let tree = String::from_utf8(tree.stdout).unwrap();
        let (folder, file) = tree.trim().split_at(2);
        std::fs::remove_file(
            trap.repo
                .root()
                .join(".git/objects")
                .join(folder)
                .join(file),
        )
        .unwrap();
        trap.spring(&["log", "--raw"]);
        let seen = trap.assess();
        assert!(history(&seen).1.is_some(), "{url}");
    }
}

/// A folder that looks like the inside of a repository is no repository here.
#[test]
fn no_repository_without_a_folder_of_its_own() {
    if !is_git_there() {
        return;
    }
    let trap = Trap::new();
    let bare = tempfile::tempdir().unwrap();
    common::copy(&trap.repo.root().join(".git"), bare.path());
    std::fs::write(bare.path().join("policy.md"), "# Policy\n").unwrap();
    std::fs::write(bare.path().join("clausewise.toml"), "git = true\n").unwrap();
    let seen = Repo::assess_at(bare.path(), &[]);
    assert!(history(&seen).1.is_some());
    assert_eq!(evidence(&seen, "policy.md")["git"], Value::Null);
}

/// What the environment says to git is said to other calls of it.
#[test]
fn the_environment_tells_git_nothing() {
    if !is_git_there() {
        return;
    }
    let trap = Trap::new();
    let other = Repo::new();
    other
        .file("policy.md", "# Policy\n\nMore.\n")
        .commit("Somebody else", FIRST);
    let output = common::clausewise(trap.repo.root())
        .args(["assess", "--format", "json", "--as-of", "2026-11-01"])
        .env("GIT_DIR", other.root().join(".git"))
        .env("GIT_EXTERNAL_DIFF", trap.program())
        .env("GIT_PAGER", trap.program())
        .env("GIT_CONFIG_COUNT", "1")
        .env("GIT_CONFIG_KEY_0", "core.fsmonitor")
        .env("GIT_CONFIG_VALUE_0", trap.program())
        .env("GIT_TRACE", trap.place.path().join("trace"))
        .output()
        .unwrap();
    let seen: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(evidence(&seen, "policy.md")["changed_on"], SECOND);
    assert!(!trap.sprung());
    assert!(!trap.place.path().join("trace").exists());
}

/// On the search path may stand the current folder, or one among the evidence.
#[test]
fn no_git_among_the_evidence_is_run() {
    if !is_git_there() {
        return;
    }
    let trap = Trap::new();
    let (root, place) = (trap.repo.root(), trap.place.path());
    std::fs::create_dir(root.join("bin")).unwrap();
    for folder in [root.to_path_buf(), root.join("bin")] {
        std::fs::copy(trap.program(), folder.join("git")).unwrap();
    }
    // A link from elsewhere to one of them.
    std::fs::create_dir(place.join("links")).unwrap();
    std::os::unix::fs::symlink(root.join("bin/git"), place.join("links/git")).unwrap();
    let absolute = root.join("bin");
    let links = place.join("links");
    for path in [
        "",
        ".",
        "bin",
        ":bin:./bin",
        absolute.to_str().unwrap(),
        links.to_str().unwrap(),
    ] {
        let output = common::clausewise(root)
            .args(["assess", "--format", "json", "--as-of", "2026-11-01"])
            .env("PATH", path)
            .output()
            .unwrap();
        let seen: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(!trap.sprung(), "PATH={path}");
        let unknown = history(&seen).1.unwrap();
        assert!(
            unknown.contains("git is not installed here"),
            "PATH={path}: {unknown}"
        );
    }
}
