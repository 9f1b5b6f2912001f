//! `notes.toml`: what assessors were told and saw.

use rustc_hash::FxHashMap;

use super::files::{Day, Lines, entries, names, need_prose, path_of, set_of, sha256_text};
use super::{Note, NoteKind, Stance, paths};
use crate::form::{Node, Reader};
use crate::problem::Problem;
use crate::source::SourceFile;

/// The highest number a note can have.
pub(super) const HIGHEST: u32 = 999_999_999;

/// The number of a note: 7 for `N-007`, 1000 for `N-1000`; `None` for anything else,
/// so that each note has one way to be written.
#[must_use]
pub fn note_number(id: &str) -> Option<u32> {
    let digits = id.strip_prefix("N-")?;
    let plain = digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: u32 = plain.then(|| digits.parse().ok()).flatten()?;
    (number > 0 && note_id(number) == id).then_some(number)
}

/// The id of a note with a number, `N-007`.
#[must_use]
pub fn note_id(number: u32) -> String {
    format!("N-{number:03}")
}

/// The ids that stand in the file, whatever else is wrong with their entries.
pub(super) fn ids(tree: &Node) -> rustc_hash::FxHashSet<String> {
    let notes = tree.get("note").map(Node::members).unwrap_or_default();
    notes
        .iter()
        .filter_map(|note| Some(note.get("id")?.text()?.trim().to_owned()))
        .collect()
}

/// Reads the notes.
pub(super) fn read(source: &SourceFile, tree: &Node) -> (Vec<Note>, Vec<Problem>) {
    let mut reader = Reader::new(source);
    let lines = Lines::new(source);
    let Some(mut root) = reader.fields(tree, "notes.toml") else {
        return (Vec::new(), reader.problems);
    };
    let mut seen: FxHashMap<String, Option<u32>> = FxHashMap::default();
    let notes = entries(&mut reader, root.node("note"), |reader, node| {
        let mut fields = reader.fields(node, "a note")?;
        let id = fields.need_text(reader, "id");
        if let Some(id) = &id {
            let place = fields.span_of("id");
            if note_number(id).is_none() {
                reader.wrong(
                    place,
                    format!("`{id}` is not a number of a note"),
                    Some("write N-001, N-002 and so on".to_owned()),
                );
            } else if let Some(first) = seen.get(id) {
                let first = first.map_or_else(String::new, |line| {
                    format!(" (the first is on line {line})")
                });
                reader.wrong(
                    place,
                    format!("there are two notes `{id}`{first}"),
                    Some("give the later one the next free number".to_owned()),
                );
            } else {
                seen.insert(id.clone(), lines.location(place).line());
            }
        }
        let date = fields.parse(reader, "date").map(|Day(day)| day);
        let by = fields.need_text(reader, "by");
        let kind = fields
            .need(reader, "kind")
            .and_then(|node| reader.choice(node, "kind", NoteKind::WORDS));
        let with = names(&mut fields, reader, "with");
        let text = need_prose(&mut fields, reader, "text");
        let about = set_of(&mut fields, reader, "about");
        let says = fields
            .node("says")
            .and_then(|node| reader.choice(node, "says", Stance::WORDS));
        let file = fields
            .node("file")
            .and_then(|node| path_of(reader, node, "file", paths::file_path));
        if kind == Some(NoteKind::Attest) && fields.node("file").is_none() {
            reader.wrong(
                fields.span,
                "this note attests to no file",
                Some("add `file`, the file whose content the person vouches for".to_owned()),
            );
        }
        let hash = fields.node("sha256");
        let sha256 = hash.and_then(|node| sha256_text(reader, node));
        if let (Some(hash), None) = (hash, &file) {
            reader.wrong(hash.span, "`sha256` belongs to a `file`", None);
        }
        fields.done(reader);
        Some(Note {
            id: id?,
            date,
            by: by?,
            kind: kind?,
            with,
            text,
            about,
            says,
            file,
            sha256,
            location: lines.location(node.span),
        })
    });
    root.done(&mut reader);
    (notes, reader.problems)
}

#[cfg(test)]
mod tests {
    use super::super::files::parse;
    use super::*;

    #[test]
    fn numbers_have_one_form() {
        for (id, number) in [("N-001", 1), ("N-999", 999), ("N-1000", 1000)] {
            assert_eq!(note_number(id), Some(number));
            assert_eq!(note_id(number), id);
        }
        for wrong in [
            "N-1",
            "N-0001",
            "N-000",
            "N-",
            "n-001",
            "N-1234567890",
            "N-+01",
            "001",
        ] {
            assert_eq!(note_number(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn notes_are_read_and_mistakes_collected() {
        let text = "[[note]]\nid = \"N-001\"\ndate = 2026-10-12\nby = \"A\"\nkind = \"attest\"\ntext = \"\"\"\r\nOne\r\ntwo\"\"\"\n\
                    about = [\"8.6.1-9\", \"8.6.1\", \"8.6.1-9\"]\nfile = \"scans/a.pdf\"\n\n\
                    [[note]]\nid = \"N-001\"\nby = \"\"\nkind = \"atest\"\ntext = 1\nabot = []\n\n\
                    [[note]]\nid = \"7\"\nby = \"A\"\nkind = \"attest\"\ntext = \"x\"\n";
        let (source, tree) = parse("notes.toml", text).unwrap();
        let (notes, problems) = read(&source, &tree);
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].text, "One\ntwo");
        assert_eq!(notes[0].about.len(), 2);
        let shown: Vec<String> = problems
            .iter()
            .map(|p| format!("{}: {}", p.location, p.message))
            .collect();
        assert_eq!(
            shown,
            [
                "notes.toml:13: there are two notes `N-001` (the first is on line 2)",
                "notes.toml:14: `by` is empty",
                "notes.toml:15: `kind` cannot be `atest`",
                "notes.toml:17: a note has no key `abot`",
                "notes.toml:20: `7` is not a number of a note",
                "notes.toml:19: this note attests to no file",
            ]
        );
        assert_eq!(problems[3].hint.as_deref(), Some("did you mean `about`?"));
    }
}
