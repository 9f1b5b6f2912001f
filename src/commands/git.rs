//! Starts git. Nothing else in this program starts another one.
//!
//! The repository may be somebody else's, and git runs programs that the settings of a
//! repository name: to sign, to page, to compare, to fetch what is missing, to look at changed
//! files. So git is only asked for what stands in its own store, never to look at a file or to
//! write one; each setting by which a program could be started in spite of that is overruled; and
//! nothing of the environment tells git anything. What the user allows for himself, such as
//! repositories of other owners (`safe.directory`), stays his to allow.

use std::ffi::OsStr;
use std::io::{self, BufRead, Read, Take, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// Most that is read of what git prints, in bytes.
pub const LARGEST: u64 = 256 << 20;

/// How long git may take for all that is asked beside the reading of files.
pub const LONGEST: Duration = Duration::from_secs(20);

/// Longest line that is read before something out of git's store, in bytes.
const LONGEST_HEAD: u64 = 200;

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

/// Why git did not answer.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is none that runs.
    NotStarted,
    /// It took longer than it may.
    TooSlow,
    /// It does not trust the owner.
    SomebodyElses,
    /// There is no repository.
    NoRepository,
    /// There is no commit.
    NoCommit,
    /// Anything else.
    Failed,
    /// What it said cannot be used, for this reason.
    Strange(String),
}

impl Refusal {
    /// In a sentence without its end.
    #[must_use]
    pub fn in_words(self) -> String {
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

/// Runs git in a folder and reads what it prints, until some moment.
///
/// # Errors
/// Why git did not answer.
pub fn run<T: Send + 'static>(
    git: &Path,
    root: &Path,
    question: &[&str],
    until: Instant,
    read: impl FnOnce(Take<ChildStdout>) -> Result<T, String> + Send + 'static,
) -> Result<T, Refusal> {
    run_fed(git, root, question, Vec::new(), LARGEST, until, read)
}

/// The same, with something for git to read, and another limit to what it may print, in bytes.
///
/// # Errors
/// Why git did not answer.
pub fn run_fed<T: Send + 'static>(
    git: &Path,
    root: &Path,
    question: &[&str],
    input: Vec<u8>,
    largest: u64,
    until: Instant,
    read: impl FnOnce(Take<ChildStdout>) -> Result<T, String> + Send + 'static,
) -> Result<T, Refusal> {
    let talk = |mut questions: ChildStdin, output| {
        thread::spawn(move || questions.write_all(&input));
        read(output)
    };
    converse(git, root, question, largest, until, talk)
}

/// The same, with somebody who asks on after each answer.
///
/// # Errors
/// Why git did not answer.
pub fn converse<T: Send + 'static>(
    git: &Path,
    root: &Path,
    question: &[&str],
    largest: u64,
    until: Instant,
    talk: impl FnOnce(ChildStdin, Take<ChildStdout>) -> Result<T, String> + Send + 'static,
) -> Result<T, Refusal> {
    let mut child = command(git, root, question)
        .spawn()
        .map_err(|_| Refusal::NotStarted)?;
    let pipes = (child.stdout.take(), child.stderr.take(), child.stdin.take());
    let (Some(output), Some(errors), Some(questions)) = pipes else {
        return Err(Refusal::NotStarted);
    };
    // Not waited for when time is up: whatever git has started may hold them open.
    let answer = aside(move || talk(questions, output.take(largest)));
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
        .stdin(Stdio::piped())
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

/// Everything that git prints.
///
/// # Errors
/// It cannot be read.
pub fn all(mut output: impl Read) -> Result<Vec<u8>, String> {
    let mut text = Vec::new();
    let read = output.read_to_end(&mut text);
    read.map(|_| text).map_err(|error| error.to_string())
}

/// Where a folder lies in the repository around it.
pub struct Place {
    /// Whether it is a clone that lacks older changes; `None` where git does not say.
    pub shallow: Option<bool>,
    /// The path of the folder: empty, or with a slash behind it.
    pub prefix: Vec<u8>,
}

/// Where a folder lies in the repository around it.
///
/// # Errors
/// In words: why git does not answer.
pub fn place(git: &Path, root: &Path, until: Instant) -> Result<Place, String> {
    let question = ["rev-parse", "--is-shallow-repository", "--show-prefix"];
    let told = run(git, root, &question, until, all).map_err(Refusal::in_words)?;
    let end = memchr::memchr(b'\n', &told).ok_or_else(strange)?;
    let prefix = &told[end + 1..];
    Ok(Place {
        shallow: match &told[..end] {
            b"true" => Some(true),
            b"false" => Some(false),
            _ => None,
        },
        prefix: prefix.strip_suffix(b"\n").unwrap_or(prefix).to_vec(),
    })
}

/// What is said of an answer in a form that is not known.
#[must_use]
pub fn strange() -> String {
    "this git is too old, or its answer has a form that is not known".to_owned()
}

/// What stands before the bytes of something that git keeps.
pub enum Head {
    /// It does not keep that.
    Missing,
    /// So many bytes follow, and a line end.
    Kept {
        /// They are those of a file.
        blob: bool,
        /// How many.
        size: u64,
    },
    /// Something else.
    Strange,
}

/// The next head of what `git cat-file --batch` prints: `ID blob SIZE`, or `ID missing`.
///
/// # Errors
/// It cannot be read.
pub fn head(output: &mut impl BufRead) -> io::Result<Head> {
    let mut line = Vec::new();
    output.take(LONGEST_HEAD).read_until(b'\n', &mut line)?;
    let line = String::from_utf8_lossy(&line);
    let mut words = line.split_whitespace().skip(1);
    let kind = words.next();
    let size = words.next().and_then(|size| size.parse().ok());
    Ok(match (kind, size) {
        (Some("missing"), None) => Head::Missing,
        (Some(kind), Some(size)) => Head::Kept {
            blob: kind == "blob",
            size,
        },
        _ => Head::Strange,
    })
}

/// The git that is asked about a workspace.
///
/// # Errors
/// There is none.
pub fn git_for(root: &Path) -> Result<PathBuf, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    git_in(&path, root).ok_or_else(|| "git is not installed here".to_owned())
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
#[must_use]
pub fn plain(path: &Path) -> PathBuf {
    let Some(text) = path.to_str() else {
        return path.to_path_buf();
    };
    match text.strip_prefix(r"\\?\") {
        Some(rest) if rest.as_bytes().get(1) == Some(&b':') => PathBuf::from(rest),
        _ => path.to_path_buf(),
    }
}
