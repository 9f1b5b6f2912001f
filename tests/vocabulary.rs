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

use common::{Org, catalogue, line};

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

/// The rows in groups, so that no group has two texts for one requirement.
fn groups(rows: Vec<Row>) -> Vec<Vec<Row>> {
    let mut groups: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        let free = |group: &&mut Vec<Row>| group.iter().all(|known| known.line != row.line);
        match groups.iter_mut().find(free) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups
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
    for group in groups(rows()) {
        let mut org = Org::new();
        for row in &group {
            let front = format!(
                "---\nsatisfies: [\"{}\"]\ntype: record\ndate: 2026-10-15\n---\n\n",
                row.line
            );
            org = org.file(
                &format!("{}.md", row.line),
                format!("{front}{}\n", row.text),
            );
        }
        let view = org.assess();
        for row in &group {
            let seen = &line(&view, &row.line).found;
            let found = meant(row)
                .iter()
                .all(|idea| seen.iter().any(|seen| &*seen.idea == idea.as_str()));
            if found != row.found {
                wrong.push(format!("{} ({}): {}", row.line, row.idea, row.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
