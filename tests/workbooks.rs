//! Registers in workbooks: heads anywhere, one sheet of several, places by sheet and cell, and
//! what each column was taken for.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{Org, file, has, line, percent, repository, run, told};

/// A workbook made by another program.
fn workbook(name: &str) -> Vec<u8> {
    std::fs::read(repository().join("tests/fixtures/office/sheets").join(name)).unwrap()
}

fn org(name: &str, entry: &str) -> Org {
    let manifest = format!("registers:\n  - id: REG\n    file: {name}\n{entry}");
    Org::new()
        .file(name, workbook(name))
        .file("evidence.yaml", manifest)
}

const INCIDENTS: &str = "    satisfies: [\"8.6.1-1\", \"8.6.1-5\"]\n";

#[test]
fn usual_exports_need_no_columns() {
    for (name, rows, id) in [
        ("servicenow.xlsx", 8, "Number"),
        ("jira.xlsx", 4, "Vorgangsschlüssel"),
        ("topdesk.xls", 5, "Call number"),
    ] {
        let view = org(name, INCIDENTS).assess();
        let register = &view.registers[0];
        assert_eq!(register.rows, rows, "{name}");
        let taken = |attribute: &str| {
            let mut all = register.taken.iter();
            let found = all.find(|taken| taken.attribute == attribute);
            found.map_or("", |taken| taken.column.as_str())
        };
        assert_eq!(taken("id"), id, "{name}");
        for attribute in ["opened", "closed", "class", "priority"] {
            assert!(!taken(attribute).is_empty(), "{name} {attribute}");
        }
        assert!(register.taken.iter().all(|taken| !taken.stated));
    }
}

#[test]
fn a_row_that_fails_is_told_by_its_cell() {
    let view = org("servicenow.xlsx", INCIDENTS).assess();
    let failing = &line(&view, "8.6.1-1").evidence[0];
    assert_eq!(failing.places[0].as_ref(), "'Page 1'!A9");
    assert!(failing.saw.starts_with("7 of 8 rows pass"));
}

#[test]
fn a_register_kept_by_hand_is_read_below_its_title() {
    let view = org("changes.xlsx", "    satisfies: [\"8.5.1.3-1\"]\n").assess();
    let register = &view.registers[0];
    assert_eq!(register.sheet.as_deref(), Some("Changes 2026"));
    assert_eq!(
        register.columns,
        [
            "Change ID",
            "Title",
            "Type",
            "Requested",
            "Implemented",
            "Approved by",
            "Approved on",
            "Status"
        ]
    );
    assert_eq!(register.rows, 8, "the total is no record");
    let looked = &line(&view, "8.5.1.3-1").evidence[0];
    assert!(looked.saw.starts_with("7 of 8 rows pass"), "{}", looked.saw);
    assert_eq!(looked.places[0].as_ref(), "'Changes 2026'!A10");
    let told: Vec<&str> = (file(&view, "changes.xlsx").problems.iter())
        .map(|problem| problem.message.as_str())
        .collect();
    for part in [
        "several sheets hold tables; the rows are those of Changes 2026",
        "2 rows of the sheet are hidden, and count",
        "1 row at the end left out, no records: Total",
        "2 rows and 1 column of sheet Changes 2026",
        "1 note at its cells",
    ] {
        assert!(
            told.iter().any(|text| text.contains(part)),
            "{part}: {told:#?}"
        );
    }
}

#[test]
fn the_manifest_names_a_sheet() {
    let named = |sheet: &str| {
        org(
            "changes.xlsx",
            &format!("    sheet: {sheet}\n    satisfies: [\"8.5.1.3-1\"]\n"),
        )
    };
    let view = named("lists").assess();
    assert_eq!(view.registers[0].sheet.as_deref(), Some("Lists"));
    assert_eq!(view.registers[0].columns, ["Priority", "Meaning"]);
    let view = named("Changes 2025").assess();
    assert_eq!(view.registers[0].rows, 0);
    let (told, _) = told(&view, "changes.xlsx", "malformed");
    assert!(
        told.contains("no sheet `Changes 2025` in it; its sheets: Lists, Changes 2026"),
        "{told}"
    );
}

#[test]
fn a_workbook_that_is_claimed_is_held_to_its_rows_as_a_csv_file_is() {
    let claimed = |path: &str, bytes: Vec<u8>| {
        let manifest = format!("evidence:\n  - match: \"{path}\"\n    satisfies: [\"8.6.1-1\"]\n");
        Org::new().file(path, bytes).file("evidence.yaml", manifest)
    };
    let csv = "Number,Opened,Category\nA-1,2026-01-05,mail\nA-2,2026-01-06,\n";
    let view = claimed("rows.csv", csv.into()).assess();
    assert_eq!(percent(&view, "8.6.1-1"), Some(50));
    let view = claimed("servicenow.xlsx", workbook("servicenow.xlsx")).assess();
    assert_eq!(view.registers[0].rows, 8);
    assert!(percent(&view, "8.6.1-1").unwrap() > 50);
    let empty = claimed("empty.xlsx", workbook("empty.xlsx")).assess();
    assert!(empty.registers.is_empty() && has(&empty, "empty.xlsx", "empty"));
}

#[test]
fn explain_shows_what_columns_are_taken_for_and_how_to_confirm_it() {
    let org = org("jira.xlsx", INCIDENTS);
    let (code, page, _) = run(&org, &["explain", "REG"]);
    assert_eq!(code, 0);
    for part in [
        "4 rows in sheet general_report; columns (general_report!A3)",
        "- id: column `Vorgangsschlüssel`, general_report!A3, guessed by its head",
        "impact: column `Benutzerdefinierte Felder (Auswirkung)`",
        "  columns:\n    class: Vorgangstyp\n",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    // What the page offers is a manifest that says the same.
    let lines = page
        .lines()
        .skip_while(|line| !line.starts_with("To confirm"))
        .skip(1);
    let lines = lines.take_while(|line| !line.is_empty());
    let offered = lines.fold(String::new(), |all, line| all + "  " + line + "\n");
    let view = self::org("jira.xlsx", &format!("{INCIDENTS}{offered}")).assess();
    let register = &view.registers[0];
    assert!(register.taken.iter().all(|taken| taken.stated), "{offered}");
    assert_eq!(register.taken.len(), 7);
    let confirmed = self::org("jira.xlsx", &format!("{INCIDENTS}{offered}"));
    let (_, page, _) = run(&confirmed, &["explain", "REG"]);
    assert!(!page.contains("To confirm"), "{page}");
}

#[test]
fn heads_of_a_csv_file_need_not_stand_in_the_first_row() {
    let rows = "Incidents of the year;;;\nPriority;means;;\nhigh;at once;;\n;;;\nTicket;Opened;Category;Closed\n\
                A-1;2026-01-05;mail;2026-01-06\nA-2;2026-01-07;disk;2026-01-08\nTotal;2;;\n";
    let view = Org::new().register("r.csv", rows, "8.6.1-1").assess();
    let register = &view.registers[0];
    assert_eq!(
        register.columns[..4],
        ["Ticket", "Opened", "Category", "Closed"]
    );
    assert_eq!(register.rows, 2);
}

#[test]
fn a_sentence_in_a_cell_is_quoted_by_its_cell() {
    let org = Org::new()
        .file("servicenow.xlsx", workbook("servicenow.xlsx"))
        .file(
            "evidence.yaml",
            "evidence:\n  - match: \"*.xlsx\"\n    satisfies: [\"8.6.1-2\"]\n",
        );
    let (_, page, _) = run(&org, &["explain", "servicenow.xlsx", "--text"]);
    assert!(page.contains("'Page 1'!A9"), "{page}");
}
