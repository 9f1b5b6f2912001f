//! Whole organisations with what an auditor found in their files, line by line, before the program
//! read them. The table of what it makes of them is a snapshot: whoever changes how texts are
//! understood sees at once what is gained and what is lost.
//!
//! All were worked from. They tell that nothing gets worse, and not how well strangers are read.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use common::{repository, stdout};
use serde_json::Value;

/// What an auditor found: the line is shown in full, in part, denied, absent, or only people can tell.
const TRUTHS: [&str; 5] = ["shown", "partly", "denied", "absent", "people"];

const STATES: [&str; 6] = [
    "shown",
    "partly shown",
    "claimed",
    "contrary",
    "not found",
    "not seen",
];

#[test]
fn what_is_made_of_whole_organisations() {
    let mut table = String::new();
    for name in [
        "water-utility",
        "maker-of-drives",
        "cloud-provider",
        "hospital",
    ] {
        let found = states(name);
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (line, truth) in truths(name) {
            let truth = TRUTHS.into_iter().find(|known| *known == truth).unwrap();
            let state = STATES.into_iter().find(|known| *known == found[&line]);
            let state = state.unwrap();
            *counts.entry((truth, state)).or_default() += 1;
            assert!(
                (truth, state) != ("shown", "contrary"),
                "{name}: {line} is called contrary"
            );
            assert!(
                truth != "people" || state == "not seen",
                "{name}: only people can tell of {line}"
            );
        }
        writeln!(table, "{name}").unwrap();
        for truth in TRUTHS {
            let of = STATES.map(|state| counts.get(&(truth, state)).copied().unwrap_or(0));
            let told: Vec<String> = std::iter::zip(STATES, of)
                .filter(|(_, count)| *count > 0)
                .map(|(state, count)| format!("{state} {count}"))
                .collect();
            let all: usize = of.iter().sum();
            if all == 0 {
                continue;
            }
            writeln!(table, "  {truth} ({all}): {}", told.join(", ")).unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

/// What an auditor found, by requirement.
fn truths(name: &str) -> Vec<(String, String)> {
    let path = repository().join(format!("tests/fixtures/organisations/{name}.csv"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    let records = reader.records().map(Result::unwrap);
    records
        .map(|record| (record[0].to_owned(), record[1].to_owned()))
        .collect()
}

/// What the program finds, by requirement.
fn states(name: &str) -> BTreeMap<String, String> {
    let folder = format!("tests/fixtures/organisations/{name}");
    let printed = stdout(
        repository(),
        &["assess", &folder, "--format", "json", "--no-cache"],
    );
    let assessment: Value = serde_json::from_str(&printed).unwrap();
    let lines = assessment["requirements"].as_array().unwrap().iter();
    let text = |line: &Value, key: &str| line[key].as_str().unwrap().to_owned();
    lines
        .map(|line| (text(line, "id"), text(line, "state")))
        .collect()
}
