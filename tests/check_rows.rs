//! Rows that `check` tells: each by itself, whatever else fails, so that a baseline and a comparison
//! know one from the other.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, run};
use serde_json::Value;

const SETTINGS: &str = "as_of = 2026-11-01\n";

/// An organisation with a register of changes or incidents.
fn with(rows: &str, satisfies: &str) -> Org {
    Org::new()
        .file("clausewise.toml", SETTINGS)
        .register("register.csv", rows, satisfies)
}

/// The findings of a rule: message, confidence, fingerprint.
fn told(org: &Org, rule: &str) -> Vec<(String, String, String)> {
    let (_, told, errors) = run(org, &["check", "--format", "json", "."]);
    let told: Value = serde_json::from_str(&told).unwrap_or_else(|_| panic!("{errors}"));
    let word = |of: &Value| of.as_str().unwrap().to_owned();
    let all = told["findings"].as_array().unwrap().iter();
    all.filter(|of| of["rule"] == rule)
        .map(|of| {
            (
                word(&of["message"]),
                word(&of["confidence"]),
                word(&of["fingerprint"]),
            )
        })
        .collect()
}

fn incidents(rows: impl Iterator<Item = usize>) -> String {
    let row = |number: usize| format!("INC-{number:03},2026-09-{:02},\n", number % 28 + 1);
    "id,opened,class\nINC-900,2026-09-01,network\n".to_owned() + &rows.map(row).collect::<String>()
}

#[test]
fn every_failing_row_is_told_and_mending_one_makes_no_other_new() {
    let before = told(&with(&incidents(0..45), "8.6.1"), "row-fails");
    assert_eq!(before.len(), 45);
    let known: Vec<&String> = before.iter().map(|(.., fingerprint)| fingerprint).collect();
    let after = told(&with(&incidents(5..45), "8.6.1"), "row-fails");
    assert_eq!(after.len(), 40);
    assert!(
        after
            .iter()
            .all(|(.., fingerprint)| known.contains(&fingerprint))
    );
    let more = told(&with(&incidents(0..46), "8.6.1"), "row-fails");
    let new = more
        .iter()
        .filter(|(.., fingerprint)| !known.contains(&fingerprint));
    let new: Vec<&String> = new.map(|(message, ..)| message).collect();
    assert_eq!(new.len(), 1, "{new:?}");
    assert!(new[0].starts_with("INC-045 "), "{new:?}");
}

#[test]
fn what_a_whole_class_lacks_is_no_slip_of_one_row() {
    let mut rows = "id,opened,class,status,approved,implemented\n".to_owned();
    for number in 1..=8 {
        let class = if number % 2 == 0 { "Everyday" } else { "Big" };
        let approved = if number % 2 == 0 { "" } else { "2026-09-03" };
        rows += &format!("C-{number},2026-09-02,{class},implemented,{approved},2026-09-04\n");
    }
    let findings = told(&with(&rows, "8.5.1.3"), "row-fails");
    assert_eq!(findings.len(), 4);
    assert!(
        findings
            .iter()
            .all(|(_, confidence, _)| confidence == "medium")
    );
    // One of them alone is a slip.
    let rows = rows + "C-9,2026-09-05,Big,implemented,,2026-09-06\n";
    let findings = told(&with(&rows, "8.5.1.3"), "row-fails");
    let sure: Vec<_> = findings
        .iter()
        .filter(|(_, confidence, _)| confidence == "high")
        .collect();
    assert_eq!(sure.len(), 1);
    assert!(sure[0].0.starts_with("C-9 "));
}

#[test]
fn a_missing_report_is_the_same_finding_however_many_documents_there_are() {
    let org = || Org::copy_of("examples/harbour-it");
    let before = told(&org(), "record-without-report");
    let more = org().claimed(
        "Operations/Service Desk/another.md",
        "\"8.6.1\"",
        "# Report on a major incident\n\nThe incident of May was looked at and its cause removed.\n",
    );
    let after = told(&more, "record-without-report");
    let only = |of: &[(String, String, String)]| -> Vec<String> {
        of.iter()
            .map(|(.., fingerprint)| fingerprint.clone())
            .collect()
    };
    assert!(!before.is_empty());
    assert_eq!(only(&before), only(&after));
}
