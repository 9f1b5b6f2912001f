//! The services that a service catalogue lists, from places that say so in so many
//! words: a column headed "Service", a list or headings below a heading "Services", a key
//! `services` in data. Nothing else is taken for a list, since a guess would accuse.

use super::extract::Format;
use super::placeholder::is_placeholder;
use super::registers::{Known, Table};
use super::words::{joined, words};
use crate::form::{Node, Span, Value, parse_toml, parse_yaml};
use crate::source::SourceFile;

/// Heads of a column that holds the names of services, in compared form.
const COLUMNS: &[&str] = &[
    "service",
    "services",
    "service name",
    "name of service",
    "name of the service",
    "it service",
    "dienst",
    "dienste",
    "it dienst",
    "dienstleistung",
    "servicename",
    "name des dienstes",
    "name des services",
];

/// Headings and keys below which services are listed, in compared form.
const HEADINGS: &[&str] = &[
    "services",
    "our services",
    "list of services",
    "services in scope",
    "live services",
    "services we offer",
    "it services",
    "dienste",
    "unsere dienste",
    "unsere services",
    "liste der dienste",
    "dienstleistungen",
    "it dienste",
];

/// States of a service that is not on offer, in compared form.
const NOT_LIVE: &[&str] = &[
    "retired",
    "withdrawn",
    "decommissioned",
    "closed",
    "ended",
    "planned",
    "proposed",
    "pipeline",
    "in design",
    "draft",
    "abgekuendigt",
    "eingestellt",
    "geplant",
    "ausser betrieb",
];

/// Longest name of a service, in words.
const LONGEST: usize = 6;

/// Most names kept of one file.
const MOST: usize = 500;

/// The services a file lists, each with its line in the text.
#[must_use]
pub fn offered(format: Format, text: &str, body: usize) -> Vec<(String, u32)> {
    let mut out = match format {
        Format::Csv => in_table(&Table::read(text, &Known::new(COLUMNS.iter().copied()))),
        format if format.is_prose() => in_text(text, body),
        Format::Yaml | Format::Json | Format::Toml => in_data(format, text),
        _ => Vec::new(),
    };
    out.retain(|(name, _)| {
        let count = words(name).len();
        (1..=LONGEST).contains(&count) && !is_placeholder(name)
    });
    let mut known: Vec<Vec<String>> = Vec::new();
    out.retain(|(name, _)| {
        let name = words(name);
        let new = !known.contains(&name);
        if new {
            known.push(name);
        }
        new
    });
    out.truncate(MOST);
    out
}

fn listed(head: &str, list: &[&str]) -> bool {
    list.contains(&joined(head).as_str())
}

fn not_live(state: &str) -> bool {
    let state = joined(state);
    NOT_LIVE
        .iter()
        .any(|word| state == *word || state.starts_with(&format!("{word} ")))
}

fn is_state(head: &str) -> bool {
    listed(head, &["status", "state", "phase", "lifecycle", "zustand"])
}

fn in_table(table: &Table) -> Vec<(String, u32)> {
    let find = |test: &dyn Fn(&str) -> bool| table.header.iter().position(|head| test(head));
    let Some(column) = find(&|head| listed(head, COLUMNS)) else {
        return Vec::new();
    };
    let state = find(&is_state);
    table
        .rows()
        .filter(|row| !state.is_some_and(|state| not_live(row.cell(state))))
        .map(|row| (plain(row.cell(column)), row.line))
        .collect()
}

fn in_text(text: &str, body: usize) -> Vec<(String, u32)> {
    let mut out = Vec::new();
    let first = crate::source::place_in(text, body).line;
    // Level of the heading below which services stand.
    let mut below: Option<usize> = None;
    let mut heads: Option<Vec<String>> = None;
    let lines = text.get(body..).unwrap_or("").lines();
    for (line_number, line) in (first..).zip(lines) {
        let trimmed = line.trim();
        let level = trimmed.bytes().take_while(|byte| *byte == b'#').count();
        if (1..=6).contains(&level) && trimmed[level..].starts_with(' ') {
            let title = numberless(trimmed[level..].trim());
            match below {
                Some(own) if level == own + 1 => out.push((name_of(&title), line_number)),
                Some(own) if level > own => {}
                _ => below = listed(&title, HEADINGS).then_some(level),
            }
        } else if let Some(row) = trimmed.strip_prefix('|') {
            let cells: Vec<String> = row.trim_end_matches('|').split('|').map(plain).collect();
            match &heads {
                None => heads = Some(cells),
                Some(heads) => out.extend(from_row(heads, &cells).map(|name| (name, line_number))),
            }
        } else if below.is_some()
            && let Some(entry) = ["- ", "* ", "+ "]
                .iter()
                .find_map(|mark| line.strip_prefix(mark))
        {
            out.push((name_of(entry), line_number));
        }
        if !trimmed.starts_with('|') {
            heads = None;
        }
    }
    out
}

fn from_row(heads: &[String], cells: &[String]) -> Option<String> {
    let column = heads.iter().position(|head| listed(head, COLUMNS))?;
    let state = heads.iter().position(|head| is_state(head));
    let cell = cells.get(column)?;
    let rule = cell.bytes().all(|byte| matches!(byte, b'-' | b':' | b' '));
    let live = !state
        .and_then(|state| cells.get(state))
        .is_some_and(|state| not_live(state));
    (!rule && live).then(|| name_of(cell))
}

fn in_data(format: Format, text: &str) -> Vec<(String, u32)> {
    const LARGEST: usize = 1 << 20;
    if text.len() > LARGEST {
        return Vec::new();
    }
    let source = SourceFile::new("", text);
    let whole = Span {
        start: 0,
        end: text.len(),
    };
    let root = if format == Format::Toml {
        parse_toml(&source, whole)
    } else {
        parse_yaml(&source)
    };
    let Ok(root) = root else { return Vec::new() };
    let mut out = Vec::new();
    let deeper = root.entries().iter().flat_map(|entry| entry.node.entries());
    for entry in root.entries().iter().chain(deeper) {
        if listed(&entry.key, HEADINGS) || listed(&entry.key, &["service"]) {
            match &entry.node.value {
                Value::List(members) => {
                    for member in members {
                        out.extend(of_node(member, &source));
                    }
                }
                Value::Map(entries) => {
                    for inner in entries.iter().filter(|inner| is_live(&inner.node)) {
                        let name = name_in(&inner.node).unwrap_or(&inner.key);
                        out.push((plain(name), source.place(inner.span.start).line));
                    }
                }
                _ => {}
            }
        }
    }
    if let Value::List(members) = &root.value {
        for member in members
            .iter()
            .filter(|member| member.get("service").is_some())
        {
            out.extend(of_node(member, &source));
        }
    }
    out
}

fn of_node(node: &Node, source: &SourceFile) -> Option<(String, u32)> {
    let name = match &node.value {
        Value::Text(text) => text,
        Value::Map(_) if is_live(node) => name_in(node)?,
        _ => return None,
    };
    Some((plain(name), source.place(node.span.start).line))
}

fn name_in(node: &Node) -> Option<&str> {
    ["name", "service", "service_name", "title", "titel"]
        .iter()
        .find_map(|key| node.get(key)?.text())
}

fn is_live(node: &Node) -> bool {
    !node
        .entries()
        .iter()
        .any(|entry| is_state(&entry.key) && entry.node.text().is_some_and(not_live))
}

/// A heading without the number before it.
fn numberless(title: &str) -> String {
    title
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '))
        .trim_end_matches('#')
        .trim()
        .to_owned()
}

/// The name an entry begins with: what stands before a colon, a dash or a bracket.
fn name_of(entry: &str) -> String {
    let entry = plain(entry);
    let end = [": ", " – ", " — ", " - ", " (", ", ", ". "]
        .iter()
        .filter_map(|mark| entry.find(mark))
        .min()
        .unwrap_or(entry.len());
    entry[..end].trim_end_matches([':', '.']).trim().to_owned()
}

/// Without marks of emphasis and targets of links.
fn plain(text: &str) -> String {
    let text = text.trim().replace(['*', '`', '_'], " ");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match after.split_once("](") {
            Some((label, target)) => {
                out.push_str(label);
                rest = target.split_once(')').map_or("", |(_, rest)| rest);
            }
            None => rest = after,
        }
    }
    out.push_str(rest);
    out.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" :", ":")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(format: Format, text: &str) -> Vec<String> {
        offered(format, text, 0)
            .into_iter()
            .map(|(name, line)| format!("{name}:{line}"))
            .collect()
    }

    #[test]
    fn services_are_taken_from_places_that_say_so() {
        let table = "# C\n\n| No. | **Service name** | Status |\n|--|--|--|\n| 1 | [Mail](mail.md) | live |\n| 2 | Fax | retired |\n";
        assert_eq!(names(Format::Markdown, table), ["Mail:5"]);
        let list = "# C\n\n## 3. Our services\n\nWe offer:\n\n- **Mail**: letters\n  - inner\n- Hosting (servers)\n\n## Contacts\n\n- Desk\n";
        assert_eq!(names(Format::Markdown, list), ["Mail:7", "Hosting:9"]);
        let data = "services:\n  - name: Mail\n    status: live\n  - name: Fax\n    status: planned\n  - Hosting\n";
        assert_eq!(names(Format::Yaml, data), ["Mail:2", "Hosting:6"]);
        assert_eq!(
            names(Format::Csv, "Nr;Service;Owner\n1;Mail;A\n2;tbd;B\n"),
            ["Mail:2"]
        );
    }

    #[test]
    fn what_is_no_list_of_services_is_left_alone() {
        for text in [
            "# Service catalogue\n\n## Purpose\n\nText.\n\n- Mail\n",
            "# Services\n\nPlain text about Mail and Hosting.\n",
            "| Target | Value |\n|--|--|\n| Mail | 99 |\n",
        ] {
            assert_eq!(
                names(Format::Markdown, text),
                Vec::<String>::new(),
                "{text}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[a-zä#|\\-*: \n\\[\\](){},.0-9]{0,200}") {
            for format in [Format::Markdown, Format::Csv, Format::Yaml, Format::Toml] {
                let _ = offered(format, &text, 0);
            }
        }
    }
}
