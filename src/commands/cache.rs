//! Where the cache of a workspace lies: in the folder that the system has for such files, never
//! among the evidence, readable by its owner alone.
//!
//! Whatever is in the way of a cache, such as a home folder that cannot be written to, only
//! costs time; nobody is told.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use etcetera::BaseStrategy as _;

use crate::cli::Global;
use crate::evidence::CacheAt;
use crate::workspace::sha256;

/// Caches that have not changed for so long are removed: 90 days.
const OLD: Duration = Duration::from_hours(90 * 24);

/// How the files end.
const ENDING: &str = "cache";

/// The cache of a workspace, unless there is to be none.
#[must_use]
pub fn cache_of(root: &Path, global: &Global) -> Option<CacheAt> {
    let begun = SystemTime::now();
    if global.no_cache {
        return None;
    }
    let folder = match &global.cache_dir {
        Some(folder) => folder.clone(),
        None => usual_folder()?,
    };
    make_private(&folder)?;
    let root = root.canonicalize().ok()?;
    let name = sha256(root.as_os_str().as_encoded_bytes());
    let file = folder.join(name).with_extension(ENDING);
    if !file.exists() {
        remove_old(&folder, begun);
    }
    Some(CacheAt {
        file,
        program: program()?,
        begun,
    })
}

/// The folder for caches of this program.
fn usual_folder() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.cache_dir().join(env!("CARGO_PKG_NAME")))
}

fn make_private(folder: &Path) -> Option<()> {
    if folder.is_dir() {
        return Some(());
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

/// What tells this program from any other build of it: while it is worked on, the version
/// stays the same.
fn program() -> Option<String> {
    let data = std::fs::metadata(std::env::current_exe().ok()?).ok()?;
    let made = data.modified().ok()?;
    let made = made.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let version = env!("CARGO_PKG_VERSION");
    Some(format!("{version} {} {}", data.len(), made.as_nanos()))
}

fn remove_old(folder: &Path, now: SystemTime) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let used = entry.metadata().and_then(|data| data.modified());
        let age = used.ok().and_then(|used| now.duration_since(used).ok());
        if path.extension().is_some_and(|ending| ending == ENDING)
            && age.is_some_and(|age| age > OLD)
        {
            // Another run may have been quicker.
            let _ = std::fs::remove_file(path);
        }
    }
}
