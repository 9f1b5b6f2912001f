//! Where the cache of a workspace lies: in the folder that the system has for such files, never
//! among the evidence, readable by its owner alone.
//!
//! Whatever is in the way of a cache, such as a home folder that cannot be written to, only
//! costs time; nobody is told.

use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::{Duration, SystemTime};

use etcetera::BaseStrategy as _;

use crate::cli::Global;
use crate::evidence::{CacheAt, UNFINISHED, is_safe};
use crate::workspace::sha256;

/// Caches that have not changed for so long are removed: 30 days.
const OLD: Duration = Duration::from_hours(30 * 24);

/// What a run left behind that was broken off: a day.
const LEFT_BEHIND: Duration = Duration::from_hours(24);

/// Whether this run has removed what is old: it asks for several caches of one folder.
static SWEPT: Once = Once::new();

/// How caches end; before that stands a SHA-256.
const ENDING: &str = ".cache";

/// How answers that are kept end.
const ANSWER: &str = ".answer";

/// The cache of a workspace, unless there is to be none: of what is read of its files, or of what a
/// verb learns of them beside that.
#[must_use]
pub fn cache_for(verb: &str, root: &Path, global: &Global) -> Option<CacheAt> {
    kept_at(verb, ENDING, root, global)
}

/// Where the answer to a question about a workspace is kept.
#[must_use]
pub fn answer_at(question: &str, root: &Path, global: &Global) -> Option<CacheAt> {
    kept_at(question, ANSWER, root, global)
}

fn kept_at(what: &str, ending: &str, root: &Path, global: &Global) -> Option<CacheAt> {
    let begun = SystemTime::now();
    if global.no_cache {
        return None;
    }
    // A variable that is set to nothing is none.
    let folder = match global
        .cache_dir
        .as_ref()
        .filter(|folder| !folder.is_empty())
    {
        Some(folder) => PathBuf::from(folder),
        None => usual_folder()?,
    };
    make_private(&folder)?;
    SWEPT.call_once(|| remove_old(&folder, begun));
    let root = root.canonicalize().ok()?;
    let mut name = root.as_os_str().as_encoded_bytes().to_vec();
    if !what.is_empty() {
        // No path holds this byte.
        name.push(0);
        name.extend_from_slice(what.as_bytes());
    }
    let name = sha256(&name);
    Some(CacheAt {
        file: folder.join(name + ending),
        program: concat!(env!("CARGO_PKG_VERSION"), " ", env!("CLAUSEWISE_BUILD")).to_owned(),
        begun,
    })
}

/// The folder for caches of this program.
fn usual_folder() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.cache_dir().join(env!("CARGO_PKG_NAME")))
}

/// Makes the folder, for its owner alone; one that others can write to is not used.
fn make_private(folder: &Path) -> Option<()> {
    if folder.is_dir() {
        return is_safe(&folder.metadata().ok()?).then_some(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder).ok()
}

/// Removes caches that are old and what broken runs left behind, and nothing else.
fn remove_old(folder: &Path, now: SystemTime) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_str().unwrap_or("");
        let kept = if is_cache(name) {
            OLD
        } else if name.starts_with(UNFINISHED) {
            LEFT_BEHIND
        } else {
            continue;
        };
        let data = entry.metadata().ok().filter(std::fs::Metadata::is_file);
        let changed = data.and_then(|data| data.modified().ok());
        let age = changed.and_then(|changed| now.duration_since(changed).ok());
        if age.is_some_and(|age| age > kept) {
            // Another run may have been quicker.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Whether a name is one that a cache gets here.
fn is_cache(name: &str) -> bool {
    let hash = name.strip_suffix(ENDING);
    let hash = hash.or_else(|| name.strip_suffix(ANSWER)).unwrap_or("");
    hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}
