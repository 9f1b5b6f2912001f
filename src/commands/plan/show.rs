//! `plan show`: one action, whole.

use crate::cli::Global;
use crate::cli::plan::ShowAction;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(_args: &ShowAction, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}
