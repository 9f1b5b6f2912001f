//! `check`: every rule on an organisation that it objects to and on one that it has nothing to say
//! of, and what a run comes to.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::path::Path;

use assert_cmd::Command;
use clausewise::check::{Kind, RULES, Severity};
use common::Org;
use common::repo::{Repo, is_git_there};
use rayon::prelude::*;
use serde_json::Value;

/// A fixture: what is expected of the bad organisation, and both.
struct Fixture {
    expected: Vec<(String, Option<u64>, String)>,
    bad: Folder,
    good: Folder,
}

/// A folder of files, or a repository with a history.
enum Folder {
    Plain(Org),
    Repository(Repo),
}

impl Folder {
    fn checked(&self) -> Value {
        match self {
            Self::Plain(org) => checked(org),
            Self::Repository(repo) => checked_at(repo.root(), &[]),
        }
    }
}

/// Reads `tests/fixtures/check/RULE.txt`: lines `bad: path:line words` that name every finding, then
/// the files of both organisations.
fn fixture(rule: &str) -> Fixture {
    let path = format!("tests/fixtures/check/{rule}.txt");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("there is no {path}"));
    let (head, files) = text.split_once("=== bad\n").unwrap();
    let (bad, good) = files.split_once("=== good\n").unwrap();
    let expected = head.lines().filter_map(|line| line.strip_prefix("bad: "));
    let expected = expected.map(|line| {
        let (place, words) = line.split_once(' ').unwrap_or((line, ""));
        match place
            .rsplit_once(':')
            .map(|(path, line)| (path, line.parse()))
        {
            Some((path, Ok(line))) => (path.to_owned(), Some(line), words.to_owned()),
            _ => (place.to_owned(), None, words.to_owned()),
        }
    });
    Fixture {
        expected: expected.collect(),
        bad: organisation(bad),
        good: organisation(good),
    }
}

/// The files behind `--- path` lines; a line of `---` alone is text. With `--- commit DAY` lines
/// they are a repository: what stands above such a line is committed on that day.
fn organisation(text: &str) -> Folder {
    let mut files: Vec<(&str, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("--- ") {
            Some(path) => files.push((path.trim(), String::new())),
            None => files.last_mut().unwrap().1.push_str(line),
        }
    }
    if is_git_there() && files.iter().any(|(path, _)| path.starts_with("commit ")) {
        let repo = Repo::new();
        for (path, content) in files {
            match path.strip_prefix("commit ") {
                Some(day) => repo.commit("R. Ibarra", day),
                None => drop(repo.file(path, content)),
            }
        }
        return Folder::Repository(repo);
    }
    let add = |org: Org, (path, content): (&str, String)| org.file(path, content);
    Folder::Plain(files.into_iter().fold(Org::new(), add))
}

fn checked(org: &Org) -> Value {
    checked_at(org.root(), &["--no-git"])
}

fn checked_at(root: &Path, options: &[&str]) -> Value {
    let output = Command::cargo_bin("clausewise")
        .unwrap()
        .args(["check", "--format", "json", "--no-cache"])
        .args(options)
        .arg(root)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{told}"))
}

fn of_rule<'a>(checked: &'a Value, rule: &str) -> Vec<&'a Value> {
    let findings = checked["findings"].as_array().unwrap().iter();
    findings.filter(|finding| finding["rule"] == rule).collect()
}

#[test]
fn every_rule_objects_to_its_fixture_and_to_nothing_sound() {
    let wrong = |rule: &&clausewise::check::Rule| {
        let mut wrong = Vec::new();
        let fixture = fixture(rule.name);
        let needs_git = rule.name == "version-not-raised" && !is_git_there();
        if needs_git {
            return wrong;
        }
        let bad = fixture.bad.checked();
        let found = of_rule(&bad, rule.name);
        let told: Vec<String> = found
            .iter()
            .map(|of| {
                format!(
                    "{}:{} {}",
                    of["location"]["path"], of["location"]["line"], of["message"]
                )
            })
            .collect();
        let fits = |(path, line, words): &&(String, Option<u64>, String)| {
            found.iter().any(|of| {
                of["location"]["path"] == **path
                    && of["location"]["line"].as_u64() == *line
                    && of["message"].as_str().unwrap().contains(words.as_str())
            })
        };
        let missed = fixture.expected.iter().filter(|of| !fits(of)).count();
        if fixture.expected.is_empty() || missed > 0 || found.len() != fixture.expected.len() {
            wrong.push(format!(
                "{}: expected {:?}, told {told:#?}",
                rule.name, fixture.expected
            ));
        }
        let good = fixture.good.checked();
        if let Some(of) = of_rule(&good, rule.name).first() {
            wrong.push(format!(
                "{}: told of the sound one: {} {}",
                rule.name, of["location"], of["message"]
            ));
        }
        wrong
    };
    let wrong: Vec<String> = RULES.par_iter().flat_map_iter(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_page_and_keeps_to_its_kind() {
    for rule in RULES {
        let page = rule.page;
        assert!(
            page.starts_with(&format!("# {}\n", rule.name)),
            "{}",
            rule.name
        );
        for head in [
            "\n## Why an auditor cares\n",
            "\n## For example\n",
            "\n## How to mend it\n",
            "\n## When it is right as it is\n",
        ] {
            assert!(page.contains(head), "{}: no {head:?}", rule.name);
        }
        assert!(rule.finds().ends_with('.'), "{}", rule.name);
        if rule.kind == Kind::GoodPractice {
            assert_eq!(rule.severity, Severity::Note, "{}", rule.name);
        }
    }
    let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert!(names.is_sorted(), "{names:?}");
}

#[test]
fn the_pages_of_all_rules_are_in_the_documentation() {
    let output = Command::cargo_bin("clausewise")
        .unwrap()
        .args(["check", "--list", "--format", "markdown"])
        .output()
        .unwrap();
    let kept = std::fs::read_to_string("docs/rules.md").unwrap();
    assert!(
        String::from_utf8_lossy(&output.stdout) == kept,
        "renew it: clausewise check --list --format markdown > docs/rules.md"
    );
}

/// A procedure in force, in a repository with one commit.
fn versioned() -> Option<Repo> {
    if !is_git_there() {
        return None;
    }
    let repo = Repo::new();
    repo.file("clausewise.toml", "as_of = 2026-11-01\n").file(
        "changes.md",
        "---\nversion: \"1.0\"\nsatisfies: [\"8.5.1.3\"]\n---\n# Changes\n\nEach change is tested and approved.\n",
    );
    repo.commit("R. Ibarra", "2026-02-03");
    Some(repo)
}

/// Why it is not known whether texts were changed without a new version.
fn untold(root: &Path, options: &[&str]) -> Vec<String> {
    let told = checked_at(root, options);
    assert!(of_rule(&told, "version-not-raised").is_empty(), "{told}");
    let untold = told["not_evaluated"].as_array().unwrap().iter();
    let of_rule = untold.filter(|of| of["rule"] == "version-not-raised");
    let why = of_rule.map(|of| of["why"].as_str().unwrap().to_owned());
    why.collect()
}

#[test]
fn where_git_cannot_tell_of_a_text_it_is_said_once() {
    let Some(repo) = versioned() else { return };
    assert!(untold(repo.root(), &[]).is_empty());
    let without = untold(repo.root(), &["--no-git"]);
    assert!(
        without.len() == 1 && without[0].contains("no history of git"),
        "{without:?}"
    );
    repo.file(
        "releases.md",
        "---\nversion: 2\nsatisfies: [8.5.3]\n---\n# Releases\n\nReleases are tested.\n",
    );
    let uncommitted = untold(repo.root(), &[]);
    assert!(
        uncommitted.len() == 1 && uncommitted[0].contains("not committed as they are: 1"),
        "{uncommitted:?}"
    );
    repo.commit("R. Ibarra", "2026-03-09");
    let shallow = repo.shallow_clone();
    let shallow = untold(shallow.path(), &[]);
    assert!(
        shallow.len() == 1 && shallow[0].contains("shallow clone"),
        "{shallow:?}"
    );
}

#[test]
fn hiding_one_of_two_alike_leaves_the_other_its_fingerprint() {
    let page = "# Duties\n\nSee [the rota](rota.md).\n\nAgain: [the rota](rota.md).\n";
    let prints = |settings: &str| -> Vec<String> {
        let org = Org::new()
            .file("duties.md", page)
            .file("clausewise.toml", settings);
        let told = checked(&org);
        let found = of_rule(&told, "link-broken");
        let print = |of: &&Value| of["fingerprint"].as_str().unwrap().to_owned();
        found.iter().map(print).collect()
    };
    let both = prints("as_of = 2026-11-01\n");
    assert_eq!(both.len(), 2, "{both:?}");
    let left = prints(&format!(
        "as_of = 2026-11-01\n[[check.suppress]]\nrule = \"link-broken\"\nfingerprint = \"{}\"\n\
         reason = \"is on its way\"\nby = \"R. Vale\"\nuntil = 2026-12-31\n",
        both[0]
    ));
    assert_eq!(left, both[1..]);
}

/// The findings of a rule on an organisation of one or more files.
fn found(rule: &str, files: &str) -> Vec<Value> {
    let checked = organisation(files).checked();
    of_rule(&checked, rule).into_iter().cloned().collect()
}

#[test]
fn sound_german_minutes_with_a_table_for_agenda_lack_no_input() {
    let minutes = include_str!("fixtures/managementbewertung.md");
    let files =
        format!("--- clausewise.toml\nas_of = 2026-11-01\n--- protokolle/bewertung.md\n{minutes}");
    assert_eq!(found("review-without-input", &files), Vec::<Value>::new());
}

#[test]
fn what_one_line_denies_is_told_once() {
    let files = "--- clausewise.toml\nas_of = 2026-11-01\n--- test.md\n---\n\
        satisfies: [\"8.7.2-11\", \"8.7.2-12\"]\n---\n# Continuity note 2026-10-01\n\n\
        No continuity test was carried out.\n";
    let told = found("evidence-denies-claim", files);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(told[0]["related"].as_array().map(Vec::len), Some(1));
}
