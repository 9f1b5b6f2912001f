//! What people type into a register: odd, half known or wrong, and never lost without a word.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use calamine::{Data, Reader as _, Xlsx};
use clausewise::intake::accept::{Decisions, Hashes, decide};
use clausewise::intake::read_back::rows;
use clausewise::workspace::{add_claims, load, sha256};
use common::{Org, catalogue, flat, run};
use proptest::prelude::*;

const HEADS: [&str; 5] = ["File", "Satisfies", "Owner", "Version", "Type"];

/// A register as a person saves it: one row a file, of which only these columns are looked at.
fn sheet(rows: &[[&str; 5]]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Register").unwrap();
    for (line, row) in (0_u32..).zip(std::iter::once(&HEADS).chain(rows)) {
        for (column, text) in (0_u16..).zip(row) {
            sheet.write_string(line, column, *text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn org(files: usize) -> Org {
    (0..files).fold(Org::new().file("clausewise.toml", ""), |org, number| {
        org.file(&format!("{number}.md"), format!("# Thing {number}\n"))
    })
}

fn claims(org: &Org) -> String {
    std::fs::read_to_string(org.root().join("claims.toml")).unwrap()
}

#[test]
fn one_cell_that_says_nothing_stops_no_other() {
    let org = org(5).file(
        "register.xlsx",
        sheet(&[
            ["0.md", "8.6.1", "TBD", "1.0", "procedure"],
            ["1.md", "8.6.3", "offen", "?", "Protokoll"],
            ["2.md", "-", "-", "", ""],
            ["3.md", "8.7.2", "Head of IT", "2.0", "Wundertüte"],
            ["4.md", "9.9", "Anna Ö.", "n/a", "Verfahrensanweisung"],
        ]),
    );
    let (code, out, err) = run(&org, &["intake", "--accept", "register.xlsx", "--yes"]);
    assert_eq!(code, 0, "{err}{out}");
    let out = flat(&out);
    for told in [
        "register.xlsx, sheet Register, C2: \"TBD\" names no owner",
        "register.xlsx, sheet Register, C3: \"offen\" names no owner",
        "register.xlsx, sheet Register, D3: \"?\" is no version",
        "register.xlsx, sheet Register, B4: \"-\" names nothing",
        "register.xlsx, sheet Register, C4: \"-\" names no owner",
        "register.xlsx, sheet Register, E5: \"Wundertüte\" is no type",
        "choose one of policy, plan,",
        "register.xlsx, sheet Register, B6: \"9.9\" is no clause",
        "register.xlsx, sheet Register, D6: \"n/a\" is no version",
    ] {
        assert!(out.contains(told), "{told}\n{out}");
    }
    let claims = claims(&org);
    for entry in [
        "path = \"0.md\"\nsatisfies = [\"8.6.1\"]\nversion = \"1.0\"\ntype = \"procedure\"\n",
        "path = \"1.md\"\nsatisfies = [\"8.6.3\"]\ntype = \"minutes\"\n",
        "path = \"3.md\"\nsatisfies = [\"8.7.2\"]\nowner = \"Head of IT\"\nversion = \"2.0\"\n",
        "path = \"4.md\"\nowner = \"Anna Ö.\"\ntype = \"procedure\"\n",
    ] {
        assert!(claims.contains(entry), "{entry}\n{claims}");
    }
    assert!(!claims.contains("2.md"), "{claims}");
    assert_eq!(org.mistakes(), vec![]);
}

/// What a register of these rows decides in a workspace.
fn decided(org: &Org, csv: &[u8]) -> Decisions {
    let (workspace, problems) = load(org.root());
    assert!(problems.is_empty(), "{problems:?}");
    let hashes: Hashes = org
        .files()
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, sha256(&std::fs::read(path).unwrap()))
        })
        .collect();
    let rows = rows("r.csv", csv, &["File", "Satisfies"]).unwrap().rows;
    decide(&rows, catalogue(), &workspace, &hashes)
}

/// A register is read twice: what it was accepted for, it has no word about any more.
fn accepted_once_for_all(rows: &[[&str; 5]]) {
    let org = org(rows.len());
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(HEADS).unwrap();
    for row in rows {
        csv.write_record(row).unwrap();
    }
    let csv = csv.into_inner().unwrap();
    let first = decided(&org, &csv);
    let text = add_claims(None, &first.claims, &first.not_evidence).unwrap();
    let org = org.file("claims.toml", &text);
    let again = decided(&org, &csv);
    assert_eq!(
        (again.claims, again.not_evidence),
        (vec![], vec![]),
        "{text}"
    );
    for told in &again.told {
        assert!(first.told.contains(told), "{told}\n{text}");
    }
}

#[test]
fn odd_values_are_kept_as_they_were_typed() {
    let odd = [
        ("\"Anna\" Müller-Lüdenscheidt", "1,5"),
        ("=SUM(A1)", "1,5,2"),
        ("+49 30 1234", "v2.10"),
        ("@it", "2.1 (3 Feb 2026)"),
        ("-x-", "0.3 Entwurf"),
        ("'quoted'", "2026-03"),
        ("[R. Ibarra](mailto:r@example.org)", "007"),
        ("role:sms-manager", "1.0; 2.0"),
        ("first\nsecond", "Rev. C"),
        ("C:\\Users\\x", "1e3"),
        ("12345", "31.12.2025"),
        ("true", "Version 3"),
    ];
    let paths: Vec<String> = (0..odd.len()).map(|at| format!("{at}.md")).collect();
    let rows: Vec<[&str; 5]> = paths
        .iter()
        .zip(odd)
        .map(|(path, (owner, version))| [path, "8.6.1", owner, version, "Bericht"])
        .collect();
    accepted_once_for_all(&rows);
    let long = "x".repeat(40_000);
    accepted_once_for_all(&[["0.md", "", &long, &long, "policy"]]);
    // What was typed is what stands there.
    let org = org(odd.len()).file("register.xlsx", sheet(&rows));
    assert_eq!(
        run(&org, &["intake", "--accept", "register.xlsx", "--yes"]).0,
        0
    );
    let text = claims(&org);
    let (workspace, _) = load(org.root());
    assert_eq!(workspace.claims.len(), odd.len(), "{text}");
    assert_eq!(
        workspace.claims[0].metadata.version.as_ref().unwrap().value,
        "1,5"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_is_settled_at_once(
        owner in "\\PC{0,30}",
        version in "[ v0-9.,;()/a-zä=+'-]{0,12}",
        kind in "(policy|Protokoll|Vertrag|\\PC{0,12})",
        satisfies in "(yes|8\\.6\\.1|[ 0-9.,;D-]{0,10})",
    ) {
        accepted_once_for_all(&[["0.md", &satisfies, &owner, &version, &kind]]);
    }
}

#[test]
fn a_claim_on_a_moved_file_is_told_with_the_edit_that_mends_it() {
    let org = Org::new()
        .file("clausewise.toml", "")
        .file(
            "a/plan.md",
            "# Continuity plan\n\nThe plan is tested each year.\n",
        )
        .file("a/other.md", "# Other\n")
        .file(
            "claims.toml",
            "[[claim]]\npath = \"a/plan.md\"\nsatisfies = [\"8.7.2\"]\n",
        );
    assert_eq!(
        run(&org, &["intake", "--yes", "--as-of", "2026-11-01"]).0,
        0
    );
    assert_eq!(
        run(
            &org,
            &[
                "intake",
                "-q",
                "-o",
                "register.xlsx",
                "--as-of",
                "2026-11-01"
            ]
        )
        .0,
        0
    );
    std::fs::create_dir(org.root().join("b")).unwrap();
    let move_to = |from: &str, to: &str| {
        std::fs::rename(org.root().join(from), org.root().join(to)).unwrap();
    };
    move_to("a/plan.md", "b/continuity.md");
    let edit = "write path = \"b/continuity.md\" at claims.toml:1";
    let accept = ["intake", "--accept", "register.xlsx", "--yes"];
    let (_, out, _) = run(&org, &accept);
    assert!(flat(&out).contains("claimed under its old path"), "{out}");
    for args in [
        &["assess"][..],
        &accept,
        &["intake", "--as-of", "2026-11-08"],
    ] {
        let (_, out, err) = run(&org, args);
        assert!(flat(&out).contains(edit), "{args:?}\n{out}{err}");
    }
    // It is found by its content after later deliveries too.
    assert_eq!(
        run(&org, &["intake", "--yes", "--as-of", "2026-11-08"]).0,
        0
    );
    assert!(flat(&run(&org, &["assess"]).1).contains(edit));
    // Without what intake keeps, a name raises the question only.
    std::fs::remove_file(org.root().join("intake.json")).unwrap();
    move_to("b/continuity.md", "b/plan.md");
    let (_, out, _) = run(&org, &["assess"]);
    assert!(
        flat(&out).contains("is it b/plan.md, which has the same name?"),
        "{out}"
    );
    std::fs::write(
        org.root().join("claims.toml"),
        "[[claim]]\npath = \"b/plan.md\"\nsatisfies = [\"8.7.2\"]\n",
    )
    .unwrap();
    assert!(!run(&org, &["assess"]).1.contains("same name"));
}

/// A part of a workbook as it is kept.
fn part(book: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
}

#[test]
fn days_are_days_numbers_are_numbers_and_each_says_what_it_is() {
    let org = Org::new()
        .file(
            "policy.md",
            "# Access policy\n\nDocument id: POL-7\nVersion: 1.0\nApproved by: Ada Example\n\
             Approved on: 2026-02-03\nNext review: March 2027\nLast reviewed: 2026-01-01\n\nText.\n",
        )
        .file("2026-03-04 minutes.md", "# Minutes\n\nWe met.\n");
    assert_eq!(
        run(
            &org,
            &["intake", "-q", "-o", "r.xlsx", "--as-of", "2026-11-01"]
        )
        .0,
        0
    );
    let bytes = std::fs::read(org.root().join("r.xlsx")).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes.clone())).unwrap();
    let range = book.worksheet_range("Register").unwrap();
    let rows: Vec<_> = range.rows().collect();
    let cell = |row: usize, head: &str| {
        let at = rows[0].iter().position(|cell| *cell == head);
        rows[row][at.unwrap_or_else(|| panic!("no {head}"))].clone()
    };
    let day = |row: usize, head: &str| match cell(row, head) {
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        other => panic!("{head}: {other:?}"),
    };
    assert_eq!(day(1, "Newest date"), "2026-03-04");
    assert_eq!(cell(1, "Which date").to_string(), "in the file's name");
    assert_eq!(day(2, "Approved on"), "2026-02-03");
    assert_eq!(day(2, "Next review"), "2027-03-31");
    assert_eq!(day(2, "Last review"), "2026-01-01");
    assert_eq!(cell(2, "Which date").to_string(), "approved");
    assert_eq!(cell(2, "Document id").to_string(), "POL-7");
    assert_eq!(cell(2, "Approved by").to_string(), "Ada Example");
    assert_eq!(cell(2, "Version found"), Data::String("1.0".to_owned()));
    assert!(matches!(cell(2, "Size (bytes)"), Data::Float(size) if size > 100.0));
    let remarks = cell(2, "Remarks found").to_string();
    assert!(
        remarks.contains("next review: 2027-03-31 or earlier; only a month or year is stated"),
        "{remarks}"
    );
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for looks in [
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "<autoFilter",
        "state=\"frozen\"",
        "customHeight",
    ] {
        assert!(sheet.contains(looks), "{looks}");
    }
    let names = part(&bytes, "xl/workbook.xml");
    for looks in ["_xlnm.Print_Titles", "Register!$1:$1", "Register!$A$1:$N$3"] {
        assert!(names.contains(looks), "{looks}\n{names}");
    }
}

#[test]
fn what_was_typed_stands_in_the_next_register() {
    let org = org(3).file("clausewise.toml", "").file(
        "old.csv",
        "File,Use,Satisfies,Owner,Remark,Who,SHA-256\n0.md,keep,8.6.1,TBD,\"call =1\nagain\",Petra,\n\
         was.md,,,,moved,,HASH\ngone.md,,,,lost,,\n",
    );
    let hash = sha256(&std::fs::read(org.root().join("1.md")).unwrap());
    let old = std::fs::read_to_string(org.root().join("old.csv")).unwrap();
    let org = org.file("old.csv", old.replace("HASH", &hash));
    let (code, out, err) = run(
        &org,
        &["intake", "-o", "new.xlsx", "--from", "old.csv", "."],
    );
    assert_eq!(code, 0, "{err}");
    assert!(
        flat(&out).contains("old.csv, line 5: there is no file gone.md"),
        "{out}"
    );
    let bytes = std::fs::read(org.root().join("new.xlsx")).unwrap();
    let found = rows("new.xlsx", &bytes, &["File"]).unwrap().rows;
    let cell = |file: &str, head: &str| {
        let mut rows = found.iter();
        rows.find(|row| row.cell("File").text == file)
            .unwrap()
            .cell(head)
            .text
    };
    for (file, head, text) in [
        ("0.md", "Satisfies", "8.6.1"),
        ("0.md", "Use", "keep"),
        ("0.md", "Owner", "TBD"),
        ("0.md", "Remark", "call =1\nagain"),
        ("0.md", "Who", "Petra"),
        ("1.md", "Remark", "moved"),
        ("2.md", "Remark", ""),
    ] {
        assert_eq!(cell(file, head), text, "{file} {head}");
    }
}
