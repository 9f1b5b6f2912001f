//! What `init` writes: a workspace in an empty folder, or one around what is there.
//!
//! Nothing that exists is touched. In a folder that already has files the manifest
//! holds comments only, since the tool does not know yet what these files are.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::read::{ANSWERS, CLAIMS, JUDGEMENTS, NOTES, SETTINGS};
use crate::catalogue::DEFAULT_EDITION;
use crate::period::Period;
use crate::problem::Problem;

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
}

/// Works out what `init` would write into a folder, which need not exist yet. `name`
/// is the organisation's; `today` dates the examples in the comments.
#[must_use]
pub fn plan_init(root: &Path, name: Option<&str>, today: Date) -> InitPlan {
    let adopts = has_files(root);
    let mut plan = InitPlan {
        root: root.to_path_buf(),
        folders: Vec::new(),
        files: Vec::new(),
        kept: Vec::new(),
        adopts,
    };
    let wanted: [(&[&str], String); 3] = [
        (&[SETTINGS], settings(name, today)),
        (&[MANIFEST, "evidence.yml"], manifest(adopts)),
        (&[IGNORE], IGNORED.to_owned()),
    ];
    for (names, text) in wanted {
        if let Some(there) = names.iter().find(|name| exists(&root.join(name))) {
            plan.kept.push(PathBuf::from(there));
        } else {
            plan.files.push((PathBuf::from(names[0]), text));
        }
    }
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

fn settings(name: Option<&str>, today: Date) -> String {
    let name = match name.map(str::trim) {
        Some(name) if !name.is_empty() => format!("name = {}", quoted(name)),
        _ => "#name = \"Harbour IT\"".to_owned(),
    };
    SETTINGS_TEXT
        .replace("{edition}", DEFAULT_EDITION)
        .replace("{today}", &today.to_string())
        .replace("{stage1}", &Period::months(6).after(today).to_string())
        .replace("{stage2}", &Period::months(7).after(today).to_string())
        .replace("{name}", &name)
}

/// A text as TOML writes it on one line.
fn quoted(text: &str) -> String {
    let one_line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    toml_edit::Value::from(one_line.trim()).to_string()
}

fn manifest(adopts: bool) -> String {
    let active = if adopts {
        ""
    } else {
        "not_evidence: [README.md]\n"
    };
    format!("{MANIFEST_HEAD}{active}{MANIFEST_EXAMPLES}")
}

const SETTINGS_TEXT: &str = r#"# Settings of this clausewise workspace, begun {today}.
# All paths in it are relative to this folder. Every line may be left out; lines
# that begin with # and no space are examples: take the # away to use them.

edition = "{edition}"
# "complete" once everything that exists has been handed over: what is then not
# found is missing, not merely unseen.
inventory = "open"
# Who assesses, as reports show it.
#assessors = ["A. Example"]
# Only where output must not change with the calendar.
#as_of = {today}

[organisation]
{name}

# What the management system covers. Where the standard wants something for each
# service or customer, each one named here is looked at.
[scope]
#statement = "Service management of Hosting and Network for our customers"
#services = ["Hosting", "Network"]
# Services in the catalogue that are left outside on purpose.
#outside = ["Web design"]
#customers = ["Pilot Ferries"]
#sites = ["Head office"]

# How far back records are looked at, and since when there can be any.
[window]
period = "P12M"
#sms_start = {today}
#[window.services]
#"Network" = {today}

[audit]
#stage1 = {stage1}
#stage2 = {stage2}
# How long records should reach back at Stage 2.
history = "P3M"

# Intervals you have set yourselves, by clause, requirement or item, numbers in
# quotes. The standard gives none: an interval that nobody states is a gap.
[intervals]
#"9.2" = "P12M"
#"9.3" = "P12M"

# Roles and who holds them; documents may then say role:sms-manager.
[people]
#sms-manager = "R. Ibarra"

# Other parties that perform something in scope: external supplier, internal
# supplier or customer as supplier.
#[[party]]
#name = "CloudNorth"
#kind = "external supplier"
#performs = ["data centre hosting"]
#control = ["suppliers/cloudnorth-contract.md"]

[paths]
# Folders to read, and patterns to leave out.
#roots = ["."]
#ignore = ["drafts/old/**"]

# Clauses that weigh more than 1 in means.
#[weights]
#"8.6.1" = 2
"#;

const MANIFEST_HEAD: &str = "\
# What the files below this folder are evidence of, for files that cannot say so
# themselves. Patterns are relative to this folder; any folder may have such a file.
# Lines that begin with # and no space are examples.

# Files that are evidence of nothing:
";

const MANIFEST_EXAMPLES: &str = r#"#not_evidence: ["marketing/**"]

# Documents. Any front-matter key may stand in an entry.
#evidence:
#  - match: "contracts/*.pdf"
#    type: agreement
#    satisfies: ["8.3.4.1-2"]
#  - elsewhere: "https://tickets.example/view/42"
#    title: Incident dashboard
#    satisfies: ["8.6.1-1"]

# Records that come again and again.
#series:
#  - id: REC-INC-MONTHLY
#    title: Monthly incident report
#    match: "records/incidents/{period:YYYY-MM}*.md"
#    every: P1M
#    due: P10D
#    since: 2026-01
#    satisfies: ["8.6.1-6", "9.4-2"]

# Tables in which each row is a record.
#registers:
#  - id: REG-INCIDENTS
#    file: records/incidents.csv
#    date: opened
#    columns: {id: ref, class: category, priority: prio, closed: resolved_at}
#    satisfies: ["8.6.1-1", "8.6.1-2", "8.6.1-5"]
"#;

const IGNORED: &str = "\
# What clausewise does not read, beside .gitignore and in the same form.
~$*
.~lock.*#
*.tmp
*.bak
Thumbs.db
.DS_Store
";

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::load;
    use super::*;
    use crate::form::{Value, parse_yaml};
    use crate::source::SourceFile;

    const TODAY: Date = date(2026, 11, 1);

    fn names(paths: &[PathBuf]) -> Vec<&str> {
        paths.iter().filter_map(|path| path.to_str()).collect()
    }

    fn examples_on(text: &str) -> String {
        text.lines()
            .map(|line| match line.strip_prefix('#') {
                Some(rest) if !rest.starts_with(' ') => rest,
                Some(rest) if rest.starts_with("  ") => rest,
                _ => line,
            })
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn an_empty_folder_becomes_a_workspace_that_loads() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path().join("new");
        let plan = plan_init(&root, Some("O'Neill \"IT\" \\ Söhne\n"), TODAY);
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
        let again = plan_init(&root, None, TODAY);
        assert!(again.files.is_empty());
        assert_eq!(names(&again.kept), [SETTINGS, MANIFEST, IGNORE]);
    }

    #[test]
    fn what_is_there_is_adopted_and_left_alone() {
        let temp = tempfile::tempdir().unwrap();
        std::fs::write(temp.path().join("Policy.docx"), "x").unwrap();
        std::fs::write(temp.path().join(NOTES), "").unwrap();
        std::fs::write(temp.path().join(IGNORE), "mine").unwrap();
        let plan = plan_init(temp.path(), None, TODAY);
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
    fn a_repository_without_files_is_empty() {
        let temp = tempfile::tempdir().unwrap();
        std::fs::create_dir(temp.path().join(".git")).unwrap();
        assert!(!plan_init(temp.path(), None, TODAY).adopts);
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

        let skeleton = parse_yaml(&SourceFile::new(MANIFEST, manifest(false))).unwrap();
        assert!(skeleton.get("not_evidence").is_some());
        let comments = parse_yaml(&SourceFile::new(MANIFEST, manifest(true))).unwrap();
        assert_eq!(comments.value, Value::Null);
        let all = parse_yaml(&SourceFile::new(MANIFEST, examples_on(&manifest(true)))).unwrap();
        for key in ["not_evidence", "evidence", "series", "registers"] {
            assert!(!all.get(key).unwrap().members().is_empty(), "{key}");
        }
    }
}
