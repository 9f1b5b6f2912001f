//! People's own words: sentences that show an idea, and sentences that must not.
//!
//! Each row of `fixtures/vocabulary.csv` is a text claimed for one requirement. `*` stands
//! for all ideas of the requirement; `\n` in a text is the end of a line.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{assessed, catalogue};

struct Row {
    line: String,
    idea: String,
    found: bool,
    text: String,
}

fn rows() -> Vec<Row> {
    let mut reader = csv::Reader::from_path("tests/fixtures/vocabulary.csv").unwrap();
    let records = reader.records().map(Result::unwrap);
    records
        .map(|record| Row {
            line: record[0].to_owned(),
            idea: record[1].to_owned(),
            found: match &record[2] {
                "yes" => true,
                "no" => false,
                other => panic!("found is `{other}`, neither yes nor no"),
            },
            text: record[3].replace("\\n", "\n"),
        })
        .collect()
}

/// The ideas a row speaks of.
fn meant(row: &Row) -> Vec<String> {
    let catalogue = catalogue();
    let known = catalogue
        .requirements
        .iter()
        .find(|known| known.id.to_string() == row.line)
        .unwrap_or_else(|| panic!("no {}", row.line));
    let names: Vec<String> = catalogue.ideas[known.ideas.clone()]
        .iter()
        .map(|idea| idea.name.clone())
        .collect();
    if row.idea == "*" {
        return names;
    }
    assert!(
        names.contains(&row.idea),
        "{} has no {}",
        row.line,
        row.idea
    );
    vec![row.idea.clone()]
}

#[test]
fn what_people_write_is_found_and_what_only_sounds_like_it_is_not() {
    let mut wrong = Vec::new();
    for (row, seen) in assessed(rows(), |row| (&row.line, &row.text)) {
        let found = meant(&row)
            .iter()
            .all(|idea| seen.found.iter().any(|seen| &*seen.idea == idea.as_str()));
        if found != row.found {
            wrong.push(format!("{} ({}): {}", row.line, row.idea, row.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
