//! Lines that documents answer by how they are kept: what is counted, what is named, and
//! that a draft counts half here as well.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{MAJOR, Org, line, percent, said};

const CONTROL: &str = "# Document control\n\nEvery document is reviewed, approved, given a version and made available to all on the intranet.\n";

const SCOPE: &str = "# Scope of the SMS\n\nThe scope of the SMS covers hosting.\n";

fn document(keys: &str, claims: &str, body: &str) -> String {
    format!("---\nsatisfies: [{claims}]\n{keys}---\n{body}")
}

#[test]
fn a_draft_counts_half_for_what_documents_answer_themselves() {
    let owned = "owner: R. Ibarra\nversion: \"0.3\"\nstatus: draft\n";
    let org = Org::new()
        .file("mi.md", document(owned, "\"8.6.1-8\"", MAJOR))
        .file("control.md", document("", "\"7.5.2\", \"7.5.3\"", CONTROL));
    let view = org.assess();
    for id in ["7.5.2-1", "7.5.3.1-1", "7.5.3.2-3"] {
        assert_eq!(
            (line(&view, id).state, percent(&view, id)),
            ("partly shown", Some(50)),
            "{id}"
        );
        said(
            &line(&view, id).missing,
            "a draft, which counts half: mi.md",
        );
        said(&line(&view, id).remarks, "0 of 1 documents");
    }
    let approved = line(&view, "7.5.2-3");
    assert_eq!(
        (approved.state, percent(&view, "7.5.2-3")),
        ("not found", Some(0))
    );
    said(
        &approved.missing,
        "approval is missing or its review is overdue: mi.md",
    );
    // What a procedure says about approval neither answers the line nor contradicts it.
    assert!(
        approved.found.is_empty()
            && approved
                .evidence
                .iter()
                .all(|looked| looked.name == "mi.md")
    );
    assert!(
        !approved
            .missing
            .iter()
            .any(|missing| missing.contains("draft shows"))
    );
}

#[test]
fn as_many_documents_are_named_as_are_counted() {
    let kept = "owner: A\napproved_by: B\napproved_on: 2026-02-03\nversion: \"1\"\n";
    let org = Org::new()
        .file("mi.md", document(kept, "\"8.6.1-8\"", MAJOR))
        .file("scope.md", document("", "\"4.3-6\"", SCOPE))
        .file("rota.md", document("", "\"7.2-1\"", "# Rota\n\nWho is on duty, and the competence needed.\n"))
        // A record needs no owner.
        .file("minutes 2026-03-02.md", document("type: minutes\ndate: 2026-03-02\n", "\"5.2.2-1\"", "# Minutes\n\nThe service management policy, our statement of intent, was adopted.\n"));
    let view = org.assess();
    let identified = line(&view, "7.5.2-1");
    assert_eq!(percent(&view, "7.5.2-1"), Some(50));
    said(
        &identified.remarks,
        "1 of 2 documents that the standard explicitly asks for and that were found states title and owner",
    );
    assert_eq!(
        identified.missing,
        [
            "title or owner is missing: scope.md (the scope statement)",
            "title or owner is missing, in files claimed for other things: rota.md",
        ]
    );
}
