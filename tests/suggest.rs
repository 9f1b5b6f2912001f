//! For what files that nobody claims may be evidence. Each test says what one rule is for, on
//! an organisation that has nothing to do with those the rule was found on.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, run, stdout};
use serde_json::Value;

/// What is suggested: path, and clauses with what speaks for them, best first.
fn suggested(org: &Org) -> Vec<(String, Vec<(String, String)>)> {
    let json: Value =
        serde_json::from_str(&stdout(org.root(), &["suggest", "--format", "json"])).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let files = json["files"].as_array().unwrap().iter();
    let why = |of: &Value| {
        let why = of["why"].as_array().unwrap().iter();
        why.map(text).collect::<Vec<_>>().join("; ")
    };
    files
        .map(|file| {
            let all = file["suggestions"].as_array().unwrap().iter();
            let all = all.map(|of| (text(&of["clause"]), why(of)));
            (text(&file["path"]), all.collect())
        })
        .collect()
}

/// The clauses suggested for a file.
fn of(org: &Org, path: &str) -> Vec<String> {
    let all = suggested(org);
    let file = all.into_iter().find(|(known, _)| known == path);
    let (_, clauses) = file.unwrap_or_else(|| panic!("{path} is not listed"));
    clauses.into_iter().map(|(clause, _)| clause).collect()
}

/// The best clause for a file of a text.
fn best(path: &str, text: &str) -> Option<String> {
    let org = Org::new().file(path, text);
    of(&org, path).into_iter().next()
}

/// Words of the trade that say nothing of any clause.
const TRADE: &str = "The servers, the network and the applications of the hospital run in the data centre. \
Users reach the service desk by e-mail and by telephone, and administrators log in to each server from the intranet.";

#[test]
fn a_title_names_its_clause_in_one_word_or_two_in_english_or_german() {
    for (title, clause) in [
        ("Incident Management", "8.6.1"),
        ("Verfahren Störungsmanagement", "8.6.1"),
        ("Changelog and change requests", "8.5.1"),
        ("Lieferanten-Bewertung", "8.3.4"),
        ("Kapazitätsplan Rechenzentrum", "8.4.3"),
        ("Disaster recovery plan", "8.7.2"),
    ] {
        let text = format!("# {title}\n\n{TRADE}\n");
        assert_eq!(best("a.md", &text).as_deref(), Some(clause), "{title}");
        let file = format!("{title}.txt");
        assert_eq!(best(&file, TRADE).as_deref(), Some(clause), "{file}");
    }
}

#[test]
fn an_export_is_known_by_its_columns_and_the_numbers_of_its_tickets() {
    let rows = (1..9).map(|n| format!("CHG004711{n};P{n};server {n};done\n"));
    let text = "Number;Change;Rollback;State\n".to_owned() + &rows.collect::<String>();
    assert_eq!(best("export (3).csv", &text).as_deref(), Some("8.5.1"));
}

#[test]
fn the_incidents_and_changes_of_other_departments_are_no_evidence() {
    let accident = "# Incident log\n\nSlipped in the canteen kitchen, first aid given, accident book filled in. \
        Vehicle 4 hit the warehouse gate, insurance told. Injured finger, forklift, first aid. Fire alarm in building B, evacuation.\n";
    assert_eq!(best("HR/incident log.md", accident), None);
    let address = "# Change request\n\nPlease change my address and bank account for payroll. Holiday and annual leave \
        stay as they are. Maternity leave begins in May. Signed for employee relations, recruitment and payroll.\n";
    assert_eq!(best("HR/change request form.md", address), None);
}

#[test]
fn clause_numbers_that_a_text_quotes_decide_nothing() {
    let text = format!(
        "# Minutes of Tuesday\n\nRefers to ISO/IEC 20000-1 clause 8.6.1 and to 8.5.1. {TRADE}\n"
    );
    assert_eq!(best("tuesday.md", &text), None);
}

#[test]
fn what_somebody_said_of_a_file_is_not_suggested_again() {
    let text = format!("# Incident management\n\n{TRADE}\n");
    let org = Org::new()
        .file("free.md", &text)
        .file("aside.md", text.clone() + "More.")
        .file("claims.toml", "[[not_evidence]]\npath = \"aside.md\"\n")
        .claimed("claimed.md", "\"8.6.1\"", &text);
    let paths: Vec<String> = suggested(&org).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["free.md"]);
}

#[test]
fn paths_begin_at_the_folder_that_was_asked_for() {
    let text = format!("# Incident management\n\n{TRADE}\n");
    let org = Org::new()
        .file("clausewise.toml", "edition = \"iso20000-1:2018\"\n")
        .file("top.md", &text)
        .file("below/it/a.md", &text);
    let (code, json, _) = run(&org, &["suggest", "--format", "json", "below"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(code, 0);
    assert_eq!(json["files"].as_array().unwrap().len(), 1);
    let file = &json["files"][0];
    assert_eq!(file["path"], "it/a.md");
    let first = &file["suggestions"][0];
    assert_eq!(first["clause"], "8.6.1");
    let confidence = first["confidence"].as_f64().unwrap();
    assert!((0.0..1.0).contains(&confidence) && confidence > 0.4);
    assert_eq!(first["why"][0], "title \"Incident management\"");
}

#[test]
fn a_second_look_gives_the_same_bytes() {
    let org = Org::copy_of("tests/fixtures/unclaimed/files");
    let cache = tempfile::tempdir().unwrap();
    let cache = cache.path().join("kept").display().to_string();
    let args = ["suggest", "--format", "json", "--cache-dir", &cache];
    let first = stdout(org.root(), &args);
    assert_eq!(stdout(org.root(), &args), first);
    assert_eq!(
        stdout(org.root(), &["suggest", "--format", "json", "--no-cache"]),
        first
    );
    assert!(first.contains("8.6.1"));
}
