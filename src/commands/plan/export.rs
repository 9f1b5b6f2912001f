//! `plan export`: the plan for other programs.

use crate::cli::Global;
use crate::cli::plan::Export;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(_args: &Export, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}
