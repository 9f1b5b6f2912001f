//! The plan for other programs, and actions out of tables that people kept so far.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use clausewise::plan::{Priority, Status, load};
use common::{Org, run};
use jiff::civil::date;

const HOSTILE: &str = "=1+1'; rm -rf $HOME; `id` \"x\" $(id)";

fn org() -> Org {
    let one = "+++\nid = \"ACT-abc\"\ntitle = \"TITLE\"\nstatus = \"open\"\nowner = \"role:desk, lead\"\ndue = 2026-12-31\ndue_was = [2026-10-01, 2026-11-01]\n\
        effectiveness = { due = 2027-03-01 }\n\n[gap]\nof = \"document D20\"\nasks = \"Write it\"\nstate = \"present\"\ngrade = \"major\"\ngain = 0.4\n\n\
        [gap.boxes]\n\"8.6.1-1\" = \"[ ] a, b; c\"\n\"8.6.1-3\" = \"[x] /close\"\n+++\n";
    let quoted = HOSTILE.replace('\\', "\\\\").replace('"', "\\\"");
    Org::new()
        .file("clausewise.toml", "[organisation]\nname = \"Quay\"\n")
        .file("actions/ACT-abc.md", one.replace("TITLE", &quoted))
        .file(
            "actions/ACT-def.md",
            "+++\nid = \"ACT-def\"\ntitle = \"Over\"\nstatus = \"closed\"\n+++\n",
        )
}

fn exported(org: &Org, format: &str) -> String {
    let (code, out, err) = run(
        org,
        &[
            "plan",
            "export",
            "--format",
            format,
            "-o",
            "-",
            "--all",
            "--as-of",
            "2026-11-01",
        ],
    );
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    out
}

#[test]
fn each_form_is_as_others_read_it() {
    let org = org();
    for form in ["csv", "ics", "jira", "gitlab", "github"] {
        let text = exported(&org, form);
        assert_eq!(
            exported(&org, form),
            text,
            "the same values give the same bytes"
        );
        insta::assert_snapshot!(format!("plan_export_{form}"), text.replace("\r\n", "\n"));
    }
}

#[test]
fn a_table_is_no_evidence_and_nobodys_work_is_written_over() {
    let org = org();
    for (form, name) in [
        ("csv", "plan.csv"),
        ("jira", "jira.csv"),
        ("gitlab", "gitlab.csv"),
        ("xlsx", "plan.xlsx"),
        ("github", "issues.sh"),
        ("ics", "plan.ics"),
    ] {
        let file = org.root().join(name);
        let path = file.to_str().unwrap();
        let words = [
            "plan",
            "export",
            "--format",
            form,
            "-o",
            path,
            "--as-of",
            "2026-11-01",
        ];
        assert_eq!(run(&org, &words).0, 0, "{form}");
        assert_eq!(run(&org, &words).0, 0, "{form}: the same again");
    }
    let view = org.assess();
    let read: Vec<&str> = common::paths(&view);
    assert!(read.is_empty(), "{read:?}");
    let csv = org.root().join("plan.csv");
    let mine = format!("{}mine", std::fs::read_to_string(&csv).unwrap());
    std::fs::write(&csv, &mine).unwrap();
    let words = ["plan", "export", "-o", csv.to_str().unwrap()];
    let (code, _, err) = run(&org, &words);
    assert_eq!(code, 2);
    assert!(err.contains("--force"), "{err}");
    assert_eq!(std::fs::read_to_string(&csv).unwrap(), mine);
    assert_eq!(run(&org, &[&words[..], &["--force"]].concat()).0, 0);
}

#[cfg(unix)]
#[test]
fn the_script_for_github_hands_every_text_on_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let org = org();
    let bin = tempfile::tempdir().unwrap();
    let log = bin.path().join("log");
    let fake = "#!/bin/sh\nif [ \"$1 $2\" = \"issue list\" ]; then printf '%s\\n' \"$KNOWN\"; exit 0; fi\nfor one in \"$@\"; do printf '<%s>' \"$one\" >> LOG; done; echo >> LOG\n";
    let gh = bin.path().join("gh");
    std::fs::write(&gh, fake.replace("LOG", log.to_str().unwrap())).unwrap();
    std::fs::set_permissions(&gh, std::fs::Permissions::from_mode(0o755)).unwrap();
    let script = bin.path().join("issues.sh");
    std::fs::write(&script, exported(&org, "github")).unwrap();
    let path = format!(
        "{}:{}",
        bin.path().display(),
        std::env::var("PATH").unwrap()
    );
    let ran = |known: &str| {
        let _ = std::fs::remove_file(&log);
        let done = std::process::Command::new("sh")
            .arg(&script)
            .env("PATH", &path)
            .env("KNOWN", known)
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        std::fs::read_to_string(&log).unwrap()
    };
    let told = ran("");
    assert!(
        told.contains(&format!(
            "<issue><create><--title><ACT-abc: {HOSTILE}><--body>"
        )),
        "{told}"
    );
    assert!(!told.contains("ACT-def:"), "what is over gets no new issue");
    let told = ran("ACT-abc 7 CLOSED\nACT-def 8 OPEN");
    assert!(told.contains("<issue><edit><7><--title>"), "{told}");
    assert!(
        told.contains("<issue><reopen><7>") && told.contains("<issue><close><8>"),
        "{told}"
    );
    assert!(!told.contains("<create><--title>"), "{told}");
}

const TABLE: &str = "Unsere Maßnahmen 2026;;;;;;;;\n\nNr;Norm;Feststellung;Maßnahme;Wer;Bis wann;Stand;Prio;Bemerkung\n\
    1;8.6.1;Kein Verfahren;Verfahren schreiben;A. Kern;31.12.2026;in Arbeit;hoch;eilig\n\
    2;Kap. 8.7.2 / X;Kein Test;\"Test machen\nund ablegen\";B. Ohm;03/04/2027;erledigt;1;\n;;;;;;;;\n;;;;;;;;Summe 2\n";

fn taken(org: &Org, table: &std::path::Path, more: &[&str]) -> (i32, String, String) {
    let mut words = vec![
        "plan",
        "import",
        table.to_str().unwrap(),
        "--as-of",
        "2026-11-01",
    ];
    words.extend(more);
    run(org, &words)
}

#[test]
fn a_table_as_people_keep_it_is_taken_over_once_and_nothing_is_lost() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(TABLE);
    let org = Org::new()
        .file("clausewise.toml", "")
        .file("table.csv", &*bytes);
    let table = org.root().join("table.csv");
    let (code, out, _) = taken(&org, &table, &["--dry-run"]);
    assert_eq!(code, 0);
    assert!(!org.root().join("actions").exists());
    insta::assert_snapshot!("plan_import", out);
    let (code, out, err) = taken(&org, &table, &["--yes"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let plan = load(org.root());
    assert!(plan.problems.is_empty(), "{:?}", plan.problems);
    assert_eq!(plan.actions.len(), 2);
    let one = plan
        .actions
        .iter()
        .find(|action| action.title() == "Verfahren schreiben")
        .unwrap();
    assert_eq!(one.owner.as_deref(), Some("A. Kern"));
    assert_eq!(
        (one.status, one.priority, one.due),
        (
            Status::InProgress,
            Some(Priority::High),
            Some(date(2026, 12, 31))
        )
    );
    assert_eq!(one.about, ["8.6.1".parse().unwrap()]);
    let all: String = plan.texts.values().cloned().collect();
    for word in [
        "Kein Verfahren",
        "eilig",
        "Kap. 8.7.2 / X",
        "und ablegen",
        "03/04/2027",
        "Prio: 1",
        "B. Ohm",
        "erledigt",
    ] {
        // A state that is understood is a state.
        assert!(
            all.contains(word) || word == "erledigt" && all.contains("\"done\""),
            "{word}"
        );
    }
    // Again, and again after a person has worked on it and the table has grown.
    let file = org.root().join(one.id.path());
    let mine = std::fs::read_to_string(&file)
        .unwrap()
        .replace("A. Kern", "C. Aal");
    std::fs::write(&file, &mine).unwrap();
    let (_, out, _) = taken(&org, &table, &["--yes"]);
    assert!(out.contains("2 rows are here already"), "{out}");
    let more = format!("{TABLE}3;9.2;;Audit planen;;;;;\n");
    std::fs::write(&table, more).unwrap();
    let (_, out, _) = taken(&org, &table, &["--yes"]);
    assert!(out.contains("gets 1 file"), "{out}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), mine);
    assert_eq!(load(org.root()).actions.len(), 3);
}

#[test]
fn columns_are_named_where_they_cannot_be_guessed() {
    let org = Org::new()
        .file("clausewise.toml", "")
        .file("t.csv", "A;B;C\nWrite it;Ann;2026-12-01\n");
    let table = org.root().join("t.csv");
    for (more, told) in [
        (vec![], "which column says what is to be done?"),
        (vec!["--column", "titel=A"], "did you mean `title`"),
        (vec!["--column", "title=Z"], "there is no column `Z`"),
        (vec!["--column", "title"], "is not KEY=COLUMN"),
        (
            vec!["--column", "owner=B"],
            "which column says what is to be done?",
        ),
        (vec!["--sheet", "X"], "there is no sheet `X`"),
    ] {
        let mut words = more.clone();
        words.push("--yes");
        let (code, _, err) = taken(&org, &table, &words);
        assert_eq!(code, 2, "{more:?}");
        assert!(common::flat(&err).contains(told), "{more:?}: {err}");
    }
    let (code, _, err) = taken(
        &org,
        &table,
        &[
            "--column", "title=A", "--column", "owner=B", "--column", "due=C", "--yes",
        ],
    );
    assert_eq!((code, err.as_str()), (0, ""));
    let plan = load(org.root());
    assert_eq!(
        (plan.actions[0].owner.as_deref(), plan.actions[0].due),
        (Some("Ann"), Some(date(2026, 12, 1)))
    );
}

#[test]
fn a_workbook_that_was_exported_is_known_again_and_a_new_row_is_taken() {
    use rust_xlsxwriter::Workbook;
    let org = org();
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Notes").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Tracker").unwrap();
    for (column, head) in (0_u16..).zip(["ID", "Action", "Owner", "Due", "Status", "Requirements"])
    {
        sheet.write_string(2, column, head).unwrap();
    }
    let rows = [
        ["ACT-abc", "Known", "x", "", "open", "8.6.1-1"],
        ["A-17", "New", "Ann", "", "closed", "8.6.1-1, 9.9"],
    ];
    for (row, cells) in (3_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2027, 1, 31).unwrap();
    let form = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_datetime_with_format(4, 3, day, &form).unwrap();
    let table = org.root().join("t.xlsx");
    book.save(&table).unwrap();
    let (code, out, err) = taken(&org, &table, &["--yes"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("1 row is here already"), "{out}");
    let plan = load(org.root());
    let new = plan
        .actions
        .iter()
        .find(|action| action.title() == "New")
        .unwrap();
    assert_eq!(
        (new.due, new.status),
        (Some(date(2027, 1, 31)), Status::Closed)
    );
    assert!(
        new.notes.contains("9.9") && out.contains("no clause here: 9.9"),
        "{out}"
    );
}
