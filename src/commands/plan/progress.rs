//! `plan progress`: how the plan went, and what remains.

use crate::cli::Global;
use crate::cli::plan::Progress;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(_args: &Progress, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}
