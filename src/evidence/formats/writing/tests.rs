//! Text is written within its limits, and lines and places stay in step.

use super::*;

#[test]
fn cells_without_end_come_to_one_and_it_is_told() {
    let mut writing = Writing::default();
    writing.table();
    writing.row(&vec!["a"; limits::ENTRIES]);
    writing.row(&vec!["b"; limits::ENTRIES + 1]);
    let taken = writing.finish();
    assert_eq!(taken.text.matches(" b |").count(), limits::ENTRIES);
    assert_eq!(taken.remarks.len(), 1);
}

#[test]
fn lines_without_end_come_to_one_and_it_is_told() {
    let mut writing = Writing::default();
    while !writing.is_full() {
        writing.lines("a\n".repeat(100_000).as_str());
    }
    let taken = writing.finish();
    assert!(taken.parts.lines() <= limits::TEXT / limits::LINE);
    assert_eq!(
        taken.remarks[0].message,
        "only the first 11 MiB of its text were read"
    );
}

#[test]
fn lines_and_places_stay_in_step() {
    let mut writing = Writing::default();
    writing.paragraph("Owner: A\nVersion: 2");
    writing.heading(2, "3  Roles\tand duties");
    writing.paragraph("# of incidents");
    writing.item("first");
    writing.table();
    writing.row(&["a|b", "c"]);
    writing.row(&["", " "]);
    writing.row(&["d", "e\nf"]);
    let taken = writing.finish();
    let told: Vec<(&str, Option<String>)> = taken
        .text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
        .map(|(at, line)| (line, taken.parts.words(crate::source::count(at) + 1, 1)))
        .collect();
    let words = |text: &str| Some(text.to_owned());
    assert_eq!(
        told,
        [
            ("Owner: A", words("paragraph 1")),
            ("Version: 2", words("paragraph 1")),
            (
                "## 3 Roles and duties",
                words("section \"3 Roles and duties\"")
            ),
            (
                "\\# of incidents",
                words("section \"3 Roles and duties\", paragraph 1")
            ),
            (
                "- first",
                words("section \"3 Roles and duties\", paragraph 2")
            ),
            (
                "| a/b | c |",
                words("section \"3 Roles and duties\", row 1 of the table")
            ),
            (
                "| d | e f |",
                words("section \"3 Roles and duties\", row 3 of the table")
            ),
        ]
    );
    assert_eq!(taken.parts.lines(), taken.text.lines().count());
}
