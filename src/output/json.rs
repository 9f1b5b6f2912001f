//! The assessment as JSON, the form of snapshots.

use serde::Serialize;

use super::View;
use crate::source::is_unsafe;

/// Pretty JSON with a final newline.
#[must_use]
pub fn json(view: &View) -> String {
    pretty(view).unwrap_or_default()
}

/// Any value as pretty JSON with a final newline.
///
/// JSON may hold characters that steer a terminal or turn text round, and people do look
/// at it in one: they are written as `\u`, which every reader takes for the same text.
///
/// # Errors
/// The value cannot be written as JSON.
pub fn pretty(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let text = serde_json::to_string_pretty(value)?;
    let mut out = String::with_capacity(text.len() + 1);
    let mut rest = text.as_str();
    // Line ends stand between values only; within them they are written as `\n`.
    let plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n');
    while let Some(at) = rest.bytes().position(|byte| !plain(byte)) {
        out.push_str(&rest[..at]);
        let mut behind = rest[at..].chars();
        match behind.next() {
            Some(c) if is_unsafe(c) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.extend(c),
        }
        rest = behind.as_str();
    }
    out.push_str(rest);
    out.push('\n');
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_escaped_and_read_back_the_same() {
        let text = "a\u{1b}[2J\n\u{7f}\u{80}\u{9b}31m\u{202e}\u{2066}\u{200f}ä";
        let written = pretty(&vec![text]).unwrap();
        assert!(written.contains("\\u009b31m\\u202e\\u2066"), "{written}");
        assert!(!written.chars().any(|c| c != '\n' && is_unsafe(c)));
        let back: Vec<String> = serde_json::from_str(&written).unwrap();
        assert_eq!(back, [text]);
    }
}
