use super::*;
use crate::catalogue::{DEFAULT_EDITION, Library};

/// Sentences, each with what it promises; how it is written stands in its head.
const SENTENCES: &str = include_str!("../../../tests/promises/sentences.tsv");

fn catalogue() -> Catalogue {
    Library::built_in().load(&DEFAULT_EDITION.parse().unwrap()).unwrap()
}

#[test]
fn sentences_promise_what_the_table_says() {
    let rows: Vec<Vec<&str>> = SENTENCES
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
        .collect();
    assert!(rows.len() >= 120, "{} rows", rows.len());
    let catalogue = catalogue();
    let promises = Promises::new(&catalogue);
    let mut wrong = Vec::new();
    for row in &rows {
        let [_, wanted, sentence] = row.as_slice() else {
            panic!("three columns: {row:?}");
        };
        let text = sentence.replace("\\n", "\n");
        let found = promises.in_file("plan.md", format!("{text}\n").as_bytes());
        let told: Vec<String> = found
            .iter()
            .map(|it| format!("{} {}", it.value.kind(), it.value))
            .collect();
        let told = if told.is_empty() { "-".to_owned() } else { told.join("; ") };
        if told != of_periods(wanted) {
            wrong.push(format!("{sentence}\n    wanted {wanted}, found {told}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// Intervals as periods are written: `P1Y` is `P12M`.
fn of_periods(wanted: &str) -> String {
    let one = |part: &str| match part.strip_prefix("interval ") {
        Some(period) => format!("interval {}", period.parse::<crate::period::Period>().unwrap()),
        None => part.to_owned(),
    };
    wanted.split("; ").map(one).collect::<Vec<_>>().join("; ")
}
