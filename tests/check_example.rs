//! `check` on the example organisation: what was put in is found on its line by the rule for it, and
//! nothing sound is called an error. What is expected stands in its `DEFECTS.md`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::collections::BTreeSet;

use assert_cmd::Command;
use common::Org;
use serde_json::Value;

/// A rule and where it finds something: the path, and the line or the place in it.
type Place = (String, String, String);

/// What `DEFECTS.md` expects of the rules.
struct Expected {
    /// The numbers of all that was put in and is for rules to find.
    planted: BTreeSet<String>,
    /// The numbers for which a rule is named.
    told: BTreeSet<String>,
    /// What the rules find.
    found: BTreeSet<Place>,
    /// What a rule says that it cannot tell, by rule and path.
    cannot_tell: BTreeSet<(String, String)>,
}

/// Reads the tables: those of what was put in by their first column, and the one of the rules.
fn expected(list: &str) -> Expected {
    let mut expected = Expected {
        planted: BTreeSet::new(),
        told: BTreeSet::new(),
        found: BTreeSet::new(),
        cannot_tell: BTreeSet::new(),
    };
    let mut section = "";
    for line in list.lines() {
        section = line.strip_prefix("## ").unwrap_or(section);
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let number = cells.get(1).copied().unwrap_or("");
        if !number.ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        if section != "What `check` finds" {
            if section.is_empty() || section.ends_with("on purpose") {
                expected.planted.insert(number.to_owned());
            }
            continue;
        }
        expected.told.extend(number.split(", ").map(str::to_owned));
        let rule = cells[2].trim_matches('`').to_owned();
        let (path, places) = cells[3][1..].split_once('`').unwrap();
        match places.trim_start_matches(": ") {
            "cannot be told" => {
                expected.cannot_tell.insert((rule, path.to_owned()));
            }
            places => {
                for place in places.split(", ") {
                    let place = (rule.clone(), path.to_owned(), place.to_owned());
                    expected.found.insert(place);
                }
            }
        }
    }
    expected
}

fn checked(org: &Org) -> Value {
    let output = Command::cargo_bin("clausewise")
        .unwrap()
        .args(["check", "--format", "json", "--no-git", "--no-cache"])
        .arg(org.root())
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("").to_owned()
}

fn place(finding: &Value) -> Place {
    let at = &finding["location"];
    let within = text(&at["place"]);
    let line = at["line"].as_u64().map(|line| line.to_string());
    let place = if within.is_empty() {
        line.unwrap_or_default()
    } else {
        within.replace(", ", " ")
    };
    (text(&finding["rule"]), text(&at["path"]), place)
}

#[test]
fn what_was_put_in_is_found_on_its_line_and_nothing_sound_is_an_error() {
    let org = Org::copy_of("examples/harbour-it");
    let list = std::fs::read_to_string(org.root().join("DEFECTS.md")).unwrap();
    let expected = expected(&list);
    assert!(expected.planted.len() > 90, "{:?}", expected.planted);
    let checked = checked(&org);
    let findings = checked["findings"].as_array().unwrap();
    let mut wrong: Vec<String> = Vec::new();
    for number in expected.planted.difference(&expected.told) {
        wrong.push(format!("no rule is named for {number}"));
    }
    for number in expected.told.difference(&expected.planted) {
        wrong.push(format!("{number} was not put in"));
    }
    let found: BTreeSet<Place> = findings.iter().map(place).collect();
    for missed in expected.found.difference(&found) {
        wrong.push(format!("not found: {missed:?}"));
    }
    let cannot_tell = checked["not_evaluated"].as_array().unwrap().iter();
    let cannot_tell: BTreeSet<(String, String)> = cannot_tell
        .map(|of| (text(&of["rule"]), text(&of["path"])))
        .collect();
    for missed in expected.cannot_tell.difference(&cannot_tell) {
        wrong.push(format!("not said that it cannot be told: {missed:?}"));
    }
    let errors = findings.iter().filter(|of| of["severity"] == "error");
    for error in errors.filter(|of| !expected.found.contains(&place(of))) {
        wrong.push(format!("accused: {:?}: {}", place(error), error["message"]));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
