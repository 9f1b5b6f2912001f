//! Quotations in reports: what stands there proves the line it is quoted for, or the report says
//! that only a heading names it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, stdout};
use serde_json::Value;

/// The data of the gap report.
fn report(org: &Org) -> Value {
    serde_json::from_str(&stdout(org.root(), &["report", "gap", "--context"])).unwrap()
}

/// What is quoted of a line, with the line of the file.
fn quoted(report: &Value, id: &str) -> Vec<(String, u64)> {
    let lines = report["requirements"].as_array().unwrap();
    let line = lines.iter().find(|line| line["id"] == id).unwrap();
    let quotes = line["quotes"].as_array().cloned().unwrap_or_default();
    quotes
        .iter()
        .map(|quote| {
            let text = quote["text"].as_str().unwrap().to_owned();
            (text, quote["line"].as_u64().unwrap_or(0))
        })
        .collect()
}

const PAGE: &str = "<!DOCTYPE html><html><head><title>Pilotage risks</title></head><body>\
    <h1>Pilotage risks</h1><p>Entries of type &quot;hazard&quot; are kept by Orla &amp; Finn. The \
    risk acceptance criteria are simple: a score up to five is borne, anything higher is signed by \
    the harbour council.</p></body></html>";

#[test]
fn a_page_is_quoted_as_people_read_it() {
    let manifest = "evidence:\n  - {match: risk.html, satisfies: [\"6.1\"]}\n";
    let org = Org::new()
        .file("risk.html", PAGE)
        .file("evidence.yaml", manifest);
    let report = report(&org);
    let said = "The risk acceptance criteria are simple: a score up to five is borne, anything \
                higher is signed by the harbour council.";
    assert_eq!(quoted(&report, "6.1.2-5"), [(said.to_owned(), 1)]);
    for line in report["requirements"].as_array().unwrap() {
        for quote in line["quotes"].as_array().into_iter().flatten() {
            let text = quote["text"].as_str().unwrap();
            assert!(!text.contains('<') && !text.contains("&quot;"), "{text}");
        }
    }
}

#[test]
fn a_row_is_quoted_and_not_the_heads_of_its_columns() {
    let rows = "Nr;Serviceziel;Was wird getan;Verantwortlich;Termin\n\
        S-1;;;;\n\
        S-2;Schleuse meldet Wartezeiten in zehn Minuten;Anzeige am Tor erneuern;M. Deichgraf;30.09.2026\n";
    let org = Org::new().register("ziele.csv", rows, "6.2");
    let report = report(&org);
    let who = "S-2 | Schleuse meldet Wartezeiten in zehn Minuten | Verantwortlich: M. Deichgraf";
    let when = "S-2 | Schleuse meldet Wartezeiten in zehn Minuten | Termin: 30.09.2026";
    for (id, said) in [("6.2.2-3", who), ("6.2.2-4", when)] {
        let quotes = quoted(&report, id);
        let (text, line) = &quotes[0];
        assert!(text.contains(said.rsplit(" | ").next().unwrap()), "{text}");
        assert_eq!(*line, 3, "{text}");
    }
}

const REVIEW: &str = "# Management review of the lock service\n\n\
    ## Opportunities for improvement\n\n\
    Boat crews book their passage by themselves from July on.\n\n\
    ## Decisions on changes\n\n\
    The board orders a second winch for the north gate.";

#[test]
fn what_a_heading_names_is_quoted_with_what_stands_below() {
    let org = Org::new().claimed("review.md", "\"9.3\"", REVIEW);
    let report = report(&org);
    let said = "Opportunities for improvement: Boat crews book their passage by themselves from \
                July on.";
    assert_eq!(quoted(&report, "9.3-7"), [(said.to_owned(), 9)]);
    // Nothing below the title speaks of it, and the report says so.
    let lines = report["requirements"].as_array().unwrap();
    let line = lines.iter().find(|line| line["id"] == "9.3-8").unwrap();
    let quote = &line["quotes"][0];
    assert_eq!(quote["text"], "Management review of the lock service");
    assert_eq!(quote["only_named"], true);
}
