//! TOML into located nodes.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entry, Node, Span, Value};
use crate::problem::Problem;
use crate::source::SourceFile;

/// Parses a part of a file as TOML; `part` is the whole file for TOML files and the
/// text between the rules for `+++` front matter.
///
/// # Errors
/// The first syntax error or duplicate key, with its place in the whole file.
pub fn parse_toml(source: &SourceFile, part: Span) -> Result<Node, Problem> {
    let text = &source.text[part.start..part.end];
    match DeTable::parse(text) {
        Ok(table) => Ok(Node {
            span: Span {
                start: part.start,
                end: part.start,
            },
            value: convert_table(table.get_ref(), part.start),
        }),
        Err(error) => {
            if let Some(problem) = super::unfinished_merge(source) {
                return Err(problem);
            }
            let at = error.span().unwrap_or(0..0);
            let span = Span {
                start: at.start,
                end: at.end,
            }
            .shifted(part.start);
            let message = if error.message().contains("recursi") {
                "it is nested too deeply"
            } else {
                error.message()
            };
            let hint = if message.contains("duplicate") {
                twice(&source.text, span.start)
            } else {
                "put texts in quotes, dates as 2026-11-01, lists in square brackets"
            };
            let message = format!("this TOML cannot be read: {message}");
            Err(Problem::at(source, span, message).hint(hint))
        }
    }
}

/// What to do about a key or a table that stands in a file twice.
fn twice(text: &str, at: usize) -> &'static str {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    if text[start..].trim_start().starts_with('[') {
        "this table stands further up already: move its lines there, and take this heading away"
    } else {
        "this key stands further up already: keep one of the two"
    }
}

fn convert_table(table: &DeTable<'_>, shift: usize) -> Value {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            span: span(key, shift),
            node: convert(value, shift),
        })
        .collect();
    entries.sort_by_key(|entry| entry.span.start);
    Value::Map(entries)
}

fn convert(value: &Spanned<DeValue<'_>>, shift: usize) -> Node {
    let span = span(value, shift);
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Number(number.to_string()),
        DeValue::Float(number) => Value::Number(number.to_string()),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(when) => Value::Text(when.to_string()),
        DeValue::Array(list) => Value::List(list.iter().map(|node| convert(node, shift)).collect()),
        DeValue::Table(table) => convert_table(table, shift),
    };
    Node { span, value }
}

fn span<T>(value: &Spanned<T>, shift: usize) -> Span {
    let range = value.span();
    Span {
        start: range.start,
        end: range.end,
    }
    .shifted(shift)
}
