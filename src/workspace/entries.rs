//! Entries put at the end of TOML files that people write too: every byte that stands there stays.
//!
//! Entries are rendered by `toml_edit` and put after the existing text as it stands:
//! a document written out again by the library would lose its byte order mark and
//! the line ends of Windows.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

use super::files::{parse, without_bom};
use crate::problem::Problem;

/// A text with an entry `[[table]]` more at its end; every byte of the text stays.
/// An empty text gets a comment at its head that says what the file is for. `name`
/// is the file's name for messages.
///
/// # Errors
/// The text is no TOML, or holds `table` as something else than `[[table]]` entries.
pub fn append_entry(name: &str, text: &str, table: &str, entry: Table) -> Result<String, Problem> {
    append_entries(name, text, table, vec![entry])
}

/// [`append_entry`] for several at once.
///
/// # Errors
/// As [`append_entry`].
pub fn append_entries(
    name: &str,
    text: &str,
    table: &str,
    entries: Vec<Table>,
) -> Result<String, Problem> {
    let (source, tree) = parse(name, text).map_err(|problem| {
        let hint = problem.hint.clone().unwrap_or_default();
        problem.hint(
            format!("nothing was added; mend the file first. {hint}")
                .trim()
                .to_owned(),
        )
    })?;
    let mut rendered = render(table, entries);
    let ends = if has_windows_ends(text) { "\r\n" } else { "\n" };
    let mut out = String::with_capacity(text.len() + rendered.len() + 128);
    out.push_str(text);
    if without_bom(text).trim().is_empty() {
        rendered.insert_str(0, &header(table));
    } else {
        if !text.ends_with('\n') {
            out.push_str(ends);
        }
        if !text.trim_end_matches([' ', '\t']).ends_with("\n\n") && !text.ends_with("\r\n\r\n") {
            out.push_str(ends);
        }
    }
    if ends == "\n" {
        out.push_str(&rendered);
    } else {
        out.push_str(&rendered.replace('\n', ends));
    }
    if parse(name, &out).is_ok() {
        return Ok(out);
    }
    let message =
        format!("`{table}` is not written as [[{table}]] entries here, so none can be added");
    let problem = tree
        .entries()
        .iter()
        .find(|entry| entry.key == table)
        .map_or_else(
            || Problem::file(name, message.clone()),
            |entry| Problem::at(&source, entry.span, message.clone()),
        );
    Err(problem.hint(format!("write each one under a line [[{table}]]")))
}

fn render(table: &str, several: Vec<Table>) -> String {
    let mut entries = ArrayOfTables::new();
    for mut entry in several {
        entry.set_position(None);
        // A blank line before each but the first, which is trimmed.
        entry.decor_mut().set_prefix("\n");
        entries.push(entry);
    }
    let mut document = DocumentMut::new();
    document.insert(table, Item::ArrayOfTables(entries));
    document.to_string().trim_start().to_owned()
}

fn has_windows_ends(text: &str) -> bool {
    let end = text.find('\n');
    end.is_some_and(|end| text[..end].ends_with('\r'))
}

fn header(table: &str) -> String {
    let what = match table {
        "note" => "What assessors were told and saw; `clausewise note` adds to it.",
        "judgement" => {
            "What assessors concluded; `clausewise judge` adds to it. Later entries stand."
        }
        "answer" => "Answers given instead of evidence; `clausewise answer` adds to it.",
        "claim" | "not_evidence" => {
            "What is claimed for files that say nothing themselves; `--accept` of\n# `clausewise intake` and `suggest` adds to it."
        }
        "request" => {
            "What became of each document asked for; `clausewise request set` adds to it.\n# Later entries stand."
        }
        _ => "Written by people and by clausewise.",
    };
    format!("# {what}\n# Yours to edit: comments, order and wording stay as they are.\n\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use toml_edit::value;

    use super::*;

    fn entry(text: &str) -> Table {
        let mut table = Table::new();
        table["text"] = value(text);
        table
    }

    const BY_HAND: &str = "# mine\n\n[[note]]   # first\n  id='N-001'\t# kept\nunknown = { a=1 }\n\n# the end, no line end";

    #[test]
    fn what_stands_there_stays() {
        let out = append_entry("notes.toml", BY_HAND, "note", entry("x")).unwrap();
        assert_eq!(out, format!("{BY_HAND}\n\n[[note]]\ntext = \"x\"\n"));
        let again = append_entry("notes.toml", &out, "note", entry("y")).unwrap();
        assert_eq!(again, format!("{out}\n[[note]]\ntext = \"y\"\n"));
    }

    #[test]
    fn windows_line_ends_and_byte_order_marks_stay() {
        let text = "\u{feff}# a\r\n[[note]]\r\nid = \"N-001\"\r\n";
        let out = append_entry("notes.toml", text, "note", entry("x\ny")).unwrap();
        assert_eq!(
            out,
            format!("{text}\r\n[[note]]\r\ntext = \"\"\"\r\nx\r\ny\"\"\"\r\n")
        );
    }

    #[test]
    fn new_files_say_what_they_are() {
        let out = append_entry("notes.toml", "", "note", entry("x")).unwrap();
        assert!(
            out.starts_with("# What assessors were told")
                && out.ends_with("\n\n[[note]]\ntext = \"x\"\n"),
            "{out}"
        );
    }

    #[test]
    fn what_cannot_be_added_to_is_refused() {
        let problem = append_entry("notes.toml", "[[note]\n", "note", entry("x")).unwrap_err();
        assert_eq!(problem.location.line(), Some(1));
        for text in [
            "a = 1\nnot_evidence = [\"a\"]\n",
            "a = 1\n[not_evidence]\n",
            "a = 1\nnot_evidence = 1",
        ] {
            let problem =
                append_entry("claims.toml", text, "not_evidence", entry("x")).unwrap_err();
            assert_eq!(problem.location.line(), Some(2), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_byte_survives(
            comments in prop::collection::vec("[ \t]{0,3}#[^\\p{Cc}]{0,20}", 0..6),
            ids in prop::collection::vec("[a-z0-9 é]{0,8}", 0..5),
            end in prop::sample::select(vec!["", "\n", "\n\n", "\r\n", "  \n"]),
            windows in any::<bool>(),
            bom in any::<bool>(),
            said in "(?s).{0,40}",
        ) {
            let mut text = String::new();
            for (at, id) in ids.iter().map(String::as_str).enumerate() {
                text.push_str(comments.get(at).map_or("", String::as_str));
                text.extend(["\n[[note]]\n id  =  '", id, "' # \n\n"]);
            }
            text.push_str(&comments.join("\n"));
            if windows {
                text = text.replace('\n', "\r\n");
            }
            text.push_str(end);
            if bom {
                text.insert(0, '\u{feff}');
            }
            let out = append_entry("notes.toml", &text, "note", entry(&said)).unwrap();
            prop_assert!(out.starts_with(&text));
            let (_, tree) = parse("notes.toml", &out).unwrap();
            let notes = tree.get("note").unwrap().members();
            prop_assert_eq!(notes.len(), ids.len() + 1);
            for (note, id) in notes.iter().zip(&ids) {
                prop_assert_eq!(note.get("id").unwrap().text(), Some(id.as_str()));
            }
            let read = notes[ids.len()].get("text").unwrap().text().unwrap();
            prop_assert_eq!(read.replace('\r', ""), said.replace('\r', ""));
        }
    }
}
