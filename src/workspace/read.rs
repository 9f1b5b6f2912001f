//! Reading the whole workspace, all mistakes at once.
//!
//! Every file is optional. A file that cannot be read at all leaves its part empty;
//! an entry with a mistake is left out. Ids are checked for their form only: whether
//! the catalogue has them is asked where evidence meets the catalogue.

use std::path::Path;

use super::files::{parse, read_text};
use super::{Answer, Settings, Workspace, answers, claims, judgements, notes, samples, settings};
use crate::form::Node;
use crate::problem::Problem;
use crate::source::SourceFile;

/// The file that makes a folder a workspace, and holds its settings.
pub const SETTINGS: &str = "clausewise.toml";
/// What assessors were told and saw.
pub const NOTES: &str = "notes.toml";
/// What assessors concluded.
pub const JUDGEMENTS: &str = "judgements.toml";
/// Answers given instead of evidence.
pub const ANSWERS: &str = "answers.toml";
/// Claims for files that say nothing themselves.
pub const CLAIMS: &str = "claims.toml";

/// Reads the workspace under a root, with everything that is wrong in its files.
#[must_use]
pub fn load(root: &Path) -> (Workspace, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut workspace = Workspace {
        hashes: std::collections::BTreeMap::new(),
        root: root.to_path_buf(),
        settings: Settings::default(),
        notes: Vec::new(),
        judgements: Vec::new(),
        answers: Vec::new(),
        claims: Vec::new(),
        not_evidence: Vec::new(),
        samples: Vec::new(),
        planned: None,
    };
    match open(root, SETTINGS, &mut problems) {
        Opened::Absent => {}
        Opened::Broken => workspace.settings.present = true,
        Opened::Tree(source, tree) => {
            workspace.settings = keep(settings::read(&source, &tree), &mut problems);
        }
    }
    let mut known = Some(rustc_hash::FxHashSet::default());
    match open(root, NOTES, &mut problems) {
        Opened::Absent => {}
        Opened::Broken => known = None,
        Opened::Tree(source, tree) => {
            known = Some(notes::ids(&tree));
            workspace.notes = keep(notes::read(&source, &tree), &mut problems);
        }
    }
    if let Opened::Tree(source, tree) = open(root, JUDGEMENTS, &mut problems) {
        workspace.judgements = keep(
            judgements::read(&source, &tree, known.as_ref()),
            &mut problems,
        );
    }
    if let Opened::Tree(source, tree) = open(root, ANSWERS, &mut problems) {
        workspace.answers = keep(answers::read(&source, &tree), &mut problems);
    }
    if let Opened::Tree(source, tree) = open(root, CLAIMS, &mut problems) {
        let (claims, not_evidence, found) = claims::read(&source, &tree);
        workspace.claims = claims;
        workspace.not_evidence = not_evidence;
        problems.extend(found);
    }
    workspace.samples = keep(samples::samples(root), &mut problems);
    (workspace, problems)
}

/// The answers in a text of `answers.toml` that is not written yet.
#[must_use]
pub fn answers_in(text: &str) -> Vec<Answer> {
    let tree = parse(ANSWERS, text);
    tree.map_or_else(
        |_| Vec::new(),
        |(source, tree)| answers::read(&source, &tree).0,
    )
}

enum Opened {
    /// There is no such file.
    Absent,
    /// It is there and cannot be read; the problem is told.
    Broken,
    Tree(SourceFile, Node),
}

fn open(root: &Path, name: &str, problems: &mut Vec<Problem>) -> Opened {
    let read =
        read_text(root, name).and_then(|text| text.map(|text| parse(name, &text)).transpose());
    match read {
        Ok(None) => Opened::Absent,
        Ok(Some((source, tree))) => Opened::Tree(source, tree),
        Err(problem) => {
            problems.push(problem);
            Opened::Broken
        }
    }
}

fn keep<T>((value, found): (T, Vec<Problem>), problems: &mut Vec<Problem>) -> T {
    problems.extend(found);
    value
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn loaded(files: &[(&str, &str)]) -> (Workspace, Vec<Problem>) {
        let root = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(root.path().join(name), text).unwrap();
        }
        load(root.path())
    }

    #[test]
    fn nothing_is_a_workspace_too() {
        let (workspace, problems) = loaded(&[]);
        assert!(problems.is_empty());
        assert!(!workspace.settings.present);
    }

    #[test]
    fn the_example_loads() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/harbour-it");
        let (workspace, problems) = load(&root);
        assert!(
            problems.is_empty(),
            "{}",
            crate::problem::render_all(&problems)
        );
        assert_eq!(
            workspace.settings.organisation.as_deref(),
            Some("Harbour IT")
        );
        assert!(!workspace.notes.is_empty() && !workspace.judgements.is_empty());
        assert!(!workspace.answers.is_empty() && !workspace.claims.is_empty());
    }

    #[test]
    fn mistakes_of_all_files_are_told_together() {
        let judgement = "\u{feff}[[judgement]]\nrequirement = \"8.6.1-8\"\nrating = \"F\"\nconforming = true\nby = \"A\"\n\
                         reason = \"r\"\nrests_on = [{ note = \"N-002\" }]\n";
        let note = "[[note]]\nid = \"N-002\"\n";
        let (workspace, problems) = loaded(&[
            (SETTINGS, "a = "),
            (NOTES, note),
            (JUDGEMENTS, judgement),
            (ANSWERS, "anser = 1"),
            (CLAIMS, "[[clam]]"),
        ]);
        assert!(workspace.settings.present);
        assert_eq!(
            workspace.judgements.len(),
            1,
            "a note with mistakes is still a note"
        );
        let places: Vec<String> = problems
            .iter()
            .map(|problem| problem.location.to_string())
            .collect();
        assert_eq!(
            places,
            [
                "clausewise.toml:1",
                "notes.toml:1",
                "notes.toml:1",
                "notes.toml:1",
                "answers.toml:1",
                "claims.toml:1"
            ]
        );
        let (workspace, problems) = loaded(&[(NOTES, "="), (JUDGEMENTS, judgement)]);
        assert_eq!(
            (workspace.judgements.len(), problems.len()),
            (1, 1),
            "unread notes cause no second mistake"
        );
        let (_, problems) = loaded(&[(JUDGEMENTS, judgement)]);
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn a_flood_of_mistakes_ends() {
        let (_, problems) = loaded(&[(NOTES, &"[[note]]\n".repeat(20_000))]);
        assert!(problems.len() < 1100, "{}", problems.len());
    }

    #[test]
    fn a_large_file_is_read_in_time() {
        let entry = |n: u32| {
            format!(
                "[[note]]\nid = \"{}\"\nby = \"A\"\nkind = \"document\"\ntext = \"x\"\n",
                super::super::note_id(n)
            )
        };
        let text: String = (1..=20_000).map(entry).collect();
        let (workspace, problems) = loaded(&[(NOTES, &text)]);
        assert_eq!((workspace.notes.len(), problems.len()), (20_000, 0));
    }

    fn toml_like() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "note",
            "judgement",
            "answer",
            "claim",
            "not_evidence",
            "party",
            "scope",
            "window",
            "services",
            "people",
            "intervals",
            "weights",
            "paths",
            "id",
            "by",
            "kind",
            "text",
            "rating",
            "conforming",
            "rests_on",
            "path",
            "sha256",
            "about",
            "\"8.6.1\"",
            "8.6",
            "satisfies",
            "date",
            "control",
            "with",
            "roots",
            "ignore",
            "é",
        ]);
        let value = prop::sample::select(vec![
            "1",
            "true",
            "\"\"",
            "\"N-001\"",
            "[]",
            "[[]]",
            "{}",
            "{ note = 1 }",
            "2026-01-01",
            "\"P1ä\"",
            "\"P1M\"",
            "[\"8.1\", 2, {}]",
            "\"../x\"",
            "\"a{\"",
            "-0x",
            "1e9",
            "\"attest\"",
            "\"performed by\"",
            "'''\nä'''",
            "[{ path = \"a\" }, { note = \"ß\" }]",
            "nan",
            "\"\\u0000\"",
            "99999999999999999999",
        ]);
        let line = prop_oneof![
            word.clone().prop_map(|key| format!("[[{key}]]")),
            word.clone().prop_map(|key| format!("[{key}]")),
            (word, value).prop_map(|(key, value)| format!("{key} = {value}")),
            ".{0,12}",
        ];
        prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #[test]
        fn no_text_panics(text in prop_oneof![toml_like(), ".*"]) {
            for name in [SETTINGS, NOTES, JUDGEMENTS, ANSWERS, CLAIMS] {
                if let Ok((source, tree)) = parse(name, &text) {
                    settings::read(&source, &tree);
                    notes::read(&source, &tree);
                    judgements::read(&source, &tree, None);
                    answers::read(&source, &tree);
                    let (_, _, problems) = claims::read(&source, &tree);
                    let _ = crate::problem::render_all(&problems);
                }
            }
        }

        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let root = tempfile::tempdir().unwrap();
            for name in [SETTINGS, NOTES, JUDGEMENTS, ANSWERS, CLAIMS] {
                std::fs::write(root.path().join(name), &bytes).unwrap();
            }
            let (_, problems) = load(root.path());
            let _ = crate::problem::render_all(&problems);
        }
    }
}
