//! What `init` writes: a workspace in an empty folder, or one around what is there.
//!
//! Nothing that exists is touched. In a folder that already has files the manifest claims
//! nothing: what the files seem to be about stands there as comments, for a person to
//! switch on.

mod series;
mod text;

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::read::{ANSWERS, CLAIMS, JUDGEMENTS, NOTES, SETTINGS};
use crate::problem::Problem;
pub use series::SeriesHint;
use text::{IGNORED, manifest, settings};
pub use text::{hint_entries, series_entries};

/// The manifest in the root.
const MANIFEST: &str = "evidence.yaml";
/// What is never read, in the form of a `.gitignore`.
const IGNORE: &str = ".clausewiseignore";
/// Folders made where there is nothing yet.
const FOLDERS: [&str; 2] = ["policies", "records"];

/// What `init` would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitPlan {
    /// The folder that becomes a workspace.
    pub root: PathBuf,
    /// Folders to make, relative to the root.
    pub folders: Vec<PathBuf>,
    /// Files to write, relative to the root, with their text.
    pub files: Vec<(PathBuf, String)>,
    /// The workspace's own files that exist and are left alone, relative to the root.
    pub kept: Vec<PathBuf>,
    /// Whether the folder has files already, which the workspace adopts as evidence.
    pub adopts: bool,
    /// What single files in it seem to be about.
    pub hints: Vec<FileHint>,
    /// Files in it that seem to be one series each.
    pub series: Vec<SeriesHint>,
}

/// What a file that nothing claims seems to be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileHint {
    /// Path, relative to the root.
    pub path: String,
    /// Clauses, each with the reason for it, in lines as they shall stand.
    pub clauses: Vec<(String, String)>,
}

/// Works out what `init` would write into a folder, which need not exist yet. `name`
/// is the organisation's; `today` dates the examples in the comments; `hints` are of files
/// in it.
#[must_use]
pub fn plan_init(root: &Path, name: Option<&str>, today: Date, hints: &[FileHint]) -> InitPlan {
    let adopts = has_files(root);
    let (series, hints) = series::parted(hints);
    let mut plan = InitPlan {
        root: root.to_path_buf(),
        folders: Vec::new(),
        files: Vec::new(),
        kept: Vec::new(),
        adopts,
        hints: Vec::new(),
        series: Vec::new(),
    };
    let wanted: [(&[&str], String); 3] = [
        (&[SETTINGS], settings(name, today)),
        (
            &[MANIFEST, "evidence.yml"],
            manifest(adopts, &hints, &series),
        ),
        (&[IGNORE], IGNORED.to_owned()),
    ];
    for (names, text) in wanted {
        if let Some(there) = names.iter().find(|name| exists(&root.join(name))) {
            plan.kept.push(PathBuf::from(there));
        } else {
            plan.files.push((PathBuf::from(names[0]), text));
        }
    }
    plan.hints = hints;
    plan.series = series;
    let written = [NOTES, JUDGEMENTS, ANSWERS, CLAIMS];
    plan.kept.extend(
        written
            .iter()
            .filter(|file| exists(&root.join(file)))
            .map(PathBuf::from),
    );
    if !adopts {
        plan.folders.extend(FOLDERS.iter().map(PathBuf::from));
    }
    plan
}

impl InitPlan {
    /// Whether the hints stand in the manifest that is written; one that exists is left
    /// alone.
    #[must_use]
    pub fn writes_hints(&self) -> bool {
        let manifest = |(path, _): &(PathBuf, String)| path == Path::new(MANIFEST);
        self.hinted() > 0 && self.files.iter().any(manifest)
    }

    /// How many files have hints, those of series among them.
    #[must_use]
    pub fn hinted(&self) -> usize {
        let of_series: usize = self.series.iter().map(|series| series.files).sum();
        self.hints.len() + of_series
    }

    /// Does what is planned; a file that came into being meanwhile is left alone.
    ///
    /// # Errors
    /// The first folder or file that cannot be made; what was made before it stays.
    pub fn write(&self) -> Result<(), Problem> {
        let failed = |path: &Path, error: std::io::Error| {
            Problem::file(
                &path.to_string_lossy(),
                format!("this could not be made: {error}"),
            )
        };
        std::fs::create_dir_all(&self.root).map_err(|error| failed(&self.root, error))?;
        for folder in &self.folders {
            std::fs::create_dir_all(self.root.join(folder))
                .map_err(|error| failed(folder, error))?;
        }
        for (path, text) in &self.files {
            let made = OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(self.root.join(path));
            match made.and_then(|mut file| {
                file.write_all(text.as_bytes())
                    .and_then(|()| file.sync_all())
            }) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(failed(path, error));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Whether a folder holds anything but hidden entries; one that cannot be looked into
/// counts as full.
fn has_files(root: &Path) -> bool {
    match std::fs::read_dir(root) {
        Ok(entries) => entries.filter_map(Result::ok).any(|entry| {
            let name = entry.file_name();
            !name.to_string_lossy().starts_with('.') && name != SETTINGS && name != MANIFEST
        }),
        Err(error) => error.kind() != ErrorKind::NotFound,
    }
}

fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use jiff::civil::date;

    use super::super::load;
    use super::*;
    use crate::form::{Value, parse_yaml};
    use crate::period::Period;
    use crate::source::SourceFile;

    const TODAY: Date = date(2026, 11, 1);

    fn names(paths: &[PathBuf]) -> Vec<&str> {
        paths.iter().filter_map(|path| path.to_str()).collect()
    }

    /// A remark has one blank after its `#`.
    fn is_example(line: &str) -> bool {
        let rest = line.strip_prefix('#');
        rest.is_some_and(|rest| !rest.starts_with(' ') || rest.starts_with("  "))
    }

    fn examples_on(text: &str) -> String {
        text.lines()
            .map(|line| if is_example(line) { &line[1..] } else { line })
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn an_empty_folder_becomes_a_workspace_that_loads() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path().join("new");
        let plan = plan_init(&root, Some("O'Neill \"IT\" \\ Söhne\n"), TODAY, &[]);
        assert!(!plan.adopts && plan.kept.is_empty());
        assert_eq!(names(&plan.folders), ["policies", "records"]);
        assert!(!root.exists(), "planning writes nothing");
        plan.write().unwrap();
        let (workspace, problems) = load(&root);
        assert!(
            problems.is_empty(),
            "{}",
            crate::problem::render_all(&problems)
        );
        assert_eq!(
            workspace.settings.organisation.as_deref(),
            Some("O'Neill \"IT\" \\ Söhne")
        );
        assert_eq!(workspace.settings.history, Some(Period::months(3)));
        let again = plan_init(&root, None, TODAY, &[]);
        assert!(again.files.is_empty());
        assert_eq!(names(&again.kept), [SETTINGS, MANIFEST, IGNORE]);
    }

    #[test]
    fn what_is_there_is_adopted_and_left_alone() {
        let temp = tempfile::tempdir().unwrap();
        std::fs::write(temp.path().join("Policy.docx"), "x").unwrap();
        std::fs::write(temp.path().join(NOTES), "").unwrap();
        std::fs::write(temp.path().join(IGNORE), "mine").unwrap();
        let plan = plan_init(temp.path(), None, TODAY, &[]);
        assert!(plan.adopts && plan.folders.is_empty());
        assert_eq!(names(&plan.kept), [IGNORE, NOTES]);
        let (path, text) = &plan.files[1];
        assert_eq!(path, Path::new(MANIFEST));
        assert!(
            text.lines()
                .all(|line| line.is_empty() || line.starts_with('#'))
        );
        std::fs::write(temp.path().join(SETTINGS), "# made meanwhile").unwrap();
        plan.write().unwrap();
        assert_eq!(
            std::fs::read_to_string(temp.path().join(IGNORE)).unwrap(),
            "mine"
        );
        assert_eq!(
            std::fs::read_to_string(temp.path().join(SETTINGS)).unwrap(),
            "# made meanwhile"
        );
        assert!(load(temp.path()).1.is_empty());
    }

    #[test]
    fn a_manifest_that_exists_gets_no_hints() {
        let temp = tempfile::tempdir().unwrap();
        let hint = FileHint {
            path: "a.md".to_owned(),
            clauses: vec![("8.6.1".to_owned(), "8.6.1".to_owned())],
        };
        std::fs::write(temp.path().join("a.md"), "x").unwrap();
        let hints = [hint];
        assert!(plan_init(temp.path(), None, TODAY, &hints).writes_hints());
        std::fs::write(temp.path().join("evidence.yml"), "# mine\n").unwrap();
        let plan = plan_init(temp.path(), None, TODAY, &hints);
        assert!(!plan.writes_hints() && plan.hints == hints);
    }

    #[test]
    fn a_repository_without_files_is_empty() {
        let temp = tempfile::tempdir().unwrap();
        std::fs::create_dir(temp.path().join(".git")).unwrap();
        assert!(!plan_init(temp.path(), None, TODAY, &[]).adopts);
    }

    #[test]
    fn the_examples_load_too() {
        let temp = tempfile::tempdir().unwrap();
        std::fs::write(
            temp.path().join(SETTINGS),
            examples_on(&settings(None, Date::MAX)),
        )
        .unwrap();
        let (workspace, problems) = load(temp.path());
        assert!(
            problems.is_empty(),
            "{}",
            crate::problem::render_all(&problems)
        );
        let read = workspace.settings;
        assert_eq!(
            (read.parties.len(), read.weights.len(), read.intervals.len()),
            (1, 1, 2)
        );
        assert!(read.stage2.is_some() && read.as_of.is_some() && read.people.len() == 1);

        let skeleton = parse_yaml(&SourceFile::new(MANIFEST, manifest(false, &[], &[]))).unwrap();
        assert!(skeleton.get("not_evidence").is_some());
        let comments = parse_yaml(&SourceFile::new(MANIFEST, manifest(true, &[], &[]))).unwrap();
        assert_eq!(comments.value, Value::Null);
    }

    /// A text with each of its blocks of examples switched on alone, and with all of them.
    fn switched_on(text: &str) -> Vec<String> {
        let lines: Vec<&str> = text.lines().collect();
        let blocks = lines.chunk_by(|a, b| is_example(a) == is_example(b));
        let (mut out, mut from) = (Vec::new(), 0);
        for block in blocks {
            let to = from + block.len();
            if is_example(block[0]) {
                let on = block.iter().map(|line| &line[1..]);
                let (before, after) = (&lines[..from], &lines[to..]);
                let text = before.iter().copied().chain(on);
                let text: Vec<&str> = text.chain(after.iter().copied()).collect();
                out.push(text.join("\n"));
            }
            from = to;
        }
        out.push(examples_on(text));
        out
    }

    #[test]
    fn each_example_of_a_manifest_may_be_switched_on_alone() {
        let hint = FileHint {
            path: "a.md".to_owned(),
            clauses: vec![("8.6.1".to_owned(), "8.6.1 incident management".to_owned())],
        };
        let monthly = ["2026-01", "2026-02", "2026-03"].map(|month| FileHint {
            path: format!("reports/Report \"A\" {month}.md"),
            ..hint.clone()
        });
        let (series, none) = series::parted(&monthly);
        assert_eq!((series.len(), none.len()), (1, 0));
        let proposals = [
            (false, &[][..], &[][..]),
            (true, &[], &[]),
            (true, from_ref(&hint), &[]),
            (true, from_ref(&hint), &series),
        ];
        for (adopts, hints, series) in proposals {
            let texts = switched_on(&manifest(adopts, hints, series));
            assert_eq!(texts.len(), 5, "{texts:#?}");
            for text in &texts {
                let root = parse_yaml(&SourceFile::new(MANIFEST, text.as_str()));
                root.unwrap_or_else(|problem| panic!("{}\n{text}", problem.render()));
            }
            let all = parse_yaml(&SourceFile::new(MANIFEST, texts[4].as_str())).unwrap();
            for key in ["not_evidence", "evidence", "series", "registers"] {
                assert!(!all.get(key).unwrap().members().is_empty(), "{key}");
            }
        }
    }

    #[test]
    fn each_example_of_the_settings_may_be_switched_on_alone() {
        for text in switched_on(&settings(None, TODAY)) {
            let temp = tempfile::tempdir().unwrap();
            std::fs::write(temp.path().join(SETTINGS), &text).unwrap();
            let problems = load(temp.path()).1;
            let told = crate::problem::render_all(&problems);
            assert!(problems.is_empty(), "{told}\n{text}");
        }
    }
}
