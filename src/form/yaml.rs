//! YAML into located nodes. The only module that knows the YAML crate.
//!
//! Bounded against bombs and deep nesting by the crate's budget; duplicate keys
//! are refused. Plain scalars are taken from the source text, since a number type
//! would turn clause 8.10 into 8.1.

mod mistakes;

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Options, Spanned};

use super::simple::parse_simple;
use super::{Entry, Node, Span, Value};
use crate::problem::Problem;
use crate::source::{SourceFile, place_in};

/// Parses a whole YAML file.
///
/// # Errors
/// The syntax error, duplicate key or exceeded limit, with its place.
pub fn parse_yaml(source: &SourceFile) -> Result<Node, Problem> {
    parse_yaml_within(
        source,
        Span {
            start: 0,
            end: source.text.len(),
        },
    )
}

/// Parses the YAML that stands within a larger file, such as front matter.
///
/// # Errors
/// As [`parse_yaml`]; places are those of the whole file.
pub fn parse_yaml_within(source: &SourceFile, part: Span) -> Result<Node, Problem> {
    let text = &source.text[part.start..part.end];
    if text.trim().is_empty() {
        return Ok(Node {
            span: part,
            value: Value::Null,
        });
    }
    match parse_simple(text, part.start) {
        Some(node) => Ok(node),
        None => parse_general(source, part),
    }
}

/// Parses with the YAML crate.
///
/// # Errors
/// As [`parse_yaml`].
pub(super) fn parse_general(source: &SourceFile, part: Span) -> Result<Node, Problem> {
    let text = &source.text[part.start..part.end];
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(text, options()) {
        Ok(root) => Ok(convert(&root, text, part.start)),
        Err(error) => Err(problem(source, part, &error)),
    }
}

/// Most values a text may hold.
const MOST_VALUES: usize = 2_000_000;

/// Most references (`*name`) a text may hold.
const MOST_ALIASES: usize = 1_000;

/// Most values that references may unfold to: what a bomb is made of.
const MOST_UNFOLDED: usize = 100_000;

/// Deepest nesting.
const DEEPEST: usize = 40;

fn options() -> Options {
    serde_yaml::options! {
        strict_booleans: true,
        // Comments are for people. The parser keeps a few at most, and a manifest may hold
        // a page of them between two entries.
        emit_comments: false,
        // `12e345` is a version or a hash to those who write it, and not infinity.
        non_finite_float_policy: serde_yaml::NonFiniteFloatPolicy::PassThrough,
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: MOST_UNFOLDED,
        },
        budget: serde_yaml::budget! {
            max_nodes: MOST_VALUES,
            max_events: 5_000_000,
            max_aliases: MOST_ALIASES,
            max_merge_keys: MOST_ALIASES,
            max_recorded_anchor_events: MOST_UNFOLDED,
            // A long manifest may name one owner a hundred times; what is unfolded is
            // bounded anyway.
            enforce_alias_anchor_ratio: false,
            max_depth: DEEPEST,
            flow_nesting_limit: DEEPEST,
        },
    }
}

fn problem(source: &SourceFile, part: Span, error: &serde_yaml::Error) -> Problem {
    if let Some(problem) = super::unfinished_merge(source) {
        return problem;
    }
    let text = &source.text[part.start..part.end];
    let (message, hint) = mistakes::words(error);
    let start = error
        .location()
        .map_or(0, |at| offset_of(text, at.line(), at.column()));
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let span = Span {
        start,
        end: end.max(start),
    }
    .shifted(part.start);
    Problem::at(source, span, format!("this YAML cannot be read: {message}")).hint(hint)
}

fn offset_of(text: &str, line: u64, column: u64) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(at) => start += at + 1,
            None => break,
        }
    }
    let skip = usize::try_from(column.saturating_sub(1)).unwrap_or(0);
    let within = text[start..]
        .char_indices()
        .take_while(|(_, c)| *c != '\n')
        .nth(skip)
        .map_or(0, |(at, _)| at);
    debug_assert!(place_in(text, start + within).line >= 1);
    start + within
}

/// A value as the YAML crate hands it over, before the source text is consulted.
enum Raw {
    Null,
    Flag(bool),
    Number,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any YAML value")
    }
    fn visit_unit<E: de::Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }
    fn visit_none<E: de::Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }
    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Flag(value))
    }
    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }
    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }
    fn visit_i128<E: de::Error>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Number)
    }
    fn visit_u128<E: de::Error>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Number)
    }
    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }
    fn visit_str<E: de::Error>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.to_owned()))
    }
    fn visit_string<E: de::Error>(self, value: String) -> Result<Raw, E> {
        Ok(Raw::Text(value))
    }
    fn visit_bytes<E: de::Error>(self, value: &[u8]) -> Result<Raw, E> {
        Ok(Raw::Text(String::from_utf8_lossy(value).into_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(member) = seq.next_element()? {
            list.push(member);
        }
        Ok(Raw::List(list))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}

fn convert(raw: &Spanned<Raw>, text: &str, shift: usize) -> Node {
    let span = span_of(raw, text);
    let value = match &raw.value {
        Raw::Null => Value::Null,
        Raw::Flag(flag) => Value::Flag(*flag),
        Raw::Number => Value::Number(written(defined_span(raw, text), text)),
        Raw::Text(value) => Value::Text(value.clone()),
        Raw::List(list) => {
            Value::List(list.iter().map(|node| convert(node, text, shift)).collect())
        }
        Raw::Map(map) => Value::Map(
            map.iter()
                .map(|(key, node)| Entry {
                    key: key.value.clone(),
                    span: span_of(key, text).shifted(shift),
                    node: convert(node, text, shift),
                })
                .collect(),
        ),
    };
    Node {
        span: span.shifted(shift),
        value,
    }
}

fn span_of<T>(raw: &Spanned<T>, text: &str) -> Span {
    location_span(raw.referenced, text)
}

fn defined_span<T>(raw: &Spanned<T>, text: &str) -> Span {
    location_span(raw.defined, text)
}

fn location_span(location: serde_yaml::Location, text: &str) -> Span {
    let span = location.span();
    let offset = |n: Option<u64>| n.and_then(|n| usize::try_from(n).ok());
    match (offset(span.byte_offset()), offset(span.byte_len())) {
        (Some(start), len) => Span {
            start: start.min(text.len()),
            end: (start + len.unwrap_or(0)).min(text.len()),
        },
        (None, _) => {
            let start = offset_of(text, location.line(), location.column());
            Span { start, end: start }
        }
    }
}

/// A plain scalar as the author wrote it.
fn written(span: Span, text: &str) -> String {
    let raw = text.get(span.start..span.end).unwrap_or("");
    if raw.is_empty() {
        let rest = text.get(span.start..).unwrap_or("");
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}' | '#'))
            .unwrap_or(rest.len());
        return rest[..end].to_owned();
    }
    raw.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Node {
        parse_yaml(&SourceFile::new("t.yaml", text)).unwrap()
    }

    #[test]
    fn clause_numbers_keep_their_zero() {
        let node = parse("a: 8.10\nb: [8.10, 4.3]\nc: yes\nd: true\ne: &x 8.20\nf: *x\n");
        assert_eq!(node.get("a").unwrap().text(), Some("8.10"));
        assert_eq!(node.get("b").unwrap().members()[0].text(), Some("8.10"));
        assert_eq!(node.get("b").unwrap().members()[1].text(), Some("4.3"));
        assert_eq!(node.get("c").unwrap().value, Value::Text("yes".into()));
        assert_eq!(node.get("d").unwrap().value, Value::Flag(true));
        assert_eq!(node.get("f").unwrap().text(), Some("8.20"));
    }

    #[test]
    fn comments_may_fill_pages() {
        let comments = "  # a remark\n".repeat(500);
        let text = format!("a:\n{comments}  - b: 1\n{comments}    c: 2\n{comments}d:\n{comments}");
        let node = parse(&text);
        assert_eq!(node.get("a").unwrap().members()[0].entries().len(), 2);
        assert_eq!(node.get("d").unwrap().value, Value::Null);
    }

    #[test]
    fn dates_stay_as_written_and_spans_point_at_them() {
        let text = "ä: 1\nwhen: 2026-02-03 # note\n";
        let node = parse(text);
        let when = node.get("when").unwrap();
        assert_eq!(when.text(), Some("2026-02-03"));
        assert_eq!(&text[when.span.start..when.span.end], "2026-02-03");
    }

    #[test]
    fn mistakes_have_places() {
        let source = SourceFile::new("t.yaml", "a: 1\nb: [1, 2\nc: }\n");
        let problem = parse_yaml(&source).unwrap_err();
        assert!(problem.location.line().unwrap() >= 2, "{problem:?}");
        let twice = SourceFile::new("t.yaml", "a: 1\na: 2\n");
        assert!(parse_yaml(&twice).unwrap_err().message.contains('a'));
    }

    fn refusal(text: &str) -> String {
        parse_yaml(&SourceFile::new("t", text)).unwrap_err().message
    }

    #[test]
    fn mistakes_are_told_in_words_of_those_who_write() {
        for (text, told) in [
            ("a: 1\n---\nb: 2\n", "`---` begins a second document"),
            ("a: *x\n", "`*` refers to a name that no `&` gives"),
            ("a: &a\n  b: *a\n", "refers to itself"),
            ("a: 1\na: 2\n", "duplicate key `a`"),
            ("<<: 3\n", "`<<` takes a table"),
            ("~: b\n", "a key here is not plain text"),
            ("? [a]\n: b\n", "a key here is not plain text"),
            ("a: !!int x\n", "not what its tag"),
            (
                "a: b: c\n",
                "mapping values are not allowed in this context",
            ),
        ] {
            let message = refusal(text);
            assert!(message.contains(told), "{text:?}: {message}");
            assert!(!message.contains(" at line "), "{message}");
        }
        let many = format!("a: &a [x]\nb: [{}]\n", vec!["*a"; 1_100].join(", "));
        assert!(refusal(&many).ends_with("it refers back with `*` more than 1000 times"));
        let deep = format!("a: {}", "[".repeat(50));
        assert!(refusal(&deep).ends_with("nested more than 40 levels deep"));
        let block = (0..60).fold(String::new(), |text, n| text + &" ".repeat(n) + "k:\n");
        assert!(refusal(&block).ends_with("nested more than 40 levels deep"));
    }

    #[test]
    fn what_people_write_is_no_bomb() {
        let one = format!("o: &o A. Name\nlist: [{}]\n", vec!["*o"; 500].join(", "));
        assert_eq!(parse(&one).get("list").unwrap().members().len(), 500);
        let merged = parse("d: &d {owner: A}\ne:\n  <<: *d\n  type: plan\n");
        let entry = merged.get("e").unwrap();
        assert_eq!(entry.get("owner").unwrap().text(), Some("A"));
        assert_eq!(
            parse("a: 12e345\n").get("a").unwrap().text(),
            Some("12e345")
        );
        assert_eq!(parse("a: .inf\n").get("a").unwrap().text(), Some(".inf"));
    }

    #[test]
    fn bombs_and_depth_end_in_an_error() {
        let mut bomb = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
        let mut last = 'a';
        for c in 'b'..='i' {
            bomb += &format!(
                "{c}: &{c} [*{last},*{last},*{last},*{last},*{last},*{last},*{last},*{last},*{last}]\n"
            );
            last = c;
        }
        assert!(
            refusal(&bomb).ends_with("unfolds to more than 100000 values"),
            "{}",
            refusal(&bomb)
        );
        let deep = "[".repeat(5000);
        assert!(parse_yaml(&SourceFile::new("t", deep)).is_err());
        let block: Vec<String> = (0..3000).map(|n| format!("{}a:", " ".repeat(n))).collect();
        let block = block.join("\n");
        assert!(parse_yaml(&SourceFile::new("t", block)).is_err());
    }
}
