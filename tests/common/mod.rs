//! Organisations for tests, built file by file.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "each test file uses a part of this"
)]

pub mod repo;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use assert_cmd::Command;
use clausewise::assessment::assess;
use clausewise::catalogue::{Catalogue, DEFAULT_EDITION, Library};
use clausewise::evidence::{list_files, read_evidence};
use clausewise::output::{EvidenceView, RequirementView, View, records_view, view};
use clausewise::problem::Problem;
use clausewise::records::Logs;
use clausewise::workspace::load;
use jiff::civil::{Date, date};

/// The day tests assess.
pub const AS_OF: Date = date(2026, 11, 1);

/// A text that shows the documented procedure for major incidents, claimed for nothing.
pub const MAJOR: &str = "# Major incident procedure\n\nWhen a major incident is declared, the duty manager follows this \
documented procedure step by step and calls the people on the list.\n";

/// The workspace's own files.
pub const WORKSPACE_FILES: [&str; 5] = [
    "clausewise.toml",
    "notes.toml",
    "judgements.toml",
    "answers.toml",
    "claims.toml",
];

/// A note as small as it can be.
pub const NOTE: &str = "[[note]]\nid = \"N-001\"\nby = \"A\"\nkind = \"interview\"\ntext = \"x\"\n";

/// The built-in default edition, loaded once.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        let id = DEFAULT_EDITION.parse().unwrap();
        Library::built_in()
            .load(&id)
            .unwrap_or_else(|problems| panic!("{}", clausewise::problem::render_all(&problems)))
    })
}

/// All files of a folder and the folders in it, sorted.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// An organisation in a temporary folder.
pub struct Org {
    dir: tempfile::TempDir,
}

impl Org {
    /// An empty folder.
    pub fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    /// A copy of a folder.
    pub fn copy_of(folder: &str) -> Self {
        let org = Self::new();
        copy(&repository().join(folder), org.root());
        org
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    /// Adds a file.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// Adds a copy of a folder of this repository under a name.
    pub fn folder(self, name: &str, from: &str) -> Self {
        copy(&repository().join(from), &self.root().join(name));
        self
    }

    /// Adds a table whose rows are records for some clause.
    pub fn register(self, table: &str, rows: impl AsRef<[u8]>, satisfies: &str) -> Self {
        let manifest =
            format!("registers:\n  - {{id: R, file: {table}, satisfies: [\"{satisfies}\"]}}\n");
        self.file(table, rows).file("evidence.yaml", manifest)
    }

    /// Adds a Markdown file with front matter that claims something.
    pub fn claimed(self, path: &str, claims: &str, body: &str) -> Self {
        self.file(path, format!("---\nsatisfies: [{claims}]\n---\n\n{body}\n"))
    }

    /// Takes a file away.
    pub fn hide(&self, path: &Path) {
        std::fs::remove_file(path).unwrap();
    }

    /// All files, sorted.
    pub fn files(&self) -> Vec<PathBuf> {
        files_below(self.root())
    }

    /// Assesses it with a catalogue.
    pub fn assess_with(&self, catalogue: &Catalogue) -> (View, Vec<Problem>) {
        self.assess_without(catalogue, &[])
    }

    /// Assesses it as if some folders could not be opened. (Whoever runs the tests may be
    /// allowed to open any.)
    pub fn assess_without(&self, catalogue: &Catalogue, closed: &[&str]) -> (View, Vec<Problem>) {
        let (mut workspace, problems) = load(self.root());
        workspace.hash_files();
        let mut files = list_files(&workspace);
        for folder in closed {
            let within = |path: &str| path.starts_with(&format!("{folder}/"));
            files.files.retain(|file| !within(&file.path));
            files.manifests.retain(|file| !within(&file.path));
            files.closed.push((*folder).to_owned());
        }
        let (evidence, _) = read_evidence(&workspace, catalogue, || files, None, None, &|| {})
            .unwrap_or_else(|mistakes| panic!("{}", clausewise::problem::render_all(&mistakes)));
        let as_of = workspace.settings.as_of.unwrap_or(AS_OF);
        let assessment = assess(catalogue, &workspace, &evidence, as_of);
        let logs = Logs::new(catalogue, &evidence, &assessment);
        let view = View {
            records: records_view(catalogue, &workspace, &evidence, &assessment, &logs),
            ..view(catalogue, &workspace, &evidence, &assessment, &[])
        };
        (view, problems)
    }

    /// The mistakes in its manifests, for which it is not assessed: place and message.
    pub fn mistakes(&self) -> Vec<(String, String)> {
        let (workspace, _) = load(self.root());
        let read = read_evidence(
            &workspace,
            catalogue(),
            || list_files(&workspace),
            None,
            None,
            &|| {},
        );
        let told = read.err().unwrap_or_default().into_iter();
        told.map(|problem| (problem.location.to_string(), problem.message))
            .collect()
    }

    /// Assesses it with the default edition; its own files must be in order.
    pub fn assess(&self) -> View {
        let (view, problems) = self.assess_with(catalogue());
        assert!(
            problems.is_empty(),
            "{}",
            clausewise::problem::render_all(&problems)
        );
        view
    }
}

/// Assesses an organisation with the default edition on a day.
pub fn assess_on(org: &Org, day: Date) -> View {
    let settings = org.root().join("clausewise.toml");
    std::fs::write(settings, format!("as_of = {day}\n")).unwrap();
    org.assess()
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).map(|_| ()).unwrap();
        }
    }
}

/// A requirement's result.
pub fn line<'v>(view: &'v View, id: &str) -> &'v RequirementView {
    view.requirements
        .iter()
        .find(|line| line.id.to_string() == id)
        .unwrap_or_else(|| panic!("no {id}"))
}

/// A file's result.
pub fn file<'v>(view: &'v View, path: &str) -> &'v EvidenceView {
    view.evidence
        .iter()
        .find(|file| file.path == path)
        .unwrap_or_else(|| panic!("no {path}"))
}

/// The score of a requirement, in per cent.
pub fn percent(view: &View, id: &str) -> Option<u32> {
    line(view, id)
        .score
        .map(clausewise::assessment::Share::percent)
}

/// Whether a file has a problem of a kind.
pub fn has(view: &View, path: &str, kind: &str) -> bool {
    file(view, path)
        .problems
        .iter()
        .any(|problem| problem.kind == kind)
}

/// The root of this repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program, to be run in a folder: on 80 columns, without colour or cache, and with nothing that
/// the environment says about catalogues and assessors.
pub fn clausewise(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("clausewise").unwrap();
    in_folder(&mut command, folder);
    command
}

/// A line as a shell runs it in a folder; `clausewise` is this program.
pub fn shell(folder: &Path, line: &str) -> std::process::Output {
    let binary = assert_cmd::cargo::cargo_bin("clausewise");
    let path = std::env::join_paths(
        std::iter::once(binary.parent().unwrap().to_path_buf())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    )
    .unwrap();
    let mut command = Command::new("bash");
    in_folder(&mut command, folder)
        .env("PATH", path)
        .args(["-euc", line]);
    command.output().unwrap()
}

fn in_folder<'c>(command: &'c mut Command, folder: &Path) -> &'c mut Command {
    command
        .current_dir(folder)
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1")
        .env("CLAUSEWISE_NO_CACHE", "1")
        .env_remove("CLAUSEWISE_CATALOGUE")
        .env_remove("CLAUSEWISE_ASSESSOR")
}

/// What a person sees: exit code, standard output, standard error.
pub fn run(org: &Org, args: &[&str]) -> (i32, String, String) {
    let output = clausewise(org.root()).args(args).output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// What a command prints that must go well.
pub fn stdout(folder: &Path, args: &[&str]) -> String {
    let output = clausewise(folder).args(args).output().unwrap();
    assert!(
        output.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Fails unless one of some sentences holds a part.
#[track_caller]
pub fn said(sentences: &[String], part: &str) {
    assert!(
        sentences.iter().any(|sentence| sentence.contains(part)),
        "no `{part}` in {sentences:?}"
    );
}

/// The first problem of a kind with a file: message and line.
pub fn told(view: &View, path: &str, kind: &str) -> (String, Option<u32>) {
    let found = file(view, path);
    let problem = found.problems.iter().find(|problem| problem.kind == kind);
    let problem = problem.unwrap_or_else(|| panic!("{path}: no {kind} in {:?}", found.problems));
    (problem.message.clone(), problem.spot.line)
}

/// The problems with a manifest, sidecar or folder: lines and messages.
pub fn of(view: &View, path: &str) -> Vec<(Option<u32>, String)> {
    let problems = view.problems.iter().filter(|problem| problem.path == path);
    problems
        .map(|problem| (problem.line, problem.message.clone()))
        .collect()
}

/// One problem with a manifest, sidecar or folder that says something.
pub fn one_of(view: &View, path: &str, part: &str) -> Option<u32> {
    let problems = of(view, path);
    let found = problems.iter().find(|(_, message)| message.contains(part));
    found
        .unwrap_or_else(|| panic!("{path}: no `{part}` in {problems:?}"))
        .0
}

/// The paths of all evidence, in order.
pub fn paths(view: &View) -> Vec<&str> {
    view.evidence
        .iter()
        .map(|file| file.path.as_str())
        .collect()
}

/// A text on one line.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What becomes of rows that are each a text claimed for a requirement, in as few
/// organisations as have no two texts for one requirement; `of` gives requirement and text.
pub fn assessed<R>(rows: Vec<R>, of: impl Fn(&R) -> (&str, &str)) -> Vec<(R, RequirementView)> {
    let mut groups: Vec<Vec<R>> = Vec::new();
    for row in rows {
        let free = |group: &&mut Vec<R>| group.iter().all(|known| of(known).0 != of(&row).0);
        match groups.iter_mut().find(free) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    let mut assessed = Vec::new();
    for group in groups {
        let mut org = Org::new();
        for row in &group {
            let (id, text) = of(row);
            let front =
                format!("---\nsatisfies: [\"{id}\"]\ntype: record\ndate: 2026-10-15\n---\n\n");
            org = org.file(&format!("{id}.md"), format!("{front}{text}\n"));
        }
        let view = org.assess();
        let seen = |row: R| {
            let seen = line(&view, of(&row).0).clone();
            (row, seen)
        };
        assessed.extend(group.into_iter().map(seen));
    }
    assessed
}

/// A package with the text of one of its parts changed.
pub fn with_part(package: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    use std::io::{Cursor, Read as _, Write as _};
    let mut from = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut entry = from.by_index(at).unwrap();
        let name = entry.name().unwrap().to_string();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if name == part {
            bytes = change(std::str::from_utf8(&bytes).unwrap()).into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}
