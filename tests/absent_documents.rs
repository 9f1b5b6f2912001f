//! When a document or record is called absent: only where nothing that could be read could
//! be it, and never for what lies in the folder and nobody has claimed yet.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use clausewise::output::View;
use common::{MAJOR, Org, line, run};

fn presence(view: &View, item: &str) -> &'static str {
    let mut items = view.documents.iter();
    let found = items.find(|found| found.item.to_string() == item);
    found.unwrap_or_else(|| panic!("no {item}")).presence
}

/// A policy that says little of what the standard wants in one.
const POLICY: &str =
    "# Information security policy\n\nThis policy is known to staff and suppliers.\n";

#[test]
fn what_a_file_is_by_its_title_is_not_absent() {
    for org in [
        Org::new().file("security.md", POLICY),
        Org::new().claimed("security.md", "\"7.3-1\"", POLICY),
        Org::new().file("information-security-policy.txt", "Known to staff.\n"),
    ] {
        let view = org.assess();
        assert_eq!(presence(&view, "D23"), "not seen");
        let policy = line(&view, "8.7.3.1-2");
        assert_eq!((policy.state, policy.grade), ("not seen", "none"));
        assert_eq!(policy.could_hold, [view.evidence[0].path.clone()]);
        assert_eq!(line(&view, "7.5.4-6").state, "not seen", "it repeats that");
        let (_, told, _) = run(&org, &["explain", "D23"]);
        assert!(
            told.contains("It is: not seen") && told.contains(&view.evidence[0].path),
            "{told}"
        );
    }
}

#[test]
fn what_a_file_is_about_by_its_hint_is_not_absent() {
    let view = Org::copy_of("tests/fixtures/unclaimed/files").assess();
    for (item, file) in [
        ("D22", "continuity.md"),
        ("D23", "security.md"),
        ("D16", "capacity 2026.md"),
    ] {
        assert_eq!(presence(&view, item), "not seen", "{item}");
        for line in view.requirements.iter().filter(|line| {
            line.of.as_ref().is_some_and(|of| of.to_string() == item) && line.standing == "counts"
        }) {
            assert_eq!(
                (line.state, line.grade),
                ("not seen", "none"),
                "{}",
                line.id
            );
            if line.called_for == "explicit" {
                assert!(
                    line.could_hold.contains(&file.to_owned()),
                    "{}: {:?}",
                    line.id,
                    line.could_hold
                );
            }
        }
    }
}

#[test]
fn nothing_is_absent_for_whose_clause_the_same_screen_has_a_hint() {
    let view = Org::copy_of("tests/fixtures/unclaimed/files").assess();
    let hinted: Vec<&str> = view
        .hinted()
        .flat_map(|file| &file.ideas_of)
        .map(|hint| hint.clause.as_str())
        .collect();
    for item in view
        .documents
        .iter()
        .filter(|item| item.presence == "absent")
    {
        for line in view.requirements.iter().filter(|line| {
            item.requirements.contains(&line.id)
                && line.counts
                && matches!(line.proof, "document" | "content")
        }) {
            let within = |clause: &&str| {
                line.clause == **clause || line.clause.starts_with(&format!("{clause}."))
            };
            assert!(
                !hinted.iter().any(within),
                "{} is absent, {} is hinted",
                item.short,
                line.clause
            );
        }
    }
}

#[test]
fn what_is_really_absent_still_is() {
    let view = Org::copy_of("tests/fixtures/unclaimed/files").assess();
    for (item, requirement) in [("D01", "4.3-6"), ("D02", "5.2.2-1"), ("D05", "6.3-1")] {
        assert_eq!(presence(&view, item), "absent", "{item}");
        assert_eq!(line(&view, requirement).state, "not found", "{requirement}");
    }
    // It is held against nobody before the files have a place; then that is a gap.
    let org = Org::copy_of("tests/fixtures/unclaimed/files").claimed("mi.md", "\"8.6.1-8\"", MAJOR);
    assert_eq!(line(&org.assess(), "5.2.2-1").grade, "none");
    let org = org.file(
        "clausewise.toml",
        "as_of = 2026-11-01\ninventory = \"complete\"\n",
    );
    assert_eq!(line(&org.assess(), "5.2.2-1").grade, "major");
    // To be mentioned in passing makes no document.
    let view = Org::new()
        .file(
            "lunch.md",
            "# Lunch\n\nThe information security policy was talked about at lunch.\n",
        )
        .assess();
    assert_eq!(presence(&view, "D23"), "absent");
}

#[test]
fn a_claimed_document_that_says_a_part_is_there_and_incomplete() {
    let plan = "# Service continuity plan\n\nThe continuity plan says how we recover the service after a loss of a site.\n";
    let view = Org::new()
        .claimed("plan.md", "\"8.7.2\"", plan)
        .file(
            "continuity.md",
            "# Service continuity\n\nWe talk about service continuity once a year.\n",
        )
        .assess();
    assert_eq!(presence(&view, "D22"), "partial");
    assert_eq!(line(&view, "8.7.2-6").state, "partly shown");
    assert_eq!(line(&view, "8.7.2-9").state, "not found");
    assert!(line(&view, "8.7.2-7").could_hold.is_empty());
}

#[test]
fn a_file_about_document_control_is_no_file_of_every_document() {
    let control = "# Document control\n\nDocuments are reviewed, approved and listed in a register of documents.\n";
    let view = Org::new()
        .claimed("control.md", "\"7.5\"", control)
        .assess();
    for item in view
        .documents
        .iter()
        .filter(|item| item.presence == "absent")
    {
        assert!(
            item.files.is_empty(),
            "{} is absent: {:?}",
            item.short,
            item.files
        );
    }
    assert!(!view.documents.iter().any(|item| {
        item.item.to_string() == "D22" && item.files.contains(&"control.md".to_owned())
    }));
}

#[test]
fn a_log_claimed_for_a_whole_clause_hides_no_document_that_lies_there() {
    let log = "ref,opened,category,priority,major,status,resolved_at\n\
               INC-1,2026-10-01,software,P3,no,closed,2026-10-02\n";
    let procedure = "# Major incident procedure\n\nA major incident is any incident that stops a service for all customers. \
                     The duty manager declares it, and top management is told at once.\n";
    let org = Org::new()
        .file("clausewise.toml", "as_of = 2026-11-01\n")
        .file(
            "claims.toml",
            "[[claim]]\npath = \"incidents.csv\"\nsatisfies = [\"8.6.1\"]\n",
        )
        .file("incidents.csv", log)
        .file("Major Incident Procedure.md", procedure);
    let view = org.assess();
    assert_eq!(line(&view, "8.6.1-8").state, "not seen");
    assert_ne!(line(&view, "8.6.1-8").grade, "major");
}
