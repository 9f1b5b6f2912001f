//! `check --fix`: shown first, written only when asked, and never a byte beside the values.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::process::Output;

use clausewise::evidence::{mended, mends};
use clausewise::workspace::sha256;
use common::{Org, clausewise};
use proptest::prelude::*;

const ODD: &str = "\u{feff}---\r\ntitle: Zugriff\r\napproved_on:  31.12.2025   # by hand\r\nsatisfies: [Clause 8.6.1]\r\n---\r\n# Zugriff\r\n\r\nVersion vom 31.12.2025, Clause 8.6.1.\r\n";

fn run(org: &Org, arguments: &[&str]) -> Output {
    let mut command = clausewise(org.root());
    command.args(["check", "--fix"]).args(arguments);
    command.output().unwrap()
}

fn read(org: &Org, path: &str) -> Vec<u8> {
    std::fs::read(org.root().join(path)).unwrap()
}

fn org() -> Org {
    Org::new()
        .file("clausewise.toml", "as_of = 2026-11-01\n")
        .file("a.md", ODD)
        .file("scan.pdf.meta.yaml", "approved_on: 3. Februar 2026\n")
        .file("sound.md", "---\napproved_on: 2026-02-03\n---\n# Sound\n")
}

#[test]
fn it_is_shown_and_nothing_is_written_unless_somebody_says_so() {
    let org = org();
    let nobody = run(&org, &[]);
    assert_eq!(nobody.status.code(), Some(2));
    let shown = String::from_utf8(run(&org, &["--dry-run"]).stdout).unwrap();
    insta::assert_snapshot!("check_fix_shown", shown);
    assert_eq!(read(&org, "a.md"), ODD.as_bytes());

    let done = run(&org, &["--yes"]);
    assert_eq!(done.status.code(), Some(0));
    let right = ODD
        .replace("31.12.2025   #", "2025-12-31   #")
        .replace("[Clause 8.6.1]", "[\"8.6.1\"]");
    assert_eq!(String::from_utf8(read(&org, "a.md")).unwrap(), right);
    assert_eq!(
        read(&org, "scan.pdf.meta.yaml"),
        b"approved_on: 2026-02-03\n"
    );

    let again = run(&org, &[]);
    assert_eq!(again.status.code(), Some(0));
    let said = String::from_utf8(again.stdout).unwrap();
    assert!(said.starts_with("No metadata has another form"), "{said}");
}

#[test]
fn a_file_that_somebody_judged_by_its_bytes_is_left_as_it_is() {
    let org = org();
    let hash = sha256(ODD.as_bytes());
    let judgement = format!(
        "[[judgement]]\nrequirement = \"8.6.1-1\"\nrating = \"F\"\nconforming = true\ngrade = \"none\"\ndate = 2026-10-01\nby = \"R. Vale\"\nreason = \"Read.\"\nrests_on = [{{ path = \"a.md\", sha256 = \"{hash}\" }}]\n"
    );
    let org = org.file("judgements.toml", judgement);
    let done = run(&org, &["--yes"]);
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(said.contains("a.md is left as it is"), "{said}");
    assert_eq!(read(&org, "a.md"), ODD.as_bytes());
    assert_eq!(
        read(&org, "scan.pdf.meta.yaml"),
        b"approved_on: 2026-02-03\n"
    );
}

#[test]
fn a_file_that_cannot_be_written_does_not_keep_the_others_from_it() {
    let org = org();
    let file = org.root().join("a.md");
    let mut permissions = file.metadata().unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&file, permissions).unwrap();
    let done = run(&org, &["--yes"]);
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(said.contains("a.md could not be written"), "{said}");
    assert_eq!(read(&org, "a.md"), ODD.as_bytes());
    assert_eq!(
        read(&org, "scan.pdf.meta.yaml"),
        b"approved_on: 2026-02-03\n"
    );
}

proptest! {
    /// Of any bytes at all, only those of values change, and what is mended needs no mending.
    #[test]
    fn every_other_byte_stays(
        mark in any::<bool>(),
        end in prop::sample::select(vec!["\n", "\r\n"]),
        lines in prop::collection::vec(prop::sample::select(vec![
            "approved_on: 31.12.2025", "datum: '3. Februar 2026' # x", "owner: Müller — 🙂",
            "satisfies: [Clause 8.6.1, 8.7.3]", "satisfies:", "  - \"§ 8.6.1.\"", "x: [", "# 31.12.2025",
            "next_review: \"3/2/2026\"", "valid_until: |", "  31.12.2025", "approval: {on: 31.12.2025}",
            "review_date: >-", "\ttab: 1", "document: {date: 01.02.2026}", "---",
        ]), 0..8),
        body in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        let mut file = Vec::new();
        if mark {
            file.extend_from_slice("\u{feff}".as_bytes());
        }
        for line in ["---"].into_iter().chain(lines).chain(["---", "# Text", "31.12.2025"]) {
            file.extend_from_slice(format!("{line}{end}").as_bytes());
        }
        file.extend_from_slice(&body);
        let edits = mends("a.md", &file);
        let after = mended(&file, &edits);
        let (mut before, mut now) = (0, 0);
        for edit in &edits {
            let same = edit.range.start - before;
            prop_assert_eq!(&file[before..edit.range.start], &after[now..now + same]);
            prop_assert!(after[now + same..].starts_with(edit.to.as_bytes()));
            let told: String = String::from_utf8(file[edit.range.clone()].to_vec()).unwrap();
            prop_assert!(told.bytes().any(|byte| byte.is_ascii_digit()), "{}", told);
            before = edit.range.end;
            now += same + edit.to.len();
        }
        prop_assert_eq!(&file[before..], &after[now..]);
        prop_assert_eq!(mends("a.md", &after), vec![]);
    }

    /// Nor do any bytes make it panic.
    #[test]
    fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for path in ["a.md", "a.txt", "a.meta.yaml", "a.docx"] {
            let edits = mends(path, &bytes);
            let _ = mended(&bytes, &edits);
        }
    }
}
