//! The cache: a second look says the same as the first, whatever became of files, settings,
//! catalogue or the cache itself in between.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use common::{Org, clausewise, repository};

/// An organisation and a folder for its cache, with what it says without any.
struct Looked {
    org: Org,
    cache: tempfile::TempDir,
}

impl Looked {
    fn at(org: Org) -> Self {
        let cache = tempfile::tempdir().unwrap();
        Self { org, cache }
    }

    /// An organisation whose files are plainly older than their reading, by dates that nobody
    /// can set too.
    fn settled(org: Org) -> Self {
        let looked = Self::at(org);
        std::thread::sleep(Duration::from_millis(2_100));
        looked
    }

    fn said(&self, cache: bool, more: &[&str]) -> String {
        let mut command = clausewise(repository());
        command
            .args(["assess", "--format", "json", "--as-of", "2026-11-01"])
            .args(more)
            .arg(self.org.root());
        if cache {
            command.env("CLAUSEWISE_NO_CACHE", "0");
            command.arg("--cache-dir").arg(self.cache.path());
        }
        let out = command.output().unwrap();
        let text = String::from_utf8(out.stdout).unwrap();
        assert!(
            text.starts_with('{'),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
        text
    }

    /// Both ways, which must agree: with the cache, with the answer that was kept, and with the
    /// cache alone.
    fn says_the_same(&self, what: &str) {
        let fresh = self.said(false, &[]);
        for look in ["first look", "second look"] {
            assert!(self.said(true, &[]) == fresh, "{what}: {look}");
        }
        self.forget_answers();
        assert!(
            self.said(true, &[]) == fresh,
            "{what}: a look with the cache alone"
        );
    }

    /// The answers that are kept.
    fn answers(&self) -> Vec<PathBuf> {
        self.of_ending("answer")
    }

    fn forget_answers(&self) {
        for file in self.answers() {
            std::fs::remove_file(file).unwrap();
        }
    }

    fn of_ending(&self, ending: &str) -> Vec<PathBuf> {
        let files = std::fs::read_dir(self.cache.path()).unwrap();
        let files = files.map(|file| file.unwrap().path());
        let files = files.filter(|file| file.extension().is_some_and(|it| it == ending));
        files.collect()
    }

    fn path(&self, file: &str) -> PathBuf {
        self.org.root().join(file)
    }

    /// The cache file.
    fn kept(&self) -> PathBuf {
        let files = self.of_ending("cache");
        assert_eq!(files.len(), 1, "one folder has one cache");
        files[0].clone()
    }
}

/// Sets the date of a file to some seconds ago.
fn date(file: &Path, seconds: u64) {
    let file = std::fs::File::options().write(true).open(file).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(seconds))
        .unwrap();
}

fn small() -> Org {
    Org::new()
        .file(
            "clausewise.toml",
            "as_of = 2026-11-01\n[scope]\nservices = [\"Mail\"]\n",
        )
        .file("empty.md", "")
        .file("broken.pdf", "%PDF-1.7\nnothing")
        .file(
            "page.html",
            "<h1>Incidents</h1>\n<p>Incidents are recorded and classified for Mail.</p>",
        )
        .file(
            "list.csv",
            "id;opened;closed\nINC-1;2026-10-01;2026-10-02\n",
        )
        .claimed(
            "policy.md",
            "\"5.2.1\"",
            "# Service management policy\n\nThe policy was approved by the board.",
        )
        .claimed(
            "gone.md",
            "\"8.7.2\"",
            "# Continuity plan\n\nThe plan is tested yearly.",
        )
}

#[test]
fn whole_organisations_look_the_same_twice() {
    for folder in ["examples/harbour-it", "tests/fixtures/office"] {
        Looked::settled(Org::copy_of(folder)).says_the_same(folder);
    }
    Looked::at(small()).says_the_same("files as young as the reading");
}

#[test]
fn what_changes_is_read_again() {
    let looked = Looked::settled(small());
    looked.says_the_same("as it was");
    let policy = looked.path("policy.md");
    let text = std::fs::read_to_string(&policy).unwrap();
    std::fs::write(&policy, text.replace("was approved", "was unproved")).unwrap();
    looked.says_the_same("as long as it was");
    std::fs::write(&policy, text.replace("was approved", "not approved")).unwrap();
    date(&policy, 3600);
    looked.says_the_same("as long and as old as it was");
    std::fs::remove_file(looked.path("gone.md")).unwrap();
    looked.says_the_same("without a file");
    std::fs::rename(looked.path("page.html"), looked.path("page-draft.html")).unwrap();
    looked.says_the_same("under another name");
    std::fs::write(
        looked.path("gone.md"),
        "---\nsatisfies: [\"8.7.2\"]\n---\n\nBack.\n",
    )
    .unwrap();
    looked.says_the_same("with a file again");
}

#[test]
fn what_is_said_of_a_file_elsewhere_counts_at_once() {
    let looked = Looked::settled(small());
    looked.says_the_same("as it was");
    for (file, text) in [
        (
            "claims.toml",
            "[[claim]]\npath = \"page.html\"\nsatisfies = [\"8.6.1\"]\n",
        ),
        (
            "page.html.meta.yaml",
            "satisfies: [\"8.6.1-1\"]\nowner: Service desk\n",
        ),
        ("evidence.yaml", "not_evidence: [\"policy.md\"]\n"),
        (
            "evidence.yaml",
            "registers:\n  - {id: R, file: list.csv, satisfies: [\"8.6.1-8\"]}\nevidence:\n  - {match: \"*.html\", status: obsolete, satisfies: [\"8.6.1\"]}\n",
        ),
        (
            "clausewise.toml",
            "as_of = 2026-11-01\n[scope]\nservices = [\"Print\"]\n",
        ),
        (
            "clausewise.toml",
            "as_of = 2026-11-01\nedition = \"iso20000-1:2018\"\n",
        ),
    ] {
        let before = looked.said(false, &[]);
        std::fs::write(looked.path(file), text).unwrap();
        assert!(
            looked.said(false, &[]) != before,
            "{file} changes what is said: {text}"
        );
        looked.says_the_same(text);
    }
}

#[test]
fn another_catalogue_reads_everything_again() {
    let looked = Looked::settled(small());
    looked.says_the_same("as it was");
    let catalogue = Org::copy_of("clauses/iso20000-1/2018");
    let file = catalogue.root().join("operation.yaml");
    let text = std::fs::read_to_string(&file).unwrap();
    let folder = catalogue.root().to_str().unwrap().to_owned();
    let with = [
        "--catalogue",
        folder.as_str(),
        "--edition",
        "iso20000-1:2018",
    ];
    let first = looked.said(true, &with);
    assert_eq!(first, looked.said(false, &with));
    std::fs::write(&file, text.replace(" recorded", " chronicled")).unwrap();
    let second = looked.said(true, &with);
    assert_eq!(second, looked.said(false, &with));
    assert_ne!(first, second, "the page shows a recorded incident");
}

#[test]
fn a_damaged_cache_costs_time_and_nothing_else() {
    let looked = Looked::settled(small());
    looked.says_the_same("as it was");
    let fresh = looked.said(false, &[]);
    let kept = looked.kept();
    let whole = std::fs::read(&kept).unwrap();
    let step = whole.len() / 10;
    for at in (0..whole.len()).step_by(step.max(1)) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        std::fs::write(&kept, &bytes).unwrap();
        looked.forget_answers();
        assert!(looked.said(true, &[]) == fresh, "byte {at} is wrong");
        std::fs::write(&kept, &whole[..at]).unwrap();
        looked.forget_answers();
        assert!(looked.said(true, &[]) == fresh, "cut after {at} bytes");
    }
}

/// That an answer was given again shows in that no file was looked for in the cache: it is not
/// there afterwards.
fn is_answered_again(looked: &Looked, more: &[&str]) -> bool {
    for file in looked.of_ending("cache") {
        std::fs::remove_file(file).unwrap();
    }
    let said = looked.said(true, more);
    assert!(said == looked.said(false, more), "{more:?}");
    looked.of_ending("cache").is_empty()
}

#[test]
fn an_answer_is_given_again_only_to_the_same_question_about_the_same_evidence() {
    let org = small()
        .file(".clausewiseignore", "drawings/\n")
        .file("drawings/plan.svg", "<svg/>")
        .file("site.md", "# Site\n\nSee [the plan](drawings/plan.svg).\n");
    let looked = Looked::settled(org);
    looked.said(true, &[]);
    assert_eq!(looked.answers().len(), 1);
    assert!(is_answered_again(&looked, &[]));
    assert!(!is_answered_again(&looked, &["--gate", "stage-1"]));
    assert!(is_answered_again(&looked, &["--gate", "stage-1"]));
    let edition = ["--edition", "iso20000-1:2018"];
    assert!(!is_answered_again(&looked, &edition));
    // What a link leads to is not among the files that are read.
    let plan = looked.path("drawings/plan.svg");
    std::fs::remove_file(&plan).unwrap();
    assert!(!is_answered_again(&looked, &[]), "the link is broken");
    assert!(is_answered_again(&looked, &[]));
    std::fs::write(&plan, "<svg/>").unwrap();
    assert!(!is_answered_again(&looked, &[]), "and leads there again");
    std::fs::write(looked.path("notes.toml"), "").unwrap();
    assert!(is_answered_again(&looked, &[]), "nothing is noted");
    std::fs::write(looked.path("new.md"), "# New\n").unwrap();
    assert!(!is_answered_again(&looked, &[]));
    assert!(
        !is_answered_again(&looked, &[]),
        "a file as young as its reading may change unnoticed"
    );
}

#[test]
fn a_damaged_answer_is_worked_out_again() {
    let looked = Looked::settled(small());
    let fresh = looked.said(true, &[]);
    let answer = looked.answers().remove(0);
    let whole = std::fs::read(&answer).unwrap();
    for at in (0..whole.len()).step_by(whole.len() / 10) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        std::fs::write(&answer, &bytes).unwrap();
        assert!(looked.said(true, &[]) == fresh, "byte {at} is wrong");
    }
}

#[test]
fn no_cache_is_needed_and_none_lies_among_the_evidence() {
    let looked = Looked::settled(small());
    let files = looked.org.files();
    looked.says_the_same("as it was");
    assert_eq!(looked.org.files(), files);
    let untouched = std::fs::read(looked.kept()).unwrap();
    looked.said(true, &[]);
    assert!(std::fs::read(looked.kept()).unwrap() == untouched);
    // A folder that cannot be made, since a file is there.
    let out = clausewise(repository())
        .args(["assess", "--quiet", "--cache-dir"])
        .arg(repository().join("README.md"))
        .arg(looked.org.root())
        .env("CLAUSEWISE_NO_CACHE", "0")
        .output()
        .unwrap();
    assert!(out.status.success() && out.stderr.is_empty());
    // One that lies among the evidence is none.
    let inside = looked.path("kept");
    let said = || {
        let mut command = clausewise(repository());
        command
            .env("CLAUSEWISE_NO_CACHE", "0")
            .args(["assess", "--format", "json", "--cache-dir"]);
        command
            .arg(&inside)
            .arg(looked.org.root())
            .output()
            .unwrap()
            .stdout
    };
    assert_eq!(said(), said());
    assert!(inside.is_dir());
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_open_a_cache() {
    use std::os::unix::fs::PermissionsExt as _;
    let looked = Looked::at(small());
    let folder = looked.cache.path().join("new/one");
    clausewise(repository())
        .args(["assess", "--quiet", "--cache-dir"])
        .arg(&folder)
        .arg(looked.org.root())
        .env("CLAUSEWISE_NO_CACHE", "0")
        .output()
        .unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    for file in std::fs::read_dir(&folder).unwrap() {
        assert_eq!(mode(&file.unwrap().path()), 0o600);
    }
}

#[test]
fn a_folder_of_caches_is_kept_tidy_and_nothing_else_in_it_is_touched() {
    const DAY: u64 = 24 * 60 * 60;
    let looked = Looked::at(small());
    let other = "0".repeat(64) + ".cache";
    let files = [
        ("thesis.cache", 365 * DAY, true),
        (".clausewise-unfinished-abc", 2 * DAY, false),
        (".clausewise-unfinished-def", 60, true),
        (other.as_str(), 31 * DAY, false),
    ];
    for (name, age, _) in &files {
        let path = looked.cache.path().join(name);
        std::fs::write(&path, "x").unwrap();
        date(&path, *age);
    }
    looked.said(true, &[]);
    for (name, _, stays) in &files {
        assert_eq!(looked.cache.path().join(name).exists(), *stays, "{name}");
    }
}

#[test]
fn a_variable_set_to_nothing_is_none() {
    let home = tempfile::tempdir().unwrap();
    let looked = Looked::at(small());
    let out = clausewise(repository())
        .args(["assess", "--quiet"])
        .arg(looked.org.root())
        .env("CLAUSEWISE_NO_CACHE", "")
        .env("CLAUSEWISE_CACHE_DIR", "")
        .env("HOME", home.path())
        .env("XDG_CACHE_HOME", home.path())
        .output()
        .unwrap();
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
}

#[cfg(unix)]
#[test]
fn what_others_can_write_is_not_believed() {
    use std::os::unix::fs::PermissionsExt as _;
    let allow = |path: &Path, mode: u32| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let looked = Looked::settled(small());
    looked.says_the_same("as it was");
    let kept = looked.kept();
    let before = std::fs::read(&kept).unwrap();
    allow(&kept, 0o666);
    looked.says_the_same("a cache that all can write to");
    assert!(
        std::fs::read(&kept).unwrap() != before,
        "it is written anew"
    );
    std::fs::remove_file(&kept).unwrap();
    looked.forget_answers();
    allow(looked.cache.path(), 0o777);
    looked.says_the_same("a folder that all can write to");
    assert!(!kept.exists());
}
