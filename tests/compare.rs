//! `compare`: what changed between two assessments, and why; of saved files, folders and commits.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use clausewise::comparison::{Comparison, Direction, Snapshot, Unusable, Why, compare};
use clausewise::output::json::json;
use common::repo::{FIRST, Repo, SECOND, is_git_there};
use common::{Org, assess_on, clausewise, copy, run};
use jiff::civil::date;
use serde_json::Value;

const TEST: &str = "Operations/Continuity/continuity-test-2026.md";
const POLICY: &str = "Policies/Change Management Policy.md";

fn snapshot(org: &Org) -> Snapshot {
    Snapshot::read(&json(&org.assess())).unwrap()
}

fn between(before: &Snapshot, after: &Snapshot) -> Comparison {
    compare(("before", before), ("after", after))
}

/// What was told of a requirement: which way, and kinds of reasons with their files.
fn told(comparison: &Comparison, id: &str) -> Option<(Direction, Vec<(Why, String)>)> {
    let change = comparison.requirements.iter().find(|of| of.id == id)?;
    let why = change.why.iter();
    let why = why.map(|of| (of.why, of.path.clone().unwrap_or_default()));
    Some((change.direction, why.collect()))
}

#[test]
fn nothing_changed_is_nothing_told() {
    let org = Org::copy_of("examples/harbour-it");
    let (once, again) = (snapshot(&org), snapshot(&org));
    let comparison = between(&once, &again);
    assert!(comparison.requirements.is_empty());
    assert_eq!(comparison.unchanged, once.requirements.len());
    assert!(comparison.beside.is_empty());
    assert!(comparison.files.added.is_empty() && comparison.files.changed.is_empty());
}

#[test]
fn what_became_of_a_file_is_why_its_requirements_changed() {
    let org = Org::copy_of("examples/harbour-it");
    let before = snapshot(&org);
    let policy = org.root().join(POLICY);
    let text = std::fs::read_to_string(&policy).unwrap();
    std::fs::write(&policy, text.replace("approved", "draft")).unwrap();
    org.hide(&org.root().join(TEST));
    let after = snapshot(&org);
    let comparison = between(&before, &after);
    let changed = (
        Direction::Worse,
        vec![(Why::EvidenceChanged, POLICY.to_owned())],
    );
    assert_eq!(told(&comparison, "8.5.1.1-1"), Some(changed));
    let withdrawn = (
        Direction::Worse,
        vec![(Why::EvidenceWithdrawn, TEST.to_owned())],
    );
    assert_eq!(told(&comparison, "8.7.2-13"), Some(withdrawn));
    // The other way round it is the other way.
    let back = between(&after, &before);
    let added = (
        Direction::Better,
        vec![(Why::EvidenceAdded, TEST.to_owned())],
    );
    assert_eq!(told(&back, "8.7.2-13"), Some(added));
    assert_eq!(back.requirements.len(), comparison.requirements.len());
}

#[test]
fn what_is_no_longer_seen_is_not_better_for_that() {
    let org = Org::copy_of("examples/harbour-it");
    let before = snapshot(&org);
    // It said that the test was not done, which would have been a major.
    org.hide(&org.root().join(TEST));
    let comparison = between(&before, &snapshot(&org));
    let (direction, _) = told(&comparison, "8.7.2-11").unwrap();
    assert_eq!(direction, Direction::Other);
}

#[test]
fn people_are_reasons_of_their_own() {
    let org = Org::copy_of("examples/harbour-it");
    let before = snapshot(&org);
    let file = org.root().join("judgements.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let more = "\n[[judgement]]\nrequirement = \"8.6.1-8\"\nrating = \"F\"\nconforming = true\nmethod = [\"interview\", \"document\"]\n\
                by = \"A. Example\"\ndate = 2026-10-30\nreason = \"Seen and asked.\"\nrests_on = [{ note = \"N-001\" }]\n";
    std::fs::write(&file, text + more).unwrap();
    let comparison = between(&before, &snapshot(&org));
    let (_, why) = told(&comparison, "8.6.1-8").unwrap();
    assert_eq!(why, [(Why::Judgement, String::new())]);
    assert!(comparison.files.changed.is_empty(), "no evidence changed");
}

#[test]
fn a_file_that_could_have_held_it_is_a_reason() {
    let org = Org::copy_of("examples/harbour-it");
    let before = snapshot(&org);
    let mut line = before.clone();
    let held = line
        .requirements
        .iter_mut()
        .find(|of| !of.could_hold.is_empty());
    let held = held.unwrap();
    let (id, path) = (held.id.clone(), held.could_hold.remove(0));
    held.state = "not found".to_owned();
    let (_, why) = told(&between(&before, &line), &id).unwrap();
    assert_eq!(why, [(Why::OtherFiles, path)]);
}

#[test]
fn time_alone_ages_what_is_due() {
    let org = Org::copy_of("examples/harbour-it");
    let of = |day| Snapshot::read(&json(&assess_on(&org, day))).unwrap();
    let (before, after) = (of(date(2026, 11, 1)), of(date(2028, 11, 1)));
    let comparison = between(&before, &after);
    assert!(!comparison.requirements.is_empty());
    let aged = |change: &&clausewise::comparison::Change| {
        let mut why = change.why.iter();
        why.any(|of| matches!(of.why, Why::Aged | Why::Records))
    };
    let others: Vec<&str> = (comparison.requirements.iter())
        .filter(|change| !aged(change))
        .map(|change| change.id.as_str())
        .collect();
    assert!(others.is_empty(), "{others:?}");
    assert_eq!(comparison.beside.len(), 1);
}

#[test]
fn files_are_known_again_under_another_name() {
    let org = Org::copy_of("examples/first-steps");
    let (code, before, _) = run(&org, &["assess", "--format", "json"]);
    assert_eq!(code, 0);
    let saved = org.root().join("before.json");
    std::fs::create_dir(org.root().join("more")).unwrap();
    let some = org.files();
    let some = some
        .iter()
        .find(|path| path.extension().is_some_and(|of| of == "md"));
    let some = some.unwrap();
    let name = some.file_name().unwrap().to_string_lossy().into_owned();
    std::fs::rename(some, org.root().join("more").join(&name)).unwrap();
    std::fs::write(&saved, before).unwrap();
    let (code, told, _) = run(&org, &["compare", "before.json", "--format", "json"]);
    assert_eq!(code, 0);
    let told: Value = serde_json::from_str(&told).unwrap();
    let renamed = told["files"]["renamed"].as_array().unwrap();
    assert_eq!(renamed.len(), 1, "{told}");
    assert_eq!(renamed[0][1], format!("more/{name}"));
    assert_eq!(told["schema_version"], "1");
}

#[test]
fn commits_are_taken_as_of_their_day() {
    if !is_git_there() {
        return;
    }
    let repo = Repo::new();
    copy(
        &common::repository().join("examples/first-steps"),
        repo.root(),
    );
    let settings = repo.root().join("clausewise.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    let unpinned: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("as_of"))
        .collect();
    std::fs::write(&settings, unpinned.join("\n")).unwrap();
    repo.commit("A. Example", FIRST);
    repo.file("policies/new.md", "# Something new\n\nNobody claims it.\n");
    repo.commit("A. Example", SECOND);
    let output = clausewise(repo.root())
        .args(["compare", "HEAD~1", "HEAD", "--format", "json"])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{errors}"));
    assert_eq!(told["before"]["as_of"], FIRST);
    assert_eq!(told["after"]["as_of"], SECOND);
    assert_eq!(told["files"]["added"][0], "policies/new.md");
    // With a day for both, no time went by.
    let output = clausewise(repo.root())
        .args([
            "compare", "HEAD~1", "HEAD", "--format", "json", "--as-of", SECOND,
        ])
        .output()
        .unwrap();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["before"]["as_of"], SECOND);
}

#[test]
fn what_cannot_be_compared_is_said_with_what_to_do() {
    let org = Org::copy_of("examples/first-steps");
    std::fs::write(org.root().join("other.json"), "{\"schema_version\": \"7\"}").unwrap();
    std::fs::write(org.root().join("broken.json"), "{").unwrap();
    for (what, said) in [
        ("other.json", "form 7"),
        ("broken.json", "is no saved assessment"),
        ("nowhere.json", "cannot be read"),
        ("no-such-branch", "is no file and no folder"),
        ("--", "BEFORE"),
    ] {
        let (code, _, told) = run(&org, &["compare", what]);
        assert_eq!(code, 2, "{what}");
        assert!(told.contains(said), "{what}: {told}");
    }
    let (code, _, told) = run(&org, &["compare", ".", "-o", "x.docx"]);
    assert_eq!(code, 2);
    assert!(told.contains(".docx"), "{told}");
}

#[test]
fn a_snapshot_of_an_older_program_is_read_and_garbage_is_not() {
    let org = Org::copy_of("examples/first-steps");
    let mut value: Value = serde_json::from_str(&json(&org.assess())).unwrap();
    for file in value["evidence"].as_array_mut().unwrap() {
        file.as_object_mut().unwrap().remove("sha256");
    }
    value["from_tomorrow"] = Value::Null;
    let older = Snapshot::read(&value.to_string()).unwrap();
    assert!(between(&older, &snapshot(&org)).files.changed.is_empty());
    for garbage in ["", "[]", "null", "{}", "{\"schema_version\": 1}"] {
        assert!(matches!(
            Snapshot::read(garbage),
            Err(Unusable::NoAssessment(_))
        ));
    }
}

#[test]
fn the_screen_and_markdown() {
    let org = Org::new()
        .folder("before", "examples/first-steps")
        .folder("after", "examples/first-steps");
    let hidden = org.root().join("after/policies");
    let mut policies: Vec<_> = std::fs::read_dir(&hidden).unwrap().flatten().collect();
    policies.sort_by_key(std::fs::DirEntry::file_name);
    std::fs::remove_file(policies[0].path()).unwrap();
    for format in ["table", "markdown"] {
        let (code, told, errors) = run(&org, &["compare", "before", "after", "--format", format]);
        assert_eq!(code, 0, "{errors}");
        if format == "table" {
            let longest = told.lines().map(|line| line.chars().count()).max();
            assert!(longest <= Some(80), "{told}");
        }
        insta::assert_snapshot!(format!("compare-{format}"), told);
    }
}
