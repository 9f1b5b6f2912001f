//! Adding notes, judgements and answers to their files.
//!
//! Each function takes the file's text (`None` when there is no file) and returns the
//! new text; reading and writing belong to [`super::write::Change`]. What is added is
//! read again as any other entry is, so nothing gets in that would not load.

use jiff::civil::Date;
use toml_edit::{Array, InlineTable, Table, Value, value};

use super::entries::append_entry;
use super::files::parse;
use super::notes::{HIGHEST, note_id, note_number};
use super::read::{ANSWERS, JUDGEMENTS, NOTES};
use super::{AnswerKind, Grade, Method, NoteKind, Rating, Stance, answers, judgements, notes};
use crate::catalogue::{RequirementId, Target};
use crate::form::Node;
use crate::problem::Problem;
use crate::source::SourceFile;

/// A note to be added; its number is given by [`add_note`].
#[derive(Debug, Clone, PartialEq)]
pub struct NewNote {
    /// When it was learnt.
    pub date: Date,
    /// Who writes it down.
    pub by: String,
    /// How it was learnt.
    pub kind: NoteKind,
    /// Who was spoken to, persons or `role:…`; may be empty.
    pub with: Vec<String>,
    /// What was said or seen.
    pub text: String,
    /// Clauses, requirements or items it bears on; may be empty.
    pub about: Vec<Target>,
    /// Which way it speaks of all of that, where the assessor says so.
    pub says: Option<Stance>,
    /// The file vouched for, relative to the workspace; needed for an attestation.
    pub file: Option<String>,
    /// The [`sha256`](super::sha256) of its bytes today, so that a later change is noticed.
    pub sha256: Option<String>,
}

/// A judgement to be added.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJudgement {
    /// What it is about.
    pub requirement: RequirementId,
    /// The rating.
    pub rating: Rating,
    /// Conforming or not.
    pub conforming: bool,
    /// The grade; major and minor only where not conforming.
    pub grade: Grade,
    /// How it was reached; may be empty.
    pub method: Vec<Method>,
    /// When.
    pub date: Date,
    /// Who judges.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Ids of the notes it rests on.
    pub notes: Vec<String>,
    /// The files it rests on, relative to the workspace, each with the [`sha256`](super::sha256) of
    /// its bytes today, so that a later change of the file is noticed.
    pub files: Vec<(String, String)>,
}

/// An answer to be added.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAnswer {
    /// Which answer.
    pub kind: AnswerKind,
    /// Clauses or requirements it answers; at least one.
    pub about: Vec<Target>,
    /// Why.
    pub reason: String,
    /// Whose word it is.
    pub by: String,
    /// When.
    pub date: Date,
    /// For *performed by*: the party.
    pub party: Option<String>,
    /// For *performed by*: files that show the control over the party.
    pub control: Vec<String>,
}

/// The text with a note more, and the note's id: one above the highest number that
/// stands in the file, in an entry or in one that was commented out.
///
/// # Errors
/// The text is no TOML, or the note lacks what every note needs.
pub fn add_note(text: Option<&str>, note: &NewNote) -> Result<(String, String), Problem> {
    let text = text.unwrap_or_default();
    let highest = text.lines().filter_map(number_on).max().unwrap_or(0);
    if highest >= HIGHEST {
        return Err(Problem::file(
            NOTES,
            format!(
                "after `{}` there is no number left for a note",
                note_id(highest)
            ),
        )
        .hint("was this number a slip?"));
    }
    let id = note_id(highest + 1);
    let mut entry = Table::new();
    entry["id"] = value(&id);
    entry["date"] = date(note.date);
    entry["by"] = value(note.by.trim());
    entry["kind"] = value(note.kind.word());
    if !note.with.is_empty() {
        entry["with"] = list(note.with.iter().map(|name| name.trim()));
    }
    entry["text"] = value(prose(&note.text));
    if !note.about.is_empty() {
        entry["about"] = list(note.about.iter().map(ToString::to_string));
    }
    if let Some(says) = note.says {
        entry["says"] = value(says.word());
    }
    if let Some(file) = &note.file {
        entry["file"] = value(file.trim());
    }
    if let Some(hash) = &note.sha256 {
        entry["sha256"] = value(hash.trim());
    }
    let out = append_entry(NOTES, text, "note", entry)?;
    loads(NOTES, "note", &out, |source, tree| {
        notes::read(source, tree).1
    })?;
    Ok((out, id))
}

/// The text with a judgement more. Whether the notes it rests on exist is for the
/// caller to see, who has them; [`super::load`] will say so otherwise.
///
/// # Errors
/// The text is no TOML, or the judgement lacks or contradicts something.
pub fn add_judgement(text: Option<&str>, judgement: &NewJudgement) -> Result<String, Problem> {
    let mut entry = Table::new();
    entry["requirement"] = value(judgement.requirement.to_string());
    entry["rating"] = value(judgement.rating.word());
    entry["conforming"] = value(judgement.conforming);
    entry["grade"] = value(judgement.grade.word());
    if !judgement.method.is_empty() {
        entry["method"] = list(judgement.method.iter().map(|method| method.word()));
    }
    entry["date"] = date(judgement.date);
    entry["by"] = value(judgement.by.trim());
    entry["reason"] = value(prose(&judgement.reason));
    let notes = judgement
        .notes
        .iter()
        .map(|id| InlineTable::from_iter([("note", id.trim())]));
    let files = judgement.files.iter().map(|(path, hash)| {
        InlineTable::from_iter([("path", path.trim()), ("sha256", hash.trim())])
    });
    let rests_on: Array = notes.chain(files).collect();
    if !rests_on.is_empty() {
        entry["rests_on"] = value(rests_on);
    }
    let out = append_entry(JUDGEMENTS, text.unwrap_or_default(), "judgement", entry)?;
    loads(JUDGEMENTS, "judgement", &out, |source, tree| {
        judgements::read(source, tree, None).1
    })?;
    Ok(out)
}

/// The text with an answer more.
///
/// # Errors
/// The text is no TOML, or the answer lacks what its kind needs.
pub fn add_answer(text: Option<&str>, answer: &NewAnswer) -> Result<String, Problem> {
    let mut entry = Table::new();
    entry["answer"] = value(answer.kind.word());
    entry["about"] = list(answer.about.iter().map(ToString::to_string));
    entry["reason"] = value(prose(&answer.reason));
    entry["by"] = value(answer.by.trim());
    entry["date"] = date(answer.date);
    if let Some(party) = &answer.party {
        entry["party"] = value(party.trim());
    }
    if !answer.control.is_empty() {
        entry["control"] = list(answer.control.iter().map(|path| path.trim()));
    }
    let out = append_entry(ANSWERS, text.unwrap_or_default(), "answer", entry)?;
    loads(ANSWERS, "answer", &out, |source, tree| {
        answers::read(source, tree).1
    })?;
    Ok(out)
}

/// The number in a line such as `id = "N-007"`, commented out or not.
fn number_on(line: &str) -> Option<u32> {
    let line = line.trim_start_matches(['\u{feff}', '#', ' ', '\t']);
    let rest = line
        .strip_prefix("id")?
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let rest = rest.strip_prefix(['"', '\''])?;
    let end = rest.find(['"', '\''])?;
    note_number(rest[..end].trim())
}

/// Whether the last entry under a key loads; its first mistake otherwise, without a
/// place, since the file it would be in is not written.
fn loads(
    name: &str,
    key: &str,
    text: &str,
    read: impl FnOnce(&SourceFile, &Node) -> Vec<Problem>,
) -> Result<(), Problem> {
    let (source, tree) = parse(name, text)?;
    let Some(last) = tree.get(key).and_then(|node| node.members().last()) else {
        return Err(Problem::file(name, "the new entry is not found again"));
    };
    let alone = Node {
        span: tree.span,
        value: crate::form::Value::Map(vec![crate::form::Entry {
            key: key.to_owned(),
            span: last.span,
            node: last.clone(),
        }]),
    };
    read(&source, &alone)
        .into_iter()
        .next()
        .map_or(Ok(()), |found| {
            let mut problem = Problem::file(name, found.message);
            problem.hint = found.hint;
            Err(problem)
        })
}

fn prose(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .trim()
        .to_owned()
}

pub(super) fn date(day: Date) -> toml_edit::Item {
    let text = day.to_string();
    match text.parse::<toml_edit::Datetime>() {
        Ok(date) => value(date),
        Err(_) => value(text),
    }
}

fn list<T: Into<Value>>(members: impl Iterator<Item = T>) -> toml_edit::Item {
    value(members.collect::<Array>())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::{Rest, load, sha256};
    use super::*;

    fn note() -> NewNote {
        NewNote {
            date: date(2026, 10, 12),
            by: "A. Example".into(),
            kind: NoteKind::Interview,
            with: vec!["role:service-desk-lead".into()],
            text: "Rings the CIO \"at once\".".into(),
            about: vec!["8.6.1-9".parse().unwrap()],
            file: None,
            says: None,
            sha256: None,
        }
    }

    fn judgement() -> NewJudgement {
        NewJudgement {
            requirement: "8.6.1-9".parse().unwrap(),
            rating: Rating::F,
            conforming: true,
            grade: Grade::None,
            method: vec![Method::Interview, Method::Document],
            date: date(2026, 10, 12),
            by: "A. Example".into(),
            reason: "Seen.".into(),
            notes: vec!["N-001".into()],
            files: vec![("records/Störung.md".into(), sha256(b"x"))],
        }
    }

    fn answer() -> NewAnswer {
        NewAnswer {
            kind: AnswerKind::PerformedBy,
            about: vec!["8.7.2".parse().unwrap()],
            reason: "Contract.".into(),
            by: "R. Ibarra".into(),
            date: date(2026, 10, 1),
            party: Some("CloudNorth".into()),
            control: vec!["suppliers/review.md".into()],
        }
    }

    #[test]
    fn notes_get_the_next_number() {
        let (one, id) = add_note(None, &note()).unwrap();
        assert_eq!(id, "N-001");
        assert!(one.contains(
            "[[note]]\nid = \"N-001\"\ndate = 2026-10-12\nby = \"A. Example\"\nkind = \"interview\"\n\
             with = [\"role:service-desk-lead\"]\n"
        ), "{one}");
        let (two, id) = add_note(Some(&one), &note()).unwrap();
        assert_eq!(id, "N-002");
        assert!(two.starts_with(&one));
        for (text, expected) in [
            ("[[note]]\nid = 'N-999' # x\n", "N-1000"),
            ("# [[note]]\n# id = \"N-007\"\n", "N-008"),
            (
                "[[note]]\nid = \"N-003\"\n[[note]]\nid = \"N-001\"\n",
                "N-004",
            ),
            ("note-taker = \"N-040\"\n", "N-001"),
            ("\u{feff}id = \"N-002\"\n", "N-003"),
        ] {
            assert_eq!(add_note(Some(text), &note()).unwrap().1, expected, "{text}");
        }
        assert!(add_note(Some("[[note]]\nid = \"N-999999999\"\n"), &note()).is_err());
        assert!(add_note(Some("[[note"), &note()).is_err());
    }

    #[test]
    fn what_is_added_loads() {
        let root = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: String| std::fs::write(root.path().join(name), text).unwrap();
        let mut attest = note();
        attest.kind = NoteKind::Attest;
        attest.file = Some("scans/a b.pdf".into());
        let (text, _) = add_note(None, &note()).unwrap();
        write(NOTES, add_note(Some(&text), &attest).unwrap().0);
        write(JUDGEMENTS, add_judgement(None, &judgement()).unwrap());
        write(ANSWERS, add_answer(None, &answer()).unwrap());
        let (workspace, problems) = load(root.path());
        assert!(
            problems.is_empty(),
            "{}",
            crate::problem::render_all(&problems)
        );
        assert_eq!(workspace.notes[1].file.as_deref(), Some("scans/a b.pdf"));
        assert_eq!(workspace.notes[0].text, "Rings the CIO \"at once\".");
        assert_eq!(workspace.judgements[0].rests_on.len(), 2);
        assert!(
            matches!(&workspace.judgements[0].rests_on[1], Rest::File { sha256: Some(hash), .. } if *hash == sha256(b"x"))
        );
        assert_eq!(workspace.answers[0].party.as_deref(), Some("CloudNorth"));
    }

    #[test]
    fn what_would_not_load_is_refused() {
        let refused = |problem: Problem| (problem.message, problem.location.line());
        let mut wrong = note();
        wrong.kind = NoteKind::Attest;
        assert_eq!(
            refused(add_note(None, &wrong).unwrap_err()),
            ("this note attests to no file".into(), None)
        );
        let mut wrong = note();
        wrong.text = " \n".into();
        assert!(add_note(None, &wrong).is_err());
        let mut wrong = judgement();
        wrong.grade = Grade::Major;
        assert!(add_judgement(None, &wrong).is_err());
        wrong = judgement();
        wrong.files[0].0 = "../x".into();
        assert!(add_judgement(None, &wrong).is_err());
        let mut wrong = answer();
        wrong.control.clear();
        assert!(add_answer(None, &wrong).is_err());
        let broken_before = "[[answer]]\nanswer = \"x\"\n";
        assert!(
            add_answer(Some(broken_before), &answer()).is_ok(),
            "older mistakes are not this entry's"
        );
    }

    proptest! {
        #[test]
        fn notes_say_what_was_said(text in "(?s).{0,60}", by in "[^\\s].{0,9}", windows in any::<bool>()) {
            let mut note = note();
            note.text = text;
            note.by = by;
            let before = if windows { "# mine\r\n" } else { "# mine\n" };
            if let Ok((out, id)) = add_note(Some(before), &note) {
                let (source, tree) = parse(NOTES, &out).unwrap();
                let (read, problems) = notes::read(&source, &tree);
                prop_assert!(problems.is_empty() && out.starts_with(before));
                prop_assert_eq!(&read[0].id, &id);
                prop_assert_eq!(&read[0].text, &prose(&note.text));
                prop_assert_eq!(&read[0].by, note.by.trim());
            } else {
                prop_assert!(note.text.trim().is_empty() || note.by.trim().is_empty());
            }
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = add_note(Some(&text), &note());
            let _ = add_judgement(Some(&text), &judgement());
            let _ = add_answer(Some(&text), &answer());
        }
    }
}
