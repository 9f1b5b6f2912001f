//! Words of a document as they stand on a line: without what steers or hides, and without
//! what would be taken for a mark.

use std::borrow::Cow;

/// Adds the text of a cell on one line, without signs that end a cell.
pub fn push_cell(line: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let plain = bytes
        .iter()
        .all(|byte| (0x20..0x7f).contains(byte) && *byte != b'|')
        && !bytes.starts_with(b" ")
        && !bytes.ends_with(b" ")
        && !text.contains("  ");
    if plain {
        line.push_str(text);
    } else {
        line.push_str(&one_line(text).replace('|', "/"));
    }
}

/// The paragraphs of a cell on one line, told apart.
#[must_use]
pub fn in_one_cell<T: AsRef<str>>(paragraphs: &[T]) -> String {
    let mut out = String::new();
    for text in paragraphs.iter().map(|text| text.as_ref().trim()) {
        if text.is_empty() {
            continue;
        }
        if !out.is_empty() {
            let ends = out.ends_with(['.', ':', ';', ',', '!', '?']);
            out.push_str(if ends { " " } else { "; " });
        }
        out.push_str(text);
    }
    out
}

/// A text on one line, single spaces, without characters that steer or hide.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            c if c.is_whitespace() || c.is_control() => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Words of a document that begin like a mark of Markdown, with a sign before them.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let fence = text.starts_with("```") || text.starts_with("~~~");
    let rule = text.len() >= 3
        && text
            .bytes()
            .all(|byte| matches!(byte, b'-' | b'=' | b'*' | b'_'));
    if fence || rule || text.starts_with(['#', '|', '>']) || text.starts_with("<!--") {
        Cow::Owned(format!("\\{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A heading short enough to name a place.
pub fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST).collect();
    format!("{}…", cut.trim_end())
}
