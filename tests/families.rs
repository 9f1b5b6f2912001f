//! Which files of a delivery are versions of one thing, and which only have a name in common.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, flat, run};
use serde_json::Value;

/// A page of words that no page about something else has.
fn page(about: &str) -> String {
    let words: Vec<String> = (0..90).map(|n| format!("{about}{}", n * n % 97)).collect();
    words
        .chunks(9)
        .map(|words| words.join(" ") + ".\n")
        .collect()
}

fn document(title: &str, label: &str, about: &str) -> String {
    format!("# {title}\n\n{label}\n\n{}\n", page(about))
}

/// A folder of documents: path, title, a line below it, what they are about.
fn folder(documents: &[(&str, &str, &str, &str)]) -> Org {
    let of = |org: Org, (path, title, label, about): &(&str, &str, &str, &str)| {
        org.file(path, document(title, label, about))
    };
    documents.iter().fold(Org::new(), of)
}

fn families(org: &Org) -> Vec<Vec<String>> {
    let (code, out, err) = run(
        org,
        &["intake", "--format", "json", "--as-of", "2026-11-01"],
    );
    assert_eq!(code, 0, "{err}");
    let view: Value = serde_json::from_str(&out).unwrap();
    let families = view["versions"].as_array().unwrap().iter();
    let files = families.map(|family| family["files"].as_array().unwrap().iter());
    let names = files.map(|files| files.map(|path| path.as_str().unwrap().to_owned()));
    names.map(Iterator::collect).collect()
}

#[test]
fn a_name_that_says_nothing_makes_no_family() {
    // Of a template that was filled in, a good part of the text is in both.
    let template = document("Kapazitätsplan", "", "change") + &page("disk")[..300];
    let org = folder(&[
        ("Dokument (2).md", "Backup concept", "", "tape"),
        ("Dokument (3).md", "Change process", "", "change"),
        (
            "Dokument (4).md",
            "Change process",
            "Version: 2.0",
            "change",
        ),
        ("Policy v1.md", "Access policy", "", "badge"),
        ("Policy v2.md", "Backup policy", "", "drawer"),
        ("neu/Kopie von Dokument1.md", "ACME Ltd", "", "invoice"),
        ("neu/Dokument1.md", "ACME Ltd", "", "holiday"),
    ])
    .file("Dokument (5).md", template)
    .file("Scan001.pdf", "%PDF-1.4 one")
    .file("Scan001 (2).pdf", "%PDF-1.4 two");
    assert_eq!(families(&org), [["Dokument (4).md", "Dokument (3).md"]]);
}

#[test]
fn other_ids_and_other_titles_are_other_documents() {
    let review = "Supplier review";
    let org = folder(&[
        (
            "Supplier review v1.md",
            review,
            "Document id: SUP-01",
            "supplier",
        ),
        (
            "Supplier review v2.md",
            review,
            "Document id: SUP-02",
            "supplier",
        ),
        ("Capacity v1.md", "Capacity of the storage", "", "disk"),
        ("Capacity v2.md", "Staff planning", "", "person"),
        (
            "Incident v1.md",
            "Incident management process",
            "",
            "incident",
        ),
        ("Incident v2.md", "Incident process", "", "disturbance"),
        ("IT/Onboarding v3.md", "Onboarding", "Version: 3", "server"),
        // One without an id binds two with different ones to nothing.
        ("Release v1.md", "Release", "Document id: REL-01", "release"),
        ("Release v2.md", "Release", "", "release"),
        ("Release v3.md", "Release", "Document id: REL-03", "release"),
    ])
    // What comes later may lie in no folder that says anything; what lies in another that
    // does is another's.
    .file(
        "HR/Onboarding v1.md",
        document("Onboarding", "Version: 1", "person") + &page("badge"),
    )
    .file(
        "lieferung 2/Onboarding v2.md",
        document("Onboarding", "Version: 2", "person") + &page("key") + &page("desk"),
    );
    assert_eq!(
        families(&org),
        [
            ["lieferung 2/Onboarding v2.md", "HR/Onboarding v1.md"],
            ["Incident v2.md", "Incident v1.md"],
            ["Release v2.md", "Release v1.md"],
        ]
    );
}

#[test]
fn a_claim_on_the_earlier_version_is_told() {
    let process = "Incident process";
    let claim = |version: &str| {
        format!("[[claim]]\npath = \"Incident process {version}.md\"\nsatisfies = [\"8.6.1\"]\n")
    };
    let org = folder(&[
        (
            "Incident process v1.md",
            process,
            "Version: 1.0",
            "incident",
        ),
        (
            "Incident process v2.md",
            process,
            "Version: 2.0",
            "incident",
        ),
    ])
    .file("clausewise.toml", "")
    .file("claims.toml", claim("v1"));
    let (_, out, _) = run(&org, &["intake"]);
    let told = "Claimed, and a newer version is here: 1 file Incident process v1.md → Incident process v2.md";
    assert!(flat(&out).contains(told), "{out}");
    let org = org.file("claims.toml", claim("v2"));
    let (_, out, _) = run(&org, &["intake"]);
    assert!(!out.contains("newer version is here"), "{out}");
}
