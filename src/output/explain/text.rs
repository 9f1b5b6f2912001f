//! The text of a file as it was read: what to look at when something was not found.

use std::fmt::Write as _;

use crate::source::visible;

/// Lines with their places, a place once.
#[must_use]
pub fn text(lines: &[(String, String)]) -> String {
    let mut out = String::new();
    let mut last = "";
    for (place, line) in lines {
        if place != last {
            let _ = writeln!(out, "{}", visible(place));
            last = place;
        }
        let _ = writeln!(out, "    {}", visible(line));
    }
    out
}
