//! Hints for files that nobody claims, against a key made by reading: an invented company
//! whose files say nothing of clauses.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::collections::BTreeMap;

use common::Org;

const FILES: &str = "tests/fixtures/unclaimed";

fn at_or_below(one: &str, other: &str) -> bool {
    one == other
        || one
            .strip_prefix(other)
            .is_some_and(|rest| rest.starts_with('.'))
}

fn same(hint: &str, key: &str) -> bool {
    at_or_below(hint, key) || at_or_below(key, hint)
}

#[test]
fn hints_name_the_clause_a_reader_would_name() {
    let key = std::fs::read_to_string(format!("{FILES}/key.csv")).unwrap();
    let key: BTreeMap<&str, &str> = key
        .lines()
        .skip(1)
        .map(|l| l.split_once(',').unwrap())
        .collect();
    let mut org = Org::new();
    for file in key.keys() {
        org = org.file(
            file,
            std::fs::read(format!("{FILES}/files/{file}")).unwrap(),
        );
    }
    let (mut first, mut right, mut wrong) = (0, 0, Vec::new());
    for file in org.assess().evidence {
        let clause = key[file.path.as_str()];
        for (place, hint) in file.ideas_of.iter().enumerate() {
            if !clause.is_empty() && same(&hint.clause, clause) {
                right += 1;
                first += usize::from(place == 0);
            } else {
                wrong.push(format!("{}: {}", file.path, hint.clause));
            }
        }
    }
    // A floor, not the goal: 15 files are about something.
    assert!(first >= 13, "first hints right: {first}; wrong: {wrong:?}");
    assert!(wrong.len() <= 2, "{right} right, wrong: {wrong:?}");
}

#[test]
fn what_every_file_of_a_folder_says_is_no_hint() {
    let template = "Communication: what is told, to whom, when, how and by whom is agreed with the owner. Incidents are \
                    recorded, classified, prioritised, escalated, resolved and closed.";
    let mut org = Org::new();
    for name in ["Printers", "Laptops", "Screens", "Phones"] {
        org = org.file(&format!("{name}.md"), format!("# {name}\n\n{template}\n"));
    }
    for file in org.assess().evidence {
        assert!(
            file.ideas_of.is_empty(),
            "{}: {:?}",
            file.path,
            file.ideas_of
        );
    }
}
