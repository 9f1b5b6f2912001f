//! `[people]` of `clausewise.toml`: who holds which role, and in `[people.left]` who is gone since
//! when.

use std::collections::BTreeMap;

use super::Settings;
use super::files::{Day, is_table};
use crate::form::{Fields, Node, Reader};

/// The key of those who left; as a role it would be a text.
const LEFT: &str = "left";

/// Reads them; what has a mistake is left out.
pub(super) fn read(root: &mut Fields<'_>, reader: &mut Reader<'_>, settings: &mut Settings) {
    let Some(node) = root.node("people") else {
        return;
    };
    if reader.fields(node, "[people]").is_none() {
        return;
    }
    let mut people = BTreeMap::new();
    for entry in node.entries() {
        if entry.key == LEFT && is_table(&entry.node) {
            left(&entry.node, reader, settings);
            continue;
        }
        let role = entry.key.trim();
        let role = role.strip_prefix("role:").unwrap_or(role).trim();
        let name = reader.text(&entry.node, &entry.key);
        if role.is_empty() {
            reader.wrong(entry.span, "a role in [people] has no name", None);
        } else if let Some(name) = name {
            if name.is_empty() {
                reader.wrong(
                    entry.node.span,
                    format!("nobody is named for the role `{role}`"),
                    Some("name a person or remove the line".to_owned()),
                );
            } else if people.insert(role.to_owned(), name).is_some() {
                reader.wrong(
                    entry.span,
                    format!("[people] has the role `{role}` twice"),
                    None,
                );
            }
        }
    }
    settings.people = people;
}

fn left(node: &Node, reader: &mut Reader<'_>, settings: &mut Settings) {
    for entry in node.entries() {
        let name = entry.key.trim();
        let day: Option<Day> = reader.parse(&entry.node, &entry.key);
        if name.is_empty() {
            reader.wrong(entry.span, "somebody in [people.left] has no name", None);
        } else if let Some(Day(day)) = day {
            settings.left.insert(name.to_owned(), day);
        }
    }
}
