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

/// An organisation with a file for each of three clauses, and one that is evidence of nothing.
fn office() -> Org {
    Org::new()
        .file("IT/incident log.md", format!("# Incident log\n\n{TRADE}\n"))
        .file(
            "IT/change management.md",
            format!("# Change management\n\n{TRADE}\n"),
        )
        .file(
            "IT/disaster recovery plan.md",
            format!("# Disaster recovery plan\n\n{TRADE}\n"),
        )
        .file("tuesday.md", format!("# Tuesday\n\n{TRADE}\n"))
}

const LIST: &str = "File;Use;Satisfies;May be about;SHA-256\r\n\
IT/incident log.md;;yes;8.6.1 Incident management\r\n\
IT/change management.md;not evidence;;8.5.1 Change management\r\n\
IT/disaster recovery plan.md;;8.7.9;\r\n\
gone.md;;8.6.1;\r\n\
tuesday.md;perhaps;;\r\n";

#[test]
fn a_reviewed_list_is_written_in_place_and_each_bad_row_is_told_with_its_place() {
    let before =
        "# My own words.\n[[claim]] # the desk's\npath = \"desk.pdf\"\nsatisfies = [\"8.6.2\"]\n";
    let org = office()
        .file("claims.toml", before)
        .file("desk.pdf", "")
        .file("list.csv", LIST);
    let text = std::fs::read(org.root().join("IT/incident log.md")).unwrap();
    let told = common::flat(&stdout(
        org.root(),
        &["suggest", "--accept", "list.csv", "--yes"],
    ));
    for expected in [
        "list.csv, line 4: \"8.7.9\" is no clause",
        "list.csv, line 5: there is no file gone.md",
        "list.csv, line 6: \"perhaps\" is neither keep nor not evidence",
    ] {
        assert!(told.contains(expected), "{told}");
    }
    let claims = std::fs::read_to_string(org.root().join("claims.toml")).unwrap();
    assert!(claims.starts_with(before), "{claims}");
    let added = &claims[before.len()..];
    assert!(
        added.contains("path = \"IT/incident log.md\"\nsatisfies = [\"8.6.1\"]"),
        "{added}"
    );
    assert!(
        added.contains("[[not_evidence]]\npath = \"IT/change management.md\""),
        "{added}"
    );
    assert_eq!(
        std::fs::read(org.root().join("IT/incident log.md")).unwrap(),
        text
    );
    // What was decided is not suggested again.
    let left: Vec<String> = suggested(&org).into_iter().map(|(path, _)| path).collect();
    assert_eq!(left, ["IT/disaster recovery plan.md", "tuesday.md"]);
}

#[test]
fn what_is_sure_enough_can_be_accepted_without_a_list() {
    let org = office();
    let (code, _, told) = run(&org, &["suggest", "--accept-over", "0.1"]);
    assert_eq!(code, 2, "{told}");
    assert!(!org.root().join("claims.toml").exists());
    stdout(org.root(), &["suggest", "--accept-over", "0.1", "--yes"]);
    let claims = std::fs::read_to_string(org.root().join("claims.toml")).unwrap();
    assert_eq!(claims.matches("[[claim]]").count(), 3, "{claims}");
    assert!(
        claims.contains("8.7.2") && !claims.contains("tuesday"),
        "{claims}"
    );
    let none = stdout(org.root(), &["suggest", "--accept-over", "0.99", "--yes"]);
    assert!(none.contains("No suggestion has a confidence"), "{none}");
    for wrong in ["1.5", "-1", "nan", "sure"] {
        let (code, _, told) = run(&org, &["suggest", "--accept-over", wrong]);
        assert_eq!(code, 2, "{told}");
    }
}

#[test]
fn the_list_is_no_evidence_and_comes_back_as_it_went_out() {
    for list in ["list.csv", "list.xlsx"] {
        let org = office();
        stdout(org.root(), &["suggest", "-o", list]);
        assert_eq!(suggested(&org).len(), 4, "{list} is listed itself");
        let told = stdout(org.root(), &["suggest", "--accept", list]);
        assert!(told.contains("No row is filled in"), "{told}");
    }
    let org = office();
    let json = stdout(org.root(), &["suggest", "--format", "json"]);
    let org = org.file("suggested.json", json);
    assert_eq!(suggested(&org).len(), 4);
}

#[test]
fn the_screen_is_eighty_columns_wide_and_ends_with_a_command() {
    let org = office();
    let screen = stdout(org.root(), &["suggest"]);
    assert!(
        screen.lines().all(|line| line.chars().count() <= 80),
        "{screen}"
    );
    assert!(screen.contains("8.6.1 Incident management"), "{screen}");
    assert!(
        screen.contains("Next: clausewise suggest -o suggestions.xlsx"),
        "{screen}"
    );
}

#[test]
fn copies_and_earlier_versions_stand_behind_the_one_in_force() {
    let text = |more: &str| {
        format!(
            "# Incident management\n\n{TRADE} Incidents are classified by priority and assigned. {more}\n"
        )
    };
    let org = Org::new()
        .file("incident process v1.md", text("Closed by the desk."))
        .file("incident process v2.md", text("Closed by the user."))
        .file("spare/incident process v2.md", text("Closed by the user."));
    let with: Vec<String> = suggested(&org)
        .into_iter()
        .filter(|(_, clauses)| !clauses.is_empty())
        .map(|(path, _)| path)
        .collect();
    assert_eq!(with, ["incident process v2.md"]);
    let list = stdout(org.root(), &["suggest", "-o", "list.csv"]);
    assert!(list.contains("Written"), "{list}");
    let list = std::fs::read_to_string(org.root().join("list.csv")).unwrap();
    assert!(
        list.contains("an earlier version of incident process v2.md"),
        "{list}"
    );
    assert!(
        list.contains("the same as incident process v2.md"),
        "{list}"
    );
}

#[test]
fn records_of_a_round_are_of_one_kind_whatever_one_of_them_speaks_of() {
    let mut org = Org::new();
    for (month, more) in [
        (
            "01",
            "CAB approved the change request with its rollback plan; emergency change discussed.",
        ),
        (
            "02",
            "CAB: standard change, maintenance window, rollback, approval of changes.",
        ),
        (
            "03",
            "CAB looked at each change request, rollback and maintenance window.",
        ),
        ("04", "Short round, the new server room was visited."),
    ] {
        let text = format!("# Tuesday round 2026-{month}\n\n{TRADE} {more}\n");
        org = org.file(&format!("Changes/round 2026-{month}.md"), text);
    }
    assert_eq!(
        of(&org, "Changes/round 2026-04.md")
            .first()
            .map(String::as_str),
        Some("8.5.1")
    );
}

#[test]
fn what_shows_nothing_is_left_out_whatever_it_is_called() {
    let long = "Incident and problem management. ".repeat(10);
    for (path, text) in [
        ("incident management.md", "# Incident management\n\nTo be written.\n".to_owned()),
        ("change management.md", "# Change management\n\nThis page has moved to the new wiki. Please use the link there, and tell the service desk if it does not work for you.\n".to_owned()),
        ("incident template.md", format!("# Incident record\n\n{TRADE}\n")),
        ("Job ad incident manager.md", format!("# Job ad: incident manager\n\n{TRADE} {long}\n")),
        ("Angebot Störungsmanagement.md", format!("# Angebot Störungsmanagement\n\n{TRADE} {long}\n")),
    ] {
        assert_eq!(best(path, &text), None, "{path}");
    }
    let links = (1..9).map(|n| format!("- [Incident process {n}](incident-{n}.md)\n"));
    let org = Org::new().file(
        "incidents.md",
        format!("# Incidents\n\n{}", links.collect::<String>()),
    );
    assert!(of(&org, "incidents.md").is_empty());
}

#[test]
fn matters_of_security_go_before_risks_and_incidents() {
    for title in [
        "Infosec risks",
        "Security incident report",
        "Risikobewertung Informationssicherheit",
    ] {
        let text = format!("# {title}\n\n{TRADE}\n");
        assert_eq!(best("a.md", &text).as_deref(), Some("8.7.3"), "{title}");
    }
}

#[test]
fn a_folder_says_what_a_file_is_whose_name_says_nothing() {
    let org = Org::new().file(
        "IT/Suppliers/Northwind 2026.md",
        format!("# Northwind 2026\n\n{TRADE}\n"),
    );
    let clauses = of(&org, "IT/Suppliers/Northwind 2026.md");
    assert_eq!(clauses.first().map(String::as_str), Some("8.3.4"));
}

#[test]
fn a_misspelt_name_is_read_as_it_was_meant() {
    for (name, clause) in [
        ("Incdent log", "8.6.1"),
        ("Chnage requests", "8.5.1"),
        ("Notfallhanbduch", "8.7.2"),
    ] {
        let file = format!("{name}.txt");
        assert_eq!(best(&file, TRADE).as_deref(), Some(clause), "{name}");
    }
    assert_eq!(best("Charges.txt", TRADE), None);
}

/// How sure the best suggestion for a file is.
fn surest(path: &str, text: &str) -> Option<f64> {
    let org = Org::new().file(path, text);
    let json: Value =
        serde_json::from_str(&stdout(org.root(), &["suggest", "--format", "json"])).unwrap();
    let files = json["files"].as_array().unwrap();
    let file = files.iter().find(|file| file["path"] == path)?;
    file["suggestions"].as_array()?.first()?["confidence"].as_f64()
}

#[test]
fn what_nobody_has_filled_in_is_never_surely_suggested_and_the_reason_stands_first() {
    let filled = format!(
        "# Incident Management\n\n**Owner:** T. Osei\n**Approved by:** A. Moor\n\n## How\n\n{TRADE} Incidents are recorded, given a priority and resolved.\n"
    );
    let english = filled
        .replace("T. Osei", "{{ owner.name }}")
        .replace("A. Moor", "[insert approver]");
    let german = format!(
        "# Störungsmanagement\n\n{TRADE} Störungen werden aufgenommen.\n\nName: [Name eintragen]\n\nTelefon: [Telefon]\n\nPrioritäten: <Prioritäten einsetzen>\n\nEskalation: [eintragen]\n\nBericht an: [Name eintragen]\n"
    );
    assert!(surest("desk.md", &filled).unwrap() > 0.6);
    for text in [english, german] {
        assert!(surest("desk.md", &text).unwrap() <= 0.3, "{text}");
        let org = Org::new().file("desk.md", &text);
        let why = &suggested(&org)[0].1[0].1;
        assert!(why.starts_with("an unfilled template: "), "{why}");
    }
}

#[test]
fn the_licence_of_some_software_is_evidence_of_nothing() {
    let mit = "MIT License\n\nCopyright (c) 2026 Some Body\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software, without warranty of any kind. License, licence, warranty, asset.\n";
    assert_eq!(best("LICENSE.txt", mit), None);
    let register = "# Software licences\n\n| Licence | Purchased | Serial number | Warranty |\n|---|---|---|---|\n| Office | 2025-02-01 | 12345 | 2027 |\n";
    assert_eq!(
        best("licences.md", &format!("{register}\n{TRADE}")).as_deref(),
        Some("8.2.5")
    );
}
