//! Samples: the draw that anybody can repeat, the worksheet that comes back, what is made of it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, flat, run, stdout};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use serde_json::Value;

/// Sixty incidents, one a week from 8 October 2025 on: every twentieth major, the 30th without a
/// day, two outside the period each side or more.
fn rows() -> Vec<[String; 5]> {
    let first = jiff::civil::date(2025, 10, 1);
    let row = |n: i32| {
        let day = first.saturating_add(jiff::Span::new().days(n * 7));
        let priority = match (n % 20, n % 6) {
            (0, _) => "P1",
            (_, 1) => "P2",
            _ => "P3",
        };
        let opened = if n == 30 {
            String::new()
        } else {
            day.to_string()
        };
        let id = format!("INC-{n:03}");
        let class = if n == 45 { "" } else { "network" };
        [
            id,
            opened,
            priority.to_owned(),
            class.to_owned(),
            "closed".to_owned(),
        ]
    };
    (1..=60).map(row).collect()
}

const HEADS: [&str; 5] = ["Incident ID", "Opened", "Priority", "Category", "Status"];

fn csv(rows: &[[String; 5]]) -> String {
    let mut out = HEADS.join(",") + "\n";
    for row in rows {
        out.push_str(&row.join(","));
        out.push('\n');
    }
    out
}

fn declared(file: &str) -> Org {
    let manifest =
        format!("registers:\n  - {{id: REG-INC, file: {file}, satisfies: [\"8.6.1-1\"]}}\n");
    Org::new()
        .file("clausewise.toml", "as_of = 2026-11-20\n")
        .file("evidence.yaml", manifest)
}

fn org() -> Org {
    declared("incidents.csv").file("incidents.csv", csv(&rows()))
}

const PERIOD: [&str; 4] = ["--from", "2025-11-01", "--to", "2026-10-31"];

/// The sample as JSON.
fn sample(org: &Org, what: &str, more: &[&str]) -> Value {
    let args = [&["sample", what, "--format", "json"], &PERIOD[..], more].concat();
    serde_json::from_str(&stdout(org.root(), &args)).unwrap()
}

fn drawn(sample: &Value) -> Vec<String> {
    let items = sample["items"].as_array().unwrap().iter();
    items
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect()
}

/// The numbers were worked out by another program from the steps in `docs/formats.md`.
#[test]
fn a_draw_is_the_one_that_is_written_down() {
    let org = org();
    let ids = |numbers: &[u32]| -> Vec<String> {
        numbers.iter().map(|n| format!("INC-{n:03}")).collect()
    };
    let sample_of = |more: &[&str]| sample(&org, "REG-INC", more);
    let usual = sample_of(&[]);
    assert_eq!(usual["seed"], "381ee8de6ad5df8e");
    assert_eq!(usual["method"], "stratified");
    assert_eq!(usual["population"]["records"], 52);
    assert_eq!(usual["population"]["undated"], 1);
    assert_eq!(drawn(&usual), ids(&[7, 11, 18, 20, 21, 40, 45, 49, 52, 30]));
    for (more, expected) in [
        (
            &["--method", "systematic"][..],
            &[6, 13, 19, 20, 26, 33, 40, 41, 47, 53][..],
        ),
        (
            &["--strata", "month", "--size", "15", "--seed", "7"],
            &[
                8, 9, 13, 17, 18, 20, 25, 28, 32, 35, 40, 42, 47, 49, 50, 56, 30,
            ],
        ),
    ] {
        assert_eq!(drawn(&sample_of(more)), ids(expected), "{more:?}");
    }
}

/// The same rows as a workbook.
fn workbook(rows: &[[String; 5]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0..).zip(HEADS) {
        sheet.write_string(0, column, head).unwrap();
    }
    for (line, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            sheet.write_string(line, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn neither_the_form_of_a_file_nor_threads_change_a_draw() {
    let expected = drawn(&sample(&org(), "REG-INC", &[]));
    let mut turned = rows();
    turned.reverse();
    let book = declared("incidents.xlsx").file("incidents.xlsx", workbook(&turned));
    assert_eq!(drawn(&sample(&book, "REG-INC", &[])), expected);
    let semicolons = csv(&rows()).replace(',', ";").replace("INC-0", "inc 0");
    let other = declared("incidents.csv").file("incidents.csv", semicolons);
    let plain = |ids: Vec<String>| -> Vec<String> {
        ids.iter()
            .map(|id| id.to_uppercase().replace(' ', "-"))
            .collect()
    };
    assert_eq!(plain(drawn(&sample(&other, "REG-INC", &[]))), expected);
    let halves = rows();
    let (first, second) = halves.split_at(35);
    // Two exports of one log, of which some rows stand in both.
    let org = Org::new()
        .file("clausewise.toml", "as_of = 2026-11-20\n")
        .file("Incidents/incidents 1.csv", csv(first))
        .file(
            "Incidents/incidents 2.csv",
            csv(&[&first[30..], second].concat()),
        );
    let both = sample(&org, "incident", &[]);
    assert_eq!(drawn(&both), expected);
    assert_eq!(both["population"]["duplicates"], 5);
    assert_eq!(both["files"].as_array().unwrap().len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_changes_nothing(order in Just(rows()).prop_shuffle()) {
        let shuffled = declared("incidents.csv").file("incidents.csv", csv(&order));
        prop_assert_eq!(drawn(&sample(&shuffled, "REG-INC", &[])), drawn(&sample(&org(), "REG-INC", &[])));
    }
}

/// Draws, and returns the cells of the worksheet.
fn worksheet(org: &Org, name: &str, more: &[&str]) -> Vec<Vec<String>> {
    let args = [&["sample", "REG-INC", "-o", name], &PERIOD[..], more].concat();
    let (code, out, err) = run(org, &args);
    assert_eq!(code, 0, "{out}{err}");
    let text = std::fs::read_to_string(org.root().join(name)).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    csv_reader(text)
}

fn csv_reader(text: &str) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let records = reader.records().map(Result::unwrap);
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

fn column(cells: &[Vec<String>], head: &str) -> usize {
    let is = |cell: &String| cell == head || cell.starts_with(&format!("{head} "));
    cells[0].iter().position(is).unwrap()
}

/// Types a text into the cell of a record.
fn typed(cells: &mut [Vec<String>], record: &str, head: &str, text: &str) {
    let (id, at) = (column(cells, "Record"), column(cells, head));
    let row = cells.iter_mut().find(|row| row[id] == record);
    text.clone_into(&mut row.unwrap()[at]);
}

/// Says of every record that it is as it should be.
fn all_ok(cells: &mut [Vec<String>]) {
    let at = column(cells, "Result");
    for row in &mut cells[1..] {
        "ok".clone_into(&mut row[at]);
    }
}

/// As Excel saves it in Germany.
fn saved(org: &Org, name: &str, cells: &[Vec<String>]) {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(";") + "\r\n";
    let text: String = cells.iter().map(line).collect();
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
        .collect();
    std::fs::write(org.root().join(name), bytes).unwrap();
}

const ACCEPT: [&str; 5] = ["sample", "--accept", "filled.csv", "--by", "A. Example"];

fn accept(org: &Org, more: &[&str]) -> (i32, String) {
    let (code, out, err) = run(org, &[&ACCEPT[..], more].concat());
    (code, out + &err)
}

fn text(org: &Org, name: &str) -> String {
    std::fs::read_to_string(org.root().join(name)).unwrap_or_default()
}

#[test]
fn a_filled_worksheet_becomes_judgements_that_go_stale() {
    let org = org();
    let mut cells = worksheet(&org, "sample.csv", &["--for", "8.6.1-1,8.6.1-2"]);
    all_ok(&mut cells);
    typed(&mut cells, "INC-045", "8.6.1-1", "Abweichung");
    typed(&mut cells, "INC-045", "Deviation", "keine Störungsklasse");
    typed(&mut cells, "INC-045", "Evidence seen", "=HYPERLINK(1)");
    // People sort, and add columns of their own.
    cells[1..].reverse();
    for row in &mut cells {
        row.insert(0, "mine".to_owned());
    }
    saved(&org, "filled.csv", &cells);
    let (code, out) = accept(&org, &["--dry-run"]);
    assert_eq!(code, 0, "{out}");
    assert!(text(&org, "judgements.toml").is_empty());
    let (code, out) = accept(&org, &["--yes"]);
    assert_eq!(code, 0, "{out}");
    assert!(!out.contains("! "), "{out}");
    let judgements = text(&org, "judgements.toml");
    assert!(judgements.contains("requirement = \"8.6.1-1\"\nrating = \"L\"\nconforming = false"));
    assert!(judgements.contains("requirement = \"8.6.1-2\"\nrating = \"L\"\nconforming = true"));
    assert!(
        judgements.contains("INC-045 (keine Störungsklasse)"),
        "{judgements}"
    );
    for path in ["incidents.csv", "filled.csv"] {
        assert!(
            judgements.contains(&format!("path = \"{path}\", sha256")),
            "{judgements}"
        );
    }
    assert!(text(&org, "notes.toml").contains("seen: =HYPERLINK(1)"));
    let (_, again) = accept(&org, &["--yes"]);
    assert!(again.contains("Nothing to write"), "{again}");

    let state = |org: &Org| -> Value {
        serde_json::from_str(&stdout(org.root(), &["assess", "--format", "json"])).unwrap()
    };
    let judged = |view: &Value, id: &str| {
        let lines = view["requirements"].as_array().unwrap();
        let line = lines.iter().find(|line| line["id"] == id).unwrap();
        line["judgement"].clone()
    };
    let view = state(&org);
    assert_eq!(judged(&view, "8.6.1-2")["stale"], false);
    assert_eq!(judged(&view, "8.6.1-2")["conforming"], true);
    assert_eq!(
        view["samples"][0]["outcomes"][0]["found"][0]["deviation"][0],
        "INC-045"
    );
    let known: Vec<&str> = { view["evidence"].as_array().unwrap().iter() }
        .map(|file| file["path"].as_str().unwrap())
        .collect();
    assert_eq!(
        known,
        ["incidents.csv"],
        "worksheets and samples are no evidence"
    );
    let report = stdout(org.root(), &["report", "gap", "--format", "md"]);
    assert!(
        report.contains("**INC-045**: keine Störungsklasse"),
        "annex"
    );

    let changed = text(&org, "incidents.csv")
        .replace("INC-045,2026-08-12,P3,,", "INC-045,2026-08-12,P3,network,");
    std::fs::write(org.root().join("incidents.csv"), changed).unwrap();
    assert_eq!(judged(&state(&org), "8.6.1-2")["stale"], true);
    let list = stdout(org.root(), &["sample", "list"]);
    assert!(
        list.contains("! incidents.csv has changed since it was drawn"),
        "{list}"
    );
    typed(&mut cells, "INC-020", "Remark", "seen once more");
    saved(&org, "filled.csv", &cells);
    let (_, out) = accept(&org, &["--dry-run"]);
    assert!(
        flat(&out)
            .contains("the rows of these records were changed after they were drawn: INC-045"),
        "{out}"
    );
}

#[test]
fn what_is_open_or_replaced_is_told_and_nothing_is_written() {
    let org = org();
    let mut cells = worksheet(&org, "sample.csv", &["--for", "8.6.1-1,8.6.1-2"]);
    all_ok(&mut cells);
    typed(&mut cells, "INC-007", "Result", "maybe");
    typed(&mut cells, "INC-011", "Result", "deviation");
    typed(&mut cells, "INC-018", "Result", "not seen");
    typed(&mut cells, "INC-020", "Record", "INC-999");
    let id = column(&cells, "Record");
    cells.retain(|row| row[id] != "INC-021");
    let double = cells
        .iter()
        .find(|row| row[id] == "INC-040")
        .unwrap()
        .clone();
    cells.push(double);
    saved(&org, "filled.csv", &cells);
    let (code, out) = accept(&org, &["--yes"]);
    let said = flat(&out);
    assert_eq!(code, 0, "{out}");
    for part in [
        "`maybe` is none of: ok, deviation, not seen, does not apply",
        "INC-011: a deviation, and no column says from which requirement; it stays open",
        "INC-999 was not drawn for SAMPLE-001",
        "drawn and not in the worksheet any more: INC-020, INC-021",
        "INC-040 stands there a second time; the first row counts",
        "4 of 10 records are open: INC-007, INC-011, INC-020, INC-021",
    ] {
        assert!(said.contains(part), "no `{part}` in {said}");
    }
    assert!(text(&org, "judgements.toml").is_empty() && text(&org, "notes.toml").is_empty());
    assert!(!text(&org, "samples/SAMPLE-001.toml").contains("[[outcome]]"));
    // What was not seen is no pass: nothing is concluded unless a person says what.
    let (code, out) = accept(&org, &["--partial", "--yes"]);
    assert_eq!(code, 0, "{out}");
    assert!(
        flat(&out).contains("8.6.1-2: 5 as required; 1 not seen; 4 open → no conclusion"),
        "{out}"
    );
    assert!(text(&org, "judgements.toml").is_empty());
    let said = [
        "--partial",
        "--yes",
        "--for",
        "8.6.1-2",
        "--rating",
        "P",
        "--nonconforming",
        "--grade",
        "minor",
    ];
    let (code, out) = accept(&org, &said);
    assert_eq!(code, 0, "{out}");
    let judgements = text(&org, "judgements.toml");
    assert!(judgements.contains("rating = \"P\"\nconforming = false\ngrade = \"minor\""));
    assert!(!judgements.contains("8.6.1-1\""), "{judgements}");
    let (code, out) = accept(&org, &["--partial", "--yes", "--rating", "P"]);
    assert_eq!(code, 2, "{out}");
    assert!(out.contains("are about one requirement"), "{out}");
}

/// Of two judgements the later day stands, wherever they stand in the file.
#[test]
fn a_conclusion_is_held_against_the_judgement_that_stands() {
    let judged = |by: &str, date: &str, what: &str| {
        format!(
            "[[judgement]]\nrequirement = \"8.6.1-2\"\n{what}\nby = \"{by}\"\ndate = {date}\nmethod = [\"document\"]\nreason = \"Seen.\"\n\n"
        )
    };
    let stands = judged(
        "B. Later",
        "2026-10-01",
        "rating = \"P\"\nconforming = false",
    );
    let before = judged(
        "C. Earlier",
        "2025-12-01",
        "rating = \"L\"\nconforming = true",
    );
    let org = org().file("judgements.toml", stands + &before);
    let mut cells = worksheet(&org, "sample.csv", &["--for", "8.6.1-2"]);
    all_ok(&mut cells);
    saved(&org, "filled.csv", &cells);
    let (code, out) = accept(&org, &["--dry-run"]);
    let said = flat(&out);
    assert_eq!(code, 0, "{out}");
    assert!(
        said.contains("! 8.6.1-2 is judged P, not conforming by B. Later"),
        "{out}"
    );
    // Who says the same again is asked nothing.
    let (code, out) = accept(&org, &["--dry-run", "--rating", "P", "--nonconforming"]);
    assert_eq!(code, 0, "{out}");
    assert!(!flat(&out).contains("is judged"), "{out}");
}

/// Where nothing is concluded nothing rests on the files, and what was found is kept.
#[test]
fn what_was_found_is_kept_although_a_file_is_gone() {
    let org = org();
    let mut cells = worksheet(&org, "sample.csv", &["--for", "8.6.1-2"]);
    all_ok(&mut cells);
    saved(&org, "filled.csv", &cells);
    org.hide(&org.root().join("incidents.csv"));
    let (code, out) = accept(&org, &["--yes"]);
    assert_eq!(code, 2, "{out}");
    assert!(
        flat(&out).contains("incidents.csv was drawn from and cannot be read any more"),
        "{out}"
    );
    typed(&mut cells, "INC-007", "Result", "not seen");
    typed(&mut cells, "INC-011", "Result", "");
    saved(&org, "filled.csv", &cells);
    let (code, out) = accept(&org, &["--partial", "--yes"]);
    assert_eq!(code, 0, "{out}");
    assert!(flat(&out).contains("no conclusion"), "{out}");
    assert!(text(&org, "judgements.toml").is_empty());
    assert!(text(&org, "notes.toml").contains("1 not seen; 1 open"));
    assert!(text(&org, "samples/SAMPLE-001.toml").contains("[[outcome]]"));
}

#[test]
fn a_draw_is_kept_once_and_others_are_told() {
    let org = org();
    let first = worksheet(&org, "one.csv", &[]);
    let again = worksheet(&org, "two.csv", &[]);
    assert_eq!(first, again);
    let mine = text(&org, "samples/SAMPLE-001.toml") + "# mine\n";
    std::fs::write(org.root().join("samples/SAMPLE-001.toml"), &mine).unwrap();
    let (_, out, _) = run(
        &org,
        &[
            &["sample", "REG-INC", "-o", "three.csv", "--seed", "9"],
            &PERIOD[..],
        ]
        .concat(),
    );
    assert!(
        out.contains("! from these incidents of this period were drawn already: SAMPLE-001"),
        "{out}"
    );
    assert!(out.contains("9 (chosen by a person)"), "{out}");
    assert_eq!(text(&org, "samples/SAMPLE-001.toml"), mine);
    let list = stdout(org.root(), &["sample", "list", "--format", "json"]);
    let list: Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["samples"].as_array().unwrap().len(), 2);
    assert_eq!(list["samples"][1]["state"], "drawn");
    // What was filled in is not written over.
    let (code, _, err) = run(&org, &["sample", "REG-INC", "-o", "one.csv"]);
    assert_eq!(code, 2);
    assert!(err.contains("may have been filled in"), "{err}");
}

#[test]
fn cells_of_a_client_are_no_formulas() {
    let evil = csv(&rows()).replace("network", "=cmd|' /C calc'!A0");
    let org = declared("incidents.csv").file("incidents.csv", evil.replace("INC-020", "=1+20"));
    let cells = worksheet(&org, "sample.csv", &[]);
    let formula = |cell: &String| cell.starts_with(['=', '+', '-', '@']);
    assert!(!cells.iter().flatten().any(formula), "{cells:?}");
    let id = column(&cells, "Record");
    assert!(cells.iter().any(|row| row[id] == "'=1+20"));
    let mut filled = cells.clone();
    all_ok(&mut filled);
    saved(&org, "filled.csv", &filled);
    let (_, out) = accept(&org, &["--dry-run"]);
    assert!(!out.contains("was not drawn"), "{out}");
}

#[test]
fn records_without_numbers_are_drawn_and_found_again() {
    let rows = "Opened,Priority,Category,Summary,Assigned to,Status\n\
                2026-01-05,P2,network,slow line,A,closed\n\
                2026-01-06,P3,network,no line,A,closed\n\
                2026-01-06,P3,network,no line,A,closed\n";
    let org = declared("incidents.csv").file("incidents.csv", rows);
    let sample = sample(&org, "REG-INC", &[]);
    assert_eq!(sample["population"]["records"], 2);
    assert_eq!(sample["population"]["duplicates"], 1);
    assert_eq!(
        sample["items"][0]["key"],
        "2026-01-05 | P2 | network | slow line | A | closed"
    );
    let mut cells = worksheet(&org, "sample.csv", &[]);
    all_ok(&mut cells);
    saved(&org, "filled.csv", &cells);
    let (code, out) = accept(&org, &["--yes"]);
    assert!(code == 0 && out.contains("Recorded."), "{out}");
}

#[test]
fn what_cannot_be_drawn_or_read_is_said() {
    let org = org();
    for (args, part) in [
        (&["nonsense"][..], "there is no table of records `nonsense`"),
        (&["REG-INK"], "did you mean `REG-INC`"),
        (
            &["REG-INC", "--size", "half"],
            "write a number (25), a share (10%), sqrt or all",
        ),
        (
            &["REG-INC", "--method", "luck"],
            "one of: random, systematic, stratified",
        ),
        (
            &["REG-INC", "--strata", "moon"],
            "no column is known to hold `moon`",
        ),
        (&["REG-INC", "--strata", "id"], "too many to draw from each"),
        (
            &["REG-INC", "--strata", "month", "--method", "random"],
            "--strata is for a stratified sample",
        ),
        (
            &["REG-INC", "--all-of", "majors"],
            "one of: major, reopened, all, none",
        ),
        (
            &["REG-INC", "--from", "2027-01-01"],
            "must be the later day",
        ),
        (&["REG-INC", "--for", "8.99"], "8.99"),
        (&["REG-INC", "--seed", " "], "--seed is empty"),
        (
            &["--accept", "incidents.csv", "--by", "A"],
            "has no sheet with the columns Record, Result",
        ),
        (
            &["--accept", "clausewise.toml", "--by", "A"],
            "has no sheet with the columns",
        ),
        (
            &["--accept", "none.xlsx", "--by", "A"],
            "none.xlsx cannot be read",
        ),
    ] {
        let (code, out, err) = run(&org, &[&["sample"], args].concat());
        assert_eq!(code, 2, "{args:?}: {out}{err}");
        assert!(flat(&err).contains(part), "{args:?}: {err}");
    }
    let nothing = [
        "sample",
        "REG-INC",
        "--from",
        "2027-01-01",
        "--to",
        "2027-02-01",
    ];
    let (code, out, _) = run(&org, &nothing);
    assert_eq!(code, 0);
    assert!(
        flat(&out).contains("There are no incidents from 2027-01-01"),
        "{out}"
    );
    std::fs::write(
        org.root().join("other.csv"),
        "Record,Result,Sample\nINC-1,ok,SAMPLE-009\n",
    )
    .unwrap();
    let (code, _, err) = run(&org, &["sample", "--accept", "other.csv", "--by", "A"]);
    assert!(
        code == 2 && err.contains("SAMPLE-009, which this workspace does not have"),
        "{err}"
    );
    worksheet(&org, "sample.csv", &[]);
    let damaged = text(&org, "samples/SAMPLE-001.toml").replace("size = \"sqrt\"\n", "");
    std::fs::write(org.root().join("samples/SAMPLE-001.toml"), damaged).unwrap();
    let (code, _, err) = run(&org, &["sample", "list"]);
    assert!(code == 2 && err.contains("a sample has no `size`"), "{err}");
}

/// A sample that asks nothing is no sample: whoever emptied it is shown where.
#[test]
fn a_sample_without_questions_is_told() {
    let org = org();
    let mut cells = worksheet(&org, "sample.csv", &[]);
    all_ok(&mut cells);
    saved(&org, "filled.csv", &cells);
    let path = "samples/SAMPLE-001.toml";
    let whole = text(&org, path);
    let (before, rest) = whole.split_once("[[question]]").unwrap();
    let (_, items) = rest.split_once("[[item]]").unwrap();
    let without = format!("{before}[[item]]{items}");
    let empty = without.replacen("seed_chosen", "question = []\nseed_chosen", 1);
    for (damaged, told) in [
        (&without, "a sample has no `question`"),
        (&empty, "`question` is empty"),
    ] {
        std::fs::write(org.root().join(path), damaged).unwrap();
        for more in [&["--dry-run"][..], &["--dry-run", "--rating", "P"]] {
            let (code, out) = accept(&org, more);
            assert_eq!(code, 2, "{out}");
            assert!(out.contains(told) && out.contains(path), "{out}");
        }
    }
}

#[test]
fn the_screens_read_well() {
    let org = org();
    let mut screens = vec![stdout(org.root(), &["sample"])];
    let args = [&["sample", "REG-INC", "-o", "sample.csv"], &PERIOD[..]].concat();
    screens.push(stdout(org.root(), &args));
    screens.push(
        text(&org, "sample.csv")
            .lines()
            .take(3)
            .collect::<Vec<_>>()
            .join("\n"),
    );
    let mut cells = worksheet(&org, "sample.csv", &[]);
    all_ok(&mut cells);
    typed(&mut cells, "INC-007", "8.6.1-2", "not seen");
    typed(&mut cells, "INC-045", "8.6.1-1", "deviation");
    saved(&org, "filled.csv", &cells);
    screens.push(accept(&org, &["--yes"]).1);
    screens.push(stdout(org.root(), &["sample", "list"]));
    for line in screens.iter().flat_map(|screen| screen.lines()) {
        let long = line.contains("clausewise ") || line.contains('"') || line.contains(',');
        assert!(long || line.chars().count() <= 80, "{line}");
    }
    insta::assert_snapshot!(screens.join("\n-----\n"));
}
