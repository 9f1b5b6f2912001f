//! Texts that nobody parts into sentences: the text layer of a scan, the export of a program.

use super::super::pass::LONGEST_SENTENCE;
use super::*;

#[test]
fn a_text_without_full_stops_is_cut() {
    let text = "restore ".repeat(3 * LONGEST_SENTENCE);
    let reading = scan(&["restore"], &text);
    assert_eq!(reading.words as usize, 3 * LONGEST_SENTENCE);
    assert_eq!(reading.hits[0].said, 3);
}

#[test]
fn what_is_denied_is_found_in_a_long_text_without_full_stops_too() {
    let text = format!(
        "{}there is no restore plan",
        "backup ".repeat(2 * LONGEST_SENTENCE)
    );
    assert!(contrary("restore plan", &text));
}
