//! Files that people can read and the program cannot: who vouches for one says what it is, and
//! until then it waits.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, file, flat, line, percent, run};

const LINE: &str = "8.3.4.1-2";

/// A contract as a picture, one that nobody claims and one that is.
fn scans() -> Org {
    Org::new()
        .file("clausewise.toml", "as_of = 2026-11-01\n")
        .file(
            "evidence.yaml",
            "evidence:\n  - {match: \"signed contract.pdf\", satisfies: [\"8.3.4.1-2\"]}\n",
        )
        .file("a/scan.pdf", include_bytes!("fixtures/office/scan.pdf"))
        .file(
            "signed contract.pdf",
            include_bytes!("fixtures/office/scan.pdf"),
        )
}

#[test]
fn a_scan_waits_for_a_person_with_the_command_at_hand() {
    let org = scans();
    let (_, screen, _) = run(&org, &["assess"]);
    let screen = flat(&screen);
    let claimed = screen.find("? signed contract.pdf").unwrap();
    assert!(claimed < screen.find("? a/scan.pdf").unwrap(), "{screen}");
    let told = "People can read 2 of these. Read the first, and say what it is: clausewise note \"…\" --kind attest \
                --file \"signed contract.pdf\" --about 8.3.4.1-2";
    assert!(screen.contains(told), "{screen}");
    let (_, page, _) = run(&org, &["explain", "signed contract.pdf"]);
    assert!(
        flat(&page).contains("--file \"signed contract.pdf\" --about 8.3.4.1-2"),
        "{page}"
    );
}

#[test]
fn whom_a_thing_was_talked_over_with_approved_nothing() {
    for label in [
        "Abgestimmt mit: Werkleitung, 22.04.2026",
        "Agreed with: the yard, 22 April 2026",
    ] {
        let org = Org::new().file(
            "needs.md",
            format!("# Needs\n\n{label}\n\nWhat customers need.\n"),
        );
        let (_, page, _) = run(&org, &["explain", "needs.md"]);
        assert!(page.contains("approved_by: –"), "{label}\n{page}");
        assert!(page.contains("approved_on: –"), "{label}\n{page}");
    }
}

#[test]
fn who_vouches_for_a_file_claims_it_in_the_same_breath() {
    let org = scans();
    assert_eq!(line(&org.assess(), "8.2.4-1").state, "not seen");
    let words = [
        "note",
        "The signed service catalogue",
        "--by",
        "A. Example",
        "--kind",
        "attest",
    ];
    let what = ["--file", "a/scan.pdf", "--about", "8.2.4-1", "--yes"];
    let (code, out, err) = run(&org, &[&words[..], &what[..]].concat());
    assert_eq!(code, 0, "{out}{err}");
    let notes = std::fs::read_to_string(org.root().join("notes.toml")).unwrap();
    assert!(notes.contains("sha256 = \""), "{notes}");
    let view = org.assess();
    assert_eq!(
        (line(&view, "8.2.4-1").state, percent(&view, "8.2.4-1")),
        ("claimed", Some(50))
    );
    assert_eq!(line(&view, LINE).state, "not seen");
    assert_eq!(file(&view, "a/scan.pdf").attested, ["N-001"]);
    let (_, screen, _) = run(&org, &["assess"]);
    let screen = flat(&screen);
    assert!(screen.contains("People can read 1 of these."), "{screen}");
    assert!(
        screen.contains("Not read, and vouched for in notes: a/scan.pdf (N-001)"),
        "{screen}"
    );
    assert!(!screen.contains("? a/scan.pdf"), "{screen}");
    let (_, page, _) = run(&org, &["explain", "a/scan.pdf"]);
    assert!(
        flat(&page).contains("N-001 by A. Example, 2026-11-01: The signed service catalogue"),
        "{page}"
    );
    let (_, report, _) = run(&org, &["report", "gap"]);
    assert!(
        report.contains("Vouched for by A. Example (N-001)"),
        "{report}"
    );
}

#[test]
fn nobody_vouches_for_what_a_file_has_become() {
    let org = scans();
    let words = [
        "note",
        "The signed service catalogue",
        "--by",
        "A",
        "--kind",
        "attest",
    ];
    let what = ["--file", "a/scan.pdf", "--about", "8.2.4-1", "--yes"];
    run(&org, &[&words[..], &what[..]].concat());
    assert_eq!(line(&org.assess(), "8.2.4-1").state, "claimed");
    let org = org.file("a/scan.pdf", include_bytes!("fixtures/office/locked.pdf"));
    let view = org.assess();
    assert_eq!(line(&view, "8.2.4-1").state, "not seen");
    let told = "a/scan.pdf has changed since N-001 vouched for it";
    assert!(
        view.problems
            .iter()
            .any(|problem| problem.message.contains(told)),
        "{:?}",
        view.problems
    );
}

#[test]
fn a_file_that_is_read_is_claimed_by_nobodys_word() {
    let org = Org::new()
        .file("clausewise.toml", "as_of = 2026-11-01\n")
        .file("catalogue.md", "# Service catalogue\n\nThe service catalogue lists each service and its outcomes.\n")
        .file(
            "notes.toml",
            "[[note]]\nid = \"N-001\"\ndate = 2026-10-01\nby = \"A\"\nkind = \"attest\"\ntext = \"read\"\n\
             about = [\"8.2.4-1\"]\nfile = \"catalogue.md\"\n",
        );
    let view = org.assess();
    assert!(file(&view, "catalogue.md").claimed_for.is_empty());
    assert!(file(&view, "catalogue.md").attested.is_empty());
}

#[test]
fn a_hash_without_a_file_is_a_mistake() {
    let org = Org::new().file(
        "notes.toml",
        "[[note]]\nid = \"N-001\"\nby = \"A\"\nkind = \"interview\"\ntext = \"x\"\nsha256 = \"ab\"\n",
    );
    let (code, _, err) = run(&org, &["assess"]);
    assert_eq!(code, 2);
    let err = flat(&err);
    assert!(
        err.contains("`sha256` must be 64 hexadecimal digits"),
        "{err}"
    );
    assert!(err.contains("`sha256` belongs to a `file`"), "{err}");
}
