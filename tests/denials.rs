//! Sentences that deny, and sentences that affirm with a harmless negation in them.
//!
//! Each row of `fixtures/denials.csv` is a text claimed for one requirement: `denied` makes
//! the line contrary, `doubted` must not show it, `halved` shows it partly, `undenied` must not
//! make it contrary, `shown` shows every idea of it as well. `\n` in a text is the end of a
//! line.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{assessed, catalogue};

struct Row {
    line: String,
    says: String,
    text: String,
}

fn rows() -> Vec<Row> {
    let mut reader = csv::Reader::from_path("tests/fixtures/denials.csv").unwrap();
    let row = |record: csv::StringRecord| Row {
        line: record[0].to_owned(),
        says: record[1].to_owned(),
        text: record[2].replace("\\n", "\n"),
    };
    reader
        .records()
        .map(|record| row(record.unwrap()))
        .collect()
}

/// How many ideas a requirement has.
fn ideas(id: &str) -> usize {
    let mut known = catalogue().requirements.iter();
    let known = known.find(|known| known.id.to_string() == id);
    known.unwrap_or_else(|| panic!("no {id}")).ideas.len()
}

#[test]
fn what_is_denied_is_contrary_and_harmless_negations_deny_nothing() {
    let mut wrong = Vec::new();
    for (row, seen) in assessed(rows(), |row| (&row.line, &row.text)) {
        let is_contrary = seen.state == "contrary";
        let all = seen.found.len() == ideas(&row.line);
        let right = match row.says.as_str() {
            "denied" => is_contrary,
            "doubted" => !all,
            "halved" => seen.state == "partly shown",
            "undenied" => !is_contrary,
            "shown" => !is_contrary && all,
            other => panic!("says `{other}`"),
        };
        if !right {
            wrong.push(format!("{} {}: {}", row.line, row.says, row.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
