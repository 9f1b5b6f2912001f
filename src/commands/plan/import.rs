//! `plan import`: actions out of a table that was kept so far.

use crate::cli::Global;
use crate::cli::plan::Import;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(_args: &Import, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}
