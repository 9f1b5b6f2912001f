//! What of a line is marks and no words: tags, targets of links, entries of a table of
//! contents, places left to be filled in. No reader sees them, or needs them.
//!
//! All of it looks at a text from where it stands and, comments aside, never far: a line
//! may be very long.

use crate::evidence::words::words;

/// No tag and no target of a link takes more bytes.
const LONGEST_MARK: usize = 4_096;

/// The length of a comment or a tag of HTML that begins here.
pub(super) fn hidden(rest: &str) -> Option<usize> {
    if rest.starts_with("<!--") {
        return Some(rest.find("-->").map_or(rest.len(), |end| end + 3));
    }
    if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
        return None;
    }
    let end = ends_with(b'>', rest)?;
    Some(end + 1)
}

/// The length of what nobody has filled in, or has struck out: `[TODO]`, `{{ owner }}`,
/// `~~dropped~~`.
pub(super) fn unfilled(rest: &str, markdown: bool) -> Option<usize> {
    let line = near(rest).split('\n').next().unwrap_or("");
    let until =
        |from: usize, close: &str| Some(line.get(from..)?.find(close)? + from + close.len());
    if line.starts_with("{{") || line.starts_with("{%") {
        return until(2, if line.starts_with("{{") { "}}" } else { "%}" });
    }
    if line.starts_with("[[") {
        let length = until(2, "]]")?;
        let name = line.get(2..length - 2).unwrap_or("").trim();
        // `[[ server.total_cores ]]` is a variable, `[[Incident process]]` a link of a wiki.
        return (name.contains(['.', '_']) && !name.contains(' ')).then_some(length);
    }
    if line.starts_with("~~") && markdown {
        return until(2, "~~");
    }
    let inner = line.strip_prefix('[')?.split_once(']')?.0;
    let placeholder = inner.len() <= 60
        && words(inner).iter().any(|word| {
            matches!(
                word.as_str(),
                "todo" | "tbd" | "tba" | "tbc" | "fixme" | "insert" | "yyyy"
            )
        });
    placeholder.then_some(inner.len() + 2)
}

/// The beginning of a text in which marks are looked for: a line may be very long.
pub(super) fn near(text: &str) -> &str {
    &text[..crate::source::floor(text, LONGEST_MARK)]
}

/// Where the first such byte of the line stands, if it is near.
pub(super) fn ends_with(byte: u8, rest: &str) -> Option<usize> {
    let near = &rest.as_bytes()[..rest.len().min(LONGEST_MARK)];
    let end = memchr::memchr2(byte, b'\n', near)?;
    (near[end] == byte).then_some(end)
}

/// Longer bold words are no heading.
const LONGEST_BOLD: usize = 100;

/// Whether a line is nothing but words in bold, as people write headings.
pub(super) fn is_bold(line: &str) -> bool {
    let line = line.trim().trim_end_matches(':');
    let inner = line
        .strip_prefix("**")
        .and_then(|line| line.strip_suffix("**"));
    inner.is_some_and(|inner| (3..=LONGEST_BOLD).contains(&inner.len()) && !inner.contains("**"))
}

/// The length of what a line begins with up to the end of its first bold words, which say
/// what the paragraph is about: `6. **Objectives.** Two on track.`
pub(super) fn run_in(line: &str) -> Option<usize> {
    let text = line.trim_start_matches(|c: char| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '+' | '.' | ')' | '>')
    });
    let text = text.strip_prefix("* ").unwrap_or(text).trim_start();
    let inner = text.strip_prefix("**")?;
    let end = near(inner).find("**").filter(|end| *end <= LONGEST_BOLD)?;
    Some(line.len() - inner.len() + end)
}

/// The length of a block of program text that begins here: fenced, with its language. What a
/// program says is no statement of the document; a fence without a language may hold any text.
pub(super) fn program(rest: &str) -> Option<usize> {
    let mark = ["```", "~~~"]
        .into_iter()
        .find(|mark| rest.trim_start().starts_with(mark))?;
    let first = rest.find('\n').unwrap_or(rest.len());
    let language = rest[..first].trim().trim_start_matches(['`', '~']).trim();
    if matches!(language, "" | "text" | "txt" | "markdown" | "md" | "csv") {
        return None;
    }
    let end = rest[first..]
        .match_indices('\n')
        .map(|(at, _)| first + at + 1)
        .find(|at| rest[*at..].trim_start_matches(' ').starts_with(mark));
    Some(end.map_or(rest.len(), |at| at + mark.len()))
}

/// Whether a line parts the head of a table from its rows.
pub(in crate::evidence) fn is_rule_of_table(line: &str) -> bool {
    line.contains("--")
        && line
            .bytes()
            .all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\r'))
}

/// Whether a line is an entry of a table of contents: `- [Scope](#scope)`, `1. Scope .... 7`.
pub(super) fn is_entry_of_contents(line: &str) -> bool {
    let line = line.trim_end();
    let before_page = line.trim_end_matches(|c: char| c.is_ascii_digit());
    if before_page.len() < line.len() && before_page.trim_end().ends_with("....") {
        return true;
    }
    let entry = line.trim_start_matches(|c: char| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '*' | '+' | '.' | ')')
    });
    entry.starts_with('[') && entry.contains("](#") && entry.trim_end().ends_with(')')
}

/// A heading without its Markdown marks.
pub(super) fn without_marks(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '*' | '`' | '_' | '[' | ']'))
        .take(200)
        .collect()
}
