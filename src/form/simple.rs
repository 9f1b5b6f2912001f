//! The YAML that nearly all front matter consists of, read without the YAML crate:
//! `key: value`, quoted or plain, and lists of such values.
//!
//! A workspace holds thousands of front matters, and the general parser takes longer
//! for one than reading the whole file does. Anything out of the ordinary answers
//! `None` and goes to the general parser, with which a property test holds this one
//! equal.

use super::{Entry, Node, Span, Value};

/// More keys are no front matter, and looking for each among all others takes too long.
const MOST_KEYS: usize = 256;

/// Reads a block of simple keys; `None` when there is anything else in it. Spans are
/// those of `text` moved right by `shift`.
#[must_use]
pub fn parse_simple(text: &str, shift: usize) -> Option<Node> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut open: Option<usize> = None;
    let mut list_indent = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']).trim_end_matches(' ');
        if line.contains([
            '\t', '\r', '\u{feff}', '\u{85}', '\u{2028}', '\u{2029}', '\0',
        ]) {
            return None;
        }
        let trimmed = line.trim_start_matches(' ');
        if trimmed.is_empty() {
            continue;
        }
        let indent = line.len() - trimmed.len();
        if let Some(member) = trimmed.strip_prefix("- ") {
            if *list_indent.get_or_insert(indent) != indent {
                return None;
            }
            let list = &mut entries[open?].node;
            let skipped = member.len() - member.trim_start_matches(' ').len();
            let node = scalar(
                member.trim_start_matches(' '),
                start + indent + 2 + skipped,
                shift,
            )?;
            push(list, node, start + indent, shift)?;
            continue;
        }
        if indent > 0 || trimmed.starts_with('#') {
            return None;
        }
        let (key, rest) = trimmed.split_once(':')?;
        let plain_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
        let doubtful = reserved(key)
            || entries.len() == MOST_KEYS
            || entries.iter().any(|entry| entry.key == key);
        if !plain_key || doubtful {
            return None;
        }
        let value = rest.trim_start_matches(' ');
        if !value.is_empty() && value.len() == rest.len() {
            return None;
        }
        let value_at = start + key.len() + 1 + (rest.len() - value.len());
        let span = Span {
            start,
            end: start + key.len(),
        }
        .shifted(shift);
        let node = if value.is_empty() {
            open = Some(entries.len());
            list_indent = None;
            Node {
                span: Span {
                    start: value_at,
                    end: value_at,
                }
                .shifted(shift),
                value: Value::Null,
            }
        } else {
            open = None;
            value_of(value, value_at, shift)?
        };
        entries.push(Entry {
            key: key.to_owned(),
            span,
            node,
        });
    }
    if entries.is_empty() {
        return None;
    }
    let span = Span {
        start: 0,
        end: text.len(),
    }
    .shifted(shift);
    Some(Node {
        span,
        value: Value::Map(entries),
    })
}

/// Adds a member to the list below a key. Indented or not, all members alike.
fn push(list: &mut Node, node: Node, dash: usize, shift: usize) -> Option<()> {
    match &mut list.value {
        Value::Null => {
            list.span = Span {
                start: dash,
                end: dash,
            }
            .shifted(shift);
            list.value = Value::List(vec![node]);
        }
        Value::List(members) => members.push(node),
        _ => return None,
    }
    Some(())
}

fn value_of(text: &str, at: usize, shift: usize) -> Option<Node> {
    let Some(inner) = text.strip_prefix('[') else {
        return scalar(text, at, shift);
    };
    let inner = inner.strip_suffix(']')?;
    let span = Span {
        start: at,
        end: at + text.len(),
    }
    .shifted(shift);
    let mut members = Vec::new();
    let mut offset = at + 1;
    if !inner.trim().is_empty() {
        for part in inner.split(',') {
            let value = part.trim_matches(' ');
            let lead = part.len() - part.trim_start_matches(' ').len();
            if value.contains(['[', ']', '{', '}', ':', '#']) {
                return None;
            }
            members.push(scalar(value, offset + lead, shift)?);
            offset += part.len() + 1;
        }
    }
    Some(Node {
        span,
        value: Value::List(members),
    })
}

pub(super) fn scalar(text: &str, at: usize, shift: usize) -> Option<Node> {
    let span = Span {
        start: at,
        end: at + text.len(),
    }
    .shifted(shift);
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            let inner = inner.strip_suffix(quote)?;
            if inner.contains([quote, '\\']) {
                return None;
            }
            return Some(Node {
                span,
                value: Value::Text(inner.to_owned()),
            });
        }
    }
    let first = text.bytes().next()?;
    let plain = (first.is_ascii_alphanumeric() || first == b'(')
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.contains("- ");
    if !plain || reserved(text) {
        return None;
    }
    let value = if first.is_ascii_digit() {
        // Letters that no number in any notation holds, or too many separators for one.
        let is_text = text.bytes().any(
            |byte| matches!(byte.to_ascii_lowercase(), b'g'..=b'n' | b'p'..=b'w' | b'y' | b'z'),
        ) || text
            .bytes()
            .filter(|byte| matches!(byte, b'-' | b' '))
            .count()
            >= 2
            || text.bytes().filter(|byte| *byte == b'.').count() >= 2;
        let is_number = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
            && text.bytes().filter(|byte| *byte == b'.').count() <= 1
            && !text.ends_with('.')
            && (text.len() == 1 || !text.starts_with('0') || text.starts_with("0."))
            && text.len() < 16;
        match (is_number, is_text) {
            (true, _) => Value::Number(text.to_owned()),
            (false, true) => Value::Text(text.to_owned()),
            (false, false) => return None,
        }
    } else {
        Value::Text(text.to_owned())
    };
    Some(Node { span, value })
}

/// Words with a meaning of their own, or that old YAML gives one.
pub(super) fn reserved(word: &str) -> bool {
    word.len() <= 5
        && matches!(
            word.to_ascii_lowercase().as_str(),
            "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "nan" | "inf"
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::form::yaml::parse_general;
    use crate::source::SourceFile;

    fn same(a: &Node, b: &Node, text: &str) {
        match (&a.value, &b.value) {
            (Value::Map(a), Value::Map(b)) => {
                assert_eq!(a.len(), b.len(), "{text}");
                for (a, b) in a.iter().zip(b) {
                    assert_eq!((&a.key, a.span.start), (&b.key, b.span.start), "{text}");
                    same(&a.node, &b.node, text);
                }
            }
            (Value::List(a), Value::List(b)) => {
                assert_eq!(a.len(), b.len(), "{text}");
                for (a, b) in a.iter().zip(b) {
                    same(a, b, text);
                }
            }
            (Value::Null, Value::Null) => {}
            (a_value, b_value) => {
                assert_eq!(a_value, b_value, "{text}");
                assert_eq!(a.span.start, b.span.start, "{text}");
            }
        }
    }

    fn agrees(text: &str) -> bool {
        let Some(simple) = parse_simple(text, 0) else {
            return false;
        };
        let source = SourceFile::new("t", text);
        let whole = Span {
            start: 0,
            end: text.len(),
        };
        let general = parse_general(&source, whole);
        let general = general.unwrap_or_else(|problem| panic!("{text:?} is refused: {problem:?}"));
        same(&simple, &general, text);
        true
    }

    #[test]
    fn usual_front_matter_is_simple() {
        for text in [
            "title: \"Policy 000001: a b\"\nid: EV-000001\nowner: owner1@example.org\nversion: \"1.2\"\nstatus: approved\n\
             approved: 2024-03-02\nclauses: [\"8.6.1\", \"9.3\"]\ntags:\n  - policy\n  - 4-context\n",
            "version: 1.2\nclauses: [4.3, 8.10]\nowner: role:cio\nlast: 3.2.2026\n",
            "a:\nb: x\n",
            "list:\n- a\n- b\n",
        ] {
            assert!(agrees(text), "{text}");
        }
        for text in [
            "a: &x 1\n",
            "a: yes\n",
            "a: |\n  b\n",
            "a: 1\na: 2\n",
            "a: {b: c}\n",
            "a: b: c\n",
            "a: \"x\\n\"\n",
            "- a\n",
        ] {
            assert!(!agrees(text), "{text}");
        }
    }

    #[test]
    fn more_keys_than_front_matter_has_are_left_to_the_general_parser() {
        let keys = |count: usize| {
            let lines: Vec<String> = (0..count).map(|n| format!("k{n}: v")).collect();
            lines.join("\n")
        };
        assert!(parse_simple(&keys(MOST_KEYS), 0).is_some());
        assert!(parse_simple(&keys(MOST_KEYS + 1), 0).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn what_is_read_simply_is_read_right(text in "([a-c]{1,3}:( {1,2}([a-z\"'()\\[\\]0-9.,:# ä-]{0,10}))?\n|( {0,2}- [a-z\"'0-9.: -]{1,6}\n)){1,5}") {
            agrees(&text);
        }
    }
}
