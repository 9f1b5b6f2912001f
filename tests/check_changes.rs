//! `check --changed-since`: what a change brought about, wherever it shows, and nothing else; and that
//! git, the working tree and hostile repositories are left alone.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::path::Path;
use std::process::Output;

use common::repo::{FIRST, Repo, SECOND, is_git_there};
use common::{clausewise, files_below};
use serde_json::Value;

const SETTINGS: &str = "as_of = 2026-11-01\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = clausewise(folder);
    command.arg("check").args(arguments).output().unwrap()
}

/// The findings of a run, as `rule path`.
fn told(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = run(folder, &[&["--format", "json"], arguments].concat());
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    let checked: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{errors}"));
    let findings = checked["findings"].as_array().unwrap().iter();
    let word = |of: &Value| of.as_str().unwrap().to_owned();
    let mut told: Vec<String> = findings
        .map(|of| format!("{} {}", word(&of["rule"]), word(&of["location"]["path"])))
        .collect();
    told.sort();
    told
}

/// An organisation with a past: a broken link, and a document without an owner.
fn with_a_past() -> Repo {
    let repo = Repo::new();
    repo.file("clausewise.toml", SETTINGS)
        .file(
            "policies/access.md",
            "---\nsatisfies: [\"8.6.1\"]\n---\n# Access\n\nSee [the rota](rota.md) and [the plan](plan.md).\n",
        )
        .file("policies/plan.md", "# Plan\n\nWhat is planned for the year.\n")
        .commit("A. Example", FIRST);
    repo
}

#[test]
fn what_was_there_before_is_not_told() {
    if !is_git_there() {
        return;
    }
    let repo = with_a_past();
    let all = told(repo.root(), &[]);
    assert!(
        all.contains(&"link-broken policies/access.md".to_owned()),
        "{all:?}"
    );
    assert!(told(repo.root(), &["--changed-since", "HEAD"]).is_empty());

    // Text above an old finding moves it, and a new file brings one.
    repo.file(
        "policies/access.md",
        "---\nsatisfies: [\"8.6.1\"]\n---\n# Access\n\nOne more line.\n\nAnd one more.\n\nSee [the rota](rota.md) and [the plan](plan.md).\n",
    )
    .file("policies/new.md", "# New\n\nSee [the list](list.md).\n");
    let new = told(repo.root(), &["--changed-since", "HEAD"]);
    assert!(
        new.contains(&"link-broken policies/new.md".to_owned()),
        "{new:?}"
    );
    assert!(!new.iter().any(|of| of.ends_with("access.md")), "{new:?}");

    repo.commit("A. Example", SECOND);
    assert!(told(repo.root(), &["--changed-since", "HEAD"]).is_empty());
    assert_eq!(told(repo.root(), &["--changed-since", "HEAD~1"]), new);
}

#[test]
fn a_text_changed_without_a_new_version_is_told_of_the_change_that_did_it() {
    if !is_git_there() {
        return;
    }
    let repo = Repo::new();
    let rule = |name: &str, text: &str| {
        let page =
            format!("---\nversion: \"1.0\"\nsatisfies: [\"8.6.1\"]\n---\n# {name}\n\n{text}\n");
        repo.file(&format!("{name}.md"), page);
    };
    repo.file("clausewise.toml", SETTINGS);
    rule("before", "Incidents are recorded.");
    rule("after", "Incidents are closed.");
    repo.commit("A. Example", FIRST);
    rule("before", "Incidents are recorded, classified and told.");
    repo.commit("A. Example", SECOND);
    rule("after", "Incidents are closed by whoever opened them.");
    repo.commit("A. Example", "2026-04-01");
    let of_versions = |arguments: &[&str]| -> Vec<String> {
        let told = told(repo.root(), arguments).into_iter();
        told.filter(|of| of.starts_with("version-not-raised"))
            .collect()
    };
    let (old, new) = (
        "version-not-raised before.md",
        "version-not-raised after.md",
    );
    assert_eq!(of_versions(&[]), [new, old]);
    assert_eq!(of_versions(&["--changed-since", "HEAD~1"]), [new]);
}

#[test]
fn what_breaks_elsewhere_is_told_there() {
    if !is_git_there() {
        return;
    }
    let repo = with_a_past();
    std::fs::remove_file(repo.root().join("policies/plan.md")).unwrap();
    let new = told(repo.root(), &["--changed-since", "HEAD"]);
    assert_eq!(new, ["link-broken policies/access.md"]);
    let output = run(repo.root(), &["--changed-since", "HEAD"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("plan.md"), "{text}");
    assert!(text.contains("Only what changed since HEAD"), "{text}");
}

#[test]
fn compared_is_with_where_the_branch_left() {
    if !is_git_there() {
        return;
    }
    let repo = with_a_past();
    repo.git(&["checkout", "-q", "-b", "work"]);
    repo.git(&["checkout", "-q", "main"]);
    // Main mends the link meanwhile; that the branch still has it is not the branch's doing.
    repo.file("policies/rota.md", "# Rota\n\nWho is on duty.\n")
        .commit("B. Example", SECOND);
    repo.git(&["checkout", "-q", "work"]);
    repo.file("policies/own.md", "# Own\n\nSee [this](nowhere.md).\n")
        .commit("A. Example", SECOND);
    let new = told(repo.root(), &["--changed-since", "main"]);
    assert!(
        new.contains(&"link-broken policies/own.md".to_owned()),
        "{new:?}"
    );
    assert!(!new.iter().any(|of| of.ends_with("access.md")), "{new:?}");
}

#[test]
fn time_alone_is_no_change() {
    if !is_git_there() {
        return;
    }
    let repo = Repo::new();
    repo.file("clausewise.toml", "as_of = 2026-01-01\n")
        .file(
            "a.md",
            "---\nsatisfies: [\"8.6.1\"]\nnext_review: 2026-02-01\n---\n# Rules\n\nText.\n",
        )
        .commit("A. Example", FIRST);
    repo.file("clausewise.toml", SETTINGS);
    assert!(told(repo.root(), &[]).contains(&"review-overdue a.md".to_owned()));
    let new = told(repo.root(), &["--changed-since", "HEAD"]);
    assert!(new.is_empty(), "{new:?}");
    // A suppression of a rule that did not look is not one of nothing.
    let entry = "[[check.suppress]]\nrule = \"review-overdue\"\nreason = \"in January\"\nby = \"R. Vale\"\nuntil = 2027-01-31\n";
    repo.file("clausewise.toml", format!("{SETTINGS}{entry}"));
    let new = told(repo.root(), &["--changed-since", "HEAD"]);
    assert!(new.is_empty(), "{new:?}");
}

#[test]
fn a_hole_that_was_torn_is_a_change() {
    if !is_git_there() {
        return;
    }
    let repo = Repo::new();
    let series = "series:\n  - id: REP\n    match: \"reports/{period:YYYY-MM}.md\"\n    every: P1M\n    since: 2026-01\n    satisfies: [\"9.4-2\"]\n";
    repo.file("clausewise.toml", SETTINGS)
        .file("evidence.yaml", series);
    for month in 1..=10 {
        repo.file(
            &format!("reports/2026-{month:02}.md"),
            format!("# Service report 2026-{month:02}\n\nDate: 2026-{month:02}-28\n\nAll services met their targets in this month.\n"),
        );
    }
    repo.commit("A. Example", FIRST);
    let new = told(repo.root(), &["--changed-since", "HEAD"]);
    assert!(new.is_empty(), "{new:?}");
    std::fs::remove_file(repo.root().join("reports/2026-05.md")).unwrap();
    let new = told(repo.root(), &["--changed-since", "HEAD"]);
    assert!(
        new.iter().any(|of| of.starts_with("series-hole")),
        "{new:?}"
    );
}

#[test]
fn that_history_is_not_asked_for_is_said() {
    if !is_git_there() {
        return;
    }
    let repo = Repo::new();
    repo.file("docs/sms/clausewise.toml", SETTINGS)
        .file("docs/sms/a.md", "---\nsatisfies: [\"8.6.1\"]\nversion: \"1.0\"\nstatus: approved\napproved_by: A\napproved_on: 2026-01-02\n---\n# Rules\n\nTickets are answered in 8 hours.\n");
    repo.commit("A. Example", FIRST);
    let output = run(
        &repo.root().join("docs/sms"),
        &["--format", "json", "--changed-since", "HEAD"],
    );
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let rules: Vec<&Value> = told["not_evaluated"]
        .as_array()
        .unwrap()
        .iter()
        .map(|of| &of["rule"])
        .collect();
    assert!(
        rules.contains(&&Value::from("version-not-raised")),
        "{rules:?}"
    );
}

#[test]
fn a_workspace_below_the_root_of_its_repository() {
    if !is_git_there() {
        return;
    }
    let repo = Repo::new();
    let old = "# Old\n\nSee [that](gone.md).\n";
    repo.file(".gitignore", "*.draft.md\n")
        .file("docs/sms/clausewise.toml", SETTINGS)
        .file("docs/sms/a.md", old)
        .file("docs/other/b.md", old);
    // Committed before it was ignored: left out on both sides.
    repo.file("docs/sms/c.draft.md", old);
    repo.git(&["add", "-f", "docs/sms/c.draft.md"]);
    repo.commit("A. Example", FIRST);
    repo.file("docs/sms/new.md", old)
        .file("docs/other/new.md", old);
    let link = |path: &str| format!("link-broken {path}");
    for folder in ["docs/sms", "docs/sms/."] {
        let new = told(&repo.root().join(folder), &["--changed-since", "HEAD"]);
        assert!(new.contains(&link("docs/sms/new.md")), "{new:?}");
        assert!(
            new.iter().all(|of| of.ends_with(" docs/sms/new.md")),
            "{new:?}"
        );
    }
    // From the root of the repository, by name.
    let new = told(repo.root(), &["--changed-since", "HEAD", "docs/sms"]);
    assert!(new.contains(&link("docs/sms/new.md")), "{new:?}");
}

#[test]
fn what_cannot_be_compared_is_said_with_what_to_do() {
    if !is_git_there() {
        return;
    }
    let repo = with_a_past();
    let refused = |folder: &Path, revision: &str| {
        let output = run(folder, &[&format!("--changed-since={revision}")]);
        assert_eq!(output.status.code(), Some(2), "{revision}");
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused(repo.root(), "nowhere").contains("no such branch"));
    assert!(refused(repo.root(), "--output=x").contains("needs a branch"));
    assert!(refused(repo.root(), "").contains("needs a branch"));
    assert!(!repo.root().join("x").exists());

    repo.file("b.md", "# B\n").commit("A. Example", SECOND);
    let shallow = repo.shallow_clone();
    let said = refused(shallow.path(), "HEAD~1");
    assert!(
        said.contains("shallow") && said.contains("fetch-depth: 0"),
        "{said}"
    );

    let none = tempfile::tempdir().unwrap();
    std::fs::write(none.path().join("a.md"), "# A\n").unwrap();
    assert!(refused(none.path(), "main").contains("no repository"));

    let unborn = Repo::new();
    unborn.file("a.md", "# A\n");
    assert!(refused(unborn.root(), "HEAD").contains("nothing is committed yet"));

    // Another history altogether.
    repo.git(&["checkout", "-q", "--orphan", "other"]);
    repo.commit("A. Example", SECOND);
    assert!(refused(repo.root(), "main").contains("no commit in common"));
}

#[test]
fn nothing_of_the_repository_is_touched_or_run() {
    if !is_git_there() {
        return;
    }
    let repo = with_a_past();
    let trap = repo.root().join("trapped");
    let spring = format!("touch '{}'; cat", trap.display());
    repo.git(&["config", "filter.trap.smudge", &spring]);
    repo.git(&["config", "filter.trap.clean", &spring]);
    repo.git(&["config", "filter.trap.process", &spring]);
    repo.git(&["config", "core.fsmonitor", &spring]);
    repo.file(".git/info/attributes", "* filter=trap\n")
        .file("policies/new.md", "# New\n\nSee [the list](list.md).\n");
    let hook = repo.root().join(".git/hooks/post-checkout");
    std::fs::write(&hook, format!("#!/bin/sh\n{spring}\n")).unwrap();
    let before = everything(repo.root());
    let new = told(repo.root(), &["--changed-since", "HEAD"]);
    assert!(
        new.contains(&"link-broken policies/new.md".to_owned()),
        "{new:?}"
    );
    assert!(!trap.exists());
    assert_eq!(everything(repo.root()), before);
}

#[test]
fn large_files_of_which_git_keeps_a_pointer_are_the_same_as_before() {
    if !is_git_there() {
        return;
    }
    let text = "# Rules\n\nSee [that](gone.md).\n";
    let hash = clausewise::workspace::sha256(text.as_bytes());
    let pointer = format!(
        "version https://git-lfs.github.com/spec/v1\noid sha256:{hash}\nsize {}\n",
        text.len()
    );
    let repo = Repo::new();
    repo.file("clausewise.toml", SETTINGS)
        .file("a.md", pointer)
        .commit("A. Example", FIRST);
    repo.file("a.md", text);
    let new = told(repo.root(), &["--changed-since", "HEAD"]);
    assert!(new.is_empty(), "{new:?}");
}

#[test]
fn a_workspace_that_was_not_there_or_could_not_be_checked_is_all_new() {
    if !is_git_there() {
        return;
    }
    let repo = Repo::new();
    repo.file("readme.txt", "Nothing yet.\n")
        .commit("A. Example", FIRST);
    repo.file("sms/clausewise.toml", SETTINGS)
        .file("sms/a.md", "# Old\n\nSee [that](gone.md).\n");
    let folder = repo.root().join("sms");
    let new = told(&folder, &["--changed-since", "HEAD"]);
    assert!(new.contains(&"link-broken sms/a.md".to_owned()), "{new:?}");

    repo.file("sms/clausewise.toml", "as_of = soon\n")
        .commit("A. Example", SECOND);
    repo.file("sms/clausewise.toml", SETTINGS);
    assert_eq!(told(&folder, &["--changed-since", "HEAD"]), new);
    let said = run(&folder, &["--changed-since", "HEAD"]).stderr;
    let said = String::from_utf8(said).unwrap();
    assert!(
        said.contains("clausewise.toml:1") && said.contains("counts as new"),
        "{said}"
    );
}

#[test]
fn what_could_not_be_known_before_is_not_called_new() {
    if !is_git_there() {
        return;
    }
    let repo = Repo::new();
    repo.file("clausewise.toml", SETTINGS)
        .file("a.md", "# Rules\n\nWhat holds here.\n")
        .commit("A. Example", FIRST);
    // The first claim: only now can anybody say which documents are missing.
    repo.file(
        "b.md",
        "---\nsatisfies: [\"8.6.1\"]\n---\n# Incidents\n\nSee [that](gone.md).\n",
    );
    let absent = |of: &String| of.starts_with("document-absent");
    assert!(told(repo.root(), &[]).iter().any(absent));
    let new = told(repo.root(), &["--changed-since", "HEAD"]);
    assert!(new.contains(&"link-broken b.md".to_owned()), "{new:?}");
    assert!(!new.iter().any(absent), "{new:?}");
    let said = run(repo.root(), &["--changed-since", "HEAD"]).stdout;
    let said = String::from_utf8(said).unwrap();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("came with the change: before, no file is"),
        "{said}"
    );
}

#[test]
fn a_submodule_is_taken_to_be_as_it_is() {
    if !is_git_there() {
        return;
    }
    let inner = Repo::new();
    inner
        .file("a.md", "# Old\n\nSee [that](gone.md).\n")
        .commit("A. Example", FIRST);
    let repo = Repo::new();
    let from = inner.root().to_str().unwrap();
    repo.file("clausewise.toml", SETTINGS).git(&[
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "add",
        "-q",
        from,
        "inner",
    ]);
    repo.commit("A. Example", FIRST);
    assert!(told(repo.root(), &[]).contains(&"link-broken inner/a.md".to_owned()));
    assert!(told(repo.root(), &["--changed-since", "HEAD"]).is_empty());
}

/// Every file with its bytes.
fn everything(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let with_bytes = |path: std::path::PathBuf| {
        let bytes = std::fs::read(&path).unwrap();
        (path, bytes)
    };
    files_below(folder).into_iter().map(with_bytes).collect()
}
