//! Looks at files once more for what reading evidence does not keep of them.
//!
//! Few runs need the text of every file. Those that do keep what they learn of it as documents
//! are kept, in a cache of their own.

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::cache::{Cache, CacheAt};
use super::extract::Format;
use super::reader::bytes_of;
use super::walk::Found;

/// What `look` learns of each file from its path and bytes, `None` where these cannot be read.
/// What an earlier run kept in the `cache` is used where it still holds; `digest` stands for all
/// else that `look` goes by.
pub fn look_again<T>(
    files: &[&Found],
    cache: Option<&CacheAt>,
    digest: &[u8; 32],
    look: impl Fn(&str, &[u8]) -> T + Sync,
) -> Vec<Option<T>>
where
    T: Serialize + DeserializeOwned + Send,
{
    let cache = cache.map(|at| Cache::open(at, digest, &[]));
    let one = |found: &&Found| {
        let known = cache.as_ref();
        if let Some(kept) = known.and_then(|cache| cache.unchanged(found, 0)) {
            return Some(kept);
        }
        let bytes = bytes_of(found, Format::of(&found.path)).ok()?;
        if let Some(kept) = known.and_then(|cache| cache.same_bytes(found, 0, &bytes)) {
            return Some(kept);
        }
        let learnt = look(&found.path, &bytes);
        if let Some(cache) = known {
            cache.keep(found, 0, &bytes, &learnt);
        }
        Some(learnt)
    };
    let out = files.par_iter().with_min_len(16).map(one).collect();
    if let Some(cache) = cache {
        cache.finish();
    }
    out
}
