//! When each file was last changed, and by whom, as git keeps it.
//!
//! What git says is the weakest source of all. It never becomes the date of a record, an
//! approval or a review: evidence that is put into git today was not made today. And it is
//! believed only of a file whose bytes are the ones that were committed: git is not asked to
//! look at the files themselves, since the settings of somebody else's repository may name
//! programs to do that with, so the bytes are compared here, by the number that git gives them.
//!
//! Nothing here starts a program. What git prints comes from whoever does ([`LOG_FORMAT`]).

use std::io::BufRead;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};
use sha2::Sha256;

use super::document::Document;
use super::metadata::{Source, Stated, StatedDate};
use super::walk::Found;
use crate::source::Location;
use crate::workspace::hex;

/// Waits for what git says: the history, or in words why it is not known.
pub type Awaited = Box<dyn FnOnce() -> Result<History, String>>;

/// The form in which git is to print each commit for [`History::read`], with `-z`, `--raw`,
/// `--no-abbrev` and `--date=short`.
pub const LOG_FORMAT: &str = "--format=@%ad%x00%an";

/// What is said of an answer in another form.
const STRANGE: &str = "git's answer has a form that is not known";

/// Longest name of an author that is kept, in characters.
const LONGEST_NAME: usize = 100;

/// How many changes before the last one are known of a file.
const MOST_EARLIER: usize = 8;

/// The number by which git knows some bytes.
type Number = [u8; 20];

/// What an earlier change of a file left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    number: Number,
    /// The day of that change, where it can be one.
    pub on: Option<Date>,
}

impl Earlier {
    /// The number by which git knows its bytes, in hexadecimal digits.
    #[must_use]
    pub fn number(&self) -> String {
        hex(&self.number)
    }
}

/// What git knows of the files of a workspace.
#[derive(Debug, Default)]
pub struct History {
    /// By path within the workspace, as git has its bytes.
    changes: FxHashMap<Vec<u8>, Change>,
    /// What the changes before the last one left, newest first, up to one that took the file away.
    earlier: FxHashMap<Vec<u8>, Vec<Option<Earlier>>>,
    /// Folders that are repositories of their own, as git has their bytes.
    others: FxHashSet<Vec<u8>>,
}

impl History {
    /// What stands for all of it.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let mut changes: Vec<_> = self.changes.iter().collect();
        changes.sort_unstable_by_key(|(path, _)| *path);
        let mut others: Vec<_> = self.others.iter().collect();
        others.sort_unstable();
        let mut digest = Sha256::new();
        for (path, change) in changes {
            let earlier = self.earlier.get(path).map_or(&[][..], Vec::as_slice);
            put(&mut digest, path);
            put(&mut digest, change.by.as_bytes());
            put_state(&mut digest, change.left.as_ref(), change.on);
            digest.update(earlier.len().to_le_bytes());
            for state in earlier {
                let number = state.as_ref().map(|state| &state.number);
                put_state(&mut digest, number, state.and_then(|state| state.on));
            }
        }
        // No path is so long.
        digest.update(usize::MAX.to_le_bytes());
        for path in others {
            put(&mut digest, path);
        }
        digest.finalize().into()
    }
}

/// Puts bytes into a hash, with their length before them: no two lists of them are alike.
fn put(digest: &mut Sha256, bytes: &[u8]) {
    digest.update(bytes.len().to_le_bytes());
    digest.update(bytes);
}

/// Puts what a change left and its day into a hash.
fn put_state(digest: &mut Sha256, left: Option<&Number>, on: Option<Date>) {
    digest.update([u8::from(left.is_some()), u8::from(on.is_some())]);
    digest.update(left.unwrap_or(&[0; 20]));
    let day = on.map_or((0, 0, 0), |on| (on.year(), on.month(), on.day()));
    digest.update(day.0.to_le_bytes());
    digest.update(day.1.to_le_bytes());
    digest.update(day.2.to_le_bytes());
}

/// The last change of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    /// The bytes it left; `None` where it took the file away.
    left: Option<Number>,
    /// The day, where it can be one.
    on: Option<Date>,
    by: Arc<str>,
}

/// What the history is to all files of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum InHistory {
    /// Nobody asked git: there is no repository, or it is not wanted.
    #[default]
    NotAsked,
    /// It was read.
    Read,
    /// It could not be read, for this reason. Nothing is known of any file.
    Unknown(String),
}

impl InHistory {
    /// Why nobody knows when files were last changed, in a sentence.
    #[must_use]
    pub fn unknown(&self) -> Option<String> {
        match self {
            Self::Unknown(reason) => Some(format!(
                "when files were last changed is not known: {reason}"
            )),
            _ => None,
        }
    }
}

/// What git has of a single file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Committed {
    /// These bytes.
    AsItIs,
    /// Other bytes: it was changed since, or a filter of git changes it on its way.
    Otherwise,
    /// No file of this name.
    Never,
}

impl Committed {
    /// Stable word, in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::AsItIs => "committed",
            Self::Otherwise => "differs",
            Self::Never => "not committed",
        }
    }
}

/// The numbers that git may have given a file's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Numbers {
    as_they_are: Number,
    /// With the line ends that git keeps where it changes those of a system; the same where
    /// there is nothing to change.
    with_plain_ends: Number,
}

impl Numbers {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let as_they_are = number(bytes);
        let ends = memchr::memmem::find_iter(bytes, b"\r\n");
        let with_plain_ends = match ends.clone().count() {
            0 => as_they_are,
            ends_of_two => number_of(bytes.len() - ends_of_two, |hash| {
                let mut kept = 0;
                for end in ends {
                    hash.update(&bytes[kept..end]);
                    kept = end + 1;
                }
                hash.update(&bytes[kept..]);
            }),
        };
        Self {
            as_they_are,
            with_plain_ends,
        }
    }

    fn has(&self, number: Number) -> bool {
        self.as_they_are == number || self.with_plain_ends == number
    }
}

fn number(bytes: &[u8]) -> Number {
    number_of(bytes.len(), |hash| hash.update(bytes))
}

/// The number of so many bytes, which are put into the hash piece by piece.
fn number_of(size: usize, put: impl FnOnce(&mut Sha1)) -> Number {
    let mut hash = Sha1::new();
    hash.update(format!("blob {size}\0"));
    put(&mut hash);
    hash.finalize().into()
}

impl History {
    /// Reads what `git log` prints, newest commit first, of paths below `prefix`, the path of
    /// the workspace in its repository (empty, or with a slash at its end). Of each path the
    /// first change counts.
    ///
    /// # Errors
    /// In words: it cannot be read, or is in no form that is known.
    pub fn read(output: impl BufRead, prefix: &[u8]) -> Result<Self, String> {
        let mut history = Self::default();
        let mut by: Arc<str> = "".into();
        let mut on = None;
        let mut parts = output.split(0);
        let mut next = || parts.next().transpose().map_err(|error| error.to_string());
        while let Some(part) = next()? {
            let part = part.strip_prefix(b"\n").unwrap_or(&part);
            match part.first() {
                None => {}
                Some(b'@') => {
                    on = day(&part[1..]);
                    by = author(&next()?.unwrap_or_default()).into();
                }
                Some(b':') => {
                    let left = left(part)?;
                    let path = next()?.ok_or("git's answer breaks off")?;
                    let Some(path) = path.strip_prefix(prefix) else {
                        continue;
                    };
                    if is_repository(part) {
                        history.others.insert(path.to_vec());
                    }
                    // Most paths are known already in a long history.
                    if history.changes.contains_key(path) {
                        history.add_earlier(path, left.map(|number| Earlier { number, on }));
                    } else {
                        let by = Arc::clone(&by);
                        history
                            .changes
                            .insert(path.to_vec(), Change { left, on, by });
                    }
                }
                Some(_) => return Err(STRANGE.to_owned()),
            }
        }
        Ok(history)
    }

    fn add_earlier(&mut self, path: &[u8], left: Option<Earlier>) {
        if !self.earlier.contains_key(path) {
            self.earlier.insert(path.to_vec(), vec![left]);
        } else if let Some(known) = self.earlier.get_mut(path)
            && known.len() < MOST_EARLIER
            && known.last() != Some(&None)
        {
            known.push(left);
        }
    }

    /// Says of each document what git has of it. `files` are those the documents were read
    /// from, in the same order.
    pub(super) fn tell(&self, root: &Path, files: &[Found], documents: &mut [Document]) {
        let mut files = files.iter();
        for document in documents {
            let Some(found) = files.find(|found| *found.path == *document.path) else {
                return;
            };
            // What was not read cannot be compared.
            let Some(numbers) = document.numbers else {
                continue;
            };
            let within = found.on_disk.strip_prefix(root).unwrap_or(&found.on_disk);
            let path = as_git_has_it(within);
            if self.is_of_another(&path) {
                continue;
            }
            let change = self.changes.get(&path);
            let committed = match change.map(|change| change.left) {
                None | Some(None) => Committed::Never,
                Some(Some(left)) if numbers.has(left) => Committed::AsItIs,
                Some(Some(_)) => Committed::Otherwise,
            };
            document.committed = Some(committed);
            if let Some(change) = change.filter(|_| committed == Committed::AsItIs) {
                change.put_into(document);
                let earlier = self.earlier.get(&path).into_iter().flatten();
                document.earlier = earlier.map_while(|earlier| *earlier).collect();
            }
        }
    }

    /// Whether a path lies in a folder that is a repository of its own.
    fn is_of_another(&self, path: &[u8]) -> bool {
        let mut slashes = memchr::memchr_iter(b'/', path);
        !self.others.is_empty() && slashes.any(|slash| self.others.contains(&path[..slash]))
    }
}

impl Change {
    fn put_into(&self, document: &mut Document) {
        fn stated<T>(value: T, document: &Document) -> Stated<T> {
            Stated {
                value,
                source: Source::History,
                location: Location::file(document.path.clone()),
            }
        }
        let date = self.on.map(|day| StatedDate { day, exact: true });
        document.metadata.changed_on = date.map(|date| stated(date, document));
        document.metadata.changed_by =
            (!self.by.is_empty()).then(|| stated(self.by.to_string(), document));
    }
}

/// A path as git writes it.
fn as_git_has_it(within: &Path) -> Vec<u8> {
    let bytes = within.as_os_str().as_encoded_bytes().to_vec();
    if std::path::MAIN_SEPARATOR == '/' {
        return bytes;
    }
    let plain = |byte: u8| match byte {
        b'\\' => b'/',
        other => other,
    };
    bytes.into_iter().map(plain).collect()
}

/// The day of a commit. Whoever commits may write any, and some programs write none.
fn day(text: &[u8]) -> Option<Date> {
    let day: Date = std::str::from_utf8(text).ok()?.parse().ok()?;
    (1990..=2100).contains(&day.year()).then_some(day)
}

fn author(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.trim().chars().take(LONGEST_NAME).collect()
}

/// What a change left, from a line such as `:100644 100644 d616f7… 88ba23… M`; that of a
/// merge has as many colons as it has parents, and a mode and a number more.
fn left(line: &[u8]) -> Result<Option<Number>, String> {
    let strange = || STRANGE.to_owned();
    let parents = line.iter().take_while(|byte| **byte == b':').count();
    let hex = line.split(|byte| *byte == b' ').nth(2 * parents + 1);
    let hex = hex.ok_or_else(strange)?;
    if hex.len() == 64 {
        return Err("this repository numbers its files by SHA-256, which is not read".to_owned());
    }
    let mut number = Number::default();
    if hex.len() != 2 * number.len() {
        return Err(strange());
    }
    for (byte, digits) in number.iter_mut().zip(hex.chunks(2)) {
        let digits = std::str::from_utf8(digits).map_err(|_| strange())?;
        *byte = u8::from_str_radix(digits, 16).map_err(|_| strange())?;
    }
    Ok((number != Number::default()).then_some(number))
}

/// Whether a line speaks of a repository within this one.
fn is_repository(line: &[u8]) -> bool {
    let mut words = line.split(|byte| *byte == b' ' || *byte == b':');
    words.any(|word| word == b"160000")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "78981922613b2afb6025042ff6bd878ac1994e85";
    const NONE: &str = "0000000000000000000000000000000000000000";

    fn read(text: &str, prefix: &str) -> Result<History, String> {
        History::read(text.as_bytes(), prefix.as_bytes())
    }

    #[test]
    fn numbers_are_those_of_git() {
        assert_eq!(
            Numbers::of(b"a\n").as_they_are,
            left(format!(":0 1 {NONE} {ONE} A").as_bytes())
                .unwrap()
                .unwrap()
        );
        assert_eq!(
            Numbers::of(b"a\r\n").with_plain_ends,
            Numbers::of(b"a\n").as_they_are
        );
        assert_eq!(
            Numbers::of(b"\r\na\rb\r\n\r\r\nc\r").with_plain_ends,
            Numbers::of(b"\na\rb\n\r\nc\r").as_they_are
        );
    }

    #[test]
    fn the_first_change_of_a_path_counts_and_only_below_the_workspace() {
        let text = format!(
            "@2026-03-09\0B\0\0::100644 100644 100644 {NONE} {NONE} {ONE} MM\0it/a\0@2026-02-03\0A\0\n:100644 100644 {NONE} {NONE} M\0it/a\0:0 1 {NONE} {ONE} A\0b\0:0 1 {ONE} {NONE} D\0it/@c\0"
        );
        let history = read(&text, "it/").unwrap();
        assert_eq!(history.changes.len(), 2);
        let change = &history.changes[b"a".as_slice()];
        assert_eq!((change.on, &*change.by), ("2026-03-09".parse().ok(), "B"));
        assert!(change.left.is_some() && history.changes[b"@c".as_slice()].left.is_none());
    }

    #[test]
    fn earlier_states_are_known_up_to_one_that_was_taken_away() {
        let of = |number: &str| format!(":0 1 {NONE} {number} M\0a\0");
        let text = format!(
            "@2026-03-09\0B\0\n{0}@2026-02-03\0A\0\n{0}{1}{0}",
            of(ONE),
            of(NONE)
        );
        let history = read(&text, "").unwrap();
        let earlier = &history.earlier[b"a".as_slice()];
        assert_eq!(earlier.len(), 2);
        let first = earlier[0].unwrap();
        assert_eq!(
            (first.number().as_str(), first.on),
            (ONE, "2026-02-03".parse().ok())
        );
        assert_eq!(earlier[1], None);
    }

    #[test]
    fn an_answer_that_breaks_off_or_is_strange_is_refused() {
        for text in [
            "@2026-03-09\0B\0:1 2 3",
            "x",
            "@\0\0:100644\0a\0",
            "@\0\0:1 2 3 ABC M\0a\0",
        ] {
            assert!(read(text, "").is_err(), "{text}");
        }
        assert!(read(&format!("@\0\0:0 1 {NONE} {ONE} A\0"), "").is_err());
        assert!(
            read(
                &format!("@\0\0:0 1 {NONE}{NONE} {NONE}{ONE:0<24} A\0a\0"),
                ""
            )
            .is_err()
        );
    }

    proptest::proptest! {
        #[test]
        fn no_answer_panics(text in "[@:0-9a-f \\x00\\n]{0,200}") {
            let _ = read(&text, "a");
        }
    }
}
