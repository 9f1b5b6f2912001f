//! When files were last changed, as git keeps it: what is told, what is not believed, and that
//! nothing else in the assessment hangs on it.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use common::repo::{FIRST, Repo, SECOND, evidence, history, is_git_there};
use common::{Org, copy, repository, stdout};
use serde_json::Value;

const POLICY: &str = "# Policy on services\n\nThe policy is the frame for all objectives.\n";

/// A repository of two files, the second changed later and by another.
fn two() -> Repo {
    let repo = Repo::new();
    repo.file("policy.md", POLICY)
        .file("minutes.md", "# Minutes\n\nOne.\n");
    repo.commit("R. Ibarra", FIRST);
    repo.file("minutes.md", "# Minutes\n\nOne, and two.\n");
    repo.commit("Ţ. Lindqvist", SECOND);
    repo
}

fn last(assessment: &Value, path: &str) -> (String, String, String) {
    let file = evidence(assessment, path);
    let text = |key: &str| file[key].as_str().unwrap_or("-").to_owned();
    (text("git"), text("changed_on"), text("changed_by"))
}

fn is(assessment: &Value, path: &str, git: &str, on: &str, by: &str) {
    let expected = (git.to_owned(), on.to_owned(), by.to_owned());
    assert_eq!(last(assessment, path), expected, "{path}");
}

/// What `explain` says of a file holds a sentence.
fn is_told(repo: &Repo, path: &str, sentence: &str) {
    let told = stdout(repo.root(), &["explain", path]);
    assert!(told.contains(sentence), "{told}");
}

#[test]
fn the_last_change_of_each_file_is_told_with_its_author() {
    if !is_git_there() {
        return;
    }
    let repo = two();
    let seen = repo.assess(&[]);
    is(&seen, "policy.md", "committed", FIRST, "R. Ibarra");
    is(&seen, "minutes.md", "committed", SECOND, "Ţ. Lindqvist");
    assert_eq!(
        evidence(&seen, "policy.md")["sources"]["changed_on"],
        "git history"
    );
    assert_eq!(history(&seen), (true, None));
    // It dates, approves and reviews nothing.
    for key in [
        "date",
        "approved_on",
        "approved_by",
        "next_review",
        "status",
        "owner",
    ] {
        assert_eq!(evidence(&seen, "minutes.md")[key], Value::Null, "{key}");
    }
    is_told(
        &repo,
        "policy.md",
        "last change: 2026-02-03 by R. Ibarra (git history)",
    );
}

#[test]
fn the_register_of_a_delivery_has_it_as_the_least_sure_of_all() {
    if !is_git_there() {
        return;
    }
    let repo = two();
    let text = stdout(
        repo.root(),
        &["intake", "--format", "json", "--as-of", "2026-11-01"],
    );
    let intake: Value = serde_json::from_str(&text).unwrap();
    let file = &intake["files"][1];
    assert_eq!(file["path"], "policy.md");
    let facts = file["particulars"].as_array().unwrap();
    for (what, value) in [("changed_on", FIRST), ("changed_by", "R. Ibarra")] {
        let fact = facts.iter().find(|fact| fact["what"] == what).unwrap();
        assert_eq!(fact["value"], value);
        assert_eq!(fact["place"], "git history");
        assert_eq!(fact["confidence"], "low");
    }
}

#[test]
fn nothing_is_told_of_bytes_that_are_not_committed() {
    if !is_git_there() {
        return;
    }
    let repo = two();
    repo.file("policy.md", "# Policy on services\n\nAnother one.\n");
    repo.file("new.md", POLICY);
    // Staged is not committed.
    repo.file("staged.md", POLICY).git(&["add", "staged.md"]);
    // As a checkout on Windows has it.
    repo.file("minutes.md", "# Minutes\r\n\r\nOne, and two.\r\n");
    let seen = repo.assess(&[]);
    is(&seen, "policy.md", "differs", "-", "-");
    is(&seen, "new.md", "not committed", "-", "-");
    is(&seen, "staged.md", "not committed", "-", "-");
    is(&seen, "minutes.md", "committed", SECOND, "Ţ. Lindqvist");
    is_told(
        &repo,
        "policy.md",
        "last change: unknown, git has other bytes",
    );
    is_told(&repo, "new.md", "last change: unknown, it is not committed");
}

#[test]
fn what_a_merge_makes_of_a_file_is_its_last_change() {
    if !is_git_there() {
        return;
    }
    let repo = two();
    repo.git(&["checkout", "-q", "-b", "side", "HEAD~1"]);
    repo.file("policy.md", "side\n")
        .file("minutes.md", "side\n");
    repo.commit("Side", "2026-04-01");
    repo.git(&["checkout", "-q", "main"]);
    repo.git(&["merge", "-q", "--no-commit", "-X", "theirs", "side"]);
    repo.file("minutes.md", "both\n");
    repo.commit("Merger", "2026-05-01");
    let seen = repo.assess(&[]);
    is(&seen, "minutes.md", "committed", "2026-05-01", "Merger");
    is(&seen, "policy.md", "committed", "2026-04-01", "Side");
}

#[test]
fn any_name_of_a_file_is_found_again() {
    if !is_git_there() {
        return;
    }
    let repo = Repo::new();
    let names: [&[u8]; 6] = [
        b"new\nline.md",
        b"\"quotes\" 'both'.md",
        "Prüfbericht ä.md".as_bytes(),
        b"caf\xe9.md",
        b":colon.md",
        b"@at.md",
    ];
    for name in names {
        std::fs::write(repo.root().join(OsStr::from_bytes(name)), POLICY).unwrap();
    }
    repo.commit("R. Ibarra", FIRST);
    let seen = repo.assess(&[]);
    let files = seen["evidence"].as_array().unwrap();
    assert_eq!(files.len(), names.len());
    for file in files {
        assert_eq!(file["changed_on"], FIRST, "{}", file["path"]);
    }
}

#[test]
fn a_folder_within_a_larger_repository_has_to_say_so() {
    if !is_git_there() {
        return;
    }
    let repo = Repo::new();
    repo.file("sms/it/policy.md", POLICY)
        .file("sms/other/policy.md", "# Other\n");
    repo.file("policy.md", "# Not this one\n");
    repo.commit("R. Ibarra", FIRST);
    let folder = repo.root().join("sms/it");
    let seen = Repo::assess_at(&folder, &[]);
    is(&seen, "policy.md", "-", "-", "-");
    assert_eq!(history(&seen), (false, None));
    repo.file("sms/it/clausewise.toml", "git = true\n");
    is(
        &Repo::assess_at(&folder, &[]),
        "policy.md",
        "committed",
        FIRST,
        "R. Ibarra",
    );
    repo.file("sms/it/clausewise.toml", "git = false\n");
    is(&Repo::assess_at(&folder, &[]), "policy.md", "-", "-", "-");
}

#[test]
fn no_setting_of_the_repository_changes_what_is_told() {
    if !is_git_there() {
        return;
    }
    let repo = Repo::new();
    repo.file("sms/clausewise.toml", "git = true\n");
    repo.file("sms/policy.md", POLICY)
        .file("sms/Prüfung.md", "# One\n");
    repo.commit("R. Ibarra", FIRST);
    repo.git(&["mv", "sms/Prüfung.md", "sms/Prüfbericht.md"]);
    repo.commit("Ţ. Lindqvist", SECOND);
    let before = Repo::assess_at(&repo.root().join("sms"), &[]);
    is(&before, "policy.md", "committed", FIRST, "R. Ibarra");
    is(
        &before,
        "Prüfbericht.md",
        "committed",
        SECOND,
        "Ţ. Lindqvist",
    );
    for (key, value) in [
        ("diff.relative", "true"),
        ("diff.renames", "copies"),
        ("diff.orderFile", "/nowhere"),
        ("diff.ignoreSubmodules", "all"),
        ("log.showRoot", "false"),
        ("log.follow", "true"),
        ("log.date", "relative"),
        ("log.decorate", "full"),
        ("log.diffMerges", "separate"),
        ("format.pretty", "oneline"),
        ("color.ui", "always"),
        ("i18n.logOutputEncoding", "ISO-8859-1"),
        ("core.quotePath", "true"),
        ("core.abbrev", "4"),
    ] {
        repo.git(&["config", key, value]);
    }
    assert_eq!(Repo::assess_at(&repo.root().join("sms"), &[]), before);
}

#[test]
fn whoever_does_not_want_git_asked_says_so() {
    if !is_git_there() {
        return;
    }
    let repo = two();
    let seen = repo.assess(&["--no-git"]);
    is(&seen, "policy.md", "-", "-", "-");
    assert_eq!(history(&seen), (false, None));
    let by_variable = common::clausewise(repo.root())
        .env("CLAUSEWISE_NO_GIT", "1")
        .args(["assess", "--format", "json", "--as-of", "2026-11-01"])
        .output()
        .unwrap();
    assert_eq!(
        serde_json::from_slice::<Value>(&by_variable.stdout).unwrap(),
        seen
    );
}

#[test]
fn a_cache_keeps_nothing_that_git_says() {
    if !is_git_there() {
        return;
    }
    let repo = two();
    let cache = tempfile::tempdir().unwrap();
    let assess = |options: &[&str]| {
        let output = common::clausewise(repo.root())
            .env("CLAUSEWISE_NO_CACHE", "0")
            .env("CLAUSEWISE_CACHE_DIR", cache.path().join("c"))
            .args(["assess", "--format", "json", "--as-of", "2026-11-01"])
            .args(options)
            .output()
            .unwrap();
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    assert_eq!(history(&assess(&["--no-git"])), (false, None));
    is(&assess(&[]), "policy.md", "committed", FIRST, "R. Ibarra");
    is(&assess(&[]), "policy.md", "committed", FIRST, "R. Ibarra");
    // The same bytes, another history.
    repo.file("policy.md", "x").commit("A. Other", "2026-04-01");
    repo.file("policy.md", POLICY)
        .commit("B. Other", "2026-05-01");
    is(
        &assess(&[]),
        "policy.md",
        "committed",
        "2026-05-01",
        "B. Other",
    );
    is(&assess(&["--no-git"]), "policy.md", "-", "-", "-");
    repo.git(&["rm", "-q", "policy.md"]);
    repo.commit("C. Other", "2026-06-01");
    repo.file("policy.md", POLICY);
    is(&assess(&[]), "policy.md", "not committed", "-", "-");
}

/// No figure, state, grade, gate or finding may hang on when files were committed: the same
/// bytes as a clone, a shallow clone and a tarball are the same evidence.
#[test]
fn nothing_but_the_last_change_hangs_on_git() {
    if !is_git_there() {
        return;
    }
    for example in ["examples/harbour-it", "examples/first-steps"] {
        let org = Org::copy_of(example);
        let plain = Repo::assess_at(org.root(), &[]);
        let repo = Repo::new();
        copy(&repository().join(example), repo.root());
        repo.commit("R. Ibarra", SECOND);
        let mut committed = repo.assess(&[]);
        assert_eq!(committed["evidence"][0]["changed_on"], SECOND);
        let shallow = repo.shallow_clone();
        let mut cut = Repo::assess_at(shallow.path(), &[]);
        assert!(history(&cut).1.is_some());
        for seen in [&mut committed, &mut cut] {
            without_git(seen);
        }
        let mut expected = plain;
        without_git(&mut expected);
        assert_eq!(committed, expected, "{example}");
        assert_eq!(cut, expected, "{example}, shallow");
    }
}

fn without_git(assessment: &mut Value) {
    assessment["history"] = Value::Null;
    for file in assessment["evidence"].as_array_mut().unwrap() {
        for key in ["git", "changed_on", "changed_by"] {
            file[key] = Value::Null;
        }
        let sources = file["sources"].as_object_mut().unwrap();
        sources.retain(|_, place| place != "git history");
    }
}

/// This project's examples lie in its own repository, and say the same wherever they are
/// unpacked.
#[test]
fn an_example_does_not_ask_the_repository_it_lies_in() {
    for example in ["examples/harbour-it", "examples/first-steps"] {
        let seen = Repo::assess_at(&repository().join(example), &[]);
        assert_eq!(history(&seen), (false, None), "{example}");
    }
}

#[test]
fn why_it_is_not_known_is_told_once() {
    if !is_git_there() {
        return;
    }
    let told = |folder: &Path, reason: &str| {
        let seen = Repo::assess_at(folder, &[]);
        let unknown = history(&seen).1.unwrap_or_default();
        assert!(unknown.contains(reason), "{unknown}");
        for file in seen["evidence"].as_array().unwrap() {
            assert_eq!(file["git"], Value::Null);
            assert_eq!(file["changed_on"], Value::Null);
        }
        let screen = stdout(folder, &["assess", "--as-of", "2026-11-01"]);
        let screen = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(
            screen
                .matches("when files were last changed is not known")
                .count(),
            1,
            "{screen}"
        );
    };
    let repo = two();
    let shallow = repo.shallow_clone();
    told(shallow.path(), "shallow clone");

    let git = repo.root().join(".git");
    let objects = git.join("objects");
    let packed = two();
    packed.git(&["gc", "-q"]);
    let pack = std::fs::read_dir(packed.root().join(".git/objects/pack")).unwrap();
    for file in pack.map(|file| file.unwrap().path()) {
        if file.extension() == Some(OsStr::new("pack")) {
            std::fs::remove_file(&file).unwrap();
            std::fs::write(&file, "PACK, or not").unwrap();
        }
    }
    told(packed.root(), "`git log` in this folder tells more");

    std::fs::remove_dir_all(&objects).unwrap();
    told(repo.root(), "no repository here, or a damaged one");
    std::fs::create_dir(&objects).unwrap();
    told(repo.root(), "`git log` in this folder tells more");
    std::fs::write(git.join("config"), "[core\n").unwrap();
    told(repo.root(), "`git log` in this folder tells more");
    std::fs::write(git.join("HEAD"), "\0\u{1}garbage").unwrap();
    told(repo.root(), "no repository here, or a damaged one");
    std::fs::remove_dir_all(&git).unwrap();
    std::fs::write(&git, "gitdir: /nowhere/at/all\n").unwrap();
    told(repo.root(), "no repository here, or a damaged one");

    let other = Repo::with(&["--object-format=sha256"]);
    other.file("policy.md", POLICY).commit("R. Ibarra", FIRST);
    told(other.root(), "SHA-256");
}

#[test]
fn a_repository_without_a_commit_has_committed_nothing() {
    if !is_git_there() {
        return;
    }
    let repo = Repo::new();
    repo.file("policy.md", POLICY);
    let seen = repo.assess(&[]);
    is(&seen, "policy.md", "not committed", "-", "-");
    assert_eq!(history(&seen), (true, None));
}

/// A broken `.git` within a sound repository is not taken for a part of that.
#[test]
fn the_repository_around_does_not_stand_in_for_a_damaged_one() {
    if !is_git_there() {
        return;
    }
    let repo = Repo::new();
    repo.file("sms/policy.md", POLICY)
        .commit("R. Ibarra", FIRST);
    std::fs::create_dir(repo.root().join("sms/.git")).unwrap();
    let seen = Repo::assess_at(&repo.root().join("sms"), &[]);
    assert!(history(&seen).1.unwrap().contains("or a damaged one"));
}

/// Of files that another repository keeps this one knows nothing.
#[test]
fn what_lies_in_a_submodule_is_not_called_uncommitted() {
    if !is_git_there() {
        return;
    }
    let repo = two();
    let inner = two();
    let from = inner.root().to_str().unwrap();
    repo.git(&[
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        from,
        "inner",
    ]);
    repo.commit("R. Ibarra", SECOND);
    let seen = repo.assess(&[]);
    is(&seen, "inner/policy.md", "-", "-", "-");
    is(&seen, "policy.md", "committed", FIRST, "R. Ibarra");
}

#[test]
fn days_that_cannot_be_are_not_told() {
    if !is_git_there() {
        return;
    }
    for seconds in ["0", "99999999999"] {
        let repo = Repo::new();
        repo.file("policy.md", POLICY);
        repo.commit("R. Ibarra", &format!("@{seconds} +0000"));
        let seen = repo.assess(&[]);
        is(&seen, "policy.md", "committed", "-", "R. Ibarra");
    }
}
