//! `plan next`: what to take up next, and why.

use crate::cli::Global;
use crate::cli::plan::Next;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(_args: &Next, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}
