//! A list of requests that comes back filled in: everything typed is kept or told.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::io::Cursor;

use calamine::{Data, DataType as _, Reader as _, Xlsx};
use common::{Org, flat, run};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;

fn org() -> Org {
    Org::new().file(
        "clausewise.toml",
        "as_of = 2026-11-20\n[scope]\nservices = [\"Hosting\", \"Network\"]\n",
    )
}

/// Whether a cell shows a text; none where it is empty.
fn is(cell: &Data, text: &str) -> bool {
    *cell == text || text.is_empty() && cell.is_empty()
}

/// The cells of the list as it was written.
fn cells(org: &Org, name: &str) -> Vec<Vec<Data>> {
    let bytes = std::fs::read(org.root().join(name)).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("Requests").unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn write(org: &Org, name: &str) -> Vec<Vec<Data>> {
    let (code, out, err) = run(org, &["request", "--all", "-q", "-o", name]);
    assert_eq!(code, 0, "{out}{err}");
    cells(org, name)
}

/// Saves a list again with cells filled in: item, for whom, head, text; a text that begins
/// with `day ` becomes a day.
fn fill(org: &Org, from: &str, to: &str, typed: &[(&str, &str, &str, &str)]) {
    let mut rows = cells(org, from);
    for (.., head, _) in typed {
        if !rows[0].iter().any(|cell| is(cell, head)) {
            rows[0].push(Data::String((*head).to_owned()));
        }
    }
    let at = |head: &str| rows[0].iter().position(|cell| is(cell, head)).unwrap();
    let columns: Vec<usize> = typed.iter().map(|(.., head, _)| at(head)).collect();
    for ((item, member, _, text), column) in typed.iter().zip(columns) {
        let mut lines = rows.iter_mut();
        let row = lines.find(|row| is(&row[0], item) && is(&row[3], member));
        let row = row.unwrap_or_else(|| panic!("no {item} {member}"));
        row.resize(row.len().max(column + 1), Data::Empty);
        row[column] = Data::String((*text).to_owned());
    }
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let days = Format::new().set_num_format("dd.mm.yyyy");
    for (line, row) in (0_u32..).zip(&rows) {
        for (column, cell) in (0_u16..).zip(row) {
            let day = match cell {
                Data::String(text) => text
                    .strip_prefix("day ")
                    .map(|day| ExcelDateTime::parse_from_str(day).unwrap()),
                Data::DateTime(day) => {
                    let (year, month, day, ..) = day.to_ymd_hms_milli();
                    Some(ExcelDateTime::from_ymd(year, month, day).unwrap())
                }
                _ => None,
            };
            match day {
                Some(day) => sheet
                    .write_datetime_with_format(line, column, day, &days)
                    .unwrap(),
                None => sheet.write_string(line, column, cell.to_string()).unwrap(),
            };
        }
    }
    book.save(org.root().join(to)).unwrap();
}

/// Records a state of an item, of a day in November 2026.
fn set(org: &Org, item: &str, state: &str, day: &str, more: &[&str]) {
    let date = format!("2026-11-{day}");
    let set = ["request", "set", item, "--state", state, "--date", &date];
    let all = [&set[..], more, &["--by", "B. Example", "--yes"]].concat();
    assert_eq!(run(org, &all).0, 0);
}

/// Reads a list that was written as `list.xlsx` and came back with cells filled in.
fn send_back(org: &Org, typed: &[(&str, &str, &str, &str)]) -> String {
    fill(org, "list.xlsx", "filled.xlsx", typed);
    accept(org, "filled.xlsx")
}

fn accept(org: &Org, name: &str) -> String {
    let (code, out, err) = run(
        org,
        &["request", "--accept", name, "--by", "A. Example", "--yes"],
    );
    assert_eq!(code, 0, "{out}{err}");
    flat(&out)
}

fn line(org: &Org, item: &str, member: Option<&str>) -> Value {
    let (code, out, err) = run(org, &["request", "--format", "json"]);
    assert_eq!(code, 0, "{err}");
    let list: Value = serde_json::from_str(&out).unwrap();
    let mut lines = list["requests"].as_array().unwrap().iter();
    let line = lines.find(|line| line["item"] == item && line["for"].as_str() == member);
    line.unwrap().clone()
}

#[test]
fn a_list_that_nobody_filled_in_says_nothing_new() {
    let org = org();
    let more = ["--due", "2026-11-08", "--note", "by mail =1+1 \"quoted\""];
    set(&org, "D13,D20", "asked", "01", &more);
    write(&org, "list.xlsx");
    assert!(accept(&org, "list.xlsx").contains("Nothing to write"));
    let (code, _, err) = run(&org, &["request", "--all", "-o", "list.csv"]);
    assert_eq!(code, 0, "{err}");
    assert!(accept(&org, "list.csv").contains("Nothing to write"));
}

#[test]
fn everything_that_was_typed_stands_in_the_next_list() {
    let org = org().file("sla network.md", "# SLA\n");
    write(&org, "list.xlsx");
    let out = send_back(
        &org,
        &[
            ("D20", "", "State", "asked"),
            ("D20", "", "Since", "day 2026-11-03"),
            ("D20", "", "Needed by", "10.11.2026"),
            ("D20", "", "Remark", "Müller & \"Söhne\"\nruft zurück"),
            ("D20", "", "Wer fragt?", "Petra"),
            ("D13", "Network", "State", "Erhalten"),
            ("D13", "Network", "File that came", "sla network.md"),
            ("D13", "Hosting", "Answer", "where: SharePoint/Verträge"),
            ("D13", "Hosting", "Wer fragt?", "day 2026-12-01"),
        ],
    );
    assert!(!out.contains('!'), "{out}");
    let asked = line(&org, "D20", None);
    for (key, expected) in [
        ("state", "asked"),
        ("date", "2026-11-03"),
        ("due", "2026-11-10"),
        ("note", "Müller & \"Söhne\"\nruft zurück"),
        ("who", "A. Example"),
    ] {
        assert_eq!(asked[key], expected, "{key}");
    }
    assert_eq!(asked["columns"]["Wer fragt?"], "Petra");
    let network = line(&org, "D13", Some("Network"));
    assert_eq!(network["state"], "received");
    assert_eq!(network["files"][0], "sla network.md");
    assert_eq!(network["date"], "2026-11-20");
    let hosting = line(&org, "D13", Some("Hosting"));
    assert_eq!(hosting["state"], "open");
    assert_eq!(hosting["answer"], "where: SharePoint/Verträge");
    let (_, screen, _) = run(&org, &["request"]);
    assert!(
        flat(&screen).contains("(Hosting); answer: where: SharePoint/Verträge"),
        "{screen}"
    );
    // The next list has it all, and read back says nothing new.
    let rows = write(&org, "second.xlsx");
    let head: Vec<String> = rows[0].iter().map(Data::to_string).collect();
    let at = |name: &str| head.iter().position(|head| head == name).unwrap();
    let row = rows.iter().find(|row| is(&row[0], "D20")).unwrap();
    assert_eq!(row[at("Wer fragt?")].to_string(), "Petra");
    assert_eq!(
        row[at("Remark")].to_string(),
        "Müller & \"Söhne\"\nruft zurück"
    );
    assert!(matches!(row[at("Since")], Data::DateTime(_)), "{row:?}");
    for list in ["filled.xlsx", "second.xlsx"] {
        assert!(accept(&org, list).contains("Nothing to write"), "{list}");
    }
    // What is recorded later without a remark takes none away; one that is emptied is gone.
    set(&org, "D20", "chased", "12", &[]);
    assert_eq!(
        line(&org, "D20", None)["note"],
        "Müller & \"Söhne\"\nruft zurück"
    );
    write(&org, "third.xlsx");
    fill(
        &org,
        "third.xlsx",
        "third filled.xlsx",
        &[
            ("D20", "", "Remark", ""),
            ("D20", "", "Wer fragt?", ""),
            ("D20", "", "State", "received"),
        ],
    );
    accept(&org, "third filled.xlsx");
    let received = line(&org, "D20", None);
    assert!(
        received["note"].is_null() && received["columns"].as_object().unwrap().is_empty(),
        "{received}"
    );
    // The day of the state before is not that of the new one.
    assert_eq!(received["date"], "2026-11-20");
    assert_eq!(received["history"].as_array().unwrap().len(), 3);
}

#[test]
fn a_cell_that_cannot_be_used_is_told_and_stops_no_other() {
    let org = org();
    set(&org, "D14", "chased", "10", &[]);
    write(&org, "list.xlsx");
    let out = send_back(
        &org,
        &[
            ("D20", "", "State", "sent"),
            ("D20", "", "Remark", "kept"),
            ("D13", "Hosting", "Needed by", "03/04/2026"),
            ("D13", "Hosting", "State", "asked"),
            ("D13", "Network", "File that came", "none.md"),
            ("D14", "", "State", "received"),
            ("D14", "", "Since", "2026-11-01"),
        ],
    );
    for told in [
        "filled.xlsx, sheet Sheet1, I",
        "\"sent\" is no state; it is one of open, asked, chased, received, accepted",
        "\"03/04/2026\" is 2026-04-03 or 2026-03-04",
        "there is no file none.md in the workspace",
        "received of 2026-11-01 lies before chased of 2026-11-10",
    ] {
        assert!(out.contains(told), "{told}\n{out}");
    }
    assert_eq!(line(&org, "D20", None)["note"], "kept");
    assert_eq!(line(&org, "D13", Some("Hosting"))["state"], "asked");
    let (code, _, err) = run(&org, &["request", "--accept", "filled.xlsx"]);
    assert_eq!(code, 2);
    assert!(err.contains("--by"), "{err}");
}

#[test]
fn a_list_with_endless_remarks_is_written() {
    let long = "x".repeat(40_000);
    let org = org().file(
        "requests.toml",
        format!("[[request]]\nitem = \"D20\"\nstate = \"asked\"\ndate = 2026-11-01\nby = \"A\"\nnote = \"{long}\"\n"),
    );
    write(&org, "list.xlsx");
    assert!(accept(&org, "list.xlsx").contains("Nothing to write"));
}

#[test]
fn a_list_that_comes_back_late_takes_nothing_back() {
    let org = org();
    set(&org, "D20", "asked", "01", &["--note", "first"]);
    write(&org, "list.xlsx");
    let more = ["--note", "second", "--due", "2026-11-12"];
    set(&org, "D20", "received", "10", &more);
    set(&org, "D17", "accepted", "10", &["--note", "good"]);
    assert!(accept(&org, "list.xlsx").contains("Nothing to write"));
    // What the client typed into it is news all the same.
    let out = send_back(
        &org,
        &[("D20", "", "Answer", "sent"), ("D17", "", "Remark", "ours")],
    );
    assert!(!out.contains('!'), "{out}");
    let sent = line(&org, "D20", None);
    for (key, expected) in [
        ("state", "received"),
        ("date", "2026-11-10"),
        ("due", "2026-11-12"),
        ("note", "second"),
        ("answer", "sent"),
    ] {
        assert_eq!(sent[key], expected, "{key}");
    }
    let accepted = line(&org, "D17", None);
    assert_eq!(
        (&accepted["state"], &accepted["note"]),
        (&"accepted".into(), &"ours".into())
    );
}
