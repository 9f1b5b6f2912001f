//! What is suggested where people write in everyday words, and what is not. Each test says what one
//! rule is for, on an organisation that has nothing to do with those the rule was found on.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, stdout};
use serde_json::Value;

/// The clauses suggested for each file, best first.
fn suggested(org: &Org) -> Vec<(String, Vec<String>)> {
    let json: Value =
        serde_json::from_str(&stdout(org.root(), &["suggest", "--format", "json"])).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let files = json["files"].as_array().unwrap().iter();
    let clauses = |file: &Value| {
        let all = file["suggestions"].as_array().unwrap().iter();
        all.map(|of| text(&of["clause"])).collect()
    };
    files
        .map(|file| (text(&file["path"]), clauses(file)))
        .collect()
}

/// The best clause for a file.
fn best(org: &Org, path: &str) -> Option<String> {
    let all = suggested(org);
    let file = all.into_iter().find(|(known, _)| known == path);
    let (_, clauses) = file.unwrap_or_else(|| panic!("{path} is not listed"));
    clauses.into_iter().next()
}

/// Words of the trade that say nothing of any clause, of a company that moves ships.
const TRADE: &str = "The servers of the shipping line and the network on board are looked after from Rotterdam. \
Users log in to the intranet from each ship, and administrators reach every server.";

/// Papers of the trade among which the others lie.
fn of_the_trade() -> Org {
    let text = |what: &str| format!("# {what}\n\n{TRADE} {what} of the applications on board.\n");
    Org::new()
        .file("a.md", text("Ports"))
        .file("b.md", text("Cables"))
        .file("c.md", text("Cabins"))
        .file("d.md", text("Radio"))
}

#[test]
fn everyday_titles_tell_among_papers_of_the_trade() {
    let titles = [
        ("What is in and what is out", "4.3"),
        ("Wofür wir stehen", "5.2"),
        ("Wer darf was", "5.3"),
        ("What could go wrong", "6.1"),
        ("So arbeiten wir", "6.3"),
        ("Who can do what", "7.2"),
        ("Regeln für Unterlagen", "7.5"),
        ("Was hängt woran", "8.2.6"),
        ("Drill in the port of Bergen", "8.7.2"),
        ("Bestandsaufnahme der Leitung", "9.3"),
        ("What went wrong", "10.1"),
    ];
    let org = titles.iter().fold(of_the_trade(), |org, (title, _)| {
        org.file(&format!("{title}.md"), format!("# {title}\n\n{TRADE}\n"))
    });
    let all = suggested(&org);
    for (title, clause) in titles {
        let path = format!("{title}.md");
        let (_, clauses) = all.iter().find(|(known, _)| *known == path).unwrap();
        assert_eq!(clauses.first().map(String::as_str), Some(clause), "{title}");
    }
}

#[test]
fn everyday_titles_of_other_departments_tell_nothing_even_there() {
    for (title, text) in [
        (
            "What could go wrong",
            "The forklift tips over, a pallet falls, a driver is injured at the warehouse gate.",
        ),
        (
            "Wofür wir stehen",
            "Für frische Waren in jeder Filiale, faire Rechnungen und saubere Gebäude; so wirbt die Kampagne.",
        ),
        (
            "Drill",
            "Evacuation of the kitchen and the warehouse at noon, first aid stood by, the fire alarm was heard.",
        ),
    ] {
        let org = of_the_trade().file("paper.md", format!("# {title}\n\n{text}\n"));
        assert_eq!(best(&org, "paper.md"), None, "{title}");
    }
}

#[test]
fn words_that_its_own_papers_of_the_trade_use_are_no_other_department() {
    let plan = "# Capacity plan\n\nPatients are admitted through four wards; nurses and patients need more room each winter. \
        Growth per ward and clinical year: a tenth.\n";
    let other = "# Rota\n\nNurses of the ward meet patients at six. Clinical handover at seven, lunch at noon.\n";
    let alone = Org::new().file("plan.md", plan).file("rota.md", other);
    assert_eq!(best(&alone, "plan.md"), None);
    let mut clinic = Org::new().file("plan.md", plan);
    for name in ["e", "f", "g", "h", "i", "j"] {
        let text = format!(
            "# Paper {name}\n\n{TRADE} Patients, nurses, the ward and clinical staff use the applications.\n"
        );
        clinic = clinic.file(&format!("{name}.md"), &text);
    }
    assert_eq!(best(&clinic, "plan.md").as_deref(), Some("8.4.3"));
}

#[test]
fn the_nearest_folder_that_says_something_says_most() {
    let path = "Suppliers/Incidents/2026-02 mail.md";
    let org = of_the_trade().file(path, TRADE);
    assert_eq!(best(&org, path).as_deref(), Some("8.6.1"));
}

#[test]
fn numbers_of_tickets_in_a_file_that_is_called_otherwise_say_less() {
    let rows = (1..9).map(|n| format!("router{n};ship {n};CHG-1000{n}\n"));
    let text = "Hostname;Depends on;Last change\n".to_owned() + &rows.collect::<String>();
    let org = of_the_trade().file("CMDB fleet.csv", &text);
    assert_eq!(best(&org, "CMDB fleet.csv").as_deref(), Some("8.2.6"));
}

#[test]
fn an_audit_is_an_audit_whatever_was_audited() {
    let text = format!("# Audit report: releases and changes on board\n\n{TRADE}\n");
    let org = of_the_trade().file("report.md", &text);
    assert_eq!(best(&org, "report.md").as_deref(), Some("9.2"));
}

#[test]
fn papers_of_a_bakery_are_evidence_of_nothing() {
    let bakery = Org::copy_of("tests/fixtures/distractors");
    let all = suggested(&bakery);
    assert_eq!(all.len(), 30);
    let wrong = |all: Vec<(String, Vec<String>)>| -> Vec<(String, Vec<String>)> {
        let mut all = all;
        all.retain(|(path, clauses)| path.contains('/') && !clauses.is_empty());
        all
    };
    assert_eq!(wrong(all), []);
    let beside = (0..20).fold(bakery, |org, n| {
        org.file(&format!("it{n}.md"), format!("# Server {n}\n\n{TRADE}\n"))
    });
    assert_eq!(wrong(suggested(&beside)), []);
}
