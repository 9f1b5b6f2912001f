//! A workspace as it was at a commit, taken out of git's store into a folder of its own.
//!
//! Blobs are taken as they are: no filter, no hook and no attribute of the repository has a say.
//! Names come from a repository that may be hostile: what would lead out of the folder is left out,
//! and links are made last, so that nothing is written through one. Where only the pointer to a large
//! file was committed (Git LFS), the file itself is copied from the working tree if it is still the
//! same.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use tempfile::TempDir;

use crate::commands::git::{Head, Place, Refusal, all, head, place, run, run_fed};
use crate::evidence::everything;
use crate::workspace::sha256_of;

/// How long git may take for all.
const LONGEST: Duration = Duration::from_mins(1);

/// Most that is taken out, in bytes.
const LARGEST: u64 = 2 << 30;

/// Pointers to large files are no longer than this, in bytes.
const LONGEST_POINTER: u64 = 1024;

/// Files that say which others are left out; they count for the folders below theirs.
const IGNORING: [&str; 2] = [".gitignore", ".clausewiseignore"];

/// A repository around a workspace.
pub struct Repository<'a> {
    git: &'a Path,
    root: &'a Path,
    /// Where the workspace lies in it: empty, or with a slash behind it.
    prefix: String,
    shallow: bool,
    until: Instant,
}

/// The workspace as it was; the folder is removed with it.
pub struct Former {
    _folder: TempDir,
    root: PathBuf,
}

impl<'a> Repository<'a> {
    /// Finds it.
    ///
    /// # Errors
    /// Why git knows of none.
    pub fn around(git: &'a Path, root: &'a Path) -> Result<Self, String> {
        let until = Instant::now() + LONGEST;
        let Place { shallow, prefix } = place(git, root, until)?;
        Ok(Self {
            git,
            root,
            prefix: String::from_utf8(prefix)
                .map_err(|_| "the name of this folder is not UTF-8".to_owned())?,
            shallow: shallow == Some(true),
            until,
        })
    }

    /// The commit that a revision and the current one have in common.
    ///
    /// # Errors
    /// There is none, or no such revision.
    pub fn merge_base(&self, revision: &str) -> Result<String, String> {
        let more = if self.shallow {
            "this is a shallow clone, which lacks older changes and other branches; fetch them first \
             (`git fetch --unshallow`; `fetch-depth: 0` for GitHub's checkout, `GIT_DEPTH: \"0\"` for GitLab)"
        } else {
            "a branch of the server has to be fetched first, and is called `origin/main`, say"
        };
        self.commit("HEAD", || "nothing is committed yet".to_owned())?;
        let there = self.commit(revision, || {
            format!("git knows no such branch, tag or commit here; {more}")
        })?;
        self.one(&["merge-base", &there, "HEAD"], || {
            format!("it has no commit in common with this branch; {more}")
        })
    }

    /// The commit of a revision, and the day of it.
    ///
    /// # Errors
    /// There is no such revision.
    pub fn commit_of(&self, revision: &str) -> Result<(String, Date), String> {
        let more = if self.shallow {
            "; this is a shallow clone, which lacks older ones (`git fetch --unshallow`)"
        } else {
            ""
        };
        let none = || format!("git knows no such branch, tag or commit here{more}");
        let commit = self.commit(revision, none)?;
        let question = ["log", "-1", "--format=%cs", &commit];
        let told = run(self.git, self.root, &question, self.until, all);
        let told = told.map_err(Refusal::in_words)?;
        let day = String::from_utf8_lossy(&told);
        let day = day.trim().parse();
        Ok((
            commit,
            day.map_err(|_| "git does not tell its day".to_owned())?,
        ))
    }

    /// Takes the workspace out as it was at a commit.
    ///
    /// # Errors
    /// Git cannot hand it out, or it cannot be written.
    pub fn take_out(&self, commit: &str) -> Result<Former, String> {
        let folder = tempfile::Builder::new().prefix("clausewise-").tempdir();
        let unwritable =
            |error: io::Error| format!("a temporary folder cannot be written: {error}");
        let folder = folder.map_err(unwritable)?;
        // A folder of the system may be reached by a link.
        let base = folder.path().canonicalize().map_err(unwritable)?;
        let root = base.join(&self.prefix);
        std::fs::create_dir_all(&root).map_err(unwritable)?;
        let files = self.files_at(commit)?;
        for file in files.iter().filter(|file| file.mode == SUBMODULE) {
            self.copy(&file.path, &base).map_err(unwritable)?;
        }
        let writing = Writing {
            base,
            prefix: self.prefix.clone(),
            now: self.root.to_path_buf(),
            files: files
                .into_iter()
                .filter(|file| file.mode != SUBMODULE)
                .collect(),
        };
        let asked = writing.files.iter().flat_map(|file| [&*file.id, "\n"]);
        let asked = asked.collect::<String>().into_bytes();
        let question = ["cat-file", "--batch"];
        let written = run_fed(
            self.git,
            self.root,
            &question,
            asked,
            LARGEST,
            self.until,
            |out| writing.write(BufReader::with_capacity(1 << 16, out)),
        );
        written.map_err(Refusal::in_words)?;
        Ok(Former {
            _folder: folder,
            root,
        })
    }

    /// Copies a repository within this one as it is: of what it was, this one keeps nothing.
    fn copy(&self, path: &[u8], base: &Path) -> io::Result<()> {
        let within = std::str::from_utf8(path).ok();
        let within = within.and_then(|path| path.strip_prefix(self.prefix.as_str()));
        let (Some(within), Some(_)) = (within, below(base, path)) else {
            return Ok(());
        };
        let folder = self.root.join(within);
        // A link that took its place leads elsewhere.
        if !folder.canonicalize().is_ok_and(|real| real == folder) {
            return Ok(());
        }
        let to = base.join(&self.prefix);
        let files = everything(self.root, &folder).files;
        for found in files.iter().filter(|found| !found.link) {
            let Ok(place) = found.on_disk.strip_prefix(self.root) else {
                continue;
            };
            let target = to.join(place);
            if let Some(folder) = target.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::copy(&found.on_disk, target)?;
        }
        Ok(())
    }

    fn files_at(&self, commit: &str) -> Result<Vec<Blob>, String> {
        let mut paths = Vec::new();
        if !self.prefix.is_empty() {
            paths.push(self.prefix.clone());
            let above =
                std::iter::once(0).chain(self.prefix.match_indices('/').map(|(at, _)| at + 1));
            for at in above {
                paths.extend(IGNORING.map(|name| format!("{}{name}", &self.prefix[..at])));
            }
        }
        let mut question = vec!["ls-tree", "-r", "-z", "--full-tree", commit, "--"];
        question.extend(paths.iter().map(String::as_str));
        let told = run(self.git, self.root, &question, self.until, all);
        let told = told.map_err(Refusal::in_words)?;
        let mut files: Vec<Blob> = told
            .split(|byte| *byte == 0)
            .filter_map(Blob::read)
            .collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        Ok(files)
    }

    fn commit(&self, revision: &str, otherwise: impl Fn() -> String) -> Result<String, String> {
        let named = format!("{revision}^{{commit}}");
        self.one(&["rev-parse", "--verify", &named], otherwise)
    }

    /// One commit that git names, or what to say where it names none.
    fn one(&self, question: &[&str], otherwise: impl Fn() -> String) -> Result<String, String> {
        let told = run(self.git, self.root, question, self.until, all);
        let told = told.map_err(|refusal| match refusal {
            Refusal::Failed | Refusal::NoCommit => otherwise(),
            refusal => refusal.in_words(),
        })?;
        let id = String::from_utf8_lossy(&told).trim().to_owned();
        let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_id.then_some(id).ok_or_else(otherwise)
    }
}

impl Former {
    /// The workspace's folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }
}

const SUBMODULE: &str = "160000";
const LINK: &str = "120000";

/// A file of a commit.
struct Blob {
    mode: String,
    id: String,
    path: Vec<u8>,
}

impl Blob {
    /// `100644 blob 8c7e…` TAB `policies/a.md`.
    fn read(line: &[u8]) -> Option<Self> {
        let tab = memchr::memchr(b'\t', line)?;
        let mut words = std::str::from_utf8(&line[..tab]).ok()?.split(' ');
        let (mode, _, id) = (words.next()?, words.next()?, words.next()?);
        Some(Self {
            mode: mode.to_owned(),
            id: id.to_owned(),
            path: line[tab + 1..].to_vec(),
        })
    }
}

/// Blobs on their way into a folder.
struct Writing {
    base: PathBuf,
    prefix: String,
    /// The workspace as it is.
    now: PathBuf,
    files: Vec<Blob>,
}

impl Writing {
    /// Writes what `git cat-file --batch` prints: for each blob its head, its bytes and a line end.
    fn write(self, mut output: impl BufRead) -> Result<(), String> {
        let mut links = Vec::new();
        for file in &self.files {
            let size = match head(&mut output).map_err(|error| failed(&error))? {
                Head::Kept { size, .. } => size,
                Head::Missing => {
                    return Err("this clone lacks the files of that commit; `git fetch --refetch` brings them".to_owned());
                }
                Head::Strange => {
                    return Err(format!(
                        "it is larger than {} GiB, or git's answer has a form that is not known",
                        LARGEST >> 30
                    ));
                }
            };
            let mut bytes = (&mut output).take(size);
            let target = below(&self.base, &file.path);
            match target {
                Some(target) if file.mode == LINK => {
                    let mut to = Vec::new();
                    bytes.read_to_end(&mut to).map_err(|error| failed(&error))?;
                    links.push((target, to));
                }
                Some(target) => self
                    .file(&target, size, &mut bytes)
                    .map_err(|error| failed(&error))?,
                None => {}
            }
            io::copy(&mut bytes, &mut io::sink()).map_err(|error| failed(&error))?;
            output
                .read_until(b'\n', &mut Vec::new())
                .map_err(|error| failed(&error))?;
        }
        for (place, to) in links {
            link(&place, &to).map_err(|error| failed(&error))?;
        }
        Ok(())
    }

    fn file(&self, target: &Path, size: u64, bytes: &mut impl Read) -> io::Result<()> {
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut file = match File::create_new(target) {
            Ok(file) => file,
            // Names that only differ in what this system makes no difference of.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
            Err(error) => return Err(error),
        };
        if size > LONGEST_POINTER {
            return io::copy(bytes, &mut file).map(|_| ());
        }
        let mut text = Vec::new();
        bytes.read_to_end(&mut text)?;
        if let Some(hash) = pointed_at(&text) {
            let within = target.strip_prefix(self.base.join(&self.prefix));
            let now = within
                .map(|within| self.now.join(within))
                .unwrap_or_default();
            let is_file = now.symlink_metadata().is_ok_and(|data| data.is_file());
            if is_file && sha256_of(&now).is_ok_and(|is| is == hash) {
                return io::copy(&mut File::open(now)?, &mut file).map(|_| ());
            }
        }
        io::Write::write_all(&mut file, &text)
    }
}

fn failed(error: &io::Error) -> String {
    format!("what was there before could not be written to a temporary folder: {error}")
}

/// The SHA-256 of the file that a pointer stands for.
fn pointed_at(text: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(text).ok()?;
    if !text.starts_with("version https://git-lfs") {
        return None;
    }
    let mut lines = text.lines();
    lines.find_map(|line| line.strip_prefix("oid sha256:"))
}

/// Where a path of git's lies below a folder; `None` for one that leads out of it, or that this
/// system cannot have.
fn below(folder: &Path, path: &[u8]) -> Option<PathBuf> {
    let mut out = folder.to_path_buf();
    for part in path.split(|byte| *byte == b'/') {
        let odd = part.is_empty()
            || part == b"."
            || part == b".."
            || part.eq_ignore_ascii_case(b".git")
            || cfg!(windows) && part.iter().any(|byte| b"\\:<>|?*\"".contains(byte));
        if odd {
            return None;
        }
        out.push(name(part)?);
    }
    Some(out)
}

#[cfg(unix)]
#[expect(
    clippy::unnecessary_wraps,
    reason = "other systems cannot have every name"
)]
fn name(part: &[u8]) -> Option<&std::ffi::OsStr> {
    use std::os::unix::ffi::OsStrExt as _;
    Some(std::ffi::OsStr::from_bytes(part))
}

#[cfg(not(unix))]
fn name(part: &[u8]) -> Option<&str> {
    std::str::from_utf8(part).ok()
}

/// Makes a link, which nobody follows; where the system has none, a file that says where it led.
fn link(place: &Path, to: &[u8]) -> io::Result<()> {
    if let Some(folder) = place.parent() {
        std::fs::create_dir_all(folder)?;
    }
    #[cfg(unix)]
    let made = std::os::unix::fs::symlink(name(to).unwrap_or_default(), place);
    #[cfg(not(unix))]
    let made = std::fs::write(place, to);
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out() {
        let folder = Path::new("x");
        for path in [
            "../a",
            "a/../b",
            "/a",
            "a//b",
            ".git/hooks/x",
            ".GIT/x",
            "./a",
            "",
        ] {
            assert_eq!(below(folder, path.as_bytes()), None, "{path}");
        }
        assert_eq!(
            below(folder, b"a/b.md"),
            Some(folder.join("a").join("b.md"))
        );
    }

    #[test]
    fn a_link_is_never_written_through() {
        let temp = tempfile::tempdir().unwrap();
        let (base, outside) = (temp.path().join("in"), temp.path().join("out"));
        std::fs::create_dir_all(&base).unwrap();
        std::fs::create_dir_all(&outside).unwrap();
        let blob = |mode: &str, path: &str| Blob {
            mode: mode.to_owned(),
            id: String::new(),
            path: path.as_bytes().to_vec(),
        };
        let writing = Writing {
            base: base.clone(),
            prefix: String::new(),
            now: outside.clone(),
            files: vec![blob(LINK, "d"), blob("100644", "d/x"), blob("100644", "e")],
        };
        let to = outside.display().to_string();
        let told = format!("1 blob {}\n{to}\n2 blob 1\nx\n3 blob 2\nee\n", to.len());
        let _ = writing.write(told.as_bytes());
        assert_eq!(std::fs::read_dir(&outside).unwrap().count(), 0);
        assert_eq!(std::fs::read(base.join("e")).unwrap(), b"ee");
    }
}
