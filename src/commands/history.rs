//! Asks git when files were last changed, and by whom, and what they said before. Nothing else in
//! this program starts another one.
//!
//! The repository may be somebody else's, and git runs programs that the settings of a
//! repository name: to sign, to page, to compare, to fetch what is missing, to look at changed
//! files. So git is only asked for what stands in its own store ([`questions`]), never to look at
//! a file; each setting by which a program could be started in spite of that is overruled; and
//! nothing of the environment tells git anything. What the user allows for himself, such as
//! repositories of other owners (`safe.directory`), stays his to allow.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read as _, Take, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use crate::cli::Global;
use crate::evidence::{Awaited, History, LOG_FORMAT};
use crate::workspace::Workspace;

/// How long git may take for all.
const LONGEST: Duration = Duration::from_secs(20);

/// Most that is read of what git prints, in bytes.
const LARGEST: u64 = 256 << 20;

/// Largest state of a file that is looked at, in bytes.
const LARGEST_STATE: u64 = 16 << 20;

/// Most that is read of what git complains of, in bytes.
const LARGEST_COMPLAINT: u64 = 8 << 10;

/// Settings of a repository that are overruled: those that name programs, and those that would
/// change what is printed.
const OVERRULED: &[&str] = &[
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.sshCommand=false",
    "core.gitProxy=",
    "core.askPass=",
    "core.alternateRefsCommand=false",
    "credential.helper=",
    "protocol.allow=never",
    "gpg.program=false",
    "diff.external=",
    "submodule.recurse=false",
    "safe.bareRepository=explicit",
    "log.showSignature=false",
    "log.showRoot=true",
    "log.follow=false",
    "diff.relative=false",
    "i18n.logOutputEncoding=UTF-8",
];

/// What the environment tells git.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("LC_ALL", "C"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    // A clone in which something is missing does not fetch it.
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", ""),
    // History is what was committed, not what a repository would rather have been.
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_GRAFT_FILE", "/dev/null"),
    ("GIT_LITERAL_PATHSPECS", "1"),
    ("GIT_ATTR_NOSYSTEM", "1"),
];

/// Begins to ask git for the history of a workspace, beside everything else. `None` where
/// nobody wants it: with `--no-git`, with `git = false` in `clausewise.toml`, and where the
/// workspace is not the root of a repository and `clausewise.toml` does not say `git = true`.
#[must_use]
pub fn history_of(workspace: &Workspace, global: &Global) -> Option<Awaited> {
    let is_repository = || workspace.root.join(".git").symlink_metadata().is_ok();
    if global.no_git || !workspace.settings.git.unwrap_or_else(is_repository) {
        return None;
    }
    let root = plain(&workspace.root);
    let anywhere = workspace.settings.git == Some(true);
    let asked = thread::spawn(move || {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let git = git_in(&path, &root).ok_or("git is not installed here")?;
        ask(&git, &root, anywhere, LONGEST)
    });
    let gone = |_| Err("git could not be asked".to_owned());
    Some(Box::new(move || asked.join().unwrap_or_else(gone)))
}

/// What git keeps under numbers, one after the other from one call: `talk` asks for a number and
/// is given the bytes, none where there are none or they are too large to be looked at.
///
/// # Errors
/// In words: why git does not answer.
pub fn from_store<T: Send + 'static>(
    workspace: &Workspace,
    talk: impl FnOnce(&mut dyn FnMut(&str) -> Option<Vec<u8>>) -> T + Send + 'static,
) -> Result<T, String> {
    let root = plain(&workspace.root);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let git = git_in(&path, &root).ok_or("git is not installed here")?;
    let until = Instant::now() + LONGEST;
    let question = ["cat-file", "--batch"];
    let answered = run(&git, &root, &question, until, |input, output| {
        let mut store = Store {
            input: input.ok_or("git could not be started")?,
            output: BufReader::with_capacity(1 << 16, output),
        };
        let mut broken = None;
        let mut ask = |number: &str| match store.get(number) {
            Ok(bytes) => bytes,
            Err(reason) => {
                broken.get_or_insert(reason);
                None
            }
        };
        let talked = talk(&mut ask);
        broken.map_or(Ok(talked), Err)
    });
    answered.map_err(Refusal::in_words)
}

/// A conversation with `git cat-file --batch`.
struct Store {
    input: ChildStdin,
    output: BufReader<Take<ChildStdout>>,
}

impl Store {
    /// The bytes of a number: the answer is a line with its kind and size, the bytes, a line end.
    fn get(&mut self, number: &str) -> Result<Option<Vec<u8>>, String> {
        let told = |error: std::io::Error| error.to_string();
        writeln!(self.input, "{number}").map_err(told)?;
        self.input.flush().map_err(told)?;
        let mut head = String::new();
        (&mut self.output).take(200).read_line(&mut head).map_err(told)?;
        let mut words = head.split_whitespace().skip(1);
        let (kind, size) = (words.next(), words.next().and_then(|size| size.parse().ok()));
        let Some(size) = size else {
            let missing = kind == Some("missing");
            return if missing { Ok(None) } else { Err("git's answer breaks off".to_owned()) };
        };
        let size: u64 = size;
        let mut bytes = Vec::new();
        let mut answer = (&mut self.output).take(size + 1);
        if kind == Some("blob") && size <= LARGEST_STATE {
            answer.read_to_end(&mut bytes).map_err(told)?;
            return match bytes.pop() {
                Some(_) if bytes.len() as u64 == size => Ok(Some(bytes)),
                _ => Err("git's answer breaks off".to_owned()),
            };
        }
        std::io::copy(&mut answer, &mut std::io::sink()).map_err(told)?;
        Ok(None)
    }
}

/// Asks where the repository is, and for its history.
fn ask(git: &Path, root: &Path, anywhere: bool, longest: Duration) -> Result<History, String> {
    let until = Instant::now() + longest;
    let [place, log] = questions();
    let told = run(git, root, &place, until, |_, mut output| {
        let mut text = Vec::new();
        let read = output.read_to_end(&mut text);
        read.map(|_| text).map_err(|error| error.to_string())
    });
    let told = told.map_err(Refusal::in_words)?;
    let strange = || "this git is too old, or its answer has a form that is not known".to_owned();
    let (shallow, prefix) = split_at_line(&told).ok_or_else(strange)?;
    match shallow {
        b"false" => {}
        b"true" => {
            return Err("this is a shallow clone, which lacks the older changes; `git fetch --unshallow` brings them".to_owned());
        }
        _ => return Err(strange()),
    }
    let prefix = prefix.strip_suffix(b"\n").unwrap_or(prefix).to_vec();
    if !anywhere && !prefix.is_empty() {
        return Err(Refusal::NoRepository.in_words());
    }
    let read = run(git, root, &log, until, move |_, output| {
        let mut output = BufReader::with_capacity(1 << 16, output);
        let history = History::read(&mut output, &prefix);
        match output.get_ref().limit() {
            0 => Err(format!("its history is larger than {} MiB", LARGEST >> 20)),
            _ => history,
        }
    });
    match read {
        Err(Refusal::NoCommit) => Ok(History::default()),
        read => read.map_err(Refusal::in_words),
    }
}

/// What git is asked: where the workspace lies in its repository, and which commit changed
/// which files. The second needs nothing but commits and the lists of files in them.
fn questions() -> [Vec<&'static str>; 2] {
    [
        vec!["rev-parse", "--is-shallow-repository", "--show-prefix"],
        vec![
            "log",
            LOG_FORMAT,
            "--date=short",
            "--raw",
            "--no-abbrev",
            "-z",
            // Of a merge what differs from all that it joins.
            "-c",
            "--root",
            "--topo-order",
            "--no-renames",
            "--ignore-submodules=none",
            "--no-ext-diff",
            "--no-textconv",
            "--no-show-signature",
            "--no-notes",
            "--no-decorate",
            "--no-color",
            "-O/dev/null",
            "--",
            ".",
        ],
    ]
}

/// Why git did not answer.
#[derive(Debug, PartialEq, Eq)]
enum Refusal {
    NotStarted,
    TooSlow,
    SomebodyElses,
    NoRepository,
    NoCommit,
    Failed,
    /// What it said cannot be used, for this reason.
    Strange(String),
}

impl Refusal {
    fn in_words(self) -> String {
        let words = match self {
            Self::NotStarted => "git could not be started",
            Self::TooSlow => "git took too long",
            Self::SomebodyElses => {
                "git refuses a repository that belongs to somebody else; if you trust it, allow it with `safe.directory`"
            }
            Self::NoRepository => "git finds no repository here, or a damaged one",
            Self::NoCommit => "nothing is committed yet",
            Self::Failed => "git could not read its history; `git log` in this folder tells more",
            Self::Strange(reason) => return reason,
        };
        words.to_owned()
    }

    /// By what git says itself, in English.
    fn of(complaint: &[u8]) -> Self {
        let said = |part: &str| memchr::memmem::find(complaint, part.as_bytes()).is_some();
        if said("dubious ownership") || said("unsafe repository") {
            Self::SomebodyElses
        } else if said("does not have any commits yet") {
            Self::NoCommit
        } else if said("not a git repository") || said("must be run in a work tree") {
            Self::NoRepository
        } else {
            Self::Failed
        }
    }
}

/// Runs git in a folder, talks to it and reads what it prints, until some moment.
fn run<T: Send + 'static>(
    git: &Path,
    root: &Path,
    question: &[&str],
    until: Instant,
    read: impl FnOnce(Option<ChildStdin>, Take<ChildStdout>) -> Result<T, String> + Send + 'static,
) -> Result<T, Refusal> {
    let mut child = command(git, root, question)
        .spawn()
        .map_err(|_| Refusal::NotStarted)?;
    let (Some(output), Some(errors)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(Refusal::NotStarted);
    };
    let input = child.stdin.take();
    // Not waited for when time is up: whatever git has started may hold them open.
    let answer = aside(move || read(input, output.take(LARGEST)));
    let complaint = aside(move || {
        let mut text = Vec::new();
        let mut errors = errors;
        let _ = (&mut errors).take(LARGEST_COMPLAINT).read_to_end(&mut text);
        let _ = std::io::copy(&mut errors, &mut std::io::sink());
        text
    });
    let left = || until.saturating_duration_since(Instant::now());
    let answer = answer.recv_timeout(left());
    let Some(well) = ended(&mut child, until) else {
        let _ = child.kill();
        let _ = child.wait();
        return Err(Refusal::TooSlow);
    };
    let complaint = complaint.recv_timeout(left()).unwrap_or_default();
    match answer {
        Ok(Ok(answer)) if well => Ok(answer),
        // It also ends badly, and silently, once nobody listens to it any more.
        Ok(Err(reason)) if well || complaint.is_empty() => Err(Refusal::Strange(reason)),
        Ok(_) => Err(Refusal::of(&complaint)),
        Err(_) => Err(Refusal::TooSlow),
    }
}

/// Does something in a thread of its own.
fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> mpsc::Receiver<T> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(work()));
    receiver
}

/// Whether a program ended well; `None` where it has not ended in time.
fn ended(child: &mut Child, until: Instant) -> Option<bool> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if Instant::now() < until => thread::sleep(Duration::from_millis(1)),
            _ => return None,
        }
    }
}

fn command(git: &Path, root: &Path, question: &[&str]) -> Command {
    let mut command = Command::new(git);
    command
        .current_dir(root)
        .stdin(if question.contains(&"--batch") {
            Stdio::piped()
        } else {
            Stdio::null()
        })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for (name, _) in std::env::vars_os() {
        if name
            .as_encoded_bytes()
            .to_ascii_uppercase()
            .starts_with(b"GIT_")
        {
            command.env_remove(name);
        }
    }
    command.envs(ENVIRONMENT.iter().copied());
    command.arg("--no-pager");
    for setting in OVERRULED {
        command.args(["-c", setting]);
    }
    command.args(question);
    command
}

/// The first git in the folders of a search path, with none that lies among the evidence: not
/// the current folder, and no folder within the workspace.
fn git_in(path: &OsStr, root: &Path) -> Option<PathBuf> {
    let name = if cfg!(windows) { "git.exe" } else { "git" };
    std::env::split_paths(path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(name))
        .find(|file| {
            let real = file.canonicalize().map(|file| plain(&file));
            real.is_ok_and(|real| !real.starts_with(root)) && is_program(file)
        })
}

#[cfg(unix)]
fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata()
        .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(file: &Path) -> bool {
    file.is_file()
}

/// A path in the form that other programs take: on Windows without `\\?\`.
fn plain(path: &Path) -> PathBuf {
    let Some(text) = path.to_str() else {
        return path.to_path_buf();
    };
    match text.strip_prefix(r"\\?\") {
        Some(rest) if rest.as_bytes().get(1) == Some(&b':') => PathBuf::from(rest),
        _ => path.to_path_buf(),
    }
}

/// The first line, without its end, and the rest.
fn split_at_line(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = memchr::memchr(b'\n', text)?;
    Some((&text[..end], &text[end + 1..]))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// A git that does what a line of the shell says, and why its history is not known.
    fn told(line: &str, longest: Duration) -> String {
        let folder = tempfile::tempdir().unwrap();
        let git = folder.path().join("git");
        std::fs::write(&git, format!("#!/bin/sh\n{line}\n")).unwrap();
        std::fs::set_permissions(&git, std::fs::Permissions::from_mode(0o755)).unwrap();
        let began = Instant::now();
        let ask_once = || ask(&git, folder.path(), false, longest).unwrap_err();
        // Another test that starts a program just now may still hold the file open for writing.
        let not_started = Refusal::NotStarted.in_words();
        let told = (0..100)
            .map(|_| ask_once())
            .find(|told| *told != not_started);
        assert!(began.elapsed() < Duration::from_secs(10), "{line}");
        told.unwrap()
    }

    #[test]
    fn a_git_that_does_not_end_is_not_waited_for() {
        let soon = Duration::from_millis(200);
        for line in [
            "sleep 30",
            // What it has started still holds its output.
            "sleep 30 & exit 0",
            "exec >&- 2>&-; sleep 30",
            "while true; do echo false; done",
        ] {
            assert_eq!(told(line, soon), "git took too long", "{line}");
        }
    }

    #[test]
    fn a_git_that_answers_strangely_is_not_believed() {
        let late = Duration::from_secs(9);
        for (line, reason) in [
            ("exit 3", "git could not read its history"),
            ("echo maybe; echo", "this git is too old"),
            ("printf false", "this git is too old"),
            ("echo true; echo", "shallow clone"),
            ("echo false; echo sub/", "git finds no repository here"),
            (
                "yes complaint | head -c 1000000 >&2; exit 1",
                "git could not read its history",
            ),
            (
                "case \"$*\" in *rev-parse*) echo false; echo;; *) echo nonsense;; esac",
                "a form that is not known",
            ),
            (
                "case \"$*\" in *rev-parse*) echo false; echo;; *) yes nonsense;; esac",
                "is larger than 256 MiB",
            ),
        ] {
            let told = told(line, late);
            assert!(told.contains(reason), "{line}: {told}");
        }
    }
}
